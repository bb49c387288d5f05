//! Subsidies of the story: policies of every shape, claims in every state, an objection, and people who could claim and have not.

mod policies;

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};
use entity::codes::{
    ClaimAccount, ClaimState, ClaimedBy, ConsentScope, ConsentWay, FollowUpReached, NoticeLevel, Subject,
    SubsidyPolicyState, SubsidyVerdict,
};
use entity::{
    consent, placement, subsidy_claim, subsidy_claim_job, subsidy_notice, subsidy_notice_claim, subsidy_objection,
    subsidy_policy, subsidy_verdict,
};
use sea_orm::Set;
use serde_json::Value;
use uuid::Uuid;

use super::SeedError;
use super::desk::{Clerk, Desk, Step};
use super::past::Alumnus;
use super::rows::Rows;
use crate::domain::subsidies::place_of;
use crate::domain::subsidies::reasons::Line;
use crate::domain::workers::CONSENT_FORM;
use crate::reference::region;

/// Yuan for work in another province.
const YUAN: i32 = 600;
/// Days of a notice.
const NOTICE_DAYS: u64 = 5;
/// People who could claim and have not.
const UNCLAIMED: usize = 12;

use ClaimState::{
    CountyCheck, CountyNotice, Draft, Paid, Recovered, SentBack, ToPay, TownshipCheck, TownshipNotice, VillageNotice,
};

/// The ordinary way of a claim.
const WAY: [ClaimState; 8] = [
    Draft,
    VillageNotice,
    TownshipCheck,
    TownshipNotice,
    CountyCheck,
    CountyNotice,
    ToPay,
    Paid,
];

/// States of the claims and how many are in each.
pub(super) const CLAIMS: [(ClaimState, usize); 10] = [
    (Draft, 2),
    (VillageNotice, 3),
    (TownshipCheck, 3),
    (TownshipNotice, 2),
    (CountyCheck, 3),
    (CountyNotice, 2),
    (ToPay, 2),
    (Paid, 5),
    (SentBack, 1),
    (Recovered, 1),
];

/// Somebody at work in another province the whole year before.
struct Earner {
    worker: Uuid,
    placement: Uuid,
    home: String,
    place: String,
    employer: String,
}

/// The year that is claimed for: the last full one.
struct Year {
    key: String,
    from: NaiveDate,
    until: NaiveDate,
}

/// Writes the policies, and the claims of people who are at work.
pub(super) fn add(desk: &Desk, rows: &mut Rows, alumni: &[Alumnus]) -> Result<(), SeedError> {
    let mut first = None;
    for told in policies::all() {
        let id = policy(desk, rows, &told)?;
        first.get_or_insert(id);
    }
    let Some(policy) = first else { return Ok(()) };
    let number = desk.today.year() - 1;
    let day = |month, day| NaiveDate::from_ymd_opt(number, month, day).unwrap_or(desk.today);
    let year = Year {
        key: number.to_string(),
        from: day(1, 1),
        until: day(12, 31),
    };
    let mut earners = earners(rows, alumni, &year).into_iter();
    let mut board = HashMap::new();
    for (state, count) in CLAIMS {
        for earner in earners.by_ref().take(count) {
            claim(desk, rows, &mut board, (policy, &year), &earner, state)?;
        }
    }
    for earner in earners.take(UNCLAIMED) {
        rows.verdicts.push(subsidy_verdict::ActiveModel {
            id: Set(Uuid::new_v4()),
            policy_id: Set(policy),
            period_key: Set(year.key.clone()),
            beneficiary_id: Set(earner.worker),
            worker_id: Set(Some(earner.worker)),
            employer_id: Set(None),
            place_code: Set(earner.home.clone()),
            verdict: Set(SubsidyVerdict::Yes),
            amount_yuan: Set(YUAN),
            from_day: Set(None),
            said: Set(explanation(&earner, &year)?),
            as_of: Set(desk.today),
            made_at: Set(desk.now),
        });
    }
    Ok(())
}

