//! Resident identity numbers (GB 11643-1999): eighteen characters, the last a check digit.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use zeroize::Zeroizing;

use super::typed;

/// Weights of the seventeen leading digits, GB 11643-1999 (ISO 7064 MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by the weighted sum modulo 11.
const CHECK: &[u8; 11] = b"10X98765432";
/// No region has this code (GB/T 2260 ends at 82xxxx), so a made-up person can never share a real person's number.
const UNASSIGNED_REGION: &str = "999999";
/// Nobody living was born before this year; an earlier one is a slip of the hand.
const EARLIEST_YEAR: i32 = 1900;

/// Sex as the seventeenth digit of the number states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// 男: the seventeenth digit is odd.
    Male,
    /// 女: the seventeenth digit is even.
    Female,
}

/// Why a text is not an identity number. Carries no part of the number, so it may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdNumberProblem {
    /// Nothing was typed.
    #[error("the identity number is empty")]
    Empty,
    /// Fifteen digits: the number of the first-generation card, void since 2013.
    #[error(
        "this is an old fifteen-digit number; take the eighteen-digit number from the present card"
    )]
    OldFifteenDigits,
    /// `6.20802E+17`: the spreadsheet kept six digits and threw twelve away.
    #[error("a spreadsheet turned the number into scientific notation and lost its last digits")]
    ScientificNotation,
    /// The last three digits are 000 (or `.0` follows) and the check digit does not fit: a float keeps fifteen digits.
    #[error("a spreadsheet rounded the number; its last three digits are lost")]
    RoundedBySpreadsheet,
    /// Twenty or twenty-two characters: the number of a disability certificate. Use [`base_of_disability_card`].
    #[error("this is the number of a disability certificate, not of an identity card")]
    DisabilityCard,
    /// Not eighteen characters.
    #[error("the identity number has {found} characters instead of 18")]
    Length {
        /// Characters left after blanks and marks were taken out.
        found: usize,
    },
    /// A character that is not a digit, or an X that is not the last.
    #[error("character {position} of the identity number is not a digit")]
    BadChar {
        /// Counted from 1.
        position: usize,
    },
    /// Digits 7 to 14 are not a date of the calendar, or one before 1900.
    #[error("digits 7 to 14 of the identity number are not a date of birth")]
    NoSuchDate,
    /// The date of birth is later than today.
    #[error("the date of birth in the identity number is in the future")]
    FutureDate,
    /// The last character does not fit the others: at least one of them is wrong.
    #[error("the last character of the identity number does not fit the others")]
    CheckDigit,
}

impl IdNumberProblem {
    /// Stable key of the message shown to people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "id-number-empty",
            Self::OldFifteenDigits => "id-number-old-fifteen-digits",
            Self::ScientificNotation => "id-number-scientific-notation",
            Self::RoundedBySpreadsheet => "id-number-rounded-by-spreadsheet",
            Self::DisabilityCard => "id-number-disability-card",
            Self::Length { .. } => "id-number-length",
            Self::BadChar { .. } => "id-number-bad-char",
            Self::NoSuchDate => "id-number-no-such-date",
            Self::FutureDate => "id-number-future-date",
            Self::CheckDigit => "id-number-check-digit",
        }
    }
}

/// A valid identity number. Wiped from memory when dropped; never printed in full.
#[derive(Clone, PartialEq, Eq)]
pub struct IdNumber {
    digits: Zeroizing<String>,
    birth: NaiveDate,
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdNumber({})", self.masked())
    }
}

impl IdNumber {
    /// Reads a number in any of the shapes people send it in. `today` decides what is in the future.
    ///
    /// Whether the region code is known is not asked here: codes were revised many times and old cards keep theirs.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, IdNumberProblem> {
        let bare = Zeroizing::new(normalise(text));
        check_shape(&bare)?;
        let birth = birth_of(&bare).ok_or(IdNumberProblem::NoSuchDate)?;
        if birth > today {
            return Err(IdNumberProblem::FutureDate);
        }
        if bare.as_bytes().last() != Some(&check_char(&bare.as_bytes()[..17])) {
            return Err(if bare.ends_with("000") {
                IdNumberProblem::RoundedBySpreadsheet
            } else {
                IdNumberProblem::CheckDigit
            });
        }
        Ok(Self {
            digits: bare,
            birth,
        })
    }

    /// A number of a made-up person, with region 999999 and a right check digit. Equal arguments give equal numbers;
    /// 500 different seeds are told apart per sex and day.
    #[must_use]
    pub fn synthetic(seed: u64, sex: Sex, birth: NaiveDate) -> Self {
        let odd = u64::from(sex == Sex::Male);
        let order = (seed % 500) * 2 + odd;
        let year = birth.year().rem_euclid(10_000);
        let mut digits = Zeroizing::new(format!(
            "{UNASSIGNED_REGION}{year:04}{:02}{:02}{order:03}",
            birth.month(),
            birth.day()
        ));
        let check = check_char(digits.as_bytes());
        digits.push(char::from(check));
        Self { digits, birth }
    }

    /// The full number, for encryption and for the keyed hash only.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.digits
    }

    /// Sex by the seventeenth digit.
    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.digits.as_bytes()[16] % 2 == 1 {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    /// Date of birth, digits 7 to 14.
    #[must_use]
    pub fn birth_date(&self) -> NaiveDate {
        self.birth
    }

    /// Six digits of the region that issued the first card (GB/T 2260, possibly a code since withdrawn).
    #[must_use]
    pub fn region_code(&self) -> &str {
        &self.digits[..6]
    }

    /// Full years of age on `date`; 0 before birth. Age is completed the day after the birthday's eve, that is on the
    /// birthday itself; 29 February is counted on 1 March in other years.
    #[must_use]
    pub fn age_on(&self, date: NaiveDate) -> u32 {
        date.years_since(self.birth).unwrap_or(0)
    }

    /// The last four characters, by which staff tell namesakes apart on the phone.
    #[must_use]
    pub fn last4(&self) -> &str {
        &self.digits[14..]
    }

    /// First three and last four characters with stars between, length preserved: `620***********1234`.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("{}***********{}", &self.digits[..3], self.last4())
    }

    /// Whether the number ends in 000 although its check digit fits. One in eleven numbers that a spreadsheet rounded
    /// looks like this, one in about a thousand true ones: an import should ask a person to look.
    #[must_use]
    pub fn maybe_rounded(&self) -> bool {
        self.digits.ends_with("000")
    }
}

