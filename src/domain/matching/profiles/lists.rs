//! Lists in both directions: which jobs for this person, which people for this post.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::codes::ConsentScope;
use entity::{application, consent, vacancy};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{Person, Post, Records, Reference, persons, posts};
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::matching::{
    Assessment, Candidate, Context, Direction, Ranking, WorkerProfile, shortlist, shortlist_people,
};

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Match<T> {
    /// The person or the post.
    pub subject: T,
    /// What the rules say.
    pub assessment: Assessment,
    /// The latest application of the two, if they were brought together before.
    pub application: Option<application::Model>,
    /// The person's consent to this employer stands.
    pub consented: bool,
}

/// A list.
#[derive(Clone, Debug)]
pub struct Matches<T> {
    /// Nothing stands against them; best first.
    pub eligible: Vec<Match<T>>,
    /// One or two conditions stand against them on which somebody may give way.
    pub near_misses: Vec<Match<T>>,
    /// How many others were looked at.
    pub set_aside: usize,
}

impl<T> Matches<T> {
    /// The line of one record, wherever it stands.
    pub fn find(&self, is: impl Fn(&T) -> bool) -> Option<&Match<T>> {
        self.eligible
            .iter()
            .chain(&self.near_misses)
            .find(|one| is(&one.subject))
    }
}

fn context(today: NaiveDate, direction: Direction) -> Context<'static> {
    Context {
        today,
        direction,
        geography: &Reference,
        occupations: &Reference,
    }
}

/// 因人找岗: the posts among `ids` for this worker. Needs no record of the worker.
pub async fn jobs(
    db: &impl ConnectionTrait,
    worker: &WorkerProfile,
    ids: &[Uuid],
    today: NaiveDate,
) -> Result<Matches<Post>> {
    let posts = posts(db, ids, today).await?;
    let mut employers: Vec<Uuid> = posts.iter().map(|post| post.profile.employer_id).collect();
    employers.sort_unstable();
    employers.dedup();
    let records = Records::of(db, &employers, today).await?;
    let facts: Vec<_> = posts
        .iter()
        .map(|post| records.facts(post.profile.employer_id, &worker.home_code))
        .collect();
    let pairs = posts.iter().map(|post| &post.profile).zip(&facts);
    let ranking = shortlist(worker, pairs, &context(today, Direction::JobsForPerson));
    let before = match worker.id {
        Some(id) => Past::of_worker(db, id).await?,
        None => Past::default(),
    };
    let agreed = |post: &Post| before.agreed.contains(&post.profile.employer_id);
    Ok(in_order(
        ranking,
        posts.into_iter().map(|post| (post.record.id, post)),
        &before,
        agreed,
    ))
}

/// 因岗找人: the people among `ids` for this post, as far as the actor may see them.
pub async fn people(
    db: &impl ConnectionTrait,
    actor: &Actor,
    post: &Post,
    ids: &[Uuid],
    today: NaiveDate,
) -> Result<Matches<Person>> {
    let people = persons(db, actor, ids, today).await?;
    let records = Records::of(db, &[post.profile.employer_id], today).await?;
    let facts: Vec<_> = people
        .iter()
        .map(|person| records.facts(post.profile.employer_id, &person.profile.home_code))
        .collect();
    let pairs = people.iter().map(|person| &person.profile).zip(&facts);
    let ranking = shortlist_people(&post.profile, pairs, &context(today, Direction::PeopleForPost));
    let before = Past::of_post(db, &post.record, &people).await?;
    let agreed = |person: &Person| before.agreed.contains(&person.record.id);
    Ok(in_order(
        ranking,
        people.into_iter().map(|person| (person.record.id, person)),
        &before,
        agreed,
    ))
}

/// What was between the two sides before, by the other side's id.
#[derive(Default)]
struct Past {
    /// The latest application of each pair.
    applications: HashMap<Uuid, application::Model>,
    /// Employers to whom the person, or people who to the employer, agreed that the data may go.
    agreed: HashSet<Uuid>,
}

impl Past {
    async fn of_worker(db: &impl ConnectionTrait, worker: Uuid) -> Result<Self> {
        let rows = applications(db, application::Column::WorkerId.eq(worker).into()).await?;
        let agreed = consents(db, consent::Column::WorkerId.eq(worker).into()).await?;
        Ok(Self {
            applications: rows.into_iter().map(|row| (row.vacancy_id, row)).collect(),
            agreed: agreed.into_iter().filter_map(|row| row.employer_id).collect(),
        })
    }

    async fn of_post(db: &impl ConnectionTrait, post: &vacancy::Model, people: &[Person]) -> Result<Self> {
        let ids = || people.iter().map(|one| one.record.id);
        let of_pairs = Condition::all()
            .add(application::Column::VacancyId.eq(post.id))
            .add(application::Column::WorkerId.is_in(ids()));
        let rows = applications(db, of_pairs).await?;
        let to_firm = Condition::all()
            .add(consent::Column::EmployerId.eq(post.employer_id))
            .add(consent::Column::WorkerId.is_in(ids()));
        let agreed = consents(db, to_firm).await?;
        Ok(Self {
            applications: rows.into_iter().map(|row| (row.worker_id, row)).collect(),
            agreed: agreed.into_iter().map(|row| row.worker_id).collect(),
        })
    }
}

/// Applications, the latest of a pair last.
async fn applications(db: &impl ConnectionTrait, of: Condition) -> Result<Vec<application::Model>> {
    let rows = application::Entity::find()
        .filter(of)
        .order_by_asc(application::Column::CreatedAt)
        .order_by_asc(application::Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// Consents to single employers that stand.
async fn consents(db: &impl ConnectionTrait, of: Condition) -> Result<Vec<consent::Model>> {
    let rows = consent::Entity::find()
        .filter(of)
        .filter(consent::Column::Scope.eq(ConsentScope::Employer))
        .filter(consent::Column::WithdrawnAt.is_null())
        .all(db)
        .await?;
    Ok(rows)
}

fn in_order<T>(
    ranking: Ranking,
    subjects: impl Iterator<Item = (Uuid, T)>,
    before: &Past,
    agreed: impl Fn(&T) -> bool,
) -> Matches<T> {
    let mut subjects: HashMap<Uuid, T> = subjects.collect();
    let mut lines = |candidates: Vec<Candidate>| {
        candidates
            .into_iter()
            .filter_map(|candidate| {
                let id = candidate.id?;
                let subject = subjects.remove(&id)?;
                Some(Match {
                    consented: agreed(&subject),
                    application: before.applications.get(&id).cloned(),
                    assessment: candidate.assessment,
                    subject,
                })
            })
            .collect()
    };
    Matches {
        eligible: lines(ranking.eligible),
        near_misses: lines(ranking.near_misses),
        set_aside: ranking.set_aside,
    }
}
