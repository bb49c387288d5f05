//! Files that people hand in: papers of employers, proofs.
//!
//! A file is what its content says, never what its name says. Pictures are decoded within limits and written anew, so that neither hidden
//! places (GPS), nor scripts, nor a second file behind the first survive; a PDF is kept as it is and only ever given back as a download.
//! Who may see a file follows from the record that owns it: not yours is not found.

mod pdf;
mod picture;
mod sniff;
mod store;

pub use sniff::{FileProblem, MOST_BYTES};
pub use store::{FileFacts, Inspected, MOST_PER_OWNER, facts_of, inspect, open, open_of, store};
