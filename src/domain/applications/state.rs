//! The life of an application, as one table: which step may follow which, and who may take it.
//!
//! Expressed (意向) → recommended (推荐) → interview (面试) → hired (录用) → arrived (到岗), with a way out at every stage. What is not in the
//! table is a conflict, whoever asks.

use entity::application;
use entity::codes::ApplicationState::{
    self, Arrived, Closed, Expressed, Hired, Interview, Lapsed, Recommended, Rejected, Withdrawn,
};
use entity::codes::{ApplicationReason, Role, Subject};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;

use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use entity::codes::Code as _;

/// In what capacity somebody takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The person, known by reference number and telephone.
    Person,
    /// Staff and liaisons; also for the person or the employer, who told them.
    Staff,
    /// A user of the employer.
    Employer,
    /// The service itself.
    System,
}

impl By {
    /// The capacity of an actor.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        match actor {
            Actor::System => By::System,
            Actor::Public => By::Person,
            Actor::Person(person) if person.role == Role::Employer => By::Employer,
            Actor::Person(_) => By::Staff,
        }
    }
}

/// One step of the table.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// From this state …
    pub from: ApplicationState,
    /// … to this one …
    pub to: ApplicationState,
    /// … by any of these.
    pub by: &'static [By],
}

const fn step(from: ApplicationState, to: ApplicationState, by: &'static [By]) -> Move {
    Move { from, to, by }
}

/// The states in which an application still runs. The same four stand in the unique index that allows one per person and post.
pub const OPEN: [ApplicationState; 4] = [Expressed, Recommended, Interview, Hired];

/// The states that an application with an employer has before a decision.
pub const UNDECIDED: [ApplicationState; 3] = [Expressed, Recommended, Interview];

/// Every step that exists.
pub const MOVES: &[Move] = &[
    // The person's agreement at sign-up, or on the telephone to staff, lets the data go to the employer.
    step(Expressed, Recommended, &[By::Person, By::Staff]),
    step(Recommended, Interview, &[By::Staff, By::Employer]),
    step(Recommended, Hired, &[By::Staff, By::Employer]),
    step(Interview, Hired, &[By::Staff, By::Employer]),
    step(Hired, Arrived, &[By::Staff, By::Employer]),
    // The person's own no, at any open stage. The service takes it when the agreement for the employer was taken back elsewhere.
    step(Expressed, Withdrawn, &[By::Person, By::Staff]),
    step(Recommended, Withdrawn, &[By::Person, By::Staff, By::System]),
    step(Interview, Withdrawn, &[By::Person, By::Staff, By::System]),
    step(Hired, Withdrawn, &[By::Person, By::Staff, By::System]),
    // The employer's no. Before the data went to the employer only staff can say it.
    step(Expressed, Rejected, &[By::Staff]),
    step(Recommended, Rejected, &[By::Staff, By::Employer]),
    step(Interview, Rejected, &[By::Staff, By::Employer]),
    step(Hired, Rejected, &[By::Staff, By::Employer]),
    // Silence.
    step(Expressed, Lapsed, &[By::System]),
    step(Recommended, Lapsed, &[By::System]),
    step(Interview, Lapsed, &[By::System]),
    // Hired elsewhere (a consequence of somebody's step), post gone, post full.
    step(Expressed, Closed, &[By::System, By::Staff, By::Employer]),
    step(Recommended, Closed, &[By::System, By::Staff, By::Employer]),
    step(Interview, Closed, &[By::System, By::Staff, By::Employer]),
];

/// Whether the table has this step for this capacity. The service may also write down what staff did, for imports and seeds.
#[must_use]
pub fn allows(from: ApplicationState, to: ApplicationState, by: By) -> bool {
    let may = |step: &Move| step.by.contains(&by) || (by == By::System && step.by.contains(&By::Staff));
    MOVES.iter().any(|step| step.from == from && step.to == to && may(step))
}

/// Go on only if the table has this step.
pub(super) fn check(from: ApplicationState, to: ApplicationState, by: By) -> Result<()> {
    if allows(from, to, by) {
        Ok(())
    } else {
        Err(DomainError::Conflict("applications-conflict-move"))
    }
}

/// Take one step: the row changes only if it still is as it was read, and the step and its audit row are written with it.
///
/// # Errors
/// [`DomainError::Conflict`] if the table does not have the step or somebody else was faster.
pub(super) async fn take(
    unit: &Unit,
    before: &application::Model,
    to: ApplicationState,
    by: By,
    reason: Option<ApplicationReason>,
    with: application::ActiveModel,
) -> Result<()> {
    check(before.state, to, by)?;
    let result = application::Entity::update_many()
        .set(application::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            reason: Set(reason),
            version: Set(before.version + 1),
            ..with
        })
        .filter(application::Column::Id.eq(before.id))
        .filter(application::Column::State.eq(before.state))
        .filter(application::Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("applications-conflict-moved"));
    }
    let reason = reason.map_or("", ApplicationReason::key);
    unit.moved(Subject::Application, before.id, Some(before.state), to, reason)
        .await?;
    unit.audit(
        "move-application",
        Subject::Application,
        Some(before.id),
        json!({ "to": to.key(), "reason": reason }),
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_a_state_that_is_over() {
        for step in MOVES {
            assert!(OPEN.contains(&step.from), "{step:?}");
            assert_ne!(step.to, Expressed, "{step:?}");
        }
    }

    #[test]
    fn every_open_stage_has_the_persons_own_way_out() {
        for state in OPEN {
            assert!(allows(state, Withdrawn, By::Person), "{state:?}");
        }
    }

    #[test]
    fn no_step_stands_twice_and_nobody_skips_the_hiring() {
        for (at, step) in MOVES.iter().enumerate() {
            assert!(
                MOVES[at + 1..]
                    .iter()
                    .all(|other| (other.from, other.to) != (step.from, step.to)),
                "{step:?}"
            );
        }
        assert!(
            MOVES
                .iter()
                .filter(|step| step.to == Arrived)
                .all(|step| step.from == Hired)
        );
        assert!(
            MOVES
                .iter()
                .filter(|step| step.to == Hired)
                .all(|step| !step.by.contains(&By::Person))
        );
    }
}
