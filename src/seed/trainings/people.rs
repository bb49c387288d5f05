//! Who could have been there: people who were of age and not at work on the days of a training.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::made_up::Random;
use crate::seed::rows::Rows;

/// Days between a class and the job for which somebody took it.
const SOON_DAYS: i64 = 100;

struct Person {
    id: Uuid,
    born: NaiveDate,
    /// First and last days at work.
    work: Vec<(NaiveDate, Option<NaiveDate>)>,
}

/// Everybody of the story.
pub(super) struct Pool(Vec<Person>);

impl Pool {
    pub fn of(rows: &Rows) -> Self {
        let mut people: Vec<Person> = rows
            .workers
            .iter()
            .filter_map(|row| {
                Some(Person {
                    id: *row.id.try_as_ref()?,
                    born: (*row.birth_date.try_as_ref()?)?,
                    work: Vec::new(),
                })
            })
            .collect();
        let at: std::collections::HashMap<Uuid, usize> =
            people.iter().enumerate().map(|(at, person)| (person.id, at)).collect();
        for row in &rows.placements {
            let (Some(worker), Some(started)) = (row.worker_id.try_as_ref(), row.started_on.try_as_ref()) else {
                continue;
            };
            let ended = row.ended_on.try_as_ref().copied().flatten();
            if let Some(at) = at.get(worker) {
                people[*at].work.push((*started, ended));
            }
        }
        Self(people)
    }

    /// So many people who were not at work from `first` to `last`; `keen` puts those first who went to work soon after.
    pub fn draw(
        &self,
        random: &mut Random,
        (first, last): (NaiveDate, NaiveDate),
        count: usize,
        keen: bool,
    ) -> Vec<Uuid> {
        let of_age = |person: &&Person| (first - person.born).num_days() > 16 * 366;
        let free = |person: &&Person| {
            person
                .work
                .iter()
                .all(|(from, until)| *from > last || until.is_some_and(|until| until < first))
        };
        let mut found: Vec<(bool, Uuid)> = self
            .0
            .iter()
            .filter(of_age)
            .filter(free)
            .map(|person| {
                let soon = person
                    .work
                    .iter()
                    .any(|(from, _)| (1..SOON_DAYS).contains(&(*from - last).num_days()));
                (soon, person.id)
            })
            .collect();
        for at in (1..found.len()).rev() {
            found.swap(at, random.index(at + 1));
        }
        if keen {
            found.sort_by_key(|(soon, _)| !soon);
        }
        found.into_iter().take(count).map(|(_, id)| id).collect()
    }
}
