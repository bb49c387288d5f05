//! Transfers to the employers, point to point (点对点输送): one or several vehicles, people of several employers, handed over against a signature.
//!
//! Reading order: [`state`] (the machine of transfers and the one of passengers, as tables), `input` and `commands` (plan and change), `parts`
//! (vehicles and pick-up points), `candidates` and `passengers` (who comes along), [`seats`] (who sits where), `moves` (go on), `roll` (roll
//! calls, delivered once), `calls` (whom to telephone), `hand_over` (the employer signs, which opens the placements), `list`, `rows` and
//! `arrivals` (who sees what).
//!
//! Two rules carry the rest. Nobody rides with two transfers: a partial unique index keeps it, whoever writes. And a mark of a roll call has
//! an id that the phone made: delivered late or twice, it is one mark.

mod arrivals;
mod calls;
mod candidates;
mod commands;
mod hand_over;
mod input;
mod list;
mod moves;
mod parts;
mod passengers;
mod queries;
mod roll;
mod rows;
pub mod seats;
pub mod state;

pub use arrivals::{OwnBatch, OwnPassenger, own_arrivals};
pub use calls::{call_phones, reveal_contact, tell, to_call};
pub use candidates::{Candidate, CandidateFilter, candidates, going_back};
pub use commands::{plan, update};
pub use hand_over::{Ending, HandOverInput, LEFT, REFUSED, end_passenger, hand_over};
pub use input::BatchInput;
pub use list::{BatchFilter, BatchRow, LEAVING_DAYS, leaving_unready, list, on_the_way};
pub use moves::{StepInput, step};
pub use parts::{
    PointInput, VehicleInput, add_point, add_vehicle, change_point, change_vehicle, remove_point, remove_vehicle,
};
pub use passengers::{Added, PassengerInput, Pick, add, change_passenger, place_all, remove_passenger, set_papers};
pub use queries::{by_id, leaders, next_number, visible_to};
pub use roll::{MOST_MARKS, Mark, MarkAnswer, MarkResult, deliver};
pub use rows::{PassengerRow, Plan, employers_of, passengers_of, plan_of};
