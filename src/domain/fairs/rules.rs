//! What must be on file before a fair, and by which days.

use chrono::{Days, NaiveDate};
use entity::codes::FairPaperKind;
use entity::{fair, fair_paper};

use crate::domain::clock;
use crate::reference::fair_rule;

/// Days after the fair in which an arrival still counts as one of the fair where nobody wrote down which application it came from.
pub const ARRIVAL_DAYS: u64 = 60;
/// Days after the fair for which it is followed.
pub const FOLLOWED_DAYS: u64 = 90;

/// The day of a fair.
#[must_use]
pub fn day(fair: &fair::Model) -> NaiveDate {
    clock::day_of(fair.starts_at)
}

/// Last day on which the papers are in time.
#[must_use]
pub fn file_by(fair: &fair::Model) -> NaiveDate {
    let rule = fair_rule::at(&fair.place_code, day(fair));
    day(fair) - Days::new(rule.file_days_before)
}

/// Last day on which the statistics are in time.
#[must_use]
pub fn report_by(fair: &fair::Model) -> NaiveDate {
    let rule = fair_rule::at(&fair.place_code, day(fair));
    clock::day_of(fair.ends_at) + Days::new(rule.report_days_after)
}

/// First day on which the fair can be put into the archive.
#[must_use]
pub fn archive_from(fair: &fair::Model) -> NaiveDate {
    clock::day_of(fair.ends_at) + Days::new(FOLLOWED_DAYS)
}

/// The papers that the fair needs (Interim Regulation on the Human Resources Market, article 28; the permit of the police for a large one).
#[must_use]
pub fn papers(fair: &fair::Model) -> Vec<FairPaperKind> {
    let rule = fair_rule::at(&fair.place_code, day(fair));
    let mut kinds = vec![FairPaperKind::Plan, FairPaperKind::Emergency, FairPaperKind::Security];
    if fair.visitors_expected >= rule.permit_visitors {
        kinds.push(FairPaperKind::PolicePermit);
    }
    kinds
}

/// The papers that lack.
#[must_use]
pub fn lacking(fair: &fair::Model, filed: &[fair_paper::Model]) -> Vec<FairPaperKind> {
    papers(fair)
        .into_iter()
        .filter(|kind| filed.iter().all(|paper| paper.kind != *kind))
        .collect()
}
