//! The closed lists of keys that profiles are written in. An unknown key is refused by serde, never ignored.

use serde::{Deserialize, Serialize};

/// Sex as derived from the identity number. Taken in because the exchange format carries it; no rule reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男
    #[serde(alias = "男")]
    Male,
    /// 女
    #[serde(alias = "女")]
    Female,
}

/// Schooling finished, in ascending order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Education {
    /// 文盲或半文盲
    None,
    /// 小学
    #[serde(alias = "小学")]
    Primary,
    /// 初中
    #[serde(alias = "初中")]
    Junior,
    /// 高中, 中专, 技校
    #[serde(alias = "高中")]
    Senior,
    /// 大专
    #[serde(alias = "大专")]
    College,
    /// 本科及以上
    #[serde(alias = "本科")]
    Bachelor,
}

impl Education {
    /// The key as written in JSON and in the messages.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Primary => "primary",
            Self::Junior => "junior",
            Self::Senior => "senior",
            Self::College => "college",
            Self::Bachelor => "bachelor",
        }
    }
}

/// Level of a vocational skill certificate (国家职业资格/技能等级), ascending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkillLevel {
    /// No level.
    #[default]
    None,
    /// 初级工 (five)
    Elementary,
    /// 中级工 (four)
    Intermediate,
    /// 高级工 (three)
    Advanced,
    /// 技师 (two)
    Technician,
    /// 高级技师 (one)
    SeniorTechnician,
}

/// What the worker or his body says no to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Cannot stand all day.
    NoStanding,
    /// No night work.
    NoNight,
    /// No work at height.
    NoHeight,
    /// No cold store, cold water or frost.
    NoCold,
    /// No heavy lifting.
    NoHeavy,
    /// No dust.
    NoDust,
    /// No loud noise.
    NoNoise,
    /// Will not leave the home province.
    NoOutOfProvince,
    /// Will not leave the home county.
    NoOutOfCounty,
}

/// What the post demands of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// Standing all day.
    Standing,
    /// Night work.
    Night,
    /// Work at height.
    Height,
    /// Cold store, cold water or frost.
    Cold,
    /// Heavy lifting.
    Heavy,
    /// Dust.
    Dust,
    /// Loud noise.
    Noise,
}

impl Demand {
    /// The key as written in JSON and in the messages.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::Night => "night",
            Self::Height => "height",
            Self::Cold => "cold",
            Self::Heavy => "heavy",
            Self::Dust => "dust",
            Self::Noise => "noise",
        }
    }
}

/// The kind of work that a worker is ready for (就业意向).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 外出务工
    Away,
    /// 就近就业
    Near,
    /// 帮扶车间
    Workshop,
    /// 公益性岗位
    Welfare,
    /// 创业
    Business,
    /// 暂不
    None,
}

impl Kind {
    /// Work that is by its nature in the home county.
    #[must_use]
    pub const fn is_near(self) -> bool {
        matches!(self, Self::Near | Self::Workshop | Self::Welfare)
    }
}

/// How the employer gives bed or food.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provision {
    /// 自理: nothing.
    #[default]
    None,
    /// 包: given free.
    Provided,
    /// 补贴: money towards it.
    Subsidy,
}

/// Shift of the post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// 白班
    #[default]
    Day,
    /// 两班倒: day and night by turns.
    Two,
    /// 三班倒
    Three,
    /// 弹性
    Flexible,
    /// 夜班
    Night,
}

impl Shift {
    /// Whether the shift has nights. 两班倒 in factories is day and night by turns, so it counts.
    #[must_use]
    pub const fn has_nights(self) -> bool {
        matches!(self, Self::Two | Self::Three | Self::Night)
    }
}

/// Form of pay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayForm {
    /// 月薪
    #[default]
    Month,
    /// 日结
    Day,
    /// 计时
    Hour,
    /// 计件
    Piece,
}

/// Which side the list is made for. The rules are the same; only private wishes lose their points for a post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 因人找岗: jobs for this person.
    #[default]
    JobsForPerson,
    /// 因岗找人: people for this post.
    PeopleForPost,
}
