//! The pages of figures: numbers open to lists, lists to records; places, roles, languages, files.

use axum::http::StatusCode;
use chrono::Days;
use entity::codes::{Code as _, HouseholdBase, PlacementKind, Role};
use entity::{audit_event, placement};
use labour_bridge::domain::figures::{catalogue, checks};
use labour_bridge::domain::placements;
use labour_bridge::domain::workers::{self, HouseholdInput};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use crate::support::workers::{OTHER_VILLAGE, VILLAGE};
use crate::support::{TestApp, html, on_both};

/// Three people sent this year, one of them elsewhere; one of a lifted household.
async fn three(app: &TestApp) {
    let first = app.worker(1, "马秀英", VILLAGE).await;
    let second = app.worker(2, "王富贵", "620802101200").await;
    let far = app.worker(3, "庄浪人", "620825100").await;
    let mut unit = app.unit().await;
    let lifted = HouseholdInput {
        base: HouseholdBase::Lifted,
        monitor: None,
        risk_cleared: false,
        from: app.today() - Days::new(300),
    };
    workers::set_household(&mut unit, first, None, lifted)
        .await
        .expect("a category");
    unit.commit().await.expect("committed");
    for worker in [first, second] {
        app.sent(worker, app.today() - Days::new(20)).await;
    }
    let id = app
        .open_at(far, "610113", app.today() - Days::new(20))
        .await
        .expect("a placement");
    app.verified(id).await;
}

/// The number that a page of a figure shows on top.
fn number(page: &str) -> String {
    html::texts(page, ".tile b").remove(0)
}

