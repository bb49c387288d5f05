//! From a title or a few words to the occupations they most likely mean.
//!
//! Each name and alias is compared with the title in two ways: as a whole (the alias is the title,
//! stands in it, or begins with it) and by the characters and pairs of characters they share, rare
//! ones counting more. The best alias speaks for its occupation, the next two support it.

use std::collections::HashMap;

use super::index::{Evidence, INDEX};
use super::{all, get, noise};

/// A suggested occupation.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Occupation code.
    pub code: &'static str,
    /// Official name.
    pub name: &'static str,
    /// 1 for a word that means just this, down to 0; comparable between titles.
    pub score: f32,
}

/// How much a title counts without the ranks in it ("美容师助理" as "美容师").
const WITHOUT_RANK: f32 = 0.9;
/// How much one piece of a title counts beside the whole.
const PIECE: f32 = 0.33;
/// How much the words in brackets count.
const ASIDE: f32 = 0.5;
/// Below this score an occupation is not worth suggesting.
const FLOOR: f32 = 0.15;
/// From this score on the words are a name or an alias, give or take a rank.
const EXACT: f32 = 0.99;
/// From this score on, words are taken to mean the occupation without asking …
const SURE: f32 = 0.85;
/// … if the next one is this far behind.
const LEAD: f32 = 0.15;

/// Up to `limit` occupations that `text` (a title or some words) may mean, best first.
#[must_use]
pub fn suggest(text: &str, limit: usize) -> Vec<Suggestion> {
    let title = noise::read(text);
    let whole: String = title.pieces.concat();
    let plain = noise::without_rank(&whole);
    let mut found: HashMap<usize, Evidence> = HashMap::new();
    INDEX.gather(&whole, 1.0, &mut found);
    if plain != whole {
        INDEX.gather(&plain, WITHOUT_RANK, &mut found);
    }
    if title.pieces.len() > 1 {
        for piece in &title.pieces {
            INDEX.gather(piece, PIECE, &mut found);
        }
    }
    for aside in &title.asides {
        INDEX.gather(aside, ASIDE, &mut found);
    }
    let mut ranked: Vec<(usize, f32)> = found
        .into_iter()
        .map(|(node, evidence)| (node, evidence.score()))
        .filter(|(_, score)| *score >= FLOOR)
        .collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
        .into_iter()
        .take(limit)
        .map(|(node, score)| Suggestion {
            code: all()[node].code,
            name: all()[node].name,
            score,
        })
        .collect()
}

/// The code that `words` mean when that is reasonably sure: a code itself, a name or alias, or a
/// title with one clear offer in it.
#[must_use]
pub fn resolve(words: &str) -> Option<&'static str> {
    if let Some(occupation) = get(words.trim()) {
        return Some(occupation.code);
    }
    match suggest(words, 2).as_slice() {
        [best, rest @ ..] => {
            let lead = best.score - rest.first().map_or(0.0, |next| next.score);
            let said = words.trim().chars().nth(1).is_some();
            (said && (best.score >= EXACT || (best.score >= SURE && lead >= LEAD)))
                .then_some(best.code)
        }
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reference::occupation;

    #[test]
    fn names_and_aliases_find_their_occupation() {
        // Every fifth node: all of them take ten seconds unoptimised.
        for node in all().iter().step_by(5) {
            for word in std::iter::once(&node.name).chain(occupation::aliases(node.code)) {
                let found = suggest(word, 5);
                // Not always first: some titles stand under two codes in the source.
                assert!(
                    found.iter().any(|s| s.code == node.code),
                    "{word} {}",
                    node.code
                );
            }
        }
    }

    #[test]
    fn adverts_and_spoken_words_are_understood() {
        for (words, code) in [
            ("打螺丝", "6-00-00-00"),
            ("月嫂(住家)", "4-10-01-06"),
            ("高薪急聘叉车司机包吃住", "6-30-05-01"),
            ("招缝纫工 平车锁边 计件", "6-05-01-03"),
            ("二保焊师傅", "6-18-02-04"),
            ("河西区某酒店诚聘洗碗阿姨", "4-03-02-05"),
            ("兰州拉面师傅", "4-03-02-02"),
            ("去新疆摘棉花", "5-01-02-01"),
            ("小区看大门的", "4-07-05-01"),
            ("ＱＣ", "6-31-03-05"),
        ] {
            let found = suggest(words, 3);
            assert_eq!(
                found.first().map(|s| s.code),
                Some(code),
                "{words}: {found:?}"
            );
        }
    }

    #[test]
    fn resolve_is_silent_when_unsure() {
        assert_eq!(resolve("6-05-01-03"), Some("6-05-01-03"));
        assert_eq!(resolve("缝纫工"), Some("6-05-01-03"));
        assert_eq!(resolve(" 月嫂 "), Some("4-10-01-06"));
        assert_eq!(resolve("会开挖机"), Some("6-30-05-05"));
        assert_eq!(resolve("人"), None);
        assert_eq!(resolve("叉"), None);
        assert_eq!(resolve("服务"), None);
        assert_eq!(resolve(""), None);
        assert_eq!(resolve("火星"), None);
    }

    proptest! {
        #[test]
        fn any_text_gets_ordered_suggestions_within_the_limit(text in "\\PC{0,60}", limit in 0_usize..8) {
            let found = suggest(&text, limit);
            prop_assert!(found.len() <= limit);
            prop_assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
            prop_assert!(found.iter().all(|s| (0.0..=1.0).contains(&s.score)));
        }
    }
}
