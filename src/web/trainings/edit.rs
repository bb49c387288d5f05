//! `/trainings/new` and `/trainings/{id}/edit`: the plan of a training.

use askama::Template;
use axum::extract::State;
use chrono::{Datelike as _, Days, NaiveDate};
use entity::codes::{Code as _, LabourBrand, SkillLevel, TrainingKind};
use entity::training;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::trainings::state::PLANS;
use crate::domain::trainings::{self, TrainingInput, rules};
use crate::reference::{certificate, pairing, region, training_rule};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::{Choice, choices, go_with, show, show_again};
use crate::web::state::App;
use crate::web::{place, trade};

/// Days until a training that is planned today: the plan can still be filed in time.
const AHEAD_DAYS: u64 = 21;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TrainingForm {
    form_key: Uuid,
    version: i32,
    number: String,
    title: String,
    kind: String,
    trade: String,
    level: String,
    brand: String,
    institution: String,
    teacher: String,
    funding: String,
    cost: String,
    #[serde(rename = "for")]
    people_of: String,
    place: String,
    address: String,
    first_day: String,
    last_day: String,
    hours: String,
    hours_per_day: String,
    seats: String,
    seats_reason: String,
    plan_number: String,
    plan_filed_on: String,
    filing_reason: String,
    required: String,
    certificate: String,
}

#[derive(Template)]
#[template(path = "trainings/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    /// The training, unless a new one is planned.
    training: Option<&'a training::Model>,
    form: &'a TrainingForm,
    problems: Problems,
    kinds: Vec<Choice>,
    levels: Vec<Choice>,
    brands: Vec<Choice>,
    certificates: Vec<Choice>,
    trades: Vec<&'static str>,
    offers: Vec<String>,
    seats_most: i32,
}

/// Reads the fields of a form and gathers what is wrong with them.
struct Reader(Vec<Problem>);

impl Reader {
    fn place(&mut self, field: &str, words: &str) -> String {
        place::read(field, words, None)
            .map_err(|problem| self.0.push(problem))
            .unwrap_or_default()
    }

    fn day(&mut self, field: &str, words: &str) -> NaiveDate {
        words.trim().parse().unwrap_or_else(|_| {
            self.0.push(Problem::new(field, "trainings-problem-date"));
            NaiveDate::default()
        })
    }

    fn number(&mut self, field: &str, words: &str) -> i32 {
        typed::bare(words).replace(',', "").parse().unwrap_or_else(|_| {
            self.0.push(Problem::new(field, "problem-number"));
            1
        })
    }

    fn trade(&mut self, words: &str) -> String {
        if words.trim().is_empty() {
            return String::new();
        }
        trade::read("trade", words)
            .map_err(|problem| self.0.push(problem))
            .unwrap_or_default()
    }
}

impl TrainingForm {
    fn of(c: &Ctx, training: &training::Model) -> Self {
        Self {
            form_key: Uuid::nil(),
            version: training.version,
            number: training.number.clone(),
            title: training.title.clone(),
            kind: training.kind.key().to_owned(),
            trade: super::words::trade(c, training),
            level: training.level.key().to_owned(),
            brand: training.brand.map(|brand| brand.key().to_owned()).unwrap_or_default(),
            institution: training.institution.clone(),
            teacher: training.teacher.clone(),
            funding: training.funding_source.clone(),
            cost: training.seat_cost_yuan.map(|cost| cost.to_string()).unwrap_or_default(),
            people_of: region::full_name(&training.for_code),
            place: region::full_name(&training.place_code),
            address: training.address.clone(),
            first_day: training.first_day.to_string(),
            last_day: training.last_day.to_string(),
            hours: training.hours.to_string(),
            hours_per_day: training.hours_per_day.to_string(),
            seats: training.seats.to_string(),
            seats_reason: training.seats_reason.clone(),
            plan_number: training.plan_number.clone(),
            plan_filed_on: training.plan_filed_on.map(|day| day.to_string()).unwrap_or_default(),
            filing_reason: training.filing_reason.clone(),
            required: training.required_percent.to_string(),
            certificate: training.certificate_kind.clone(),
        }
    }

    /// The reader's own county, and what the local rule says, filled in.
    fn fresh(c: &Ctx) -> Self {
        let own = c.actor.region_code();
        let county = own
            .and_then(region::county)
            .map(|place| place.code)
            .or_else(|| pairing::all().first().map(|pair| pair.west))
            .unwrap_or_default();
        let first = c.today() + Days::new(AHEAD_DAYS);
        let rule = training_rule::at(county, first);
        Self {
            form_key: c.form_key(),
            kind: TrainingKind::Class.key().to_owned(),
            level: SkillLevel::None.key().to_owned(),
            number: format!("PX{}-", c.today().year()),
            people_of: region::full_name(county),
            place: region::full_name(county),
            first_day: first.to_string(),
            last_day: (first + Days::new(4)).to_string(),
            hours: "40".into(),
            hours_per_day: "8".into(),
            seats: rule.seats_most.to_string(),
            required: rule.required_percent.to_string(),
            ..Self::default()
        }
    }

