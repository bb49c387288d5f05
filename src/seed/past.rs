//! The people whom the founding report counts: 597 sent to Tianjin from 2018 on, and those whom two workshops took in.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::{EndReason, PlacementKind, PlacementState, StatusSource, Subject, WorkerStatus};
use entity::{placement, placement_evidence};
use sea_orm::Set;
use serde_json::json;
use uuid::Uuid;

use super::SeedError;
use super::aftercare::{Job, calls_of};
use super::desk::{Desk, Step, int};
use super::rows::Rows;
use super::vacancies::Owner;
use super::workers::{People, status_row};
use crate::made_up::{
    Employer, LeaveReason, PastPerson, PastPlacement, Random, Source, Status, Text, WorkStatus, Worker,
    placements_history, workshop_history,
};

/// People sent to Tianjin up to the founding report of 15 January 2020.
pub(super) const SENT: usize = 597;
/// Seed of the history; any other would do.
const SEED: u64 = 2018;
/// Keeps the later lives apart from other streams of the same seed.
const KIND: u64 = 10;
/// The same for the people of the workshops.
const WORKSHOP_KIND: u64 = 15;
/// Of a thousand who were on post at the end of 2020, so many still are.
const STAYED_PER_MILLE: u32 = 260;
/// The same of the people of the workshops, who stay near home.
const STAYED_NEAR_PER_MILLE: u32 = 900;
/// Of those who left, every so many-th came back within the last weeks.
const CAME_BACK_LATELY: u64 = 61;
/// Days before the first placement on which the person was registered.
const REGISTERED_DAYS: u64 = 12;

/// A person of the history as he stands today.
pub(super) struct Alumnus {
    pub id: Uuid,
    pub told: Worker,
    /// Whether the last placement has not ended.
    pub on_post: bool,
    /// The last placement.
    pub last_placement: Uuid,
    /// The day on which it ended.
    pub last_ended: Option<NaiveDate>,
}

/// Firms of the story whose workshops the founding report counts.
const WORKSHOPS: [&str; 2] = ["nuanyang-garment", "longxiu-craft"];
/// People whom the workshops took in: of registered poor households, and others.
pub(super) const TAKEN_IN: (usize, usize) = (28, 9);
/// County whose jobs are near home.
const HOME: &str = "620802";

/// Writes down whom the workshops took in.
pub(super) fn add_workshops(
    desk: &Desk,
    rows: &mut Rows,
    people: &mut People,
    employers: &[Employer],
    firms: &HashMap<Text, Owner<'_>>,
) -> Result<(), SeedError> {
    let two: Vec<&Employer> = employers
        .iter()
        .filter(|employer| WORKSHOPS.contains(&&*employer.key))
        .collect();
    for (item, mut person) in (0..).zip(workshop_history(SEED, TAKEN_IN, &two, desk.today)) {
        let mut random = Random::of_item(SEED, WORKSHOP_KIND, item);
        live_on(desk, &mut random, STAYED_NEAR_PER_MILLE, &mut person, item);
        one(desk, rows, people, firms, &person)?;
    }
    Ok(())
}

/// Writes everybody down, with every placement and its proof.
pub(super) fn add(
    desk: &Desk,
    rows: &mut Rows,
    people: &mut People,
    employers: &[Employer],
    firms: &HashMap<Text, Owner<'_>>,
) -> Result<Vec<Alumnus>, SeedError> {
    (0..)
        .zip(placements_history(SEED, SENT, employers, desk.today))
        .map(|(item, mut person)| {
            let mut random = Random::of_item(SEED, KIND, item);
            let on_post = live_on(desk, &mut random, STAYED_PER_MILLE, &mut person, item);
            let (id, last_placement) = one(desk, rows, people, firms, &person)?;
            Ok(Alumnus {
                last_placement,
                last_ended: person.placements.last().and_then(|last| last.ended_on),
                id,
                told: person.worker,
                on_post,
            })
        })
        .collect()
}

/// The history ends with the year 2020. Most of those who were still on post left in the years after; a few dozen are there today.
/// Tells whether this one is.
fn live_on(desk: &Desk, random: &mut Random, stayed_per_mille: u32, person: &mut PastPerson, item: u64) -> bool {
    let stays = random.chance(stayed_per_mille);
    let Some(last) = person.placements.last_mut() else {
        return false;
    };
    if last.ended_on.is_some() {
        return false;
    }
    if !stays {
        let left = last.started_on + Days::new(random.between(700, 2_100).into());
        let lately = item.is_multiple_of(CAME_BACK_LATELY);
        last.ended_on = Some(if lately {
            desk.day(3 + int_days(item))
        } else {
            left.min(desk.day(60))
        });
        last.leave_reason = Some(random.pick(LeaveReason::ALL));
        if lately {
            person.worker.status = Status {
                kind: WorkStatus::Seeking,
                as_of_days_ago: 3 + int_days(item),
                source: Source::Employer,
                place_code: None,
            };
        }
        return false;
    }
    person.worker.status = Status {
        kind: if is_near(&last.place_code) {
            WorkStatus::WorkingNear
        } else {
            WorkStatus::WorkingAway
        },
        as_of_days_ago: random.below(28),
        source: Source::Employer,
        place_code: Some(last.place_code.clone()),
    };
    true
}

