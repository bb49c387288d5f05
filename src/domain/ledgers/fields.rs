//! What each ledger asks for.

use chrono::NaiveDate;
use entity::codes::{Direction, Ledger, LedgerKind};
use uuid::Uuid;

use crate::domain::error::Problem;
use crate::reference::region;

/// A field of a row that not every ledger has. Kind, day, place, name and note belong to all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Last day.
    Until,
    /// Where the money came from.
    FundSource,
    /// Which side sends.
    Direction,
    /// Who took part, and at what level.
    Who,
    /// Money, whole yuan.
    Amount,
    /// Households that benefited.
    Households,
    /// People who benefited, or went.
    Persons,
    /// People who were lifted out of poverty by it.
    PersonsLifted,
    /// Cows, ambulances, products, fields of cooperation.
    Quantity,
    /// The firm that it supports.
    Employer,
}

impl Field {
    /// Name in forms and in the locale files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Field::Until => "until",
            Field::FundSource => "fund_source",
            Field::Direction => "direction",
            Field::Who => "who",
            Field::Amount => "amount_yuan",
            Field::Households => "households",
            Field::Persons => "persons",
            Field::PersonsLifted => "persons_lifted",
            Field::Quantity => "quantity",
            Field::Employer => "employer",
        }
    }
}

/// The fields of a ledger, in the order of its form.
#[must_use]
pub const fn fields_of(ledger: Ledger) -> &'static [Field] {
    use Field::{Amount, Direction, Employer, FundSource, Households, Persons, PersonsLifted, Quantity, Until, Who};
    match ledger {
        Ledger::Project => &[
            FundSource,
            Amount,
            Households,
            Persons,
            PersonsLifted,
            Quantity,
            Employer,
        ],
        Ledger::Exchange => &[Direction, Persons, Until, Who],
        Ledger::Visit => &[Direction, Who, Persons],
        Ledger::Sale => &[Amount, Quantity, Until, Who],
        Ledger::Agreement => &[Who, Quantity, Until],
    }
}

/// Fields that a row of a ledger cannot do without, because a figure adds them up.
#[must_use]
pub const fn required(ledger: Ledger) -> &'static [Field] {
    match ledger {
        Ledger::Project | Ledger::Sale => &[Field::Amount],
        Ledger::Exchange => &[Field::Direction, Field::Persons],
        Ledger::Visit => &[Field::Who],
        Ledger::Agreement => &[],
    }
}

/// The kinds of a ledger.
#[must_use]
pub const fn kinds_of(ledger: Ledger) -> &'static [LedgerKind] {
    use LedgerKind as Kind;
    match ledger {
        Ledger::Project => &[
            Kind::Livestock,
            Kind::Shares,
            Kind::Orchard,
            Kind::Water,
            Kind::Housing,
            Kind::HeatedBeds,
            Kind::Health,
            Kind::Education,
            Kind::Labour,
            Kind::Roads,
            Kind::Other,
        ],
        Ledger::Exchange => &[
            Kind::Officials,
            Kind::Education,
            Kind::Health,
            Kind::Science,
            Kind::Other,
        ],
        Ledger::Visit => &[Kind::Visit, Kind::Meeting],
        Ledger::Sale => &[Kind::Products],
        Ledger::Agreement => &[Kind::Agreement, Kind::Responsibilities],
    }
}

/// Longest words of each length, in letters.
const NAME_LETTERS: usize = 80;
const WORD_LETTERS: usize = 60;
const NOTE_LETTERS: usize = 300;
/// Largest sum, yuan, and largest count of anything: beyond them a digit was typed twice.
const MOST_YUAN: i64 = 10_000_000_000;
const MOST_COUNTED: i32 = 10_000_000;

/// A row as somebody writes it. What its ledger does not have is left out when it is written.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Kind.
    pub kind: Option<LedgerKind>,
    /// The day it counts from.
    pub on_date: Option<NaiveDate>,
    /// Last day.
    pub until_date: Option<NaiveDate>,
    /// Township or county that it is for.
    pub place_code: String,
    /// What it is called.
    pub name: String,
    /// Where the money came from.
    pub fund_source: String,
    /// Which side sends.
    pub direction: Option<Direction>,
    /// Who took part.
    pub who: String,
    /// Money, whole yuan.
    pub amount_yuan: Option<i64>,
    /// Households.
    pub households: Option<i32>,
    /// People.
    pub persons: Option<i32>,
    /// People lifted out of poverty.
    pub persons_lifted: Option<i32>,
    /// How many of what `quantity_unit` says.
    pub quantity: Option<i32>,
    /// Cows, ambulances, …
    pub quantity_unit: String,
    /// The firm that it supports.
    pub employer_id: Option<Uuid>,
    /// Anything else.
    pub note: String,
}

