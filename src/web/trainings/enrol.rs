//! `/trainings/{id}/enrol`: whom to give a seat, found by the box or suggested; and taking a seat back.

use std::collections::HashSet;

use askama::Template;
use axum::extract::State;
use entity::training;
use serde::Deserialize;
use uuid::Uuid;

use super::record::{Typed, refused};
use crate::domain::error::DomainError;
use crate::domain::trainings::{self, Candidate, Enrolment, TiedPost};
use crate::domain::workers;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Ids, Query};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::state::App;

/// The box.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SearchQuery {
    q: String,
}

/// Who is ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EnrolForm {
    form_key: Uuid,
    q: String,
    id: Vec<Uuid>,
    vacancy: String,
}

#[derive(Template)]
#[template(path = "trainings/enrol.html")]
struct EnrolPage<'a> {
    c: &'a Ctx,
    training: training::Model,
    q: &'a str,
    people: Vec<Candidate>,
    ticked: HashSet<Uuid>,
    posts: Vec<Choice>,
    form_key: Uuid,
    problems: Problems,
}

impl EnrolPage<'_> {
    fn left(&self) -> i32 {
        self.training.seats - self.training.seats_taken
    }

    fn ticked(&self, id: &Uuid) -> bool {
        self.ticked.contains(id)
    }
}

fn post_choices(c: &Ctx, posts: &[TiedPost], chosen: &str) -> Vec<Choice> {
    let mut all = vec![Choice {
        value: String::new(),
        label: c.t("trainings-no-post"),
        chosen: chosen.is_empty(),
    }];
    all.extend(posts.iter().map(|post| Choice {
        value: post.vacancy.id.to_string(),
        label: format!("{} · {}", post.vacancy.title, post.employer_name),
        chosen: post.vacancy.id.to_string() == chosen,
    }));
    all
}

async fn shown(c: &Ctx, app: &App, id: Uuid, form: &EnrolForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let training = trainings::by_id(db, &c.actor, id).await?;
    let words = workers::read_terms(&form.q);
    let people = trainings::candidates(db, &c.actor, &app.core.vault, &training, &words, c.today()).await?;
    let posts = trainings::tied(db, id, c.today()).await?;
    let again = !problems.is_empty();
    let page = EnrolPage {
        c,
        training,
        q: &form.q,
        people,
        ticked: form.id.iter().copied().collect(),
        posts: if posts.is_empty() {
            Vec::new()
        } else {
            post_choices(c, &posts, &form.vacancy)
        },
        form_key: if again { form.form_key } else { c.form_key() },
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Whom to give a seat.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<SearchQuery>) -> PageResult {
    let form = EnrolForm {
        q: query.q,
        ..EnrolForm::default()
    };
    shown(&c, &app, id, &form, Problems::default()).await
}

/// Give seats to those who are ticked.
pub async fn submit(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<EnrolForm>) -> PageResult {
    let path = format!("/trainings/{id}");
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let input = Enrolment {
            workers: form.id.clone(),
            vacancy: form.vacancy.parse().ok(),
        };
        let counts = trainings::enrol(&mut unit, id, &input).await?;
        unit.commit_to(&path).await?;
        Ok(counts)
    }
    .await;
    match result {
        Ok((sitting, 0)) => Ok(go_with(&path, "trainings-done-enrol", &sitting.to_string())),
        Ok((_, waiting)) => Ok(go_with(&path, "trainings-done-waiting", &waiting.to_string())),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, &form, problems.into()).await,
        Err(error) => Err(error.into()),
    }
}

/// Why somebody gives the seat back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    version: i32,
    reason: String,
}

/// Take a seat back.
pub async fn withdraw(
    c: Ctx,
    State(app): State<App>,
    Ids(id, seat): Ids,
    Form(form): Form<WithdrawForm>,
) -> PageResult {
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        trainings::withdraw(&mut unit, id, seat, form.version, &form.reason).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(
            &format!("/trainings/{id}#seats"),
            "trainings-done-withdraw",
            "",
        )),
        Err(DomainError::Invalid(problems)) => refused(&c, &app, id, &Typed::default(), problems).await,
        Err(error) => Err(error.into()),
    }
}
