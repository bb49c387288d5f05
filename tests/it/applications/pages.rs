//! The pages of staff.

use axum::http::StatusCode;
use entity::codes::{ApplicationState, Role};
use uuid::Uuid;

use crate::support::people::TOWNSHIP;
use crate::support::workers::VILLAGE;
use crate::support::{html, on_both};

on_both! {
    async fn the_list_shows_stages_with_their_numbers_and_narrows(app) {
        let firm = app.firm("天津春晓里养老院", 3).await;
        let hired = app.applicant(1, "马秀英", firm.post).await;
        app.applicant(2, "赵桂兰", firm.post).await;
        app.hired(hired).await;
        let mut station = app.person(Role::Station).await;
        let page = station.get("/applications").await.ok();
        page.shows("马秀英").shows("赵桂兰").shows("天津春晓里养老院");
        assert!(html::texts(&page.text, ".tabs a").contains(&"录用 1".to_owned()), "{}", page.text);
        station.get("/applications?state=hired").await.ok().shows("马秀英").hides("赵桂兰");
        station.get("/applications?q=赵桂").await.ok().shows("赵桂兰").hides("马秀英");
        station.get("/applications?employer=河畔").await.ok().shows("没有这样的报名");
        station.get("/applications?silent=3").await.ok().shows("没有这样的报名");
        station.get("/applications?place=白水镇&sort=new").await.ok().shows("马秀英");
        let mut english = station.with_header("accept-language", "en");
        english.get("/applications").await.ok().shows("Applications").hides("推荐和报名");
    }

    async fn the_list_asks_the_database_as_often_for_many_as_for_few(app) {
        let firm = app.firm("天津春晓里养老院", 30).await;
        let mut station = app.person(Role::Station).await;
        app.statements();
        station.get("/applications").await.ok();
        let few = app.statements();
        for seed in 0..15 {
            app.applicant(seed, "马秀英", firm.post).await;
        }
        app.statements();
        let page = station.get("/applications").await.ok();
        assert_eq!(app.statements(), few);
        assert_eq!(html::texts(&page.text, "tbody tr").len(), 15);
    }

    async fn strangers_of_every_role_find_nothing(app) {
        let firm = app.firm("天津春晓里养老院", 3).await;
        let id = app.applicant(1, "马秀英", firm.post).await;
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            let mut stranger = app.stranger(role).await;
            assert_eq!(stranger.get(&format!("/applications/{id}")).await.status, StatusCode::NOT_FOUND, "{role:?}");
            let answer = stranger.post(&format!("/applications/{id}/hire"), &[("version", "1")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role:?}");
            let list = stranger.get("/applications").await;
            assert!(!list.text.contains("马秀英"), "{role:?}");
        }
        let mut auditor = app.person(Role::Auditor).await;
        let page = auditor.get(&format!("/applications/{id}")).await.ok();
        page.shows("马秀英").hides("<button class=\"btn\">录用");
        assert_eq!(app.application(id).await.state, ApplicationState::Recommended);
        let visitor = app.visitor().get(&format!("/applications/{id}")).await;
        assert!(visitor.done().starts_with("/sign-in"));
    }

    async fn staff_ask_by_telephone_and_send_it_on(app) {
        let firm = app.firm("天津春晓里养老院", 3).await;
        let key = Uuid::new_v4().to_string();
        let typed = [("form_key", key.as_str()), ("name", "马秀英"), ("phone", "19900100042"), ("place", "白水镇白水村"), ("agrees", "yes")];
        app.visitor().post(&format!("/apply/{}", firm.post), &typed).await.done();
        let mut liaison = app.person(Role::Liaison).await;
        let page = liaison.get("/applications").await.ok();
        let path = html::attributes(&page.text, "tbody th a", "href").remove(0);
        liaison.get(&path).await.ok().shows("没有同意").shows("交给单位");
        let send = [("version", "1"), ("agreed", "yes"), ("way", "voice"), ("witness", "")];
        let refused = liaison.post(&format!("{path}/send"), &send).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("写清是谁问的");
        let without = liaison.post(&format!("{path}/send"), &[("version", "1")]).await;
        assert_eq!(without.status, StatusCode::CONFLICT);
        liaison.post(&format!("{path}/send"), &[("version", "1"), ("agreed", "yes"), ("way", "voice"), ("witness", "王芳 电话")]).await.done();
        liaison.get(&path).await.ok().shows("王芳 电话").shows("已推荐");
        let again = liaison.post(&format!("{path}/send"), &[("version", "2")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(VILLAGE.starts_with(TOWNSHIP));
    }

    async fn a_no_needs_its_reason(app) {
        let firm = app.firm("天津春晓里养老院", 3).await;
        let id = app.applicant(1, "马秀英", firm.post).await;
        let mut county = app.person(Role::County).await;
        let refused = county.post(&format!("/applications/{id}/reject"), &[("version", "1"), ("reason", ""), ("note", "问过了")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("请选一个原因").shows("问过了");
        county.post(&format!("/applications/{id}/reject"), &[("version", "1"), ("reason", "skill"), ("note", "问过了")]).await.done();
        county.get(&format!("/applications/{id}")).await.ok().shows("没录用").shows("问过了").shows("技能或证件不够");
        let over = county.post(&format!("/applications/{id}/hire"), &[("version", "2")]).await;
        assert_eq!(over.status, StatusCode::CONFLICT);
    }

    async fn a_batch_answers_each_and_says_how_many(app) {
        let firm = app.firm("天津春晓里养老院", 1).await;
        let mut picks = Vec::new();
        for seed in 0..3 {
            picks.push(format!("{}:1", app.applicant(seed, "马秀英", firm.post).await));
        }
        let mut station = app.person(Role::Station).await;
        let mut typed: Vec<(&str, &str)> = picks.iter().map(|pick| ("pick", pick.as_str())).collect();
        typed.push(("act", "hire"));
        typed.push(("back", "/applications?state=recommended"));
        assert_eq!(station.post("/applications/batch", &typed).await.done(), "/applications?state=recommended");
        station.get("/applications").await.ok().shows("1 / 3");
    }
}