impl Input {
    /// The same row without what its ledger does not have.
    #[must_use]
    pub fn of_ledger(mut self, ledger: Ledger) -> Self {
        let has = |field| fields_of(ledger).contains(&field);
        if !has(Field::Until) {
            self.until_date = None;
        }
        if !has(Field::FundSource) {
            self.fund_source.clear();
        }
        if !has(Field::Direction) {
            self.direction = None;
        }
        if !has(Field::Who) {
            self.who.clear();
        }
        self.amount_yuan = self.amount_yuan.filter(|_| has(Field::Amount));
        self.households = self.households.filter(|_| has(Field::Households));
        self.persons = self.persons.filter(|_| has(Field::Persons));
        self.persons_lifted = self.persons_lifted.filter(|_| has(Field::PersonsLifted));
        self.quantity = self.quantity.filter(|_| has(Field::Quantity));
        self.employer_id = self.employer_id.filter(|_| has(Field::Employer));
        if self.quantity.is_none() {
            self.quantity_unit.clear();
        }
        self
    }

    /// What is wrong with it.
    #[must_use]
    pub fn problems(&self, ledger: Ledger, today: NaiveDate) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !self.kind.is_some_and(|kind| kinds_of(ledger).contains(&kind)) {
            problems.push(Problem::new("kind", "problem-choose"));
        }
        match self.on_date {
            None => problems.push(Problem::new("on", "ledgers-problem-date")),
            Some(day) if day > today => problems.push(Problem::new("on", "ledgers-problem-future")),
            Some(day) if self.until_date.is_some_and(|until| until < day) => {
                problems.push(Problem::new("until", "ledgers-problem-until-early"));
            }
            Some(_) => {}
        }
        if region::county(&self.place_code).is_none() {
            problems.push(Problem::new("place", "ledgers-problem-place"));
        }
        let words = [
            ("name", &self.name, NAME_LETTERS),
            ("fund_source", &self.fund_source, WORD_LETTERS),
            ("who", &self.who, WORD_LETTERS),
            ("quantity_unit", &self.quantity_unit, 8),
            ("note", &self.note, NOTE_LETTERS),
        ];
        for (field, text, most) in words {
            if text.trim().chars().count() > most {
                problems.push(Problem::new(field, "problem-too-long").with("max", most));
            }
        }
        if self.name.trim().is_empty() {
            problems.push(Problem::new("name", "problem-required"));
        }
        for field in required(ledger) {
            if self.lacks(*field) {
                problems.push(Problem::new(field.name(), "problem-required"));
            }
        }
        problems.extend(self.slips());
        problems
    }

    fn lacks(&self, field: Field) -> bool {
        match field {
            Field::Amount => self.amount_yuan.is_none(),
            Field::Direction => self.direction.is_none(),
            Field::Persons => self.persons.is_none(),
            Field::Who => self.who.trim().is_empty(),
            _ => false,
        }
    }

    /// Numbers that are slips of the pen.
    fn slips(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.amount_yuan.is_some_and(|yuan| !(0..=MOST_YUAN).contains(&yuan)) {
            problems.push(Problem::new("amount_yuan", "ledgers-problem-amount"));
        }
        let counts = [
            ("households", self.households),
            ("persons", self.persons),
            ("persons_lifted", self.persons_lifted),
            ("quantity", self.quantity),
        ];
        for (field, count) in counts {
            if count.is_some_and(|count| !(0..=MOST_COUNTED).contains(&count)) {
                problems.push(Problem::new(field, "ledgers-problem-count"));
            }
        }
        if let (Some(all), Some(lifted)) = (self.persons, self.persons_lifted)
            && lifted > all
        {
            problems.push(Problem::new("persons_lifted", "ledgers-problem-lifted"));
        }
        if self.quantity.is_some() && self.quantity_unit.trim().is_empty() {
            problems.push(Problem::new("quantity_unit", "problem-required"));
        }
        problems
    }
}
