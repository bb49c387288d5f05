//! The fields of the two indexes.
//!
//! Nothing is stored in tantivy's document store: hits are ids, and pages read the database. Values needed while collecting
//! (sorting, counting, bounds) are columns ("fast fields"), asked for by the names below.

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use super::tokens::{NET, WORDS};

/// Raised whenever fields change their meaning without changing their names.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// Names of the columns, as the collectors open them.
pub(super) mod column {
    pub const ID_HIGH: &str = "id_high";
    pub const ID_LOW: &str = "id_low";
    pub const VERSION: &str = "version";
    pub const PLACE: &str = "place";
    pub const OCCUPATION: &str = "occupation";
    pub const LODGING: &str = "lodging";
    pub const MEALS: &str = "meals";
    pub const SHIFT: &str = "shift";
    pub const CONTRACT: &str = "contract";
    pub const PAY_LOW: &str = "pay_low_yuan_a_month";
    pub const PAY_TOP: &str = "pay_top_yuan_a_month";
    pub const HOURLY: &str = "hourly_fen";
    pub const AGE_MAX: &str = "age_max";
    pub const EDUCATION: &str = "education_rank";
    pub const COUPLE_ROOM: &str = "couple_room";
    pub const HALAL: &str = "halal";
    pub const PUBLISHED: &str = "published_at_us";
    pub const VALID_UNTIL: &str = "valid_until_day";
    pub const PLACES_LEFT: &str = "places_left";
    pub const LISTED_TITLE: &str = "listed_title";
    pub const LISTED_EMPLOYER: &str = "listed_employer";
    pub const LISTED_OCCUPATION: &str = "listed_occupation";
    pub const LISTED_PLACE: &str = "listed_place";
    pub const HOME: &str = "home";
    pub const PAY_MIN: &str = "pay_min_yuan_a_month";
    pub const NIGHT_OK: &str = "night_ok";
    pub const NEAR_HOME_ONLY: &str = "near_home_only";
    pub const LODGING_REQUIRED: &str = "lodging_required";
    pub const MATCHABLE: &str = "matchable";
    pub const INTENT_EXPIRES: &str = "intent_expires_day";
}

