//! From the records to profiles and back to lists: workers, vacancies and what the records say of the two together.
//!
//! Which records are looked at is decided elsewhere: every function takes ids, at most [`MOST_CANDIDATES`] of them, and asks each table once,
//! however many ids there are.

mod exchange;
mod facts;
mod knowledge;
mod lists;
mod people;
mod posts;

pub use exchange::{Asked, AskedSkill, AskedWish};
pub use facts::Records;
pub use knowledge::Reference;
pub use lists::{Match, Matches, jobs, people};
pub use people::{Person, not_consented, person, persons};
pub use posts::{Post, post, posts};

use serde::de::value::Error as KeyError;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use uuid::Uuid;

/// Most records judged for one question: what the rules do within the time of one request.
pub const MOST_CANDIDATES: usize = 500;

/// The value that a key of the records has in the lists of this module.
fn keyed<T: DeserializeOwned>(key: &str) -> Option<T> {
    let reader: serde::de::value::StrDeserializer<'_, KeyError> = key.into_deserializer();
    T::deserialize(reader).ok()
}

/// The values of a column that holds keys separated by blanks.
fn keys<T: DeserializeOwned>(column: &str) -> Vec<T> {
    column.split_whitespace().filter_map(keyed).collect()
}

/// The codes of a column that holds them separated by blanks.
fn codes(column: &str) -> Vec<String> {
    column.split_whitespace().map(str::to_owned).collect()
}

/// The ids that are looked at.
fn first(ids: &[Uuid]) -> &[Uuid] {
    &ids[..ids.len().min(MOST_CANDIDATES)]
}

#[cfg(test)]
mod tests {
    use entity::codes::{self, Code};

    use super::*;
    use crate::domain::matching::{Demand, Education, Kind, Limit, Provision, Sex, Shift};

    fn understood<C: Code, T: DeserializeOwned>() {
        for code in C::ALL {
            assert!(keyed::<T>(code.key()).is_some(), "{} {}", C::LIST, code.key());
        }
    }

    #[test]
    fn every_key_of_the_records_has_its_value_here() {
        understood::<codes::Limit, Limit>();
        understood::<codes::Demand, Demand>();
        understood::<codes::Education, Education>();
        understood::<codes::WantKind, Kind>();
        understood::<codes::Provision, Provision>();
        understood::<codes::Shift, Shift>();
        understood::<codes::Sex, Sex>();
    }
}
