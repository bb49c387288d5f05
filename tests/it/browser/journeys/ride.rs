//! The leader of a transfer calls the roll on a phone, and goes on while the line is cut.

use entity::codes::Role;
use labour_bridge::domain::batches::Pick;
use labour_bridge::domain::batches::state::Step;

use super::{Browser, Screen};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_leader_calls_the_roll_on_a_phone_with_the_network_cut() {
    let app = TestApp::sqlite().await;
    let firm = app.firm("天津春晓里养老院", 5).await;
    let batch = app.collecting("点对点2026-01", 20).await;
    for (seed, name) in [(1, "马秀英"), (2, "海翠莲"), (3, "禹万山")] {
        let application = app.ready(seed, name, firm.post).await;
        app.aboard(batch, Pick::Hired(application)).await.expect("on the list");
    }
    app.batch_step(batch, Step::Lock).await.expect("locked");
    let people = app.passengers(batch).await;
    let Some(browser) = Browser::open_on(app, Screen::Phone).await else {
        return;
    };
    browser
        .app
        .account("station", Role::Station, Some("620802"), None)
        .await;
    browser.sign_in("station").await;
    let path = format!("/batches/{batch}/roll/departure");
    browser.visit(&path).await;
    browser.fits().await;
    browser.picture("phone-roll").await;
    let tap = async |at: usize| {
        browser
            .press(&format!("[data-passenger='{}'] button", people[at].id))
            .await;
    };
    let here = async || browser.find("[data-roll-here]").await.text().await.expect("a number");
    tap(0).await;
    browser.find("[data-count-waiting='0']").await;
    assert_eq!(here().await, "1");
    browser.line_is_down(true).await;
    tap(1).await;
    tap(2).await;
    // One of them was a slip of the finger.
    tap(2).await;
    browser.sees("还有 3 个没有送出去").await;
    browser.sees("没有网").await;
    assert_eq!(here().await, "2");
    browser.picture("phone-roll-offline").await;
    assert_eq!(browser.app.roll_marks(batch).await.len(), 1, "the line is down");
    browser.line_is_down(false).await;
    browser.find("[data-count-waiting='0']").await;
    assert_eq!(browser.app.roll_marks(batch).await.len(), 4);
    browser.press("[data-roll-only]").await;
    browser.fits().await;
    browser.picture("phone-roll-again").await;
    // Opened again, the page says what the service knows.
    browser.visit(&path).await;
    browser
        .find(&format!("[data-passenger='{}'][data-present='no']", people[2].id))
        .await;
    assert_eq!(here().await, "2");
    browser.close().await;
}
