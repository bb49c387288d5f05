//! The door of a fair: counting goes on while the line is cut.

use entity::codes::Role;
use labour_bridge::domain::fairs::number;

use super::{Browser, Screen};
use crate::support::TestApp;
use crate::support::workers::phone;

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
