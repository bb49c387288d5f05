//! `/apply/done/{reference}`: the slip with the number, to photograph, to write down, or to print on A5. Nothing on it says who the person is.

use askama::Template;
use axum::extract::{Path, State};

use crate::domain::applications::{self, OwnApplication, Reference};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::page::show;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "applications/done.html")]
struct DonePage<'a> {
    c: &'a Ctx,
    own: OwnApplication,
}

/// The slip.
pub async fn page(c: Ctx, State(app): State<App>, Path(reference): Path<String>) -> PageResult {
    let reference = Reference::parse(&reference).ok_or(PageError::NotFound)?;
    let own = applications::slip(app.core.db.reader(), &reference).await?;
    show(&DonePage { c: &c, own })
}
