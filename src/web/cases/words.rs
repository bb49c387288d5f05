//! States and steps in words.

use entity::care_case_step;
use entity::codes::{CaseReferral, CaseState, CaseStepKind, Code as _};

use crate::web::ctx::Ctx;

/// Class of a state's badge.
#[must_use]
pub fn badge(state: CaseState) -> &'static str {
    match state {
        CaseState::Open => "badge wait",
        CaseState::InHand => "badge open",
        CaseState::Referred => "badge warn",
        CaseState::Solved => "badge done",
        CaseState::Closed => "badge",
    }
}

/// Who took a step.
#[must_use]
pub fn who(c: &Ctx, step: &care_case_step::Model) -> String {
    match (step.by_id, step.by_name.as_str()) {
        (None, "public") => c.t("cases-by-person"),
        (None, "system") => c.t("cases-by-system"),
        (_, name) => name.to_owned(),
    }
}

/// The note of a step. The first word of a step that passed the case on is the office's key.
#[must_use]
pub fn note(c: &Ctx, step: &care_case_step::Model) -> String {
    if step.kind != CaseStepKind::Referred {
        return step.note.clone();
    }
    let (key, rest) = step.note.split_once(' ').unwrap_or((&step.note, ""));
    match CaseReferral::from_key(key) {
        Some(office) if rest.is_empty() => c.label(&office),
        Some(office) => format!("{}: {rest}", c.label(&office)),
        None => step.note.clone(),
    }
}
