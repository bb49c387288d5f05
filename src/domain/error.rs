//! What can go wrong, without HTML and without status codes. Messages are keys of the locale files with arguments.

use sea_orm::DbErr;

/// Something that a reader can mend: which field, and which sentence to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the form field or column; empty when the whole form is meant.
    pub field: String,
    /// Key of the sentence.
    pub key: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem of one field.
    #[must_use]
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self {
            field: field.into(),
            key,
            args: Vec::new(),
        }
    }

    /// The same problem with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Why a command or a lookup did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum DomainError {
    /// It is not there, or not yours: the two must look the same.
    #[error("not found")]
    NotFound,
    /// The access table says no.
    #[error("not allowed")]
    Forbidden,
    /// The input cannot be taken; each problem names its field.
    #[error("{} problems in the input", .0.len())]
    Invalid(Vec<Problem>),
    /// Somebody else was faster, or the state does not allow the move. The key names the sentence to show.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The very same form was carried out before; this is where its result stands.
    #[error("done before")]
    Done(String),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// A stored secret cannot be read with the keys that we have.
    #[error("vault: {0}")]
    Vault(#[from] crate::vault::VaultError),
    /// Anything else that must not happen.
    #[error("internal: {0}")]
    Internal(String),
}

impl DomainError {
    /// One problem of one field.
    #[must_use]
    pub fn invalid(field: &str, key: &'static str) -> Self {
        Self::Invalid(vec![Problem::new(field, key)])
    }
}

/// Result of the domain.
pub type Result<T> = std::result::Result<T, DomainError>;
