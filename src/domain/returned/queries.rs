//! Who came back, and how far the help is.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::HelpState;
use entity::{application, employer, placement, returned_help, returned_offer, vacancy, worker};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;
use crate::domain::workers::{self, NameCard};

/// Offers that a returned person gets: the usual norm for the registered unemployed.
pub const HELP_OFFERS: usize = 3;

fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadFollowUps) {
        return Err(DomainError::NotFound);
    }
    if actor.region_code().is_none() {
        return Ok(Condition::all());
    }
    Ok(workers::whose(
        returned_help::Column::WorkerId,
        workers::visible_to(actor)?,
    ))
}

/// People whom the actor must help now.
pub fn to_help(actor: &Actor) -> Result<Condition> {
    Ok(visible_to(actor)?.add(returned_help::Column::State.eq(HelpState::Open)))
}

/// One help, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<returned_help::Model> {
    returned_help::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct ReturnedFilter {
    /// Those that have ended, instead of those that run.
    pub ended: bool,
    /// Only people of this subtree of places.
    pub place: Option<String>,
}

/// A person who came back, in the list.
#[derive(Clone, Debug)]
pub struct HelpRow {
    /// The help.
    pub help: returned_help::Model,
    /// The person.
    pub person: NameCard,
    /// The firm that was left.
    pub employer_name: String,
    /// Offers so far: applications since, and offers outside of them.
    pub offers: usize,
    /// The thirty days are over.
    pub late: bool,
}

/// One page of the people who came back, the longest waiting first; of those that ended, the latest first. Six statements.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &ReturnedFilter,
    page: u64,
    today: NaiveDate,
) -> Result<PageOf<HelpRow>> {
    let mut wanted = visible_to(actor)?;
    if let Some(code) = &filter.place {
        wanted = wanted.add(workers::whose(
            returned_help::Column::WorkerId,
            scope::within(worker::Column::RegionCode, code),
        ));
    }
    let query = returned_help::Entity::find().filter(wanted);
    let query = if filter.ended {
        query
            .filter(returned_help::Column::State.ne(HelpState::Open))
            .order_by_desc(returned_help::Column::ClosedAt)
    } else {
        query
            .filter(returned_help::Column::State.eq(HelpState::Open))
            .order_by_asc(returned_help::Column::DueOn)
    };
    let total = query.clone().count(db).await?;
    let helps = query
        .order_by_asc(returned_help::Column::Id)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let people = workers::names_of(db, helps.iter().map(|help| help.worker_id), today).await?;
    let firms: HashMap<Uuid, String> = placement::Entity::find()
        .select_only()
        .columns([placement::Column::Id, placement::Column::EmployerName])
        .filter(placement::Column::Id.is_in(helps.iter().map(|help| help.placement_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let offers = offers_of(db, &helps).await?;
    let rows = helps
        .into_iter()
        .filter_map(|help| {
            Some(HelpRow {
                person: people.get(&help.worker_id)?.clone(),
                employer_name: firms.get(&help.placement_id).cloned().unwrap_or_default(),
                offers: offers.get(&help.id).copied().unwrap_or(0),
                late: help.state == HelpState::Open && help.due_on < today,
                help,
            })
        })
        .collect();
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// How many offers each help has had.
async fn offers_of(db: &impl ConnectionTrait, helps: &[returned_help::Model]) -> Result<HashMap<Uuid, usize>> {
    let mut counts: HashMap<Uuid, usize> = HashMap::new();
    let told =
        returned_offer::Entity::find().filter(returned_offer::Column::HelpId.is_in(helps.iter().map(|help| help.id)));
    for offer in told.all(db).await? {
        *counts.entry(offer.help_id).or_default() += 1;
    }
    let since = helps.iter().map(|help| help.left_on).min().unwrap_or_default();
    let made: Vec<(Uuid, chrono::DateTime<chrono::Utc>)> = application::Entity::find()
        .select_only()
        .columns([application::Column::WorkerId, application::Column::CreatedAt])
        .filter(application::Column::WorkerId.is_in(helps.iter().map(|help| help.worker_id)))
        .filter(application::Column::CreatedAt.gte(clock::start_of(since)))
        .into_tuple()
        .all(db)
        .await?;
    for help in helps {
        let of_person = made.iter().filter(|(worker, at)| {
            *worker == help.worker_id
                && *at >= clock::start_of(help.left_on)
                && help.closed_at.is_none_or(|closed| *at <= closed)
        });
        *counts.entry(help.id).or_default() += of_person.count();
    }
    Ok(counts)
}

/// An application since the person came back: an offer of ours.
#[derive(Clone, Debug)]
pub struct Introduced {
    /// The application.
    pub application: application::Model,
    /// The post.
    pub title: String,
    /// The firm.
    pub employer_name: String,
}

/// Everything that the page of one help shows.
#[derive(Clone, Debug)]
pub struct HelpRecord {
    /// The help.
    pub help: returned_help::Model,
    /// The person.
    pub person: NameCard,
    /// The work that ended.
    pub placement: placement::Model,
    /// Offers of ours.
    pub introduced: Vec<Introduced>,
    /// Other offers.
    pub told: Vec<returned_offer::Model>,
}

impl HelpRecord {
    /// Offers so far.
    #[must_use]
    pub fn offers(&self) -> usize {
        self.introduced.len() + self.told.len()
    }

    /// Whether all that the norm asks for was done.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.help.policy_on.is_some() && self.help.guidance_on.is_some() && self.offers() >= HELP_OFFERS
    }
}

/// The record of one help.
pub async fn record(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<HelpRecord> {
    let help = by_id(db, actor, id).await?;
    let person = workers::names_of(db, [help.worker_id], today)
        .await?
        .remove(&help.worker_id)
        .ok_or(DomainError::NotFound)?;
    let placement = placement::Entity::find_by_id(help.placement_id)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let told = returned_offer::Entity::find()
        .filter(returned_offer::Column::HelpId.eq(id))
        .order_by_asc(returned_offer::Column::RecordedAt)
        .all(db)
        .await?;
    let introduced = introduced_since(db, &help).await?;
    Ok(HelpRecord {
        help,
        person,
        placement,
        introduced,
        told,
    })
}

async fn introduced_since(db: &impl ConnectionTrait, help: &returned_help::Model) -> Result<Vec<Introduced>> {
    let mut query = application::Entity::find()
        .filter(application::Column::WorkerId.eq(help.worker_id))
        .filter(application::Column::CreatedAt.gte(clock::start_of(help.left_on)));
    if let Some(closed) = help.closed_at {
        query = query.filter(application::Column::CreatedAt.lte(closed));
    }
    let rows = query.order_by_asc(application::Column::CreatedAt).all(db).await?;
    let titles: HashMap<Uuid, String> = vacancy::Entity::find()
        .select_only()
        .columns([vacancy::Column::Id, vacancy::Column::Title])
        .filter(vacancy::Column::Id.is_in(rows.iter().map(|row| row.vacancy_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let firms: HashMap<Uuid, String> = employer::Entity::find()
        .select_only()
        .columns([employer::Column::Id, employer::Column::Name])
        .filter(employer::Column::Id.is_in(rows.iter().map(|row| row.employer_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(rows
        .into_iter()
        .map(|application| Introduced {
            title: titles.get(&application.vacancy_id).cloned().unwrap_or_default(),
            employer_name: firms.get(&application.employer_id).cloned().unwrap_or_default(),
            application,
        })
        .collect())
}
