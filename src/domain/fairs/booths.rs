//! Booths: an employer asks for one with its posts, staff review it, the day shows who came. One stall, one employer.

use std::collections::HashMap;

use entity::codes::{BoothState, Code as _, FairState, Role, Subject};
use entity::fair_booth::{self, Column};
use entity::{employer, fair, fair_booth_post, vacancy};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::posts::{self, ShownPost};
use super::queries::{locked, workable};
use super::state::BOOTH_MOVES;
use crate::db;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::domain::{checks::phone::EmployerPhone, employers};

/// Longest name of a contact, in letters.
const NAME_LETTERS: usize = 40;
/// Longest note or reason, in letters.
const NOTE_LETTERS: usize = 300;
/// Most posts of one booth: more nobody reads standing up.
const MOST_POSTS: usize = 20;
/// Greatest number of a booth.
const MOST_BOOTHS: i32 = 2_000;

/// A booth as asked for.
#[derive(Clone, Debug)]
pub struct BoothInput {
    /// The employer; a user of an employer always asks for the own one.
    pub employer_id: Uuid,
    /// Who will be there.
    pub contact_name: String,
    /// How to reach him.
    pub contact_phone: String,
    /// Power, tables, …
    pub note: String,
    /// Posts, each with the places for this fair.
    pub posts: Vec<(Uuid, i32)>,
}

/// What a review says.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It comes; with this number, or with the next free one.
    Accept(Option<i32>),
    /// It does not, and why.
    Refuse(String),
}

/// A booth with its posts.
#[derive(Clone, Debug)]
pub struct BoothRow {
    /// The booth.
    pub booth: fair_booth::Model,
    /// Its posts.
    pub posts: Vec<ShownPost>,
    /// Whether the employer may recruit today: `Some` is the key of the sentence that says why not.
    pub unfit: Option<&'static str>,
}

/// The booths of a fair in these states with their posts, by number, then by the time of asking: four statements.
pub async fn booths_of(
    db: &impl ConnectionTrait,
    fair: Uuid,
    states: &[BoothState],
    today: chrono::NaiveDate,
) -> Result<Vec<BoothRow>> {
    let condition = Condition::all()
        .add(Column::FairId.eq(fair))
        .add(Column::State.is_in(states.iter().copied()));
    rows(db, condition, today).await
}

async fn rows(db: &impl ConnectionTrait, condition: Condition, today: chrono::NaiveDate) -> Result<Vec<BoothRow>> {
    let booths = fair_booth::Entity::find()
        .filter(condition)
        .order_by_with_nulls(Column::Number, Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::RequestedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = booths.iter().map(|booth| booth.id).collect();
    let mut posts: HashMap<Uuid, Vec<ShownPost>> = HashMap::new();
    for post in posts::posts_of(db, &ids, today).await? {
        posts.entry(post.post.booth_id).or_default().push(post);
    }
    let firms = employer::Entity::find()
        .filter(employer::Column::Id.is_in(booths.iter().map(|booth| booth.employer_id)))
        .all(db)
        .await?;
    let unfit: HashMap<Uuid, &'static str> = firms
        .iter()
        .filter_map(|firm| {
            employers::is_fit_to_publish(firm, today)
                .err()
                .map(|key| (firm.id, key))
        })
        .collect();
    Ok(booths
        .into_iter()
        .map(|booth| BoothRow {
            posts: posts.remove(&booth.id).unwrap_or_default(),
            unfit: unfit.get(&booth.employer_id).copied(),
            booth,
        })
        .collect())
}

/// Whose booths an actor works at.
fn own(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::WorkBooths) {
        return Err(DomainError::NotFound);
    }
    Ok(if actor.role() == Some(Role::Employer) {
        Condition::all().add(Column::EmployerId.eq(actor.employer_id().ok_or(DomainError::NotFound)?))
    } else {
        Condition::all()
    })
}

/// One booth of a fair for those who work at it. Whether staff may see the fair is for the caller to have looked up.
pub async fn booth_by_id(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: Uuid,
    id: Uuid,
    today: chrono::NaiveDate,
) -> Result<BoothRow> {
    let condition = own(actor)?.add(Column::FairId.eq(fair)).add(Column::Id.eq(id));
    rows(db, condition, today).await?.pop().ok_or(DomainError::NotFound)
}

/// The booths of the actor's own firm at a fair, refused and withdrawn ones too; none for everybody who has no firm.
pub async fn own_booths(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: Uuid,
    today: chrono::NaiveDate,
) -> Result<Vec<BoothRow>> {
    if actor.employer_id().is_none() {
        return Ok(Vec::new());
    }
    rows(db, own(actor)?.add(Column::FairId.eq(fair)), today).await
}

/// The booth as it stands, for a step.
pub(super) async fn opened(unit: &Unit, fair: Uuid, id: Uuid) -> Result<fair_booth::Model> {
    fair_booth::Entity::find_by_id(id)
        .filter(own(unit.actor())?)
        .filter(Column::FairId.eq(fair))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)
}

