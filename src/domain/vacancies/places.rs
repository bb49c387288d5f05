//! Places of a post. Taking one is a single conditional statement, so that two people never get the last one, whichever database answers.
//!
//! These are parts of the commands of applications and placements, which check the actor's right before they come here.

use entity::codes::{Code as _, Subject, VacancyState};
use entity::{state_move, vacancy};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::moves::write;
use super::state::{self, Step, TAKING};
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

async fn found(unit: &Unit, id: Uuid) -> Result<vacancy::Model> {
    vacancy::Entity::find_by_id(id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

/// Take one place. The post is full when it was the last.
///
/// # Errors
/// [`DomainError::Conflict`] if no place is left or the post takes nobody now.
pub async fn take_place(unit: &mut Unit, id: Uuid) -> Result<()> {
    let result = vacancy::Entity::update_many()
        .col_expr(vacancy::Column::Filled, Expr::col(vacancy::Column::Filled).add(1))
        .filter(
            vacancy::Column::Id
                .eq(id)
                .and(Expr::col(vacancy::Column::Filled).lt(Expr::col(vacancy::Column::Headcount)))
                .and(vacancy::Column::State.is_in(TAKING)),
        )
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("vacancies-conflict-no-place"));
    }
    let post = found(unit, id).await?;
    unit.announce(Subject::Vacancy, id);
    if post.filled == post.headcount
        && let Some(full) = state::target(post.state, Step::Fill)
    {
        write(unit, &post, Step::Fill, full, "", vacancy::ActiveModel::default()).await?;
    }
    Ok(())
}

/// Give one place back. A full post goes on as it was before it was full, or expires if its last day has passed meanwhile.
///
/// # Errors
/// [`DomainError::Conflict`] if no place was taken.
pub async fn release_place(unit: &mut Unit, id: Uuid) -> Result<()> {
    let result = vacancy::Entity::update_many()
        .col_expr(vacancy::Column::Filled, Expr::col(vacancy::Column::Filled).sub(1))
        .filter(vacancy::Column::Id.eq(id).and(vacancy::Column::Filled.gt(0)))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("vacancies-conflict-no-place"));
    }
    unit.announce(Subject::Vacancy, id);
    let post = found(unit, id).await?;
    if post.state != VacancyState::Full {
        return Ok(());
    }
    if post.valid_until < unit.today() {
        return write(
            unit,
            &post,
            Step::Expire,
            VacancyState::Expired,
            "",
            vacancy::ActiveModel::default(),
        )
        .await;
    }
    let back = before_full(unit, id)
        .await?
        .filter(|to| state::has(VacancyState::Full, Step::Release, *to))
        .unwrap_or(VacancyState::Published);
    write(unit, &post, Step::Release, back, "", vacancy::ActiveModel::default()).await
}

/// The state from which the post became full the last time.
async fn before_full(unit: &Unit, id: Uuid) -> Result<Option<VacancyState>> {
    let last = state_move::Entity::find()
        .filter(
            state_move::Column::Subject
                .eq(Subject::Vacancy)
                .and(state_move::Column::SubjectId.eq(id))
                .and(state_move::Column::ToState.eq(VacancyState::Full.key())),
        )
        .order_by_desc(state_move::Column::Id)
        .one(unit.tx())
        .await?;
    Ok(last
        .and_then(|last| last.from_state)
        .as_deref()
        .and_then(VacancyState::from_key))
}
