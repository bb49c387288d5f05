//! Words that several pages about trainings share.

use entity::codes::{SeatState, TrainingMark, TrainingState};
use entity::{training, training_day};

use crate::reference::certificate;
use crate::web::ctx::Ctx;
use crate::web::trade;

/// Class of a training's badge.
pub fn badge(state: &TrainingState) -> &'static str {
    match state {
        TrainingState::Planned => "badge",
        TrainingState::Filed => "badge wait",
        TrainingState::Enrolling => "badge open",
        TrainingState::Running => "badge ok",
        TrainingState::Examined => "badge warn",
        TrainingState::Closed => "badge done",
        TrainingState::Cancelled => "badge stop",
    }
}

/// Class of a seat's badge.
pub fn seat_badge(state: &SeatState) -> &'static str {
    match state {
        SeatState::Enrolled => "badge open",
        SeatState::Waiting => "badge wait",
        SeatState::Withdrawn => "badge",
        SeatState::Completed => "badge ok",
        SeatState::Failed => "badge stop",
        SeatState::Certified => "badge done",
    }
}

/// The sign of a mark on paper: √ there, 迟 late, 假 on leave, × absent.
pub fn sign(c: &Ctx, mark: Option<&TrainingMark>) -> String {
    mark.map(|mark| c.label_of("trainings-sign", entity::codes::Code::key(*mark)))
        .unwrap_or_default()
}

/// `2026-12-01 至 2026-12-05`; one day alone.
pub fn when(c: &Ctx, training: &training::Model) -> String {
    if training.first_day == training.last_day {
        c.day(&training.first_day)
    } else {
        c.t2(
            "trainings-from-until",
            "from",
            c.day(&training.first_day),
            "until",
            c.day(&training.last_day),
        )
    }
}

/// A half day.
pub fn half_day(c: &Ctx, day: &training_day::Model) -> String {
    format!("{} {}", c.day(&day.on_date), c.label(&day.half))
}

/// The trade that is taught; empty for a talk without one.
pub fn trade(c: &Ctx, training: &training::Model) -> String {
    if training.occupation_code.is_empty() {
        String::new()
    } else {
        trade::name(c, &training.occupation_code)
    }
}

/// The certificate that is given.
pub fn certificate(c: &Ctx, kind: &str) -> String {
    certificate::get(kind).map_or_else(|| kind.to_owned(), |one| one.label(c.locale.tag()).to_owned())
}
