//! `/batches/{id}/print`: the list on paper: a sheet for each vehicle (乘客信息登记表), or for each employer with room for its signature
//! (点对点花名册, the hand-over list). Numbers and phones are hidden but for their ends.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use entity::batch;
use serde::Deserialize;

use super::words;
use crate::domain::batches::{self, PassengerRow, Plan};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Id, Query};
use crate::web::page::show;
use crate::web::state::App;
use crate::web::workers::view::{masked_number, masked_phone};

/// By what the sheets are divided.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PrintQuery {
    by: String,
}

/// One sheet of paper.
struct Sheet {
    title: String,
    /// Who looks after the vehicle, who drives.
    crew: String,
    rows: Vec<PassengerRow>,
}

#[derive(Template)]
#[template(path = "batches/print.html")]
struct PrintPage<'a> {
    c: &'a Ctx,
    batch: batch::Model,
    plan: Plan,
    by_employer: bool,
    sheets: Vec<Sheet>,
}

impl PrintPage<'_> {
    fn number(&self, row: &PassengerRow) -> String {
        match &row.person.number_last4 {
            Some(last4) => masked_number(last4),
            None => self.c.t("not-known"),
        }
    }

    fn phone(&self, row: &PassengerRow) -> String {
        words::masked_phone(self.c, &row.phone_last4)
    }

    fn contact(row: &PassengerRow) -> String {
        let passenger = &row.passenger;
        if passenger.contact_phone_last4.is_empty() {
            passenger.contact_name.clone()
        } else {
            format!(
                "{} {}",
                passenger.contact_name,
                masked_phone(&passenger.contact_phone_last4)
            )
        }
    }

    fn place(&self, row: &PassengerRow) -> String {
        let plate = self
            .plan
            .vehicle(row.passenger.vehicle_id)
            .map_or("", |vehicle| &vehicle.plate);
        let seat = row.passenger.seat.map(|seat| seat.to_string()).unwrap_or_default();
        if self.by_employer && !plate.is_empty() {
            format!("{plate} {seat}").trim().to_owned()
        } else {
            seat
        }
    }

    fn point(&self, row: &PassengerRow) -> String {
        self.plan
            .point(row.passenger.point_id)
            .map_or_else(String::new, |point| {
                format!("{} {}", words::hour(&point.at), point.address)
            })
    }

    fn kinds(&self, row: &PassengerRow) -> String {
        row.person.sex.map(|sex| self.c.label(&sex)).unwrap_or_default()
    }
}

fn sheets_of(c: &Ctx, plan: &Plan, by_employer: bool, rows: Vec<PassengerRow>) -> Vec<Sheet> {
    let mut sheets: BTreeMap<(i32, String), Sheet> = BTreeMap::new();
    for row in rows {
        let vehicle = plan.vehicle(row.passenger.vehicle_id);
        let (key, title, crew) = if by_employer {
            ((0, row.employer.clone()), row.employer.clone(), String::new())
        } else {
            let ordinal = vehicle.map_or(i32::MAX, |vehicle| vehicle.ordinal);
            let title = vehicle.map_or_else(|| c.t("batches-no-vehicle"), |vehicle| vehicle.plate.clone());
            let crew = vehicle.map_or_else(String::new, |vehicle| {
                let told = [
                    ("batches-captain", &vehicle.captain),
                    ("batches-vice-captain", &vehicle.vice_captain),
                    ("batches-driver", &vehicle.driver),
                    ("batches-second-driver", &vehicle.second_driver),
                ];
                let known = told.iter().filter(|(_, name)| !name.is_empty());
                let words: Vec<String> = known.map(|(key, name)| format!("{} {name}", c.t(key))).collect();
                words.join("　")
            });
            ((ordinal, String::new()), title, crew)
        };
        let sheet = sheets.entry(key).or_insert_with(|| Sheet {
            title,
            crew,
            rows: Vec::new(),
        });
        sheet.rows.push(row);
    }
    sheets.into_values().collect()
}

/// The sheets.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<PrintQuery>) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let rows = batches::passengers_of(db, &c.actor, &batch, &plan, c.today()).await?;
    let by_employer = query.by == "employer";
    show(&PrintPage {
        c: &c,
        sheets: sheets_of(&c, &plan, by_employer, rows),
        batch,
        plan,
        by_employer,
    })
}
