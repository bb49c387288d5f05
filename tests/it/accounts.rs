//! Accounts and sessions.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::Role;

use crate::support::people::PASSWORD;
use crate::support::{html, on_both};

on_both! {
    async fn ten_wrong_passwords_shut_a_name_for_a_quarter_of_an_hour_and_no_other(app) {
        app.account("clerk-one", Role::County, Some("620802"), None).await;
        app.account("clerk-two", Role::County, Some("620802"), None).await;
        let mut guesser = app.visitor();
        let right = [("login", "clerk-one"), ("password", PASSWORD)];
        for _ in 0..10 {
            guesser.post("/sign-in", &[("login", "clerk-one"), ("password", "not it, not at all")]).await.shows("账号或者密码不对");
        }
        let shut = guesser.post("/sign-in", &right).await;
        assert_eq!(shut.status, StatusCode::UNPROCESSABLE_ENTITY);
        shut.shows("请过 15 分钟再试");
        app.sign_in("clerk-two").await.get("/account/password").await.ok();
        app.pass(Duration::minutes(16));
        guesser.post("/sign-in", &right).await.done();
    }

    async fn a_session_ends_when_it_should(app) {
        let mut county = app.person(Role::County).await;
        county.get("/account/password").await.ok();
        app.pass(Duration::minutes(29));
        county.get("/account/password").await.ok();
        app.pass(Duration::minutes(30));
        assert!(county.get("/account/password").await.done().starts_with("/sign-in?next="));
    }

    async fn signing_out_everywhere_ends_the_other_browser_too(app) {
        let mut one = app.person(Role::Station).await;
        let mut two = app.sign_in("station-home").await;
        one.post("/account/sign-out-everywhere", &[]).await.done();
        assert!(two.get("/account/password").await.done().starts_with("/sign-in"));
    }

    async fn an_administrator_makes_an_account_whose_first_password_must_change(app) {
        let mut admin = app.person(Role::Admin).await;
        let form = [("login", "wang.fang"), ("name", "王芳"), ("role", "liaison"), ("region_code", "620802103"), ("password", PASSWORD)];
        assert_eq!(admin.post("/accounts/new", &form).await.done(), "/accounts");
        let again = admin.post("/accounts/new", &form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.shows("这个账号已经有人用了").shows("王芳");

        let mut fresh = app.visitor();
        let signed_in = fresh.post("/sign-in", &[("login", "wang.fang"), ("password", PASSWORD)]).await;
        assert_eq!(signed_in.done(), "/account/password");
        let new = "四十里铺镇的苹果红了，大家来摘";
        fresh.post("/account/password", &[("current", PASSWORD), ("password", new), ("again", new)]).await.done();
        fresh.post("/sign-in", &[("login", "wang.fang"), ("password", new)]).await.done();
        fresh.get("/account/password").await.ok();
    }

    async fn a_disabled_account_is_out_at_once_and_cannot_come_back(app) {
        let mut admin = app.person(Role::Admin).await;
        let id = app.account("zhao", Role::Station, None, None).await;
        let mut zhao = app.sign_in("zhao").await;
        admin.post(&format!("/accounts/{id}/disable"), &[]).await.done();
        assert!(zhao.get("/account/password").await.done().starts_with("/sign-in"));
        let refused = app.visitor().post("/sign-in", &[("login", "zhao"), ("password", PASSWORD)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_stale_save_of_an_account_is_told_and_changes_nothing(app) {
        let mut admin = app.person(Role::Admin).await;
        let id = app.account("zhao", Role::Station, None, None).await;
        let save = |name: &'static str| [("name", name), ("role", "station"), ("version", "1")];
        admin.post(&format!("/accounts/{id}"), &save("赵一")).await.done();
        let stale = admin.post(&format!("/accounts/{id}"), &save("赵二")).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        admin.get(&format!("/accounts/{id}")).await.ok().shows("赵一").hides("赵二");
    }

    async fn the_list_of_accounts_asks_the_database_as_often_for_many_as_for_few(app) {
        let mut admin = app.person(Role::Admin).await;
        app.statements();
        admin.get("/accounts").await.ok();
        let few = app.statements();
        for number in 0..12 {
            app.account(&format!("more-{number}"), Role::County, None, None).await;
        }
        app.statements();
        let page = admin.get("/accounts").await.ok();
        assert_eq!(app.statements(), few);
        assert_eq!(html::texts(&page.text, "tbody tr").len(), 13);
    }
}
