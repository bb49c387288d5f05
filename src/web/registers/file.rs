//! Registers as workbooks. Written into a temporary file and sent from there, so that memory does not grow with the register.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use entity::codes::Subject;
use serde_json::json;
use tokio_util::io::ReaderStream;

use super::ask::{self, Asking, Fields};
use super::{list, show, words};
use crate::domain::error::DomainError;
use crate::domain::interchange::writer::SheetFormat;
use crate::domain::registers::Words;
use crate::domain::registers::consent::reason_of;
use crate::domain::registers::file::{Numbers, Sheet, write};
use crate::i18n::rows;
use crate::web::attachment::attachment;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Form;
use crate::web::state::App;

/// Bytes that are sent at a time.
const PIECE: usize = 64 * 1024;

fn broken(error: &std::io::Error) -> PageError {
    PageError::Internal(format!("a temporary file of registers: {error}"))
}

/// The workbook of these registers, with the rows of each.
pub async fn workbook(c: &Ctx, app: &App, asked: &[Asking], numbers: Numbers<'_>) -> PageResult<(File, Vec<u64>)> {
    let file = tempfile::tempfile().map_err(|error| broken(&error))?;
    let out = file.try_clone().map_err(|error| broken(&error))?;
    let sheets: Vec<Sheet<'_>> = asked
        .iter()
        .map(|asking| Sheet {
            wanted: &asking.wanted,
            columns: asking.columns.clone(),
            title: words::title(c, asking.wanted.register),
            line: words::line(c, asking),
            numbers,
        })
        .collect();
    let locale = c.locale;
    let text = move |key: &str| locale.text(key);
    let label = move |list: &str, key: &str| rows::label(locale, list, key);
    let words = Words {
        text: &text,
        label: &label,
        separator: c.t("list-separator"),
        names_masked: words::names_masked(c),
    };
    let rows = write(app.core.db.reader(), &c.actor, &sheets, &words, out).await?;
    Ok((file, rows))
}

/// Sends it.
pub fn send(mut file: File, name: &str) -> PageResult<Response> {
    file.seek(SeekFrom::Start(0)).map_err(|error| broken(&error))?;
    let pieces = ReaderStream::with_capacity(tokio::fs::File::from_std(file), PIECE);
    let mut response = attachment(SheetFormat::Xlsx, name, Vec::new());
    *response.body_mut() = Body::from_stream(pieces);
    Ok(response.into_response())
}

/// One register, masked.
pub async fn one(c: Ctx, State(app): State<App>, Path(key): Path<String>, Form(fields): Form<Fields>) -> PageResult {
    let asking = ask::read(&c, &app, ask::register(&key)?, &fields)?;
    if asking.is_wrong() {
        return show::answer(&c, &app, &asking, Vec::new()).await;
    }
    let reason = match reason_of(&asking.reason) {
        Ok(reason) => reason,
        Err(DomainError::Invalid(problems)) => return show::answer(&c, &app, &asking, problems).await,
        Err(error) => return Err(error.into()),
    };
    let asked = [asking];
    let (file, rows) = workbook(&c, &app, &asked, Numbers::Masked).await?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let details = json!({
        "register": key, "period": asked[0].wanted.asked.period.to_string(), "place": asked[0].wanted.asked.place,
        "rows": rows, "reason": reason,
    });
    unit.audit("export-register", Subject::Register, None, details).await?;
    unit.commit().await?;
    send(file, &format!("register-{key}"))
}

/// Every register of a month, one sheet each.
pub async fn pack(c: Ctx, State(app): State<App>, Form(fields): Form<Fields>) -> PageResult {
    let mut asked = Vec::new();
    for register in list::own(&c) {
        asked.push(ask::read(&c, &app, register, &fields)?);
    }
    let first = asked.first().ok_or(PageError::NotFound)?;
    let month = first.wanted.asked.period.to_string();
    if first.is_wrong() {
        let problems = first.ask.problems.all().cloned().collect();
        return list::again(&c, &month, &first.reason, problems);
    }
    let reason = match reason_of(&first.reason) {
        Ok(reason) => reason,
        Err(DomainError::Invalid(problems)) => return list::again(&c, &month, &first.reason, problems),
        Err(error) => return Err(error.into()),
    };
    let (file, rows) = workbook(&c, &app, &asked, Numbers::Masked).await?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let details = json!({ "register": "pack", "period": month, "rows": rows, "reason": reason });
    unit.audit("export-register", Subject::Register, None, details).await?;
    unit.commit().await?;
    send(file, &format!("registers-{month}"))
}