/// The identity number inside the number of a disability certificate (残疾人证): eighteen characters, kind (1–7),
/// degree (1–4) and, on a replaced card, `B` and a digit. Kind and degree are health data and are thrown away here.
pub fn base_of_disability_card(text: &str, today: NaiveDate) -> Result<IdNumber, IdNumberProblem> {
    let bare = Zeroizing::new(normalise(text));
    if !is_disability_card(&bare) {
        let found = bare.chars().count();
        return Err(if matches!(found, 20 | 22) {
            IdNumberProblem::BadChar {
                position: first_bad_char(&bare, 18).unwrap_or(19),
            }
        } else {
            IdNumberProblem::Length { found }
        });
    }
    IdNumber::parse(&bare[..18], today)
}

/// The text without blanks, marks and full-width forms, with every sort of x as `X`. Idempotent.
#[must_use]
pub fn normalise(text: &str) -> String {
    typed::bare(text)
        .chars()
        .map(|c| match c {
            // Letters and signs that look like an X and are typed for one: multiplication sign, Cyrillic, Greek.
            'x' | '\u{00D7}' | '\u{0425}' | '\u{0445}' | '\u{03A7}' | '\u{03C7}' => 'X',
            other => other,
        })
        .collect()
}

/// Refuses what cannot be a number before its digits are looked at.
fn check_shape(bare: &str) -> Result<(), IdNumberProblem> {
    let found = bare.chars().count();
    if found == 0 {
        return Err(IdNumberProblem::Empty);
    }
    if typed::is_scientific(bare) {
        return Err(IdNumberProblem::ScientificNotation);
    }
    if typed::without_zero_fraction(bare).is_some_and(|whole| whole.len() >= 17) {
        return Err(IdNumberProblem::RoundedBySpreadsheet);
    }
    if is_disability_card(bare) {
        return Err(IdNumberProblem::DisabilityCard);
    }
    if found == 15 && bare.bytes().all(|b| b.is_ascii_digit()) {
        return Err(IdNumberProblem::OldFifteenDigits);
    }
    if found != 18 {
        return Err(IdNumberProblem::Length { found });
    }
    match first_bad_char(bare, 18) {
        Some(position) => Err(IdNumberProblem::BadChar { position }),
        None => Ok(()),
    }
}

/// Position (from 1) of the first character among the first `count` that may not stand there.
fn first_bad_char(bare: &str, count: usize) -> Option<usize> {
    bare.chars()
        .take(count)
        .enumerate()
        .find(|&(i, c)| !(c.is_ascii_digit() || (i == 17 && c == 'X')))
        .map(|(i, _)| i + 1)
}

fn is_disability_card(bare: &str) -> bool {
    let bytes = bare.as_bytes();
    if !bare.is_ascii() || !matches!(bytes.len(), 20 | 22) || first_bad_char(bare, 18).is_some() {
        return false;
    }
    let replaced =
        bytes.len() == 20 || (bytes[20].eq_ignore_ascii_case(&b'B') && bytes[21].is_ascii_digit());
    matches!(bytes[18], b'1'..=b'7') && matches!(bytes[19], b'1'..=b'4') && replaced
}

fn birth_of(digits: &str) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(part(6, 10)?).ok()?;
    if year < EARLIEST_YEAR {
        return None;
    }
    NaiveDate::from_ymd_opt(year, part(10, 12)?, part(12, 14)?)
}

