//! Lists as sheets. What goes out is what the actor may see, with identity numbers and phones masked, at most a few thousand rows, with the
//! reason written down: the register leaves the house piece by piece or not at all.

use std::collections::HashMap;
use std::io::Write;

use entity::codes::{Code as _, Subject};
use entity::{application, employer, placement, vacancy, worker, worker_phone};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use uuid::Uuid;

use super::sheet::failed;
use super::writer::{SheetFormat, SheetWriter};
use crate::domain::access::Action;
use crate::domain::checks::stars;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::domain::{employers, scope, vacancies, workers};

/// Most rows of one export.
pub const EXPORT_ROWS: u64 = 5_000;
/// Rows whose related rows are loaded together.
const ROWS_AT_ONCE: usize = 500;
/// Longest reason that is kept, in characters.
const REASON_CHARS: usize = 200;

/// Which list goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportOf {
    /// Workers.
    Workers,
    /// Employers.
    Employers,
    /// Vacancies in every state.
    Vacancies,
    /// Applications.
    Applications,
    /// Placements.
    Placements,
}

impl ExportOf {
    /// Every list.
    pub const ALL: &'static [Self] = &[
        Self::Workers,
        Self::Employers,
        Self::Vacancies,
        Self::Applications,
        Self::Placements,
    ];

    /// The list of a name in an address or on the command line.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|list| list.key() == key)
    }

    /// Its name in addresses and on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Workers => "workers",
            Self::Employers => "employers",
            Self::Vacancies => "vacancies",
            Self::Applications => "applications",
            Self::Placements => "placements",
        }
    }

    /// What one must be allowed to read.
    #[must_use]
    pub fn action(self) -> Action {
        match self {
            Self::Workers => Action::ReadWorkers,
            Self::Employers => Action::ReadEmployers,
            Self::Vacancies => Action::ReadVacancies,
            Self::Applications => Action::ReadApplications,
            Self::Placements => Action::ReadPlacements,
        }
    }

    fn subject(self) -> Subject {
        match self {
            Self::Workers => Subject::Worker,
            Self::Employers => Subject::Employer,
            Self::Vacancies => Subject::Vacancy,
            Self::Applications => Subject::Application,
            Self::Placements => Subject::Placement,
        }
    }

    /// Columns, by the key of their words.
    #[must_use]
    pub fn columns(self) -> &'static [Header] {
        match self {
            Self::Workers => &[
                "name",
                "sex",
                "birth-year",
                "id-number",
                "home",
                "phone",
                "education",
                "labour-ability",
                "status",
                "status-as-of",
            ],
            Self::Employers => &[
                "employer",
                "credit-code",
                "kind",
                "place",
                "address",
                "contact",
                "contact-phone",
                "state",
                "valid-until",
            ],
            Self::Vacancies => &[
                "reference",
                "source",
                "title",
                "employer",
                "place-code",
                "place",
                "occupation",
                "pay-form",
                "pay-min",
                "pay-max",
                "hours",
                "lodging",
                "meals",
                "shift",
                "headcount",
                "filled",
                "state",
                "valid-until",
            ],
            Self::Applications => &["name", "title", "employer", "state", "created"],
            Self::Placements => &[
                "name",
                "employer",
                "place",
                "occupation",
                "pay",
                "kind",
                "started",
                "ended",
                "state",
            ],
        }
    }
}

/// Key of the words of a column.
pub type Header = &'static str;

/// The words of an export in the reader's language.
pub struct Words<'w> {
    /// Name of the sheet.
    pub sheet: String,
    /// The words of a column.
    pub column: &'w (dyn Fn(&str) -> String + Sync),
    /// The words of a value of a short code list: name of the list, key.
    pub label: &'w (dyn Fn(&str, &str) -> String + Sync),
}

/// Write a list and the record of having written it; the unit must be committed before the sheet is handed over. Answers the number of
/// rows.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason, or when there are more rows than [`EXPORT_ROWS`].
pub async fn export<W: Write + Send>(
    unit: &Unit,
    list: ExportOf,
    format: SheetFormat,
    reason: &str,
    out: W,
    words: &Words<'_>,
) -> Result<(u64, W)> {
    unit.allow(Action::ExportFiles)?;
    unit.allow(list.action())?;
    let reason: String = reason.trim().chars().take(REASON_CHARS).collect();
    if reason.chars().count() < 2 {
        return Err(DomainError::invalid("reason", "export-problem-reason"));
    }
    let rows = match list {
        ExportOf::Workers => of_workers(unit, words).await?,
        ExportOf::Employers => of_employers(unit, words).await?,
        ExportOf::Vacancies => of_vacancies(unit, words).await?,
        ExportOf::Applications => of_applications(unit, words).await?,
        ExportOf::Placements => of_placements(unit, words).await?,
    };
    if rows.len() as u64 > EXPORT_ROWS {
        return Err(DomainError::Invalid(vec![
            crate::domain::error::Problem::new("reason", "export-problem-rows").with("max", EXPORT_ROWS),
        ]));
    }
    let headers: Vec<String> = list.columns().iter().map(|key| (words.column)(key)).collect();
    let mut sheet = SheetWriter::new(format, out, &words.sheet, &headers).map_err(|error| failed(&error))?;
    for row in &rows {
        sheet.write_row(row).map_err(|error| failed(&error))?;
    }
    let out = sheet.finish().map_err(|error| failed(&error))?;
    let details = json!({ "rows": rows.len(), "format": format.extension(), "reason": reason });
    unit.audit("export", list.subject(), None, details).await?;
    Ok((rows.len() as u64, out))
}

