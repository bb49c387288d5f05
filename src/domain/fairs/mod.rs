//! Job fairs (招聘会), from the plan to what came of them after ninety days.
//!
//! Reading order: [`state`] (the machine of fairs and the one of booths, as tables), `rules` (papers and days), `commands` and `moves` (plan,
//! change, go on), `booking`, `booths` and `posts` (who comes with which posts, frozen as shown), [`number`] and `tickets` (one ticket a
//! person), `door` (entries, delivered once), `desk` and `wishes` (at the booths), `suggestions` and `invitations` (whom to ask),
//! [`statistics`] and `outcomes` (what is reported and what came of it). The lists behind the indicator
//! T7 stand in `figures::catalogue`.
//!
//! Two rules carry the rest. A person counts once at a fair however often he comes in, entries count each; the phone at the door makes the
//! id of an entry, so that one which is sent twice counts once. And no post has more wishes than places: the database counts.

mod booking;
mod booth_moves;
mod booths;
mod commands;
mod desk;
mod door;
mod input;
mod invitations;
mod moves;
pub mod number;
mod outcomes;
mod papers;
mod posts;
mod queries;
pub mod rules;
pub mod state;
pub mod statistics;
mod suggestions;
mod ticket_care;
mod ticket_list;
mod tickets;
mod visitors;
mod wishes;

pub use booking::{BoothInput, request};
pub use booth_moves::{Verdict, review, sign_in, withdraw};
pub use booths::{BoothRow, booth_by_id, booths_of, own_booths};
pub use commands::{plan, update};
pub use desk::{IntentionRow, consult, intentions_of};
pub use door::{DoorAnswer, DoorEntry, DoorResult, MOST_ENTRIES, Pass, deliver};
pub use input::FairInput;
pub use invitations::{CallRow, answer, call_phones, counts as invitation_counts, invitations, invite};
pub use moves::{StepInput, step};
pub use outcomes::{Arrival, Outcomes, arrivals, outcomes};
pub use papers::{add_paper, papers_of};
pub use posts::{PostShown, ShownPost, offered, posts_of};
pub use queries::{
    FairFilter, FairRow, by_id, in_state, list, open_for_booking, public_by_id, public_list, still_counts, visible_to,
    waiting_booths,
};
pub use suggestions::{Suggestion, suggest};
pub use ticket_care::{match_records, reveal_ticket_phone};
pub use ticket_list::{TicketFilter, TicketRow, tickets, to_print};
pub use tickets::{by_token, sign_up, ticket_for};
pub use visitors::Visitor;
pub use wishes::{At, apply, intend, settle};
