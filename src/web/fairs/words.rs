//! Words that several pages about fairs share.

use entity::codes::{BoothState, FairIntentionState, FairState, InvitationAnswer};
use entity::fair;

use crate::domain::checks::stars;
use crate::domain::clock;
use crate::web::ctx::Ctx;

/// Class of a fair's badge.
pub fn badge(state: &FairState) -> &'static str {
    match state {
        FairState::Planning => "badge",
        FairState::Filed => "badge wait",
        FairState::Booking | FairState::Locked => "badge open",
        FairState::Running => "badge ok",
        FairState::Ended => "badge warn",
        FairState::Reported | FairState::FollowUp | FairState::Archived => "badge done",
        FairState::Cancelled => "badge stop",
    }
}

/// Class of a booth's badge.
pub fn booth_badge(state: &BoothState) -> &'static str {
    match state {
        BoothState::Requested => "badge wait",
        BoothState::Reviewed => "badge open",
        BoothState::SignedIn => "badge ok",
        BoothState::Refused | BoothState::NoShow => "badge stop",
        BoothState::Withdrawn => "badge",
    }
}

/// Class of a wish's badge.
pub fn wish_badge(state: &FairIntentionState) -> &'static str {
    match state {
        FairIntentionState::Intended => "badge open",
        FairIntentionState::Hired => "badge ok",
        FairIntentionState::Refused => "badge stop",
        FairIntentionState::GaveUp => "badge",
    }
}

/// Class of an answer's badge.
pub fn answer_badge(answer: &InvitationAnswer) -> &'static str {
    match answer {
        InvitationAnswer::Waiting => "badge wait",
        InvitationAnswer::Coming => "badge ok",
        InvitationAnswer::NotComing => "badge",
        InvitationAnswer::NotReached => "badge warn",
    }
}

/// `2026-12-05 09:00–15:00`, in Beijing.
pub fn when(c: &Ctx, fair: &fair::Model) -> String {
    let until = fair.ends_at.with_timezone(&clock::beijing());
    format!("{}–{}", c.moment(&fair.starts_at), until.format("%H:%M"))
}

/// An hour of the day, in Beijing.
pub fn hour(moment: &chrono::DateTime<chrono::Utc>) -> String {
    moment.with_timezone(&clock::beijing()).format("%H:%M").to_string()
}

/// A phone with all but its last four hidden; empty where none is known.
pub fn masked_phone(last4: &str) -> String {
    if last4.is_empty() {
        String::new()
    } else {
        stars::masked_phone(last4)
    }
}
