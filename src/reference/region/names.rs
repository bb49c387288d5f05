//! How places are written: officially, on a card, and in the ways that people say them.

use std::borrow::Cow;

use super::{Region, ancestors, get, nearest};

/// Peoples that autonomous divisions carry in their official name and nobody says.
const PEOPLES: &[&str] = &[
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "怒族",
    "俄罗斯族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春族",
    "各族",
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
    "塔吉克",
    "蒙古",
    "锡伯",
];

/// What a name may end with at each level (index = level - 1), longest first.
const SUFFIXES: [&[&str]; 5] = [
    &["特别行政区", "自治区", "省", "市"],
    &["自治州", "地区", "市", "盟"],
    &[
        "自治县",
        "自治旗",
        "新区",
        "林区",
        "特区",
        "市",
        "区",
        "县",
        "旗",
    ],
    &["街道", "镇", "乡"],
    &["社区", "村"],
];

/// The name of a place; a code below the known levels gets the name of the nearest place above it,
/// a string that is no code at all is shown as it is.
#[must_use]
pub fn name(code: &str) -> &str {
    nearest(code).map_or(code, |region| region.name)
}

/// The whole name from the province down: "甘肃省平凉市崆峒区白水镇白水村".
#[must_use]
pub fn full_name(code: &str) -> String {
    let Some(region) = nearest(code) else {
        return code.to_owned();
    };
    let mut full: String = ancestors(region.code)
        .iter()
        .map(|above| above.name)
        .collect();
    full.push_str(region.name);
    full
}

/// A name for cards, two steps at most: "甘肃", "甘肃平凉", "平凉崆峒区", "天津河西",
/// "崆峒区白水镇", "白水镇白水村".
#[must_use]
pub fn short_name(code: &str) -> String {
    let Some(region) = nearest(code) else {
        return code.to_owned();
    };
    let Some(parent) = region.parent.and_then(get) else {
        return stem(region).to_owned();
    };
    match (parent.level, region.level) {
        // 天津河西, but 重庆云阳县: only "区" goes without saying inside a municipality.
        (1, 3) if region.name.ends_with('区') => format!("{}{}", stem(parent), stem(region)),
        (1, 2) => format!("{}{}", stem(parent), stem(region)),
        (1 | 2, _) => format!("{}{}", stem(parent), region.name),
        _ => format!("{}{}", parent.name, region.name),
    }
}

/// The name without its suffix and without the peoples in it: 天津, 崆峒, 临夏, 西阳. A stem of one
/// character (和县) says nothing, so such a name stays whole.
pub(super) fn stem(region: &Region) -> &'static str {
    let name = region.name;
    let long_enough = |text: &str| text.chars().nth(1).is_some();
    let Some(head) = SUFFIXES[usize::from(region.level) - 1]
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))
        .filter(|head| long_enough(head))
    else {
        return name;
    };
    let mut short = head;
    while let Some(shorter) = PEOPLES
        .iter()
        .find_map(|people| short.strip_suffix(people))
        .filter(|shorter| long_enough(shorter))
    {
        short = shorter;
    }
    // 东乡族自治县 is named after its people alone: 东乡.
    short
        .strip_suffix('族')
        .filter(|shorter| long_enough(shorter))
        .unwrap_or(short)
}

/// Every way this place's own name is written or said, the official one first.
pub(super) fn forms(region: &Region) -> Vec<Cow<'static, str>> {
    let stem = stem(region);
    let mut forms = vec![Cow::Borrowed(region.name)];
    if stem != region.name {
        forms.push(Cow::Borrowed(stem));
    }
    let mut compose = |head: &str, tail: &str| {
        let form = format!("{head}{tail}");
        if form != region.name {
            forms.push(Cow::Owned(form));
        }
    };
    match region.level {
        2 if region.name.ends_with("自治州") => compose(stem, "州"),
        3 if region.name.ends_with("自治县") => compose(stem, "县"),
        4 if region.name.ends_with("街道") => {
            compose(region.name, "办事处");
            compose(region.name, "办");
            compose(stem, "街");
        }
        4 if region.name.ends_with("族乡") => compose(stem, "乡"),
        5 if region.name.ends_with("社区") => compose(region.name, "居委会"),
        5 => {
            compose(region.name, "委会");
            compose(region.name, "民委员会");
        }
        _ => {}
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem_of(code: &str) -> &'static str {
        stem(get(code).expect("code in the table"))
    }

    #[test]
    fn full_names_run_from_the_province_down() {
        assert_eq!(full_name("620802103204"), "甘肃省平凉市崆峒区白水镇白水村");
        assert_eq!(full_name("120103"), "天津市河西区");
        assert_eq!(full_name("620802999"), "甘肃省平凉市崆峒区");
        assert_eq!(full_name("somewhere"), "somewhere");
    }

    #[test]
    fn short_names_fit_a_card() {
        for (code, expected) in [
            ("620000", "甘肃"),
            ("620800", "甘肃平凉"),
            ("620802", "平凉崆峒区"),
            ("120103", "天津河西"),
            ("310115", "上海浦东"),
            ("620802103", "崆峒区白水镇"),
            ("620802103204", "白水镇白水村"),
            ("150000", "内蒙古"),
        ] {
            assert_eq!(short_name(code), expected);
        }
    }

    #[test]
    fn stems_drop_what_nobody_says() {
        assert_eq!(stem_of("622900"), "临夏");
        assert_eq!(stem_of("622926"), "东乡");
        assert_eq!(stem_of("450000"), "广西");
        assert_eq!(stem_of("620802208"), "西阳");
        assert_eq!(stem_of("340523"), "和县");
    }
}
