//! Accounts: who signs in, their sessions, and the tokens of programs.
//!
//! Passwords are argon2id; a session is 32 random bytes of which only the SHA-256 is kept; a change of password, role or state ends every
//! session of the account on every node at once, because each request asks the table. Only administrators manage accounts, and an employer's
//! own users manage nobody.

mod commands;
mod passwords;
mod queries;
mod sessions;
mod tokens;

pub use commands::{AccountInput, change_own_password, create, disable, enable, reset_password, update};
pub use passwords::{Checked, check, hash, problem_with};
pub use queries::{AccountFilter, by_id, list};
pub use sessions::{SignedIn, ABSOLUTE_HOURS, IDLE_MINUTES, of_token, own, sign_in, sign_out, sign_out_everywhere};
pub use tokens::{NewToken, actor_of_token, create_token};
