//! The home that a ledger row names, in codes or in words, within the places of the person who brings it.

use crate::domain::interchange::content::RowProblem;
use crate::domain::interchange::session::{Fields, Session};
use crate::reference::region::{self, Resolution};

/// The finest place that the row names. What it names must be known: a village that nobody knows is a slip, not a new village.
pub(super) fn home(session: &mut Session<'_>, fields: &mut Fields<'_>) -> Option<String> {
    let within = session.actor.region_code().map(str::to_owned);
    let words = words_of(fields);
    let key = words.join("/");
    let found = match session.places.get(&key) {
        Some(found) => found.clone(),
        None => {
            let found = resolve(&words, within.as_deref());
            session.places.insert(key.clone(), found.clone());
            found
        }
    };
    match found {
        Ok(code) => Some(code),
        Err(problem) => {
            fields.problem(RowProblem::new("village", problem).with("shown", key.trim_matches('/')));
            None
        }
    }
}

/// Code, county, township, village, address; blank where the row says nothing.
fn words_of(fields: &mut Fields<'_>) -> [String; 5] {
    ["region_code", "county", "township", "village", "address"].map(|field| fields.text(field).unwrap_or_default())
}

fn resolve(
    [code, county, township, village, address]: &[String; 5],
    within: Option<&str>,
) -> Result<String, &'static str> {
    let code = code.trim_end_matches(".0");
    let found = if !code.is_empty() {
        region::get(code)
            .map(|region| region.code.to_owned())
            .ok_or("import-problem-place")?
    } else if !(township.is_empty() && village.is_empty()) {
        in_words(county, township, village, within)?
    } else if !address.is_empty() {
        one(&region::resolve(address, within))?
    } else if !county.is_empty() {
        one(&region::resolve(county, within))?
    } else {
        return Err("import-problem-place-missing");
    };
    if within.is_some_and(|within| !region::contains(within, &found)) {
        return Err("import-problem-place-outside");
    }
    if region::get(&found).is_none_or(|region| region.level < 3) {
        return Err("import-problem-place-coarse");
    }
    Ok(found)
}

fn in_words(county: &str, township: &str, village: &str, within: Option<&str>) -> Result<String, &'static str> {
    let county_code = if county.is_empty() {
        None
    } else {
        Some(one(&region::resolve(county, within))?)
    };
    let around = county_code.as_deref().or(within);
    if township.is_empty() {
        return one(&region::resolve(village, around));
    }
    let township_code = one(&region::resolve(township, around))?;
    if around
        .is_some_and(|around| !region::contains(around, &township_code) && !region::contains(&township_code, around))
    {
        return Err("import-problem-place-outside");
    }
    if village.is_empty() {
        return Ok(township_code);
    }
    let village_code = one(&region::resolve(village, Some(&township_code)))?;
    // A village of this name somewhere else is not the one that is meant.
    if region::contains(&township_code, &village_code) {
        Ok(village_code)
    } else {
        Err("import-problem-place")
    }
}

fn one(resolution: &Resolution) -> Result<String, &'static str> {
    match resolution {
        Resolution::One(region) => Ok(region.code.to_owned()),
        Resolution::Many(_) => Err("import-problem-place-many"),
        Resolution::None => Err("import-problem-place"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(parts: [&str; 5]) -> Result<String, &'static str> {
        resolve(&parts.map(str::to_owned), Some("620802"))
    }

    #[test]
    fn homes_are_found_in_codes_and_in_words_and_only_inside() {
        let township = words(["", "崆峒区", "白水镇", "", ""]).unwrap();
        assert_eq!(region::name(&township), "白水镇");
        let village = words(["", "", "白水镇", "白水村", ""]).unwrap();
        assert!(region::contains(&township, &village));
        assert_eq!(words([&village, "", "", "", ""]), Ok(village.clone()));
        assert_eq!(words(["", "", "白水镇", "没有这个村", ""]), Err("import-problem-place"));
        assert_eq!(words(["620825", "", "", "", ""]), Err("import-problem-place-outside"));
        assert_eq!(words(["", "", "", "", ""]), Err("import-problem-place-missing"));
    }
}
