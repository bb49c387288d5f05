//! Cases (诉求): wages that did not come, an accident, a post that is not what the advert said. Somebody owns each, a clock runs until the
//! next step, and every step stays written down.
//!
//! Reading order: [`state`] (the table of steps), [`deadline`] (the clock), `open` (how one begins), `act` (what is done), `hand_over` (from
//! one colleague to another), `own` (what the person sees without signing in), `queries` (who sees what).

mod act;
pub mod deadline;
mod hand_over;
mod open;
mod own;
mod queries;
pub mod state;

pub use act::{Step, came_back, close, note, refer, reopen, solve, take};
pub use hand_over::{accept, give_back, offer};
pub use open::{CaseInput, open};
pub use own::{MOST_OWN, OwnCase, open_own, own_cases};
pub use queries::{
    CaseFilter, CaseRecord, CaseRow, Which, by_id, colleagues, counts, list, offered_to, overdue, record, unowned,
    visible_to,
};
