//! Reading a place field: words or a code in, a code out; and the places that a reader may pick from.

use super::ctx::Ctx;
use super::page::Choice;
use crate::domain::error::Problem;
use crate::reference::region::{self, Resolution};

/// Most places that a question back names.
const MOST_NAMED: usize = 6;

/// Places that people name most often when they are asked where they would go: the partner city and district, the home city and county.
const OFTEN_NAMED: [&str; 4] = ["120000", "120103", "620800", "620802"];

/// The code of a place that must lie within the actor's places: a home, a filter.
///
/// # Errors
/// The problem of `field`: nothing typed, unknown, several (names them), or outside.
pub fn read_own(c: &Ctx, field: &str, words: &str) -> Result<String, Problem> {
    let code = read(field, words, c.actor.region_code())?;
    match c.actor.region_code() {
        Some(own) if !region::contains(own, &code) => {
            Err(Problem::new(field, "problem-place-outside").with("place", region::short_name(own)))
        }
        _ => Ok(code),
    }
}

/// The code of a place anywhere; where a name fits several, those inside `prefer` win.
///
/// # Errors
/// The problem of `field`: nothing typed, unknown, or several (names them).
pub fn read(field: &str, words: &str, prefer: Option<&str>) -> Result<String, Problem> {
    if words.trim().is_empty() {
        return Err(Problem::new(field, "problem-required"));
    }
    match region::resolve(words, prefer) {
        Resolution::One(place) => Ok(place.code.to_owned()),
        Resolution::Many(places) => {
            let names: Vec<String> = places
                .iter()
                .take(MOST_NAMED)
                .map(|place| region::short_name(place.code))
                .collect();
            Err(Problem::new(field, "problem-place-several").with("places", names.join(" / ")))
        }
        Resolution::None => Err(Problem::new(field, "problem-place-unknown")),
    }
}

/// The townships and villages within the actor's places, as words that [`read_own`] understands. Somebody who acts everywhere is offered
/// townships alone: all villages would be a page of their own.
#[must_use]
pub fn offers(c: &Ctx) -> Vec<String> {
    let own = c.actor.region_code();
    region::all()
        .iter()
        .filter(|place| place.level == 4 || (place.level == 5 && own.is_some()))
        .filter(|place| own.is_none_or(|own| region::contains(own, place.code)))
        .map(|place| region::short_name(place.code))
        .collect()
}

/// Where somebody would go, as boxes to tick.
#[must_use]
pub fn often_named(chosen: &[String]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = OFTEN_NAMED.iter().map(|code| choice(code, chosen)).collect();
    choices.extend(
        chosen
            .iter()
            .filter(|code| !OFTEN_NAMED.contains(&code.as_str()))
            .map(|code| choice(code, chosen)),
    );
    choices
}

fn choice(code: &str, chosen: &[String]) -> Choice {
    Choice {
        value: code.to_owned(),
        label: region::short_name(code),
        chosen: chosen.iter().any(|other| other == code),
    }
}
