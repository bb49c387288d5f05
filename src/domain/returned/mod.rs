//! Help for people who came back (返乡帮扶): a policy talk, a guidance and three offers within thirty days, until the person works again.
//! It begins and ends with placements ([`crate::domain::placements::help`]); here is what is done in between.

mod act;
mod queries;

pub use act::{OfferInput, end, guided, offered, policy_told};
pub use queries::{HELP_OFFERS, HelpRecord, HelpRow, Introduced, ReturnedFilter, by_id, list, record, to_help};
