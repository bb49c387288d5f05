//! A job seeker finds a post and signs up.

use super::{Browser, Screen};
use crate::support::TestApp;
use crate::support::vacancies::canteen;

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
