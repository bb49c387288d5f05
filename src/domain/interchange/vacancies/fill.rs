//! From what a row says to a whole post: what it leaves out stays as it was, or gets the plainest default.

use chrono::{Days, NaiveDate};
use entity::codes::{Contract, Insurance, PayForm, Provision, Shift, Term};

use super::facts::Facts;
use crate::domain::vacancies::VacancyInput;

/// Days for which a post stands when the list does not say until when.
const DEFAULT_DAYS: u64 = 30;

/// The post that the row describes. Nothing is promised that the row does not promise: no bed, no food, no hours.
pub(super) fn input(before: Option<VacancyInput>, facts: &Facts, today: NaiveDate) -> VacancyInput {
    let mut post = before.unwrap_or_else(|| empty(today));
    post.title.clone_from(&facts.title);
    post.occupation_code.clone_from(&facts.occupation_code);
    post.description.clone_from(&facts.description);
    post.place_code.clone_from(&facts.place_code);
    if let Some(pay) = facts.pay {
        (post.pay_form, post.pay_min_yuan, post.pay_max_yuan) = (pay.form, pay.min_yuan, pay.max_yuan);
    }
    set(&mut post.headcount, facts.headcount);
    set(&mut post.lodging, facts.lodging);
    set(&mut post.meals, facts.meals);
    set(&mut post.shift, facts.shift);
    set(&mut post.couple_room, facts.couple_room);
    set(&mut post.contract, facts.contract);
    set(&mut post.insurance, facts.insurance);
    set(&mut post.education, facts.education);
    set(&mut post.valid_until, facts.valid_until);
    set(&mut post.address, facts.address.clone());
    set(&mut post.contact_name, facts.contact_name.clone());
    set(&mut post.contact_phone, facts.contact_phone.clone());
    post.hours_per_month = facts.hours_per_month.or(post.hours_per_month);
    post.base_pay_yuan = facts.base_pay_yuan.or(post.base_pay_yuan);
    post.age_min = facts.age_min.or(post.age_min);
    post.age_max = facts.age_max.or(post.age_max);
    post.start_date = facts.start_date.or(post.start_date);
    post.certificate = facts.certificate.map(str::to_owned).or(post.certificate);
    post
}

fn set<T>(place: &mut T, said: Option<T>) {
    if let Some(said) = said {
        *place = said;
    }
}

fn empty(today: NaiveDate) -> VacancyInput {
    VacancyInput {
        title: String::new(),
        occupation_code: String::new(),
        description: String::new(),
        headcount: 1,
        place_code: String::new(),
        address: String::new(),
        pay_form: PayForm::Month,
        pay_min_yuan: 0,
        pay_max_yuan: 0,
        hours_per_month: None,
        rest_days: None,
        base_pay_yuan: None,
        piece_note: String::new(),
        pay_day: None,
        probation_note: String::new(),
        deduction_note: String::new(),
        lodging: Provision::None,
        lodging_note: String::new(),
        people_per_room: None,
        couple_room: false,
        meals: Provision::None,
        meals_note: String::new(),
        halal_meals: false,
        shuttle: false,
        fare_refund: false,
        shift: Shift::Day,
        hours_per_day: None,
        demands: Vec::new(),
        contract: Contract::Labour,
        insurance: Insurance::None,
        education: None,
        certificate: None,
        age_min: None,
        age_max: None,
        condition_reason: String::new(),
        start_date: None,
        term: Term::Long,
        term_months: None,
        valid_until: today.checked_add_days(Days::new(DEFAULT_DAYS)).unwrap_or(today),
        contact_name: String::new(),
        contact_phone: String::new(),
    }
}
