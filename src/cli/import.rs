//! `import workers|employers|vacancies FILE`.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use entity::codes::ImportTarget;
use indicatif::{ProgressBar, ProgressStyle};

use crate::app;
use crate::config::Settings;
use crate::domain::accounts;
use crate::domain::actor::Actor;
use crate::domain::interchange::reader::Limits;
use crate::domain::interchange::writer::SheetFormat;
use crate::domain::interchange::{self, ErrorWords, NewFile, Options, Progress, RowProblem, Summary};
use crate::domain::unit::Core;
use crate::i18n::{Locale, rows};

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Rural workers
    Workers,
    /// Employers
    Employers,
    /// Vacancies
    Vacancies,
}

/// A conflict in which the file is right.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Take {
    /// The name differs for the same identity number
    Name,
    /// Somebody without a number looks the same: register a further person
    Twin,
    /// The employer's name differs for the same credit code
    EmployerName,
}

/// A file to bring in.
#[derive(Args, Debug)]
pub struct Import {
    /// What its rows are
    what: What,
    /// The file: .xlsx, .csv (UTF-8 or GB18030) or .jsonl, the last two also packed as .gz
    file: PathBuf,
    /// Take posts over that another office has reviewed: they are public at once. Without it they become drafts
    #[arg(long)]
    publish: bool,
    /// Sign-in name of the person who answers for the file; its places limit what is taken
    #[arg(long = "as", value_name = "USER")]
    user: Option<String>,
    /// Office that reported the posts and vouches for those without an employer's name
    #[arg(long, value_name = "NAME", default_value = "")]
    source: String,
    /// Conflicts in which the file is right; may be given several times
    #[arg(long, value_name = "CONFLICT")]
    take: Vec<Take>,
    /// Where the sheet of refused rows goes [default: FILE.errors.xlsx]
    #[arg(long, value_name = "SHEET")]
    errors: Option<PathBuf>,
    /// Language of the sheet: zh-CN or en
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

impl From<What> for ImportTarget {
    fn from(what: What) -> Self {
        match what {
            What::Workers => Self::Workers,
            What::Employers => Self::Employers,
            What::Vacancies => Self::Vacancies,
        }
    }
}

impl Take {
    fn key(self) -> &'static str {
        match self {
            Self::Name => "import-conflict-name",
            Self::Twin => "import-conflict-twin",
            Self::EmployerName => "import-conflict-employer-name",
        }
    }
}

/// The person of `--as`, or the service itself.
pub(super) async fn actor(core: &Core, login: Option<&str>) -> anyhow::Result<Actor> {
    let Some(login) = login else { return Ok(Actor::System) };
    let found = accounts::actor_by_login(core.db.reader(), login)
        .await
        .map_err(super::explain)?;
    found.with_context(|| format!("there is no open account {login}"))
}

/// Bring the file in. The exit status is 1 if any row was refused.
pub async fn run(settings: &Settings, import: Import) -> anyhow::Result<()> {
    let locale = Locale::from_tag(&import.lang).context("--lang is zh-CN or en")?;
    if !import.file.is_file() {
        bail!("there is no file {}", import.file.display());
    }
    let core = app::open(settings).await?;
    let actor = actor(&core, import.user.as_deref()).await?;
    let target = ImportTarget::from(import.what);
    let file = NewFile {
        reader: None,
        target,
        filename: import
            .file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        source: import.file.as_path().into(),
        limits: Limits::command_line(),
        office: import.source.clone(),
        publish: import.publish,
    };
    let take = import.take.iter().map(|take| take.key().to_owned()).collect();
    let options = Options {
        actor: actor.clone(),
        now: super::now(),
        take,
    };
    let bar = ProgressBar::no_length().with_style(style()?);
    let summary = interchange::run(&core, file, &options, |progress| show(&bar, progress))
        .await
        .map_err(super::explain)?;
    bar.finish_and_clear();
    tell(&summary);
    let refused = summary.counts.bad + summary.counts.conflict;
    if refused == 0 {
        return Ok(());
    }
    let sheet = import.errors.unwrap_or_else(|| beside(&import.file));
    let batch = interchange::by_id(core.db.reader(), &actor, summary.batch)
        .await
        .map_err(super::explain)?;
    let out = BufWriter::new(File::create(&sheet).with_context(|| format!("write {}", sheet.display()))?);
    let sentence = |problem: &RowProblem| rows::sentence(locale, target, problem);
    let words = ErrorWords {
        sheet: locale.text("import-sheet"),
        reason: locale.text("import-sheet-reason"),
        sentence: &sentence,
    };
    interchange::write_refused(&core, &batch, SheetFormat::Xlsx, out, &words)
        .await
        .map_err(super::explain)?;
    println!("refused rows, each with its reason: {}", sheet.display());
    std::process::exit(1);
}

fn style() -> anyhow::Result<ProgressStyle> {
    Ok(ProgressStyle::with_template("{msg:8} [{bar:40}] {pos}/{len} rows, {elapsed}")?.progress_chars("=> "))
}

fn show(bar: &ProgressBar, progress: Progress) {
    match progress {
        Progress::Judged(rows) => {
            bar.set_message("reading");
            bar.set_length(rows);
            bar.set_position(rows);
        }
        Progress::ToDo(rows) => {
            bar.set_message("writing");
            bar.set_length(rows);
            bar.set_position(0);
        }
        Progress::Applied(rows) => bar.set_position(rows),
    }
}

fn tell(summary: &Summary) {
    let counts = summary.counts;
    println!("{} rows", counts.all());
    println!("  new       {:>7}", counts.new);
    println!("  changed   {:>7}", counts.changed);
    println!("  the same  {:>7}", counts.same);
    println!("  conflict  {:>7}", counts.conflict);
    println!("  refused   {:>7}", counts.bad);
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".errors.xlsx");
    name.into()
}
