//! What was meant when what was typed is not found: the same sound, a letter wrong or missing, pinyin, initials.
//!
//! Asked only after a search found nothing or little, and answered with a text that is then searched for in the usual way, so that what was
//! really written always comes first.

use super::lexicon::{Entry, Lexicon, Named};
use super::terms::Terms;
use super::tokens::Analyser;

/// Most letters of one run that are looked at.
const MOST_LETTERS: usize = 24;
/// Longest word of Chinese letters.
const LONGEST_WORD: usize = 7;

/// What a change costs; a change of sound is likelier than a slip of the finger, and both are likelier than a word nobody knows.
mod cost {
    /// A letter that is part of nothing known.
    pub const LETTER: f64 = 0.9;
    /// A letter of a word of the dictionary that no post has.
    pub const UNUSED_LETTER: f64 = 0.7;
    /// Another word of the same sound, and each letter that is written differently.
    pub const SOUND: f64 = 0.7;
    pub const OTHER_LETTER: f64 = 0.3;
    /// A letter wrong, missing or too many.
    pub const SLIP: f64 = 1.3;
    /// A word in pinyin; by its initials.
    pub const PINYIN: f64 = 1.0;
    pub const INITIALS: f64 = 1.5;
    /// Taken off for words that many posts have, so that of equals the commoner wins.
    pub const COMMON: f64 = 0.02;
}

/// Finds what was meant.
pub(super) struct Forgiving<'f> {
    pub analyser: &'f Analyser,
    /// How many posts have a word.
    pub frequency: &'f dyn Fn(&str) -> u64,
}

/// A reading of the first letters: what it costs, and how it is written.
type Way = (f64, String);

impl Forgiving<'_> {
    /// The text with what was meant in place of what was typed; nothing if nothing better is known.
    pub fn meant(&self, text: &str, terms: &Terms) -> Option<String> {
        let text = text.trim_start();
        let mut meant = text.to_owned();
        let mut changed = false;
        // From the end, so that the places of what comes before stay true.
        for words in terms.words.iter().rev() {
            if let Some(better) = self.better(&words.text) {
                let span = words.span.clone();
                let padded = pad(
                    &better,
                    meant[..span.start].chars().last(),
                    meant[span.end..].chars().next(),
                );
                meant.replace_range(span, &padded);
                changed = true;
            }
        }
        changed.then_some(meant)
    }

    fn lexicon(&self) -> &Lexicon {
        self.analyser.lexicon()
    }

    fn better(&self, run: &str) -> Option<String> {
        if !(2..=MOST_LETTERS).contains(&run.chars().count()) {
            return None;
        }
        let latin = run.chars().filter(char::is_ascii_alphabetic).count();
        let found = if latin == run.len() {
            self.read_pinyin(run)
        } else if latin > 0 {
            // Half typed, half converted: 缝ren工.
            self.best_of(self.lexicon().sounding_like(run), |_| cost::PINYIN)
                .map(|(_, word)| word)
        } else {
            self.read_letters(run)
        };
        found.filter(|better| better != run)
    }

    /// The cheapest of these words that posts have at all; of equal ones the commoner.
    fn best_of<'e>(&self, entries: impl Iterator<Item = &'e Entry>, cost: impl Fn(&str) -> f64) -> Option<Way> {
        entries
            .filter_map(|entry| {
                let known = (self.frequency)(&entry.text);
                // A trade is what people look for; a place may be a county nobody meant.
                let weight = if matches!(entry.named, Named::Place(_)) { 1 } else { 2 };
                (known > 0).then(|| (cost(&entry.text) - common(known * weight), entry.text.clone()))
            })
            .min_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1)))
    }

    /// The cheapest way through the letters; each step takes some of them.
    fn cheapest(letters: &[char], step: impl Fn(&[char]) -> Option<Way>, longest: usize) -> Option<Way> {
        let mut ways: Vec<Option<Way>> = vec![None; letters.len() + 1];
        ways[0] = Some((0.0, String::new()));
        for from in 0..letters.len() {
            let Some((spent, written)) = ways[from].clone() else {
                continue;
            };
            for until in from + 1..=letters.len().min(from + longest) {
                let Some((cost, word)) = step(&letters[from..until]) else {
                    continue;
                };
                let sum = spent + cost;
                if ways[until].as_ref().is_none_or(|(best, _)| sum < *best) {
                    ways[until] = Some((sum, format!("{written}{word}")));
                }
            }
        }
        ways.pop().flatten()
    }

    fn read_letters(&self, run: &str) -> Option<String> {
        let letters: Vec<char> = run.chars().collect();
        Self::cheapest(&letters, |part| self.word(part), LONGEST_WORD).map(|(_, written)| written)
    }

    /// What some Chinese letters are, at the lowest cost.
    fn word(&self, part: &[char]) -> Option<Way> {
        let text: String = part.iter().collect();
        if part.len() == 1 {
            return Some((cost::LETTER, text));
        }
        let length = f64::from(u32::try_from(part.len()).unwrap_or(u32::MAX));
        let mut best: Option<Way> = None;
        let mut offer = |way: Way| {
            if best.as_ref().is_none_or(|(cost, _)| way.0 < *cost) {
                best = Some(way);
            }
        };
        if self.analyser.pieces(&text).len() == 1 {
            if (self.frequency)(&text) > 0 {
                return Some((0.0, text));
            }
            offer((cost::UNUSED_LETTER * length, text.clone()));
        }
        let sounds = self.best_of(self.lexicon().sounding_like(&text), |word| {
            let other = word.chars().zip(part).filter(|(one, other)| one != *other).count();
            cost::SOUND + cost::OTHER_LETTER * f64::from(u32::try_from(other).unwrap_or(u32::MAX))
        });
        let slips = self.best_of(self.lexicon().one_letter_off(&text), |_| cost::SLIP);
        sounds.into_iter().chain(slips).for_each(offer);
        best
    }

    fn read_pinyin(&self, run: &str) -> Option<String> {
        let letters: Vec<char> = run.chars().collect();
        let spelled = |part: &[char]| {
            let text: String = part.iter().collect();
            let (cost, word) = self.best_of(self.lexicon().spelled(&text), |_| cost::PINYIN)?;
            Some((cost, format!("{word} ")))
        };
        let whole = Self::cheapest(&letters, spelled, MOST_LETTERS);
        let initials = self.best_of(self.lexicon().with_initials(run), |_| cost::INITIALS);
        let ways = [whole, initials].into_iter().flatten();
        ways.min_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, written)| written.trim_end().to_owned())
    }
}

