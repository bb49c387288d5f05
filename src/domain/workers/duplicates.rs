//! People who may be on file twice: the same name in the same village born in the same year, or the same phone of one's own.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike as _, NaiveDate};
use entity::codes::{PhoneOwner, Subject};
use entity::{duplicate_ruling, worker, worker_phone};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;
use uuid::Uuid;

use super::queries::visible_to;
use super::{by_id, phones};
use crate::db;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::checks::phone::Mobile;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::vault::Vault;

/// Most pairs that the queue reads at once, of each kind. The queue gets shorter as it is worked off.
const MOST_PAIRS: u64 = 200;
/// Longest reason, letters.
const REASON_LETTERS: usize = 200;

/// Why two records look like one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Same name, same village, and no two different years of birth.
    NameAndVillage,
    /// The same phone, which both call their own.
    Phone,
}

impl Why {
    /// Key of its sentence.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NameAndVillage => "workers-why-name",
            Self::Phone => "workers-why-phone",
        }
    }
}

/// Two records that look like one person, or a record that looks like somebody about to be registered.
#[derive(Clone, Debug)]
pub struct Suspect {
    /// The record.
    pub worker: worker::Model,
    /// The other one of a pair; `None` for somebody about to be registered.
    pub other: Option<worker::Model>,
    /// Why.
    pub why: BTreeSet<Why>,
}

/// Who is about to be registered.
#[derive(Clone, Debug)]
pub struct Person<'a> {
    /// Name in its one spelling.
    pub name: &'a str,
    /// Home.
    pub region_code: &'a str,
    /// Year of birth, if known.
    pub birth_year: Option<i32>,
    /// Phones of their own.
    pub phones: &'a [Mobile],
}

fn year_fits(a: Option<i32>, b: Option<NaiveDate>) -> bool {
    a.zip(b).is_none_or(|(year, birth)| birth.year() == year)
}

/// The records, of those whom the actor may see, that look like somebody about to be registered.
pub async fn likely_duplicates(
    db: &impl ConnectionTrait,
    vault: &Vault,
    actor: &Actor,
    person: &Person<'_>,
) -> Result<Vec<Suspect>> {
    let indexes = person
        .phones
        .iter()
        .map(|phone| phones::index_of(vault, phone))
        .collect();
    alike(db, actor, (person.name, person.region_code, person.birth_year), indexes).await
}

/// The records that look like the person of a record, without those ruled to be somebody else.
pub async fn suspects_of(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<Vec<Suspect>> {
    let worker = by_id(db, actor, id).await?;
    let own = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.eq(id))
        .filter(worker_phone::Column::Owner.eq(PhoneOwner::Worker))
        .all(db)
        .await?;
    let indexes = own.into_iter().map(|phone| phone.number_index).collect();
    let year = worker.birth_date.map(|birth| birth.year());
    let mut suspects = alike(db, actor, (&worker.name, &worker.region_code, year), indexes).await?;
    let ruled = ruled_with(db, id).await?;
    suspects.retain(|suspect| suspect.worker.id != id && !ruled.contains(&suspect.worker.id));
    Ok(suspects)
}

async fn alike(
    db: &impl ConnectionTrait,
    actor: &Actor,
    (name, region_code, birth_year): (&str, &str, Option<i32>),
    indexes: Vec<String>,
) -> Result<Vec<Suspect>> {
    let with_phone: BTreeSet<Uuid> = worker_phone::Entity::find()
        .filter(worker_phone::Column::NumberIndex.is_in(indexes))
        .filter(worker_phone::Column::Owner.eq(PhoneOwner::Worker))
        .all(db)
        .await?
        .into_iter()
        .map(|phone| phone.worker_id)
        .collect();
    let named = worker::Column::Name
        .eq(name)
        .and(worker::Column::RegionCode.eq(region_code));
    let found = worker::Entity::find()
        .filter(visible_to(actor)?)
        .filter(
            Condition::any()
                .add(named)
                .add(worker::Column::Id.is_in(with_phone.clone())),
        )
        .all(db)
        .await?;
    let suspects = found.into_iter().filter_map(|worker| {
        let mut why = BTreeSet::new();
        if worker.name == name && worker.region_code == region_code && year_fits(birth_year, worker.birth_date) {
            why.insert(Why::NameAndVillage);
        }
        if with_phone.contains(&worker.id) {
            why.insert(Why::Phone);
        }
        (!why.is_empty()).then_some(Suspect {
            worker,
            other: None,
            why,
        })
    });
    Ok(suspects.collect())
}

async fn ruled_with(db: &impl ConnectionTrait, id: Uuid) -> Result<BTreeSet<Uuid>> {
    use duplicate_ruling::Column;
    let rows = duplicate_ruling::Entity::find()
        .filter(Column::LowId.eq(id).or(Column::HighId.eq(id)))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| if row.low_id == id { row.high_id } else { row.low_id })
        .collect())
}

