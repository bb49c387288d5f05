//! Unified social credit codes (GB 32100-2015): what a firm, a co-operative or a household business is registered as.

use super::typed;

/// The 31 characters of the code: digits and capitals without I, O, S, V, Z (GB 32100-2015).
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weights 3^i mod 31 of the seventeen leading characters.
const WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
/// No region has this code, so a made-up firm never carries a real firm's code.
const UNASSIGNED_REGION: &str = "999999";

/// Why a text is not a credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeProblem {
    /// Nothing was typed.
    #[error("the credit code is empty")]
    Empty,
    /// `9.1440E+17`: a spreadsheet threw digits away.
    #[error("a spreadsheet turned the code into scientific notation and lost its last digits")]
    ScientificNotation,
    /// Fifteen digits: the business registration number in use before October 2015.
    #[error(
        "this is an old fifteen-digit registration number; take the eighteen-character code from the licence"
    )]
    OldRegistrationNumber,
    /// Not eighteen characters.
    #[error("the credit code has {found} characters instead of 18")]
    Length {
        /// Characters left after blanks and marks were taken out.
        found: usize,
    },
    /// I, O, S, V or Z: not in use because they look like 1, 0, 5, U and 2.
    #[error(
        "character {position} is {found}, which the standard leaves out because it looks like another one"
    )]
    LookAlike {
        /// Counted from 1.
        position: usize,
        /// The letter as typed, in upper case.
        found: char,
    },
    /// Any other character that does not belong to the alphabet.
    #[error("character {position} of the credit code is neither a digit nor a letter")]
    BadChar {
        /// Counted from 1.
        position: usize,
    },
    /// The last character does not fit the others.
    #[error("the last character of the credit code does not fit the others")]
    CheckChar,
}

impl CreditCodeProblem {
    /// Stable key of the message shown to people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "credit-code-empty",
            Self::ScientificNotation => "credit-code-scientific-notation",
            Self::OldRegistrationNumber => "credit-code-old-registration-number",
            Self::Length { .. } => "credit-code-length",
            Self::LookAlike { .. } => "credit-code-look-alike",
            Self::BadChar { .. } => "credit-code-bad-char",
            Self::CheckChar => "credit-code-check-char",
        }
    }
}

/// What the two leading characters say about the holder. A hint: the licence decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// 91 企业.
    Enterprise,
    /// 92 个体工商户.
    HouseholdBusiness,
    /// 93 农民专业合作社.
    Cooperative,
    /// 51 社会团体.
    SocialOrganisation,
    /// 52 民办非企业单位.
    PrivateNonProfit,
    /// 53 基金会.
    Foundation,
    /// 11 机关.
    GovernmentBody,
    /// 12 事业单位.
    PublicInstitution,
    /// N1, N2, N3 and N9 农村集体经济组织.
    VillageCollective,
    /// Any other registering authority.
    Other,
}

impl CodeKind {
    /// Leading characters a made-up code of this kind gets.
    fn prefix(self) -> &'static str {
        match self {
            Self::Enterprise => "91",
            Self::HouseholdBusiness => "92",
            Self::Cooperative => "93",
            Self::SocialOrganisation => "51",
            Self::PrivateNonProfit => "52",
            Self::Foundation => "53",
            Self::GovernmentBody => "11",
            Self::PublicInstitution => "12",
            Self::VillageCollective => "N2",
            Self::Other => "Y1",
        }
    }
}

/// A valid credit code. Public information: it stands on every licence on the wall.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CreditCode(String);

impl CreditCode {
    /// Reads a code with blanks, hyphens, full-width or lower-case letters.
    pub fn parse(text: &str) -> Result<Self, CreditCodeProblem> {
        let bare = normalise(text);
        let found = bare.chars().count();
        if found == 0 {
            return Err(CreditCodeProblem::Empty);
        }
        if found != 18 {
            return Err(if typed::is_scientific(&bare) {
                CreditCodeProblem::ScientificNotation
            } else if found == 15 && bare.bytes().all(|b| b.is_ascii_digit()) {
                CreditCodeProblem::OldRegistrationNumber
            } else {
                CreditCodeProblem::Length { found }
            });
        }
        for (i, c) in bare.chars().enumerate() {
            let position = i + 1;
            match c {
                'I' | 'O' | 'S' | 'V' | 'Z' => {
                    return Err(CreditCodeProblem::LookAlike { position, found: c });
                }
                c if c.is_ascii() && value_of(c as u8).is_some() => {}
                _ => return Err(CreditCodeProblem::BadChar { position }),
            }
        }
        if bare.bytes().last() != Some(check_char(&bare.as_bytes()[..17])) {
            return Err(CreditCodeProblem::CheckChar);
        }
        Ok(Self(bare))
    }