on_both! {
    async fn every_number_opens_its_list_and_every_name_its_record(app) {
        three(&app).await;
        let mut station = app.person(Role::Station).await;
        let page = station.get("/figures").await.ok();
        let tiles = html::attributes(&page.text, "a.tile", "href");
        assert_eq!(tiles.len(), 8);
        for link in tiles {
            station.get(&link).await.ok();
        }
        page.shows("<svg class=\"chart\"").shows("这一年没有计划");
        let page = station.get("/figures/of/T1?period=2026").await.ok();
        assert_eq!(number(&page.text), "2");
        let names = html::texts(&page.text, "tbody th a");
        assert_eq!(names.len(), 2);
        page.shows("马秀英").shows("工作站核实 2026-11-23").hides("庄浪人");
        for link in html::attributes(&page.text, "tbody a", "href") {
            station.get(&link).await.ok();
        }
        let lifted = station.get("/figures/of/T2?period=2026").await.ok();
        lifted.shows("马秀英").hides("王富贵");
        station.get("/figures/of/T3r?period=2026").await.ok().shows("由这两个数相除").shows("没有");
        assert_eq!(station.get("/figures/of/T99").await.status, StatusCode::NOT_FOUND);
    }

    async fn every_page_of_the_catalogue_opens_in_both_languages(app) {
        three(&app).await;
        let mut county = app.person(Role::County).await;
        for language in ["zh-CN", "en"] {
            county.set_cookie("lang", language);
            for path in ["/figures", "/figures/all?period=2026-Q4", "/figures/checks", "/figures/sheets", "/figures/plans", "/figures/ledgers"] {
                county.get(path).await.ok();
            }
            for figure in catalogue::all() {
                county.get(&format!("/figures/of/{}?period=2026&as_of=2026-11-20", figure.code)).await.ok();
            }
            for check in checks::all() {
                county.get(&format!("/figures/checks/{}", check.code)).await.ok();
            }
        }
        county.get("/figures/all").await.ok().shows("Sent to the eastern partner");
    }

    async fn a_liaison_sees_the_own_township_and_an_auditor_no_whole_name(app) {
        three(&app).await;
        let mut liaison = app.person(Role::Liaison).await;
        let page = liaison.get("/figures/of/T1?period=2026").await.ok();
        page.shows("马秀英").hides("王富贵");
        assert_eq!(number(&page.text), "1");
        // Asking for another place does not widen anything.
        let page = liaison.get("/figures/of/T1?period=2026&place=620802101").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.hides("王富贵");
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get("/figures/of/T1?period=2026").await.ok().shows("马**").hides("马秀英");
        let mut stranger = app.stranger(Role::Station).await;
        let page = stranger.get("/figures/of/T1?period=2026").await.ok();
        page.hides("马秀英");
        assert_eq!(number(&page.text), "0");
        for role in [Role::Admin] {
            let mut other = app.person(role).await;
            assert_eq!(other.get("/figures").await.status, StatusCode::NOT_FOUND, "{}", role.key());
        }
    }

    async fn days_and_places_narrow_and_what_cannot_be_read_is_told(app) {
        three(&app).await;
        let mut county = app.person(Role::County).await;
        for (query, expected) in [
            ("period=2026", "2"), ("period=2025", "0"), ("period=2026-Q4", "2"), ("period=2026-11", "2"), ("period=2026-10", "0"),
            ("from=2026-11-01&until=2026-11-30", "2"), ("period=2026&place=620802103", "1"), ("period=2026&to=120103", "2"),
            ("period=2026&to=120111", "0"), ("period=2026&as_of=2026-11-22", "0"),
        ] {
            let page = county.get(&format!("/figures/of/T1?{query}")).await.ok();
            assert_eq!(number(&page.text), expected, "{query}");
        }
        let wrong = county.get("/figures/of/T1?period=2026-13").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("时间看不懂");
        let wrong = county.get("/figures?as_of=2027-01-01").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("不能写以后的日子");
    }

    async fn a_list_goes_out_with_a_reason_and_without_numbers(app) {
        three(&app).await;
        let mut station = app.person(Role::Station).await;
        let refused = station.get("/figures/of/T1/list.xlsx?period=2026").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("马秀英");
        let sheet = station.get("/figures/of/T1/list.xlsx?period=2026&reason=月报").await.ok();
        assert!(sheet.bytes.starts_with(b"PK"));
        let trail = audit_event::Entity::find().filter(audit_event::Column::Action.eq("export-figure"));
        let row = trail.one(app.app.core.db.reader()).await.expect("an answer").expect("a row");
        assert_eq!((row.details["rows"].as_u64(), row.details["reason"].as_str()), (Some(2), Some("月报")));
        let mut auditor = app.person(Role::Auditor).await;
        assert_eq!(auditor.get("/figures/of/T1/list.xlsx?reason=月报").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_number_of_statements_does_not_grow_with_the_rows(app) {
        three(&app).await;
        let mut county = app.person(Role::County).await;
        let mut count = async |path: &str| {
            county.get(path).await.ok();
            app.statements();
            county.get(path).await.ok();
            app.statements()
        };
        let paths = ["/figures", "/figures/all", "/figures/of/T1?period=2026", "/figures/checks", "/figures/checks/missing"];
        let mut before = Vec::new();
        for path in paths {
            before.push(count(path).await);
        }
        for seed in 10..22 {
            let worker = app.worker(seed, "又一个人", OTHER_VILLAGE).await;
            app.sent(worker, app.today() - Days::new(seed)).await;
        }
        for (path, before) in paths.into_iter().zip(before) {
            assert_eq!(count(path).await, before, "{path}");
        }
    }

    async fn records_that_cannot_be_right_are_found_with_the_rows_to_mend(app) {
        three(&app).await;
        let worker = app.worker(7, "李桂兰", VILLAGE).await;
        let id = app.open_at(worker, "120103", app.today() - Days::new(40)).await.expect("a placement");
        let mut county = app.person(Role::County).await;
        let page = county.get("/figures/checks/unverified").await.ok();
        page.shows("李桂兰").hides("马秀英");
        county.get("/figures/checks/missing").await.ok().shows("马秀英");
        county.get("/figures/checks/missing?place=620802101").await.ok().shows("王富贵").hides("马秀英");
        // A workshop in Tianjin cannot be; the forms refuse it, an old ledger may bring it.
        let kind = placement::Entity::update_many()
            .col_expr(placement::Column::Kind, Expr::value(PlacementKind::Workshop.key()))
            .filter(placement::Column::Id.eq(id));
        kind.exec(app.app.core.db.reader()).await.expect("changed");
        county.get("/figures/checks/away").await.ok().shows("李桂兰");
        let mut liaison = app.person(Role::Liaison).await;
        liaison.get("/figures/checks/missing").await.ok().shows("马秀英").hides("王富贵");
        assert_eq!(county.get("/figures/checks/nonsense").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_wrong_placement_is_put_right_on_its_page(app) {
        three(&app).await;
        let mut station = app.person(Role::Station).await;
        let page = station.get("/figures/of/T1?period=2026&place=620802103").await.ok();
        let record = html::attributes(&page.text, "td a", "href").remove(0);
        let form_page = station.get(&format!("{record}/correct")).await.ok();
        form_page.shows("天津某养老院").shows("2026-11-03");
        let mut form = vec![
            ("version", "2"), ("employer_name", "天津某养老院"), ("place", "天津市河西区"), ("started_on", "2026-11-05"), ("pay_month_yuan", "4300"), ("reason", ""),
        ];
        let wrong = station.post(&format!("{record}/correct"), &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("4300");
        form[5].1 = "看了合同";
        station.post(&format!("{record}/correct"), &form).await.done();
        let id = record.trim_start_matches("/placements/").parse().expect("an id");
        let row = placements::by_id(app.app.core.db.reader(), &labour_bridge::domain::actor::Actor::System, id).await.expect("a row");
        assert_eq!((row.started_on.to_string().as_str(), row.pay_month_yuan), ("2026-11-05", Some(4_300)));
        let twice = station.post(&format!("{record}/correct"), &form).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let trail = audit_event::Entity::find().filter(audit_event::Column::Action.eq("correct-placement"));
        let row = trail.one(app.app.core.db.reader()).await.expect("an answer").expect("a row");
        assert_eq!((&row.details["before"]["started_on"], &row.details["after"]["started_on"]), (&"2026-11-03".into(), &"2026-11-05".into()));
        let mut auditor = app.person(Role::Auditor).await;
        assert_eq!(auditor.get(&format!("{record}/correct")).await.status, StatusCode::NOT_FOUND);
        let everything = placement::Entity::find().count(app.app.core.db.reader()).await.expect("a count");
        assert_eq!(everything, 3);
    }
}
