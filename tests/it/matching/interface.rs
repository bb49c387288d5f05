//! The interface for programs.

use axum::http::StatusCode;
use entity::codes::Role;
use labour_bridge::domain::matching::weights::VERSION;
use serde_json::json;
use uuid::Uuid;

use super::{WELDERS, night_story, story};
use crate::support::on_both;
use crate::support::people::{ELSEWHERE, HOME};

const JOBS: &str = "/api/v1/match/vacancies";
const PEOPLE: &str = "/api/v1/match/workers";

on_both! {
    async fn a_worker_without_a_record_is_matched_as_described(app) {
        let post = story(&app).await;
        let mut program = app.program(Role::Station, Some(HOME)).await;
        let worker = json!({
            "sex": "male", "age": 41, "home_code": "620802103204", "education": "junior",
            "skills": [{ "trade": "电焊工", "years": 6, "certificate": "焊工证" }],
            "want": { "places": ["12"], "trades": ["焊工"], "pay_min": 6000, "night_shift_ok": false, "limits": ["no_height"] },
        });
        let answer = program.post_json(JOBS, &json!({ "worker": worker })).await.ok().json();
        assert_eq!((&answer["version"], &answer["total"], &answer["eligible"]), (&json!(VERSION), &json!(1), &json!(1)));
        let hit = &answer["hits"][0];
        assert_eq!((hit["id"].as_str(), &hit["blockers"]), (Some(post.to_string().as_str()), &json!([])));
        assert_eq!(hit["place"], json!({ "code": "120103", "name": "天津市河西区" }));
        assert_eq!(hit["pay"]["hourly_fen"], 3_125);
        assert!(hit["score"].as_i64().is_some_and(|score| score > 50), "{hit}");
        assert!(hit["reasons"].as_array().is_some_and(|all| all.iter().any(|reason| reason["code"] == "fellow_village")), "{hit}");
        assert_eq!(program.post_json(JOBS, &json!({ "worker": worker })).await.ok().json()["hits"], answer["hits"]);
    }

    async fn a_record_is_matched_within_the_places_of_the_token(app) {
        let post = story(&app).await;
        let id = Uuid::from_u128(5);
        let mut own = app.program(Role::Liaison, Some("620802103")).await;
        let jobs = own.post_json(JOBS, &json!({ "worker_id": id })).await.ok().json();
        assert_eq!(jobs["hits"][0]["id"], post.to_string());
        let people = own.post_json(PEOPLE, &json!({ "vacancy_id": post, "limit": 2 })).await.ok().json();
        assert_eq!((people["hits"][0]["name"].as_str(), people["hits"].as_array().map(Vec::len)), (Some(WELDERS[0]), Some(2)));
        assert_eq!(people["total"], 6);
        let mut foreign = app.program(Role::County, Some(ELSEWHERE)).await;
        assert_eq!(foreign.post_json(JOBS, &json!({ "worker_id": id })).await.status, StatusCode::NOT_FOUND);
        assert_eq!(foreign.post_json(PEOPLE, &json!({ "vacancy_id": post })).await.ok().json()["total"], 0);
    }

    async fn what_stands_against_a_pair_is_told(app) {
        let (worker, post) = night_story(&app).await;
        let mut program = app.program(Role::County, Some(HOME)).await;
        let answer = program.post_json(JOBS, &json!({ "worker_id": worker })).await.ok().json();
        let hit = &answer["hits"][0];
        assert_eq!((hit["id"].as_str(), &hit["eligible"]), (Some(post.to_string().as_str()), &json!(false)));
        let blocker = &hit["blockers"][0];
        assert_eq!(blocker["code"], "night");
        assert_eq!((&blocker["gives_way"], &blocker["may_be_set_aside"]), (&json!("employer"), &json!(true)));
        let mut english = app.program(Role::County, Some(HOME)).await.with_header("accept-language", "en");
        let answer = english.post_json(JOBS, &json!({ "worker_id": worker })).await.ok();
        answer.shows("night");
        assert!(answer.json()["hits"][0]["blockers"][0]["text"].as_str().is_some_and(str::is_ascii));
    }

    async fn only_staff_with_a_token_may_ask(app) {
        let post = story(&app).await;
        let question = json!({ "vacancy_id": post });
        assert_eq!(app.visitor().post_json(PEOPLE, &question).await.status, StatusCode::UNAUTHORIZED);
        let mut wrong = app.visitor().with_header("authorization", "Bearer lb_nothing");
        assert_eq!(wrong.post_json(PEOPLE, &question).await.status, StatusCode::UNAUTHORIZED);
        for role in [Role::Employer, Role::Auditor, Role::Admin] {
            let mut program = app.program(role, None).await;
            let refused = program.post_json(PEOPLE, &question).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{role:?}");
            refused.hides(WELDERS[0]);
        }
        let mut browser = app.person(Role::County).await;
        assert_eq!(browser.post_json(PEOPLE, &question).await.status, StatusCode::UNAUTHORIZED, "a session is no token");
    }

    async fn members_and_words_that_are_not_known_are_refused_by_name(app) {
        story(&app).await;
        let mut program = app.program(Role::County, Some(HOME)).await;
        let home = "620802";
        for (body, name) in [
            (json!({ "worker_id": Uuid::from_u128(5), "colour": 1 }), "colour"),
            (json!({ "worker": { "home_code": home, "ethnicity": "回族" } }), "ethnicity"),
            (json!({ "worker": { "home_code": home, "want": { "wage": 1 } } }), "wage"),
            (json!({ "worker": { "home_code": home, "want": { "limits": ["no_dogs"] } } }), "no_dogs"),
        ] {
            let refused = program.post_json(JOBS, &body).await;
            assert!(refused.status.is_client_error(), "{body}");
            refused.shows(name);
        }
        for (body, field, word) in [
            (json!({ "worker": { "home_code": home, "want": { "trades": ["焊工", "宇航员"] } } }), "worker.want.trades[1]", "宇航员"),
            (json!({ "worker": { "home_code": "火星" } }), "worker.home_code", "火星"),
            (json!({ "worker": { "home_code": home }, "limit": 0 }), "limit", "100"),
            (json!({ "worker_id": Uuid::from_u128(5), "worker": { "home_code": home } }), "worker_id", "worker"),
            (json!({}), "worker_id", "worker"),
        ] {
            let refused = program.post_json(JOBS, &body).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            assert_eq!(refused.headers["content-type"], "application/problem+json");
            assert_eq!(refused.json()["errors"][0]["field"], field);
            refused.shows(word);
        }
    }

    async fn who_did_not_agree_is_not_matched_for_a_program_either(app) {
        let post = story(&app).await;
        let silent = app.put_worker(31, "吴沉默", |made| made.worker.matchable = false).await;
        app.feed().await;
        let mut program = app.program(Role::County, Some(HOME)).await;
        let refused = program.post_json(JOBS, &json!({ "worker_id": silent })).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        program.post_json(PEOPLE, &json!({ "vacancy_id": post })).await.ok().hides("吴沉默");
    }
}
