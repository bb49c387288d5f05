//! What happens to the roll of a month: it is opened, completed, closed, corrected, and its signed sheet kept.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use entity::codes::Subject;
use serde::Deserialize;
use uuid::Uuid;

use super::attendance;
use crate::domain::error::DomainError;
use crate::domain::workshops::month::Month;
use crate::domain::{files, workshops};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Form;
use crate::web::files::{Upload, as_download};
use crate::web::page::go_with;
use crate::web::state::App;

/// A workshop and a month in a path.
#[derive(Clone, Copy, Debug)]
pub struct Which(pub Uuid, pub Month);

impl Which {
    /// Where the roll stands.
    pub fn path(self) -> String {
        format!("/workshops/{}/roll/{}", self.0, self.1)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Which {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let found = Path::<(Uuid, String)>::from_request_parts(parts, state).await;
        let Path((id, month)) = found.map_err(|_| PageError::NotFound)?;
        Month::parse(&month)
            .map(|month| Self(id, month))
            .ok_or(PageError::NotFound)
    }
}

/// What a button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MonthForm {
    version: i32,
    reason: String,
}

/// Open the roll.
pub async fn open(c: Ctx, State(app): State<App>, which: Which) -> PageResult {
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::open(&mut unit, which.0, which.1).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&which.path(), "workshops-roll-opened", &which.1.to_string())),
        Err(DomainError::Invalid(problems)) => attendance::refused(&c, &app, which, "", problems).await,
        Err(error) => Err(error.into()),
    }
}

/// Add whoever came later.
pub async fn add_missing(c: Ctx, State(app): State<App>, which: Which, Form(form): Form<MonthForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let added = workshops::add_missing(&mut unit, which.0, which.1, form.version).await?;
    unit.commit().await?;
    Ok(go_with(&which.path(), "workshops-roll-added", &added.to_string()))
}

/// Close the month.
pub async fn close(c: Ctx, State(app): State<App>, which: Which, Form(form): Form<MonthForm>) -> PageResult {
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::close(&mut unit, which.0, which.1, form.version).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&which.path(), "workshops-roll-closed", &which.1.to_string())),
        Err(DomainError::Invalid(problems)) => attendance::refused(&c, &app, which, "", problems).await,
        Err(error) => Err(error.into()),
    }
}

/// Correct a closed month: a new edition.
pub async fn correct(c: Ctx, State(app): State<App>, which: Which, Form(form): Form<MonthForm>) -> PageResult {
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::reopen(&mut unit, which.0, which.1, form.version, &form.reason).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&which.path(), "workshops-roll-reopened", &which.1.to_string())),
        Err(DomainError::Invalid(problems)) => attendance::refused(&c, &app, which, &form.reason, problems).await,
        Err(error) => Err(error.into()),
    }
}

/// Keep the signed sheet.
pub async fn attach(c: Ctx, State(app): State<App>, which: Which, mut upload: Upload) -> PageResult {
    workshops::by_id(app.core.db.reader(), &c.actor, which.0).await?;
    let bytes = std::mem::take(&mut upload.file);
    let result = async {
        if bytes.is_empty() {
            return Err(DomainError::invalid("file", "workshops-problem-photo"));
        }
        let file = files::inspect(bytes)
            .await
            .map_err(|problem| DomainError::invalid("file", problem.key()))?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::attach_sheet(&mut unit, which.0, which.1, file).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&which.path(), "workshops-sheet-kept", "")),
        Err(DomainError::Invalid(problems)) => attendance::refused(&c, &app, which, "", problems).await,
        Err(error) => Err(error.into()),
    }
}

/// The signed sheet. It shows whole numbers, as the law asks of the firm, so that only staff and the firm itself open it.
pub async fn sheet(c: Ctx, State(app): State<App>, which: Which) -> PageResult {
    let roll = workshops::roll_of(app.core.db.reader(), &c.actor, which.0, which.1, None).await?;
    let roll = roll.ok_or(PageError::NotFound)?.roll;
    let file = roll.sheet_file_id.ok_or(PageError::NotFound)?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let file = files::open_of(&unit, Subject::Roll, roll.id, file).await?;
    unit.commit().await?;
    Ok(as_download(file))
}
