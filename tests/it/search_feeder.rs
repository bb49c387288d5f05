//! The index follows the database, whatever happens in between.

use chrono::Duration;
use entity::codes::{EmployerState, VacancyState};
use entity::meta;
use labour_bridge::search::feeder::{Differences, outbox};
use labour_bridge::search::service::Search;
use labour_bridge::search::{Kind, VacancyQuery};
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait as _, Set};
use uuid::Uuid;

use crate::support::{TestApp, on_both};

async fn total(app: &TestApp, search: &Search, text: &str) -> u64 {
    let query = VacancyQuery {
        text: text.to_owned(),
        limit: 10,
        today: labour_bridge::domain::clock::day_of(app.now()),
        ..VacancyQuery::default()
    };
    search.vacancies(query).await.expect("searched").total
}

#[track_caller]
fn agree(differences: &[Differences; 2], vacancies: usize, workers: usize) {
    assert!(differences.iter().all(Differences::is_empty), "{differences:?}");
    assert_eq!(differences.each_ref().map(|one| one.expected), [vacancies, workers]);
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn open(folder: &tempfile::TempDir) -> Search {
    Search::open(folder.path()).expect("an index")
}

on_both! {
    async fn a_change_is_found_after_feeding_and_what_is_not_public_never(app) {
        app.feed().await;
        let firm = app.board_employer("天津桃源机械厂").await;
        let post = app.board_post(firm, "电焊工", |_| {}).await;
        app.board_post(firm, "电焊工草稿", |row| row.state = Set(VacancyState::Draft)).await;
        assert_eq!(total(&app, &app.app.search, "电焊工").await, 0);
        let fed = app.feed().await;
        assert_eq!((fed.events, fed.rebuilt), (2, false));
        assert_eq!(total(&app, &app.app.search, "电焊工").await, 1);
        app.board_change(post, true, |row| row.title = Set("氩弧焊工".to_owned())).await;
        app.feed().await;
        assert_eq!(total(&app, &app.app.search, "氩弧焊工").await, 1);
        app.board_change(post, true, |row| row.filled = Set(5)).await;
        app.feed().await;
        assert_eq!(total(&app, &app.app.search, "氩弧焊工").await, 0);
        agree(&app.differences(&app.app.search).await, 0, 0);
    }

    async fn the_boxes_of_a_post_are_found_by_their_words(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        app.board_post(firm, "电焊工学徒", |row| row.lodging = Set(entity::codes::Provision::None)).await;
        app.feed().await;
        assert_eq!(total(&app, &app.app.search, "天津 包吃住 电焊工").await, 1);
        assert_eq!(total(&app, &app.app.search, "河西区 白班").await, 2);
    }

    async fn a_process_killed_between_the_commit_and_the_index_catches_up(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let dir = folder();
        {
            let search = open(&dir);
            let post = app.board_post(firm, "电焊工", |_| {}).await;
            app.feeder(&search).feed().await.expect("fed");
            // Acknowledged, announced, and the process is gone before the index hears of it.
            app.board_change(post, true, |row| row.state = Set(VacancyState::Paused)).await;
            app.board_post(firm, "帮厨", |row| row.occupation_code = Set("4-03-02-05".to_owned())).await;
            app.board_worker("马秀英", |_| {}).await;
        }
        let again = open(&dir);
        assert_eq!(total(&app, &again, "电焊工").await, 1);
        let fed = app.feeder(&again).feed().await.expect("fed");
        assert_eq!((fed.events, fed.rebuilt), (3, false));
        agree(&app.differences(&again).await, 1, 1);
        assert_eq!(total(&app, &again, "电焊工").await, 0);
    }

    async fn a_node_that_was_away_while_events_were_pruned_rebuilds(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let post = app.board_post(firm, "电焊工", |_| {}).await;
        let dir = folder();
        app.feeder(&open(&dir)).feed().await.expect("fed");
        app.board_change(post, true, |row| row.state = Set(VacancyState::Withdrawn)).await;
        app.pass(Duration::days(outbox::KEEP_DAYS) + Duration::hours(1));
        app.board_post(firm, "钳工", |_| {}).await;
        assert_eq!(outbox::prune(&app.app.core.db, app.now()).await.expect("pruned"), 2);
        let again = open(&dir);
        assert!(app.feeder(&again).feed().await.expect("fed").rebuilt);
        agree(&app.differences(&again).await, 1, 0);
        assert!(!app.feeder(&again).feed().await.expect("fed").rebuilt);
    }

    async fn an_index_of_another_database_or_of_a_later_state_is_not_trusted(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        app.feed().await;
        set_meta(&app, "database_id", &Uuid::new_v4().to_string()).await;
        assert!(app.feed().await.rebuilt);
        // A backup from before the last event is put back.
        entity::outbox_event::Entity::delete_many().exec(app.app.core.db.reader()).await.expect("gone");
        assert!(app.feed().await.rebuilt);
        assert!(!app.feed().await.rebuilt);
        agree(&app.differences(&app.app.search).await, 1, 0);
    }

    async fn a_rebuild_is_made_once_for_each_request_and_searching_goes_on(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        for number in 0..40 {
            app.board_post(firm, &format!("电焊工{number}"), |_| {}).await;
        }
        app.feed().await;
        outbox::request_reindex(&app.app.core.db, app.now()).await.expect("asked");
        let searching = async {
            let mut least = u64::MAX;
            for _ in 0..60 {
                least = least.min(total(&app, &app.app.search, "电焊工").await);
                tokio::task::yield_now().await;
            }
            least
        };
        let (fed, least) = tokio::join!(app.feed(), searching);
        assert!(fed.rebuilt);
        assert_eq!(least, 40);
        assert!(!app.feed().await.rebuilt);
    }

    async fn an_employer_that_may_not_post_takes_its_posts_along(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        let reported = app.board_employer("外地报来的厂").await;
        app.board_change_employer(reported, |row| row.state = Set(EmployerState::Registered)).await;
        app.board_post(reported, "钳工", |row| row.source = Set("河西区就业中心".to_owned())).await;
        app.board_post(reported, "铣工", |_| {}).await;
        app.feed().await;
        assert_eq!([total(&app, &app.app.search, "钳工").await, total(&app, &app.app.search, "铣工").await], [1, 0]);
        for firm in [firm, reported] {
            app.board_change_employer(firm, |row| row.state = Set(EmployerState::Suspended)).await;
        }
        app.feed().await;
        assert_eq!(total(&app, &app.app.search, "").await, 0);
    }

    async fn a_change_that_nobody_announced_is_what_verify_finds(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let post = app.board_post(firm, "电焊工", |_| {}).await;
        app.feed().await;
        app.board_change(post, false, |row| row.pay_min_yuan = Set(5_300)).await;
        let [vacancies, _] = app.differences(&app.app.search).await;
        assert_eq!(vacancies.different, [post]);
        app.board_change(post, false, |row| row.state = Set(VacancyState::Paused)).await;
        let [vacancies, _] = app.differences(&app.app.search).await;
        assert_eq!((vacancies.expected, vacancies.surplus), (0, vec![post]));
    }

    async fn only_workers_who_agreed_are_in_the_index_and_nothing_that_names_them(app) {
        let agreed = app.board_worker("马秀英甲乙丙", |_| {}).await;
        app.board_worker("没同意", |row| row.matchable = Set(false)).await;
        app.board_worker("合并了", |row| row.merged_into = Set(Some(agreed))).await;
        app.feed().await;
        let held = app.app.search.contents(Kind::Worker).await.expect("contents");
        assert_eq!(held.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [agreed]);
        for canary in ["马秀英甲乙丙", "哮喘", "no_dust", "1224"] {
            assert!(!holds(app.folder.path().join("index").as_path(), canary.as_bytes()), "{canary}");
        }
    }
}

async fn set_meta(app: &TestApp, key: &str, value: &str) {
    meta::Entity::insert(meta::ActiveModel {
        key: Set(key.to_owned()),
        value: Set(value.to_owned()),
    })
    .on_conflict(
        OnConflict::column(meta::Column::Key)
            .update_column(meta::Column::Value)
            .to_owned(),
    )
    .exec_without_returning(app.app.core.db.reader())
    .await
    .expect("set");
}

/// Whether any file below `folder` holds these bytes.
pub fn holds(folder: &std::path::Path, wanted: &[u8]) -> bool {
    let mut seen = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            seen += 1;
            let content = std::fs::read(&path).expect("a file");
            if content.windows(wanted.len()).any(|window| window == wanted) {
                return true;
            }
        }
    }
    assert!(seen > 0, "no files were looked at");
    false
}
