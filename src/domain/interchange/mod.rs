//! Files that come in and go out: ledgers of the county, vacancy lists of an employer, error sheets, exports.
//!
//! Everything here is pure file work: no database and no web. [`reader`] turns a file nobody vouches for into rows,
//! [`columns`] says which column is which field, [`normalise`] turns a cell into a value or a reason why not,
//! and [`writer`] writes sheets that never become formulas on the reader's machine.

pub mod columns;
pub mod normalise;
pub mod reader;
pub mod writer;
