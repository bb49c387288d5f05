//! What a figure is.

use sea_orm::sea_query::SelectStatement;
use serde::Serialize;

use super::asked::Asked;

/// What a figure counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Different people (人).
    People,
    /// Times that somebody did something (人次).
    Times,
    /// Parts of a hundred.
    Percent,
    /// Things that are counted one by one (个, 项).
    Items,
    /// Meetings and visits (次).
    Occasions,
    /// Households (户).
    Households,
    /// Sessions of trainings (期).
    Sessions,
    /// Animals (头).
    Heads,
    /// Vehicles (辆).
    Vehicles,
    /// Townships (个乡镇).
    Townships,
    /// Whole yuan (元).
    Yuan,
    /// Transfers to the employers (批).
    Batches,
}

impl Unit {
    /// Its key in the locale files, after `unit-`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Unit::People => "people",
            Unit::Times => "times",
            Unit::Percent => "percent",
            Unit::Items => "items",
            Unit::Occasions => "occasions",
            Unit::Households => "households",
            Unit::Sessions => "sessions",
            Unit::Heads => "heads",
            Unit::Vehicles => "vehicles",
            Unit::Townships => "townships",
            Unit::Yuan => "yuan",
            Unit::Batches => "batches",
        }
    }
}

/// What stands in the list: tells where a line leads and what is its proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// Placements of people, proved by the evidence of the placement.
    Placement,
    /// Rows of the plain ledgers, proved by the file of the row.
    Ledger,
    /// Records of people.
    Worker,
    /// Posts that people asked for, were introduced to or wanted at a fair, proved by that record.
    Wish,
    /// Job fairs, their booths and posts, proved by their papers and statistics.
    Fair,
    /// People at job fairs, proved by the entry at the door or the wish at the booth.
    Visitor,
    /// Trainings and the seats in them, proved by rolls, certificates and papers.
    Training,
    /// Transfers to the employers or their vehicles, proved by the lists that the employers signed.
    Batch,
    /// People of transfers, proved by the list that the employer signed.
    Passenger,
    /// Workshops, proved by the papers of the record.
    Workshop,
    /// Subsidy claims, proved by their papers and steps.
    Claim,
}

impl About {
    /// Its key in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            About::Placement => "placement",
            About::Ledger => "ledger",
            About::Worker => "worker",
            About::Wish => "wish",
            About::Fair => "fair",
            About::Visitor => "visitor",
            About::Training => "training",
            About::Batch => "batch",
            About::Passenger => "passenger",
            About::Workshop => "workshop",
            About::Claim => "claim",
        }
    }
}

/// What counts only once (the dedupe key).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Once {
    /// A person, however many records: 人, not 人次. The first record stands in the list.
    Person,
    /// A record; the number is how many there are.
    Row,
    /// A place; the number is how many different ones there are.
    Place,
    /// A record; the number is the sum of its amounts.
    Sum,
}

impl Once {
    /// Its key in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Once::Person => "person",
            Once::Row => "row",
            Once::Place => "place",
            Once::Sum => "sum",
        }
    }
}

/// Which days count (the window).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// What happened in the period.
    Within,
    /// What happened up to the end of the period, since the records begin.
    UpTo,
    /// What was so on the last day of the period.
    OnLastDay,
}

impl Window {
    /// Its key in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Window::Within => "within",
            Window::UpTo => "up-to",
            Window::OnLastDay => "on-last-day",
        }
    }
}

/// A figure that is a list.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    /// What stands in the list.
    pub about: About,
    /// What counts only once.
    pub once: Once,
    /// Which days count.
    pub window: Window,
    /// The records that count, with the columns of [`super::facts`].
    pub facts: fn(&Asked) -> SelectStatement,
}

/// How a figure comes about.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// From a list.
    List(Listed),
    /// So many of a hundred: two other figures, rounded down; nothing where there is nothing to divide by.
    Share {
        /// Code of the part.
        part: &'static str,
        /// Code of the whole.
        whole: &'static str,
    },
}

/// Where a figure stands in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Sent to the partner in the east.
    Transfer,
    /// From the wish to lasting work.
    Funnel,
    /// Stayed in work, came back.
    Stay,
    /// Work near home, workshops, welfare posts.
    Near,
    /// Job fairs.
    Fairs,
    /// Trainings.
    Training,
    /// Workshops that were recognised.
    Workshops,
    /// What was earned.
    Income,
    /// Projects of the cooperation.
    Projects,
    /// People who were exchanged, visits, meetings, agreements.
    Exchange,
    /// Products that were sold.
    Sales,
    /// Subsidies that were paid.
    Subsidies,
}

impl Group {
    /// Its key in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Group::Transfer => "transfer",
            Group::Funnel => "funnel",
            Group::Stay => "stay",
            Group::Near => "near",
            Group::Fairs => "fairs",
            Group::Training => "training",
            Group::Workshops => "workshops",
            Group::Income => "income",
            Group::Projects => "projects",
            Group::Exchange => "exchange",
            Group::Sales => "sales",
            Group::Subsidies => "subsidies",
        }
    }
}

/// A figure: its name and formula stand in the locale files under `figure-{code}-name` and `figure-{code}-formula`.
#[derive(Clone, Copy, Debug)]
pub struct Indicator {
    /// Short code, the same in reports, plans and addresses.
    pub code: &'static str,
    /// Where it stands.
    pub group: Group,
    /// What it counts in.
    pub unit: Unit,
    /// Whether it rests on an assumption and is marked so.
    pub estimate: bool,
    /// How it comes about.
    pub rule: Rule,
}

impl Indicator {
    /// The list, unless the figure is a share of two others.
    #[must_use]
    pub fn list(&self) -> Option<&Listed> {
        match &self.rule {
            Rule::List(listed) => Some(listed),
            Rule::Share { .. } => None,
        }
    }

    /// Key of its words: `name` or `formula`.
    #[must_use]
    pub fn words(&self, of: &str) -> String {
        format!("figure-{}-{of}", self.code.to_lowercase())
    }
}
