//! Everything that an employer says of a post, typed.

use chrono::NaiveDate;
use entity::codes::{Code as _, Contract, Demand, Education, Insurance, PayForm, Provision, Shift, Term};
use entity::vacancy;
use sea_orm::Set;

/// Everything that an employer says of a post. Texts are kept trimmed; an empty text means that nothing was said.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a box of the form and a column of its own"
)]
pub struct VacancyInput {
    /// Title.
    pub title: String,
    /// Occupation of the classification (职业分类大典); empty while not known.
    pub occupation_code: String,
    /// What is done, in plain words.
    pub description: String,
    /// Places offered.
    pub headcount: i32,
    /// Place of work, GB/T 2260.
    pub place_code: String,
    /// Street and number.
    pub address: String,
    /// How pay is reckoned.
    pub pay_form: PayForm,
    /// Lowest pay of a month, or the estimate of it, in yuan.
    pub pay_min_yuan: i32,
    /// Highest pay of a month, in yuan.
    pub pay_max_yuan: i32,
    /// Hours of a month that earn it.
    pub hours_per_month: Option<i32>,
    /// Days off in a month.
    pub rest_days: Option<i32>,
    /// Base pay of a month in yuan, where the range is a sum with overtime and allowances.
    pub base_pay_yuan: Option<i32>,
    /// Price of a piece and usual output.
    pub piece_note: String,
    /// Day of the month on which pay comes.
    pub pay_day: Option<i32>,
    /// Pay while on probation.
    pub probation_note: String,
    /// What is taken off for bed, food or water.
    pub deduction_note: String,
    /// Bed.
    pub lodging: Provision,
    /// More about the bed.
    pub lodging_note: String,
    /// People in a room.
    pub people_per_room: Option<i32>,
    /// Room for a couple.
    pub couple_room: bool,
    /// Food.
    pub meals: Provision,
    /// More about the food.
    pub meals_note: String,
    /// A halal canteen.
    pub halal_meals: bool,
    /// A bus to work.
    pub shuttle: bool,
    /// The fare here is paid back.
    pub fare_refund: bool,
    /// Shift.
    pub shift: Shift,
    /// Hours of a day.
    pub hours_per_day: Option<i32>,
    /// What the work asks of the body.
    pub demands: Vec<Demand>,
    /// What is signed.
    pub contract: Contract,
    /// How people are insured.
    pub insurance: Insurance,
    /// Least schooling.
    pub education: Option<Education>,
    /// Key of the certificate that is needed.
    pub certificate: Option<String>,
    /// Youngest age.
    pub age_min: Option<i32>,
    /// Oldest age.
    pub age_max: Option<i32>,
    /// Why age or other limits are needed.
    pub condition_reason: String,
    /// First day of work.
    pub start_date: Option<NaiveDate>,
    /// How long the work lasts.
    pub term: Term,
    /// Months, unless it is for long.
    pub term_months: Option<i32>,
    /// Last day on which the post is shown.
    pub valid_until: NaiveDate,
    /// Whom to ask.
    pub contact_name: String,
    /// Telephone to ask at.
    pub contact_phone: String,
}

impl VacancyInput {
    /// What was said of an existing post.
    #[must_use]
    pub fn of(post: &vacancy::Model) -> Self {
        Self {
            title: post.title.clone(),
            occupation_code: post.occupation_code.clone(),
            description: post.description.clone(),
            headcount: post.headcount,
            place_code: post.place_code.clone(),
            address: post.address.clone(),
            pay_form: post.pay_form,
            pay_min_yuan: post.pay_min_yuan,
            pay_max_yuan: post.pay_max_yuan,
            hours_per_month: post.hours_per_month,
            rest_days: post.rest_days,
            base_pay_yuan: post.base_pay_yuan,
            piece_note: post.piece_note.clone(),
            pay_day: post.pay_day,
            probation_note: post.probation_note.clone(),
            deduction_note: post.deduction_note.clone(),
            lodging: post.lodging,
            lodging_note: post.lodging_note.clone(),
            people_per_room: post.people_per_room,
            couple_room: post.couple_room,
            meals: post.meals,
            meals_note: post.meals_note.clone(),
            halal_meals: post.halal_meals,
            shuttle: post.shuttle,
            fare_refund: post.fare_refund,
            shift: post.shift,
            hours_per_day: post.hours_per_day,
            demands: demands_of(&post.demands),
            contract: post.contract,
            insurance: post.insurance,
            education: post.education,
            certificate: post.certificate.clone(),
            age_min: post.age_min,
            age_max: post.age_max,
            condition_reason: post.condition_reason.clone(),
            start_date: post.start_date,
            term: post.term,
            term_months: post.term_months,
            valid_until: post.valid_until,
            contact_name: post.contact_name.clone(),
            contact_phone: post.contact_phone.clone(),
        }
    }

