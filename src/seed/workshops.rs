//! The workshops of the story: two that the founding report counts, one that applies, one whose plate was taken down; and their rolls.

use std::collections::HashMap;

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use entity::codes::{
    Code as _, Contract, Ledger, PlacementKind, RollPayWay, RollSign, RollState, Subject, WorkshopKind,
    WorkshopPaperKind, WorkshopState,
};
use entity::{placement, roll_line, workshop, workshop_paper, workshop_roll};
use sea_orm::{ActiveValue, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use super::SeedError;
use super::desk::{Clerk, Desk, Step};
use super::rows::Rows;
use super::vacancies::Owner;
use crate::domain::workshops::days;
use crate::domain::workshops::month::Month;
use crate::domain::workshops::sums::{Earned, Piece};
use crate::made_up::Text;

/// Months of rolls up to today's.
const MONTHS: u32 = 3;
/// Minutes of a full day, and the day of the month on which wages are paid.
const DAY_MINUTES: i32 = 420;
const PAY_DAY: u32 = 15;

/// A workshop as it is told.
struct Told {
    firm: &'static str,
    name: &'static str,
    kind: WorkshopKind,
    trade: &'static str,
    /// Money of the eastern partner, if any.
    east_yuan: Option<i64>,
    project: &'static str,
    contact: (&'static str, &'static str),
    /// Day of the application, year, month, day.
    applied: (i32, u32, u32),
    course: Course,
}

/// How far it came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Runs,
    Applies,
    Withdrawn,
}

const TOLD: [Told; 4] = [
    Told {
        firm: "nuanyang-garment",
        name: "四十里铺镇暖阳人家帮扶车间",
        kind: WorkshopKind::Factory,
        trade: "6-05-01-03",
        east_yuan: Some(600_000),
        project: "四十里铺镇帮扶车间设备",
        contact: ("杜娟", "19900200023"),
        applied: (2018, 3, 20),
        course: Course::Runs,
    },
    Told {
        firm: "longxiu-craft",
        name: "柳湖镇陇绣巧手帮扶车间",
        kind: WorkshopKind::Home,
        trade: "6-09-03-11",
        east_yuan: Some(400_000),
        project: "柳湖镇巧手车间设备",
        contact: ("柳彩霞", "19900200022"),
        applied: (2018, 4, 2),
        course: Course::Runs,
    },
    Told {
        firm: "baishui-carton",
        name: "白水镇白水村纸箱车间",
        kind: WorkshopKind::Cooperative,
        trade: "6-05-01-03",
        east_yuan: None,
        project: "",
        contact: ("李建平", "19900200024"),
        applied: (0, 0, 0),
        course: Course::Applies,
    },
    Told {
        firm: "hongguo-orchard",
        name: "白水镇红果园分拣车间",
        kind: WorkshopKind::Cooperative,
        trade: "6-05-01-03",
        east_yuan: None,
        project: "",
        contact: ("刘永红", "19900200020"),
        applied: (2020, 3, 9),
        course: Course::Withdrawn,
    },
];

/// Writes everything down. The placements of the story stand there already; those in these workshops get their name.
pub(super) fn add(desk: &Desk, rows: &mut Rows, firms: &HashMap<Text, Owner<'_>>) -> Result<(), SeedError> {
    for told in &TOLD {
        let firm = firms
            .get(told.firm)
            .ok_or_else(|| SeedError::Record(format!("{} is no employer of the story", told.firm)))?;
        let id = Uuid::new_v4();
        let applied = NaiveDate::from_ymd_opt(told.applied.0, told.applied.1, told.applied.2).unwrap_or(desk.day(6));
        let ledger = rows
            .ledger
            .iter()
            .find(|row| row.name == Set(told.project.to_owned()) && row.ledger == Set(Ledger::Project));
        let ledger_id = ledger.and_then(|row| set(&row.id));
        rows.workshops.push(row_of(desk, told, firm, id, applied, ledger_id));
        papers(desk, rows, told, id, applied);
        course(desk, rows, told, id, applied);
        if told.course == Course::Runs {
            name_placements(rows, firm.id, id);
            rolls(desk, rows, id);
        }
    }
    Ok(())
}

/// What a column was set to.
fn set<V: Clone + Into<sea_orm::Value>>(value: &ActiveValue<V>) -> Option<V> {
    value.try_as_ref().cloned()
}

/// The day of the recognition: after the notice.
fn recognised_on(applied: NaiveDate) -> NaiveDate {
    applied + Days::new(33)
}