fn kept(kept: serde_json::Result<Value>) -> Result<Value, SeedError> {
    kept.map_err(|error| SeedError::Record(error.to_string()))
}

fn policy(desk: &Desk, rows: &mut Rows, told: &policies::Told) -> Result<Uuid, SeedError> {
    let id = Uuid::new_v4();
    let terms = &told.terms;
    let written = desk.at(terms.valid_from, 0);
    let ended = told.state == SubsidyPolicyState::Ended;
    rows.policies.push(subsidy_policy::ActiveModel {
        id: Set(id),
        version: Set(2),
        line_id: Set(id),
        edition: Set(1),
        code: Set(told.code.to_owned()),
        name: Set(told.name.to_owned()),
        purpose: Set(told.purpose),
        payer: Set(told.payer.to_owned()),
        beneficiary: Set(terms.beneficiary),
        issuer_code: Set(told.issuer.to_owned()),
        home_code: Set(terms.home_code.clone()),
        valid_from: Set(terms.valid_from),
        valid_until: Set(terms.valid_until),
        document_no: Set(told.document.to_owned()),
        window_months: Set(told.months.to_owned()),
        window_from: Set(None),
        window_until: Set(None),
        once: Set(terms.once),
        cap_yuan: Set(terms.cap_yuan),
        papers: Set(told.papers.to_owned()),
        conditions: Set(kept(serde_json::to_value(&terms.conditions))?),
        amount: Set(kept(serde_json::to_value(&terms.amount))?),
        per_person: Set(terms.per_person),
        away_only: Set(terms.away_only()),
        notice_days: Set(5),
        phone: Set("19900008800".to_owned()),
        note: Set("文号和金额都是编的，只作示例。".to_owned()),
        state: Set(told.state),
        ended_on: Set(terms.valid_until.filter(|_| ended)),
        end_reason: Set(if ended {
            "新政策接着执行".to_owned()
        } else {
            String::new()
        }),
        created_by: Set(desk.staff.county.id),
        created_at: Set(written),
        updated_at: Set(written),
    });
    let mut from = None;
    for to in [
        SubsidyPolicyState::Draft,
        SubsidyPolicyState::InForce,
        SubsidyPolicyState::Ended,
    ] {
        let at = match (to, terms.valid_until) {
            (SubsidyPolicyState::Ended, Some(until)) => desk.at(until, 0),
            _ => written,
        };
        let step = Step {
            from,
            to,
            reason: "",
            by: &desk.staff.county,
            at,
        };
        rows.moves.push(step.row(Subject::SubsidyPolicy, id));
        from = Some(to);
        if to == told.state {
            break;
        }
    }
    Ok(id)
}

/// People who were at work in another province all the year and are there today.
fn earners(rows: &Rows, alumni: &[Alumnus], year: &Year) -> Vec<Earner> {
    let placements: HashMap<Uuid, &placement::ActiveModel> = rows
        .placements
        .iter()
        .filter_map(|row| Some((*row.id.try_as_ref()?, row)))
        .collect();
    alumni
        .iter()
        .filter(|one| one.on_post)
        .filter_map(|one| {
            let row = placements.get(&one.last_placement)?;
            (*row.started_on.try_as_ref()? <= year.from).then_some(())?;
            Some(Earner {
                worker: one.id,
                placement: one.last_placement,
                home: row.home_code.try_as_ref()?.clone(),
                place: row.place_code.try_as_ref()?.clone(),
                employer: row.employer_name.try_as_ref()?.clone(),
            })
        })
        .filter(|one| one.place.starts_with("12"))
        .collect()
}

fn explanation(earner: &Earner, year: &Year) -> Result<Value, SeedError> {
    let days = i32::try_from((year.until - year.from).num_days()).unwrap_or_default();
    let lines = [
        Line::Worked {
            days,
            from: year.from,
            until: year.until,
        },
        Line::Place {
            place_code: earner.place.clone(),
            place: place_of(&earner.home, &earner.place),
            yuan: YUAN,
        },
    ];
    kept(serde_json::to_value(lines))
}

