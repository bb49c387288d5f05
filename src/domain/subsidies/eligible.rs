//! Who gets how much (资格核算): pure, so that an auditor gets the same answer years later.
//!
//! Facts of a person, the terms of a policy, a period and a day go in; a yes with its amount and how it came about, a no with **all** its
//! reasons, or the day from which on it will be a yes comes out. Days at work are counted like proven stays: from the first day to the last,
//! the difference of the two dates.

use chrono::{Days, NaiveDate};
use entity::codes::{
    Contract, EvidenceKind, HouseholdBase, Insurance, Monitor, Origin, PlacementKind, PlacementState, SubsidyCount,
    SubsidyHousehold, SubsidyOnce, SubsidyPlace, WorkerStatus,
};
use uuid::Uuid;

use super::period::Period;
use super::reasons::{Line, Reason};
use super::terms::{Amount, MONTH_DAYS, PlaceTier, Terms};
use crate::domain::clock;
use crate::reference::region;

/// Who brought person and post together where somebody organised it (有组织输转), as the figure T5 counts it.
pub const ORGANISED: [Origin; 4] = [Origin::Station, Origin::Village, Origin::Fair, Origin::Agency];

/// The household category over some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Household {
    /// Base category.
    pub base: HouseholdBase,
    /// Monitoring category.
    pub monitor: Option<Monitor>,
    /// First day.
    pub from: NaiveDate,
    /// First day that it no longer holds.
    pub to: Option<NaiveDate>,
}

/// A placement as far as money is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The placement.
    pub id: Uuid,
    /// Kind.
    pub kind: PlacementKind,
    /// Where it is.
    pub place_code: String,
    /// How far from home.
    pub place: SubsidyPlace,
    /// The firm, if it is on record.
    pub employer_id: Option<Uuid>,
    /// Its name at the start.
    pub employer_name: String,
    /// Who brought person and post together.
    pub origin: Origin,
    /// First day.
    pub started_on: NaiveDate,
    /// Last day.
    pub ended_on: Option<NaiveDate>,
    /// Pay of a month, yuan.
    pub pay_month_yuan: Option<i32>,
    /// Contract.
    pub contract: Option<Contract>,
    /// Insurance.
    pub insurance: Option<Insurance>,
    /// Kinds of proofs on file.
    pub proofs: Vec<EvidenceKind>,
    /// Longest proven stay, days.
    pub proven_days: i32,
    /// Whether somebody verified it.
    pub verified: bool,
    /// State.
    pub state: PlacementState,
    /// Whether it fills the day.
    pub full_time: bool,
}

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFacts {
    /// The person.
    pub id: Uuid,
    /// Home.
    pub home_code: String,
    /// Birthday.
    pub birth_date: Option<NaiveDate>,
    /// Where the person stands today.
    pub status: WorkerStatus,
    /// Household categories.
    pub households: Vec<Household>,
    /// Jobs, in any order.
    pub jobs: Vec<Job>,
}

/// What only the papers of a claim show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Fare as the tickets have it, yuan.
    pub cost_yuan: Option<i32>,
    /// Months for which the contract runs.
    pub contract_months: Option<i32>,
}

/// A job with the days that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The person.
    pub worker: Uuid,
    /// The placement.
    pub placement: Uuid,
    /// First day that counts.
    pub from: NaiveDate,
    /// Last day that counts.
    pub until: NaiveDate,
}

/// A yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// How much.
    pub amount_yuan: i32,
    /// How it came about.
    pub lines: Vec<Line>,
    /// On which jobs it rests, the one that decides first.
    pub jobs: Vec<Counted>,
    /// How many people.
    pub people: i32,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// So much.
    Yes(Award),
    /// Everything fits but the days, and the work goes on.
    NotYet {
        /// The day from which on it is a yes.
        on: NaiveDate,
        /// What lacks today.
        reasons: Vec<Reason>,
    },
    /// Nothing, and every reason.
    No(Vec<Reason>),
}

/// A job that fits, with the days that count.
#[derive(Clone, Copy)]
struct Fit<'j> {
    job: &'j Job,
    from: NaiveDate,
    until: NaiveDate,
}

impl Fit<'_> {
    fn days(&self) -> i32 {
        days_between(self.from, self.until)
    }
}

