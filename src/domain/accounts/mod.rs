//! Accounts: who signs in, their sessions, and the tokens of programs.
//!
//! Passwords are argon2id; a session is 32 random bytes of which only the SHA-256 is kept; a change of password, role or state ends every
//! session of the account on every node at once, because each request asks the table. Administrators manage accounts; the accounts of one
//! employer are also managed by those who may change employers and by that employer's own people, who can make nothing but more of the same.

mod commands;
mod of_employer;
mod passwords;
mod queries;
mod sessions;
mod tokens;

pub use commands::{AccountInput, change_own_password, confirm, create, disable, enable, reset_password, update};
pub use of_employer::{
    EmployerUserInput, MOST_PER_EMPLOYER, create_for_employer, disable_for_employer, enable_for_employer,
    list_for_employer,
};
pub use passwords::{Checked, check, hash, problem_with};
pub use queries::{AccountFilter, actor_by_login, by_id, list, names_of, responsible_for, with_first_password};
pub use sessions::{ABSOLUTE_HOURS, IDLE_MINUTES, SignedIn, of_token, own, sign_in, sign_out, sign_out_everywhere};
pub use tokens::{NewToken, actor_of_token, create_token};
