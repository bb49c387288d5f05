//! Job fairs of the story: the two of the founding report, held and filed away, and one that is open for booking now.

mod coming;
mod past;

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use entity::codes::{FairKind, FairPaperKind, FairState, Subject};
use entity::{fair, fair_paper, fair_ticket, worker};
use sea_orm::Set;
use uuid::Uuid;

use super::desk::{Clerk, Desk, Step};
use super::introductions::Post;
use super::rows::Rows;
use super::vacancies::Owner;
use crate::domain::clock;
use crate::domain::fairs::number;
use crate::made_up::{Random, Text};

/// The county of the people, and its eastern partner district.
const WEST: &str = "620802";
const EAST: &str = "120103";
/// Keeps the tickets apart from other streams.
const KIND: u64 = 12;

/// Writes the three fairs. The workers and their placements are written already; the posts are those of today.
pub(super) fn add(desk: &Desk, rows: &mut Rows, posts: &[Post<'_>], firms: &HashMap<Text, Owner<'_>>) {
    past::add(desk, rows);
    coming::add(desk, rows, posts, firms);
}

/// Somebody of the story, as a ticket names him.
struct Guest {
    id: Uuid,
    name: String,
    region_code: String,
    matchable: bool,
}

fn guests(rows: &Rows) -> Vec<Guest> {
    rows.workers
        .iter()
        .filter_map(|row: &worker::ActiveModel| {
            Some(Guest {
                id: *row.id.try_as_ref()?,
                name: row.name.try_as_ref()?.clone(),
                region_code: row.region_code.try_as_ref()?.clone(),
                matchable: *row.matchable.try_as_ref()?,
            })
        })
        .collect()
}

/// Minutes after midnight of a Beijing day, whether it has come or not.
fn at(day: NaiveDate, minutes: i64) -> DateTime<Utc> {
    clock::start_of(day) + Duration::minutes(minutes)
}

/// What the fairs have in common; the rest is the caller's.
fn fair_row(
    desk: &Desk,
    id: Uuid,
    name: &str,
    day: NaiveDate,
    state: FairState,
    since: DateTime<Utc>,
) -> fair::ActiveModel {
    fair::ActiveModel {
        id: Set(id),
        version: Set(1),
        name: Set(name.to_owned()),
        kind: Set(FairKind::OnSite),
        west_code: Set(WEST.to_owned()),
        east_code: Set(EAST.to_owned()),
        place_code: Set(WEST.to_owned()),
        address: Set("柳湖路文化广场".to_owned()),
        directions: Set("1 路、3 路公交到文化广场站。各乡镇早上 7:30 有车来接，问村上的联络员。".to_owned()),
        programme: Set(
            "08:00 单位签到\n09:00 进场\n10:30 政策讲解：路费补贴怎么领\n14:00 当场面试\n15:00 结束".to_owned(),
        ),
        organiser: Set("崆峒区人力资源和社会保障局、河西区人力资源和社会保障局".to_owned()),
        contact_phone: Set("19900008800".to_owned()),
        starts_at: Set(at(day, 9 * 60)),
        ends_at: Set(at(day, 15 * 60)),
        visitors_expected: Set(600),
        state: Set(state),
        state_since: Set(since),
        notice: Set(String::new()),
        opened_at: Set(None),
        last_number: Set(0),
        viewers: Set(None),
        statistics: Set(None),
        created_by: Set(desk.staff.county.id),
        created_at: Set(since),
        updated_at: Set(since),
    }
}

/// The three papers, filed on one day.
fn papers(desk: &Desk, rows: &mut Rows, fair: Uuid, filed: NaiveDate, first: u32) {
    use chrono::Datelike as _;
    let kinds = [FairPaperKind::Plan, FairPaperKind::Emergency, FairPaperKind::Security];
    for (number, kind) in (first..).zip(kinds) {
        rows.fair_papers.push(fair_paper::ActiveModel {
            id: Set(Uuid::new_v4()),
            fair_id: Set(fair),
            kind: Set(kind),
            number: Set(format!("崆人社发〔{}〕{number}号", filed.year())),
            dated_on: Set(filed),
            file_id: Set(None),
            recorded_by: Set(desk.staff.county.id),
            recorded_at: Set(desk.at(filed, 30)),
        });
    }
}

/// The steps of a fair, each at its moment, as its timeline has them.
fn timeline(rows: &mut Rows, fair: Uuid, by: &Clerk, steps: &[(FairState, DateTime<Utc>)]) {
    let mut from = None;
    for (to, at) in steps {
        let step = Step {
            from,
            to: *to,
            reason: "",
            by,
            at: *at,
        };
        rows.moves.push(step.row(Subject::Fair, fair));
        from = Some(*to);
    }
}

/// The token of the `count`-th ticket of a fair: made up like everything else, and never the same twice.
fn token(fair: u64, count: i32) -> String {
    let mut random = Random::of_item(fair, KIND, u64::try_from(count).unwrap_or_default());
    format!("{:016x}{:016x}", random.next_u64(), random.next_u64())
}

/// A ticket with the `count`-th number.
fn ticket(
    fair: (Uuid, u64),
    count: i32,
    guest: Option<&Guest>,
    origin: entity::codes::TicketOrigin,
    at: DateTime<Utc>,
) -> (Uuid, fair_ticket::ActiveModel) {
    let id = Uuid::new_v4();
    let row = fair_ticket::ActiveModel {
        id: Set(id),
        fair_id: Set(fair.0),
        number: Set(number::of_count(count)),
        token: Set(token(fair.1, count)),
        worker_id: Set(guest.map(|guest| guest.id)),
        name: Set(guest.map(|guest| guest.name.clone()).unwrap_or_default()),
        phone_cipher: Set(None),
        phone_index: Set(None),
        phone_last4: Set(String::new()),
        region_code: Set(guest.map(|guest| guest.region_code.clone()).unwrap_or_default()),
        origin: Set(origin),
        created_by: Set(None),
        created_at: Set(at),
    };
    (id, row)
}
