//! Putting the parts together: settings → database → keys → index → router; and stopping them in order.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use migration::{Migrator, MigratorTrait as _};
use sea_orm_migration::SchemaManagerConnection;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::config::{ServeSettings, Settings, check_insecure};
use crate::db::Database;
use crate::domain::unit::Core;
use crate::jobs;
use crate::search::feeder::Feeder;
use crate::search::service::Search;
use crate::seed::{self, Seeder};
use crate::vault::Vault;
use crate::web;
use crate::web::state::{App, Clock, Site};

/// Open the data folder: create it, open the keys, connect, bring the schema up to date.
pub async fn open(settings: &Settings) -> anyhow::Result<Core> {
    let folder = settings.data_dir();
    create_private(folder).with_context(|| format!("data folder {}", folder.display()))?;
    let vault = Vault::open_or_create(&settings.key_file())?;
    let db = Database::connect(&settings.database_url()).await.context("database")?;
    Migrator::up(SchemaManagerConnection::Connection(db.reader()), None)
        .await
        .context("schema")?;
    Ok(Core {
        db,
        vault: Arc::new(vault),
        changed: Arc::new(Notify::new()),
        attempts: Arc::default(),
    })
}

/// Open a data folder that is there: a mistyped folder must not become an empty service with a key of its own.
///
/// # Errors
/// If the embedded database is not there, and whatever [`open`] says.
pub async fn open_existing(settings: &Settings) -> anyhow::Result<Core> {
    if let Some(file) = settings.database_file()
        && !file.exists()
    {
        anyhow::bail!("there is no database at {}", file.display());
    }
    open(settings).await
}

#[cfg(unix)]
fn create_private(folder: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_private(folder: &std::path::Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// A process that breaks down writes no core file: the keys and open numbers in its memory would lie on the disk.
#[cfg(unix)]
fn leave_no_image_of_the_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "core files could not be turned off");
    }
}

#[cfg(not(unix))]
fn leave_no_image_of_the_memory() {}

/// Open the search index of this process in the data folder.
pub async fn open_search(settings: &Settings) -> anyhow::Result<Search> {
    let folder = settings.data_dir().to_owned();
    Ok(tokio::task::spawn_blocking(move || Search::open(&folder)).await??)
}

/// Serve until the process is told to stop. Stops in order: no more requests, then the feeder.
pub async fn serve(settings: &Settings, serve: &ServeSettings) -> anyhow::Result<()> {
    leave_no_image_of_the_memory();
    let core = open(settings).await?;
    if serve.demo {
        tell_story(&core).await?;
    }
    let search = open_search(settings).await.context("search index")?;
    let listener = TcpListener::bind(&serve.listen)
        .await
        .with_context(|| format!("listen on {}", serve.listen))?;
    let address: SocketAddr = listener.local_addr()?;
    check_insecure(&address, serve.insecure_http)?;
    let site = Site {
        operator: serve.operator.clone(),
        station_phone: serve.station_phone.clone(),
        insecure_http: serve.insecure_http,
        reader: Some(std::env::current_exe().context("where this program lies")?),
    };
    let feeder = Feeder::new(&core, search.clone());
    let app = App {
        core,
        search,
        clock: Clock::Machine,
        site: Arc::new(site),
    };
    let stop = CancellationToken::new();
    let stop_feeder = CancellationToken::new();
    let feeding = tokio::spawn(feeder.run(|| Clock::Machine.now(), stop_feeder.clone()));
    let stopper = stop.clone();
    tokio::spawn(async move {
        stop_signal().await;
        tracing::info!("stopping");
        stopper.cancel();
    });
    let jobs = tokio::spawn(jobs::run(app.core.clone(), app.clock.clone(), stop.clone()));
    println!("listening on http://{address}");
    web::server::serve(listener, web::router(app), stop).await;
    jobs.await.context("jobs")?;
    stop_feeder.cancel();
    feeding.await.context("search feeder")
}

/// Write the demo story if nobody has a log-in yet, and say how to sign in.
async fn tell_story(core: &Core) -> anyhow::Result<()> {
    let seeder = Seeder::new(core.clone(), Clock::Machine.now());
    if seeder.nobody_can_sign_in().await? {
        let counts = seeder.demo().await?;
        println!(
            "the demo story is ready: {} log-ins, all with the password {}",
            counts.accounts,
            seed::PASSWORD
        );
    }
    Ok(())
}

#[cfg(unix)]
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn stop_signal() {
    let _ = tokio::signal::ctrl_c().await;
}
