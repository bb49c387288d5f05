//! One line of a list as the page shows it.

use entity::application;
use entity::codes::{ApplicationState, ConsentWay};
use uuid::Uuid;

use super::form::{self, PickForm};
use super::words::{self, Chip};
use crate::domain::applications::state::OPEN;
use crate::domain::matching::profiles::Match;
use crate::domain::matching::{HardCheck, Severity};
use crate::web::ctx::Ctx;
use crate::web::page::{Choice, choices};

/// A condition as the page shows it.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Class of the badge.
    pub class: &'static str,
    /// Key of the badge's word.
    pub mark: &'static str,
    /// The sentence.
    pub text: String,
}

/// What would have to give way.
#[derive(Clone, Debug)]
pub struct Way {
    /// Key of whom to ask first.
    pub side: &'static str,
    /// The sentence.
    pub text: String,
}

/// An earlier application of the two.
#[derive(Clone, Debug)]
pub struct Past {
    /// Where it stands.
    pub id: Uuid,
    /// Its state.
    pub state: ApplicationState,
}

/// One line.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a line, each shown in its own place")]
pub struct Line {
    /// Id of the post or the person.
    pub id: Uuid,
    /// Number in the list, from 1.
    pub number: usize,
    /// Where its own page is.
    pub path: String,
    /// Title of the post or name of the person.
    pub title: String,
    /// Pay by the month and by the hour; posts only.
    pub pay: Option<(String, Option<String>)>,
    /// Further facts in a few words.
    pub facts: String,
    /// 0 to 100.
    pub score: i32,
    /// Required conditions that are met, and all of them.
    pub met: (usize, usize),
    /// Reasons.
    pub chips: Vec<Chip>,
    /// Conditions, one by one.
    pub conditions: Vec<Condition>,
    /// In a near miss, what would have to give way.
    pub ways: Vec<Way>,
    /// The latest application of the two.
    pub past: Option<Past>,
    /// Whether it can be ticked at all.
    pub open: bool,
    /// Whether it is ticked.
    pub picked: bool,
    /// Whether a reason is needed, because a condition is set aside.
    pub needs_reason: bool,
    /// Whether consent for the employer is on file.
    pub consented: bool,
    /// Names of the fields of this line.
    pub pick: String,
    /// Name of the field for the reason.
    pub reason: String,
    /// Name of the field for the way of consent.
    pub way: String,
    /// Name of the field for the witness.
    pub witness: String,
    /// The reason as typed.
    pub reason_typed: String,
    /// The witness as typed.
    pub witness_typed: String,
    /// The ways of consent, with the one chosen.
    pub consent_ways: Vec<Choice>,
}

/// What the two kinds of lines have of their own.
pub struct Head {
    /// Id of the post or the person.
    pub id: Uuid,
    /// Where its own page is.
    pub path: String,
    /// Title of the post or name of the person.
    pub title: String,
    /// Pay by the month and by the hour; posts only.
    pub pay: Option<(String, Option<String>)>,
    /// Further facts in a few words.
    pub facts: String,
}

impl Line {
    /// The line of a match, with what was typed for it.
    pub fn of<T>(c: &Ctx, number: usize, one: &Match<T>, head: Head, form: &PickForm) -> Self {
        let assessment = &one.assessment;
        let running = one.application.as_ref().is_some_and(is_running);
        let [reason, way, witness] = [
            form::reason_field(head.id),
            form::way_field(head.id),
            form::witness_field(head.id),
        ];
        Self {
            number,
            score: assessment.score,
            met: assessment.required_met(),
            chips: words::chips(c, assessment),
            conditions: assessment.hard.iter().map(|check| condition(c, check)).collect(),
            ways: assessment
                .gives_way
                .iter()
                .map(|one| Way {
                    side: one.side.key(),
                    text: words::gives_way(c, one),
                })
                .collect(),
            past: one.application.as_ref().map(|row| Past {
                id: row.id,
                state: row.state,
            }),
            open: !running && form::may_be_set_aside(assessment),
            picked: form.is_picked(head.id),
            needs_reason: !assessment.eligible,
            consented: one.consented,
            pick: form::pick_field(head.id),
            reason_typed: form.value(&reason).to_owned(),
            witness_typed: form.value(&witness).to_owned(),
            consent_ways: consent_ways(c, form.value(&way)),
            reason,
            witness,
            way,
            id: head.id,
            path: head.path,
            title: head.title,
            pay: head.pay,
            facts: head.facts,
        }
    }
}

/// The ways of consent that staff can take down, the first one empty: nobody consents by default.
#[must_use]
pub fn consent_ways(c: &Ctx, chosen: &str) -> Vec<Choice> {
    let mut ways = vec![Choice {
        value: String::new(),
        label: c.t("matching-consent-choose"),
        chosen: chosen.is_empty(),
    }];
    ways.extend(choices(
        c,
        &[
            ConsentWay::Signed,
            ConsentWay::Voice,
            ConsentWay::Sms,
            ConsentWay::OnBehalf,
        ],
        chosen,
    ));
    ways
}

/// An application that still runs stands for the pair: there is nothing to recommend again. A wish that the person left is answered by a
/// recommendation.
fn is_running(row: &application::Model) -> bool {
    OPEN.contains(&row.state) && row.state != ApplicationState::Expressed
}

fn condition(c: &Ctx, check: &HardCheck) -> Condition {
    let (class, mark) = match (check.passed, check.overridden, check.severity) {
        (true, ..) => ("ok", "matching-mark-met"),
        (false, true, _) => ("warn", "matching-mark-set-aside"),
        (false, false, Severity::Required) => ("stop", "matching-mark-failed"),
        (false, false, Severity::Preference) => ("warn", "matching-mark-look"),
    };
    Condition {
        class,
        mark,
        text: words::condition(c, check),
    }
}
