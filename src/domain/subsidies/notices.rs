//! Public notices (公示): which claims hang where until when, and what of them is shown. Never an identity number: the type cannot carry one.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{NoticeLevel, Sex};
use entity::{subsidy_claim, subsidy_notice, subsidy_notice_claim, subsidy_policy};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::policies;
use super::state;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::{scope, workers};
use crate::reference::region;

/// No notice shows more rows than this.
const SHOWN: u64 = 2_000;

/// The notices that an actor may see: those of its places, and of the places above.
fn visible_to(actor: &Actor) -> Result<Condition> {
    use subsidy_notice::Column;
    if !actor.may(Action::ReadSubsidies) {
        return Err(DomainError::NotFound);
    }
    let Some(own) = actor.region_code() else {
        return Ok(Condition::all());
    };
    let above: Vec<&str> = region::ancestors(own).into_iter().map(|place| place.code).collect();
    Ok(Condition::any()
        .add(scope::within(Column::PlaceCode, own))
        .add(Column::PlaceCode.is_in(above)))
}

/// One notice, if the actor may see it.
pub async fn notice_by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<subsidy_notice::Model> {
    subsidy_notice::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The last day on which somebody can object to each claim whose notice hangs, with one statement.
pub(super) async fn hanging(
    db: &impl ConnectionTrait,
    claims: &[subsidy_claim::Model],
) -> Result<HashMap<Uuid, NaiveDate>> {
    let levels: HashMap<Uuid, NoticeLevel> = claims
        .iter()
        .filter_map(|claim| Some((claim.id, state::level(claim.state)?)))
        .collect();
    let rows = of_claims(db, levels.keys().copied()).await?;
    let mut until = HashMap::new();
    for (claim, notice) in rows {
        if levels.get(&claim) == Some(&notice.level) {
            // A claim that came back hangs again: the latest notice of the level counts.
            let last = until.entry(claim).or_insert(notice.until_date);
            *last = notice.until_date.max(*last);
        }
    }
    Ok(until)
}

/// Notices of claims, the latest first.
pub(super) async fn of_claims(
    db: &impl ConnectionTrait,
    claims: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, subsidy_notice::Model)>> {
    let links = subsidy_notice_claim::Entity::find()
        .filter(subsidy_notice_claim::Column::ClaimId.is_in(claims))
        .all(db)
        .await?;
    let notices: HashMap<Uuid, subsidy_notice::Model> = subsidy_notice::Entity::find()
        .filter(subsidy_notice::Column::Id.is_in(links.iter().map(|link| link.notice_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|notice| (notice.id, notice))
        .collect();
    let mut rows: Vec<(Uuid, subsidy_notice::Model)> = links
        .into_iter()
        .filter_map(|link| Some((link.claim_id, notices.get(&link.notice_id)?.clone())))
        .collect();
    rows.sort_by_key(|(_, notice)| std::cmp::Reverse(notice.made_at));
    Ok(rows)
}

/// A notice in a list.
#[derive(Clone, Debug)]
pub struct NoticeRow {
    /// The notice.
    pub notice: subsidy_notice::Model,
    /// Its policy.
    pub policy_name: String,
    /// How many claims.
    pub claims: i64,
}

/// One page of the notices, the latest first: four statements.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor, page: u64) -> Result<PageOf<NoticeRow>> {
    use subsidy_notice::Column;
    let query = subsidy_notice::Entity::find().filter(visible_to(actor)?);
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_desc(Column::FromDate)
        .order_by_asc(Column::PlaceCode)
        .order_by_asc(Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let counts: HashMap<Uuid, i64> = subsidy_notice_claim::Entity::find()
        .select_only()
        .column(subsidy_notice_claim::Column::NoticeId)
        .column_as(subsidy_notice_claim::Column::Id.count(), "claims")
        .filter(subsidy_notice_claim::Column::NoticeId.is_in(rows.iter().map(|row| row.id)))
        .group_by(subsidy_notice_claim::Column::NoticeId)
        .into_tuple::<(Uuid, i64)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let names = policy_names(db, rows.iter().map(|row| row.policy_id)).await?;
    Ok(PageOf {
        rows: rows
            .into_iter()
            .map(|notice| NoticeRow {
                policy_name: names.get(&notice.policy_id).cloned().unwrap_or_default(),
                claims: counts.get(&notice.id).copied().unwrap_or_default(),
                notice,
            })
            .collect(),
        total,
        page,
        size: LIST_SIZE,
    })
}

/// Names of policies, with one statement.
pub(super) async fn policy_names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    Ok(subsidy_policy::Entity::find()
        .select_only()
        .columns([subsidy_policy::Column::Id, subsidy_policy::Column::Name])
        .filter(subsidy_policy::Column::Id.is_in(ids))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect())
}

/// A row of a notice: what the public is told (`domain.md` §2.11), and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicRow {
    /// Name of the person, or of whoever gets the money of a firm's claim.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Full years.
    pub age: Option<i32>,
    /// Home, no finer than the township unless the notice hangs in the village itself.
    pub home_code: String,
    /// First and last day of work that counts.
    pub worked: (Option<NaiveDate>, Option<NaiveDate>),
    /// Where the work is, down to the county.
    pub work_place_code: String,
    /// The firm.
    pub employer_name: String,
    /// How much.
    pub amount_yuan: i32,
}

/// A notice as it hangs.
#[derive(Clone, Debug)]
pub struct PublicNotice {
    /// The notice.
    pub notice: subsidy_notice::Model,
    /// The policy.
    pub policy: subsidy_policy::Model,
    /// The rows, by place and name. Claims that were sent back while it hung are not among them.
    pub rows: Vec<PublicRow>,
}

/// A notice with its rows, as it is printed.
pub async fn public(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<PublicNotice> {
    let notice = notice_by_id(db, actor, id).await?;
    let policy = policies::by_id(db, actor, notice.policy_id).await?;
    let links: Vec<Uuid> = subsidy_notice_claim::Entity::find()
        .select_only()
        .column(subsidy_notice_claim::Column::ClaimId)
        .filter(subsidy_notice_claim::Column::NoticeId.eq(id))
        .limit(SHOWN)
        .into_tuple()
        .all(db)
        .await?;
    let claims = subsidy_claim::Entity::find()
        .filter(subsidy_claim::Column::Id.is_in(links))
        .filter(subsidy_claim::Column::State.is_not_in([
            entity::codes::ClaimState::SentBack,
            entity::codes::ClaimState::Withdrawn,
            entity::codes::ClaimState::Draft,
        ]))
        .order_by_asc(subsidy_claim::Column::PlaceCode)
        .order_by_asc(subsidy_claim::Column::CreatedAt)
        .order_by_asc(subsidy_claim::Column::Id)
        .all(db)
        .await?;
    let people = workers::names_of(db, claims.iter().filter_map(|claim| claim.worker_id), today).await?;
    let rows = claims
        .into_iter()
        .map(|claim| {
            let person = claim.worker_id.and_then(|id| people.get(&id));
            let home = if notice.level == NoticeLevel::Village {
                Some(claim.place_code.as_str())
            } else {
                region::township(&claim.place_code).map(|place| place.code)
            };
            let work = region::county(&claim.work_place_code).map(|place| place.code.to_owned());
            PublicRow {
                name: person.map_or(claim.payee_name, |card| card.name.clone()),
                sex: person.and_then(|card| card.sex),
                age: person.and_then(|card| card.age),
                home_code: home.unwrap_or(&claim.place_code).to_owned(),
                worked: (claim.work_from, claim.work_until),
                work_place_code: work.unwrap_or(claim.work_place_code),
                employer_name: claim.employer_name,
                amount_yuan: claim.amount_yuan,
            }
        })
        .collect();
    Ok(PublicNotice { notice, policy, rows })
}
