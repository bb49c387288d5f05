//! Words of fixed lists: yes and no, sex, education, shift, household.

use super::{CellProblem, word};

/// First entry of a list whose words fit; `whole` words must be all of the cell, the others may be inside.
pub(super) fn find(form: &str, list: &[(&'static str, &[&str])]) -> Option<&'static str> {
    let fits = |test: &dyn Fn(&str) -> bool| {
        list.iter()
            .find(|(_, words)| words.iter().any(|word| test(word)))
            .map(|(key, _)| *key)
    };
    fits(&|word| form == word).or_else(|| fits(&|word| !word.is_ascii() && form.contains(word)))
}

/// Yes or no.
///
/// # Errors
/// `import-problem-yes-no`.
pub fn yes_no(text: &str) -> Result<bool, CellProblem> {
    match word(text).as_str() {
        "是" | "有" | "y" | "yes" | "1" | "true" | "t" | "包" | "√" | "✓" | "✔" | "对" | "能"
        | "会" | "可以" | "愿意" | "需要" | "要" | "提供" | "已" => Ok(true),
        "否" | "无" | "没有" | "n" | "no" | "0" | "false" | "f" | "不包" | "×" | "✗" | "x"
        | "不" | "不是" | "不能" | "不会" | "不可以" | "不愿意" | "不需要" | "不要" | "不提供"
        | "未" => Ok(false),
        _ => Err(CellProblem::new("import-problem-yes-no", text)),
    }
}

/// Sex as `male` or `female`. Only ever compared with what the identity number says.
///
/// # Errors
/// `import-problem-sex`.
pub fn sex(text: &str) -> Result<&'static str, CellProblem> {
    match word(text).as_str() {
        "男" | "男性" | "m" | "male" | "1" => Ok("male"),
        "女" | "女性" | "f" | "female" | "2" => Ok("female"),
        _ => Err(CellProblem::new("import-problem-sex", text)),
    }
}

/// Order matters where one word is inside another: 大学专科 is college, 大学本科 bachelor; 高中 stands before 初中
/// because 初高中 means that either will do and the list wants the one really asked, hence its own first entry.
const EDUCATION: &[(&str, &[&str])] = &[
    ("junior", &["初高中", "初中", "初级中学", "junior"]),
    (
        "none",
        &[
            "文盲",
            "半文盲",
            "不识字",
            "不限",
            "学历不限",
            "无要求",
            "无",
            "none",
            "未上学",
            "学前",
        ],
    ),
    ("primary", &["小学", "primary"]),
    (
        "senior",
        &[
            "高中",
            "中专",
            "中技",
            "技校",
            "职高",
            "职中",
            "中等专业",
            "技工学校",
            "senior",
        ],
    ),
    ("college", &["大专", "专科", "高职", "高专", "college"]),
    (
        "bachelor",
        &[
            "本科",
            "学士",
            "硕士",
            "博士",
            "研究生",
            "大学",
            "bachelor",
            "master",
            "doctor",
        ],
    ),
];

/// Education as `none|primary|junior|senior|college|bachelor`. "及以上", "及以下" and "毕业" make no difference,
/// a list such as 高中/中专 is taken at its lowest step.
///
/// # Errors
/// `import-problem-education`.
pub fn education(text: &str) -> Result<&'static str, CellProblem> {
    find(&word(text), EDUCATION).ok_or_else(|| CellProblem::new("import-problem-education", text))
}

const SHIFT: &[(&str, &[&str])] = &[
    (
        "two",
        &[
            "two",
            "两班",
            "二班",
            "两倒",
            "2班",
            "白夜",
            "12小时倒",
            "大小班",
        ],
    ),
    ("three", &["three", "三班", "3班", "四班", "三倒"]),
    ("night", &["night", "夜班", "晚班", "大夜"]),
    (
        "flexible",
        &[
            "flexible",
            "弹性",
            "灵活",
            "不定时",
            "自由",
            "综合工时",
            "排班",
            "轮班",
        ],
    ),
    (
        "day",
        &[
            "day",
            "白班",
            "常白",
            "长白",
            "日班",
            "早班",
            "正常班",
            "单班",
            "一班",
        ],
    ),
];

/// Shift as `day|two|three|flexible|night`; "无夜班" is a day shift.
///
/// # Errors
/// `import-problem-shift`.
pub fn shift(text: &str) -> Result<&'static str, CellProblem> {
    let form = word(text);
    let no_night = [
        "无夜班",
        "不上夜班",
        "没有夜班",
        "无需夜班",
        "不倒班",
        "不用上夜班",
    ];
    if no_night.iter().any(|words| form.contains(words)) {
        return Ok("day");
    }
    find(&form, SHIFT).ok_or_else(|| CellProblem::new("import-problem-shift", text))
}

/// What a household column says: the base type and how the household is monitored. The two are stored apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Household {
    /// `lifted` (脱贫户, before 2021 建档立卡贫困户) or `ordinary` (一般农户); nothing if the word leaves it open.
    pub base: Option<&'static str>,
    /// `unstable` (脱贫不稳定户), `marginal` (边缘易致贫户) or `sudden` (突发严重困难户).
    pub monitor: Option<&'static str>,
}

/// Household words. 脱贫不稳定户 is a 脱贫户 by definition; the other two monitored kinds say nothing of the base.
///
/// # Errors
/// `import-problem-household`.
pub fn household(text: &str) -> Result<Household, CellProblem> {
    const MONITOR: &[(&str, &[&str])] = &[
        ("unstable", &["不稳定", "unstable"]),
        ("marginal", &["边缘", "marginal"]),
        ("sudden", &["突发", "严重困难", "sudden"]),
    ];
    const BASE: &[(&str, &[&str])] = &[
        (
            "ordinary",
            &[
                "一般农户",
                "普通农户",
                "一般户",
                "非贫困户",
                "非脱贫户",
                "非建档立卡",
                "ordinary",
            ],
        ),
        (
            "lifted",
            &["脱贫", "建档立卡", "贫困户", "已脱贫", "lifted"],
        ),
    ];
    let form = word(text);
    let monitor = find(&form, MONITOR);
    let base = find(&form, BASE);
    if monitor.is_none() && base.is_none() && !matches!(form.as_str(), "无" | "否" | "none") {
        return Err(CellProblem::new("import-problem-household", text));
    }
    Ok(Household { base, monitor })
}
