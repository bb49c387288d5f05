//! `/workers/duplicates`: people who may be on file twice, side by side, to merge or to tell apart for good.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use uuid::Uuid;

use super::view;
use crate::domain::error::DomainError;
use crate::domain::workers::{self, NameCard, Suspect, WorkerRecord};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Ids};
use crate::web::page::{go_with, show};
use crate::web::state::App;
use crate::web::trade;

#[derive(Template)]
#[template(path = "workers/duplicates.html")]
struct QueuePage<'a> {
    c: &'a Ctx,
    suspects: Vec<Suspect>,
}

/// What is decided about a pair.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecideForm {
    /// `merge` or `not-same`.
    act: String,
    /// The record that stays.
    keep: Option<Uuid>,
    reason: String,
}

/// One of the two, as the comparison shows it.
struct Side {
    record: WorkerRecord,
    card: NameCard,
}

#[derive(Template)]
#[template(path = "workers/pair.html")]
struct PairPage<'a> {
    c: &'a Ctx,
    sides: [Side; 2],
    form: &'a DecideForm,
    problems: Problems,
}

/// The queue.
pub async fn queue_page(c: Ctx, State(app): State<App>) -> PageResult {
    let suspects = workers::queue(app.core.db.reader(), &c.actor).await?;
    show(&QueuePage { c: &c, suspects })
}

async fn render(c: &Ctx, app: &App, ids: [Uuid; 2], form: &DecideForm, problems: Problems, status: u16) -> PageResult {
    let side = async |id: Uuid| {
        let record = workers::record(app.core.db.reader(), &c.actor, id, c.today()).await?;
        Ok::<_, PageError>(Side {
            card: NameCard::of(&record.worker, c.today()),
            record,
        })
    };
    let sides = [side(ids[0]).await?, side(ids[1]).await?];
    let mut response = show(&PairPage {
        c,
        sides,
        form,
        problems,
    })?;
    if let Ok(status) = axum::http::StatusCode::from_u16(status) {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// The two, side by side.
pub async fn pair_page(c: Ctx, State(app): State<App>, Ids(one, other): Ids) -> PageResult {
    render(&c, &app, [one, other], &DecideForm::default(), Problems::default(), 200).await
}

/// Merge them, or rule that they are two.
pub async fn decide(c: Ctx, State(app): State<App>, Ids(one, other): Ids, Form(form): Form<DecideForm>) -> PageResult {
    let result = carry_out(&c, &app, (one, other), &form).await;
    match result {
        Ok(Some(kept)) => Ok(go_with(&format!("/workers/{kept}"), "workers-merged", "")),
        Ok(None) => Ok(go_with("/workers/duplicates", "workers-ruled", "")),
        Err(DomainError::Conflict(key)) => render(&c, &app, [one, other], &form, view::one_problem(key), 409).await,
        Err(error) => {
            let problems = view::problems_of(error)?;
            render(&c, &app, [one, other], &form, problems, 422).await
        }
    }
}

async fn carry_out(
    c: &Ctx,
    app: &App,
    (one, other): (Uuid, Uuid),
    form: &DecideForm,
) -> Result<Option<Uuid>, DomainError> {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let kept = match form.act.as_str() {
        "not-same" => {
            workers::rule_not_same(&mut unit, one, other, &form.reason).await?;
            None
        }
        _ => {
            let kept = form
                .keep
                .filter(|id| [one, other].contains(id))
                .ok_or_else(|| DomainError::invalid("keep", "problem-choose"))?;
            let gone = if kept == one { other } else { one };
            workers::merge(&mut unit, kept, gone, &form.reason).await?;
            Some(kept)
        }
    };
    unit.commit().await?;
    Ok(kept)
}
