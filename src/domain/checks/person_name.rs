//! Names of people: one spelling, a check, the pinyin by which staff search, and the masked form.

use std::fmt;

use super::{han_compat, typed};

mod reading;

pub use reading::{initials, pinyin_keys};

/// Shortest and longest name accepted, in characters. Names with a middle dot from Xinjiang and Tibet reach twenty.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=20;
/// The middle dot of the standard for names of minorities (GB/T 12406 spelling on identity cards).
const DOT: char = '\u{00B7}';

/// Why a text is not a name. Carries no part of the name, so it may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonNameProblem {
    /// Nothing was typed.
    #[error("the name is empty")]
    Empty,
    /// Fewer than two or more than twenty characters.
    #[error("the name has {found} characters; between 2 and 20 are expected")]
    Length {
        /// Characters found.
        found: usize,
    },
    /// A digit, a mark, a remark in brackets or a letter of another script.
    #[error("character {position} does not belong into a name")]
    BadChar {
        /// Counted from 1.
        position: usize,
    },
    /// A character from the private use area, as old input methods made them for rare names: it shows differently on
    /// every machine and must be typed again.
    #[error("character {position} exists only on the machine that typed it")]
    PrivateUse {
        /// Counted from 1.
        position: usize,
    },
    /// Han and Latin letters in one name.
    #[error("the name mixes Han characters and Latin letters")]
    MixedScripts,
    /// A middle dot at an end, or two in a row.
    #[error("the middle dot stands in a wrong place")]
    Dot,
}

impl PersonNameProblem {
    /// Stable key of the message shown to people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "person-name-empty",
            Self::Length { .. } => "person-name-length",
            Self::BadChar { .. } => "person-name-bad-char",
            Self::PrivateUse { .. } => "person-name-private-use",
            Self::MixedScripts => "person-name-mixed-scripts",
            Self::Dot => "person-name-dot",
        }
    }
}

/// A name in its one spelling. Personal data: `Debug` shows the masked form.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(String);

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({})", self.masked())
    }
}

impl PersonName {
    /// Normalises and checks a name of Han characters (rare ones of the extension blocks included) or Latin letters.
    pub fn parse(text: &str) -> Result<Self, PersonNameProblem> {
        let name = normalise(text);
        let found = name.chars().count();
        if found == 0 {
            return Err(PersonNameProblem::Empty);
        }
        let (mut han, mut latin) = (false, false);
        for (i, c) in name.chars().enumerate() {
            match c {
                DOT => {}
                c if is_han(c) => han = true,
                c if is_latin(c) || matches!(c, ' ' | '-' | '\'' | '.') => latin = true,
                '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => {
                    return Err(PersonNameProblem::PrivateUse { position: i + 1 });
                }
                _ => return Err(PersonNameProblem::BadChar { position: i + 1 }),
            }
        }
        if han && latin {
            return Err(PersonNameProblem::MixedScripts);
        }
        if !LENGTH.contains(&found) {
            return Err(PersonNameProblem::Length { found });
        }
        if name.split(DOT).any(str::is_empty) {
            return Err(PersonNameProblem::Dot);
        }
        match name.chars().position(char::is_alphabetic) {
            Some(0) => Ok(Self(name)),
            _ => Err(PersonNameProblem::BadChar { position: 1 }),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// First character and a star for each of the others, two at most: `张*`, `张**`. The length of a long name would
    /// point to its bearer.
    #[must_use]
    pub fn masked(&self) -> String {
        masked(&self.0)
    }
}

/// The masked form of any name, valid or not; see [`PersonName::masked`].
#[must_use]
pub fn masked(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(String::from).unwrap_or_default();
    format!("{first}{}", "*".repeat(chars.count().min(2)))
}

/// One spelling of a name: invisible characters gone, full-width Latin folded, look-alike Han characters unified,
/// every sort of middle dot as U+00B7, no blanks between Han characters and single ones between Latin words.
/// Idempotent.
#[must_use]
pub fn normalise(text: &str) -> String {
    let folded: Vec<char> = text
        .chars()
        .map(|c| {
            if c.is_whitespace() {
                ' '
            } else {
                han_compat::fold(typed::fold_width(c))
            }
        })
        .map(|c| if is_dot(c) { DOT } else { c })
        .filter(|&c| c == ' ' || !typed::is_invisible(c))
        .collect();
    let mut name = String::with_capacity(text.len());
    let mut blank = false;
    let mut last = None;
    for c in folded {
        if c == ' ' {
            blank = true;
            continue;
        }
        // A full stop after a Han character is a middle dot typed on a keyboard that has none.
        let c = if c == '.' && last.is_some_and(is_han) { DOT } else { c };
        if blank && last.is_some_and(is_latin_part) && is_latin_part(c) {
            name.push(' ');
        }
        name.push(c);
        blank = false;
        last = Some(c);
    }
    name
}

fn is_dot(c: char) -> bool {
    matches!(
        c,
        DOT | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' | '\u{30FB}' | '\u{FF65}' | '\u{2E31}' | '\u{0387}'
    )
}

fn is_latin_part(c: char) -> bool {
    is_latin(c) || matches!(c, '.' | '-' | '\'')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, '\u{00C0}'..='\u{024F}') && c.is_alphabetic())
}

/// Han characters of all blocks a name may use: the basic block, extensions A to I, compatibility ideographs and 〇.
fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{2A6DF}' | '\u{2A700}'..='\u{2EE5D}' | '\u{2F800}'..='\u{2FA1D}' | '\u{30000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_name_has_one_spelling() {
        for (typed, name) in [
            (" 张　三 ", "张三"),
            ("马\u{200b}小⽂", "马小文"),
            ("买买提•艾力", "买买提·艾力"),
            ("买买提.艾力", "买买提·艾力"),
            ("买买提．艾力", "买买提·艾力"),
            ("买买提 ・ 艾力", "买买提·艾力"),
            ("Ｍａｒｉａ   Silva", "Maria Silva"),
            ("王𬭎", "王𬭎"),
        ] {
            assert_eq!(PersonName::parse(typed).expect("a good name").as_str(), name, "{typed}");
        }
    }

    #[test]
    fn each_refusal_says_what_is_wrong() {
        use PersonNameProblem as P;
        for (typed, problem) in [
            ("　", P::Empty),
            ("张", P::Length { found: 1 }),
            ("张三(女)", P::BadChar { position: 3 }),
            ("张3", P::BadChar { position: 2 }),
            ("王\u{E123}", P::PrivateUse { position: 2 }),
            ("张San", P::MixedScripts),
            ("张·", P::Dot),
            ("买··力", P::Dot),
            ("--", P::BadChar { position: 1 }),
        ] {
            assert_eq!(PersonName::parse(typed).err(), Some(problem), "{typed}");
        }
    }

    #[test]
    fn the_masked_form_keeps_the_family_name_only() {
        assert_eq!(
            [masked("张三"), masked("张三丰"), masked("买买提·艾力"), masked("")],
            ["张*", "张**", "买**", ""]
        );
        let name = PersonName::parse("张三丰").expect("a good name");
        assert_eq!(format!("{name:?}"), "PersonName(张**)");
    }

    proptest! {
        #[test]
        fn normalise_is_idempotent_and_nothing_panics(text in any::<String>(), near in "[张a· .\u{3000}\u{30FB}-]{0,8}") {
            for typed in [&text, &near] {
                prop_assert_eq!(normalise(&normalise(typed)), normalise(typed));
                let _ = (PersonName::parse(typed), initials(typed), pinyin_keys(typed));
            }
        }
    }
}
