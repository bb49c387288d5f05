//! The pages: what they show, keep and refuse, and to whom.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::Role;
use labour_bridge::domain::batches::state::Step;
use labour_bridge::domain::batches::{self, Pick};
use uuid::Uuid;

use crate::support::batches::input;
use crate::support::workers::phone;
use crate::support::{TestApp, on_both};

fn form<'a>(key: &'a str, departs: &'a str, arrives: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("form_key", key),
        ("number", "点对点2026-09"),
        ("mode", "coach"),
        ("from", "平凉市崆峒区"),
        ("from_place", "汽车东站"),
        ("to", "天津市河西区"),
        ("to_place", "人力资源市场"),
        ("departs_at", departs),
        ("arrives_at", arrives),
        ("leader_name", "马建国"),
        ("leader_phone", "19900008800"),
        ("meeting_name", "刘文静"),
        ("meeting_phone", "19900008811"),
    ]
}

async fn with_people(app: &TestApp) -> (Uuid, Uuid, Uuid) {
    let firm = app.firm("天津春晓里养老院", 5).await;
    let batch = app.collecting("甲", 10).await;
    let application = app.ready(1, "马秀英", firm.post).await;
    app.aboard(batch, Pick::Hired(application)).await.expect("on the list");
    (batch, app.passengers(batch).await[0].id, firm.id)
}