fn is_near(place_code: &str) -> bool {
    place_code.starts_with(HOME)
}

/// Up to three weeks, another for each item.
fn int_days(item: u64) -> u32 {
    u32::try_from(item % 22).unwrap_or_default()
}

fn one(
    desk: &Desk,
    rows: &mut Rows,
    people: &mut People,
    firms: &HashMap<Text, Owner<'_>>,
    person: &PastPerson,
) -> Result<(Uuid, Uuid), SeedError> {
    let registered = person
        .placements
        .first()
        .map(|first| first.started_on - Days::new(REGISTERED_DAYS));
    let worker = people.add(desk, rows, &person.worker, registered)?;
    let mut previous = None;
    for past in &person.placements {
        let firm = firms
            .get(&past.employer)
            .ok_or_else(|| SeedError::Record(format!("{} is no employer of the story", past.employer)))?;
        let id = Uuid::new_v4();
        rows.placements.push(placement_row(
            desk,
            id,
            (worker, &person.worker.village_code),
            past,
            firm,
            previous,
        ));
        rows.evidence.push(proof(desk, id, past));
        timeline(desk, rows, id, past);
        let at_work = if is_near(&past.place_code) {
            WorkerStatus::Near
        } else {
            WorkerStatus::Away
        };
        let status = |status, as_of, source| status_row(desk, worker, status, as_of, source);
        rows.statuses
            .push(status(at_work, past.started_on, StatusSource::Placement));
        if let Some(ended) = past.ended_on {
            rows.statuses
                .push(status(WorkerStatus::Seeking, ended, StatusSource::Placement));
        }
        let job = Job {
            id,
            worker,
            started_on: past.started_on,
            ended_on: past.ended_on,
        };
        calls_of(desk, rows, &job);
        previous = Some(id);
    }
    let last = previous.ok_or_else(|| SeedError::Record(format!("{} never worked", person.worker.name)))?;
    Ok((worker, last))
}

fn placement_row(
    desk: &Desk,
    id: Uuid,
    (worker, home): (Uuid, &str),
    past: &PastPlacement,
    firm: &Owner<'_>,
    previous: Option<Uuid>,
) -> placement::ActiveModel {
    let state = if past.ended_on.is_some() {
        PlacementState::Left
    } else {
        PlacementState::OnPost
    };
    placement::ActiveModel {
        id: Set(id),
        version: Set(1),
        worker_id: Set(worker),
        home_code: Set(home.to_owned()),
        kind: Set(if is_near(&past.place_code) {
            PlacementKind::Workshop
        } else {
            PlacementKind::PairedEast
        }),
        full_time: Set(true),
        employer_id: Set(Some(firm.id)),
        employer_name: Set(firm.told.name.clone().into_owned()),
        place_code: Set(past.place_code.clone().into_owned()),
        occupation_code: Set(past.occupation.clone().into_owned()),
        industry: Set(firm.told.industry.clone().into_owned()),
        pay_month_yuan: Set(Some(int(past.monthly_yuan))),
        offer: Set(json!({})),
        contract: Set(Some(past.contract.into())),
        insurance: Set(Some(past.insurance.into())),
        origin: Set(past.origin.into()),
        started_on: Set(past.started_on),
        ended_on: Set(past.ended_on),
        end_reason: Set(past.leave_reason.map(EndReason::from)),
        previous_id: Set(previous),
        state: Set(state),
        verified_by: Set(desk.staff.station.id),
        verified_at: Set(Some(desk.at(past.verified_on, 60))),
        created_by: Set(desk.staff.station.id),
        created_at: Set(desk.at(past.started_on, 0)),
        ..Default::default()
    }
}

fn proof(desk: &Desk, placement: Uuid, past: &PastPlacement) -> placement_evidence::ActiveModel {
    let note = past
        .departure
        .map(|day| format!("{}组织输转", day.format("%Y年%-m月%-d日")))
        .unwrap_or_default();
    placement_evidence::ActiveModel {
        id: Set(Uuid::new_v4()),
        placement_id: Set(placement),
        kind: Set(past.proof.into()),
        on_date: Set(past.verified_on),
        note: Set(note),
        file_id: Set(None),
        recorded_by: Set(desk.staff.station.id),
        recorded_at: Set(desk.at(past.verified_on, 55)),
    }
}

fn timeline(desk: &Desk, rows: &mut Rows, id: Uuid, past: &PastPlacement) {
    use PlacementState::{Left, OnPost, Unverified};
    let mut add = |from, to, at: NaiveDate, minutes| {
        let step = Step {
            from,
            to,
            reason: "",
            by: &desk.staff.station,
            at: desk.at(at, minutes),
        };
        rows.moves.push(step.row(Subject::Placement, id));
    };
    add(None, Unverified, past.started_on, 0);
    add(Some(Unverified), OnPost, past.verified_on, 60);
    if let Some(ended) = past.ended_on {
        add(Some(OnPost), Left, ended, 120);
    }
}
