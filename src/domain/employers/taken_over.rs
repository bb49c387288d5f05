//! Employers whom another office reported together with posts that it reviewed.

use entity::codes::{EmployerKind, EmployerState, Subject};
use entity::employer;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;
use uuid::Uuid;

use super::input::tidy_name;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// The employer of this name, or a new one that `source` reported: state registered, credit code and contact unknown. An employer of the
/// name that is stopped wins, so that nobody comes back clean through another office's file; then the source's own, then one of ours.
///
/// # Errors
/// [`DomainError::Invalid`] if the name or the source is empty.
pub async fn find_or_take_over(unit: &Unit, name: &str, source: &str) -> Result<employer::Model> {
    unit.allow(Action::ImportFiles)?;
    let (name, source) = (tidy_name(name), source.trim());
    if name.is_empty() || source.is_empty() {
        return Err(DomainError::invalid("employer", "problem-required"));
    }
    let mut known = employer::Entity::find()
        .filter(employer::Column::Name.eq(&name))
        .order_by_asc(employer::Column::CreatedAt)
        .order_by_asc(employer::Column::Id)
        .all(unit.tx())
        .await?;
    known.sort_by_key(|employer| {
        let stopped = matches!(employer.state, EmployerState::Suspended | EmployerState::Blacklisted);
        (!stopped, employer.source != source, !employer.source.is_empty())
    });
    let usable = known.into_iter().find(|employer| {
        let stopped = matches!(employer.state, EmployerState::Suspended | EmployerState::Blacklisted);
        stopped || employer.source == source || employer.source.is_empty()
    });
    match usable {
        Some(employer) => Ok(employer),
        None => take_over(unit, name, source).await,
    }
}

async fn take_over(unit: &Unit, name: String, source: &str) -> Result<employer::Model> {
    let id = Uuid::new_v4();
    let row = employer::ActiveModel {
        id: Set(id),
        version: Set(1),
        name: Set(name),
        credit_code: Set(None),
        kind: Set(EmployerKind::Enterprise),
        region_code: Set(String::new()),
        address: Set(String::new()),
        industry: Set(String::new()),
        size: Set(None),
        legal_representative: Set(String::new()),
        contact_name: Set(String::new()),
        contact_phone: Set(String::new()),
        agency_licence: Set(String::new()),
        agency_licence_until: Set(None),
        state: Set(EmployerState::Registered),
        state_reason: Set(String::new()),
        verified_at: Set(None),
        verified_by: Set(None),
        verified_until: Set(None),
        source: Set(source.to_owned()),
        created_at: Set(unit.now()),
        updated_at: Set(unit.now()),
    };
    let employer = row.insert(unit.tx()).await?;
    unit.moved(Subject::Employer, id, None, EmployerState::Registered, source)
        .await?;
    unit.audit("take-over-employer", Subject::Employer, Some(id), json!({}))
        .await?;
    Ok(employer)
}
