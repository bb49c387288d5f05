//! `/manage/fairs/{id}/invitations`: whom a post of the fair suits, who was asked, what they said.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, InvitationAnswer};
use entity::fair;
use serde::Deserialize;
use std::collections::HashSet;
use uuid::Uuid;

use super::manage::Tab;
use super::words;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem};
use crate::domain::fairs::state::{BOOTHS_COMING, TICKETS};
use crate::domain::fairs::{self, CallRow, ShownPost, Suggestion};
use crate::domain::matching::profiles::{self, MOST_CANDIDATES};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Ids, Query};
use crate::web::matching::candidates;
use crate::web::page::{Pager, go_with, show, show_again};
use crate::web::state::App;

/// Posts for which the index is asked: one of each occupation, those with most places first. The rules then judge everybody for every post.
const ASKED_POSTS: usize = 12;
/// Suggestions shown at once.
const SHOWN: usize = 60;

/// The filters.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    answer: String,
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "fairs/invitations.html")]
struct InvitationsPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    tabs: Vec<Tab>,
    list: PageOf<CallRow>,
    pager: Pager,
}

impl InvitationsPage<'_> {
    fn may_invite(&self) -> bool {
        self.c.may(Action::InviteToFairs) && TICKETS.contains(&self.fair.state)
    }
}

/// The call list.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<ListQuery>) -> PageResult {
    let db = app.core.db.reader();
    let fair = fairs::by_id(db, &c.actor, id).await?;
    let chosen = InvitationAnswer::from_key(&query.answer);
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let counts = fairs::invitation_counts(db, &c.actor, id).await?;
    let list = fairs::invitations(db, &c.actor, id, chosen, number, c.today()).await?;
    let base = format!("/manage/fairs/{id}/invitations");
    let mut tabs = vec![Tab {
        path: base.clone(),
        label: c.t("fairs-tab-all"),
        count: counts.values().sum(),
        current: chosen.is_none(),
    }];
    tabs.extend(InvitationAnswer::ALL.iter().map(|answer| Tab {
        path: format!("{base}?answer={}", answer.key()),
        label: c.label(answer),
        count: counts.get(answer).copied().unwrap_or_default(),
        current: chosen == Some(*answer),
    }));
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&InvitationsPage {
        c: &c,
        fair,
        tabs,
        list,
        pager,
    })
}

#[derive(Template)]
#[template(path = "fairs/suggestions.html")]
struct SuggestionsPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    found: Vec<Suggestion>,
    more: usize,
    posts: usize,
    problems: Problems,
}

/// The posts of the fair, and the people whom one of them suits.
async fn suggested(c: &Ctx, app: &App, fair: &fair::Model) -> PageResult<(usize, Vec<Suggestion>)> {
    let db = app.core.db.reader();
    let booths = fairs::booths_of(db, fair.id, &BOOTHS_COMING, c.today()).await?;
    let posts: Vec<ShownPost> = booths
        .into_iter()
        .flat_map(|row| row.posts)
        .filter(|post| post.takes)
        .collect();
    let ids = people(c, app, &posts).await?;
    let found = fairs::suggest(db, &c.actor, fair, &posts, &ids, c.today()).await?;
    Ok((posts.len(), found))
}

/// People whom the index finds for the posts: a few from each in turn, so that no post fills the list alone.
async fn people(c: &Ctx, app: &App, posts: &[ShownPost]) -> PageResult<Vec<Uuid>> {
    let mut by_places: Vec<&ShownPost> = posts.iter().collect();
    by_places.sort_by_key(|post| std::cmp::Reverse(post.left()));
    let mut trades = HashSet::new();
    let asked: Vec<Uuid> = by_places
        .into_iter()
        .filter(|post| {
            let trade = post.shown.as_ref().map(|shown| shown.occupation_code.clone());
            trade.is_some_and(|trade| trades.insert(trade))
        })
        .filter_map(|post| post.post.vacancy_id)
        .take(ASKED_POSTS)
        .collect();
    let mut lists = Vec::new();
    for post in profiles::posts(app.core.db.reader(), &asked, c.today()).await? {
        lists.push(
            candidates::workers(app, &c.actor, &post.profile, c.today())
                .await?
                .into_iter(),
        );
    }
    let mut ids = Vec::new();
    let mut seen = HashSet::new();
    while ids.len() < MOST_CANDIDATES {
        let turn: Vec<Uuid> = lists.iter_mut().filter_map(Iterator::next).collect();
        if turn.is_empty() {
            break;
        }
        ids.extend(turn.into_iter().filter(|id| seen.insert(*id)));
    }
    Ok(ids)
}

async fn shown(c: &Ctx, app: &App, id: Uuid, problems: Problems) -> PageResult {
    let fair = fairs::by_id(app.core.db.reader(), &c.actor, id).await?;
    if !TICKETS.contains(&fair.state) {
        return Err(PageError::Conflict("fairs-conflict-no-tickets"));
    }
    let (posts, mut found) = suggested(c, app, &fair).await?;
    let more = found.len().saturating_sub(SHOWN);
    found.truncate(SHOWN);
    let again = !problems.is_empty();
    let page = SuggestionsPage {
        c,
        fair,
        found,
        more,
        posts,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Whom to ask.
pub async fn suggestions(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    shown(&c, &app, id, Problems::default()).await
}

/// Who is ticked: `worker.post.score`, so that what was shown is what is written down.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    form_key: Uuid,
    id: Vec<String>,
}

fn picked(form: &InviteForm) -> Vec<(Uuid, Uuid, i32)> {
    form.id
        .iter()
        .filter_map(|line| {
            let mut parts = line.split('.');
            let worker = parts.next()?.parse().ok()?;
            let post = parts.next()?.parse().ok()?;
            let score = parts.next()?.parse::<i32>().ok()?.clamp(0, 100);
            Some((worker, post, score))
        })
        .collect()
}

/// Put them on the call list.
pub async fn invite(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<InviteForm>) -> PageResult {
    let path = format!("/manage/fairs/{id}/invitations");
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let new = fairs::invite(&mut unit, id, &picked(&form)).await?;
        unit.commit_to(&path).await?;
        Ok(new)
    }
    .await;
    match result {
        Ok(new) => Ok(go_with(&path, "fairs-done-invite", &new.to_string())),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, problems.into()).await,
        Err(error) => Err(PageError::from(error)),
    }
}

/// What somebody said.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    answer: String,
    back: String,
}

/// Write an answer down, and go on with the next one.
pub async fn answer(
    c: Ctx,
    State(app): State<App>,
    Ids(id, invitation): Ids,
    Form(form): Form<AnswerForm>,
) -> PageResult {
    let answer = InvitationAnswer::from_key(&form.answer)
        .ok_or_else(|| PageError::Invalid(vec![Problem::new("", "problem-choose")]))?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    fairs::answer(&mut unit, id, invitation, answer).await?;
    unit.commit().await?;
    let own = format!("/manage/fairs/{id}/invitations");
    let back = if form.back.starts_with(&own) { form.back } else { own };
    Ok(go_with(&back, "fairs-done-answer", &c.label(&answer)))
}
