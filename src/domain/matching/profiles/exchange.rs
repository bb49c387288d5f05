//! A worker without a record, in the words of the exchange format: places and trades as codes or as people say them.

use serde::Deserialize;

use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::matching::{Education, Limit, Sex, Skill, Want, WorkerProfile};
use crate::reference::{certificate, occupation, region};

/// Most entries of a list; a person has done and wants fewer things than this.
const MOST_ENTRIES: usize = 30;
/// Ages that somebody who asks for work can have.
const AGES: std::ops::RangeInclusive<i32> = 0..=120;
/// Years at one trade.
const YEARS: std::ops::RangeInclusive<f64> = 0.0..=80.0;
/// The class of those who are not classed: who says "anything" (什么都行) wishes for no trade at all.
const ANYTHING: &str = "8-";
/// From this score on, a word is taken for the first trade that is suggested for it.
const UNDERSTOOD: f32 = 0.5;

/// A worker as a program describes one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Asked {
    /// Read by no rule; carried because the format has it.
    pub sex: Option<Sex>,
    /// Full years.
    pub age: Option<i32>,
    /// GB/T 2260 code of the home.
    pub home_code: String,
    /// Schooling.
    pub education: Option<Education>,
    /// Trades practised.
    pub skills: Vec<AskedSkill>,
    /// Wishes.
    pub want: AskedWish,
}

/// One trade practised.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AskedSkill {
    /// Occupation code or words.
    pub trade: String,
    /// Years at it.
    pub years: f64,
    /// Key or words of the certificate held for it.
    pub certificate: Option<String>,
}

/// What the worker wants.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "independent members of the format")]
pub struct AskedWish {
    /// Place codes or prefixes of them.
    pub places: Vec<String>,
    /// Occupation codes or words.
    pub trades: Vec<String>,
    /// Least pay, yuan a month.
    pub pay_min: Option<i32>,
    /// Only where there is a bed.
    pub lodging_required: bool,
    /// Would like meals.
    pub meals_wanted: bool,
    /// Said yes or no to nights.
    pub night_shift_ok: Option<bool>,
    /// Will not work away from home.
    pub near_home_only: bool,
    /// Goes together with the spouse.
    pub with_spouse: bool,
    /// What the worker or the body says no to.
    pub limits: Vec<Limit>,
}

impl Asked {
    /// The profile that matching judges.
    ///
    /// # Errors
    /// [`DomainError::Invalid`] naming each member that is not understood, and the word in it.
    pub fn read(&self) -> Result<WorkerProfile> {
        let mut reader = Reader::default();
        let profile = reader.worker(self);
        if reader.problems.is_empty() {
            Ok(profile)
        } else {
            Err(DomainError::Invalid(reader.problems))
        }
    }
}

#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn worker(&mut self, asked: &Asked) -> WorkerProfile {
        if asked.age.is_some_and(|age| !AGES.contains(&age)) {
            self.refuse("worker.age".into(), "matching-problem-age", "");
        }
        if region::nearest(&asked.home_code).is_none() {
            self.refuse("worker.home_code".into(), "matching-problem-place", &asked.home_code);
        }
        let wish = &asked.want;
        self.few("worker.skills", asked.skills.len());
        self.few("worker.want.trades", wish.trades.len());
        self.few("worker.want.places", wish.places.len());
        let mut skills = Vec::new();
        for (at, skill) in asked.skills.iter().take(MOST_ENTRIES).enumerate() {
            skills.push(self.skill(at, skill));
        }
        let mut trades = Vec::new();
        for (at, words) in wish.trades.iter().take(MOST_ENTRIES).enumerate() {
            let trade = self.trade(format!("worker.want.trades[{at}]"), words);
            trades.extend(trade.filter(|code| !code.starts_with(ANYTHING)));
        }
        for (at, place) in wish.places.iter().take(MOST_ENTRIES).enumerate() {
            if !is_place(place) {
                self.refuse(format!("worker.want.places[{at}]"), "matching-problem-place", place);
            }
        }
        WorkerProfile {
            sex: asked.sex,
            age: asked.age,
            home_code: asked.home_code.trim().to_owned(),
            education: asked.education,
            skills,
            want: want(wish, trades),
            ..WorkerProfile::default()
        }
    }

    fn skill(&mut self, at: usize, skill: &AskedSkill) -> Skill {
        if !YEARS.contains(&skill.years) {
            self.refuse(format!("worker.skills[{at}].years"), "matching-problem-years", "");
        }
        let words = skill
            .certificate
            .as_deref()
            .map(str::trim)
            .filter(|words| !words.is_empty());
        let held = words.and_then(certificate::resolve);
        if let (Some(words), None) = (words, held) {
            self.refuse(
                format!("worker.skills[{at}].certificate"),
                "matching-problem-certificate",
                words,
            );
        }
        Skill {
            trade: self
                .trade(format!("worker.skills[{at}].trade"), &skill.trade)
                .unwrap_or_default(),
            years: skill.years,
            certificate: held.map(|one| one.key.to_owned()),
            ..Skill::default()
        }
    }

    fn trade(&mut self, field: String, words: &str) -> Option<String> {
        let found = trade_of(words);
        if found.is_none() {
            self.refuse(field, "matching-problem-trade", words);
        }
        found.map(str::to_owned)
    }

    fn few(&mut self, field: &str, entries: usize) {
        if entries > MOST_ENTRIES {
            self.problems
                .push(Problem::new(field, "matching-problem-many").with("max", MOST_ENTRIES));
        }
    }

    fn refuse(&mut self, field: String, key: &'static str, word: &str) {
        let word: String = word.chars().take(40).collect();
        self.problems.push(Problem::new(field, key).with("word", word));
    }
}

