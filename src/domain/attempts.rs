//! Wrong guesses of secrets, counted: a password or the end of a phone must not be found by trying them all. Counted in the memory of one
//! process, by what is guessed at, not by who guesses, because behind one address of a village sits the village.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};

/// Wrong guesses at one thing before it is shut for a while.
pub const MOST: u32 = 10;
/// For how long it stays shut after the first of them, in minutes: it must lock nobody out for long.
pub const MINUTES: i64 = 15;
/// Things that are remembered at most; the oldest are forgotten first.
const REMEMBERED: usize = 10_000;

/// The wrong guesses of the last minutes.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<String, (u32, DateTime<Utc>)>>);

impl Attempts {
    /// Whether too many guesses at `what` were wrong. Right ones do not count then either, or trying on would pay.
    pub fn is_shut(&self, what: &str, now: DateTime<Utc>) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get(what)
            .is_some_and(|(wrong, since)| *wrong >= MOST && is_fresh(*since, now))
    }

    /// A guess at `what` was wrong.
    pub fn wrong(&self, what: &str, now: DateTime<Utc>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, (_, since)| is_fresh(*since, now));
        }
        if known.len() >= REMEMBERED
            && let Some(oldest) = known
                .iter()
                .min_by_key(|(_, (_, since))| *since)
                .map(|(what, _)| what.clone())
        {
            known.remove(&oldest);
        }
        let entry = known.entry(what.to_owned()).or_insert((0, now));
        if !is_fresh(entry.1, now) {
            *entry = (0, now);
        }
        entry.0 += 1;
    }

    /// A guess at `what` was right: the person knows it, and begins anew.
    pub fn right(&self, what: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(what);
    }
}

fn is_fresh(since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - since < Duration::minutes(MINUTES)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    #[test]
    fn ten_wrong_guesses_shut_one_thing_for_a_quarter_of_an_hour() {
        let (attempts, now) = (Attempts::default(), Utc.timestamp_opt(1_800_000_000, 0).unwrap());
        for _ in 0..MOST {
            assert!(!attempts.is_shut("a", now));
            attempts.wrong("a", now);
        }
        assert!(attempts.is_shut("a", now) && !attempts.is_shut("b", now));
        assert!(!attempts.is_shut("a", now + Duration::minutes(MINUTES)));
        attempts.right("a");
        assert!(!attempts.is_shut("a", now));
    }

    #[test]
    fn it_remembers_only_so_much() {
        let (attempts, now) = (Attempts::default(), Utc.timestamp_opt(1_800_000_000, 0).unwrap());
        for number in 0..REMEMBERED + 50 {
            attempts.wrong(&number.to_string(), now);
        }
        assert_eq!(attempts.0.lock().unwrap().len(), REMEMBERED);
    }
}
