//! "Others like this one" below a vacancy.

use chrono::NaiveDate;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher};
use uuid::Uuid;

use super::documents::id_term;
use super::schema::column;
use super::{Engine, Kind, Result, VacancyCandidates};

impl Engine {
    /// Ids of up to `limit` other open vacancies: the same occupation in the same county first, then the same group or
    /// elsewhere. Empty if the index does not hold `id`.
    pub fn similar(&self, id: Uuid, limit: usize, today: NaiveDate) -> Result<Vec<Uuid>> {
        let live = self.live();
        let searcher = live.searcher(Kind::Vacancy);
        let itself = TermQuery::new(id_term(&live.vacancy_fields.ids, id), IndexRecordOption::Basic);
        let Some(address) = searcher.search(&itself, &DocSetCollector)?.into_iter().next() else {
            return Ok(Vec::new());
        };
        let occupation = longest(&searcher, address, column::OCCUPATION)?;
        let place = keys(&searcher, address, column::PLACE)?
            .into_iter()
            .find(|code| code.len() == 6);
        let query = VacancyCandidates {
            want_trades: occupation.into_iter().collect(),
            places: place.into_iter().collect(),
            limit: limit.saturating_add(1),
            today,
            ..VacancyCandidates::default()
        };
        let mut found = self.vacancy_candidates(&query)?;
        found.retain(|&other| other != id);
        found.truncate(limit);
        Ok(found)
    }
}

fn longest(searcher: &Searcher, address: DocAddress, name: &str) -> Result<Option<String>> {
    Ok(keys(searcher, address, name)?.into_iter().max_by_key(String::len))
}

fn keys(searcher: &Searcher, address: DocAddress, name: &str) -> Result<Vec<String>> {
    let Some(values) = searcher.segment_reader(address.segment_ord).fast_fields().str(name)? else {
        return Ok(Vec::new());
    };
    let mut keys = Vec::new();
    for number in values.term_ords(address.doc_id) {
        let mut key = String::new();
        values.ord_to_str(number, &mut key)?;
        keys.push(key);
    }
    Ok(keys)
}
