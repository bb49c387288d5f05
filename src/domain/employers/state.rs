//! The states of an employer: one table, and the one place that carries out a move.

use entity::codes::{EmployerState, Subject};
use entity::{employer, vacancy};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Set};
use uuid::Uuid;

use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use EmployerState::{Blacklisted, Checking, Due, Registered, Suspended, Verified};

/// Why an employer's state changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A paper was handed in.
    PaperHandedIn,
    /// A paper that counts was refused.
    PaperRefused,
    /// Name, credit code, kind or licence changed: what was examined is no longer what is there.
    FactsChanged,
    /// Somebody of the station vouches for the employer.
    Verified,
    /// The six months are over.
    Expired,
    /// The station stops the employer for the time being.
    Suspended,
    /// The station shuts the employer out.
    Blacklisted,
    /// The station lifts a stop; the employer is checked anew.
    Lifted,
}

/// Every move there is. What is not listed does not happen.
pub const MOVES: &[(EmployerState, Cause, EmployerState)] = &[
    (Registered, Cause::PaperHandedIn, Checking),
    (Due, Cause::PaperHandedIn, Checking),
    (Verified, Cause::PaperRefused, Checking),
    (Due, Cause::PaperRefused, Checking),
    (Verified, Cause::FactsChanged, Checking),
    (Due, Cause::FactsChanged, Checking),
    (Checking, Cause::Verified, Verified),
    (Due, Cause::Verified, Verified),
    (Verified, Cause::Verified, Verified),
    (Verified, Cause::Expired, Due),
    (Registered, Cause::Suspended, Suspended),
    (Checking, Cause::Suspended, Suspended),
    (Verified, Cause::Suspended, Suspended),
    (Due, Cause::Suspended, Suspended),
    (Registered, Cause::Blacklisted, Blacklisted),
    (Checking, Cause::Blacklisted, Blacklisted),
    (Verified, Cause::Blacklisted, Blacklisted),
    (Due, Cause::Blacklisted, Blacklisted),
    (Suspended, Cause::Blacklisted, Blacklisted),
    (Suspended, Cause::Lifted, Checking),
    (Blacklisted, Cause::Lifted, Checking),
];

/// Where `cause` leads from `from`, if anywhere.
#[must_use]
pub fn next(from: EmployerState, cause: Cause) -> Option<EmployerState> {
    MOVES
        .iter()
        .find(|(state, why, _)| *state == from && *why == cause)
        .map(|(_, _, to)| *to)
}

/// Move an employer, with whatever else of the row changes, if nobody was faster.
///
/// # Errors
/// [`DomainError::Conflict`] if the table has no such move, or the row is no longer as `employer` has it.
pub(super) async fn move_on(
    unit: &mut Unit,
    employer: &employer::Model,
    cause: Cause,
    reason: &str,
    changes: employer::ActiveModel,
) -> Result<EmployerState> {
    let to = next(employer.state, cause).ok_or(DomainError::Conflict("employers-conflict-state"))?;
    save(
        unit,
        employer,
        employer::ActiveModel {
            state: Set(to),
            state_reason: Set(reason.to_owned()),
            ..changes
        },
    )
    .await?;
    unit.moved(Subject::Employer, employer.id, Some(employer.state), to, reason)
        .await?;
    announce_vacancies(unit, employer.id).await?;
    Ok(to)
}

/// Move an employer by rule, without a word of a person and without other changes.
///
/// # Errors
/// As [`move_on`].
pub(super) async fn move_plainly(unit: &mut Unit, employer: &employer::Model, cause: Cause) -> Result<EmployerState> {
    move_on(unit, employer, cause, "", employer::ActiveModel::default()).await
}

/// Write `changes` if the row still has the version and the state of `employer`.
pub(super) async fn save(unit: &Unit, employer: &employer::Model, changes: employer::ActiveModel) -> Result<()> {
    let result = employer::Entity::update_many()
        .set(employer::ActiveModel {
            version: Set(employer.version + 1),
            updated_at: Set(unit.now()),
            ..changes
        })
        .filter(
            employer::Column::Id
                .eq(employer.id)
                .and(employer::Column::State.eq(employer.state))
                .and(employer::Column::Version.eq(employer.version)),
        )
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    Ok(())
}

/// The index shows posts with their employer's name and only while it is verified: it must look at all of them again.
pub(super) async fn announce_vacancies(unit: &mut Unit, employer_id: Uuid) -> Result<()> {
    let ids: Vec<Uuid> = vacancy::Entity::find()
        .select_only()
        .column(vacancy::Column::Id)
        .filter(vacancy::Column::EmployerId.eq(employer_id))
        .into_tuple()
        .all(unit.tx())
        .await?;
    for id in ids {
        unit.announce(Subject::Vacancy, id);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::codes::Code as _;
    use proptest::prelude::*;

    const CAUSES: [Cause; 8] = [
        Cause::PaperHandedIn,
        Cause::PaperRefused,
        Cause::FactsChanged,
        Cause::Verified,
        Cause::Expired,
        Cause::Suspended,
        Cause::Blacklisted,
        Cause::Lifted,
    ];

    #[test]
    fn a_cause_leads_from_a_state_to_one_state_at_most() {
        for (number, (from, cause, _)) in MOVES.iter().enumerate() {
            assert!(
                !MOVES[number + 1..]
                    .iter()
                    .any(|(state, why, _)| state == from && why == cause),
                "{from:?} {cause:?}"
            );
        }
        for state in EmployerState::ALL {
            assert!(
                MOVES.iter().any(|(from, _, _)| from == state),
                "no way out of {state:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn nobody_becomes_verified_but_by_being_verified_and_a_stop_ends_only_by_being_lifted(
            walk in proptest::collection::vec(0..CAUSES.len(), 0..40)
        ) {
            let mut state = Registered;
            for cause in walk.into_iter().map(|number| CAUSES[number]) {
                let Some(to) = next(state, cause) else { continue };
                prop_assert!(to != Verified || cause == Cause::Verified);
                prop_assert!(state != Registered || to != Verified);
                let stopped = matches!(state, Suspended | Blacklisted);
                prop_assert!(!stopped || matches!(to, Blacklisted) || (cause == Cause::Lifted && to == Checking));
                prop_assert!(to != Registered);
                state = to;
            }
        }
    }
}
