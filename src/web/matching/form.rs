//! The form under a list of matches: who is ticked, how they agreed, and why a condition is set aside.

use entity::codes::{Code as _, ConsentWay};
use uuid::Uuid;

use crate::domain::applications::{ConsentGiven, RecommendInput};
use crate::domain::error::Problem;
use crate::domain::matching::profiles::Match;
use crate::domain::matching::{Assessment, HardCode};

/// Most lines recommended at once: as many as a page can show.
pub const MOST_PICKED: usize = 100;
/// Longest reason, letters.
const REASON_LETTERS: usize = 200;
/// Longest name of a witness or number of a paper, letters.
const WITNESS_LETTERS: usize = 60;

/// What was typed. The names of most fields end in the id of their line.
#[derive(Clone, Debug, Default)]
pub struct PickForm {
    fields: Vec<(String, String)>,
}

impl From<Vec<(String, String)>> for PickForm {
    fn from(fields: Vec<(String, String)>) -> Self {
        Self { fields }
    }
}

impl PickForm {
    /// The first value of a field as typed; empty if it was not sent.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// The id that makes sending the form twice harmless.
    #[must_use]
    pub fn key(&self) -> Option<Uuid> {
        Uuid::parse_str(self.value("form_key")).ok()
    }

    /// The lines that are ticked, each once.
    #[must_use]
    pub fn picked(&self) -> Vec<Uuid> {
        let mut ids = Vec::new();
        for (_, value) in self.fields.iter().filter(|(name, _)| name == "pick").take(MOST_PICKED) {
            if let Ok(id) = Uuid::parse_str(value.trim())
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        ids
    }

    /// Whether a line is ticked.
    #[must_use]
    pub fn is_picked(&self, id: Uuid) -> bool {
        self.picked().contains(&id)
    }

    /// Read one ticked line. `way` and `witness` are the names of the fields that tell how the person agreed.
    ///
    /// # Errors
    /// Every problem of the line, each with the field that it belongs to.
    pub fn read<T>(
        &self,
        line: &Match<T>,
        ids: Pair,
        [way, witness]: [&str; 2],
    ) -> Result<RecommendInput, Vec<Problem>> {
        let mut problems = Vec::new();
        let consent = if line.consented {
            None
        } else {
            self.consent(way, witness, &mut problems)
        };
        let override_reason = self.value(&reason_field(ids.line)).to_owned();
        let overrides: Vec<HardCode> = line.assessment.blockers().map(|check| check.code).collect();
        if !may_be_set_aside(&line.assessment) {
            problems.push(Problem::new(pick_field(ids.line), "matching-problem-law"));
        } else if !overrides.is_empty() && override_reason.is_empty() {
            problems.push(Problem::new(reason_field(ids.line), "matching-problem-reason"));
        } else if override_reason.chars().count() > REASON_LETTERS {
            problems.push(Problem::new(reason_field(ids.line), "problem-too-long").with("max", REASON_LETTERS));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(RecommendInput {
            worker_id: ids.worker,
            vacancy_id: ids.vacancy,
            assessment: Some(set_aside(&line.assessment, &overrides)),
            override_reason: if overrides.is_empty() {
                String::new()
            } else {
                override_reason
            },
            overrides,
            consent,
            note: String::new(),
        })
    }

    /// A consent given by voice or by somebody else needs a witness: nothing else would prove it.
    fn consent(&self, way: &str, witness: &str, problems: &mut Vec<Problem>) -> Option<ConsentGiven> {
        let seen = self.value(witness).to_owned();
        let Some(given) = ConsentWay::from_key(self.value(way)) else {
            problems.push(Problem::new(way, "matching-problem-consent-way"));
            return None;
        };
        if matches!(given, ConsentWay::Voice | ConsentWay::OnBehalf) && seen.is_empty() {
            problems.push(Problem::new(witness, "matching-problem-witness"));
        } else if seen.chars().count() > WITNESS_LETTERS {
            problems.push(Problem::new(witness, "problem-too-long").with("max", WITNESS_LETTERS));
        }
        Some(ConsentGiven {
            way: given,
            witness: seen,
        })
    }
}

/// Who and what a line brings together, and which of the two it is named after.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The worker.
    pub worker: Uuid,
    /// The post.
    pub vacancy: Uuid,
    /// The one that the list is made of.
    pub line: Uuid,
}

/// Whether everything that stands against a pair may be set aside by staff.
#[must_use]
pub fn may_be_set_aside(assessment: &Assessment) -> bool {
    assessment.blockers().all(|check| check.code.may_be_overridden())
}

/// The assessment as it is kept: with the conditions that staff set aside marked so.
fn set_aside(assessment: &Assessment, codes: &[HardCode]) -> Assessment {
    let mut kept = assessment.clone();
    for check in kept
        .hard
        .iter_mut()
        .filter(|check| check.blocks() && codes.contains(&check.code))
    {
        check.overridden = true;
    }
    kept
}

/// Name of the box of a line.
#[must_use]
pub fn pick_field(line: Uuid) -> String {
    format!("pick-{line}")
}

/// Name of the field for the reason of a line.
#[must_use]
pub fn reason_field(line: Uuid) -> String {
    format!("reason-{line}")
}

/// Name of the field that tells how the person of a line agreed.
#[must_use]
pub fn way_field(line: Uuid) -> String {
    format!("way-{line}")
}

/// Name of the field that tells who was there.
#[must_use]
pub fn witness_field(line: Uuid) -> String {
    format!("witness-{line}")
}
