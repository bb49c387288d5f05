//! The same figures, counted slowly and obviously over all rows: what the database's counting is held against.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::codes::PlacementKind::{self, InCounty, InProvince, OtherProvince, PairedEast, Welfare, Workshop};
use entity::codes::{HouseholdBase, Origin, Subject};
use entity::{placement, retention_mark, state_move, worker, worker_household};
use labour_bridge::domain::clock;
use labour_bridge::domain::figures::Period;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::support::TestApp;

/// Everything that is written down.
pub struct Books {
    placements: Vec<placement::Model>,
    moves: Vec<state_move::Model>,
    households: Vec<worker_household::Model>,
    marks: Vec<retention_mark::Model>,
    homes: HashMap<Uuid, String>,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    pub period: Period,
    pub as_of: NaiveDate,
    pub place: String,
}

impl Question {
    fn end(&self) -> NaiveDate {
        self.period.until.min(self.as_of)
    }

    fn known_before(&self) -> DateTime<Utc> {
        clock::start_of(self.as_of + Days::new(1))
    }
}

pub async fn books(app: &TestApp) -> Books {
    let db = app.app.core.db.reader();
    let moves = state_move::Entity::find().filter(state_move::Column::Subject.eq(Subject::Placement));
    let moves = moves.order_by_asc(state_move::Column::Id);
    let workers = worker::Entity::find().all(db).await.expect("workers");
    Books {
        placements: placement::Entity::find().all(db).await.expect("placements"),
        moves: moves.all(db).await.expect("moves"),
        households: worker_household::Entity::find().all(db).await.expect("households"),
        marks: retention_mark::Entity::find().all(db).await.expect("marks"),
        homes: workers.into_iter().map(|row| (row.id, row.region_code)).collect(),
    }
}

impl Books {
    /// The state in which a placement was on the evening of the day, by its moves.
    fn state_then(&self, id: Uuid, question: &Question) -> &str {
        let mut steps = self.moves.iter().filter(|step| step.subject_id == id);
        let last = steps.rfind(|step| step.at < question.known_before());
        last.map_or("", |step| step.to_state.as_str())
    }

    /// Begun, verified and not in doubt by then, of a person of the place.
    fn counts(&self, row: &placement::Model, question: &Question) -> bool {
        row.started_on <= question.end()
            && row.verified_at.is_some_and(|at| at < question.known_before())
            && !matches!(self.state_then(row.id, question), "lost" | "disputed")
            && self.homes[&row.worker_id].starts_with(&question.place)
    }

    fn lifted(&self, row: &placement::Model) -> bool {
        self.households.iter().any(|household| {
            household.worker_id == row.worker_id
                && household.from_date <= row.started_on
                && household.to_date.is_none_or(|end| row.started_on < end)
                && (household.base == HouseholdBase::Lifted || household.monitor.is_some())
        })
    }

    fn proven(&self, row: &placement::Model, question: &Question) -> bool {
        self.marks.iter().any(|mark| {
            mark.placement_id == row.id
                && mark.days == 90
                && mark.recorded_at < question.known_before()
                && mark.withdrawn_at.is_none_or(|at| at >= question.known_before())
        })
    }

    fn others<'a>(&'a self, row: &'a placement::Model) -> impl Iterator<Item = &'a placement::Model> {
        self.placements
            .iter()
            .filter(|other| other.worker_id == row.worker_id && other.id != row.id)
    }

