//! `/employers/{id}/papers/{paper}`: look at a paper and say whether it is in order.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, PaperVerdict};
use entity::{employer, employer_paper};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::employers;
use crate::domain::error::DomainError;
use crate::domain::files::{self, FileFacts};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Ids};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// The verdicts that a person can give.
const VERDICTS: &[PaperVerdict] = &[PaperVerdict::Accepted, PaperVerdict::Refused];

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExamineForm {
    verdict: String,
    note: String,
}

#[derive(Template)]
#[template(path = "employers/paper.html")]
struct PaperPage<'a> {
    c: &'a Ctx,
    employer: &'a employer::Model,
    paper: &'a employer_paper::Model,
    file: FileFacts,
    form: &'a ExamineForm,
    problems: Problems,
    verdicts: &'static [PaperVerdict],
    may_examine: bool,
}

async fn shown(c: &Ctx, app: &App, (id, paper_id): (Uuid, Uuid), form: &ExamineForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let employer = employers::by_id(db, &c.actor, id).await?;
    let paper = employers::paper_by_id(db, &c.actor, id, paper_id).await?;
    let file = files::facts_of(db, &c.actor, paper.file_id).await?;
    let again = !problems.is_empty();
    let may_examine = c.may(Action::VerifyEmployers);
    let page = PaperPage {
        c,
        employer: &employer,
        paper: &paper,
        file,
        form,
        problems,
        verdicts: VERDICTS,
        may_examine,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The paper.
pub async fn page(c: Ctx, State(app): State<App>, Ids(id, paper): Ids) -> PageResult {
    shown(&c, &app, (id, paper), &ExamineForm::default(), Problems::default()).await
}

/// Keep the verdict.
pub async fn examine(c: Ctx, State(app): State<App>, Ids(id, paper): Ids, Form(form): Form<ExamineForm>) -> PageResult {
    let verdict = PaperVerdict::from_key(&form.verdict).unwrap_or(PaperVerdict::Pending);
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        employers::examine_paper(&mut unit, id, paper, verdict, &form.note).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(
            &format!("/employers/{id}"),
            "employers-paper-examined-flash",
            &c.label(&verdict),
        )),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, (id, paper), &form, problems.into()).await,
        Err(error) => Err(PageError::from(error)),
    }
}