/// Pairs of ids by one of the two signs, not ruled on yet.
async fn pairs_by(db: &impl ConnectionTrait, visible: &Condition, why: Why) -> Result<Vec<(Uuid, Uuid)>> {
    let seen = || {
        Query::select()
            .column(worker::Column::Id)
            .from(worker::Entity)
            .cond_where(visible.clone())
            .to_owned()
    };
    let (a, b) = (Alias::new("a"), Alias::new("b"));
    let of = |table: &Alias, column: &'static str| Expr::col((table.clone(), Alias::new(column)));
    let id = match why {
        Why::NameAndVillage => "id",
        Why::Phone => "worker_id",
    };
    let ruled = Query::select()
        .expr(Expr::val(1))
        .from(duplicate_ruling::Entity)
        .and_where(Expr::col((duplicate_ruling::Entity, duplicate_ruling::Column::LowId)).eq(of(&a, id)))
        .and_where(Expr::col((duplicate_ruling::Entity, duplicate_ruling::Column::HighId)).eq(of(&b, id)))
        .to_owned();
    let mut query = Query::select();
    query.expr_as(of(&a, id), "low").expr_as(of(&b, id), "high");
    match why {
        Why::NameAndVillage => {
            // Both engines write a day as year, month, day; comparing the first four letters needs no function that only one has.
            let year =
                |table: &Alias| Expr::cust_with_exprs("substr($1, 1, 4)", [of(table, "birth_date").cast_as("text")]);
            query
                .from_as(worker::Entity, a.clone())
                .join_as(
                    sea_orm::JoinType::InnerJoin,
                    worker::Entity,
                    b.clone(),
                    of(&a, "name")
                        .eq(of(&b, "name"))
                        .and(of(&a, "region_code").eq(of(&b, "region_code"))),
                )
                .cond_where(
                    Condition::any()
                        .add(of(&a, "birth_date").is_null())
                        .add(of(&b, "birth_date").is_null())
                        .add(year(&a).eq(year(&b))),
                );
        }
        Why::Phone => {
            query
                .from_as(worker_phone::Entity, a.clone())
                .join_as(
                    sea_orm::JoinType::InnerJoin,
                    worker_phone::Entity,
                    b.clone(),
                    of(&a, "number_index").eq(of(&b, "number_index")),
                )
                .and_where(of(&a, "owner").eq("worker"))
                .and_where(of(&b, "owner").eq("worker"));
        }
    }
    query
        .and_where(of(&a, id).lt(of(&b, id)))
        .and_where(of(&a, id).in_subquery(seen()))
        .and_where(of(&b, id).in_subquery(seen()))
        .and_where(Expr::exists(ruled).not())
        .limit(MOST_PAIRS);
    let rows = db.query_all(&query).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "low")?, row.try_get("", "high")?)))
        .collect()
}

/// The pairs that nobody has ruled on, as far as the actor may see both.
pub async fn queue(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<Suspect>> {
    if !actor.may(Action::MergeWorkers) {
        return Err(DomainError::NotFound);
    }
    let visible = visible_to(actor)?;
    let mut pairs: BTreeMap<(Uuid, Uuid), BTreeSet<Why>> = BTreeMap::new();
    for why in [Why::NameAndVillage, Why::Phone] {
        for pair in pairs_by(db, &visible, why).await? {
            pairs.entry(pair).or_default().insert(why);
        }
    }
    let ids: BTreeSet<Uuid> = pairs.keys().flat_map(|(low, high)| [*low, *high]).collect();
    let rows = worker::Entity::find()
        .filter(visible)
        .filter(worker::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let workers: HashMap<Uuid, worker::Model> = rows.into_iter().map(|worker| (worker.id, worker)).collect();
    let mut suspects: Vec<Suspect> = pairs
        .into_iter()
        .filter_map(|((low, high), why)| {
            Some(Suspect {
                worker: workers.get(&low)?.clone(),
                other: Some(workers.get(&high)?.clone()),
                why,
            })
        })
        .collect();
    suspects.sort_by(|a, b| (&a.worker.region_code, &a.worker.name).cmp(&(&b.worker.region_code, &b.worker.name)));
    Ok(suspects)
}

/// A reason that is there and not a novel.
pub(super) fn reason_of(reason: &str) -> Result<String> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(DomainError::invalid("reason", "problem-required"));
    }
    if reason.chars().count() > REASON_LETTERS {
        return Err(DomainError::Invalid(vec![
            crate::domain::error::Problem::new("reason", "problem-too-long").with("max", REASON_LETTERS),
        ]));
    }
    Ok(reason.to_owned())
}

/// Rule for good that two records are two people. Saying it twice is the same as saying it once.
pub async fn rule_not_same(unit: &mut Unit, one: Uuid, other: Uuid, reason: &str) -> Result<()> {
    unit.allow(Action::MergeWorkers)?;
    let reason = reason_of(reason)?;
    by_id(unit.tx(), unit.actor(), one).await?;
    by_id(unit.tx(), unit.actor(), other).await?;
    if one == other {
        return Err(DomainError::Conflict("workers-merge-itself"));
    }
    if ruled_with(unit.tx(), one).await?.contains(&other) {
        return Ok(());
    }
    let row = duplicate_ruling::ActiveModel {
        id: Set(Uuid::new_v4()),
        low_id: Set(Ord::min(one, other)),
        high_id: Set(Ord::max(one, other)),
        reason: Set(reason),
        ruled_by: Set(unit.actor().account_id()),
        ruled_at: Set(unit.now()),
    };
    if let Err(error) = row.insert(unit.tx()).await {
        return Err(if db::is_unique_violation(&error) {
            DomainError::Conflict("conflict-changed-meanwhile")
        } else {
            error.into()
        });
    }
    unit.audit("rule-not-same", Subject::Worker, Some(one), json!({ "other": other }))
        .await
}
