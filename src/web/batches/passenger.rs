//! `/batches/{id}/passengers/{passenger}`: seat, pick-up point and contact of one person; and how the way ended for somebody who was not
//! handed over.

use askama::Template;
use axum::extract::State;
use entity::batch;
use entity::codes::{ApplicationReason, Code as _, PassengerState};
use serde::Deserialize;
use uuid::Uuid;

use super::add::point_choices;
use super::words;
use crate::domain::batches::state::CHANGEABLE;
use crate::domain::batches::{self, Ending, LEFT, PassengerInput, PassengerRow, Plan, REFUSED};
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::workers;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Ids};
use crate::web::page::{Choice, choices, go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PassengerForm {
    version: i32,
    /// `remove` takes the person off the list.
    act: String,
    vehicle: String,
    seat: String,
    point: String,
    contact_name: String,
    contact_phone: String,
    note: String,
    to: String,
    reason: String,
}

impl PassengerForm {
    fn of(row: &PassengerRow) -> Self {
        let passenger = &row.passenger;
        let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        Self {
            version: passenger.version,
            vehicle: text(passenger.vehicle_id),
            seat: passenger.seat.map(|seat| seat.to_string()).unwrap_or_default(),
            point: text(passenger.point_id),
            contact_name: passenger.contact_name.clone(),
            note: passenger.note.clone(),
            ..Self::default()
        }
    }

    fn read(&self) -> Result<PassengerInput> {
        let mut problems = Vec::new();
        let seat = typed::bare(&self.seat);
        let number = seat.parse().ok();
        if !seat.is_empty() && number.is_none() {
            problems.push(Problem::new("seat", "problem-number"));
        }
        let contact_phone = match self.contact_phone.trim() {
            "" => None,
            typed => workers::read_mobile("contact_phone", typed)
                .map_err(|problem| problems.push(problem))
                .ok(),
        };
        if !problems.is_empty() {
            return Err(DomainError::Invalid(problems));
        }
        Ok(PassengerInput {
            vehicle: Uuid::parse_str(&self.vehicle).ok(),
            seat: number,
            point: Uuid::parse_str(&self.point).ok(),
            contact_name: self.contact_name.clone(),
            contact_phone,
            note: self.note.clone(),
        })
    }

    fn ending(&self) -> Result<Ending> {
        let to = PassengerState::from_key(&self.to).ok_or_else(|| DomainError::invalid("to", "problem-choose"))?;
        let reason = ApplicationReason::from_key(&self.reason)
            .ok_or_else(|| DomainError::invalid("reason", "batches-problem-why"))?;
        Ok(Ending {
            to,
            reason,
            note: self.note.clone(),
        })
    }
}

#[derive(Template)]
#[template(path = "batches/passenger.html")]
struct PassengerPage<'a> {
    c: &'a Ctx,
    batch: batch::Model,
    plan: Plan,
    row: PassengerRow,
    form: &'a PassengerForm,
    problems: Problems,
}

impl PassengerPage<'_> {
    fn changeable(&self) -> bool {
        CHANGEABLE.contains(&self.batch.state)
    }

    fn vehicles(&self) -> Vec<Choice> {
        let none = Choice {
            value: String::new(),
            label: self.c.t("batches-no-vehicle"),
            chosen: self.form.vehicle.is_empty(),
        };
        let vehicles = self.plan.vehicles.iter().map(|vehicle| {
            let value = vehicle.id.to_string();
            Choice {
                chosen: value == self.form.vehicle,
                value,
                label: self
                    .c
                    .t2("batches-vehicle-seats", "plate", &vehicle.plate, "seats", vehicle.seats),
            }
        });
        std::iter::once(none).chain(vehicles).collect()
    }

    fn points(&self) -> Vec<Choice> {
        point_choices(self.c, &self.plan, Uuid::parse_str(&self.form.point).ok())
    }

    /// How the way of this person can end now.
    fn endings(&self) -> Vec<(PassengerState, Vec<Choice>)> {
        let reasons = |codes: &[ApplicationReason]| choices(self.c, codes, &self.form.reason);
        match self.row.passenger.state {
            PassengerState::Boarded => vec![(PassengerState::LeftMidway, reasons(&LEFT))],
            PassengerState::Arrived => vec![(PassengerState::Refused, reasons(&REFUSED))],
            _ => Vec::new(),
        }
    }
}

async fn shown(
    c: &Ctx,
    app: &App,
    (id, passenger): (Uuid, Uuid),
    form: Option<&PassengerForm>,
    problems: Problems,
) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let rows = batches::passengers_of(db, &c.actor, &batch, &plan, c.today()).await?;
    let row = rows
        .into_iter()
        .find(|row| row.passenger.id == passenger && row.known)
        .ok_or(PageError::NotFound)?;
    let again = !problems.is_empty();
    let kept = PassengerForm::of(&row);
    let page = PassengerPage {
        c,
        batch,
        plan,
        form: form.unwrap_or(&kept),
        row,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The person with the form.
pub async fn page(c: Ctx, State(app): State<App>, Ids(id, passenger): Ids) -> PageResult {
    shown(&c, &app, (id, passenger), None, Problems::default()).await
}

/// Save it, or take the person off the list.
pub async fn save(
    c: Ctx,
    State(app): State<App>,
    Ids(id, passenger): Ids,
    Form(form): Form<PassengerForm>,
) -> PageResult {
    let remove = form.act == "remove";
    let result: Result<()> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        if remove {
            batches::remove_passenger(&mut unit, id, passenger, form.version).await?;
        } else {
            batches::change_passenger(&mut unit, id, passenger, form.version, form.read()?).await?;
        }
        unit.commit().await
    }
    .await;
    let key = if remove {
        "batches-passenger-removed"
    } else {
        "batches-passenger-saved"
    };
    answered(&c, &app, (id, passenger), &form, result, key).await
}

/// Somebody left midway, or was refused.
pub async fn end(
    c: Ctx,
    State(app): State<App>,
    Ids(id, passenger): Ids,
    Form(form): Form<PassengerForm>,
) -> PageResult {
    let result: Result<()> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        batches::end_passenger(&mut unit, id, passenger, form.version, form.ending()?).await?;
        unit.commit().await
    }
    .await;
    answered(&c, &app, (id, passenger), &form, result, "batches-passenger-ended").await
}

async fn answered(
    c: &Ctx,
    app: &App,
    ids: (Uuid, Uuid),
    form: &PassengerForm,
    result: Result<()>,
    key: &str,
) -> PageResult {
    match result {
        Ok(()) => Ok(go_with(&format!("/batches/{}#people", ids.0), key, "")),
        Err(DomainError::Invalid(problems)) => shown(c, app, ids, Some(form), problems.into()).await,
        Err(error) => Err(error.into()),
    }
}

/// Whether those who have a seat get another one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SeatsForm {
    anew: String,
}

/// Give everybody a seat.
pub async fn place_all(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<SeatsForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let left = batches::place_all(&mut unit, id, form.anew == "yes").await?;
    unit.commit().await?;
    let key = if left == 0 {
        "batches-seated"
    } else {
        "batches-seated-some"
    };
    Ok(go_with(&format!("/batches/{id}#people"), key, &left.to_string()))
}
