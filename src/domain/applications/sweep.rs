//! What the service ends by itself: applications that fell silent, whose post is gone or full, or whose person took consent back.

use chrono::{DateTime, Duration, Utc};
use entity::application;
use entity::codes::{ApplicationReason, ApplicationState, VacancyState};
use entity::vacancy;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait as _};
use uuid::Uuid;

use super::consents;
use super::decide::end;
use super::queries::lock_worker;
use super::state::{By, UNDECIDED};
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Core;

/// Days without a step after which an application ends.
pub const SILENT_DAYS: i64 = 21;
/// Days for which those who wait for a full post are kept: whoever does not come back from the first days leaves a place.
const FULL_DAYS: i64 = 7;
/// Rows looked up at a time.
const CHUNK: u64 = 200;

/// End every application in `which`, each in its own unit of work, so that one that somebody just changed stops no other. Returns how many.
async fn end_all(
    core: &Core,
    now: DateTime<Utc>,
    which: Condition,
    to: ApplicationState,
    reason: ApplicationReason,
) -> Result<u64> {
    let mut ended = 0;
    let mut after = Uuid::nil();
    loop {
        let rows = application::Entity::find()
            .filter(which.clone())
            .filter(application::Column::Id.gt(after))
            .order_by_asc(application::Column::Id)
            .limit(CHUNK)
            .all(core.db.reader())
            .await?;
        let Some(last) = rows.last() else { return Ok(ended) };
        after = last.id;
        for row in rows {
            let mut unit = core.begin_as_system(now).await?;
            lock_worker(&unit, row.worker_id).await?;
            match end(&mut unit, &row, to, By::System, reason, "").await {
                Ok(()) => {
                    unit.commit().await?;
                    ended += 1;
                }
                // Somebody took a step since the row was read: it is not silent any more.
                Err(DomainError::Conflict(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// End every application without a step for `days` days. The person's page and the staff page say so.
pub async fn lapse_silent(core: &Core, now: DateTime<Utc>, days: i64) -> Result<u64> {
    let which = Condition::all()
        .add(application::Column::State.is_in(UNDECIDED))
        .add(application::Column::StateSince.lte(now - Duration::days(days)))
        // A promised interview is not silence before its day.
        .add(
            Condition::any()
                .add(application::Column::InterviewAt.is_null())
                .add(application::Column::InterviewAt.lte(now - Duration::days(days))),
        );
    end_all(core, now, which, ApplicationState::Lapsed, ApplicationReason::NoAnswer).await
}

/// Close what waits for a post that was taken away, or that has been full for a week.
pub async fn close_gone(core: &Core, now: DateTime<Utc>) -> Result<u64> {
    let of = |which: Condition| {
        let posts = vacancy::Entity::find()
            .select_only()
            .column(vacancy::Column::Id)
            .filter(which);
        Condition::all()
            .add(application::Column::State.is_in(UNDECIDED))
            .add(application::Column::VacancyId.in_subquery(posts.into_query()))
    };
    let gone = Condition::all().add(vacancy::Column::State.is_in([VacancyState::Withdrawn, VacancyState::TakenDown]));
    let full = Condition::all()
        .add(vacancy::Column::State.eq(VacancyState::Full))
        .add(vacancy::Column::StateSince.lte(now - Duration::days(FULL_DAYS)));
    let first = end_all(
        core,
        now,
        of(gone),
        ApplicationState::Closed,
        ApplicationReason::PostGone,
    )
    .await?;
    Ok(first
        + end_all(
            core,
            now,
            of(full),
            ApplicationState::Closed,
            ApplicationReason::PostFull,
        )
        .await?)
}

/// End what still runs at an employer to whom the person takes no consent any more. The employer's pages hid the person at once; this tells
/// the person and gives back a place that was taken.
pub async fn end_without_consent(core: &Core, now: DateTime<Utc>) -> Result<u64> {
    let states = [
        ApplicationState::Recommended,
        ApplicationState::Interview,
        ApplicationState::Hired,
    ];
    let which = Condition::all()
        .add(application::Column::State.is_in(states))
        .add(consents::stands_for(application::Column::WorkerId, application::Column::EmployerId).not());
    end_all(
        core,
        now,
        which,
        ApplicationState::Withdrawn,
        ApplicationReason::ConsentWithdrawn,
    )
    .await
}