fn problems_of(input: &BoothInput) -> Vec<Problem> {
    let mut problems = Vec::new();
    let name = input.contact_name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS {
        problems.push(Problem::new("contact_name", "problem-name"));
    }
    if EmployerPhone::parse(&input.contact_phone).is_err() {
        problems.push(Problem::new("contact_phone", "fairs-problem-phone"));
    }
    if input.note.chars().count() > NOTE_LETTERS {
        problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS));
    }
    if input.posts.is_empty() {
        problems.push(Problem::new("posts", "fairs-problem-no-post"));
    }
    if input.posts.len() > MOST_POSTS {
        problems.push(Problem::new("posts", "fairs-problem-many-posts").with("max", MOST_POSTS));
    }
    problems
}

/// The chosen posts with their vacancies, each with places that it has.
fn chosen<'v>(
    input: &BoothInput,
    offered: &'v [vacancy::Model],
    problems: &mut Vec<Problem>,
) -> Vec<(&'v vacancy::Model, i32)> {
    let mut chosen = Vec::new();
    for (id, headcount) in &input.posts {
        let Some(vacancy) = offered.iter().find(|vacancy| vacancy.id == *id) else {
            problems.push(Problem::new("posts", "fairs-problem-post-gone"));
            continue;
        };
        let left = vacancy.headcount - vacancy.filled;
        if (1..=left).contains(headcount) {
            chosen.push((vacancy, *headcount));
        } else {
            problems.push(
                Problem::new(format!("places-{id}"), "fairs-problem-places")
                    .with("post", &vacancy.title)
                    .with("left", left),
            );
        }
    }
    chosen
}

/// Ask for a booth.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields; [`DomainError::Conflict`] if the fair takes no bookings, the employer may not recruit, or has a
/// booth already.
pub async fn request(unit: &mut Unit, fair_id: Uuid, input: BoothInput) -> Result<Uuid> {
    unit.allow(Action::BookBooths)?;
    let employer_id = unit.actor().employer_id().unwrap_or(input.employer_id);
    workable(unit, fair_id).await?;
    let fair = locked(unit, fair_id).await?;
    if fair.state != FairState::Booking {
        return Err(DomainError::Conflict("fairs-conflict-no-booking"));
    }
    let firm = employer::Entity::find_by_id(employer_id)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    employers::is_fit_to_publish(&firm, unit.today()).map_err(DomainError::Conflict)?;
    let mut problems = problems_of(&input);
    let offered = posts::offered(unit.tx(), employer_id, unit.today()).await?;
    let chosen = chosen(&input, &offered, &mut problems);
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    let booth = insert(unit, &fair, &firm, &input).await?;
    let rows = chosen
        .into_iter()
        .map(|(vacancy, headcount)| fair_booth_post::ActiveModel {
            id: Set(Uuid::new_v4()),
            fair_id: Set(fair.id),
            booth_id: Set(booth),
            vacancy_id: Set(Some(vacancy.id)),
            title: Set(vacancy.title.clone()),
            headcount: Set(headcount),
            intentions: Set(0),
            snapshot: Set(None),
            frozen_at: Set(None),
        });
    fair_booth_post::Entity::insert_many(rows)
        .exec_without_returning(unit.tx())
        .await?;
    Ok(booth)
}

async fn insert(unit: &Unit, fair: &fair::Model, firm: &employer::Model, input: &BoothInput) -> Result<Uuid> {
    let id = Uuid::new_v4();
    let phone = EmployerPhone::parse(&input.contact_phone).map_or_else(
        |_| input.contact_phone.trim().to_owned(),
        |phone| phone.as_str().to_owned(),
    );
    let row = fair_booth::ActiveModel {
        id: Set(id),
        version: Set(1),
        fair_id: Set(fair.id),
        employer_id: Set(firm.id),
        employer_name: Set(firm.name.clone()),
        number: Set(None),
        contact_name: Set(input.contact_name.trim().to_owned()),
        contact_phone: Set(phone),
        note: Set(input.note.trim().to_owned()),
        state: Set(BoothState::Requested),
        state_since: Set(unit.now()),
        reason: Set(String::new()),
        requested_by: Set(unit.actor().account_id()),
        requested_at: Set(unit.now()),
    };
    if let Err(error) = row.insert(unit.tx()).await {
        // One standing booth for each employer: the unique index says so, whoever asked first.
        return Err(if db::is_unique_violation(&error) {
            DomainError::Conflict("fairs-conflict-booth-twice")
        } else {
            error.into()
        });
    }
    unit.moved(Subject::FairBooth, id, None, BoothState::Requested, "")
        .await?;
    unit.audit(
        "request-booth",
        Subject::FairBooth,
        Some(id),
        json!({ "fair": fair.id }),
    )
    .await?;
    Ok(id)
}

