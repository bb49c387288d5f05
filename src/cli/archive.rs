//! `backup` and `restore`.

use std::path::Path;

use crate::config::Settings;
use crate::{app, archive};

/// Take a backup and say what it holds.
pub async fn backup(settings: &Settings, dest: &Path) -> anyhow::Result<()> {
    let core = app::open_existing(settings).await?;
    let manifest = archive::backup(&core.db, dest, super::now()).await?;
    println!(
        "{} rows in {} tables are in {}",
        rows(&manifest),
        manifest.tables.len(),
        dest.display()
    );
    println!(
        "the key file {} is not part of it: keep a copy of it elsewhere",
        settings.key_file().display()
    );
    Ok(())
}

/// Restore a backup and say what came back.
pub async fn restore(settings: &Settings, src: &Path) -> anyhow::Result<()> {
    let key = settings.key_file();
    if !key.exists() {
        anyhow::bail!(
            "the key file {} is missing: copy it from where the backup was taken. A new key opens none of the numbers in the backup",
            key.display()
        );
    }
    if !src.is_dir() {
        anyhow::bail!("there is no backup at {}", src.display());
    }
    let core = app::open(settings).await?;
    let manifest = archive::restore(&core.db, src).await?;
    println!(
        "{} rows in {} tables are back, as of {}",
        rows(&manifest),
        manifest.tables.len(),
        manifest.taken_at
    );
    Ok(())
}

fn rows(manifest: &archive::Manifest) -> u64 {
    manifest.tables.values().map(|table| table.rows).sum()
}
