//! Why somebody gets nothing, and how an amount came about: values that pages put into words and that are kept with a claim.

use chrono::NaiveDate;
use entity::codes::{Contract, EvidenceKind, Insurance, PlacementKind, SubsidyHousehold, SubsidyPlace};
use serde::{Deserialize, Serialize};

/// One reason against.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// The person has died.
    Dead,
    /// The person has moved away.
    MovedOut,
    /// The home is not one of the policy's.
    HomeElsewhere,
    /// Too young or too old.
    Age {
        /// Full years.
        age: i32,
    },
    /// Nobody knows how old.
    AgeUnknown,
    /// No work in the period at all.
    NoWork,
    /// A job that nobody has verified.
    Unverified,
    /// A job whose facts are disputed, or whose person cannot be found.
    InDoubt,
    /// The wrong kind of job.
    Kind {
        /// Kind.
        kind: PlacementKind,
    },
    /// Too near to home.
    Place {
        /// How far.
        place: SubsidyPlace,
    },
    /// Not where the policy wants it.
    WorkElsewhere {
        /// Code of the place.
        place_code: String,
    },
    /// Somebody else brought person and post together.
    Origin,
    /// Went with an organised transfer.
    Organised,
    /// The household is none of these.
    Household {
        /// What is wanted.
        wanted: Vec<SubsidyHousehold>,
    },
    /// No proof of these is on file.
    Proof {
        /// What is wanted.
        wanted: Vec<EvidenceKind>,
    },
    /// The stay is not proven.
    Stay {
        /// Days.
        days: i32,
    },
    /// No such contract is written down.
    Contract {
        /// What is wanted.
        wanted: Vec<Contract>,
    },
    /// The contract is shorter.
    ContractMonths {
        /// Months that it must run.
        need: i32,
    },
    /// No such insurance is written down.
    Insurance {
        /// What is wanted.
        wanted: Vec<Insurance>,
    },
    /// Not the first job of the kind.
    NotFirst {
        /// First day of the first one.
        since: NaiveDate,
    },
    /// Too few days.
    Days {
        /// Days at work that count.
        have: i32,
        /// Days that are needed.
        need: i32,
    },
    /// No amount is set for the place.
    NoTier,
    /// Nobody knows what was earned.
    PayUnknown,
    /// Too few people.
    Group {
        /// People who fit.
        have: i32,
        /// People who are needed.
        need: i32,
    },
}

/// One line of how an amount came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum Line {
    /// Days that count.
    Worked {
        /// Days.
        days: i32,
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: NaiveDate,
    },
    /// The same for everybody.
    Fixed {
        /// Yuan.
        yuan: i32,
    },
    /// By where the work is.
    Place {
        /// Code of the workplace.
        place_code: String,
        /// How far.
        place: SubsidyPlace,
        /// Yuan.
        yuan: i32,
    },
    /// By how long it lasted.
    Length {
        /// Months of the tier.
        months: i32,
        /// Yuan.
        yuan: i32,
    },
    /// A share of what was earned.
    Income {
        /// Yuan earned.
        earned_yuan: i64,
        /// Parts of a hundred.
        per_cent: i32,
        /// Yuan.
        yuan: i32,
    },
    /// The fare of the tickets.
    Cost {
        /// Yuan on the tickets.
        cost_yuan: i32,
        /// Most that is paid.
        most_yuan: i32,
    },
    /// The fare, which nobody has shown yet.
    CostUpTo {
        /// Most that is paid.
        most_yuan: i32,
    },
    /// People who fit.
    People {
        /// How many.
        people: i32,
        /// Yuan for all of them.
        yuan: i32,
    },
    /// The most that one claim gets.
    Cap {
        /// Yuan.
        yuan: i32,
    },
}
