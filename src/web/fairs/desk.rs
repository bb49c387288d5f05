//! `/fairs/{id}/booths/{booth}`: the desk of a booth: questions, wishes by the number of the ticket, results on the spot.

use askama::Template;
use axum::extract::State;
use entity::codes::{BoothState, Code as _, ConsentWay, FairIntentionState, FairTopic};
use entity::fair;
use serde::Deserialize;
use uuid::Uuid;

use super::posts::BoothView;
use super::words;
use crate::domain::applications::ConsentGiven;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::fairs::state::INTENTION_MOVES;
use crate::domain::fairs::{self, At, IntentionRow, number};
use crate::domain::unit::Unit;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Ids};
use crate::web::page::{Choice, choices, go_with, show, show_again};
use crate::web::state::App;

/// The ways in which somebody at a booth agrees.
const WAYS: &[ConsentWay] = &[ConsentWay::Voice, ConsentWay::Signed];

/// Everything that the forms of the desk send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeskForm {
    form_key: Uuid,
    number: String,
    post: String,
    topic: String,
    wish: Uuid,
    version: i32,
    to: String,
    agreed: String,
    way: String,
    witness: String,
}

impl DeskForm {
    fn at(&self, fair: Uuid, booth: Uuid) -> At {
        At {
            fair,
            booth,
            intention: self.wish,
            version: self.version,
        }
    }
}

#[derive(Template)]
#[template(path = "fairs/desk.html")]
struct DeskPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    booth: BoothView,
    wishes: Vec<IntentionRow>,
    form: &'a DeskForm,
    key: Uuid,
    problems: Problems,
}

impl DeskPage<'_> {
    fn open(&self) -> bool {
        fairs::still_counts(&self.fair) && self.booth.row.booth.state == BoothState::SignedIn
    }

    fn topics(&self) -> Vec<Choice> {
        let chosen = if self.form.topic.is_empty() {
            FairTopic::Post.key()
        } else {
            &self.form.topic
        };
        choices(self.c, FairTopic::ALL, chosen)
    }

    fn ways(&self) -> Vec<Choice> {
        choices(self.c, WAYS, ConsentWay::Voice.key())
    }

    fn is_about(&self, wish: &IntentionRow) -> bool {
        !self.problems.is_empty() && self.form.wish == wish.id
    }
}

/// The steps that a wish can take.
fn steps(wish: &IntentionRow) -> Vec<FairIntentionState> {
    INTENTION_MOVES
        .iter()
        .filter(|(from, _)| *from == wish.state)
        .map(|(_, to)| *to)
        .collect()
}

async fn shown(c: &Ctx, app: &App, id: Uuid, booth: Uuid, form: &DeskForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let fair = if c.actor.employer_id().is_some() {
        fairs::public_by_id(db, id).await?
    } else {
        fairs::by_id(db, &c.actor, id).await?
    };
    let row = fairs::booth_by_id(db, &c.actor, id, booth, c.today()).await?;
    let wishes = fairs::intentions_of(db, &c.actor, booth).await?;
    let again = !problems.is_empty();
    let page = DeskPage {
        booth: BoothView::of(c, row),
        c,
        fair,
        wishes,
        form,
        key: c.form_key(),
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The desk.
pub async fn page(c: Ctx, State(app): State<App>, Ids(id, booth): Ids) -> PageResult {
    shown(&c, &app, id, booth, &DeskForm::default(), Problems::default()).await
}

/// Back to the desk, or the desk with what was wrong.
async fn finish(
    c: &Ctx,
    app: &App,
    (id, booth): (Uuid, Uuid),
    form: &DeskForm,
    unit: Unit,
    result: Result<()>,
    flash: &str,
) -> PageResult {
    let problems = match result {
        Ok(()) => {
            unit.commit().await?;
            return Ok(go_with(&format!("/fairs/{id}/booths/{booth}"), flash, ""));
        }
        Err(DomainError::Invalid(problems)) => problems,
        // At a desk with a queue before it a sentence on the same page is worth more than a page of its own.
        Err(DomainError::Conflict(key)) => vec![Problem::new("", key)],
        Err(error) => return Err(PageError::from(error)),
    };
    drop(unit);
    shown(c, app, id, booth, form, problems.into()).await
}

/// Somebody asked something.
pub async fn question(c: Ctx, State(app): State<App>, Ids(id, booth): Ids, Form(form): Form<DeskForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = match FairTopic::from_key(&form.topic) {
        Some(topic) => fairs::consult(&mut unit, id, booth, form.form_key, &form.number, topic).await,
        None => Err(DomainError::invalid("topic", "problem-choose")),
    };
    finish(&c, &app, (id, booth), &form, unit, result, "fairs-done-question").await
}

/// Somebody wants a post.
pub async fn wish(c: Ctx, State(app): State<App>, Ids(id, booth): Ids, Form(form): Form<DeskForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = match form.post.parse() {
        Ok(post) => fairs::intend(&mut unit, id, booth, &form.number, post)
            .await
            .map(|_| ()),
        Err(_) => Err(DomainError::invalid("post", "problem-choose")),
    };
    finish(&c, &app, (id, booth), &form, unit, result, "fairs-done-wish").await
}

/// What became of a wish.
pub async fn settle(c: Ctx, State(app): State<App>, Ids(id, booth): Ids, Form(form): Form<DeskForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = match FairIntentionState::from_key(&form.to) {
        Some(to) => fairs::settle(&mut unit, form.at(id, booth), to).await,
        None => Err(DomainError::invalid("", "problem-choose")),
    };
    finish(&c, &app, (id, booth), &form, unit, result, "fairs-done-settle").await
}

/// Make an application of a wish.
pub async fn apply(c: Ctx, State(app): State<App>, Ids(id, booth): Ids, Form(form): Form<DeskForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let way = ConsentWay::from_key(&form.way).filter(|way| WAYS.contains(way));
    let result = match (way, form.agreed.as_str()) {
        (Some(way), "yes") => {
            let given = ConsentGiven {
                way,
                witness: form.witness.clone(),
            };
            fairs::apply(&mut unit, form.at(id, booth), given).await.map(|_| ())
        }
        (None, _) => Err(DomainError::invalid("way", "problem-choose")),
        _ => Err(DomainError::invalid("agreed", "fairs-problem-not-agreed")),
    };
    finish(&c, &app, (id, booth), &form, unit, result, "fairs-done-apply").await
}
