//! Transfers of the story: two of 2019 that employers signed for, and one that gathers its people for next week.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike as _, Days, Duration, NaiveDate, Utc};
use entity::codes::{ApplicationState, BatchMode, BatchState, Origin, PassengerState, PlacementKind, Subject};
use entity::{batch, batch_vehicle, hand_over, passenger, pick_up_point, placement};
use sea_orm::Set;
use uuid::Uuid;

use super::desk::{Desk, Step};
use super::rows::Rows;
use crate::domain::clock;

/// The county of the people, and its eastern partner district.
const WEST: &str = "620802";
const EAST: &str = "120103";
/// The year of the two that are over.
const PAST_YEAR: i32 = 2019;
/// People of one of them at most: a small coach.
const PAST_PEOPLE: usize = 18;
/// Days until the coming one leaves.
const DAYS: u64 = 6;
/// People of the coming one who go back to their job.
const GOING_BACK: usize = 6;

/// Writes the three transfers. People, their jobs and hirings are written already.
pub(super) fn add(desk: &Desk, rows: &mut Rows) {
    for (at, (day, people)) in (1..).zip(departures(rows)) {
        past(desk, rows, at, day, &people);
    }
    coming(desk, rows);
}

/// Person, employer, job.
type Seat = (Uuid, Uuid, Uuid);

fn seat(row: &placement::ActiveModel) -> Option<Seat> {
    let employer = (*row.employer_id.try_as_ref()?)?;
    Some((*row.worker_id.try_as_ref()?, employer, *row.id.try_as_ref()?))
}

/// The two days of the year on which most people whom the station sent began in the east, in order.
fn departures(rows: &Rows) -> Vec<(NaiveDate, Vec<Seat>)> {
    let mut days: BTreeMap<NaiveDate, Vec<Seat>> = BTreeMap::new();
    for row in &rows.placements {
        let (Some(day), Some(kind), Some(origin)) = (
            row.started_on.try_as_ref(),
            row.kind.try_as_ref(),
            row.origin.try_as_ref(),
        ) else {
            continue;
        };
        let sent = *kind == PlacementKind::PairedEast && *origin == Origin::Station && day.year() == PAST_YEAR;
        if let Some(seat) = seat(row).filter(|_| sent) {
            days.entry(*day).or_default().push(seat);
        }
    }
    let mut found: Vec<(NaiveDate, Vec<Seat>)> = days.into_iter().collect();
    found.sort_by_key(|(day, people)| (std::cmp::Reverse(people.len()), *day));
    found.truncate(2);
    found.sort_by_key(|(day, _)| *day);
    for (_, people) in &mut found {
        people.truncate(PAST_PEOPLE);
    }
    found
}

fn at(day: NaiveDate, hour: i64) -> DateTime<Utc> {
    clock::start_of(day) + Duration::hours(hour)
}

/// What the transfers have in common; the rest is the caller's.
fn batch_row(desk: &Desk, id: Uuid, number: String, departs: DateTime<Utc>, made: DateTime<Utc>) -> batch::ActiveModel {
    batch::ActiveModel {
        id: Set(id),
        version: Set(1),
        number: Set(number),
        mode: Set(BatchMode::Coach),
        from_code: Set(WEST.to_owned()),
        from_place: Set("崆峒区汽车东站".to_owned()),
        to_code: Set(EAST.to_owned()),
        to_place: Set("河西区人力资源市场门口".to_owned()),
        departs_at: Set(departs),
        arrives_at: Set(departs + Duration::hours(22)),
        departed_at: Set(None),
        arrived_at: Set(None),
        leader_id: Set(desk.staff.station.id),
        leader_name: Set(desk.staff.station.name.clone()),
        leader_phone: Set("19900008800".to_owned()),
        meeting_name: Set("刘文静".to_owned()),
        meeting_phone: Set("19900008811".to_owned()),
        cost_yuan: Set(None),
        payer: Set(String::new()),
        insurance_note: Set(String::new()),
        state: Set(BatchState::Collecting),
        state_since: Set(made),
        notice: Set(String::new()),
        handed_over_on: Set(None),
        handed_over_at: Set(None),
        created_by: Set(desk.staff.station.id),
        created_at: Set(made),
        updated_at: Set(made),
    }
}

