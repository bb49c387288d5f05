//! The two lists: order, words, fairness, who sees whom, how often the database is asked.

use axum::http::StatusCode;
use chrono::NaiveDate;
use entity::codes::{EmployerState, HouseholdBase, Role, Sex};
use entity::{employer, worker, worker_household};
use sea_orm::{ActiveModelTrait as _, Set};
use serde_json::json;
use uuid::Uuid;

use super::{WELDERS, night_story, story};
use crate::support::matching::VILLAGE;
use crate::support::people::{ELSEWHERE, HOME, TOWNSHIP};
use crate::support::{TestApp, html, on_both};

fn names(page: &str) -> Vec<String> {
    html::texts(page, "ol.list > li > p > b > a")
}

async fn scores(app: &TestApp, post: Uuid) -> serde_json::Value {
    let mut program = app.program(Role::County, Some(HOME)).await;
    let answer = program
        .post_json("/api/v1/match/workers", &json!({ "vacancy_id": post }))
        .await
        .ok()
        .json();
    let line = |hit: &serde_json::Value| json!([hit["id"], hit["score"], hit["eligible"], hit["reasons"]]);
    answer["hits"].as_array().expect("hits").iter().map(line).collect()
}

on_both! {
    async fn the_welders_come_in_the_order_of_their_craft(app) {
        let post = story(&app).await;
        let mut station = app.person(Role::Station).await;
        let page = station.get(&format!("/manage/vacancies/{post}/matches")).await.ok();
        assert_eq!(names(&page.text), [WELDERS.as_slice(), &["孙大海"]].concat());
        page.shows("同村 2 人在岗").shows("时薪 31.2").shows("包住").shows("合适的人 5 个").shows("差一点的 1 个");
        page.shows("要有焊接与热切割作业证").shows("先问本人").shows("打分规则 2026.1 版");
        let again = station.get(&format!("/manage/vacancies/{post}/matches")).await.ok();
        assert_eq!(names(&again.text), names(&page.text));
        let english = station.get(&format!("/manage/vacancies/{post}/matches?lang=en")).await.ok();
        english.shows("People for “电焊工”").shows("Ask the worker first").hides("matching-");
    }

    async fn a_person_finds_the_post_and_the_conditions_one_by_one(app) {
        let post = story(&app).await;
        let mut county = app.person(Role::County).await;
        let page = county.get(&format!("/workers/{}/matches", Uuid::from_u128(5))).await.ok();
        assert_eq!(names(&page.text), ["电焊工"]);
        page.shows(&format!("/vacancies/{post}")).shows("6,500–8,000").shows("每小时约 31.2 元").shows("海河重工");
        page.shows("有焊接与热切割作业证").shows("企业已经核实过").shows("同村 2 人在岗");
        county.get(&format!("/workers/{}/matches?lang=en", Uuid::from_u128(5))).await.ok().shows("Jobs for").hides("matching-");
    }

    async fn sex_age_household_health_and_faith_move_nobody_for_a_post(app) {
        let post = story(&app).await;
        let before = scores(&app, post).await;
        for number in [3_u128, 4] {
            app.change_worker(worker::ActiveModel {
                id: Set(Uuid::from_u128(number)),
                sex: Set(Some(Sex::Female)),
                birth_date: Set(NaiveDate::from_ymd_opt(1972, 1, 1)),
                limits: Set("no_cold no_noise".into()),
                halal_wanted: Set(true),
                ..Default::default()
            })
            .await;
            let unit = app.unit().await;
            let household = worker_household::ActiveModel {
                id: Set(Uuid::new_v4()),
                worker_id: Set(Uuid::from_u128(number)),
                base: Set(HouseholdBase::Lifted),
                monitor: Set(None),
                risk_cleared: Set(false),
                from_date: Set(NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day")),
                to_date: Set(None),
                recorded_by: Set(None),
                recorded_at: Set(app.now()),
            };
            household.insert(unit.tx()).await.expect("a household");
            unit.commit().await.expect("committed");
        }
        app.feed().await;
        let after = scores(&app, post).await;
        let without_wishes = |list: &serde_json::Value| -> Vec<serde_json::Value> {
            let lines = list.as_array().expect("lines").iter();
            lines.map(|line| json!([line[0], line[1], line[2]])).collect()
        };
        assert_eq!(without_wishes(&before), without_wishes(&after));
        let private = after.to_string();
        assert!(private.contains("halal_missing"), "staff see the wish: {private}");
        for line in after.as_array().expect("lines") {
            for reason in line[3].as_array().expect("reasons") {
                assert!(reason["code"] != "halal_missing" || reason["points"] == 0, "{reason}");
            }
        }
    }

    async fn a_near_miss_says_what_would_have_to_give_way(app) {
        let (worker, post) = night_story(&app).await;
        let mut county = app.person(Role::County).await;
        let page = county.get(&format!("/workers/{worker}/matches")).await.ok();
        page.shows("差一点的 1 个").shows("先问企业").shows("要上夜班，本人说不上夜班");
        assert_eq!(html::texts(&page.text, ".reason.lacks"), ["夜班"]);
        county.get(&format!("/manage/vacancies/{post}/matches")).await.ok().shows("何平安").shows("先问企业");
    }

    async fn who_did_not_agree_is_counted_and_not_shown(app) {
        let post = story(&app).await;
        let silent = app.put_worker(31, "吴沉默", |made| made.worker.matchable = false).await;
        app.feed().await;
        let mut county = app.person(Role::County).await;
        county.get(&format!("/manage/vacancies/{post}/matches")).await.ok().hides("吴沉默").shows("另有 1 人在找活儿");
        let page = county.get(&format!("/workers/{silent}/matches")).await.ok();
        page.shows("本人还没同意帮着找活儿").hides("电焊工");
    }

    async fn consent_that_was_taken_back_counts_before_the_index_knows(app) {
        let post = story(&app).await;
        app.change_worker(worker::ActiveModel { id: Set(Uuid::from_u128(5)), matchable: Set(false), ..Default::default() }).await;
        let mut county = app.person(Role::County).await;
        county.get(&format!("/manage/vacancies/{post}/matches")).await.ok().hides(WELDERS[0]).shows(WELDERS[1]);
    }

    async fn people_of_other_places_are_nobody(app) {
        let post = story(&app).await;
        let path = format!("/workers/{}/matches", Uuid::from_u128(5));
        let far = app.put_worker(41, "静宁人", |made| made.worker.region_code = format!("{ELSEWHERE}100")).await;
        let other = app.put_worker(42, "隔壁乡", |made| made.worker.region_code = "620802101201".into()).await;
        app.feed().await;
        for role in [Role::County, Role::Station, Role::Liaison] {
            let mut stranger = app.stranger(role).await;
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?}");
            assert_eq!(stranger.post(&path, &[("pick", "x")]).await.status, StatusCode::NOT_FOUND, "{role:?}");
            let list = stranger.get(&format!("/manage/vacancies/{post}/matches")).await.ok();
            list.shows("静宁人").hides(WELDERS[0]).hides(WELDERS[1]);
        }
        let mut liaison = app.person(Role::Liaison).await;
        let own = liaison.get(&format!("/manage/vacancies/{post}/matches")).await.ok();
        own.shows(WELDERS[0]).hides("隔壁乡").hides("静宁人");
        for id in [far, other] {
            assert_eq!(liaison.get(&format!("/workers/{id}/matches")).await.status, StatusCode::NOT_FOUND);
        }
        for role in [Role::Admin, Role::Auditor] {
            let mut reader = app.person(role).await;
            assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?}");
        }
        let mut boss = app.employer_user("boss", Uuid::from_u128(900)).await;
        assert_eq!(boss.get(&format!("/manage/vacancies/{post}/matches")).await.status, StatusCode::NOT_FOUND);
        assert!(app.visitor().get(&path).await.done().starts_with("/sign-in"));
    }

    async fn a_firm_that_lost_its_check_is_the_stations_to_mend(app) {
        story(&app).await;
        let unit = app.unit().await;
        let due = employer::ActiveModel { id: Set(Uuid::from_u128(900)), state: Set(EmployerState::Due), ..Default::default() };
        due.update(unit.tx()).await.expect("due");
        unit.commit().await.expect("committed");
        let mut county = app.person(Role::County).await;
        let page = county.get(&format!("/workers/{}/matches", Uuid::from_u128(5))).await.ok();
        page.shows("差一点的 1 个").shows("站里先办").shows("企业还没核实");
    }

    async fn who_stayed_is_told_from_placements_of_the_last_year(app) {
        let post = story(&app).await;
        for number in 100..108_u128 {
            let there = app.put_worker(number, "去过的人", |made| made.worker.matchable = false).await;
            app.put_placement(there, Uuid::from_u128(900), 200, (number < 102).then_some(89)).await;
        }
        app.put_placement(Uuid::from_u128(107), Uuid::from_u128(900), 500, Some(3)).await;
        let mut county = app.person(Role::County).await;
        county.get(&format!("/manage/vacancies/{post}/matches")).await.ok().shows("8 人里 6 人留下");
    }

    async fn the_lists_ask_the_database_as_often_for_many_as_for_few(app) {
        let post = story(&app).await;
        let (people, jobs) = (format!("/manage/vacancies/{post}/matches"), format!("/workers/{}/matches", Uuid::from_u128(5)));
        let mut county = app.person(Role::County).await;
        let mut counted = Vec::new();
        for round in 0..2_u128 {
            if round == 1 {
                for number in 0..30 {
                    app.put_worker(1_000 + number, "又一个人", |made| made.worker.region_code = VILLAGE.into()).await;
                    let firm = app.put_employer(2_000 + number, &format!("厂 {number}")).await;
                    app.put_vacancy(3_000 + number, firm, "焊工", |_| ()).await;
                }
                app.feed().await;
            }
            app.statements();
            county.get(&people).await.ok();
            let of_people = app.statements();
            county.get(&jobs).await.ok();
            counted.push((of_people, app.statements()));
        }
        assert_eq!(counted[0], counted[1]);
        let page = county.get(&people).await.ok();
        assert_eq!(names(&page.text).len(), 21);
        page.shows("?top=40").shows("看前 40 个");
        assert_eq!(names(&county.get(&format!("{people}?top=40")).await.ok().text).len(), 36);
    }

    async fn the_township_of_a_liaison_is_searched_as_a_whole(app) {
        let post = story(&app).await;
        for number in 0..40 {
            app.put_worker(4_000 + number, "隔壁乡的好手", |made| {
                made.worker.region_code = "620802101201".into();
                made.skills = vec![(crate::support::matching::WELDER, 20)];
            })
            .await;
        }
        app.feed().await;
        let mut liaison = app.person(Role::Liaison).await;
        let page = liaison.get(&format!("/manage/vacancies/{post}/matches")).await.ok();
        assert_eq!(names(&page.text).len(), 6, "{TOWNSHIP}");
    }
}
