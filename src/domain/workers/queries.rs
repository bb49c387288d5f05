//! Looking workers up.

use entity::worker;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::scope;

/// The workers whom an actor may see: those within the actor's places whose record was not merged into another.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadWorkers) {
        return Err(DomainError::NotFound);
    }
    Ok(scope::within_places_of(worker::Column::RegionCode, actor).add(worker::Column::MergedInto.is_null()))
}

/// The worker whom a column of the outer statement names fits `wanted`. One look-up a row of the outer statement, where `IN (SELECT …)`
/// makes `SQLite` gather every worker of the county first (`docs/performance.md`).
pub fn whose(column: impl ColumnTrait, wanted: Condition) -> Condition {
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(worker::Entity)
        .and_where(Expr::col(worker::Column::Id.as_column_ref()).equals(column.as_column_ref()))
        .cond_where(wanted)
        .to_owned();
    Condition::all().add(Expr::exists(rows))
}

/// One worker, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<worker::Model> {
    worker::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}
