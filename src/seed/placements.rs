//! Placements of generated workers: one after the other over the last nine years, in the shape of a county's ledger.

use chrono::{Days, NaiveDate};
use entity::codes::{EndReason, EvidenceKind, Origin, PlacementKind, PlacementState, Subject};
use entity::{placement, placement_evidence};
use sea_orm::Set;
use serde_json::json;
use uuid::Uuid;

use super::desk::{Desk, Step};
use super::generate::Amount;
use super::rows::Rows;
use crate::made_up::{Random, Worker};

/// Keeps these lives apart from other streams of the same seed.
const KIND: u64 = 12;
/// Days over which the placements are spread.
const DAYS: u32 = 9 * 365;
/// Where the work is, by kind, with weights: the shares of a western county that is paired with Tianjin.
const PLACES: [((PlacementKind, &str), u32); 10] = [
    ((PlacementKind::PairedEast, "120103"), 170),
    ((PlacementKind::PairedEast, "120111"), 110),
    ((PlacementKind::PairedEast, "120116"), 90),
    ((PlacementKind::PairedEast, "120112"), 50),
    ((PlacementKind::OtherProvince, "610113"), 150),
    ((PlacementKind::OtherProvince, "640104"), 80),
    ((PlacementKind::InProvince, "620102"), 120),
    ((PlacementKind::InCounty, "620802"), 150),
    ((PlacementKind::Workshop, "620802"), 50),
    ((PlacementKind::Welfare, "620802"), 30),
];

/// Shares the placements out among the workers.
pub(super) struct Lives {
    random: Random,
    placements: usize,
    workers: usize,
}

impl Lives {
    pub fn of(amount: Amount) -> Self {
        Self {
            random: Random::of_item(amount.seed, KIND, 0),
            placements: amount.placements,
            workers: amount.workers,
        }
    }

    /// The placements of the next worker; tells how many.
    pub fn add(&mut self, desk: &Desk, rows: &mut Rows, worker: Uuid, told: &Worker) -> usize {
        let share = self.placements.div_ceil(self.workers.max(1));
        self.placements -= share;
        self.workers = self.workers.saturating_sub(1);
        let span = DAYS / u32::try_from(share.max(1)).unwrap_or(1);
        for at in 0..u32::try_from(share).unwrap_or(0) {
            // Each has its own stretch of the years, so none overlaps with the next.
            let start = desk.day(DAYS - at * span - self.random.below(span / 3));
            let last = at + 1 == u32::try_from(share).unwrap_or(0);
            let end = start + Days::new(self.random.between(20, (span / 2).max(21)).into());
            let ended = (!last || self.random.chance(500))
                .then_some(end)
                .filter(|end| *end < desk.today);
            self.one(desk, rows, (worker, told), start, ended);
        }
        share
    }

    fn one(
        &mut self,
        desk: &Desk,
        rows: &mut Rows,
        (worker, told): (Uuid, &Worker),
        start: NaiveDate,
        ended: Option<NaiveDate>,
    ) {
        let id = Uuid::new_v4();
        let (kind, place) = self.random.weigh(&PLACES);
        let checked = self.random.chance(940);
        let verified = (start + Days::new(self.random.between(1, 20).into())).min(desk.today);
        let state = match (ended, checked) {
            (Some(_), _) => PlacementState::Left,
            (None, true) => PlacementState::OnPost,
            (None, false) => PlacementState::Unverified,
        };
        let origin = self.random.pick(&[
            Origin::Station,
            Origin::Village,
            Origin::Friend,
            Origin::Worker,
            Origin::Fair,
        ]);
        let pay = i32::try_from(self.random.between(30, 64) * 100).unwrap_or(3_000);
        rows.placements.push(placement::ActiveModel {
            id: Set(id),
            version: Set(1),
            worker_id: Set(worker),
            home_code: Set(told.village_code.clone().into_owned()),
            kind: Set(kind),
            full_time: Set(true),
            employer_name: Set("天津示例制造有限公司".to_owned()),
            place_code: Set(place.to_owned()),
            occupation_code: Set("6-31-99-00".to_owned()),
            industry: Set("39".to_owned()),
            pay_month_yuan: Set(Some(pay)),
            offer: Set(json!({})),
            origin: Set(origin),
            started_on: Set(start),
            ended_on: Set(ended),
            end_reason: Set(ended.map(|_| EndReason::ContractEnded)),
            state: Set(state),
            verified_at: Set(checked.then(|| desk.at(verified, 30))),
            created_at: Set(desk.at(start, 0)),
            ..Default::default()
        });
        let step = |from, to, day, minutes| {
            let step = Step {
                from,
                to,
                reason: "",
                by: &desk.staff.station,
                at: desk.at(day, minutes),
            };
            step.row(Subject::Placement, id)
        };
        rows.moves.push(step(None, PlacementState::Unverified, start, 0));
        let mut before = PlacementState::Unverified;
        if checked {
            rows.evidence.push(placement_evidence::ActiveModel {
                id: Set(Uuid::new_v4()),
                placement_id: Set(id),
                kind: Set(EvidenceKind::StationChecked),
                on_date: Set(verified),
                note: Set(String::new()),
                file_id: Set(None),
                recorded_by: Set(None),
                recorded_at: Set(desk.at(verified, 30)),
            });
            rows.moves
                .push(step(Some(before), PlacementState::OnPost, verified, 30));
            before = PlacementState::OnPost;
        }
        if let Some(ended) = ended {
            rows.moves.push(step(Some(before), PlacementState::Left, ended, 60));
        }
    }
}
