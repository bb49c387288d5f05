//! A form filled from a record, for the edit pages.

use chrono::NaiveDate;
use entity::codes::{Code, PhoneOwner};

use super::form::WorkerForm;
use crate::domain::workers::WorkerRecord;
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::trade;

/// Empty rows that a repeated field offers beside the filled ones.
const SPARE_ROWS: usize = 2;

fn key<C: Code>(code: Option<C>) -> String {
    code.map_or("", Code::key).to_owned()
}

fn yes(flag: bool) -> String {
    if flag { "yes".to_owned() } else { String::new() }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn words(keys: &str) -> Vec<String> {
    keys.split_whitespace().map(str::to_owned).collect()
}

impl WorkerForm {
    /// The record as its forms show it.
    pub fn of(c: &Ctx, record: &WorkerRecord) -> Self {
        let worker = &record.worker;
        let household = record.household();
        let mut form = Self {
            version: Some(worker.version),
            name: worker.name.clone(),
            place: region::full_name(&worker.region_code),
            sex: key(worker.sex),
            birth_date: day(worker.birth_date),
            education: key(worker.education),
            labour_ability: key(worker.labour_ability),
            note: worker.note.clone(),
            phone_owner: PhoneOwner::Worker.key().to_owned(),
            base: key(household.map(|row| row.base)),
            monitor: key(household.and_then(|row| row.monitor)),
            risk_cleared: yes(household.is_some_and(|row| row.risk_cleared)),
            household_from: c.today().to_string(),
            limits: words(&worker.limits),
            care_duty: yes(worker.care_duty),
            halal_wanted: yes(worker.halal_wanted),
            status: worker.status.key().to_owned(),
            as_of: c.today().to_string(),
            stated_on: c.today().to_string(),
            ..Self::default()
        };
        form.fill_wishes(c, record);
        form.fill_abilities(c, record);
        form
    }

    fn fill_wishes(&mut self, c: &Ctx, record: &WorkerRecord) {
        let Some(intent) = &record.intent else { return };
        self.kinds = words(&intent.kinds);
        self.places = words(&intent.places);
        self.trades = intent
            .trades
            .split_whitespace()
            .map(|code| trade::name(c, code))
            .collect();
        self.pay_min_yuan = intent.pay_min_yuan.map(|pay| pay.to_string()).unwrap_or_default();
        self.lodging_required = yes(intent.lodging_required);
        self.meals_wanted = yes(intent.meals_wanted);
        self.night_shift_ok = yes(intent.night_shift_ok);
        self.near_home_only = yes(intent.near_home_only);
        self.with_spouse = yes(intent.with_spouse);
        self.earliest_date = day(intent.earliest_date);
        self.stay_months = intent.stay_months.map(|months| months.to_string()).unwrap_or_default();
        self.training_wish.clone_from(&intent.training_wish);
    }

    fn fill_abilities(&mut self, c: &Ctx, record: &WorkerRecord) {
        for skill in &record.skills {
            self.skill_trade.push(trade::name(c, &skill.occupation_code));
            self.skill_years.push(skill.years.to_string());
            self.skill_level.push(skill.level.key().to_owned());
        }
        for held in &record.certificates {
            self.certificate_kind.push(held.kind.clone());
            self.certificate_number.push(held.number.clone());
            self.certificate_issued.push(day(held.issued_on));
            self.certificate_expires.push(day(held.expires_on));
        }
    }

    /// Rows of trades to show: the filled ones and some to fill.
    pub fn skill_rows(&self) -> Vec<usize> {
        (0..self.skill_trade.len() + SPARE_ROWS).collect()
    }

    /// Rows of certificates to show.
    pub fn certificate_rows(&self) -> Vec<usize> {
        (0..self.certificate_kind.len() + SPARE_ROWS).collect()
    }

    /// Boxes for wanted trades to show, three at least.
    pub fn trade_rows(&self) -> Vec<usize> {
        (0..self.trades.len().max(3)).collect()
    }

    /// A cell of a repeated field.
    #[expect(clippy::unused_self, reason = "templates can only call methods of what they hold")]
    pub fn at<'a>(&self, cells: &'a [String], row: &usize) -> &'a str {
        super::form::cell(cells, *row)
    }
}
