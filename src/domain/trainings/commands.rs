//! Planning a training, changing the plan, and counting heads at a talk.

use entity::codes::{Subject, TrainingState};
use entity::{training, training_day, training_seat};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::input::TrainingInput;
use super::queries::{by_id, locked};
use super::state::{HOLDING, PLANS};
use super::{attendance, days, rules, seats};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

/// More people than were ever at a talk of a county.
const MOST_HEADS: i32 = 100_000;

fn columns(input: &TrainingInput) -> training::ActiveModel {
    training::ActiveModel {
        number: Set(input.number.clone()),
        title: Set(input.title.clone()),
        kind: Set(input.kind),
        occupation_code: Set(input.occupation_code.clone()),
        level: Set(input.level),
        brand: Set(input.brand),
        institution: Set(input.institution.clone()),
        teacher: Set(input.teacher.clone()),
        funding_source: Set(input.funding_source.clone()),
        seat_cost_yuan: Set(input.seat_cost_yuan),
        for_code: Set(input.for_code.clone()),
        place_code: Set(input.place_code.clone()),
        address: Set(input.address.clone()),
        first_day: Set(input.first_day),
        last_day: Set(input.last_day),
        hours: Set(input.hours),
        hours_per_day: Set(input.hours_per_day),
        seats: Set(input.seats),
        seats_reason: Set(input.seats_reason.clone()),
        plan_number: Set(input.plan_number.clone()),
        plan_filed_on: Set(input.plan_filed_on),
        filing_reason: Set(input.filing_reason.clone()),
        required_percent: Set(input.required_percent),
        certificate_kind: Set(input.certificate_kind.clone()),
        ..Default::default()
    }
}

