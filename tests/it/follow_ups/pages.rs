//! The call list, one call, the firm's own list.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{EndReason, FollowUpState, HelpState, PhoneState, PlacementState, Role};
use entity::{audit_event, worker_phone};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::workers::{VILLAGE, phone};
use crate::support::{TestApp, html, on_both};

async fn audited(app: &TestApp, action: &str) -> u64 {
    let rows = audit_event::Entity::find().filter(audit_event::Column::Action.eq(action));
    rows.count(app.app.core.db.reader()).await.expect("a count")
}

on_both! {
    async fn the_list_says_whom_to_call_and_what_was_promised(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        app.arrived_at(1, "马秀英", firm.post).await;
        let mut station = app.person(Role::Station).await;
        station.get("/follow-ups").await.ok().shows("没有要打的电话");
        station.get("/follow-ups?tab=coming").await.ok().shows("马秀英");
        app.pass(Duration::days(8));
        let mut station = app.sign_in("station-home").await;
        let page = station.get("/follow-ups").await.ok();
        page.shows("马秀英").shows("白水镇白水村").shows("天津春晓里养老院").shows("社区食堂帮厨").shows("第 3 天、第 7 天");
        page.shows("4,264–4,472 元/月").shows("住：管").shows("白班").shows("一个月 208 小时").hides(&phone(1));
        assert_eq!(html::texts(&page.text, "main ul.list > li").len(), 1, "one call for all that is due");
        station.get("/follow-ups?q=养老院").await.ok().shows("马秀英");
        station.get("/follow-ups?q=没有的").await.ok().hides("马秀英");
        station.get("/follow-ups?place=白水镇").await.ok().shows("马秀英");
        station.get("/").await.ok().shows("今天要打的回访电话");
        let mut english = station.clone().with_header("cookie-lang", "en");
        english.set_cookie("lang", "en");
        english.get("/follow-ups").await.ok().shows("On post, all well").shows("Day 3");
    }

    async fn one_tap_writes_it_down_and_goes_on_at_the_next_row(app) {
        let (first, one) = app.at_work(1, "马秀英", 9).await;
        let (second, _) = app.at_work(2, "李桂兰", 8).await;
        let mut station = app.person(Role::Station).await;
        let page = station.get("/follow-ups").await.ok();
        let next = html::attributes(&page.text, &format!("button[formaction='/follow-ups/{one}/well']"), "value");
        assert_eq!(next, [format!("p-{second}")], "{first}");
        let form = [("back", "/follow-ups?place="), ("at", next[0].as_str())];
        let back = station.post(&format!("/follow-ups/{one}/well"), &form).await.done();
        assert_eq!(back, format!("/follow-ups?place=#p-{second}"));
        station.get("/follow-ups").await.ok().shows("记下了：在岗，都好").hides("马秀英").shows("李桂兰");
        // The second tap of a double click changes nothing.
        station.post(&format!("/follow-ups/{one}/well"), &form).await.done();
        assert_eq!((audited(&app, "record-follow-up").await, app.calls(one).await.len()), (1, 4));
        station.get("/follow-ups?tab=done").await.ok().shows("马秀英").shows("在岗");
        // Nothing leads outside.
        let away = station.post(&format!("/follow-ups/{one}/well"), &[("back", "//e.x"), ("at", "x")]).await;
        assert_eq!(away.done(), "/follow-ups");
    }

    async fn nobody_answers_is_one_tap_and_tomorrow_again(app) {
        let (worker, one) = app.at_work(1, "马秀英", 8).await;
        let mut station = app.person(Role::Station).await;
        station.post(&format!("/follow-ups/{one}/no-answer"), &[("phone_state", "suspended")]).await.done();
        station.get("/follow-ups").await.ok().shows("2026-11-24 再打").hides("马秀英");
        let row = worker_phone::Entity::find().filter(worker_phone::Column::WorkerId.eq(worker)).one(app.app.core.db.reader()).await;
        assert_eq!(row.expect("an answer").expect("a phone").state, PhoneState::Suspended);
        app.pass(Duration::days(1));
        let mut station = app.sign_in("station-home").await;
        station.get("/follow-ups?unanswered=yes").await.ok().shows("马秀英").shows("1 次没打通");
        assert_eq!(audited(&app, "no-answer").await, 1);
    }

    async fn the_number_is_shown_once_after_it_was_written_down(app) {
        let (_, one) = app.at_work(1, "马秀英", 8).await;
        let mut station = app.person(Role::Station).await;
        let path = format!("/follow-ups/{one}");
        station.get(&path).await.ok().hides(&phone(1)).shows("看电话");
        let shown = station.post(&format!("{path}/phone"), &[("back", "/follow-ups")]).await.ok();
        shown.shows(&format!("tel:{}", phone(1)));
        assert_eq!(audited(&app, "reveal-phone").await, 1);
        station.get(&path).await.ok().hides(&phone(1));
    }

    async fn the_full_form_keeps_what_was_typed_and_leads_on_to_a_case(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let one = app.arrived_at(1, "马秀英", firm.post).await;
        app.pass(Duration::days(30));
        let mut station = app.person(Role::Station).await;
        let path = format!("/follow-ups/{one}");
        let key = Uuid::new_v4().to_string();
        let mut form = vec![("form_key", key.as_str()), ("back", "/follow-ups"), ("on", "2026-12-23"), ("on_post", ""), ("paid", "less"), ("pay_month_yuan", "三千"), ("note", "同村的人也这样说"), ("problems", "living"), ("channel", "visit"), ("reached", "worker")];
        let wrong = station.post(&path, &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("先选人还在不在岗").shows("三千").shows("同村的人也这样说").shows("请填数字");
        form[3].1 = "yes";
        form[5].1 = "3,900";
        let suggested = station.post(&path, &form).await.done();
        assert!(suggested.starts_with("/cases/new?follow_up="), "{suggested}");
        assert_eq!(station.post(&path, &form).await.done(), suggested, "the same form again");
        let case = station.get(&suggested).await.ok();
        case.shows("答应至少 4,264 元，实发 3,900 元").shows("同村的人也这样说").shows("天津春晓里养老院");
        let chosen = html::attributes(&case.text, "#kind option[selected]", "value");
        assert_eq!(chosen, ["wages"], "the gravest of what was told and what differs");
        station.get(&path).await.ok().shows("答应至少 4,264 元，实发 3,900 元").shows("station-home");
        station.get(&format!("/placements/{one}")).await.ok().shows("看回访");
    }

    async fn whoever_left_is_written_down_with_day_and_reason(app) {
        let (worker, one) = app.at_work(1, "马秀英", 8).await;
        let mut liaison = app.person(Role::Liaison).await;
        let path = format!("/follow-ups/{one}");
        let key = Uuid::new_v4().to_string();
        let mut form = vec![("form_key", key.as_str()), ("on", "2026-11-23"), ("on_post", "no"), ("ended_on", "2026-11-22"), ("end_reason", ""), ("reached", "family"), ("channel", "phone")];
        assert_eq!(liaison.post(&path, &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        form[4].1 = "family";
        liaison.post(&path, &form).await.done();
        let row = app.placement(one).await;
        assert_eq!((row.state, row.end_reason), (PlacementState::Left, Some(EndReason::Family)));
        assert!(app.calls(one).await.iter().all(|call| call.state != FollowUpState::Open));
        assert_eq!(app.helps(worker).await[0].state, HelpState::Open);
        liaison.get(&path).await.ok().shows("这份工作已经结束");
    }

    async fn an_employer_confirms_its_own_people_and_nobody_elses(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let one = app.arrived_at(1, "马秀英", firm.post).await;
        let other = app.firm("天津另一家", 2).await;
        let mut hr = app.employer_user("firm-hr", firm.id).await;
        let mut stranger = app.employer_user("other-hr", other.id).await;
        let id = one.to_string();
        stranger.get("/still-here").await.ok().hides("马秀英").shows("现在没有从我们这里来的人");
        assert_eq!(stranger.post("/still-here", &[("id", &id)]).await.status, StatusCode::NOT_FOUND);
        hr.get("/still-here").await.ok().shows("马秀英").hides(&phone(1)).hides("白水");
        hr.get("/").await.ok().hides("请说一声还在岗的人");
        app.pass(Duration::days(31));
        let mut hr = app.sign_in("firm-hr").await;
        hr.get("/").await.ok().shows("请说一声还在岗的人");
        hr.post("/still-here", &[]).await.done();
        hr.get("/still-here").await.ok().shows("还没有勾人");
        hr.post("/still-here", &[("id", &id)]).await.done();
        hr.get("/").await.ok().hides("请说一声还在岗的人");
        assert_eq!(app.stays(one).await, [30], "the firm's word proves the stay");
        hr.get(&format!("/placements/{one}")).await.ok().shows("还在岗");
        assert_eq!(hr.get("/follow-ups").await.status, StatusCode::NOT_FOUND);
    }

    async fn strangers_find_no_calls(app) {
        let (_, one) = app.at_work(1, "马秀英", 8).await;
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            let mut stranger = app.stranger(role).await;
            for path in ["", "/well", "/no-answer", "/phone"] {
                let page = stranger.post(&format!("/follow-ups/{one}{path}"), &[("on_post", "yes"), ("on", "2026-11-23")]).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{role:?} {path}");
            }
            assert_eq!(stranger.get(&format!("/follow-ups/{one}")).await.status, StatusCode::NOT_FOUND, "{role:?}");
            for path in ["/follow-ups", "/follow-ups?tab=done"] {
                assert!(!stranger.get(path).await.text.contains("马秀英"), "{role:?} {path}");
            }
        }
        assert!(app.calls(one).await.iter().all(|call| call.state == FollowUpState::Open && call.attempts == 0));
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get("/follow-ups").await.ok().shows("马秀英").hides("在岗，都好");
        assert_eq!(auditor.post(&format!("/follow-ups/{one}/well"), &[]).await.status, StatusCode::NOT_FOUND);
    }

    async fn the_lists_ask_the_database_as_often_for_many_as_for_few(app) {
        let mut station = app.person(Role::Station).await;
        app.at_work(1, "马秀英", 8).await;
        let (_, done) = app.at_work(2, "李桂兰", 8).await;
        station.post(&format!("/follow-ups/{done}/well"), &[]).await.done();
        let paths = ["/follow-ups", "/follow-ups?tab=done"];
        let mut few = Vec::new();
        for path in paths {
            app.statements();
            station.get(path).await.ok();
            few.push(app.statements());
        }
        for seed in 10..18 {
            let worker = app.worker(seed, "王桂花", VILLAGE).await;
            let id = app.opens(worker, "兰州某餐馆", 8).await;
            if seed > 13 {
                station.post(&format!("/follow-ups/{id}/well"), &[]).await.done();
            }
        }
        for (path, few) in paths.iter().zip(few) {
            station.get(path).await.ok();
            app.statements();
            station.get(path).await.ok();
            assert_eq!(app.statements(), few, "{path}");
        }
    }
}
