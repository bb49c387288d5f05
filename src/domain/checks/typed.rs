//! What hands and spreadsheets do to a number before it reaches us.
//!
//! The six shapes in which townships send the same identity number (blanks inside, full-width digits, lower-case x,
//! a leading apostrophe, hyphens, quotes) also happen to credit codes and phones, so the folding is shared.

/// Folds a full-width form (U+FF01 to U+FF5E) to ASCII and the ideographic space to a space; leaves the rest alone.
#[must_use]
pub fn fold_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Blanks, control and zero-width characters: what no reader sees and every copy from a chat window carries.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}')
}

/// The quotes that mark a cell as text, typed or left over from an export.
fn is_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '`' | '\u{00B4}' | '\u{2018}'..='\u{201F}' | '\u{2032}' | '\u{2033}'
    )
}

/// Hyphens and dashes used to group digits.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}'
    )
}

/// A number as typed, without blanks, invisible characters, quotes and dashes, with full-width forms folded.
/// Letter case is left to the caller. Idempotent.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars()
        .map(fold_width)
        .filter(|&c| !is_invisible(c) && !is_quote(c) && !is_dash(c))
        .collect()
}

/// Whether `bare` text is a number in scientific notation such as `6.20802E+17`: digits are already lost.
#[must_use]
pub fn is_scientific(bare: &str) -> bool {
    let Some((mantissa, exponent)) = bare.split_once(['e', 'E']) else {
        return false;
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let mantissa_ok = match mantissa.split_once('.') {
        Some((whole, fraction)) => digits(whole) && (fraction.is_empty() || digits(fraction)),
        None => digits(mantissa),
    };
    mantissa_ok && digits(exponent.strip_prefix('+').unwrap_or(exponent))
}

/// Cuts a `.0` (or `.00`) that a spreadsheet put behind a whole number; `None` if there is none.
#[must_use]
pub fn without_zero_fraction(bare: &str) -> Option<&str> {
    let (whole, fraction) = bare.split_once('.')?;
    (!fraction.is_empty() && fraction.bytes().all(|b| b == b'0')).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_usual_shapes_become_one() {
        for typed in [
            "１２３ ４５",
            "'12345",
            "12-345",
            "\u{feff}1\u{200b}2345\t",
            "“12345”",
            "12—345",
        ] {
            assert_eq!(bare(typed), "12345", "{typed:?}");
        }
    }

    #[test]
    fn scientific_notation_is_recognised_and_credit_codes_are_not() {
        for lost in ["6.20802E+17", "6.20802e17", "1.38E+10", "6E+17"] {
            assert!(is_scientific(lost), "{lost}");
        }
        for fine in [
            "9144030071526726XG",
            "91E",
            "E12",
            "12",
            "9133010E799655058B",
        ] {
            assert!(!is_scientific(fine), "{fine}");
        }
    }

    proptest! {
        #[test]
        fn bare_is_idempotent(text in any::<String>()) {
            let once = bare(&text);
            prop_assert_eq!(bare(&once), once);
        }
    }
}