/// One more than may go out, so that too many is noticed.
const LIMIT: u64 = EXPORT_ROWS + 1;

type Sheet = Vec<Vec<String>>;

async fn of_workers(unit: &Unit, words: &Words<'_>) -> Result<Sheet> {
    use chrono::Datelike as _;
    let found = worker::Entity::find()
        .filter(workers::visible_to(unit.actor())?)
        .order_by_asc(worker::Column::RegionCode)
        .order_by_asc(worker::Column::Name)
        .order_by_asc(worker::Column::Id)
        .limit(LIMIT)
        .all(unit.tx())
        .await?;
    let ids: Vec<Uuid> = found.iter().map(|worker| worker.id).collect();
    let mut phones: HashMap<Uuid, (i32, String)> = HashMap::new();
    for ids in ids.chunks(ROWS_AT_ONCE) {
        let rows = worker_phone::Entity::find()
            .filter(worker_phone::Column::WorkerId.is_in(ids.iter().copied()))
            .all(unit.tx())
            .await?;
        for phone in rows {
            let best = phones.entry(phone.worker_id).or_insert((phone.position, String::new()));
            if best.1.is_empty() || phone.position < best.0 {
                *best = (phone.position, stars::masked_phone(&phone.last4));
            }
        }
    }
    let row = |worker: &worker::Model| {
        let code = |list: &str, key: Option<&'static str>| key.map(|key| (words.label)(list, key)).unwrap_or_default();
        vec![
            worker.name.clone(),
            code("sex", worker.sex.map(entity::codes::Code::key)),
            worker
                .birth_date
                .map(|birth| birth.year().to_string())
                .unwrap_or_default(),
            worker
                .id_number_last4
                .as_ref()
                .map(|last| stars::masked_number(last))
                .unwrap_or_default(),
            crate::reference::region::full_name(&worker.region_code),
            phones
                .get(&worker.id)
                .map(|(_, masked)| masked.clone())
                .unwrap_or_default(),
            code("education", worker.education.map(entity::codes::Code::key)),
            code("labour-ability", worker.labour_ability.map(entity::codes::Code::key)),
            (words.label)("worker-status", worker.status.key()),
            worker.status_as_of.to_string(),
        ]
    };
    Ok(found.iter().map(row).collect())
}

async fn of_employers(unit: &Unit, words: &Words<'_>) -> Result<Sheet> {
    let found = employer::Entity::find()
        .filter(employers::visible_to(unit.actor())?)
        .order_by_asc(employer::Column::Name)
        .order_by_asc(employer::Column::Id)
        .limit(LIMIT)
        .all(unit.tx())
        .await?;
    let row = |employer: &employer::Model| {
        vec![
            employer.name.clone(),
            employer.credit_code.clone().unwrap_or_default(),
            (words.label)("employer-kind", employer.kind.key()),
            place(&employer.region_code),
            employer.address.clone(),
            employer.contact_name.clone(),
            // An employer's number is published with its posts, so it is not masked.
            employer.contact_phone.clone(),
            (words.label)("employer-state", employer.state.key()),
            day(employer.verified_until),
        ]
    };
    Ok(found.iter().map(row).collect())
}

async fn of_vacancies(unit: &Unit, words: &Words<'_>) -> Result<Sheet> {
    let found = vacancy::Entity::find()
        .filter(vacancies::visible_to(unit.actor())?)
        .order_by_desc(vacancy::Column::CreatedAt)
        .order_by_asc(vacancy::Column::Id)
        .limit(LIMIT)
        .all(unit.tx())
        .await?;
    let firms = employer_names(unit.tx(), found.iter().map(|post| post.employer_id)).await?;
    let row = |post: &vacancy::Model| {
        vec![
            post.reference.clone(),
            post.source.clone(),
            post.title.clone(),
            firms.get(&post.employer_id).cloned().unwrap_or_default(),
            post.place_code.clone(),
            place(&post.place_code),
            occupation(&post.occupation_code),
            (words.label)("pay-form", post.pay_form.key()),
            post.pay_min_yuan.to_string(),
            post.pay_max_yuan.to_string(),
            post.hours_per_month.map(|hours| hours.to_string()).unwrap_or_default(),
            (words.label)("provision", post.lodging.key()),
            (words.label)("provision", post.meals.key()),
            (words.label)("shift", post.shift.key()),
            post.headcount.to_string(),
            post.filled.to_string(),
            (words.label)("vacancy-state", post.state.key()),
            post.valid_until.to_string(),
        ]
    };
    Ok(found.iter().map(row).collect())
}

