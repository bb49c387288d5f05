//! Education levels as county ledgers write them, in six ranks.

use std::sync::LazyLock;

use super::{in_language, tsv};

/// One education level.
#[derive(Debug)]
pub struct Education {
    /// Stable key: `none`, `primary`, `junior`, `senior`, `college` or `bachelor`.
    pub key: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// 0 for the lowest level; a higher number is more schooling.
    pub rank: u8,
    words: Vec<&'static str>,
}

impl Education {
    /// The name in the reader's language (`en…`, else Chinese).
    #[must_use]
    pub fn label(&self, lang: &str) -> &'static str {
        in_language(lang, self.zh, self.en)
    }
}

static ALL: LazyLock<Vec<Education>> = LazyLock::new(|| {
    (0..)
        .zip(tsv::rows(include_str!("../../reference/education.tsv")))
        .map(|(rank, [key, zh, en, words])| Education {
            key,
            zh,
            en,
            rank,
            words: tsv::list(words).collect(),
        })
        .collect()
});

/// Every level, lowest first.
#[must_use]
pub fn all() -> &'static [Education] {
    &ALL
}

/// The level with this key.
#[must_use]
pub fn get(key: &str) -> Option<&'static Education> {
    ALL.iter().find(|level| level.key == key)
}

/// The Chinese name of a key; an unknown key is shown as it is.
#[must_use]
pub fn name(key: &str) -> &str {
    get(key).map_or(key, |level| level.zh)
}

/// The level that a ledger cell means: a key, the Chinese name or a word in use ("中专", "高中毕业").
#[must_use]
pub fn resolve(words: &str) -> Option<&'static Education> {
    let words = words.trim();
    ALL.iter()
        .find(|level| level.key == words || level.zh == words || level.words.contains(&words))
}

/// Whether schooling `have` is enough where `need` is asked. An unknown key on either side is not enough.
#[must_use]
pub fn at_least(have: &str, need: &str) -> bool {
    matches!((get(have), get(need)), (Some(have), Some(need)) if have.rank >= need.rank)
}

#[cfg(test)]
mod tests {
    use super::{all, at_least, get, resolve};

    #[test]
    fn ranks_follow_the_order_of_schooling() {
        let keys: Vec<_> = all().iter().map(|level| level.key).collect();
        assert_eq!(
            keys,
            ["none", "primary", "junior", "senior", "college", "bachelor"]
        );
        assert!(at_least("senior", "junior"));
        assert!(!at_least("primary", "junior"));
        assert!(!at_least("unheard", "none"));
    }

    #[test]
    fn ledger_words_are_understood() {
        assert_eq!(resolve(" 中专 ").map(|level| level.key), Some("senior"));
        assert_eq!(resolve("文盲").map(|level| level.key), Some("none"));
        assert!(resolve("会一点").is_none());
        assert_eq!(
            get("junior").map(|level| level.label("en")),
            Some("Junior middle school")
        );
    }
}
