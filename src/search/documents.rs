//! What callers put into the index, and its tantivy form.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use tantivy::{TantivyDocument, Term};
use uuid::Uuid;

use super::codes::{occupation_line, place_line, short_occupation, short_place};
use super::fold::bare;
use super::schema::{IdFields, VacancyFields, WorkerFields};

/// Longest name kept for suggestions, in characters; longer titles do not fit a line of a phone.
const MAX_LISTED_CHARS: usize = 40;
/// The mark of a worker who named no trade.
pub(super) const ANY_TRADE: &str = "any_trade";
/// The mark of a worker who named no place.
pub(super) const ANY_PLACE: &str = "any_place";

/// The two indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Open vacancies, for everybody.
    Vacancy,
    /// Workers who may be proposed, for staff.
    Worker,
}

/// One step of the feeder. Repeating a step is harmless.
#[derive(Debug, Clone)]
pub enum Change {
    /// Adds or replaces a vacancy.
    PutVacancy(Box<VacancyDocument>),
    /// Removes a vacancy that is no longer public.
    DropVacancy(Uuid),
    /// Adds or replaces a worker.
    PutWorker(Box<WorkerDocument>),
    /// Removes a worker (withdrawn consent, placed, erased).
    DropWorker(Uuid),
}

/// A published vacancy as the public may find it.
#[derive(Debug, Clone)]
pub struct VacancyDocument {
    /// Identity in the database.
    pub id: Uuid,
    /// Version of the row, to compare index and database.
    pub version: i64,
    /// Title as published.
    pub title: String,
    /// Name of the employer.
    pub employer: String,
    /// Code of 职业分类大典, any level, such as `6-05-01-03`; empty when unknown.
    pub occupation_code: String,
    /// The occupation's name first, then aliases and names of the groups above.
    pub occupation_words: Vec<String>,
    /// Place of work, GB/T 2260 or finer.
    pub place_code: String,
    /// Names of the place and those above it.
    pub place_words: Vec<String>,
    /// The advert's text.
    pub description: String,
    /// Lowest pay, yuan a month.
    pub pay_min: Option<i64>,
    /// Highest pay, yuan a month.
    pub pay_max: Option<i64>,
    /// Pay an hour in fen, with the hours the vacancy states.
    pub hourly_fen: Option<i64>,
    /// `none`, `provided` or `subsidy`.
    pub lodging: String,
    /// `none`, `provided` or `subsidy`.
    pub meals: String,
    /// `day`, `two`, `three`, `flexible` or `night`.
    pub shift: String,
    /// Key of the form of contract.
    pub contract: String,
    /// Oldest age taken, if there is a lawful limit.
    pub age_max: Option<i64>,
    /// Lowest schooling asked for, as a rank from 0 (none).
    pub education_rank: i64,
    /// A room for couples.
    pub couple_room: bool,
    /// Halal meals.
    pub halal: bool,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Last day it is shown.
    pub valid_until: NaiveDate,
    /// The employer.
    pub employer_id: Uuid,
    /// Places not yet filled; hidden at 0.
    pub places_left: i64,
}

/// A worker as far as a first sieve needs: codes and wishes only. The type has no room for a name, phone, identity number,
/// health or household category, so the index files cannot hold them.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent answers of one form")]
pub struct WorkerDocument {
    /// Identity in the database.
    pub id: Uuid,
    /// Version of the row, to compare index and database.
    pub version: i64,
    /// Home, GB/T 2260 or finer.
    pub home_code: String,
    /// Wanted occupations; empty: any.
    pub want_trades: Vec<String>,
    /// Occupations of the worker's skills.
    pub skill_trades: Vec<String>,
    /// Wanted places, any level; empty: any.
    pub want_places: Vec<String>,
    /// Keys of further wishes, such as `meals` or `couple_room`.
    pub wants: Vec<String>,
    /// Lowest pay wanted, yuan a month.
    pub pay_min: Option<i64>,
    /// Would work at night.
    pub night_ok: bool,
    /// Only in the home county.
    pub near_home_only: bool,
    /// Only with lodging.
    pub lodging_required: bool,
    /// May be proposed now: consent given and not at work.
    pub matchable: bool,
    /// Keys of certificates held.
    pub certificates: Vec<String>,
    /// Last day on which the wishes count as current.
    pub intent_expires: Option<NaiveDate>,
}

