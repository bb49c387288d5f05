//! The everyday trades that forms offer as choices, instead of two thousand occupations.

use std::sync::LazyLock;

use crate::reference::{in_language, tsv};

/// A trade that can be picked. Its occupation code is its identity and is what gets stored.
#[derive(Debug)]
pub struct Trade {
    /// Occupation code; each trade has its own.
    pub code: &'static str,
    /// Short Chinese name, in the words of people who do it.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// Key of its [`TradeGroup`].
    pub group: &'static str,
}

/// A heading of the list of trades.
#[derive(Debug)]
pub struct TradeGroup {
    /// Stable key, e.g. `factory`.
    pub key: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
}

impl Trade {
    /// The name in the reader's language (`en…`, else Chinese).
    #[must_use]
    pub fn label(&self, lang: &str) -> &'static str {
        in_language(lang, self.zh, self.en)
    }
}

impl TradeGroup {
    /// The name in the reader's language (`en…`, else Chinese).
    #[must_use]
    pub fn label(&self, lang: &str) -> &'static str {
        in_language(lang, self.zh, self.en)
    }

    /// The trades under this heading, in the order of the form.
    pub fn trades(&self) -> impl Iterator<Item = &'static Trade> {
        let key = self.key;
        TRADES.iter().filter(move |trade| trade.group == key)
    }
}

static TRADES: LazyLock<Vec<Trade>> = LazyLock::new(|| {
    tsv::rows(include_str!("../../../reference/trades.tsv"))
        .map(|[code, zh, en, group]| Trade {
            code,
            zh,
            en,
            group,
        })
        .collect()
});

static GROUPS: LazyLock<Vec<TradeGroup>> = LazyLock::new(|| {
    tsv::rows(include_str!("../../../reference/trade_groups.tsv"))
        .map(|[key, zh, en]| TradeGroup { key, zh, en })
        .collect()
});

/// Every trade, in the order of the form.
#[must_use]
pub fn trades() -> &'static [Trade] {
    &TRADES
}

/// The trade with this occupation code, if the code is one that forms offer.
#[must_use]
pub fn trade(code: &str) -> Option<&'static Trade> {
    TRADES.iter().find(|trade| trade.code == code)
}

/// The headings, in the order of the form.
#[must_use]
pub fn trade_groups() -> &'static [TradeGroup] {
    &GROUPS
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::reference::occupation;

    #[test]
    fn each_trade_has_its_own_occupation_and_a_group() {
        let mut seen = HashSet::new();
        for trade in trades() {
            assert!(occupation::get(trade.code).is_some(), "{}", trade.code);
            assert!(seen.insert(trade.code), "{} twice", trade.code);
            assert!(trade_groups().iter().any(|group| group.key == trade.group));
        }
        let grouped: usize = trade_groups()
            .iter()
            .map(|group| group.trades().count())
            .sum();
        assert_eq!(grouped, trades().len());
        assert_eq!(
            trade("6-05-01-03").map(|trade| trade.label("en")),
            Some("Sewing")
        );
    }
}