    /// The columns that it fills.
    pub(super) fn columns(self) -> vacancy::ActiveModel {
        let demands: Vec<&str> = self.demands.iter().map(|demand| demand.key()).collect();
        vacancy::ActiveModel {
            title: Set(self.title),
            occupation_code: Set(self.occupation_code),
            description: Set(self.description),
            headcount: Set(self.headcount),
            place_code: Set(self.place_code),
            address: Set(self.address),
            pay_form: Set(self.pay_form),
            pay_min_yuan: Set(self.pay_min_yuan),
            pay_max_yuan: Set(self.pay_max_yuan),
            hours_per_month: Set(self.hours_per_month),
            rest_days: Set(self.rest_days),
            base_pay_yuan: Set(self.base_pay_yuan),
            piece_note: Set(self.piece_note),
            pay_day: Set(self.pay_day),
            probation_note: Set(self.probation_note),
            deduction_note: Set(self.deduction_note),
            lodging: Set(self.lodging),
            lodging_note: Set(self.lodging_note),
            people_per_room: Set(self.people_per_room),
            couple_room: Set(self.couple_room),
            meals: Set(self.meals),
            meals_note: Set(self.meals_note),
            halal_meals: Set(self.halal_meals),
            shuttle: Set(self.shuttle),
            fare_refund: Set(self.fare_refund),
            shift: Set(self.shift),
            hours_per_day: Set(self.hours_per_day),
            demands: Set(demands.join(" ")),
            contract: Set(self.contract),
            insurance: Set(self.insurance),
            education: Set(self.education),
            certificate: Set(self.certificate),
            age_min: Set(self.age_min),
            age_max: Set(self.age_max),
            condition_reason: Set(self.condition_reason),
            start_date: Set(self.start_date),
            term: Set(self.term),
            term_months: Set(self.term_months),
            valid_until: Set(self.valid_until),
            contact_name: Set(self.contact_name),
            contact_phone: Set(self.contact_phone),
            ..Default::default()
        }
    }

    /// The fields that a reviewer let through and that differ from `before`: what people decide by when they apply. A later last day is one
    /// of them, because otherwise nobody would ever look again.
    pub(super) fn reviewed_changes(&self, before: &Self) -> Vec<&'static str> {
        let pay = |input: &Self| {
            (
                input.pay_form,
                input.pay_min_yuan,
                input.pay_max_yuan,
                input.base_pay_yuan,
            )
        };
        let notes = |input: &Self| {
            (
                input.piece_note.clone(),
                input.probation_note.clone(),
                input.deduction_note.clone(),
            )
        };
        let hours = |input: &Self| (input.hours_per_month, input.rest_days, input.hours_per_day, input.shift);
        let terms = |input: &Self| (input.contract, input.insurance, input.term, input.term_months);
        let place = |input: &Self| (input.place_code.clone(), input.address.clone());
        [
            (pay(self) != pay(before) || notes(self) != notes(before), "pay"),
            (hours(self) != hours(before), "hours"),
            (place(self) != place(before), "place"),
            (self.headcount != before.headcount, "headcount"),
            (terms(self) != terms(before), "contract"),
            (self.occupation_code != before.occupation_code, "occupation"),
            (self.valid_until > before.valid_until, "validity"),
        ]
        .into_iter()
        .filter_map(|(differs, field)| differs.then_some(field))
        .collect()
    }
}

/// The demands of a list column; unknown keys are left out.
#[must_use]
pub fn demands_of(keys: &str) -> Vec<Demand> {
    keys.split_whitespace().filter_map(Demand::from_key).collect()
}
