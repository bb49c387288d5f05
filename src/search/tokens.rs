//! Cutting text into what the index holds: dictionary words, and a net of single characters and pairs.
//!
//! Words rank well but depend on a dictionary; the net finds every substring whatever the dictionary thinks of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jieba_rs::{Jieba, TokenizeMode};
use sha2::{Digest, Sha256};
use tantivy::Index;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::{Folded, fold};
use super::lexicon::Lexicon;

/// Raised whenever the cutting changes, so that indexes cut in the old way are rebuilt.
const CUTTING_VERSION: u32 = 2;
/// Longest text indexed from one field, in characters: five times the longest real advert of the 8,000 in our sample.
pub(super) const MAX_TEXT_CHARS: usize = 20_000;
/// Longer official names ("机械制造加工人员") are better cut into the words people ask for.
const MAX_WORD_CHARS: usize = 6;

pub(super) const WORDS: &str = "words";
pub(super) const NET: &str = "net";

/// The dictionary, built once (about 141 ms and 33 MB) and shared by every index, query and thread.
#[derive(Clone)]
pub struct Analyser {
    jieba: Arc<Jieba>,
    lexicon: Arc<Lexicon>,
    fingerprint: Arc<str>,
}

impl std::fmt::Debug for Analyser {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Analyser")
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}

impl Analyser {
    /// Loads the built-in dictionary and adds `words` (occupation names, aliases, local words): 普工, 月嫂 and 白班 are not in
    /// it. Words of one character, over six, or with punctuation are left out, since cutting them whole would hide their parts.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let words: BTreeSet<String> = words.map(fold).filter(|word| is_dictionary_word(word)).collect();
        let mut jieba = Jieba::new();
        let mut digest = Sha256::new();
        digest.update(CUTTING_VERSION.to_be_bytes());
        for word in &words {
            jieba.add_word(word, None, None);
            digest.update(word.as_bytes());
            digest.update([0]);
        }
        Self {
            jieba: Arc::new(jieba),
            lexicon: Arc::default(),
            fingerprint: hex::encode(digest.finalize()).into(),
        }
    }

    /// The same, with words whose meaning is known. They change how a question is read, not how text is cut.
    #[must_use]
    pub fn knowing(self, lexicon: Lexicon) -> Self {
        Self {
            lexicon: Arc::new(lexicon),
            ..self
        }
    }

    /// The words whose meaning is known.
    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Changes whenever the same text would be cut differently.
    pub(super) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The plain cut of folded text: each character in exactly one piece. No guessing of unknown words (HMM): a guess depends
    /// on the neighbours, so the same word would be cut differently in a query and in an advert.
    pub(super) fn pieces<'t>(&self, folded: &'t str) -> Vec<&'t str> {
        self.jieba
            .cut(folded, false)
            .into_iter()
            .map(|piece| piece.word)
            .collect()
    }

    /// The words within a folded term, and the term itself if it is one (操作员 → 操作, 操作员).
    pub(super) fn parts<'t>(&self, folded: &'t str) -> Vec<&'t str> {
        self.jieba
            .tokenize(folded, TokenizeMode::Search, false)
            .into_iter()
            .map(|part| part.word)
            .collect()
    }

    /// Makes the two tokenizers known to an index; needed after every open, since tantivy stores only their names.
    pub(super) fn register(&self, index: &Index) {
        index
            .tokenizers()
            .register(WORDS, WordTokenizer(Arc::clone(&self.jieba)));
        index.tokenizers().register(NET, NetTokenizer);
    }
}

fn is_dictionary_word(word: &str) -> bool {
    (2..=MAX_WORD_CHARS).contains(&word.chars().count()) && word.chars().all(char::is_alphanumeric)
}

/// Dictionary words with their shorter parts (电焊工 → 电焊, 焊工, 电焊工).
#[derive(Clone)]
struct WordTokenizer(Arc<Jieba>);

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let folded = Folded::of(text, MAX_TEXT_CHARS);
        let mut tokens: Vec<Token> = self
            .0
            .tokenize(&folded.text, TokenizeMode::Search, false)
            .into_iter()
            .filter(|word| word.word.chars().any(char::is_alphanumeric))
            .map(|word| token(&folded, word.word, word.start, word.end))
            .collect();
        // The parts of a word come before the word itself; tantivy wants positions that never go back.
        tokens.sort_by_key(|token| (token.position, token.position_length));
        Tokens::new(tokens)
    }
}

