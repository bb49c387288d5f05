//! The classification itself and the lookups by code.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::prefix;
use crate::reference::tsv;

/// An occupation or a class of occupations.
#[derive(Debug, PartialEq, Eq)]
pub struct Occupation {
    /// `1-22-333-44` scheme, zero-padded.
    pub code: &'static str,
    /// Official name.
    pub name: &'static str,
    /// 1 major group, 2 middle, 3 small, 4 occupation.
    pub level: u8,
    /// Marked as a green occupation (L) by the classification.
    pub green: bool,
    /// Marked as a digital occupation (S) by the classification.
    pub digital: bool,
    /// Other titles that the source files here; see [`super::aliases`] for those in force.
    pub(super) titles: Vec<&'static str>,
}

static ALL: LazyLock<Vec<Occupation>> = LazyLock::new(|| {
    let mut all: Vec<Occupation> = tsv::rows(include_str!("../../../reference/occupations.tsv"))
        .filter_map(|[code, level, name, flags, titles]| {
            Some(Occupation {
                code,
                name,
                level: level.parse().ok()?,
                green: flags.contains('L'),
                digital: flags.contains('S'),
                titles: tsv::list(titles).collect(),
            })
        })
        .collect();
    all.sort_unstable_by_key(|node| node.code);
    all
});

static CHILDREN: LazyLock<HashMap<&'static str, Vec<&'static Occupation>>> = LazyLock::new(|| {
    let mut children: HashMap<_, Vec<_>> = HashMap::new();
    for node in ALL.iter() {
        if let Some(parent) = parent(node.code) {
            children.entry(parent.code).or_default().push(node);
        }
    }
    children
});

/// Every node of the classification, sorted by code.
#[must_use]
pub fn all() -> &'static [Occupation] {
    &ALL
}

/// The place of a code in [`all`].
pub(super) fn position(code: &str) -> Option<usize> {
    ALL.binary_search_by(|node| node.code.cmp(code)).ok()
}

/// The node with this code.
#[must_use]
pub fn get(code: &str) -> Option<&'static Occupation> {
    position(code).map(|index| &ALL[index])
}

/// The official name; an unknown code is shown as it is.
#[must_use]
pub fn name(code: &str) -> &str {
    get(code).map_or(code, |node| node.name)
}

/// The class that `code` lies in; the source leaves four small classes out, their members lie in the
/// middle class then. `None` for a major group or an unknown code.
#[must_use]
pub fn parent(code: &str) -> Option<&'static Occupation> {
    let own = get(code)?;
    let mut head = prefix(own.code);
    while let Some((shorter, _)) = head.rsplit_once('-') {
        let padding = &"-00-00-00"[3 * shorter.matches('-').count()..];
        if let Some(node) = get(&format!("{shorter}{padding}")) {
            return Some(node);
        }
        head = shorter;
    }
    None
}

/// The classes above `code`, highest first, without itself.
#[must_use]
pub fn ancestors(code: &str) -> Vec<&'static Occupation> {
    let mut chain: Vec<_> = std::iter::successors(parent(code), |node| parent(node.code)).collect();
    chain.reverse();
    chain
}

/// The nodes directly below `code`, by code.
#[must_use]
pub fn children(code: &str) -> &'static [&'static Occupation] {
    CHILDREN.get(code).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classification_is_whole() {
        assert_eq!(all().len(), 2_047);
        assert_eq!(all().iter().filter(|node| node.level == 1).count(), 8);
        assert!(
            all().windows(2).all(|pair| pair[0].code < pair[1].code),
            "codes are unique"
        );
        assert_eq!(name("6-05-01-03"), "缝纫工");
        assert!(
            all()
                .iter()
                .all(|node| (node.level == 1) == parent(node.code).is_none())
        );
    }

    #[test]
    fn ancestors_run_from_the_major_group_down() {
        let above: Vec<_> = ancestors("6-05-01-03")
            .iter()
            .map(|node| node.code)
            .collect();
        assert_eq!(above, ["6-00-00-00", "6-05-00-00", "6-05-01-00"]);
        // 5-02-03-00 is missing from the source.
        assert_eq!(
            parent("5-02-03-01").map(|node| node.code),
            Some("5-02-00-00")
        );
        assert!(
            children("6-05-01-00")
                .iter()
                .any(|node| node.code == "6-05-01-03")
        );
    }
}
