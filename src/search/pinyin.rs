//! Matching Chinese by what is typed in Latin letters: full syllables, initials, or a mixture.

use pinyin::ToPinyinMulti;

/// A name prepared for matching.
#[derive(Debug)]
pub(super) struct Spelling {
    /// Letters and digits of the name.
    characters: Vec<char>,
    /// Where words begin, and the letters a reading from there may begin with (bit 0 = a).
    starts: Vec<(usize, u32)>,
}

impl Spelling {
    /// `word_starts` are character positions in `folded`; signs are left out and the positions moved.
    pub fn of(folded: &str, word_starts: &[usize]) -> Self {
        let mut characters = Vec::new();
        let mut starts = Vec::new();
        for (position, character) in folded.chars().enumerate() {
            if !character.is_alphanumeric() {
                continue;
            }
            if word_starts.contains(&position) {
                starts.push((characters.len(), first_letters(character)));
            }
            characters.push(character);
        }
        Self { characters, starts }
    }
}

/// The word number (0 = the beginning) from which the name is spelled like `typed`. At most 63 characters can be typed.
pub(super) fn spelled_like(spelling: &Spelling, typed: &str) -> Option<usize> {
    let first = typed.chars().next()?;
    let letter = letter_bit(first);
    let possible = |&(_, &(_, letters)): &(usize, &(usize, u32))| letters & letter != 0;
    spelling
        .starts
        .iter()
        .enumerate()
        .filter(possible)
        .find(|(_, (start, _))| begins_with(&spelling.characters[*start..], typed.as_bytes()))
        .map(|(word, _)| word)
}

/// Walks the name with the set of typed lengths reached so far, one bit each, so that several readings cost nothing extra.
fn begins_with(characters: &[char], typed: &[u8]) -> bool {
    if typed.len() > 63 {
        return false;
    }
    let mut reached: u64 = 1;
    for &character in characters {
        let mut next = 0;
        for position in (0..typed.len()).filter(|position| reached & (1 << position) != 0) {
            let rest = &typed[position..];
            for reading in readings(character) {
                let reading = reading.as_bytes();
                if reading.starts_with(rest) {
                    return true;
                }
                if rest.starts_with(reading) {
                    next |= 1 << (position + reading.len());
                }
                if rest[0] == reading[0] {
                    next |= 1 << (position + 1);
                }
            }
            let mut buffer = [0; 4];
            let itself = character.encode_utf8(&mut buffer).as_bytes();
            if itself.starts_with(rest) {
                return true;
            }
            if rest.starts_with(itself) {
                next |= 1 << (position + itself.len());
            }
        }
        if next & (1 << typed.len()) != 0 {
            return true;
        }
        if next == 0 {
            return false;
        }
        reached = next;
    }
    false
}

/// All readings: 长 is `chang` and `zhang`, and nobody knows which one was meant.
fn readings(character: char) -> impl Iterator<Item = &'static str> {
    character
        .to_pinyin_multi()
        .into_iter()
        .flatten()
        .map(pinyin::Pinyin::plain)
}

/// The syllables of a word in each of its readings; a letter that is no Chinese character stands for itself. At most eight.
pub(super) fn sounds_of(word: &str) -> Vec<Vec<String>> {
    const MOST: usize = 8;
    let mut sounds: Vec<Vec<String>> = vec![Vec::new()];
    for character in word.chars() {
        let mut ways: Vec<String> = readings(character).map(str::to_owned).collect();
        ways.sort_unstable();
        ways.dedup();
        if ways.is_empty() {
            ways.push(character.to_string());
        }
        let mut next = Vec::with_capacity(sounds.len() * ways.len());
        for way in &ways {
            for sound in &sounds {
                let mut longer = sound.clone();
                longer.push(way.clone());
                next.push(longer);
            }
        }
        next.truncate(MOST);
        sounds = next;
    }
    sounds
}

fn first_letters(character: char) -> u32 {
    readings(character)
        .filter_map(|reading| reading.chars().next())
        .chain([character])
        .map(letter_bit)
        .fold(0, |all, bit| all | bit)
}

/// Bits 0 to 25 for letters; one more for all that is no letter, so that digits and Chinese can begin a name too.
fn letter_bit(character: char) -> u32 {
    if character.is_ascii_lowercase() {
        1 << (u32::from(character) - u32::from('a'))
    } else {
        1 << 26
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(name: &str, typed: &str) -> bool {
        spelled_like(&Spelling::of(name, &[0]), typed).is_some()
    }

    #[test]
    fn initials_syllables_and_mixtures_match() {
        for typed in ["ys", "yuesao", "yues", "yues", "ysao", "y", "月sao", "月s"] {
            assert!(spelled("月嫂", typed), "{typed}");
        }
        for typed in ["sao", "ysx", "yx", "yuesaoa"] {
            assert!(!spelled("月嫂", typed), "{typed}");
        }
    }

    #[test]
    fn every_reading_counts() {
        assert!(spelled("长白班", "cbb"));
        assert!(spelled("长白班", "zhangbai"));
    }

    #[test]
    fn later_words_and_signs() {
        let spelling = Spelling::of("【急招】cnc操作工", &[1, 4, 7]);
        assert_eq!(spelled_like(&spelling, "cnccz"), Some(1));
        assert_eq!(spelled_like(&spelling, "czg"), Some(2));
        assert_eq!(spelled_like(&spelling, "jzcnc"), Some(0));
    }
}
