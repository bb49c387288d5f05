//! Chosen columns of a register, kept under a name by whoever chose them.

use entity::codes::Subject;
use entity::register_layout::{self, Column as LayoutColumn};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::{Column, Register};
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Longest name, in letters.
const NAME_LETTERS: usize = 30;
/// Most layouts of one register that one person keeps.
const MOST: u64 = 20;

/// The columns of these keys, in the order of the register; all of them if none is known.
#[must_use]
pub fn chosen<'k>(register: Register, keys: impl IntoIterator<Item = &'k str>) -> Vec<&'static Column> {
    let keys: Vec<&str> = keys.into_iter().collect();
    let some: Vec<&Column> = register
        .columns()
        .iter()
        .filter(|column| keys.contains(&column.key))
        .collect();
    if some.is_empty() {
        register.columns().iter().collect()
    } else {
        some
    }
}

/// One's own layouts of a register, by name.
pub async fn own(db: &impl ConnectionTrait, actor: &Actor, register: Register) -> Result<Vec<register_layout::Model>> {
    let Some(account) = actor.account_id() else {
        return Ok(Vec::new());
    };
    Ok(register_layout::Entity::find()
        .filter(LayoutColumn::AccountId.eq(account))
        .filter(LayoutColumn::Register.eq(register.key()))
        .order_by_asc(LayoutColumn::Name)
        .limit(MOST)
        .all(db)
        .await?)
}

/// Keep the columns under a name; what was kept under the name before is replaced.
///
/// # Errors
/// [`DomainError::Invalid`] for a name that is missing or too long, or when too many are kept.
pub async fn keep(unit: &mut Unit, register: Register, name: &str, columns: &[&'static Column]) -> Result<()> {
    unit.allow(register.action())?;
    let account = unit.actor().account_id().ok_or(DomainError::NotFound)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(DomainError::invalid("name", "problem-required"));
    }
    if name.chars().count() > NAME_LETTERS {
        let problem = Problem::new("name", "problem-too-long").with("max", NAME_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    let others = own(unit.tx(), unit.actor(), register).await?;
    if others.len() as u64 >= MOST && others.iter().all(|row| row.name != name) {
        let problem = Problem::new("name", "register-problem-layouts").with("max", MOST);
        return Err(DomainError::Invalid(vec![problem]));
    }
    let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
    let row = register_layout::ActiveModel {
        id: Set(Uuid::new_v4()),
        account_id: Set(account),
        register: Set(register.key().to_owned()),
        name: Set(name.to_owned()),
        columns: Set(keys.join(" ")),
        created_at: Set(unit.now()),
    };
    register_layout::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([LayoutColumn::AccountId, LayoutColumn::Register, LayoutColumn::Name])
                .update_columns([LayoutColumn::Columns, LayoutColumn::CreatedAt])
                .to_owned(),
        )
        .exec_without_returning(unit.tx())
        .await?;
    let details = json!({ "register": register.key(), "columns": keys });
    unit.audit("keep-layout", Subject::Register, None, details).await
}

/// Forget one of one's own layouts.
///
/// # Errors
/// [`DomainError::NotFound`] if it is not one's own.
pub async fn forget(unit: &mut Unit, id: Uuid) -> Result<Register> {
    let account = unit.actor().account_id().ok_or(DomainError::NotFound)?;
    let row = register_layout::Entity::find_by_id(id)
        .filter(LayoutColumn::AccountId.eq(account))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    register_layout::Entity::delete_by_id(id).exec(unit.tx()).await?;
    let details = json!({ "register": row.register });
    unit.audit("forget-layout", Subject::Register, None, details).await?;
    Register::from_key(&row.register).ok_or(DomainError::NotFound)
}
