//! What stands in the registers. The order is that of the forms that counties file; the words are `register-column-{key}`.

use super::Register;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A few letters.
    Short,
    /// A name or a place.
    Text,
    /// A sentence.
    Long,
    /// A number, to the right.
    Number,
    /// A day.
    Day,
    /// An identity number or a phone: masked unless two people agreed to the full one.
    Secret,
}

impl Shape {
    /// Its width in a workbook, in digits.
    #[must_use]
    pub const fn width(self) -> u8 {
        match self {
            Self::Short => 10,
            Self::Text => 20,
            Self::Long => 32,
            Self::Number => 9,
            Self::Day => 12,
            Self::Secret => 21,
        }
    }
}

/// A column of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Key of its words and of layouts.
    pub key: &'static str,
    /// How it is set.
    pub shape: Shape,
}

const fn short(key: &'static str) -> Column {
    Column {
        key,
        shape: Shape::Short,
    }
}

const fn text(key: &'static str) -> Column {
    Column {
        key,
        shape: Shape::Text,
    }
}

const fn long(key: &'static str) -> Column {
    Column {
        key,
        shape: Shape::Long,
    }
}

const fn number(key: &'static str) -> Column {
    Column {
        key,
        shape: Shape::Number,
    }
}

const fn day(key: &'static str) -> Column {
    Column { key, shape: Shape::Day }
}

const fn secret(key: &'static str) -> Column {
    Column {
        key,
        shape: Shape::Secret,
    }
}

static LABOUR: &[Column] = &[
    text("township"),
    text("village"),
    short("name"),
    short("sex"),
    number("age"),
    secret("id-number"),
    short("household"),
    short("education"),
    text("skills"),
    short("ability"),
    short("status"),
    long("wants"),
    secret("phone"),
    day("updated"),
];

static WANTING: &[Column] = &[
    text("township"),
    text("village"),
    short("name"),
    short("sex"),
    number("age"),
    short("household"),
    short("education"),
    text("skills"),
    text("want-places"),
    text("want-trades"),
    number("want-pay"),
    day("earliest"),
    number("introduced"),
    short("result"),
    secret("phone"),
    day("updated"),
];

static POSTS: &[Column] = &[
    text("employer"),
    text("credit-code"),
    text("title"),
    text("work-place"),
    number("headcount"),
    number("filled"),
    short("pay-form"),
    number("pay-min"),
    number("pay-max"),
    number("pay-hour"),
    short("lodging"),
    short("meals"),
    short("insurance"),
    short("shift"),
    long("conditions"),
    day("valid-until"),
    short("post-state"),
    short("checked-by"),
    day("checked-on"),
];

static AWAY: &[Column] = &[
    text("township"),
    text("village"),
    short("name"),
    secret("id-number"),
    short("household"),
    text("work-place"),
    text("employer"),
    text("trade"),
    day("started"),
    day("ended"),
    number("pay-month"),
    short("channel"),
    short("organised"),
    short("contract"),
    secret("phone"),
    day("last-check"),
    short("placement-state"),
];

static FAIRS: &[Column] = &[
    text("fair"),
    short("fair-kind"),
    day("fair-day"),
    text("place"),
    text("organiser"),
    number("enterprises"),
    number("posts"),
    number("headcount"),
    number("visitors"),
    number("entries"),
    number("consultations"),
    number("intending"),
    number("hired"),
    short("reported"),
];

static RIDES: &[Column] = &[
    text("ride"),
    day("ride-day"),
    short("vehicle"),
    number("seat"),
    short("name"),
    short("sex"),
    number("age"),
    secret("id-number"),
    secret("phone"),
    text("township"),
    text("village"),
    text("pick-up"),
    short("contact"),
    text("employer"),
    short("ride-state"),
    day("handed-over"),
    text("signature"),
];

static WAGES: &[Column] = &[
    text("workshop"),
    short("month"),
    short("name"),
    secret("id-number"),
    secret("phone"),
    short("household"),
    short("contract"),
    number("days"),
    number("hours"),
    text("pieces"),
    number("by-piece"),
    number("by-hour"),
    number("other"),
    number("deducted"),
    text("deduct-reason"),
    number("due-pay"),
    number("paid-pay"),
    day("paid-on"),
    short("paid-way"),
    short("signed"),
];

static TRAININGS: &[Column] = &[
    text("class-number"),
    text("training"),
    short("training-kind"),
    text("institution"),
    day("first-day"),
    day("last-day"),
    short("name"),
    short("sex"),
    number("age"),
    secret("id-number"),
    short("household"),
    text("township"),
    text("village"),
    secret("phone"),
    number("hours-there"),
    number("hours-all"),
    number("score"),
    short("passed"),
    text("certificate"),
    short("seat-state"),
];

static SUBSIDIES: &[Column] = &[
    text("township"),
    text("village"),
    short("payee"),
    secret("id-number"),
    short("household"),
    text("policy"),
    text("document"),
    short("claim-period"),
    text("employer"),
    text("work-place"),
    day("work-from"),
    day("work-until"),
    number("subsidy-yuan"),
    short("account"),
    secret("phone"),
    day("claimed-on"),
    short("claim-state"),
    day("paid-on"),
];

static CALLS: &[Column] = &[
    text("township"),
    short("name"),
    text("employer"),
    day("started"),
    number("call-day"),
    day("due"),
    day("called"),
    short("call-channel"),
    short("reached"),
    short("on-post"),
    short("paid"),
    short("has-contract"),
    short("insured"),
    text("problems"),
    long("note"),
];

static CASES: &[Column] = &[
    day("opened"),
    text("township"),
    short("name"),
    text("employer"),
    short("case-kind"),
    long("what"),
    number("amount"),
    text("case-owner"),
    text("referred"),
    short("case-state"),
    long("result"),
    day("closed"),
];

static PROGRESS: &[Column] = &[
    text("plan"),
    text("figure"),
    short("unit"),
    text("place"),
    number("target"),
    number("done"),
    number("rate"),
    number("last-year"),
    number("rank"),
];

static QUALITY: &[Column] = &[
    text("check"),
    short("national"),
    text("township"),
    text("village"),
    short("name"),
    text("employer"),
    day("day"),
];

static NATIONAL: &[Column] = &[
    short("name"),
    secret("id-number"),
    number("subsidy-yuan"),
    short("from-month"),
    short("until-month"),
    secret("phone"),
    text("province"),
    text("city"),
    text("county"),
];

impl Register {
    /// Its columns, all of them, in order.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Labour => LABOUR,
            Self::Wanting => WANTING,
            Self::Posts => POSTS,
            Self::Away => AWAY,
            Self::Fairs => FAIRS,
            Self::Rides => RIDES,
            Self::Calls => CALLS,
            Self::Wages => WAGES,
            Self::Trainings => TRAININGS,
            Self::Subsidies => SUBSIDIES,
            Self::Cases => CASES,
            Self::Progress => PROGRESS,
            Self::Quality => QUALITY,
            Self::National => NATIONAL,
        }
    }

    /// Whether it needs the large sheet: A3 across instead of A4.
    #[must_use]
    pub fn is_wide(self) -> bool {
        self.columns().len() > 13
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_register_has_a_column_twice() {
        for register in Register::ALL {
            let mut seen = HashSet::new();
            for column in register.columns() {
                assert!(seen.insert(column.key), "{register:?} {}", column.key);
            }
        }
    }
}
