//! The home that a person's placements carry, so that figures narrow by place without looking people up.

use entity::placement;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::domain::error::Result;
use crate::domain::unit::Unit;

/// Let every placement of a person carry the home that the record now has: a village that was written down wrongly is put right in the
/// figures too.
pub(super) async fn follow(unit: &Unit, worker: Uuid, region_code: &str) -> Result<()> {
    placement::Entity::update_many()
        .col_expr(placement::Column::HomeCode, Expr::value(region_code))
        .filter(placement::Column::WorkerId.eq(worker))
        .filter(placement::Column::HomeCode.ne(region_code))
        .exec(unit.tx())
        .await?;
    Ok(())
}
