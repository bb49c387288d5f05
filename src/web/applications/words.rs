//! Stages in words and badges.

use entity::codes::{ApplicationReason, ApplicationState, Code as _};
use entity::state_move;

use crate::web::ctx::Ctx;

/// Class of a stage's badge.
#[must_use]
pub fn badge(state: ApplicationState) -> &'static str {
    match state {
        ApplicationState::Expressed => "badge wait",
        ApplicationState::Recommended | ApplicationState::Interview => "badge open",
        ApplicationState::Hired => "badge ok",
        ApplicationState::Arrived => "badge done",
        ApplicationState::Lapsed => "badge warn",
        ApplicationState::Rejected => "badge stop",
        ApplicationState::Withdrawn | ApplicationState::Closed => "badge",
    }
}

/// A step as a line of the history: what it became, and why.
#[must_use]
pub fn step(c: &Ctx, step: &state_move::Model) -> String {
    let to = ApplicationState::from_key(&step.to_state).map_or_else(|| step.to_state.clone(), |state| c.label(&state));
    match ApplicationReason::from_key(&step.reason) {
        Some(reason) => c.t2("applications-step-why", "to", to, "why", c.label(&reason)),
        None => to,
    }
}

/// Who took a step, in words.
#[must_use]
pub fn who(c: &Ctx, step: &state_move::Model) -> String {
    match (step.actor_id, step.actor_name.as_str()) {
        (None, "public") => c.t("applications-by-person"),
        (None, "system") => c.t("applications-by-system"),
        (_, name) => name.to_owned(),
    }
}
