//! `/cases/{id}/letter`: the letter that goes to the office, to print: who, where, what was promised, what happened. The identity number is
//! written in by hand.

use askama::Template;
use axum::extract::State;

use crate::domain::cases::{self, CaseRecord};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::follow_ups::words as follow_up_words;
use crate::web::page::show;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "cases/letter.html")]
struct LetterPage<'a> {
    c: &'a Ctx,
    record: CaseRecord,
}

/// The letter.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let record = cases::record(app.core.db.reader(), &c.actor, id, c.today()).await?;
    show(&LetterPage { c: &c, record })
}
