//! Backups and restores.

use entity::codes::Role;
use entity::{account, audit_event, meta, session, stored_file};
use labour_bridge::archive::{self, ArchiveError};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, PaginatorTrait as _, Set};
use uuid::Uuid;

use crate::support::{TestApp, on_both};

on_both! {
    async fn a_backup_comes_back_whole_in_the_other_engine(app) {
        app.person(Role::Station).await;
        let db = &app.app.core.db;
        let file = stored_file::ActiveModel {
            id: Set(Uuid::new_v4()), owner: Set(entity::codes::Subject::Employer), owner_id: Set(Uuid::new_v4()),
            media_type: Set("image/png".into()), size: Set(4), sha256: Set("x".into()), content: Set(vec![0, 255, 10, 34]),
            created_by: Set(None), created_at: Set(app.now()),
        };
        let file = file.insert(db.reader()).await.expect("a file");
        let target = app.folder.path().join("backup");
        let manifest = archive::backup(db, &target, app.now()).await.expect("a backup");

        let other = if app.app.core.db.is_sqlite() { TestApp::postgres().await } else { None };
        let other = match other {
            Some(other) => other,
            None => TestApp::sqlite().await,
        };
        assert_eq!(archive::restore(&other.app.core.db, &target).await.expect("a restore"), manifest);
        let reader = other.app.core.db.reader();
        assert_eq!(account::Entity::find().all(reader).await.expect("rows"), account::Entity::find().all(db.reader()).await.expect("rows"));
        assert_eq!(session::Entity::find().all(reader).await.expect("rows"), session::Entity::find().all(db.reader()).await.expect("rows"));
        assert_eq!(stored_file::Entity::find_by_id(file.id).one(reader).await.expect("a row"), Some(file));

        // The counters go on: the next audit row finds its number free.
        let before = audit_event::Entity::find().count(reader).await.expect("a count");
        other.sign_in("station-home").await;
        assert_eq!(audit_event::Entity::find().count(reader).await.expect("a count"), before + 1);

        let again = archive::restore(&other.app.core.db, &target).await;
        assert!(matches!(again, Err(ArchiveError::DatabaseNotEmpty(_))), "{again:?}");
    }

    async fn a_backup_that_was_changed_is_refused_and_leaves_nothing(app) {
        let db = &app.app.core.db;
        meta::ActiveModel { key: Set("a".into()), value: Set("b".into()) }.insert(db.reader()).await.expect("a row");
        let target = app.folder.path().join("backup");
        archive::backup(db, &target, app.now()).await.expect("a backup");
        let file = target.join("meta.jsonl");
        let text = std::fs::read_to_string(&file).expect("a file");
        std::fs::write(&file, text.replace("\"b\"", "\"c\"")).expect("changed");
        let fresh = TestApp::sqlite().await;
        let refused = archive::restore(&fresh.app.core.db, &target).await;
        assert!(matches!(refused, Err(ArchiveError::Altered(_))), "{refused:?}");
        assert_eq!(meta::Entity::find().count(fresh.app.core.db.reader()).await.expect("a count"), 0);
    }
}

#[test]
fn every_table_of_the_schema_is_in_the_backup() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = std::fs::read_to_string(folder.join("src/archive/tables.rs")).expect("a file");
    let entities = std::fs::read_to_string(folder.join("entity/src/lib.rs")).expect("a file");
    let modules = entities
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let missing: Vec<&str> = modules
        .filter(|module| *module != "codes" && !listed.contains(&format!("$each!({module})")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
