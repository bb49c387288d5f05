//! One form sent twice at the same moment is carried out once, and both answers lead to the same place.

use std::time::Duration;

use entity::codes::Role;
use entity::{audit_event, form_key};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::unit::{Core, Trace};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use uuid::Uuid;

use crate::support::people::PASSWORD;
use crate::support::vacancies::canteen;
use crate::support::workers::{OTHER_VILLAGE, VILLAGE};
use crate::support::{Client, Form, Page, TestApp, on_both};

/// As long as somebody surely waits who would wait at all.
const A_WHILE: Duration = Duration::from_millis(150);

/// Begin to carry the form out, and say how that ended.
async fn once(core: Core, now: chrono::DateTime<chrono::Utc>, key: Uuid) -> Result<(), DomainError> {
    let mut unit = core.begin(&Actor::System, now, Trace::default()).await?;
    unit.once(key).await?;
    unit.commit_to("/second").await
}

async fn written(app: &TestApp) -> u64 {
    audit_event::Entity::find()
        .count(app.app.core.db.reader())
        .await
        .expect("a count")
}

/// Press the same button twice at once. Answers where both lead.
async fn twice(app: &TestApp, client: &Client, form: &Form, words: &str) -> String {
    let (mut left, mut right) = (client.clone(), client.clone());
    let before = written(app).await;
    let (one, two) = tokio::join!(
        form.clone().press(&mut left, words),
        form.clone().press(&mut right, words)
    );
    assert_eq!(one.done(), two.done(), "{words}");
    let after = written(app).await;
    assert!(after > before, "{words} is on the trail");
    let late = form.clone().press(&mut left, words).await;
    assert_eq!(late.done(), one.done(), "{words}");
    assert_eq!(written(app).await, after, "{words} is carried out once");
    one.done()
}

async fn page(client: &mut Client, path: &str) -> Page {
    client.get(path).await.ok()
}

on_both! {
    async fn the_second_of_two_waits_and_gets_the_first_ones_address(app) {
        let (core, now, key) = (app.app.core.clone(), app.now(), Uuid::new_v4());
        let mut first = app.unit().await;
        first.once(key).await.expect("nobody was before");
        let mut second = tokio::spawn(once(core.clone(), now, key));
        assert!(tokio::time::timeout(A_WHILE, &mut second).await.is_err(), "it waits for the first");
        first.commit_to("/first").await.expect("committed");
        let Err(DomainError::Done(location)) = second.await.expect("an end") else { panic!("carried out twice") };
        assert_eq!(location, "/first");
        let Err(DomainError::Done(location)) = once(core, now, key).await else { panic!("carried out a third time") };
        assert_eq!(location, "/first");
    }

    async fn the_second_of_two_is_carried_out_if_the_first_fails(app) {
        let (core, now, key) = (app.app.core.clone(), app.now(), Uuid::new_v4());
        let mut first = app.unit().await;
        first.once(key).await.expect("nobody was before");
        let mut second = tokio::spawn(once(core, now, key));
        assert!(tokio::time::timeout(A_WHILE, &mut second).await.is_err(), "it waits for the first");
        drop(first);
        second.await.expect("an end").expect("nothing was done before");
        let kept = form_key::Entity::find_by_id(key).one(app.app.core.db.reader()).await.expect("an answer").expect("a row");
        assert_eq!(kept.location, "/second");
    }

    async fn every_form_that_makes_something_makes_it_once(app) {
        let owner = app.verified_employer("河西区桃源里为老服务中心").await;
        let post = app.published(owner, canteen(app.today())).await;
        let idle = app.worker(1, "马秀英", VILLAGE).await;
        let mut county = app.person(Role::County).await;

        let form = Form::on(&page(&mut county, "/workers/new").await, "main form");
        let second = form.press(&mut county, "号码不在手边").await.ok();
        let form = Form::on(&second, "main form").write("name", "王富贵").write("place", OTHER_VILLAGE);
        let third = form.press(&mut county, "下一步").await.ok();
        let form = Form::on(&third, "main form").tick("consents", "register").choose("consent_way", "signed").write("witness", "A-1");
        twice(&app, &county, &form.tick("kinds", "away"), "登记好了").await;

        let form = Form::on(&page(&mut county, &format!("/employers/{owner}/users")).await, "main form[action$='/users']");
        let form = form.write("login", "hr-new").write("name", "刘敏").write("password", PASSWORD);
        twice(&app, &county, &form, "建账号").await;

        let form = Form::on(&page(&mut county, &format!("/manage/vacancies/{post}")).await, "form[action$='/copy']");
        let copy = twice(&app, &county, &form, "照着再写一个").await;
        assert!(copy.ends_with("/edit"));

        let form = Form::on(&page(&mut county, &format!("/placements/new?worker={idle}")).await, "main form");
        let form = form.write("employer_name", "兰州某餐馆").write("place", "甘肃省兰州市城关区").write("occupation", "帮厨");
        twice(&app, &county, &form, "保存").await;
    }
}
