//! What stands in a cell, before it has words.

use chrono::NaiveDate;
use entity::codes::Code;

use crate::domain::workers::NameCard;
use crate::domain::workshops::sums;
use crate::reference::{occupation, region};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing is known.
    #[default]
    Empty,
    /// As it was written.
    Text(String),
    /// A person, whole and masked: who only looks sees the second.
    Name(String, String),
    /// A whole number.
    Number(i64),
    /// Money, in fen.
    Yuan(i64),
    /// A day.
    Day(NaiveDate),
    /// Values of short code lists: name of the list, key.
    Words(Vec<(&'static str, &'static str)>),
    /// A sentence of its own: key in the locale files.
    Sentence(String),
    /// Yes or no.
    Flag(bool),
}

/// The words of a register in the reader's language.
pub struct Words<'w> {
    /// The words of a key of the locale files.
    pub text: &'w (dyn Fn(&str) -> String + Sync),
    /// The words of a value of a short code list: name of the list, key.
    pub label: &'w (dyn Fn(&str, &str) -> String + Sync),
    /// What stands between several values.
    pub separator: String,
    /// Whether names are masked for this reader.
    pub names_masked: bool,
}

impl Value {
    /// A text; nothing if it is empty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// The code of a list.
    #[must_use]
    pub fn code<C: Code>(code: C) -> Self {
        Self::Words(vec![(C::LIST, code.key())])
    }

    /// The code of a list, if there is one.
    #[must_use]
    pub fn maybe<C: Code>(code: Option<C>) -> Self {
        code.map_or(Self::Empty, Self::code)
    }

    /// A number, if there is one.
    #[must_use]
    pub fn number(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.into()))
    }

    /// A day, if there is one.
    #[must_use]
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// A yes or no, if it is known.
    #[must_use]
    pub fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Empty, Self::Flag)
    }

    /// A person.
    #[must_use]
    pub fn name(card: &NameCard) -> Self {
        Self::Name(card.name.clone(), card.masked.clone())
    }

    /// The township, then the village, of a home.
    #[must_use]
    pub fn home(code: &str) -> [Self; 2] {
        let town = region::township(code).or_else(|| region::county(code));
        let village = region::get(code).filter(|place| place.level == 5);
        [town, village].map(|place| Self::text(place.map(|place| place.name).unwrap_or_default()))
    }

    /// A place with everything around it.
    #[must_use]
    pub fn place(code: &str) -> Self {
        if code.is_empty() {
            Self::Empty
        } else {
            Self::text(region::full_name(code))
        }
    }

    /// A trade.
    #[must_use]
    pub fn trade(code: &str) -> Self {
        Self::text(occupation::get(code).map_or(code, |found| found.name))
    }

    /// The words of the cell.
    #[must_use]
    pub fn words(&self, words: &Words<'_>) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Name(whole, masked) => if words.names_masked { masked } else { whole }.clone(),
            Self::Number(number) => number.to_string(),
            Self::Yuan(fen) => sums::yuan(*fen),
            Self::Day(day) => day.to_string(),
            Self::Words(codes) => {
                let told: Vec<String> = codes.iter().map(|(list, key)| (words.label)(list, key)).collect();
                told.join(&words.separator)
            }
            Self::Sentence(key) => (words.text)(key),
            Self::Flag(true) => (words.text)("register-yes"),
            Self::Flag(false) => (words.text)("register-no"),
        }
    }
}
