//! The hard conditions, one by one. Each that applies is listed, met or not, so that "7 of 7" can be shown.

use super::assessment::{Arg, Args, HardCheck, args};
use super::codes::{HardCode, Severity};
use super::keys::{Demand, Kind, Limit, Provision};
use super::pair::Pair;
use super::places::PlaceClass;
use super::profile::{Skill, VacancyProfile, WorkerProfile};

/// No work below this age (Provisions on the Prohibition of Child Labour, art. 2).
const LEAST_AGE: i32 = 16;
/// From this age on no work is barred for age (Labour Law, art. 58).
const ADULT_AGE: i32 = 18;
/// Barred at 16 and 17: height, cold water and frost, heavy loads, dust (劳部发〔1994〕498, art. 3). Nights are the
/// station's own caution under the Law on the Protection of Minors, art. 61.
const BARRED_TO_YOUTH: [Demand; 5] = [Demand::Height, Demand::Cold, Demand::Heavy, Demand::Dust, Demand::Night];
/// Limit of the body, the demand that it answers, and the name of the condition.
const BODY: [(Limit, Demand, HardCode); 6] = [
    (Limit::NoStanding, Demand::Standing, HardCode::Standing),
    (Limit::NoHeight, Demand::Height, HardCode::Height),
    (Limit::NoCold, Demand::Cold, HardCode::Cold),
    (Limit::NoHeavy, Demand::Heavy, HardCode::Heavy),
    (Limit::NoDust, Demand::Dust, HardCode::Dust),
    (Limit::NoNoise, Demand::Noise, HardCode::Noise),
];

/// All conditions that apply to the pair, in a fixed order.
pub(super) fn checks(pair: &Pair<'_>, overrides: &[HardCode]) -> Vec<HardCheck> {
    let mut list = Checks {
        overrides,
        found: Vec::with_capacity(16),
    };
    law(pair, &mut list);
    post(pair, &mut list);
    person(pair, &mut list);
    body(pair, &mut list);
    place(pair, &mut list);
    pay(pair, &mut list);
    shown_only(pair, &mut list);
    list.found
}

struct Checks<'a> {
    overrides: &'a [HardCode],
    found: Vec<HardCheck>,
}

impl Checks<'_> {
    fn required(&mut self, code: HardCode, passed: bool, args: Args) {
        self.push(code, passed, Severity::Required, args);
    }

    fn push(&mut self, code: HardCode, passed: bool, severity: Severity, args: Args) {
        let overridden = !passed && code.may_be_overridden() && self.overrides.contains(&code);
        self.found.push(HardCheck {
            code,
            passed,
            overridden,
            severity,
            args,
        });
    }
}

fn law(pair: &Pair<'_>, list: &mut Checks<'_>) {
    let Some(age) = pair.worker.age else { return };
    list.required(HardCode::AgeSixteen, age >= LEAST_AGE, args([("age", age.into())]));
    if (LEAST_AGE..ADULT_AGE).contains(&age) {
        let barred = BARRED_TO_YOUTH.into_iter().find(|demand| pair.demands(*demand));
        let named = args([("age", age.into()), ("demand", barred.map_or("", Demand::key).into())]);
        list.required(HardCode::YouthDemand, barred.is_none(), named);
    }
}

fn post(pair: &Pair<'_>, list: &mut Checks<'_>) {
    let vacancy = pair.vacancy;
    list.required(HardCode::VacancyOpen, vacancy.open, Args::new());
    if let Some(until) = vacancy.valid_until {
        let named = args([("date", until.to_string().into())]);
        list.required(HardCode::VacancyInDate, until >= pair.context.today, named);
    }
    let going = if pair.worker.want.with_spouse { 2 } else { 1 };
    let named = args([
        ("places", vacancy.places_left.max(0).into()),
        ("people", Arg::from(going)),
    ]);
    list.required(HardCode::PlacesLeft, vacancy.places_left >= going, named);
    list.required(HardCode::EmployerVerified, vacancy.employer_verified, Args::new());
    list.required(HardCode::EmployerTrusted, !vacancy.employer_blacklisted, Args::new());
}

fn person(pair: &Pair<'_>, list: &mut Checks<'_>) {
    let worker = pair.worker;
    for wanted in &pair.vacancy.certificates {
        let held = wanted.split('|').any(|key| holds(worker, key));
        list.required(
            HardCode::Certificate,
            held,
            args([("certificate", wanted.as_str().into())]),
        );
    }
    if let Some(wanted) = pair.vacancy.education {
        let named = args([("education", wanted.key().into())]);
        list.required(
            HardCode::Education,
            worker.education.is_some_and(|has| has >= wanted),
            named,
        );
    }
    if worker.id.is_some() {
        list.required(HardCode::Consent, worker.consent_match, Args::new());
    }
    list.required(HardCode::NotPlaced, !worker.open_placement, Args::new());
    let kinds = &worker.want.kinds;
    let no_post_wanted = !kinds.is_empty() && kinds.iter().all(|kind| matches!(kind, Kind::None | Kind::Business));
    list.required(HardCode::Looking, !no_post_wanted, Args::new());
}

