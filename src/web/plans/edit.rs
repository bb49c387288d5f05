//! `/figures/plans/new` and `/figures/plans/{id}/edit`: the head of a plan.

use askama::Template;
use axum::extract::State;
use entity::pairing;
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::pairings;
use crate::domain::plans::{self, Card, PlanInput};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    form_key: Uuid,
    version: i32,
    pairing: String,
    year: String,
    name: String,
    document_no: String,
    signed_on: String,
    signed_by: String,
    note: String,
}

#[derive(Template)]
#[template(path = "plans/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    /// The plan, unless a new one is made.
    card: Option<&'a Card>,
    form: &'a PlanForm,
    pairings: Vec<Choice>,
    problems: Problems,
}

impl PlanForm {
    fn of(card: &Card) -> Self {
        let plan = &card.plan;
        Self {
            form_key: Uuid::nil(),
            version: plan.version,
            pairing: plan.pairing_id.to_string(),
            year: plan.year.to_string(),
            name: plan.name.clone(),
            document_no: plan.document_no.clone(),
            signed_on: plan.signed_on.map(|day| day.to_string()).unwrap_or_default(),
            signed_by: plan.signed_by.clone(),
            note: plan.note.clone(),
        }
    }

    fn read(&self) -> Result<PlanInput> {
        let mut problems = Vec::new();
        let year = self.year.trim().parse().ok();
        if year.is_none() {
            problems.push(Problem::new("year", "plans-problem-year"));
        }
        let pairing_id = Uuid::parse_str(self.pairing.trim()).ok();
        if pairing_id.is_none() {
            problems.push(Problem::new("pairing", "problem-choose"));
        }
        let signed = self.signed_on.trim();
        let signed_on = signed.parse().ok();
        if !signed.is_empty() && signed_on.is_none() {
            problems.push(Problem::new("signed_on", "figures-problem-date"));
        }
        match (year, pairing_id) {
            (Some(year), Some(pairing_id)) if problems.is_empty() => Ok(PlanInput {
                pairing_id,
                year,
                name: self.name.clone(),
                document_no: self.document_no.clone(),
                signed_on,
                signed_by: self.signed_by.clone(),
                note: self.note.clone(),
            }),
            _ => Err(DomainError::Invalid(problems)),
        }
    }
}

/// A pairing in words.
fn name(pairing: &pairing::Model) -> String {
    format!(
        "{} – {}",
        region::short_name(&pairing.west_code),
        region::short_name(&pairing.east_code)
    )
}

async fn page_of<'a>(
    c: &'a Ctx,
    db: &impl ConnectionTrait,
    card: Option<&'a Card>,
    form: &'a PlanForm,
    problems: Vec<Problem>,
) -> Result<EditPage<'a>> {
    let pairings = pairings::visible(db, &c.actor).await?;
    let chosen = |id: Uuid| form.pairing == id.to_string() || (form.pairing.is_empty() && pairings.len() == 1);
    let choices = pairings
        .iter()
        .map(|pairing| Choice {
            value: pairing.id.to_string(),
            label: name(pairing),
            chosen: chosen(pairing.id),
        })
        .collect();
    Ok(EditPage {
        c,
        card,
        form,
        pairings: choices,
        problems: problems.into(),
    })
}

/// The empty form.
pub async fn new_page(c: Ctx, State(app): State<App>) -> PageResult {
    use chrono::Datelike as _;
    let form = PlanForm {
        form_key: c.form_key(),
        year: c.today().year().to_string(),
        ..PlanForm::default()
    };
    show(&page_of(&c, app.core.db.reader(), None, &form, Vec::new()).await?)
}

/// Write it.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<PlanForm>) -> PageResult {
    let result = async {
        let input = form.read()?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let id = plans::create(&mut unit, input).await?;
        let path = format!("/figures/plans/{id}");
        unit.commit_to(&path).await?;
        Ok::<_, DomainError>(path)
    }
    .await;
    match result {
        Ok(path) => Ok(go_with(&path, "plans-saved", "")),
        Err(DomainError::Invalid(problems)) => {
            show_again(&page_of(&c, app.core.db.reader(), None, &form, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The plan with its form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let db = app.core.db.reader();
    let card = plans::by_id(db, &c.actor, id).await?;
    let form = PlanForm::of(&card);
    show(&page_of(&c, db, Some(&card), &form, Vec::new()).await?)
}

/// Save it.
pub async fn update(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PlanForm>) -> PageResult {
    let db = app.core.db.reader();
    let card = plans::by_id(db, &c.actor, id).await?;
    let result = async {
        let input = form.read()?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        plans::change(&mut unit, id, form.version, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/figures/plans/{id}"), "plans-saved", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, db, Some(&card), &form, problems).await?),
        Err(error) => Err(error.into()),
    }
}
