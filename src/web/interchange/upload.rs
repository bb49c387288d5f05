//! `/imports/new`: send a file in. It is read and kept; nothing is written to the records.

use std::path::PathBuf;

use askama::Template;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use entity::codes::{Code as _, ImportTarget};

use crate::domain::error::{DomainError, Problem};
use crate::domain::interchange::reader::Limits;
use crate::domain::interchange::{self, NewFile};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::page::{go, show, show_again};
use crate::web::state::App;

/// Parts that the form has, and some to spare.
const PARTS: usize = 12;

/// What was sent.
#[derive(Debug, Default)]
struct UploadForm {
    target: String,
    source: String,
    publish: bool,
    filename: String,
    content: Vec<u8>,
}

#[derive(Template)]
#[template(path = "interchange/new.html")]
struct NewPage<'a> {
    c: &'a Ctx,
    form: &'a UploadForm,
    problems: Problems,
}

/// The empty form.
pub async fn page(c: Ctx) -> PageResult {
    let form = UploadForm {
        target: ImportTarget::Workers.key().to_owned(),
        ..UploadForm::default()
    };
    show(&NewPage {
        c: &c,
        form: &form,
        problems: Problems::default(),
    })
}

/// Read the file and go to its columns.
pub async fn submit(c: Ctx, State(app): State<App>, parts: Multipart) -> PageResult {
    let mut form = read(parts).await.map_err(|error| refused(&error))?;
    let outcome = match new_file(&mut form, app.site.reader.clone()) {
        Ok(file) => interchange::receive(&app.core, &c.actor, c.now, &c.trace(), file).await,
        Err(problems) => Err(DomainError::Invalid(problems)),
    };
    match outcome {
        Ok(id) => Ok(go(&format!("/imports/{id}"))),
        Err(DomainError::Invalid(problems)) => show_again(&NewPage {
            c: &c,
            form: &form,
            problems: problems.into(),
        }),
        Err(error) => Err(error.into()),
    }
}

fn new_file(form: &mut UploadForm, reader: Option<PathBuf>) -> Result<NewFile, Vec<Problem>> {
    let mut problems = Vec::new();
    let target = ImportTarget::from_key(&form.target);
    if target.is_none() {
        problems.push(Problem::new("target", "problem-choose"));
    }
    if form.content.is_empty() {
        problems.push(Problem::new("file", "import-problem-file-choose"));
    }
    let vacancies = target == Some(ImportTarget::Vacancies);
    if vacancies && form.publish && form.source.trim().is_empty() {
        problems.push(Problem::new("source", "import-problem-source"));
    }
    match target {
        Some(target) if problems.is_empty() => Ok(NewFile {
            target,
            filename: form.filename.clone(),
            source: std::mem::take(&mut form.content).into(),
            limits: Limits {
                max_file_bytes: super::UPLOAD_BYTES as u64,
                ..Limits::default()
            },
            reader,
            office: if vacancies { form.source.clone() } else { String::new() },
            publish: vacancies && form.publish,
        }),
        _ => Err(problems),
    }
}

async fn read(mut parts: Multipart) -> Result<UploadForm, MultipartError> {
    let mut form = UploadForm::default();
    for _ in 0..PARTS {
        let Some(part) = parts.next_field().await? else { break };
        match part.name().unwrap_or_default() {
            "file" => {
                form.filename = part.file_name().unwrap_or_default().to_owned();
                form.content = part.bytes().await?.to_vec();
            }
            "target" => form.target = part.text().await?,
            "source" => form.source = part.text().await?,
            "publish" => form.publish = !part.text().await?.is_empty(),
            _ => {}
        }
    }
    Ok(form)
}

fn refused(error: &MultipartError) -> PageError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        PageError::TooLarge
    } else {
        PageError::BadRequest("error-form", Vec::new())
    }
}
