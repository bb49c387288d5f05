//! `/manage/vacancies/new` and `/manage/vacancies/{id}/edit`: write and change a post.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, Contract, Demand, Insurance, PayForm, Provision, Shift, Term, VacancyState};
use entity::{employer, vacancy};
use serde::Deserialize;
use uuid::Uuid;

use super::form::VacancyForm;
use crate::domain::employers::{self, EmployerFilter, EmployerSort};
use crate::domain::error::{DomainError, Problem};
use crate::domain::vacancies::rules::employer_problem;
use crate::domain::vacancies::{self, Updated, VacancyInput, state};
use crate::reference::{certificate, education};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::state::App;
use crate::web::trade;

/// For whom a new post is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    employer: String,
    q: String,
}

#[derive(Template)]
#[template(path = "vacancies/choose.html")]
struct ChoosePage<'a> {
    c: &'a Ctx,
    query: &'a NewQuery,
    employers: Vec<(employer::Model, Option<&'static str>)>,
}

#[derive(Template)]
#[template(path = "vacancies/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    problems: Problems,
    form: &'a VacancyForm,
    employer: &'a str,
    /// The post, unless a new one is written.
    post: Option<&'a vacancy::Model>,
    options: Options,
}

/// The options of every choice of the form.
struct Options {
    trades: Vec<Choice>,
    pay_forms: &'static [PayForm],
    provisions: &'static [Provision],
    shifts: &'static [Shift],
    demands: &'static [Demand],
    contracts: &'static [Contract],
    insurances: &'static [Insurance],
    terms: &'static [Term],
    education: Vec<Choice>,
    certificates: Vec<Choice>,
}

impl EditPage<'_> {
    fn is_reviewed(&self) -> bool {
        self.post.is_some_and(|post| state::is_reviewed(post.state))
    }

    fn may_submit(&self) -> bool {
        self.post
            .is_none_or(|post| matches!(post.state, VacancyState::Draft | VacancyState::Returned))
    }
}

fn options(c: &Ctx, form: &VacancyForm) -> Options {
    let lang = c.locale.tag();
    let with_none = |none: &str, all: Vec<(&str, &str)>, chosen: &str| {
        let first = Choice {
            value: String::new(),
            label: c.t(none),
            chosen: chosen.is_empty(),
        };
        let rest = all.into_iter().map(|(key, label)| Choice {
            value: key.to_owned(),
            label: label.to_owned(),
            chosen: key == chosen,
        });
        std::iter::once(first).chain(rest).collect()
    };
    let schooling = education::all()
        .iter()
        .filter(|level| level.key != "none")
        .map(|level| (level.key, level.label(lang)));
    let papers = certificate::all().iter().map(|paper| (paper.key, paper.label(lang)));
    Options {
        trades: trades(c, &form.occupation_code),
        pay_forms: PayForm::ALL,
        provisions: Provision::ALL,
        shifts: Shift::ALL,
        demands: Demand::ALL,
        contracts: Contract::ALL,
        insurances: Insurance::ALL,
        terms: Term::ALL,
        education: with_none("vacancies-no-limit", schooling.collect(), &form.education),
        certificates: with_none("vacancies-no-need", papers.collect(), &form.certificate),
    }
}

/// The everyday trades; a code that is none of them stays in the list, so that saving never loses it.
fn trades(c: &Ctx, chosen: &str) -> Vec<Choice> {
    let mut all = trade::choices(c, "vacancies-choose", chosen);
    if all.iter().all(|choice| !choice.chosen) {
        all.push(Choice {
            value: chosen.to_owned(),
            label: trade::name(c, chosen),
            chosen: true,
        });
    }
    all
}