/// The states through which a claim came to where it is.
fn way_to(state: ClaimState) -> Vec<ClaimState> {
    let at = |state| WAY.iter().position(|one| *one == state).unwrap_or_default();
    let last = match state {
        SentBack => TownshipCheck,
        Recovered => Paid,
        other => other,
    };
    let mut way = WAY[..=at(last)].to_vec();
    if state != last {
        way.push(state);
    }
    way
}

fn clerk_of<'d>(desk: &'d Desk, state: ClaimState, home: &str) -> &'d Clerk {
    match state {
        Draft | VillageNotice | TownshipCheck => desk.staff.liaison_of(home),
        TownshipNotice | CountyCheck | SentBack => &desk.staff.reviewer,
        _ => &desk.staff.county,
    }
}

/// Notices by level, place and day.
type Board = HashMap<(NoticeLevel, String, u32), Uuid>;

fn claim(
    desk: &Desk,
    rows: &mut Rows,
    board: &mut Board,
    (policy, year): (Uuid, &Year),
    earner: &Earner,
    state: ClaimState,
) -> Result<(), SeedError> {
    let id = Uuid::new_v4();
    let way = way_to(state);
    let held = state == VillageNotice && rows.objections.is_empty();
    let days_of = |step: usize| u32::try_from((way.len() - 1 - step) * 7 + 2).unwrap_or_default();
    let at = |step: usize| desk.moment(days_of(step), u32::try_from(step * 3).unwrap_or_default());
    let mut from = None;
    for (step, to) in way.iter().enumerate() {
        let by = clerk_of(desk, *to, &earner.home);
        let reason = match to {
            SentBack => "务工证明没有盖章，补好再报",
            Recovered => "核实后发现去年九月已经回来",
            _ => "",
        };
        let row = Step {
            from,
            to: *to,
            reason,
            by,
            at: at(step),
        };
        rows.moves.push(row.row(Subject::SubsidyClaim, id));
        from = Some(*to);
        if let Some(level) = crate::domain::subsidies::state::level(*to) {
            let notice = post(desk, rows, board, policy, (level, &earner.home, days_of(step)), by);
            rows.notice_claims.push(subsidy_notice_claim::ActiveModel {
                id: Set(Uuid::new_v4()),
                notice_id: Set(notice),
                claim_id: Set(id),
            });
            if held {
                object(desk, rows, id, notice);
            }
        }
    }
    let reached = |wanted: ClaimState| way.iter().position(|one| *one == wanted);
    let paid = reached(Paid);
    let called = reached(CountyNotice);
    let account = format!("62179990{:011}", rows.claims.len() + 1);
    agreed(desk, rows, earner, at(0));
    rests_on(rows, earner, id, year);
    rows.claims.push(subsidy_claim::ActiveModel {
        id: Set(id),
        version: Set(i32::try_from(way.len()).unwrap_or(1)),
        policy_id: Set(policy),
        line_id: Set(policy),
        purpose: Set(entity::codes::SubsidyPurpose::Travel),
        period_key: Set(year.key.clone()),
        period_from: Set(year.from),
        period_until: Set(year.until),
        beneficiary_id: Set(earner.worker),
        worker_id: Set(Some(earner.worker)),
        employer_id: Set(None),
        payee_name: Set(String::new()),
        place_code: Set(earner.home.clone()),
        amount_yuan: Set(YUAN),
        explanation: Set(explanation(earner, year)?),
        work_from: Set(Some(year.from)),
        work_until: Set(Some(year.until)),
        work_place_code: Set(earner.place.clone()),
        employer_name: Set(earner.employer.clone()),
        people: Set(1),
        cost_yuan: Set(None),
        contract_months: Set(None),
        claimed_by: Set(ClaimedBy::Cadre),
        claimant_name: Set(desk.staff.liaison_of(&earner.home).name.clone()),
        account_kind: Set(Some(ClaimAccount::OneCard)),
        account_cipher: Set(Some(desk.vault.seal(&account, "subsidy_claim.account", id)?)),
        account_last4: Set(account[account.len() - 4..].to_owned()),
        state: Set(state),
        state_since: Set(at(way.len() - 1)),
        held: Set(held),
        phone_checked_at: Set(called.map(at)),
        phone_checked_by: Set(called.and(desk.staff.county.id)),
        phone_reached: Set(called.map(|_| FollowUpReached::Worker)),
        phone_note: Set(called
            .map(|_| "在厂里上班，和申领的一样".to_owned())
            .unwrap_or_default()),
        paid_on: Set(paid.map(|step| desk.day(days_of(step)))),
        paid_at: Set(paid.map(at)),
        recovered_at: Set(reached(Recovered).map(at)),
        created_by: Set(desk.staff.liaison_of(&earner.home).id),
        created_at: Set(at(0)),
    });
    Ok(())
}

