//! What is typed about a worker, and how it is judged. Registering and every edit page share the fields, so that a field has one name and
//! one rule.

use chrono::NaiveDate;
use entity::codes::{
    Code, ConsentScope, ConsentWay, HouseholdBase, Limit, Monitor, PhoneOwner, PhoneState, SkillLevel, StatusSource,
    WantKind,
};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::error::Problem;
use crate::domain::workers::{
    self, CertificateInput, ConsentInput, HouseholdInput, IntentInput, PhoneInput, SkillInput,
};
use crate::web::ctx::Ctx;
use crate::web::{place, trade};

/// Everything that a form about a worker may send, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WorkerForm {
    pub step: String,
    pub back: String,
    pub none: String,
    pub form_key: Option<Uuid>,
    pub version: Option<i32>,
    pub id_number: String,
    pub name: String,
    pub place: String,
    pub sex: String,
    pub birth_date: String,
    pub education: String,
    pub labour_ability: String,
    pub note: String,
    pub not_same: String,
    pub phone: String,
    pub phone_owner: String,
    pub phone_state: String,
    pub phone_id: Option<Uuid>,
    pub base: String,
    pub monitor: String,
    pub risk_cleared: String,
    pub household_from: String,
    pub kinds: Vec<String>,
    pub places: Vec<String>,
    pub place_other: String,
    pub trades: Vec<String>,
    pub pay_min_yuan: String,
    pub lodging_required: String,
    pub meals_wanted: String,
    pub night_shift_ok: String,
    pub near_home_only: String,
    pub with_spouse: String,
    pub earliest_date: String,
    pub stay_months: String,
    pub training_wish: String,
    pub stated_on: String,
    pub source: String,
    pub limits: Vec<String>,
    pub care_duty: String,
    pub halal_wanted: String,
    pub consents: Vec<String>,
    pub consent_scope: String,
    pub consent_way: String,
    pub witness: String,
    pub consent_id: Option<Uuid>,
    pub status: String,
    pub as_of: String,
    pub skill_trade: Vec<String>,
    pub skill_years: Vec<String>,
    pub skill_level: Vec<String>,
    pub certificate_kind: Vec<String>,
    pub certificate_number: Vec<String>,
    pub certificate_issued: Vec<String>,
    pub certificate_expires: Vec<String>,
}

/// Whether a box is ticked.
pub fn ticked(text: &str) -> bool {
    text == "yes"
}

/// Judging a form: problems gather, values come out.
pub struct Judge<'a> {
    pub c: &'a Ctx,
    pub problems: Vec<Problem>,
}

impl<'a> Judge<'a> {
    pub fn new(c: &'a Ctx) -> Self {
        Self {
            c,
            problems: Vec::new(),
        }
    }

