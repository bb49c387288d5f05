//! What workers agreed to.

use entity::codes::{ConsentScope, ConsentWay};
use entity::consent;
use sea_orm::Set;
use uuid::Uuid;

use crate::domain::workers::CONSENT_FORM;
use crate::made_up::{Consent, Scope, Worker};
use crate::seed::desk::Desk;

/// Whether a consent lets the service look for posts today.
pub(in crate::seed) fn lets_match(consent: &Consent) -> bool {
    consent.withdrawn_days_ago.is_none() && consent.scopes.contains(&Scope::Match)
}

/// Consent to be registered stays on file when the consent to matching is taken back: the record itself rests on the office's duty.
/// Consent to name an employer is given per employer, when somebody is introduced there.
pub(super) fn of_worker(desk: &Desk, worker: Uuid, told: &Worker) -> Vec<consent::ActiveModel> {
    let Some(given) = &told.consent else { return Vec::new() };
    let mut scopes = vec![ConsentScope::Register];
    if given.scopes.contains(&Scope::Match) {
        scopes.push(ConsentScope::Match);
    }
    if !told.limits.is_empty() {
        scopes.push(ConsentScope::Health);
    }
    let withdrawn = given.withdrawn_days_ago.map(|days| desk.moment(days, 50));
    let row = |scope| consent::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        scope: Set(scope),
        employer_id: Set(None),
        form_version: Set(CONSENT_FORM.to_owned()),
        way: Set(given.way.into()),
        witness: Set(given.witness.as_deref().unwrap_or_default().to_owned()),
        given_at: Set(desk.moment(given.days_ago, 12)),
        withdrawn_at: Set(withdrawn.filter(|_| scope != ConsentScope::Register)),
        recorded_by: Set(desk.staff.liaison_of(&told.village_code).id),
    };
    scopes.into_iter().map(row).collect()
}

/// A consent to give one's data to one employer.
pub(in crate::seed) fn employer_consent(
    desk: &Desk,
    worker: Uuid,
    employer: Uuid,
    days_ago: u32,
) -> consent::ActiveModel {
    consent::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        scope: Set(ConsentScope::Employer),
        employer_id: Set(Some(employer)),
        form_version: Set(CONSENT_FORM.to_owned()),
        way: Set(ConsentWay::Signed),
        witness: Set(String::new()),
        given_at: Set(desk.moment(days_ago, 5)),
        withdrawn_at: Set(None),
        recorded_by: Set(desk.staff.station.id),
    }
}
