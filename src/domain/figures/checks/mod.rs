//! Records that cannot be right, each rule with the rows to mend. The rules copy those of the national system where it has them
//! (its rule numbers stand beside ours), because what they flag there comes back to the county anyway.

mod money;
mod people;
mod training;
mod work;

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::SelectStatement;

use super::asked::Asked;
use super::count;
use super::indicator::{About, Listed, Once, Window};
use crate::domain::error::{DomainError, Result};

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Short code; its words stand in the locale files under `check-{code}-name` and `check-{code}-help`.
    pub code: &'static str,
    /// Number of the same rule in the national system; empty where it has none.
    pub national: &'static str,
    /// The rows that break it.
    pub rows: Listed,
}

impl Check {
    /// Key of its words: `name` or `help`.
    #[must_use]
    pub fn words(&self, of: &str) -> String {
        format!("check-{}-{of}", self.code)
    }
}

const fn check(
    code: &'static str,
    national: &'static str,
    about: About,
    facts: fn(&Asked) -> SelectStatement,
) -> Check {
    let rows = Listed {
        about,
        once: Once::Row,
        window: Window::OnLastDay,
        facts,
    };
    Check { code, national, rows }
}

static GROUPS: &[&[Check]] = &[work::CHECKS, people::CHECKS, training::CHECKS, money::CHECKS];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Check> {
    GROUPS.iter().copied().flatten()
}

/// The rule of a code.
///
/// # Errors
/// [`DomainError::NotFound`] if there is none.
pub fn get(code: &str) -> Result<&'static Check> {
    all().find(|check| check.code == code).ok_or(DomainError::NotFound)
}

/// How many rows break each rule, today.
pub async fn counts(db: &impl ConnectionTrait, asked: &Asked) -> Result<Vec<(&'static Check, i64)>> {
    let mut counts = Vec::new();
    for check in all() {
        counts.push((check, count::of_list(db, &check.rows, asked).await?));
    }
    Ok(counts)
}
