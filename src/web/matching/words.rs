//! An assessment in the reader's language: sentences for the page of conditions, one-line words for the cards.

use entity::codes::Code as _;

use crate::domain::matching::{Arg, Args, Assessment, GivesWay, HardCheck, HardCode, Reason, ReasonCode};
use crate::reference::certificate;
use crate::web::ctx::Ctx;

/// Names of the values in the sentences of `locales/*/matching.ftl`.
const NAMES: [&str; 31] = [
    "age",
    "date",
    "demand",
    "places",
    "people",
    "certificate",
    "education",
    "nights",
    "where",
    "why",
    "pay",
    "wish",
    "less",
    "range",
    "least",
    "most",
    "lawful",
    "reason",
    "years",
    "trade",
    "mark",
    "difference",
    "hour",
    "usual",
    "kept",
    "total",
    "stay",
    "term",
    "days",
    "near",
    "what",
];

/// One word of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Class of the style sheet: `has`, `plus`, `lacks`, or nothing for what is neither.
    pub class: &'static str,
    /// The words.
    pub text: String,
}

/// The sentence of a key with the values of an assessment.
#[must_use]
pub fn sentence(c: &Ctx, key: &str, args: &Args) -> String {
    let values: Vec<(&'static str, String)> = args
        .iter()
        .filter_map(|(name, value)| {
            let name = NAMES.into_iter().find(|known| *known == name.as_ref())?;
            let text = match value {
                Arg::Int(number) => number.to_string(),
                Arg::Text(text) if name == "certificate" => certificates(c, text),
                Arg::Text(text) => text.clone(),
            };
            Some((name, text))
        })
        .collect();
    c.ta(key, &values)
}

/// Names of certificates of which one is enough.
fn certificates(c: &Ctx, keys: &str) -> String {
    let label = |key| certificate::get(key).map_or(key, |one| one.label(c.locale.tag()));
    let names: Vec<&str> = keys.split('|').map(label).collect();
    names.join(&c.t("matching-or"))
}

/// A condition, met or not, as a sentence.
#[must_use]
pub fn condition(c: &Ctx, check: &HardCheck) -> String {
    sentence(c, &check.key(), &check.args)
}

/// What would have to give way, as a sentence.
#[must_use]
pub fn gives_way(c: &Ctx, one: &GivesWay) -> String {
    sentence(c, &one.key(), &one.args)
}

/// A reason as a sentence.
#[must_use]
pub fn reason(c: &Ctx, reason: &Reason) -> String {
    sentence(c, reason.key(), &reason.args)
}

/// The card's words: 时薪 19.8 · 包住 · 同村 3 人在岗 · 缺 夜班. What stands against the pair comes first, then the reasons by weight.
#[must_use]
pub fn chips(c: &Ctx, assessment: &Assessment) -> Vec<Chip> {
    let mut chips: Vec<Chip> = assessment.blockers().map(|check| missing(c, check)).collect();
    chips.extend(assessment.soft.iter().map(|reason| Chip {
        class: match reason.code {
            ReasonCode::FellowVillage | ReasonCode::FellowTownship => "plus",
            _ if reason.points > 0 => "has",
            _ => "",
        },
        text: sentence(c, reason.short_key(), &reason.args),
    }));
    chips
}

fn missing(c: &Ctx, check: &HardCheck) -> Chip {
    let what = sentence(c, &check.short_key(), &check.args);
    if is_a_thing(check.code) {
        Chip {
            class: "lacks",
            text: what,
        }
    } else {
        Chip {
            class: "",
            text: c.t1("match-missing-short", "what", what),
        }
    }
}

/// Conditions whose short name is a thing that one can lack. The others are sentences of their own ("要出省").
const fn is_a_thing(code: HardCode) -> bool {
    matches!(
        code,
        HardCode::Certificate
            | HardCode::Education
            | HardCode::Consent
            | HardCode::Lodging
            | HardCode::Night
            | HardCode::Standing
            | HardCode::Height
            | HardCode::Cold
            | HardCode::Heavy
            | HardCode::Dust
            | HardCode::Noise
    )
}

/// Who a person is, in a few words for staff: 女，52 岁，崆峒区白水镇.
#[must_use]
pub fn person(c: &Ctx, record: &entity::worker::Model) -> String {
    let age = record
        .birth_date
        .map(|birth| c.t1("matching-age", "n", crate::domain::clock::age_on(birth, c.today())));
    let sex = record.sex.map(|sex| c.label_of(entity::codes::Sex::LIST, sex.key()));
    let parts: Vec<String> = [sex, age, Some(c.place_short(&record.region_code))]
        .into_iter()
        .flatten()
        .collect();
    parts.join(&c.t("list-separator"))
}

#[cfg(test)]
mod tests {
    use super::NAMES;

    #[test]
    fn every_value_that_a_sentence_asks_for_can_be_given() {
        let shells = ["score", "met", "all"];
        let text = include_str!("../../../locales/zh-CN/matching.ftl");
        for part in text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| line.split('$').skip(1))
        {
            let name = part
                .split(|letter: char| !letter.is_ascii_lowercase())
                .next()
                .unwrap_or_default();
            assert!(NAMES.contains(&name) || shells.contains(&name), "{name}");
        }
    }
}
