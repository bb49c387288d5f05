//! Commits, crashes, rebuilds, locks.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::data::{ANALYSER, engine, fill, found, id, put, put_worker, query, vacancy, worker};
use crate::search::{Analyser, Change, Engine, Kind, RebuildReason, SearchError};

fn open(dir: &std::path::Path) -> Arc<Engine> {
    Arc::new(Engine::open(dir, ANALYSER.clone()).unwrap())
}

#[test]
fn a_new_folder_asks_for_a_rebuild_and_takes_no_changes_before() {
    let dir = tempfile::tempdir().unwrap();
    let engine = open(dir.path());
    assert_eq!(engine.needs_rebuild(), Some(RebuildReason::Missing));
    assert_eq!(engine.cursor(), None);
    assert!(found(&engine, &query("月嫂")).is_empty());
    assert!(matches!(
        engine.apply(&[put(vacancy(0))], 5),
        Err(SearchError::NeedsRebuild(RebuildReason::Missing))
    ));
    fill(&engine, &[put(vacancy(0))], 5);
    assert_eq!((engine.needs_rebuild(), engine.cursor()), (None, Some(5)));
    assert_eq!(found(&engine, &query("月嫂")), [0]);
}

#[test]
fn changes_are_visible_at_once_repeatable_and_survive_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let first = engine(dir.path(), &[put(vacancy(0)), put(vacancy(6))]);
    let mut renamed = vacancy(0);
    renamed.title = "育儿嫂".to_owned();
    renamed.version = 9;
    let changes = [put(renamed), Change::DropVacancy(id(6)), put_worker(worker(3))];
    for _ in 0..2 {
        first.apply(&changes, 42).unwrap();
        assert_eq!(found(&first, &query("育儿嫂")), [0]);
        assert_eq!(first.ids_and_versions(Kind::Vacancy).unwrap(), [(id(0), 9)]);
        assert_eq!(first.ids_and_versions(Kind::Worker).unwrap(), [(id(3), 1)]);
    }
    drop(first);
    let again = open(dir.path());
    assert_eq!((again.needs_rebuild(), again.cursor()), (None, Some(42)));
    assert_eq!(found(&again, &query("育儿嫂")), [0]);
    again.apply(&[Change::DropWorker(id(3))], 43).unwrap();
    assert!(again.ids_and_versions(Kind::Worker).unwrap().is_empty());
}

#[test]
fn one_writer_at_a_time_and_readers_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    let writing = engine(dir.path(), &[put(vacancy(0))]);
    let refused = Engine::open(dir.path(), ANALYSER.clone()).unwrap_err();
    assert!(matches!(refused, SearchError::Locked(_)));
    assert!(refused.to_string().contains("another process"));
    let reading = Arc::new(Engine::read(dir.path(), ANALYSER.clone()));
    assert_eq!(found(&reading, &query("月嫂")), [0]);
    assert!(matches!(reading.apply(&[], 2), Err(SearchError::ReadOnly)));
    assert!(matches!(reading.rebuild(), Err(SearchError::ReadOnly)));
    writing.apply(&[put(vacancy(6))], 2).unwrap();
    assert_eq!(writing.cursor(), Some(2));
}

#[test]
fn another_word_list_asks_for_a_rebuild() {
    let dir = tempfile::tempdir().unwrap();
    drop(engine(dir.path(), &[put(vacancy(0))]));
    let other = Analyser::new(["挖掘机司机"].into_iter());
    let engine = Engine::open(dir.path(), other).unwrap();
    assert_eq!(engine.needs_rebuild(), Some(RebuildReason::Outdated));
    drop(engine);
    assert_eq!(
        open(dir.path()).needs_rebuild(),
        Some(RebuildReason::Missing),
        "the old index was put aside"
    );
}