fn holds(worker: &WorkerProfile, key: &str) -> bool {
    let of_skill = |skill: &Skill| skill.certificate.as_deref() == Some(key);
    worker.certificates.iter().any(|held| held == key) || worker.skills.iter().any(of_skill)
}

fn body(pair: &Pair<'_>, list: &mut Checks<'_>) {
    let (nights, refuses) = (pair.demands(Demand::Night), pair.refuses_nights());
    if refuses || (nights && pair.worker.want.night_shift_ok.is_some()) {
        let named = args([("nights", if nights { "yes" } else { "no" }.into())]);
        list.required(HardCode::Night, !(nights && refuses), named);
    }
    for (limit, demand, code) in BODY {
        if pair.has_limit(limit) {
            list.required(code, !pair.demands(demand), Args::new());
        }
    }
}

fn place(pair: &Pair<'_>, list: &mut Checks<'_>) {
    let worker = pair.worker;
    let place = || args([("where", pair.place.key().into())]);
    if pair.has_limit(Limit::NoOutOfProvince) {
        list.required(HardCode::HomeProvince, pair.place <= PlaceClass::SameProvince, place());
    }
    let kinds = &worker.want.kinds;
    let only_near_kinds = kinds.iter().any(|kind| kind.is_near()) && !kinds.contains(&Kind::Away);
    if worker.want.near_home_only || pair.has_limit(Limit::NoOutOfCounty) || only_near_kinds {
        list.required(HardCode::NearHome, pair.near_home, place());
    }
    if worker.care_duty {
        list.required(HardCode::CareDuty, pair.near_home, place());
    }
    lodging(pair, list);
}

/// A bed is needed where the worker asks for one, or where he cannot go home at night. Money towards a rent helps
/// the second, but is not the bed that the first asked for. In the home township one sleeps at home, whatever was
/// said about work elsewhere.
fn lodging(pair: &Pair<'_>, list: &mut Checks<'_>) {
    let asked = pair.worker.want.lodging_required && pair.place != PlaceClass::SameTownship;
    let too_far = !pair.near_home && pair.place != PlaceClass::Unknown;
    if !asked && !too_far {
        return;
    }
    let passed = match pair.vacancy.lodging {
        Provision::Provided => true,
        Provision::Subsidy => !asked,
        Provision::None => false,
    };
    let why = if asked { "asked" } else { "far" };
    list.required(HardCode::Lodging, passed, args([("why", why.into())]));
}

/// Passes when the upper end reaches the wish; whether the sure pay does is a matter of points.
fn pay(pair: &Pair<'_>, list: &mut Checks<'_>) {
    let Some(wish) = pair.pay_wish() else { return };
    let best = pair.best_pay().unwrap_or(0);
    let named = args([
        ("pay", best.into()),
        ("wish", wish.into()),
        ("less", i64::from(wish).saturating_sub(best.into()).max(0).into()),
    ]);
    list.required(HardCode::PayMinimum, best >= wish, named);
}

/// Age limits block only with a lawful reason on record: a limit without one is the employer's preference and must
/// never hide a person. Stale wishes ask for a call first.
fn shown_only(pair: &Pair<'_>, list: &mut Checks<'_>) {
    if let Some(age) = pair.worker.age {
        age_limit(pair.vacancy, age, list);
    }
    if let Some(expires) = pair.worker.intent_expires {
        let named = args([("date", expires.to_string().into())]);
        list.push(
            HardCode::IntentFresh,
            expires >= pair.context.today,
            Severity::Preference,
            named,
        );
    }
}

fn age_limit(vacancy: &VacancyProfile, age: i32, list: &mut Checks<'_>) {
    let range = match (vacancy.age_min, vacancy.age_max) {
        (None, None) => return,
        (Some(_), None) => "least",
        (None, Some(_)) => "most",
        (Some(_), Some(_)) => "both",
    };
    let (least, most) = (vacancy.age_min.unwrap_or(0), vacancy.age_max.unwrap_or(i32::MAX));
    let reason = vacancy.age_lawful_reason.as_deref().unwrap_or_default().trim();
    let (severity, lawful) = if reason.is_empty() {
        (Severity::Preference, "no")
    } else {
        (Severity::Required, "yes")
    };
    let named = args([
        ("age", age.into()),
        ("range", range.into()),
        ("least", least.into()),
        ("most", most.into()),
        ("lawful", lawful.into()),
        ("reason", reason.into()),
    ]);
    list.push(HardCode::AgeLimit, (least..=most).contains(&age), severity, named);
}
