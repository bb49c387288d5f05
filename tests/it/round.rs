//! The monthly round: on the screen, on paper, and what a village's answers raise.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{EndReason, PlacementState, Role, RoundWay, StatusSource, WorkerStatus};
use entity::{round_answer, round_sheet, village_alert, worker, worker_status_change};
use labour_bridge::domain::round;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::people::TOWNSHIP;
use crate::support::workers::{OTHER_VILLAGE, VILLAGE};
use crate::support::{TestApp, html, on_both};

async fn row(app: &TestApp, id: Uuid) -> worker::Model {
    worker::Entity::find_by_id(id)
        .one(app.app.core.db.reader())
        .await
        .expect("an answer")
        .expect("a worker")
}

async fn answers(app: &TestApp, worker: Uuid) -> Vec<round_answer::Model> {
    round_answer::Entity::find()
        .filter(round_answer::Column::WorkerId.eq(worker))
        .all(app.app.core.db.reader())
        .await
        .expect("answers")
}

on_both! {
    async fn one_tap_says_as_before_and_goes_on_at_the_next_row(app) {
        let one = app.worker(1, "马秀英", VILLAGE).await;
        let two = app.worker(2, "李桂兰", VILLAGE).await;
        app.pass(Duration::days(20));
        let mut liaison = app.person(Role::Liaison).await;
        liaison.get("/").await.ok().shows("这个月还没问完的村");
        liaison.get("/round").await.ok().shows("白水镇白水村").shows("问了 0 人，一共 2 人");
        let path = format!("/round/villages/{VILLAGE}");
        let page = liaison.get(&path).await.ok();
        page.shows("马秀英").shows("李桂兰").shows("想找活");
        let values = html::attributes(&page.text, "button[name=same]", "value");
        assert_eq!(values.len(), 2);
        let (first, next) = values[0].split_once(' ').expect("a person and the next");
        let back = liaison.post(&path, &[("same", &values[0]), ("page", "1")]).await.done();
        assert_eq!(back, format!("{path}?page=1#p-{next}"));
        let first: Uuid = first.parse().expect("an id");
        assert!([one, two].contains(&first));
        let asked = row(&app, first).await;
        assert_eq!((asked.status_as_of, asked.status_source), (app.today(), StatusSource::Liaison));
        let told = answers(&app, first).await;
        assert_eq!((told.len(), told[0].way, told[0].status_before == told[0].status_after), (1, RoundWay::Screen, true));
        liaison.get("/round").await.ok().shows("问了 1 人，一共 2 人");
        liaison.post(&path, &[("page", "1")]).await.done();
        liaison.get(&path).await.ok().shows("还没有选人");
        let ids = [one.to_string(), two.to_string()];
        liaison.post(&path, &[("id", &ids[0]), ("id", &ids[1]), ("page", "1")]).await.done();
        assert_eq!(answers(&app, first).await.len(), 1, "one answer a month");
        liaison.get("/").await.ok().hides("这个月还没问完的村");
        liaison.set_cookie("lang", "en");
        liaison.get(&path).await.ok().shows("As before");
        liaison.get("/round").await.ok().shows("2 of 2 people asked");
    }

    async fn a_change_closes_the_job_and_begins_the_help(app) {
        let (worker, placement) = app.at_work(1, "马秀英", 20).await;
        let mut liaison = app.person(Role::Liaison).await;
        let path = format!("/round/people/{worker}");
        liaison.get(&path).await.ok().shows("兰州某餐馆").shows("为什么回来");
        let wrong = liaison.post(&path, &[("status", "idle"), ("since", "2026-10-01"), ("place", "没有这里"), ("work", "在家"), ("reason", "pay")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("没有这里").shows("在家");
        let early = liaison.post(&path, &[("status", "idle"), ("since", "2026-10-01"), ("reason", "pay")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.shows("最后一天早过了第一天");
        assert_eq!(app.placement(placement).await.state, PlacementState::Unverified);
        liaison.post(&path, &[("status", "idle"), ("since", "2026-11-20"), ("reason", "pay")]).await.done();
        let job = app.placement(placement).await;
        assert_eq!((job.state, job.end_reason, job.ended_on.map(|day| day.to_string())), (PlacementState::Left, Some(EndReason::Pay), Some("2026-11-20".into())));
        assert_eq!(row(&app, worker).await.status, WorkerStatus::Idle);
        assert_eq!(app.helps(worker).await.len(), 1);
        // Gone again, without a job of ours: where and what stays for the next month.
        liaison.post(&path, &[("status", "away"), ("since", "2026-11-23"), ("place", "兰州市城关区"), ("work", "饭馆帮厨")]).await.done();
        let told = answers(&app, worker).await;
        assert_eq!((told.len(), told[0].status_before, told[0].status_after), (1, WorkerStatus::Away, WorkerStatus::Away));
        app.pass(Duration::days(20));
        let mut liaison = app.sign_in("liaison-home").await;
        let village = format!("/round/villages/{VILLAGE}");
        liaison.get(&village).await.ok().shows("饭馆帮厨");
        liaison.post(&village, &[("same", &worker.to_string()), ("page", "1")]).await.done();
        let told = answers(&app, worker).await;
        assert_eq!((told.len(), told.iter().filter(|row| row.work == "饭馆帮厨").count()), (2, 2));
        let history = worker_status_change::Entity::find().filter(worker_status_change::Column::WorkerId.eq(worker)).count(app.app.core.db.reader()).await;
        assert!(history.expect("a count") >= 5);
    }

    async fn a_paper_list_comes_back_typed_in(app) {
        let (_, placement) = app.at_work(1, "马秀英", 20).await;
        let mut ids = Vec::new();
        for (seed, name) in [(2, "李桂兰"), (3, "王桂花")] {
            ids.push(app.worker(seed, name, VILLAGE).await);
        }
        app.worker(4, "别村的人", OTHER_VILLAGE).await;
        let mut liaison = app.person(Role::Liaison).await;
        let sheet = liaison.post(&format!("/round/villages/{VILLAGE}/sheets"), &[]).await.done();
        let page = liaison.get(&sheet).await.ok();
        page.shows("马秀英").shows("王桂花").hides("别村的人").shows("<svg class=\"qr").shows("在号码上画圈");
        let codes = html::texts(&page.text, "tbody .ref");
        assert_eq!(codes.len(), 3);
        let head = round_sheet::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").expect("a sheet");
        assert!(codes.iter().all(|code| code.starts_with(&head.code)));
        // The square leads to the person.
        let person = liaison.get(&format!("/round/rows/{}", codes[0])).await.done();
        assert!(person.starts_with("/round/people/"));
        assert_eq!(liaison.get("/round/rows/KT7M-01-Z").await.status, StatusCode::NOT_FOUND);
        let names: Vec<String> = html::texts(&page.text, "tbody th").iter().map(|text| text.chars().take(3).collect()).collect();
        let of = |name: &str| codes[names.iter().position(|known| known == name).expect(name)].clone();
        let lines = format!("{} 4 2026-11-20\n{} 1\n{} 77\nqqqq\n{} 2", of("马秀英"), of("李桂兰"), of("王桂花"), of("李桂兰"));
        let looked = liaison.post("/round/typing", &[("sheet", ""), ("lines", &lines)]).await.ok();
        looked.shows("马秀英").shows("保存这 2 行").shows("有 3 行看不懂").shows("这个人写了两遍").shows("qqqq");
        assert_eq!(app.placement(placement).await.state, PlacementState::Unverified, "looking changes nothing");
        let saved = liaison.post("/round/typing", &[("sheet", ""), ("lines", &lines), ("save", "yes")]).await.ok();
        saved.shows("存好了 2 行").shows("qqqq").hides("保存这");
        assert_eq!(app.placement(placement).await.state, PlacementState::Left);
        assert_eq!(answers(&app, ids[0]).await[0].way, RoundWay::Paper);
        // With the letters of the sheet the number of the row is enough.
        let number: String = of("王桂花").split('-').nth(1).expect("a number").to_owned();
        liaison.post("/round/typing", &[("sheet", &head.code.to_lowercase()), ("lines", &format!("{number} 3")), ("save", "yes")]).await.done();
        assert_eq!(row(&app, ids[1]).await.status, WorkerStatus::Near);
        liaison.set_cookie("lang", "en");
        liaison.get(&sheet).await.ok().shows("Circle one number");
        liaison.get("/round/typing").await.ok().shows("One person a line");
    }

    async fn a_village_whose_people_come_home_raises_a_task(app) {
        let mut people = Vec::new();
        for seed in 0..4 {
            people.push(app.at_work(seed, "马秀英", 40).await.0);
        }
        app.at_work(9, "别村的人", 40).await;
        let mut liaison = app.person(Role::Liaison).await;
        for (at, worker) in people.iter().take(3).enumerate() {
            let raised = village_alert::Entity::find().count(app.app.core.db.reader()).await.expect("a count");
            assert_eq!(raised, 0, "{at}");
            liaison.post(&format!("/round/people/{worker}"), &[("status", "seeking"), ("since", "2026-11-22"), ("reason", "employer_closed")]).await.done();
        }
        let alert = village_alert::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").expect("an alert");
        assert_eq!((alert.region_code.as_str(), alert.came_home), (VILLAGE, 3));
        let mut county = app.person(Role::County).await;
        county.get("/").await.ok().shows("回来人多、要去问的村");
        county.get("/round/alerts").await.ok().shows("白水村").shows("回来 3 人");
        // A fourth brings it up to date.
        liaison.post(&format!("/round/people/{}", people[3]), &[("status", "idle"), ("since", "2026-11-22"), ("reason", "pay")]).await.done();
        let path = format!("/round/alerts/{}", alert.id);
        assert_eq!(county.post(&path, &[("version", "1"), ("note", "那家厂关了")]).await.status, StatusCode::CONFLICT);
        assert_eq!(county.post(&path, &[("version", "2"), ("note", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        county.post(&path, &[("version", "2"), ("note", "那家厂关了")]).await.done();
        county.get("/").await.ok().hides("回来人多、要去问的村");
        assert_eq!(round::raise_everywhere(&app.app.core, app.now()).await.expect("looked"), 1);
        assert_eq!(village_alert::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 1, "what was handled rests");
        county.set_cookie("lang", "en");
        county.get("/round/alerts").await.ok().shows("4 of");
    }

    async fn strangers_ask_nobody(app) {
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let mut station = app.person(Role::Station).await;
        let sheet = station.post(&format!("/round/villages/{VILLAGE}/sheets"), &[]).await.done();
        let code = html::texts(&station.get(&sheet).await.ok().text, "tbody .ref").remove(0);
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            let mut stranger = app.stranger(role).await;
            let village = format!("/round/villages/{VILLAGE}");
            for path in [village.clone(), sheet.clone(), format!("/round/rows/{code}"), format!("/round/people/{worker}")] {
                assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?} {path}");
            }
            for (path, form) in [(village.clone(), [("same", worker.to_string())]), (format!("{village}/sheets"), [("x", String::new())]), (format!("/round/people/{worker}"), [("status", "away".into())])] {
                let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
                assert_eq!(stranger.post(&path, &form).await.status, StatusCode::NOT_FOUND, "{role:?} {path}");
            }
            let typed = stranger.post("/round/typing", &[("lines", &format!("{code} 5")), ("save", "yes")]).await;
            assert!(!typed.text.contains("马秀英"), "{role:?}");
            assert!(!stranger.get("/round").await.text.contains("白水"), "{role:?}");
        }
        // A liaison of a township asks in its villages alone, and not beside them under another village's address.
        let mut liaison = app.person(Role::Liaison).await;
        assert_eq!(liaison.get("/round/villages/620802104200").await.status, StatusCode::NOT_FOUND);
        assert_eq!(liaison.get(&format!("/round/villages/{TOWNSHIP}")).await.status, StatusCode::OK);
        assert_eq!(liaison.get("/round/villages/xyz").await.status, StatusCode::NOT_FOUND);
        assert_eq!(row(&app, worker).await.version, 1);
        assert!(answers(&app, worker).await.is_empty());
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get(&format!("/round/villages/{VILLAGE}")).await.ok().shows("马秀英").hides("和上次一样");
    }

    async fn the_lists_ask_the_database_as_often_for_many_as_for_few(app) {
        let mut county = app.person(Role::County).await;
        app.worker(1, "马秀英", VILLAGE).await;
        let paths = ["/round".to_owned(), format!("/round?place={TOWNSHIP}"), format!("/round/villages/{VILLAGE}")];
        let mut few = Vec::new();
        for path in &paths {
            app.statements();
            county.get(path).await.ok();
            few.push(app.statements());
        }
        for seed in 10..16 {
            app.worker(seed, "王桂花", if seed > 12 { VILLAGE } else { OTHER_VILLAGE }).await;
        }
        for (path, few) in paths.iter().zip(few) {
            app.statements();
            county.get(path).await.ok();
            assert_eq!(app.statements(), few, "{path}");
        }
    }
}
