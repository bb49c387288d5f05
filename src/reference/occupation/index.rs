//! The index of names and aliases that a piece of a title is compared with.
//!
//! The weights were chosen on one half of 4,149 labelled advert titles and checked on the other
//! (right first .43, among the first five .68; `docs/data.md`).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{aliases, all, noise};

/// One or two characters in a row; a single one has `'\0'` second.
type Gram = [char; 2];

struct Alias {
    text: String,
    length: usize,
    node: usize,
    /// Length of the vector of its gram weights.
    norm: f32,
}

/// Every name and alias, and which of them hold which characters and pairs of characters.
pub(super) struct Index {
    aliases: Vec<Alias>,
    ids: HashMap<Gram, usize>,
    grams: Vec<Holders>,
}

#[derive(Default)]
struct Holders {
    weight: f32,
    aliases: Vec<usize>,
}

/// What speaks for one occupation: the scores of its three best aliases, best first.
#[derive(Clone, Copy, Default)]
pub(super) struct Evidence([f32; 3]);

/// The weight of a single character against a pair of equal rarity.
const SINGLE: f32 = 0.85;
/// The weight of a pair that no alias has: rarer than any that one has.
const UNSEEN: f32 = 7.0;
/// The best score of an alias that is not the whole piece.
const NEARLY: f32 = 0.98;
/// The best score that several such aliases reach together; 1 is kept for the exact word.
const AGREED: f32 = 0.985;
/// How much of what the best alias leaves open the next two can fill.
const SUPPORT: f32 = 0.6;

impl Evidence {
    fn add(&mut self, mut score: f32) {
        for kept in &mut self.0 {
            if score > *kept {
                std::mem::swap(&mut score, kept);
            }
        }
    }

    /// 0 to 1: the best alias, and a little more when others agree.
    pub(super) fn score(self) -> f32 {
        let [best, second, third] = self.0;
        let supported = best + SUPPORT * (1.0 - best) * (second + 0.5 * third);
        if best < 1.0 {
            supported.min(AGREED)
        } else {
            best
        }
    }
}

pub(super) static INDEX: LazyLock<Index> = LazyLock::new(Index::build);

impl Index {
    fn build() -> Self {
        let mut index = Self {
            aliases: Vec::new(),
            ids: HashMap::with_capacity(16_384),
            grams: Vec::new(),
        };
        let mut held: Vec<Vec<usize>> = Vec::new();
        for (node, occupation) in all().iter().enumerate() {
            index.admit(occupation.name, node, &mut held);
            for alias in aliases(occupation.code) {
                index.admit(alias, node, &mut held);
                // "育婴师/保育员" are two titles; of "人事专员/助理" the second half is only a rank.
                if alias.contains('/') {
                    for part in alias.split('/').filter(|part| !noise::is_rank(part)) {
                        index.admit(part, node, &mut held);
                    }
                }
            }
        }
        index.weigh(&held);
        index
    }

    fn admit(&mut self, text: &str, node: usize, held: &mut Vec<Vec<usize>>) {
        let text: String = noise::fold(text).split_whitespace().collect();
        let length = text.chars().count();
        if length < 2 {
            return;
        }
        let number = self.aliases.len();
        let mut grams = Vec::new();
        for gram in distinct_grams(&text) {
            let next = self.grams.len();
            let id = *self.ids.entry(gram).or_insert(next);
            if id == next {
                self.grams.push(Holders::default());
            }
            self.grams[id].aliases.push(number);
            grams.push(id);
        }
        held.push(grams);
        self.aliases.push(Alias {
            text,
            length,
            node,
            norm: 0.0,
        });
    }

    #[expect(clippy::cast_precision_loss, reason = "counts below ten thousand")]
    fn weigh(&mut self, held: &[Vec<usize>]) {
        let count = self.aliases.len() as f32;
        for (gram, id) in &self.ids {
            let holders = &mut self.grams[*id];
            holders.weight = share_of(*gram) * (count / holders.aliases.len() as f32).ln();
        }
        for (alias, grams) in self.aliases.iter_mut().zip(held) {
            let squares: f32 = grams.iter().map(|id| self.grams[*id].weight.powi(2)).sum();
            alias.norm = squares.sqrt();
        }
    }

    /// Adds what one piece of a title says to the evidence for each occupation (by its place in
    /// [`all`]); `share` (0 to 1) is how much the piece counts.
    pub(super) fn gather(&self, piece: &str, share: f32, found: &mut HashMap<usize, Evidence>) {
        let length = piece.chars().count();
        let mut shared = vec![0.0_f32; self.aliases.len()];
        let mut squares = 0.0_f32;
        for gram in distinct_grams(piece) {
            let Some(id) = self.ids.get(&gram) else {
                squares += (UNSEEN * share_of(gram)).powi(2);
                continue;
            };
            let holders = &self.grams[*id];
            let square = holders.weight.powi(2);
            squares += square;
            for alias in &holders.aliases {
                shared[*alias] += square;
            }
        }
        let norm = squares.sqrt();
        for (alias, product) in self.aliases.iter().zip(&shared) {
            if *product > 0.0 {
                let score = share * fit(piece, length, norm, alias, *product);
                found.entry(alias.node).or_default().add(score);
            }
        }
    }
}

/// How well an alias fits a piece of a title, 0 to 1. `product` is the product of their gram vectors.
#[expect(clippy::cast_precision_loss, reason = "lengths of titles")]
fn fit(piece: &str, length: usize, norm: f32, alias: &Alias, product: f32) -> f32 {
    if piece == alias.text {
        return 1.0;
    }
    let cosine = product / (norm * alias.norm).max(f32::EPSILON);
    let coverage = alias.length.min(length) as f32 / alias.length.max(length) as f32;
    let score = if piece.contains(&alias.text) {
        // How much of what the piece says (not of its length) the alias covers; and the last word of a
        // Chinese title is its head.
        let said = (alias.norm / norm).min(1.0);
        let head = f32::from(u8::from(piece.ends_with(&alias.text)));
        0.20 + 0.50 * coverage + 0.10 * cosine + 0.35 * said + 0.03 * head
    } else if length >= 2 && alias.text.starts_with(piece) {
        0.35 + 0.20 * coverage + 0.40 * cosine
    } else if length >= 2 && alias.text.contains(piece) {
        0.32 + 0.30 * coverage + 0.20 * cosine
    } else {
        1.15 * cosine
    };
    score.min(NEARLY)
}

fn share_of(gram: Gram) -> f32 {
    if gram[1] == '\0' { SINGLE } else { 1.0 }
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
