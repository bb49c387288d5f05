//! A neighbour is registered, and a second record of her is caught.

use axum::http::StatusCode;
use entity::codes::Role;
use entity::{worker, worker_merge};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use crate::support::workers::{number, phone};
use crate::support::{Client, Form, Page, TestApp, html, on_both};

const FORM: &str = "main form";

/// The second screen, reached without a number.
async fn without_number(client: &mut Client) -> Form {
    let page = client.get("/workers/new").await.ok();
    let second = Form::on(&page, FORM).press(client, "号码不在手边").await.ok();
    Form::on(&second, FORM)
}

/// The last screen with the agreement that a record needs.
async fn agreed(client: &mut Client, last: &Page, paper: &str) -> Page {
    let form = Form::on(last, FORM)
        .tick("kinds", "away")
        .tick("consents", "register")
        .tick("consents", "match")
        .choose("consent_way", "signed")
        .write("witness", paper);
    form.press(client, "登记好了").await
}

/// 马秀英, registered with her number and her phone. Returns the address of her record.
async fn registered(client: &mut Client) -> String {
    let page = client.get("/workers/new").await.ok();
    let form = Form::on(&page, FORM).write("id_number", &number(7));
    let second = form.press(client, "查一查").await.ok();
    let form = Form::on(&second, FORM)
        .write("name", "马秀英")
        .write("place", "白水镇白水村")
        .write("phone", &phone(7))
        .choose("base", "lifted");
    let third = form.press(client, "下一步").await.ok();
    agreed(client, &third, "A-0007").await.done()
}

async fn people(app: &TestApp) -> u64 {
    worker::Entity::find()
        .count(app.app.core.db.reader())
        .await
        .expect("a count")
}

on_both! {
    async fn a_neighbour_is_looked_up_first_and_registered_once(app) {
        let mut liaison = app.person(Role::Liaison).await;
        let page = liaison.get("/workers/new").await.ok();
        let wrong = number(7).replace("19740312", "19740313");
        let told = Form::on(&page, FORM).write("id_number", &wrong).press(&mut liaison, "查一查").await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        told.shows("身份证号有一位写错了");
        assert_eq!(Form::on(&told, FORM).value("id_number"), wrong, "what was typed stays");

        let path = registered(&mut liaison).await;
        let record = liaison.get(&path).await.ok();
        record.shows("马秀英登记好了").shows("白水镇白水村").shows("脱贫户").hides(&number(7)).hides(&phone(7));

        // The next time she stands at a desk, the number alone says so.
        let mut station = app.person(Role::Station).await;
        let page = station.get("/workers/new").await.ok();
        let known = Form::on(&page, FORM).write("id_number", &number(7)).press(&mut station, "查一查").await;
        known.shows("这个人已经登记过了");
        assert_eq!(known.link("看这个人的记录"), path);
        station.click(&known, "看这个人的记录").await.shows("马秀英");
        assert_eq!(people(&app).await, 1);
    }

    async fn without_consent_there_is_no_record_and_nothing_typed_is_lost(app) {
        let mut liaison = app.person(Role::Liaison).await;
        let form = without_number(&mut liaison).await.write("name", "马秀英").write("place", "白水镇白水村").write("phone", &phone(7));
        let third = form.press(&mut liaison, "下一步").await.ok();
        let again = Form::on(&third, FORM).tick("kinds", "away").write("pay_min_yuan", "4,500").press(&mut liaison, "登记好了").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.shows("要先问本人同不同意登记");
        assert_eq!(Form::on(&again, FORM).value("pay_min_yuan"), "4,500");
        assert_eq!(people(&app).await, 0);
        let path = agreed(&mut liaison, &again, "A-0007").await.done();
        liaison.get(&path).await.ok().shows("马秀英").shows("4500");
    }

    async fn the_same_name_in_the_same_village_is_shown_and_the_two_records_become_one(app) {
        let mut liaison = app.person(Role::Liaison).await;
        let first = registered(&mut liaison).await;
        let mut station = app.person(Role::Station).await;
        let form = without_number(&mut station).await.write("name", "马秀英").write("place", "白水镇白水村").write("birth_date", "1974-08-15");
        let asked = form.press(&mut station, "下一步").await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked.shows("是不是同一个人？先看一看。").shows("同村同名");
        assert_eq!(asked.link("马秀英"), first);

        // The colleague looks too quickly and goes on: a second record, and a line in the queue.
        let third = Form::on(&asked, FORM).tick("not_same", "yes").press(&mut station, "下一步").await.ok();
        let second = agreed(&mut station, &third, "A-0008").await.done();
        assert_eq!(people(&app).await, 2);
        let record = station.get(&second).await.ok();
        record.shows("这个人好像登记了两次");
        let queue = station.click(&record, "可能重复的人").await;
        let pair = station.click(&queue, "比一比").await;
        let merging = "form:has(input[value='merge'])";
        let kept = first.trim_start_matches("/workers/");
        let silent = Form::on(&pair, merging).choose("keep", kept).press(&mut station, "合并").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "a merge without a reason");
        assert_eq!(Form::on(&silent, merging).value("keep"), kept);
        let done = Form::on(&silent, merging).write("reason", "打了两个电话，是一个人").press(&mut station, "合并").await;
        assert_eq!(done.done(), first);
        station.follow(done).await.shows("合并好了");
        assert_eq!(station.get(&second).await.status, StatusCode::NOT_FOUND);
        let merges = worker_merge::Entity::find().count(app.app.core.db.reader()).await.expect("a count");
        assert_eq!(merges, 1);
        station.get("/workers/duplicates").await.ok().shows("没有可能重复的人");
        let list = station.get("/workers").await.ok();
        assert_eq!(html::texts(&list.text, "tbody th[scope=row] a"), ["马秀英"]);
    }

    async fn one_phone_of_two_people_is_asked_about_once(app) {
        let mut liaison = app.person(Role::Liaison).await;
        registered(&mut liaison).await;
        let form = without_number(&mut liaison).await.write("name", "王富贵").write("place", "白水镇白水村").write("phone", &phone(7));
        let asked = form.press(&mut liaison, "下一步").await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked.shows("电话一样");
        let third = Form::on(&asked, FORM).tick("not_same", "yes").press(&mut liaison, "下一步").await.ok();
        agreed(&mut liaison, &third, "A-0009").await.done();

        let mut station = app.person(Role::Station).await;
        let queue = station.get("/workers/duplicates").await.ok();
        let pair = station.click(&queue, "比一比").await;
        let form = Form::on(&pair, "form:has(input[value='not-same'])").write("reason", "两口子用一个电话");
        let ruled = form.press(&mut station, "不是同一个人，以后不再问").await;
        station.follow(ruled).await.shows("没有可能重复的人");
        assert_eq!(people(&app).await, 2);
    }
}
