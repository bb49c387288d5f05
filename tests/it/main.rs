//! The one integration binary: the real router over a real database per test, on `SQLite` always and on `PostgreSQL` where
//! `LB_TEST_POSTGRES` names a server. With `LB_REQUIRE` containing `postgres`, a missing server fails the tests.

mod support;

mod accounts;
mod api;
mod applications;
mod archive;
mod batches;
mod board;
mod browser;
mod cases;
mod consistency;
mod employers;
mod fairs;
mod figures;
mod follow_ups;
mod interchange;
mod interruptions;
mod ledgers;
mod matching;
mod placements;
mod plans;
mod registers;
mod returned;
mod round;
mod search_feeder;
mod seed;
mod stories;
mod subsidies;
mod trainings;
mod vacancies;
mod workers;
mod workshops;
