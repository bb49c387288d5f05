//! Half days that are added to a class, and dropped from it.

use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::{Code as _, TrainingHalf};
use serde::Deserialize;

use super::record::{Typed, refused};
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem};
use crate::domain::trainings;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Ids};
use crate::web::page::go_with;
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DayForm {
    on: String,
    half: String,
    hours: String,
}

impl DayForm {
    fn read(&self) -> Result<(NaiveDate, TrainingHalf, i32), DomainError> {
        let day = self.on.trim().parse::<NaiveDate>();
        let half = TrainingHalf::from_key(&self.half);
        let hours = typed::bare(&self.hours).parse();
        if let (Ok(day), Some(half), Ok(hours)) = (&day, half, &hours) {
            return Ok((*day, half, *hours));
        }
        let mut problems = Vec::new();
        if day.is_err() {
            problems.push(Problem::new("on", "trainings-problem-date"));
        }
        if half.is_none() {
            problems.push(Problem::new("half", "problem-choose"));
        }
        if hours.is_err() {
            problems.push(Problem::new("hours", "problem-number"));
        }
        Err(DomainError::Invalid(problems))
    }
}

/// Add one.
pub async fn add(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<DayForm>) -> PageResult {
    trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let (on, half, hours) = form.read()?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        trainings::add_day(&mut unit, id, on, half, hours).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(
            &format!("/trainings/{id}#days"),
            "trainings-done-day",
            form.on.trim(),
        )),
        Err(DomainError::Invalid(problems)) => {
            let typed = Typed {
                on: form.on,
                hours: form.hours,
                ..Typed::default()
            };
            refused(&c, &app, id, &typed, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Drop one.
pub async fn remove(c: Ctx, State(app): State<App>, Ids(id, day): Ids) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    trainings::drop_day(&mut unit, id, day).await?;
    unit.commit().await?;
    Ok(go_with(&format!("/trainings/{id}#days"), "trainings-done-drop", ""))
}
