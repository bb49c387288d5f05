//! `/workshops/new` and `/workshops/{id}/edit`: what is written down of a workshop.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::{Code as _, WorkshopKind};
use entity::{ledger_entry, workshop};
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::workshops::state::OVER;
use crate::domain::workshops::{self, WorkshopInput};
use crate::domain::{employers, ledgers};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::state::App;
use crate::web::{place, trade};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WorkshopForm {
    form_key: Uuid,
    version: i32,
    name: String,
    later_name: String,
    kind: String,
    employer: String,
    place: String,
    address: String,
    occupation: String,
    east_yuan: String,
    east_on: String,
    project_name: String,
    ledger: String,
    contact_name: String,
    contact_phone: String,
    pay_day: String,
    day_hours: String,
    applied_on: String,
}

#[derive(Template)]
#[template(path = "workshops/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    workshop: Option<&'a workshop::Model>,
    form: &'a WorkshopForm,
    problems: Problems,
    kinds: &'static [WorkshopKind],
    places: Vec<String>,
    trades: Vec<&'static str>,
    firms: Vec<String>,
    projects: Vec<Choice>,
}

fn hours(minutes: i32) -> String {
    if minutes % 60 == 0 {
        (minutes / 60).to_string()
    } else {
        format!("{:.2}", f64::from(minutes) / 60.0)
            .trim_end_matches('0')
            .to_owned()
    }
}

/// `7.5` hours as minutes, whole minutes only.
fn minutes(words: &str) -> Option<i32> {
    let (whole, part) = words.split_once('.').unwrap_or((words, "0"));
    let (hours, digits): (i32, i32) = (whole.parse().ok()?, part.parse().ok()?);
    let scale = 10_i32.checked_pow(u32::try_from(part.len()).ok()?)?;
    (0..=24).contains(&hours).then(|| hours * 60 + digits * 60 / scale)
}

fn number<N: std::str::FromStr>(field: &str, words: &str, problems: &mut Vec<Problem>) -> Option<N> {
    let bare = typed::bare(words).replace(',', "");
    if bare.is_empty() {
        return None;
    }
    let read = bare.parse().ok();
    if read.is_none() {
        problems.push(Problem::new(field, "problem-number"));
    }
    read
}

fn day(field: &str, words: &str, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let read = words.parse().ok();
    if read.is_none() {
        problems.push(Problem::new(field, "workshops-problem-day"));
    }
    read
}

impl WorkshopForm {
    async fn of(c: &Ctx, app: &App, row: &workshop::Model) -> Result<Self> {
        let names = employers::names_of(app.core.db.reader(), [row.employer_id]).await?;
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Ok(Self {
            form_key: Uuid::nil(),
            version: row.version,
            name: row.name.clone(),
            later_name: row.later_name.clone(),
            kind: row.kind.key().to_owned(),
            employer: names
                .get(&row.employer_id)
                .map(|card| card.name.clone())
                .unwrap_or_default(),
            place: region::full_name(&row.place_code),
            address: row.address.clone(),
            occupation: trade::name(c, &row.occupation_code),
            east_yuan: row.east_yuan.map(|yuan| yuan.to_string()).unwrap_or_default(),
            east_on: day(row.east_on),
            project_name: row.project_name.clone(),
            ledger: row.ledger_id.map(|id| id.to_string()).unwrap_or_default(),
            contact_name: row.contact_name.clone(),
            contact_phone: row.contact_phone.clone(),
            pay_day: row.pay_day.to_string(),
            day_hours: hours(row.day_minutes),
            applied_on: row.applied_on.to_string(),
        })
    }

    fn fresh(c: &Ctx) -> Self {
        Self {
            form_key: c.form_key(),
            kind: WorkshopKind::Factory.key().to_owned(),
            pay_day: "15".to_owned(),
            day_hours: "8".to_owned(),
            applied_on: c.today().to_string(),
            ..Self::default()
        }
    }

