//! `/batches/{id}/vehicles/…`: the coaches, trains and flights of a transfer.

use askama::Template;
use axum::extract::State;
use entity::{batch, batch_vehicle};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::batches::{self, VehicleInput};
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Result};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Ids};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct VehicleForm {
    form_key: Uuid,
    /// `remove` takes the vehicle away.
    act: String,
    plate: String,
    seats: String,
    captain: String,
    vice_captain: String,
    driver: String,
    second_driver: String,
}

impl VehicleForm {
    fn of(vehicle: &batch_vehicle::Model) -> Self {
        Self {
            plate: vehicle.plate.clone(),
            seats: vehicle.seats.to_string(),
            captain: vehicle.captain.clone(),
            vice_captain: vehicle.vice_captain.clone(),
            driver: vehicle.driver.clone(),
            second_driver: vehicle.second_driver.clone(),
            ..Self::default()
        }
    }

    fn read(&self) -> VehicleInput {
        VehicleInput {
            plate: self.plate.clone(),
            // What is no number is no seat, which the rules refuse.
            seats: typed::bare(&self.seats).parse().unwrap_or_default(),
            captain: self.captain.clone(),
            vice_captain: self.vice_captain.clone(),
            driver: self.driver.clone(),
            second_driver: self.second_driver.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "batches/vehicle.html")]
struct VehiclePage<'a> {
    c: &'a Ctx,
    batch: &'a batch::Model,
    vehicle: Option<Uuid>,
    form: &'a VehicleForm,
    problems: Problems,
}

/// The empty form.
pub async fn new_page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let batch = batches::by_id(app.core.db.reader(), &c.actor, id).await?;
    let form = VehicleForm {
        form_key: c.form_key(),
        ..VehicleForm::default()
    };
    show(&VehiclePage {
        c: &c,
        batch: &batch,
        vehicle: None,
        form: &form,
        problems: Problems::default(),
    })
}

/// Add a vehicle.
pub async fn create(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<VehicleForm>) -> PageResult {
    let batch = batches::by_id(app.core.db.reader(), &c.actor, id).await?;
    let back = format!("/batches/{id}#vehicles");
    let result: Result<()> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        batches::add_vehicle(&mut unit, id, &form.read()).await?;
        unit.commit_to(&back).await
    }
    .await;
    answered(&c, &batch, None, &form, result, &back)
}

/// The vehicle with its form.
pub async fn page(c: Ctx, State(app): State<App>, Ids(id, vehicle): Ids) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let found = plan.vehicle(Some(vehicle)).ok_or(PageError::NotFound)?;
    show(&VehiclePage {
        c: &c,
        batch: &batch,
        vehicle: Some(vehicle),
        form: &VehicleForm::of(found),
        problems: Problems::default(),
    })
}

/// Save it, or take it away.
pub async fn save(c: Ctx, State(app): State<App>, Ids(id, vehicle): Ids, Form(form): Form<VehicleForm>) -> PageResult {
    let batch = batches::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result: Result<()> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        if form.act == "remove" {
            batches::remove_vehicle(&mut unit, id, vehicle).await?;
        } else {
            batches::change_vehicle(&mut unit, id, vehicle, &form.read()).await?;
        }
        unit.commit().await
    }
    .await;
    answered(
        &c,
        &batch,
        Some(vehicle),
        &form,
        result,
        &format!("/batches/{id}#vehicles"),
    )
}

fn answered(
    c: &Ctx,
    batch: &batch::Model,
    vehicle: Option<Uuid>,
    form: &VehicleForm,
    result: Result<()>,
    back: &str,
) -> PageResult {
    match result {
        Ok(()) => Ok(go_with(back, "batches-saved", &form.plate)),
        Err(DomainError::Invalid(problems)) => show_again(&VehiclePage {
            c,
            batch,
            vehicle,
            form,
            problems: problems.into(),
        }),
        Err(error) => Err(error.into()),
    }
}
