//! Vocational skill levels (职业技能等级), from none to senior technician.

use std::sync::LazyLock;

use super::{in_language, tsv};

/// One skill level.
#[derive(Debug)]
pub struct SkillLevel {
    /// Stable key: `none`, `five`, `four`, `three`, `two` or `one`.
    pub key: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// 0 for no level, 5 for senior technician (level one of the national scheme).
    pub rank: u8,
    words: Vec<&'static str>,
}

impl SkillLevel {
    /// The name in the reader's language (`en…`, else Chinese).
    #[must_use]
    pub fn label(&self, lang: &str) -> &'static str {
        in_language(lang, self.zh, self.en)
    }
}

static ALL: LazyLock<Vec<SkillLevel>> = LazyLock::new(|| {
    (0..)
        .zip(tsv::rows(include_str!("../../reference/skill_levels.tsv")))
        .map(|(rank, [key, zh, en, words])| SkillLevel {
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
pub fn all() -> &'static [SkillLevel] {
    &ALL
}

/// The level with this key.
#[must_use]
pub fn get(key: &str) -> Option<&'static SkillLevel> {
    ALL.iter().find(|level| level.key == key)
}

/// The Chinese name of a key; an unknown key is shown as it is.
#[must_use]
pub fn name(key: &str) -> &str {
    get(key).map_or(key, |level| level.zh)
}

/// The level that a ledger cell means: a key, the Chinese name or a word in use ("中级工", "技师").
#[must_use]
pub fn resolve(words: &str) -> Option<&'static SkillLevel> {
    let words = words.trim();
    ALL.iter()
        .find(|level| level.key == words || level.zh == words || level.words.contains(&words))
}

#[cfg(test)]
mod tests {
    use super::{all, name, resolve};

    #[test]
    fn level_one_is_the_highest() {
        let keys: Vec<_> = all().iter().map(|level| level.key).collect();
        assert_eq!(keys, ["none", "five", "four", "three", "two", "one"]);
        assert!(all().windows(2).all(|pair| pair[0].rank < pair[1].rank));
    }

    #[test]
    fn ledger_words_are_understood() {
        assert_eq!(resolve("中级工").map(|level| level.key), Some("four"));
        assert_eq!(resolve("技师").map(|level| level.key), Some("two"));
        assert!(resolve("很高").is_none());
        assert_eq!(name("one"), "一级（高级技师）");
    }
}
