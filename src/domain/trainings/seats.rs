//! Giving seats and taking them back. Never two for one person, never more than there are, and nobody sits in two classes on one day:
//! padded rosters are what audits of trainings find.

use chrono::NaiveDate;
use entity::codes::{Code as _, Role, SeatOrigin, SeatState, Subject, TrainingKind, TrainingState};
use entity::training_seat::{self, Column};
use entity::{training, training_day, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    Set,
};
use serde_json::json;
use uuid::Uuid;

use super::queries::{by_id, locked, seat_by_id};
use super::state::{HOLDING, TAKEN, seat_moves};
use super::{days, posts, rules};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// People who are given a seat at once at most.
const MOST_AT_ONCE: usize = 200;
/// Longest reason, in letters.
const REASON_LETTERS: usize = 200;

/// Whom to give a seat.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// The people.
    pub workers: Vec<Uuid>,
    /// The post that hires them afterwards, if it is tied to the training.
    pub vacancy: Option<Uuid>,
}

/// Give people seats; who finds none left goes on the waiting list. All of them, or nobody: gives how many sit and how many wait.
///
/// # Errors
/// [`DomainError::Invalid`] names each person who cannot have a seat, and why; [`DomainError::Conflict`] if no seats are given now.
pub async fn enrol(unit: &mut Unit, id: Uuid, input: &Enrolment) -> Result<(usize, usize)> {
    unit.allow(Action::SeatTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let training = locked(unit, id).await?;
    gives_seats(&training)?;
    if input.workers.is_empty() {
        return Err(DomainError::invalid("", "trainings-problem-nobody"));
    }
    if input.workers.len() > MOST_AT_ONCE {
        return Err(DomainError::Invalid(vec![
            Problem::new("", "trainings-problem-too-many").with("max", MOST_AT_ONCE),
        ]));
    }
    if let Some(vacancy) = input.vacancy {
        posts::tied_by_id(unit.tx(), id, vacancy).await?;
    }
    // People are locked in one order, so that two passes over the same people never wait for each other.
    let mut people = input.workers.clone();
    people.sort_unstable();
    people.dedup();
    let found = worker::Entity::find()
        .filter(workers::visible_to(unit.actor())?)
        .filter(worker::Column::Id.is_in(people.iter().copied()))
        .order_by_asc(worker::Column::Id)
        .lock_exclusive()
        .all(unit.tx())
        .await?;
    if found.len() < people.len() {
        return Err(DomainError::NotFound);
    }
    let problems = against(unit, &training, &found).await?;
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let (mut sitting, mut waiting) = (0, 0);
    // In the order in which they were named: who stands first on the list sits first.
    let mut seated = std::collections::HashSet::new();
    for worker in input.workers.iter().filter(|worker| seated.insert(**worker)) {
        if seat(unit, &training, *worker, input.vacancy, origin(unit)).await? == SeatState::Enrolled {
            sitting += 1;
        } else {
            waiting += 1;
        }
    }
    Ok((sitting, waiting))
}

fn origin(unit: &Unit) -> SeatOrigin {
    if unit.actor().role() == Some(Role::Liaison) {
        SeatOrigin::Liaison
    } else {
        SeatOrigin::Staff
    }
}

/// A class gives seats until it begins; at a talk names are written down while it runs.
pub(super) fn gives_seats(training: &training::Model) -> Result<()> {
    let running_talk = training.state == TrainingState::Running && !rules::is_class(training.kind);
    if training.state == TrainingState::Enrolling || running_talk {
        Ok(())
    } else {
        Err(DomainError::Conflict("trainings-conflict-no-seats"))
    }
}

/// What stands against giving these people seats, by name.
pub(super) async fn against(unit: &Unit, training: &training::Model, people: &[worker::Model]) -> Result<Vec<Problem>> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.id).collect();
    let name = |id: Uuid| {
        people
            .iter()
            .find(|person| person.id == id)
            .map_or("", |person| person.name.as_str())
    };
    let has: Vec<Uuid> = training_seat::Entity::find()
        .select_only()
        .column(Column::WorkerId)
        .filter(Column::TrainingId.eq(training.id))
        .filter(Column::WorkerId.is_in(ids.iter().copied()))
        .filter(Column::State.is_in(HOLDING))
        .into_tuple()
        .all(unit.tx())
        .await?;
    let mut problems: Vec<Problem> = has
        .iter()
        .map(|id| Problem::new("", "trainings-problem-seat-twice").with("name", name(*id)))
        .collect();
    if rules::is_class(training.kind) {
        let dates: Vec<NaiveDate> = days::days_of(unit.tx(), training.id)
            .await?
            .into_iter()
            .map(|day| day.on_date)
            .collect();
        for (worker, class) in sits_elsewhere(unit.tx(), training.id, &ids, &dates).await? {
            problems.push(
                Problem::new("", "trainings-problem-overlap")
                    .with("name", name(worker))
                    .with("class", class),
            );
        }
    }
    Ok(problems)
}