/// Rows of workers who live within the actor's places, merged records too: what they did before stays theirs.
fn of_visible_workers(column: impl ColumnTrait, unit: &Unit) -> Result<Condition> {
    if !unit.actor().may(Action::ReadWorkers) {
        return Err(DomainError::NotFound);
    }
    let places = scope::within_places_of(worker::Column::RegionCode, unit.actor());
    Ok(workers::whose(column, places))
}

async fn of_applications(unit: &Unit, words: &Words<'_>) -> Result<Sheet> {
    let found = application::Entity::find()
        .filter(of_visible_workers(application::Column::WorkerId, unit)?)
        .order_by_desc(application::Column::CreatedAt)
        .order_by_asc(application::Column::Id)
        .limit(LIMIT)
        .all(unit.tx())
        .await?;
    let people = worker_names(unit.tx(), found.iter().map(|row| row.worker_id)).await?;
    let posts = posts_of(unit.tx(), found.iter().map(|row| row.vacancy_id)).await?;
    let firms = employer_names(unit.tx(), posts.values().map(|post| post.1)).await?;
    let row = |row: &application::Model| {
        let post = posts.get(&row.vacancy_id);
        vec![
            people.get(&row.worker_id).cloned().unwrap_or_default(),
            post.map(|post| post.0.clone()).unwrap_or_default(),
            post.and_then(|post| firms.get(&post.1)).cloned().unwrap_or_default(),
            (words.label)("application-state", row.state.key()),
            crate::domain::clock::day_of(row.created_at).to_string(),
        ]
    };
    Ok(found.iter().map(row).collect())
}

async fn of_placements(unit: &Unit, words: &Words<'_>) -> Result<Sheet> {
    let found = placement::Entity::find()
        .filter(of_visible_workers(placement::Column::WorkerId, unit)?)
        .order_by_desc(placement::Column::StartedOn)
        .order_by_asc(placement::Column::Id)
        .limit(LIMIT)
        .all(unit.tx())
        .await?;
    let people = worker_names(unit.tx(), found.iter().map(|row| row.worker_id)).await?;
    let row = |row: &placement::Model| {
        vec![
            people.get(&row.worker_id).cloned().unwrap_or_default(),
            row.employer_name.clone(),
            place(&row.place_code),
            occupation(&row.occupation_code),
            row.pay_month_yuan.map(|yuan| yuan.to_string()).unwrap_or_default(),
            (words.label)("placement-kind", row.kind.key()),
            row.started_on.to_string(),
            day(row.ended_on),
            (words.label)("placement-state", row.state.key()),
        ]
    };
    Ok(found.iter().map(row).collect())
}

fn place(code: &str) -> String {
    if code.is_empty() {
        String::new()
    } else {
        crate::reference::region::full_name(code)
    }
}

fn occupation(code: &str) -> String {
    crate::reference::occupation::get(code).map_or_else(|| code.to_owned(), |found| found.name.to_owned())
}

fn day(day: Option<chrono::NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

async fn worker_names(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, String>> {
    let mut names = HashMap::new();
    for ids in distinct(ids).chunks(ROWS_AT_ONCE) {
        let rows: Vec<(Uuid, String)> = worker::Entity::find()
            .select_only()
            .columns([worker::Column::Id, worker::Column::Name])
            .filter(worker::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        names.extend(rows);
    }
    Ok(names)
}

async fn employer_names(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, String>> {
    let mut names = HashMap::new();
    for ids in distinct(ids).chunks(ROWS_AT_ONCE) {
        let rows: Vec<(Uuid, String)> = employer::Entity::find()
            .select_only()
            .columns([employer::Column::Id, employer::Column::Name])
            .filter(employer::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        names.extend(rows);
    }
    Ok(names)
}

async fn posts_of(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, (String, Uuid)>> {
    let mut posts = HashMap::new();
    for ids in distinct(ids).chunks(ROWS_AT_ONCE) {
        let rows: Vec<(Uuid, String, Uuid)> = vacancy::Entity::find()
            .select_only()
            .columns([vacancy::Column::Id, vacancy::Column::Title, vacancy::Column::EmployerId])
            .filter(vacancy::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        posts.extend(rows.into_iter().map(|(id, title, employer)| (id, (title, employer))));
    }
    Ok(posts)
}
