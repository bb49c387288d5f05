//! The sums of a year (补贴申领汇总) on paper and as a workbook.

use askama::Template;
use axum::extract::State;
use chrono::Datelike as _;
use entity::codes::Subject;
use serde::Deserialize;
use serde_json::json;

use crate::domain::interchange::writer::{SheetFormat, SheetWriter, WriteProblem};
use crate::domain::subsidies::summary::{self, Line};
use crate::web::attachment::attachment;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Query;
use crate::web::page::show;
use crate::web::state::App;

/// First year that the page offers.
const FIRST_YEAR: i32 = 2018;

/// Which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct YearQuery {
    year: Option<i32>,
}

impl YearQuery {
    fn year(&self, c: &Ctx) -> i32 {
        self.year.unwrap_or_else(|| c.today().year()).clamp(FIRST_YEAR, 2_100)
    }
}

#[derive(Template)]
#[template(path = "subsidies/summary.html")]
struct SummaryPage<'a> {
    c: &'a Ctx,
    year: i32,
    years: Vec<i32>,
    lines: Vec<Line>,
    total: Line,
}

/// The ledger of a year.
pub async fn summary(c: Ctx, State(app): State<App>, Query(query): Query<YearQuery>) -> PageResult {
    let year = query.year(&c);
    let lines = summary::of_year(app.core.db.reader(), &c.actor, year).await?;
    show(&SummaryPage {
        c: &c,
        year,
        years: (FIRST_YEAR..=c.today().year()).rev().take(5).collect(),
        total: summary::total(&lines),
        lines,
    })
}

fn failed(problem: &WriteProblem) -> PageError {
    PageError::Internal(format!("the sheet of subsidies: {problem}"))
}

/// The columns of numbers, in their order.
const COLUMNS: [&str; 7] = [
    "subsidies-sum-claims",
    "subsidies-sum-under-way",
    "subsidies-sum-sent-back",
    "subsidies-sum-to-pay",
    "subsidies-sum-to-pay-yuan",
    "subsidies-sum-paid",
    "subsidies-sum-paid-yuan",
];

fn numbers(line: &Line) -> [i64; 7] {
    [
        line.claims,
        line.under_way,
        line.sent_back,
        line.to_pay,
        line.to_pay_yuan,
        line.paid,
        line.paid_yuan,
    ]
}

fn summary_book(c: &Ctx, lines: &[Line]) -> Result<Vec<u8>, WriteProblem> {
    let mut headers = vec![c.t("subsidies-policy"), c.t("subsidies-place")];
    headers.extend(COLUMNS.iter().map(|key| c.t(key)));
    let mut sheet = SheetWriter::new(SheetFormat::Xlsx, Vec::new(), &c.t("subsidies-summary"), &headers)?;
    for line in lines {
        let mut row = vec![line.policy_name.clone(), c.place_short(&line.place_code)];
        row.extend(numbers(line).iter().map(i64::to_string));
        sheet.write_row(&row)?;
    }
    sheet.finish()
}

/// The same as a workbook. It names no person.
pub async fn summary_sheet(c: Ctx, State(app): State<App>, Query(query): Query<YearQuery>) -> PageResult {
    let year = query.year(&c);
    let lines = summary::of_year(app.core.db.reader(), &c.actor, year).await?;
    let bytes = summary_book(&c, &lines).map_err(|problem| failed(&problem))?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let details = json!({ "year": year, "rows": lines.len() });
    unit.audit("export-subsidy-summary", Subject::SubsidyClaim, None, details)
        .await?;
    unit.commit().await?;
    Ok(attachment(SheetFormat::Xlsx, "subsidy-summary", bytes))
}
