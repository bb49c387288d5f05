//! Carrying a row of a vacancy list out: taken over as public, or kept as a draft for our own review.

use entity::vacancy;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use uuid::Uuid;

use super::{Employer, Task};
use crate::domain::employers::find_or_take_over;
use crate::domain::error::Result;
use crate::domain::interchange::session::Session;
use crate::domain::unit::Unit;
use crate::domain::vacancies::{TakenOver, draft, take_over, update};

/// Make or change the post of the row.
pub(in crate::domain::interchange) async fn carry_out(
    unit: &mut Unit,
    session: &Session<'_>,
    task: Task,
) -> Result<Uuid> {
    let employer = match task.employer {
        Employer::Known(id) => id,
        Employer::Named(name) => find_or_take_over(unit, &name, &task.source).await?.id,
    };
    if session.publish {
        return Ok(
            match take_over(unit, employer, task.input, &task.source, &task.reference).await? {
                TakenOver::New(id) | TakenOver::Changed(id) | TakenOver::Same(id) => id,
            },
        );
    }
    match task.known {
        Some(post) => {
            update(unit, post.id, post.version, task.input).await?;
            Ok(post.id)
        }
        None => {
            let id = draft(unit, employer, task.input).await?;
            name_source(unit, id, task.source, task.reference).await?;
            Ok(id)
        }
    }
}

/// The draft keeps where it came from, so that the same row is the same post when the list comes again.
async fn name_source(unit: &Unit, id: Uuid, source: String, reference: String) -> Result<()> {
    vacancy::Entity::update_many()
        .set(vacancy::ActiveModel {
            source: Set(source),
            reference: Set(reference),
            ..Default::default()
        })
        .filter(vacancy::Column::Id.eq(id))
        .exec(unit.tx())
        .await?;
    Ok(())
}
