//! Trainings: the machine and its guards, seats, rolls, results and certificates, the pages, and the figures behind T10.

mod figures;
mod life;
mod pages;
mod seats;

use labour_bridge::domain::error::DomainError;

/// The keys of what was in the way.
fn keys(error: &DomainError) -> Vec<&'static str> {
    match error {
        DomainError::Invalid(problems) => problems.iter().map(|problem| problem.key).collect(),
        DomainError::Conflict(key) => vec![key],
        error => panic!("{error}"),
    }
}