    /// What was meant, or every problem of the form.
    async fn read(&self, c: &Ctx, app: &App) -> Result<WorkshopInput> {
        let mut problems = Vec::new();
        let kind = WorkshopKind::from_key(&self.kind).unwrap_or_else(|| {
            problems.push(Problem::new("kind", "problem-choose"));
            WorkshopKind::Factory
        });
        let mut take = |read: std::result::Result<String, Problem>| {
            read.map_err(|problem| problems.push(problem)).unwrap_or_default()
        };
        let place_code = take(place::read_own(c, "place", &self.place));
        let occupation_code = take(trade::read("occupation", &self.occupation));
        let east_yuan = number("east_yuan", &self.east_yuan, &mut problems);
        let east_on = day("east_on", &self.east_on, &mut problems);
        let pay_day = number("pay_day", &self.pay_day, &mut problems).unwrap_or(0);
        let applied_on = day("applied_on", &self.applied_on, &mut problems);
        if self.applied_on.trim().is_empty() {
            problems.push(Problem::new("applied_on", "workshops-problem-day"));
        }
        let ledger_id = match self.ledger.trim() {
            "" => None,
            id => Uuid::parse_str(id)
                .map_err(|_| problems.push(Problem::new("ledger", "problem-choose")))
                .ok(),
        };
        let employer_id = ledgers::employer_named(app.core.db.reader(), &c.actor, &self.employer).await?;
        let input = WorkshopInput {
            name: self.name.clone(),
            later_name: self.later_name.clone(),
            kind,
            employer_id,
            place_code,
            address: self.address.clone(),
            occupation_code,
            east_yuan,
            east_on,
            project_name: self.project_name.clone(),
            ledger_id,
            contact_name: self.contact_name.clone(),
            contact_phone: self.contact_phone.clone(),
            pay_day,
            day_minutes: minutes(&typed::bare(&self.day_hours)).unwrap_or(0),
            applied_on: applied_on.unwrap_or(c.today()),
        };
        if problems.is_empty() {
            return Ok(input);
        }
        for problem in input.problems(c.today()) {
            if problems.iter().all(|known| known.field != problem.field) {
                problems.push(problem);
            }
        }
        Err(DomainError::Invalid(problems))
    }

    async fn page<'a>(
        &'a self,
        c: &'a Ctx,
        app: &App,
        workshop: Option<&'a workshop::Model>,
        problems: Problems,
    ) -> Result<EditPage<'a>> {
        let db = app.core.db.reader();
        Ok(EditPage {
            c,
            workshop,
            form: self,
            problems,
            kinds: WorkshopKind::ALL,
            places: place::offers(c),
            trades: trade::offers(c),
            firms: workshops::firms(db, &c.actor).await?,
            projects: self.projects(c, &workshops::projects(db, &c.actor).await?),
        })
    }

    fn projects(&self, c: &Ctx, rows: &[ledger_entry::Model]) -> Vec<Choice> {
        let none = Choice {
            value: String::new(),
            label: c.t("workshops-no-project"),
            chosen: self.ledger.is_empty(),
        };
        let rows = rows.iter().map(|row| Choice {
            value: row.id.to_string(),
            label: format!("{} {}", row.on_date, row.name),
            chosen: row.id.to_string() == self.ledger,
        });
        std::iter::once(none).chain(rows).collect()
    }
}

/// The empty form.
pub async fn new_page(c: Ctx, State(app): State<App>) -> PageResult {
    show(
        &WorkshopForm::fresh(&c)
            .page(&c, &app, None, Problems::default())
            .await?,
    )
}

/// Write the application down.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<WorkshopForm>) -> PageResult {
    let result: Result<Uuid> = async {
        let input = form.read(&c, &app).await?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let id = workshops::apply(&mut unit, &input).await?;
        unit.commit_to(&format!("/workshops/{id}")).await?;
        Ok(id)
    }
    .await;
    match result {
        Ok(id) => Ok(go_with(&format!("/workshops/{id}"), "workshops-applied", &form.name)),
        Err(DomainError::Invalid(problems)) => show_again(&form.page(&c, &app, None, problems.into()).await?),
        Err(error) => Err(error.into()),
    }
}

async fn changeable(c: &Ctx, app: &App, id: Uuid) -> PageResult<workshop::Model> {
    let row = workshops::by_id(app.core.db.reader(), &c.actor, id).await?;
    if OVER.contains(&row.state) {
        return Err(PageError::Conflict("workshops-conflict-over"));
    }
    Ok(row)
}

/// The workshop with its form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let row = changeable(&c, &app, id).await?;
    let form = WorkshopForm::of(&c, &app, &row).await?;
    show(&form.page(&c, &app, Some(&row), Problems::default()).await?)
}

/// Save what was written.
pub async fn save(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<WorkshopForm>) -> PageResult {
    let row = changeable(&c, &app, id).await?;
    let result = async {
        let input = form.read(&c, &app).await?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::change(&mut unit, id, form.version, &input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/workshops/{id}"), "workshops-saved", "")),
        Err(DomainError::Invalid(problems)) => show_again(&form.page(&c, &app, Some(&row), problems.into()).await?),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{hours, minutes};

    #[test]
    fn hours_are_read_as_they_are_written() {
        for (words, expected) in [("8", 480), ("7.5", 450), ("7.25", 435)] {
            assert_eq!(minutes(words), Some(expected));
            assert_eq!(hours(expected), words);
        }
        assert_eq!(minutes("eight"), None);
    }
}
