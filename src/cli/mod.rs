//! The command line: thin callers of the domain, one command a file.

mod accounts;
mod archive;
mod export;
mod generate;
mod import;
mod reindex;
mod report;
mod seed;
mod verify;

use clap::{Args, Parser, Subcommand};

use crate::app;
use crate::config::{ServeSettings, Settings};
use crate::domain::interchange::reader::apart;
use crate::telemetry;

/// 劳务桥: labour matching between a western county and its eastern partner district.
#[derive(Debug, Parser)]
#[command(name = "labour-bridge", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Ours(Work),
    /// Read a table from the standard input for the service, in a process of its own
    #[command(name = apart::COMMAND, hide = true)]
    ReadTable(ReadTable),
}

/// What people ask for.
#[derive(Debug, Subcommand)]
enum Work {
    /// Serve the pages and the JSON interface
    Serve(ServeSettings),
    /// Bring the database schema up to date and stop
    Migrate,
    /// Make the search index anew from the database; beside a running server, which goes on answering meanwhile
    Reindex,
    /// Compare the index with the database and check the records; exit status 1 if anything is wrong
    Verify,
    /// Print the description of the JSON interface
    Openapi,
    /// Write a backup into a new folder, while the service runs
    Backup {
        /// The folder to make
        dest: std::path::PathBuf,
    },
    /// Fill an empty database from a backup, of whichever engine
    Restore {
        /// The folder of the backup
        src: std::path::PathBuf,
    },
    /// Count the figures of a year (docs/figures.md)
    Report(report::ReportArgs),
    /// Manage the people who sign in
    #[command(subcommand)]
    User(accounts::UserCommand),
    /// Manage the bearer tokens of programs
    #[command(subcommand)]
    Token(accounts::TokenCommand),
    /// Bring a file of workers, employers or vacancies in (.xlsx, .csv, .jsonl)
    Import(import::Import),
    /// Take a list out as a sheet, identity numbers and phones masked
    Export(export::Export),
    /// Fill a new database with the made-up demo story
    #[command(subcommand)]
    Seed(seed::SeedCommand),
    /// Add made-up workers, employers and vacancies, for measuring
    Generate(generate::GenerateArgs),
}

/// What the service says about a table that is to be read.
#[derive(Args, Debug)]
struct ReadTable {
    /// Limits as JSON
    #[arg(long)]
    limits: String,
    /// Name that the sender gave the file
    #[arg(long, allow_hyphen_values = true)]
    name: String,
}

/// Run one command.
///
/// # Errors
/// Whatever stopped the command, for the terminal.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        // Without the threads of the runtime: it caps its own memory, and needs nothing of what the others open.
        Command::ReadTable(table) => {
            let limits = serde_json::from_str(&table.limits)?;
            let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
            Ok(apart::answer(input, output, &table.name, limits)?)
        }
        Command::Ours(work) => tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?
            .block_on(carry_out(cli.settings, work)),
    }
}

async fn carry_out(settings: Settings, work: Work) -> anyhow::Result<()> {
    let settings = settings.complete()?;
    telemetry::start(settings.log.as_deref(), settings.log_json);
    match work {
        Work::Serve(serve) => app::serve(&settings, &serve).await,
        Work::Migrate => {
            app::open(&settings).await?;
            println!("the schema is up to date");
            Ok(())
        }
        Work::Reindex => reindex::run(&settings).await,
        Work::Verify => verify::run(&settings).await,
        Work::Openapi => {
            println!("{}", serde_json::to_string_pretty(&crate::web::openapi())?);
            Ok(())
        }
        Work::Backup { dest } => archive::backup(&settings, &dest).await,
        Work::Restore { src } => archive::restore(&settings, &src).await,
        Work::Report(args) => report::report(&settings, args).await,
        Work::User(command) => accounts::user(&settings, command).await,
        Work::Token(command) => accounts::token(&settings, command).await,
        Work::Import(command) => import::run(&settings, command).await,
        Work::Export(command) => export::run(&settings, command).await,
        Work::Seed(command) => seed::seed(&settings, &command).await,
        Work::Generate(args) => generate::generate(&settings, &args).await,
    }
}

/// The present moment, for commands.
#[expect(clippy::disallowed_methods, reason = "a command begins at the machine's time")]
fn now() -> chrono::DateTime<chrono::Utc> {
    use chrono::SubsecRound as _;
    chrono::Utc::now().trunc_subsecs(3)
}

/// A domain error in words for the terminal.
fn explain(error: crate::domain::error::DomainError) -> anyhow::Error {
    use crate::domain::error::DomainError;
    use crate::i18n::Locale;
    match error {
        DomainError::Invalid(problems) => {
            let lines: Vec<String> = problems
                .iter()
                .map(|problem| {
                    format!(
                        "{}: {}",
                        problem.field,
                        Locale::En.text_with(problem.key, &problem.args)
                    )
                })
                .collect();
            anyhow::anyhow!(lines.join("\n"))
        }
        DomainError::Conflict(key) => anyhow::anyhow!(Locale::En.text(key)),
        other => other.into(),
    }
}
