//! Occupations of the national classification (职业分类大典, 2022 edition), the everyday words for
//! them, and the short list of trades that forms offer.
//!
//! Codes have the form `1-22-333-44` padded with zeros to `6-05-00-00`; a group is the prefix of the
//! codes of its members (`6-05`).

mod index;
mod noise;
mod suggest;
mod table;
mod trades;
mod words;

pub use suggest::{Suggestion, resolve, suggest};
pub use table::{Occupation, all, ancestors, children, get, name, parent};
pub use trades::{Trade, TradeGroup, trade, trade_groups, trades};
pub use words::{aliases, dictionary_words, said_trades, words};

/// The code of a general hand (普工, 操作工, 打螺丝 …): the major group of production itself, which is
/// where the source of the classification files those words. As a group it contains every production
/// occupation, skilled ones too; to ask whether a job suits somebody use [`fits`].
pub const GENERAL_HAND: &str = "6-00-00-00";

/// Classes of production work that a general hand is taken on for without a trade: the factory
/// (6-01 to 6-27 without mining, smelting and machining) and the helpers of 6-31.
const OPEN_TO_GENERAL_HANDS: &[&str] = &[
    "6-01", "6-02", "6-04", "6-05", "6-06", "6-07", "6-08", "6-09", "6-12", "6-13", "6-14", "6-15", "6-19", "6-21",
    "6-22", "6-23", "6-24", "6-25", "6-26", "6-27", "6-31-05", "6-31-99",
];

/// The prefix that the codes of a group share: `6-05-00-00` is `6-05`, a single occupation stays whole.
#[must_use]
pub fn prefix(code: &str) -> &str {
    let mut prefix = code;
    while let Some(shorter) = prefix.strip_suffix("-00") {
        prefix = shorter;
    }
    prefix
}

/// Whether `code` is `group` or lies in it; `group` may be a code or a bare prefix. By digits alone.
#[must_use]
pub fn contains(group: &str, code: &str) -> bool {
    let prefix = prefix(group);
    !prefix.is_empty()
        && code
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether work `offered` is of the kind `wanted`: the same occupation or one of the wanted group.
///
/// Somebody who wants general work (普工) is offered factory work that needs no trade, not every
/// production occupation; a welder's or a miner's post is none.
#[must_use]
pub fn fits(wanted: &str, offered: &str) -> bool {
    if wanted == GENERAL_HAND {
        offered == GENERAL_HAND || OPEN_TO_GENERAL_HANDS.iter().any(|group| contains(group, offered))
    } else {
        contains(wanted, offered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_follow_the_scheme() {
        assert_eq!(prefix("6-00-00-00"), "6");
        assert_eq!(prefix("6-05-00-00"), "6-05");
        assert_eq!(prefix("6-05-01-00"), "6-05-01");
        assert_eq!(prefix("6-05-01-03"), "6-05-01-03");
        assert!(!contains("6-05-01-00", "6-05-010"));
        assert!(contains("6-05", "6-05-01-03"));
        assert!(!contains("", "6-05-01-03"));
    }

    #[test]
    fn contains_agrees_with_ancestors_everywhere() {
        for node in all() {
            let above = ancestors(node.code);
            for group in all() {
                let expected = group.code == node.code || above.iter().any(|up| up.code == group.code);
                assert_eq!(
                    contains(group.code, node.code),
                    expected,
                    "{} in {}",
                    node.code,
                    group.code
                );
            }
        }
    }

    #[test]
    fn a_general_hand_is_not_offered_a_trade() {
        assert!(fits(GENERAL_HAND, "6-25-04-07"));
        assert!(fits(GENERAL_HAND, GENERAL_HAND));
        assert!(!fits(GENERAL_HAND, "6-18-02-04"));
        assert!(!fits(GENERAL_HAND, "6-16-01-05"));
        assert!(fits("6-05-00-00", "6-05-01-03"));
        assert!(!fits("6-05-01-03", GENERAL_HAND));
    }

    #[test]
    fn every_open_class_exists() {
        for group in OPEN_TO_GENERAL_HANDS {
            assert!(all().iter().any(|node| prefix(node.code) == *group), "{group}");
        }
    }
}
