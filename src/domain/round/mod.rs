//! The monthly round (月度摸底): each month somebody asks of every person in every village where the person stands. One tap says "as before".
//!
//! Reading order: [`month`] (which month), `villages` and `people` (who is to be asked), `answer` (one answer and what follows), [`row_code`],
//! `sheets` and `typed` (the same on paper, and typed back in), `alerts` (a village whose people come home).

mod alerts;
mod answer;
pub mod month;
mod people;
pub mod row_code;
mod sheets;
mod typed;
mod villages;

pub use alerts::{FALL_PEOPLE, FALL_PERCENT, alert_by_id, alerts, falls, handle, raise, raise_everywhere, unhandled};
pub use answer::{AnswerInput, Told, answer, same_for};
pub use people::{PAGE, PersonRow, ageing_days, people, person};
pub use sheets::{Sheet, SheetLine, check_village, make_sheet, row_of, sheet};
pub use typed::{CHOICES, Line, Read, apply, read};
pub use villages::{VillageRow, by_township, villages, waiting_villages};
