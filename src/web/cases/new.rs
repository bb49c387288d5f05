//! `/cases/new`: a case from a call (`follow_up`), from a job (`placement`) or from a record (`worker`). A call fills in what it found.

use askama::Template;
use axum::extract::State;
use entity::codes::{CaseKind, Code as _};
use entity::{follow_up, placement, worker};
use uuid::Uuid;

use super::form::CaseForm;
use crate::domain::cases;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::follow_ups;
use crate::domain::{placements, workers};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Query};
use crate::web::follow_ups::words as follow_up_words;
use crate::web::page::{go_with, inside, show, show_again};
use crate::web::state::App;

/// What the case is about.
struct About {
    worker: worker::Model,
    placement: Option<placement::Model>,
    follow_up: Option<follow_up::Model>,
}

#[derive(Template)]
#[template(path = "cases/new.html")]
struct NewPage<'a> {
    c: &'a Ctx,
    about: &'a About,
    form: &'a CaseForm,
    problems: Problems,
    kinds: &'static [CaseKind],
}

impl NewPage<'_> {
    /// Where "not needed" leads.
    fn back(&self) -> String {
        match (inside(&self.form.back), &self.about.placement) {
            ("/", Some(placement)) => format!("/follow-ups/{}", placement.id),
            ("/", None) => format!("/workers/{}", self.about.worker.id),
            (back, _) => back.to_owned(),
        }
    }
}

fn id(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text.trim()).ok()
}

/// The most exact of the three, narrowed to what the actor may see.
async fn about(c: &Ctx, app: &App, form: &CaseForm) -> Result<About> {
    let db = app.core.db.reader();
    let follow_up = match id(&form.follow_up) {
        Some(id) => Some(follow_ups::by_id(db, &c.actor, id).await?),
        None => None,
    };
    let job = follow_up.as_ref().map(|call| call.placement_id).or(id(&form.placement));
    let placement = match job {
        Some(id) => Some(placements::by_id(db, &c.actor, id).await?),
        None => None,
    };
    let person = placement.as_ref().map(|row| row.worker_id).or(id(&form.worker));
    let worker = workers::by_id(db, &c.actor, person.ok_or(DomainError::NotFound)?).await?;
    Ok(About {
        worker,
        placement,
        follow_up,
    })
}

/// What the call found, as the kind and the first lines of the case.
async fn filled(c: &Ctx, app: &App, about: &About, form: CaseForm) -> Result<CaseForm> {
    let Some(call) = &about.follow_up else {
        return Ok(form);
    };
    let page = follow_ups::call(app.core.db.reader(), &c.actor, call.placement_id, c.today()).await?;
    let differences = page.differences(call);
    let told = call.problems.split_whitespace().filter_map(CaseKind::from_key);
    let kind = told.chain(differences.iter().map(|difference| difference.case())).min();
    let mut lines: Vec<String> = differences
        .iter()
        .map(|difference| follow_up_words::difference(c, difference))
        .collect();
    if !call.note.is_empty() {
        lines.push(call.note.clone());
    }
    Ok(CaseForm {
        kind: kind.map_or_else(String::new, |kind| kind.key().to_owned()),
        what: lines.join("\n"),
        ..form
    })
}

fn page_of<'a>(c: &'a Ctx, about: &'a About, form: &'a CaseForm, problems: Vec<Problem>) -> NewPage<'a> {
    NewPage {
        c,
        about,
        form,
        problems: problems.into(),
        kinds: CaseKind::ALL,
    }
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<CaseForm>) -> PageResult {
    let about = about(&c, &app, &query).await?;
    let form = CaseForm {
        form_key: c.form_key(),
        ..query
    };
    let form = filled(&c, &app, &about, form).await?;
    show(&page_of(&c, &about, &form, Vec::new()))
}

/// Open it.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<CaseForm>) -> PageResult {
    let about = about(&c, &app, &form).await?;
    let result = async {
        let job = about.placement.as_ref().map(|row| row.id);
        let input = form.case(about.worker.id, job, about.follow_up.as_ref().map(|row| row.id))?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let id = cases::open(&mut unit, input).await?;
        let path = format!("/cases/{id}");
        unit.commit_to(&path).await?;
        Ok::<_, DomainError>(path)
    }
    .await;
    match result {
        Ok(path) => Ok(go_with(&path, "cases-done-open", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, &about, &form, problems)),
        Err(error) => Err(PageError::from(error)),
    }
}
