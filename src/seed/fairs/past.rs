//! The two fairs of the founding report. Whoever of the 597 says that a fair brought him to his post within sixty days of one of them came
//! in there and wanted that post.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Days, NaiveDate};
use entity::codes::{
    BoothState, CheckInSource, FairIntentionState, FairState, FairTopic, Origin, Subject, TicketOrigin,
};
use entity::{fair, fair_booth, fair_booth_post, fair_check_in, fair_consultation, fair_intention};
use sea_orm::Set;
use uuid::Uuid;

use super::{Guest, KIND, at, fair_row, guests, papers, ticket, timeline};
use crate::domain::fairs::rules::ARRIVAL_DAYS;
use crate::domain::fairs::statistics::Statistics;
use crate::made_up::Random;
use crate::reference::occupation;
use crate::seed::desk::{Desk, Step};
use crate::seed::rows::Rows;

/// Name, day, further visitors on record, visitors who are not.
type Told = (&'static str, (i32, u32, u32), usize, i32);

const FAIRS: [Told; 2] = [
    ("2018年津甘劳务协作现场招聘会", (2018, 3, 3), 90, 45),
    ("2019年“春风行动”河西区专场招聘会", (2019, 2, 17), 140, 70),
];
/// Booths of a fair at most: a hall of the time.
const BOOTHS: usize = 24;
/// Wishes of a post that came to nothing: a wish is not an arrival.
const IDLE_WISHES: i32 = 2;
/// Places of a post beyond those that somebody wanted.
const FREE_PLACES: i32 = 4;
/// Of a hundred wishes, so many were settled on the spot.
const HIRED_PERCENT: usize = 40;

/// A placement that came of a fair.
struct Found {
    worker: Uuid,
    employer: Uuid,
    employer_name: String,
    occupation: String,
}

pub(super) fn add(desk: &Desk, rows: &mut Rows) {
    let guests = guests(rows);
    for (item, (name, (year, month, day), others, strangers)) in (1..).zip(FAIRS) {
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap_or(desk.today);
        let mut fair = Fair::begin(desk, item, name, day);
        let found = found(rows, day);
        fair.booths(rows, &found);
        fair.visitors(rows, &guests, &found, others, strangers);
        fair.file(desk, rows);
    }
}

/// The placements that say that a fair brought them, begun within sixty days of this one; the first of each person.
fn found(rows: &Rows, day: NaiveDate) -> Vec<Found> {
    let mut seen = HashSet::new();
    rows.placements
        .iter()
        .filter(|row| row.origin.try_as_ref() == Some(&Origin::Fair))
        .filter(|row| {
            let started = row.started_on.try_as_ref();
            started.is_some_and(|started| *started > day && *started <= day + Days::new(ARRIVAL_DAYS))
        })
        .filter_map(|row| {
            Some(Found {
                worker: *row.worker_id.try_as_ref()?,
                employer: (*row.employer_id.try_as_ref()?)?,
                employer_name: row.employer_name.try_as_ref()?.clone(),
                occupation: row.occupation_code.try_as_ref()?.clone(),
            })
        })
        .filter(|one: &Found| seen.insert(one.worker))
        .collect()
}

struct Fair {
    id: Uuid,
    item: u64,
    day: NaiveDate,
    row: fair::ActiveModel,
    /// Posts by employer and occupation.
    posts: HashMap<(Uuid, String), Uuid>,
    booths: Vec<Uuid>,
    tickets: i32,
    numbers: Statistics,
    random: Random,
}

impl Fair {
    fn begin(desk: &Desk, item: u64, name: &str, day: NaiveDate) -> Self {
        let id = Uuid::new_v4();
        let archived = desk.at(day + Days::new(100), 0);
        let opened = desk.at(day - Days::new(20), 0);
        let row = fair::ActiveModel {
            opened_at: Set(Some(opened)),
            created_at: Set(desk.at(day - Days::new(40), 0)),
            ..fair_row(desk, id, name, day, FairState::Archived, archived)
        };
        Self {
            id,
            item,
            day,
            row,
            posts: HashMap::new(),
            booths: Vec::new(),
            tickets: 0,
            numbers: Statistics::default(),
            random: Random::of_item(item, KIND, 0),
        }
    }

    /// A booth for each employer that found somebody, with a post for each occupation.
    fn booths(&mut self, rows: &mut Rows, found: &[Found]) {
        let mut wanted: BTreeMap<(&str, Uuid), BTreeMap<&str, i32>> = BTreeMap::new();
        for one in found {
            let posts = wanted.entry((&one.employer_name, one.employer)).or_default();
            *posts.entry(&one.occupation).or_default() += 1;
        }
        for (number, ((name, employer), posts)) in (1..).zip(wanted.into_iter().take(BOOTHS)) {
            let booth = self.booth(rows, number, name, employer);
            for (code, wishes) in posts {
                let id = Uuid::new_v4();
                let headcount = wishes + IDLE_WISHES + FREE_PLACES;
                rows.fair_posts.push(fair_booth_post::ActiveModel {
                    id: Set(id),
                    fair_id: Set(self.id),
                    booth_id: Set(booth),
                    vacancy_id: Set(None),
                    title: Set(occupation::name(code).to_owned()),
                    headcount: Set(headcount),
                    intentions: Set(wishes + IDLE_WISHES),
                    snapshot: Set(None),
                    frozen_at: Set(Some(at(self.day - Days::new(3), 9 * 60))),
                });
                self.numbers.posts += 1;
                self.numbers.headcount += i64::from(headcount);
                self.posts.insert((employer, code.to_owned()), id);
            }
        }
    }

    fn booth(&mut self, rows: &mut Rows, number: i32, name: &str, employer: Uuid) -> Uuid {
        let id = Uuid::new_v4();
        let asked = at(self.day - Days::new(15), 10 * 60);
        let there = at(self.day, 8 * 60 + 10 + i64::from(number));
        rows.fair_booths.push(fair_booth::ActiveModel {
            id: Set(id),
            version: Set(3),
            fair_id: Set(self.id),
            employer_id: Set(employer),
            employer_name: Set(name.to_owned()),
            number: Set(Some(number)),
            contact_name: Set("人事".to_owned()),
            contact_phone: Set("19900008801".to_owned()),
            note: Set(String::new()),
            state: Set(BoothState::SignedIn),
            state_since: Set(there),
            reason: Set(String::new()),
            requested_by: Set(None),
            requested_at: Set(asked),
        });
        self.numbers.enterprises += 1;
        self.booths.push(id);
        id
    }

    /// One ticket with one entry.
    fn comes(&mut self, rows: &mut Rows, guest: Option<&Guest>) -> Uuid {
        self.tickets += 1;
        let origin = if guest.is_some() {
            TicketOrigin::Staff
        } else {
            TicketOrigin::Door
        };
        let arrived = at(self.day, 9 * 60 + i64::from(self.random.below(240)));
        let given = if guest.is_some() {
            at(self.day - Days::new(5), 9 * 60)
        } else {
            arrived
        };
        let (id, row) = ticket((self.id, self.item), self.tickets, guest, origin, given);
        rows.fair_tickets.push(row);
        rows.fair_check_ins.push(fair_check_in::ActiveModel {
            id: Set(Uuid::new_v4()),
            fair_id: Set(self.id),
            ticket_id: Set(id),
            at: Set(arrived),
            source: Set(if guest.is_some() {
                CheckInSource::Number
            } else {
                CheckInSource::WalkIn
            }),
            device: Set(String::new()),
            received_at: Set(arrived),
            recorded_by: Set(None),
        });
        self.numbers.visitors += 1;
        self.numbers.entries += 1;
        if guest.is_some() {
            self.numbers.tickets += 1;
        } else {
            self.numbers.walk_ins += 1;
        }
        id
    }

    fn asks(&mut self, rows: &mut Rows, ticket: Uuid) {
        if self.booths.is_empty() {
            return;
        }
        rows.fair_consultations.push(fair_consultation::ActiveModel {
            id: Set(Uuid::new_v4()),
            fair_id: Set(self.id),
            booth_id: Set(Some(self.booths[self.random.index(self.booths.len())])),
            ticket_id: Set(Some(ticket)),
            topic: Set(self
                .random
                .pick(&[FairTopic::Post, FairTopic::Post, FairTopic::Pay, FairTopic::Policy])),
            at: Set(at(self.day, 9 * 60 + 40 + i64::from(self.random.below(280)))),
            recorded_by: Set(None),
        });
        self.numbers.consultations += 1;
    }

    /// Those who found a post, others of the county, and people whom nobody knows any more.
    fn visitors(&mut self, rows: &mut Rows, guests: &[Guest], found: &[Found], others: usize, strangers: i32) {
        let by_id: HashMap<Uuid, &Guest> = guests.iter().map(|guest| (guest.id, guest)).collect();
        for (place, one) in found.iter().enumerate() {
            let post = self.posts.get(&(one.employer, one.occupation.clone())).copied();
            let (Some(guest), Some(post)) = (by_id.get(&one.worker), post) else {
                continue;
            };
            let ticket = self.comes(rows, Some(guest));
            self.asks(rows, ticket);
            self.wants(rows, ticket, post, place * 100 / found.len().max(1) < HIRED_PERCENT);
        }
        let more = guests
            .iter()
            .filter(|guest| found.iter().all(|one| one.worker != guest.id))
            .step_by(3);
        let mut idle: Vec<Uuid> = self.posts.values().copied().collect();
        idle.sort_unstable();
        let mut idle = idle
            .repeat(usize::try_from(IDLE_WISHES).unwrap_or_default())
            .into_iter();
        for (place, guest) in more.take(others).enumerate() {
            let ticket = self.comes(rows, Some(guest));
            if place % 2 == 0 {
                self.asks(rows, ticket);
            }
            if let Some(post) = idle.next() {
                self.wants(rows, ticket, post, false);
            }
        }
        for _ in 0..strangers {
            self.comes(rows, None);
        }
    }

    fn wants(&mut self, rows: &mut Rows, ticket: Uuid, post: Uuid, hired: bool) {
        let noted = at(self.day, 10 * 60 + i64::from(self.random.below(240)));
        let state = if hired {
            FairIntentionState::Hired
        } else {
            FairIntentionState::Intended
        };
        rows.fair_intentions.push(fair_intention::ActiveModel {
            id: Set(Uuid::new_v4()),
            version: Set(1),
            fair_id: Set(self.id),
            ticket_id: Set(ticket),
            booth_post_id: Set(post),
            state: Set(state),
            state_since: Set(noted),
            application_id: Set(None),
            recorded_by: Set(None),
            recorded_at: Set(noted),
        });
        self.numbers.intending += 1;
        self.numbers.intentions += 1;
        self.numbers.hired += i64::from(hired);
    }

    /// The papers, the timeline, and the sheet as it was reported.
    fn file(mut self, desk: &Desk, rows: &mut Rows) {
        let item = u32::try_from(self.item).unwrap_or_default();
        papers(desk, rows, self.id, self.day - Days::new(22), 40 + item * 10);
        let days = |days: i64, minutes: u32| desk.at(self.day + chrono::Duration::days(days), minutes);
        let steps = [
            (FairState::Planning, days(-40, 0)),
            (FairState::Filed, days(-22, 60)),
            (FairState::Booking, days(-20, 0)),
            (FairState::Locked, days(-3, 0)),
            (FairState::Running, days(0, 0)),
            (FairState::Ended, days(0, 360)),
            (FairState::Reported, days(4, 0)),
            (FairState::FollowUp, days(5, 0)),
            (FairState::Archived, days(100, 0)),
        ];
        timeline(rows, self.id, &desk.staff.county, &steps);
        for booth in &self.booths {
            let steps = [
                (None, BoothState::Requested, days(-15, 60)),
                (Some(BoothState::Requested), BoothState::Reviewed, days(-10, 0)),
                (Some(BoothState::Reviewed), BoothState::SignedIn, days(0, 0)),
            ];
            for (from, to, at) in steps {
                let step = Step {
                    from,
                    to,
                    reason: "",
                    by: &desk.staff.county,
                    at,
                };
                rows.moves.push(step.row(Subject::FairBooth, *booth));
            }
        }
        self.row.last_number = Set(self.tickets);
        self.row.statistics = Set(serde_json::to_value(self.numbers).ok());
        rows.fairs.push(self.row);
    }
}
