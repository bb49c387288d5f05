//! Consent to give a person's data to one employer (Personal Information Protection Law, article 23): named firm, purpose, kinds of data.

use entity::codes::{Code as _, ConsentScope, ConsentWay, Subject};
use entity::consent::{self, Column};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use crate::domain::error::Result;
use crate::domain::unit::Unit;

/// Version of the text that a person agrees to. A new text gets a new version, and consent to the old one stays what it was.
pub const CONSENT_FORM: &str = "2026-11";

/// How consent was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentGiven {
    /// Signed, by voice, …
    pub way: ConsentWay,
    /// Who was there, or the number of the paper form.
    pub witness: String,
}

fn standing(worker: Uuid, employer: Uuid) -> Condition {
    Condition::all()
        .add(Column::WorkerId.eq(worker))
        .add(Column::Scope.eq(ConsentScope::Employer))
        .add(Column::EmployerId.eq(employer))
        .add(Column::WithdrawnAt.is_null())
}

/// The consent of a person to an employer that stands now.
pub(super) async fn of(db: &impl ConnectionTrait, worker: Uuid, employer: Uuid) -> Result<Option<consent::Model>> {
    Ok(consent::Entity::find()
        .filter(standing(worker, employer))
        .one(db)
        .await?)
}

/// Whether one stands, as a part of a larger query: the two columns name worker and employer of the outer row.
pub(crate) fn stands_for<C: ColumnTrait>(worker: C, employer: C) -> Condition {
    let mut rows: SelectStatement = Query::select();
    rows.expr(Expr::val(1))
        .from(consent::Entity)
        .and_where(Column::Scope.eq(ConsentScope::Employer))
        .and_where(Column::WithdrawnAt.is_null())
        .and_where(Expr::col(Column::WorkerId.as_column_ref()).equals(worker.as_column_ref()))
        .and_where(Expr::col(Column::EmployerId.as_column_ref()).equals(employer.as_column_ref()));
    Condition::all().add(Expr::exists(rows))
}

/// Put consent on file unless it stands already.
pub(super) async fn give(unit: &Unit, worker: Uuid, employer: Uuid, given: &ConsentGiven) -> Result<()> {
    if of(unit.tx(), worker, employer).await?.is_some() {
        return Ok(());
    }
    consent::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        scope: Set(ConsentScope::Employer),
        employer_id: Set(Some(employer)),
        form_version: Set(CONSENT_FORM.to_owned()),
        way: Set(given.way),
        witness: Set(given.witness.trim().to_owned()),
        given_at: Set(unit.now()),
        withdrawn_at: Set(None),
        recorded_by: Set(unit.actor().account_id()),
    }
    .insert(unit.tx())
    .await?;
    let details = json!({ "scope": ConsentScope::Employer.key(), "way": given.way.key(), "employer": employer });
    unit.audit("give-consent", Subject::Worker, Some(worker), details).await
}

/// Take consent back, if it stands.
pub(super) async fn take_back(unit: &Unit, worker: Uuid, employer: Uuid) -> Result<()> {
    let result = consent::Entity::update_many()
        .set(consent::ActiveModel {
            withdrawn_at: Set(Some(unit.now())),
            ..Default::default()
        })
        .filter(standing(worker, employer))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Ok(());
    }
    let details = json!({ "scope": ConsentScope::Employer.key(), "employer": employer });
    unit.audit("withdraw-consent", Subject::Worker, Some(worker), details)
        .await
}
