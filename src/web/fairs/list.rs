//! `/fairs`: the fairs that everybody may know of, those to come first.

use askama::Template;
use axum::extract::State;

use entity::codes::Code as _;

use super::words;
use crate::domain::access::Action;
use crate::domain::fairs::{self, FairRow};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::page::show;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "fairs/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    coming: Vec<FairRow>,
    past: Vec<FairRow>,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>) -> PageResult {
    let (coming, past) = fairs::public_list(app.core.db.reader(), c.now).await?;
    show(&ListPage { c: &c, coming, past })
}
