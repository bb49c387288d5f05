//! What a person typed, understood: conditions, places and trades are taken out of the text, the rest is searched for as words.
//!
//! `天津 包吃住 5000以上 普工 不上夜班` is a place, a bed and food, pay, a trade and a shift. Each part remembers where it stood, so that a page
//! can show it and take it away again.

mod numbers;
pub(super) mod phrases;

use std::ops::Range;

use self::numbers::Figure;
pub use self::phrases::Said;
use super::fold::Folded;
use super::lexicon::{Lexicon, Named};
use super::tokens::Analyser;

/// Longest text looked at, in characters; a spoken sentence is shorter.
pub(super) const MAX_TEXT_CHARS: usize = 100;
/// Most parts taken out of one text.
const MAX_PARTS: usize = 12;

/// What a part of the text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A place with all below it, by code.
    Place(String),
    /// A trade, by the code of its occupation.
    Trade(String),
    /// Pay of at least so many yuan a month.
    PayFrom(i64),
    /// Whoever asks is so old.
    Age(i64),
    /// A condition.
    Said(Said),
    /// Must occur, even when not every word does (`+词`).
    Must,
    /// Must not occur (`-词`).
    Not,
    /// Must occur to the letter (`"整句"`).
    Phrase,
}

/// A part of the text with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The part, folded.
    pub text: String,
    /// Where it stood in what was typed, in bytes.
    pub span: Range<usize>,
    /// What it means.
    pub meaning: Meaning,
}

/// What nothing was taken out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// The letters, folded, without spaces and signs.
    pub text: String,
    /// Where they stood in what was typed, in bytes.
    pub span: Range<usize>,
}

/// A text taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// What was understood, in the order typed.
    pub parts: Vec<Part>,
    /// The rest, in the order typed.
    pub words: Vec<Words>,
}

impl Reading {
    /// Take `text` apart. Looks at no more than the first hundred characters.
    pub fn of(text: &str, analyser: &Analyser) -> Self {
        let folded = Folded::of(text, MAX_TEXT_CHARS);
        let letters: Vec<char> = folded.text.chars().collect();
        let mut edges = vec![false; letters.len() + 1];
        let mut edge = 0;
        for piece in analyser.pieces(&folded.text) {
            edges[edge] = true;
            edge += piece.chars().count();
        }
        edges[letters.len()] = true;
        let reader = Reader {
            letters,
            edges,
            sources: &folded.sources,
            lexicon: analyser.lexicon(),
        };
        let mut reading = Self::default();
        reader.read(&mut reading);
        reading.join_places();
        reading
    }

    /// `天津 河西`, `天津河西区`: the finer place says it all.
    fn join_places(&mut self) {
        let mut place = 1;
        while place < self.parts.len() {
            let (before, after) = (&self.parts[place - 1], &self.parts[place]);
            let inside = match (&before.meaning, &after.meaning) {
                (Meaning::Place(outer), Meaning::Place(inner)) => inner.starts_with(super::codes::short_place(outer)),
                _ => false,
            };
            if inside {
                let (text, span) = (
                    format!("{}{}", before.text, after.text),
                    before.span.start..after.span.end,
                );
                self.parts[place].text = text;
                self.parts[place].span = span;
                self.parts.remove(place - 1);
            } else {
                place += 1;
            }
        }
    }
}

struct Reader<'r> {
    letters: Vec<char>,
    /// Where the dictionary cuts: a name that begins or ends within a word is none (电工 in 机电工程).
    edges: Vec<bool>,
    sources: &'r [(usize, usize)],
    lexicon: &'r Lexicon,
}

