//! Files that come in and go out: ledgers of the county, vacancy lists of an employer, error sheets, exports.
//!
//! The way in: [`receive`] reads a file and keeps its rows sealed; [`choose_columns`] says which column is which field; [`plan`] judges every
//! row against the records (new, changed, same, conflict, bad) and changes nothing; [`confirm`] is the person's yes; [`apply`] carries the
//! rows out piece by piece through the commands of their nouns. The same file brought in again is judged the same everywhere and changes
//! nothing. [`write_refused`] gives the refused rows back as a sheet. [`run`] is the whole way in one call, for the command line.
//!
//! The way out: [`export()`] writes a list as a sheet, narrowed to what the actor may see, numbers and phones masked.
//!
//! The file work itself knows no database: [`reader`] turns a file nobody vouches for into rows, [`columns`] says which column is which
//! field, [`normalise`] turns a cell into a value or a reason why not, and [`writer`] writes sheets that never become formulas on the
//! reader's machine.

pub mod columns;
pub mod normalise;
pub mod reader;
pub mod writer;

mod apply;
mod batch;
mod content;
mod employers;
mod export;
mod plan;
mod receive;
mod run;
mod session;
mod sheet;
mod vacancies;
mod workers;

pub use apply::{apply, apply_next, confirm};
pub use batch::{Counts, OpenRow, by_id, cancel, choose_columns, counts, list, rows, visible_to};
pub use content::{Change, RowContent, RowProblem};
pub use export::{EXPORT_ROWS, ExportOf, Header, Words, export};
pub use plan::plan;
pub use receive::{NewFile, receive};
pub use run::{Options, Progress, Summary, run};
pub use sheet::{ErrorWords, write_refused};
pub use vacancies::DEFAULT_SOURCE;

use crate::domain::error::Result;
use entity::import_batch;

/// Conflicts in which a person may decide that the file is right. Sex and birth are none: the number says them.
pub const TAKEABLE: &[&str] = &[workers::NAME_DIFFERS, workers::TWIN, employers::NAME_DIFFERS];

/// Which column of the batch is which field.
pub fn mapping_of(batch: &import_batch::Model) -> Result<columns::Mapping> {
    session::mapping_of(batch)
}
