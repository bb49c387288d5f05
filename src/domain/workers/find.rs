//! The one search box: a number, a phone, four last digits, pinyin, a name or a village, several of them at once.

use entity::codes::Subject;
use entity::{worker, worker_phone};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::queries::visible_to;
use super::{number, phones};
use crate::domain::actor::Actor;
use crate::domain::checks::phone::Mobile;
use crate::domain::checks::{id_number, phone, typed};
use crate::domain::error::Result;
use crate::domain::scope;
use crate::domain::unit::Unit;
use crate::reference::region;
use crate::vault::Vault;

/// Most words that the box takes; more are a pasted text.
const MOST_TERMS: usize = 6;
/// Most places that one word may stand for.
const MOST_PLACES: usize = 30;

/// One word of the box, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A whole identity number.
    Number(String),
    /// A whole mobile.
    Phone(String),
    /// The last four of a number or a phone.
    Last4(String),
    /// Pinyin, full or initials, from the beginning.
    Pinyin(String),
    /// Part of a name, or a village or township.
    Words(String),
    /// Digits that are neither whole nor the last four: what is encrypted cannot be found by its middle.
    Digits,
}

/// Read the box. Never fails: what makes no sense finds nobody.
#[must_use]
pub fn read_terms(text: &str) -> Vec<Term> {
    if let Some(whole) = read_whole(text) {
        return vec![whole];
    }
    let folded: String = text.chars().map(typed::fold_width).collect();
    folded
        .split(|letter: char| letter.is_whitespace() || ",，、".contains(letter))
        .filter(|word| !word.is_empty())
        .take(MOST_TERMS)
        .map(read_word)
        .collect()
}

/// A number or a phone, however it is spaced.
fn read_whole(text: &str) -> Option<Term> {
    let bare = id_number::normalise(text);
    let shape = bare.len() == 18
        && bare
            .bytes()
            .enumerate()
            .all(|(at, byte)| byte.is_ascii_digit() || (at == 17 && byte == b'X'));
    if shape {
        return Some(Term::Number(bare));
    }
    Mobile::parse(text)
        .ok()
        .map(|mobile| Term::Phone(mobile.as_str().to_owned()))
}

fn read_word(word: &str) -> Term {
    if let Some(whole) = read_whole(word) {
        return whole;
    }
    let bare = id_number::normalise(word);
    let bytes = bare.as_bytes();
    if bytes.len() == 4 && bytes[..3].iter().all(u8::is_ascii_digit) && (bytes[3].is_ascii_digit() || bytes[3] == b'X')
    {
        return Term::Last4(bare);
    }
    if phone::normalise(word).bytes().all(|byte| byte.is_ascii_digit()) {
        return Term::Digits;
    }
    if word
        .chars()
        .all(|letter| letter.is_ascii_alphabetic() || letter == '\'')
    {
        return Term::Pinyin(
            word.chars()
                .filter(char::is_ascii_alphabetic)
                .collect::<String>()
                .to_ascii_lowercase(),
        );
    }
    Term::Words(word.to_owned())
}

fn with_phone(condition: impl Into<Expr>) -> SelectStatement {
    Query::select()
        .column(worker_phone::Column::WorkerId)
        .from(worker_phone::Entity)
        .and_where(condition.into())
        .to_owned()
}

/// The rows that one word fits.
fn fits(term: &Term, vault: &Vault, within: Option<&str>) -> Condition {
    match term {
        Term::Number(digits) => {
            Condition::all().add(worker::Column::IdNumberIndex.eq(vault.blind_index(number::INDEX, digits)))
        }
        Term::Phone(digits) => {
            let index = vault.blind_index(phones::INDEX, digits);
            Condition::all()
                .add(worker::Column::Id.in_subquery(with_phone(worker_phone::Column::NumberIndex.eq(index))))
        }
        Term::Last4(last) => Condition::any()
            .add(worker::Column::IdNumberLast4.eq(last))
            .add(worker::Column::Id.in_subquery(with_phone(worker_phone::Column::Last4.eq(last)))),
        Term::Pinyin(letters) => Condition::any()
            .add(worker::Column::NameKeys.starts_with(letters))
            .add(worker::Column::NameKeys.contains(format!(" {letters}"))),
        Term::Words(words) => {
            let mut any = Condition::any().add(worker::Column::Name.contains(words));
            for place in places_like(words, within) {
                any = any.add(scope::within(worker::Column::RegionCode, place));
            }
            any
        }
        Term::Digits => Condition::all().add(Expr::val(1).eq(Expr::val(0))),
    }
}

