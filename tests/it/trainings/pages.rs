//! The pages as people use them: plan, seats, roll, results, certificates, paper; both languages; strangers.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{Role, SeatState, TrainingState};
use entity::{application, audit_event, training, training_request};
use labour_bridge::domain::trainings::TrainingInput;
use labour_bridge::domain::trainings::state::Step;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::employers::PDF;
use crate::support::trainings::class;
use crate::support::vacancies::canteen;
use crate::support::workers::{VILLAGE, phone};
use crate::support::{Client, TestApp, html, on_both};

fn typed(app: &TestApp) -> Vec<(&'static str, String)> {
    let first = app.today() + Duration::days(20);
    let days = [
        ("form_key", Uuid::new_v4().to_string()),
        ("first_day", first.to_string()),
        ("last_day", (first + Duration::days(4)).to_string()),
        ("plan_filed_on", app.today().to_string()),
    ];
    let rest = [
        ("kind", "class"),
        ("title", "冬季护理员班"),
        ("number", "PX2026-07"),
        ("trade", "养老护理员"),
        ("level", "none"),
        ("brand", "jingan_care"),
        ("certificate", "eldercare"),
        ("hours", "40"),
        ("hours_per_day", "８"),
        ("for", "崆峒区"),
        ("place", "崆峒区"),
        ("address", "职教中心"),
        ("institution", "崆峒区职业教育中心"),
        ("teacher", "李老师"),
        ("funding", "协作资金"),
        ("cost", "1200"),
        ("seats", "30"),
        ("required", "80"),
        ("plan_number", "崆人社培〔2026〕7号"),
    ];
    days.into_iter()
        .chain(rest.map(|(name, value)| (name, value.to_owned())))
        .collect()
}

