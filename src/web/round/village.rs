//! `/round/villages/{code}`: the people of one village, whom nobody has asked this month first. One tap says "as before".

use askama::Template;
use axum::extract::{Path, State};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::round::month::month_of;
use crate::domain::round::{self, PAGE, PersonRow, ageing_days};
use crate::domain::workers;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Query};
use crate::web::page::{Pager, go_with, show};
use crate::web::state::App;
use entity::codes::RoundWay;

/// Days after which a status is so old that it says nothing any more.
const OLD_DAYS: i64 = 90;

/// Which page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct VillageQuery {
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "round/village.html")]
struct VillagePage<'a> {
    c: &'a Ctx,
    code: &'a str,
    month: String,
    list: PageOf<PersonRow>,
    pager: Pager,
    may_edit: bool,
}

impl VillagePage<'_> {
    /// Class of the day on which somebody last asked: the older, the louder.
    fn ageing(&self, row: &PersonRow) -> &'static str {
        match ageing_days(row, self.c.today()) {
            _ if row.asked => "badge ok",
            days if days > OLD_DAYS => "badge stop",
            days if days > i64::try_from(workers::STALE_DAYS).unwrap_or(i64::MAX) => "badge warn",
            _ => "badge",
        }
    }

    /// The row to stand at when this one is answered: the next.
    fn next(&self, at: &usize) -> String {
        let row = self.list.rows.get(at + 1);
        row.map_or_else(String::new, |row| row.card.id.to_string())
    }
}

/// The page.
pub async fn page(
    c: Ctx,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<VillageQuery>,
) -> PageResult {
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = round::people(app.core.db.reader(), &c.actor, &code, number, c.today()).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&VillagePage {
        c: &c,
        code: &code,
        month: month_of(c.today()).format("%Y-%m").to_string(),
        list,
        pager,
        may_edit: c.may(Action::EditWorkers),
    })
}

/// One person by the button, or all who are ticked. The button's value is the person and the row to stand at afterwards.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SameForm {
    same: String,
    id: Vec<Uuid>,
    page: u64,
}

/// As before.
pub async fn same(c: Ctx, State(app): State<App>, Path(code): Path<String>, Form(form): Form<SameForm>) -> PageResult {
    // Outside the actor's places there is no such village.
    round::check_village(&c.actor, &code)?;
    let (one, next) = form.same.split_once(' ').unwrap_or((&form.same, ""));
    let ids = match Uuid::parse_str(one) {
        Ok(one) => vec![one],
        Err(_) => form.id,
    };
    let next = Uuid::parse_str(next).map_or_else(|_| String::new(), |id| format!("#p-{id}"));
    let back = format!("/round/villages/{code}?page={}{next}", form.page.clamp(1, LAST_PAGE));
    if ids.is_empty() {
        return Ok(go_with(&back, "round-nobody-picked", ""));
    }
    if ids.len() as u64 > PAGE {
        return Err(PageError::BadRequest("error-form", Vec::new()));
    }
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    round::same_for(&mut unit, &ids, RoundWay::Screen).await?;
    unit.commit().await?;
    Ok(go_with(&back, "round-done-same", &ids.len().to_string()))
}
