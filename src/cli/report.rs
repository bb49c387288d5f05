//! `report`: the figures of a year.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::app;
use crate::config::Settings;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::interchange::writer::{SheetFormat, SheetWriter};
use crate::domain::reports::{self, Figure, Report, Unit};
use crate::i18n::Locale;

/// How to write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Xlsx,
}

/// Which figures.
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// The year
    #[arg(long)]
    year: i32,
    /// Text and JSON go to standard output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// File to write, for xlsx [default: report-YEAR.xlsx]
    #[arg(long)]
    out: Option<PathBuf>,
    /// Language of the names: zh-CN or en
    #[arg(long, default_value = "zh-CN")]
    language: String,
}

/// Count and write.
pub async fn report(settings: &Settings, args: ReportArgs) -> anyhow::Result<()> {
    let core = app::open_existing(settings).await?;
    let today = clock::day_of(super::now());
    let report = reports::for_year(core.db.reader(), &Actor::System, args.year, today)
        .await
        .map_err(super::explain)?;
    let locale = Locale::from_tag(&args.language).unwrap_or_default();
    match args.format {
        Format::Text => print!("{}", text(&report, locale)),
        Format::Json => println!("{}", serde_json::to_string_pretty(&report)?),
        Format::Xlsx => {
            let path = args
                .out
                .unwrap_or_else(|| PathBuf::from(format!("report-{}.xlsx", args.year)));
            sheet(&report, locale, &path)?;
            println!("{}", path.display());
        }
    }
    Ok(())
}

fn value_of(figure: &Figure) -> String {
    figure.value.map_or_else(|| "—".to_owned(), |value| value.to_string())
}

fn unit_of(figure: &Figure, locale: Locale) -> String {
    locale.text(match figure.unit {
        Unit::People => "unit-people",
        Unit::Percent => "unit-percent",
    })
}

fn text(report: &Report, locale: Locale) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let title = locale.text_with("report-title", &[("year", format!("{:04}", report.year))]);
    let as_of = locale.text_with("report-as-of", &[("day", report.as_of.to_string())]);
    let _ = writeln!(out, "{title}\n{as_of}\n");
    for figure in &report.figures {
        let _ = writeln!(
            out,
            "{:>8} {}\t{} ({})",
            value_of(figure),
            unit_of(figure, locale),
            locale.text(figure.key),
            figure.code
        );
    }
    out
}

fn sheet(report: &Report, locale: Locale, path: &std::path::Path) -> anyhow::Result<()> {
    let title = locale.text_with("report-title", &[("year", report.year.to_string())]);
    let headers = ["code", "name", "value", "unit", "as_of"].map(str::to_owned);
    let mut writer = SheetWriter::new(SheetFormat::Xlsx, Vec::new(), &title, &headers)?;
    for figure in &report.figures {
        let row = [
            figure.code.to_owned(),
            locale.text(figure.key),
            value_of(figure),
            unit_of(figure, locale),
            report.as_of.to_string(),
        ];
        writer.write_row(&row)?;
    }
    std::fs::File::create(path)?.write_all(&writer.finish()?)?;
    Ok(())
}
