//! Two records of one person become one. Everything moves to the kept one; the other stays behind it as what it was, pointing there.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::codes::{ApplicationState, Code as _, HelpState, Subject};
use entity::{
    application, care_case, consent, fair_invitation, fair_ticket, follow_up, passenger, placement, retention_mark,
    returned_help, round_answer, round_sheet_row, subsidy_claim, subsidy_claim_job, subsidy_verdict, training_request,
    training_seat, worker, worker_certificate, worker_companion, worker_household, worker_intent, worker_merge,
    worker_phone, worker_skill, worker_status_change,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
    Set,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{by_id, consents, duplicates, edit, home, number};
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;

/// States of an application in which the worker still waits for something; at most one per post.
const LIVE: [ApplicationState; 4] = [
    ApplicationState::Expressed,
    ApplicationState::Recommended,
    ApplicationState::Interview,
    ApplicationState::Hired,
];

/// Move every row of a table whose `worker_id` is the gone record and that `$keep` lets through; gives the ids that moved.
macro_rules! move_rows {
    ($unit:expr, $gone:expr, $kept:expr, $table:ident, $keep:expr) => {{
        let rows = $table::Entity::find()
            .filter($table::Column::WorkerId.eq($gone))
            .all($unit.tx())
            .await?;
        let ids: Vec<Uuid> = rows.iter().filter(|row| $keep(*row)).map(|row| row.id).collect();
        $table::Entity::update_many()
            .set($table::ActiveModel {
                worker_id: Set($kept),
                ..Default::default()
            })
            .filter($table::Column::Id.is_in(ids.clone()))
            .exec($unit.tx())
            .await?;
        ids
    }};
}

/// Merge `gone` into `kept`. Nothing is lost: what the kept record has already stays with the gone one, which keeps its rows and its
/// trail, and `worker_merge` says what moved.
///
/// # Errors
/// [`DomainError::Conflict`] if the two have different identity numbers (then they are two people), or both wait for the same post, or
/// both are on post now: those must be put right first.
pub async fn merge(unit: &mut Unit, kept: Uuid, gone: Uuid, reason: &str) -> Result<()> {
    unit.allow(Action::MergeWorkers)?;
    let reason = duplicates::reason_of(reason)?;
    if kept == gone {
        return Err(DomainError::Conflict("workers-merge-itself"));
    }
    let kept_row = by_id(unit.tx(), unit.actor(), kept).await?;
    let gone_row = by_id(unit.tx(), unit.actor(), gone).await?;
    check(unit, &kept_row, &gone_row).await?;
    edit::apply(
        unit,
        &gone_row,
        worker::ActiveModel {
            matchable: Set(false),
            ..Default::default()
        },
    )
    .await?;
    edit::apply(unit, &kept_row, edit::nothing()).await?;
    number::hand_over(unit, &gone_row, &kept_row).await?;
    let moved = move_parts(unit, kept, gone).await?;
    home::follow(unit, kept, &kept_row.region_code).await?;
    take_newer_facts(unit, &kept_row, &gone_row).await?;
    consents::refresh_matchable(unit, kept).await?;
    edit::write(
        unit,
        gone,
        worker::ActiveModel {
            merged_into: Set(Some(kept)),
            ..Default::default()
        },
    )
    .await?;
    worker_merge::ActiveModel {
        id: Set(Uuid::new_v4()),
        kept_id: Set(kept),
        gone_id: Set(gone),
        moved: Set(moved),
        reason: Set(reason),
        merged_by: Set(unit.actor().account_id()),
        merged_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    unit.audit("merge-workers", Subject::Worker, Some(kept), json!({ "gone": gone }))
        .await?;
    unit.audit("merged-into", Subject::Worker, Some(gone), json!({ "kept": kept }))
        .await
}

async fn check(unit: &Unit, kept: &worker::Model, gone: &worker::Model) -> Result<()> {
    if kept.id_number_index.is_some() && gone.id_number_index.is_some() {
        return Err(DomainError::Conflict("workers-merge-two-numbers"));
    }
    let both = [kept.id, gone.id];
    let posts: Vec<Uuid> = application::Entity::find()
        .select_only()
        .column(application::Column::VacancyId)
        .filter(application::Column::WorkerId.is_in(both))
        .filter(application::Column::State.is_in(LIVE))
        .into_tuple()
        .all(unit.tx())
        .await?;
    if posts.iter().collect::<BTreeSet<_>>().len() < posts.len() {
        return Err(DomainError::Conflict("workers-merge-same-post"));
    }
    let open = placement::Entity::find()
        .filter(placement::Column::WorkerId.is_in(both))
        .filter(placement::Column::EndedOn.is_null())
        .filter(placement::Column::FullTime.eq(true))
        .count(unit.tx())
        .await?;
    if open > 1 {
        Err(DomainError::Conflict("workers-merge-two-placements"))
    } else {
        Ok(())
    }
}

async fn move_parts(unit: &Unit, kept: Uuid, gone: Uuid) -> Result<Value> {
    let own = |worker: Uuid| worker_phone::Entity::find().filter(worker_phone::Column::WorkerId.eq(worker));
    let known: BTreeSet<String> = own(kept)
        .all(unit.tx())
        .await?
        .into_iter()
        .map(|row| row.number_index)
        .collect();
    let phones = move_rows!(unit, gone, kept, worker_phone, |row: &worker_phone::Model| !known
        .contains(&row.number_index));
    let held = worker_skill::Entity::find()
        .filter(worker_skill::Column::WorkerId.eq(kept))
        .all(unit.tx())
        .await?;
    let trades: BTreeSet<String> = held.into_iter().map(|row| row.occupation_code).collect();
    let skills = move_rows!(unit, gone, kept, worker_skill, |row: &worker_skill::Model| !trades
        .contains(&row.occupation_code));
    let held = worker_certificate::Entity::find()
        .filter(worker_certificate::Column::WorkerId.eq(kept))
        .all(unit.tx())
        .await?;
    let papers: BTreeSet<(String, String)> = held.into_iter().map(|row| (row.kind, row.number)).collect();
    let certificates = move_rows!(
        unit,
        gone,
        kept,
        worker_certificate,
        |row: &worker_certificate::Model| { !papers.contains(&(row.kind.clone(), row.number.clone())) }
    );
    // Two histories of categories cannot be laid over each other without guessing: the kept one's counts if it has any.
    let has_history = worker_household::Entity::find()
        .filter(worker_household::Column::WorkerId.eq(kept))
        .count(unit.tx())
        .await?
        > 0;
    let households = move_rows!(unit, gone, kept, worker_household, |_: &worker_household::Model| {
        !has_history
    });
    let consents = move_rows!(unit, gone, kept, consent, |_: &consent::Model| true);
    let statuses = move_rows!(
        unit,
        gone,
        kept,
        worker_status_change,
        |_: &worker_status_change::Model| true
    );
    let applications = move_rows!(unit, gone, kept, application, |_: &application::Model| true);
    let placements = move_rows!(unit, gone, kept, placement, |_: &placement::Model| true);
    let aftercare = move_aftercare(unit, kept, gone).await?;
    let subsidies = move_subsidies(unit, kept, gone).await?;
    let (tickets, invitations) = move_fairs(unit, kept, gone).await?;
    let seats = move_seats(unit, kept, gone).await?;
    let rides = move_rides(unit, kept, gone).await?;
    let intent = move_intent(unit, kept, gone).await?;
    let companions = move_companions(unit, kept, gone).await?;
    Ok(json!({
        "phones": phones, "skills": skills, "certificates": certificates, "households": households, "consents": consents,
        "statuses": statuses, "applications": applications, "placements": placements, "intent": intent, "companions": companions,
        "aftercare": aftercare, "tickets": tickets, "invitations": invitations, "seats": seats, "rides": rides, "subsidies": subsidies,
    }))
}

/// Calls, proven stays, cases, help and answers of the monthly round. Of two helps that run, and of two answers for one month, the kept
/// record's stays.
async fn move_aftercare(unit: &Unit, kept: Uuid, gone: Uuid) -> Result<Value> {
    let calls = move_rows!(unit, gone, kept, follow_up, |_: &follow_up::Model| true);
    let stays = move_rows!(unit, gone, kept, retention_mark, |_: &retention_mark::Model| true);
    let cases = move_rows!(unit, gone, kept, care_case, |_: &care_case::Model| true);
    let sheets = move_rows!(unit, gone, kept, round_sheet_row, |_: &round_sheet_row::Model| true);
    let helped = returned_help::Entity::find()
        .filter(returned_help::Column::WorkerId.eq(kept))
        .filter(returned_help::Column::State.eq(HelpState::Open))
        .count(unit.tx())
        .await?
        > 0;
    let helps = move_rows!(unit, gone, kept, returned_help, |row: &returned_help::Model| {
        !(helped && row.state == HelpState::Open)
    });
    let months: BTreeSet<NaiveDate> = round_answer::Entity::find()
        .filter(round_answer::Column::WorkerId.eq(kept))
        .all(unit.tx())
        .await?
        .into_iter()
        .map(|row| row.month)
        .collect();
    let answers = move_rows!(unit, gone, kept, round_answer, |row: &round_answer::Model| !months
        .contains(&row.month));
    Ok(json!({ "calls": calls, "stays": stays, "cases": cases, "sheets": sheets, "helps": helps, "answers": answers }))
}

/// Claims, what they rest on, and what a run said. Whose claim it was when it was made stays: two records that were paid for the same
/// period are what the data check "paid twice" finds afterwards.
async fn move_subsidies(unit: &Unit, kept: Uuid, gone: Uuid) -> Result<Value> {
    let rows = subsidy_claim::Entity::find()
        .filter(subsidy_claim::Column::WorkerId.eq(gone))
        .all(unit.tx())
        .await?;
    let claims: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    subsidy_claim::Entity::update_many()
        .set(subsidy_claim::ActiveModel {
            worker_id: Set(Some(kept)),
            ..Default::default()
        })
        .filter(subsidy_claim::Column::Id.is_in(claims.clone()))
        .exec(unit.tx())
        .await?;
    let jobs = move_rows!(unit, gone, kept, subsidy_claim_job, |_: &subsidy_claim_job::Model| true);
    // The next run says it anew.
    subsidy_verdict::Entity::delete_many()
        .filter(subsidy_verdict::Column::WorkerId.eq(gone))
        .exec(unit.tx())
        .await?;
    Ok(json!({ "claims": claims, "jobs": jobs }))
}

/// Where both were at the same fair, each keeps its ticket: the figures follow the gone record to the kept one.
async fn move_fairs(unit: &Unit, kept: Uuid, gone: Uuid) -> Result<(Vec<Uuid>, Vec<Uuid>)> {
    let held = fair_ticket::Entity::find()
        .filter(fair_ticket::Column::WorkerId.eq(kept))
        .all(unit.tx())
        .await?;
    let fairs: BTreeSet<Uuid> = held.into_iter().map(|row| row.fair_id).collect();
    let rows = fair_ticket::Entity::find()
        .filter(fair_ticket::Column::WorkerId.eq(gone))
        .all(unit.tx())
        .await?;
    let tickets: Vec<Uuid> = rows
        .iter()
        .filter(|row| !fairs.contains(&row.fair_id))
        .map(|row| row.id)
        .collect();
    fair_ticket::Entity::update_many()
        .set(fair_ticket::ActiveModel {
            worker_id: Set(Some(kept)),
            ..Default::default()
        })
        .filter(fair_ticket::Column::Id.is_in(tickets.clone()))
        .exec(unit.tx())
        .await?;
    let held = fair_invitation::Entity::find()
        .filter(fair_invitation::Column::WorkerId.eq(kept))
        .all(unit.tx())
        .await?;
    let fairs: BTreeSet<Uuid> = held.into_iter().map(|row| row.fair_id).collect();
    let invitations = move_rows!(unit, gone, kept, fair_invitation, |row: &fair_invitation::Model| {
        !fairs.contains(&row.fair_id)
    });
    Ok((tickets, invitations))
}

/// Seats in trainings. Where both sat in the same one, the kept record's seat counts and the other stays behind. What either
/// asked for is the kept one's.
async fn move_seats(unit: &Unit, kept: Uuid, gone: Uuid) -> Result<Vec<Uuid>> {
    let held = training_seat::Entity::find()
        .filter(training_seat::Column::WorkerId.eq(kept))
        .all(unit.tx())
        .await?;
    let trainings: BTreeSet<Uuid> = held.into_iter().map(|row| row.training_id).collect();
    training_request::Entity::update_many()
        .set(training_request::ActiveModel {
            worker_id: Set(Some(kept)),
            ..Default::default()
        })
        .filter(training_request::Column::WorkerId.eq(gone))
        .exec(unit.tx())
        .await?;
    Ok(move_rows!(
        unit,
        gone,
        kept,
        training_seat,
        |row: &training_seat::Model| { !trainings.contains(&row.training_id) }
    ))
}

/// Where both are on one list, or both still ride, the kept record's place stays.
async fn move_rides(unit: &Unit, kept: Uuid, gone: Uuid) -> Result<Vec<Uuid>> {
    let held = passenger::Entity::find()
        .filter(passenger::Column::WorkerId.eq(kept))
        .all(unit.tx())
        .await?;
    let riding = held.iter().any(|row| row.riding);
    let batches: BTreeSet<Uuid> = held.into_iter().map(|row| row.batch_id).collect();
    let ids = move_rows!(unit, gone, kept, passenger, |row: &passenger::Model| {
        !(batches.contains(&row.batch_id) || riding && row.riding)
    });
    Ok(ids)
}

/// The newer statement of wishes counts.
async fn move_intent(unit: &Unit, kept: Uuid, gone: Uuid) -> Result<bool> {
    let Some(theirs) = worker_intent::Entity::find_by_id(gone).one(unit.tx()).await? else {
        return Ok(false);
    };
    let ours = worker_intent::Entity::find_by_id(kept).one(unit.tx()).await?;
    if ours.is_some_and(|ours| ours.stated_on >= theirs.stated_on) {
        return Ok(false);
    }
    worker_intent::Entity::delete_by_id(kept).exec(unit.tx()).await?;
    let row = worker_intent::ActiveModel {
        worker_id: Set(kept),
        ..theirs.into_active_model()
    };
    worker_intent::Entity::insert(row.reset_all())
        .exec_without_returning(unit.tx())
        .await?;
    Ok(true)
}

async fn move_companions(unit: &Unit, kept: Uuid, gone: Uuid) -> Result<Vec<Uuid>> {
    use worker_companion::Column;
    let pairs = worker_companion::Entity::find()
        .filter(
            Column::WorkerId
                .is_in([gone, kept])
                .or(Column::CompanionId.is_in([gone, kept])),
        )
        .all(unit.tx())
        .await?;
    let other = |pair: &worker_companion::Model, id: Uuid| {
        if pair.worker_id == id {
            pair.companion_id
        } else {
            pair.worker_id
        }
    };
    let touches = |pair: &worker_companion::Model, id: Uuid| pair.worker_id == id || pair.companion_id == id;
    let known: BTreeSet<Uuid> = pairs
        .iter()
        .filter(|pair| touches(pair, kept))
        .map(|pair| other(pair, kept))
        .collect();
    let theirs: BTreeSet<Uuid> = pairs
        .iter()
        .filter(|pair| touches(pair, gone))
        .map(|pair| other(pair, gone))
        .collect();
    let new: Vec<Uuid> = theirs
        .into_iter()
        .filter(|id| *id != kept && !known.contains(id))
        .collect();
    worker_companion::Entity::delete_many()
        .filter(Column::WorkerId.eq(gone).or(Column::CompanionId.eq(gone)))
        .exec(unit.tx())
        .await?;
    for id in &new {
        worker_companion::ActiveModel {
            worker_id: Set(kept),
            companion_id: Set(*id),
        }
        .insert(unit.tx())
        .await?;
    }
    Ok(new)
}

/// The later status counts; what the kept record does not know it learns.
async fn take_newer_facts(unit: &Unit, kept: &worker::Model, gone: &worker::Model) -> Result<()> {
    let mut change = worker::ActiveModel {
        care_duty: Set(kept.care_duty || gone.care_duty),
        ..Default::default()
    };
    change.halal_wanted = Set(kept.halal_wanted || gone.halal_wanted);
    let limits: BTreeSet<&str> = kept
        .limits
        .split_whitespace()
        .chain(gone.limits.split_whitespace())
        .collect();
    change.limits = Set(limits.into_iter().collect::<Vec<_>>().join(" "));
    if kept.education.is_none() {
        change.education = Set(gone.education);
    }
    if kept.labour_ability.is_none() {
        change.labour_ability = Set(gone.labour_ability);
    }
    if kept.id_number_index.is_none() && gone.id_number_index.is_none() {
        change.sex = Set(kept.sex.or(gone.sex));
        change.birth_date = Set(kept.birth_date.or(gone.birth_date));
    }
    if gone.status_as_of > kept.status_as_of {
        change.status = Set(gone.status);
        change.status_as_of = Set(gone.status_as_of);
        change.status_source = Set(gone.status_source);
        if gone.status != kept.status {
            unit.moved(
                Subject::Worker,
                kept.id,
                Some(kept.status),
                gone.status,
                gone.status_source.key(),
            )
            .await?;
        }
    }
    edit::write(unit, kept.id, change).await
}
