//! What came after the placements of the story: calls that were made and calls that are due, proven stays, cases, and people who came back.

use chrono::{Days, NaiveDate};
use entity::codes::{
    CaseKind, CaseOrigin, CaseReferral, CaseState, CaseStepKind, FollowUpChannel, FollowUpReached, FollowUpState,
    HelpState, PayKept, RetentionProof, Subject,
};
use entity::{care_case, care_case_step, follow_up};
use sea_orm::{ActiveValue, Set};
use uuid::Uuid;

use super::desk::{Desk, Step};
use super::past::Alumnus;
use super::rows::Rows;
use crate::domain::cases::deadline;
use crate::domain::placements::calls::{self, Call, PLAN};
use crate::domain::placements::help;
use crate::domain::placements::retention::{self, Ground};

/// Calls of the last days are still to be made.
const OPEN_DAYS: u64 = 2;
/// Of the people on post, every so many-th is to be called again for a reason of his own.
const CALL_AGAIN: usize = 6;
/// First pay day is behind by then.
const PAID_DAYS: i32 = 35;

/// A placement as far as its calls are concerned.
pub(super) struct Job {
    pub id: Uuid,
    pub worker: Uuid,
    pub started_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
}

/// The calls of a placement, and the stays that they prove.
pub(super) fn calls_of(desk: &Desk, rows: &mut Rows, job: &Job) {
    let recent = desk.today - Days::new(OPEN_DAYS);
    let mut grounds = Vec::new();
    for day in PLAN {
        let due_on = job.started_on + Days::new(u64::try_from(day).unwrap_or_default());
        let call = Call {
            day,
            due_on,
            next_on: due_on,
        };
        let mut row = calls::row(job.id, job.worker, call, desk.at(job.started_on, 0));
        if job.ended_on.is_some_and(|end| end < due_on) {
            row.state = Set(FollowUpState::Cancelled);
        } else if due_on < recent {
            done(desk, &mut row, day, due_on);
            if let ActiveValue::Set(id) = row.id {
                rows.moves.push(
                    Step {
                        from: None,
                        to: FollowUpState::Done,
                        reason: "",
                        by: &desk.staff.station,
                        at: desk.at(due_on, 130),
                    }
                    .row(Subject::FollowUp, id),
                );
                grounds.push(Ground {
                    proof: RetentionProof::FollowUp,
                    id,
                    on: due_on,
                    by: desk.staff.station.id,
                });
            }
        }
        rows.follow_ups.push(row);
    }
    for stay in retention::proven(job.started_on, job.ended_on, desk.today, &grounds) {
        let known = stay.reached_on.max(stay.ground.on);
        rows.stays
            .push(retention::mark_row(job.id, job.worker, &stay, desk.at(known, 131)));
    }
}

fn done(desk: &Desk, row: &mut follow_up::ActiveModel, day: i32, on: NaiveDate) {
    row.state = Set(FollowUpState::Done);
    row.done_on = Set(Some(on));
    row.done_at = Set(Some(desk.at(on, 130)));
    row.done_by = Set(desk.staff.station.id);
    row.channel = Set(Some(FollowUpChannel::Phone));
    row.reached = Set(Some(FollowUpReached::Worker));
    row.on_post = Set(Some(true));
    row.paid = Set(Some(if day < PAID_DAYS {
        PayKept::NotYet
    } else {
        PayKept::AsPromised
    }));
}

/// One case of the story.
struct Told {
    kind: CaseKind,
    state: CaseState,
    what: &'static str,
    amount_yuan: Option<i32>,
    period: &'static str,
    days_ago: u32,
    result: &'static str,
}

const CASES: [Told; 5] = [
    Told {
        kind: CaseKind::Wages,
        state: CaseState::InHand,
        what: "上个月的工资说是 15 号发，到今天还没到账，问班长说再等等。",
        amount_yuan: Some(4_600),
        period: "上个月",
        days_ago: 9,
        result: "",
    },
    Told {
        kind: CaseKind::Injury,
        state: CaseState::Referred,
        what: "搬料时砸了脚，单位先垫了药费，工伤认定还没有申请。",
        amount_yuan: None,
        period: "",
        days_ago: 6,
        result: "",
    },
    Told {
        kind: CaseKind::Living,
        state: CaseState::Open,
        what: "说好 4 个人一间，现在住了 8 个人，晚上睡不好。",
        amount_yuan: None,
        period: "",
        days_ago: 1,
        result: "",
    },
    Told {
        kind: CaseKind::FalseAdvert,
        state: CaseState::Solved,
        what: "登的是白班，去了以后排的是两班倒。",
        amount_yuan: None,
        period: "",
        days_ago: 40,
        result: "单位改排白班，岗位说明也改了。",
    },
    Told {
        kind: CaseKind::Homesick,
        state: CaseState::Open,
        what: "家里老人一个人，想离家近一点。",
        amount_yuan: None,
        period: "",
        days_ago: 3,
        result: "",
    },
];

