//! Looking accounts up.

use std::collections::HashMap;

use entity::account;
use entity::codes::Role;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::reference::region;

/// What the list of accounts is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct AccountFilter {
    /// Part of the login or the name.
    pub text: String,
    /// Only this role.
    pub role: Option<Role>,
}

/// One page of accounts, by login.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &AccountFilter,
    page: u64,
) -> Result<PageOf<account::Model>> {
    if !actor.may(Action::ManageAccounts) {
        return Err(DomainError::NotFound);
    }
    let mut wanted = Condition::all();
    if let Some(role) = filter.role {
        wanted = wanted.add(account::Column::Role.eq(role));
    }
    if !filter.text.is_empty() {
        wanted = wanted.add(
            Condition::any()
                .add(account::Column::Login.contains(&filter.text))
                .add(account::Column::Name.contains(&filter.text)),
        );
    }
    let query = account::Entity::find().filter(wanted);
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_asc(account::Column::Login)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// One account, for those who manage accounts.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<account::Model> {
    if !actor.may(Action::ManageAccounts) {
        return Err(DomainError::NotFound);
    }
    account::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// Accounts that still have the password that somebody gave them, for those who manage accounts.
pub fn with_first_password(actor: &Actor) -> Result<Select<account::Entity>> {
    if !actor.may(Action::ManageAccounts) {
        return Err(DomainError::NotFound);
    }
    let waiting = account::Column::MustChangePassword
        .eq(true)
        .and(account::Column::DisabledAt.is_null());
    Ok(account::Entity::find().filter(waiting))
}

/// The person of an open account, for commands that somebody gives on the machine itself. Whoever can open the database may name any account.
pub async fn actor_by_login(db: &impl ConnectionTrait, login: &str) -> Result<Option<Actor>> {
    let found = account::Entity::find()
        .filter(account::Column::Login.eq(login))
        .filter(account::Column::DisabledAt.is_null())
        .one(db)
        .await?;
    Ok(found.map(super::sessions::actor_of))
}

/// Names of accounts in one statement, for the pages that say who did something.
pub async fn names_of(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, String>> {
    let rows = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The open accounts of some roles whose places hold `place`, by name: who could take something over.
pub async fn responsible_for(db: &impl ConnectionTrait, roles: &[Role], place: &str) -> Result<Vec<(Uuid, String)>> {
    let rows: Vec<(Uuid, String, Option<String>)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name, account::Column::RegionCode])
        .filter(account::Column::Role.is_in(roles.iter().copied()))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    let responsible = |own: &Option<String>| own.as_deref().is_none_or(|own| region::contains(own, place));
    Ok(rows
        .into_iter()
        .filter(|(_, _, own)| responsible(own))
        .map(|(id, name, _)| (id, name))
        .collect())
}
