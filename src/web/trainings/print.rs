//! Ledger 9 (培训花名册、考勤表): the roster with a column to sign in, the sheet of who was there, and both as a workbook.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{SeatState, Subject, TrainingMark};
use entity::{training, training_day};
use serde_json::json;
use uuid::Uuid;

use super::words;
use crate::domain::interchange::writer::{SheetFormat, SheetWriter, WriteProblem};
use crate::domain::trainings::rules::Share;
use crate::domain::trainings::{self, Seat};
use crate::web::attachment::attachment;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Id;
use crate::web::page::show;
use crate::web::state::App;
use crate::web::workers::view::masked_number;

/// A training on paper.
struct Paper {
    training: training::Model,
    days: Vec<training_day::Model>,
    seats: Vec<Seat>,
    marks: HashMap<(Uuid, Uuid), TrainingMark>,
}

impl Paper {
    async fn of(c: &Ctx, app: &App, id: Uuid) -> PageResult<Self> {
        let db = app.core.db.reader();
        let training = trainings::by_id(db, &c.actor, id).await?;
        let mut seats = trainings::seats_of(db, &c.actor, id, c.today()).await?;
        seats.retain(|seat| !matches!(seat.seat.state, SeatState::Waiting | SeatState::Withdrawn));
        Ok(Self {
            days: trainings::days_of(db, id).await?,
            marks: trainings::marks_of(db, id).await?,
            training,
            seats,
        })
    }

    fn mark(&self, seat: &Seat, day: &training_day::Model) -> Option<TrainingMark> {
        self.marks.get(&(seat.seat.id, day.id)).copied()
    }

    fn share(&self, seat: &Seat) -> Share {
        Share::of(self.days.iter().map(|day| (day.hours, self.mark(seat, day))))
    }

    fn sign(&self, c: &Ctx, seat: &Seat, day: &training_day::Model) -> String {
        words::sign(c, self.mark(seat, day).as_ref())
    }
}

/// The last four of the number, the rest hidden; empty where none is known.
fn number(seat: &Seat) -> String {
    seat.person
        .number_last4
        .as_deref()
        .map(masked_number)
        .unwrap_or_default()
}

fn age(seat: &Seat) -> String {
    seat.person.age.map(|age| age.to_string()).unwrap_or_default()
}

fn sex(c: &Ctx, seat: &Seat) -> String {
    seat.person.sex.map(|sex| c.label(&sex)).unwrap_or_default()
}

fn result(c: &Ctx, seat: &Seat) -> String {
    match seat.seat.exam_score {
        Some(score) => format!("{score} {}", c.label(&seat.seat.state)),
        None => c.label(&seat.seat.state),
    }
}

#[derive(Template)]
#[template(path = "trainings/print_roster.html")]
struct RosterPage<'a> {
    c: &'a Ctx,
    paper: Paper,
}

/// The roster.
pub async fn roster(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let paper = Paper::of(&c, &app, id).await?;
    show(&RosterPage { c: &c, paper })
}

#[derive(Template)]
#[template(path = "trainings/print_sheet.html")]
struct SheetPage<'a> {
    c: &'a Ctx,
    paper: Paper,
}

/// Who was there, half day by half day.
pub async fn sheet(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let paper = Paper::of(&c, &app, id).await?;
    show(&SheetPage { c: &c, paper })
}

fn workbook(c: &Ctx, paper: &Paper) -> Result<Vec<u8>, WriteProblem> {
    let mut headers: Vec<String> = [
        "trainings-row",
        "trainings-person",
        "trainings-sex",
        "trainings-age",
        "trainings-id-number",
        "trainings-home",
        "trainings-seat-state",
    ]
    .iter()
    .map(|key| c.t(key))
    .collect();
    headers.extend(paper.days.iter().map(|day| words::half_day(c, day)));
    headers.extend(
        [
            "trainings-hours-there",
            "trainings-share",
            "trainings-score",
            "trainings-certificate-number",
            "trainings-certificate-until",
        ]
        .iter()
        .map(|key| c.t(key)),
    );
    let out = std::io::Cursor::new(Vec::new());
    let mut writer = SheetWriter::new(SheetFormat::Xlsx, out, &c.t("trainings-roster"), &headers)?;
    for (at, seat) in paper.seats.iter().enumerate() {
        let share = paper.share(seat);
        let mut row = vec![
            (at + 1).to_string(),
            seat.person.name.clone(),
            sex(c, seat),
            age(seat),
            number(seat),
            c.place_short(&seat.person.region_code),
            c.label(&seat.seat.state),
        ];
        row.extend(paper.days.iter().map(|day| paper.sign(c, seat, day)));
        row.extend([
            format!("{}/{}", share.attended, share.total),
            format!("{}%", share.percent()),
            seat.seat.exam_score.map(|score| score.to_string()).unwrap_or_default(),
            seat.seat.certificate_number.clone(),
            seat.seat
                .certificate_until
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ]);
        writer.write_row(&row)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Roster and sheet as a workbook; that it was taken is on record.
pub async fn download(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let paper = Paper::of(&c, &app, id).await?;
    let bytes =
        workbook(&c, &paper).map_err(|problem| PageError::Internal(format!("the roster of a training: {problem}")))?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.audit(
        "export-roster",
        Subject::Training,
        Some(id),
        json!({ "people": paper.seats.len() }),
    )
    .await?;
    unit.commit().await?;
    Ok(attachment(SheetFormat::Xlsx, "roster", bytes))
}