fn row_of(
    desk: &Desk,
    told: &Told,
    firm: &Owner<'_>,
    id: Uuid,
    applied: NaiveDate,
    ledger_id: Option<Uuid>,
) -> workshop::ActiveModel {
    let recognised = (told.course != Course::Applies).then(|| recognised_on(applied));
    let last = steps(told.course).last().copied();
    let state = last.map_or(WorkshopState::Applied, |(state, _, _)| state);
    let since = last.map_or(applied, |(_, days, _)| applied + Days::new(days));
    workshop::ActiveModel {
        id: Set(id),
        version: Set(1),
        name: Set(told.name.to_owned()),
        later_name: Set(String::new()),
        kind: Set(told.kind),
        employer_id: Set(firm.id),
        place_code: Set(firm.told.region_code.clone().into_owned()),
        address: Set(firm.told.address.clone().into_owned()),
        occupation_code: Set(told.trade.to_owned()),
        east_yuan: Set(told.east_yuan),
        east_on: Set(told.east_yuan.and(NaiveDate::from_ymd_opt(2018, 5, 28))),
        project_name: Set(told.project.to_owned()),
        ledger_id: Set(ledger_id),
        contact_name: Set(told.contact.0.to_owned()),
        contact_phone: Set(told.contact.1.to_owned()),
        pay_day: Set(i32::try_from(PAY_DAY).unwrap_or(15)),
        day_minutes: Set(DAY_MINUTES),
        state: Set(state),
        state_since: Set(desk.at(since, 0)),
        applied_on: Set(applied),
        notice_until: Set(recognised.map(|_| applied + Days::new(27))),
        recognised_no: Set(recognised
            .map(|day| format!("崆政扶认{}示例号", day.format("〔%Y〕%m%d")))
            .unwrap_or_default()),
        recognised_on: Set(recognised),
        level: Set(if recognised.is_some() {
            "县级".to_owned()
        } else {
            String::new()
        }),
        judgement: Set(None::<Value>),
        created_by: Set(desk.staff.county.id),
        created_at: Set(desk.at(applied, 0)),
        updated_at: Set(desk.at(since, 0)),
    }
}

/// The steps, each so many days after the application, with its reason.
fn steps(course: Course) -> &'static [(WorkshopState, u64, &'static str)] {
    use WorkshopState::{Checked, Notice, Recognised, Rectifying, Running, Withdrawn};
    match course {
        Course::Applies => &[],
        Course::Runs => &[
            (Checked, 12, ""),
            (Notice, 20, ""),
            (Recognised, 33, ""),
            (Running, 36, ""),
        ],
        Course::Withdrawn => &[
            (Checked, 12, ""),
            (Notice, 20, ""),
            (Recognised, 33, ""),
            (Running, 36, ""),
            (Rectifying, 400, "半年没有订单，工人都走了"),
            (Withdrawn, 460, "整改期满，仍未复工"),
        ],
    }
}

fn course(desk: &Desk, rows: &mut Rows, told: &Told, id: Uuid, applied: NaiveDate) {
    let mut from = None;
    let mut add = |to, day, reason: &str, by: &Clerk, from: &mut Option<WorkshopState>| {
        let step = Step {
            from: *from,
            to,
            reason,
            by,
            at: desk.at(day, 0),
        };
        rows.moves.push(step.row(Subject::Workshop, id));
        *from = Some(to);
    };
    add(WorkshopState::Applied, applied, "", &desk.staff.county, &mut from);
    for (to, days, reason) in steps(told.course) {
        add(*to, applied + Days::new(*days), reason, &desk.staff.county, &mut from);
    }
}

fn papers(desk: &Desk, rows: &mut Rows, told: &Told, id: Uuid, applied: NaiveDate) {
    use WorkshopPaperKind::{Notice, Recognition, Rectification, SiteCheck};
    let filed: &[(WorkshopPaperKind, u64)] = match told.course {
        Course::Applies => &[],
        Course::Runs => &[(SiteCheck, 11), (Notice, 20), (Recognition, 33)],
        Course::Withdrawn => &[(SiteCheck, 11), (Notice, 20), (Recognition, 33), (Rectification, 400)],
    };
    for (kind, days) in filed {
        let day = applied + Days::new(*days);
        rows.workshop_papers.push(workshop_paper::ActiveModel {
            id: Set(Uuid::new_v4()),
            workshop_id: Set(id),
            kind: Set(*kind),
            number: Set(format!("示例{}-{}", day.format("%Y%m%d"), kind.key())),
            dated_on: Set(day),
            note: Set(String::new()),
            file_id: Set(None),
            recorded_by: Set(desk.staff.county.id),
            recorded_at: Set(desk.at(day, 0)),
        });
    }
}

/// The people whom the firm took in as a workshop are on its list, under contracts of a year.
fn name_placements(rows: &mut Rows, firm: Uuid, workshop: Uuid) {
    for job in &mut rows.placements {
        if job.employer_id == Set(Some(firm)) && job.kind == Set(PlacementKind::Workshop) {
            job.workshop_id = Set(Some(workshop));
            job.contract_months = Set(Some(12));
        }
    }
}

