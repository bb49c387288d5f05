//! The journeys, each named as a sentence.

use entity::codes::Role;

use super::{Browser, Screen};
use crate::support::TestApp;
use crate::support::vacancies::canteen;

#[tokio::test(flavor = "multi_thread")]
async fn staff_sign_in_choose_english_and_large_letters_and_sign_out_again() {
    let Some(browser) = Browser::open(Screen::PhoneWithoutScript).await else {
        return;
    };
    browser
        .app
        .account("station", Role::Station, Some("620802"), None)
        .await;
    browser.visit("/").await;
    browser.sees("劳务桥").await;
    browser.fits().await;
    browser.sign_in("station").await;
    browser.press("a[hreflang='en']").await;
    browser.sees("Sign out").await;
    browser.press("a[href*='big=1']").await;
    browser.fits().await;
    browser.picture("large-letters").await;
    browser.press("form[action='/sign-out'] button").await;
    browser.sees("Sign in").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_write_down_ten_calls_with_one_key_each() {
    let app = TestApp::sqlite().await;
    for seed in 0..10 {
        app.at_work(seed, "马秀英", 8).await;
    }
    let Some(browser) = Browser::open_on(app, Screen::PhoneWithoutScript).await else {
        return;
    };
    browser
        .app
        .account("station", Role::Station, Some("620802"), None)
        .await;
    browser.sign_in("station").await;
    browser.sees("今天要打的回访电话").await;
    browser.visit("/follow-ups").await;
    browser.fits().await;
    browser.picture("phone-calls").await;
    for left in (0..10).rev() {
        browser.press("button[formaction$='/well']").await;
        browser.sees("记下了：在岗，都好").await;
        let rest = if left == 0 {
            "没有要打的电话".to_owned()
        } else {
            format!("要打 {left} 个人")
        };
        browser.sees(&rest).await;
    }
    browser.visit("/follow-ups?tab=done").await;
    browser.sees("今天问了 10 次").await;
    browser.fits().await;
    browser.close().await;
}

/// A post that anybody can find.
async fn with_a_post() -> TestApp {
    let app = TestApp::sqlite().await;
    let firm = app.verified_employer("河西区桃源里为老服务中心").await;
    app.published(firm, canteen(app.today())).await;
    app.feed().await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_seeker_without_script_finds_a_post_on_a_small_screen_and_signs_up() {
    let Some(browser) = Browser::open_on(with_a_post().await, Screen::PhoneWithoutScript).await else {
        return;
    };
    browser.visit("/").await;
    browser.fill("q", "天津 帮厨").await;
    browser.press("form[action='/vacancies'] button").await;
    browser.sees("社区食堂帮厨").await;
    browser.sees("元/月").await;
    browser.fits().await;
    browser.picture("phone-results").await;
    browser.press("li.job h2 a").await;
    browser.sees("河西区桃源里为老服务中心").await;
    browser.fits().await;
    browser.picture("phone-post").await;
    browser.press("main a[href^='/apply/']").await;
    browser.fill("name", "马秀英").await;
    browser.fill("phone", "19900001234").await;
    browser.fill("place", "白水镇白水村").await;
    browser.press("input[name='agrees']").await;
    browser.press("input[name='agrees_employer']").await;
    browser.fits().await;
    browser.picture("phone-apply").await;
    browser.press("main form button.btn").await;
    browser.sees("报名号").await;
    browser.fits().await;
    browser.picture("phone-slip").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_at_a_desk_register_a_neighbour_and_are_told_of_a_wrong_number() {
    let Some(browser) = Browser::open(Screen::Desk).await else {
        return;
    };
    browser
        .app
        .account("station", Role::Station, Some("620802"), None)
        .await;
    browser.sign_in("station").await;
    browser.sees("今天要做的事").await;
    browser.picture("desk-today").await;
    browser.visit("/workers/new").await;
    browser.fill("id_number", "999999197001010011").await;
    browser.press("main form button.btn").await;
    browser.sees("身份证号有一位写错了").await;
    browser.fits().await;
    browser.picture("desk-register-problem").await;
    browser.close().await;
}
