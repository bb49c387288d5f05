//! From a title or a few words to the occupations they most likely mean.
//!
//! Each name and alias is compared with the title in two ways: as a whole (the alias is the title,
//! stands in it, or begins with it) and by the characters and pairs of characters they share, rare
//! ones counting more. The best alias speaks for its occupation.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{aliases, all, get, noise};

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

/// One or two characters in a row; a single one has '\0' second.
type Gram = [char; 2];

struct Alias {
    text: String,
    length: usize,
    node: usize,
    norm: f32,
}

struct Index {
    aliases: Vec<Alias>,
    /// Gram to its weight and the aliases that have it.
    grams: HashMap<Gram, (f32, Vec<u32>)>,
}

/// The weight of a shared single character against a shared pair.
const SINGLE: f32 = 0.35;
/// Below this score an occupation is not worth suggesting.
const FLOOR: f32 = 0.12;
/// From this score on, words are taken to mean the occupation without asking.
const SURE: f32 = 0.72;

static INDEX: LazyLock<Index> = LazyLock::new(Index::build);

impl Index {
    fn build() -> Self {
        let mut list = Vec::new();
        for (node, occupation) in all().iter().enumerate() {
            let others = aliases(occupation.code).iter().flat_map(|alias| {
                let parts = alias.split('/').filter(|part| part.chars().count() > 1);
                std::iter::once(*alias).chain(parts.filter(move |part| part != alias))
            });
            for text in std::iter::once(occupation.name).chain(others) {
                let text: String = noise::fold(text).split_whitespace().collect();
                let length = text.chars().count();
                list.push(Alias {
                    text,
                    length,
                    node,
                    norm: 0.0,
                });
            }
        }
        let mut grams: HashMap<Gram, (f32, Vec<u32>)> = HashMap::new();
        for (number, alias) in (0_u32..).zip(&list) {
            for gram in distinct_grams(&alias.text) {
                grams.entry(gram).or_default().1.push(number);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "counts below ten thousand")]
        for (gram, (weight, holders)) in &mut grams {
            let rarity = (list.len() as f32 / holders.len() as f32).ln();
            *weight = if gram[1] == '\0' {
                SINGLE * rarity
            } else {
                rarity
            };
        }
        for alias in &mut list {
            alias.norm = norm(&distinct_grams(&alias.text), &grams);
        }
        Self {
            aliases: list,
            grams,
        }
    }

    /// The best score of each node for one piece of a title, into `best`.
    fn score(&self, piece: &str, share: f32, best: &mut HashMap<usize, f32>) {
        let length = piece.chars().count();
        let own = distinct_grams(piece);
        let own_norm = norm(&own, &self.grams);
        let mut products: HashMap<u32, f32> = HashMap::new();
        for (weight, holders) in own.iter().filter_map(|gram| self.grams.get(gram)) {
            for holder in holders {
                *products.entry(*holder).or_default() += weight * weight;
            }
        }
        for (number, product) in products {
            let alias = &self.aliases[number as usize];
            let cosine = product / (own_norm * alias.norm).max(f32::EPSILON);
            let score = share * blend(piece, length, alias, cosine);
            let slot = best.entry(alias.node).or_default();
            *slot = slot.max(score);
        }
    }
}

/// How well an alias fits a piece of a title, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "lengths of titles")]
fn blend(piece: &str, length: usize, alias: &Alias, cosine: f32) -> f32 {
    if piece == alias.text {
        return 1.0;
    }
    let coverage = alias.length.min(length) as f32 / alias.length.max(length) as f32;
    if alias.length >= 2 && piece.contains(&alias.text) {
        // The last word of a Chinese title is its head: 服装销售 sells, 销售服装 too but less surely.
        let head = if piece.ends_with(&alias.text) {
            0.12
        } else {
            0.0
        };
        return 0.38 + 0.25 * coverage + head + 0.2 * cosine;
    }
    if length >= 2 && alias.text.starts_with(piece) {
        return 0.40 + 0.3 * coverage + 0.2 * cosine;
    }
    if length >= 2 && alias.text.contains(piece) {
        return 0.32 + 0.3 * coverage + 0.2 * cosine;
    }
    0.75 * cosine
}

fn distinct_grams(text: &str) -> Vec<Gram> {
    let chars: Vec<char> = text.chars().collect();
    let singles = chars.iter().map(|c| [*c, '\0']);
    let pairs = chars.windows(2).map(|pair| [pair[0], pair[1]]);
    let mut grams: Vec<Gram> = singles.chain(pairs).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// Length of the weight vector; grams that no alias has count as the rarest.
fn norm(grams: &[Gram], weights: &HashMap<Gram, (f32, Vec<u32>)>) -> f32 {
    let unseen = 7.0;
    grams
        .iter()
        .map(|gram| {
            let single = if gram[1] == '\0' { SINGLE } else { 1.0 };
            weights
                .get(gram)
                .map_or(unseen * single, |(weight, _)| *weight)
                .powi(2)
        })
        .sum::<f32>()
        .sqrt()
}

/// Up to `limit` occupations that `text` (a title or some words) may mean, best first.
#[must_use]
pub fn suggest(text: &str, limit: usize) -> Vec<Suggestion> {
    let title = noise::read(text);
    let mut best: HashMap<usize, f32> = HashMap::new();
    let whole: String = title.pieces.concat();
    INDEX.score(&whole, 1.0, &mut best);
    if title.pieces.len() > 1 {
        for piece in &title.pieces {
            INDEX.score(piece, 0.93, &mut best);
        }
    }
    for aside in &title.asides {
        INDEX.score(aside, 0.6, &mut best);
    }
    let mut ranked: Vec<(usize, f32)> = best.into_iter().filter(|(_, s)| *s >= FLOOR).collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
        .into_iter()
        .take(limit)
        .map(|(node, score)| {
            let occupation = &all()[node];
            Suggestion {
                code: occupation.code,
                name: occupation.name,
                score,
            }
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
    suggest(words, 1)
        .first()
        .filter(|best| best.score >= SURE)
        .map(|best| best.code)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reference::occupation;

    #[test]
    fn every_name_and_alias_finds_its_occupation() {
        for node in all() {
            for word in std::iter::once(&node.name).chain(occupation::aliases(node.code)) {
                let found = suggest(word, 5);
                // Some titles stand under two codes in the source, some names belong to two classes.
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
        assert_eq!(resolve("人"), None);
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
