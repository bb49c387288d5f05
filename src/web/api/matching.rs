//! `POST /api/v1/match/vacancies` and `POST /api/v1/match/workers`: the match for programs, with a token of a staff role.

pub(super) mod described;

use std::time::Instant;

use axum::Json as Answer;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::error::Problem;
use crate::domain::matching::profiles::{self, Asked, Match, Matches, Person, Post};
use crate::domain::matching::{Assessment, WorkerProfile, weights};
use crate::reference::{occupation, region};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Json;
use crate::web::matching::{candidates, words};
use crate::web::state::App;

/// Hits given unless the caller says how many.
const USUAL: usize = 20;
/// Hits given at most.
const MOST: usize = 100;

/// Which worker, and how many posts. Unknown members are refused by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkerAsked {
    #[serde(default)]
    worker_id: Option<Uuid>,
    #[serde(default)]
    worker: Option<Asked>,
    #[serde(default)]
    limit: Option<usize>,
}

/// Which post, and how many people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostAsked {
    vacancy_id: Uuid,
    #[serde(default)]
    limit: Option<usize>,
}

/// Posts for a worker: of a record within the token's places, or described in the question.
pub async fn vacancies(c: Ctx, State(app): State<App>, Json(asked): Json<WorkerAsked>) -> PageResult<Answer<Value>> {
    let started = Instant::now();
    let limit = limit(asked.limit)?;
    let worker = worker(&c, &app, &asked).await?;
    let ids = candidates::posts(&app, &worker, c.today()).await?;
    let found = profiles::jobs(app.core.db.reader(), &worker, &ids, c.today()).await?;
    Ok(answer(&c, &found, limit, started, post_json))
}

/// People for a post, from the token's places, who agreed to be matched.
pub async fn workers(c: Ctx, State(app): State<App>, Json(asked): Json<PostAsked>) -> PageResult<Answer<Value>> {
    let started = Instant::now();
    let limit = limit(asked.limit)?;
    let db = app.core.db.reader();
    let post = profiles::post(db, &c.actor, asked.vacancy_id, c.today()).await?;
    let ids = candidates::workers(&app, &c.actor, &post.profile, c.today()).await?;
    let found = profiles::people(db, &c.actor, &post, &ids, c.today()).await?;
    Ok(answer(&c, &found, limit, started, person_json))
}

fn limit(asked: Option<usize>) -> PageResult<usize> {
    match asked.unwrap_or(USUAL) {
        limit @ 1..=MOST => Ok(limit),
        _ => Err(invalid("limit", "matching-problem-limit")),
    }
}

fn invalid(field: &str, key: &'static str) -> PageError {
    PageError::Invalid(vec![Problem::new(field, key)])
}

/// The worker that is meant. Somebody who has not agreed is not matched, whoever asks (Personal Information Protection Law, article 13).
async fn worker(c: &Ctx, app: &App, asked: &WorkerAsked) -> PageResult<WorkerProfile> {
    match (asked.worker_id, &asked.worker) {
        (Some(id), None) => {
            let person = profiles::person(app.core.db.reader(), &c.actor, id, c.today()).await?;
            if person.profile.consent_match {
                Ok(person.profile)
            } else {
                Err(invalid("worker_id", "matching-problem-consent"))
            }
        }
        (None, Some(described)) => Ok(described.read()?),
        _ => Err(invalid("worker_id", "matching-problem-one-of")),
    }
}

/// The pairs that nothing stands against, best first, then the near misses.
fn answer<T>(
    c: &Ctx,
    found: &Matches<T>,
    limit: usize,
    started: Instant,
    subject: fn(&Ctx, &T) -> Value,
) -> Answer<Value> {
    let lines = found.eligible.iter().chain(&found.near_misses).take(limit);
    let hits: Vec<Value> = lines.map(|one| hit(c, one, subject)).collect();
    let took_ms = started.elapsed().as_secs_f64() * 1_000.0;
    Answer(json!({
        "version": weights::VERSION,
        "total": found.eligible.len() + found.near_misses.len(),
        "eligible": found.eligible.len(),
        "set_aside": found.set_aside,
        "took_ms": (took_ms * 10.0).round() / 10.0,
        "hits": hits,
    }))
}

fn hit<T>(c: &Ctx, one: &Match<T>, subject: fn(&Ctx, &T) -> Value) -> Value {
    let mut hit = subject(c, &one.subject);
    let assessment = &one.assessment;
    hit["score"] = assessment.score.into();
    hit["eligible"] = assessment.eligible.into();
    hit["version"] = assessment.version.as_ref().into();
    hit["blockers"] = blockers(c, assessment);
    hit["reasons"] = reasons(c, assessment);
    hit["application"] = match &one.application {
        Some(row) => json!({ "id": row.id, "state": row.state }),
        None => Value::Null,
    };
    hit
}

fn blockers(c: &Ctx, assessment: &Assessment) -> Value {
    assessment
        .blockers()
        .map(|check| {
            json!({
                "code": check.code,
                "text": words::condition(c, check),
                "may_be_set_aside": check.code.may_be_overridden(),
                "gives_way": check.code.side(),
            })
        })
        .collect()
}

fn reasons(c: &Ctx, assessment: &Assessment) -> Value {
    assessment
        .soft
        .iter()
        .map(|reason| json!({ "code": reason.code, "points": reason.points, "text": words::reason(c, reason) }))
        .collect()
}

fn post_json(c: &Ctx, post: &Post) -> Value {
    let (record, profile) = (&post.record, &post.profile);
    json!({
        "id": record.id,
        "title": record.title,
        "employer": post.employer.name,
        "place": { "code": record.place_code, "name": c.place(&record.place_code) },
        "occupation": { "code": record.occupation_code, "name": occupation::name(&record.occupation_code) },
        "pay": {
            "form": record.pay_form,
            "min": record.pay_min_yuan,
            "max": record.pay_max_yuan,
            "hours_per_month": record.hours_per_month,
            "hourly_fen": profile.hourly_fen,
        },
        "places_left": profile.places_left,
    })
}

/// No more of a person than is needed to find the record: who may see it opens it.
fn person_json(_: &Ctx, person: &Person) -> Value {
    let home = &person.record.region_code;
    json!({
        "id": person.record.id,
        "name": person.record.name,
        "home": { "code": home, "name": region::full_name(home) },
        "free_from": person.profile.want.earliest_date,
    })
}
