//! `/trainings/{id}/exam`: results, typed into a table.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{SeatState, TrainingState};
use entity::training;
use uuid::Uuid;

use super::words;
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem};
use crate::domain::trainings::{self, ExamResult, Seat};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// One person in the table.
struct Line {
    seat: Seat,
    score: String,
    /// Passed or not, where that was said.
    said: Option<bool>,
    version: i32,
}

impl Line {
    fn passed(&self) -> bool {
        self.said == Some(true)
    }

    fn failed(&self) -> bool {
        self.said == Some(false)
    }
}

#[derive(Template)]
#[template(path = "trainings/exam.html")]
struct ExamPage<'a> {
    c: &'a Ctx,
    training: training::Model,
    lines: Vec<Line>,
    /// People who were not there often enough.
    barred: Vec<Seat>,
    problems: Problems,
}

impl ExamPage<'_> {
    fn wrong(&self, line: &Line) -> String {
        self.problems.of(self.c, &format!("score-{}", line.seat.seat.id))
    }
}

async fn examined(c: &Ctx, app: &App, id: Uuid) -> PageResult<training::Model> {
    let training = trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    if training.state == TrainingState::Examined {
        Ok(training)
    } else {
        Err(PageError::Conflict("trainings-conflict-no-exam"))
    }
}

async fn shown(
    c: &Ctx,
    app: &App,
    training: training::Model,
    fields: &HashMap<String, String>,
    problems: Problems,
) -> PageResult {
    let seats = trainings::seats_of(app.core.db.reader(), &c.actor, training.id, c.today()).await?;
    let typed = |name: &str, id: Uuid| fields.get(&format!("{name}-{id}")).cloned();
    let again = !problems.is_empty();
    let (mut lines, mut barred) = (Vec::new(), Vec::new());
    for seat in seats {
        let row = &seat.seat;
        let open = matches!(
            row.state,
            SeatState::Enrolled | SeatState::Completed | SeatState::Failed
        );
        if row.state == SeatState::Failed && row.exam_passed.is_none() {
            barred.push(seat);
        } else if open {
            let kept = row.exam_score.map(|score| score.to_string()).unwrap_or_default();
            lines.push(Line {
                score: typed("score", row.id).unwrap_or(kept),
                said: match typed("passed", row.id).as_deref() {
                    Some("yes") => Some(true),
                    Some("no") => Some(false),
                    Some(_) => None,
                    None => row.exam_passed.filter(|_| row.exam_score.is_none()),
                },
                version: row.version,
                seat,
            });
        }
    }
    let page = ExamPage {
        c,
        training,
        lines,
        barred,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The table.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let training = examined(&c, &app, id).await?;
    shown(&c, &app, training, &HashMap::new(), Problems::default()).await
}

/// What was typed, seat by seat; a line without points and without a tick says nothing yet, unless the person had a result.
fn read(fields: &HashMap<String, String>) -> Result<Vec<ExamResult>, DomainError> {
    let mut results = Vec::new();
    let mut problems = Vec::new();
    for (name, value) in fields {
        let Some(seat) = name.strip_prefix("version-").and_then(|id| id.parse::<Uuid>().ok()) else {
            continue;
        };
        let score = typed::bare(fields.get(&format!("score-{seat}")).map_or("", String::as_str));
        let said = fields.get(&format!("passed-{seat}")).map(String::as_str);
        if score.is_empty() && said.unwrap_or_default().is_empty() {
            continue;
        }
        let score = if score.is_empty() {
            None
        } else if let Ok(score) = score.parse() {
            Some(score)
        } else {
            problems.push(Problem::new(format!("score-{seat}"), "trainings-problem-score"));
            continue;
        };
        results.push(ExamResult {
            seat,
            version: value.parse().unwrap_or_default(),
            score,
            passed: said == Some("yes"),
        });
    }
    if problems.is_empty() {
        Ok(results)
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// Write the results down.
pub async fn submit(
    c: Ctx,
    State(app): State<App>,
    Id(id): Id,
    Form(fields): Form<HashMap<String, String>>,
) -> PageResult {
    let training = examined(&c, &app, id).await?;
    let result = async {
        let results = read(&fields)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        let counts = trainings::examine(&mut unit, id, &results).await?;
        unit.commit().await?;
        Ok(counts)
    }
    .await;
    match result {
        Ok((passed, failed)) => Ok(go_with(
            &format!("/trainings/{id}"),
            "trainings-done-exam",
            &format!("{passed}/{}", passed + failed),
        )),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, training, &fields, problems.into()).await,
        Err(error) => Err(error.into()),
    }
}
