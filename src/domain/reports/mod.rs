//! The figures that the two governments answer for, each with a written definition (`docs/figures.md`), from placements that somebody
//! verified. A person counts once a year however many placements there were (人, not 人次), and the household category is judged on the day
//! on which the placement began.

mod measures;

pub use measures::{Figure, Report, Unit, for_year};
