//! Reading the ledgers.

use chrono::NaiveDate;
use entity::codes::{Code as _, Ledger, LedgerKind, Subject};
use entity::{audit_event, employer, ledger_entry};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::employers;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;

/// The rows that an actor may see: those for places of its own.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub fn visible_to(actor: &Actor) -> Result<Condition> {
    if actor.may(Action::ReadLedgers) {
        Ok(scope::within_places_of(ledger_entry::Column::PlaceCode, actor))
    } else {
        Err(DomainError::NotFound)
    }
}

/// One row, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<ledger_entry::Model> {
    ledger_entry::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the name.
    pub text: String,
    /// Only this kind.
    pub kind: Option<LedgerKind>,
    /// On or after.
    pub from: Option<NaiveDate>,
    /// On or before.
    pub until: Option<NaiveDate>,
    /// Only places in this subtree.
    pub place: Option<String>,
    /// Cancelled rows instead of those that stand.
    pub voided: bool,
}

/// Sums of everything that a list shows, over all its pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Totals {
    /// Money, yuan.
    pub amount_yuan: i64,
    /// Households.
    pub households: i64,
    /// People.
    pub persons: i64,
    /// People lifted out of poverty.
    pub persons_lifted: i64,
}

fn within(actor: &Actor, ledger: Ledger, filter: &Filter) -> Result<Condition> {
    use ledger_entry::Column;
    let mut wanted = visible_to(actor)?.add(Column::Ledger.eq(ledger));
    wanted = wanted.add(if filter.voided {
        Column::VoidedAt.is_not_null()
    } else {
        Column::VoidedAt.is_null()
    });
    if !filter.text.is_empty() {
        wanted = wanted.add(Column::Name.contains(&filter.text));
    }
    if let Some(kind) = filter.kind {
        wanted = wanted.add(Column::Kind.eq(kind));
    }
    if let Some(from) = filter.from {
        wanted = wanted.add(Column::OnDate.gte(from));
    }
    if let Some(until) = filter.until {
        wanted = wanted.add(Column::OnDate.lte(until));
    }
    if let Some(place) = &filter.place {
        wanted = wanted.add(scope::within(Column::PlaceCode, place));
    }
    Ok(wanted)
}

/// One page of a ledger, the newest first, with the sums of the whole list.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    ledger: Ledger,
    filter: &Filter,
    page: u64,
) -> Result<(PageOf<ledger_entry::Model>, Totals)> {
    use ledger_entry::Column;
    let query = ledger_entry::Entity::find().filter(within(actor, ledger, filter)?);
    let total = query.clone().count(db).await?;
    let sum = |column: Column| Expr::col(column).sum().if_null(0).cast_as("bigint");
    let totals = query
        .clone()
        .select_only()
        .expr_as(sum(Column::AmountYuan), "amount_yuan")
        .expr_as(sum(Column::Households), "households")
        .expr_as(sum(Column::Persons), "persons")
        .expr_as(sum(Column::PersonsLifted), "persons_lifted")
        .into_model::<Totals>()
        .one(db)
        .await?
        .unwrap_or_default();
    let rows = query
        .order_by_desc(Column::OnDate)
        .order_by_asc(Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let page = PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    };
    Ok((page, totals))
}

/// One change of a row.
#[derive(Clone, Debug)]
pub struct History {
    /// The row of the trail.
    pub event: audit_event::Model,
    /// Which facts changed: their names with before and after.
    pub changes: Vec<(String, String, String)>,
}

/// The changes of a row, newest first. The caller has looked the row up for the reader.
pub async fn history(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<History>> {
    let events = audit_event::Entity::find()
        .filter(audit_event::Column::Subject.eq(Subject::Ledger))
        .filter(audit_event::Column::SubjectId.eq(id))
        .order_by_desc(audit_event::Column::Seq)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    Ok(events
        .into_iter()
        .map(|event| History {
            changes: changes(&event.details),
            event,
        })
        .collect())
}

fn changes(details: &serde_json::Value) -> Vec<(String, String, String)> {
    let (Some(before), Some(after)) = (details["before"].as_object(), details["after"].as_object()) else {
        return Vec::new();
    };
    let plain = |value: &serde_json::Value| match value {
        serde_json::Value::Null => "—".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    before
        .iter()
        .filter_map(|(name, was)| {
            let is = after.get(name)?;
            (was != is).then(|| (name.clone(), plain(was), plain(is)))
        })
        .collect()
}

/// The ledger of a key in an address.
///
/// # Errors
/// [`DomainError::NotFound`] if there is none.
pub fn of_key(key: &str) -> Result<Ledger> {
    Ledger::from_key(key).ok_or(DomainError::NotFound)
}

/// The firm of a name, if the actor may see exactly one of it.
pub async fn employer_named(db: &impl ConnectionTrait, actor: &Actor, name: &str) -> Result<Option<Uuid>> {
    let found: Vec<Uuid> = employer::Entity::find()
        .select_only()
        .column(employer::Column::Id)
        .filter(employers::visible_to(actor)?)
        .filter(employer::Column::Name.eq(name.trim()))
        .limit(2)
        .into_tuple()
        .all(db)
        .await?;
    Ok(match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    })
}