/// Calls for a reason of their own, cases, and help for those who came back lately.
pub(super) fn add(desk: &Desk, rows: &mut Rows, alumni: &[Alumnus]) {
    let on_post: Vec<&Alumnus> = alumni.iter().filter(|person| person.on_post).collect();
    for (at, person) in on_post.iter().enumerate().step_by(CALL_AGAIN) {
        call_again(desk, rows, person, at);
    }
    for (told, person) in CASES.iter().zip(on_post.iter().skip(1).step_by(2)) {
        case(desk, rows, told, person);
    }
    let since = desk.today - Days::new(help::HELP_DAYS);
    for person in alumni {
        let Some(left) = person.last_ended.filter(|left| *left >= since) else {
            continue;
        };
        let row = help::row(person.id, person.last_placement, left, desk.at(left, 125));
        if let ActiveValue::Set(id) = row.id {
            let step = Step {
                from: None,
                to: HelpState::Open,
                reason: "",
                by: &desk.staff.station,
                at: desk.at(left, 125),
            };
            rows.moves.push(step.row(Subject::Help, id));
        }
        rows.helps.push(row);
    }
}

fn call_again(desk: &Desk, rows: &mut Rows, person: &Alumnus, at: usize) {
    let due_on = desk.today - Days::new(u64::try_from(at).unwrap_or_default() % 3);
    let call = Call {
        day: 0,
        due_on,
        next_on: due_on,
    };
    let mut row = calls::row(person.last_placement, person.id, call, desk.at(due_on, 0));
    row.day = Set(None);
    if at == CALL_AGAIN {
        row.attempts = Set(1);
        row.failed_first_on = Set(Some(desk.day(1)));
        row.failed_last_on = Set(Some(desk.day(1)));
        row.next_on = Set(desk.today);
    }
    rows.follow_ups.push(row);
}

fn case(desk: &Desk, rows: &mut Rows, told: &Told, person: &Alumnus) {
    let id = Uuid::new_v4();
    let begun = desk.moment(told.days_ago, 140);
    let owned = told.state != CaseState::Open;
    let over = told.state == CaseState::Solved;
    let last = desk.day(told.days_ago.saturating_sub(1));
    let referred = told.state == CaseState::Referred;
    rows.cases.push(care_case::ActiveModel {
        id: Set(id),
        version: Set(1),
        worker_id: Set(person.id),
        placement_id: Set(Some(person.last_placement)),
        follow_up_id: Set(None),
        application_id: Set(None),
        vacancy_id: Set(None),
        kind: Set(told.kind),
        origin: Set(CaseOrigin::Staff),
        state: Set(told.state),
        state_since: Set(desk.at(last, 150)),
        what: Set(told.what.to_owned()),
        amount_yuan: Set(told.amount_yuan),
        period: Set(told.period.to_owned()),
        opened_by: Set(desk.staff.station.id),
        owner_id: Set(desk.staff.station.id.filter(|_| owned)),
        offered_to: Set(None),
        referred_to: Set(referred.then_some(CaseReferral::LabourInspection)),
        referred_on: Set(referred.then_some(last)),
        due_on: Set(deadline::due_on(told.kind, told.state, last)),
        result: Set(told.result.to_owned()),
        closed_at: Set(over.then(|| desk.at(last, 150))),
        created_at: Set(begun),
    });
    let mut steps = vec![(CaseStepKind::Opened, None, CaseState::Open, "")];
    match told.state {
        CaseState::InHand => steps.push((CaseStepKind::Taken, Some(CaseState::Open), CaseState::InHand, "")),
        CaseState::Referred => {
            let note = "labour_inspection 请协助申请工伤认定";
            steps.push((CaseStepKind::Referred, Some(CaseState::Open), CaseState::Referred, note));
        }
        CaseState::Solved => {
            steps.push((
                CaseStepKind::Solved,
                Some(CaseState::Open),
                CaseState::Solved,
                told.result,
            ));
        }
        CaseState::Open | CaseState::Closed => {}
    }
    for (kind, from, to, note) in steps {
        let at = if from.is_none() { begun } else { desk.at(last, 150) };
        let by = &desk.staff.station;
        rows.case_steps.push(care_case_step::ActiveModel {
            id: Set(Uuid::new_v4()),
            case_id: Set(id),
            kind: Set(kind),
            note: Set(note.to_owned()),
            by_id: Set(by.id),
            by_name: Set(by.name.clone()),
            at: Set(at),
        });
        let step = Step {
            from,
            to,
            reason: "",
            by,
            at,
        };
        rows.moves.push(step.row(Subject::Case, id));
    }
}
