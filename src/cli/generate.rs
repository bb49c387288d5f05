//! `generate`.

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::app;
use crate::config::Settings;
use crate::seed::{Amount, Seeder};

/// How much to make.
#[derive(Args, Debug)]
pub struct GenerateArgs {
    /// Number of workers
    #[arg(long, default_value_t = 1_000)]
    workers: u32,
    /// Number of vacancies; there is one employer for every twelve
    #[arg(long, default_value_t = 200)]
    vacancies: u32,
    /// Number of placements over the last nine years, shared out among the workers
    #[arg(long, default_value_t = 0)]
    placements: u32,
    /// The same seed makes the same people and posts on the same day
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Add made-up records.
pub async fn generate(settings: &Settings, args: &GenerateArgs) -> anyhow::Result<()> {
    let core = app::open(settings).await?;
    let started = std::time::Instant::now();
    let bar = ProgressBar::new(u64::from(args.workers) + u64::from(args.vacancies) + u64::from(args.placements));
    bar.set_style(ProgressStyle::with_template(
        "{wide_bar} {pos}/{len} {elapsed} (still {eta})",
    )?);
    let amount = Amount {
        workers: usize::try_from(args.workers)?,
        vacancies: usize::try_from(args.vacancies)?,
        placements: usize::try_from(args.placements)?,
        seed: args.seed,
    };
    let done = |records| bar.inc(u64::try_from(records).unwrap_or(0));
    let outcome = Seeder::new(core, super::now()).generate(amount, done).await;
    bar.finish_and_clear();
    let counts = outcome?;
    println!(
        "{} workers, {} employers, {} vacancies in {:.1} s",
        counts.workers,
        counts.employers,
        counts.vacancies,
        started.elapsed().as_secs_f32()
    );
    Ok(())
}
