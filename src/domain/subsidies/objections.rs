//! Objections (异议) while a notice hangs: the one row waits until somebody has answered, the others go on.

use entity::codes::{ClaimState, Code as _, ObjectionResult, Subject};
use entity::subsidy_objection::{self, Column};
use entity::{subsidy_claim, subsidy_notice};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Set,
};
use serde_json::json;
use uuid::Uuid;

use super::claims::{self, by_id};
use super::{notices, state};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::checks::person_name;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Longest text, in letters.
const TEXT_LETTERS: usize = 500;

fn said<'t>(field: &str, text: &'t str) -> Result<&'t str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DomainError::invalid(field, "problem-required"));
    }
    if text.chars().count() > TEXT_LETTERS {
        let problem = Problem::new(field, "problem-too-long").with("max", TEXT_LETTERS);
        return Err(DomainError::Invalid(vec![problem]));
    }
    Ok(text)
}

/// Write down that somebody objects. Of the name only the family name is kept; nobody has to give one.
///
/// # Errors
/// [`DomainError::Conflict`] unless a notice of the claim hangs; [`DomainError::Invalid`] names the fields.
pub async fn object(unit: &mut Unit, claim: Uuid, version: i32, said_by: &str, what: &str) -> Result<Uuid> {
    unit.allow(Action::DraftClaims)?;
    let before = by_id(unit.tx(), unit.actor(), claim).await?;
    let level = state::level(before.state).ok_or(DomainError::Conflict("subsidies-conflict-no-notice"))?;
    let what = said("what", what)?;
    let notice: subsidy_notice::Model = notices::of_claims(unit.tx(), [claim])
        .await?
        .into_iter()
        .map(|(_, notice)| notice)
        .find(|notice| notice.level == level)
        .ok_or(DomainError::Conflict("subsidies-conflict-no-notice"))?;
    let id = Uuid::new_v4();
    subsidy_objection::ActiveModel {
        id: Set(id),
        version: Set(1),
        claim_id: Set(claim),
        notice_id: Set(notice.id),
        said_by: Set(person_name::masked(said_by.trim())),
        what: Set(what.to_owned()),
        received_on: Set(unit.today()),
        result: Set(None),
        answer: Set(String::new()),
        answered_at: Set(None),
        answered_by: Set(None),
        recorded_by: Set(unit.actor().account_id()),
        recorded_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    let with = subsidy_claim::ActiveModel {
        held: Set(true),
        ..Default::default()
    };
    claims::write(unit, &before, version, with).await?;
    unit.audit("object-to-claim", Subject::SubsidyClaim, Some(claim), json!({}))
        .await?;
    Ok(id)
}

/// One objection, if the actor may see its claim.
pub async fn objection_by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<subsidy_objection::Model> {
    let found = subsidy_objection::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    by_id(db, actor, found.claim_id).await?;
    Ok(found)
}

/// Answer an objection: the claim goes on, or goes back.
///
/// # Errors
/// [`DomainError::Conflict`] if it was answered; [`DomainError::Invalid`] names the fields.
pub async fn answer(unit: &mut Unit, id: Uuid, version: i32, result: ObjectionResult, text: &str) -> Result<Uuid> {
    unit.allow(Action::CheckClaims)?;
    let found = objection_by_id(unit.tx(), unit.actor(), id).await?;
    let claim = by_id(unit.tx(), unit.actor(), found.claim_id).await?;
    let text = said("answer", text)?;
    let written = subsidy_objection::Entity::update_many()
        .set(subsidy_objection::ActiveModel {
            version: Set(found.version + 1),
            result: Set(Some(result)),
            answer: Set(text.to_owned()),
            answered_at: Set(Some(unit.now())),
            answered_by: Set(unit.actor().account_id()),
            ..Default::default()
        })
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .filter(Column::Result.is_null())
        .exec(unit.tx())
        .await?;
    if written.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    let open = subsidy_objection::Entity::find()
        .filter(Column::ClaimId.eq(claim.id))
        .filter(Column::Result.is_null())
        .count(unit.tx())
        .await?;
    let back = result == ObjectionResult::Founded && state::target(claim.state, state::Step::SendBack).is_some();
    let with = subsidy_claim::ActiveModel {
        held: Set(open > 0 && !back),
        state: Set(if back { ClaimState::SentBack } else { claim.state }),
        state_since: Set(if back { unit.now() } else { claim.state_since }),
        ..Default::default()
    };
    claims::write(unit, &claim, claim.version, with).await?;
    if back {
        unit.moved(
            Subject::SubsidyClaim,
            claim.id,
            Some(claim.state),
            ClaimState::SentBack,
            text,
        )
        .await?;
    }
    let details = json!({ "result": result.key() });
    unit.audit("answer-objection", Subject::SubsidyClaim, Some(claim.id), details)
        .await?;
    Ok(claim.id)
}

/// An objection in a list.
#[derive(Clone, Debug)]
pub struct ObjectionRow {
    /// The objection.
    pub objection: subsidy_objection::Model,
    /// Whose claim it is about.
    pub name: String,
}

/// One page of the objections that the actor sees, those that wait first: four statements.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor, page: u64) -> Result<PageOf<ObjectionRow>> {
    let of_own = Query::select()
        .expr(Expr::val(1))
        .from(subsidy_claim::Entity)
        .and_where(
            Expr::col((subsidy_claim::Entity, subsidy_claim::Column::Id))
                .equals((subsidy_objection::Entity, Column::ClaimId)),
        )
        .cond_where(claims::visible_to(actor)?)
        .to_owned();
    let query = subsidy_objection::Entity::find().filter(Expr::exists(of_own));
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_asc(Expr::cust(
            "CASE WHEN subsidy_objection.result IS NULL THEN 0 ELSE 1 END",
        ))
        .order_by_desc(Column::ReceivedOn)
        .order_by_asc(Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let claims = subsidy_claim::Entity::find()
        .filter(subsidy_claim::Column::Id.is_in(rows.iter().map(|row| row.claim_id)))
        .all(db)
        .await?;
    // The age of the card is not shown: any day will do.
    let day = rows.first().map(|row| row.received_on).unwrap_or_default();
    let people = workers::names_of(db, claims.iter().filter_map(|claim| claim.worker_id), day).await?;
    let name_of = |id: Uuid| {
        let claim = claims.iter().find(|claim| claim.id == id)?;
        let person = claim.worker_id.and_then(|id| people.get(&id));
        Some(person.map_or_else(|| claim.payee_name.clone(), |card| card.name.clone()))
    };
    Ok(PageOf {
        rows: rows
            .into_iter()
            .map(|objection| ObjectionRow {
                name: name_of(objection.claim_id).unwrap_or_default(),
                objection,
            })
            .collect(),
        total,
        page,
        size: LIST_SIZE,
    })
}
