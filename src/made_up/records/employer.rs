//! Employers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Text, before};
use crate::made_up::kinds::{EmployerKind, EmployerState, Size};

/// A firm, farm, institution or agency. The credit code is made by the seeder from `key`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Employer {
    /// Name of this record inside the demo, never shown.
    pub key: Text,
    /// Full name.
    pub name: Text,
    /// Kind, as the registry has it.
    pub kind: EmployerKind,
    /// GB/T 2260 code of county or township.
    pub region_code: Text,
    /// Address inside the region.
    pub address: Text,
    /// Division of GB/T 4754-2017, two digits.
    pub industry: Text,
    /// Number of people.
    pub size: Size,
    /// Legal representative.
    pub legal_rep: Text,
    /// Who answers the telephone.
    pub contact_name: Text,
    /// Telephone of the contact.
    pub contact_phone: Text,
    /// State of verification.
    pub state: EmployerState,
    /// Last verification, if there was one.
    pub verified_days_ago: Option<u32>,
    /// Why it is suspended or blacklisted.
    pub state_reason: Option<Text>,
    /// Licence of a labour dispatch agency (劳务派遣经营许可证).
    pub licence_no: Option<Text>,
    /// Days until that licence ends.
    pub licence_until_days: Option<u32>,
    /// What the employer does, in one sentence for job seekers.
    pub about: Option<Text>,
}

impl Employer {
    /// Date of the last verification.
    #[must_use]
    pub fn verified_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.verified_days_ago.map(|days| before(today, days))
    }
}
