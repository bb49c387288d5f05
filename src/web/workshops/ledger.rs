//! The ledger of a month (帮扶车间用工台账): on paper and as a workbook, with the columns that the law names for a wage ledger
//! (Regulation on Ensuring Wage Payments to Migrant Workers, article 15).

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, Role, Subject};
use entity::{workshop, workshop_roll};
use serde_json::json;

use super::attendance::EditionQuery;
use super::month::Which;
use super::words;
use crate::domain::employers;
use crate::domain::interchange::writer::{SheetFormat, SheetWriter, WriteProblem};
use crate::domain::workshops::month::Month;
use crate::domain::workshops::{self, Roll, RollLine, days, sums};
use crate::web::attachment::attachment;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Query;
use crate::web::page::show;
use crate::web::state::App;
use crate::web::workers::view;

/// A column: its key, whether it holds numbers, and whether firms see it.
struct Column {
    key: &'static str,
    num: bool,
    cell: fn(&Ctx, &RollLine) -> String,
}

const fn text(key: &'static str, cell: fn(&Ctx, &RollLine) -> String) -> Column {
    Column { key, num: false, cell }
}

const fn number(key: &'static str, cell: fn(&Ctx, &RollLine) -> String) -> Column {
    Column { key, num: true, cell }
}

fn money_or_blank(fen: i64) -> String {
    if fen == 0 { String::new() } else { words::money(&fen) }
}

fn with_note(fen: i64, note: &str) -> String {
    match (fen, note) {
        (0, _) => String::new(),
        (fen, "") => words::money(&fen),
        (fen, note) => format!("{} {note}", words::money(&fen)),
    }
}

const COLUMNS: &[Column] = &[
    text("workshops-column-household", |c, line| {
        let lifted = line.private.as_ref().is_some_and(|private| private.lifted);
        c.t(if lifted {
            "workshops-lifted"
        } else {
            "workshops-ordinary"
        })
    }),
    text("workshops-column-number", |c, line| {
        let last4 = line
            .private
            .as_ref()
            .and_then(|private| private.number_last4.as_deref());
        last4.map_or_else(|| c.t("not-known"), view::masked_number)
    }),
    text("workshops-column-phone", |c, line| {
        let last4 = line.private.as_ref().and_then(|private| private.phone_last4.as_deref());
        last4.map_or_else(|| c.t("not-known"), view::masked_phone)
    }),
    text("workshops-column-contract", |c, line| c.label_or_dash(&line.contract)),
    number("workshops-column-days", |_, line| days::in_days(line.earned.halves)),
    number("workshops-column-hours", |_, line| {
        days::in_hours(line.earned.halves, line.earned.day_minutes)
    }),
    text("workshops-column-pieces", |_, line| {
        sums::pieces_in_words(&line.earned.pieces)
    }),
    number("workshops-column-by-piece", |_, line| {
        money_or_blank(line.earned.by_piece())
    }),
    number("workshops-column-by-hour", |_, line| {
        money_or_blank(line.earned.by_hour())
    }),
    text("workshops-column-other", |_, line| {
        with_note(line.line.other_fen, &line.line.other_note)
    }),
    text("workshops-column-deduct", |_, line| {
        with_note(line.line.deduct_fen, &line.line.deduct_reason)
    }),
    number("workshops-column-due", |_, line| words::money(&line.line.due_fen)),
    number("workshops-column-paid", |_, line| words::money(&line.line.paid_fen)),
    text("workshops-column-paid-on", |c, line| {
        let way = line.line.paid_way.map(|way| c.label(&way)).unwrap_or_default();
        match line.line.paid_on {
            Some(day) => format!("{day} {way}"),
            None => String::new(),
        }
    }),
];

/// Columns that only staff see: households and numbers are not a firm's to read here.
const PRIVATE: [&str; 3] = [
    "workshops-column-household",
    "workshops-column-number",
    "workshops-column-phone",
];

fn columns(c: &Ctx) -> Vec<&'static Column> {
    let firm = c.role() == Some(Role::Employer);
    COLUMNS
        .iter()
        .filter(|column| !firm || !PRIVATE.contains(&column.key))
        .collect()
}

