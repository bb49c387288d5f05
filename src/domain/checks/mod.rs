//! Checks on what people type: identity numbers, credit codes, phones, names and the wording of vacancies.
//!
//! Everything here is a pure function of its arguments. The date of today is an argument, the minimum wage is an
//! argument, and nothing here reads a table or a clock, so the same input always gets the same answer and an auditor
//! can repeat a refusal years later.
//!
//! Types that hold personal data never print it: `Debug` shows the masked form and there is no `Display`.

pub mod credit_code;
mod han_compat;
pub mod id_number;
pub mod person_name;
pub mod phone;
pub mod stars;
pub mod typed;
pub mod wording;
