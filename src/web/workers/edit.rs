//! `/workers/{id}/edit/{section}`: one part of the record at a time.

use askama::Template;
use axum::extract::{Path, State};
use entity::codes::WorkerStatus;
use entity::codes::{ConsentWay, StatusSource};
use uuid::Uuid;

use super::form::{Judge, WorkerForm, ticked};
use super::sections::Offers;
use super::view;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::domain::workers::{self, ConsentInput, Details, WorkerRecord};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Form;
use crate::web::page::{go_with, show};
use crate::web::place;
use crate::web::state::App;

/// A part of the record that has its own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Details,
    Number,
    Phones,
    Household,
    Skills,
    Certificates,
    Limits,
    Wants,
    Consent,
    Status,
}

impl Section {
    /// Every part, in the order of the record.
    pub const ALL: [Self; 10] = [
        Self::Details,
        Self::Number,
        Self::Phones,
        Self::Household,
        Self::Skills,
        Self::Certificates,
        Self::Limits,
        Self::Wants,
        Self::Consent,
        Self::Status,
    ];

    /// Its name in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Number => "number",
            Self::Phones => "phones",
            Self::Household => "household",
            Self::Skills => "skills",
            Self::Certificates => "certificates",
            Self::Limits => "limits",
            Self::Wants => "wants",
            Self::Consent => "consent",
            Self::Status => "status",
        }
    }

    /// Its heading.
    pub fn title(self, c: &Ctx) -> String {
        c.t(&format!("workers-section-{}", self.key()))
    }
}

#[derive(Template)]
#[template(path = "workers/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    section: Section,
    record: &'a WorkerRecord,
    form: &'a WorkerForm,
    offers: Offers,
    problems: Problems,
    /// The record that holds the number typed, if the reader may see it.
    holder: Option<Uuid>,
}

impl EditPage<'_> {
    /// Where the forms of the page go.
    fn action(&self) -> String {
        format!("/workers/{}/edit/{}", self.record.worker.id, self.section.key())
    }
}

fn read_path(id: &str, section: &str) -> PageResult<(Uuid, Section)> {
    let id = Uuid::parse_str(id).map_err(|_| PageError::NotFound)?;
    let section = Section::ALL
        .into_iter()
        .find(|known| known.key() == section)
        .ok_or(PageError::NotFound)?;
    Ok((id, section))
}