fn days_between(from: NaiveDate, until: NaiveDate) -> i32 {
    i32::try_from((until - from).num_days()).unwrap_or(i32::MAX)
}

/// Whether somebody organised the way to this job.
#[must_use]
pub fn is_organised(origin: Origin) -> bool {
    ORGANISED.contains(&origin)
}

/// Judge a person.
#[must_use]
pub fn judge(terms: &Terms, person: &PersonFacts, period: Period, as_of: NaiveDate, shown: Shown) -> Verdict {
    judge_at(terms, person, None, period, as_of, shown).capped(terms.cap_yuan)
}

/// Judge a firm by its people: so many who fit, and what each brings.
#[must_use]
pub fn judge_firm(
    terms: &Terms,
    firm: Uuid,
    people: &[PersonFacts],
    period: Period,
    as_of: NaiveDate,
    shown: Shown,
) -> Verdict {
    let need = terms.conditions.min_group.unwrap_or(1).max(1);
    let mut awards = Vec::new();
    let mut soon = Vec::new();
    let mut reasons = Vec::new();
    for person in people {
        match judge_at(terms, person, Some(firm), period, as_of, shown) {
            Verdict::Yes(award) => awards.push(award),
            Verdict::NotYet { on, .. } => soon.push(on),
            Verdict::No(why) => reasons.extend(why),
        }
    }
    let have = i32::try_from(awards.len()).unwrap_or(i32::MAX);
    if have < need {
        reasons.insert(0, Reason::Group { have, need });
        dedup(&mut reasons);
        soon.sort_unstable();
        let lacking = usize::try_from(need - have - 1).unwrap_or_default();
        return match soon.get(lacking) {
            Some(on) => Verdict::NotYet { on: *on, reasons },
            None => Verdict::No(reasons),
        };
    }
    let each = awards.iter().map(|award| award.amount_yuan);
    let yuan = if terms.per_person {
        each.fold(0_i32, i32::saturating_add)
    } else {
        each.max().unwrap_or(0)
    };
    let award = Award {
        amount_yuan: yuan,
        lines: vec![Line::People { people: have, yuan }],
        jobs: awards.into_iter().flat_map(|award| award.jobs).collect(),
        people: have,
    };
    Verdict::Yes(award).capped(terms.cap_yuan)
}

impl Verdict {
    fn capped(self, cap: Option<i32>) -> Self {
        match (self, cap) {
            (Self::Yes(mut award), Some(cap)) if award.amount_yuan > cap => {
                award.amount_yuan = cap;
                award.lines.push(Line::Cap { yuan: cap });
                Self::Yes(award)
            }
            (other, _) => other,
        }
    }
}

fn dedup(reasons: &mut Vec<Reason>) {
    let mut seen = std::collections::BTreeSet::new();
    reasons.retain(|reason| seen.insert(reason.clone()));
}

fn judge_at(
    terms: &Terms,
    person: &PersonFacts,
    firm: Option<Uuid>,
    period: Period,
    as_of: NaiveDate,
    shown: Shown,
) -> Verdict {
    let day = as_of.min(period.until);
    let mut reasons = of_person(terms, person, day);
    if let (Some(need), Some(have)) = (terms.conditions.contract_months, shown.contract_months)
        && have < need
    {
        reasons.push(Reason::ContractMonths { need });
    }
    let mut against = Vec::new();
    let fits = fitting(terms, person, firm, period, as_of, &mut against);
    if fits.is_empty() {
        reasons.append(&mut against);
        if reasons.iter().all(is_of_person) {
            reasons.push(Reason::NoWork);
        }
        dedup(&mut reasons);
        return Verdict::No(reasons);
    }
    let stretch = longest(terms, &fits, as_of);
    let (have, need) = (stretch.days, terms.least_days());
    if have < need {
        let lacks = Reason::Days { have, need };
        let on = day + Days::new(u64::try_from(need - have).unwrap_or_default());
        let only_days = reasons.is_empty();
        reasons.push(lacks);
        dedup(&mut reasons);
        return if only_days && stretch.runs && as_of <= period.until && on <= period.until {
            Verdict::NotYet { on, reasons }
        } else {
            Verdict::No(reasons)
        };
    }
    match amount_of(terms, &stretch, shown) {
        Ok((yuan, lines)) if reasons.is_empty() => Verdict::Yes(Award {
            amount_yuan: yuan,
            lines,
            jobs: stretch
                .fits
                .iter()
                .map(|fit| Counted {
                    worker: person.id,
                    placement: fit.job.id,
                    from: fit.from,
                    until: fit.until,
                })
                .collect(),
            people: 1,
        }),
        Ok(_) => {
            dedup(&mut reasons);
            Verdict::No(reasons)
        }
        Err(reason) => {
            reasons.push(reason);
            dedup(&mut reasons);
            Verdict::No(reasons)
        }
    }
}

