//! `/workshops/{id}/roll/{month}`: the roll of a month. Days are typed once a person, as `1-12,14`; one button fills in everybody.

use askama::Template;
use axum::extract::State;
use entity::codes::RollState;
use entity::workshop;
use serde::Deserialize;
use uuid::Uuid;

use super::month::Which;
use super::words;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem};
use crate::domain::workshops::days::{self, FULL, HALF};
use crate::domain::workshops::month::Month;
use crate::domain::workshops::{self, Attended, Roll, RollLine};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Query};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;
use crate::web::urlencode;

/// Which edition.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditionQuery {
    pub edition: Option<i32>,
}

/// Everything that was typed, by name.
pub type Fields = Vec<(String, String)>;

/// A field as typed.
pub fn typed<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields
        .iter()
        .find(|(field, _)| field == name)
        .map(|(_, value)| value.as_str())
}

/// A person's days.
struct Row {
    line: RollLine,
    full: String,
    half: String,
    wrong: Option<String>,
    late: bool,
    /// Opens a case about wages that are owed.
    case: String,
}

#[derive(Template)]
#[template(path = "workshops/roll.html")]
struct RollPage<'a> {
    c: &'a Ctx,
    workshop: workshop::Model,
    month: Month,
    roll: Option<Roll>,
    rows: Vec<Row>,
    work_days: String,
    reason: &'a str,
    problems: Problems,
}

impl RollPage<'_> {
    fn may_keep(&self) -> bool {
        self.c.may(Action::KeepRolls)
    }

    fn is_open(&self) -> bool {
        self.may_keep() && self.is(RollState::Open)
    }

    fn is(&self, state: RollState) -> bool {
        self.roll.as_ref().is_some_and(|roll| roll.roll.state == state)
    }

    fn is_over(&self) -> bool {
        self.month.last() < self.c.today()
    }

    fn is_coming(&self) -> bool {
        self.month > Month::of(self.c.today())
    }

    /// Months lead back to the application and no further; older rolls stand in the record's list.
    fn has_before(&self) -> bool {
        self.month > Month::of(self.workshop.applied_on)
    }

    fn has_next(&self) -> bool {
        self.month < Month::of(self.c.today())
    }

    fn opens_cases(&self) -> bool {
        self.c.may(Action::EditCases)
    }
}

/// Every day but Sundays: most workshops rest on them.
fn usual_days(month: Month) -> String {
    use chrono::{Datelike as _, Weekday};
    let letters: String = (1..=month.days())
        .map(|day| {
            let rests = month.day(day).is_some_and(|day| day.weekday() == Weekday::Sun);
            if rests { days::NONE } else { FULL }
        })
        .collect();
    days::words(&letters, FULL)
}

fn case_of(c: &Ctx, which: Which, line: &RollLine) -> String {
    let owed = line.line.due_fen - line.line.paid_fen;
    let what = c.t2(
        "workshops-case-what",
        "month",
        which.1,
        "yuan",
        crate::domain::workshops::sums::yuan(owed),
    );
    format!(
        "/cases/new?placement={}&kind=wages&what={}&amount_yuan={}&period={}&back={}",
        line.line.placement_id,
        urlencode(&what),
        owed / 100,
        which.1,
        urlencode(&which.path())
    )
}

async fn shown(
    c: &Ctx,
    app: &App,
    which: Which,
    edition: Option<i32>,
    (fields, reason): (&Fields, &str),
    problems: Problems,
) -> PageResult {
    let db = app.core.db.reader();
    let workshop = workshops::by_id(db, &c.actor, which.0).await?;
    let roll = workshops::roll_of(db, &c.actor, which.0, which.1, edition).await?;
    let mut rows = Vec::new();
    for line in roll.iter().flat_map(|roll| &roll.lines) {
        let name = |field: &str| format!("{field}-{}", line.line.id);
        let value = |field: &str, letter| {
            typed(fields, &name(field)).map_or_else(|| days::words(&line.line.days, letter), str::to_owned)
        };
        let wrong = [problems.of(c, &name("full")), problems.of(c, &name("half"))];
        rows.push(Row {
            full: value("full", FULL),
            half: value("half", HALF),
            wrong: wrong.into_iter().find(|text| !text.is_empty()),
            late: roll.as_ref().is_some_and(|roll| roll.is_late(line, c.today())),
            case: case_of(c, which, line),
            line: line.clone(),
        });
    }
    let again = !problems.is_empty();
    let page = RollPage {
        c,
        workshop,
        month: which.1,
        roll,
        rows,
        work_days: typed(fields, "work_days").map_or_else(|| usual_days(which.1), str::to_owned),
        reason,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The roll.
pub async fn page(c: Ctx, State(app): State<App>, which: Which, Query(query): Query<EditionQuery>) -> PageResult {
    shown(&c, &app, which, query.edition, (&Vec::new(), ""), Problems::default()).await
}

/// The roll with what is in the way.
pub async fn refused(c: &Ctx, app: &App, which: Which, reason: &str, problems: Vec<Problem>) -> PageResult {
    shown(c, app, which, None, (&Vec::new(), reason), problems.into()).await
}

/// Save the days; with `act=all` everybody without days was there on every day of work.
pub async fn save(c: Ctx, State(app): State<App>, which: Which, Form(fields): Form<Fields>) -> PageResult {
    workshops::by_id(app.core.db.reader(), &c.actor, which.0).await?;
    let version = typed(&fields, "version")
        .and_then(|words| words.parse().ok())
        .unwrap_or(0);
    let attended: Vec<Attended> = fields
        .iter()
        .filter_map(|(name, full)| {
            let line = Uuid::parse_str(name.strip_prefix("full-")?).ok()?;
            Some(Attended {
                line,
                full: full.clone(),
                half: typed(&fields, &format!("half-{line}")).unwrap_or_default().to_owned(),
            })
        })
        .collect();
    let everybody = typed(&fields, "act").filter(|act| *act == "all");
    let everybody = everybody.map(|_| typed(&fields, "work_days").unwrap_or_default());
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::set_days(&mut unit, (which.0, which.1, version), &attended, everybody).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&which.path(), "workshops-days-saved", &which.1.to_string())),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, which, None, (&fields, ""), problems.into()).await,
        Err(error) => Err(error.into()),
    }
}