fn rolls(desk: &Desk, rows: &mut Rows, workshop: Uuid) {
    let this = Month::of(desk.today);
    for back in (1..=MONTHS).rev() {
        let Some(first) = this.first().checked_sub_months(Months::new(back)) else {
            continue;
        };
        roll(desk, rows, workshop, Month::of(first));
    }
}

/// A month: everybody there on every day but Sundays, with a half day here and there; wages come by the all-in-one card before pay day.
fn roll(desk: &Desk, rows: &mut Rows, workshop: Uuid, month: Month) {
    let id = Uuid::new_v4();
    let pay_by = month.next().day(PAY_DAY).unwrap_or(month.next().last());
    let is_paid = pay_by <= desk.today;
    let jobs: Vec<&placement::ActiveModel> = rows
        .placements
        .iter()
        .filter(|job| job.workshop_id == Set(Some(workshop)))
        .collect();
    let mut lines = Vec::new();
    for (at, job) in jobs.into_iter().enumerate() {
        let ended = set(&job.ended_on).flatten();
        let Some(part) = set(&job.started_on).and_then(|started| month.part(started, ended)) else {
            continue;
        };
        lines.push(line(id, job, month, part, at, is_paid.then_some(pay_by - Days::new(2))));
    }
    if lines.is_empty() {
        return;
    }
    rows.roll_lines.extend(lines);
    let closed_at: Option<DateTime<Utc>> = is_paid.then(|| desk.at(pay_by, 30));
    let by = &desk.staff.county;
    rows.rolls.push(workshop_roll::ActiveModel {
        id: Set(id),
        version: Set(1),
        workshop_id: Set(workshop),
        month: Set(month.first()),
        edition: Set(1),
        state: Set(if is_paid { RollState::Closed } else { RollState::Open }),
        reason: Set(String::new()),
        day_minutes: Set(DAY_MINUTES),
        pay_by: Set(pay_by),
        sheet_file_id: Set(None),
        created_by: Set(by.id),
        created_by_name: Set(by.name.clone()),
        created_at: Set(desk.at(month.last(), 0)),
        closed_by_name: Set(if is_paid { by.name.clone() } else { String::new() }),
        closed_at: Set(closed_at),
    });
    let mut step = |from, to, at| {
        let step = Step {
            from,
            to,
            reason: "",
            by,
            at,
        };
        rows.moves.push(step.row(Subject::Roll, id));
    };
    step(None, RollState::Open, desk.at(month.last(), 0));
    if let Some(at) = closed_at {
        step(Some(RollState::Open), RollState::Closed, at);
    }
}

fn line(
    roll: Uuid,
    job: &placement::ActiveModel,
    month: Month,
    (first, last): (u32, u32),
    at: usize,
    paid_on: Option<NaiveDate>,
) -> roll_line::ActiveModel {
    use chrono::{Datelike as _, Weekday};
    let letters: String = (1..=month.days())
        .map(|day| {
            let rests = month.day(day).is_some_and(|day| day.weekday() == Weekday::Sun);
            match day {
                _ if rests || day < first || day > last => days::NONE,
                _ if day as usize % 13 == at % 13 => days::HALF,
                _ => days::FULL,
            }
        })
        .collect();
    let count = i64::try_from(at).unwrap_or(0);
    let halves = days::halves(&letters);
    let pieces = vec![
        Piece {
            pieces: halves * (36 + count % 9),
            rate_fen: 85,
        },
        Piece {
            pieces: halves * 4,
            rate_fen: 180,
        },
    ];
    let hourly = set(&job.contract).flatten() == Some(Contract::Labour);
    let earned = Earned {
        pieces,
        halves,
        day_minutes: DAY_MINUTES,
        hour_rate_fen: if hourly { 300 } else { 0 },
        other_fen: 5_000,
        deduct_fen: 0,
    };
    let due = earned.due().unwrap_or(0);
    roll_line::ActiveModel {
        id: Set(Uuid::new_v4()),
        roll_id: Set(roll),
        placement_id: job.id.clone(),
        worker_id: job.worker_id.clone(),
        days: Set(letters),
        pieces: Set(json!(earned.pieces)),
        hour_rate_fen: Set(earned.hour_rate_fen),
        other_fen: Set(earned.other_fen),
        other_note: Set("全勤奖".to_owned()),
        deduct_fen: Set(0),
        deduct_reason: Set(String::new()),
        due_fen: Set(due),
        paid_fen: Set(if paid_on.is_some() { due } else { 0 }),
        paid_on: Set(paid_on),
        paid_way: Set(paid_on.map(|_| RollPayWay::Card)),
        pay_note: Set(String::new()),
        signed: Set(if paid_on.is_some() {
            RollSign::Signed
        } else {
            RollSign::Missing
        }),
    }
}
