//! Posts end by themselves when their last day has passed.

use chrono::{DateTime, Utc};
use entity::codes::VacancyState;
use entity::vacancy;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::moves::write;
use super::state::{Step, TAKING};
use crate::domain::clock;
use crate::domain::error::Result;
use crate::domain::unit::Core;

/// Posts that one unit of work ends, so that no writer waits long.
const AT_ONCE: u64 = 200;

/// End every public or paused post whose last day has passed; the number of them. Doing it again does nothing. Full posts keep their state:
/// they took everybody they asked for.
pub async fn expire_due(core: &Core, now: DateTime<Utc>) -> Result<u64> {
    let today = clock::day_of(now);
    let mut ended = 0;
    loop {
        let mut unit = core.begin_as_system(now).await?;
        let due = vacancy::Entity::find()
            .filter(vacancy::Column::State.is_in(TAKING))
            .filter(vacancy::Column::ValidUntil.lt(today))
            .order_by_asc(vacancy::Column::Id)
            .limit(AT_ONCE)
            .lock_exclusive()
            .all(unit.tx())
            .await?;
        if due.is_empty() {
            return Ok(ended);
        }
        for post in &due {
            write(
                &mut unit,
                post,
                Step::Expire,
                VacancyState::Expired,
                "",
                vacancy::ActiveModel::default(),
            )
            .await?;
        }
        unit.commit().await?;
        ended += due.len() as u64;
    }
}
