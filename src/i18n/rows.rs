//! Words for imported rows and exported columns, shared by the pages and the command line.

use entity::codes::ImportTarget;

use super::Locale;
use crate::domain::interchange::RowProblem;
use crate::domain::interchange::columns::Target;

/// What a field is called; an unknown one has no name.
#[must_use]
pub fn field(locale: Locale, target: ImportTarget, key: &str) -> Option<&'static str> {
    Target::from(target).field(key).map(|field| match locale {
        Locale::Zh => field.zh,
        Locale::En => field.en,
    })
}

/// One sentence on what is wrong with a row, headed by the name of its column.
#[must_use]
pub fn sentence(locale: Locale, target: ImportTarget, problem: &RowProblem) -> String {
    let sentence = locale.text_with(&problem.key, &problem.arguments());
    match field(locale, target, &problem.field) {
        Some(name) => locale.text_with("import-sentence", &[("field", name.to_owned()), ("value", sentence)]),
        None => sentence,
    }
}

/// The head of an exported column.
#[must_use]
pub fn column(locale: Locale, key: &str) -> String {
    locale.text(&format!("export-column-{key}"))
}

/// The words for a value of a short code list.
#[must_use]
pub fn label(locale: Locale, list: &str, key: &str) -> String {
    let key: String = key
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .collect();
    locale.text(&format!("{list}-{key}"))
}