/// Townships and villages whose name holds the words, within the actor's places.
fn places_like(words: &str, within: Option<&str>) -> Vec<&'static str> {
    region::all()
        .iter()
        .filter(|place| place.level >= 4 && place.name.contains(words))
        .filter(|place| within.is_none_or(|own| region::contains(own, place.code)))
        .map(|place| place.code)
        .take(MOST_PLACES)
        .collect()
}

/// The rows that every word fits.
pub(super) fn fits_all(terms: &[Term], vault: &Vault, within: Option<&str>) -> Condition {
    terms
        .iter()
        .fold(Condition::all(), |all, term| all.add(fits(term, vault, within)))
}

/// The rows that the words of a box fit, for lists of other nouns that narrow to whom the actor may see.
#[must_use]
pub fn matching(terms: &[Term], vault: &Vault, actor: &Actor) -> Condition {
    fits_all(terms, vault, actor.region_code())
}

/// The one record that has this phone, by its index, and this name; none if several have.
pub async fn named_with_phone(db: &impl ConnectionTrait, index: &str, name: &str) -> Result<Option<worker::Model>> {
    let having: Vec<Uuid> = worker_phone::Entity::find()
        .select_only()
        .column(worker_phone::Column::WorkerId)
        .filter(worker_phone::Column::NumberIndex.eq(index))
        .into_tuple()
        .all(db)
        .await?;
    let mut found = worker::Entity::find()
        .filter(worker::Column::Id.is_in(having))
        .filter(worker::Column::Name.eq(name))
        .filter(worker::Column::MergedInto.is_null())
        .all(db)
        .await?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}

/// What the box led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Exactly one record.
    One(Uuid),
    /// Several: the list narrowed by this text, which holds no whole number.
    Many(String),
    /// Nobody.
    Nobody,
}

/// Carry out a search. Whole numbers and phones lead to the record, and never into an address of a page. That somebody searched, and by
/// what kind of word, is on record; the words are not.
pub async fn find(unit: &Unit, text: &str) -> Result<Found> {
    let visible = visible_to(unit.actor())?;
    let terms = read_terms(text);
    let kinds: Vec<&str> = terms.iter().map(kind_of).collect();
    let ids: Vec<Uuid> = worker::Entity::find()
        .select_only()
        .column(worker::Column::Id)
        .filter(visible)
        .filter(fits_all(&terms, unit.vault(), unit.actor().region_code()))
        .limit(2)
        .into_tuple()
        .all(unit.tx())
        .await?;
    let found = match ids.as_slice() {
        [] => Found::Nobody,
        [id] => Found::One(*id),
        _ => Found::Many(text_for_list(&terms, text)),
    };
    unit.audit(
        "find-worker",
        Subject::Worker,
        None,
        json!({ "by": kinds, "hits": ids.len() }),
    )
    .await?;
    Ok(found)
}

fn kind_of(term: &Term) -> &'static str {
    match term {
        Term::Number(_) => "number",
        Term::Phone(_) => "phone",
        Term::Last4(_) => "last4",
        Term::Pinyin(_) => "pinyin",
        Term::Words(_) => "words",
        Term::Digits => "digits",
    }
}

/// The words for the list's address: a phone that several share is shortened to its last four.
fn text_for_list(terms: &[Term], text: &str) -> String {
    let words: Vec<&str> = terms
        .iter()
        .filter_map(|term| match term {
            Term::Number(digits) | Term::Phone(digits) => digits.get(digits.len().saturating_sub(4)..),
            Term::Last4(words) | Term::Pinyin(words) | Term::Words(words) => Some(words),
            Term::Digits => None,
        })
        .collect();
    if words.is_empty() {
        text.trim().to_owned()
    } else {
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_word_is_read_as_what_it_looks_like() {
        let one = |text: &str| read_terms(text).first().cloned();
        assert_eq!(
            one("999999197001010019"),
            Some(Term::Number("999999197001010019".into()))
        );
        assert_eq!(
            one("999999 19700101 001x"),
            Some(Term::Number("99999919700101001X".into()))
        );
        assert_eq!(one("199 0010 0001"), Some(Term::Phone("19900100001".into())));
        assert_eq!(one("０００１"), Some(Term::Last4("0001".into())));
        assert_eq!(one("001x"), Some(Term::Last4("001X".into())));
        assert_eq!(one("WFG"), Some(Term::Pinyin("wfg".into())));
        assert_eq!(one("19900"), Some(Term::Digits));
        assert_eq!(
            read_terms("白水村 wang"),
            vec![Term::Words("白水村".into()), Term::Pinyin("wang".into())]
        );
        assert!(read_terms("  ").is_empty());
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd_to_read(text in "\\PC{0,60}") {
            prop_assert!(read_terms(&text).len() <= MOST_TERMS);
        }
    }
}
