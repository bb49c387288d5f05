//! The hand-written demo story, read from the compiled-in files of `demo/`.

use serde::de::DeserializeOwned;

use super::people::PER_BIRTHDAY;
use super::records::{Employer, User, Vacancy, Worker};

/// Story people take the last numbers of a birthday, generated people the first, so both can live in one database.
const STORY_SEQUENCE: u16 = PER_BIRTHDAY - 1;

/// The whole story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Firms, farms, institutions, an agency.
    pub employers: Vec<Employer>,
    /// Vacancies; `employer` is a `key` of `employers`.
    pub vacancies: Vec<Vacancy>,
    /// Workers of 崆峒区. No two have the same sex and birthday.
    pub workers: Vec<Worker>,
    /// Log-ins.
    pub users: Vec<User>,
}

/// A line of a demo file is not what the record says. The files are compiled in, so only a developer can meet this.
#[derive(Debug, thiserror::Error)]
#[error("demo/{file} line {line}: {source}")]
pub struct StoryError {
    /// Name of the file.
    pub file: &'static str,
    /// Line, from 1.
    pub line: usize,
    /// What serde says.
    pub source: serde_json::Error,
}

fn lines<T: DeserializeOwned>(file: &'static str, text: &'static str) -> Result<Vec<T>, StoryError> {
    text.lines()
        .enumerate()
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|source| StoryError {
                file,
                line: at + 1,
                source,
            })
        })
        .collect()
}

/// Reads the story.
pub fn story() -> Result<Story, StoryError> {
    let mut workers: Vec<Worker> = lines("workers.jsonl", include_str!("../../demo/workers.jsonl"))?;
    for worker in &mut workers {
        worker.identity_sequence = STORY_SEQUENCE;
    }
    Ok(Story {
        employers: lines("employers.jsonl", include_str!("../../demo/employers.jsonl"))?,
        vacancies: lines("vacancies.jsonl", include_str!("../../demo/vacancies.jsonl"))?,
        workers,
        users: lines("users.jsonl", include_str!("../../demo/users.jsonl"))?,
    })
}
