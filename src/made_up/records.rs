//! The records of the demo files and of the generator. Days are counted from the seeding day ("today"), which is passed in.

mod employer;
mod user;
mod vacancy;
mod worker;

use std::borrow::Cow;

use chrono::{Days, NaiveDate};

pub use employer::Employer;
pub use user::User;
pub use vacancy::{Pay, Vacancy};
pub use worker::{Consent, Household, Intent, Phone, Skill, Status, Worker};

/// Text that is either read from a file or one of the compiled-in words.
pub type Text = Cow<'static, str>;

/// `days` before `today`.
fn before(today: NaiveDate, days: u32) -> NaiveDate {
    today - Days::new(days.into())
}

/// `days` after `today`.
fn after(today: NaiveDate, days: u32) -> NaiveDate {
    today + Days::new(days.into())
}
