//! Words that several pages about workers share.

use chrono::NaiveDate;
use entity::codes::WorkerStatus;
use entity::{worker_household, worker_intent};

pub use crate::domain::checks::stars::{masked_number, masked_phone};
use crate::domain::error::Problem;
use crate::domain::workers::{self, NameCard};
use crate::web::ctx::{Ctx, Problems};

/// Sex and age, as far as known.
pub fn sex_and_age(c: &Ctx, card: &NameCard) -> String {
    let sex = card.sex.map(|sex| c.label(&sex));
    let age = card.age.map(|age| c.t1("workers-age", "n", age));
    sex.into_iter()
        .chain(age)
        .collect::<Vec<_>>()
        .join(&c.t("list-separator"))
}

/// A household category in words.
pub fn household(c: &Ctx, row: &worker_household::Model) -> String {
    let mut words = vec![c.label(&row.base)];
    if let Some(monitor) = row.monitor {
        words.push(c.label(&monitor));
        words.push(c.t(if row.risk_cleared {
            "workers-risk-cleared"
        } else {
            "workers-risk-open"
        }));
    }
    words.join(&c.t("list-separator"))
}

/// The class of a status badge.
pub fn status_badge(status: &WorkerStatus) -> &'static str {
    match status {
        WorkerStatus::Seeking => "badge wait",
        WorkerStatus::Away | WorkerStatus::Near => "badge ok",
        WorkerStatus::Idle | WorkerStatus::Student | WorkerStatus::Army => "badge",
        WorkerStatus::Unavailable | WorkerStatus::MovedOut | WorkerStatus::Dead => "badge stop",
    }
}

/// Whether a statement of wishes has run out.
pub fn has_expired(intent: &worker_intent::Model, today: NaiveDate) -> bool {
    intent.expires_on < today
}

/// Whether a status must be asked for again.
pub fn is_stale(as_of: &NaiveDate, today: NaiveDate) -> bool {
    workers::is_stale(*as_of, today)
}

/// The problems of a domain error that a form can show, or the error itself.
pub fn problems_of(error: crate::domain::error::DomainError) -> Result<Problems, crate::web::error::PageError> {
    match error {
        crate::domain::error::DomainError::Invalid(problems) => Ok(problems.into()),
        other => Err(other.into()),
    }
}

/// One problem of the whole form.
pub fn one_problem(key: &'static str) -> Problems {
    vec![Problem::new("", key)].into()
}
