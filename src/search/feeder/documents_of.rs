//! From rows to index documents. Pure: the same rows give the same document, and its version is a digest of all that it holds, so that
//! comparing versions compares contents.

use entity::codes::{Code, Contract, Demand, Education, Provision, Shift};
use entity::{vacancy, worker, worker_certificate, worker_intent, worker_skill};
use sha2::{Digest as _, Sha256};

use crate::domain::vacancies::public::{self, PublicVacancy};
use crate::reference::{occupation, region};
use crate::search::{Change, VacancyDocument, WorkerDocument};

/// A worker's rows as far as the index may hold them.
#[derive(Debug, Default)]
pub struct WorkerRows {
    /// Skills.
    pub skills: Vec<worker_skill::Model>,
    /// Certificates.
    pub certificates: Vec<worker_certificate::Model>,
    /// The latest wishes.
    pub intent: Option<worker_intent::Model>,
}

/// What the index must do about a post.
#[must_use]
pub fn of_vacancy(found: &PublicVacancy) -> Change {
    if public::is_listed(&found.vacancy, &found.poster) {
        Change::PutVacancy(Box::new(vacancy_document(found)))
    } else {
        Change::DropVacancy(found.vacancy.id)
    }
}

/// What the index must do about a worker: only those who agreed to be matched and whose record stands may be proposed.
#[must_use]
pub fn of_worker(worker: &worker::Model, rows: &WorkerRows) -> Change {
    if worker.matchable && worker.merged_into.is_none() {
        Change::PutWorker(Box::new(worker_document(worker, rows)))
    } else {
        Change::DropWorker(worker.id)
    }
}

fn vacancy_document(found: &PublicVacancy) -> VacancyDocument {
    let row = &found.vacancy;
    let mut document = VacancyDocument {
        id: row.id,
        version: 0,
        title: row.title.clone(),
        employer: found.poster.name.clone(),
        occupation_code: row.occupation_code.clone(),
        occupation_words: occupation_words(row),
        place_code: row.place_code.clone(),
        place_words: place_words(&row.place_code),
        description: description(row),
        pay_min: Some(i64::from(row.pay_min_yuan)),
        pay_max: Some(i64::from(row.pay_max_yuan)),
        hourly_fen: found.hourly_fen(),
        lodging: row.lodging.key().to_owned(),
        meals: row.meals.key().to_owned(),
        shift: row.shift.key().to_owned(),
        contract: row.contract.key().to_owned(),
        age_max: row.age_max.map(i64::from),
        education_rank: row.education.map_or(0, rank),
        couple_room: row.couple_room,
        halal: row.halal_meals,
        published_at: row.published_at.unwrap_or(row.state_since),
        valid_until: row.valid_until,
        employer_id: row.employer_id,
        places_left: i64::from(row.headcount - row.filled),
    };
    document.version = digest(&document);
    document
}

/// The first eight bytes of a digest over everything that the document holds.
fn digest(document: &impl std::fmt::Debug) -> i64 {
    let hash = Sha256::digest(format!("{document:?}"));
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(first)
}

fn rank(education: Education) -> i64 {
    Education::ALL
        .iter()
        .position(|step| *step == education)
        .and_then(|step| i64::try_from(step).ok())
        .unwrap_or(0)
}

/// Name, aliases and groups of the occupation, and what the ticked boxes are called: who types 包吃住 means the box, not the wording.
fn occupation_words(row: &vacancy::Model) -> Vec<String> {
    let mut words: Vec<String> = occupation::words(&row.occupation_code)
        .into_iter()
        .map(str::to_owned)
        .collect();
    if words.is_empty() {
        // The first word is offered as the occupation's name while somebody types.
        words.push(String::new());
    }
    words.extend(box_words(row).into_iter().map(str::to_owned));
    words
}

fn box_words(row: &vacancy::Model) -> Vec<&'static str> {
    let (bed, food) = (row.lodging == Provision::Provided, row.meals == Provision::Provided);
    let boxes: [(bool, &[&'static str]); 11] = [
        (bed, &["包住", "管住"]),
        (food, &["包吃", "管吃", "管饭"]),
        (bed && food, &["包吃住", "包吃包住", "管吃住", "管吃管住"]),
        (row.shift == Shift::Day, &["白班", "长白班"]),
        (row.shift == Shift::Night, &["夜班"]),
        (row.shift == Shift::Two, &["两班倒"]),
        (row.shift == Shift::Three, &["三班倒"]),
        (row.contract == Contract::Labour, &["劳动合同"]),
        (row.couple_room, &["夫妻房"]),
        (row.halal_meals, &["清真"]),
        (row.age_max.is_none(), &["不限年龄"]),
    ];
    boxes
        .into_iter()
        .filter(|(holds, _)| *holds)
        .flat_map(|(_, words)| words.iter().copied())
        .collect()
}

fn place_words(code: &str) -> Vec<String> {
    let mut words: Vec<String> = region::ancestors(code)
        .iter()
        .map(|above| above.name.to_owned())
        .collect();
    if region::nearest(code).is_some() {
        words.push(region::name(code).to_owned());
        words.push(region::short_name(code));
    }
    words.dedup();
    words
}

/// All that was written about the post. The conditions that were asked for with their reasons are searched like the text itself.
fn description(row: &vacancy::Model) -> String {
    let parts = [
        &row.description,
        &row.address,
        &row.piece_note,
        &row.lodging_note,
        &row.meals_note,
        &row.condition_reason,
    ];
    let filled: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    filled.join("\n")
}

fn worker_document(row: &worker::Model, rows: &WorkerRows) -> WorkerDocument {
    let intent = rows.intent.as_ref();
    let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let mut skills: Vec<String> = rows.skills.iter().map(|skill| skill.occupation_code.clone()).collect();
    let mut certificates: Vec<String> = rows
        .certificates
        .iter()
        .map(|certificate| certificate.kind.clone())
        .collect();
    // Rows of one statement come in no order; the digest must not notice.
    skills.sort_unstable();
    certificates.sort_unstable();
    let mut document = WorkerDocument {
        id: row.id,
        version: 0,
        home_code: row.region_code.clone(),
        want_trades: intent.map(|intent| list(&intent.trades)).unwrap_or_default(),
        skill_trades: skills,
        want_places: intent.map(|intent| list(&intent.places)).unwrap_or_default(),
        wants: wants(row, intent),
        pay_min: intent.and_then(|intent| intent.pay_min_yuan).map(i64::from),
        night_ok: intent.is_some_and(|intent| intent.night_shift_ok) && !limits(row, Demand::Night),
        near_home_only: row.care_duty || intent.is_some_and(|intent| intent.near_home_only),
        lodging_required: intent.is_some_and(|intent| intent.lodging_required),
        matchable: row.matchable,
        certificates,
        intent_expires: intent.map(|intent| intent.expires_on),
    };
    document.version = digest(&document);
    document
}

/// Whether the worker's limits speak against a demand. Only the answer goes on, never the limit.
fn limits(row: &worker::Model, demand: Demand) -> bool {
    row.limits
        .split_whitespace()
        .any(|limit| limit.strip_prefix("no_") == Some(demand.key()))
}

fn wants(row: &worker::Model, intent: Option<&worker_intent::Model>) -> Vec<String> {
    let boxes = [
        (intent.is_some_and(|intent| intent.meals_wanted), "meals"),
        (intent.is_some_and(|intent| intent.with_spouse), "couple_room"),
        (row.halal_wanted, "halal"),
    ];
    boxes
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, key)| key.to_owned())
        .collect()
}
