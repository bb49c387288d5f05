//! Numbers of which only the last four digits are shown.

/// An identity number with all but its last four hidden.
#[must_use]
pub fn masked_number(last4: &str) -> String {
    format!("**************{last4}")
}

/// A phone with all but its last four hidden.
#[must_use]
pub fn masked_phone(last4: &str) -> String {
    format!("*******{last4}")
}