fn is_of_person(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Dead | Reason::MovedOut | Reason::HomeElsewhere | Reason::Age { .. } | Reason::AgeUnknown
    )
}

/// What speaks against the person, whatever the work.
fn of_person(terms: &Terms, person: &PersonFacts, day: NaiveDate) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match person.status {
        WorkerStatus::Dead => reasons.push(Reason::Dead),
        WorkerStatus::MovedOut => reasons.push(Reason::MovedOut),
        _ => {}
    }
    if !region::contains(&terms.home_code, &person.home_code) {
        reasons.push(Reason::HomeElsewhere);
    }
    let (least, most) = (terms.conditions.age_min, terms.conditions.age_max);
    if least.is_some() || most.is_some() {
        match person.birth_date.map(|birth| clock::age_on(birth, day)) {
            None => reasons.push(Reason::AgeUnknown),
            Some(age) if least.is_some_and(|least| age < least) || most.is_some_and(|most| age > most) => {
                reasons.push(Reason::Age { age });
            }
            Some(_) => {}
        }
    }
    reasons
}

/// The jobs that fit, and what speaks against the others.
fn fitting<'j>(
    terms: &Terms,
    person: &'j PersonFacts,
    firm: Option<Uuid>,
    period: Period,
    as_of: NaiveDate,
    against: &mut Vec<Reason>,
) -> Vec<Fit<'j>> {
    let first = (terms.once == SubsidyOnce::First)
        .then(|| first_of_kind(terms, person))
        .flatten();
    let mut fits = Vec::new();
    for job in person
        .jobs
        .iter()
        .filter(|job| firm.is_none() || job.employer_id == firm)
    {
        let end = job.ended_on.unwrap_or(as_of).min(period.until).min(as_of);
        let fit = Fit {
            job,
            from: job.started_on.max(period.from),
            until: end,
        };
        if fit.from > fit.until {
            continue;
        }
        let mut reasons = of_job(terms, job);
        if let Some(since) = first.filter(|since| job.started_on > *since || *since < period.from) {
            reasons.push(Reason::NotFirst { since });
        }
        match listed(terms, person, fit) {
            Some(fit) if reasons.is_empty() => fits.push(fit),
            Some(_) => {}
            None => reasons.push(Reason::Household {
                wanted: terms.conditions.households.clone(),
            }),
        }
        against.append(&mut reasons);
    }
    fits.sort_by_key(|fit| (fit.from, fit.until, fit.job.id));
    fits
}

/// First day of the first job of the kind that the policy pays for.
fn first_of_kind(terms: &Terms, person: &PersonFacts) -> Option<NaiveDate> {
    let asked = &terms.conditions;
    person
        .jobs
        .iter()
        .filter(|job| asked.kinds.is_empty() || asked.kinds.contains(&job.kind))
        .filter(|job| asked.places.is_empty() || asked.places.contains(&job.place))
        .filter(|job| is_in(&asked.work_in, &job.place_code))
        .map(|job| job.started_on)
        .min()
}

fn is_in(regions: &[String], code: &str) -> bool {
    regions.is_empty() || regions.iter().any(|region| region::contains(region, code))
}

