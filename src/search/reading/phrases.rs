//! Words for conditions: what people write instead of ticking a box.

/// A condition that is said in so many words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Said {
    /// A bed.
    Lodging,
    /// Food.
    Meals,
    /// A bed and food.
    LodgingAndMeals,
    /// Work by day.
    DayShift,
    /// No work by night.
    NoNight,
    /// A room for couples.
    CoupleRoom,
    /// Halal food.
    Halal,
    /// Every age is taken.
    AnyAge,
}

impl Said {
    /// Key of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lodging => "lodging",
            Self::Meals => "meals",
            Self::LodgingAndMeals => "lodging-and-meals",
            Self::DayShift => "day-shift",
            Self::NoNight => "no-night",
            Self::CoupleRoom => "couple-room",
            Self::Halal => "halal",
            Self::AnyAge => "any-age",
        }
    }
}

/// What is written for each, as people and adverts write it.
static WORDS: &[(Said, &[&str])] = &[
    (
        Said::LodgingAndMeals,
        &[
            "包吃住",
            "包吃包住",
            "管吃住",
            "管吃管住",
            "包食宿",
            "提供食宿",
            "吃住全包",
            "供吃住",
            "有吃有住",
            "包住包吃",
            "管住管吃",
            "吃住免费",
            "免费吃住",
            "包吃住宿",
        ],
    ),
    (
        Said::Lodging,
        &[
            "包住宿",
            "提供住宿",
            "包住",
            "管住",
            "有宿舍",
            "提供宿舍",
            "有住处",
            "免费住宿",
            "能住宿",
            "有地方住",
        ],
    ),
    (
        Said::Meals,
        &[
            "包吃饭",
            "包吃",
            "管吃",
            "管饭",
            "包饭",
            "包餐",
            "包三餐",
            "提供工作餐",
            "免费吃饭",
            "管三顿饭",
        ],
    ),
    (
        Said::NoNight,
        &[
            "不上夜班",
            "不要夜班",
            "没有夜班",
            "没夜班",
            "无夜班",
            "不熬夜",
            "不用上夜班",
            "不用熬夜",
            "不倒班",
            "不要倒班",
            "不用倒班",
            "不上晚班",
            "没有晚班",
        ],
    ),
    (
        Said::DayShift,
        &["长白班", "常白班", "只上白班", "白班", "正常班", "上白班"],
    ),
    (
        Said::CoupleRoom,
        &["夫妻房", "夫妻间", "夫妻工", "夫妻档", "夫妻", "两口子", "夫妻宿舍"],
    ),
    (
        Said::Halal,
        &["清真餐", "清真食堂", "清真饭", "清真", "回民餐", "回民食堂", "回民灶"],
    ),
    (
        Said::AnyAge,
        &["不限年龄", "年龄不限", "没有年龄限制", "不看年龄", "无年龄要求"],
    ),
];

/// Letters that turn what follows into its contrary: `不包住` asks for no bed, and is left to the words.
const DENIALS: [char; 3] = ['不', '没', '无'];

/// The longest condition that begins at `at`, and where it ends.
pub(super) fn at(text: &[char], at: usize) -> Option<(Said, usize)> {
    let denied = at > 0 && DENIALS.contains(&text[at - 1]);
    let mut best: Option<(Said, usize)> = None;
    for (said, words) in WORDS {
        for word in *words {
            let length = word.chars().count();
            let longer = best.is_none_or(|(_, until)| at + length > until);
            if longer && begins(&text[at..], word) {
                best = Some((*said, at + length));
            }
        }
    }
    best.filter(|_| !denied)
}

/// Whether `text` begins with `word`.
pub(super) fn begins(text: &[char], word: &str) -> bool {
    let mut length = 0;
    for (place, letter) in word.chars().enumerate() {
        if text.get(place) != Some(&letter) {
            return false;
        }
        length += 1;
    }
    length > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(Said, usize)> {
        at(&text.chars().collect::<Vec<_>>(), 0)
    }

    #[test]
    fn the_longest_words_are_taken() {
        assert_eq!(first("包吃住的"), Some((Said::LodgingAndMeals, 3)));
        assert_eq!(first("包吃"), Some((Said::Meals, 2)));
        assert_eq!(first("包住宿"), Some((Said::Lodging, 3)));
        assert_eq!(first("不上夜班"), Some((Said::NoNight, 4)));
        assert_eq!(first("包工头"), None);
    }

    #[test]
    fn what_is_denied_is_no_condition() {
        let text: Vec<char> = "不包住".chars().collect();
        assert_eq!(at(&text, 1), None);
    }
}
