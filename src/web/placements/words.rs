//! States and pay in words.

use entity::codes::{Code as _, EndReason, EvidenceKind, PlacementState};
use entity::state_move;

use crate::web::ctx::Ctx;

/// Class of a state's badge.
#[must_use]
pub fn badge(state: PlacementState) -> &'static str {
    match state {
        PlacementState::Unverified => "badge wait",
        PlacementState::OnPost => "badge open",
        PlacementState::Left => "badge done",
        PlacementState::Lost => "badge stop",
        PlacementState::Disputed => "badge warn",
    }
}

/// A step as a line of the history: what it became, and why or by what proof.
#[must_use]
pub fn step(c: &Ctx, step: &state_move::Model) -> String {
    let to = PlacementState::from_key(&step.to_state).map_or_else(|| step.to_state.clone(), |state| c.label(&state));
    let why = EndReason::from_key(&step.reason)
        .map(|reason| c.label(&reason))
        .or_else(|| EvidenceKind::from_key(&step.reason).map(|kind| c.label(&kind)));
    match why {
        Some(why) => c.t2("placements-step-why", "to", to, "why", why),
        None => to,
    }
}
