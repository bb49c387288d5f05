//! `export workers|employers|vacancies|applications|placements --out FILE`.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::app;
use crate::config::Settings;
use crate::domain::interchange::writer::SheetFormat;
use crate::domain::interchange::{self, ExportOf, Words};
use crate::domain::unit::Trace;
use crate::i18n::{Locale, rows};

/// A list to take out.
#[derive(Args, Debug)]
pub struct Export {
    /// workers, employers, vacancies, applications or placements
    what: String,
    /// Where it goes: a file ending in .xlsx or .csv
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// What it is for; written into the audit trail
    #[arg(long, value_name = "WHY", default_value = "command line")]
    reason: String,
    /// Sign-in name of the person who answers for it; its places limit what goes out
    #[arg(long = "as", value_name = "USER")]
    user: Option<String>,
    /// Language of the sheet: zh-CN or en
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

/// Take the list out.
pub async fn run(settings: &Settings, export: Export) -> anyhow::Result<()> {
    let locale = Locale::from_tag(&export.lang).context("--lang is zh-CN or en")?;
    let list = ExportOf::from_key(&export.what).with_context(|| {
        let known: Vec<&str> = ExportOf::ALL.iter().map(|list| list.key()).collect();
        format!("there is no list {}; there are {}", export.what, known.join(", "))
    })?;
    let format = match export.out.extension().and_then(|ending| ending.to_str()) {
        Some("xlsx") => SheetFormat::Xlsx,
        Some("csv") => SheetFormat::Csv,
        _ => bail!("--out must end in .xlsx or .csv"),
    };
    let core = app::open_existing(settings).await?;
    let actor = super::import::actor(&core, export.user.as_deref()).await?;
    let column = |key: &str| rows::column(locale, key);
    let label = |list: &str, key: &str| rows::label(locale, list, key);
    let words = Words {
        sheet: locale.text(&format!("export-{}", list.key())),
        column: &column,
        label: &label,
    };
    let unit = core
        .begin(&actor, super::now(), Trace::default())
        .await
        .map_err(super::explain)?;
    let out = BufWriter::new(File::create(&export.out).with_context(|| format!("write {}", export.out.display()))?);
    let (written, _) = interchange::export(&unit, list, format, &export.reason, out, &words)
        .await
        .map_err(super::explain)?;
    unit.commit().await.map_err(super::explain)?;
    println!("{written} rows: {}", export.out.display());
    Ok(())
}
