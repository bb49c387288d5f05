//! From the words that people write for a place to its code.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Region, all, contains, get, names};
use crate::reference::tsv;

/// What words for a place turned out to mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolution {
    /// Exactly one place.
    One(&'static Region),
    /// Several places equally well, by code: ask the writer which.
    Many(Vec<&'static Region>),
    /// No place known.
    None,
}

impl Resolution {
    /// The place when there is exactly one.
    #[must_use]
    pub fn one(&self) -> Option<&'static Region> {
        match self {
            Self::One(region) => Some(region),
            _ => None,
        }
    }
}

type Forms = HashMap<Cow<'static, str>, Vec<&'static Region>>;

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut by_form = Forms::new();
    for region in all() {
        for form in names::forms(region) {
            by_form.entry(form).or_default().push(region);
        }
    }
    for [word, code] in tsv::rows(include_str!("../../../reference/region_aliases.tsv")) {
        if let Some(region) = get(code) {
            let regions = by_form.entry(Cow::Borrowed(word)).or_default();
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
    }
    by_form
});

/// The place that `words` name: a code, a full name with or without suffixes ("天津河西",
/// "甘肃省平凉市崆峒区白水镇白水村三社"), or a single name ("崆峒").
///
/// When a name fits several places, those inside `within` win, then the highest level ("崆峒" is the
/// district, not the town), then a whole official name over a shortened one.
#[must_use]
pub fn resolve(words: &str, within: Option<&str>) -> Resolution {
    let text = tidy(words);
    if let Some(region) = get(&text) {
        return Resolution::One(region);
    }
    let mut found = candidates(&text);
    if found.is_empty() {
        found = without_group(&text).map(candidates).unwrap_or_default();
    }
    if let Some(within) = within
        && found.iter().any(|(region, _)| contains(within, region.code))
    {
        found.retain(|(region, _)| contains(within, region.code));
    }
    let highest = found.iter().map(|(region, _)| region.level).min();
    found.retain(|(region, _)| Some(region.level) == highest);
    if found.iter().any(|(_, official)| *official) {
        found.retain(|(_, official)| *official);
    }
    match found.as_slice() {
        [] => Resolution::None,
        [(region, _)] => Resolution::One(region),
        _ => Resolution::Many(found.into_iter().map(|(region, _)| region).collect()),
    }
}

/// The words that name a place in running text, each with its code. Provinces and cities are said short (天津, 平凉); counties short only in
/// the provinces of `near`, elsewhere by their whole name, for too many short ones are words of every day (和平, 长白, 东方); townships only
/// below the counties of `near`.
#[must_use]
pub fn said_places(near: &[&str]) -> Vec<(String, &'static str)> {
    let province = |code: &str| near.iter().any(|near| near.get(..2) == code.get(..2));
    let mut said = Vec::new();
    for region in all() {
        let below = near.iter().any(|county| contains(county, region.code));
        let forms = match region.level {
            1 | 2 => names::forms(region),
            3 if province(region.code) => names::forms(region),
            3 => vec![Cow::Borrowed(region.name)],
            4 if below => names::forms(region),
            _ => continue,
        };
        for form in forms {
            let sure = resolve(&form, near.first().copied()).one() == Some(region);
            if sure && form.chars().nth(1).is_some() {
                said.push((form.into_owned(), region.code));
            }
        }
    }
    for [word, code] in tsv::rows(include_str!("../../../reference/region_aliases.tsv")) {
        said.push((word.to_owned(), code));
    }
    said
}

/// Letters and digits only; "市辖区", which some address forms print, is no place.
fn tidy(words: &str) -> String {
    let kept: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
    let kept = kept.strip_prefix("中国").unwrap_or(&kept);
    kept.replace("市辖区", "")
}

/// The address without the group or house number after the village: 白水村三社, 白水村2组18号.
fn without_group(text: &str) -> Option<&str> {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let mut rest = text;
    while let Some(head) = rest.strip_suffix(['社', '组', '队', '号', '户']) {
        let place = head.trim_end_matches(is_number);
        if place.len() == head.len() {
            break;
        }
        rest = place;
    }
    (rest.len() < text.len()).then_some(rest)
}

