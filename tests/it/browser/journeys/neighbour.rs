//! A neighbour is registered at a desk, and a second record of her is caught.

use entity::codes::Role;

use super::{Browser, Screen};
use crate::support::people::HOME;
use crate::support::workers::{number, phone};

/// The button of a screen that leads on.
const ON: &str = "main form button.btn:not(.second)";

/// The last screen: what she wants and agrees to.
async fn agreed(browser: &Browser, paper: &str) {
    browser.choose("kinds", "away").await;
    browser.choose("consents", "register").await;
    browser.choose("consents", "match").await;
    browser.choose("consent_way", "signed").await;
    browser.fill("witness", paper).await;
    browser.press(ON).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_at_a_desk_register_a_neighbour_are_told_of_a_wrong_number_and_catch_a_second_record() {
    let Some(browser) = Browser::open(Screen::Desk).await else {
        return;
    };
    browser.app.account("station", Role::Station, Some(HOME), None).await;
    browser.sign_in("station").await;
    browser.sees("今天要做的事").await;
    browser.picture("desk-today").await;
    browser.visit("/workers/new").await;
    browser.fill("id_number", "999999197001010011").await;
    browser.press(ON).await;
    browser.sees("身份证号有一位写错了").await;
    browser.fits().await;
    browser.picture("desk-register-problem").await;

    browser.fill("id_number", &number(7)).await;
    browser.press(ON).await;
    browser.fill("name", "马秀英").await;
    browser.fill("place", "白水镇白水村").await;
    browser.fill("phone", &phone(7)).await;
    browser.picture("desk-register-person").await;
    browser.press(ON).await;
    agreed(&browser, "A-0007").await;
    browser.sees("马秀英登记好了").await;
    browser.fits().await;
    browser.picture("desk-record").await;

    // She stands there again, with her card and then without it.
    browser.visit("/workers/new").await;
    browser.fill("id_number", &number(7)).await;
    browser.press(ON).await;
    browser.sees("这个人已经登记过了").await;
    browser.picture("desk-register-known").await;
    browser.press("button[name='none']").await;
    browser.fill("name", "马秀英").await;
    browser.fill("place", "白水镇白水村").await;
    browser.press(ON).await;
    browser.sees("是不是同一个人？先看一看。").await;
    browser.sees("同村同名").await;
    browser.fits().await;
    browser.picture("desk-register-alike").await;
    browser.press("input[name='not_same']").await;
    browser.press(ON).await;
    agreed(&browser, "A-0008").await;
    browser.sees("这个人好像登记了两次").await;
    browser.follow("可能重复的人").await;
    browser.follow("比一比").await;
    browser.sees("是不是同一个人？").await;
    browser.fits().await;
    browser.picture("desk-compare").await;
    browser.press("#keep").await;
    browser.fill("reason", "打了电话，是一个人").await;
    browser.press("form:has(input[value='merge']) button.btn").await;
    browser.say_yes().await;
    browser.sees("合并好了").await;
    browser.visit("/workers/duplicates").await;
    browser.sees("没有可能重复的人").await;
    browser.close().await;
}
