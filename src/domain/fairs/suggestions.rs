//! Whom to ask: people whom a post of the fair suits, by the same match as everywhere.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::fair;
use entity::fair_invitation::{self, Column};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::outcomes::on_record;
use super::posts::ShownPost;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::matching::profiles::{self, Records, Reference};
use crate::domain::matching::{Context, Direction, assess};
use crate::domain::workers::NameCard;

/// Somebody who could be asked.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// Who.
    pub person: NameCard,
    /// The post of the fair that suits best.
    pub post: Uuid,
    /// Its title.
    pub title: String,
    /// 0 to 100.
    pub score: i32,
    /// How many posts of the fair suit.
    pub suitable: usize,
}

/// The people among `ids` whom some post of the fair suits, best first. Who was asked before, or has a ticket, is left out.
///
/// The number of statements depends neither on the people nor on the posts.
pub async fn suggest(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: &fair::Model,
    shown: &[ShownPost],
    ids: &[Uuid],
    today: NaiveDate,
) -> Result<Vec<Suggestion>> {
    if !actor.may(Action::InviteToFairs) {
        return Err(DomainError::NotFound);
    }
    let by_vacancy: HashMap<Uuid, &ShownPost> = shown
        .iter()
        .filter_map(|post| post.post.vacancy_id.map(|id| (id, post)))
        .collect();
    let vacancies: Vec<Uuid> = by_vacancy.keys().copied().collect();
    let posts = profiles::posts(db, &vacancies, today).await?;
    let mut employers: Vec<Uuid> = posts.iter().map(|post| post.profile.employer_id).collect();
    employers.sort_unstable();
    employers.dedup();
    let records = Records::of(db, &employers, today).await?;
    let known = known(db, fair.id).await?;
    let people = profiles::persons(db, actor, ids, today).await?;
    let context = Context {
        today,
        direction: Direction::PeopleForPost,
        geography: &Reference,
        occupations: &Reference,
    };
    let mut found = Vec::new();
    for person in people {
        if known.contains(&person.record.id) {
            continue;
        }
        let mut best: Option<(i32, &ShownPost)> = None;
        let mut suitable = 0;
        for post in &posts {
            let facts = records.facts(post.profile.employer_id, &person.profile.home_code);
            let assessment = assess(&person.profile, &post.profile, &facts, &[], &context);
            let Some(shown) = by_vacancy.get(&post.record.id).filter(|_| assessment.eligible) else {
                continue;
            };
            suitable += 1;
            if best.is_none_or(|(score, _)| assessment.score > score) {
                best = Some((assessment.score, *shown));
            }
        }
        if let Some((score, shown)) = best {
            found.push(Suggestion {
                person: NameCard::of(&person.record, today),
                post: shown.post.id,
                title: shown.post.title.clone(),
                score,
                suitable,
            });
        }
    }
    found.sort_by_key(|one| (std::cmp::Reverse(one.score), one.person.id));
    Ok(found)
}

/// People who were asked or have a ticket.
async fn known(db: &impl ConnectionTrait, fair: Uuid) -> Result<HashSet<Uuid>> {
    let mut known = on_record(db, fair).await?;
    let asked: Vec<Uuid> = fair_invitation::Entity::find()
        .select_only()
        .column(Column::WorkerId)
        .filter(Column::FairId.eq(fair))
        .into_tuple()
        .all(db)
        .await?;
    known.extend(asked);
    Ok(known)
}
