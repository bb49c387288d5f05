//! Employers (用人单位): who they are, the four papers that the law asks for, and whether they are verified today.
//!
//! The Interim Regulation on the Human Resources Market, article 26, names the papers and asks that somebody examines them; the notice of five
//! ministries of January 2026 asks for a new check every six months. A post may be public only while [`is_fit_to_publish`] says yes.

mod commands;
mod fitness;
mod input;
mod papers;
mod queries;
mod state;
mod taken_over;
mod verification;

pub use commands::{register, update, update_contacts};
pub use fitness::{Need, is_fit_to_publish, needs, registered_elsewhere, required_papers};
pub use input::{ContactInput, EmployerInput};
pub use papers::{PaperView, add_paper, examine_paper, latest, paper_by_id, papers_of};
pub(in crate::domain) use queries::containing;
pub use queries::{
    EmployerCard, EmployerFilter, EmployerRow, EmployerSort, SOON_DAYS, by_id, list, names_of, visible_to,
};
pub use state::{Cause, MOVES, next};
pub use taken_over::find_or_take_over;
pub use verification::{VALID_MONTHS, blacklist, expire_verifications, lift, suspend, verify};
