//! `/workshops/{id}/papers`: put a paper of a workshop on file, and get its scan back.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, Subject, WorkshopPaperKind};
use entity::workshop;
use uuid::Uuid;

use super::words;
use crate::domain::error::DomainError;
use crate::domain::{files, workshops};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Id, Ids};
use crate::web::files::{Upload, as_download};
use crate::web::page::{go_with, show, show_again};
use crate::web::papers::{self, Typed};
use crate::web::state::App;

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
        typed: Typed::new(&c),
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
    let (kind, dated_on, file) = papers::read(upload, "workshops-problem-day").await?;
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
            typed: Typed::of(&upload),
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
