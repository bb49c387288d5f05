//! Whom to offer a seat: a search over one's own people, and without one those who look for work and want the trade, or applied to a post
//! that hires after the training.

use chrono::NaiveDate;
use entity::codes::{ApplicationState, WorkerStatus};
use entity::{application, training, training_seat, training_vacancy, worker, worker_intent};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::state::HOLDING;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::workers::{self, NameCard, Term};
use crate::reference::occupation;
use crate::vault::Vault;

/// People shown at once.
const SHOWN: u64 = 60;

/// Somebody who could have a seat.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub person: NameCard,
    /// Has asked for a post that hires after the training.
    pub applied: bool,
}

fn of_worker(mut rows: SelectStatement, column: Expr) -> Expr {
    rows.expr(Expr::val(1))
        .and_where(column.equals((worker::Entity, worker::Column::Id)));
    Expr::exists(rows)
}

/// Has a seat in this training already.
fn seated(training: &training::Model) -> Expr {
    let rows = Query::select()
        .from(training_seat::Entity)
        .and_where(training_seat::Column::TrainingId.eq(training.id))
        .and_where(training_seat::Column::State.is_in(HOLDING))
        .to_owned();
    of_worker(
        rows,
        Expr::col((training_seat::Entity, training_seat::Column::WorkerId)),
    )
}

/// Wants the trade.
fn wants(training: &training::Model, today: NaiveDate) -> Expr {
    let group = occupation::prefix(&training.occupation_code);
    let rows = Query::select()
        .from(worker_intent::Entity)
        .and_where(worker_intent::Column::Trades.contains(group))
        .and_where(worker_intent::Column::ExpiresOn.gte(today))
        .to_owned();
    of_worker(
        rows,
        Expr::col((worker_intent::Entity, worker_intent::Column::WorkerId)),
    )
}

/// Asked for, or was recommended to, a post that hires afterwards.
fn applied(training: &training::Model) -> Expr {
    let posts = Query::select()
        .column(training_vacancy::Column::VacancyId)
        .from(training_vacancy::Entity)
        .and_where(training_vacancy::Column::TrainingId.eq(training.id))
        .to_owned();
    let live = [
        ApplicationState::Expressed,
        ApplicationState::Recommended,
        ApplicationState::Interview,
    ];
    let rows = Query::select()
        .from(application::Entity)
        .and_where(application::Column::State.is_in(live))
        .and_where(application::Column::VacancyId.in_subquery(posts))
        .to_owned();
    of_worker(rows, Expr::col((application::Entity, application::Column::WorkerId)))
}

/// The people whom an actor could give a seat: those whom `words` find, or else whom the training suits. Two statements.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor gives no seats.
pub async fn candidates(
    db: &impl ConnectionTrait,
    actor: &Actor,
    vault: &Vault,
    training: &training::Model,
    words: &[Term],
    today: NaiveDate,
) -> Result<Vec<Candidate>> {
    if !actor.may(Action::SeatTrainings) {
        return Err(DomainError::NotFound);
    }
    let alive = worker::Column::Status.is_not_in([WorkerStatus::Dead, WorkerStatus::MovedOut]);
    let mut query = worker::Entity::find()
        .filter(workers::visible_to(actor)?)
        .filter(alive)
        .filter(seated(training).not());
    if words.is_empty() {
        let mut suits = Condition::any().add(applied(training));
        if !training.occupation_code.is_empty() {
            suits = suits.add(wants(training, today));
        }
        query = query
            .filter(worker::Column::Status.eq(WorkerStatus::Seeking))
            .filter(suits);
    } else {
        query = query.filter(workers::matching(words, vault, actor));
    }
    let found = query
        .order_by_asc(worker::Column::RegionCode)
        .order_by_asc(worker::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?;
    let having: std::collections::HashSet<uuid::Uuid> = worker::Entity::find()
        .select_only()
        .column(worker::Column::Id)
        .filter(worker::Column::Id.is_in(found.iter().map(|row| row.id)))
        .filter(applied(training))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let mut people: Vec<Candidate> = found
        .iter()
        .map(|row| Candidate {
            person: NameCard::of(row, today),
            applied: having.contains(&row.id),
        })
        .collect();
    people.sort_by_key(|one| !one.applied);
    Ok(people)
}
