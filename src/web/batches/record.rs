//! `/batches/{id}`: one transfer: what lacks, what is next, who comes along.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use entity::batch;
use entity::codes::{BatchState, Code as _, PassengerState, RollKind, Subject};
use entity::state_move;
use serde::Deserialize;
use uuid::Uuid;

use super::steps::StepForm;
use super::words;
use crate::domain::access::Action;
use crate::domain::batches::state::{self, Step};
use crate::domain::batches::{self, PassengerRow, Plan};
use crate::domain::error::Problem;
use crate::domain::moves;
use crate::domain::page::PageOf;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Id, Query};
use crate::web::page::{Pager, show, show_again};
use crate::web::state::App;

/// People on one page of the record: a coach full.
const PEOPLE: u64 = 60;

/// Which page of the people.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RecordQuery {
    page: Option<u64>,
}

/// An employer with its people of this transfer.
struct Firm {
    id: Uuid,
    name: String,
    people: usize,
    /// Stand there and are not handed over.
    arrived: usize,
    handed_over: usize,
}

#[derive(Template)]
#[template(path = "batches/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    batch: batch::Model,
    plan: Plan,
    list: PageOf<PassengerRow>,
    pager: Pager,
    firms: Vec<Firm>,
    people: usize,
    lacking: usize,
    missing: usize,
    untold: usize,
    unseated: usize,
    steps: Vec<Step>,
    moves: Vec<state_move::Model>,
    form: &'a StepForm,
    problems: Problems,
}

impl RecordPage<'_> {
    fn may_edit(&self) -> bool {
        self.c.may(Action::EditBatches)
    }

    fn changeable(&self) -> bool {
        self.may_edit() && state::CHANGEABLE.contains(&self.batch.state)
    }

    fn collecting(&self) -> bool {
        self.may_edit() && state::COLLECTING.contains(&self.batch.state)
    }

    /// The roll call that is on now.
    fn roll(&self) -> Option<RollKind> {
        if !self.c.may(Action::CallRoll) {
            return None;
        }
        match self.batch.state {
            BatchState::Locked => Some(RollKind::Departure),
            BatchState::Departed | BatchState::Arrived => Some(RollKind::Arrival),
            _ => None,
        }
    }

    /// Somebody must be telephoned.
    fn has_calls(&self) -> bool {
        self.c.may(Action::CallRoll) && (self.untold > 0 || (self.roll().is_some() && self.missing > 0))
    }

    fn may_open_lists(&self) -> bool {
        self.c.may(Action::ReadHandOvers)
    }

    fn firm_of(&self, id: Uuid) -> &str {
        self.firms
            .iter()
            .find(|firm| firm.id == id)
            .map_or("", |firm| &firm.name)
    }
}

fn firms_of(rows: &[PassengerRow]) -> Vec<Firm> {
    let mut firms: BTreeMap<(&str, Uuid), Firm> = BTreeMap::new();
    for row in rows {
        let id = row.passenger.employer_id;
        let firm = firms.entry((&row.employer, id)).or_insert_with(|| Firm {
            id,
            name: row.employer.clone(),
            people: 0,
            arrived: 0,
            handed_over: 0,
        });
        firm.people += 1;
        firm.arrived += usize::from(row.passenger.state == PassengerState::Arrived);
        firm.handed_over += usize::from(row.passenger.state == PassengerState::HandedOver);
    }
    firms.into_values().collect()
}

async fn shown(c: &Ctx, app: &App, id: Uuid, at: u64, form: &StepForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let rows = batches::passengers_of(db, &c.actor, &batch, &plan, c.today()).await?;
    let count = |wanted: &dyn Fn(&PassengerRow) -> bool| rows.iter().filter(|row| wanted(row)).count();
    let again = !problems.is_empty();
    let tell = matches!(batch.state, BatchState::Postponed | BatchState::Cancelled);
    let (people, firms) = (rows.len(), firms_of(&rows));
    let mut page = RecordPage {
        c,
        lacking: count(&|row| !row.lacking.is_empty()),
        missing: count(&|row| row.passenger.state == PassengerState::NotArrived),
        untold: if tell {
            count(&|row| row.passenger.told_at.is_none())
        } else {
            0
        },
        unseated: count(&|row| row.passenger.seat.is_none()),
        people,
        firms,
        list: PageOf {
            rows: Vec::new(),
            total: people as u64,
            page: at,
            size: PEOPLE,
        },
        pager: Pager::new(&c.path_and_query, at, 1),
        steps: state::steps(batch.state),
        moves: moves::of(db, Subject::Batch, id).await?,
        plan,
        batch,
        form,
        problems,
    };
    page.pager.pages = page.list.pages();
    let skipped = usize::try_from(at.saturating_sub(1) * PEOPLE).unwrap_or(usize::MAX);
    let size = usize::try_from(PEOPLE).unwrap_or(usize::MAX);
    page.list.rows = rows.into_iter().skip(skipped).take(size).collect();
    if again { show_again(&page) } else { show(&page) }
}

/// The record.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<RecordQuery>) -> PageResult {
    let at = query.page.unwrap_or(1).max(1);
    shown(&c, &app, id, at, &StepForm::default(), Problems::default()).await
}

/// The record with what is in the way of a step.
pub async fn refused(c: &Ctx, app: &App, id: Uuid, form: &StepForm, problems: Vec<Problem>) -> PageResult {
    shown(c, app, id, 1, form, problems.into()).await
}