/// The places whose name ends `text` and whose divisions above spell the rest of it, each with
/// whether its own name is the official one.
fn candidates(text: &str) -> Vec<(&'static Region, bool)> {
    let mut found: Vec<(&'static Region, bool)> = Vec::new();
    for (start, _) in text.char_indices() {
        let (head, tail) = text.split_at(start);
        for region in FORMS.get(tail).into_iter().flatten() {
            let official = region.name == tail;
            if found.iter().all(|(seen, _)| seen != region) && leads_to(head, region, official) {
                found.push((region, official));
            }
        }
    }
    found.sort_unstable_by_key(|(region, _)| region.code);
    found
}

/// Whether `head` is made of names of divisions above `region`, in order; any may be left out. With
/// `twice` the place may be named once more before its official name ("天津天津市"); but 吉林吉林 is
/// the city in the province, not the province said twice.
fn leads_to(head: &str, region: &'static Region, twice: bool) -> bool {
    if head.is_empty() {
        return true;
    }
    std::iter::successors(Some(region), |region| region.parent.and_then(get))
        .skip(usize::from(!twice))
        .any(|above| {
            names::forms(above)
                .iter()
                .filter_map(|form| Some((head.strip_suffix(form.as_ref())?, form)))
                .any(|(rest, form)| leads_to(rest, above, form == above.name))
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reference::region::{full_name, short_name};

    fn code(words: &str, within: Option<&str>) -> Option<&'static str> {
        resolve(words, within).one().map(|region| region.code)
    }

    #[test]
    fn a_full_name_means_its_own_place() {
        for region in all() {
            assert_eq!(
                code(&full_name(region.code), None),
                Some(region.code),
                "{}",
                region.name
            );
        }
    }

    #[test]
    fn a_short_name_never_means_only_another_place() {
        for region in all().iter().filter(|region| region.level <= 3) {
            match resolve(&short_name(region.code), None) {
                Resolution::One(found) => assert_eq!(found, region),
                Resolution::Many(found) => assert!(found.contains(&region), "{}", region.name),
                Resolution::None => panic!("{} is not understood", region.name),
            }
        }
    }

    #[test]
    fn people_leave_suffixes_and_levels_out() {
        for (words, expected) in [
            ("天津", "120000"),
            ("天津河西", "120103"),
            ("天津市河西区", "120103"),
            ("天津市 市辖区 河西区", "120103"),
            ("天津天津市河西区", "120103"),
            ("崆峒", "620802"),
            ("白水镇白水村", "620802103204"),
            ("平凉白水村三社", "620802103204"),
            ("崆峒区白水镇白水村委会2组18号", "620802103204"),
            ("上海浦东新区", "310115"),
            ("浦东", "310115"),
            ("深圳 南山区", "440305"),
            ("内蒙", "150000"),
            ("临夏州", "622900"),
            ("西阳乡", "620802208"),
            ("620802", "620802"),
            ("吉林", "220000"),
        ] {
            assert_eq!(code(words, None), Some(expected), "{words}");
        }
    }

    #[test]
    fn within_decides_between_namesakes() {
        // 白水 is a county of Shaanxi first; at home it is the town.
        assert_eq!(code("白水", None), Some("610527"));
        assert_eq!(code("白水", Some("620802")), Some("620802103"));
        // 鼓楼区 is in four cities.
        assert!(matches!(resolve("鼓楼区", None), Resolution::Many(found) if found.len() >= 4));
        assert_eq!(code("鼓楼区", Some("320100")), Some("320106"));
        // 甘沟村 is in two towns of the same district.
        assert!(matches!(resolve("甘沟村", Some("620802")), Resolution::Many(found) if found.len() == 2));
    }

    #[test]
    fn nonsense_is_no_place() {
        for words in ["", "  ", "火星", "河西区天津市", "三社", "包吃住"] {
            assert_eq!(resolve(words, Some("620802")), Resolution::None, "{words}");
        }
    }

    proptest! {
        #[test]
        fn anything_typed_is_answered(words in "\\PC{0,40}", within in proptest::option::of("[0-9]{0,12}")) {
            if let Resolution::Many(found) = resolve(&words, within.as_deref()) {
                prop_assert!(found.len() > 1);
            }
        }
    }
}
