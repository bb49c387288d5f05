//! Suggestions while typing, from what open vacancies really contain.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use chrono::NaiveDate;
use tantivy::Searcher;

use super::conditions::VacancyColumns;
use super::documents::day;
use super::facets::KeyCounter;
use super::fold::{bare, fold};
use super::pinyin::{Spelling, spelled_like};
use super::schema::column;
use super::{Engine, Kind, Result};

/// Most entries kept, the most frequent ones.
const MAX_ENTRIES: usize = 20_000;
/// Most suggestions returned.
const MAX_SUGGESTIONS: usize = 50;
/// Longest text looked at, in characters; also bounds the pinyin matching.
const MAX_TYPED_CHARS: usize = 30;

/// What a suggestion names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SuggestionKind {
    /// An occupation.
    Occupation,
    /// A place.
    Place,
    /// A title.
    Title,
    /// An employer.
    Employer,
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The text to search for, as written in the vacancies.
    pub text: String,
    /// What it names.
    pub kind: SuggestionKind,
    /// Open vacancies with it.
    pub vacancies: u64,
}

/// The commit a table was made from, and the day.
type TableKey = (u64, NaiveDate);

/// The table of one commit and day.
#[derive(Debug, Default)]
pub(super) struct SuggestionCache {
    current: Option<(TableKey, Arc<Vec<Entry>>)>,
}

#[derive(Debug)]
struct Entry {
    suggestion: Suggestion,
    folded: String,
    spelling: Spelling,
}

impl Engine {
    /// Up to `limit` suggestions for what has been typed: Chinese from the start or the middle of a name, or pinyin in full,
    /// in part or by initials (`ys`, `yuesao`, `tianj`). The table is made at the first call after a commit (tens of
    /// milliseconds for 20,000 vacancies) and bounded.
    pub fn suggest(&self, typed: &str, limit: usize, today: NaiveDate) -> Result<Vec<Suggestion>> {
        let typed: String = bare(&typed.chars().take(MAX_TYPED_CHARS).collect::<String>());
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        let table = self.suggestion_table(today)?;
        let mut found: Vec<(u8, &Entry)> = table
            .iter()
            .filter_map(|entry| closeness(entry, &typed).map(|closeness| (closeness, entry)))
            .collect();
        found.sort_by(|(left_closeness, left), (right_closeness, right)| {
            let (left_suggestion, right_suggestion) = (&left.suggestion, &right.suggestion);
            left_closeness
                .cmp(right_closeness)
                .then(right_suggestion.vacancies.cmp(&left_suggestion.vacancies))
                .then(left.folded.len().cmp(&right.folded.len()))
                .then_with(|| left_suggestion.text.cmp(&right_suggestion.text))
                .then(left_suggestion.kind.cmp(&right_suggestion.kind))
        });
        Ok(distinct(
            found.into_iter().map(|(_, entry)| &entry.suggestion),
            limit.min(MAX_SUGGESTIONS),
        ))
    }

    fn suggestion_table(&self, today: NaiveDate) -> Result<Arc<Vec<Entry>>> {
        let live = self.live();
        let searcher = live.searcher(Kind::Vacancy);
        let wanted = (searcher.generation().generation_id(), today);
        let mut cache = live.suggestions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((made_for, table)) = &cache.current
            && *made_for == wanted
        {
            return Ok(Arc::clone(table));
        }
        let table = Arc::new(self.make_table(&searcher, today)?);
        cache.current = Some((wanted, Arc::clone(&table)));
        Ok(table)
    }

    fn make_table(&self, searcher: &Searcher, today: NaiveDate) -> Result<Vec<Entry>> {
        let mut counts: HashMap<(SuggestionKind, String), u64> = HashMap::new();
        for (kind, name) in [
            (SuggestionKind::Occupation, column::LISTED_OCCUPATION),
            (SuggestionKind::Place, column::LISTED_PLACE),
            (SuggestionKind::Title, column::LISTED_TITLE),
            (SuggestionKind::Employer, column::LISTED_EMPLOYER),
        ] {
            for reader in searcher.segment_readers() {
                let columns = VacancyColumns::open(reader)?;
                let mut counter = KeyCounter::open(reader, name)?;
                for doc in reader.doc_ids_alive().filter(|&doc| columns.is_open(doc, day(today))) {
                    counter.count(doc);
                }
                for (text, count) in counter.finish()? {
                    *counts.entry((kind, text)).or_default() += count;
                }
            }
        }
        let mut counted: Vec<((SuggestionKind, String), u64)> =
            counts.into_iter().filter(|((_, text), _)| !text.is_empty()).collect();
        counted.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        counted.truncate(MAX_ENTRIES);
        Ok(counted
            .into_iter()
            .map(|((kind, text), vacancies)| self.entry(kind, text, vacancies))
            .collect())
    }

    fn entry(&self, kind: SuggestionKind, text: String, vacancies: u64) -> Entry {
        let folded = fold(&text);
        let mut starts = Vec::new();
        let mut start = 0;
        for piece in self.analyser().pieces(&folded) {
            if piece.chars().any(char::is_alphanumeric) {
                starts.push(start);
            }
            start += piece.chars().count();
        }
        let spelling = Spelling::of(&folded, &starts);
        Entry {
            suggestion: Suggestion { text, kind, vacancies },
            folded: bare(&folded),
            spelling,
        }
    }
}

/// How well an entry answers, 0 best; nothing if it does not.
fn closeness(entry: &Entry, typed: &str) -> Option<u8> {
    match entry.folded.find(typed) {
        Some(0) if entry.folded.len() == typed.len() => Some(0),
        Some(0) => Some(1),
        Some(_) => Some(2),
        None => spelled_like(&entry.spelling, typed).map(|start| if start == 0 { 3 } else { 4 }),
    }
}

/// The same words as a title and as an occupation are one line for the person typing.
fn distinct<'a>(suggestions: impl Iterator<Item = &'a Suggestion>, limit: usize) -> Vec<Suggestion> {
    let mut kept: Vec<Suggestion> = Vec::new();
    for suggestion in suggestions {
        if kept.len() == limit {
            break;
        }
        if kept.iter().all(|earlier| earlier.text != suggestion.text) {
            kept.push(suggestion.clone());
        }
    }
    kept
}
