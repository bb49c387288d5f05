//! The journeys, each named as a sentence.

use entity::codes::Role;

use labour_bridge::domain::fairs::number;

use super::{Browser, Screen};
use crate::support::TestApp;
use crate::support::vacancies::canteen;
use crate::support::workers::phone;

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

#[tokio::test(flavor = "multi_thread")]
async fn the_door_of_a_fair_goes_on_counting_while_the_line_is_down() {
    let app = TestApp::sqlite().await;
    let fair = app.running_fair(5).await.fair;
    let mut numbers = Vec::new();
    for seed in 1..4 {
        numbers.push(number::printed(app.ticket(fair, seed, "马秀英").await.number));
    }
    let Some(browser) = Browser::open_on(app, Screen::Phone).await else {
        return;
    };
    browser
        .app
        .account("station", Role::Station, Some("620802"), None)
        .await;
    browser.sign_in("station").await;
    browser.visit(&format!("/fairs/{fair}/door")).await;
    browser.fits().await;
    browser.picture("phone-door").await;
    let count = async |number: &str| {
        browser.fill("number", number).await;
        browser.press("[data-door] form button.btn").await;
    };
    count(&numbers[0]).await;
    browser.sees(&format!("{} 马** 进场", numbers[0])).await;
    browser.line_is_down(true).await;
    count(&numbers[1]).await;
    count(&numbers[2]).await;
    browser.press("[data-door] summary").await;
    browser.fill("name", "海翠莲").await;
    browser.fill("phone", &phone(9)).await;
    browser.press("[data-door] details button.btn").await;
    browser.sees("还有 3 个没有送出去").await;
    browser.sees("没有网").await;
    browser.picture("phone-door-offline").await;
    // A number that nobody has is noticed on the phone itself.
    count("0015").await;
    browser.sees("0015 没有这个票号").await;
    assert_eq!(browser.app.check_ins(fair).await.len(), 1, "the line is down");
    browser.line_is_down(false).await;
    browser.sees("海** 进场").await;
    let people = browser.find("[data-door-people]").await.text().await.expect("a number");
    assert_eq!(people, "4");
    browser.fits().await;
    browser.picture("phone-door-again").await;
    // Opened again, the page has nothing left to send.
    browser.visit(&format!("/fairs/{fair}/door")).await;
    browser.find("[data-count-waiting='0']").await;
    assert_eq!(browser.app.check_ins(fair).await.len(), 4);
    browser.close().await;
}
