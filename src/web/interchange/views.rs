//! What the pages show of rows and columns. A row shows who it is about and what happens, never a whole identity number.

use entity::codes::{ImportTarget, RowState};
use entity::import_batch;
use uuid::Uuid;

use crate::domain::checks::id_number;
use crate::domain::error::Result;
use crate::domain::interchange::columns::{Confidence, Mapping, Target};
use crate::domain::interchange::{Change, Counts, OpenRow};
use crate::i18n::rows;
use crate::reference::{occupation, region};
use crate::web::ctx::Ctx;
use crate::web::page::Choice;

/// A row as the preview shows it.
pub struct RowView {
    pub line: i32,
    /// Name or title, from the file.
    pub who: String,
    /// The last digits of the number, or the reference.
    pub number: String,
    /// Sentences on what is wrong or to look at.
    pub sentences: Vec<String>,
    pub changes: Vec<ChangeView>,
    /// Page of the record, if it has one.
    pub record: Option<String>,
    pub forgotten: bool,
}

/// One field that changes, in words.
pub struct ChangeView {
    pub field: String,
    pub before: String,
    pub after: String,
}

/// A tab over the rows of a state.
pub struct Tab {
    pub key: &'static str,
    pub label: String,
    pub count: u64,
    pub current: bool,
}

/// A column of the file and what it is taken for.
pub struct ColumnView {
    pub name: String,
    pub header: String,
    pub fields: Vec<Choice>,
    pub sure: String,
}

/// The tabs, what needs a person first. Once done, new and changed rows are told apart by the counts alone.
pub fn tabs(c: &Ctx, counts: Counts, current: RowState, done: bool) -> Vec<Tab> {
    let tab = |state: RowState, key: &'static str, count: u64| Tab {
        key,
        label: c.label(&state),
        count,
        current: state == current,
    };
    let mut tabs = vec![
        tab(RowState::Bad, "bad", counts.bad),
        tab(RowState::Conflict, "conflict", counts.conflict),
    ];
    if done {
        tabs.push(tab(RowState::Applied, "applied", counts.new + counts.changed));
    } else {
        tabs.push(tab(RowState::New, "new", counts.new));
        tabs.push(tab(RowState::Changed, "changed", counts.changed));
    }
    tabs.push(tab(RowState::Same, "same", counts.same));
    tabs
}

/// A row in words.
pub fn row(c: &Ctx, target: ImportTarget, mapping: &Mapping, row: OpenRow) -> RowView {
    let text = |field: &str| {
        let cell = mapping
            .column_of(field)
            .and_then(|column| row.content.cells.iter().find(|cell| cell.column == column));
        cell.map(|cell| cell.text.trim().to_owned()).unwrap_or_default()
    };
    let (who, number) = match target {
        ImportTarget::Workers => (text("name"), masked(&text("id_no"))),
        ImportTarget::Employers => (text("name"), text("credit_code")),
        ImportTarget::Vacancies => (text("title"), text("employer")),
    };
    RowView {
        line: row.line,
        who: who.chars().take(60).collect(),
        number: number.chars().take(40).collect(),
        sentences: row
            .content
            .problems
            .iter()
            .map(|problem| rows::sentence(c.locale, target, problem))
            .collect(),
        changes: row
            .content
            .changes
            .iter()
            .map(|found| change(c, target, found))
            .collect(),
        record: row.subject_id.map(|id| record(target, id)),
        forgotten: row.content.cells.is_empty(),
    }
}

fn masked(number: &str) -> String {
    let last: String = id_number::normalise(number)
        .chars()
        .rev()
        .take(4)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    if last.is_empty() { last } else { format!("****{last}") }
}

fn record(target: ImportTarget, id: Uuid) -> String {
    match target {
        ImportTarget::Workers => format!("/workers/{id}"),
        ImportTarget::Employers => format!("/employers/{id}"),
        ImportTarget::Vacancies => format!("/manage/vacancies/{id}"),
    }
}

