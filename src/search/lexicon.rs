//! The words that the search knows the meaning of: trades and places, and how they sound.

use std::collections::HashMap;

use super::fold::fold;
use super::pinyin::sounds_of;

/// What a word names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// An occupation or a group of them, by code.
    Trade(String),
    /// A place, by code.
    Place(String),
    /// A word of adverts without a code (长白班).
    Board,
}

/// A known word.
#[derive(Debug)]
pub(super) struct Entry {
    pub text: String,
    pub named: Named,
}

/// The known words, by their letters, their sound, and what is left of them when a letter is missing.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    by_text: HashMap<String, usize>,
    /// By the sound, with what ears and dialects confuse written alike.
    by_sound: HashMap<String, Vec<usize>>,
    /// By full pinyin.
    by_spelling: HashMap<String, Vec<usize>>,
    by_initials: HashMap<String, Vec<usize>>,
    /// By the word without one of its letters, for words of three letters and more.
    by_gap: HashMap<String, Vec<usize>>,
    longest: usize,
}

/// Most readings of a word that are kept: 长 and 重 in one word make four.
const MOST_READINGS: usize = 8;

/// Syllables that voice input and dialects confuse are written alike: 点 and 电 differ by tone only, 缝 (feng) and 分 (fen) by the ear.
pub(super) fn heard(spelled: &str) -> String {
    spelled
        .replace("zh", "z")
        .replace("ch", "c")
        .replace("sh", "s")
        .replace("ng", "n")
        .replace('l', "n")
}

impl Lexicon {
    /// A lexicon of these words. Of two meanings of one word the first stays.
    pub fn of(words: impl IntoIterator<Item = (String, Named)>) -> Self {
        let mut lexicon = Self::default();
        for (text, named) in words {
            lexicon.add(&fold(&text), named);
        }
        lexicon
    }

    fn add(&mut self, text: &str, named: Named) {
        let length = text.chars().count();
        if length < 2 || self.by_text.contains_key(text) {
            return;
        }
        let number = self.entries.len();
        self.entries.push(Entry {
            text: text.to_owned(),
            named,
        });
        self.by_text.insert(text.to_owned(), number);
        self.longest = self.longest.max(length);
        for syllables in sounds_of(text).into_iter().take(MOST_READINGS) {
            let spelled = syllables.concat();
            let initials: String = syllables.iter().filter_map(|one| one.chars().next()).collect();
            put(&mut self.by_sound, heard(&spelled), number);
            put(&mut self.by_spelling, spelled, number);
            put(&mut self.by_initials, initials, number);
        }
        if length >= 3 {
            for gap in gaps(text) {
                put(&mut self.by_gap, gap, number);
            }
        }
    }

    /// The meaning of exactly this word.
    pub(super) fn get(&self, text: &str) -> Option<&Named> {
        self.by_text.get(text).map(|number| &self.entries[*number].named)
    }

    /// Letters of the longest word.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// Words that sound like this one.
    pub(super) fn sounding_like(&self, text: &str) -> impl Iterator<Item = &Entry> {
        let keys = sounds_of(text).into_iter().map(|syllables| heard(&syllables.concat()));
        let mut found: Vec<usize> = keys
            .filter_map(|key| self.by_sound.get(&key))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|number| &self.entries[number])
    }

    /// Words that are spelled so, to the letter or to the ear.
    pub(super) fn spelled(&self, letters: &str) -> impl Iterator<Item = &Entry> {
        let exact = self.by_spelling.get(letters);
        let alike = self.by_sound.get(&heard(letters)).filter(|_| exact.is_none());
        self.entries_of(exact.or(alike))
    }

    /// Words with these initials.
    pub(super) fn with_initials(&self, letters: &str) -> impl Iterator<Item = &Entry> {
        self.entries_of(self.by_initials.get(letters))
    }

    /// Words from which this one differs by one letter: wrong, missing or too many.
    pub(super) fn one_letter_off(&self, text: &str) -> impl Iterator<Item = &Entry> {
        let mut found: Vec<usize> = self.by_gap.get(text).into_iter().flatten().copied().collect();
        for gap in gaps(text) {
            // A letter too many.
            found.extend(self.by_text.get(&gap).filter(|_| gap.chars().count() >= 3));
            // A wrong letter leaves the same gap at the same place.
            let alike = self.by_gap.get(&gap).into_iter().flatten();
            found.extend(alike.filter(|number| one_letter_wrong(&self.entries[**number].text, text)));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|number| &self.entries[number])
    }

    fn entries_of(&self, found: Option<&Vec<usize>>) -> impl Iterator<Item = &Entry> {
        found.into_iter().flatten().map(|number| &self.entries[*number])
    }
}

fn put(table: &mut HashMap<String, Vec<usize>>, key: String, number: usize) {
    let numbers = table.entry(key).or_default();
    if numbers.last() != Some(&number) {
        numbers.push(number);
    }
}

/// The word without each of its letters in turn.
fn gaps(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    (0..letters.len())
        .map(|left_out| {
            let kept = letters.iter().enumerate().filter(|(place, _)| *place != left_out);
            kept.map(|(_, letter)| *letter).collect()
        })
        .collect()
}

fn one_letter_wrong(one: &str, other: &str) -> bool {
    one.chars().count() == other.chars().count()
        && one
            .chars()
            .zip(other.chars())
            .filter(|(left, right)| left != right)
            .count()
            == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let trade = |word: &str| (word.to_owned(), Named::Trade(word.to_owned()));
        Lexicon::of(["缝纫工", "电焊工", "电焊", "保洁员", "月嫂", "长白班"].map(trade))
    }

    fn names<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<&'a str> {
        entries.map(|entry| entry.text.as_str()).collect()
    }

    #[test]
    fn words_are_found_by_their_sound() {
        let lexicon = lexicon();
        assert_eq!(names(lexicon.sounding_like("缝任工")), ["缝纫工"]);
        assert_eq!(names(lexicon.sounding_like("点焊")), ["电焊"]);
        assert_eq!(names(lexicon.sounding_like("分人工")), ["缝纫工"]);
        assert_eq!(names(lexicon.spelled("dianhan")), ["电焊"]);
        assert_eq!(names(lexicon.spelled("baojieyuan")), ["保洁员"]);
        assert_eq!(names(lexicon.with_initials("frg")), ["缝纫工"]);
        assert_eq!(names(lexicon.spelled("zhangbaiban")), ["长白班"]);
    }

    #[test]
    fn words_are_found_with_a_letter_wrong_missing_or_too_many() {
        let lexicon = lexicon();
        assert_eq!(names(lexicon.one_letter_off("缝纫")), ["缝纫工"]);
        assert_eq!(names(lexicon.one_letter_off("保吉员")), ["保洁员"]);
        assert_eq!(names(lexicon.one_letter_off("电气焊工")), ["电焊工"]);
        assert!(names(lexicon.one_letter_off("保姆")).is_empty());
    }
}
