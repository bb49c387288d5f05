//! `/still-here`: the firm's own people. It ticks who is still there; of those who left it says so on their own pages.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::follow_ups::{self, OwnPerson};
use crate::domain::page::{LAST_PAGE, LIST_SIZE, PageOf};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Query};
use crate::web::page::{Pager, go_with, inside, show};
use crate::web::placements::words as placement_words;
use crate::web::state::App;

/// Which page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "follow_ups/still_here.html")]
struct StillHerePage<'a> {
    c: &'a Ctx,
    list: PageOf<OwnPerson>,
    pager: Pager,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = follow_ups::own_people(app.core.db.reader(), &c.actor, number, c.today()).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&StillHerePage { c: &c, list, pager })
}

/// Who is ticked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StillHereForm {
    id: Vec<Uuid>,
    back: String,
}

/// They are still here.
pub async fn submit(c: Ctx, State(app): State<App>, Form(form): Form<StillHereForm>) -> PageResult {
    let back = match inside(&form.back) {
        "/" => "/still-here",
        back => back,
    };
    if form.id.is_empty() {
        return Ok(go_with(back, "follow-ups-still-here-nobody", ""));
    }
    if form.id.len() as u64 > LIST_SIZE {
        return Err(PageError::BadRequest("error-form", Vec::new()));
    }
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    follow_ups::still_here(&mut unit, &form.id).await?;
    unit.commit().await?;
    Ok(go_with(back, "follow-ups-still-here-done", &form.id.len().to_string()))
}