    /// A code of a made-up firm, with region 999999. Equal arguments give equal codes.
    #[must_use]
    pub fn synthetic(seed: u64, kind: CodeKind) -> Self {
        let mut code = format!("{}{UNASSIGNED_REGION}", kind.prefix());
        let mut rest = seed;
        for _ in 0..9 {
            // The remainder is below 31, so it always indexes the alphabet.
            code.push(char::from(ALPHABET[(rest % 31) as usize]));
            rest /= 31;
        }
        let check = check_char(code.as_bytes());
        code.push(char::from(check));
        Self(code)
    }

    /// The eighteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Kind of holder by the two leading characters.
    #[must_use]
    pub fn kind_hint(&self) -> CodeKind {
        match &self.0[..2] {
            "91" => CodeKind::Enterprise,
            "92" => CodeKind::HouseholdBusiness,
            "93" => CodeKind::Cooperative,
            "51" => CodeKind::SocialOrganisation,
            "52" => CodeKind::PrivateNonProfit,
            "53" => CodeKind::Foundation,
            "11" => CodeKind::GovernmentBody,
            "12" => CodeKind::PublicInstitution,
            other if other.starts_with('N') => CodeKind::VillageCollective,
            _ => CodeKind::Other,
        }
    }

    /// Six digits of the registering region, positions 3 to 8; unlike the address it never changes.
    #[must_use]
    pub fn region_code(&self) -> &str {
        &self.0[2..8]
    }
}

/// The text without blanks and marks, in half-width capitals. Idempotent.
#[must_use]
pub fn normalise(text: &str) -> String {
    typed::bare(text).to_ascii_uppercase()
}

fn value_of(c: u8) -> Option<usize> {
    ALPHABET.iter().position(|&a| a == c)
}

fn check_char(first17: &[u8]) -> u8 {
    let sum: usize = first17
        .iter()
        .zip(WEIGHTS)
        .map(|(&c, w)| value_of(c).unwrap_or(0) * w)
        .sum();
    ALPHABET[(31 - sum % 31) % 31]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_codes_from_public_licences_pass() {
        for (typed, region) in [
            ("914403001922038216", "440300"),
            ("9144030071526726xg", "440300"),
            (" ９１３３０１００７９９６５５０５８Ｂ ", "330100"),
        ] {
            let code = CreditCode::parse(typed).expect("a public code");
            assert_eq!(
                (code.kind_hint(), code.region_code()),
                (CodeKind::Enterprise, region)
            );
        }
    }

    #[test]
    fn each_refusal_says_what_is_wrong() {
        use CreditCodeProblem as P;
        for (typed, problem) in [
            ("", P::Empty),
            ("9.1440E+17", P::ScientificNotation),
            ("620802600012345", P::OldRegistrationNumber),
            ("91440300", P::Length { found: 8 }),
            (
                "91440300I922038216",
                P::LookAlike {
                    position: 9,
                    found: 'I',
                },
            ),
            ("91440300*922038216", P::BadChar { position: 9 }),
            ("91440300汉922038216", P::BadChar { position: 9 }),
            ("914403001922038217", P::CheckChar),
        ] {
            assert_eq!(CreditCode::parse(typed).err(), Some(problem), "{typed}");
        }
    }

    fn any_kind() -> impl Strategy<Value = CodeKind> {
        use CodeKind::{
            Cooperative, Enterprise, Foundation, GovernmentBody, HouseholdBusiness, Other,
            PrivateNonProfit, PublicInstitution, SocialOrganisation, VillageCollective,
        };
        prop::sample::select(vec![
            Enterprise,
            HouseholdBusiness,
            Cooperative,
            SocialOrganisation,
            PrivateNonProfit,
            Foundation,
            GovernmentBody,
            PublicInstitution,
            VillageCollective,
            Other,
        ])
    }

    proptest! {
        #[test]
        fn synthetic_codes_round_trip(seed in any::<u64>(), kind in any_kind()) {
            let code = CreditCode::synthetic(seed, kind);
            prop_assert_eq!((code.kind_hint(), code.region_code()), (kind, UNASSIGNED_REGION));
            prop_assert_eq!(CreditCode::parse(code.as_str()), Ok(code));
        }

        #[test]
        fn one_wrong_character_is_always_caught(seed in any::<u64>(), at in 0usize..18, other in 0usize..31) {
            let mut wrong = CreditCode::synthetic(seed, CodeKind::Enterprise).0;
            let put = char::from(ALPHABET[other]).to_string();
            prop_assume!(wrong[at..=at] != put);
            wrong.replace_range(at..=at, &put);
            prop_assert_eq!(CreditCode::parse(&wrong).err(), Some(CreditCodeProblem::CheckChar));
        }

        #[test]
        fn no_text_panics(text in any::<String>(), near in "[0-9A-Z]{18}") {
            prop_assert_eq!(normalise(&normalise(&text)), normalise(&text));
            let _ = (CreditCode::parse(&text), CreditCode::parse(&near));
        }
    }
}