on_both! {
    async fn a_transfer_is_planned_once_and_a_wrong_plan_is_kept_as_typed(app) {
        let mut station = app.person(Role::Station).await;
        station.get("/batches").await.ok().shows("没有这样的输送").hides("batches-");
        station.get("/batches/new").await.ok().shows("拟一批输送").shows("点对点2026-01").hides("batches-");
        let key = Uuid::new_v4().to_string();
        let wrong = station.post("/batches/new", &form(&key, "2026-12-01T09:00", "2026-11-30T09:00")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("value=\"点对点2026-09\"").shows("到的时间要在走的后面");
        let right = form(&key, "2026-12-01T09:00", "2026-12-02T07:00");
        let first = station.post("/batches/new", &right).await.done();
        assert_eq!(station.post("/batches/new", &right).await.done(), first);
        station.get(&first).await.ok().shows("点对点2026-09").shows("拟定").hides("batches-");
        station.get(&format!("{first}/edit")).await.ok().shows("汽车东站");
        let vehicle = [("form_key", "00000000-0000-0000-0000-000000000001"), ("plate", "甘L1"), ("seats", "0")];
        let refused = station.post(&format!("{first}/vehicles/new"), &vehicle).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("value=\"甘L1\"");
        let vehicle = [("form_key", "00000000-0000-0000-0000-000000000002"), ("plate", "甘L1"), ("seats", "49")];
        station.post(&format!("{first}/vehicles/new"), &vehicle).await.done();
        let point = [("form_key", "00000000-0000-0000-0000-000000000003"), ("place", "白水镇"), ("address", "镇政府门口"), ("at", "2026-12-01T07:30")];
        station.get(&format!("{first}/points/new")).await.ok().hides("batches-");
        station.post(&format!("{first}/points/new"), &point).await.done();
        station.get(&first).await.ok().shows("甘L1").shows("镇政府门口").shows("07:30");
        station.get("/batches").await.ok().shows("点对点2026-09").shows("49");
        let mut english = station.clone();
        english.set_cookie("lang", "en");
        english.get(&first).await.ok().shows("Vehicles").hides("batches-");
        english.get("/batches").await.ok().shows("Transfers to the employers").hides("batches-");
    }

    async fn people_are_ticked_seated_and_their_papers_checked(app) {
        let firm = app.firm("天津春晓里养老院", 5).await;
        let batch = app.collecting("甲", 10).await;
        let application = app.ready(1, "马秀英", firm.post).await;
        let mut station = app.person(Role::Station).await;
        let add = format!("/batches/{batch}/add");
        station.get(&add).await.ok().shows("马秀英").shows("天津春晓里养老院").hides("batches-");
        let nobody = station.post(&add, &[("point", "")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        station.post(&add, &[("pick", &format!("hired:{application}"))]).await.done();
        station.get(&add).await.ok().hides("马秀英");
        station.get(&format!("{add}?who=back&name=马")).await.ok().shows("没有这样的人");
        station.post(&format!("/batches/{batch}/seats"), &[]).await.done();
        let one = app.passengers(batch).await[0].clone();
        assert_eq!(one.seat, Some(1));
        let id = one.id.to_string();
        let papers = format!("/batches/{batch}/papers");
        station.get(&papers).await.ok().shows("马秀英").hides("batches-");
        station.post(&papers, &[("shown", &id), ("id_card", &id), ("health", &id), ("contract", &id)]).await.done();
        station.get(&format!("/batches/{batch}")).await.ok().shows("齐了");
        let page = format!("/batches/{batch}/passengers/{id}");
        station.get(&page).await.ok().shows("马秀英").hides(&phone(1)).hides("batches-");
        let version = app.passengers(batch).await[0].version.to_string();
        let refused = station.post(&page, &[("version", &version), ("seat", "99"), ("vehicle", &one.vehicle_id.expect("a coach").to_string())]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("只有 10 个座");
        station.post(&page, &[("version", &version), ("contact_name", "马秀兰"), ("contact_phone", "19900100666")]).await.done();
        station.get(&page).await.ok().shows("马秀兰").shows("0666").hides("19900100666");
        let contact = format!("{page}/contact");
        let empty = station.post(&contact, &[("reason", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        station.post(&contact, &[("reason", "找不到人")]).await.ok().shows("19900100666");
        for by in ["vehicle", "employer"] {
            station.get(&format!("/batches/{batch}/print?by={by}")).await.ok().shows("马秀英").hides(&phone(1)).hides("999999").hides("batches-");
        }
        station.get(&format!("/batches/{batch}/list.xlsx")).await.ok();
    }

    async fn the_employer_reads_who_comes_and_nothing_else(app) {
        let (batch, _, firm) = with_people(&app).await;
        let other = app.firm("天津河畔物业", 2).await;
        let mut user = app.employer_user("hr-liu", firm).await;
        let mut stranger = app.employer_user("hr-wang", other.id).await;
        user.get("/arrivals").await.ok().shows("眼下没有人要来").hides("马秀英");
        app.batch_step(batch, Step::Lock).await.expect("locked");
        user.get("/arrivals").await.ok().shows("马秀英").hides(&phone(1)).hides("batches-");
        stranger.get("/arrivals").await.ok().hides("马秀英");
        assert_eq!(user.get(&format!("/batches/{batch}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_township_that_leads_knows_everybody_and_another_sees_stars(app) {
        let (batch, ..) = with_people(&app).await;
        app.account("baishui", Role::Liaison, Some("620802101"), None).await;
        let mut liaison = app.sign_in("baishui").await;
        liaison.get(&format!("/batches/{batch}")).await.ok().shows("马**").hides("马秀英");
        let account = app.account("leader", Role::Liaison, Some("620802101"), None).await;
        let stands = app.batch(batch).await;
        let mut led = input(&app, "甲");
        (led.departs_at, led.arrives_at, led.leader_id) = (stands.departs_at, stands.arrives_at, Some(account));
        let mut unit = app.unit().await;
        batches::update(&mut unit, batch, stands.version, led).await.expect("led");
        unit.commit().await.expect("committed");
        app.batch_step(batch, Step::Lock).await.expect("locked");
        let mut leader = app.sign_in("leader").await;
        leader.get(&format!("/batches/{batch}/roll/departure")).await.ok().shows("马秀英");
        leader.get(&format!("/batches/{batch}/calls")).await.ok().shows("没到的人").hides(&phone(1)).hides("batches-");
        let calls = format!("/batches/{batch}/calls");
        leader.post(&calls, &[("reason", "上车点没见到人")]).await.ok().shows(&format!("tel:{}", phone(1)));
        liaison.post(&calls, &[("reason", "好奇")]).await.ok().hides(&phone(1));
    }

    async fn lists_take_the_same_statements_however_many_people(app) {
        let (batch, ..) = with_people(&app).await;
        let firm = app.firm("天津河畔物业", 9).await;
        let mut station = app.person(Role::Station).await;
        let mut before = Vec::new();
        let paths = ["/batches".to_owned(), format!("/batches/{batch}"), format!("/batches/{batch}/add"), format!("/batches/{batch}/print?by=employer")];
        for path in &paths {
            app.statements();
            station.get(path).await.ok();
            before.push(app.statements());
        }
        for seed in 20..25 {
            let application = app.ready(seed, "海翠莲", firm.post).await;
            if seed < 23 {
                app.aboard(batch, Pick::Hired(application)).await.expect("on the list");
            }
        }
        app.collecting("乙", 20).await;
        for (path, expected) in paths.iter().zip(before) {
            app.statements();
            station.get(path).await.ok();
            let after = app.statements();
            assert!(after <= expected + 4, "{path}: {expected} and then {after}");
        }
    }

    async fn what_leaves_soon_with_open_papers_stands_on_the_opening_page(app) {
        let (batch, one, _) = with_people(&app).await;
        let mut station = app.person(Role::Station).await;
        station.get("/").await.ok().shows("材料没齐的输送");
        station.get("/batches?unready=yes").await.ok().shows(&format!("/batches/{batch}"));
        app.batch_step(batch, Step::Lock).await.expect("locked");
        app.marked(batch, entity::codes::RollKind::Departure, one, true).await;
        app.batch_step(batch, Step::Depart).await.expect("left");
        app.pass(Duration::minutes(1));
        station.get("/").await.ok().shows("在路上、还没到的输送").hides("材料没齐的输送");
    }
}
