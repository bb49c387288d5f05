//! `reindex`: ask for a new index. A running server makes it beside the old one and changes over; without a server this command does it.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};

use crate::app;
use crate::config::Settings;
use crate::search::SearchError;
use crate::search::feeder::{Feeder, outbox, read_marker};
use crate::search::service::Search;

/// Time between two looks at how far the server is.
const LOOK: Duration = Duration::from_millis(200);
/// A server that has not begun by then is not one of ours, or hangs.
const PATIENCE: Duration = Duration::from_mins(1);

/// Run the command.
pub async fn run(settings: &Settings) -> anyhow::Result<()> {
    let core = app::open_existing(settings).await?;
    let request = outbox::request_reindex(&core.db, super::now()).await?;
    let folder = settings.data_dir().to_owned();
    let opened = tokio::task::spawn_blocking(move || Search::open(&folder)).await?;
    let started = Instant::now();
    match opened {
        Ok(search) => {
            let feeding = Feeder::new(&core, search);
            let folder = settings.data_dir().to_owned();
            let fed = tokio::spawn(async move { feeding.feed().await });
            watch(&folder, &request, || fed.is_finished()).await?;
            fed.await??;
        }
        Err(SearchError::Locked(_)) => {
            println!("a server is using this data folder; it makes the new index and goes on answering");
            watch(settings.data_dir(), &request, || false).await?;
        }
        Err(error) => return Err(error.into()),
    }
    println!(
        "the index is new, after {:.1} s; other nodes on this database make theirs by themselves",
        started.elapsed().as_secs_f32()
    );
    Ok(())
}

/// Show how far the rebuild is until `request` is carried out or `over` says that nobody works on it any more.
async fn watch(folder: &Path, request: &str, over: impl Fn() -> bool) -> anyhow::Result<()> {
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(
        "{bar:40} {human_pos} of {human_len} documents",
    )?);
    let mut seen = Instant::now();
    let mut last = None;
    loop {
        let marker = read_marker(folder);
        if marker.reindex == request || over() {
            bar.finish_and_clear();
            return Ok(());
        }
        if let Some(progress) = marker.rebuilding.filter(|progress| last != Some(*progress)) {
            bar.set_length(progress.total);
            bar.set_position(progress.done);
            last = Some(progress);
            seen = Instant::now();
        }
        if seen.elapsed() > PATIENCE {
            bar.abandon();
            bail!(
                "nothing has moved for {} s; the request stays, and the server carries it out when it works again",
                PATIENCE.as_secs()
            );
        }
        tokio::time::sleep(LOOK).await;
    }
}
