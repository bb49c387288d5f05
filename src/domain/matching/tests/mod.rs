//! Tests of the whole matching core: properties, a judged table, and the wording of every code.

mod build;
mod generate;
mod properties;
mod rules;
mod table;
mod wording;