    /// The number of a figure.
    pub fn number(&self, code: &str, question: &Question) -> i64 {
        let end = question.end();
        let began = |row: &placement::Model| row.started_on >= question.period.from;
        let running = |row: &placement::Model| row.ended_on.is_none_or(|last| last >= end);
        let kind = |wanted: PlacementKind| move |row: &placement::Model| row.kind == wanted;
        let sent = |row: &placement::Model| kind(PairedEast)(row) && began(row);
        let organised = |row: &placement::Model| {
            sent(row)
                && matches!(
                    row.origin,
                    Origin::Station | Origin::Village | Origin::Fair | Origin::Agency
                )
        };
        let due = |row: &placement::Model| sent(row) && (question.as_of - row.started_on).num_days() >= 90;
        let left = |row: &placement::Model| {
            row.ended_on
                .is_some_and(|last| question.period.from <= last && last <= end)
        };
        match code {
            "T1" => self.people(question, sent),
            "T1c" => self.people(question, kind(PairedEast)),
            "T1n" => self.people(question, |row| sent(row) && self.is_new(row, question)),
            "T1o" => self.people(question, |row| kind(PairedEast)(row) && running(row)),
            "T2" => self.people(question, |row| sent(row) && self.lifted(row)),
            "T2c" => self.people(question, |row| kind(PairedEast)(row) && self.lifted(row)),
            "T5" => self.people(question, organised),
            "T5t" => self.rows(question, organised).count().try_into().expect("small"),
            "T3d" => self.people(question, due),
            "T3" => self.people(question, |row| {
                due(row) && row.ended_on.is_none_or(|last| (last - row.started_on).num_days() >= 90)
            }),
            "T3v" => self.people(question, |row| {
                due(row)
                    && row.ended_on.is_none_or(|last| (last - row.started_on).num_days() >= 90)
                    && self.proven(row, question)
            }),
            "T12" => self.people(question, |row| left(row) && !self.at_work_elsewhere(row, end)),
            "T12r" => self.people(question, |row| left(row) && self.soon_again(row, question)),
            "T4o" => self.people(question, |row| kind(OtherProvince)(row) && began(row)),
            "T4p" => self.people(question, |row| kind(InProvince)(row) && began(row)),
            "T4c" => self.people(question, |row| kind(InCounty)(row) && began(row)),
            "T9" => self.people(question, |row| kind(Workshop)(row) && began(row)),
            "T9c" => self.people(question, kind(Workshop)),
            "T9l" => self.people(question, |row| kind(Workshop)(row) && self.lifted(row)),
            "T9o" => self.people(question, |row| kind(Workshop)(row) && running(row)),
            "T11" => self.people(question, |row| kind(Welfare)(row) && running(row)),
            "T14" => self.rows(question, |_| true).map(|row| earned(row, question)).sum(),
            _ => panic!("{code}"),
        }
    }

    fn rows<'a>(
        &'a self,
        question: &'a Question,
        wanted: impl Fn(&placement::Model) -> bool + 'a,
    ) -> impl Iterator<Item = &'a placement::Model> {
        self.placements
            .iter()
            .filter(move |row| self.counts(row, question) && wanted(row))
    }

    fn people(&self, question: &Question, wanted: impl Fn(&placement::Model) -> bool) -> i64 {
        let people: BTreeSet<Uuid> = self.rows(question, wanted).map(|row| row.worker_id).collect();
        people.len().try_into().expect("small")
    }

    fn is_new(&self, row: &placement::Model, question: &Question) -> bool {
        let a_year_before = row.started_on - Days::new(365);
        !self.others(row).any(|other| {
            other.kind == PairedEast
                && other.verified_at.is_some_and(|at| at < question.known_before())
                && other.started_on < row.started_on
                && other.ended_on.is_none_or(|last| last >= a_year_before)
        })
    }

    fn at_work_elsewhere(&self, row: &placement::Model, end: NaiveDate) -> bool {
        self.others(row)
            .any(|other| other.started_on <= end && other.ended_on.is_none_or(|last| last > end))
    }

    fn soon_again(&self, row: &placement::Model, question: &Question) -> bool {
        let Some(last) = row.ended_on else { return false };
        self.others(row).any(|other| {
            other.verified_at.is_some_and(|at| at < question.known_before())
                && other.started_on <= question.as_of
                && (0..=30).contains(&(other.started_on - last).num_days())
        })
    }
}

fn earned(row: &placement::Model, question: &Question) -> i64 {
    let first = row.started_on.max(question.period.from);
    let last = row.ended_on.unwrap_or(question.end()).min(question.end());
    let days = (last - first).num_days() + 1;
    let pay = i64::from(row.pay_month_yuan.unwrap_or(0));
    if days > 0 { pay * days / 30 } else { 0 }
}

/// Every figure that counts placements.
pub const CODES: [&str; 22] = [
    "T1", "T1c", "T1n", "T1o", "T2", "T2c", "T5", "T5t", "T3", "T3d", "T3v", "T12", "T12r", "T4o", "T4p", "T4c", "T9",
    "T9c", "T9l", "T9o", "T11", "T14",
];