fn check_char(first17: &[u8]) -> u8 {
    let sum: u32 = first17
        .iter()
        .zip(WEIGHTS)
        .map(|(&d, w)| u32::from(d - b'0') * w)
        .sum();
    CHECK[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a date written in a test")
    }

    fn parse(text: &str) -> Result<IdNumber, IdNumberProblem> {
        IdNumber::parse(text, day(2026, 7, 1))
    }

    #[test]
    fn the_example_of_the_standard_passes_in_every_shape() {
        for typed in [
            "11010519491231002X",
            "11010519491231002x",
            "１１０１０５１９４９１２３１００２Ｘ",
            "'11010519491231002X",
            "110105 19491231 002X",
            "110105-19491231-002X",
            "\u{200b}11010519491231002×\n",
            "“11010519491231002X”",
        ] {
            let id = parse(typed).expect("the same number in another shape");
            assert_eq!(id.expose(), "11010519491231002X", "{typed:?}");
            assert_eq!(
                (id.sex(), id.birth_date(), id.region_code()),
                (Sex::Female, day(1949, 12, 31), "110105")
            );
            assert_eq!(
                (id.masked().as_str(), id.last4()),
                ("110***********002X", "002X")
            );
        }
    }

    #[test]
    fn each_refusal_says_what_is_wrong() {
        use IdNumberProblem as P;
        for (typed, problem) in [
            (" ", P::Empty),
            ("999999750101001", P::OldFifteenDigits),
            ("6.20802E+17", P::ScientificNotation),
            ("999999197501010000", P::RoundedBySpreadsheet),
            ("999999197501010000.0", P::RoundedBySpreadsheet),
            ("9999991975010", P::Length { found: 13 }),
            ("99999919750101O017", P::BadChar { position: 15 }),
            ("9999991975010100X7", P::BadChar { position: 17 }),
            ("999999197502300010", P::NoSuchDate),
            ("999999187502280010", P::NoSuchDate),
            ("999999202607020010", P::FutureDate),
            ("110105194912310021", P::CheckDigit),
            ("11010519491231002X43", P::DisabilityCard),
            ("11010519491231002X43B1", P::DisabilityCard),
        ] {
            assert_eq!(parse(typed).err(), Some(problem), "{typed}");
        }
    }

    #[test]
    fn a_disability_certificate_yields_its_base_and_nothing_of_the_health_part() {
        for typed in ["11010519491231002X43", "11010519491231002x43b1"] {
            let id = base_of_disability_card(typed, day(2026, 7, 1))
                .expect("a well-formed certificate number");
            assert_eq!(id.expose(), "11010519491231002X");
        }
        for (typed, problem) in [
            ("11010519491231002X", IdNumberProblem::Length { found: 18 }),
            (
                "11010519491231002X83",
                IdNumberProblem::BadChar { position: 19 },
            ),
            (
                "1101051949123100AX43",
                IdNumberProblem::BadChar { position: 17 },
            ),
        ] {
            assert_eq!(
                base_of_disability_card(typed, day(2026, 7, 1)).err(),
                Some(problem),
                "{typed}"
            );
        }
    }

    #[test]
    fn debug_shows_the_masked_form_only() {
        let id = IdNumber::synthetic(7, Sex::Male, day(1975, 1, 1));
        assert_eq!(format!("{id:?}"), format!("IdNumber({})", id.masked()));
        assert!(!format!("{id:?}").contains("1975"));
    }

    #[test]
    fn age_counts_full_years() {
        let id = IdNumber::synthetic(1, Sex::Female, day(2008, 2, 29));
        assert_eq!(id.age_on(day(2024, 2, 28)), 15);
        assert_eq!(id.age_on(day(2024, 2, 29)), 16);
        assert_eq!(id.age_on(day(2026, 2, 28)), 17);
        assert_eq!(id.age_on(day(2026, 3, 1)), 18);
        assert_eq!(id.age_on(day(2000, 1, 1)), 0);
    }

    fn any_synthetic() -> impl Strategy<Value = IdNumber> {
        (any::<u64>(), any::<bool>(), 0u64..45_000).prop_map(|(seed, male, days)| {
            let sex = if male { Sex::Male } else { Sex::Female };
            IdNumber::synthetic(seed, sex, day(1900, 1, 1) + chrono::Days::new(days))
        })
    }

    proptest! {
        #[test]
        fn synthetic_numbers_round_trip(id in any_synthetic()) {
            prop_assert_eq!(id.region_code(), UNASSIGNED_REGION);
            prop_assert_eq!(parse(id.expose()), Ok(id));
        }

        #[test]
        fn one_wrong_character_is_always_caught(id in any_synthetic(), at in 0usize..18, other in 0u8..10) {
            let mut wrong = id.expose().to_owned();
            let digit = char::from(b'0' + other).to_string();
            prop_assume!(wrong[at..=at] != digit);
            wrong.replace_range(at..=at, &digit);
            prop_assert!(parse(&wrong).is_err());
        }

        #[test]
        fn no_text_panics(text in any::<String>(), near in "[0-9xX ]{0,24}B?[0-9]?") {
            prop_assert_eq!(normalise(&normalise(&text)), normalise(&text));
            for typed in [&text, &near] {
                let _ = base_of_disability_card(typed, day(2026, 7, 1));
                let _ = parse(typed);
            }
        }
    }
}
