//! `/workshops/{id}/roll/{month}/pay`: pieces, rates, deductions and what was paid. Sums are computed.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, RollPayWay, RollSign, RollState};
use entity::workshop;
use uuid::Uuid;

use super::attendance::{Fields, typed};
use super::month::Which;
use super::words;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::workshops::month::Month;
use crate::domain::workshops::{self, LineInput, Roll, RollLine, sums};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Form;
use crate::web::page::{Choice, choices, choices_or_none, go_with, show, show_again};
use crate::web::state::App;

/// A field of a line.
struct Field {
    name: String,
    value: String,
    wrong: String,
}

/// A person with the fields of the line.
struct Row {
    line: RollLine,
    pieces: Field,
    hour_rate: Field,
    other: Field,
    other_note: Field,
    deduct: Field,
    deduct_reason: Field,
    paid: Field,
    paid_on: Field,
    pay_note: Field,
    way: Field,
    ways: Vec<Choice>,
    signs: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "workshops/pay.html")]
struct PayPage<'a> {
    c: &'a Ctx,
    workshop: workshop::Model,
    month: Month,
    roll: Roll,
    rows: Vec<Row>,
    all_on: String,
    all_ways: Vec<Choice>,
    problems: Problems,
}

fn plain(fen: i64) -> String {
    if fen == 0 { String::new() } else { sums::yuan(fen) }
}

fn row(c: &Ctx, line: &RollLine, fields: &Fields, problems: &Problems) -> Row {
    let of = &line.line;
    let field = |name: &str, kept: String| {
        let name = format!("{name}-{}", of.id);
        Field {
            value: typed(fields, &name).map_or(kept, str::to_owned),
            wrong: problems.of(c, &name),
            name,
        }
    };
    let way = field(
        "paid_way",
        of.paid_way.map(|way| way.key().to_owned()).unwrap_or_default(),
    );
    let sign = field("signed", of.signed.key().to_owned());
    Row {
        pieces: field("pieces", sums::pieces_in_words(&line.earned.pieces)),
        hour_rate: field("hour_rate", plain(of.hour_rate_fen)),
        other: field("other", plain(of.other_fen)),
        other_note: field("other_note", of.other_note.clone()),
        deduct: field("deduct", plain(of.deduct_fen)),
        deduct_reason: field("deduct_reason", of.deduct_reason.clone()),
        paid: field("paid", plain(of.paid_fen)),
        paid_on: field("paid_on", of.paid_on.map(|day| day.to_string()).unwrap_or_default()),
        pay_note: field("pay_note", of.pay_note.clone()),
        ways: choices_or_none(c, RollPayWay::ALL, &way.value),
        signs: choices(c, RollSign::ALL, &sign.value),
        way,
        line: line.clone(),
    }
}

async fn shown(c: &Ctx, app: &App, which: Which, fields: &Fields, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let workshop = workshops::by_id(db, &c.actor, which.0).await?;
    let roll = workshops::roll_of(db, &c.actor, which.0, which.1, None).await?;
    let roll = roll.ok_or(PageError::NotFound)?;
    if roll.roll.state != RollState::Open {
        return Err(PageError::Conflict("workshops-conflict-closed"));
    }
    let again = !problems.is_empty();
    let page = PayPage {
        c,
        workshop,
        month: which.1,
        rows: roll.lines.iter().map(|line| row(c, line, fields, &problems)).collect(),
        roll,
        all_on: typed(fields, "all_on").map_or_else(|| c.today().to_string(), str::to_owned),
        all_ways: choices(c, RollPayWay::ALL, typed(fields, "all_way").unwrap_or("bank")),
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, which: Which) -> PageResult {
    shown(&c, &app, which, &Vec::new(), Problems::default()).await
}

/// One line as typed.
fn read(fields: &Fields, line: Uuid, problems: &mut Vec<Problem>) -> LineInput {
    let word = |name: &str| typed(fields, &format!("{name}-{line}")).unwrap_or_default().trim();
    let mut fen = |name: &str| {
        sums::read_yuan(word(name)).unwrap_or_else(|| {
            problems.push(Problem::new(format!("{name}-{line}"), "workshops-problem-yuan"));
            0
        })
    };
    let (hour_rate_fen, other_fen, deduct_fen, paid_fen) = (fen("hour_rate"), fen("other"), fen("deduct"), fen("paid"));
    let pieces = sums::read_pieces(word("pieces")).unwrap_or_else(|| {
        problems.push(Problem::new(format!("pieces-{line}"), "workshops-problem-pieces"));
        Vec::new()
    });
    let paid_on = match word("paid_on") {
        "" => None,
        words => {
            let day = words.parse().ok();
            if day.is_none() {
                problems.push(Problem::new(format!("paid_on-{line}"), "workshops-problem-day"));
            }
            day
        }
    };
    let mut input = LineInput {
        line,
        pieces,
        hour_rate_fen,
        other_fen,
        other_note: word("other_note").to_owned(),
        deduct_fen,
        deduct_reason: word("deduct_reason").to_owned(),
        paid_fen,
        in_full: false,
        paid_on,
        paid_way: RollPayWay::from_key(word("paid_way")),
        pay_note: word("pay_note").to_owned(),
        signed: RollSign::from_key(word("signed")).unwrap_or(RollSign::Missing),
    };
    // "Pay everybody what is due": those to whom nothing was paid yet.
    let all = typed(fields, "act") == Some("all");
    if all && paid_fen == 0 {
        input.in_full = true;
        input.paid_on = typed(fields, "all_on").and_then(|words| words.trim().parse().ok());
        input.paid_way = typed(fields, "all_way").and_then(RollPayWay::from_key);
    }
    input
}

/// Save the pay.
pub async fn save(c: Ctx, State(app): State<App>, which: Which, Form(fields): Form<Fields>) -> PageResult {
    workshops::by_id(app.core.db.reader(), &c.actor, which.0).await?;
    let version = typed(&fields, "version")
        .and_then(|words| words.parse().ok())
        .unwrap_or(0);
    let lines = fields
        .iter()
        .filter_map(|(name, _)| Uuid::parse_str(name.strip_prefix("pieces-")?).ok());
    let result: Result<()> = async {
        let mut problems = Vec::new();
        let inputs: Vec<LineInput> = lines.map(|line| read(&fields, line, &mut problems)).collect();
        if !problems.is_empty() {
            return Err(DomainError::Invalid(problems));
        }
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::set_pay(&mut unit, (which.0, which.1, version), &inputs).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&which.path(), "workshops-pay-saved", &which.1.to_string())),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, which, &fields, problems.into()).await,
        Err(error) => Err(error.into()),
    }
}
