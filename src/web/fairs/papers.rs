//! `/manage/fairs/{id}/papers`: put a paper of a fair on file, and get its scan back.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, FairPaperKind, Subject};
use entity::fair;
use uuid::Uuid;

use crate::domain::error::DomainError;
use crate::domain::{fairs, files};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Id, Ids};
use crate::web::files::{Upload, as_download};
use crate::web::page::{go_with, show, show_again};
use crate::web::papers::{self, Typed};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "fairs/papers.html")]
struct PapersPage<'a> {
    c: &'a Ctx,
    fair: &'a fair::Model,
    kinds: &'static [FairPaperKind],
    typed: Typed,
    form_key: Uuid,
    problems: Problems,
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let fair = fairs::by_id(app.core.db.reader(), &c.actor, id).await?;
    show(&PapersPage {
        c: &c,
        fair: &fair,
        kinds: FairPaperKind::ALL,
        typed: Typed::new(&c),
        form_key: c.form_key(),
        problems: Problems::default(),
    })
}

async fn carry_out(c: &Ctx, app: &App, id: Uuid, key: Uuid, upload: &mut Upload) -> Result<FairPaperKind, DomainError> {
    let (kind, dated_on, file) = papers::read(upload, "fairs-problem-day").await?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(key).await?;
    fairs::add_paper(&mut unit, id, kind, upload.field("number"), dated_on, file).await?;
    unit.commit_to(&format!("/manage/fairs/{id}")).await?;
    Ok(kind)
}

/// Put it on file.
pub async fn upload(c: Ctx, State(app): State<App>, Id(id): Id, mut upload: Upload) -> PageResult {
    let fair = fairs::by_id(app.core.db.reader(), &c.actor, id).await?;
    let key = Uuid::parse_str(upload.field("form_key")).map_err(|_| PageError::BadRequest("error-form", Vec::new()))?;
    match carry_out(&c, &app, id, key, &mut upload).await {
        Ok(kind) => Ok(go_with(
            &format!("/manage/fairs/{id}"),
            "fairs-paper-added",
            &c.label(&kind),
        )),
        Err(DomainError::Invalid(problems)) => show_again(&PapersPage {
            c: &c,
            fair: &fair,
            kinds: FairPaperKind::ALL,
            typed: Typed::of(&upload),
            form_key: key,
            problems: problems.into(),
        }),
        Err(error) => Err(error.into()),
    }
}

/// The scan of a paper.
pub async fn download(c: Ctx, State(app): State<App>, Ids(id, file): Ids) -> PageResult {
    fairs::by_id(app.core.db.reader(), &c.actor, id).await?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let file = files::open_of(&unit, Subject::Fair, id, file).await?;
    unit.commit().await?;
    Ok(as_download(file))
}