/// Days since a fixed date, as the columns hold them.
pub(super) fn day(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// The term that finds one document.
pub(super) fn id_term(fields: &IdFields, id: Uuid) -> Term {
    Term::from_field_bytes(fields.id, id.as_bytes())
}

fn add_identity(document: &mut TantivyDocument, fields: &IdFields, id: Uuid, version: i64) {
    let (high, low) = id.as_u64_pair();
    document.add_bytes(fields.id, id.as_bytes());
    document.add_u64(fields.high, high);
    document.add_u64(fields.low, low);
    document.add_i64(fields.version, version);
}

impl VacancyDocument {
    pub(super) fn to_tantivy(&self, fields: &VacancyFields) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        add_identity(&mut document, &fields.ids, self.id, self.version);
        self.add_words(&mut document, fields);
        self.add_codes(&mut document, fields);
        self.add_numbers(&mut document, fields);
        self.add_listed(&mut document, fields);
        document
    }

    fn add_words(&self, document: &mut TantivyDocument, fields: &VacancyFields) {
        document.add_text(fields.title, &self.title);
        document.add_text(fields.title_exact, bare(&self.title));
        document.add_text(fields.employer, &self.employer);
        document.add_text(fields.description, &self.description);
        document.add_text(fields.body_net, &self.description);
        for words in &self.occupation_words {
            document.add_text(fields.occupation_words, words);
        }
        for words in &self.place_words {
            document.add_text(fields.place_words, words);
        }
        let names = self.occupation_words.iter().chain(&self.place_words);
        for text in [&self.title, &self.employer].into_iter().chain(names) {
            document.add_text(fields.head_net, text);
        }
    }

    fn add_codes(&self, document: &mut TantivyDocument, fields: &VacancyFields) {
        for code in place_line(&self.place_code) {
            document.add_text(fields.place, code);
        }
        for code in occupation_line(&self.occupation_code) {
            document.add_text(fields.occupation, code);
        }
        document.add_text(fields.lodging, &self.lodging);
        document.add_text(fields.meals, &self.meals);
        document.add_text(fields.shift, &self.shift);
        document.add_text(fields.contract, &self.contract);
        document.add_bytes(fields.employer_id, self.employer_id.as_bytes());
    }

    fn add_numbers(&self, document: &mut TantivyDocument, fields: &VacancyFields) {
        let optional = [
            (fields.pay_low, self.pay_min.or(self.pay_max)),
            (fields.pay_top, self.pay_max.max(self.pay_min)),
            (fields.hourly, self.hourly_fen),
            (fields.age_max, self.age_max),
        ];
        for (field, value) in optional {
            if let Some(value) = value {
                document.add_i64(field, value);
            }
        }
        document.add_i64(fields.education, self.education_rank);
        document.add_bool(fields.couple_room, self.couple_room);
        document.add_bool(fields.halal, self.halal);
        document.add_i64(fields.published, self.published_at.timestamp_micros());
        document.add_i64(fields.valid_until, day(self.valid_until));
        document.add_i64(fields.places_left, self.places_left);
    }

    fn add_listed(&self, document: &mut TantivyDocument, fields: &VacancyFields) {
        document.add_text(fields.listed_title, listed(&self.title));
        document.add_text(fields.listed_employer, listed(&self.employer));
        if let Some(name) = self.occupation_words.first() {
            document.add_text(fields.listed_occupation, listed(name));
        }
        for name in &self.place_words {
            document.add_text(fields.listed_place, listed(name));
        }
    }
}

fn listed(name: &str) -> String {
    name.trim().chars().take(MAX_LISTED_CHARS).collect()
}

impl WorkerDocument {
    pub(super) fn to_tantivy(&self, fields: &WorkerFields) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        add_identity(&mut document, &fields.ids, self.id, self.version);
        for code in place_line(&self.home_code) {
            document.add_text(fields.home, code);
        }
        self.add_wishes(&mut document, fields);
        if let Some(pay_min) = self.pay_min {
            document.add_i64(fields.pay_min, pay_min);
        }
        document.add_bool(fields.night_ok, self.night_ok);
        document.add_bool(fields.near_home_only, self.near_home_only);
        document.add_bool(fields.lodging_required, self.lodging_required);
        document.add_bool(fields.matchable, self.matchable);
        if let Some(expires) = self.intent_expires {
            document.add_i64(fields.intent_expires, day(expires));
        }
        document
    }

    fn add_wishes(&self, document: &mut TantivyDocument, fields: &WorkerFields) {
        for code in &self.want_trades {
            document.add_text(fields.want_trade, short_occupation(code));
            for above in occupation_line(code) {
                document.add_text(fields.want_trade_line, above);
            }
        }
        for code in self.skill_trades.iter().flat_map(|code| occupation_line(code)) {
            document.add_text(fields.skill_trade_line, code);
        }
        for code in &self.want_places {
            document.add_text(fields.want_place, short_place(code));
        }
        if self.want_trades.is_empty() {
            document.add_text(fields.open_to, ANY_TRADE);
        }
        if self.want_places.is_empty() {
            document.add_text(fields.open_to, ANY_PLACE);
        }
        for key in &self.wants {
            document.add_text(fields.want, key);
        }
        for key in &self.certificates {
            document.add_text(fields.certificate, key);
        }
    }
}
