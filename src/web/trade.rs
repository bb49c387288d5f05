//! Reading trades: picked from the list of everyday trades, or typed in one's own words.

use super::ctx::Ctx;
use super::page::Choice;
use crate::domain::error::Problem;
use crate::reference::occupation;

/// The occupation code of a trade: a code, the words of the pick list in either language, or free words.
///
/// # Errors
/// The problem of `field`: nothing typed, or no occupation that the words mean for sure.
pub fn read(field: &str, words: &str) -> Result<String, Problem> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Problem::new(field, "problem-required"));
    }
    occupation::trades()
        .iter()
        .find(|trade| trade.zh == words || trade.en.eq_ignore_ascii_case(words))
        .map(|trade| trade.code)
        .or_else(|| occupation::resolve(words))
        .map(str::to_owned)
        .ok_or_else(|| Problem::new(field, "problem-trade-unknown").with("words", words))
}

/// The trade in the reader's words: the pick list's where it has the code, else the classification's.
#[must_use]
pub fn name(c: &Ctx, code: &str) -> String {
    occupation::trade(code)
        .map_or_else(|| occupation::name(code), |trade| trade.label(c.locale.tag()))
        .to_owned()
}

/// The trades of a column of codes, joined the way the language joins.
#[must_use]
pub fn names(c: &Ctx, codes: &str) -> String {
    let words: Vec<String> = codes.split_whitespace().map(|code| name(c, code)).collect();
    words.join(&c.t("list-separator"))
}

/// The words of the pick list, for a field that also takes free words.
#[must_use]
pub fn offers(c: &Ctx) -> Vec<&'static str> {
    occupation::trades()
        .iter()
        .map(|trade| trade.label(c.locale.tag()))
        .collect()
}

/// The pick list as options of a choice of one, with an empty first option `any`.
#[must_use]
pub fn choices(c: &Ctx, any: &str, chosen: &str) -> Vec<Choice> {
    let first = Choice {
        value: String::new(),
        label: c.t(any),
        chosen: chosen.is_empty(),
    };
    let trades = occupation::trades().iter();
    std::iter::once(first)
        .chain(trades.map(|trade| Choice {
            value: trade.code.to_owned(),
            label: trade.label(c.locale.tag()).to_owned(),
            chosen: trade.code == chosen,
        }))
        .collect()
}
