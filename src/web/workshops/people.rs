//! `/workshops/{id}/people`: who works there, who could be put on the list, and whom to take in.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::workshop;
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::access::Action;
use crate::domain::checks::typed;
use crate::domain::error::DomainError;
use crate::domain::page::PageOf;
use crate::domain::workers::{self, ListRow, NameCard, WorkerFilter, WorkerSort};
use crate::domain::workshops::state::OVER;
use crate::domain::workshops::{self, PersonRow, judge};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;
use crate::web::workers::view;

/// Who is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PeopleQuery {
    q: String,
}

/// Who is put on the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AdoptForm {
    pick: Vec<Uuid>,
    contract_months: String,
}

/// What a firm sees of a person: the name and the first day.
struct Plain {
    name: String,
    started_on: chrono::NaiveDate,
}

/// What staff see.
struct Full {
    row: PersonRow,
    /// Why somebody of a lifted household does not count.
    lacks: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "workshops/people.html")]
struct PeoplePage<'a> {
    c: &'a Ctx,
    workshop: workshop::Model,
    plain: Vec<Plain>,
    full: Vec<Full>,
    adoptable: Vec<(Uuid, NameCard, chrono::NaiveDate)>,
    q: &'a str,
    found: Option<PageOf<ListRow>>,
    form: &'a AdoptForm,
    problems: Problems,
}

impl PeoplePage<'_> {
    fn may_take(&self) -> bool {
        self.c.may(Action::EditWorkshops) && !OVER.contains(&self.workshop.state)
    }
}

async fn shown(c: &Ctx, app: &App, id: Uuid, q: &str, form: &AdoptForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let workshop = workshops::by_id(db, &c.actor, id).await?;
    let people = workshops::people_on(db, id, c.today()).await?;
    let firm = words::is_firm(c);
    let rule = workshops::rule_on(db, &workshop.place_code, c.today()).await?;
    let (mut plain, mut full) = (Vec::new(), Vec::new());
    for row in people {
        if firm {
            plain.push(Plain {
                name: row.person.map(|person| person.name).unwrap_or_default(),
                started_on: row.placement.started_on,
            });
        } else {
            let lacks = rule.iter().flat_map(|rule| judge::lacks(rule, &row.facts));
            let lacks = lacks.map(judge::Lack::key).filter(|_| row.facts.lifted).collect();
            full.push(Full { row, lacks });
        }
    }
    let mut adoptable = Vec::new();
    let mut found = None;
    if c.may(Action::EditWorkshops) && !OVER.contains(&workshop.state) {
        let rows = workshops::adoptable(db, &c.actor, &workshop).await?;
        let names: HashMap<Uuid, NameCard> =
            workers::names_of(db, rows.iter().map(|row| row.worker_id), c.today()).await?;
        adoptable = rows
            .into_iter()
            .filter_map(|row| Some((row.id, names.get(&row.worker_id)?.clone(), row.started_on)))
            .collect();
        if !q.trim().is_empty() {
            let filter = WorkerFilter {
                terms: workers::read_terms(q),
                ..WorkerFilter::default()
            };
            let order = (WorkerSort::Name, false);
            found = Some(workers::list(db, &app.core.vault, &c.actor, c.today(), &filter, order, 1).await?);
        }
    }
    let again = !problems.is_empty();
    let page = PeoplePage {
        c,
        workshop,
        plain,
        full,
        adoptable,
        q,
        found,
        form,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The people.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<PeopleQuery>) -> PageResult {
    shown(&c, &app, id, &query.q, &AdoptForm::default(), Problems::default()).await
}

/// Put people on the list who work there already.
pub async fn adopt(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<AdoptForm>) -> PageResult {
    workshops::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let months = match typed::bare(&form.contract_months).as_str() {
            "" => None,
            words => Some(
                words
                    .parse()
                    .map_err(|_| DomainError::invalid("contract_months", "problem-number"))?,
            ),
        };
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::adopt(&mut unit, id, &form.pick, months).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => {
            let count = form.pick.len().to_string();
            Ok(go_with(&format!("/workshops/{id}/people"), "workshops-adopted", &count))
        }
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, "", &form, problems.into()).await,
        Err(error) => Err(PageError::from(error)),
    }
}
