//! An employer asks for a booth with its posts.

use entity::codes::{BoothState, FairState, Subject};
use entity::fair_booth;
use entity::{employer, fair, fair_booth_post, vacancy};
use sea_orm::{ActiveModelTrait as _, EntityTrait, Set};
use serde_json::json;
use uuid::Uuid;

use super::posts::{self};
use super::queries::{locked, workable};
use crate::db;
use crate::domain::access::Action;
use crate::domain::checks::phone::EmployerPhone;
use crate::domain::employers;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Longest name of a contact, in letters.
const NAME_LETTERS: usize = 40;
/// Longest note or reason, in letters.
pub(super) const NOTE_LETTERS: usize = 300;
/// Most posts of one booth: more nobody reads standing up.
const MOST_POSTS: usize = 20;

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
