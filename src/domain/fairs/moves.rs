//! The steps of a fair: each checks who, whether the table has it, and what must be true first; and writes who, when and why.

use entity::codes::{BoothState, Code as _, FairState, Subject};
use entity::fair;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::state::{self, BOOTHS_COMING, Step};
use super::{booth_moves, booths, papers, posts, queries, rules, statistics, ticket_care};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Shortest notice that says anything, and the longest, in letters.
const NOTICE_LETTERS: std::ops::RangeInclusive<usize> = 4..=500;
/// More than anybody ever watched.
const MOST_VIEWERS: i32 = 100_000_000;

/// What a step needs beside itself.
#[derive(Clone, Debug, Default)]
pub struct StepInput {
    /// What everybody is told when a fair is cancelled.
    pub notice: String,
    /// Who watched a fair that was sent live, for the report.
    pub viewers: Option<i32>,
}

/// Take a step.
///
/// # Errors
/// [`DomainError::Invalid`] with what lacks; [`DomainError::Conflict`] if the table does not have it or somebody else was faster.
pub async fn step(unit: &mut Unit, id: Uuid, version: i32, step: Step, input: StepInput) -> Result<()> {
    unit.allow(Action::EditFairs)?;
    queries::by_id(unit.tx(), unit.actor(), id).await?;
    // Tickets, entries and reviews of this fair wait, so that what is checked here stays true.
    let before = queries::locked(unit, id).await?;
    if before.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let to = state::target(before.state, step).ok_or(DomainError::Conflict("fairs-conflict-state"))?;
    let change = match step {
        Step::File => filed(unit, &before).await?,
        Step::Open => fair::ActiveModel {
            opened_at: Set(Some(unit.now())),
            ..Default::default()
        },
        Step::Lock => list_locked(unit, &before).await?,
        Step::Start => started(unit, &before)?,
        Step::End => {
            booth_moves::mark_absent(unit, id).await?;
            fair::ActiveModel::default()
        }
        Step::Report => reported(unit, &before, &input).await?,
        Step::Follow => fair::ActiveModel::default(),
        Step::Archive => archived(unit, &before).await?,
        Step::Cancel => cancelled(&input)?,
    };
    let reason = if step == Step::Cancel { input.notice.trim() } else { "" };
    write(unit, &before, step, to, reason, change).await
}

async fn write(
    unit: &Unit,
    before: &fair::Model,
    step: Step,
    to: FairState,
    reason: &str,
    change: fair::ActiveModel,
) -> Result<()> {
    let result = fair::Entity::update_many()
        .set(fair::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            updated_at: Set(unit.now()),
            version: Set(before.version + 1),
            ..change
        })
        .filter(fair::Column::Id.eq(before.id))
        .filter(fair::Column::State.eq(before.state))
        .filter(fair::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.moved(Subject::Fair, before.id, Some(before.state), to, reason)
        .await?;
    unit.audit(
        "move-fair",
        Subject::Fair,
        Some(before.id),
        json!({ "step": step.key(), "to": to.key() }),
    )
    .await
}

/// The papers that the law asks for are there (Interim Regulation on the Human Resources Market, article 28).
async fn filed(unit: &Unit, fair: &fair::Model) -> Result<fair::ActiveModel> {
    let found = papers::papers_of(unit.tx(), fair.id).await?;
    let problems: Vec<Problem> = rules::lacking(fair, &found)
        .into_iter()
        .map(|kind| {
            let key = match kind {
                entity::codes::FairPaperKind::Plan => "fairs-lacks-plan",
                entity::codes::FairPaperKind::Emergency => "fairs-lacks-emergency",
                entity::codes::FairPaperKind::Security => "fairs-lacks-security",
                entity::codes::FairPaperKind::PolicePermit => "fairs-lacks-police-permit",
            };
            Problem::new("", key)
        })
        .collect();
    if problems.is_empty() {
        Ok(fair::ActiveModel::default())
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// Every booth is reviewed, at least one comes, each may recruit; then the posts are kept as they are shown.
async fn list_locked(unit: &Unit, fair: &fair::Model) -> Result<fair::ActiveModel> {
    let waiting = entity::fair_booth::Entity::find()
        .filter(entity::fair_booth::Column::FairId.eq(fair.id))
        .filter(entity::fair_booth::Column::State.eq(BoothState::Requested))
        .count(unit.tx())
        .await?;
    if waiting > 0 {
        return Err(DomainError::Invalid(vec![
            Problem::new("", "fairs-lacks-review").with("n", waiting),
        ]));
    }
    let coming = booths::booths_of(unit.tx(), fair.id, &BOOTHS_COMING, unit.today()).await?;
    if coming.is_empty() {
        return Err(DomainError::invalid("", "fairs-lacks-booth"));
    }
    let unfit: Vec<Problem> = coming
        .iter()
        .filter(|row| row.unfit.is_some())
        .map(|row| Problem::new("", "fairs-lacks-fit").with("employer", &row.booth.employer_name))
        .collect();
    if !unfit.is_empty() {
        return Err(DomainError::Invalid(unfit));
    }
    let ids: Vec<Uuid> = coming.iter().map(|row| row.booth.id).collect();
    posts::freeze(unit, fair.id, &ids).await?;
    Ok(fair::ActiveModel::default())
}

/// Not before its day: a fair that began yesterday on paper would count people who were never there.
fn started(unit: &Unit, fair: &fair::Model) -> Result<fair::ActiveModel> {
    if unit.today() < rules::day(fair) {
        return Err(DomainError::Invalid(vec![
            Problem::new("", "fairs-problem-too-early").with("day", rules::day(fair)),
        ]));
    }
    Ok(fair::ActiveModel::default())
}

async fn reported(unit: &Unit, before: &fair::Model, input: &StepInput) -> Result<fair::ActiveModel> {
    if input
        .viewers
        .is_some_and(|viewers| !(0..=MOST_VIEWERS).contains(&viewers))
    {
        return Err(DomainError::invalid("viewers", "problem-number"));
    }
    let fair = fair::Model {
        viewers: input.viewers.or(before.viewers),
        ..before.clone()
    };
    let sheet = statistics::count(unit.tx(), &fair).await?;
    let kept = serde_json::to_value(sheet)
        .map_err(|error| DomainError::Internal(format!("the sheet cannot be kept: {error}")))?;
    Ok(fair::ActiveModel {
        viewers: Set(fair.viewers),
        statistics: Set(Some(kept)),
        ..Default::default()
    })
}

/// After ninety days nothing is followed any more, and what is not needed is not kept: the names and phones of visitors who never came on
/// record go (Personal Information Protection Law, articles 19 and 47).
async fn archived(unit: &Unit, fair: &fair::Model) -> Result<fair::ActiveModel> {
    let from = rules::archive_from(fair);
    if unit.today() < from {
        return Err(DomainError::Invalid(vec![
            Problem::new("", "fairs-problem-archive-early").with("day", from),
        ]));
    }
    ticket_care::forget_strangers(unit, fair.id).await?;
    Ok(fair::ActiveModel::default())
}

fn cancelled(input: &StepInput) -> Result<fair::ActiveModel> {
    let notice = input.notice.trim();
    if !NOTICE_LETTERS.contains(&notice.chars().count()) {
        return Err(DomainError::invalid("notice", "fairs-problem-notice"));
    }
    Ok(fair::ActiveModel {
        notice: Set(notice.to_owned()),
        ..Default::default()
    })
}
