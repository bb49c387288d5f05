//! A worker and a vacancy side by side, with what several rules ask of both.

use super::assess::Context;
use super::keys::{Demand, Limit};
use super::places::PlaceClass;
use super::profile::{Facts, VacancyProfile, WorkerProfile};
use super::weights::COMMUTE_KM;

/// One pair under assessment.
pub(super) struct Pair<'a> {
    pub worker: &'a WorkerProfile,
    pub vacancy: &'a VacancyProfile,
    pub facts: &'a Facts,
    pub context: &'a Context<'a>,
    /// Class of the way from home to work.
    pub place: PlaceClass,
    /// In the home county, or close enough to travel each day.
    pub near_home: bool,
}

impl<'a> Pair<'a> {
    pub fn new(
        worker: &'a WorkerProfile,
        vacancy: &'a VacancyProfile,
        facts: &'a Facts,
        context: &'a Context<'a>,
    ) -> Self {
        let (home, work) = (&worker.home_code, &vacancy.place_code);
        let place = context.geography.place_class(home, work);
        let near_home = place <= PlaceClass::SameCounty
            || context
                .geography
                .distance_km(home, work)
                .is_some_and(|km| km <= COMMUTE_KM);
        Self {
            worker,
            vacancy,
            facts,
            context,
            place,
            near_home,
        }
    }

    /// Whether the worker named this limit, on record or with his wishes.
    pub fn has_limit(&self, limit: Limit) -> bool {
        self.worker.limits.contains(&limit) || self.worker.want.limits.contains(&limit)
    }

    /// Whether the post makes this demand; night work also follows from the shift.
    pub fn demands(&self, demand: Demand) -> bool {
        self.vacancy.demands.contains(&demand)
            || (demand == Demand::Night && self.vacancy.shift.has_nights())
    }

    /// The worker said no to nights.
    pub fn refuses_nights(&self) -> bool {
        self.worker.want.night_shift_ok == Some(false) || self.has_limit(Limit::NoNight)
    }

    /// Sure pay, yuan a month: the low end, or the only figure told. An upper end is a promise, not pay.
    pub fn sure_pay(&self) -> Option<i32> {
        self.vacancy
            .pay_min
            .or(self.vacancy.pay_max)
            .filter(|yuan| *yuan > 0)
    }

    /// The best that the post promises, yuan a month.
    pub fn best_pay(&self) -> Option<i32> {
        self.vacancy
            .pay_max
            .max(self.vacancy.pay_min)
            .filter(|yuan| *yuan > 0)
    }

    /// Least pay that the worker asks for, yuan a month.
    pub fn pay_wish(&self) -> Option<i32> {
        self.worker.want.pay_min.filter(|yuan| *yuan > 0)
    }
}
