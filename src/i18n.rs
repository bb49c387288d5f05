//! The two languages. zh-CN is the source; en is complete. Keys live in `locales/<language>/<noun>.ftl`.

pub mod rows;

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "zh-CN",
        // Isolation marks are invisible characters that break copying, highlighting and tests.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const ZH: LanguageIdentifier = langid!("zh-CN");
const EN: LanguageIdentifier = langid!("en");

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Locale {
    /// Chinese as written in the mainland.
    #[default]
    Zh,
    /// English.
    En,
}

impl Locale {
    /// Both, the source first.
    pub const ALL: [Locale; 2] = [Locale::Zh, Locale::En];

    /// The tag for `lang` attributes, cookies and `?lang=`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Locale::Zh => "zh-CN",
            Locale::En => "en",
        }
    }

    /// The language of a tag such as `zh`, `zh-CN` or `en-GB`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        if tag.starts_with("zh") {
            Some(Locale::Zh)
        } else if tag.starts_with("en") {
            Some(Locale::En)
        } else {
            None
        }
    }

    /// The first language of an `Accept-Language` header that we have.
    #[must_use]
    pub fn from_header(header: &str) -> Option<Self> {
        header
            .split(',')
            .filter_map(|part| part.split(';').next())
            .find_map(Self::from_tag)
    }

    fn id(self) -> LanguageIdentifier {
        match self {
            Locale::Zh => ZH,
            Locale::En => EN,
        }
    }

    /// The sentence of `key`. An unknown key gives the key itself, which the tests look for.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        LOCALES.try_lookup(&self.id(), key).unwrap_or_else(|| key.to_owned())
    }

    /// The sentence of `key` with its arguments. Whole numbers are passed as numbers, so that plural forms work.
    #[must_use]
    pub fn text_with(self, key: &str, args: &[(&'static str, String)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = args
            .iter()
            .map(|(name, value)| (Cow::Borrowed(*name), value_of(value)))
            .collect();
        LOCALES
            .try_lookup_with_args(&self.id(), key, &args)
            .unwrap_or_else(|| key.to_owned())
    }
}

/// Short whole numbers count; longer ones are codes or phones and stay as they are written.
fn value_of(text: &str) -> FluentValue<'_> {
    match text.parse::<i32>() {
        Ok(number) if number.to_string() == text && text.len() < 7 => FluentValue::from(number),
        _ => FluentValue::from(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_of_the_browser_wins() {
        assert_eq!(Locale::from_header("fr-FR,en-GB;q=0.8,zh;q=0.5"), Some(Locale::En));
        assert_eq!(Locale::from_header("zh-TW"), Some(Locale::Zh));
        assert_eq!(Locale::from_header("fr"), None);
    }
}