#[test]
fn damage_of_any_file_is_noticed_and_put_aside() {
    let healthy = tempfile::tempdir().unwrap();
    drop(engine(healthy.path(), &[put(vacancy(0))]));
    let mut names: Vec<_> = fs::read_dir(healthy.path().join("index/vacancies"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.retain(|name| !name.to_string_lossy().starts_with('.'));
    assert!(names.len() > 3);
    for name in names {
        let dir = tempfile::tempdir().unwrap();
        drop(engine(dir.path(), &[put(vacancy(0))]));
        let folder = dir.path().join("index/vacancies");
        let extension = std::path::Path::new(&name).extension();
        let file = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.extension() == extension)
            .unwrap();
        let half = fs::read(&file).unwrap().len() / 2;
        fs::File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_len(half as u64)
            .unwrap();
        let engine = open(dir.path());
        assert_eq!(engine.needs_rebuild(), Some(RebuildReason::Damaged), "{name:?}");
        fill(&engine, &[put(vacancy(0))], 8);
        assert_eq!(found(&engine, &query("月嫂")), [0]);
        assert!(dir.path().join("index.damaged").exists());
    }
}

#[test]
fn a_crash_between_the_two_renames_is_repaired() {
    let dir = tempfile::tempdir().unwrap();
    drop(engine(dir.path(), &[put(vacancy(0))]));
    let at = |name: &str| dir.path().join(name);
    // The new index was whole and the old one already moved away.
    fs::rename(at("index"), at("index.next")).unwrap();
    fs::create_dir(at("index.old")).unwrap();
    drop(open(dir.path()));
    assert!(at("index").exists() && !at("index.old").exists());
    // The new one was not whole: the old one comes back.
    fs::rename(at("index"), at("index.old")).unwrap();
    fs::create_dir(at("index.next")).unwrap();
    let engine = open(dir.path());
    assert_eq!((engine.needs_rebuild(), engine.cursor()), (None, Some(1)));
    assert!(!at("index.next").exists());
}

#[test]
fn an_abandoned_rebuild_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &[put(vacancy(0))]);
    let mut rebuild = engine.rebuild().unwrap();
    rebuild.add(&[put(vacancy(6))]).unwrap();
    assert!(matches!(engine.rebuild(), Err(SearchError::RebuildRunning)));
    assert!(engine.is_rebuilding());
    drop(rebuild);
    assert!(!engine.is_rebuilding());
    assert_eq!(found(&engine, &query("月嫂")), [0]);
    assert!(!dir.path().join("index.next").exists());
    engine.apply(&[put(vacancy(6))], 2).unwrap();
    assert_eq!(found(&engine, &query("月嫂")).len(), 2);
}

#[test]
fn searches_and_changes_go_on_through_rebuilds() {
    let dir = tempfile::tempdir().unwrap();
    let all: Vec<Change> = (0..30).map(|number| put(vacancy(number))).collect();
    let engine = engine(dir.path(), &all);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let searching = scope.spawn(|| {
            let mut searches = 0;
            while !stop.load(Ordering::SeqCst) {
                assert_eq!(engine.search(&query("长白班")).unwrap().total, 30);
                searches += 1;
            }
            searches
        });
        let changing = scope.spawn(|| {
            while !stop.load(Ordering::SeqCst) {
                engine.apply(&all[..1], 2).unwrap();
            }
        });
        for round in 0..3 {
            fill(&engine, &all, 100 + round);
        }
        stop.store(true, Ordering::SeqCst);
        changing.join().unwrap();
        assert!(searching.join().unwrap() > 0);
    });
    assert!(!dir.path().join("index.old").exists());
    assert_eq!(engine.search(&query("长白班")).unwrap().total, 30);
}

#[test]
fn index_files_hold_no_more_of_a_worker_than_codes() {
    let dir = tempfile::tempdir().unwrap();
    let mut one = worker(1);
    one.want_trades = vec!["6-18-02-04".to_owned()];
    one.certificates = vec!["welder".to_owned()];
    let engine = engine(dir.path(), &[put_worker(one)]);
    let (schema, _) = crate::search::schema::workers();
    assert!(
        schema.fields().all(|(_, entry)| !entry.is_stored()),
        "nothing may be kept in readable form"
    );
    let names: Vec<&str> = schema.fields().map(|(_, entry)| entry.name()).collect();
    for forbidden in ["name", "phone", "identity", "health", "household", "birth", "text"] {
        assert!(
            names.iter().all(|name| !name.contains(forbidden)),
            "{forbidden} in {names:?}"
        );
    }
    assert_eq!(engine.ids_and_versions(Kind::Worker).unwrap().len(), 1);
}
