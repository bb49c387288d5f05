//! `/learn`: the trainings in which seats are given, and asking for one without an account.

use askama::Template;
use axum::extract::State;
use entity::codes::TrainingState;
use entity::training;
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::error::{DomainError, Result};
use crate::domain::trainings::{self, RequestInput, TiedPost, rules};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "trainings/learn.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    trainings: Vec<training::Model>,
}

/// The list.
pub async fn list(c: Ctx, State(app): State<App>) -> PageResult {
    let trainings = trainings::public_list(app.core.db.reader(), c.now).await?;
    show(&ListPage { c: &c, trainings })
}

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    form_key: Uuid,
    name: String,
    phone: String,
    place: String,
    agrees: String,
}

#[derive(Template)]
#[template(path = "trainings/course.html")]
struct CoursePage<'a> {
    c: &'a Ctx,
    training: training::Model,
    posts: Vec<TiedPost>,
    form: &'a AskForm,
    problems: Problems,
}

impl CoursePage<'_> {
    fn open(&self) -> bool {
        self.training.state == TrainingState::Enrolling
    }

    fn cancelled(&self) -> bool {
        self.training.state == TrainingState::Cancelled
    }

    fn full(&self) -> bool {
        self.training.seats_taken >= self.training.seats
    }

    fn class(&self) -> bool {
        rules::is_class(self.training.kind)
    }
}

async fn shown(c: &Ctx, app: &App, id: Uuid, form: &AskForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let training = trainings::public_by_id(db, id).await?;
    let mut posts = trainings::tied(db, id, c.today()).await?;
    // A post that takes nobody is nobody's business.
    posts.retain(|post| post.open);
    let again = !problems.is_empty();
    let page = CoursePage {
        c,
        training,
        posts,
        form,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// One training.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let form = AskForm {
        form_key: c.form_key(),
        ..AskForm::default()
    };
    shown(&c, &app, id, &form, Problems::default()).await
}

/// Ask for a seat.
pub async fn ask(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<AskForm>) -> PageResult {
    trainings::public_by_id(app.core.db.reader(), id).await?;
    let path = format!("/learn/{id}");
    let result: Result<()> = async {
        let region_code = if form.place.trim().is_empty() {
            String::new()
        } else {
            place::read("place", &form.place, None).map_err(|problem| DomainError::Invalid(vec![problem]))?
        };
        let input = RequestInput {
            name: form.name.clone(),
            phone: form.phone.clone(),
            region_code,
            agrees: form.agrees == "yes",
        };
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        trainings::ask(&mut unit, id, &input).await?;
        unit.commit_to(&path).await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&path, "trainings-done-ask", "")),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, &form, problems.into()).await,
        Err(error) => Err(error.into()),
    }
}
