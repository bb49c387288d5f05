//! The JSON interface.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::VacancyState;
use labour_bridge::web;
use sea_orm::Set;
use serde_json::Value;

use crate::support::{html, on_both};

fn titles(body: &Value) -> Vec<String> {
    let hits = body["hits"].as_array().expect("hits");
    hits.iter()
        .map(|hit| hit["title"].as_str().expect("a title").to_owned())
        .collect()
}

on_both! {
    async fn a_search_answers_as_the_contract_says(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let id = app.board_post(firm, "电焊工", |row| row.reference = Set("HX-7".to_owned())).await;
        app.feed().await;
        let body = app.visitor().get("/api/v1/vacancies?q=%E7%94%B5%E7%84%8A&place=120000&pay_min=6000&facets=1").await.ok().json();
        assert_eq!(body["total"], 1);
        assert!(body["took_ms"].is_number());
        let hit = &body["hits"][0];
        assert_eq!(hit["id"], id.to_string());
        assert_eq!(hit["ref"], "HX-7");
        assert_eq!(hit["place"]["code"], "120103");
        assert_eq!(hit["place"]["name"], "天津市河西区");
        assert_eq!(hit["occupation"]["name"], "焊工");
        assert_eq!(hit["pay"]["hourly_fen"], 2222);
        assert_eq!(hit["employer_verified_on"], "2026-10-24");
        assert!(hit["score"].as_f64().expect("a score") > 0.0);
        assert_eq!(body["facets"]["provinces"][0]["name"], "天津市");
        assert_eq!(body["interpreted"]["relaxed"], false);
    }

    async fn the_pages_and_the_interface_find_the_same(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        for (number, pay) in [4_000, 5_000, 6_000, 3_500].into_iter().enumerate() {
            app.board_post(firm, &format!("电焊工{number}"), |row| {
                row.pay_min_yuan = Set(pay);
                row.pay_max_yuan = Set(pay + 500);
            })
            .await;
        }
        app.feed().await;
        let mut visitor = app.visitor();
        for query in ["q=%E7%84%8A%E5%B7%A5&sort=pay_month", "pay_min=5000&sort=newest", "lodging=provided&meals=provided&sort=pay_hour", "place=12&days=7"] {
            let body = visitor.get(&format!("/api/v1/vacancies?{query}")).await.ok().json();
            let page = visitor.get(&format!("/vacancies?{query}")).await.ok();
            assert!(!titles(&body).is_empty(), "{query}");
            assert_eq!(html::texts(&page.text, ".job h2"), titles(&body), "{query}");
        }
    }

    async fn what_is_not_understood_is_refused_by_name(app) {
        app.feed().await;
        let mut visitor = app.visitor();
        for (query, name) in [("wage=1", "wage"), ("pay_min=much", "pay_min"), ("limit=500", "limit"), ("place=1x", "place"), ("sort=best", "sort")] {
            let page = visitor.get(&format!("/api/v1/vacancies?{query}")).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
            assert_eq!(page.headers["content-type"], "application/problem+json");
            assert!(page.json()["detail"].as_str().expect("a detail").contains(name), "{}", page.text);
        }
        let unknown = visitor.get("/api/v1/vacancies/suggest?q=a&limit=3").await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    }

    async fn an_index_in_the_making_is_no_empty_board(app) {
        let page = app.visitor().get("/api/v1/vacancies").await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(page.headers["content-type"], "application/problem+json");
        assert_eq!(app.visitor().get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
        app.feed().await;
        app.visitor().get("/readyz").await.ok();
        assert_eq!(app.visitor().get("/api/v1/vacancies").await.ok().json()["total"], 0);
    }

    async fn one_post_is_shown_gone_or_unknown(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let open = app.board_post(firm, "电焊工", |_| {}).await;
        let over = app.board_post(firm, "钳工", |row| row.valid_until = Set(chrono::NaiveDate::default())).await;
        let draft = app.board_post(firm, "铣工", |row| {
            row.state = Set(VacancyState::Draft);
            row.published_at = Set(None);
        })
        .await;
        let mut visitor = app.visitor();
        let body = visitor.get(&format!("/api/v1/vacancies/{open}")).await.ok().json();
        assert_eq!(body["contact"]["phone"], "19900001234");
        assert!(body.get("legal_representative").is_none() && !body.to_string().contains("马建国"));
        assert_eq!(visitor.get(&format!("/api/v1/vacancies/{over}")).await.status, StatusCode::GONE);
        assert_eq!(visitor.get(&format!("/api/v1/vacancies/{draft}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn suggestions_understand_pinyin(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        app.feed().await;
        let body = app.visitor().get("/api/v1/vacancies/suggest?q=dianhan").await.ok().json();
        let texts: Vec<&str> = body["suggestions"].as_array().expect("a list").iter().filter_map(|one| one["text"].as_str()).collect();
        assert!(texts.contains(&"电焊工"), "{body}");
    }

    async fn changes_tell_what_opened_and_ended_and_never_of_drafts(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let mut visitor = app.visitor();
        let begin = visitor.get("/api/v1/vacancies/changes").await.ok().json();
        assert_eq!(begin["reset"], true);
        let open = app.board_post(firm, "电焊工", |_| {}).await;
        let over = app.board_post(firm, "钳工", |_| {}).await;
        app.board_change(over, true, |row| row.state = Set(VacancyState::Paused)).await;
        app.board_post(firm, "铣工", |row| {
            row.state = Set(VacancyState::Draft);
            row.published_at = Set(None);
        })
        .await;
        let body = visitor.get(&format!("/api/v1/vacancies/changes?after={}", begin["next"])).await.ok().json();
        let told: Vec<(String, bool)> = body["changes"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| (one["id"].as_str().expect("an id").to_owned(), one["open"].as_bool().expect("a flag")))
            .collect();
        assert_eq!(told, [(open.to_string(), true), (over.to_string(), false)]);
        let rest = visitor.get(&format!("/api/v1/vacancies/changes?after={}", body["next"])).await.ok().json();
        assert_eq!(rest["changes"].as_array().map(Vec::len), Some(0));

        app.pass(Duration::days(8));
        labour_bridge::search::feeder::outbox::prune(&app.app.core.db, app.now()).await.expect("pruned");
        let late = visitor.get(&format!("/api/v1/vacancies/changes?after={}", begin["next"])).await.ok().json();
        assert_eq!((&late["reset"], &late["next"]), (&Value::Bool(true), &body["next"]));
        assert_eq!(visitor.get("/api/v1/vacancies/changes?after=soon").await.status, StatusCode::BAD_REQUEST);
    }
}

#[test]
fn every_route_of_the_interface_is_described_and_the_other_way_round() {
    let routes: BTreeSet<(String, String)> = web::route_table()
        .into_iter()
        .filter(|route| route.path.starts_with("/api/"))
        .map(|route| (route.path.to_owned(), route.method.as_str().to_ascii_lowercase()))
        .collect();
    let document = web::openapi();
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        described.extend(
            methods
                .as_object()
                .expect("methods")
                .keys()
                .map(|method| (path.clone(), method.clone())),
        );
    }
    assert_eq!(described, routes);
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let document = web::openapi();
    let text = document.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().unwrap_or_default();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}
