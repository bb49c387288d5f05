//! A clean database per test: a file copied, or a database cloned, from one that was migrated once.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use labour_bridge::db::Database;
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement};
use tempfile::TempDir;
use tokio::sync::OnceCell;

static SQLITE_TEMPLATE: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();
static POSTGRES_TEMPLATE: OnceCell<String> = OnceCell::const_new();
static COUNTER: AtomicU32 = AtomicU32::new(0);

pub async fn migrated(url: &str) -> Database {
    let db = Database::connect(url).await.expect("a database");
    Migrator::up(db.reader(), None).await.expect("the schema");
    db
}

/// A fresh `SQLite` file in `folder`.
pub async fn sqlite(folder: &std::path::Path) -> Database {
    let (_, template) = SQLITE_TEMPLATE
        .get_or_init(|| async {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("template.sqlite");
            let db = migrated(&format!("sqlite://{}?mode=rwc", path.display())).await;
            db.reader()
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await
                .expect("a checkpoint");
            db.reader().clone().close().await.expect("closed");
            (folder, path)
        })
        .await;
    let path = folder.join("test.sqlite");
    std::fs::copy(template, &path).expect("a copy of the template");
    Database::connect(&format!("sqlite://{}?mode=rwc", path.display()))
        .await
        .expect("the copy")
}

/// A fresh `PostgreSQL` database, if a server is given.
pub async fn postgres() -> Option<Database> {
    Some(Database::connect(&postgres_url().await?).await.expect("the clone"))
}

/// The address of a fresh `PostgreSQL` database, if a server is given.
pub async fn postgres_url() -> Option<String> {
    let Ok(server) = std::env::var("LB_TEST_POSTGRES") else {
        let required = std::env::var("LB_REQUIRE").is_ok_and(|parts| parts.contains("postgres"));
        assert!(
            !required,
            "LB_REQUIRE asks for PostgreSQL, but LB_TEST_POSTGRES names no server"
        );
        return None;
    };
    let server = server.trim_end_matches('/').to_owned();
    let template = POSTGRES_TEMPLATE
        .get_or_init(|| async {
            let name = format!("lb_template_{}", std::process::id());
            execute(&server, &format!("DROP DATABASE IF EXISTS {name}")).await;
            execute(&server, &format!("CREATE DATABASE {name}")).await;
            let db = migrated(&format!("{server}/{name}")).await;
            db.reader().clone().close().await.expect("closed");
            name
        })
        .await;
    let name = format!(
        "lb_test_{}_{}",
        std::process::id(),
        COUNTER.fetch_add(1, Ordering::Relaxed)
    );
    execute(&server, &format!("DROP DATABASE IF EXISTS {name}")).await;
    execute(
        &server,
        &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"),
    )
    .await;
    Some(format!("{server}/{name}"))
}

/// One statement on the server's own database, one after the other: a template may be copied by one at a time.
async fn execute(server: &str, sql: &str) {
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _turn = ONE.lock().await;
    let admin = sea_orm::Database::connect(format!("{server}/postgres"))
        .await
        .expect("the server of LB_TEST_POSTGRES");
    admin
        .execute_raw(Statement::from_string(DatabaseBackend::Postgres, sql.to_owned()))
        .await
        .expect(sql);
    admin.close().await.expect("closed");
}
