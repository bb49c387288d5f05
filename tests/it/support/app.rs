//! The service as a test sees it: the real router without a port, a clock that the test moves, a counter of SQL statements.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use chrono::{DateTime, Duration, TimeZone as _, Utc};
use labour_bridge::db::Database;
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::unit::{Core, Trace, Unit};
use labour_bridge::search::service::Search;
use labour_bridge::vault::Vault;
use labour_bridge::web;
use labour_bridge::web::state::{App, Clock, Site};
use tempfile::TempDir;
use tokio::sync::Notify;

use super::client::Client;
use super::db;

pub struct TestApp {
    pub app: App,
    pub router: Router,
    /// Where the database file, the index and uploads live.
    pub folder: TempDir,
    moment: Arc<Mutex<DateTime<Utc>>>,
    statements: Arc<AtomicUsize>,
}

impl TestApp {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = db::sqlite(folder.path()).await;
        Self::over(database, folder)
    }

    pub async fn postgres() -> Option<Self> {
        let database = db::postgres().await?;
        Some(Self::over(database, tempfile::tempdir().expect("a folder")))
    }

    fn over(mut database: Database, folder: TempDir) -> Self {
        let statements = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&statements);
        database.connection_mut().set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let moment = Arc::new(Mutex::new(
            Utc.with_ymd_and_hms(2026, 11, 23, 2, 0, 0).single().expect("a moment"),
        ));
        let core = Core {
            db: database,
            vault: Arc::new(Vault::from_secret(&[42; 32])),
            changed: Arc::new(Notify::new()),
            attempts: Arc::default(),
        };
        let site = Site {
            operator: "崆峒区劳务工作站".into(),
            station_phone: "12333".into(),
            insecure_http: false,
            reader: Some(env!("CARGO_BIN_EXE_labour-bridge").into()),
        };
        let app = App {
            core,
            search: Search::open(folder.path()).expect("an index"),
            clock: Clock::Set(Arc::clone(&moment)),
            site: Arc::new(site),
        };
        Self {
            router: web::router(app.clone()),
            app,
            folder,
            moment,
            statements,
        }
    }

    /// A browser that is not signed in.
    pub fn visitor(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// The moment of the clock.
    pub fn now(&self) -> DateTime<Utc> {
        *self.moment.lock().expect("the clock")
    }

    /// Let time pass.
    pub fn pass(&self, time: Duration) {
        *self.moment.lock().expect("the clock") += time;
    }

    /// A unit of work as `actor`.
    pub async fn unit_as(&self, actor: &Actor) -> Unit {
        self.app
            .core
            .begin(actor, self.now(), Trace::default())
            .await
            .expect("a unit")
    }

    /// A unit of work as the service itself.
    pub async fn unit(&self) -> Unit {
        self.unit_as(&Actor::System).await
    }

    /// SQL statements since the last call.
    pub fn statements(&self) -> usize {
        self.statements.swap(0, Ordering::Relaxed)
    }
}
