//! `/figures/sheets/new`: freeze figures as they are reported.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use uuid::Uuid;

use super::ask::{Ask, AskQuery};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::figures::{self, Freeze, Period};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Query};
use crate::web::page::{go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct FreezeForm {
    form_key: Uuid,
    period: String,
    from: String,
    until: String,
    place: String,
    as_of: String,
    reported_by: String,
    note: String,
}

#[derive(Template)]
#[template(path = "figures/freeze.html")]
struct FreezePage<'a> {
    c: &'a Ctx,
    ask: &'a Ask,
    form: &'a FreezeForm,
    places: Vec<String>,
    problems: Problems,
}

impl FreezeForm {
    fn ask(&self) -> AskQuery {
        AskQuery {
            period: self.period.clone(),
            from: self.from.clone(),
            until: self.until.clone(),
            place: self.place.clone(),
            as_of: self.as_of.clone(),
            ..AskQuery::default()
        }
    }

    fn read(&self, c: &Ctx) -> Result<Freeze> {
        let mut problems = Vec::new();
        let days = match (self.from.trim(), self.until.trim()) {
            ("", "") => self.period.clone(),
            (from, until) => format!("{from}..{until}"),
        };
        let period = Period::parse(&days);
        if period.is_none() {
            problems.push(Problem::new("period", "figures-problem-period"));
        }
        let as_of = self.as_of.trim().parse().ok();
        if as_of.is_none() {
            problems.push(Problem::new("as_of", "figures-problem-date"));
        }
        let place = match self.place.trim() {
            "" => None,
            words => place::read_own(c, "place", words)
                .map_err(|problem| problems.push(problem))
                .ok(),
        };
        match (period, as_of) {
            (Some(period), Some(as_of)) if problems.is_empty() => Ok(Freeze {
                period,
                place,
                as_of,
                reported_by: self.reported_by.clone(),
                note: self.note.clone(),
            }),
            _ => Err(DomainError::Invalid(problems)),
        }
    }
}

fn page_of<'a>(c: &'a Ctx, ask: &'a Ask, form: &'a FreezeForm, problems: Vec<Problem>) -> FreezePage<'a> {
    FreezePage {
        c,
        ask,
        form,
        places: place::offers(c),
        problems: problems.into(),
    }
}

/// The form, filled with the question that was open.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<AskQuery>) -> PageResult {
    let ask = query.read(&c, app.core.db.reader())?;
    let form = FreezeForm {
        form_key: c.form_key(),
        place: ask.place.clone(),
        as_of: ask.as_of(),
        ..FreezeForm::default()
    };
    show(&page_of(&c, &ask, &form, Vec::new()))
}

/// Freeze.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<FreezeForm>) -> PageResult {
    let result = async {
        let input = form.read(&c)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let id = figures::freeze(&mut unit, input).await?;
        let path = format!("/figures/sheets/{id}");
        unit.commit_to(&path).await?;
        Ok::<_, DomainError>(path)
    }
    .await;
    match result {
        Ok(path) => Ok(go_with(&path, "figures-frozen", "")),
        Err(DomainError::Invalid(problems)) => {
            let ask = form.ask().read(&c, app.core.db.reader())?;
            show_again(&page_of(&c, &ask, &form, problems))
        }
        Err(error) => Err(error.into()),
    }
}
