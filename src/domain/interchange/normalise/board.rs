//! Bed and food. Adverts write both in one cell ("包吃不包住", "食宿自理") or in a column each.

use super::words::find;
use super::{CellProblem, word};

/// "不包" must be met before "包", hence the order; "免费" and "提供" say provided.
const LODGING: &[(&str, &[&str])] = &[
    (
        "none",
        &[
            "none",
            "不包",
            "不提供",
            "自理",
            "自行解决",
            "自己解决",
            "没有",
            "无",
            "否",
            "不含",
            "n",
            "no",
            "0",
            "false",
        ],
    ),
    (
        "subsidy",
        &[
            "subsidy",
            "补贴",
            "补助",
            "餐补",
            "饭补",
            "房补",
            "住补",
            "租房补",
        ],
    ),
    (
        "provided",
        &[
            "provided",
            "包",
            "提供",
            "免费",
            "管",
            "有",
            "是",
            "宿舍",
            "工作餐",
            "食堂",
            "y",
            "yes",
            "1",
            "true",
        ],
    ),
];

/// Lodging as `none|provided|subsidy`. "包吃住" counts, "包吃不包住" and "包吃" alone do not.
///
/// # Errors
/// `import-problem-lodging`.
pub fn lodging(text: &str) -> Result<&'static str, CellProblem> {
    board(text, '住', '吃').ok_or_else(|| CellProblem::new("import-problem-lodging", text))
}

/// Meals as `none|provided|subsidy`. "包吃住" counts, "包住" alone does not.
///
/// # Errors
/// `import-problem-meals`.
pub fn meals(text: &str) -> Result<&'static str, CellProblem> {
    board(text, '吃', '住').ok_or_else(|| CellProblem::new("import-problem-meals", text))
}

/// `own` is the half that is asked for, `other` the half that may stand in the same cell (食宿 columns).
fn board(text: &str, own: char, other: char) -> Option<&'static str> {
    let form: String = word(text)
        .chars()
        .map(|letter| match letter {
            '食' | '餐' | '饭' => '吃',
            '宿' => '住',
            other => other,
        })
        .collect();
    // 包吃住, 食宿自理: one word for both halves.
    if form.contains("吃住") || form.contains("住吃") {
        return find_board(&form);
    }
    let parts = split_before_verbs(&form);
    let named: Vec<&String> = parts.iter().filter(|part| part.contains(own)).collect();
    if let Some(part) = named.first() {
        return find_board(part);
    }
    if form.contains(other) {
        return Some("none");
    }
    find_board(&form)
}

/// 工作餐 and the like were folded to 吃 before, so the words are folded the same way here.
fn find_board(form: &str) -> Option<&'static str> {
    const FOLDED: &[(&str, &[&str])] = &[
        ("subsidy", &["吃补", "住补"]),
        ("provided", &["工作吃", "住舍", "吃堂"]),
    ];
    find(form, LODGING).or_else(|| find(form, FOLDED))
}

/// 包吃不包住 → 包吃, 不包住; 包住、餐补 → 包住, 餐补.
fn split_before_verbs(form: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let letters: Vec<char> = form.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let after_no = at > 0 && letters[at - 1] == '不';
        let begins = match letter {
            '不' => true,
            '包' | '管' | '提' => !after_no,
            _ => false,
        };
        if begins || "、,;/ 。+".contains(*letter) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(*letter);
        }
    }
    parts
}
