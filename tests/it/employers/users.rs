//! Several people of one employer sign in.

use axum::http::StatusCode;
use entity::account;
use entity::codes::Role;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::people::PASSWORD;
use crate::support::{Client, Page, TestApp, on_both};

async fn add(client: &mut Client, employer: Uuid, login: &str, more: &[(&str, &str)]) -> Page {
    let key = Uuid::new_v4().to_string();
    let mut form = vec![
        ("form_key", key.as_str()),
        ("login", login),
        ("name", "吴芳"),
        ("password", PASSWORD),
    ];
    form.extend(more);
    client.post(&format!("/employers/{employer}/users"), &form).await
}

async fn account_of(app: &TestApp, login: &str) -> Option<account::Model> {
    account::Entity::find()
        .filter(account::Column::Login.eq(login))
        .one(app.app.core.db.reader())
        .await
        .unwrap()
}

on_both! {
    async fn the_station_makes_the_first_account_and_the_firm_the_next(app) {
        let id = app.employer("桃源里食堂").await;
        let mut station = app.person(Role::Station).await;
        station.get(&format!("/employers/{id}/users")).await.ok().shows("还没有账号");
        let more = [("role", "admin"), ("region_code", "620802"), ("employer_id", "x"), ("must_change_password", "false")];
        add(&mut station, id, "wu.fang", &more).await.done();
        let made = account_of(&app, "wu.fang").await.unwrap();
        assert_eq!((made.role, made.employer_id, made.region_code, made.must_change_password), (Role::Employer, Some(id), None, true));

        let mut own = app.employer_user("yong.gong", id).await;
        add(&mut own, id, "zheng.li", &[]).await.done();
        let taken = add(&mut own, id, "zheng.li", &[]).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        taken.shows("这个账号已经有人用了").shows("吴芳").hides(PASSWORD);
        own.get(&format!("/employers/{id}/users")).await.ok().shows("wu.fang").shows("zheng.li").shows("您自己");
        own.get(&format!("/employers/{id}/users?lang=en")).await.ok().shows("This is you");
    }

    async fn a_firm_manages_its_own_people_and_nobody_else(app) {
        let id = app.employer("桃源里食堂").await;
        let other = app.employer("别家工厂").await;
        let theirs = app.account("bie.jia", Role::Employer, None, Some(other)).await;
        let staff = app.account("zhan.zhang", Role::Station, None, None).await;
        let mut own = app.employer_user("yong.gong", id).await;
        let me = account_of(&app, "yong.gong").await.unwrap().id;
        let colleague = app.account("tong.shi", Role::Employer, None, Some(id)).await;
        let mut colleague_client = app.sign_in("tong.shi").await;

        assert_eq!(add(&mut own, other, "qu.bie.jia", &[]).await.status, StatusCode::NOT_FOUND);
        assert!(account_of(&app, "qu.bie.jia").await.is_none());
        for (firm, account) in [(other, theirs), (id, theirs), (id, staff), (other, colleague)] {
            let refused = own.post(&format!("/employers/{firm}/users/{account}/disable"), &[]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(own.post(&format!("/employers/{id}/users/{me}/disable"), &[]).await.status, StatusCode::CONFLICT);

        own.post(&format!("/employers/{id}/users/{colleague}/disable"), &[]).await.done();
        assert!(colleague_client.get("/employers/own").await.done().starts_with("/sign-in"));
        own.post(&format!("/employers/{id}/users/{colleague}/enable"), &[]).await.done();
        app.sign_in("tong.shi").await;
        for role in [Role::Liaison, Role::Auditor, Role::Admin] {
            let mut client = app.person(role).await;
            assert_eq!(add(&mut client, id, "x.y.z", &[]).await.status, StatusCode::NOT_FOUND, "{role:?}");
            let refused = client.post(&format!("/employers/{id}/users/{colleague}/disable"), &[]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{role:?}");
        }
    }

    async fn an_employer_has_no_more_than_twenty_accounts(app) {
        let id = app.employer("桃源里食堂").await;
        for number in 0..20 {
            app.account(&format!("person-{number}"), Role::Employer, None, Some(id)).await;
        }
        let mut station = app.person(Role::Station).await;
        let refused = add(&mut station, id, "one.more", &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("最多 20 个账号");
    }
}