fn vehicle(rows: &mut Rows, batch: Uuid, ordinal: i32, plate: &str, seats: i32) -> Uuid {
    let id = Uuid::new_v4();
    rows.vehicles.push(batch_vehicle::ActiveModel {
        id: Set(id),
        batch_id: Set(batch),
        ordinal: Set(ordinal),
        plate: Set(plate.to_owned()),
        seats: Set(seats),
        captain: Set("马建国".to_owned()),
        vice_captain: Set("禹小兰".to_owned()),
        driver: Set("海占军".to_owned()),
        second_driver: Set("杨志强".to_owned()),
    });
    id
}

fn passenger_row(
    desk: &Desk,
    batch: Uuid,
    worker: Uuid,
    employer: Uuid,
    added: DateTime<Utc>,
) -> passenger::ActiveModel {
    passenger::ActiveModel {
        id: Set(Uuid::new_v4()),
        version: Set(1),
        batch_id: Set(batch),
        worker_id: Set(worker),
        employer_id: Set(employer),
        application_id: Set(None),
        placement_id: Set(None),
        vehicle_id: Set(None),
        seat: Set(None),
        point_id: Set(None),
        contact_name: Set(String::new()),
        contact_phone_cipher: Set(None),
        contact_phone_last4: Set(String::new()),
        has_id_card: Set(true),
        has_health: Set(true),
        has_contract: Set(true),
        has_ticket: Set(false),
        state: Set(PassengerState::NotArrived),
        state_since: Set(added),
        reason: Set(None),
        note: Set(String::new()),
        boarded_at: Set(None),
        arrived_at: Set(None),
        handed_over_on: Set(None),
        handed_over_at: Set(None),
        hand_over_id: Set(None),
        told_at: Set(None),
        riding: Set(true),
        added_by: Set(desk.staff.station.id),
        added_at: Set(added),
    }
}

fn timeline(desk: &Desk, rows: &mut Rows, batch: Uuid, steps: &[(BatchState, DateTime<Utc>)]) {
    let mut from = None;
    for (to, at) in steps {
        let step = Step {
            from,
            to: *to,
            reason: "",
            by: &desk.staff.station,
            at: *at,
        };
        rows.moves.push(step.row(Subject::Batch, batch));
        from = Some(*to);
    }
}

/// One that is over: handed over on the first day at work, settled a week later.
fn past(desk: &Desk, rows: &mut Rows, count: u32, day: NaiveDate, people: &[Seat]) {
    let id = Uuid::new_v4();
    let departed = at(day - Days::new(2), 9);
    let (arrived, signed) = (departed + Duration::hours(22), at(day, 10));
    let steps = [
        (BatchState::Drafted, departed - Duration::days(8)),
        (BatchState::Collecting, departed - Duration::days(7)),
        (BatchState::Locked, departed - Duration::days(1)),
        (BatchState::Departed, departed),
        (BatchState::Arrived, arrived),
        (BatchState::HandedOver, signed),
        (BatchState::Settled, signed + Duration::days(7)),
    ];
    timeline(desk, rows, id, &steps);
    let number = format!("点对点{PAST_YEAR}-{count:02}");
    let cost = i32::try_from(people.len()).unwrap_or(0) * 260 + 4_000;
    rows.batches.push(batch::ActiveModel {
        version: Set(7),
        departed_at: Set(Some(departed)),
        arrived_at: Set(Some(arrived)),
        cost_yuan: Set(Some(cost)),
        payer: Set("河西区对口帮扶资金".to_owned()),
        insurance_note: Set("人保出行意外险，每人 20 元".to_owned()),
        state: Set(BatchState::Settled),
        state_since: Set(signed + Duration::days(7)),
        handed_over_on: Set(Some(day)),
        handed_over_at: Set(Some(signed)),
        updated_at: Set(signed + Duration::days(7)),
        ..batch_row(desk, id, number, departed, departed - Duration::days(8))
    });
    let coach = vehicle(rows, id, 1, &format!("甘L{}", 20_180 + count), 49);
    let employers: BTreeSet<Uuid> = people.iter().map(|(_, employer, _)| *employer).collect();
    let mut lists: BTreeMap<Uuid, Uuid> = BTreeMap::new();
    for employer in employers {
        let list = Uuid::new_v4();
        let own = people.iter().filter(|(_, other, _)| *other == employer).count();
        rows.hand_overs.push(hand_over::ActiveModel {
            id: Set(list),
            batch_id: Set(id),
            employer_id: Set(employer),
            contact_name: Set("单位人事".to_owned()),
            signed_on: Set(day),
            people: Set(i32::try_from(own).unwrap_or_default()),
            file_id: Set(None),
            recorded_by: Set(desk.staff.station.id),
            recorded_at: Set(signed),
        });
        lists.insert(employer, list);
    }
    for (seat, (worker, employer, job)) in (1..).zip(people) {
        rows.passengers.push(passenger::ActiveModel {
            placement_id: Set(Some(*job)),
            vehicle_id: Set(Some(coach)),
            seat: Set(Some(seat)),
            state: Set(PassengerState::HandedOver),
            state_since: Set(signed),
            boarded_at: Set(Some(departed)),
            arrived_at: Set(Some(arrived)),
            handed_over_on: Set(Some(day)),
            handed_over_at: Set(Some(signed)),
            hand_over_id: Set(lists.get(employer).copied()),
            riding: Set(false),
            ..passenger_row(desk, id, *worker, *employer, departed - Duration::days(5))
        });
    }
}

