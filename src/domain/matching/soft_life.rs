//! Soft reasons of life around the work: bed and food, who is there, hours, place, family, season.

use super::assessment::{Args, Reason, args};
use super::codes::ReasonCode;
use super::keys::{Demand, Kind, Provision, Shift};
use super::pair::Pair;
use super::places::PlaceClass;
use super::weights as w;

/// All reasons of this file.
pub(super) fn reasons(pair: &Pair<'_>) -> Vec<Reason> {
    [
        lodging(pair),
        meals(pair),
        village(pair),
        township(pair),
        shift(pair),
        family_hours(pair),
        region(pair),
        near_home(pair),
        couple_room(pair),
        halal(pair),
        term(pair),
        start(pair),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn reason(code: ReasonCode, points: i32, args: Args) -> Reason {
    Reason { code, points, args }
}

/// Counts only where the worker cannot sleep at home or asked for a bed.
fn lodging(pair: &Pair<'_>) -> Option<Reason> {
    if pair.near_home && !pair.worker.want.lodging_required {
        return None;
    }
    match pair.vacancy.lodging {
        Provision::Provided => Some(reason(
            ReasonCode::LodgingProvided,
            w::LODGING_PROVIDED,
            Args::new(),
        )),
        Provision::Subsidy => Some(reason(
            ReasonCode::LodgingSubsidy,
            w::LODGING_SUBSIDY,
            Args::new(),
        )),
        Provision::None => None,
    }
}

fn meals(pair: &Pair<'_>) -> Option<Reason> {
    let wanted = pair.worker.want.meals_wanted;
    let (code, points) = match pair.vacancy.meals {
        Provision::Provided => (
            ReasonCode::MealsProvided,
            if wanted {
                w::MEALS_WANTED
            } else {
                w::MEALS_SOME
            },
        ),
        Provision::Subsidy => (ReasonCode::MealsSubsidy, w::MEALS_SOME),
        Provision::None if wanted => (ReasonCode::MealsMissing, w::MEALS_MISSING),
        Provision::None => return None,
    };
    Some(reason(code, points, Args::new()))
}

fn fellows(code: ReasonCode, people: u32, first: i32, best: i32) -> Option<Reason> {
    let more = i32::try_from(people.checked_sub(1)?).unwrap_or(i32::MAX);
    let points = more
        .saturating_mul(w::FELLOW_MORE)
        .saturating_add(first)
        .min(best);
    Some(reason(code, points, args([("people", people.into())])))
}

fn village(pair: &Pair<'_>) -> Option<Reason> {
    fellows(
        ReasonCode::FellowVillage,
        pair.facts.same_village,
        w::FELLOW_VILLAGE,
        w::FELLOW_VILLAGE_BEST,
    )
}

fn township(pair: &Pair<'_>) -> Option<Reason> {
    fellows(
        ReasonCode::FellowTownship,
        pair.facts.same_township,
        w::FELLOW_TOWNSHIP,
        w::FELLOW_TOWNSHIP_BEST,
    )
}

fn shift(pair: &Pair<'_>) -> Option<Reason> {
    let nights = pair.demands(Demand::Night);
    if pair.worker.want.night_shift_ok == Some(false) && !nights {
        Some(reason(ReasonCode::ShiftDay, w::SHIFT_DAY, Args::new()))
    } else if pair.worker.want.night_shift_ok == Some(true) && nights {
        Some(reason(
            ReasonCode::ShiftNightAgreed,
            w::SHIFT_NIGHT_AGREED,
            Args::new(),
        ))
    } else {
        None
    }
}

fn family_hours(pair: &Pair<'_>) -> Option<Reason> {
    let helps = pair.worker.care_duty && pair.vacancy.shift == Shift::Flexible;
    helps.then(|| reason(ReasonCode::ShiftFlexible, w::SHIFT_FLEXIBLE, Args::new()))
}

fn region(pair: &Pair<'_>) -> Option<Reason> {
    let places = &pair.worker.want.places;
    if places.is_empty() {
        return None;
    }
    let met = places.iter().any(|place| {
        pair.context
            .geography
            .contains(place, &pair.vacancy.place_code)
    });
    Some(if met {
        reason(ReasonCode::RegionWish, w::REGION_WISH, Args::new())
    } else {
        reason(ReasonCode::RegionUnmet, w::REGION_UNMET, Args::new())
    })
}

/// Distance counts only through the worker's own wish, so that where a person comes from is no mark by itself.
fn near_home(pair: &Pair<'_>) -> Option<Reason> {
    if !pair.near_home {
        return None;
    }
    let want = &pair.worker.want;
    let asked_near = want.near_home_only || want.kinds.iter().any(|kind| kind.is_near());
    let asked_away = want.kinds.contains(&Kind::Away);
    let named = args([("where", pair.place.key().into())]);
    if asked_near {
        let same_township = pair.place == PlaceClass::SameTownship;
        let points = if same_township {
            w::NEAR_TOWNSHIP
        } else {
            w::NEAR_COUNTY
        };
        Some(reason(ReasonCode::NearHome, points, named))
    } else if asked_away {
        Some(reason(ReasonCode::AwayUnmet, w::AWAY_UNMET, named))
    } else {
        None
    }
}

/// A couple's room matters only where one sleeps there.
fn couple_room(pair: &Pair<'_>) -> Option<Reason> {
    if !pair.worker.want.with_spouse || pair.near_home {
        return None;
    }
    if pair.vacancy.couple_room {
        Some(reason(ReasonCode::CoupleRoom, w::COUPLE_ROOM, Args::new()))
    } else if pair.vacancy.lodging == Provision::Provided {
        Some(reason(
            ReasonCode::CoupleRoomMissing,
            w::COUPLE_ROOM_MISSING,
            Args::new(),
        ))
    } else {
        None
    }
}

fn halal(pair: &Pair<'_>) -> Option<Reason> {
    if !pair.worker.want.halal_wanted {
        return None;
    }
    Some(if pair.vacancy.halal_meals {
        reason(ReasonCode::HalalMeals, w::HALAL_MEALS, Args::new())
    } else {
        reason(ReasonCode::HalalMissing, w::HALAL_MISSING, Args::new())
    })
}

/// Term against the season: whoever must be home for the harvest cannot stay longer than he says.
fn term(pair: &Pair<'_>) -> Option<Reason> {
    let (stay, term) = (pair.worker.want.stay_months?, pair.vacancy.term_months?);
    let named = args([("stay", stay.into()), ("term", term.into())]);
    Some(if term <= stay {
        reason(ReasonCode::TermFits, w::TERM_FITS, named)
    } else {
        reason(ReasonCode::TermTooLong, w::TERM_TOO_LONG, named)
    })
}

fn start(pair: &Pair<'_>) -> Option<Reason> {
    let (free, first) = (pair.worker.want.earliest_date?, pair.vacancy.start_date?);
    let days = (free - first.max(pair.context.today)).num_days();
    let (code, points) = match days {
        ..=0 => (ReasonCode::StartFits, w::START_FITS),
        1..=w::START_GRACE_DAYS => (ReasonCode::StartTooEarly, w::START_SOON_AFTER),
        _ => (ReasonCode::StartTooEarly, w::START_TOO_EARLY),
    };
    Some(reason(
        code,
        points,
        args([
            ("days", days.max(0).into()),
            ("date", first.to_string().into()),
        ]),
    ))
}