/// What speaks against a job.
fn of_job(terms: &Terms, job: &Job) -> Vec<Reason> {
    let asked = &terms.conditions;
    let mut reasons = Vec::new();
    if !job.verified {
        reasons.push(Reason::Unverified);
    } else if matches!(job.state, PlacementState::Lost | PlacementState::Disputed) {
        reasons.push(Reason::InDoubt);
    }
    if !asked.kinds.is_empty() && !asked.kinds.contains(&job.kind) {
        reasons.push(Reason::Kind { kind: job.kind });
    }
    if !asked.places.is_empty() && !asked.places.contains(&job.place) {
        reasons.push(Reason::Place { place: job.place });
    }
    if !is_in(&asked.work_in, &job.place_code) {
        let place_code = job.place_code.clone();
        reasons.push(Reason::WorkElsewhere { place_code });
    }
    if !asked.origins.is_empty() && !asked.origins.contains(&job.origin) {
        reasons.push(Reason::Origin);
    }
    if asked.not_if_organised && is_organised(job.origin) {
        reasons.push(Reason::Organised);
    }
    if !asked.proofs.is_empty() && !asked.proofs.iter().any(|proof| job.proofs.contains(proof)) {
        let wanted = asked.proofs.clone();
        reasons.push(Reason::Proof { wanted });
    }
    if let Some(days) = asked.proven_days.filter(|days| job.proven_days < *days) {
        reasons.push(Reason::Stay { days });
    }
    if !asked.contracts.is_empty() && job.contract.is_none_or(|contract| !asked.contracts.contains(&contract)) {
        let wanted = asked.contracts.clone();
        reasons.push(Reason::Contract { wanted });
    }
    if !asked.insurances.is_empty() && job.insurance.is_none_or(|kind| !asked.insurances.contains(&kind)) {
        let wanted = asked.insurances.clone();
        reasons.push(Reason::Insurance { wanted });
    }
    reasons
}

fn is_wanted(wanted: &[SubsidyHousehold], household: &Household) -> bool {
    wanted.iter().any(|kind| match kind {
        SubsidyHousehold::Lifted => household.base == HouseholdBase::Lifted,
        SubsidyHousehold::Monitored => household.monitor.is_some(),
        SubsidyHousehold::General => household.base == HouseholdBase::General && household.monitor.is_none(),
    })
}

/// The days of a job on which the household fits: all of them, or from the listing on.
fn listed<'j>(terms: &Terms, person: &PersonFacts, fit: Fit<'j>) -> Option<Fit<'j>> {
    let wanted = &terms.conditions.households;
    if wanted.is_empty() {
        return Some(fit);
    }
    let mut rows: Vec<&Household> = person.households.iter().filter(|row| is_wanted(wanted, row)).collect();
    rows.sort_by_key(|row| row.from);
    let holds = |row: &&&Household, day: NaiveDate| row.from <= day && row.to.is_none_or(|to| to > day);
    if rows.iter().any(|row| holds(&row, fit.from)) {
        return Some(fit);
    }
    // A household that was listed while the person was at work counts from that day on.
    let since = rows
        .iter()
        .map(|row| row.from)
        .find(|from| *from > fit.from && *from <= fit.until)?;
    terms.conditions.from_listing.then_some(Fit { from: since, ..fit })
}

/// The work that decides.
struct Stretch<'j> {
    /// The job that decides the place first.
    fits: Vec<Fit<'j>>,
    days: i32,
    runs: bool,
}

/// Put the job with most days first: it decides the place.
fn by_weight(mut fits: Vec<Fit<'_>>) -> Vec<Fit<'_>> {
    fits.sort_by_key(|fit| (std::cmp::Reverse(fit.days()), fit.from, fit.job.id));
    fits
}

fn is_running(fit: &Fit<'_>, as_of: NaiveDate) -> bool {
    fit.job.ended_on.is_none_or(|end| end > as_of)
}

/// Days on which at least one of the jobs ran. The jobs are in order of time.
fn union(fits: &[Fit<'_>]) -> i32 {
    let mut days = 0;
    let mut covered: Option<NaiveDate> = None;
    for fit in fits {
        let from = covered.map_or(fit.from, |end| end.max(fit.from));
        if fit.until > from {
            days += days_between(from, fit.until);
        }
        covered = Some(covered.map_or(fit.until, |end| end.max(fit.until)));
    }
    days
}

/// The longest work in the way in which the policy counts. There is at least one job.
fn longest<'j>(terms: &Terms, fits: &[Fit<'j>], as_of: NaiveDate) -> Stretch<'j> {
    let groups: Vec<Vec<Fit<'j>>> = match terms.conditions.count.unwrap_or(SubsidyCount::OneJob) {
        SubsidyCount::Sum => vec![fits.to_vec()],
        SubsidyCount::OneJob => fits.iter().map(|fit| vec![*fit]).collect(),
        SubsidyCount::Chain => chains(fits, terms.conditions.gap_days),
    };
    let mut best = Stretch {
        fits: Vec::new(),
        days: -1,
        runs: false,
    };
    for group in groups {
        let (days, runs) = (union(&group), group.iter().any(|fit| is_running(fit, as_of)));
        if days > best.days {
            let fits = by_weight(group);
            best = Stretch { fits, days, runs };
        }
    }
    best
}

