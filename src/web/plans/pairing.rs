//! `/figures/pairings/new` and `/figures/pairings/{id}/edit`.

use askama::Template;
use axum::extract::State;
use entity::pairing;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::pairings::{self, PairingInput};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PairingForm {
    form_key: Uuid,
    version: i32,
    west: String,
    east: String,
    from: String,
    until: String,
    note: String,
}

#[derive(Template)]
#[template(path = "plans/pairing.html")]
struct PairingPage<'a> {
    c: &'a Ctx,
    /// The pairing, unless a new one is made.
    pairing: Option<&'a pairing::Model>,
    form: &'a PairingForm,
    problems: Problems,
}

impl PairingForm {
    fn of(row: &pairing::Model) -> Self {
        Self {
            form_key: Uuid::nil(),
            version: row.version,
            west: region::full_name(&row.west_code),
            east: region::full_name(&row.east_code),
            from: row.from_date.to_string(),
            until: row.until_date.map(|day| day.to_string()).unwrap_or_default(),
            note: row.note.clone(),
        }
    }

    fn read(&self, c: &Ctx) -> Result<PairingInput> {
        let mut problems = Vec::new();
        let mut take = |field, words: &str, prefer| {
            place::read(field, words, prefer)
                .map_err(|problem| problems.push(problem))
                .ok()
        };
        let west = take("west", &self.west, c.actor.region_code());
        let east = take("east", &self.east, None);
        let from_date = self.from.trim().parse().ok();
        if from_date.is_none() {
            problems.push(Problem::new("from", "figures-problem-date"));
        }
        let until = self.until.trim();
        let until_date = until.parse().ok();
        if !until.is_empty() && until_date.is_none() {
            problems.push(Problem::new("until", "figures-problem-date"));
        }
        match (west, east, from_date) {
            (Some(west_code), Some(east_code), Some(from_date)) if problems.is_empty() => Ok(PairingInput {
                west_code,
                east_code,
                from_date,
                until_date,
                note: self.note.clone(),
            }),
            _ => Err(DomainError::Invalid(problems)),
        }
    }
}

fn page_of<'a>(
    c: &'a Ctx,
    pairing: Option<&'a pairing::Model>,
    form: &'a PairingForm,
    problems: Vec<Problem>,
) -> PairingPage<'a> {
    PairingPage {
        c,
        pairing,
        form,
        problems: problems.into(),
    }
}

/// The empty form.
pub async fn new_page(c: Ctx) -> PageResult {
    let form = PairingForm {
        form_key: c.form_key(),
        west: c.actor.region_code().map(region::full_name).unwrap_or_default(),
        ..PairingForm::default()
    };
    show(&page_of(&c, None, &form, Vec::new()))
}

/// Write it.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<PairingForm>) -> PageResult {
    let result = async {
        let input = form.read(&c)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        pairings::create(&mut unit, input).await?;
        unit.commit_to("/figures/plans").await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with("/figures/plans", "plans-pairing-saved", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, None, &form, problems)),
        Err(error) => Err(error.into()),
    }
}

/// The pairing with its form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let pairing = pairings::by_id(app.core.db.reader(), &c.actor, id).await?;
    let form = PairingForm::of(&pairing);
    show(&page_of(&c, Some(&pairing), &form, Vec::new()))
}

/// Save it.
pub async fn update(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PairingForm>) -> PageResult {
    let pairing = pairings::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let input = form.read(&c)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        pairings::change(&mut unit, id, form.version, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with("/figures/plans", "plans-pairing-saved", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, Some(&pairing), &form, problems)),
        Err(error) => Err(error.into()),
    }
}
