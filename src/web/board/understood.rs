//! How the text was understood, part by part, each with the address without it.

use super::filters::Choice;
use super::query::BoardQuery;
use super::words::thousands;
use crate::reference::{occupation, region};
use crate::search::{Meaning, Part};
use crate::web::ctx::Ctx;

/// The parts of the text that have a meaning.
#[must_use]
pub fn understood(c: &Ctx, query: &BoardQuery, parts: &[Part]) -> Vec<Choice> {
    let parts = parts.iter().map(|part| Choice {
        label: label(c, part),
        href: without(query, part).href(),
        current: false,
    });
    parts.collect()
}

fn label(c: &Ctx, part: &Part) -> String {
    match &part.meaning {
        Meaning::Place(code) => c.t1("board-part-place", "name", region::short_name(code)),
        Meaning::Trade(code) => c.t2(
            "board-part-trade",
            "text",
            part.text.as_str(),
            "name",
            occupation::name(code),
        ),
        Meaning::PayFrom(yuan) => c.t1("board-part-pay", "yuan", thousands(*yuan)),
        Meaning::Age(years) => c.t1("board-part-age", "years", *years),
        Meaning::Said(said) => c.t(&format!("board-part-{}", said.key())),
        Meaning::Must => c.t1("board-part-must", "text", part.text.as_str()),
        Meaning::Not => c.t1("board-part-not", "text", part.text.as_str()),
        Meaning::Phrase => c.t1("board-part-phrase", "text", part.text.as_str()),
    }
}

/// The same question without the words of this part.
fn without(query: &BoardQuery, part: &Part) -> BoardQuery {
    let mut text = query.text.clone();
    if text.get(part.span.clone()).is_some() {
        text.replace_range(part.span.clone(), " ");
    }
    BoardQuery {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        offset: 0,
        ..query.clone()
    }
}

/// The same question in other words.
#[must_use]
pub fn reworded(query: &BoardQuery, text: &str) -> BoardQuery {
    BoardQuery {
        text: text.to_owned(),
        offset: 0,
        ..query.clone()
    }
}