fn change(c: &Ctx, target: ImportTarget, change: &Change) -> ChangeView {
    let name = match change.field.as_str() {
        "limits" => "health_limits",
        "household" => "household_base",
        other => other,
    };
    let value = |value: &str| {
        if value.is_empty() {
            String::new()
        } else {
            told(c, &change.field, value)
        }
    };
    ChangeView {
        field: rows::field(c.locale, target, name).unwrap_or(name).to_owned(),
        before: value(&change.before),
        after: value(&change.after),
    }
}

/// Codes in words; free text as it is.
fn told(c: &Ctx, field: &str, value: &str) -> String {
    match field {
        "region_code" | "place" | "region" => region::full_name(value),
        "education" => c.label_of("education", value),
        "labour_ability" => c.label_of("labour-ability", value),
        "status" => c.label_of("worker-status", value),
        "sex" => c.label_of("sex", value),
        "limits" => c.labels_of("limit", value),
        "lodging" | "meals" => c.label_of("provision", value),
        "kind" => c.label_of("employer-kind", value),
        "certificate" => crate::reference::certificate::name(value).to_owned(),
        "skills" | "occupation" => trade(value),
        "household" => household(c, value),
        "want" => value
            .split(" · ")
            .map(|part| wish(c, part))
            .collect::<Vec<_>>()
            .join(" · "),
        _ => value.to_owned(),
    }
}

fn trade(code: &str) -> String {
    occupation::get(code).map_or_else(|| code.to_owned(), |found| found.name.to_owned())
}

fn household(c: &Ctx, keys: &str) -> String {
    let mut words = keys.split(' ');
    let base = words.next().map(|key| c.label_of("household-base", key));
    let monitor = words.next().map(|key| c.label_of("monitor", key));
    [base, monitor]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(&c.t("list-separator"))
}

fn wish(c: &Ctx, part: &str) -> String {
    let word = |key: &str| {
        if let Some(found) = occupation::get(key) {
            found.name.to_owned()
        } else if key.bytes().all(|byte| byte.is_ascii_digit()) {
            if region::get(key).is_some() {
                region::short_name(key)
            } else {
                key.to_owned()
            }
        } else {
            c.label_of("want-kind", key)
        }
    };
    part.split(' ')
        .map(word)
        .collect::<Vec<_>>()
        .join(&c.t("list-separator"))
}

/// The columns with their choices.
pub fn columns(c: &Ctx, batch: &import_batch::Model) -> Result<Vec<ColumnView>> {
    let mapping = crate::domain::interchange::mapping_of(batch)?;
    Ok(mapping
        .columns
        .iter()
        .enumerate()
        .map(|(at, choice)| column(c, batch.target, at, choice))
        .collect())
}

fn column(
    c: &Ctx,
    target: ImportTarget,
    at: usize,
    choice: &crate::domain::interchange::columns::ColumnChoice,
) -> ColumnView {
    let chosen = choice.field.as_deref().unwrap_or_default();
    let mut fields = vec![Choice {
        value: String::new(),
        label: c.t("import-columns-none"),
        chosen: chosen.is_empty(),
    }];
    fields.extend(Target::from(target).fields().iter().map(|field| Choice {
        value: field.key.to_owned(),
        label: rows::field(c.locale, target, field.key).unwrap_or(field.key).to_owned(),
        chosen: field.key == chosen,
    }));
    let sure = match (choice.confidence, &choice.field, &choice.duplicate_of) {
        (Some(Confidence::Exact), ..) => c.t("import-sure-exact"),
        (Some(Confidence::Alias), ..) => c.t("import-sure-alias"),
        (Some(Confidence::Contains), ..) => c.t("import-sure-contains"),
        (None, Some(_), _) => c.t("import-sure-chosen"),
        (None, None, Some(twice)) => c.t1(
            "import-sure-twice",
            "value",
            rows::field(c.locale, target, twice).unwrap_or(twice),
        ),
        (None, None, None) => c.t("import-sure-unused"),
    };
    ColumnView {
        name: format!("column-{at}"),
        header: choice.header.clone(),
        fields,
        sure,
    }
}