/// What a word is cheaper by because so many posts have it.
fn common(known: u64) -> f64 {
    f64::from(u32::try_from(known).unwrap_or(u32::MAX)).ln_1p() * cost::COMMON
}

/// Words that were written in Latin letters beside Chinese ones stay apart from them.
fn pad(better: &str, before: Option<char>, after: Option<char>) -> String {
    let open = |side: Option<char>| side.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let left = if open(before) { " " } else { "" };
    let right = if open(after) { " " } else { "" };
    format!("{left}{better}{right}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Option<String> {
        let words = [
            "缝纫工",
            "电焊工",
            "电焊",
            "保洁员",
            "保洁",
            "月嫂",
            "普工",
            "护理员",
            "养老护理员",
            "天津",
        ];
        let named = |word: &str| match word {
            "天津" => Named::Place("120000".into()),
            _ => Named::Trade("4-00".into()),
        };
        let lexicon = Lexicon::of(words.iter().map(|word| ((*word).to_owned(), named(word))));
        let analyser = Analyser::new(words.into_iter()).knowing(lexicon);
        let terms = Terms::read(text, &analyser);
        let frequency = |word: &str| u64::from(words.contains(&word)) * 10;
        let forgiving = Forgiving {
            analyser: &analyser,
            frequency: &frequency,
        };
        forgiving.meant(text, &terms)
    }

    #[test]
    fn slips_of_ear_and_finger_are_understood() {
        for (typed, wanted) in [
            ("缝任工", "缝纫工"),
            ("奉仁工", "缝纫工"),
            ("点焊", "电焊"),
            ("保结员", "保洁员"),
            ("护里员", "护理员"),
            ("fengrengong", "缝纫工"),
            ("frg", "缝纫工"),
            ("tianjinyuesao", "天津 月嫂"),
            ("天津 yuesao", "天津 月嫂"),
            ("缝ren工", "缝纫工"),
            ("养老护员", "养老护理员"),
        ] {
            assert_eq!(meant(typed).as_deref(), Some(wanted), "{typed}");
        }
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for typed in ["缝纫工", "天津 普工", "xyzzy", "一二三"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }
}
