//! The journeys, each named as a sentence.

mod calls;
mod fair;
mod ledger;
mod neighbour;
mod placing;
mod ride;
mod seeker;
mod wording;

use entity::codes::Role;

use super::{Browser, Screen};

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
    browser.find("a[href*='big=0']").await;
    browser.fits().await;
    browser.picture("large-letters").await;
    browser.press("form[action='/sign-out'] button").await;
    browser.sees("Sign in").await;
    browser.close().await;
}