/// Take one step: only if the table has it and the booth still is as it was read.
async fn take(
    unit: &Unit,
    before: &fair_booth::Model,
    version: i32,
    to: BoothState,
    reason: &str,
    with: fair_booth::ActiveModel,
) -> Result<()> {
    if !BOOTH_MOVES.contains(&(before.state, to)) {
        return Err(DomainError::Conflict("fairs-conflict-booth-state"));
    }
    let result = fair_booth::Entity::update_many()
        .set(fair_booth::ActiveModel {
            state: Set(to),
            state_since: Set(unit.now()),
            reason: Set(reason.to_owned()),
            version: Set(version + 1),
            ..with
        })
        .filter(Column::Id.eq(before.id))
        .filter(Column::State.eq(before.state))
        .filter(Column::Version.eq(version))
        .exec(unit.tx())
        .await;
    let result = match result {
        Err(error) if db::is_unique_violation(&error) => {
            return Err(DomainError::invalid("number", "fairs-problem-booth-number"));
        }
        result => result?,
    };
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.moved(Subject::FairBooth, before.id, Some(before.state), to, reason)
        .await?;
    unit.audit(
        "move-booth",
        Subject::FairBooth,
        Some(before.id),
        json!({ "to": to.key() }),
    )
    .await
}

/// Say whether a booth comes.
///
/// # Errors
/// [`DomainError::Invalid`] for a number that another booth has, or a refusal without a reason; [`DomainError::Conflict`] after the locking.
pub async fn review(unit: &mut Unit, fair: Uuid, booth: Uuid, version: i32, verdict: Verdict) -> Result<()> {
    unit.allow(Action::EditFairs)?;
    super::queries::by_id(unit.tx(), unit.actor(), fair).await?;
    // Nobody else gives a number or locks the list meanwhile.
    let found = locked(unit, fair).await?;
    if found.state != FairState::Booking {
        return Err(DomainError::Conflict("fairs-conflict-locked"));
    }
    let before = opened(unit, fair, booth).await?;
    match verdict {
        Verdict::Accept(number) => {
            let number = match number {
                Some(number) if (1..=MOST_BOOTHS).contains(&number) => number,
                Some(_) => return Err(DomainError::invalid("number", "fairs-problem-booth-number")),
                None => next_number(unit, fair).await?,
            };
            let with = fair_booth::ActiveModel {
                number: Set(Some(number)),
                ..Default::default()
            };
            take(unit, &before, version, BoothState::Reviewed, "", with).await
        }
        Verdict::Refuse(reason) => {
            let reason = reason.trim();
            if reason.is_empty() || reason.chars().count() > NOTE_LETTERS {
                return Err(DomainError::invalid("reason", "fairs-problem-reason"));
            }
            leave(unit, &before, version, BoothState::Refused, reason).await
        }
    }
}

/// A booth that does not come gives its number back.
async fn leave(unit: &Unit, before: &fair_booth::Model, version: i32, to: BoothState, reason: &str) -> Result<()> {
    let with = fair_booth::ActiveModel {
        number: Set(None),
        ..Default::default()
    };
    take(unit, before, version, to, reason, with).await
}

async fn next_number(unit: &Unit, fair: Uuid) -> Result<i32> {
    let last: Option<Option<i32>> = fair_booth::Entity::find()
        .select_only()
        .column_as(Column::Number.max(), "last")
        .filter(Column::FairId.eq(fair))
        .into_tuple()
        .one(unit.tx())
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// The employer does not come after all.
///
/// # Errors
/// [`DomainError::Conflict`] after the locking: then not coming is a no-show.
pub async fn withdraw(unit: &mut Unit, fair: Uuid, booth: Uuid, version: i32) -> Result<()> {
    unit.allow(Action::BookBooths)?;
    workable(unit, fair).await?;
    if locked(unit, fair).await?.state != FairState::Booking {
        return Err(DomainError::Conflict("fairs-conflict-locked"));
    }
    let before = opened(unit, fair, booth).await?;
    leave(unit, &before, version, BoothState::Withdrawn, "").await
}

/// The employer's people are there.
///
/// # Errors
/// [`DomainError::Conflict`] before the list is locked or after the end.
pub async fn sign_in(unit: &mut Unit, fair: Uuid, booth: Uuid, version: i32) -> Result<()> {
    unit.allow(Action::EditFairs)?;
    let found = super::queries::by_id(unit.tx(), unit.actor(), fair).await?;
    if !matches!(found.state, FairState::Locked | FairState::Running) {
        return Err(DomainError::Conflict("fairs-conflict-not-running"));
    }
    let before = opened(unit, fair, booth).await?;
    take(
        unit,
        &before,
        version,
        BoothState::SignedIn,
        "",
        <fair_booth::ActiveModel as Default>::default(),
    )
    .await
}

/// Who was announced and did not sign in did not come.
pub(super) async fn mark_absent(unit: &Unit, fair: Uuid) -> Result<()> {
    let absent = fair_booth::Entity::find()
        .filter(Column::FairId.eq(fair))
        .filter(Column::State.eq(BoothState::Reviewed))
        .all(unit.tx())
        .await?;
    for booth in &absent {
        take(
            unit,
            booth,
            booth.version,
            BoothState::NoShow,
            "",
            <fair_booth::ActiveModel as Default>::default(),
        )
        .await?;
    }
    Ok(())
}
