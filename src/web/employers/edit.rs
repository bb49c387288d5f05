//! `/employers/new` and `/employers/{id}/edit`: what staff write down about an employer.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::{Code as _, EmployerKind, EmployerSize};
use entity::employer;
use serde::Deserialize;
use uuid::Uuid;

use super::{form_key_of, problems_or_done};
use crate::domain::employers::{self, EmployerInput};
use crate::domain::error::{DomainError, Problem};
use crate::reference::{industry, region};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::state::App;

/// What was typed. State, source and verification are not among it, whatever is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EmployerForm {
    form_key: String,
    version: i32,
    name: String,
    credit_code: String,
    kind: String,
    region_code: String,
    address: String,
    industry: String,
    size: String,
    legal_representative: String,
    contact_name: String,
    contact_phone: String,
    agency_licence: String,
    agency_licence_until: String,
}

#[derive(Template)]
#[template(path = "employers/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    /// The employer, unless a new one is made.
    employer: Option<&'a employer::Model>,
    form: &'a EmployerForm,
    problems: Problems,
    kinds: &'static [EmployerKind],
    sizes: &'static [EmployerSize],
    industries: Vec<Choice>,
}

impl EmployerForm {
    fn of(employer: &employer::Model) -> Self {
        Self {
            form_key: String::new(),
            version: employer.version,
            name: employer.name.clone(),
            credit_code: employer.credit_code.clone().unwrap_or_default(),
            kind: employer.kind.key().to_owned(),
            region_code: region::full_name(&employer.region_code),
            address: employer.address.clone(),
            industry: employer.industry.clone(),
            size: employer.size.map(|size| size.key().to_owned()).unwrap_or_default(),
            legal_representative: employer.legal_representative.clone(),
            contact_name: employer.contact_name.clone(),
            contact_phone: employer.contact_phone.clone(),
            agency_licence: employer.agency_licence.clone(),
            agency_licence_until: employer
                .agency_licence_until
                .map(|day| day.to_string())
                .unwrap_or_default(),
        }
    }

    fn place(&self, problems: &mut Vec<Problem>) -> String {
        match region::resolve(self.region_code.trim(), None) {
            region::Resolution::One(place) => place.code.to_owned(),
            region::Resolution::Many(places) => {
                let names: Vec<String> = places
                    .iter()
                    .take(3)
                    .map(|place| region::full_name(place.code))
                    .collect();
                problems.push(
                    Problem::new("region_code", "employers-problem-place-many").with("places", names.join(" / ")),
                );
                String::new()
            }
            region::Resolution::None => String::new(),
        }
    }

    /// What was meant, or every problem of the form.
    fn read(&self, code_may_lack: bool) -> Result<EmployerInput, DomainError> {
        let mut problems = Vec::new();
        let kind = EmployerKind::from_key(&self.kind);
        if kind.is_none() {
            problems.push(Problem::new("kind", "problem-choose"));
        }
        let until = self.agency_licence_until.trim();
        let agency_licence_until = NaiveDate::parse_from_str(until, "%Y-%m-%d").ok();
        if !until.is_empty() && agency_licence_until.is_none() {
            problems.push(Problem::new("agency_licence_until", "employers-problem-date"));
        }
        let input = EmployerInput {
            name: self.name.clone(),
            credit_code: self.credit_code.clone(),
            kind: kind.unwrap_or(EmployerKind::Agency),
            region_code: self.place(&mut problems),
            address: self.address.clone(),
            industry: self.industry.clone(),
            size: EmployerSize::from_key(&self.size),
            legal_representative: self.legal_representative.clone(),
            contact_name: self.contact_name.clone(),
            contact_phone: self.contact_phone.clone(),
            agency_licence: self.agency_licence.clone(),
            agency_licence_until,
        };
        if problems.is_empty() {
            return Ok(input);
        }
        for problem in input.problems(code_may_lack) {
            if problems.iter().all(|known| known.field != problem.field) {
                problems.push(problem);
            }
        }
        Err(DomainError::Invalid(problems))
    }

    fn page<'a>(&'a self, c: &'a Ctx, employer: Option<&'a employer::Model>, problems: Problems) -> EditPage<'a> {
        let mut industries = vec![Choice {
            value: String::new(),
            label: c.t("not-known"),
            chosen: self.industry.is_empty(),
        }];
        industries.extend(industry::sections().map(|section| Choice {
            value: section.code.to_owned(),
            label: section.label(c.locale.tag()).to_owned(),
            chosen: section.code == self.industry,
        }));
        EditPage {
            c,
            employer,
            form: self,
            problems,
            kinds: EmployerKind::ALL,
            sizes: EmployerSize::ALL,
            industries,
        }
    }
}

/// The empty form.
pub async fn new_page(c: Ctx) -> PageResult {
    let form = EmployerForm {
        form_key: c.form_key().to_string(),
        ..EmployerForm::default()
    };
    show(&form.page(&c, None, Problems::default()))
}

/// Register the employer.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<EmployerForm>) -> PageResult {
    let key = form_key_of(&form.form_key)?;
    let result: Result<Uuid, DomainError> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(key).await?;
        let id = employers::register(&unit, form.read(false)?).await?;
        unit.commit_to(&format!("/employers/{id}")).await?;
        Ok(id)
    }
    .await;
    match result {
        Ok(id) => Ok(go_with(&format!("/employers/{id}"), "employers-registered", &form.name)),
        Err(DomainError::Invalid(problems)) => {
            let problems = problems_or_done(&app, &c, key, problems).await?;
            show_again(&form.page(&c, None, problems.into()))
        }
        Err(error) => Err(error.into()),
    }
}

/// The employer with its form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let employer = employers::by_id(app.core.db.reader(), &c.actor, id).await?;
    let form = EmployerForm::of(&employer);
    show(&form.page(&c, Some(&employer), Problems::default()))
}

/// Save the employer.
pub async fn update(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<EmployerForm>) -> PageResult {
    let employer = employers::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let input = form.read(employer.credit_code.is_none() && !employer.source.is_empty())?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        employers::update(&mut unit, id, form.version, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/employers/{id}"), "employers-saved", &form.name)),
        Err(DomainError::Invalid(problems)) => show_again(&form.page(&c, Some(&employer), problems.into())),
        Err(error) => Err(error.into()),
    }
}
