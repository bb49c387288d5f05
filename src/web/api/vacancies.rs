//! `/api/v1/vacancies`: the same search as the board's pages, for programs.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use entity::codes::{Code as _, Subject};
use serde_json::{Map, Value, json};

use crate::domain::clock;
use crate::domain::vacancies::public::{self, PublicVacancy};
use crate::reference::{occupation, region};
use crate::search::feeder::outbox;
use crate::search::{Facets, InsteadOf, Meaning, Part, SuggestionKind};
use crate::web::board::query::{BoardQuery, Dialect};
use crate::web::board::run::{Hit, run};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Id, Query};
use crate::web::state::App;

/// Suggestions in one answer.
const SUGGESTIONS: usize = 10;
/// Events read for one answer of the changes.
const CHANGES: u64 = 500;

type Pairs = Query<Vec<(String, String)>>;

/// `GET /api/v1/vacancies`.
pub async fn list(State(app): State<App>, Query(pairs): Pairs) -> PageResult {
    let query = BoardQuery::read(&pairs, Dialect::Api)?;
    ready(&app)?;
    let found = run(&app, &query).await?;
    let interpreted = &found.interpreted;
    let mut body = json!({
        "total": found.total,
        "took_ms": milliseconds(found.took_us),
        "hits": found.hits.iter().map(hit).collect::<Vec<_>>(),
        "interpreted": {
            "parts": interpreted.parts.iter().map(part).collect::<Vec<_>>(),
            "terms": interpreted.terms,
            "dropped": interpreted.dropped,
            "cut": interpreted.cut,
            "relaxed": interpreted.relaxed,
        },
    });
    if let Some(other) = &found.instead {
        body["instead"] = json!({
            "of": match &other.of {
                InsteadOf::Slip => "slip",
                InsteadOf::Trade(_) => "trade",
            },
            "occupation": match &other.of {
                InsteadOf::Slip => None,
                InsteadOf::Trade(group) => Some(group),
            },
            "text": other.text,
            "total": other.total,
            "hits": other.hits.iter().map(hit).collect::<Vec<_>>(),
        });
    }
    if let Some(counts) = &found.facets {
        body["facets"] = facets(counts);
    }
    Ok(Json(body).into_response())
}

/// A part of the text that was understood.
fn part(part: &Part) -> Value {
    let (kind, value) = match &part.meaning {
        Meaning::Place(code) => ("place", place(code)),
        Meaning::Trade(code) => ("occupation", occupation_of(code)),
        Meaning::PayFrom(yuan) => ("pay_min", json!(yuan)),
        Meaning::Age(years) => ("age", json!(years)),
        Meaning::Said(said) => ("condition", json!(said.key())),
        Meaning::Must => ("must", Value::Null),
        Meaning::Not => ("not", Value::Null),
        Meaning::Phrase => ("phrase", Value::Null),
    };
    json!({ "text": part.text, "kind": kind, "value": value })
}

/// A program must not take an index that is being made for a board without posts.
fn ready(app: &App) -> PageResult<()> {
    if app.search.is_ready() {
        Ok(())
    } else {
        Err(PageError::Unavailable)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a request takes far less than 2^52 microseconds"
)]
fn milliseconds(took_us: u64) -> f64 {
    took_us as f64 / 1000.0
}

fn place(code: &str) -> Value {
    json!({ "code": code, "name": region::full_name(code) })
}

fn occupation_of(code: &str) -> Value {
    json!({ "code": code, "name": occupation::name(code) })
}

fn pay(post: &PublicVacancy) -> Value {
    let row = &post.vacancy;
    json!({
        "form": row.pay_form.key(),
        "min": row.pay_min_yuan,
        "max": row.pay_max_yuan,
        "unit": "yuan_a_month",
        "hours_per_month": row.hours_per_month,
        "hourly_fen": post.hourly_fen(),
    })
}

