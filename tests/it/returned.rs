//! People who came back: what is done for them until they work again.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{HelpState, Role};
use entity::returned_help;
use sea_orm::EntityTrait as _;
use uuid::Uuid;

use crate::support::workers::VILLAGE;
use crate::support::{TestApp, html, on_both};

/// A person who left work today, and the help that began.
async fn back_home(app: &TestApp, seed: u64, name: &str) -> (Uuid, Uuid) {
    let help = app.came_back(seed, name).await;
    let row = returned_help::Entity::find_by_id(help)
        .one(app.app.core.db.reader())
        .await;
    (row.expect("an answer").expect("a help").worker_id, help)
}

on_both! {
    async fn a_talk_a_guidance_and_three_offers_complete_the_help(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let (worker, help) = back_home(&app, 1, "马秀英").await;
        let mut station = app.person(Role::Station).await;
        station.get("/").await.ok().shows("回来了、要帮的人");
        station.get("/returned").await.ok().shows("马秀英").shows("兰州某餐馆").shows("0 / 3");
        let path = format!("/returned/{help}");
        station.get(&path).await.ok().shows(&format!("/workers/{worker}/matches"));
        let early = station.post(&format!("{path}/policy"), &[("version", "1"), ("policy_on", "2026-11-01")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.shows("不能早过离岗那天");
        station.post(&format!("{path}/policy"), &[("version", "1"), ("policy_on", "2026-11-23")]).await.done();
        station.post(&format!("{path}/guidance"), &[("version", "2"), ("guidance_on", "2026-11-23")]).await.done();
        // An application of ours counts by itself.
        app.recommended(worker, firm.post).await;
        for version in ["3", "4"] {
            let offer = [("version", version), ("on", "2026-11-23"), ("title", "超市理货"), ("employer_name", "平凉某超市"), ("answer", "refused")];
            station.post(&format!("{path}/offer"), &offer).await.done();
        }
        let page = station.get(&path).await.ok();
        page.shows("社区食堂帮厨").shows("超市理货").shows("不愿意").shows("3 / 3").shows("该做的都做了");
        station.get("/returned").await.ok().shows("3 / 3");
        let stale = station.post(&format!("{path}/end"), &[("version", "3"), ("reason", "given")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        station.post(&format!("{path}/end"), &[("version", "5"), ("reason", "given"), ("note", "想在家带孙子")]).await.done();
        assert_eq!(app.helps(worker).await[0].state, HelpState::Ended);
        station.get("/returned").await.ok().hides("马秀英");
        station.get("/returned?ended=yes").await.ok().shows("马秀英");
        assert_eq!(station.post(&format!("{path}/policy"), &[("version", "6"), ("policy_on", "2026-11-23")]).await.status, StatusCode::CONFLICT);
    }

    async fn after_thirty_days_it_is_late_and_work_ends_it(app) {
        let (worker, help) = back_home(&app, 1, "马秀英").await;
        app.pass(Duration::days(31));
        let mut liaison = app.person(Role::Liaison).await;
        liaison.get(&format!("/returned/{help}")).await.ok().shows("30 天到了");
        app.opens(worker, "平凉某厂", 0).await;
        liaison.get(&format!("/returned/{help}")).await.ok().shows("又上班了");
        liaison.get("/returned").await.ok().shows("没有要帮的人");
        liaison.set_cookie("lang", "en");
        liaison.get("/returned?ended=yes").await.ok().shows("At work again");
        liaison.get(&format!("/returned/{help}")).await.ok().shows("See the job");
    }

    async fn strangers_find_nobody_who_came_back(app) {
        let (worker, help) = back_home(&app, 1, "马秀英").await;
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            let mut stranger = app.stranger(role).await;
            assert_eq!(stranger.get(&format!("/returned/{help}")).await.status, StatusCode::NOT_FOUND, "{role:?}");
            for step in ["policy", "guidance", "offer", "end"] {
                let form = [("version", "1"), ("policy_on", "2026-11-23"), ("guidance_on", "2026-11-23"), ("on", "2026-11-23"), ("title", "x"), ("answer", "waiting"), ("reason", "given")];
                assert_eq!(stranger.post(&format!("/returned/{help}/{step}"), &form).await.status, StatusCode::NOT_FOUND, "{role:?} {step}");
            }
            assert!(!stranger.get("/returned").await.text.contains("马秀英"), "{role:?}");
        }
        assert_eq!(app.helps(worker).await[0].version, 1);
        let mut hr = app.employer_user("firm-hr", app.firm("天津春晓里养老院", 1).await.id).await;
        assert_eq!(hr.get("/returned").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_list_asks_the_database_as_often_for_many_as_for_few(app) {
        let mut station = app.person(Role::Station).await;
        back_home(&app, 1, "马秀英").await;
        app.statements();
        station.get("/returned").await.ok();
        let few = app.statements();
        for seed in 10..16 {
            back_home(&app, seed, "王桂花").await;
        }
        app.worker(99, "没上过班", VILLAGE).await;
        app.statements();
        assert_eq!(html::texts(&station.get("/returned").await.ok().text, "tbody tr").len(), 7);
        assert_eq!(app.statements(), few);
    }
}
