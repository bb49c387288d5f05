//! `/batches/{id}/add`: people with tick boxes: those who were hired, and those who go back to their job.

use askama::Template;
use axum::extract::State;
use entity::batch;
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::batches::{self, Candidate, CandidateFilter, Pick, Plan};
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Choice, Pager, go_with, show, show_again};
use crate::web::state::App;

/// Which people.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddQuery {
    /// `back` shows people who go back to their job.
    who: String,
    name: String,
    employer: String,
    everywhere: String,
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "batches/add.html")]
struct AddPage<'a> {
    c: &'a Ctx,
    batch: batch::Model,
    plan: Plan,
    query: &'a AddQuery,
    list: PageOf<Candidate>,
    pager: Pager,
    points: Vec<Choice>,
    problems: Problems,
}

impl AddPage<'_> {
    fn back(&self) -> bool {
        self.query.who == "back"
    }

    fn value(pick: Pick) -> String {
        match pick {
            Pick::Hired(id) => format!("hired:{id}"),
            Pick::Back(id) => format!("back:{id}"),
        }
    }
}

fn read_pick(text: &str) -> Option<Pick> {
    let (kind, id) = text.split_once(':')?;
    let id = Uuid::parse_str(id).ok()?;
    match kind {
        "hired" => Some(Pick::Hired(id)),
        "back" => Some(Pick::Back(id)),
        _ => None,
    }
}

/// The pick-up points as options, `chosen` among them.
pub(super) fn point_choices(c: &Ctx, plan: &Plan, chosen: Option<Uuid>) -> Vec<Choice> {
    let mut choices = vec![Choice {
        value: String::new(),
        label: c.t("batches-no-point"),
        chosen: chosen.is_none(),
    }];
    choices.extend(plan.points.iter().map(|point| Choice {
        value: point.id.to_string(),
        label: format!(
            "{} {} {}",
            words::hour(&point.at),
            c.place_short(&point.place_code),
            point.address
        ),
        chosen: chosen == Some(point.id),
    }));
    choices
}

async fn shown(c: &Ctx, app: &App, id: Uuid, query: &AddQuery, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let filter = CandidateFilter {
        name: query.name.trim().to_owned(),
        employer: query.employer.trim().to_owned(),
        everywhere: query.everywhere == "yes",
    };
    let at = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = if query.who == "back" {
        let rows = batches::going_back(db, &c.actor, &filter, c.today()).await?;
        PageOf {
            total: rows.len() as u64,
            size: rows.len().max(1) as u64,
            page: 1,
            rows,
        }
    } else {
        batches::candidates(db, &c.actor, &batch, &filter, at, c.today()).await?
    };
    let plan = batches::plan_of(db, id).await?;
    let again = !problems.is_empty();
    let page = AddPage {
        c,
        points: point_choices(c, &plan, plan.points.first().map(|point| point.id)),
        plan,
        batch,
        pager: Pager::new(&c.path_and_query, at, list.pages()),
        query,
        list,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The people.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<AddQuery>) -> PageResult {
    shown(&c, &app, id, &query, Problems::default()).await
}

/// Who is ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddForm {
    who: String,
    pick: Vec<String>,
    point: String,
}

/// Put them on the list.
pub async fn submit(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<AddForm>) -> PageResult {
    let picks: Vec<Pick> = form.pick.iter().filter_map(|text| read_pick(text)).collect();
    let result: Result<_> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        let done = batches::add(&mut unit, id, &picks, Uuid::parse_str(&form.point).ok()).await?;
        unit.commit().await?;
        Ok(done)
    }
    .await;
    match result {
        Ok(done) => {
            let key = if done.riding == 0 {
                "batches-added"
            } else {
                "batches-added-some"
            };
            Ok(go_with(&format!("/batches/{id}"), key, &done.added.to_string()))
        }
        Err(DomainError::Invalid(problems)) => {
            let query = AddQuery {
                who: form.who,
                ..AddQuery::default()
            };
            shown(&c, &app, id, &query, problems.into()).await
        }
        Err(error) => Err(error.into()),
    }
}
