//! Index against database, document by document.

use std::collections::HashMap;

use uuid::Uuid;

use super::rebuilding::{self, Place};
use super::{FeedError, Feeder};
use crate::search::{Change, Kind};

/// Differences between database and index, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Documents that the index should hold.
    pub expected: usize,
    /// Not in the index.
    pub missing: Vec<Uuid>,
    /// In the index with other contents.
    pub different: Vec<Uuid>,
    /// In the index, but not to be found.
    pub surplus: Vec<Uuid>,
}

impl Differences {
    /// Whether index and database agree.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.different.is_empty() && self.surplus.is_empty()
    }
}

impl Feeder {
    /// Compare the index with the database, document by document.
    pub async fn compare(&self, kind: Kind) -> Result<Differences, FeedError> {
        let mut held: HashMap<Uuid, i64> = self.search.contents(kind).await?.into_iter().collect();
        let mut differences = Differences::default();
        let mut place = match kind {
            Kind::Vacancy => Place::Vacancies(None),
            Kind::Worker => Place::Workers(None),
        };
        loop {
            let (changes, next) = rebuilding::next(self.db.reader(), place).await?;
            let expected = changes.iter().filter_map(|change| match change {
                Change::PutVacancy(document) => Some((document.id, document.version)),
                Change::PutWorker(document) => Some((document.id, document.version)),
                Change::DropVacancy(_) | Change::DropWorker(_) => None,
            });
            for (id, version) in expected {
                differences.expected += 1;
                match held.remove(&id) {
                    None => differences.missing.push(id),
                    Some(found) if found != version => differences.different.push(id),
                    Some(_) => {}
                }
            }
            place = next;
            let over = match kind {
                Kind::Vacancy => matches!(place, Place::Workers(_)),
                Kind::Worker => place == Place::End,
            };
            if over {
                differences.surplus = held.into_keys().collect();
                differences.surplus.sort_unstable();
                return Ok(differences);
            }
        }
    }
}
