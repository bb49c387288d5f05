//! Telephone numbers: a worker's mobile, and the mobile, landline or service number of an employer.

use std::fmt;

use super::typed;

/// Why a text is not a telephone number. Carries no part of the number, so it may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneProblem {
    /// Nothing was typed.
    #[error("the phone number is empty")]
    Empty,
    /// `1.38E+10`: a spreadsheet threw digits away.
    #[error("a spreadsheet turned the phone number into scientific notation and lost digits")]
    ScientificNotation,
    /// Two numbers in one cell, or words beside the number.
    #[error("character {position} of the phone number is not a digit")]
    BadChar {
        /// Counted from 1.
        position: usize,
    },
    /// A mobile has eleven digits.
    #[error("the phone number has {found} digits instead of 11")]
    Length {
        /// Digits found.
        found: usize,
    },
    /// Eleven digits that do not begin with 13 to 19.
    #[error("a mobile number begins with 13 to 19")]
    NotMobile,
    /// No area code, an unknown shape of one, or too few digits behind it.
    #[error("a landline needs its area code and seven or eight digits")]
    NotLandline,
}

impl PhoneProblem {
    /// Stable key of the message shown to people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "phone-empty",
            Self::ScientificNotation => "phone-scientific-notation",
            Self::BadChar { .. } => "phone-bad-char",
            Self::Length { .. } => "phone-length",
            Self::NotMobile => "phone-not-mobile",
            Self::NotLandline => "phone-not-landline",
        }
    }
}

/// An eleven-digit mobile number of the mainland. Personal data: `Debug` shows the masked form.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mobile(String);

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile({})", self.masked())
    }
}

impl Mobile {
    /// Reads a number with +86, blanks, hyphens, full-width digits, or a `.0` from a spreadsheet (eleven digits
    /// survive that unharmed, unlike eighteen).
    pub fn parse(text: &str) -> Result<Self, PhoneProblem> {
        let bare = normalise(text);
        check_digits(&bare)?;
        if bare.len() != 11 {
            return Err(PhoneProblem::Length { found: bare.len() });
        }
        if is_mobile(&bare) {
            Ok(Self(bare))
        } else {
            Err(PhoneProblem::NotMobile)
        }
    }

    /// Eleven digits, as a `tel:` link needs them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `138****5678`, the form in which public lists may show it.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("{}****{}", &self.0[..3], self.last4())
    }

    /// The last four digits, by which staff search.
    #[must_use]
    pub fn last4(&self) -> &str {
        &self.0[7..]
    }
}

/// A number under which an employer answers. Published with the vacancy, so it is not masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmployerPhone {
    /// A mobile, possibly somebody's own.
    Mobile(Mobile),
    /// Area code and number joined by a hyphen, an extension after another: `022-28370000-801`.
    Landline(String),
    /// A 400 or 800 number, ten digits.
    Service(String),
}

impl EmployerPhone {
    /// Reads a mobile, a landline with its area code (an extension behind `转`, `分机`, `ext` or a hyphen), or a
    /// 400/800 number.
    pub fn parse(text: &str) -> Result<Self, PhoneProblem> {
        let (number, extension) = split_extension(text);
        let bare = normalise(&number);
        check_digits(&bare)?;
        if is_mobile(&bare) {
            return Ok(Self::Mobile(Mobile(bare)));
        }
        if bare.len() == 10 && (bare.starts_with("400") || bare.starts_with("800")) {
            return Ok(Self::Service(bare));
        }
        let (area, local) = split_area(&bare).ok_or(PhoneProblem::NotLandline)?;
        let tail = extension.map(|e| format!("-{e}")).unwrap_or_default();
        Ok(Self::Landline(format!("{area}-{local}{tail}")))
    }

    /// The number as shown and dialled.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mobile(mobile) => mobile.as_str(),
            Self::Landline(number) | Self::Service(number) => number,
        }
    }
}

/// Digits without blanks, marks and the country code. Idempotent for anything that is a number.
#[must_use]
pub fn normalise(text: &str) -> String {
    let bare: String = typed::bare(text)
        .chars()
        .filter(|c| !matches!(c, '(' | ')'))
        .collect();
    let whole = typed::without_zero_fraction(&bare).unwrap_or(&bare);
    for prefix in ["+86", "0086", "86", "0", "+860"] {
        // Only a full mobile behind the prefix makes it one: 86 and 0 also begin other numbers.
        if let Some(rest) = whole.strip_prefix(prefix).filter(|rest| is_mobile(rest)) {
            return rest.to_owned();
        }
    }
    match whole.strip_prefix("+86") {
        Some(rest) if rest.starts_with('0') => rest.to_owned(),
        Some(rest) => format!("0{rest}"),
        None => whole.to_owned(),
    }
}