/// Identity, the same in both indexes.
#[derive(Debug, Clone, Copy)]
pub(super) struct IdFields {
    /// The sixteen bytes, for replacing and deleting.
    pub id: Field,
    /// The same number in two columns, so that a hit needs no document store.
    pub high: Field,
    pub low: Field,
    pub version: Field,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct VacancyFields {
    pub ids: IdFields,
    pub title: Field,
    pub title_exact: Field,
    pub employer: Field,
    pub occupation_words: Field,
    pub place_words: Field,
    pub description: Field,
    /// Characters and pairs of title, employer, occupation and place names.
    pub head_net: Field,
    /// Characters and pairs of the description.
    pub body_net: Field,
    pub place: Field,
    pub occupation: Field,
    pub lodging: Field,
    pub meals: Field,
    pub shift: Field,
    pub contract: Field,
    pub employer_id: Field,
    pub pay_low: Field,
    pub pay_top: Field,
    pub hourly: Field,
    pub age_max: Field,
    pub education: Field,
    pub couple_room: Field,
    pub halal: Field,
    pub published: Field,
    pub valid_until: Field,
    pub places_left: Field,
    pub listed_title: Field,
    pub listed_employer: Field,
    pub listed_occupation: Field,
    pub listed_place: Field,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct WorkerFields {
    pub ids: IdFields,
    pub home: Field,
    /// Codes exactly as wanted: wanting a group means every occupation below it.
    pub want_trade: Field,
    /// The wanted codes and all above them: for "the same group".
    pub want_trade_line: Field,
    pub skill_trade_line: Field,
    pub want_place: Field,
    /// Present when the worker named no trade and would take any.
    pub open_to: Field,
    pub want: Field,
    pub certificate: Field,
    pub pay_min: Field,
    pub night_ok: Field,
    pub near_home_only: Field,
    pub lodging_required: Field,
    pub matchable: Field,
    pub intent_expires: Field,
}

/// The vacancy index.
pub(super) fn vacancies() -> (Schema, VacancyFields) {
    let mut schema = Schema::builder();
    let fields = VacancyFields {
        ids: ids(&mut schema),
        title: schema.add_text_field("title", cut(WORDS, IndexRecordOption::WithFreqs)),
        title_exact: schema.add_text_field("title_exact", exact()),
        employer: schema.add_text_field("employer", cut(WORDS, IndexRecordOption::WithFreqs)),
        occupation_words: schema.add_text_field("occupation_words", cut(WORDS, IndexRecordOption::WithFreqs)),
        place_words: schema.add_text_field("place_words", cut(WORDS, IndexRecordOption::WithFreqs)),
        description: schema.add_text_field("description", cut(WORDS, IndexRecordOption::WithFreqs)),
        head_net: schema.add_text_field("head_net", cut(NET, IndexRecordOption::WithFreqsAndPositions)),
        body_net: schema.add_text_field("body_net", cut(NET, IndexRecordOption::WithFreqsAndPositions)),
        place: schema.add_text_field(column::PLACE, exact().set_fast("raw")),
        occupation: schema.add_text_field(column::OCCUPATION, exact().set_fast("raw")),
        lodging: schema.add_text_field(column::LODGING, exact().set_fast("raw")),
        meals: schema.add_text_field(column::MEALS, exact().set_fast("raw")),
        shift: schema.add_text_field(column::SHIFT, exact().set_fast("raw")),
        contract: schema.add_text_field(column::CONTRACT, exact().set_fast("raw")),
        employer_id: schema.add_bytes_field("employer_id", BytesOptions::default().set_indexed()),
        pay_low: number(&mut schema, column::PAY_LOW),
        pay_top: number(&mut schema, column::PAY_TOP),
        hourly: number(&mut schema, column::HOURLY),
        age_max: number(&mut schema, column::AGE_MAX),
        education: number(&mut schema, column::EDUCATION),
        couple_room: flag(&mut schema, column::COUPLE_ROOM),
        halal: flag(&mut schema, column::HALAL),
        published: number(&mut schema, column::PUBLISHED),
        valid_until: number(&mut schema, column::VALID_UNTIL),
        places_left: number(&mut schema, column::PLACES_LEFT),
        listed_title: listed(&mut schema, column::LISTED_TITLE),
        listed_employer: listed(&mut schema, column::LISTED_EMPLOYER),
        listed_occupation: listed(&mut schema, column::LISTED_OCCUPATION),
        listed_place: listed(&mut schema, column::LISTED_PLACE),
    };
    (schema.build(), fields)
}

/// The worker index. It has no field that could carry a name, phone, identity number, health or household category.
pub(super) fn workers() -> (Schema, WorkerFields) {
    let mut schema = Schema::builder();
    let fields = WorkerFields {
        ids: ids(&mut schema),
        home: schema.add_text_field(column::HOME, exact().set_fast("raw")),
        want_trade: schema.add_text_field("want_trade", exact()),
        want_trade_line: schema.add_text_field("want_trade_line", exact()),
        skill_trade_line: schema.add_text_field("skill_trade_line", exact()),
        want_place: schema.add_text_field("want_place", exact()),
        open_to: schema.add_text_field("open_to", exact()),
        want: schema.add_text_field("want", exact()),
        certificate: schema.add_text_field("certificate", exact()),
        pay_min: number(&mut schema, column::PAY_MIN),
        night_ok: flag(&mut schema, column::NIGHT_OK),
        near_home_only: flag(&mut schema, column::NEAR_HOME_ONLY),
        lodging_required: flag(&mut schema, column::LODGING_REQUIRED),
        matchable: flag(&mut schema, column::MATCHABLE),
        intent_expires: number(&mut schema, column::INTENT_EXPIRES),
    };
    (schema.build(), fields)
}

fn ids(schema: &mut SchemaBuilder) -> IdFields {
    IdFields {
        id: schema.add_bytes_field("id", BytesOptions::default().set_indexed()),
        high: schema.add_u64_field(column::ID_HIGH, NumericOptions::default().set_fast()),
        low: schema.add_u64_field(column::ID_LOW, NumericOptions::default().set_fast()),
        version: number(schema, column::VERSION),
    }
}

fn cut(tokenizer: &str, records: IndexRecordOption) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(records),
    )
}

fn exact() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

fn number(schema: &mut SchemaBuilder, name: &str) -> Field {
    schema.add_i64_field(name, NumericOptions::default().set_fast())
}

fn flag(schema: &mut SchemaBuilder, name: &str) -> Field {
    schema.add_bool_field(name, NumericOptions::default().set_fast())
}

fn listed(schema: &mut SchemaBuilder, name: &str) -> Field {
    schema.add_text_field(name, TextOptions::default().set_fast("raw"))
}
