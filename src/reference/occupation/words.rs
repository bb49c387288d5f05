//! The words for each occupation: its name, the titles that the source files under it and the
//! everyday words of `colloquial.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{Occupation, all, ancestors, get};
use crate::reference::tsv;

/// Everyday words and their codes, in the order of the file.
static COLLOQUIAL: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    tsv::rows(include_str!("../../../reference/colloquial.tsv"))
        .map(|[word, code]| (word, code))
        .collect()
});

static ALIASES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let spoken: HashMap<&str, &str> = COLLOQUIAL.iter().copied().collect();
    let mut aliases: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    for (word, code) in COLLOQUIAL.iter() {
        aliases.entry(code).or_default().push(word);
    }
    for node in all() {
        // A word means one thing. Where the source files a title under a doubtful code (注塑工 under
        // toolmaking), the hand-made table decides.
        let kept = node.titles.iter().filter(|title| !spoken.contains_key(*title));
        aliases.entry(node.code).or_default().extend(kept);
    }
    aliases
});

/// Everything that people call this occupation apart from its official name.
#[must_use]
pub fn aliases(code: &str) -> &'static [&'static str] {
    ALIASES.get(code).map_or(&[], Vec::as_slice)
}

/// The words to index a vacancy or a wish of this occupation under: name, aliases and the names of
/// the classes above it.
#[must_use]
pub fn words(code: &str) -> Vec<&'static str> {
    let Some(node) = get(code) else {
        return Vec::new();
    };
    let mut words = vec![node.name];
    words.extend(aliases(code));
    words.extend(ancestors(code).iter().rev().map(|above| above.name));
    words
}

/// Every word of the trade with the occupation that it means, without repeats: everyday words first, for they decide; titles with a stroke
/// ("育婴师/保育员") taken apart; two to eight characters.
#[must_use]
pub fn said_trades() -> Vec<(&'static str, &'static str)> {
    let mut seen = HashSet::new();
    let spoken = COLLOQUIAL.iter().copied();
    let written = all().iter().flat_map(|node: &Occupation| {
        std::iter::once(&node.name)
            .chain(aliases(node.code))
            .map(|word| (*word, node.code))
    });
    spoken
        .chain(written)
        .flat_map(|(words, code)| {
            let words = words.split(['/', '(', ')', '、', '（', '）', ' ']);
            words.map(move |word| (word, code))
        })
        .filter(|(word, _)| (2..=8).contains(&word.chars().count()))
        .filter(|(word, _)| seen.insert(*word))
        .collect()
}

/// The words that a Chinese segmenter should keep whole.
#[must_use]
pub fn dictionary_words() -> Vec<&'static str> {
    said_trades().into_iter().map(|(word, _)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_unique_and_their_codes_exist() {
        let mut seen = HashSet::new();
        for (word, code) in COLLOQUIAL.iter() {
            assert!(get(code).is_some(), "{word} {code}");
            assert!(seen.insert(word.to_lowercase()), "{word} twice");
            // An official name already means its own code.
            assert!(
                all().iter().all(|node| node.name != *word || node.code == *code),
                "{word}"
            );
        }
        assert!(seen.len() > 2_500);
    }

    #[test]
    fn the_hand_made_table_decides_about_a_doubtful_title() {
        assert!(aliases("6-14-02-00").contains(&"注塑工"));
        assert!(!aliases("6-18-04-01").contains(&"注塑工"));
        assert!(aliases("no code").is_empty());
    }

    #[test]
    fn words_name_the_occupation_first_and_its_classes_last() {
        let words = words("6-05-01-03");
        assert_eq!(words.first(), Some(&"缝纫工"));
        assert_eq!(words.last(), Some(&"生产制造及有关人员"));
        assert!(words.contains(&"踩缝纫机"));
    }

    #[test]
    fn the_dictionary_holds_whole_words_once() {
        let words = dictionary_words();
        for word in ["月嫂", "打螺丝", "缝纫工", "育婴师", "二保焊"] {
            assert_eq!(words.iter().filter(|other| **other == word).count(), 1, "{word}");
        }
        assert!(words.iter().all(|word| !word.contains('/')));
    }
}
