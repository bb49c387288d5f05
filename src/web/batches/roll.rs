//! `/batches/{id}/roll/{kind}`: who is there, one tap a person. The plain forms work without script; with script the page keeps what was
//! tapped while there is no network (`static/roll.js`, `static/queue.js`) and delivers it to `…/batch`, once, however often it tries.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use chrono::{DateTime, Utc};
use entity::batch;
use entity::codes::{Code as _, PassengerState, RollKind};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::words;
use crate::domain::batches::state::{AT_ARRIVAL, AT_DEPARTURE, ROLLED};
use crate::domain::batches::{self, MOST_MARKS, Mark, MarkAnswer, MarkResult, PassengerRow, Plan};
use crate::domain::error::DomainError;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Json, Query};
use crate::web::page::{go_with, show};
use crate::web::state::App;

fn read_path((id, kind): &(String, String)) -> PageResult<(Uuid, RollKind)> {
    let id = Uuid::parse_str(id).map_err(|_| PageError::NotFound)?;
    let kind = RollKind::from_key(kind).ok_or(PageError::NotFound)?;
    Ok((id, kind))
}

/// Which people, for phones without script.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RollQuery {
    q: String,
}

/// People of one vehicle who get on at one point.
struct Group {
    title: String,
    rows: Vec<PassengerRow>,
}

#[derive(Template)]
#[template(path = "batches/roll.html")]
struct RollPage<'a> {
    c: &'a Ctx,
    batch: batch::Model,
    kind: RollKind,
    groups: Vec<Group>,
    here: usize,
    missing: usize,
    query: &'a RollQuery,
}

/// Whether the roll call found the person.
fn is_here(kind: RollKind, row: &PassengerRow) -> bool {
    match kind {
        RollKind::Departure => row.passenger.boarded_at.is_some(),
        RollKind::Arrival => row.passenger.arrived_at.is_some(),
    }
}

impl RollPage<'_> {
    fn open(&self) -> bool {
        match self.kind {
            RollKind::Departure => AT_DEPARTURE.contains(&self.batch.state),
            RollKind::Arrival => AT_ARRIVAL.contains(&self.batch.state),
        }
    }

    fn is_here(&self, row: &PassengerRow) -> bool {
        is_here(self.kind, row)
    }

    fn can_mark(&self, row: &PassengerRow) -> bool {
        self.open() && ROLLED.contains(&row.passenger.state)
    }

    fn seat(&self, row: &PassengerRow) -> String {
        row.passenger
            .seat
            .map(|seat| self.c.t1("batches-seat-n", "n", seat))
            .unwrap_or_default()
    }
}

/// By vehicle and, where people get on, by pick-up point.
fn groups_of(c: &Ctx, plan: &Plan, kind: RollKind, rows: Vec<PassengerRow>) -> Vec<Group> {
    let mut groups: BTreeMap<(i32, i32), Group> = BTreeMap::new();
    for row in rows {
        let vehicle = plan.vehicle(row.passenger.vehicle_id);
        let point = plan
            .point(row.passenger.point_id)
            .filter(|_| kind == RollKind::Departure);
        let place = (
            vehicle.map_or(i32::MAX, |vehicle| vehicle.ordinal),
            point.map_or(i32::MAX, |point| point.ordinal),
        );
        let group = groups.entry(place).or_insert_with(|| {
            let mut title = vec![vehicle.map_or_else(|| c.t("batches-no-vehicle"), |vehicle| vehicle.plate.clone())];
            if let Some(point) = point {
                title.push(format!(
                    "{} {} {}",
                    words::hour(&point.at),
                    c.place_short(&point.place_code),
                    point.address
                ));
            }
            Group {
                title: title.join(" · "),
                rows: Vec::new(),
            }
        });
        group.rows.push(row);
    }
    groups.into_values().collect()
}

