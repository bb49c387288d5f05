//! Posts that hire after a training: tied and untied, and somebody who completed it recommended to one of them.

use axum::extract::State;
use serde::Deserialize;
use uuid::Uuid;

use super::record::{Typed, refused};
use crate::domain::applications::{self, RecommendInput};
use crate::domain::error::Problem;
use crate::domain::matching::profiles;
use crate::domain::trainings;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Ids};
use crate::web::page::go_with;
use crate::web::state::App;

/// Which post.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PostForm {
    vacancy: Uuid,
    form_key: Uuid,
}

/// Tie a post.
pub async fn tie(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PostForm>) -> PageResult {
    trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    if form.vacancy.is_nil() {
        let problem = Problem::new("vacancy", "problem-choose");
        return refused(&c, &app, id, &Typed::default(), vec![problem]).await;
    }
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    trainings::tie(&mut unit, id, form.vacancy).await?;
    unit.commit().await?;
    Ok(go_with(&format!("/trainings/{id}#posts"), "trainings-done-tie", ""))
}

/// Untie a post.
pub async fn untie(c: Ctx, State(app): State<App>, Ids(id, vacancy): Ids) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    trainings::untie(&mut unit, id, vacancy).await?;
    unit.commit().await?;
    Ok(go_with(&format!("/trainings/{id}#posts"), "trainings-done-untie", ""))
}

/// Recommend somebody who completed the training to a post that hires after it, as the match and the person's consent allow.
pub async fn recommend(c: Ctx, State(app): State<App>, Ids(id, seat): Ids, Form(form): Form<PostForm>) -> PageResult {
    let db = app.core.db.reader();
    trainings::by_id(db, &c.actor, id).await?;
    let seat = trainings::seat_by_id(db, &c.actor, id, seat).await?;
    if form.vacancy.is_nil() {
        return Err(PageError::Invalid(vec![Problem::new("vacancy", "problem-choose")]));
    }
    trainings::tied_by_id(db, id, form.vacancy).await?;
    let post = profiles::post(db, &c.actor, form.vacancy, c.today()).await?;
    let people = profiles::people(db, &c.actor, &post, &[seat.worker_id], c.today()).await?;
    let assessment = people
        .find(|person| person.record.id == seat.worker_id)
        .map(|line| line.assessment.clone());
    let Some(assessment) = assessment else {
        return Err(PageError::Conflict("applications-refused-condition"));
    };
    let input = RecommendInput {
        worker_id: seat.worker_id,
        vacancy_id: form.vacancy,
        assessment: Some(assessment),
        overrides: Vec::new(),
        override_reason: String::new(),
        consent: None,
        note: String::new(),
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(form.form_key).await?;
    let outcomes = applications::recommend(&mut unit, vec![input]).await?;
    let path = format!("/trainings/{id}#seats");
    match outcomes.first().map(|one| one.result) {
        Some(Ok(_)) => {
            unit.commit_to(&path).await?;
            Ok(go_with(&path, "trainings-done-recommend", &post.record.title))
        }
        // Consent is asked of the person, on the page where people and posts are brought together.
        Some(Err("applications-refused-no-consent")) => Ok(go_with(
            &format!("/workers/{}/matches", seat.worker_id),
            "trainings-consent-first",
            &post.record.title,
        )),
        Some(Err(key)) => Err(PageError::Conflict(key)),
        None => Err(PageError::NotFound),
    }
}
