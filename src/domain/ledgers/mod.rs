//! The plain ledgers of the cooperation: projects, exchanges, visits and meetings, sales, agreements. One mechanism for all: a ledger says
//! which fields it has ([`Field`]), and lists, forms and checks follow from that.

mod commands;
mod fields;
mod queries;

pub use commands::{change, create, void};
pub use fields::{Field, Input, fields_of, kinds_of, required};
pub use queries::{Filter, History, Totals, by_id, employer_named, history, list, of_key, visible_to};
