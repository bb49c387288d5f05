//! `/figures/ledgers/{ledger}/new` and `/figures/ledger-rows/{id}/edit`: one form for every ledger, with the fields that it has.

use askama::Template;
use axum::extract::{Path, State};
use entity::codes::{Code as _, Direction, Ledger, LedgerKind};
use entity::ledger_entry;
use uuid::Uuid;

use super::form::RowForm;
use super::show::employer_of;
use crate::domain::error::{DomainError, Problem};
use crate::domain::files::{self, Inspected};
use crate::domain::ledgers::{self, Field};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Id;
use crate::web::files::Upload;
use crate::web::page::{go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "ledgers/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    ledger: Ledger,
    /// The row, unless a new one is made.
    row: Option<&'a ledger_entry::Model>,
    form: &'a RowForm,
    kinds: &'static [LedgerKind],
    directions: &'static [Direction],
    fields: &'static [Field],
    places: Vec<String>,
    problems: Problems,
}

fn page_of<'a>(
    c: &'a Ctx,
    ledger: Ledger,
    row: Option<&'a ledger_entry::Model>,
    form: &'a RowForm,
    problems: Vec<Problem>,
) -> EditPage<'a> {
    EditPage {
        c,
        ledger,
        row,
        form,
        kinds: ledgers::kinds_of(ledger),
        directions: Direction::ALL,
        fields: ledgers::fields_of(ledger),
        places: place::offers(c),
        problems: problems.into(),
    }
}

/// The empty form.
pub async fn new_page(c: Ctx, Path(key): Path<String>) -> PageResult {
    let ledger = ledgers::of_key(&key)?;
    let form = RowForm {
        form_key: c.form_key().to_string(),
        on: c.day(&c.today()),
        place: c.actor.region_code().map(region::short_name).unwrap_or_default(),
        ..RowForm::default()
    };
    show(&page_of(&c, ledger, None, &form, Vec::new()))
}

/// The file of a form, if one was chosen.
async fn file_of(upload: &mut Upload) -> Result<Option<Inspected>, DomainError> {
    let bytes = std::mem::take(&mut upload.file);
    if bytes.is_empty() {
        return Ok(None);
    }
    let file = files::inspect(bytes).await;
    file.map(Some)
        .map_err(|problem| DomainError::invalid("file", problem.key()))
}

/// Write it.
pub async fn create(c: Ctx, State(app): State<App>, Path(key): Path<String>, mut upload: Upload) -> PageResult {
    let ledger = ledgers::of_key(&key)?;
    let form = RowForm::of_upload(&upload);
    let once = Uuid::parse_str(&form.form_key).map_err(|_| PageError::BadRequest("error-form", Vec::new()))?;
    let result = async {
        let input = form.read(&c, app.core.db.reader()).await?;
        let file = file_of(&mut upload).await?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(once).await?;
        let id = ledgers::create(&mut unit, ledger, input, file).await?;
        let path = format!("/figures/ledger-rows/{id}");
        unit.commit_to(&path).await?;
        Ok::<_, DomainError>(path)
    }
    .await;
    match result {
        Ok(path) => Ok(go_with(&path, "ledgers-saved", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, ledger, None, &form, problems)),
        Err(error) => Err(error.into()),
    }
}

/// The row with its form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let row = ledgers::by_id(app.core.db.reader(), &c.actor, id).await?;
    let employer = employer_of(&app, &row).await?.unwrap_or_default();
    let form = RowForm::of_row(&row, employer);
    show(&page_of(&c, row.ledger, Some(&row), &form, Vec::new()))
}

/// Correct it.
pub async fn update(c: Ctx, State(app): State<App>, Id(id): Id, mut upload: Upload) -> PageResult {
    let row = ledgers::by_id(app.core.db.reader(), &c.actor, id).await?;
    let form = RowForm::of_upload(&upload);
    let result = async {
        let input = form.read(&c, app.core.db.reader()).await?;
        let file = file_of(&mut upload).await?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        ledgers::change(&mut unit, id, form.version, input, file).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/figures/ledger-rows/{id}"), "ledgers-saved", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, row.ledger, Some(&row), &form, problems)),
        Err(error) => Err(error.into()),
    }
}
