//! The demo story in the database.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::Subject;
use entity::{account, employer, vacancy, worker};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};
use serde_json::json;
use uuid::Uuid;

use super::desk::Desk;
use super::introductions::{self, Post};
use super::rows::Rows;
use super::vacancies::Owner;
use super::workers::People;
use super::{
    Counts, SeedError, Seeder, accounts, aftercare, batches, cooperation, employers, fairs, past, subsidies, trainings,
    vacancies, workshops,
};
use crate::domain::unit::Unit;
use crate::made_up::{self, Employer, EmployerState, Story, Text};

/// The password of every log-in of the story.
pub const PASSWORD: &str = "bridge-demo-2026";
/// Days before today on which employers came that nobody has checked yet.
const NEWCOMER_DAYS: u32 = 11;

impl Seeder {
    /// Whether nobody has a log-in yet.
    pub async fn nobody_can_sign_in(&self) -> Result<bool, SeedError> {
        Ok(account::Entity::find().count(self.core.db.reader()).await? == 0)
    }

    /// Writes the whole story in one transaction.
    ///
    /// # Errors
    /// [`SeedError::NotEmpty`] if there are accounts, workers, employers or vacancies already.
    pub async fn demo(&self) -> Result<Counts, SeedError> {
        let story = made_up::story()?;
        let firms: HashMap<Text, Uuid> = story
            .employers
            .iter()
            .map(|told| (told.key.clone(), Uuid::new_v4()))
            .collect();
        let logins = accounts::rows(&story.users, &firms, PASSWORD, self.now).await?;
        let mut unit = self.core.begin_as_system(self.now).await?;
        if !is_empty(unit.tx()).await? {
            return Err(SeedError::NotEmpty);
        }
        let staff = accounts::staff(&story.users, &logins);
        let desk = Desk::new(self.core.vault.clone(), self.now, staff);
        let mut rows = Rows {
            accounts: logins,
            ..Rows::default()
        };
        fill(&desk, &mut rows, story, &firms)?;
        let counts = Counts {
            accounts: rows.accounts.len(),
            workers: rows.workers.len(),
            employers: rows.employers.len(),
            vacancies: rows.vacancies.len(),
            applications: rows.applications.len(),
            placements: rows.placements.len(),
        };
        rows.write(&mut unit).await?;
        audit(&unit, counts).await?;
        unit.commit().await?;
        Ok(counts)
    }
}

async fn audit(unit: &Unit, counts: Counts) -> Result<(), SeedError> {
    let details = json!({
        "accounts": counts.accounts, "workers": counts.workers, "employers": counts.employers,
        "vacancies": counts.vacancies, "applications": counts.applications, "placements": counts.placements,
    });
    unit.audit("seed", Subject::System, None, details).await?;
    Ok(())
}

async fn is_empty(db: &impl ConnectionTrait) -> Result<bool, SeedError> {
    let rows = account::Entity::find().count(db).await?
        + worker::Entity::find().count(db).await?
        + employer::Entity::find().count(db).await?
        + vacancy::Entity::find().count(db).await?;
    Ok(rows == 0)
}

fn fill(desk: &Desk, rows: &mut Rows, mut story: Story, ids: &HashMap<Text, Uuid>) -> Result<(), SeedError> {
    let firms: HashMap<Text, Owner<'_>> = story
        .employers
        .iter()
        .map(|told| {
            (
                told.key.clone(),
                Owner {
                    id: ids[&told.key],
                    told,
                },
            )
        })
        .collect();
    for (item, told) in story.employers.iter().enumerate() {
        let code = employers::credit_code(0, item, told.kind);
        employers::add(desk, rows, ids[&told.key], told, &code, known_since(desk, told));
    }
    let mut people = People::default();
    for told in &story.workers {
        people.add(desk, rows, told, None)?;
    }
    let alumni = past::add(desk, rows, &mut people, &story.employers, &firms)?;
    past::add_workshops(desk, rows, &mut people, &story.employers, &firms)?;
    cooperation::add(desk, rows, &firms)?;
    people.pair_up(rows);
    let mut posts: Vec<Post<'_>> = story
        .vacancies
        .iter_mut()
        .map(|told| Post {
            id: Uuid::new_v4(),
            told,
        })
        .collect();
    introductions::add(desk, rows, &mut posts, &firms, &alumni);
    aftercare::add(desk, rows, &alumni);
    fairs::add(desk, rows, &posts, &firms);
    trainings::add(desk, rows, &posts);
    batches::add(desk, rows);
    workshops::add(desk, rows, &firms)?;
    subsidies::add(desk, rows, &alumni)?;
    for post in &posts {
        let owner = firms
            .get(&post.told.employer)
            .ok_or_else(|| SeedError::Record(format!("{} has no employer", post.told.reference)))?;
        vacancies::add(desk, rows, post.id, post.told, owner);
    }
    Ok(())
}

/// Those that sent for people in 2018 have been known since; those whom nobody has checked came the other week.
fn known_since(desk: &Desk, told: &Employer) -> NaiveDate {
    if matches!(told.state, EmployerState::Registered | EmployerState::Checking) {
        return desk.day(NEWCOMER_DAYS);
    }
    let first = NaiveDate::from_ymd_opt(2018, 1, 8).unwrap_or(desk.today);
    let days = told.key.bytes().map(u64::from).sum::<u64>() % 40;
    first + Days::new(days)
}
