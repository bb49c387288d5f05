//! `/manage/fairs/statistics`: the fairs of a year as the office files them (招聘会统计表), on paper and as a workbook.

use askama::Template;
use axum::extract::State;
use chrono::Datelike as _;
use entity::codes::Subject;
use serde::Deserialize;
use serde_json::json;

use super::statistics::lines;
use crate::domain::fairs::rules;
use crate::domain::fairs::statistics::{self, FairSheet};
use crate::domain::interchange::writer::{SheetFormat, SheetWriter, WriteProblem};
use crate::web::attachment::attachment;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Query;
use crate::web::page::show;
use crate::web::state::App;

/// Which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct YearQuery {
    year: Option<i32>,
}

impl YearQuery {
    fn year(&self, c: &Ctx) -> i32 {
        self.year.unwrap_or_else(|| c.today().year())
    }
}

#[derive(Template)]
#[template(path = "fairs/sheet.html")]
struct SheetPage<'a> {
    c: &'a Ctx,
    year: i32,
    years: Vec<i32>,
    sheets: Vec<FairSheet>,
}

impl SheetPage<'_> {
    /// The columns, each with its sum over the year.
    fn totals(&self) -> Vec<(&'static str, i64)> {
        let mut totals = lines(&statistics::Statistics::default());
        for sheet in &self.sheets {
            for (total, (_, number)) in totals.iter_mut().zip(lines(&sheet.numbers)) {
                total.1 += number;
            }
        }
        totals
    }
}

/// The sheet of a year.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<YearQuery>) -> PageResult {
    let db = app.core.db.reader();
    let year = query.year(&c);
    let mut years = statistics::years(db, &c.actor).await?;
    if !years.contains(&year) {
        years.insert(0, year);
    }
    let sheets = statistics::of_year(db, &c.actor, year).await?;
    show(&SheetPage {
        c: &c,
        year,
        years,
        sheets,
    })
}

fn failed(problem: &WriteProblem) -> PageError {
    PageError::Internal(format!("the sheet of fairs: {problem}"))
}

fn workbook(c: &Ctx, sheets: &[FairSheet]) -> Result<Vec<u8>, WriteProblem> {
    let mut headers: Vec<String> = [
        "fairs-name",
        "fairs-kind",
        "fairs-day",
        "fairs-place",
        "fairs-organiser",
    ]
    .iter()
    .map(|key| c.t(key))
    .collect();
    headers.extend(
        lines(&statistics::Statistics::default())
            .iter()
            .map(|(key, _)| c.t(key)),
    );
    headers.push(c.t("fairs-sheet-frozen"));
    let out = std::io::Cursor::new(Vec::new());
    let mut writer = SheetWriter::new(SheetFormat::Xlsx, out, &c.t("fairs-sheet-name"), &headers)?;
    for sheet in sheets {
        let fair = &sheet.fair;
        let mut row = vec![
            fair.name.clone(),
            c.label(&fair.kind),
            rules::day(fair).to_string(),
            c.place(&fair.place_code),
            fair.organiser.clone(),
        ];
        row.extend(lines(&sheet.numbers).iter().map(|(_, number)| number.to_string()));
        row.push(c.t(if sheet.frozen {
            "fairs-sheet-reported"
        } else {
            "fairs-sheet-counted"
        }));
        writer.write_row(&row)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The same as a workbook. It names no person.
pub async fn download(c: Ctx, State(app): State<App>, Query(query): Query<YearQuery>) -> PageResult {
    let year = query.year(&c);
    let sheets = statistics::of_year(app.core.db.reader(), &c.actor, year).await?;
    let bytes = workbook(&c, &sheets).map_err(|problem| failed(&problem))?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.audit(
        "export-fair-statistics",
        Subject::Fair,
        None,
        json!({ "year": year, "fairs": sheets.len() }),
    )
    .await?;
    unit.commit().await?;
    Ok(attachment(SheetFormat::Xlsx, "fairs", bytes))
}
