//! The pages as people use them: planning, papers, booking, reviewing, tickets, the sheet; both languages; strangers.

use std::io::Cursor;

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{BoothState, FairState, Role};
use entity::{audit_event, fair, fair_booth, fair_paper};
use image::ImageFormat;
use labour_bridge::domain::fairs::number;
use labour_bridge::domain::fairs::state::Step;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::employers::{PDF, picture};
use crate::support::fairs::plan;
use crate::support::vacancies::canteen;
use crate::support::workers::phone;
use crate::support::{TestApp, html, on_both};

fn typed(app: &TestApp) -> Vec<(&'static str, String)> {
    let day = (app.today() + Duration::days(20)).to_string();
    [("form_key", Uuid::new_v4().to_string()), ("day", day)]
        .into_iter()
        .chain(
            [
                ("name", "冬季招聘会"),
                ("kind", "on_site"),
                ("west", "崆峒区"),
                ("east", "天津市河西区"),
                ("place", "平凉市崆峒区"),
                ("address", "文化广场"),
                ("directions", "1 路车"),
                ("programme", "09:00 进场"),
                ("organiser", "崆峒区人社局"),
                ("contact_phone", "0933-8210000"),
                ("from", "09:00"),
                ("until", "15:00"),
                ("visitors", "４00"),
            ]
            .map(|(name, value)| (name, value.to_owned())),
        )
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

on_both! {
    async fn a_fair_is_planned_filed_and_announced_through_the_pages(app) {
        let mut county = app.person(Role::County).await;
        county.get("/manage/fairs").await.ok().shows("没有招聘会").shows("新办一场");
        county.get("/manage/fairs/new").await.ok().shows("崆峒区").shows("河西区").hides("fairs-");
        let form = typed(&app);
        let path = county.post("/manage/fairs/new", &sent(&form)).await.done();
        assert_eq!(county.post("/manage/fairs/new", &sent(&form)).await.done(), path, "sent twice, planned once");
        assert_eq!(fair::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 1);
        let page = county.get(&path).await.ok();
        page.shows("冬季招聘会").shows("筹备").shows("还缺：").shows("最晚备案").hides("fairs-");
        let id: Uuid = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
        assert_eq!(app.fair(id).await.visitors_expected, 400);
        let refused = county.post(&format!("{path}/steps/file"), &[("version", "1")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("缺招聘会方案的文号和日期").shows("缺安全方案的文号和日期");
        let today = app.today().to_string();
        for (kind, file) in [("plan", PDF.to_vec()), ("emergency", picture(ImageFormat::Png)), ("security", Vec::new())] {
            let key = Uuid::new_v4().to_string();
            let fields = [("form_key", key.as_str()), ("kind", kind), ("number", "崆人社发〔2026〕88号"), ("dated_on", &today)];
            county.upload(&format!("{path}/papers"), &fields, &[("file", "x", "application/pdf", &file)]).await.done();
        }
        let key = Uuid::new_v4().to_string();
        let bad = county.upload(&format!("{path}/papers"), &[("form_key", &key), ("kind", "plan"), ("number", ""), ("dated_on", &today)], &[]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let papers = fair_paper::Entity::find().all(app.app.core.db.reader()).await.expect("papers");
        assert_eq!((papers.len(), papers.iter().filter(|paper| paper.file_id.is_some()).count()), (3, 2));
        let file = papers.iter().find_map(|paper| paper.file_id).expect("a scan");
        county.get(&format!("{path}/papers/{file}")).await.ok();
        assert_eq!(app.stranger(Role::County).await.get(&format!("{path}/papers/{file}")).await.status, StatusCode::NOT_FOUND);
        county.post(&format!("{path}/steps/file"), &[("version", "1")]).await.done();
        assert_eq!(app.visitor().get(&format!("/fairs/{id}")).await.status, StatusCode::NOT_FOUND);
        let raced = county.post(&format!("{path}/steps/open"), &[("version", "1")]).await;
        assert_eq!(raced.status, StatusCode::CONFLICT);
        county.post(&format!("{path}/steps/open"), &[("version", "2")]).await.done();
        let page = county.get(&path).await.ok();
        assert_eq!(html::texts(&page.text, ".timeline li b"), ["报名中", "已备案", "筹备"]);
        app.visitor().get("/fairs").await.ok().shows("冬季招聘会").shows("0 家单位");
        let audited = audit_event::Entity::find()
            .filter(audit_event::Column::Action.is_in(["plan-fair", "file-fair-paper", "move-fair"]))
            .count(app.app.core.db.reader()).await.expect("a count");
        assert_eq!(audited, 6);
        let mut english = county.clone();
        english.set_cookie("lang", "en");
        english.get(&path).await.ok().shows("Open for booking").hides("fairs-");
        english.get("/manage/fairs").await.ok().shows("1–1 of 1").hides("fairs-");
        english.get(&format!("{path}/edit")).await.ok().shows("Change the plan").hides("fairs-");
    }

    async fn what_was_typed_stays_when_it_cannot_be_taken(app) {
        let mut county = app.person(Role::County).await;
        let form = with(&with(&with(&typed(&app), "until", "08:00"), "visitors", "很多"), "day", "2020-01-01");
        let page = county.post("/manage/fairs/new", &sent(&form)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("结束要比开始晚").shows("请填数字").shows("日期已经过了").shows("value=\"很多\"").shows("value=\"冬季招聘会\"");
        assert_eq!(html::texts(&page.text, "#errors li").len(), 3);
        let elsewhere = with(&with(&typed(&app), "west", "静宁县"), "east", "静宁县");
        let page = county.post("/manage/fairs/new", &sent(&elsewhere)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("有一边要在您管的地方");
        assert_eq!(fair::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 0);
        // A change that somebody else overtook is refused.
        let id = app.planned_fair(plan(&app)).await;
        let edit = format!("/manage/fairs/{id}/edit");
        let saved = with(&typed(&app), "version", "1");
        county.post(&edit, &sent(&saved)).await.done();
        assert_eq!(county.post(&edit, &sent(&saved)).await.status, StatusCode::CONFLICT);
        assert_eq!(app.fair(id).await.name, "冬季招聘会");
    }

    async fn an_employer_books_and_the_station_reviews(app) {
        let fair = app.announced_fair().await;
        let firm = app.verified_employer("天津春晓里养老院").await;
        let vacancy = app.published(firm, canteen(app.today())).await;
        let mut employer = app.employer_user("hr-liu", firm).await;
        let mut station = app.person(Role::Station).await;
        employer.get("/fairs").await.ok().shows("崆峒区冬季招聘会");
        employer.get(&format!("/fairs/{fair}")).await.ok().shows("订展位");
        let book = format!("/fairs/{fair}/book");
        employer.get(&book).await.ok().shows("社区食堂帮厨").shows("最多 2 人").hides("fairs-");
        let key = Uuid::new_v4().to_string();
        let places = format!("places-{vacancy}");
        let id = vacancy.to_string();
        let form = |number: &'static str| [("form_key", key.clone()), ("contact_name", "刘淑敏".to_owned()), ("contact_phone", "19900200001".to_owned()), ("note", "要电源".to_owned()), ("posts", id.clone()), (places.as_str(), number.to_owned())];
        let bad: Vec<(&str, String)> = form("7").to_vec();
        let bad: Vec<(&str, &str)> = bad.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = employer.post(&book, &bad).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("还能招 2 人").shows("value=\"7\"").shows("要电源");
        let good: Vec<(&str, String)> = form("2").to_vec();
        let good: Vec<(&str, &str)> = good.iter().map(|(name, value)| (*name, value.as_str())).collect();
        employer.post(&book, &good).await.done();
        employer.post(&book, &good).await.done();
        let booths = fair_booth::Entity::find().all(app.app.core.db.reader()).await.expect("booths");
        assert_eq!(booths.len(), 1);
        employer.get(&format!("/fairs/{fair}")).await.ok().shows("待审").shows("社区食堂帮厨 0/2");
        app.visitor().get(&format!("/fairs/{fair}")).await.ok().shows("单位还在报名").hides("天津春晓里养老院");
        let list = format!("/manage/fairs/{fair}/booths");
        station.get(&list).await.ok().shows("待审").shows("要电源").shows("刘淑敏").hides("fairs-");
        let review = format!("{list}/{}/review", booths[0].id);
        assert_eq!(employer.post(&review, &[("version", "1"), ("verdict", "accept")]).await.status, StatusCode::NOT_FOUND);
        let silent = station.post(&review, &[("version", "1"), ("verdict", "refuse"), ("reason", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        station.post(&review, &[("version", "1"), ("verdict", "accept"), ("number", "7")]).await.done();
        assert_eq!(app.booth_row(booths[0].id).await.number, Some(7));
        let page = app.visitor().get(&format!("/fairs/{fair}")).await.ok();
        page.shows("天津春晓里养老院").shows("7 号").shows("4,264–4,472").shows("包住").hides("刘淑敏").hides("要电源").hides("fairs-");
        let other = app.verified_firm("天津别的公司").await;
        let mut stranger = app.employer_user("hr-other", other).await;
        let withdraw = format!("/fairs/{fair}/booths/{}/withdraw", booths[0].id);
        assert_eq!(stranger.post(&withdraw, &[("version", "2")]).await.status, StatusCode::NOT_FOUND);
        employer.post(&withdraw, &[("version", "2")]).await.done();
        assert_eq!(app.booth_row(booths[0].id).await.state, BoothState::Withdrawn);
        // Staff book for somebody who asks by telephone.
        station.get(&book).await.ok().shows("天津春晓里养老院");
        station.get(&format!("{book}?employer={firm}")).await.ok().shows("社区食堂帮厨");
        let mut english = employer.clone();
        english.set_cookie("lang", "en");
        english.get(&book).await.ok().shows("Book a booth").hides("fairs-");
        english.get(&format!("/fairs/{fair}")).await.ok().shows("Our booth").hides("fairs-");
    }

    async fn anybody_gets_a_ticket_without_an_account(app) {
        let fair = app.announced_fair().await;
        let mut visitor = app.visitor();
        let path = format!("/fairs/{fair}/sign-up");
        visitor.get(&path).await.ok().shows("领一张票").hides("fairs-");
        let key = Uuid::new_v4().to_string();
        let number = phone(7);
        let form = |agrees: &'static str, phone: &str| vec![("form_key".to_owned(), key.clone()), ("name".into(), "马秀英".into()), ("phone".into(), phone.to_owned()), ("place".into(), "白水镇白水村".into()), ("agrees".into(), agrees.to_owned())];
        let post = |form: Vec<(String, String)>| form;
        let bad = post(form("", "199"));
        let bad: Vec<(&str, &str)> = bad.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = visitor.post(&path, &bad).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("要本人同意").shows("value=\"马秀英\"").shows("value=\"白水镇白水村\"");
        let good = post(form("yes", &number));
        let good: Vec<(&str, &str)> = good.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let slip = visitor.post(&path, &good).await.done();
        assert_eq!(visitor.post(&path, &good).await.done(), slip, "sent twice, one ticket");
        let tickets = app.tickets(fair).await;
        assert_eq!(tickets.len(), 1);
        let page = visitor.get(&slip).await.ok();
        page.shows(&number::printed(tickets[0].number)).shows("class=\"qr\"").hides("马秀英").hides(&number).hides("fairs-");
        assert!(page.text.contains("<path d=\"M"));
        let wrong = format!("/fairs/{fair}/ticket?t={}", "0".repeat(32));
        assert_eq!(visitor.get(&wrong).await.status, StatusCode::NOT_FOUND);
        visitor.set_cookie("lang", "en");
        visitor.get(&slip).await.ok().shows("Your number").hides("fairs-");
        visitor.get(&path).await.ok().shows("Get a ticket").hides("fairs-");
        visitor.get("/fairs").await.ok().shows("Coming up").hides("fairs-");
        let mut station = app.person(Role::Station).await;
        let list = format!("/manage/fairs/{fair}/tickets");
        station.get(&list).await.ok().shows("马秀英").shows("自己报名").hides(&number).hides("fairs-");
        station.get(&format!("{list}?q={}", number::printed(tickets[0].number))).await.ok().shows("马秀英");
        station.get(&format!("{list}?q=0099")).await.ok().shows("没有符合的票");
        station.get(&format!("{list}/print")).await.ok().shows("马秀英").shows("class=\"qr\"").hides("fairs-");
        let mut liaison = app.person(Role::Liaison).await;
        liaison.get(&list).await.ok().shows("马秀英");
        app.ticket(fair, 9, "没说村子").await;
        liaison.get(&list).await.ok().hides("没说村子");
        for role in [Role::Station, Role::County, Role::Liaison, Role::Auditor] {
            assert_eq!(app.stranger(role).await.get(&list).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn lists_ask_as_often_for_many_as_for_few(app) {
        let mut station = app.person(Role::Station).await;
        let fair = app.announced_fair().await;
        let firm = app.verified_firm("天津第一公司").await;
        let vacancy = app.published(firm, canteen(app.today())).await;
        app.booth(fair, firm, vacancy, 1).await;
        app.ticket(fair, 1, "马秀英").await;
        let paths = [
            "/fairs".to_owned(),
            "/manage/fairs".to_owned(),
            format!("/fairs/{fair}"),
            format!("/manage/fairs/{fair}"),
            format!("/manage/fairs/{fair}/booths"),
            format!("/manage/fairs/{fair}/tickets"),
            format!("/manage/fairs/{fair}/statistics"),
        ];
        let mut few = Vec::new();
        for path in &paths {
            app.statements();
            station.get(path).await.ok();
            few.push(app.statements());
        }
        for seed in 2..8 {
            let firm = app.verified_firm(&format!("天津第{seed}公司")).await;
            let vacancy = app.published(firm, canteen(app.today())).await;
            app.booth(fair, firm, vacancy, 1).await;
            app.ticket(fair, seed, "马秀英").await;
            app.announced_fair().await;
        }
        for (path, few) in paths.iter().zip(few) {
            app.statements();
            station.get(path).await.ok();
            assert_eq!(app.statements(), few, "{path}");
        }
    }

    async fn the_sheet_of_a_year_is_a_page_and_a_workbook(app) {
        let running = app.running_fair(3).await;
        let mut county = app.person(Role::County).await;
        let year = &app.today().to_string()[..4];
        county.get(&format!("/manage/fairs/statistics?year={year}")).await.ok().shows("这一年没有办过招聘会");
        app.fair_step(running.fair, Step::End).await.expect("ended");
        county.get(&format!("/manage/fairs/statistics?year={year}")).await.ok().shows("现在数的").shows("崆峒区冬季招聘会");
        app.fair_step(running.fair, Step::Report).await.expect("reported");
        let page = county.get(&format!("/manage/fairs/statistics?year={year}")).await.ok();
        page.shows("已上报").shows("合计").hides("fairs-");
        let book = county.get(&format!("/manage/fairs/statistics.xlsx?year={year}")).await.ok();
        assert!(book.headers["content-disposition"].to_str().expect("text").contains("fairs.xlsx"));
        let mut sheets: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book.bytes)).expect("a workbook");
        let sheet = calamine::Reader::worksheet_range_at(&mut sheets, 0).expect("a sheet").expect("readable");
        assert_eq!(sheet.get((1, 0)).map(ToString::to_string).as_deref(), Some("崆峒区冬季招聘会"));
        assert_eq!(sheet.get((1, 8)).map(ToString::to_string).as_deref(), Some("3"), "places");
        assert!(app.stranger(Role::County).await.get(&format!("/manage/fairs/statistics?year={year}")).await.ok().text.contains("这一年没有办过招聘会"));
        assert_eq!(app.person(Role::Auditor).await.get(&format!("/manage/fairs/{}/statistics", running.fair)).await.status, StatusCode::OK);
        assert_eq!(app.fair(running.fair).await.state, FairState::Reported);
    }
}
