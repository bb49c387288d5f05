//! The log-ins of the story, and who of them writes what down.

use std::collections::HashMap;

use entity::account;
use entity::codes::Role;
use sea_orm::Set;
use uuid::Uuid;

use super::SeedError;
use super::desk::{Clerk, Staff};
use crate::domain::accounts;
use crate::made_up::{Text, User};

/// County whose people the stations look after: a station in the east works on the records of its own county.
const HOME: &str = "620802";

/// Rows of the log-ins, all with one password, hashed once; `created_at` is filled in by the caller's desk.
pub(super) async fn rows(
    users: &[User],
    employers: &HashMap<Text, Uuid>,
    password: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<account::ActiveModel>, SeedError> {
    let hash = accounts::hash(password.to_owned()).await.map_err(SeedError::Record)?;
    Ok(users
        .iter()
        .map(|user| account::ActiveModel {
            id: Set(Uuid::new_v4()),
            login: Set(user.login.clone().into_owned()),
            name: Set(user.display_name.clone().into_owned()),
            role: Set(user.role.into()),
            region_code: Set(place_of(user)),
            employer_id: Set(user.employer.as_ref().and_then(|key| employers.get(key).copied())),
            password_hash: Set(hash.clone()),
            must_change_password: Set(false),
            disabled_at: Set(None),
            created_at: Set(now),
            version: Set(1),
        })
        .collect())
}

/// The places in which somebody acts. Employers act for their firm wherever it is.
fn place_of(user: &User) -> Option<String> {
    match Role::from(user.role) {
        Role::Employer => None,
        Role::Station => Some(HOME.to_owned()),
        _ => Some(user.scope_code.clone().into_owned()).filter(|code| !code.is_empty()),
    }
}

/// Who of the log-ins writes what down.
pub(super) fn staff(users: &[User], rows: &[account::ActiveModel]) -> Staff {
    let mut staff = Staff::generator();
    let mut stations = Vec::new();
    for (user, row) in users.iter().zip(rows) {
        let clerk = Clerk {
            id: row.id.clone().take(),
            name: user.display_name.clone().into_owned(),
        };
        match Role::from(user.role) {
            Role::Station => stations.push(clerk),
            Role::County => staff.county = clerk,
            Role::Liaison => staff.liaisons.push((user.scope_code.clone().into_owned(), clerk)),
            Role::Employer => {
                if let Some(key) = &user.employer {
                    staff.firms.insert(key.clone(), clerk);
                }
            }
            Role::Admin | Role::Auditor => {}
        }
    }
    if let [first, .., last] = stations.as_slice() {
        staff.station = first.clone();
        staff.reviewer = last.clone();
    }
    staff
}
