//! Forms that put a paper on file: what was typed, and what it means.

use chrono::NaiveDate;
use entity::codes::Code;

use super::ctx::Ctx;
use super::files::Upload;
use crate::domain::error::{DomainError, Problem};
use crate::domain::files::{self, Inspected};

/// What was typed, to show it again.
#[derive(Default)]
pub struct Typed {
    pub kind: String,
    pub number: String,
    pub dated_on: String,
    pub note: String,
}

impl Typed {
    /// A new form: papers are mostly filed on their day.
    pub fn new(c: &Ctx) -> Self {
        Self {
            dated_on: c.today().to_string(),
            ..Self::default()
        }
    }

    /// As the form brought it.
    pub fn of(upload: &Upload) -> Self {
        let field = |name| upload.field(name).to_owned();
        Self {
            kind: field("kind"),
            number: field("number"),
            dated_on: field("dated_on"),
            note: field("note"),
        }
    }
}

/// Kind, day and scan of a paper; `wrong_day` says how a day is written.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn read<K: Code>(
    upload: &mut Upload,
    wrong_day: &'static str,
) -> Result<(K, NaiveDate, Option<Inspected>), DomainError> {
    let bytes = std::mem::take(&mut upload.file);
    let kind = K::from_key(upload.field("kind"));
    let dated_on = upload.field("dated_on").trim().parse::<NaiveDate>().ok();
    let mut problems = Vec::new();
    if kind.is_none() {
        problems.push(Problem::new("kind", "problem-choose"));
    }
    if dated_on.is_none() {
        problems.push(Problem::new("dated_on", wrong_day));
    }
    let file = if bytes.is_empty() {
        None
    } else {
        files::inspect(bytes)
            .await
            .map_err(|problem| problems.push(Problem::new("file", problem.key())))
            .ok()
    };
    match (kind, dated_on) {
        (Some(kind), Some(dated_on)) if problems.is_empty() => Ok((kind, dated_on, file)),
        _ => Err(DomainError::Invalid(problems)),
    }
}