/// Every letter or digit, and every two that stand together, at the position of the first: `月嫂` → 月, 月嫂, 嫂.
#[derive(Clone)]
struct NetTokenizer;

impl Tokenizer for NetTokenizer {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let folded = Folded::of(text, MAX_TEXT_CHARS);
        let characters: Vec<char> = folded.text.chars().collect();
        let mut tokens = Vec::with_capacity(characters.len() * 2);
        for (position, &first) in characters.iter().enumerate() {
            if !first.is_alphanumeric() {
                continue;
            }
            tokens.push(token(&folded, first.encode_utf8(&mut [0; 4]), position, position + 1));
            if let Some(&second) = characters.get(position + 1).filter(|second| second.is_alphanumeric()) {
                tokens.push(token(
                    &folded,
                    &String::from_iter([first, second]),
                    position,
                    position + 2,
                ));
            }
        }
        Tokens::new(tokens)
    }
}

/// The terms whose phrase in a net field means "this text occurs here": the character itself, or its consecutive pairs.
pub(super) fn net_phrase(term: &str) -> Vec<String> {
    let characters: Vec<char> = term.chars().collect();
    match characters.as_slice() {
        [single] => vec![single.to_string()],
        several => several.windows(2).map(|pair| pair.iter().collect()).collect(),
    }
}

fn token(folded: &Folded, text: &str, start: usize, end: usize) -> Token {
    Token {
        offset_from: folded.sources[start].0,
        offset_to: folded.sources[end - 1].1,
        position: start,
        text: text.to_owned(),
        position_length: end - start,
    }
}

/// A finished list of tokens in tantivy's stream form.
struct Tokens {
    tokens: Vec<Token>,
    /// One past the current token.
    next: usize,
}

impl Tokens {
    fn new(tokens: Vec<Token>) -> Self {
        Self { tokens, next: 0 }
    }
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tokenizer: &mut impl Tokenizer, text: &str) -> Vec<String> {
        let mut stream = tokenizer.token_stream(text);
        let mut texts = Vec::new();
        let mut last = 0;
        while stream.advance() {
            let token = stream.token();
            assert!(token.position >= last, "positions go back in {text}");
            assert_eq!(fold(&text[token.offset_from..token.offset_to]), token.text);
            last = token.position;
            texts.push(token.text.clone());
        }
        texts
    }

    #[test]
    fn added_words_are_cut_whole_and_punctuation_is_dropped() {
        let analyser = Analyser::new(["月嫂", "长白班", "包吃住"].into_iter());
        let words = texts(
            &mut WordTokenizer(Arc::clone(&analyser.jieba)),
            "急招月嫂，（长白班）包吃住！ＣＮＣ",
        );
        for word in ["月嫂", "长白班", "包吃住", "cnc"] {
            assert!(words.iter().any(|found| found == word), "{word} missing in {words:?}");
        }
        assert!(!words.iter().any(|word| "，（）！".contains(word.as_str())));
    }

    #[test]
    fn parts_of_a_word_come_along() {
        let analyser = Analyser::new(std::iter::empty());
        let words = texts(&mut WordTokenizer(analyser.jieba), "招电焊工");
        for word in ["电焊", "焊工", "电焊工"] {
            assert!(words.iter().any(|found| found == word), "{word} missing in {words:?}");
        }
    }

    #[test]
    fn the_net_stops_at_punctuation() {
        assert_eq!(
            texts(&mut NetTokenizer, "月嫂，B照"),
            ["月", "月嫂", "嫂", "b", "b照", "照"]
        );
        assert_eq!(net_phrase("包吃住"), ["包吃", "吃住"]);
        assert_eq!(net_phrase("焊"), ["焊"]);
    }

    #[test]
    fn the_fingerprint_follows_the_words() {
        let one = Analyser::new(["月嫂", "普工"].into_iter());
        let same = Analyser::new(["普工", "月嫂", "月嫂"].into_iter());
        let other = Analyser::new(["普工"].into_iter());
        assert_eq!(one.fingerprint(), same.fingerprint());
        assert_ne!(one.fingerprint(), other.fingerprint());
    }
}
