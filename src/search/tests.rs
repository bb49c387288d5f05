//! The engine as its callers see it.

mod answers;
mod data;
mod sieve;
mod storage;
