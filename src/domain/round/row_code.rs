//! The code of one row of a printed list, such as `KT7M-12-H`: the sheet's four letters, the number of the row, and a check letter that
//! notices every single slip of the pen.

use std::fmt;

use crate::domain::checks::typed;

/// Letters of codes: no 0, O, 1, I or L. They are 31, a prime.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Letters of a sheet.
const LETTERS: usize = 4;
/// Most rows of a sheet: three digits.
pub const MOST_ROWS: i32 = 999;
/// How much a step of the row's number moves the check letter. Any number that 31 does not divide would do.
const ROW_WEIGHT: usize = 7;

/// The four letters of a sheet, out of four random bytes: 31⁴ ≈ 920 thousand sheets.
#[must_use]
pub fn sheet_code(bytes: [u8; LETTERS]) -> String {
    bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]))
        .collect()
}

/// The code of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowCode {
    /// The sheet's letters.
    pub sheet: String,
    /// The number of the row, from 1.
    pub number: i32,
}

impl RowCode {
    /// What somebody typed: case, blanks and dashes do not matter. `None` if it cannot be a code of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bare = typed::bare(text).to_ascii_uppercase();
        if !bare.is_ascii() || bare.len() < LETTERS + 2 {
            return None;
        }
        let (sheet, rest) = bare.split_at(LETTERS);
        let (number, check) = rest.split_at(rest.len() - 1);
        let code = Self {
            sheet: sheet.to_owned(),
            number: number.parse().ok().filter(|number| (1..=MOST_ROWS).contains(number))?,
        };
        (number.len() <= 3 && code.check()? == check.chars().next()?).then_some(code)
    }

    /// The check letter; `None` if the sheet's letters are none of ours.
    fn check(&self) -> Option<char> {
        let mut sum = usize::try_from(self.number).ok()? * ROW_WEIGHT;
        for (letter, weight) in self.sheet.bytes().zip(1..) {
            sum += weight * ALPHABET.iter().position(|known| *known == letter)?;
        }
        Some(char::from(ALPHABET[sum % ALPHABET.len()]))
    }
}

impl fmt::Display for RowCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{}", self.sheet, self.number, self.check().unwrap_or('?'))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(bytes: [u8; 4], number: i32) -> RowCode {
        RowCode {
            sheet: sheet_code(bytes),
            number,
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again_however_it_is_typed(bytes: [u8; 4], number in 1i32..=999) {
            let code = code(bytes, number);
            let sloppy = format!(" {} ", code.to_string().to_lowercase().replace('-', " "));
            prop_assert_eq!(RowCode::parse(&sloppy), Some(code));
        }

        #[test]
        fn one_wrong_letter_or_digit_is_noticed(bytes: [u8; 4], number in 1i32..=999, at in 0usize..8, other in 0u8..36) {
            let text = code(bytes, number).to_string().replace('-', "");
            let mut letters = text.clone().into_bytes();
            let at = at % letters.len();
            letters[at] = if other < 10 { b'0' + other } else { b'A' + other - 10 };
            let typed = String::from_utf8(letters).unwrap();
            prop_assert_eq!(RowCode::parse(&typed).is_some(), typed == text);
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in ["", "KT7M", "KT7M-H", "KT7M-0-2", "KT7M-1000-2", "孔雀开屏1H"] {
            assert_eq!(RowCode::parse(text), None, "{text}");
        }
    }
}
