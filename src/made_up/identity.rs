//! Identity numbers that belong to nobody.

use chrono::{Datelike, NaiveDate};

use super::Sex;

/// The region that no real number starts with: GB/T 2260 assigns no code from 91 up.
const UNASSIGNED_REGION: &str = "999999";
/// Weights of GB 11643-1999, from the left.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters of GB 11643-1999 by the weighted sum modulo 11.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// How many numbers there are for one birthday and sex: the three-digit order is odd for men and even for women.
pub(super) const PER_BIRTHDAY: u16 = 500;

/// An 18-character number with a true check character. `sequence` counts people of one sex born on that day; it wraps at 500.
#[must_use]
pub fn identity_number(birth: NaiveDate, sex: Sex, sequence: u16) -> String {
    let order = sequence % PER_BIRTHDAY * 2 + u16::from(sex == Sex::Male);
    let mut number = format!(
        "{UNASSIGNED_REGION}{:04}{:02}{:02}{order:03}",
        birth.year(),
        birth.month(),
        birth.day()
    );
    let sum: u32 = number
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    number.extend(CHECKS.get(usize::try_from(sum % 11).unwrap_or(0)));
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_example_has_its_check_character() {
        // The weights and characters are those of the standard's example 11010519491231002X.
        let sum: u32 = "11010519491231002"
            .bytes()
            .zip(WEIGHTS)
            .map(|(d, w)| u32::from(d - b'0') * w)
            .sum();
        assert_eq!(CHECKS[sum as usize % 11], 'X');
    }

    #[test]
    fn the_last_digit_of_the_order_tells_the_sex() {
        let day = NaiveDate::from_ymd_opt(1980, 2, 29).expect("a leap day");
        let man = identity_number(day, Sex::Male, 7);
        let woman = identity_number(day, Sex::Female, 7);
        assert_eq!((&man[..17], &woman[..17]), ("99999919800229015", "99999919800229014"));
        assert_eq!(man.len(), 18);
    }
}
