//! What was promised, as a copy that later changes of the post do not touch. Promised pay against real pay is what disputes are about.

use entity::codes::{Contract, PayForm, Provision, Shift};
use entity::vacancy;
use serde::{Deserialize, Serialize};

use crate::domain::vacancies;

/// The promise of a post at the time of arrival.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Title of the post.
    pub title: String,
    /// How pay is counted.
    pub pay_form: PayForm,
    /// Lowest pay of a month, yuan.
    pub pay_min_yuan: i32,
    /// Highest pay of a month, yuan.
    pub pay_max_yuan: i32,
    /// Hours of a month that the pay assumes.
    pub hours_per_month: Option<i32>,
    /// Lowest pay of an hour, fen.
    pub hourly_fen: Option<i64>,
    /// Bed.
    pub lodging: Provision,
    /// Food.
    pub meals: Provision,
    /// Shift.
    pub shift: Shift,
    /// Contract.
    pub contract: Contract,
}

impl Offer {
    /// The promise of a post as it stands now.
    #[must_use]
    pub fn of(vacancy: &vacancy::Model) -> Self {
        Self {
            title: vacancy.title.clone(),
            pay_form: vacancy.pay_form,
            pay_min_yuan: vacancy.pay_min_yuan,
            pay_max_yuan: vacancy.pay_max_yuan,
            hours_per_month: vacancy.hours_per_month,
            hourly_fen: vacancies::hourly_fen(vacancy),
            lodging: vacancy.lodging,
            meals: vacancy.meals,
            shift: vacancy.shift,
            contract: vacancy.contract,
        }
    }

    /// Whether `pay_month_yuan` is less than what was promised at least.
    #[must_use]
    pub fn broken_by(&self, pay_month_yuan: Option<i32>) -> bool {
        pay_month_yuan.is_some_and(|pay| pay < self.pay_min_yuan)
    }
}
