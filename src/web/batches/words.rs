//! Words and small readers that several pages about transfers share.

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use entity::batch;
use entity::codes::{BatchState, PassengerState};

use crate::domain::batches::PassengerRow;
use crate::domain::checks::stars;
use crate::domain::clock;
use crate::domain::error::Problem;
use crate::web::ctx::Ctx;

/// Class of a transfer's badge.
pub fn badge(state: &BatchState) -> &'static str {
    match state {
        BatchState::Drafted => "badge",
        BatchState::Collecting => "badge wait",
        BatchState::Locked => "badge open",
        BatchState::Departed | BatchState::Postponed => "badge warn",
        BatchState::Arrived => "badge ok",
        BatchState::HandedOver | BatchState::Settled => "badge done",
        BatchState::Cancelled => "badge stop",
    }
}

/// Class of a passenger's badge.
pub fn passenger_badge(state: &PassengerState) -> &'static str {
    match state {
        PassengerState::NotArrived => "badge wait",
        PassengerState::Boarded => "badge open",
        PassengerState::Arrived => "badge ok",
        PassengerState::HandedOver => "badge done",
        PassengerState::LeftMidway => "badge warn",
        PassengerState::Refused => "badge stop",
    }
}

/// `崆峒区 → 河西区`.
pub fn way(c: &Ctx, batch: &batch::Model) -> String {
    format!(
        "{} → {}",
        c.place_short(&batch.from_code),
        c.place_short(&batch.to_code)
    )
}

/// An hour of the day, in Beijing.
pub fn hour(moment: &DateTime<Utc>) -> String {
    moment.with_timezone(&clock::beijing()).format("%H:%M").to_string()
}

/// A moment as a form of the browser wants it.
pub fn typed(moment: &DateTime<Utc>) -> String {
    moment
        .with_timezone(&clock::beijing())
        .format("%Y-%m-%dT%H:%M")
        .to_string()
}

/// The moment that such a form sends; typed by hand, a blank may stand for the `T`.
///
/// # Errors
/// The problem of `field`.
pub fn read_moment(field: &str, text: &str) -> Result<DateTime<Utc>, Problem> {
    let text = text.trim().replace(' ', "T");
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())
        .and_then(|local| clock::beijing().from_local_datetime(&local).single())
        .map(|moment| moment.with_timezone(&Utc))
        .ok_or_else(|| Problem::new(field, "batches-problem-moment"))
}

/// A phone with all but its last four hidden, or that none is known.
pub fn masked_phone(c: &Ctx, last4: &str) -> String {
    if last4.is_empty() {
        c.t("not-known")
    } else {
        stars::masked_phone(last4)
    }
}

/// The papers that somebody lacks, in words; empty if none.
pub fn lacking(c: &Ctx, row: &PassengerRow) -> String {
    let words: Vec<String> = row
        .lacking
        .iter()
        .map(|key| c.t(&format!("batches-paper-{key}")))
        .collect();
    words.join(&c.t("list-separator"))
}
