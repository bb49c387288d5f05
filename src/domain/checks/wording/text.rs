//! The letters of an advert, each with its place in the original.

use crate::domain::checks::typed::fold_width;

/// One letter after folding, with the bytes it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// Simplified, half-width, lower case; or one of the separators `、`, `,`, `;`, `-`.
    pub(super) c: char,
    /// First byte in the original text.
    pub(super) start: usize,
    /// First byte behind it in the original text.
    pub(super) end: usize,
}

/// Traditional characters that occur in the phrases of the rules. A full conversion would need a dictionary and would
/// find nothing more.
const TRADITIONAL: &[(char, char)] = &[
    ('僅', '仅'),
    ('優', '优'),
    ('齡', '龄'),
    ('歲', '岁'),
    ('證', '证'),
    ('費', '费'),
    ('報', '报'),
    ('訓', '训'),
    ('貸', '贷'),
    ('體', '体'),
    ('檢', '检'),
    ('須', '须'),
    ('無', '无'),
    ('戶', '户'),
    ('東', '东'),
    ('漢', '汉'),
    ('殘', '残'),
    ('傳', '传'),
    ('帶', '带'),
    ('攜', '携'),
    ('錢', '钱'),
    ('繳', '缴'),
    ('納', '纳'),
    ('壓', '压'),
    ('過', '过'),
    ('萬', '万'),
    ('滿', '满'),
    ('結', '结'),
    ('發', '发'),
    ('資', '资'),
    ('離', '离'),
    ('職', '职'),
    ('擾', '扰'),
    ('謝', '谢'),
    ('絕', '绝'),
    ('員', '员'),
    ('師', '师'),
    ('裝', '装'),
    ('車', '车'),
    ('門', '门'),
    ('檻', '槛'),
    ('錄', '录'),
    ('徵', '征'),
    ('網', '网'),
    ('紋', '纹'),
    ('個', '个'),
    ('間', '间'),
    ('試', '试'),
    ('學', '学'),
    ('實', '实'),
    ('習', '习'),
    ('護', '护'),
    ('廠', '厂'),
    ('聯', '联'),
    ('係', '系'),
    ('懷', '怀'),
    ('產', '产'),
    ('産', '产'),
    ('維', '维'),
    ('爾', '尔'),
    ('蘭', '兰'),
    ('請', '请'),
    ('為', '为'),
    ('歷', '历'),
    ('麵', '面'),
    ('談', '谈'),
    ('議', '议'),
    ('輕', '轻'),
    ('鬆', '松'),
    ('賺', '赚'),
    ('單', '单'),
    ('隻', '只'),
    ('祇', '只'),
    ('収', '收'),
    ('務', '务'),
    ('與', '与'),
    ('條', '条'),
    ('數', '数'),
    ('聾', '聋'),
    ('啞', '哑'),
    ('陽', '阳'),
    ('術', '术'),
    ('業', '业'),
    ('養', '养'),
    ('國', '国'),
    ('內', '内'),
    ('險', '险'),
    ('號', '号'),
    ('經', '经'),
    ('驗', '验'),
    ('時', '时'),
    ('歡', '欢'),
    ('負', '负'),
    ('責', '责'),
    ('傷', '伤'),
    ('禮', '礼'),
    ('氣', '气'),
    ('質', '质'),
    ('長', '长'),
    ('額', '额'),
    ('應', '应'),
];

/// The letters of `text`: noise dropped, separators unified, places kept.
pub(super) fn letters(text: &str) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(text.len() / 2);
    // Noise is dropped, except between digits: `18 - 45` must not become 1845.
    let mut noise: Option<(usize, usize)> = None;
    for (start, original) in text.char_indices() {
        let end = start + original.len_utf8();
        let Some(c) = fold(original) else {
            noise = Some((noise.map_or(start, |n| n.0), end));
            continue;
        };
        if let Some((from, to)) = noise.take()
            && c.is_ascii_digit()
            && out.last().is_some_and(|last| last.c.is_ascii_digit())
        {
            out.push(Letter {
                c: '-',
                start: from,
                end: to,
            });
        }
        out.push(Letter { c, start, end });
    }
    out
}

/// The text as the rules see it. Idempotent.
#[must_use]
pub fn normalise(text: &str) -> String {
    letters(text).into_iter().map(|letter| letter.c).collect()
}

/// The letter to compare, or `None` for noise.
fn fold(c: char) -> Option<char> {
    let c = fold_width(c);
    match c {
        // Ends of sentences; and numbered points begin a new one: ① to ⓿, ❶ to ➓, ㈠ to ㈩, ⒈ to ⒛.
        '。'
        | '；'
        | '！'
        | '？'
        | '\n'
        | '\r'
        | ';'
        | '!'
        | '?'
        | '\u{2460}'..='\u{24FF}'
        | '\u{2776}'..='\u{2793}'
        | '\u{3220}'..='\u{3229}' => Some(';'),
        ',' | '﹐' => Some(','),
        '、' | '､' => Some('、'),
        c if c.is_ascii() => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        c if c.is_alphanumeric() => Some(simplified(c)),
        _ => None,
    }
}

fn simplified(c: char) -> char {
    TRADITIONAL
        .iter()
        .find(|(from, _)| *from == c)
        .map_or(c, |(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_between_characters_goes_and_numbers_stay_apart() {
        for (typed, seen) in [
            ("限 男", "限男"),
            ("限·男", "限男"),
            ("押💰金", "押金"),
            ("【僅限男士】", "仅限男士"),
            ("18 - 45 歲", "18-45岁"),
            ("１８～４５岁", "18-45岁"),
            ("ＨＩＶ", "hiv"),
            ("①包吃；②包住。", ";包吃;;包住;"),
        ] {
            assert_eq!(normalise(typed), seen, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn normalise_is_idempotent_and_places_are_boundaries(text in any::<String>(), near in "[僅限男1-9 ·、，。①-]{0,12}") {
            for typed in [&text, &near] {
                prop_assert_eq!(normalise(&normalise(typed)), normalise(typed));
                let mut before = 0;
                for letter in letters(typed) {
                    prop_assert!(before <= letter.start && letter.start < letter.end);
                    prop_assert!(typed.get(letter.start..letter.end).is_some());
                    before = letter.end;
                }
            }
        }
    }
}
