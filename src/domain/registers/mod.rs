//! The registers (台账) that a county keeps and files: thirteen that are filed, and the sheet that is typed again
//! into the national system, over the same records that the figures count.
//!
//! A register is an ordered list of records and a row of values for each of them. The screen shows a page of the list, paper a longer one,
//! and a file all of it, piece by piece, so that memory does not grow with the register.
//! Reading order: [`Register`] (which there are), [`columns`] (what stands in them), [`rows`] (where it comes from), [`file`] (how it goes
//! out), [`consent`] (full numbers, for which two people are needed), [`layout`] (chosen columns that are kept).

pub mod columns;
pub mod consent;
pub mod file;
pub mod layout;
mod people;
pub mod rows;
mod source;
pub mod value;

pub use columns::{Column, Shape};
pub use rows::{Row, Wanted, page};
pub use value::{Value, Words};

use crate::domain::access::Action;

/// A register, in the order of the monthly pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Register {
    /// 劳动力资源台账.
    Labour,
    /// 有意愿未就业清单.
    Wanting,
    /// 岗位台账.
    Posts,
    /// 外出务工台账.
    Away,
    /// 招聘会统计表.
    Fairs,
    /// 点对点花名册.
    Rides,
    /// 稳岗回访台账.
    Calls,
    /// 帮扶车间用工台账.
    Wages,
    /// 培训花名册.
    Trainings,
    /// 补贴申领汇总.
    Subsidies,
    /// 维权台账.
    Cases,
    /// 任务完成进度表.
    Progress,
    /// 数据质量问题清单.
    Quality,
    /// 国家系统录入表: what is typed again into the national system, in its columns.
    National,
}

/// Which days a register speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// As it is today.
    Today,
    /// What happened in the period, or was so in it.
    Period,
}

impl Register {
    /// Every register.
    pub const ALL: &'static [Self] = &[
        Self::Labour,
        Self::Wanting,
        Self::Posts,
        Self::Away,
        Self::Fairs,
        Self::Rides,
        Self::Calls,
        Self::Wages,
        Self::Trainings,
        Self::Subsidies,
        Self::Cases,
        Self::Progress,
        Self::Quality,
        Self::National,
    ];

    /// Its name in addresses, and the end of the keys of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Labour => "labour",
            Self::Wanting => "wanting",
            Self::Posts => "posts",
            Self::Away => "away",
            Self::Fairs => "fairs",
            Self::Rides => "rides",
            Self::Calls => "calls",
            Self::Wages => "wages",
            Self::Trainings => "trainings",
            Self::Subsidies => "subsidies",
            Self::Cases => "cases",
            Self::Progress => "progress",
            Self::Quality => "quality",
            Self::National => "national",
        }
    }

    /// The register of a name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|register| register.key() == key)
    }

    /// What one must be allowed to read.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Labour | Self::Wanting => Action::ReadWorkers,
            Self::Posts => Action::ReadVacancies,
            Self::Away => Action::ReadPlacements,
            Self::Fairs => Action::ReadFairs,
            Self::Rides => Action::ReadBatches,
            Self::Calls => Action::ReadFollowUps,
            Self::Wages => Action::ReadWorkshops,
            Self::Trainings => Action::ReadTrainings,
            Self::Subsidies | Self::National => Action::ReadSubsidies,
            Self::Cases => Action::ReadCases,
            Self::Progress => Action::ReadPlans,
            Self::Quality => Action::ReadFigures,
        }
    }

    /// Which days it speaks of.
    #[must_use]
    pub const fn days(self) -> Days {
        match self {
            Self::Labour | Self::Wanting | Self::Quality => Days::Today,
            Self::Posts
            | Self::Away
            | Self::Fairs
            | Self::Rides
            | Self::Calls
            | Self::Wages
            | Self::Trainings
            | Self::Subsidies
            | Self::Cases
            | Self::Progress
            | Self::National => Days::Period,
        }
    }

    /// Whether it has columns with identity numbers or phones.
    #[must_use]
    pub fn has_numbers(self) -> bool {
        self.columns().iter().any(|column| column.shape == Shape::Secret)
    }
}