impl Reader<'_> {
    fn read(&self, reading: &mut Reading) {
        let (mut at, mut from) = (0, 0);
        while at < self.letters.len() {
            let starts_word = at == 0 || !self.letters[at - 1].is_alphanumeric();
            let found = if reading.parts.len() >= MAX_PARTS {
                None
            } else {
                self.signed(at, starts_word).or_else(|| self.meant(at))
            };
            let Some((meaning, inner, until)) = found else {
                at += 1;
                continue;
            };
            self.keep_words(from..at, reading);
            reading.parts.push(Part {
                text: self.letters[inner].iter().collect(),
                span: self.sources[at].0..self.sources[until - 1].1,
                meaning,
            });
            (at, from) = (until, until);
        }
        self.keep_words(from..self.letters.len(), reading);
    }

    fn keep_words(&self, range: Range<usize>, reading: &mut Reading) {
        let mut from = range.start;
        for word in self.letters[range].split(|letter| !letter.is_alphanumeric()) {
            let until = from + word.len();
            if until > from {
                reading.words.push(Words {
                    text: word.iter().collect(),
                    span: self.sources[from].0..self.sources[until - 1].1,
                });
            }
            from = until + 1;
        }
    }

    /// `+词`, `-词` and `"整句"`: the meaning, the letters without their signs, and the end.
    fn signed(&self, at: usize, starts_word: bool) -> Option<(Meaning, Range<usize>, usize)> {
        let until_where = |end: &dyn Fn(char) -> bool| {
            let rest = self.letters[at + 1..].iter().position(|letter| end(*letter));
            rest.map(|length| at + 1 + length)
        };
        match self.letters[at] {
            '"' | '“' | '”' => {
                let end = until_where(&|letter| matches!(letter, '"' | '“' | '”'))?;
                (end > at + 1).then_some((Meaning::Phrase, at + 1..end, end + 1))
            }
            sign @ ('+' | '-') if starts_word => {
                let end = until_where(&|letter| !letter.is_alphanumeric()).unwrap_or(self.letters.len());
                let meaning = if sign == '+' { Meaning::Must } else { Meaning::Not };
                (end > at + 1).then_some((meaning, at + 1..end, end))
            }
            _ => None,
        }
    }

    /// The longest thing that begins here; of equal ones a condition before a number before a name.
    fn meant(&self, at: usize) -> Option<(Meaning, Range<usize>, usize)> {
        let said = phrases::at(&self.letters, at).map(|(said, until)| (Meaning::Said(said), until));
        let figure = numbers::at(&self.letters, at).map(|(figure, until)| match figure {
            Figure::PayFrom(yuan) => (Meaning::PayFrom(yuan), until),
            Figure::Age(years) => (Meaning::Age(years), until),
        });
        let named = self.named(at);
        let mut best: Option<(Meaning, usize)> = None;
        for found in [said, figure, named].into_iter().flatten() {
            if best.as_ref().is_none_or(|(_, until)| found.1 > *until) {
                best = Some(found);
            }
        }
        best.map(|(meaning, until)| (meaning, at..until, until))
    }

    /// The longest known word that begins here. A longer word that is known without a meaning hides a shorter one: `长白班` is no place.
    fn named(&self, at: usize) -> Option<(Meaning, usize)> {
        if !self.edges[at] {
            return None;
        }
        let most = self.lexicon.longest().min(self.letters.len() - at);
        for length in (2..=most).rev().filter(|length| self.edges[at + length]) {
            let word: String = self.letters[at..at + length].iter().collect();
            // Latin words end where letters end: `cnc` is not in `cncx`.
            let cut = word.is_ascii()
                && (self.letters.get(at + length).is_some_and(char::is_ascii_alphanumeric)
                    || (at > 0 && self.letters[at - 1].is_ascii_alphanumeric()));
            match self.lexicon.get(&word).filter(|_| !cut) {
                Some(Named::Trade(code)) => return Some((Meaning::Trade(code.clone()), at + length)),
                Some(Named::Place(code)) => return Some((Meaning::Place(code.clone()), at + length)),
                Some(Named::Board) => return None,
                None => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| {
        let words = ["普工", "电焊工", "兰州拉面师傅", "长白班", "包吃住"];
        Analyser::new(words.into_iter()).knowing(lexicon())
    });

    fn lexicon() -> Lexicon {
        let trade = |word: &str, code: &str| (word.to_owned(), Named::Trade(code.to_owned()));
        let place = |word: &str, code: &str| (word.to_owned(), Named::Place(code.to_owned()));
        Lexicon::of([
            trade("普工", "6-00-00-00"),
            trade("电焊工", "6-18-02-04"),
            trade("兰州拉面师傅", "4-03-02-01"),
            place("天津", "120000"),
            place("河西", "120103"),
            place("长白", "220623"),
            place("兰州", "620100"),
            ("长白班".to_owned(), Named::Board),
        ])
    }

    fn read(text: &str) -> (Vec<Meaning>, Vec<String>) {
        let reading = Reading::of(text, &ANALYSER);
        (
            reading.parts.into_iter().map(|part| part.meaning).collect(),
            reading.words.into_iter().map(|words| words.text).collect(),
        )
    }

    #[test]
    fn a_sentence_is_understood() {
        let (parts, words) = read("天津 包吃住 5000以上 普工 不上夜班 长白班 大厂");
        assert_eq!(
            parts,
            [
                Meaning::Place("120000".into()),
                Meaning::Said(Said::LodgingAndMeals),
                Meaning::PayFrom(5_000),
                Meaning::Trade("6-00-00-00".into()),
                Meaning::Said(Said::NoNight),
                Meaning::Said(Said::DayShift),
            ]
        );
        assert_eq!(words, ["大厂"]);
    }

    #[test]
    fn nothing_needs_to_stand_apart() {
        let (parts, words) = read("我想找天津河西的电焊工月薪6000包住");
        assert_eq!(
            parts,
            [
                Meaning::Place("120103".into()),
                Meaning::Trade("6-18-02-04".into()),
                Meaning::PayFrom(6_000),
                Meaning::Said(Said::Lodging),
            ]
        );
        assert_eq!(words, ["我想找", "的"]);
    }

    #[test]
    fn a_name_within_a_trade_is_no_place() {
        assert_eq!(read("兰州拉面师傅").0, [Meaning::Trade("4-03-02-01".into())]);
        assert_eq!(read("长白班").0, [Meaning::Said(Said::DayShift)]);
    }

    #[test]
    fn signs_are_kept_apart() {
        let (parts, words) = read("+包装 -保安 \"两班倒\" 厂");
        assert_eq!(parts, [Meaning::Must, Meaning::Not, Meaning::Phrase]);
        assert_eq!(words, ["厂"]);
        let reading = Reading::of("厂 -保安", &ANALYSER);
        assert_eq!(
            (reading.parts[0].text.as_str(), reading.parts[0].span.clone()),
            ("保安", 4..11)
        );
    }

    proptest! {
        #[test]
        fn every_part_stands_where_it_says(text in "[天津河西包吃住五千0-9a-z+\"\\- 电焊工岁K万]{0,40}") {
            let reading = Reading::of(&text, &ANALYSER);
            let mut end = 0;
            for part in &reading.parts {
                prop_assert!(part.span.start >= end && text.get(part.span.clone()).is_some());
                end = part.span.end;
            }
        }

        #[test]
        fn nothing_that_is_typed_panics(text in "\\PC{0,120}") {
            let _ = Reading::of(&text, &ANALYSER);
        }
    }
}