/// Problems of the form, of a number that is taken, and that the planner would not see the own training.
async fn judged(unit: &Unit, input: TrainingInput, own_id: Option<Uuid>) -> Result<TrainingInput> {
    let input = input.tidy();
    let mut problems = input.problems(unit.today());
    if let Some(own) = unit.actor().region_code()
        && !region::contains(own, &input.for_code)
        && !region::contains(&input.for_code, own)
    {
        problems.push(Problem::new("for", "trainings-problem-own"));
    }
    let mut same = training::Entity::find().filter(training::Column::Number.eq(&input.number));
    if let Some(id) = own_id {
        same = same.filter(training::Column::Id.ne(id));
    }
    if same.count(unit.tx()).await? > 0 {
        problems.push(Problem::new("number", "trainings-problem-number-taken"));
    }
    if problems.is_empty() {
        Ok(input)
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// Plan a training. Its half days follow from the plan.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn plan(unit: &mut Unit, input: TrainingInput) -> Result<Uuid> {
    unit.allow(Action::EditTrainings)?;
    let input = judged(unit, input, None).await?;
    let id = Uuid::new_v4();
    training::ActiveModel {
        id: Set(id),
        version: Set(1),
        seats_taken: Set(0),
        head_count: Set(None),
        notice: Set(String::new()),
        state: Set(TrainingState::Planned),
        state_since: Set(unit.now()),
        opened_at: Set(None),
        ended_at: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
        updated_at: Set(unit.now()),
        ..columns(&input)
    }
    .insert(unit.tx())
    .await?;
    days::write(unit, id, &half_days(&input)).await?;
    unit.moved(Subject::Training, id, None, TrainingState::Planned, "")
        .await?;
    unit.audit("plan-training", Subject::Training, Some(id), json!({}))
        .await?;
    Ok(id)
}

fn half_days(input: &TrainingInput) -> Vec<days::HalfDay> {
    rules::half_days(
        input.kind,
        (input.first_day, input.last_day),
        input.hours,
        input.hours_per_day,
    )
}

/// Change the plan, until the training begins. Half days are laid out anew where the days or the hours changed.
///
/// # Errors
/// [`DomainError::Conflict`] if it runs, if somebody else changed it, or if somebody with a seat would sit in two classes on one day;
/// [`DomainError::Invalid`] names the fields.
pub async fn update(unit: &mut Unit, id: Uuid, version: i32, input: TrainingInput) -> Result<()> {
    unit.allow(Action::EditTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let before = locked(unit, id).await?;
    if !PLANS.contains(&before.state) {
        return Err(DomainError::Conflict("trainings-conflict-runs"));
    }
    let input = judged(unit, input, Some(id)).await?;
    if input.seats < before.seats_taken {
        return Err(DomainError::Invalid(vec![
            Problem::new("seats", "trainings-problem-seats-taken").with("n", before.seats_taken),
        ]));
    }
    let result = training::Entity::update_many()
        .set(training::ActiveModel {
            version: Set(version + 1),
            updated_at: Set(unit.now()),
            ..columns(&input)
        })
        .filter(training::Column::Id.eq(id))
        .filter(training::Column::Version.eq(version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let relaid = (
        before.first_day,
        before.last_day,
        before.hours,
        before.hours_per_day,
        before.kind,
    ) != (
        input.first_day,
        input.last_day,
        input.hours,
        input.hours_per_day,
        input.kind,
    );
    if relaid {
        relay(unit, id, &input).await?;
    }
    if input.seats > before.seats {
        seats::fill(unit, id).await?;
    }
    unit.audit(
        "change-training",
        Subject::Training,
        Some(id),
        json!({ "fields": changed(&before, &input), "days": relaid }),
    )
    .await
}

/// Lay the half days out anew. Nobody was marked yet: the training does not run.
async fn relay(unit: &Unit, id: Uuid, input: &TrainingInput) -> Result<()> {
    training_day::Entity::delete_many()
        .filter(training_day::Column::TrainingId.eq(id))
        .exec(unit.tx())
        .await?;
    let laid = half_days(input);
    days::write(unit, id, &laid).await?;
    if !rules::is_class(input.kind) {
        return Ok(());
    }
    let people: Vec<Uuid> = training_seat::Entity::find()
        .filter(training_seat::Column::TrainingId.eq(id))
        .filter(training_seat::Column::State.is_in(HOLDING))
        .all(unit.tx())
        .await?
        .into_iter()
        .map(|row| row.worker_id)
        .collect();
    let dates: Vec<chrono::NaiveDate> = laid.iter().map(|(day, _, _)| *day).collect();
    if seats::sits_elsewhere(unit.tx(), id, &people, &dates).await?.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Conflict("trainings-conflict-days-overlap"))
    }
}

/// Write down how many heads were counted at a talk. Who is named is one of them.
///
/// # Errors
/// [`DomainError::Invalid`] if fewer were counted than are named; [`DomainError::Conflict`] if it is no talk that runs.
pub async fn count_heads(unit: &mut Unit, id: Uuid, version: i32, heads: i32) -> Result<()> {
    unit.allow(Action::EditTrainings)?;
    by_id(unit.tx(), unit.actor(), id).await?;
    let before = locked(unit, id).await?;
    if rules::is_class(before.kind) || before.state != TrainingState::Running {
        return Err(DomainError::Conflict("trainings-conflict-no-heads"));
    }
    if !(1..=MOST_HEADS).contains(&heads) {
        return Err(DomainError::invalid("heads", "problem-number"));
    }
    let named = attendance::there(unit.tx(), id).await?.len();
    if usize::try_from(heads).unwrap_or_default() < named {
        return Err(DomainError::Invalid(vec![
            Problem::new("heads", "trainings-problem-heads").with("n", named),
        ]));
    }
    let result = training::Entity::update_many()
        .set(training::ActiveModel {
            head_count: Set(Some(heads)),
            version: Set(version + 1),
            updated_at: Set(unit.now()),
            ..Default::default()
        })
        .filter(training::Column::Id.eq(id))
        .filter(training::Column::Version.eq(version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.audit("count-heads", Subject::Training, Some(id), json!({ "heads": heads }))
        .await
}

/// The fields that changed.
fn changed(before: &training::Model, input: &TrainingInput) -> Vec<&'static str> {
    let fields = [
        ("number", before.number != input.number),
        ("title", before.title != input.title),
        ("kind", before.kind != input.kind),
        ("trade", before.occupation_code != input.occupation_code),
        ("level", before.level != input.level),
        ("brand", before.brand != input.brand),
        ("institution", before.institution != input.institution),
        ("teacher", before.teacher != input.teacher),
        ("funding", before.funding_source != input.funding_source),
        ("cost", before.seat_cost_yuan != input.seat_cost_yuan),
        ("for", before.for_code != input.for_code),
        ("place", before.place_code != input.place_code),
        ("address", before.address != input.address),
        ("first_day", before.first_day != input.first_day),
        ("last_day", before.last_day != input.last_day),
        (
            "hours",
            before.hours != input.hours || before.hours_per_day != input.hours_per_day,
        ),
        ("seats", before.seats != input.seats),
        ("seats_reason", before.seats_reason != input.seats_reason),
        ("plan_number", before.plan_number != input.plan_number),
        ("plan_filed_on", before.plan_filed_on != input.plan_filed_on),
        ("filing_reason", before.filing_reason != input.filing_reason),
        ("required", before.required_percent != input.required_percent),
        ("certificate", before.certificate_kind != input.certificate_kind),
    ];
    fields
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name)
        .collect()
}
