//! Many pairs in one order. Equal scores fall back to the id, so that the same question always has the same answer.

use std::cmp::Reverse;

use serde::Serialize;
use uuid::Uuid;

use super::assess::{Context, assess};
use super::assessment::Assessment;
use super::keys::Direction;
use super::profile::{Facts, VacancyProfile, WorkerProfile};

/// One assessed vacancy or worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The record assessed; `None` for a worker without one.
    pub id: Option<Uuid>,
    /// The result.
    pub assessment: Assessment,
}

/// A list in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ranking {
    /// Pairs that nothing stands against, best first.
    pub eligible: Vec<Candidate>,
    /// Pairs that fail by one or two conditions on which somebody may give way; fewest conditions first.
    pub near_misses: Vec<Candidate>,
    /// How many others were looked at and set aside.
    pub set_aside: usize,
}

/// Puts assessed candidates in order.
#[must_use]
pub fn rank(candidates: Vec<Candidate>) -> Ranking {
    let mut ranking = Ranking::default();
    for candidate in candidates {
        if candidate.assessment.eligible {
            ranking.eligible.push(candidate);
        } else if candidate.assessment.gives_way.is_empty() {
            ranking.set_aside += 1;
        } else {
            ranking.near_misses.push(candidate);
        }
    }
    ranking
        .eligible
        .sort_by_key(|one| (Reverse(one.assessment.score), one.id));
    ranking.near_misses.sort_by_key(|one| {
        (
            one.assessment.gives_way.len(),
            Reverse(one.assessment.score),
            one.id,
        )
    });
    ranking
}

/// 因人找岗: jobs for this person.
#[must_use]
pub fn shortlist<'a>(
    worker: &WorkerProfile,
    vacancies: impl IntoIterator<Item = (&'a VacancyProfile, &'a Facts)>,
    context: &Context<'_>,
) -> Ranking {
    let context = Context {
        direction: Direction::JobsForPerson,
        ..*context
    };
    rank(
        vacancies
            .into_iter()
            .map(|(vacancy, facts)| Candidate {
                id: Some(vacancy.id),
                assessment: assess(worker, vacancy, facts, &[], &context),
            })
            .collect(),
    )
}

/// 因岗找人: people for this post.
#[must_use]
pub fn shortlist_people<'a>(
    vacancy: &VacancyProfile,
    workers: impl IntoIterator<Item = (&'a WorkerProfile, &'a Facts)>,
    context: &Context<'_>,
) -> Ranking {
    let context = Context {
        direction: Direction::PeopleForPost,
        ..*context
    };
    rank(
        workers
            .into_iter()
            .map(|(worker, facts)| Candidate {
                id: worker.id,
                assessment: assess(worker, vacancy, facts, &[], &context),
            })
            .collect(),
    )
}
