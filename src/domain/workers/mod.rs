//! Workers (劳动力): who they are, how to reach them, what they can, want and may not do, and what they agreed to.
//!
//! Commands take the open [`Unit`](crate::domain::unit::Unit) and an expected version where a form was shown before; `None` means
//! "whatever it is now" and is for programs that showed nothing. Every change counts the record's version up and announces it.

mod abilities;
mod cards;
mod consents;
mod details;
mod duplicates;
mod edit;
mod find;
mod history;
mod home;
mod household;
mod intent;
mod limits;
mod list;
mod merge;
mod names;
mod number;
mod phones;
mod queries;
mod record;
mod register;
mod register_many;
mod reveal;
mod rows;
mod sign_up;
mod status;

pub use abilities::{CertificateInput, SkillInput, add_certificate, set_certificates, set_skills};
pub use cards::{NameCard, names_of};
pub use consents::{CONSENT_FORM, ConsentInput, give_consent, withdraw_consent};
pub use details::{Details, set_details};
pub use duplicates::{Person, Suspect, Why, likely_duplicates, queue, rule_not_same, suspects_of};
pub use find::{Found, Term, find, matching, named_with_phone, read_terms};
pub use history::{History, history};
pub use household::{HouseholdInput, household_on, set_household};
pub use intent::{INTENT_DAYS, IntentInput, state_intent};
pub use limits::set_limits;
pub use list::{HouseholdFilter, ListRow, STALE_DAYS, WorkerFilter, WorkerSort, is_stale, list};
pub use merge::merge;
pub use names::read_name;
pub use number::{NumberFound, look_up_number, number_index, set_number};
pub use phones::{PhoneInput, add_phone, index_of as phone_index, read_mobile, set_phone_state};
pub use queries::{by_id, visible_to, whose};
pub use record::{WorkerRecord, record};
pub use register::{Registration, register};
pub use register_many::register_many;
pub use reveal::{CALL_LIST, reveal_first_phones, reveal_number, reveal_phone};
pub(in crate::domain) use reveal::{
    one_more_number, one_more_phone, plain_number, plain_phone, reason_of, reveal_phones_of,
};
pub use rows::{Rows, rows_of};
pub use sign_up::sign_up;
pub use status::{set_status, set_status_of_many, status_follows};
