//! Chosen columns that are kept under a name.

use axum::extract::{Path, State};

use super::{ask, show};
use crate::domain::error::DomainError;
use crate::domain::registers::layout;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::go_with;
use crate::web::state::App;

/// Keep them.
pub async fn keep(
    c: Ctx,
    State(app): State<App>,
    Path(key): Path<String>,
    Form(fields): Form<ask::Fields>,
) -> PageResult {
    let register = ask::register(&key)?;
    let asking = ask::read(&c, &app, register, &fields)?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    match layout::keep(&mut unit, register, &asking.name, &asking.columns).await {
        Ok(()) => {
            unit.commit().await?;
            let path = format!("/registers/{key}?{}", asking.query());
            Ok(go_with(&path, "register-done-kept", &asking.name))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            show::answer(&c, &app, &asking, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Forget one.
pub async fn forget(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let register = layout::forget(&mut unit, id).await?;
    unit.commit().await?;
    let path = format!("/registers/{}", register.key());
    Ok(go_with(&path, "register-done-forgotten", ""))
}
