//! A morning of calls.

use entity::codes::Role;

use super::{Browser, Screen};
use crate::support::TestApp;

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