fn post(
    desk: &Desk,
    rows: &mut Rows,
    board: &mut Board,
    policy: Uuid,
    (level, home, days_ago): (NoticeLevel, &str, u32),
    by: &Clerk,
) -> Uuid {
    let place = match level {
        NoticeLevel::Village => region::get(home),
        NoticeLevel::Township => region::township(home),
        NoticeLevel::County => region::county(home),
    };
    let place = place.map_or(home, |place| place.code).to_owned();
    let known = board.entry((level, place.clone(), days_ago));
    *known.or_insert_with(|| {
        let id = Uuid::new_v4();
        let posted = desk.day(days_ago);
        rows.notices.push(subsidy_notice::ActiveModel {
            id: Set(id),
            policy_id: Set(policy),
            level: Set(level),
            place_code: Set(place),
            from_date: Set(posted),
            until_date: Set(posted + Days::new(NOTICE_DAYS)),
            posted_at: Set("村务公开栏".to_owned()),
            phone: Set("19900008800".to_owned()),
            made_by: Set(by.id),
            made_at: Set(desk.moment(days_ago, 0)),
        });
        id
    })
}

fn object(desk: &Desk, rows: &mut Rows, claim: Uuid, notice: Uuid) {
    rows.objections.push(subsidy_objection::ActiveModel {
        id: Set(Uuid::new_v4()),
        version: Set(1),
        claim_id: Set(claim),
        notice_id: Set(notice),
        said_by: Set("李*".to_owned()),
        what: Set("听说他去年国庆就回来了，没干满一年。".to_owned()),
        received_on: Set(desk.day(1)),
        result: Set(None),
        answer: Set(String::new()),
        answered_at: Set(None),
        answered_by: Set(None),
        recorded_by: Set(desk.staff.county.id),
        recorded_at: Set(desk.moment(1, 0)),
    });
}

/// The person agreed that the account is kept.
fn agreed(desk: &Desk, rows: &mut Rows, earner: &Earner, at: DateTime<Utc>) {
    rows.consents.push(consent::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(earner.worker),
        scope: Set(ConsentScope::Claim),
        employer_id: Set(None),
        form_version: Set(CONSENT_FORM.to_owned()),
        way: Set(ConsentWay::Signed),
        witness: Set(String::new()),
        given_at: Set(at),
        withdrawn_at: Set(None),
        recorded_by: Set(desk.staff.liaison_of(&earner.home).id),
    });
}

fn rests_on(rows: &mut Rows, earner: &Earner, id: Uuid, year: &Year) {
    rows.claim_jobs.push(subsidy_claim_job::ActiveModel {
        id: Set(Uuid::new_v4()),
        claim_id: Set(id),
        placement_id: Set(earner.placement),
        worker_id: Set(earner.worker),
        from_date: Set(year.from),
        until_date: Set(year.until),
    });
}
