//! `/workshops/{id}/papers`: put a paper of a workshop on file, and get its scan back.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::{Code as _, Subject, WorkshopPaperKind};
use entity::workshop;
use uuid::Uuid;

use super::words;
use crate::domain::error::{DomainError, Problem};
use crate::domain::{files, workshops};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Id, Ids};
use crate::web::files::{Upload, as_download};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Default)]
struct Typed {
    kind: String,
    number: String,
    dated_on: String,
    note: String,
}

#[derive(Template)]
#[template(path = "workshops/papers.html")]
struct PapersPage<'a> {
    c: &'a Ctx,
    workshop: &'a workshop::Model,
    kinds: &'static [WorkshopPaperKind],
    typed: Typed,
    form_key: Uuid,
    problems: Problems,
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let workshop = workshops::by_id(app.core.db.reader(), &c.actor, id).await?;
    show(&PapersPage {
        c: &c,
        workshop: &workshop,
        kinds: WorkshopPaperKind::ALL,
        typed: Typed {
            dated_on: c.today().to_string(),
            ..Typed::default()
        },
        form_key: c.form_key(),
        problems: Problems::default(),
    })
}

async fn carry_out(
    c: &Ctx,
    app: &App,
    id: Uuid,
    key: Uuid,
    upload: &mut Upload,
) -> Result<WorkshopPaperKind, DomainError> {
    let bytes = std::mem::take(&mut upload.file);
    let kind = WorkshopPaperKind::from_key(upload.field("kind"));
    let dated_on = upload.field("dated_on").trim().parse::<NaiveDate>().ok();
    let mut problems = Vec::new();
    if kind.is_none() {
        problems.push(Problem::new("kind", "problem-choose"));
    }
    if dated_on.is_none() {
        problems.push(Problem::new("dated_on", "workshops-problem-day"));
    }
    let file = if bytes.is_empty() {
        None
    } else {
        files::inspect(bytes)
            .await
            .map_err(|problem| problems.push(Problem::new("file", problem.key())))
            .ok()
    };
    let (Some(kind), Some(dated_on), true) = (kind, dated_on, problems.is_empty()) else {
        return Err(DomainError::Invalid(problems));
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(key).await?;
    let words = (upload.field("number"), dated_on, upload.field("note"));
    workshops::add_paper(&mut unit, id, kind, words, file).await?;
    unit.commit_to(&format!("/workshops/{id}")).await?;
    Ok(kind)
}

/// Put it on file.
pub async fn upload(c: Ctx, State(app): State<App>, Id(id): Id, mut upload: Upload) -> PageResult {
    let workshop = workshops::by_id(app.core.db.reader(), &c.actor, id).await?;
    let key = Uuid::parse_str(upload.field("form_key")).map_err(|_| PageError::BadRequest("error-form", Vec::new()))?;
    match carry_out(&c, &app, id, key, &mut upload).await {
        Ok(kind) => Ok(go_with(
            &format!("/workshops/{id}"),
            "workshops-paper-added",
            &c.label(&kind),
        )),
        Err(DomainError::Invalid(problems)) => show_again(&PapersPage {
            c: &c,
            workshop: &workshop,
            kinds: WorkshopPaperKind::ALL,
            typed: Typed {
                kind: upload.field("kind").to_owned(),
                number: upload.field("number").to_owned(),
                dated_on: upload.field("dated_on").to_owned(),
                note: upload.field("note").to_owned(),
            },
            form_key: key,
            problems: problems.into(),
        }),
        Err(error) => Err(error.into()),
    }
}

/// The scan of a paper.
pub async fn download(c: Ctx, State(app): State<App>, Ids(id, file): Ids) -> PageResult {
    workshops::by_id(app.core.db.reader(), &c.actor, id).await?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let file = files::open_of(&unit, Subject::Workshop, id, file).await?;
    unit.commit().await?;
    Ok(as_download(file))
}
