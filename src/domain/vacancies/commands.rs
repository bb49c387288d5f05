//! Writing posts: a new draft, a change, a copy.

use entity::codes::{Subject, VacancyState};
use entity::vacancy;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::input::VacancyInput;
use super::moves::{problems_before_review, write};
use super::queries::by_id;
use super::rules::{basics, latest_end};
use super::state::{self, Step};
use super::waivers::judged;
use crate::db;
use crate::domain::access::Action;
use crate::domain::employers;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// What a change did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The post was public and is in review again; whoever applied has to be told.
    pub back_to_review: bool,
    /// Which reviewed parts changed: `pay`, `hours`, `place`, `headcount`, `contract`, `occupation`, `validity`, `wording`.
    pub changes: Vec<&'static str>,
}

/// Write a new post of an employer whom the actor may see; an employer's user writes only its own firm's.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields. Missing facts and forbidden wording do not matter before the post is handed in.
pub async fn draft(unit: &mut Unit, employer_id: Uuid, input: VacancyInput) -> Result<Uuid> {
    unit.allow(Action::EditVacancies)?;
    let firm = employers::by_id(unit.tx(), unit.actor(), employer_id).await?;
    let problems = basics(&input, unit.today());
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    insert(unit, Origin::own(firm.id), input, VacancyState::Draft, "").await
}

/// Whose a new post is and where it comes from.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub employer_id: Uuid,
    /// Office that reported it, empty when it is our own.
    pub source: &'a str,
    /// What that office calls it.
    pub reference: &'a str,
}

impl Origin<'_> {
    fn own(employer_id: Uuid) -> Self {
        Self {
            employer_id,
            source: "",
            reference: "",
        }
    }
}

/// Keep a new row with its first move.
pub(super) async fn insert(
    unit: &mut Unit,
    origin: Origin<'_>,
    input: VacancyInput,
    state: VacancyState,
    reason: &str,
) -> Result<Uuid> {
    let Origin {
        employer_id,
        source,
        reference,
    } = origin;
    let id = Uuid::new_v4();
    let row = vacancy::ActiveModel {
        id: Set(id),
        version: Set(1),
        employer_id: Set(employer_id),
        reference: Set(reference.to_owned()),
        source: Set(source.to_owned()),
        filled: Set(0),
        state: Set(state),
        state_since: Set(unit.now()),
        published_at: Set((state == VacancyState::Published).then(|| unit.now())),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
        updated_at: Set(unit.now()),
        ..input.columns()
    };
    if let Err(error) = row.insert(unit.tx()).await {
        // Two imports of the same file at once: the unique pair of source and reference decides.
        return Err(if db::is_unique_violation(&error) {
            DomainError::Conflict("conflict-changed-meanwhile")
        } else {
            error.into()
        });
    }
    unit.audit(
        "draft-vacancy",
        Subject::Vacancy,
        Some(id),
        json!({ "employer": employer_id }),
    )
    .await?;
    unit.moved::<VacancyState>(Subject::Vacancy, id, None, state, reason)
        .await?;
    unit.announce(Subject::Vacancy, id);
    Ok(id)
}

/// Change a post. What a reviewer let through and people decide by goes back to review when it changes; the rest stays public, but only as
/// long as the law has nothing against the new words.
///
/// # Errors
/// [`DomainError::Conflict`] if somebody changed it since `version` or its state is final; [`DomainError::Invalid`] names the fields.
pub async fn update(unit: &mut Unit, id: Uuid, version: i32, input: VacancyInput) -> Result<Updated> {
    unit.allow(Action::EditVacancies)?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    if before.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    if !state::may_change(before.state) {
        return Err(DomainError::Conflict("vacancies-conflict-state"));
    }
    let mut problems = basics(&input, unit.today());
    if input.headcount < before.filled {
        problems.push(Problem::new("headcount", "vacancies-problem-headcount").with("filled", before.filled));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let mut changes = input.reviewed_changes(&VacancyInput::of(&before));
    let row = changed_row(&before, input.clone());
    if before.state != VacancyState::Draft && before.state != VacancyState::Returned {
        // What stands before a reviewer or the public must stay complete and lawful.
        let problems = problems_before_review(&row, unit.today());
        if !problems.is_empty() {
            return Err(DomainError::Invalid(problems));
        }
        if state::is_reviewed(before.state)
            && judged(unit.tx(), &row, unit.today())
                .await?
                .iter()
                .any(super::waivers::Judged::holds)
        {
            changes.push("wording");
        }
    }
    let back_to_review = state::is_reviewed(before.state) && !changes.is_empty();
    unit.audit(
        "update-vacancy",
        Subject::Vacancy,
        Some(id),
        json!({ "changes": changes, "back_to_review": back_to_review }),
    )
    .await?;
    if back_to_review {
        let to = state::target(before.state, Step::Change).ok_or(DomainError::Conflict("vacancies-conflict-state"))?;
        let reason = format!("{CHANGED}{}", changes.join(" "));
        write(unit, &before, Step::Change, to, &reason, input.columns()).await?;
    } else {
        save(unit, &before, input).await?;
    }
    Ok(Updated {
        back_to_review,
        changes,
    })
}

/// Heads the reason of a move back to review; the names of the changed parts follow, and pages translate them.
pub const CHANGED: &str = "changed: ";

/// The row as it would be.
fn changed_row(before: &vacancy::Model, input: VacancyInput) -> vacancy::Model {
    use sea_orm::TryIntoModel as _;
    let columns = input.columns();
    let kept: vacancy::ActiveModel = before.clone().into();
    vacancy::ActiveModel {
        id: kept.id,
        version: kept.version,
        employer_id: kept.employer_id,
        reference: kept.reference,
        source: kept.source,
        filled: kept.filled,
        state: kept.state,
        state_since: kept.state_since,
        published_at: kept.published_at,
        created_by: kept.created_by,
        created_at: kept.created_at,
        updated_at: kept.updated_at,
        ..columns
    }
    .try_into_model()
    .unwrap_or_else(|_| before.clone())
}

/// Save without a move.
pub(super) async fn save(unit: &mut Unit, before: &vacancy::Model, input: VacancyInput) -> Result<()> {
    let result = vacancy::Entity::update_many()
        .set(vacancy::ActiveModel {
            version: Set(before.version + 1),
            updated_at: Set(unit.now()),
            ..input.columns()
        })
        .filter(
            vacancy::Column::Id
                .eq(before.id)
                .and(vacancy::Column::Version.eq(before.version))
                .and(vacancy::Column::State.eq(before.state)),
        )
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.announce(Subject::Vacancy, before.id);
    Ok(())
}

/// Copy a post into a new draft with no place taken, its last day the latest that is allowed.
pub async fn repost(unit: &mut Unit, id: Uuid) -> Result<Uuid> {
    unit.allow(Action::EditVacancies)?;
    let before = by_id(unit.tx(), unit.actor(), id).await?;
    let today = unit.today();
    let mut input = VacancyInput::of(&before);
    input.valid_until = latest_end(today);
    input.start_date = input.start_date.filter(|day| *day >= today);
    insert(unit, Origin::own(before.employer_id), input, VacancyState::Draft, "").await
}
