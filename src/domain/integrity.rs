//! What must be true of the records whatever happened, checked by `verify`: the database's own promises, counters against the rows that
//! they count, and look-up keys against the values that they stand for.

use std::collections::HashMap;

use entity::codes::{ApplicationState, FairIntentionState};
use entity::{application, fair_booth_post, fair_intention, vacancy, worker};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};
use uuid::Uuid;

use super::error::Result;
use crate::db::Database;
use crate::vault::Vault;

/// Rows read at once.
const PAGE: u64 = 500;
/// The column that the cipher text of an identity number is bound to, and the kind of its look-up key.
const ID_NUMBER: &str = "worker.id_number";
const ID_NUMBER_KIND: &str = "id-number";

/// One check: how many things it looked at, and what is wrong, without any value that identifies a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub name: &'static str,
    /// How many.
    pub looked_at: u64,
    /// What is wrong.
    pub wrong: Vec<String>,
}

/// Run every check of the records.
pub async fn check(db: &Database, vault: &Vault) -> Result<Vec<Check>> {
    Ok(vec![
        engine(db).await?,
        places(db.reader()).await?,
        look_up_keys(db.reader(), vault).await?,
        wishes(db.reader()).await?,
    ])
}

/// What the database engine says of its own file and of rows that point nowhere. `PostgreSQL` checks both by itself while it writes.
async fn engine(db: &Database) -> Result<Check> {
    let mut check = Check {
        name: "database file and foreign keys",
        ..Check::default()
    };
    if !db.is_sqlite() {
        return Ok(check);
    }
    let ask = |sql: &str| Statement::from_string(DatabaseBackend::Sqlite, sql.to_owned());
    for row in db.reader().query_all_raw(ask("PRAGMA integrity_check")).await? {
        check.looked_at += 1;
        let said: String = row.try_get_by_index(0)?;
        if said != "ok" {
            check.wrong.push(said);
        }
    }
    for row in db.reader().query_all_raw(ask("PRAGMA foreign_key_check")).await? {
        let (table, parent): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(2)?);
        check.wrong.push(format!("a row of {table} points to no {parent}"));
    }
    Ok(check)
}

/// The places that a post counts as filled are its hired and arrived applications.
async fn places(db: &impl ConnectionTrait) -> Result<Check> {
    let mut check = Check {
        name: "filled places against applications",
        ..Check::default()
    };
    let taken: Vec<(Uuid, i64)> = application::Entity::find()
        .select_only()
        .column(application::Column::VacancyId)
        .column_as(application::Column::Id.count(), "taken")
        .filter(application::Column::State.is_in([ApplicationState::Hired, ApplicationState::Arrived]))
        .group_by(application::Column::VacancyId)
        .into_tuple()
        .all(db)
        .await?;
    let ids: Vec<Uuid> = taken.iter().map(|(id, _)| *id).collect();
    for chunk in ids.chunks(usize::try_from(PAGE).unwrap_or(500)) {
        let rows = vacancy::Entity::find()
            .filter(vacancy::Column::Id.is_in(chunk.iter().copied()))
            .all(db)
            .await?;
        for row in rows {
            check.looked_at += 1;
            let expected = taken
                .iter()
                .find(|(id, _)| *id == row.id)
                .map_or(0, |(_, taken)| *taken);
            if i64::from(row.filled) < expected {
                check.wrong.push(format!(
                    "post {}: {} places filled, but {expected} people hired or arrived",
                    row.id, row.filled
                ));
            }
        }
    }
    Ok(check)
}

/// The places that a post of a fair counts as wanted are its wishes that stand.
async fn wishes(db: &impl ConnectionTrait) -> Result<Check> {
    let mut check = Check {
        name: "wanted places of fairs against wishes",
        ..Check::default()
    };
    let standing: HashMap<Uuid, i64> = fair_intention::Entity::find()
        .select_only()
        .column(fair_intention::Column::BoothPostId)
        .column_as(fair_intention::Column::Id.count(), "wishes")
        .filter(fair_intention::Column::State.is_in([FairIntentionState::Intended, FairIntentionState::Hired]))
        .group_by(fair_intention::Column::BoothPostId)
        .into_tuple::<(Uuid, i64)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    for post in fair_booth_post::Entity::find().all(db).await? {
        check.looked_at += 1;
        let expected = standing.get(&post.id).copied().unwrap_or_default();
        if i64::from(post.intentions) != expected {
            check.wrong.push(format!(
                "post {} of a fair: {} places wanted, but {expected} wishes stand",
                post.id, post.intentions
            ));
        }
    }
    Ok(check)
}

/// The look-up key of an identity number is the keyed digest of the number that is sealed beside it.
async fn look_up_keys(db: &impl ConnectionTrait, vault: &Vault) -> Result<Check> {
    let mut check = Check {
        name: "look-up keys of identity numbers",
        ..Check::default()
    };
    let mut after: Option<Uuid> = None;
    loop {
        let mut find = worker::Entity::find().filter(worker::Column::IdNumberCipher.is_not_null());
        if let Some(after) = after {
            find = find.filter(worker::Column::Id.gt(after));
        }
        let rows = find.order_by_asc(worker::Column::Id).limit(PAGE).all(db).await?;
        let Some(last) = rows.last() else { return Ok(check) };
        after = Some(last.id);
        for row in &rows {
            check.looked_at += 1;
            if let Some(wrong) = wrong_key(row, vault) {
                check.wrong.push(format!("worker {}: {wrong}", row.id));
            }
        }
    }
}

fn wrong_key(row: &worker::Model, vault: &Vault) -> Option<&'static str> {
    let sealed = row.id_number_cipher.as_deref()?;
    match vault.open(sealed, ID_NUMBER, row.id) {
        Err(_) => Some("the sealed number does not open"),
        Ok(number) => {
            let key = vault.blind_index(ID_NUMBER_KIND, &number);
            (row.id_number_index.as_deref() != Some(key.as_str()))
                .then_some("the look-up key is not that of the number")
        }
    }
}
