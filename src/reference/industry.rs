//! Industries of GB/T 4754-2017: sections (one letter) and divisions (two digits).

use std::sync::LazyLock;

use super::{in_language, tsv};

/// A section or a division.
#[derive(Debug)]
pub struct Industry {
    /// `A`–`T` for a section, `01`–`97` for a division.
    pub code: &'static str,
    /// Chinese name of the standard.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// The section of a division; `None` for a section.
    pub parent: Option<&'static str>,
}

impl Industry {
    /// The name in the reader's language (`en…`, else Chinese).
    #[must_use]
    pub fn label(&self, lang: &str) -> &'static str {
        in_language(lang, self.zh, self.en)
    }
}

static ALL: LazyLock<Vec<Industry>> = LazyLock::new(|| {
    tsv::rows(include_str!("../../reference/industries.tsv"))
        .map(|[code, zh, en, parent]| Industry {
            code,
            zh,
            en,
            parent: (!parent.is_empty()).then_some(parent),
        })
        .collect()
});

/// Every section, each followed by its divisions.
#[must_use]
pub fn all() -> &'static [Industry] {
    &ALL
}

/// The sections alone (20 of them): what a form offers.
pub fn sections() -> impl Iterator<Item = &'static Industry> {
    ALL.iter().filter(|industry| industry.parent.is_none())
}

/// The section or division with this code.
#[must_use]
pub fn get(code: &str) -> Option<&'static Industry> {
    ALL.iter().find(|industry| industry.code == code)
}

/// The Chinese name of a code; an unknown code is shown as it is.
#[must_use]
pub fn name(code: &str) -> &str {
    get(code).map_or(code, |industry| industry.zh)
}

#[cfg(test)]
mod tests {
    use super::{all, get, name, sections};

    #[test]
    fn every_division_has_a_section() {
        assert_eq!(sections().count(), 20);
        assert_eq!(all().len(), 117);
        for industry in all() {
            if let Some(parent) = industry.parent {
                assert!(get(parent).is_some_and(|section| section.parent.is_none()));
            }
        }
        assert_eq!(name("C"), "制造业");
        assert_eq!(
            get("18").map(|industry| industry.label("en")),
            Some("Clothing and apparel")
        );
    }
}