    /// What was meant, or every problem of the form.
    fn read(&self, today: NaiveDate) -> Result<TrainingInput> {
        let mut read = Reader(Vec::new());
        let kind = TrainingKind::from_key(&self.kind).unwrap_or_else(|| {
            read.0.push(Problem::new("kind", "problem-choose"));
            TrainingKind::Class
        });
        let class = rules::is_class(kind);
        let first_day = read.day("first_day", &self.first_day);
        let hours = read.number("hours", &self.hours);
        let input = TrainingInput {
            number: self.number.clone(),
            title: self.title.clone(),
            kind,
            occupation_code: read.trade(&self.trade),
            level: SkillLevel::from_key(&self.level).unwrap_or(SkillLevel::None),
            brand: LabourBrand::from_key(&self.brand),
            institution: self.institution.clone(),
            teacher: self.teacher.clone(),
            funding_source: self.funding.clone(),
            seat_cost_yuan: (!self.cost.trim().is_empty()).then(|| read.number("cost", &self.cost)),
            for_code: read.place("for", &self.people_of),
            place_code: read.place("place", &self.place),
            address: self.address.clone(),
            first_day,
            last_day: if class {
                read.day("last_day", &self.last_day)
            } else {
                first_day
            },
            hours,
            hours_per_day: if class {
                read.number("hours_per_day", &self.hours_per_day)
            } else {
                hours
            },
            seats: read.number("seats", &self.seats),
            seats_reason: self.seats_reason.clone(),
            plan_number: self.plan_number.clone(),
            plan_filed_on: (!self.plan_filed_on.trim().is_empty())
                .then(|| read.day("plan_filed_on", &self.plan_filed_on)),
            filing_reason: self.filing_reason.clone(),
            required_percent: read.number("required", &self.required),
            certificate_kind: self.certificate.clone(),
        }
        .tidy();
        let mut problems = read.0;
        if problems.is_empty() {
            return Ok(input);
        }
        for problem in input.problems(today) {
            if problems.iter().all(|known| known.field != problem.field) {
                problems.push(problem);
            }
        }
        Err(DomainError::Invalid(problems))
    }

    fn page<'a>(&'a self, c: &'a Ctx, training: Option<&'a training::Model>, problems: Problems) -> EditPage<'a> {
        let none = |label: &str, chosen: &str| Choice {
            value: String::new(),
            label: c.t(label),
            chosen: chosen.is_empty(),
        };
        let mut brands = vec![none("trainings-no-brand", &self.brand)];
        brands.extend(choices(c, LabourBrand::ALL, &self.brand));
        let mut certificates = vec![none("trainings-no-certificate", &self.certificate)];
        certificates.extend(certificate::all().iter().map(|one| Choice {
            value: one.key.to_owned(),
            label: one.label(c.locale.tag()).to_owned(),
            chosen: one.key == self.certificate,
        }));
        let place = c.actor.region_code().unwrap_or("*");
        EditPage {
            c,
            training,
            form: self,
            problems,
            kinds: choices(c, TrainingKind::ALL, &self.kind),
            levels: choices(c, SkillLevel::ALL, &self.level),
            brands,
            certificates,
            trades: trade::offers(c),
            offers: place::offers(c),
            seats_most: training_rule::at(place, c.today()).seats_most,
        }
    }
}

/// The empty form.
pub async fn new_page(c: Ctx) -> PageResult {
    show(&TrainingForm::fresh(&c).page(&c, None, Problems::default()))
}

/// Plan the training.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<TrainingForm>) -> PageResult {
    let result: Result<Uuid> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let id = trainings::plan(&mut unit, form.read(c.today())?).await?;
        unit.commit_to(&format!("/trainings/{id}")).await?;
        Ok(id)
    }
    .await;
    match result {
        Ok(id) => Ok(go_with(&format!("/trainings/{id}"), "trainings-planned", &form.title)),
        Err(DomainError::Invalid(problems)) => show_again(&form.page(&c, None, problems.into())),
        Err(error) => Err(error.into()),
    }
}

async fn changeable(c: &Ctx, app: &App, id: Uuid) -> PageResult<training::Model> {
    let training = trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    if PLANS.contains(&training.state) {
        Ok(training)
    } else {
        Err(PageError::Conflict("trainings-conflict-runs"))
    }
}

/// The training with its form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let training = changeable(&c, &app, id).await?;
    show(&TrainingForm::of(&c, &training).page(&c, Some(&training), Problems::default()))
}

/// Save the plan.
pub async fn save(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<TrainingForm>) -> PageResult {
    let training = changeable(&c, &app, id).await?;
    let result = async {
        let input = form.read(c.today())?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        trainings::update(&mut unit, id, form.version, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/trainings/{id}"), "trainings-saved", &form.title)),
        Err(DomainError::Invalid(problems)) => show_again(&form.page(&c, Some(&training), problems.into())),
        Err(error) => Err(error.into()),
    }
}
