//! `/exports`: lists as sheets, with a reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue};
use serde::Deserialize;

use super::errors::attachment;
use crate::domain::error::{DomainError, Problem};
use crate::domain::interchange::writer::SheetFormat;
use crate::domain::interchange::{self, ExportOf, Words};
use crate::i18n::rows;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Query};
use crate::web::page::{Choice, go, show, show_again};
use crate::web::state::App;
use crate::web::urlencode;

/// What was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExportForm {
    list: String,
    format: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "interchange/exports.html")]
struct ExportsPage<'a> {
    c: &'a Ctx,
    form: &'a ExportForm,
    lists: Vec<Choice>,
    formats: Vec<Choice>,
    problems: Problems,
}

fn exports_page<'a>(c: &'a Ctx, form: &'a ExportForm, problems: Vec<Problem>) -> ExportsPage<'a> {
    let lists = ExportOf::ALL
        .iter()
        .filter(|list| c.may(list.action()))
        .map(|list| Choice {
            value: list.key().into(),
            label: c.t(&format!("export-{}", list.key())),
            chosen: list.key() == form.list,
        })
        .collect();
    let formats = ["xlsx", "csv"]
        .map(|format| Choice {
            value: format.into(),
            label: c.t(&format!("exports-format-{format}")),
            chosen: format == form.format || (form.format.is_empty() && format == "xlsx"),
        })
        .into();
    ExportsPage {
        c,
        form,
        lists,
        formats,
        problems: problems.into(),
    }
}

/// The form.
pub async fn page(c: Ctx) -> PageResult {
    show(&exports_page(&c, &ExportForm::default(), Vec::new()))
}

/// Look at the form, then hand over the sheet from its own address.
pub async fn submit(c: Ctx, Form(form): Form<ExportForm>) -> PageResult {
    let mut problems = Vec::new();
    let list = ExportOf::from_key(&form.list).filter(|list| c.may(list.action()));
    if list.is_none() {
        problems.push(Problem::new("list", "export-problem-list"));
    }
    if form.reason.trim().chars().count() < 2 {
        problems.push(Problem::new("reason", "export-problem-reason"));
    }
    let format = if form.format == "csv" { "csv" } else { "xlsx" };
    match list {
        Some(list) if problems.is_empty() => Ok(go(&format!(
            "/exports/{}.{format}?reason={}",
            list.key(),
            urlencode(form.reason.trim())
        ))),
        _ => show_again(&exports_page(&c, &form, problems)),
    }
}

/// Why the sheet is taken.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Why {
    reason: String,
}

/// The sheet: `workers.xlsx`, `vacancies.csv`, …
pub async fn download(
    c: Ctx,
    State(app): State<App>,
    Path(file): Path<String>,
    Query(why): Query<Why>,
    headers: HeaderMap,
) -> PageResult {
    // A link on another site would take the list out for a reason that its author chose.
    let from = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if matches!(from, Some(b"cross-site" | b"same-site")) {
        return Ok(go("/exports"));
    }
    let (name, ending) = file.rsplit_once('.').ok_or(PageError::NotFound)?;
    let list = ExportOf::from_key(name).ok_or(PageError::NotFound)?;
    let format = match ending {
        "xlsx" => SheetFormat::Xlsx,
        "csv" => SheetFormat::Csv,
        _ => return Err(PageError::NotFound),
    };
    let locale = c.locale;
    let column = move |key: &str| rows::column(locale, key);
    let label = move |list: &str, key: &str| rows::label(locale, list, key);
    let words = Words {
        sheet: c.t(&format!("export-{name}")),
        column: &column,
        label: &label,
    };
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let out = std::io::Cursor::new(Vec::new());
    match interchange::export(&unit, list, format, &why.reason, out, &words).await {
        Ok((_, out)) => {
            unit.commit().await?;
            Ok(attachment(format, name, out.into_inner()))
        }
        Err(DomainError::Invalid(problems)) => {
            let form = ExportForm {
                list: name.to_owned(),
                format: ending.to_owned(),
                reason: why.reason,
            };
            show_again(&exports_page(&c, &form, problems))
        }
        Err(error) => Err(error.into()),
    }
}
