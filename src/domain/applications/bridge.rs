//! Stand-in until employers have this.

use chrono::NaiveDate;
use entity::codes::EmployerState;
use entity::employer;

pub fn is_fit_to_publish(employer: &employer::Model, today: NaiveDate) -> std::result::Result<(), &'static str> {
    if employer.state == EmployerState::Verified && employer.verified_until.is_some_and(|d| d >= today) { Ok(()) } else { Err("employers-unfit-unverified") }
}