/// The form of a part.
pub async fn page(c: Ctx, State(app): State<App>, Path((id, section)): Path<(String, String)>) -> PageResult {
    let (id, section) = read_path(&id, &section)?;
    let record = workers::record(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let form = WorkerForm::of(&c, &record);
    let offers = Offers::of(&c, &form);
    show(&EditPage {
        c: &c,
        section,
        record: &record,
        form: &form,
        offers,
        problems: Problems::default(),
        holder: None,
    })
}

/// Save a part.
pub async fn submit(
    c: Ctx,
    State(app): State<App>,
    Path((id, section)): Path<(String, String)>,
    Form(form): Form<WorkerForm>,
) -> PageResult {
    let (id, section) = read_path(&id, &section)?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let (problems, status) = match save(&c, &mut unit, id, section, &form).await {
        Ok(()) => {
            unit.commit().await?;
            return Ok(go_with(&format!("/workers/{id}"), "workers-saved", &section.title(&c)));
        }
        Err(DomainError::Conflict(key)) => (view::one_problem(key), 409),
        Err(error) => (view::problems_of(error)?, 422),
    };
    drop(unit);
    let holder = match section {
        Section::Number if status == 409 => super::new::holder_of(&c, &app, &form.id_number).await?,
        _ => None,
    };
    let record = workers::record(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let offers = Offers::of(&c, &form);
    let mut response = show(&EditPage {
        c: &c,
        section,
        record: &record,
        form: &form,
        offers,
        problems,
        holder,
    })?;
    *response.status_mut() = axum::http::StatusCode::from_u16(status).unwrap_or_default();
    Ok(response)
}

/// What the judge found wrong, or go on.
fn judged(judge: Judge<'_>) -> Result<()> {
    if judge.problems.is_empty() {
        Ok(())
    } else {
        Err(DomainError::Invalid(judge.problems))
    }
}

async fn save(c: &Ctx, unit: &mut Unit, id: Uuid, section: Section, form: &WorkerForm) -> Result<()> {
    // An edit without the version that it was shown with cannot know what it overwrites.
    let version = Some(form.version.unwrap_or_default());
    let mut judge = Judge::new(c);
    match section {
        Section::Details => save_details(unit, id, version, judge, form).await,
        Section::Number => workers::set_number(unit, id, version, &form.id_number).await,
        Section::Phones => save_phone(unit, id, version, judge, form).await,
        Section::Household => {
            let input = judge.household(form);
            if input.is_none() && judge.problems.is_empty() {
                judge.problems.push(Problem::new("base", "problem-choose"));
            }
            judged(judge)?;
            let input = input.ok_or_else(|| DomainError::invalid("base", "problem-choose"))?;
            workers::set_household(unit, id, version, input).await
        }
        Section::Skills => {
            let skills = judge.skills(form);
            judged(judge)?;
            workers::set_skills(unit, id, version, skills).await
        }
        Section::Certificates => {
            let held = judge.certificates(form);
            judged(judge)?;
            workers::set_certificates(unit, id, version, held).await
        }
        Section::Limits => {
            let limits = judge.limits(form);
            judged(judge)?;
            workers::set_limits(
                unit,
                id,
                version,
                &limits,
                ticked(&form.care_duty),
                ticked(&form.halal_wanted),
            )
            .await
        }
        Section::Wants => {
            let intent = judge.intent(form);
            judged(judge)?;
            workers::state_intent(unit, id, version, intent).await
        }
        Section::Consent => save_consent(unit, id, version, judge, form).await,
        Section::Status => {
            let status = judge.code::<WorkerStatus>("status", &form.status);
            let source = judge.code::<StatusSource>("source", &form.source);
            let as_of = judge.day_or_today("as_of", &form.as_of);
            judged(judge)?;
            let (Some(status), Some(source)) = (status, source) else {
                return Err(DomainError::invalid("status", "problem-choose"));
            };
            workers::set_status(unit, id, version, status, as_of, source).await
        }
    }
}

async fn save_details(
    unit: &mut Unit,
    id: Uuid,
    version: Option<i32>,
    mut judge: Judge<'_>,
    form: &WorkerForm,
) -> Result<()> {
    let name = judge.take(workers::read_name("name", &form.name));
    let region_code = judge.take(place::read_own(judge.c, "place", &form.place));
    let input = Details {
        sex: judge.maybe_code("sex", &form.sex),
        birth_date: judge.day("birth_date", &form.birth_date),
        education: judge.maybe_code("education", &form.education),
        labour_ability: judge.maybe_code("labour_ability", &form.labour_ability),
        note: form.note.trim().to_owned(),
        name: match name {
            Some(name) => name,
            None => return Err(DomainError::Invalid(judge.problems)),
        },
        region_code: region_code.unwrap_or_default(),
    };
    judged(judge)?;
    workers::set_details(unit, id, version, input).await
}

async fn save_phone(
    unit: &mut Unit,
    id: Uuid,
    version: Option<i32>,
    mut judge: Judge<'_>,
    form: &WorkerForm,
) -> Result<()> {
    if let Some(phone) = form.phone_id {
        let owner = judge.code("phone_owner", &form.phone_owner);
        let state = judge.code("phone_state", &form.phone_state);
        judged(judge)?;
        let (Some(owner), Some(state)) = (owner, state) else {
            return Err(DomainError::invalid("phone", "problem-choose"));
        };
        return workers::set_phone_state(unit, id, version, phone, owner, state).await;
    }
    let phone = judge.phone(form);
    judged(judge)?;
    let phone = phone.ok_or_else(|| DomainError::invalid("phone", "phone-empty"))?;
    workers::add_phone(unit, id, version, &phone).await?;
    Ok(())
}

async fn save_consent(
    unit: &mut Unit,
    id: Uuid,
    version: Option<i32>,
    mut judge: Judge<'_>,
    form: &WorkerForm,
) -> Result<()> {
    if let Some(consent) = form.consent_id {
        return workers::withdraw_consent(unit, id, version, consent).await;
    }
    let scope = judge.code("consent_scope", &form.consent_scope);
    let way = judge.code::<ConsentWay>("consent_way", &form.consent_way);
    judged(judge)?;
    let (Some(scope), Some(way)) = (scope, way) else {
        return Err(DomainError::invalid("consent_scope", "problem-choose"));
    };
    let input = ConsentInput {
        scope,
        employer: None,
        way,
        witness: form.witness.trim().to_owned(),
    };
    workers::give_consent(unit, id, version, &input).await
}
