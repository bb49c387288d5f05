//! Log-ins.

use serde::{Deserialize, Serialize};

use super::Text;
use crate::made_up::kinds::Role;

/// A log-in of the demo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// Log-in name.
    pub login: Text,
    /// Name shown.
    pub display_name: Text,
    /// Role.
    pub role: Role,
    /// Region whose records the user works on; empty for all.
    pub scope_code: Text,
    /// `key` of the employer, for the role employer.
    pub employer: Option<Text>,
    /// Telephone.
    pub phone: Text,
    /// What to try with this log-in.
    pub note: Text,
}
