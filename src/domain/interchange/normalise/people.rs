//! Words of ledgers about people: where they stand, what they want, what they can.

use entity::codes::{Code as _, LabourAbility, Limit, PhoneOwner, SkillLevel, WantKind, WorkerStatus};

use super::words::find;
use super::{CellProblem, word};

/// Longer words stand before the words inside them: 待业无意愿 before 待业, 省外 before 务工.
const STATUS: &[(&str, &[&str])] = &[
    ("dead", &["死亡", "去世", "已故", "dead"]),
    ("moved_out", &["迁出", "户口迁走", "moved_out"]),
    (
        "unavailable",
        &["服刑", "失踪", "丧失劳动", "无劳动能力", "unavailable"],
    ),
    ("army", &["参军", "服役", "入伍", "现役", "army"]),
    ("student", &["在校", "学生", "上学", "读书", "student"]),
    (
        "idle",
        &["无意愿", "无就业意愿", "不愿", "无外出意愿", "料理家务", "idle"],
    ),
    (
        "seeking",
        &[
            "待业",
            "失业",
            "未就业",
            "未务工",
            "有意愿",
            "求职",
            "无业",
            "在家",
            "返乡",
            "回流",
            "否",
            "seeking",
        ],
    ),
    (
        "near",
        &[
            "就近",
            "就地",
            "县内",
            "乡内",
            "本地",
            "本县",
            "务农",
            "帮扶车间",
            "公益",
            "灵活就业",
            "near",
        ],
    ),
    (
        "away",
        &[
            "外出",
            "在外",
            "省外",
            "县外",
            "务工",
            "已就业",
            "就业",
            "在岗",
            "是",
            "away",
        ],
    ),
];

/// Where a worker stands today.
///
/// # Errors
/// `import-problem-status`.
pub fn status(text: &str) -> Result<WorkerStatus, CellProblem> {
    find(&word(text), STATUS)
        .and_then(WorkerStatus::from_key)
        .ok_or_else(|| CellProblem::new("import-problem-status", text))
}

/// Whose telephone it is.
///
/// # Errors
/// `import-problem-phone-owner`.
pub fn phone_owner(text: &str) -> Result<PhoneOwner, CellProblem> {
    const OWNER: &[(&str, &[&str])] = &[
        ("village", &["村干部", "村委", "村里", "village"]),
        ("neighbour", &["邻居", "邻", "neighbour"]),
        (
            "spouse",
            &["配偶", "丈夫", "妻子", "爱人", "媳妇", "老公", "老婆", "spouse"],
        ),
        ("child", &["子女", "儿子", "女儿", "儿媳", "孩子", "child"]),
        ("parent", &["父母", "父亲", "母亲", "爸", "妈", "parent"]),
        ("worker", &["本人", "自己", "worker", "self"]),
    ];
    find(&word(text), OWNER)
        .and_then(PhoneOwner::from_key)
        .ok_or_else(|| CellProblem::new("import-problem-phone-owner", text))
}

/// 劳动能力 as the national list words it.
///
/// # Errors
/// `import-problem-labour-ability`.
pub fn labour_ability(text: &str) -> Result<LabourAbility, CellProblem> {
    const ABILITY: &[(&str, &[&str])] = &[
        ("lost", &["丧失", "lost"]),
        ("weak", &["弱劳动力", "半劳动力", "弱", "半劳力", "weak"]),
        ("none", &["无劳动力", "无劳动能力", "无", "none"]),
        ("skilled", &["技能劳动力", "技能", "skilled"]),
        (
            "ordinary",
            &["普通劳动力", "普通", "全劳动力", "有劳动能力", "劳动力", "ordinary"],
        ),
    ];
    find(&word(text), ABILITY)
        .and_then(LabourAbility::from_key)
        .ok_or_else(|| CellProblem::new("import-problem-labour-ability", text))
}

