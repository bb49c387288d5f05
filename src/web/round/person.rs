//! `/round/people/{id}`: something changed. Where the person stands now, since when, where; and why a job ended.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::{Code as _, EndReason, RoundWay, WorkerStatus};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::round::{self, AnswerInput, PersonRow, Told};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// What is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    status: String,
    since: String,
    place: String,
    work: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "round/person.html")]
struct PersonPage<'a> {
    c: &'a Ctx,
    row: PersonRow,
    form: &'a PersonForm,
    problems: Problems,
    statuses: &'static [WorkerStatus],
    reasons: &'static [EndReason],
}

/// The reasons that bring somebody home.
const REASONS: &[EndReason] = &[
    EndReason::ReturnedHome,
    EndReason::Family,
    EndReason::Pay,
    EndReason::Conditions,
    EndReason::Health,
    EndReason::ContractEnded,
    EndReason::Dismissed,
    EndReason::EmployerClosed,
    EndReason::Other,
];

impl PersonForm {
    fn fresh(c: &Ctx, row: &PersonRow) -> Self {
        Self {
            status: row.card.status.key().to_owned(),
            since: c.day(&c.today()),
            place: if row.place_code.is_empty() {
                String::new()
            } else {
                region::short_name(&row.place_code)
            },
            work: row.work.clone(),
            reason: EndReason::ReturnedHome.key().to_owned(),
        }
    }

    fn read(&self) -> Result<AnswerInput> {
        let mut problems = Vec::new();
        let status = WorkerStatus::from_key(&self.status);
        if status.is_none() {
            problems.push(Problem::new("status", "problem-choose"));
        }
        let since: Option<NaiveDate> = self.since.trim().parse().ok();
        if since.is_none() {
            problems.push(Problem::new("since", "placements-problem-date"));
        }
        let place_code = if self.place.trim().is_empty() {
            Some(String::new())
        } else {
            place::read("place", &self.place, None)
                .map_err(|problem| problems.push(problem))
                .ok()
        };
        let (Some(status), Some(since), Some(place_code)) = (status, since, place_code) else {
            return Err(DomainError::Invalid(problems));
        };
        Ok(AnswerInput {
            told: Told::Now(status),
            since,
            reason: EndReason::from_key(&self.reason)
                .filter(|reason| REASONS.contains(reason))
                .unwrap_or(EndReason::ReturnedHome),
            place_code,
            work: self.work.clone(),
            way: RoundWay::Screen,
        })
    }
}

fn page_of<'a>(c: &'a Ctx, row: PersonRow, form: &'a PersonForm, problems: Vec<Problem>) -> PersonPage<'a> {
    PersonPage {
        c,
        row,
        form,
        problems: problems.into(),
        statuses: WorkerStatus::ALL,
        reasons: REASONS,
    }
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let row = round::person(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let form = PersonForm::fresh(&c, &row);
    show(&page_of(&c, row, &form, Vec::new()))
}

/// Write it down, and go back to the village.
pub async fn submit(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PersonForm>) -> PageResult {
    let row = round::person(app.core.db.reader(), &c.actor, id, c.today()).await?;
    match write(&c, &app, id, &row, &form).await {
        Ok(()) => {
            let path = format!("/round/villages/{}", row.card.region_code);
            Ok(go_with(&path, "round-done-changed", &row.card.name))
        }
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, row, &form, problems)),
        Err(error) => Err(PageError::from(error)),
    }
}

async fn write(c: &Ctx, app: &App, id: Uuid, row: &PersonRow, form: &PersonForm) -> Result<()> {
    let input = form.read()?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    round::answer(&mut unit, id, &input).await?;
    round::raise(&unit, &row.card.region_code).await?;
    unit.commit().await
}
