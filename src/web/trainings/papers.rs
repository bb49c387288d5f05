//! `/trainings/{id}/papers`: put a paper of a training on file, and get its scan back.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, Subject, TrainingPaperKind};
use entity::training;
use uuid::Uuid;

use crate::domain::error::DomainError;
use crate::domain::{files, trainings};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Id, Ids};
use crate::web::files::{Upload, as_download};
use crate::web::page::{go_with, show, show_again};
use crate::web::papers::{self, Typed};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "trainings/papers.html")]
struct PapersPage<'a> {
    c: &'a Ctx,
    training: &'a training::Model,
    kinds: &'static [TrainingPaperKind],
    typed: Typed,
    form_key: Uuid,
    problems: Problems,
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let training = trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    show(&PapersPage {
        c: &c,
        training: &training,
        kinds: TrainingPaperKind::ALL,
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
) -> Result<TrainingPaperKind, DomainError> {
    let (kind, dated_on, file) = papers::read(upload, "trainings-problem-date").await?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(key).await?;
    trainings::add_paper(&mut unit, id, kind, upload.field("number"), dated_on, file).await?;
    unit.commit_to(&format!("/trainings/{id}")).await?;
    Ok(kind)
}

/// Put it on file.
pub async fn upload(c: Ctx, State(app): State<App>, Id(id): Id, mut upload: Upload) -> PageResult {
    let training = trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    let key = Uuid::parse_str(upload.field("form_key")).map_err(|_| PageError::BadRequest("error-form", Vec::new()))?;
    match carry_out(&c, &app, id, key, &mut upload).await {
        Ok(kind) => Ok(go_with(
            &format!("/trainings/{id}"),
            "trainings-paper-added",
            &c.label(&kind),
        )),
        Err(DomainError::Invalid(problems)) => show_again(&PapersPage {
            c: &c,
            training: &training,
            kinds: TrainingPaperKind::ALL,
            typed: Typed::of(&upload),
            form_key: key,
            problems: problems.into(),
        }),
        Err(error) => Err(error.into()),
    }
}

/// The scan of a paper.
pub async fn download(c: Ctx, State(app): State<App>, Ids(id, file): Ids) -> PageResult {
    trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let file = files::open_of(&unit, Subject::Training, id, file).await?;
    unit.commit().await?;
    Ok(as_download(file))
}
