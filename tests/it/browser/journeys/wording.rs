//! A post with words that the law forbids is stopped, mended, reviewed and published.

use entity::codes::Role;

use super::{Browser, Screen};
use crate::support::TestApp;
use crate::support::people::HOME;

const FIRM: &str = "河西区桃源里为老服务中心";
const SUBMIT: &str = "button[name='then'][value='submit']";

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_mends_forbidden_words_and_the_post_gets_onto_the_board() {
    let app = TestApp::sqlite().await;
    let owner = app.verified_employer(FIRM).await;
    app.account("hr-liu", Role::Employer, None, Some(owner)).await;
    app.account("station", Role::Station, Some(HOME), None).await;
    let Some(browser) = Browser::open_on(app, Screen::Desk).await else {
        return;
    };
    browser.sign_in("hr-liu").await;
    browser.sees("我的单位").await;
    browser.visit("/manage/vacancies/new").await;
    for (name, text) in [
        ("title", "社区食堂帮厨"),
        ("description", "摘菜、切配、洗碗，给各楼层送餐。限女性。"),
        ("headcount", "2"),
        ("pay_min_yuan", "4,264"),
        ("pay_max_yuan", "4472"),
        ("hours_per_month", "208"),
    ] {
        browser.fill(name, text).await;
    }
    for (name, value) in [
        ("occupation_code", "4-03-02-05"),
        ("term", "long"),
        ("pay_form", "month"),
        ("lodging", "provided"),
        ("meals", "provided"),
        ("shift", "day"),
        ("contract", "labour"),
        ("insurance", "five"),
    ] {
        browser.choose(name, value).await;
    }
    browser.press(SUBMIT).await;
    browser.sees("限女性").await;
    browser.sees("有几处要改").await;
    browser.fits().await;
    browser.picture("desk-post-stopped").await;
    browser.fill("description", "摘菜、切配、洗碗，给各楼层送餐。").await;
    browser.press(SUBMIT).await;
    browser.sees("交上去了，等工作站审核").await;
    browser.sign_out().await;

    browser.sign_in("station").await;
    browser.follow("等着审核的岗位").await;
    browser.follow("社区食堂帮厨").await;
    browser.sees(FIRM).await;
    browser.fits().await;
    browser.picture("desk-post-review").await;
    browser.press("form[action$='/publish'] button").await;
    browser.sees("发布了").await;
    browser.app.feed().await;
    browser.sign_out().await;

    browser.visit("/").await;
    browser.fill("q", "河西 帮厨").await;
    browser.press("form[action='/vacancies'] button").await;
    browser.follow("社区食堂帮厨").await;
    browser.sees(FIRM).await;
    browser.picture("desk-post-public").await;
    browser.close().await;
}
