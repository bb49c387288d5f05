//! `/employers/{id}/papers`: hand in one of the four papers.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, PaperKind};
use entity::employer;
use serde::Deserialize;
use uuid::Uuid;

use super::{form_key_of, problems_or_done};
use crate::domain::access::Action;
use crate::domain::employers;
use crate::domain::error::{DomainError, Problem};
use crate::domain::files;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Id, Query};
use crate::web::files::Upload;
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// Which paper to begin with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PaperQuery {
    kind: String,
}

#[derive(Template)]
#[template(path = "employers/papers.html")]
struct PapersPage<'a> {
    c: &'a Ctx,
    employer: &'a employer::Model,
    kind: &'a str,
    kinds: &'static [PaperKind],
    form_key: Uuid,
    problems: Problems,
}

/// The employer, if the reader may hand in papers for it.
async fn found(c: &Ctx, app: &App, id: Uuid) -> Result<employer::Model, PageError> {
    if !c.may(Action::EditEmployers) && !c.may(Action::OwnEmployer) {
        return Err(PageError::NotFound);
    }
    Ok(employers::by_id(app.core.db.reader(), &c.actor, id).await?)
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<PaperQuery>) -> PageResult {
    let employer = found(&c, &app, id).await?;
    show(&PapersPage {
        c: &c,
        employer: &employer,
        kind: &query.kind,
        kinds: PaperKind::ALL,
        form_key: c.form_key(),
        problems: Problems::default(),
    })
}

/// Take the file.
pub async fn upload(c: Ctx, State(app): State<App>, Id(id): Id, mut upload: Upload) -> PageResult {
    let employer = found(&c, &app, id).await?;
    let key = form_key_of(upload.field("form_key"))?;
    let bytes = std::mem::take(&mut upload.file);
    let result = async {
        let kind = PaperKind::from_key(upload.field("kind"));
        let file = files::inspect(bytes).await;
        let (Some(kind), Ok(file)) = (kind, &file) else {
            let mut problems = Vec::new();
            if kind.is_none() {
                problems.push(Problem::new("kind", "problem-choose"));
            }
            problems.extend(file.err().map(|problem| Problem::new("file", problem.key())));
            return Err(DomainError::Invalid(problems));
        };
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(key).await?;
        employers::add_paper(&mut unit, id, kind, file.clone()).await?;
        unit.commit_to(&format!("/employers/{id}")).await?;
        Ok(kind)
    }
    .await;
    match result {
        Ok(kind) => Ok(go_with(
            &format!("/employers/{id}"),
            "employers-paper-added",
            &c.label(&kind),
        )),
        Err(DomainError::Invalid(problems)) => {
            let problems = problems_or_done(&app, &c, key, problems).await?;
            show_again(&PapersPage {
                c: &c,
                employer: &employer,
                kind: upload.field("kind"),
                kinds: PaperKind::ALL,
                form_key: key,
                problems: problems.into(),
            })
        }
        Err(error) => Err(error.into()),
    }
}