fn with(form: &[(&'static str, String)], name: &'static str, value: &str) -> Vec<(&'static str, String)> {
    let mut form: Vec<(&'static str, String)> = form.iter().filter(|(known, _)| *known != name).cloned().collect();
    form.push((name, value.to_owned()));
    form
}

fn sent<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// Roster and sheet on paper and as a workbook, and every page in English.
async fn on_paper(county: &mut Client, path: &str) {
    county
        .get(&format!("{path}/roster"))
        .await
        .ok()
        .shows("培训花名册")
        .shows("本人签字")
        .shows("填报人")
        .hides("trainings-");
    county
        .get(&format!("{path}/sheet"))
        .await
        .ok()
        .shows("培训考勤表")
        .shows("×")
        .hides("trainings-");
    let sheet = county.get(&format!("{path}/roster.xlsx")).await.ok();
    assert!(sheet.bytes.starts_with(b"PK"));
    let mut english = county.clone();
    english.set_cookie("lang", "en");
    for page in ["", "/roster", "/sheet", "/papers"] {
        english.get(&format!("{path}{page}")).await.ok().hides("trainings-");
    }
    english
        .get("/trainings")
        .await
        .ok()
        .shows("1–1 of 1")
        .hides("trainings-");
    english.get("/trainings/certificates").await.ok().hides("trainings-");
    english.get("/learn").await.ok().shows("No course").hides("trainings-");
}

on_both! {
    async fn a_class_is_planned_filed_filled_held_examined_and_certified_through_the_pages(app) {
        let mut county = app.person(Role::County).await;
        county.get("/trainings").await.ok().shows("这里没有培训").shows("新办一期");
        county.get("/trainings/new").await.ok().shows("崆峒区").hides("trainings-");
        let form = typed(&app);
        let path = county.post("/trainings/new", &sent(&form)).await.done();
        assert_eq!(county.post("/trainings/new", &sent(&form)).await.done(), path, "sent twice, planned once");
        let db = app.app.core.db.reader();
        assert_eq!(training::Entity::find().count(db).await.expect("a count"), 1);
        let id: Uuid = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
        county.get(&path).await.ok().shows("冬季护理员班").shows("计划").shows("津甘护工").shows("10 个半天").hides("trainings-");
        let key = Uuid::new_v4().to_string();
        let today = app.today().to_string();
        let fields = [("form_key", key.as_str()), ("kind", "plan"), ("number", "7号"), ("dated_on", today.as_str())];
        county.get(&format!("{path}/papers")).await.ok().hides("trainings-");
        county.upload(&format!("{path}/papers"), &fields, &[("file", "x", "application/pdf", PDF)]).await.done();
        county.post(&format!("{path}/steps/file"), &[("version", "1")]).await.done();
        assert_eq!(app.visitor().get(&format!("/learn/{id}")).await.status, StatusCode::NOT_FOUND);
        let raced = county.post(&format!("{path}/steps/open"), &[("version", "1")]).await;
        assert_eq!(raced.status, StatusCode::CONFLICT);
        county.post(&format!("{path}/steps/open"), &[("version", "2")]).await.done();
        app.visitor().get("/learn").await.ok().shows("冬季护理员班").shows("还有 30 个名额").hides("trainings-");
        let one = app.worker(1, "马秀英", VILLAGE).await;
        let two = app.worker(2, "王富贵", VILLAGE).await;
        let enrol = format!("{path}/enrol");
        county.get(&format!("{enrol}?q=马秀英")).await.ok().shows("马秀英").hides("王富贵").hides("trainings-");
        let nobody = county.post(&enrol, &[("form_key", &Uuid::new_v4().to_string())]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        nobody.shows("先勾人");
        let key = Uuid::new_v4().to_string();
        let (first, second) = (one.to_string(), two.to_string());
        let ticks = [("form_key", key.as_str()), ("id", first.as_str()), ("id", second.as_str())];
        county.post(&enrol, &ticks).await.done();
        county.post(&enrol, &ticks).await.done();
        assert_eq!(app.training(id).await.seats_taken, 2, "sent twice, seated once");
        app.pass(Duration::days(20));
        let mut county = app.sign_in("county-home").await;
        let early = county.post(&format!("{path}/steps/examine"), &[("version", "3")]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        county.post(&format!("{path}/steps/start"), &[("version", "3")]).await.done();
        let day = app.training_days(id).await.remove(0);
        let roll = format!("{path}/days/{}", day.id);
        county.get(&roll).await.ok().shows("马秀英").shows("请假").hides("trainings-");
        let seat = app.seat_of(id, two).await.id;
        let mark = format!("mark-{seat}");
        county.post(&roll, &[("version", "1"), (mark.as_str(), "absent")]).await.done();
        assert_eq!(county.post(&roll, &[("version", "1")]).await.status, StatusCode::CONFLICT);
        county.get(&path).await.ok().shows("1/2");
        county.get("/trainings?roll=yes").await.ok().shows("冬季护理员班");
        let afternoon = app.training_days(id).await.remove(1);
        county.post(&format!("{path}/days/{}", afternoon.id), &[("version", "1")]).await.done();
        county.get("/trainings?roll=yes").await.ok().shows("这里没有培训");
        app.pass(Duration::days(4));
        let mut county = app.sign_in("county-home").await;
        county.get("/trainings?roll=yes").await.ok().shows("冬季护理员班");
        county.get("/").await.ok().shows("要点名的培训");
        for day in app.training_days(id).await.into_iter().skip(2) {
            county.post(&format!("{path}/days/{}", day.id), &[("version", "1")]).await.done();
        }
        county.post(&format!("{path}/steps/examine"), &[("version", "4")]).await.done();
        let exam = format!("{path}/exam");
        county.get(&exam).await.ok().shows("马秀英").hides("trainings-");
        let seats = [app.seat_of(id, one).await, app.seat_of(id, two).await];
        let fields = |score: &str| vec![
            (format!("version-{}", seats[0].id), seats[0].version.to_string()), (format!("score-{}", seats[0].id), score.to_owned()),
            (format!("version-{}", seats[1].id), seats[1].version.to_string()), (format!("passed-{}", seats[1].id), "no".to_owned()),
        ];
        let bad = fields("101");
        let bad: Vec<(&str, &str)> = bad.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = county.post(&exam, &bad).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("填 0 到 100").shows("value=\"101\"");
        let good = fields("88");
        let good: Vec<(&str, &str)> = good.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        county.post(&exam, &good).await.done();
        assert_eq!(app.seat_of(id, two).await.state, SeatState::Failed);
        let issue = format!("{path}/certificates");
        county.get(&issue).await.ok().shows("PX2026-07-01").hides("trainings-");
        let seat = app.seat_of(id, one).await;
        let (version, number) = (format!("version-{}", seat.id), format!("number-{}", seat.id));
        let today = app.today().to_string();
        let stated = seat.version.to_string();
        let empty = county.post(&issue, &[("issued_on", &today), (&version, &stated), (&number, "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        county.post(&issue, &[("issued_on", &today), (&version, &stated), (&number, "甘护 0001")]).await.done();
        county.post(&format!("{path}/steps/close"), &[("version", "5")]).await.done();
        assert_eq!(app.training(id).await.state, TrainingState::Closed);
        let page = county.get(&path).await.ok();
        page.shows("甘护 0001").shows("三个月后在岗").hides("trainings-");
        assert_eq!(html::texts(&page.text, ".timeline li b"), ["办完", "考核", "在上课", "报名中", "已备案", "计划"]);
        on_paper(&mut county, &path).await;
        let audited = audit_event::Entity::find()
            .filter(audit_event::Column::Action.is_in(["plan-training", "move-training", "give-seat", "call-roll", "write-exam", "issue-certificates", "export-roster"]))
            .count(db).await.expect("a count");
        assert_eq!(audited, 1 + 5 + 2 + 10 + 1 + 1 + 1);
    }

    async fn what_was_typed_stays_when_it_cannot_be_taken(app) {
        let mut county = app.person(Role::County).await;
        let form = with(&with(&with(&typed(&app), "hours", "400"), "cost", "很多"), "seats", "60");
        let page = county.post("/trainings/new", &sent(&form)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("这些天上不完").shows("请填数字").shows("超过 50 人要写原因").shows("value=\"很多\"").shows("value=\"冬季护理员班\"");
        let elsewhere = with(&with(&typed(&app), "for", "静宁县"), "place", "静宁县");
        let page = county.post("/trainings/new", &sent(&elsewhere)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("要给您管的地方办");
        assert_eq!(training::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 0);
        let id = app.planned_training(class(&app, "A")).await;
        let edit = format!("/trainings/{id}/edit");
        county.get(&edit).await.ok().shows("护理员班A").hides("trainings-");
        let saved = with(&typed(&app), "version", "1");
        county.post(&edit, &sent(&saved)).await.done();
        assert_eq!(county.post(&edit, &sent(&saved)).await.status, StatusCode::CONFLICT);
        let path = format!("/trainings/{id}");
        let silent = county.post(&format!("{path}/steps/cancel"), &[("version", "2"), ("notice", "不")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let day = county.post(&format!("{path}/days"), &[("on", "2020-01-01"), ("half", "am"), ("hours", "9")]).await;
        assert_eq!(day.status, StatusCode::UNPROCESSABLE_ENTITY);
        day.shows("不在培训的日子里").shows("半天 1 到 4 小时").shows("value=\"9\"");
        let on = (app.training(id).await.last_day + Duration::days(1)).to_string();
        county.post(&format!("{path}/days"), &[("on", &on), ("half", "am"), ("hours", "4")]).await.done();
        let days = app.training_days(id).await;
        assert_eq!(days.len(), 11);
        county.post(&format!("{path}/days/{}/drop", days[0].id), &[]).await.done();
        assert_eq!(app.training_days(id).await.len(), 10);
    }

    async fn anybody_asks_for_a_seat_and_staff_gives_it(app) {
        let id = app.open_training(class(&app, "A")).await;
        let path = format!("/learn/{id}");
        let mut visitor = app.visitor();
        visitor.get(&path).await.ok().shows("护理员班A").shows("报名").hides("trainings-");
        let key = Uuid::new_v4().to_string();
        let number = phone(7);
        let bad = visitor.post(&path, &[("form_key", &key), ("name", "马秀英"), ("phone", "199"), ("place", "白水镇白水村")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        bad.shows("要本人同意").shows("value=\"马秀英\"");
        let good = [("form_key", key.as_str()), ("name", "马秀英"), ("phone", number.as_str()), ("place", "白水镇白水村"), ("agrees", "yes")];
        visitor.post(&path, &good).await.done();
        visitor.post(&path, &good).await.done();
        let requests = training_request::Entity::find().all(app.app.core.db.reader()).await.expect("requests");
        assert_eq!(requests.len(), 1);
        let mut station = app.person(Role::Station).await;
        station.get("/").await.ok().shows("报名培训、等回话的人");
        let list = format!("/trainings/{id}/requests");
        station.get(&list).await.ok().shows("马秀英").shows("没登记").hides(&number).hides("trainings-");
        let reveal = format!("{list}/{}/phone", requests[0].id);
        station.get(&reveal).await.ok().hides(&number).hides("trainings-");
        station.post(&reveal, &[("reason", "call")]).await.ok().shows(&number);
        app.worker(7, "马秀英", "620802103204").await;
        station.post(&format!("{list}/match"), &[]).await.done();
        station.post(&format!("{list}/{}/seat", requests[0].id), &[]).await.done();
        assert_eq!(app.training(id).await.seats_taken, 1);
        let mut stranger = app.stranger(Role::Station).await;
        for page in [format!("/trainings/{id}"), list, format!("/trainings/{id}/roster")] {
            assert_eq!(stranger.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        assert_eq!(app.person(Role::Admin).await.get("/trainings").await.status, StatusCode::NOT_FOUND);
    }

    async fn who_completed_it_is_recommended_to_the_post_that_hires(app) {
        let firm = app.verified_employer("天津春晓里养老院").await;
        let post = app.published(firm, canteen(app.today())).await;
        let id = app.open_training(TrainingInput { certificate_kind: "health".into(), ..class(&app, "A") }).await;
        let mut station = app.person(Role::Station).await;
        let path = format!("/trainings/{id}");
        let choose = station.post(&format!("{path}/posts"), &[]).await;
        assert_eq!(choose.status, StatusCode::UNPROCESSABLE_ENTITY);
        station.post(&format!("{path}/posts"), &[("vacancy", &post.to_string())]).await.done();
        assert_eq!(station.post(&format!("{path}/posts"), &[("vacancy", &post.to_string())]).await.status, StatusCode::CONFLICT);
        app.visitor().get(&format!("/learn/{id}")).await.ok().shows("社区食堂帮厨");
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        app.enrol(id, &[worker]).await.expect("a seat");
        app.held_class(id, &[]).await;
        app.examined(id, 70).await;
        // The law asks kitchen hands for a health certificate, and this is what the class gives.
        assert_eq!(app.issued(id).await, 1);
        let mut station = app.sign_in("station-home").await;
        station.get(&path).await.ok().shows("推荐到“社区食堂帮厨”");
        let seat = app.seat_of(id, worker).await.id;
        let recommend = format!("{path}/seats/{seat}/recommend");
        let form = [("form_key", Uuid::new_v4().to_string()), ("vacancy", post.to_string())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        // Without consent to this employer the person is asked first.
        assert_eq!(station.post(&recommend, &form).await.done(), format!("/workers/{worker}/matches"));
        assert_eq!(application::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 0);
    }

    async fn a_list_takes_as_many_statements_for_many_as_for_few(app) {
        let mut county = app.person(Role::County).await;
        let first = app.open_training(class(&app, "A")).await;
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        app.enrol(first, &[worker]).await.expect("a seat");
        county.get("/trainings").await.ok();
        app.statements();
        county.get("/trainings").await.ok();
        let few = app.statements();
        county.get(&format!("/trainings/{first}")).await.ok();
        let one = app.statements();
        for number in 0..12 {
            app.planned_training(class(&app, &format!("N-{number}"))).await;
        }
        for seed in 2..4 {
            let worker = app.worker(seed, "王富贵", VILLAGE).await;
            app.enrol(first, &[worker]).await.expect("a seat");
        }
        app.statements();
        county.get("/trainings").await.ok();
        assert_eq!(app.statements(), few);
        county.get(&format!("/trainings/{first}")).await.ok();
        assert_eq!(app.statements(), one);
        assert!(app.training_step(first, Step::Cancel).await.is_ok());
        app.visitor().get(&format!("/learn/{first}")).await.ok().shows("老师病了");
    }
}
