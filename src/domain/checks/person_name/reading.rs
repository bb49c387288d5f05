//! Pinyin of names. Staff type `zs` or `zhangsan`; a name with characters of several readings must be found by each.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;

/// Most initial strings kept for one name. Eight characters of two readings each would give 256; the likely ones come
/// first and nobody types the rest.
const MAX_INITIALS: usize = 32;
/// Most full spellings kept for one name; a search column is not a dictionary.
const MAX_SPELLINGS: usize = 8;

/// Readings that family names have and the dictionary lists late or not at all. The first is tried first; the
/// readings of the dictionary follow, because not every bearer insists.
const SURNAMES: &[(char, &[&str])] = &[
    ('万', &["wan"]),
    ('乐', &["yue", "le"]),
    ('仇', &["qiu"]),
    ('任', &["ren"]),
    ('句', &["gou"]),
    ('召', &["shao"]),
    ('员', &["yun"]),
    ('华', &["hua"]),
    ('单', &["shan"]),
    ('卜', &["bu"]),
    ('占', &["zhan"]),
    ('区', &["ou"]),
    ('会', &["gui"]),
    ('叶', &["ye"]),
    ('吕', &["lv", "lu"]),
    ('哈', &["ha"]),
    ('复', &["fu"]),
    ('夏', &["xia"]),
    ('大', &["da"]),
    ('奇', &["qi"]),
    ('宁', &["ning"]),
    ('宓', &["mi", "fu"]),
    ('少', &["shao"]),
    ('尉', &["wei", "yu"]),
    ('尹', &["yin"]),
    ('应', &["ying"]),
    ('强', &["qiang"]),
    ('折', &["she"]),
    ('揭', &["jie"]),
    ('撒', &["sa"]),
    ('曲', &["qu"]),
    ('曾', &["zeng"]),
    ('朴', &["piao", "pu"]),
    ('柏', &["bai", "bo"]),
    ('查', &["zha"]),
    ('柜', &["ju"]),
    ('欧', &["ou"]),
    ('殷', &["yin"]),
    ('沈', &["shen"]),
    ('洗', &["xian"]),
    ('冼', &["xian"]),
    ('燕', &["yan"]),
    ('牟', &["mou", "mu"]),
    ('盖', &["ge", "gai"]),
    ('盛', &["sheng"]),
    ('相', &["xiang"]),
    ('石', &["shi"]),
    ('祭', &["zhai"]),
    ('种', &["chong"]),
    ('秘', &["bi"]),
    ('纪', &["ji"]),
    ('缪', &["miao"]),
    ('翟', &["zhai"]),
    ('臧', &["zang"]),
    ('艾', &["ai"]),
    ('莘', &["shen", "xin"]),
    ('葛', &["ge"]),
    ('薄', &["bo"]),
    ('藏', &["zang"]),
    ('行', &["xing", "hang"]),
    ('褚', &["chu"]),
    ('覃', &["qin", "tan"]),
    ('解', &["xie"]),
    ('谌', &["chen", "shen"]),
    ('贲', &["ben"]),
    ('贾', &["jia"]),
    ('过', &["guo"]),
    ('逄', &["pang"]),
    ('那', &["na"]),
    ('郇', &["xun", "huan"]),
    ('都', &["du"]),
    ('重', &["chong"]),
    ('长', &["zhang"]),
    ('隗', &["wei", "kui"]),
    ('鲜', &["xian"]),
    ('黑', &["he", "hei"]),
    ('繁', &["po"]),
    ('晁', &["chao"]),
    ('缴', &["jiao"]),
    ('车', &["che"]),
    ('颉', &["xie"]),
    ('覆', &["fu"]),
    ('幺', &["yao"]),
    ('佴', &["nai"]),
    ('阚', &["kan"]),
    ('佘', &["she"]),
];

/// Family names of two characters whose reading neither character has alone.
const COMPOUND_SURNAMES: &[(&str, [&str; 2])] = &[
    ("万俟", ["mo", "qi"]),
    ("尉迟", ["yu", "chi"]),
    ("单于", ["chan", "yu"]),
    ("澹台", ["tan", "tai"]),
    ("长孙", ["zhang", "sun"]),
    ("宰父", ["zai", "fu"]),
    ("令狐", ["ling", "hu"]),
    ("皇甫", ["huang", "fu"]),
    ("鲜于", ["xian", "yu"]),
    ("夏侯", ["xia", "hou"]),
];

/// All strings of pinyin initials the name can have, in lower case, the reading as a family name first; 32 at most.
/// Characters without a reading (marks, rare ones outside the dictionary) are left out. `单仁` gives `sr` first.
#[must_use]
pub fn initials(name: &str) -> Vec<String> {
    let letters = readings(name)
        .into_iter()
        .map(|readings| {
            distinct(
                readings
                    .iter()
                    .filter_map(|r| r.get(..1))
                    .map(str::to_owned),
            )
        })
        .collect::<Vec<_>>();
    combine(&letters, MAX_INITIALS)
}

