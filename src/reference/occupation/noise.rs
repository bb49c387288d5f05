//! Taking the salesmanship out of the title of an advert.

/// Words of adverts that say nothing about the work; longer ones before those that they contain.
const NOISE: &[&str] = &[
    "高薪急聘",
    "高薪诚聘",
    "急聘",
    "急招",
    "诚聘",
    "诚招",
    "直招",
    "招募",
    "高薪",
    "高工资",
    "高工价",
    "包吃包住",
    "包食宿",
    "包吃住",
    "管吃住",
    "管吃管住",
    "包吃",
    "包住",
    "包餐",
    "食宿",
    "吃住",
    "五险一金",
    "六险一金",
    "五险",
    "社保",
    "双休",
    "周末",
    "单休",
    "大小周",
    "长白班",
    "白班",
    "夜班",
    "两班倒",
    "长期",
    "短期",
    "日结",
    "周结",
    "月结",
    "无经验",
    "零经验",
    "接受小白",
    "可小白",
    "小白",
    "应届生",
    "实习生",
    "年终奖",
    "全勤奖",
    "全勤",
    "奖金",
    "提成",
    "底薪",
    "综合薪资",
    "薪资",
    "月薪",
    "年薪",
    "工资",
    "待遇",
    "加班费",
    "不加班",
    "加班",
    "早九晚六",
    "朝九晚五",
    "五天八小时",
    "轻松",
    "稳定",
    "可学习",
    "提供住宿",
    "可预支",
    "预支",
    "上市公司",
    "急需",
    "名额有限",
    "资深",
    "高级",
    "初级",
    "中级",
    "兼职",
    "全职",
    "包教包会",
    "包培训",
    "带薪",
    "附近",
    "直聘",
    "若干",
    "熟手",
    "生手",
    "熟练工",
    "熟练",
];

/// Ranks and stages that any line of work has; what stands beside them is the work.
const RANKS: &[&str] = &[
    "学徒工",
    "学徒",
    "师傅",
    "助理",
    "专员",
    "经理",
    "主管",
    "总监",
    "组长",
    "领班",
    "店长",
    "部长",
    "主任",
    "负责人",
    "徒工",
    "中工",
    "大师傅",
    "阿姨",
    "大姐",
    "人员",
    "员工",
    "技师",
    "骨干",
    "储备",
    "实习",
    "岗位",
    "岗",
    "干部",
];

/// What follows 招聘 when recruiting is itself the job (招聘专员), not an invitation.
const RECRUITERS: &[&str] = &[
    "专员", "经理", "主管", "助理", "顾问", "师", "总监", "专家", "网", "实习", "岗", "主播",
    "运营",
];

/// A title ready to be compared: what it offers, and the asides in its brackets.
#[derive(Debug, Default)]
pub(super) struct Title {
    /// The offer itself, in pieces between punctuation.
    pub pieces: Vec<String>,
    /// What stood in brackets: often a detail of the work, often not.
    pub asides: Vec<String>,
}

/// Lower-case half-width letters, digits and Chinese characters; anything else becomes a space.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        // Full-width ASCII stands 0xFEE0 above its plain twin.
        let plain = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        };
        if plain.is_alphanumeric() {
            folded.extend(plain.to_lowercase());
        } else {
            folded.push(' ');
        }
    }
    folded
}

/// The text without its ranks ("美容师助理" is work of a 美容师); the text itself when nothing else is in it.
pub(super) fn without_rank(text: &str) -> String {
    let mut rest = text.to_owned();
    for rank in RANKS {
        let shorter = rest.replace(rank, "");
        if shorter.chars().nth(1).is_some() {
            rest = shorter;
        }
    }
    rest
}

/// Whether `text` names a rank and no work.
pub(super) fn is_rank(text: &str) -> bool {
    RANKS.contains(&text)
}

/// Takes a title apart. Falls back to the whole text when nothing but noise is in it.
pub(super) fn read(title: &str) -> Title {
    let mut read = Title::default();
    let (outside, inside) = split_brackets(title);
    read.pieces = pieces(&strip(after_invitation(&fold(&outside))));
    read.asides = pieces(&strip(&fold(&inside)));
    if read.pieces.is_empty() {
        read.pieces = std::mem::take(&mut read.asides);
    }
    if read.pieces.is_empty() {
        read.pieces = pieces(&fold(title));
    }
    read
}

fn split_brackets(title: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for c in title.chars() {
        match c {
            '(' | '（' | '【' | '[' | '〔' => depth += 1,
            ')' | '）' | '】' | ']' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {
                inside.push(c);
                continue;
            }
            _ => {
                outside.push(c);
                continue;
            }
        }
        outside.push(' ');
        inside.push(' ');
    }
    (outside, inside)
}

/// "某某公司招聘焊工" offers what follows the invitation; "招聘专员" is the offer.
fn after_invitation(text: &str) -> &str {
    match text.rsplit_once("招聘") {
        Some((_, offer))
            if offer.trim().chars().count() >= 2
                && !RECRUITERS.iter().any(|word| offer.starts_with(word)) =>
        {
            offer
        }
        _ => text,
    }
}

fn strip(text: &str) -> String {
    let mut rest = text.to_owned();
    for word in NOISE {
        if rest.contains(word) {
            let shorter = rest.replace(word, " ");
            // "高薪" alone as a title is still all there is to go by, and 日结工 is more than 工.
            if shorter.trim().chars().nth(1).is_some() {
                rest = shorter;
            }
        }
    }
    rest
}

/// The pieces between spaces, without those that are only numbers, pay or money signs.
fn pieces(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|piece| {
            piece
                .trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '元' | '薪' | '万'))
                .to_owned()
        })
        .filter(|piece| piece.chars().any(|c| !c.is_ascii_digit()))
        .filter(|piece| !matches!(piece.as_str(), "k" | "w" | "天" | "月" | "小时" | "h"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_advert_is_reduced_to_its_offer() {
        assert_eq!(read("高薪急聘叉车司机包吃住").pieces, ["叉车司机"]);
        assert_eq!(read("月嫂（住家）8000元").pieces, ["月嫂"]);
        assert_eq!(read("月嫂（住家）").asides, ["住家"]);
        assert_eq!(read("某某机械招聘氩弧焊工").pieces, ["氩弧焊工"]);
        assert_eq!(read("招聘专员").pieces, ["招聘专员"]);
        assert_eq!(read("ＣＮＣ操机／数控").pieces, ["cnc操机", "数控"]);
        assert_eq!(read("【急招】").pieces, ["急招"]);
    }
}
