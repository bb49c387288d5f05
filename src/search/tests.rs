//! The engine as its callers see it.

mod answers;
mod data;
mod lists;
mod sieve;
mod storage;