fn check_digits(bare: &str) -> Result<(), PhoneProblem> {
    if bare.is_empty() {
        return Err(PhoneProblem::Empty);
    }
    if typed::is_scientific(bare) {
        return Err(PhoneProblem::ScientificNotation);
    }
    match bare.chars().position(|c| !c.is_ascii_digit()) {
        Some(at) => Err(PhoneProblem::BadChar { position: at + 1 }),
        None => Ok(()),
    }
}

fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11
        && bytes[0] == b'1'
        && matches!(bytes[1], b'3'..=b'9')
        && bytes.iter().all(u8::is_ascii_digit)
}

/// Area code and local number. 010 and 02x have three digits and eight behind them, all others four and seven or
/// eight (numbering plan, 电信网编号计划).
fn split_area(digits: &str) -> Option<(&str, &str)> {
    let area_len = match digits.as_bytes() {
        [b'0', b'1', b'0', ..]
        | [
            b'0',
            b'2',
            b'0' | b'1' | b'2' | b'3' | b'4' | b'5' | b'7' | b'8' | b'9',
            ..,
        ] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return None,
    };
    let (area, local) = digits.split_at_checked(area_len)?;
    let length_ok = local.len() == 8 || (area_len == 4 && local.len() == 7);
    (length_ok && !local.starts_with(['0', '1'])).then_some((area, local))
}

/// Takes a trailing extension of one to six digits off the number.
fn split_extension(text: &str) -> (String, Option<String>) {
    let folded: String = text
        .chars()
        .map(typed::fold_width)
        .collect::<String>()
        .to_ascii_lowercase();
    for mark in ["分机号", "分机", "转", "ext.", "ext"] {
        if let Some((number, tail)) = folded.split_once(mark) {
            let digits = typed::bare(tail);
            if is_extension(&digits) {
                return (number.to_owned(), Some(digits));
            }
        }
    }
    let groups: Vec<&str> = folded.split(typed::is_dash).collect();
    if let [area, local, tail] = groups.as_slice() {
        let (joined, tail) = (typed::bare(&format!("{area}{local}")), typed::bare(tail));
        if split_area(&joined).is_some() && is_extension(&tail) {
            return (joined, Some(tail));
        }
    }
    (folded, None)
}

fn is_extension(digits: &str) -> bool {
    (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mobile_is_read_in_every_usual_shape() {
        for typed in [
            "19900123456",
            "+86 199 0012 3456",
            "0086-199-0012-3456",
            "8619900123456",
            "019900123456",
            "１９９００１２３４５６",
            "19900123456.0",
            "'19900123456",
            "(+86)19900123456",
        ] {
            let mobile = Mobile::parse(typed).expect("the same mobile in another shape");
            assert_eq!(mobile.as_str(), "19900123456", "{typed}");
            assert_eq!(
                (mobile.masked().as_str(), mobile.last4()),
                ("199****3456", "3456")
            );
        }
    }

    #[test]
    fn each_refusal_says_what_is_wrong() {
        use PhoneProblem as P;
        for (typed, problem) in [
            ("", P::Empty),
            ("1.99E+10", P::ScientificNotation),
            ("19900123456/19900123457", P::BadChar { position: 12 }),
            ("1990012345", P::Length { found: 10 }),
            ("12900123456", P::NotMobile),
        ] {
            assert_eq!(Mobile::parse(typed).err(), Some(problem), "{typed}");
        }
    }

    #[test]
    fn employers_answer_on_landlines_too() {
        for (typed, shown) in [
            ("022-28370000", "022-28370000"),
            ("(0933) 8210000", "0933-8210000"),
            ("+86 22 2837 0000", "022-28370000"),
            ("02228370000转801", "022-28370000-801"),
            ("022-28370000-801", "022-28370000-801"),
            ("400-000-1234", "4000001234"),
            ("199 0012 3456", "19900123456"),
        ] {
            assert_eq!(
                EmployerPhone::parse(typed)
                    .expect("a number in use")
                    .as_str(),
                shown,
                "{typed}"
            );
        }
        for typed in ["28370000", "022-283700", "026-28370000", "0933-08210000"] {
            assert_eq!(
                EmployerPhone::parse(typed).err(),
                Some(PhoneProblem::NotLandline),
                "{typed}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>(), near in "[+]?[0-9 ()转-]{0,20}") {
            for typed in [&text, &near] {
                let _ = (Mobile::parse(typed), EmployerPhone::parse(typed));
            }
        }

        #[test]
        fn made_up_mobiles_round_trip(tail in 0u32..1_000_000) {
            let typed = format!("19900{tail:06}");
            let mobile = Mobile::parse(&typed);
            prop_assert_eq!(mobile.as_ref().map(Mobile::as_str), Ok(typed.as_str()));
            let shown = format!("{mobile:?}");
            prop_assert!(!shown.contains(&typed));
        }
    }
}
