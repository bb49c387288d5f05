//! As much made-up data as a benchmark asks for.

use entity::codes::Subject;
use entity::{employer, worker};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::desk::{Desk, Staff};
use super::placements::Lives;
use super::rows::Rows;
use super::vacancies::Owner;
use super::workers::People;
use super::{Counts, SeedError, Seeder, employers, vacancies};
use crate::made_up::{self, Employer};

/// Workers or vacancies of one transaction.
const BATCH: usize = 2_000;
/// Vacancies to an employer.
const POSTS_OF_A_FIRM: usize = 12;
/// Values that one question asks for.
const ASKED_AT_ONCE: usize = 500;
/// Days before the check on which a generated employer registered.
const REGISTERED_DAYS: u32 = 30;

/// How much to make.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// Workers.
    pub workers: usize,
    /// Vacancies; there is one employer for every twelve.
    pub vacancies: usize,
    /// Placements over the last nine years, shared out among the workers.
    pub placements: usize,
    /// The same seed makes the same people and posts on the same day.
    pub seed: u64,
}

impl Seeder {
    /// Adds made-up workers, employers and vacancies. `done` hears of every batch how many records it had.
    ///
    /// # Errors
    /// [`SeedError::Collides`] if somebody of the same identity number, or a firm of the same credit code, is there already: then nothing
    /// was written. After any other error the batches before it stay.
    pub async fn generate(&self, amount: Amount, mut done: impl FnMut(usize)) -> Result<Counts, SeedError> {
        let desk = Desk::new(self.core.vault.clone(), self.now, Staff::generator());
        let firms: Vec<Employer> = made_up::employers(amount.seed, firms_for(amount.vacancies)).collect();
        self.refuse_collisions(&desk, amount, &firms).await?;
        let mut people = People::default();
        let mut workers = made_up::workers(amount.seed, amount.workers, desk.today).peekable();
        let mut lives = Lives::of(amount);
        while workers.peek().is_some() {
            let mut rows = Rows::default();
            let mut placed = 0;
            for told in workers.by_ref().take(BATCH) {
                let id = people.add(&desk, &mut rows, &told, None)?;
                placed += lives.add(&desk, &mut rows, id, &told);
            }
            people.pair_up(&mut rows);
            done(self.write(rows).await? + placed);
        }
        let ids: Vec<Uuid> = firms.iter().map(|_| Uuid::new_v4()).collect();
        let mut rows = Rows::default();
        for (item, (told, id)) in firms.iter().zip(&ids).enumerate() {
            let code = employers::credit_code(amount.seed, item, told.kind);
            let registered = desk.day(told.verified_days_ago.unwrap_or(0) + REGISTERED_DAYS);
            employers::add(&desk, &mut rows, *id, told, &code, registered);
        }
        self.write(rows).await?;
        self.posts(&desk, amount, &firms, &ids, done).await?;
        Ok(Counts {
            workers: amount.workers,
            employers: firms.len(),
            vacancies: amount.vacancies,
            placements: amount.placements,
            ..Counts::default()
        })
    }

    async fn posts(
        &self,
        desk: &Desk,
        amount: Amount,
        firms: &[Employer],
        ids: &[Uuid],
        mut done: impl FnMut(usize),
    ) -> Result<(), SeedError> {
        let by_key: std::collections::HashMap<_, _> = firms
            .iter()
            .zip(ids)
            .map(|(told, id)| (&told.key, Owner { id: *id, told }))
            .collect();
        let mut posts = made_up::vacancies(amount.seed, amount.vacancies, firms).peekable();
        while posts.peek().is_some() {
            let mut rows = Rows::default();
            for told in posts.by_ref().take(BATCH) {
                let owner = by_key
                    .get(&told.employer)
                    .ok_or_else(|| SeedError::Record(format!("{} has no employer", told.reference)))?;
                vacancies::add(desk, &mut rows, Uuid::new_v4(), &told, owner);
            }
            done(self.write(rows).await?);
        }
        Ok(())
    }

    /// One batch in one transaction, with its audit row. Tells how many workers and vacancies were in it.
    async fn write(&self, rows: Rows) -> Result<usize, SeedError> {
        let mut unit = self.core.begin_as_system(self.now).await?;
        let details = json!({
            "workers": rows.workers.len(), "employers": rows.employers.len(), "vacancies": rows.vacancies.len(),
        });
        let records = rows.workers.len() + rows.vacancies.len();
        rows.write(&mut unit).await?;
        unit.audit("generate", Subject::System, None, details).await?;
        unit.commit().await?;
        Ok(records)
    }

    async fn refuse_collisions(&self, desk: &Desk, amount: Amount, firms: &[Employer]) -> Result<(), SeedError> {
        let db = self.core.db.reader();
        let numbers: Vec<String> = made_up::workers(amount.seed, amount.workers, desk.today)
            .map(|told| desk.vault.blind_index("id-number", told.identity_number().expose()))
            .collect();
        let codes: Vec<String> = firms
            .iter()
            .enumerate()
            .map(|(item, told)| employers::credit_code(amount.seed, item, told.kind).as_str().to_owned())
            .collect();
        let taken = count::<worker::Entity>(db, worker::Column::IdNumberIndex, &numbers).await?
            + count::<employer::Entity>(db, employer::Column::CreditCode, &codes).await?;
        if taken > 0 {
            return Err(SeedError::Collides(taken));
        }
        Ok(())
    }
}

fn firms_for(vacancies: usize) -> usize {
    vacancies.div_ceil(POSTS_OF_A_FIRM)
}

/// How many rows have one of the values.
async fn count<E>(db: &impl ConnectionTrait, column: E::Column, values: &[String]) -> Result<u64, SeedError>
where
    E: EntityTrait,
    E::Model: Send + Sync,
{
    let mut taken = 0;
    for some in values.chunks(ASKED_AT_ONCE) {
        taken += E::find().filter(column.is_in(some)).count(db).await?;
    }
    Ok(taken)
}
