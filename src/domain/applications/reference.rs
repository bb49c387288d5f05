//! The number that a person gets for an application: short enough to write on the hand, and proof against slips of pen and tongue.

use std::fmt;

use crate::domain::checks::typed;

/// Letters of a reference: no 0, O, 1, I or L. They are 31, a prime, so that the weighted sum below notices every single wrong letter and
/// every two letters that changed places.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Letters before the check letter: 31⁷ ≈ 27 thousand million references.
const RANDOM: usize = 7;

/// A reference such as `KT7M-4P29`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference(String);

impl Reference {
    /// The reference of seven random bytes. (256 is not a multiple of 31, so some letters are a little more frequent; that costs less than
    /// a fifth of a bit.)
    #[must_use]
    pub fn from_bytes(bytes: [u8; RANDOM]) -> Self {
        let digits = bytes.map(|byte| usize::from(byte) % ALPHABET.len());
        let letters: String = digits
            .iter()
            .chain([&check(&digits)])
            .map(|digit| char::from(ALPHABET[*digit]))
            .collect();
        Self(format!("{}-{}", &letters[..4], &letters[4..]))
    }

    /// A new one.
    #[must_use]
    pub fn fresh() -> Self {
        Self::from_bytes(rand::random())
    }

    /// What somebody typed: case, blanks and dashes do not matter. `None` if it cannot be a reference of ours.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let bare = typed::bare(typed).to_ascii_uppercase();
        let digits: Vec<usize> = bare
            .bytes()
            .map(|letter| ALPHABET.iter().position(|known| *known == letter))
            .collect::<Option<_>>()?;
        let (last, random) = digits.split_last()?;
        let fits = random.len() == RANDOM && check(random) == *last;
        fits.then(|| Self(format!("{}-{}", &bare[..4], &bare[4..])))
    }

    /// As it is stored and printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check(digits: &[usize]) -> usize {
    digits
        .iter()
        .zip(1..)
        .map(|(digit, weight)| digit * weight)
        .sum::<usize>()
        % ALPHABET.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_printed_is_read_again_however_it_is_typed(bytes: [u8; RANDOM]) {
            let reference = Reference::from_bytes(bytes);
            let sloppy = format!(" {} ", reference.as_str().to_lowercase().replace('-', " — "));
            prop_assert_eq!(Reference::parse(&sloppy), Some(reference));
        }

        #[test]
        fn one_wrong_letter_is_noticed(bytes: [u8; RANDOM], at in 0usize..8, other in 0usize..31) {
            let reference = Reference::from_bytes(bytes).as_str().replace('-', "");
            let mut letters = reference.clone().into_bytes();
            letters[at] = ALPHABET[other];
            let typed = String::from_utf8(letters).unwrap();
            prop_assert_eq!(Reference::parse(&typed).is_some(), typed == reference);
        }

        #[test]
        fn two_letters_that_changed_places_are_noticed(bytes: [u8; RANDOM], a in 0usize..7, b in 0usize..7) {
            let reference = Reference::from_bytes(bytes).as_str().replace('-', "");
            let mut letters = reference.clone().into_bytes();
            letters.swap(a, b);
            let typed = String::from_utf8(letters).unwrap();
            prop_assert_eq!(Reference::parse(&typed).is_some(), typed == reference);
        }
    }

    #[test]
    fn what_is_no_reference_is_none() {
        for text in ["", "KT7M", "KT7M-4P2O", "KT7M-4P29-2", "孔雀开屏孔雀开屏"] {
            assert_eq!(Reference::parse(text), None, "{text}");
        }
    }
}
