//! `/manage/fairs/new` and `/manage/fairs/{id}/edit`: the plan of a fair.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use entity::codes::{Code as _, FairKind};
use entity::fair;
use serde::Deserialize;
use uuid::Uuid;

use super::words::hour;
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::fairs::{self, FairInput, rules};
use crate::domain::{clock, fairs::state::PLANNED};
use crate::reference::{pairing, region};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FairForm {
    form_key: Uuid,
    version: i32,
    name: String,
    kind: String,
    west: String,
    east: String,
    place: String,
    address: String,
    directions: String,
    programme: String,
    organiser: String,
    contact_phone: String,
    day: String,
    from: String,
    until: String,
    visitors: String,
}

#[derive(Template)]
#[template(path = "fairs/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    /// The fair, unless a new one is planned.
    fair: Option<&'a fair::Model>,
    form: &'a FairForm,
    problems: Problems,
    kinds: &'static [FairKind],
    offers: Vec<String>,
}

fn place_of(field: &str, words: &str, problems: &mut Vec<Problem>) -> String {
    place::read(field, words, None)
        .map_err(|problem| problems.push(problem))
        .unwrap_or_default()
}

/// An hour such as `9:00` or `14：30`.
fn hour_of(field: &str, words: &str, problems: &mut Vec<Problem>) -> NaiveTime {
    let folded: String = words.chars().map(typed::fold_width).collect();
    NaiveTime::parse_from_str(folded.trim(), "%H:%M").unwrap_or_else(|_| {
        problems.push(Problem::new(field, "fairs-problem-hour"));
        NaiveTime::default()
    })
}

impl FairForm {
    fn of(fair: &fair::Model) -> Self {
        Self {
            form_key: Uuid::nil(),
            version: fair.version,
            name: fair.name.clone(),
            kind: fair.kind.key().to_owned(),
            west: region::full_name(&fair.west_code),
            east: region::full_name(&fair.east_code),
            place: region::full_name(&fair.place_code),
            address: fair.address.clone(),
            directions: fair.directions.clone(),
            programme: fair.programme.clone(),
            organiser: fair.organiser.clone(),
            contact_phone: fair.contact_phone.clone(),
            day: rules::day(fair).to_string(),
            from: hour(&fair.starts_at),
            until: hour(&fair.ends_at),
            visitors: fair.visitors_expected.to_string(),
        }
    }

    /// The pair of the reader's own county, filled in.
    fn fresh(c: &Ctx) -> Self {
        let own = c.actor.region_code();
        let pair = pairing::all()
            .iter()
            .find(|pair| own.is_none_or(|own| region::contains(pair.west, own) || region::contains(pair.east, own)));
        Self {
            form_key: c.form_key(),
            kind: FairKind::OnSite.key().to_owned(),
            west: pair.map(|pair| region::full_name(pair.west)).unwrap_or_default(),
            east: pair.map(|pair| region::full_name(pair.east)).unwrap_or_default(),
            place: pair.map(|pair| region::full_name(pair.west)).unwrap_or_default(),
            contact_phone: c.site.station_phone.clone(),
            organiser: c.site.operator.clone(),
            from: "09:00".into(),
            until: "15:00".into(),
            ..Self::default()
        }
    }

    /// What was meant, or every problem of the form.
    fn read(&self, today: NaiveDate) -> Result<FairInput> {
        let mut problems = Vec::new();
        let kind = FairKind::from_key(&self.kind).unwrap_or_else(|| {
            problems.push(Problem::new("kind", "problem-choose"));
            FairKind::OnSite
        });
        let day = self.day.trim().parse::<NaiveDate>().unwrap_or_else(|_| {
            problems.push(Problem::new("day", "fairs-problem-day"));
            today
        });
        let west_code = place_of("west", &self.west, &mut problems);
        let east_code = place_of("east", &self.east, &mut problems);
        let place_code = place_of("place", &self.place, &mut problems);
        let from = hour_of("from", &self.from, &mut problems);
        let until = hour_of("until", &self.until, &mut problems);
        let visitors = typed::bare(&self.visitors).replace(',', "").parse();
        if visitors.is_err() {
            problems.push(Problem::new("visitors", "problem-number"));
        }
        let at = |time: NaiveTime| -> DateTime<Utc> {
            clock::beijing()
                .from_local_datetime(&day.and_time(time))
                .single()
                .map_or_else(DateTime::default, |moment| moment.with_timezone(&Utc))
        };
        let input = FairInput {
            name: self.name.clone(),
            kind,
            west_code,
            east_code,
            place_code,
            address: self.address.clone(),
            directions: self.directions.clone(),
            programme: self.programme.clone(),
            organiser: self.organiser.clone(),
            contact_phone: self.contact_phone.clone(),
            starts_at: at(from),
            ends_at: at(until),
            visitors_expected: visitors.unwrap_or_default(),
        }
        .tidy();
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

    fn page<'a>(&'a self, c: &'a Ctx, fair: Option<&'a fair::Model>, problems: Problems) -> EditPage<'a> {
        EditPage {
            c,
            fair,
            form: self,
            problems,
            kinds: FairKind::ALL,
            offers: place::often_named(&[]).into_iter().map(|choice| choice.label).collect(),
        }
    }
}

/// The empty form.
pub async fn new_page(c: Ctx) -> PageResult {
    show(&FairForm::fresh(&c).page(&c, None, Problems::default()))
}

/// Plan the fair.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<FairForm>) -> PageResult {
    let result: Result<Uuid> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let id = fairs::plan(&mut unit, form.read(c.today())?).await?;
        unit.commit_to(&format!("/manage/fairs/{id}")).await?;
        Ok(id)
    }
    .await;
    match result {
        Ok(id) => Ok(go_with(&format!("/manage/fairs/{id}"), "fairs-planned", &form.name)),
        Err(DomainError::Invalid(problems)) => show_again(&form.page(&c, None, problems.into())),
        Err(error) => Err(error.into()),
    }
}

async fn changeable(c: &Ctx, app: &App, id: Uuid) -> PageResult<fair::Model> {
    let fair = fairs::by_id(app.core.db.reader(), &c.actor, id).await?;
    if PLANNED.contains(&fair.state) {
        Ok(fair)
    } else {
        Err(PageError::Conflict("fairs-conflict-locked"))
    }
}

/// The fair with its form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let fair = changeable(&c, &app, id).await?;
    show(&FairForm::of(&fair).page(&c, Some(&fair), Problems::default()))
}

/// Save the plan.
pub async fn save(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<FairForm>) -> PageResult {
    let fair = changeable(&c, &app, id).await?;
    let result = async {
        let input = form.read(c.today())?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        fairs::update(&mut unit, id, form.version, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/manage/fairs/{id}"), "fairs-saved", &form.name)),
        Err(DomainError::Invalid(problems)) => show_again(&form.page(&c, Some(&fair), problems.into())),
        Err(error) => Err(error.into()),
    }
}
