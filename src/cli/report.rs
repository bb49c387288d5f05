//! `report`: the figures of a year, the same as on the pages.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::app;
use crate::config::Settings;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::figures::{self, Asked, Figure, Period, Report};
use crate::domain::interchange::writer::{SheetFormat, SheetWriter};
use crate::i18n::Locale;
use crate::reference::region;

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
    /// Only homes in this place: its code
    #[arg(long)]
    place: Option<String>,
    /// Only what had happened and been verified by this day, like 2019-12-31 [default: today]
    #[arg(long)]
    as_of: Option<NaiveDate>,
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
    let today = clock::day_of(super::now());
    let period = Period::year(args.year).context("the year must be between 2000 and 2100")?;
    if let Some(place) = args.place.as_deref().filter(|place| region::get(place).is_none()) {
        bail!("there is no place with the code {place}");
    }
    let core = app::open_existing(settings).await?;
    let db = core.db.reader();
    let as_of = args.as_of.unwrap_or(today);
    let asked = Asked::new(db, &Actor::System, period, as_of, today)
        .map_err(super::explain)?
        .within(args.place.clone());
    let report = figures::report(db, &asked).await.map_err(super::explain)?;
    let locale = Locale::from_tag(&args.language).unwrap_or_default();
    match args.format {
        Format::Text => print!("{}", text(&report, args.year, locale)),
        Format::Json => println!(
            "{}",
            serde_json::to_string_pretty(&document(&report, args.year, locale))?
        ),
        Format::Xlsx => {
            let path = args
                .out
                .unwrap_or_else(|| PathBuf::from(format!("report-{}.xlsx", args.year)));
            sheet(&report, args.year, locale, &path)?;
            println!("{}", path.display());
        }
    }
    Ok(())
}

fn value_of(figure: &Figure) -> String {
    figure.value.map_or_else(|| "—".to_owned(), |value| value.to_string())
}

fn unit_of(figure: &Figure, locale: Locale) -> String {
    locale.text(&format!("unit-{}", figure.unit.key()))
}

fn name_of(figure: &Figure, locale: Locale) -> String {
    figure
        .indicator()
        .map(|indicator| locale.text(&indicator.words("name")))
        .unwrap_or_default()
}

fn text(report: &Report, year: i32, locale: Locale) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let title = locale.text_with("figures-report-title", &[("year", year.to_string())]);
    let as_of = locale.text_with("figures-report-as-of", &[("day", report.as_of.to_string())]);
    let _ = writeln!(out, "{title}\n{as_of}\n");
    for figure in &report.figures {
        let _ = writeln!(
            out,
            "{:>12} {}\t{} ({})",
            value_of(figure),
            unit_of(figure, locale),
            name_of(figure, locale),
            figure.code
        );
    }
    out
}

fn document(report: &Report, year: i32, locale: Locale) -> serde_json::Value {
    let figures: Vec<serde_json::Value> = report
        .figures
        .iter()
        .map(|figure| {
            json!({
                "code": figure.code, "name": name_of(figure, locale), "unit": figure.unit, "value": figure.value,
                "estimate": figure.estimate,
            })
        })
        .collect();
    json!({
        "year": year, "from": report.from, "until": report.until, "place": report.place, "as_of": report.as_of,
        "figures": figures,
    })
}

fn sheet(report: &Report, year: i32, locale: Locale, path: &std::path::Path) -> anyhow::Result<()> {
    let title = locale.text_with("figures-report-title", &[("year", year.to_string())]);
    let headers = ["code", "name", "value", "unit", "as_of"].map(str::to_owned);
    let mut writer = SheetWriter::new(SheetFormat::Xlsx, Vec::new(), &title, &headers)?;
    for figure in &report.figures {
        let row = [
            figure.code.to_owned(),
            name_of(figure, locale),
            value_of(figure),
            unit_of(figure, locale),
            report.as_of.to_string(),
        ];
        writer.write_row(&row)?;
    }
    std::fs::File::create(path)?.write_all(&writer.finish()?)?;
    Ok(())
}
