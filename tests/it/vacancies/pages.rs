//! The pages as people use them.

use axum::http::StatusCode;
use entity::codes::{EmployerState, Role, VacancyState};
use entity::{audit_event, vacancy};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::vacancies::canteen;
use crate::support::{TestApp, html, on_both};

/// The form of a lawful post as a browser sends it.
fn typed(app: &TestApp, employer: Uuid) -> Vec<(&'static str, String)> {
    let until = canteen(app.today()).valid_until.to_string();
    let mut form: Vec<(&'static str, String)> = vec![
        ("form_key", Uuid::new_v4().to_string()),
        ("employer", employer.to_string()),
        ("valid_until", until),
    ];
    form.extend(
        [
            ("title", "社区食堂帮厨"),
            ("occupation_code", "4-03-02-05"),
            ("description", "摘菜、切配、洗碗"),
            ("headcount", "2"),
            ("place", "天津河西"),
            ("pay_form", "month"),
            ("pay_min_yuan", "4,264"),
            ("pay_max_yuan", "4472"),
            ("hours_per_month", "２０８"),
            ("lodging", "provided"),
            ("meals", "provided"),
            ("shift", "day"),
            ("demands", "standing"),
            ("demands", "cold"),
            ("contract", "labour"),
            ("insurance", "five"),
            ("term", "long"),
            ("contact_name", "刘淑敏"),
            ("contact_phone", "19900200001"),
        ]
        .map(|(name, value)| (name, value.to_owned())),
    );
    form
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
    async fn an_employer_writes_hands_in_and_the_station_publishes(app) {
        let owner = app.verified_employer("天津春晓里养老院").await;
        let mut employer = app.employer_user("hr-liu", owner).await;
        let mut station = app.person(Role::Station).await;
        employer.get("/manage/vacancies/new").await.ok().shows("天津春晓里养老院").shows("天津市河西区");
        let form = with(&typed(&app, owner), "then", "submit");
        let path = employer.post("/manage/vacancies/new", &sent(&form)).await.done();
        // The same form sent twice is carried out once.
        assert_eq!(employer.post("/manage/vacancies/new", &sent(&form)).await.done(), path);
        assert_eq!(vacancy::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 1);
        let page = employer.get(&path).await.ok();
        page.shows("待审").shows("每小时约 20.5–21.5 元").shows("4,264–4,472 元/月").shows("一直站着、低温");
        page.hides("/publish").hides("/take-down");
        let page = station.get(&path).await.ok();
        page.shows("审核通过，发布").shows("退回");
        let refused = employer.post(&format!("{path}/publish"), &[("version", "2")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        station.post(&format!("{path}/publish"), &[("version", "2")]).await.done();
        let page = station.get(&path).await.ok();
        page.shows("发布了").shows("在招").shows("hr-liu (employer)").shows("station-home (station)");
        assert_eq!(html::texts(&page.text, ".timeline li b"), ["在招", "待审", "草稿"]);
        let audited = audit_event::Entity::find()
            .filter(audit_event::Column::Action.is_in(["draft-vacancy", "move-vacancy"]))
            .count(app.app.core.db.reader())
            .await
            .expect("a count");
        assert_eq!(audited, 3);
        let mut english = station.clone();
        english.set_cookie("lang", "en");
        english.get(&path).await.ok().shows("about 20.5–21.5 yuan an hour").shows("What happened").hides("vacancies-");
        station.get(&path).await.ok().hides("vacancies-group");
    }

    async fn what_was_typed_stays_when_it_cannot_be_taken(app) {
        let owner = app.verified_employer("天津春晓里养老院").await;
        let mut station = app.person(Role::Station).await;
        let form = with(&with(&typed(&app, owner), "pay_min_yuan", "很多"), "age_min", "15");
        let page = station.post("/manage/vacancies/new", &sent(&form)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("请填数字").shows("不满 16 岁的人一律不能招").shows("value=\"很多\"").shows("摘菜、切配、洗碗").shows("value=\"standing\" id=\"demands\" checked");
        assert_eq!(vacancy::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 0);
        let empty = [("form_key", form[0].1.as_str()), ("employer", form[1].1.as_str())];
        let page = station.post("/manage/vacancies/new", &empty).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("#title").shows("#headcount").shows("#place").shows("#contract").shows("#valid_until");
    }

    async fn staff_choose_the_employer_first(app) {
        let owner = app.verified_employer("天津春晓里养老院").await;
        app.employer_in("天津新来的公司", EmployerState::Registered).await;
        let mut station = app.person(Role::Station).await;
        station.get("/manage/vacancies/new").await.ok().shows("天津春晓里养老院").shows("这家单位还没核实");
        station.get("/manage/vacancies/new?q=%E6%98%A5%E6%99%93").await.ok().shows("春晓里").hides("新来的公司");
        station.get(&format!("/manage/vacancies/new?employer={owner}")).await.ok().shows("name=\"form_key\"").shows("19900008801");
        assert_eq!(station.get(&format!("/manage/vacancies/new?employer={}", Uuid::new_v4())).await.status, StatusCode::NOT_FOUND);
    }

    async fn not_yours_is_not_found(app) {
        let owner = app.verified_employer("天津春晓里养老院").await;
        let other = app.verified_employer("天津别的公司").await;
        let id = app.published(owner, canteen(app.today())).await;
        let path = format!("/manage/vacancies/{id}");
        let mut strangers = vec![app.employer_user("other", other).await];
        for role in [Role::Liaison, Role::Admin] {
            strangers.push(app.stranger(role).await);
        }
        for stranger in &mut strangers {
            for page in ["", "/edit"] {
                assert_eq!(stranger.get(&format!("{path}{page}")).await.status, StatusCode::NOT_FOUND);
            }
            for step in ["edit", "submit", "publish", "return", "pause", "resume", "withdraw", "take-down", "copy", "waive"] {
                let form = typed(&app, owner);
                let form = with(&with(&form, "version", "3"), "reason", "看看");
                let answer = stranger.post(&format!("{path}/{step}"), &sent(&form)).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{step}");
            }
        }
        let form = typed(&app, owner);
        assert_eq!(strangers[0].post("/manage/vacancies/new", &sent(&form)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.post(id).await.state, VacancyState::Published);
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get(&path).await.ok().hides("<button class=\"btn").shows("社区食堂帮厨");
        assert_eq!(auditor.post(&format!("{path}/pause"), &[("version", "3")]).await.status, StatusCode::NOT_FOUND);
        assert!(app.visitor().get(&path).await.done().starts_with("/sign-in"));
    }

    async fn changing_pay_of_a_public_post_sends_it_back_and_changing_a_hint_does_not(app) {
        let owner = app.verified_employer("天津春晓里养老院").await;
        let mut employer = app.employer_user("hr-liu", owner).await;
        let id = app.published(owner, canteen(app.today())).await;
        let path = format!("/manage/vacancies/{id}");
        let form = with(&typed(&app, owner), "address", "陈塘庄街道春晓里12号");
        let form = with(&with(&form, "version", "3"), "rest_days", "4");
        let form = with(&form, "hours_per_day", "8");
        let harmless = with(&form, "description", "摘菜、切配、洗碗，教你做");
        assert_eq!(employer.post(&format!("{path}/edit"), &sent(&harmless)).await.done(), path);
        assert_eq!(app.post(id).await.state, VacancyState::Published);
        // The form that was open before the save says so and changes nothing.
        assert_eq!(employer.post(&format!("{path}/edit"), &sent(&with(&form, "title", "别的"))).await.status, StatusCode::CONFLICT);
        employer.get(&format!("{path}/edit")).await.ok().shows("要重新审核");
        let less = with(&with(&form, "version", "4"), "pay_min_yuan", "3900");
        employer.post(&format!("{path}/edit"), &sent(&less)).await.done();
        assert_eq!(app.post(id).await.state, VacancyState::Review);
        employer.get(&path).await.ok().shows("报过名的人要通知到").shows("改了工资，要重新审核");
    }

    async fn a_copy_is_a_new_draft_once(app) {
        let owner = app.verified_employer("天津春晓里养老院").await;
        let mut station = app.person(Role::Station).await;
        let id = app.published(owner, canteen(app.today())).await;
        let key = Uuid::new_v4().to_string();
        let first = station.post(&format!("/manage/vacancies/{id}/copy"), &[("form_key", &key)]).await.done();
        assert_eq!(station.post(&format!("/manage/vacancies/{id}/copy"), &[("form_key", &key)]).await.done(), first);
        station.get(&first).await.ok().shows("社区食堂帮厨").shows("存草稿");
        assert_eq!(vacancy::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 2);
    }
}
