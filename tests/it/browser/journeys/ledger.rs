//! A ledger of ten thousand rows, two hundred of them bad, is brought in twice.

use std::time::Duration;

use entity::codes::Role;
use labour_bridge::domain::interchange::reader::{Limits, open};

use super::{Browser, Screen};
use crate::support::interchange::ledger;
use crate::support::people::HOME;

const ROWS: u64 = 10_000;
const BAD: u64 = 200;
/// What ten thousand rows may take on a slow machine with a build for tests.
const LONG: Duration = Duration::from_mins(2);

#[tokio::test(flavor = "multi_thread")]
async fn the_county_brings_a_ledger_of_ten_thousand_rows_in_twice() {
    let Some(browser) = Browser::open(Screen::Desk).await else {
        return;
    };
    browser.app.account("county", Role::County, Some(HOME), None).await;
    let file = browser.app.folder.path().join("台账.csv");
    std::fs::write(&file, ledger(ROWS, ROWS / BAD)).expect("a file");
    browser.sign_in("county").await;
    browser.sees("今天要做的事").await;
    let good = ROWS - BAD;
    let first = format!("新增 {good} 行，修改 0 行");
    let second = format!("新增 0 行，修改 0 行，一样的 {good} 行没有动");
    for (time, told) in [("first", &first), ("second", &second)] {
        browser.visit("/imports/new").await;
        browser.choose("target", "workers").await;
        browser.attach("file", &file).await;
        browser.press("main form button.btn").await;
        browser.sees_within(LONG, "猜好的已经选上了").await;
        browser.fits().await;
        browser.picture(&format!("desk-import-columns-{time}")).await;
        browser.press("form#columns button.btn").await;
        browser.sees_within(LONG, "现在还什么都没写").await;
        browser.fits().await;
        browser.picture(&format!("desk-import-preview-{time}")).await;
        browser.press("form[action$='/confirm'] button.btn").await;
        browser.sees_within(LONG, told).await;
        browser.fits().await;
        browser.picture(&format!("desk-import-done-{time}")).await;
    }
    // The bad rows come back to be mended.
    browser.sees(&format!("有 {BAD} 行收不了")).await;
    browser.press("a[href$='/errors.xlsx']").await;
    let sheet = browser.saved("errors.xlsx").await;
    let mut table = open(sheet, "errors.xlsx", Limits::default()).expect("a table");
    assert_eq!(table.headers.last().map(String::as_str), Some("为什么收不了，怎么改"));
    assert_eq!(table.rows().expect("rows").count() as u64, BAD);
    browser.close().await;
}