/// The coming one: people who were hired for posts in the east, and people who go back to their job. Half of the papers are checked.
fn coming(desk: &Desk, rows: &mut Rows) {
    let id = Uuid::new_v4();
    let departs = at(desk.today + Days::new(DAYS), 9);
    let made = desk.moment(4, 0);
    timeline(
        desk,
        rows,
        id,
        &[(BatchState::Drafted, made), (BatchState::Collecting, desk.moment(3, 0))],
    );
    let number = format!("点对点{}-01", desk.today.year());
    rows.batches.push(batch::ActiveModel {
        version: Set(2),
        state_since: Set(desk.moment(3, 0)),
        ..batch_row(desk, id, number, departs, made)
    });
    vehicle(rows, id, 1, "甘L36688", 49);
    let mut points = Vec::new();
    for (ordinal, (place, address, hours)) in
        (1..).zip([("620802103", "白水镇政府门口", 2), ("620802", "崆峒区汽车东站", 1)])
    {
        let point = Uuid::new_v4();
        rows.points.push(pick_up_point::ActiveModel {
            id: Set(point),
            batch_id: Set(id),
            ordinal: Set(ordinal),
            place_code: Set(place.to_owned()),
            address: Set(address.to_owned()),
            at: Set(departs - Duration::hours(hours)),
        });
        points.push(point);
    }
    for (place, (worker, employer, hired, job)) in travellers(rows).into_iter().enumerate() {
        let checked = place % 2 == 0;
        let row = passenger::ActiveModel {
            application_id: Set(hired),
            placement_id: Set(job),
            point_id: Set(points.get(place % 2).copied()),
            has_health: Set(checked),
            has_contract: Set(checked && job.is_some()),
            ..passenger_row(desk, id, worker, employer, desk.moment(2, 0))
        };
        if let Some(passenger) = row.id.try_as_ref().copied() {
            let step = Step {
                from: None,
                to: PassengerState::NotArrived,
                reason: "",
                by: &desk.staff.station,
                at: desk.moment(2, 0),
            };
            rows.moves.push(step.row(Subject::Passenger, passenger));
        }
        rows.passengers.push(row);
    }
}

/// Everybody who was hired for a post in another province, and some who go back: each person once.
fn travellers(rows: &Rows) -> Vec<(Uuid, Uuid, Option<Uuid>, Option<Uuid>)> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for row in &rows.applications {
        let known = (
            row.worker_id.try_as_ref(),
            row.employer_id.try_as_ref(),
            row.id.try_as_ref(),
        );
        if let (Some(worker), Some(employer), Some(id)) = known
            && row.state.try_as_ref() == Some(&ApplicationState::Hired)
            && seen.insert(*worker)
        {
            found.push((*worker, *employer, Some(*id), None));
        }
    }
    let back = rows.placements.iter().filter(|row| {
        row.kind.try_as_ref() == Some(&PlacementKind::PairedEast) && row.ended_on.try_as_ref() == Some(&None)
    });
    let back = back.filter_map(seat).filter(|(worker, _, _)| seen.insert(*worker));
    found.extend(
        back.take(GOING_BACK)
            .map(|(worker, employer, job)| (worker, employer, None, Some(job))),
    );
    found
}