/// Jobs with no gap longer than so many days, group by group.
fn chains<'j>(fits: &[Fit<'j>], gap_days: i32) -> Vec<Vec<Fit<'j>>> {
    let mut groups: Vec<Vec<Fit<'j>>> = Vec::new();
    let mut end: Option<NaiveDate> = None;
    for fit in fits {
        let joins = end.is_some_and(|end| days_between(end, fit.from) <= gap_days.max(0));
        match groups.last_mut() {
            Some(group) if joins => group.push(*fit),
            _ => groups.push(vec![*fit]),
        }
        end = Some(if joins {
            end.map_or(fit.until, |end| end.max(fit.until))
        } else {
            fit.until
        });
    }
    groups
}

fn tier_for<'t>(tiers: &'t [PlaceTier], job: &Job) -> Option<&'t PlaceTier> {
    let named = |tier: &&PlaceTier| !tier.regions.is_empty() && is_in(&tier.regions, &job.place_code);
    let classed = |tier: &&PlaceTier| tier.regions.is_empty() && tier.place == Some(job.place);
    tiers.iter().find(named).or_else(|| tiers.iter().find(classed))
}

fn amount_of(terms: &Terms, stretch: &Stretch<'_>, shown: Shown) -> Result<(i32, Vec<Line>), Reason> {
    let main = stretch.fits.first().ok_or(Reason::NoWork)?;
    let from = stretch.fits.iter().map(|fit| fit.from).min().unwrap_or(main.from);
    let until = stretch.fits.iter().map(|fit| fit.until).max().unwrap_or(main.until);
    let days = stretch.days;
    let mut lines = vec![Line::Worked { days, from, until }];
    let yuan = match &terms.amount {
        Amount::Fixed { yuan } => {
            lines.push(Line::Fixed { yuan: *yuan });
            *yuan
        }
        Amount::ByPlace { tiers } => {
            let tier = tier_for(tiers, main.job).ok_or(Reason::NoTier)?;
            let (place_code, place) = (main.job.place_code.clone(), main.job.place);
            let yuan = tier.yuan;
            lines.push(Line::Place {
                place_code,
                place,
                yuan,
            });
            yuan
        }
        Amount::ByLength { tiers } => {
            let reached = tiers.iter().filter(|tier| tier.months * MONTH_DAYS <= days);
            let tier = reached
                .max_by_key(|tier| (tier.months, tier.yuan))
                .ok_or(Reason::NoTier)?;
            lines.push(Line::Length {
                months: tier.months,
                yuan: tier.yuan,
            });
            tier.yuan
        }
        Amount::Income { per_cent } => {
            let earned_yuan = earned(&stretch.fits)?;
            let yuan = i32::try_from(earned_yuan * i64::from(*per_cent) / 100).unwrap_or(i32::MAX);
            let per_cent = *per_cent;
            lines.push(Line::Income {
                earned_yuan,
                per_cent,
                yuan,
            });
            yuan
        }
        Amount::Cost { tiers } => {
            let most_yuan = tier_for(tiers, main.job).ok_or(Reason::NoTier)?.yuan;
            match shown.cost_yuan {
                Some(cost_yuan) => {
                    lines.push(Line::Cost { cost_yuan, most_yuan });
                    cost_yuan.clamp(0, most_yuan)
                }
                None => {
                    lines.push(Line::CostUpTo { most_yuan });
                    most_yuan
                }
            }
        }
    };
    Ok((yuan, lines))
}

/// What was earned on the days that count, yuan. Two jobs on the same day are both paid.
fn earned(fits: &[Fit<'_>]) -> Result<i64, Reason> {
    fits.iter().try_fold(0_i64, |sum, fit| {
        let pay = fit.job.pay_month_yuan.ok_or(Reason::PayUnknown)?;
        Ok(sum + i64::from(pay) * i64::from(fit.days()) / i64::from(MONTH_DAYS))
    })
}

#[cfg(test)]
#[path = "eligible_tests.rs"]
mod tests;
