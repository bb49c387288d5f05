//! `/workers/{id}`: the full record. Numbers and phones are masked; each is shown by itself, with a reason.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use super::view;
use crate::domain::access::Action;
use crate::domain::workers::{self, NameCard, WorkerRecord};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::show;
use crate::web::state::App;
use crate::web::trade;

/// One line of the timeline.
pub struct Step {
    /// The day.
    pub day: NaiveDate,
    /// What happened.
    pub words: String,
    /// Who recorded it, from what source.
    pub meta: String,
}

#[derive(Template)]
#[template(path = "workers/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    record: WorkerRecord,
    card: NameCard,
    steps: Vec<Step>,
    suspects: usize,
}

/// What is told of the life of a record, the latest first.
fn steps_of(c: &Ctx, record: &WorkerRecord) -> Vec<Step> {
    let by = |source: String, account| {
        let person = record.person(account);
        if person.is_empty() {
            source
        } else {
            format!("{source} · {person}")
        }
    };
    let statuses = record.statuses.iter().map(|row| Step {
        day: row.as_of,
        words: c.label(&row.status),
        meta: by(c.label(&row.source), row.recorded_by),
    });
    let households = record.households.iter().map(|row| Step {
        day: row.from_date,
        words: view::household(c, row),
        meta: by(c.t("workers-section-household"), row.recorded_by),
    });
    let given = record.consents.iter().map(|row| Step {
        day: crate::domain::clock::day_of(row.given_at),
        words: c.t1("workers-consent-given", "scope", c.label(&row.scope)),
        meta: by(c.label(&row.way), row.recorded_by),
    });
    let withdrawn = record.consents.iter().filter_map(|row| {
        row.withdrawn_at.map(|at| Step {
            day: crate::domain::clock::day_of(at),
            words: c.t1("workers-consent-withdrawn", "scope", c.label(&row.scope)),
            meta: String::new(),
        })
    });
    let mut steps: Vec<Step> = statuses.chain(households).chain(given).chain(withdrawn).collect();
    steps.sort_by_key(|step| std::cmp::Reverse(step.day));
    steps
}

/// The record.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let db = app.core.db.reader();
    let record = workers::record(db, &c.actor, id, c.today()).await?;
    let card = NameCard::of(&record.worker, c.today());
    let steps = steps_of(&c, &record);
    let suspects = if c.may(Action::MergeWorkers) {
        workers::suspects_of(db, &c.actor, id).await?.len()
    } else {
        0
    };
    show(&RecordPage {
        c: &c,
        card,
        steps,
        suspects,
        record,
    })
}
