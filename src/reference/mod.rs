//! Code lists that travel inside the binary: places, occupations, industries and the short lists of
//! education, skill levels and certificates.
//!
//! Sources, licences and versions of every file under `reference/` are in `docs/data.md`. Everything
//! here is read-only, built once on first use and answered from memory.

pub mod certificate;
pub mod education;
pub mod fair_rule;
pub mod industry;
pub mod occupation;
pub mod pairing;
pub mod region;
pub mod skill_level;
pub mod training_rule;
mod tsv;

/// The Chinese or the English name of an entry of a short list.
///
/// `lang` is a language tag (`zh-CN`, `en`, …); anything that is not English gets the Chinese name,
/// because Chinese is the source language of the whole system.
fn in_language(lang: &str, zh: &'static str, en: &'static str) -> &'static str {
    if lang.starts_with("en") { en } else { zh }
}
