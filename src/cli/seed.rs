//! `seed demo`.

use clap::Subcommand;

use crate::app;
use crate::config::Settings;
use crate::seed::{PASSWORD, Seeder};

/// Stories to fill a new database with.
#[derive(Debug, Subcommand)]
pub enum SeedCommand {
    /// Kongtong and Hexi: workers, employers, posts, and the 597 people sent to Tianjin in 2018 to 2020
    Demo,
}

/// Write a story.
pub async fn seed(settings: &Settings, command: &SeedCommand) -> anyhow::Result<()> {
    let SeedCommand::Demo = command;
    let core = app::open(settings).await?;
    let started = std::time::Instant::now();
    let counts = Seeder::new(core, super::now()).demo().await?;
    println!(
        "{} log-ins, {} workers, {} employers, {} vacancies, {} applications, {} placements in {:.1} s",
        counts.accounts,
        counts.workers,
        counts.employers,
        counts.vacancies,
        counts.applications,
        counts.placements,
        started.elapsed().as_secs_f32()
    );
    println!("the password of every log-in is {PASSWORD}");
    Ok(())
}