/// What a search column holds for the name: the full spellings without blanks, then the initials, separated by single
/// blanks and each once: `zhangsan zs`. `ü` is written `v` and also `u`, as people type it.
#[must_use]
pub fn pinyin_keys(name: &str) -> String {
    let spellings = combine(&readings(name), MAX_SPELLINGS);
    distinct(spellings.into_iter().chain(initials(name))).join(" ")
}

/// Readings of each character in turn, likeliest first. A run of Latin letters counts as one character.
fn readings(name: &str) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut word = String::new();
    for c in name.chars() {
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
            continue;
        }
        if !word.is_empty() {
            all.push(vec![std::mem::take(&mut word)]);
        }
        if let Some(multi) = c.to_pinyin_multi() {
            all.push(distinct(multi.into_iter().flat_map(|p| plain(p.plain()))));
        }
    }
    if !word.is_empty() {
        all.push(vec![word]);
    }
    prefer_surname(name, &mut all);
    all
}

/// Puts the readings of the family name before those of the dictionary.
fn prefer_surname(name: &str, all: &mut [Vec<String>]) {
    let mut put_first = |at: usize, preferred: &[&str]| {
        if let Some(slot) = all.get_mut(at) {
            *slot = distinct(
                preferred
                    .iter()
                    .map(|&r| r.to_owned())
                    .chain(std::mem::take(slot)),
            );
        }
    };
    if let Some((_, readings)) = COMPOUND_SURNAMES
        .iter()
        .find(|(surname, _)| name.starts_with(surname))
    {
        for (at, reading) in readings.iter().enumerate() {
            put_first(at, &[reading]);
        }
    } else if let Some((_, readings)) = SURNAMES
        .iter()
        .find(|(surname, _)| name.starts_with(*surname))
    {
        put_first(0, readings);
    }
}

/// `lü` as `lv` and `lu`; nothing but ASCII letters leaves this function.
fn plain(reading: &str) -> Vec<String> {
    let with = |u: &str| {
        reading
            .replace('ü', u)
            .chars()
            .filter(char::is_ascii_lowercase)
            .collect::<String>()
    };
    if reading.contains('ü') {
        vec![with("v"), with("u")]
    } else {
        vec![with("")]
    }
}

/// Every way to take one entry from each column, in the order of the columns, cut at `limit`.
fn combine(columns: &[Vec<String>], limit: usize) -> Vec<String> {
    if columns.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![String::new()];
    for column in columns.iter().filter(|column| !column.is_empty()) {
        // The likeliest entry of this column goes to all rows before the next one does, so the cut takes rare ones.
        rows = column
            .iter()
            .flat_map(|entry| rows.iter().map(move |row| format!("{row}{entry}")))
            .take(limit)
            .collect();
    }
    distinct(rows)
}

/// The same strings in the same order, empty ones and repetitions left out.
fn distinct(strings: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    strings
        .into_iter()
        .filter(|s| !s.is_empty() && seen.insert(s.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn family_names_are_read_as_families_read_them() {
        for (name, first) in [
            ("张三", "zs"),
            ("单仁", "sr"),
            ("仇明", "qm"),
            ("解放", "xf"),
            ("曾晓", "zx"),
            ("区大", "od"),
            ("查理", "zl"),
            ("万俟春", "mqc"),
            ("尉迟恭", "ycg"),
            ("折文", "sw"),
            ("Maria Silva", "ms"),
            ("阿依·古丽", "aygl"),
        ] {
            assert_eq!(
                initials(name).first().map(String::as_str),
                Some(first),
                "{name}"
            );
        }
    }

    #[test]
    fn other_readings_are_kept_behind() {
        let of = initials("单仁");
        assert!(
            of.contains(&"dr".to_owned()) && of.contains(&"cr".to_owned()),
            "{of:?}"
        );
        assert_eq!(pinyin_keys("张三"), "zhangsan zs");
        assert_eq!(pinyin_keys("吕文"), "lvwen luwen lw");
        assert_eq!(pinyin_keys("Maria Silva"), "mariasilva ms");
        assert_eq!(pinyin_keys("··"), "");
    }

    #[test]
    fn every_surname_of_the_table_stands_there_once() {
        let characters: BTreeSet<char> = SURNAMES.iter().map(|(c, _)| *c).collect();
        assert_eq!(characters.len(), SURNAMES.len());
    }

    proptest! {
        #[test]
        fn keys_are_lower_case_ascii_and_bounded(name in "[单仇解曾区查乐行长重和着参差王李a-z· ]{0,20}") {
            let keys = pinyin_keys(&name);
            prop_assert!(keys.bytes().all(|b| b.is_ascii_lowercase() || b == b' '), "{}", keys);
            prop_assert!(initials(&name).len() <= MAX_INITIALS);
            prop_assert!(keys.split(' ').count() <= MAX_INITIALS + MAX_SPELLINGS);
        }
    }
}