    /// The value, or its problem noted.
    pub fn take<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.problems.push(problem)).ok()
    }

    /// A value of a short list that must be chosen.
    pub fn code<C: Code>(&mut self, field: &str, key: &str) -> Option<C> {
        let found = C::from_key(key);
        if found.is_none() {
            self.problems.push(Problem::new(field, "problem-choose"));
        }
        found
    }

    /// A value of a short list that may be left out.
    pub fn maybe_code<C: Code>(&mut self, field: &str, key: &str) -> Option<C> {
        if key.is_empty() { None } else { self.code(field, key) }
    }

    /// Every ticked value of a short list.
    pub fn codes<C: Code>(&mut self, field: &str, keys: &[String]) -> Vec<C> {
        keys.iter().filter_map(|key| self.code(field, key)).collect()
    }

    /// A whole number that may be left out.
    pub fn number(&mut self, field: &str, text: &str) -> Option<i32> {
        let bare = text.trim().replace([',', '，'], "");
        if bare.is_empty() {
            return None;
        }
        let number = bare.parse().map_err(|_| Problem::new(field, "problem-number"));
        self.take(number)
    }

    /// A day that may be left out.
    pub fn day(&mut self, field: &str, text: &str) -> Option<NaiveDate> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Problem::new(field, "problem-date"));
        self.take(day)
    }

    /// A day, today where it is left out.
    pub fn day_or_today(&mut self, field: &str, text: &str) -> NaiveDate {
        self.day(field, text).unwrap_or_else(|| self.c.today())
    }

    /// A phone; nothing if the box is empty.
    pub fn phone(&mut self, form: &WorkerForm) -> Option<PhoneInput> {
        if form.phone.trim().is_empty() {
            return None;
        }
        let owner = PhoneOwner::from_key(&form.phone_owner).unwrap_or(PhoneOwner::Worker);
        let state = PhoneState::from_key(&form.phone_state).unwrap_or(PhoneState::Unchecked);
        let number = self.take(workers::read_mobile("phone", &form.phone))?;
        Some(PhoneInput { number, owner, state })
    }

    /// A household category; nothing if no base category is chosen.
    pub fn household(&mut self, form: &WorkerForm) -> Option<HouseholdInput> {
        let base: HouseholdBase = self.maybe_code("base", &form.base)?;
        let monitor: Option<Monitor> = self.maybe_code("monitor", &form.monitor);
        let from = self.day_or_today("household_from", &form.household_from);
        Some(HouseholdInput {
            base,
            monitor,
            risk_cleared: ticked(&form.risk_cleared),
            from,
        })
    }

    /// What the worker wants.
    pub fn intent(&mut self, form: &WorkerForm) -> IntentInput {
        let mut places: Vec<String> = form.places.clone();
        for words in form
            .place_other
            .split([',', '，', '、', ';', '；'])
            .filter(|words| !words.trim().is_empty())
        {
            places.extend(self.take(place::read("place_other", words, self.c.actor.region_code())));
        }
        let mut trades = Vec::new();
        for (at, words) in form
            .trades
            .iter()
            .enumerate()
            .filter(|(_, words)| !words.trim().is_empty())
        {
            trades.extend(self.take(trade::read(&format!("trades_{at}"), words)));
        }
        dedupe(&mut places);
        dedupe(&mut trades);
        IntentInput {
            kinds: self.codes::<WantKind>("kinds", &form.kinds),
            places,
            trades,
            pay_min_yuan: self.number("pay_min_yuan", &form.pay_min_yuan),
            lodging_required: ticked(&form.lodging_required),
            meals_wanted: ticked(&form.meals_wanted),
            night_shift_ok: ticked(&form.night_shift_ok),
            near_home_only: ticked(&form.near_home_only),
            with_spouse: ticked(&form.with_spouse),
            earliest_date: self.day("earliest_date", &form.earliest_date),
            stay_months: self.number("stay_months", &form.stay_months),
            training_wish: form.training_wish.trim().to_owned(),
            stated_on: self.day_or_today("stated_on", &form.stated_on),
            source: StatusSource::from_key(&form.source).unwrap_or(StatusSource::Worker),
        }
    }

    /// Limits for work.
    pub fn limits(&mut self, form: &WorkerForm) -> Vec<Limit> {
        self.codes("limits", &form.limits)
    }

    /// The consents ticked on the last screen of registering.
    pub fn consents(&mut self, form: &WorkerForm) -> Vec<ConsentInput> {
        let scopes: Vec<ConsentScope> = self.codes("consents", &form.consents);
        if !scopes.contains(&ConsentScope::Register) {
            self.problems.push(Problem::new("consents", "workers-consent-needed"));
        }
        let Some(way) = self.code::<ConsentWay>("consent_way", &form.consent_way) else {
            return Vec::new();
        };
        scopes
            .into_iter()
            .map(|scope| ConsentInput {
                scope,
                employer: None,
                way,
                witness: form.witness.trim().to_owned(),
            })
            .collect()
    }

    /// The rows of trades; empty rows are left out.
    pub fn skills(&mut self, form: &WorkerForm) -> Vec<SkillInput> {
        let mut skills = Vec::new();
        for (at, words) in form
            .skill_trade
            .iter()
            .enumerate()
            .filter(|(_, words)| !words.trim().is_empty())
        {
            let years = self
                .number(&format!("skill_years_{at}"), cell(&form.skill_years, at))
                .unwrap_or_default();
            let level = SkillLevel::from_key(cell(&form.skill_level, at)).unwrap_or(SkillLevel::None);
            if let Some(occupation_code) = self.take(trade::read(&format!("skill_trade_{at}"), words)) {
                skills.push(SkillInput {
                    occupation_code,
                    years,
                    level,
                });
            }
        }
        skills
    }

    /// The rows of certificates; rows without a kind are left out.
    pub fn certificates(&mut self, form: &WorkerForm) -> Vec<CertificateInput> {
        let mut held = Vec::new();
        for (at, kind) in form
            .certificate_kind
            .iter()
            .enumerate()
            .filter(|(_, kind)| !kind.is_empty())
        {
            held.push(CertificateInput {
                kind: kind.clone(),
                number: cell(&form.certificate_number, at).trim().to_owned(),
                issued_on: self.day(&format!("certificate_issued_{at}"), cell(&form.certificate_issued, at)),
                expires_on: self.day(
                    &format!("certificate_expires_{at}"),
                    cell(&form.certificate_expires, at),
                ),
            });
        }
        held
    }
}

/// A cell of a repeated field; empty where the form sent fewer.
pub fn cell(cells: &[String], at: usize) -> &str {
    cells.get(at).map_or("", String::as_str)
}

fn dedupe(codes: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    codes.retain(|code| seen.insert(code.clone()));
}
