//! The schema, one step a file. Steps never use the entities: today's entity must not change yesterday's step.
#![expect(clippy::too_many_lines, reason = "a step lists its columns one below the other")]
#![cfg_attr(
    not(test),
    expect(clippy::wildcard_imports, reason = "a step speaks the whole vocabulary of columns")
)]

mod columns;
mod m20261123_000001_people_who_sign_in;
mod m20261123_000002_workers;
mod m20261123_000003_employers_and_vacancies;
mod m20261123_000004_applications_and_placements;
mod m20261123_000005_imports;
mod m20261123_000006_plan;
mod m20261123_000007_figures;
mod m20261123_000008_follow_ups;
mod m20261123_000009_fairs;
mod m20261123_000010_workshops;
mod m20261123_000011_trainings;
mod m20261123_000012_batches;
mod m20261123_000013_subsidies;
mod m20261123_000014_registers;
mod m20261124_000015_calls_of_a_placement;
mod m20261124_000016_placements_by_their_end;

pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::prelude::*;

/// All steps in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_people_who_sign_in::Migration),
            Box::new(m20261123_000002_workers::Migration),
            Box::new(m20261123_000003_employers_and_vacancies::Migration),
            Box::new(m20261123_000004_applications_and_placements::Migration),
            Box::new(m20261123_000005_imports::Migration),
            Box::new(m20261123_000006_plan::Migration),
            Box::new(m20261123_000007_figures::Migration),
            Box::new(m20261123_000008_follow_ups::Migration),
            Box::new(m20261123_000009_fairs::Migration),
            Box::new(m20261123_000014_registers::Migration),
            Box::new(m20261123_000011_trainings::Migration),
            Box::new(m20261123_000012_batches::Migration),
            Box::new(m20261123_000010_workshops::Migration),
            Box::new(m20261123_000013_subsidies::Migration),
            Box::new(m20261124_000015_calls_of_a_placement::Migration),
            Box::new(m20261124_000016_placements_by_their_end::Migration),
        ]
    }
}
