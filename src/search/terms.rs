//! The words of what a person typed: folded, bounded, after places, trades and conditions were understood.

use std::ops::Range;

use super::fold::bare;
use super::reading::{MAX_TEXT_CHARS, Meaning, Part, Reading, Words};
use super::tokens::Analyser;

/// Most terms used: each costs about eight posting lists.
const MAX_TERMS: usize = 12;
/// Words that every advert or every seeker uses and that tell nothing apart. Left out only when another term remains.
const EMPTY_WORDS: [&str; 37] = [
    "的",
    "了",
    "我",
    "想",
    "找",
    "要",
    "在",
    "和",
    "与",
    "及",
    "或",
    "有",
    "去",
    "做",
    "招",
    "招聘",
    "急招",
    "工作",
    "岗位",
    "职位",
    "招工",
    "我想",
    "找工作",
    "招人",
    "有没有",
    "哪里",
    "哪儿",
    "请问",
    "什么",
    "吗",
    "呢",
    "可以",
    "打工",
    "上班",
    "干活",
    "找活",
    "活儿",
];

/// How the text was understood, to be shown beside the results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Interpreted {
    /// Places, trades and conditions that were taken out of the text, in the order typed.
    pub parts: Vec<Part>,
    /// Words searched for, folded, in the order typed; a trade is one of them too.
    pub terms: Vec<String>,
    /// Words left out: empty ones, and those after the twelfth term.
    pub dropped: Vec<String>,
    /// Only the first hundred characters were read.
    pub cut: bool,
    /// No vacancy had all terms; shown are those with at least half of them.
    pub relaxed: bool,
}

/// A text taken apart.
#[derive(Debug, Default)]
pub(super) struct Terms {
    pub interpreted: Interpreted,
    /// The text without spaces and signs, to recognise a title typed whole.
    pub bare: String,
    /// The person typed something, even if nothing in it can be searched for.
    pub asked: bool,
    /// What no dictionary gave a meaning to, for the forgiving search.
    pub words: Vec<Words>,
}

impl Terms {
    /// Takes `text` apart. A megabyte costs no more than a hundred characters.
    pub fn read(text: &str, analyser: &Analyser) -> Self {
        let text = text.trim_start();
        let head: String = text.chars().take(MAX_TEXT_CHARS).collect();
        let reading = Reading::of(&head, analyser);
        let mut found: Vec<(usize, String)> = Vec::new();
        for words in &reading.words {
            let terms = join_singles(&analyser.pieces(&words.text));
            found.extend(terms.into_iter().map(|term| (words.span.start, term)));
        }
        let trades = reading
            .parts
            .iter()
            .filter(|part| matches!(part.meaning, Meaning::Trade(_)));
        found.extend(trades.map(|part| (part.span.start, part.text.clone())));
        // Terms of one run of words stay in their order.
        found.sort_by_key(|(start, _)| *start);
        let mut interpreted = choose(
            found.into_iter().map(|(_, term)| term).collect(),
            !reading.parts.is_empty(),
        );
        interpreted.cut = head.len() < text.len();
        interpreted.parts = reading.parts;
        Self {
            interpreted,
            bare: bare(&head),
            asked: !head.is_empty(),
            words: reading.words,
        }
    }

    /// There is something to search by.
    pub fn has_meaning(&self) -> bool {
        !self.interpreted.terms.is_empty() || !self.interpreted.parts.is_empty()
    }

    /// Where the trades stand that were asked for, and their codes.
    pub fn trades(&self) -> Vec<(Range<usize>, &str)> {
        let parts = self.interpreted.parts.iter();
        parts
            .filter_map(|part| match &part.meaning {
                Meaning::Trade(code) => Some((part.span.clone(), code.as_str())),
                _ => None,
            })
            .collect()
    }

    /// The occupation that a term names.
    pub fn trade_of(&self, term: &str) -> Option<&str> {
        self.interpreted.parts.iter().find_map(|part| match &part.meaning {
            Meaning::Trade(code) if part.text == term => Some(code.as_str()),
            _ => None,
        })
    }
}

/// Characters that no word of the dictionary claims belong together: `包|吃` is asked for as `包吃`.
fn join_singles(pieces: &[&str]) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    let mut joining = false;
    for piece in pieces {
        let single = piece.chars().count() == 1 && !EMPTY_WORDS.contains(piece);
        match terms.last_mut() {
            Some(last) if single && joining => last.push_str(piece),
            _ => terms.push((*piece).to_owned()),
        }
        joining = single;
    }
    terms
}

/// `meant` says that something else than these words is searched for.
fn choose(found: Vec<String>, meant: bool) -> Interpreted {
    let mut interpreted = Interpreted::default();
    let only_empty = !meant && found.iter().all(|term| EMPTY_WORDS.contains(&term.as_str()));
    for term in found {
        let empty = !only_empty && EMPTY_WORDS.contains(&term.as_str());
        if interpreted.terms.contains(&term) {
            continue;
        }
        if empty || interpreted.terms.len() == MAX_TERMS {
            if !interpreted.dropped.contains(&term) {
                interpreted.dropped.push(term);
            }
        } else {
            interpreted.terms.push(term);
        }
    }
    interpreted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Interpreted {
        Terms::read(text, &Analyser::new(["月嫂", "包吃住"].into_iter())).interpreted
    }

    #[test]
    fn a_sentence_becomes_terms() {
        let interpreted = read("我想找天津的月嫂 包吃住");
        assert_eq!(interpreted.terms, ["天津", "月嫂"]);
        assert_eq!(interpreted.parts[0].text, "包吃住");
        assert!(interpreted.dropped.contains(&"找".to_owned()) || interpreted.dropped.contains(&"想".to_owned()));
    }

    #[test]
    fn an_empty_word_alone_is_still_searched_for() {
        assert_eq!(read("招").terms, ["招"]);
        assert_eq!(read("工作").terms, ["工作"]);
    }

    #[test]
    fn length_and_number_are_bounded() {
        let long = read(&"电焊工 ".repeat(100_000));
        assert_eq!(long.terms, ["电焊工"]);
        assert!(long.cut);
        let many = read("a1 b2 c3 d4 e5 f6 g7 h8 i9 j1 k2 l3 m4 n5");
        assert_eq!(many.terms.len(), 12);
        assert_eq!(many.dropped.len(), 2);
    }

    #[test]
    fn signs_are_not_terms() {
        let terms = Terms::read("*:* \0 🎉", &Analyser::new(std::iter::empty()));
        assert!(terms.interpreted.terms.is_empty());
        assert!(terms.asked);
    }
}
