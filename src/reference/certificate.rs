//! Certificates met in blue-collar work, and the occupations that may not lawfully be done without one.

use std::sync::LazyLock;

use super::{in_language, occupation, tsv};

/// A certificate, licence or permit.
#[derive(Debug)]
pub struct Certificate {
    /// Stable key, e.g. `forklift`.
    pub key: &'static str,
    /// Chinese name as people know it.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// Years from issue to expiry; `None` when it has no term or one set locally.
    pub valid_years: Option<u8>,
    /// Occupations (codes or groups) that law closes to people without it.
    pub required_for: Vec<&'static str>,
    /// Occupations where employers ask for it though no law does.
    pub usual_for: Vec<&'static str>,
    /// The law, regulation or standard that says so.
    pub law: &'static str,
    /// Other names of it that ledgers and adverts use.
    pub words: Vec<&'static str>,
}

impl Certificate {
    /// The name in the reader's language (`en…`, else Chinese).
    #[must_use]
    pub fn label(&self, lang: &str) -> &'static str {
        in_language(lang, self.zh, self.en)
    }
}

static ALL: LazyLock<Vec<Certificate>> = LazyLock::new(|| {
    tsv::rows(include_str!("../../reference/certificates.tsv"))
        .map(
            |[key, zh, en, years, required_for, usual_for, law, words]| Certificate {
                key,
                zh,
                en,
                valid_years: years.parse().ok(),
                required_for: tsv::list(required_for).collect(),
                usual_for: tsv::list(usual_for).collect(),
                law,
                words: tsv::list(words).collect(),
            },
        )
        .collect()
});

/// Every certificate, in the order of a form: special work first, training certificates last.
#[must_use]
pub fn all() -> &'static [Certificate] {
    &ALL
}

/// The certificate with this key.
#[must_use]
pub fn get(key: &str) -> Option<&'static Certificate> {
    ALL.iter().find(|certificate| certificate.key == key)
}

/// The Chinese name of a key; an unknown key is shown as it is.
#[must_use]
pub fn name(key: &str) -> &str {
    get(key).map_or(key, |certificate| certificate.zh)
}

/// The certificate that people mean by these words ("叉车证", "C照", "焊工证").
#[must_use]
pub fn resolve(words: &str) -> Option<&'static Certificate> {
    let said: String = words.split_whitespace().collect::<String>().to_uppercase();
    ALL.iter().find(|certificate| {
        certificate.key.eq_ignore_ascii_case(&said)
            || certificate.zh == said
            || certificate
                .words
                .iter()
                .any(|word| word.to_uppercase() == said)
    })
}

/// The certificates of which law asks one for this occupation; which one depends on the machine, the
/// vehicle or the voltage. Empty when the work is open to everybody.
#[must_use]
pub fn required_for(occupation_code: &str) -> Vec<&'static Certificate> {
    naming(occupation_code, |certificate| &certificate.required_for)
}

/// The certificates that employers usually ask for in this occupation though no law does.
#[must_use]
pub fn usual_for(occupation_code: &str) -> Vec<&'static Certificate> {
    naming(occupation_code, |certificate| &certificate.usual_for)
}

fn naming(
    occupation_code: &str,
    list: fn(&Certificate) -> &Vec<&'static str>,
) -> Vec<&'static Certificate> {
    ALL.iter()
        .filter(|certificate| {
            list(certificate)
                .iter()
                .any(|group| occupation::contains(group, occupation_code))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{all, required_for, resolve, usual_for};
    use crate::reference::occupation;

    #[test]
    fn every_occupation_named_exists_and_every_certificate_names_its_source() {
        for certificate in all() {
            assert!(!certificate.law.is_empty(), "{}", certificate.key);
            for code in certificate
                .required_for
                .iter()
                .chain(&certificate.usual_for)
            {
                assert!(
                    occupation::get(code).is_some(),
                    "{} {code}",
                    certificate.key
                );
            }
        }
    }

    #[test]
    fn a_word_means_one_certificate() {
        let mut seen = HashSet::new();
        for certificate in all() {
            for word in &certificate.words {
                assert!(
                    seen.insert(word.to_uppercase()),
                    "{word} means two certificates"
                );
                assert_eq!(
                    resolve(word).map(|c| c.key),
                    Some(certificate.key),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn law_closes_forklifts_and_leaves_sewing_open() {
        assert_eq!(required_for("6-30-05-01")[0].key, "forklift");
        assert!(required_for("6-05-01-03").is_empty());
        assert_eq!(resolve("c1 驾照").map(|c| c.key), Some("driving_c1"));
        // The health certificate is asked of all food work, a group of occupations.
        assert!(required_for("4-03-02-05").iter().any(|c| c.key == "health"));
        assert!(usual_for("4-10-01-05").iter().any(|c| c.key == "eldercare"));
    }
}
