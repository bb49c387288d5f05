//! Employers and how far their verification has come.

use chrono::{Days, Months, NaiveDate};
use entity::codes::{EmployerState, Subject};
use entity::employer;
use sea_orm::Set;
use uuid::Uuid;

use super::desk::{Desk, Step};
use super::rows::Rows;
use crate::domain::checks::credit_code::{CodeKind, CreditCode};
use crate::domain::employers::VALID_MONTHS;
use crate::made_up::{Employer, EmployerKind, Random};

/// Days between registration and the first check.
const FIRST_CHECK_DAYS: u64 = 6;
/// Keeps the credit codes apart from other streams of the same seed.
const KIND: u64 = 9;

/// The credit code of the `item`-th employer of a run.
pub(super) fn credit_code(seed: u64, item: usize, kind: EmployerKind) -> CreditCode {
    let holder = match kind {
        EmployerKind::Enterprise | EmployerKind::Agency => CodeKind::Enterprise,
        EmployerKind::HouseholdBusiness => CodeKind::HouseholdBusiness,
        EmployerKind::Cooperative => CodeKind::Cooperative,
        EmployerKind::Organisation => CodeKind::PrivateNonProfit,
        EmployerKind::Institution => CodeKind::PublicInstitution,
        EmployerKind::VillageCollective => CodeKind::VillageCollective,
    };
    let item = u64::try_from(item).unwrap_or(u64::MAX);
    CreditCode::synthetic(Random::of_item(seed, KIND, item).next_u64(), holder)
}

/// The rows of one employer, known to the office since `registered`.
pub(super) fn add(desk: &Desk, rows: &mut Rows, id: Uuid, told: &Employer, code: &CreditCode, registered: NaiveDate) {
    let state = EmployerState::from(told.state);
    let checked = told.verified_days_ago.map(|days| desk.day(days));
    let moves = moves(desk, told, registered, checked);
    let since = moves.last().map_or(desk.at(registered, 0), |step| step.at);
    rows.employers.push(employer::ActiveModel {
        id: Set(id),
        version: Set(1),
        name: Set(told.name.clone().into_owned()),
        credit_code: Set(Some(code.as_str().to_owned())),
        kind: Set(told.kind.into()),
        region_code: Set(told.region_code.clone().into_owned()),
        address: Set(told.address.clone().into_owned()),
        industry: Set(told.industry.clone().into_owned()),
        size: Set(Some(told.size.into())),
        legal_representative: Set(told.legal_rep.clone().into_owned()),
        contact_name: Set(told.contact_name.clone().into_owned()),
        contact_phone: Set(told.contact_phone.clone().into_owned()),
        agency_licence: Set(told.licence_no.as_deref().unwrap_or_default().to_owned()),
        agency_licence_until: Set(told.licence_until_days.map(|days| desk.today + Days::new(days.into()))),
        state: Set(state),
        state_reason: Set(told.state_reason.as_deref().unwrap_or_default().to_owned()),
        verified_at: Set(checked.map(|day| desk.at(day, 90))),
        verified_by: Set(checked.and(desk.staff.reviewer.id)),
        verified_until: Set(checked.map(|day| check_ends(desk, told, day))),
        source: Set(String::new()),
        created_at: Set(desk.at(registered, 0)),
        updated_at: Set(since),
    });
    rows.moves
        .extend(moves.iter().map(|step| step.row(Subject::Employer, id)));
}

/// Six months after the check, or the end of an agency's licence.
fn check_ends(desk: &Desk, told: &Employer, checked: NaiveDate) -> NaiveDate {
    let six_months = checked + Months::new(VALID_MONTHS);
    match told.licence_until_days {
        Some(days) if told.kind == EmployerKind::Agency => six_months.min(desk.today + Days::new(days.into())),
        _ => six_months,
    }
}

/// How the employer came to its state, oldest first.
fn moves<'a>(
    desk: &'a Desk,
    told: &'a Employer,
    registered: NaiveDate,
    checked: Option<NaiveDate>,
) -> Vec<Step<'a, EmployerState>> {
    use EmployerState::{Blacklisted, Checking, Due, Registered, Suspended, Verified};
    let state = EmployerState::from(told.state);
    let step = |from, to, reason, at| Step {
        from,
        to,
        reason,
        by: &desk.staff.reviewer,
        at,
    };
    let mut moves = vec![step(None, Registered, "", desk.at(registered, 0))];
    if state == Registered {
        return moves;
    }
    moves.push(step(Some(Registered), Checking, "", desk.at(registered, 120)));
    let Some(checked) = checked else { return moves };
    let first = registered + Days::new(FIRST_CHECK_DAYS);
    if first < checked {
        moves.push(step(Some(Checking), Verified, "", desk.at(first, 60)));
        moves.push(step(Some(Verified), Verified, "", desk.at(checked, 90)));
    } else {
        moves.push(step(Some(Checking), Verified, "", desk.at(checked, 90)));
    }
    let reason = told.state_reason.as_deref().unwrap_or_default();
    match state {
        Due => moves.push(step(
            Some(Verified),
            Due,
            reason,
            desk.at(check_ends(desk, told, checked), 0),
        )),
        Suspended | Blacklisted => {
            let stopped = checked + (desk.today - checked) / 2;
            moves.push(step(Some(Verified), state, reason, desk.at(stopped, 200)));
        }
        Registered | Checking | Verified => {}
    }
    moves
}
