//! What the records say of the posts and employers in a piece of a list: one statement a table, however many rows.

use std::collections::HashMap;

use entity::codes::EmployerState;
use entity::{employer, vacancy};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::facts::Facts;
use crate::domain::error::Result;

/// Posts by source and reference, employers by code and by name.
pub(super) struct Book {
    posts: HashMap<(String, String), vacancy::Model>,
    by_code: HashMap<String, employer::Model>,
    stopped_by_name: HashMap<String, EmployerState>,
}

impl Book {
    pub async fn open(db: &impl ConnectionTrait, rows: &[Facts]) -> Result<Self> {
        let references = rows.iter().map(|facts| facts.reference.as_str());
        let posts = vacancy::Entity::find()
            .filter(vacancy::Column::Reference.is_in(references))
            .all(db)
            .await?;
        let codes = rows.iter().filter_map(|facts| facts.credit_code.as_deref());
        let names = rows.iter().map(|facts| facts.employer.as_str());
        let stopped = Condition::all()
            .add(employer::Column::Name.is_in(names))
            .add(employer::Column::State.is_in([EmployerState::Suspended, EmployerState::Blacklisted]));
        let employers = employer::Entity::find()
            .filter(
                Condition::any()
                    .add(employer::Column::CreditCode.is_in(codes))
                    .add(stopped),
            )
            .all(db)
            .await?;
        let is_stopped = |state: EmployerState| matches!(state, EmployerState::Suspended | EmployerState::Blacklisted);
        Ok(Self {
            posts: posts
                .into_iter()
                .map(|post| ((post.source.clone(), post.reference.clone()), post))
                .collect(),
            stopped_by_name: employers
                .iter()
                .filter(|employer| is_stopped(employer.state))
                .map(|employer| (employer.name.clone(), employer.state))
                .collect(),
            by_code: employers
                .into_iter()
                .filter_map(|employer| Some((employer.credit_code.clone()?, employer)))
                .collect(),
        })
    }

    pub fn post(&self, source: &str, reference: &str) -> Option<&vacancy::Model> {
        self.posts.get(&(source.to_owned(), reference.to_owned()))
    }

    pub fn employer(&self, facts: &Facts) -> Option<&employer::Model> {
        self.by_code.get(facts.credit_code.as_deref()?)
    }

    /// Why this employer's posts are refused whoever reviewed them: it was stopped here.
    pub fn stopped(&self, facts: &Facts) -> Option<&'static str> {
        let state = self
            .employer(facts)
            .map(|employer| employer.state)
            .or_else(|| self.stopped_by_name.get(&facts.employer).copied());
        match state? {
            EmployerState::Suspended => Some("vacancies-problem-employer-suspended"),
            EmployerState::Blacklisted => Some("vacancies-problem-employer-blacklisted"),
            _ => None,
        }
    }
}
