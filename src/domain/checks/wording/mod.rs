//! Reads the text of a vacancy for what the law forbids in it.
//!
//! A regulation is a row of a table ([`rules`]): phrases that hit, phrases that excuse, the article, and a sentence for
//! the employer. The engine ([`pattern`]) knows nothing of the law. It compares letters after [`text`] took out blanks,
//! emoji and marks that people put between characters to slip through.
//!
//! A finding is a question to a person, not a verdict: `Block` keeps the vacancy from being sent in, `Hold` sends it to
//! staff with the finding on top, `Warn` is shown to both. Homophones and drawings are out of reach; the measured
//! precision and recall stand in the test beside `examples.tsv`.

mod examine;
#[cfg(test)]
mod measure;
mod pattern;
pub mod pay;
mod phrases;
mod rules;
mod text;

pub use examine::{Field, Finding, examine};
pub use rules::{RuleId, Severity};
pub use text::normalise;
