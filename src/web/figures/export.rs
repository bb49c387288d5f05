//! `/figures/of/{code}/list.xlsx`: the list behind a figure as a sheet, with a reason that is written down. No identity number, no phone.

use axum::extract::{Path, State};
use entity::codes::Subject;
use serde_json::json;

use super::ask::AskQuery;
use super::show;
use super::words::{self, Shape};
use crate::domain::error::Problem;
use crate::domain::figures::list::{self, Line};
use crate::domain::figures::{About, Indicator, catalogue};
use crate::domain::interchange::EXPORT_ROWS;
use crate::domain::interchange::writer::{SheetFormat, SheetWriter, WriteProblem};
use crate::web::attachment::attachment;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Query;
use crate::web::state::App;

/// Lines whose records are looked up together.
const AT_ONCE: usize = 500;
/// Longest reason that is kept, in letters.
const REASON_LETTERS: usize = 200;

/// The sheet.
pub async fn download(
    c: Ctx,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<AskQuery>,
) -> PageResult {
    let indicator = catalogue::get(&code).ok_or(PageError::NotFound)?;
    let listed = indicator.list().ok_or(PageError::NotFound)?;
    let ask = query.read(&c, app.core.db.reader())?;
    let reason = query.reason.trim();
    let mut problems: Vec<Problem> = ask.problems.all().cloned().collect();
    if reason.chars().count() < 2 {
        problems.push(Problem::new("reason", "export-problem-reason"));
    } else if reason.chars().count() > REASON_LETTERS {
        problems.push(Problem::new("reason", "problem-too-long").with("max", REASON_LETTERS));
    }
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let entries = list::all(unit.tx(), listed, &ask.asked, EXPORT_ROWS + 1).await?;
    if entries.len() as u64 > EXPORT_ROWS {
        problems.push(Problem::new("period", "figures-problem-too-many").with("max", EXPORT_ROWS));
    }
    if !problems.is_empty() {
        drop(unit);
        return show::again(&c, &app, &code, &query, problems).await;
    }
    let rows = entries.len();
    let mut lines = Vec::with_capacity(rows);
    for piece in entries.chunks(AT_ONCE) {
        lines.extend(list::lines(unit.tx(), listed.about, piece.to_vec(), c.today()).await?);
    }
    let bytes =
        sheet(&c, indicator, listed.about, &lines).map_err(|problem| PageError::Internal(problem.to_string()))?;
    let details = json!({
        "figure": indicator.code, "period": ask.asked.period.to_string(), "as_of": ask.asked.as_of, "rows": rows, "reason": reason,
    });
    unit.audit("export-figure", Subject::Figures, None, details).await?;
    unit.commit().await?;
    Ok(attachment(
        SheetFormat::Xlsx,
        &format!("figure-{}", indicator.code),
        bytes,
    ))
}

fn sheet(c: &Ctx, indicator: &Indicator, about: About, lines: &[Line]) -> Result<Vec<u8>, WriteProblem> {
    let keys: &[&str] = match Shape::of(about) {
        Shape::Records => &[
            "figures-record",
            "figures-kind",
            "figures-where",
            "figures-day",
            "figures-amount",
            "figures-proof",
        ],
        Shape::Events => &[
            "figures-event",
            "figures-kind",
            "figures-person",
            "figures-home",
            "figures-where",
            "figures-day",
            "figures-amount",
            "figures-proof",
        ],
        Shape::Claims => &[
            "figures-person",
            "figures-home",
            "subsidies-policy",
            "subsidies-period",
            "subsidies-state",
            "figures-day",
            "figures-amount",
            "figures-proof",
        ],
        Shape::People => &[
            "figures-person",
            "figures-home",
            "figures-employer",
            "figures-kind",
            "figures-where",
            "figures-started",
            "figures-ended",
            "figures-amount",
            "figures-proof",
        ],
    };
    let headers: Vec<String> = keys.iter().map(|key| c.t(key)).collect();
    let mut sheet = SheetWriter::new(SheetFormat::Xlsx, Vec::new(), indicator.code, &headers)?;
    for line in lines {
        sheet.write_row(&cells(c, about, line))?;
    }
    sheet.finish()
}

fn cells(c: &Ctx, about: About, line: &Line) -> Vec<String> {
    let entry = &line.entry;
    let card = line.person.as_ref();
    let person = card.map(|card| words::person(c, card)).unwrap_or_default();
    let title = words::title(line).unwrap_or_default().to_owned();
    let (kind, home, place) = (
        words::kind(c, line),
        c.place(&entry.home_code),
        c.place(&entry.place_code),
    );
    let (day, amount, proofs) = (
        entry.on_day.to_string(),
        entry.amount.to_string(),
        words::proofs(c, line),
    );
    match Shape::of(about) {
        Shape::Records => vec![title, kind, place, day, amount, proofs],
        Shape::Events => vec![title, kind, person, home, place, day, amount, proofs],
        Shape::Claims => vec![
            words::claimant(c, line),
            home,
            title,
            words::period_of_claim(c, line),
            kind,
            day,
            amount,
            proofs,
        ],
        Shape::People => {
            let (first, last) = words::days_of_work(line);
            let last = last.map(|day| day.to_string()).unwrap_or_default();
            vec![
                person,
                home,
                title,
                kind,
                place,
                first.to_string(),
                last,
                amount,
                proofs,
            ]
        }
    }
}
