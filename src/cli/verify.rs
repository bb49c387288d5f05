//! `verify`: the index against the database, and the records against themselves. Works beside a running server.

use anyhow::bail;

use crate::app;
use crate::config::Settings;
use crate::domain::integrity;
use crate::search::Kind;
use crate::search::feeder::{Differences, Feeder};
use crate::search::service::Search;

/// Differences printed of each sort.
const SHOWN: usize = 10;

/// Run the command.
pub async fn run(settings: &Settings) -> anyhow::Result<()> {
    let core = app::open_existing(settings).await?;
    let folder = settings.data_dir().to_owned();
    let search = tokio::task::spawn_blocking(move || Search::read(&folder)).await?;
    let mut wrong = 0;
    if search.is_ready() {
        let feeder = Feeder::new(&core, search);
        for (kind, name) in [
            (Kind::Vacancy, "posts in the index"),
            (Kind::Worker, "workers in the index"),
        ] {
            wrong += differences(name, &feeder.compare(kind).await?);
        }
    } else {
        println!("index: there is none to compare; start the server or run `labour-bridge reindex`");
        wrong += 1;
    }
    for check in integrity::check(&core.db, &core.vault).await.map_err(super::explain)? {
        println!(
            "{}: {} checked, {} wrong",
            check.name,
            check.looked_at,
            check.wrong.len()
        );
        check.wrong.iter().take(SHOWN).for_each(|line| println!("  {line}"));
        wrong += check.wrong.len();
    }
    if wrong > 0 {
        bail!("{wrong} differences");
    }
    println!("everything agrees");
    Ok(())
}

fn differences(name: &str, found: &Differences) -> usize {
    let sorts = [
        ("missing", &found.missing),
        ("different", &found.different),
        ("surplus", &found.surplus),
    ];
    let wrong: usize = sorts.iter().map(|(_, ids)| ids.len()).sum();
    println!("{name}: {} expected, {wrong} differ", found.expected);
    for (sort, ids) in sorts {
        ids.iter().take(SHOWN).for_each(|id| println!("  {sort}: {id}"));
    }
    wrong
}