/// Everybody of whom the roll call asks: at the departure the whole list, at the arrival those who got on and those whom nobody saw.
pub async fn page(
    c: Ctx,
    State(app): State<App>,
    Path(path): Path<(String, String)>,
    Query(query): Query<RollQuery>,
) -> PageResult {
    let (id, kind) = read_path(&path)?;
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let mut rows = batches::passengers_of(db, &c.actor, &batch, &plan, c.today()).await?;
    if kind == RollKind::Arrival {
        rows.retain(|row| row.passenger.state != PassengerState::LeftMidway);
    }
    let here = rows.iter().filter(|row| is_here(kind, row)).count();
    let missing = rows.len() - here;
    let wanted = query.q.trim();
    if !wanted.is_empty() {
        rows.retain(|row| row.name.contains(wanted));
    }
    show(&RollPage {
        c: &c,
        groups: groups_of(&c, &plan, kind, rows),
        batch,
        kind,
        here,
        missing,
        query: &query,
    })
}

/// One tap. `id` is made with the page, so that a second tap counts once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MarkForm {
    id: Uuid,
    passenger: Uuid,
    present: String,
}

/// One tap, by the plain form.
pub async fn mark(
    c: Ctx,
    State(app): State<App>,
    Path(path): Path<(String, String)>,
    Form(form): Form<MarkForm>,
) -> PageResult {
    let (id, kind) = read_path(&path)?;
    let mark = Mark {
        id: form.id,
        passenger: form.passenger,
        present: form.present == "yes",
        at: c.now,
        device: String::new(),
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let results = batches::deliver(&mut unit, id, kind, vec![mark]).await?;
    unit.commit().await?;
    let back = format!("/batches/{id}/roll/{}", kind.key());
    match results.first() {
        Some(result) => Ok(go_with(&back, sentence(result.answer), &result.name)),
        None => Err(PageError::BadRequest("error-form", Vec::new())),
    }
}

const fn sentence(answer: MarkAnswer) -> &'static str {
    match answer {
        MarkAnswer::Here => "batches-mark-here",
        MarkAnswer::Missing => "batches-mark-missing",
        MarkAnswer::Ended => "batches-mark-ended",
        MarkAnswer::Elsewhere => "batches-mark-elsewhere",
        MarkAnswer::Unknown => "batches-mark-unknown",
    }
}

/// What a phone kept.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    marks: Vec<DeliveredMark>,
}

/// One tap of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveredMark {
    id: Uuid,
    passenger: Uuid,
    present: bool,
    at: DateTime<Utc>,
    #[serde(default)]
    device: String,
}

/// What the phone is told of one tap. Every tap that has an answer may be forgotten by the phone, except those that somebody must look at.
#[derive(Debug, Serialize)]
struct Told {
    id: Uuid,
    passenger: Uuid,
    /// `here`, `missing`, `ended`, `elsewhere` or `unknown`.
    answer: &'static str,
    /// A sentence in the reader's language.
    text: String,
}

#[derive(Debug, Serialize)]
struct Done {
    results: Vec<Told>,
}

fn told(c: &Ctx, result: &MarkResult) -> Told {
    Told {
        id: result.id,
        passenger: result.passenger,
        answer: result.answer.key(),
        text: c.t1(sentence(result.answer), "value", &result.name),
    }
}

/// Take what a phone kept while there was no network.
pub async fn batch(
    c: Ctx,
    State(app): State<App>,
    Path(path): Path<(String, String)>,
    Json(delivery): Json<Delivery>,
) -> PageResult {
    let (id, kind) = read_path(&path)?;
    if delivery.marks.len() > MOST_MARKS {
        return Err(DomainError::invalid("marks", "batches-problem-many-marks").into());
    }
    let marks = delivery
        .marks
        .into_iter()
        .map(|mark| Mark {
            id: mark.id,
            passenger: mark.passenger,
            present: mark.present,
            at: mark.at,
            device: mark.device,
        })
        .collect();
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let results = batches::deliver(&mut unit, id, kind, marks).await?;
    unit.commit().await?;
    let results = results.iter().map(|result| told(&c, result)).collect();
    Ok(axum::Json(Done { results }).into_response())
}
