//! Reading a person's name.

use crate::domain::checks::person_name::{PersonName, PersonNameProblem};
use crate::domain::error::Problem;

/// The name in its one spelling.
///
/// # Errors
/// The problem of `field`, with the position of a wrong character.
pub fn read_name(field: &str, text: &str) -> Result<PersonName, Problem> {
    PersonName::parse(text).map_err(|problem| {
        let told = Problem::new(field, problem.key());
        match problem {
            PersonNameProblem::Length { found } => told.with("found", found),
            PersonNameProblem::BadChar { position } | PersonNameProblem::PrivateUse { position } => {
                told.with("position", position)
            }
            _ => told,
        }
    })
}