/// What a result and a single post have in common.
fn summary(post: &PublicVacancy) -> Map<String, Value> {
    let row = &post.vacancy;
    let verified = post
        .poster
        .verified_at
        .filter(|_| post.poster.is_verified())
        .map(clock::day_of);
    let value = json!({
        "id": row.id,
        "ref": row.reference,
        "source": row.source,
        "title": row.title,
        "employer": post.poster.name,
        "employer_verified_on": verified,
        "place": place(&row.place_code),
        "occupation": occupation_of(&row.occupation_code),
        "pay": pay(post),
        "lodging": row.lodging.key(),
        "meals": row.meals.key(),
        "shift": row.shift.key(),
        "contract": row.contract.key(),
        "couple_room": row.couple_room,
        "halal_meals": row.halal_meals,
        "age_max": row.age_max,
        "places_left": row.headcount - row.filled,
        "start_date": row.start_date,
        "published": row.published_at,
        "valid_until": row.valid_until,
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn hit(hit: &Hit) -> Value {
    let mut map = summary(&hit.post);
    map.insert("score".to_owned(), json!(hit.score));
    Value::Object(map)
}

fn facets(counts: &Facets) -> Value {
    let coded = |list: &[(String, u64)], name: fn(&str) -> String| -> Vec<Value> {
        list.iter()
            .map(|(code, count)| json!({ "code": code, "name": name(code), "count": count }))
            .collect()
    };
    let keyed = |list: &[(String, u64)]| -> Vec<Value> {
        list.iter()
            .map(|(key, count)| json!({ "key": key, "count": count }))
            .collect()
    };
    json!({
        "provinces": coded(&counts.provinces, |code| region::name(code).to_owned()),
        "counties": coded(&counts.counties, region::short_name),
        "occupation_groups": coded(&counts.occupation_groups, |code| occupation::name(code).to_owned()),
        "lodging": keyed(&counts.lodging),
        "meals": keyed(&counts.meals),
        "shift": keyed(&counts.shift),
        "contract": keyed(&counts.contract),
        "no_age_limit": counts.no_age_limit,
        "pay_bands": counts.pay_bands.iter().map(|(from, count)| json!({ "from": from, "count": count })).collect::<Vec<_>>(),
    })
}

/// `GET /api/v1/vacancies/{id}`. Gone for what is over, not found for what never was public.
pub async fn one(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let post = public::once_public(app.core.db.reader(), id).await?;
    if !post.is_open(c.today()) {
        return Err(PageError::Gone);
    }
    let row = &post.vacancy;
    let mut map = summary(&post);
    let more = json!({
        "description": row.description,
        "address": row.address,
        "headcount": row.headcount,
        "base_pay_yuan": row.base_pay_yuan,
        "piece_note": row.piece_note,
        "pay_day": row.pay_day,
        "probation_note": row.probation_note,
        "deduction_note": row.deduction_note,
        "rest_days": row.rest_days,
        "lodging_note": row.lodging_note,
        "people_per_room": row.people_per_room,
        "meals_note": row.meals_note,
        "shuttle": row.shuttle,
        "fare_refund": row.fare_refund,
        "hours_per_day": row.hours_per_day,
        "demands": row.demands.split_whitespace().collect::<Vec<_>>(),
        "insurance": row.insurance.key(),
        "education": row.education.map(entity::codes::Code::key),
        "certificate": row.certificate,
        "age_min": row.age_min,
        "condition_reason": row.condition_reason,
        "term": row.term.key(),
        "term_months": row.term_months,
        "contact": { "name": row.contact_name, "phone": row.contact_phone },
        "page": format!("/vacancies/{}", row.id),
    });
    if let Value::Object(more) = more {
        map.extend(more);
    }
    Ok(Json(Value::Object(map)).into_response())
}

/// Refuse what a small endpoint does not know, by name.
fn only(pairs: &[(String, String)], known: &[&str]) -> PageResult<()> {
    match pairs.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        Some((name, _)) => Err(PageError::BadRequest(
            "board-unknown-parameter",
            vec![("name", name.chars().take(40).collect())],
        )),
        None => Ok(()),
    }
}

fn value<'p>(pairs: &'p [(String, String)], name: &str) -> &'p str {
    pairs
        .iter()
        .find(|(known, _)| known == name)
        .map_or("", |(_, value)| value.trim())
}

/// `GET /api/v1/vacancies/suggest?q=`.
pub async fn suggest(c: Ctx, State(app): State<App>, Query(pairs): Pairs) -> PageResult {
    only(&pairs, &["q"])?;
    ready(&app)?;
    let found = app
        .search
        .suggest(value(&pairs, "q").to_owned(), SUGGESTIONS, c.today())
        .await?;
    let suggestions: Vec<Value> = found
        .into_iter()
        .map(|one| json!({ "text": one.text, "kind": kind(one.kind), "vacancies": one.vacancies }))
        .collect();
    Ok(Json(json!({ "suggestions": suggestions })).into_response())
}

fn kind(kind: SuggestionKind) -> &'static str {
    match kind {
        SuggestionKind::Occupation => "occupation",
        SuggestionKind::Place => "place",
        SuggestionKind::Title => "title",
        SuggestionKind::Employer => "employer",
    }
}

/// `GET /api/v1/vacancies/changes?after=`: which posts became open, changed or ended since a cursor. Posts that were never public are not
/// in it. Without a cursor, or with one that is older than the events that are kept, it answers where to begin: take the whole list, then
/// go on from there.
pub async fn changes(c: Ctx, State(app): State<App>, Query(pairs): Pairs) -> PageResult {
    only(&pairs, &["after"])?;
    let db = app.core.db.reader();
    let notes = outbox::notes(db).await?;
    let asked = value(&pairs, "after");
    let after = if asked.is_empty() {
        None
    } else {
        Some(asked.parse::<i64>().map_err(|_| wrong_cursor(asked))?)
    };
    let Some(after) = after.filter(|after| *after >= notes.pruned_to) else {
        let head = outbox::head(db, &notes).await?;
        return Ok(Json(json!({ "reset": true, "changes": [], "next": head })).into_response());
    };
    let events = outbox::after(db, after, CHANGES).await?;
    let next = events.last().map_or(after, |event| event.seq);
    let mut latest: Vec<(uuid::Uuid, chrono::DateTime<chrono::Utc>)> = Vec::new();
    for event in events.iter().rev().filter(|event| event.subject == Subject::Vacancy) {
        if !latest.iter().any(|(id, _)| *id == event.subject_id) {
            latest.push((event.subject_id, event.at));
        }
    }
    let ids: Vec<uuid::Uuid> = latest.iter().map(|(id, _)| *id).collect();
    let open = public::openness(db, &ids, c.today()).await?;
    let changes: Vec<Value> = latest
        .iter()
        .rev()
        .filter_map(|(id, at)| open.get(id).map(|open| json!({ "id": id, "open": open, "at": at })))
        .collect();
    let body: Response = Json(json!({ "reset": false, "changes": changes, "next": next })).into_response();
    Ok(body)
}

fn wrong_cursor(text: &str) -> PageError {
    PageError::BadRequest(
        "board-bad-value",
        vec![("name", "after".to_owned()), ("text", text.chars().take(40).collect())],
    )
}