#[derive(Template)]
#[template(path = "workshops/print.html")]
struct PrintPage<'a> {
    c: &'a Ctx,
    workshop: workshop::Model,
    employer_name: String,
    month: Month,
    roll: Roll,
    columns: Vec<&'static Column>,
}

impl PrintPage<'_> {
    fn total(&self, key: &str) -> String {
        match key {
            "workshops-column-days" => days::in_days(self.roll.halves()),
            "workshops-column-by-piece" => money_or_blank(self.roll.sum(|line| line.earned.by_piece())),
            "workshops-column-by-hour" => money_or_blank(self.roll.sum(|line| line.earned.by_hour())),
            "workshops-column-other" => money_or_blank(self.roll.sum(|line| line.line.other_fen)),
            "workshops-column-deduct" => money_or_blank(self.roll.sum(|line| line.line.deduct_fen)),
            "workshops-column-due" => words::money(&self.roll.sum(|line| line.line.due_fen)),
            "workshops-column-paid" => words::money(&self.roll.sum(|line| line.line.paid_fen)),
            _ => String::new(),
        }
    }

    fn edition(&self) -> &workshop_roll::Model {
        &self.roll.roll
    }
}

async fn found(c: &Ctx, app: &App, which: Which, edition: Option<i32>) -> PageResult<(workshop::Model, String, Roll)> {
    let db = app.core.db.reader();
    let workshop = workshops::by_id(db, &c.actor, which.0).await?;
    let roll = workshops::roll_of(db, &c.actor, which.0, which.1, edition).await?;
    let names = employers::names_of(db, [workshop.employer_id]).await?;
    let employer = names.get(&workshop.employer_id).map(|card| card.name.clone());
    Ok((workshop, employer.unwrap_or_default(), roll.ok_or(PageError::NotFound)?))
}

/// The ledger on paper.
pub async fn print(c: Ctx, State(app): State<App>, which: Which, Query(query): Query<EditionQuery>) -> PageResult {
    let (workshop, employer_name, roll) = found(&c, &app, which, query.edition).await?;
    show(&PrintPage {
        columns: columns(&c),
        c: &c,
        workshop,
        employer_name,
        month: which.1,
        roll,
    })
}

fn sheet(c: &Ctx, workshop: &workshop::Model, employer: &str, roll: &Roll) -> Result<Vec<u8>, WriteProblem> {
    let columns = columns(c);
    let mut headers = vec![
        c.t("workshops-column-unit"),
        c.t("workshops-name"),
        c.t("workshops-month"),
        c.t("workshops-column-person"),
    ];
    headers.extend(columns.iter().map(|column| c.t(column.key)));
    headers.extend([c.t("workshops-column-pay-note"), c.t("workshops-column-sign")]);
    let mut writer = SheetWriter::new(SheetFormat::Xlsx, Vec::new(), &c.t("workshops-ledger-sheet"), &headers)?;
    for line in &roll.lines {
        let mut row = vec![
            employer.to_owned(),
            words::name(workshop).to_owned(),
            roll.month().to_string(),
            line.name.clone(),
        ];
        row.extend(columns.iter().map(|column| (column.cell)(c, line)));
        row.extend([line.line.pay_note.clone(), c.label(&line.line.signed)]);
        writer.write_row(&row)?;
    }
    writer.finish()
}

/// The same as a workbook.
pub async fn download(c: Ctx, State(app): State<App>, which: Which, Query(query): Query<EditionQuery>) -> PageResult {
    let (workshop, employer, roll) = found(&c, &app, which, query.edition).await?;
    let bytes = sheet(&c, &workshop, &employer, &roll)
        .map_err(|problem| PageError::Internal(format!("the ledger of a workshop: {problem}")))?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let details = json!({ "lines": roll.lines.len(), "edition": roll.roll.edition });
    unit.audit("export-roll", Subject::Roll, Some(roll.roll.id), details)
        .await?;
    unit.commit().await?;
    Ok(attachment(SheetFormat::Xlsx, &format!("workshop-{}", which.1), bytes))
}
