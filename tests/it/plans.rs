//! Pairings with their days, plans with their targets, and how far they are.

use axum::http::StatusCode;
use chrono::Days;
use entity::codes::{PlacementKind, Role};
use entity::{audit_event, pairing, plan_target};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::placements;
use labour_bridge::domain::{pairings, plans};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::workers::VILLAGE;
use crate::support::{Client, TestApp, html, on_both};

async fn planned(app: &TestApp, county: &mut Client) -> String {
    let pairing = pairings::all(app.app.core.db.reader()).await.expect("pairings")[0]
        .id
        .to_string();
    let key = Uuid::new_v4().to_string();
    let form = [
        ("form_key", key.as_str()),
        ("pairing", &pairing),
        ("year", "2026"),
        ("name", "2026 年就业帮扶计划"),
        ("document_no", "〔2026〕3号"),
        ("signed_on", "2026-01-16"),
        ("signed_by", "两区人社局"),
    ];
    let path = county.post("/figures/plans/new", &form).await.done();
    assert_eq!(county.post("/figures/plans/new", &form).await.done(), path);
    path
}

on_both! {
    async fn a_plan_shows_target_done_rate_and_rank_by_township(app) {
        let mut county = app.person(Role::County).await;
        let path = planned(&app, &mut county).await;
        for seed in 1..=3 {
            let worker = app.worker(seed, "马秀英", VILLAGE).await;
            app.sent(worker, app.today() - Days::new(seed)).await;
        }
        let other = app.worker(9, "王富贵", "620802101200").await;
        app.sent(other, app.today()).await;
        county.get(&path).await.ok().shows("还没有定目标");
        let targets = format!("{path}/targets");
        county.get(&format!("{targets}?code=T1")).await.ok().shows("白水镇");
        let form = [("version", "1"), ("code", "T1"), ("t-620802", "10"), ("t-620802103", "6"), ("t-620802101", "1"), ("t-620802102", "2")];
        county.post(&targets, &form).await.done();
        let page = county.get(&path).await.ok();
        let rows = html::texts(&page.text, "tbody tr");
        assert!(rows[0].starts_with("崆峒镇111100%"), "{rows:?}");
        assert!(rows[1].starts_with("白水镇26350%"), "{rows:?}");
        assert!(rows[2].starts_with("草峰镇3200%"), "{rows:?}");
        let whole = html::texts(&page.text, "tfoot tr");
        assert!(whole[0].starts_with("崆峒区合计—10440%"), "{whole:?}");
        for link in html::attributes(&page.text, "tbody td a, tfoot td a", "href") {
            county.get(&link).await.ok();
        }
        // The leader's page has the same line.
        county.get("/figures?period=2026").await.ok().shows("2026 年就业帮扶计划").shows("40%");
        // As of a day before, less was done.
        let then = county.get(&format!("{path}?as_of=2026-11-22")).await.ok();
        assert!(html::texts(&then.text, "tfoot tr")[0].starts_with("崆峒区合计—1000%"));
        let mut liaison = app.person(Role::Liaison).await;
        let page = liaison.get(&path).await.ok();
        page.shows("白水镇").hides("草峰镇");
        assert_eq!(liaison.get(&targets).await.status, StatusCode::NOT_FOUND);
        let mut stranger = app.stranger(Role::County).await;
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
    }

    async fn targets_are_replaced_as_a_whole_and_the_trail_keeps_both(app) {
        let mut county = app.person(Role::County).await;
        let path = planned(&app, &mut county).await;
        let targets = format!("{path}/targets");
        county.post(&targets, &[("version", "1"), ("code", "T1"), ("t-620802103", "6")]).await.done();
        let raced = county.post(&targets, &[("version", "1"), ("code", "T1"), ("t-620802103", "7")]).await;
        assert_eq!(raced.status, StatusCode::CONFLICT);
        let wrong = county.post(&targets, &[("version", "2"), ("code", "T1"), ("t-620802103", "六个")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("六个");
        let outside = county.post(&targets, &[("version", "2"), ("code", "T1"), ("t-620825100", "6")]).await;
        assert_eq!(outside.status, StatusCode::NOT_FOUND);
        county.post(&targets, &[("version", "2"), ("code", "T1"), ("t-620802101", "7")]).await.done();
        let rows = plan_target::Entity::find().all(app.app.core.db.reader()).await.expect("targets");
        assert_eq!((rows.len(), rows[0].place_code.as_str(), rows[0].value), (1, "620802101", 7));
        let trail = audit_event::Entity::find().filter(audit_event::Column::Action.eq("set-plan-targets")).all(app.app.core.db.reader()).await.expect("rows");
        assert_eq!((&trail[1].details["before"]["620802103"], &trail[1].details["after"]["620802101"]), (&6.into(), &7.into()));
    }

    async fn one_plan_a_year_and_its_head_can_be_changed(app) {
        let mut county = app.person(Role::County).await;
        let path = planned(&app, &mut county).await;
        let pairing = pairings::all(app.app.core.db.reader()).await.expect("pairings")[0].id.to_string();
        let key = Uuid::new_v4().to_string();
        let mut form = vec![("form_key", key.as_str()), ("version", "1"), ("pairing", &pairing), ("year", "2026"), ("name", "又一份")];
        let taken = county.post("/figures/plans/new", &form).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        taken.shows("这个结对这一年已经有计划了").shows("又一份");
        form[3].1 = "2027";
        county.post(&format!("{path}/edit"), &form).await.done();
        county.get(&path).await.ok().shows("又一份").shows("2027");
        let raced = county.post(&format!("{path}/edit"), &form).await;
        assert_eq!(raced.status, StatusCode::CONFLICT);
        let mut station = app.person(Role::Station).await;
        station.get("/figures/plans").await.ok().shows("又一份");
        assert_eq!(station.get(&format!("{path}/edit")).await.status, StatusCode::NOT_FOUND);
        assert!(plans::of_year(app.app.core.db.reader(), &Actor::System, 2027).await.expect("an answer").is_some());
    }

    async fn the_days_of_a_pairing_decide_what_counts_as_paired_east(app) {
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let mut county = app.person(Role::County).await;
        // Before anybody wrote one, the list that is compiled in holds.
        assert_eq!(pairing::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 0);
        county.get("/figures/plans").await.ok().shows("天津市河西区");
        let id = pairings::all(app.app.core.db.reader()).await.expect("pairings")[0].id;
        let path = format!("/figures/pairings/{id}/edit");
        county.get(&path).await.ok().shows("2018-01-01");
        let mut form = vec![("version", "1"), ("west", "崆峒区"), ("east", "天津市河西区"), ("from", "2018-01-01"), ("until", "2017-01-01")];
        let wrong = county.post(&path, &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        form[4].1 = "2026-10-31";
        county.post(&path, &form).await.done();
        let kind = async |place: &str, days: u64| {
            let id = app.open_at(worker, place, app.today() - Days::new(days)).await.expect("a placement");
            let row = placements::by_id(app.app.core.db.reader(), &Actor::System, id).await.expect("a row");
            let mut unit = app.unit().await;
            placements::leave(&mut unit, id, row.version, row.started_on, entity::codes::EndReason::Family).await.expect("left");
            unit.commit().await.expect("committed");
            row.kind
        };
        assert_eq!(kind("120103", 30).await, PlacementKind::PairedEast);
        assert_eq!(kind("120103", 2).await, PlacementKind::OtherProvince);
        // Another partner from November on.
        let key = Uuid::new_v4().to_string();
        let form = [("form_key", key.as_str()), ("west", "崆峒区"), ("east", "山东省青岛市市南区"), ("from", "2026-11-01")];
        county.post("/figures/pairings/new", &form).await.done();
        assert_eq!(kind("370202", 1).await, PlacementKind::PairedEast);
        county.get("/figures/plans").await.ok().shows("山东省");
        let mut station = app.person(Role::Station).await;
        assert_eq!(station.get(&path).await.status, StatusCode::NOT_FOUND);
        let mut stranger = app.stranger(Role::County).await;
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}