/// People among these who have a seat in another class on one of these days, with its name: one statement.
pub(super) async fn sits_elsewhere(
    db: &impl ConnectionTrait,
    training: Uuid,
    people: &[Uuid],
    dates: &[NaiveDate],
) -> Result<Vec<(Uuid, String)>> {
    let mut found: Vec<(Uuid, String)> = training_seat::Entity::find()
        .select_only()
        .column(Column::WorkerId)
        .column(training::Column::Title)
        .distinct()
        .join(JoinType::InnerJoin, to_training())
        .join(JoinType::InnerJoin, to_days())
        .filter(Column::WorkerId.is_in(people.iter().copied()))
        .filter(Column::TrainingId.ne(training))
        .filter(Column::State.is_in(HOLDING))
        .filter(training::Column::Kind.eq(TrainingKind::Class))
        .filter(training::Column::State.ne(TrainingState::Cancelled))
        .filter(training_day::Column::OnDate.is_in(dates.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    found.sort();
    found.dedup_by_key(|(worker, _)| *worker);
    Ok(found)
}

fn to_training() -> sea_orm::RelationDef {
    training_seat::Entity::belongs_to(training::Entity)
        .from(Column::TrainingId)
        .to(training::Column::Id)
        .into()
}

fn to_days() -> sea_orm::RelationDef {
    training_seat::Entity::belongs_to(training_day::Entity)
        .from(Column::TrainingId)
        .to(training_day::Column::TrainingId)
        .into()
}

/// Take one more seat, if one is left. The database counts, so that two who come at the same moment never both have the last one.
async fn take_one(unit: &Unit, training: Uuid) -> Result<bool> {
    let taken = training::Entity::update_many()
        .col_expr(
            training::Column::SeatsTaken,
            Expr::col(training::Column::SeatsTaken).add(1),
        )
        .filter(training::Column::Id.eq(training))
        .filter(Expr::col(training::Column::SeatsTaken).lt(Expr::col(training::Column::Seats)))
        .exec(unit.tx())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Write a seat, or a place on the waiting list. The caller has locked the training and found nothing against it.
pub(super) async fn seat(
    unit: &Unit,
    training: &training::Model,
    worker: Uuid,
    vacancy: Option<Uuid>,
    origin: SeatOrigin,
) -> Result<SeatState> {
    let state = if take_one(unit, training.id).await? {
        SeatState::Enrolled
    } else {
        SeatState::Waiting
    };
    let id = Uuid::new_v4();
    training_seat::ActiveModel {
        id: Set(id),
        version: Set(1),
        training_id: Set(training.id),
        worker_id: Set(worker),
        vacancy_id: Set(vacancy),
        origin: Set(origin),
        state: Set(state),
        state_since: Set(unit.now()),
        exam_score: Set(None),
        exam_passed: Set(None),
        certificate_number: Set(String::new()),
        certified_on: Set(None),
        certificate_until: Set(None),
        certified_at: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    unit.moved(Subject::TrainingSeat, id, None, state, "").await?;
    unit.audit(
        "give-seat",
        Subject::Worker,
        Some(worker),
        json!({ "training": training.id, "state": state.key() }),
    )
    .await?;
    Ok(state)
}

/// Move a seat, if the table has the move and nobody was faster.
pub(super) async fn advance(
    unit: &Unit,
    seat: &training_seat::Model,
    to: SeatState,
    reason: &str,
    change: training_seat::ActiveModel,
) -> Result<()> {
    if !seat_moves(seat.state, to) {
        return Err(DomainError::Conflict("trainings-conflict-seat"));
    }
    let result = training_seat::Entity::update_many()
        .set(training_seat::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            version: Set(seat.version + 1),
            ..change
        })
        .filter(Column::Id.eq(seat.id))
        .filter(Column::State.eq(seat.state))
        .filter(Column::Version.eq(seat.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.moved(Subject::TrainingSeat, seat.id, Some(seat.state), to, reason)
        .await
}

/// No change but the state.
fn unchanged() -> training_seat::ActiveModel {
    <training_seat::ActiveModel as Default>::default()
}

/// Take a seat back, with a reason; the first who waits moves up.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason; [`DomainError::Conflict`] if the person has a result already.
pub async fn withdraw(unit: &mut Unit, id: Uuid, seat: Uuid, version: i32, reason: &str) -> Result<()> {
    unit.allow(Action::SeatTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let found = seat_by_id(unit.tx(), unit.actor(), id, seat).await?;
    let training = locked(unit, id).await?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(DomainError::invalid("reason", "problem-required"));
    }
    if reason.chars().count() > REASON_LETTERS {
        return Err(DomainError::Invalid(vec![
            Problem::new("reason", "problem-too-long").with("max", REASON_LETTERS),
        ]));
    }
    if found.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    advance(unit, &found, SeatState::Withdrawn, reason, unchanged()).await?;
    unit.audit(
        "withdraw-seat",
        Subject::Worker,
        Some(found.worker_id),
        json!({ "training": id, "from": found.state.key() }),
    )
    .await?;
    if TAKEN.contains(&found.state) {
        training::Entity::update_many()
            .col_expr(
                training::Column::SeatsTaken,
                Expr::col(training::Column::SeatsTaken).sub(1),
            )
            .filter(training::Column::Id.eq(id))
            .exec(unit.tx())
            .await?;
    }
    if gives_seats(&training).is_ok() {
        fill(unit, id).await?;
    }
    Ok(())
}

/// Let those who wait move up while seats are left, in the order in which they came. A place on the
/// waiting list keeps its days free like a seat, so that nobody who moves up sits in two classes.
pub(super) async fn fill(unit: &Unit, id: Uuid) -> Result<()> {
    let waiting = training_seat::Entity::find()
        .filter(Column::TrainingId.eq(id))
        .filter(Column::State.eq(SeatState::Waiting))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(unit.tx())
        .await?;
    for next in waiting {
        if !take_one(unit, id).await? {
            break;
        }
        advance(unit, &next, SeatState::Enrolled, "", unchanged()).await?;
        unit.audit(
            "move-up-seat",
            Subject::Worker,
            Some(next.worker_id),
            json!({ "training": id }),
        )
        .await?;
    }
    Ok(())
}