fn want(wish: &AskedWish, trades: Vec<String>) -> Want {
    Want {
        places: wish.places.iter().map(|place| place.trim().to_owned()).collect(),
        trades,
        pay_min: wish.pay_min,
        lodging_required: wish.lodging_required,
        meals_wanted: wish.meals_wanted,
        night_shift_ok: wish.night_shift_ok,
        near_home_only: wish.near_home_only,
        with_spouse: wish.with_spouse,
        limits: wish.limits.clone(),
        ..Want::default()
    }
}

/// The trade that words mean: a code, a group of the list, a name, or the first suggestion if it is a good one.
fn trade_of(words: &str) -> Option<&'static str> {
    occupation::resolve(words).or_else(|| {
        let best = occupation::suggest(words, 1).into_iter().next()?;
        (best.score >= UNDERSTOOD).then_some(best.code)
    })
}

/// A place code, or the digits that the codes of a province or a city begin with.
fn is_place(code: &str) -> bool {
    let code = code.trim();
    let padded = format!("{code:0<6}");
    let digits = code.bytes().all(|digit| digit.is_ascii_digit());
    digits && code.len() >= 2 && (region::nearest(code).is_some() || region::get(&padded).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(json: &str) -> Asked {
        serde_json::from_str(json).expect("the format")
    }

    fn fields(asked: &Asked) -> Vec<String> {
        match asked.read() {
            Err(DomainError::Invalid(problems)) => problems.into_iter().map(|problem| problem.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn words_and_codes_mean_the_same() {
        let said = asked(
            r#"{"sex":"male","age":41,"home_code":"620802103","education":"初中","skills":[{"trade":"焊工","years":6.5,"certificate":"焊工证"}],
                "want":{"places":["12","620800"],"trades":["6-18-02-04","保安","什么都行"],"pay_min":6000,"limits":["no_height"]}}"#,
        );
        let profile = said.read().expect("understood");
        assert_eq!(profile.skills[0].trade, "6-18-02-04");
        assert_eq!(profile.skills[0].certificate.as_deref(), Some("welding"));
        assert_eq!(profile.want.trades, ["6-18-02-04", "4-07-05-01"]);
        assert_eq!(profile.education, Some(Education::Junior));
        assert_eq!(profile.id, None);
    }

    #[test]
    fn each_word_that_nobody_understands_is_named() {
        let odd = asked(
            r#"{"age":300,"home_code":"火星","skills":[{"trade":"宇航员","years":-1,"certificate":"通行证"}],
                "want":{"places":["99","天津"],"trades":[""]}}"#,
        );
        assert_eq!(
            fields(&odd),
            [
                "worker.age",
                "worker.home_code",
                "worker.skills[0].years",
                "worker.skills[0].certificate",
                "worker.skills[0].trade",
                "worker.want.trades[0]",
                "worker.want.places[0]",
                "worker.want.places[1]",
            ]
        );
    }

    #[test]
    fn members_that_the_format_does_not_have_are_refused() {
        let refused = serde_json::from_str::<Asked>(r#"{"home_code":"620802","ethnicity":"回族"}"#);
        assert!(refused.is_err_and(|error| error.to_string().contains("ethnicity")));
    }
}
