//! `/trainings/{id}/certificates`: issue certificates to those who passed. `/trainings/certificates`: whom to call before one runs out.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::SeatState;
use entity::training;
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::error::{DomainError, Problem};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::trainings::rules::EXPIRY_DAYS;
use crate::domain::trainings::{self, Expiring, Issue, Seat};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Pager, go_with, show, show_again};
use crate::web::state::App;

/// One person in the table.
struct Line {
    seat: Seat,
    number: String,
}

#[derive(Template)]
#[template(path = "trainings/issue.html")]
struct IssuePage<'a> {
    c: &'a Ctx,
    training: training::Model,
    issued_on: String,
    lines: Vec<Line>,
    problems: Problems,
}

impl IssuePage<'_> {
    fn wrong(&self, line: &Line) -> String {
        self.problems.of(self.c, &format!("number-{}", line.seat.seat.id))
    }

    fn until(&self) -> Option<NaiveDate> {
        let day = self.issued_on.trim().parse().ok()?;
        trainings::runs_until(&self.training.certificate_kind, day)
    }
}

async fn giving(c: &Ctx, app: &App, id: Uuid) -> PageResult<training::Model> {
    let training = trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    if training.certificate_kind.is_empty() || training.state != entity::codes::TrainingState::Examined {
        return Err(PageError::Conflict("trainings-conflict-no-certificates"));
    }
    Ok(training)
}

async fn shown(
    c: &Ctx,
    app: &App,
    training: training::Model,
    fields: &HashMap<String, String>,
    problems: Problems,
) -> PageResult {
    let seats = trainings::seats_of(app.core.db.reader(), &c.actor, training.id, c.today()).await?;
    let lines = (1..)
        .zip(seats.into_iter().filter(|seat| seat.seat.state == SeatState::Completed))
        .map(|(at, seat)| {
            let suggested = format!("{}-{at:02}", training.number);
            let typed = fields.get(&format!("number-{}", seat.seat.id)).cloned();
            Line {
                number: typed.unwrap_or(suggested),
                seat,
            }
        })
        .collect();
    let again = !problems.is_empty();
    let page = IssuePage {
        c,
        issued_on: fields
            .get("issued_on")
            .cloned()
            .unwrap_or_else(|| c.today().to_string()),
        training,
        lines,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The table.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let training = giving(&c, &app, id).await?;
    shown(&c, &app, training, &HashMap::new(), Problems::default()).await
}

fn read(fields: &HashMap<String, String>) -> Result<(NaiveDate, Vec<Issue>), DomainError> {
    let issued_on = fields
        .get("issued_on")
        .and_then(|day| day.trim().parse().ok())
        .ok_or_else(|| DomainError::invalid("issued_on", "trainings-problem-date"))?;
    let list = fields
        .iter()
        .filter_map(|(name, value)| {
            let seat: Uuid = name.strip_prefix("version-")?.parse().ok()?;
            Some(Issue {
                seat,
                version: value.parse().ok()?,
                number: fields.get(&format!("number-{seat}"))?.clone(),
            })
        })
        .collect();
    Ok((issued_on, list))
}

/// Issue them.
pub async fn submit(
    c: Ctx,
    State(app): State<App>,
    Id(id): Id,
    Form(fields): Form<HashMap<String, String>>,
) -> PageResult {
    let training = giving(&c, &app, id).await?;
    let result = async {
        let (issued_on, list) = read(&fields)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        let count = trainings::issue(&mut unit, id, issued_on, &list).await?;
        unit.commit().await?;
        Ok(count)
    }
    .await;
    match result {
        Ok(count) => Ok(go_with(
            &format!("/trainings/{id}"),
            "trainings-done-certificates",
            &count.to_string(),
        )),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, training, &fields, problems.into()).await,
        Err(error) => Err(error.into()),
    }
}

/// Within how many days.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExpiringQuery {
    days: Option<u32>,
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "trainings/expiring.html")]
struct ExpiringPage<'a> {
    c: &'a Ctx,
    days: u32,
    list: PageOf<Expiring>,
    pager: Pager,
}

impl ExpiringPage<'_> {
    /// The choices of days, and whether each is chosen.
    fn choices(&self) -> [(u32, bool); 2] {
        EXPIRY_DAYS.map(|days| (days, days == self.days))
    }
}

/// Whom to call.
pub async fn expiring(c: Ctx, State(app): State<App>, Query(query): Query<ExpiringQuery>) -> PageResult {
    let days = query.days.unwrap_or(EXPIRY_DAYS[0]);
    if !EXPIRY_DAYS.contains(&days) {
        return Err(PageError::Invalid(vec![Problem::new("", "problem-choose")]));
    }
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = trainings::expiring(app.core.db.reader(), &c.actor, c.today(), days, number).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ExpiringPage {
        c: &c,
        days,
        list,
        pager,
    })
}
