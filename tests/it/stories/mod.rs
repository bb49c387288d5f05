//! The six stories that the service is for, told over HTTP: every step is taken with the links and forms that the page before offered.

mod ledger;
mod neighbour;
mod placing;
mod seeker;
mod wording;