/// 职业技能等级; 无 and an empty word say none.
///
/// # Errors
/// `import-problem-skill-level`.
pub fn skill_level(text: &str) -> Result<SkillLevel, CellProblem> {
    const LEVEL: &[(&str, &[&str])] = &[
        ("one", &["高级技师", "一级", "one"]),
        ("two", &["技师", "二级", "two"]),
        ("three", &["高级", "三级", "three"]),
        ("four", &["中级", "四级", "four"]),
        ("five", &["初级", "五级", "five"]),
        ("none", &["无", "没有", "否", "none"]),
    ];
    find(&word(text), LEVEL)
        .and_then(SkillLevel::from_key)
        .ok_or_else(|| CellProblem::new("import-problem-skill-level", text))
}

/// What kinds of work a person wants; several may stand in one cell.
///
/// # Errors
/// `import-problem-want`.
pub fn want_kinds(text: &str) -> Result<Vec<WantKind>, CellProblem> {
    const NONE: &[&str] = &["暂不", "不愿", "无意愿", "不打算", "无", "否", "不想", "none"];
    const KINDS: &[(WantKind, &[&str])] = &[
        (WantKind::Away, &["外出", "省外", "县外", "务工", "away", "是", "有"]),
        (WantKind::Near, &["就近", "县内", "本地", "near"]),
        (WantKind::Workshop, &["车间", "workshop"]),
        (WantKind::Welfare, &["公益", "welfare"]),
        (WantKind::Business, &["创业", "business"]),
    ];
    let form = word(text);
    if NONE
        .iter()
        .any(|words| form == *words || (words.chars().count() > 1 && form.contains(words)))
    {
        return Ok(vec![WantKind::None]);
    }
    let fits = |words: &str| form == words || (words.chars().count() > 1 && form.contains(words));
    let found: Vec<WantKind> = KINDS
        .iter()
        .filter(|(_, words)| words.iter().any(|words| fits(words)))
        .map(|(kind, _)| *kind)
        .collect();
    if found.is_empty() {
        Err(CellProblem::new("import-problem-want", text))
    } else {
        Ok(found)
    }
}

/// What a person may not do at work. Diagnoses in the cell are not kept: only limits that matter for work may be
/// (Personal Information Protection Law, articles 6 and 28).
#[must_use]
pub fn limits(text: &str) -> Vec<Limit> {
    const WORDS: &[(Limit, &[&str])] = &[
        (Limit::NoStanding, &["久站", "no_standing"]),
        (Limit::NoNight, &["夜班", "熬夜", "no_night"]),
        (Limit::NoHeight, &["登高", "高空", "高处", "恐高", "no_height"]),
        (Limit::NoCold, &["冷库", "怕冷", "低温", "no_cold"]),
        (Limit::NoHeavy, &["重活", "重体力", "搬重", "重物", "no_heavy"]),
        (Limit::NoDust, &["粉尘", "灰尘", "no_dust"]),
        (Limit::NoNoise, &["噪声", "噪音", "no_noise"]),
    ];
    let form = word(text);
    WORDS
        .iter()
        .filter(|(_, words)| words.iter().any(|words| form.contains(words)))
        .map(|(limit, _)| *limit)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledgers_say_where_people_stand_in_many_words() {
        for (words, expected) in [
            ("省外务工", WorkerStatus::Away),
            ("县内就近就业", WorkerStatus::Near),
            ("待业有意愿", WorkerStatus::Seeking),
            ("待业（无意愿）", WorkerStatus::Idle),
            ("在校生", WorkerStatus::Student),
            ("死亡", WorkerStatus::Dead),
            ("未务工", WorkerStatus::Seeking),
        ] {
            assert_eq!(status(words), Ok(expected), "{words}");
        }
        assert_eq!(status("？").unwrap_err().key, "import-problem-status");
    }

    #[test]
    fn a_diagnosis_is_not_kept_but_what_it_means_for_work_is() {
        assert_eq!(limits("患有大病"), vec![]);
        assert_eq!(
            limits("腰不好，不能久站、不能上夜班"),
            vec![Limit::NoStanding, Limit::NoNight]
        );
    }

    #[test]
    fn wishes_may_be_several() {
        assert_eq!(
            want_kinds("就近或帮扶车间"),
            Ok(vec![WantKind::Near, WantKind::Workshop])
        );
        assert_eq!(want_kinds("暂不外出"), Ok(vec![WantKind::None]));
    }
}