/// The empty form: of one's own owner, or of the employer that staff chose.
pub async fn new_page(c: Ctx, State(app): State<App>, Query(query): Query<NewQuery>) -> PageResult {
    let db = app.core.db.reader();
    let chosen = if query.employer.is_empty() {
        c.actor.employer_id()
    } else {
        Uuid::parse_str(&query.employer).ok()
    };
    let Some(id) = chosen else {
        let filter = EmployerFilter {
            text: query.q.clone(),
            sort: EmployerSort::Name,
            ..EmployerFilter::default()
        };
        let found = employers::list(db, &c.actor, &filter, c.today(), 1).await?;
        let employers = found
            .rows
            .into_iter()
            .map(|row| (employer_problem(&row.employer, false, c.today()), row.employer))
            .map(|(why, owner)| (owner, why))
            .collect();
        return show(&ChoosePage {
            c: &c,
            query: &query,
            employers,
        });
    };
    let owner = employers::by_id(db, &c.actor, id).await?;
    let form = VacancyForm::empty(&owner, c.form_key(), c.today());
    let options = options(&c, &form);
    show(&EditPage {
        c: &c,
        problems: Problems::default(),
        form: &form,
        employer: &owner.name,
        post: None,
        options,
    })
}

async fn write_new(c: &Ctx, app: &App, employer: Uuid, form: &VacancyForm) -> Result<String, DomainError> {
    let input = form.read(c.today()).map_err(DomainError::Invalid)?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(form.form_key).await?;
    let id = vacancies::draft(&mut unit, employer, input).await?;
    if form.then == "submit" {
        vacancies::submit(&mut unit, id, 1).await?;
    }
    let path = format!("/manage/vacancies/{id}");
    unit.commit_to(&path).await?;
    Ok(path)
}

/// Keep the new post, and hand it in if that was asked.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<VacancyForm>) -> PageResult {
    let id = Uuid::parse_str(&form.employer).map_err(|_| PageError::NotFound)?;
    let owner = employers::by_id(app.core.db.reader(), &c.actor, id).await?;
    match write_new(&c, &app, id, &form).await {
        Ok(path) => Ok(go_with(
            &path,
            if form.then == "submit" {
                "vacancies-done-submit"
            } else {
                "vacancies-done-draft"
            },
            "",
        )),
        Err(DomainError::Invalid(problems)) => again(&c, &form, &owner.name, None, problems),
        Err(error) => Err(error.into()),
    }
}

fn again(
    c: &Ctx,
    form: &VacancyForm,
    employer: &str,
    post: Option<&vacancy::Model>,
    problems: Vec<Problem>,
) -> PageResult {
    let options = options(c, form);
    show_again(&EditPage {
        c,
        problems: problems.into(),
        form,
        employer,
        post,
        options,
    })
}

/// A post that may still be changed, with its employer.
async fn changeable(c: &Ctx, app: &App, id: Uuid) -> PageResult<(vacancy::Model, employer::Model)> {
    let db = app.core.db.reader();
    let post = vacancies::by_id(db, &c.actor, id).await?;
    if !state::may_change(post.state) {
        return Err(PageError::Conflict("vacancies-conflict-state"));
    }
    let owner = employers::by_id(db, &c.actor, post.employer_id).await?;
    Ok((post, owner))
}

/// The form of a post.
pub async fn edit_page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let (post, owner) = changeable(&c, &app, id).await?;
    let form = VacancyForm::of(&VacancyInput::of(&post), post.version);
    let options = options(&c, &form);
    show(&EditPage {
        c: &c,
        problems: Problems::default(),
        form: &form,
        employer: &owner.name,
        post: Some(&post),
        options,
    })
}

async fn write_again(c: &Ctx, app: &App, id: Uuid, form: &VacancyForm) -> Result<Updated, DomainError> {
    let input = form.read(c.today()).map_err(DomainError::Invalid)?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let updated = vacancies::update(&mut unit, id, form.version, input).await?;
    if form.then == "submit" {
        vacancies::submit(&mut unit, id, form.version + 1).await?;
    }
    unit.commit().await?;
    Ok(updated)
}

/// Save the post.
pub async fn save(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<VacancyForm>) -> PageResult {
    let (post, owner) = changeable(&c, &app, id).await?;
    match write_again(&c, &app, id, &form).await {
        Ok(updated) => {
            let flash = match (updated.back_to_review, form.then == "submit") {
                (true, _) => "vacancies-done-back-to-review",
                (_, true) => "vacancies-done-submit",
                _ => "vacancies-done-save",
            };
            Ok(go_with(&format!("/manage/vacancies/{id}"), flash, ""))
        }
        Err(DomainError::Invalid(problems)) => again(&c, &form, &owner.name, Some(&post), problems),
        Err(error) => Err(error.into()),
    }
}
