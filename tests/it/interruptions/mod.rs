//! What happens when something stops in the middle or arrives twice at the same moment.

mod forms;
mod imports;
mod index;
