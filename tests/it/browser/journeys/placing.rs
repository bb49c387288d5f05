//! The five best people for a post; two are recommended, one is hired and arrives.

use entity::codes::Role;
use uuid::Uuid;

use super::{Browser, Screen};
use crate::matching::{WELDERS, story};
use crate::support::TestApp;
use crate::support::people::HOME;

/// The two best, best first.
const BEST: [Uuid; 2] = [Uuid::from_u128(5), Uuid::from_u128(4)];

#[tokio::test(flavor = "multi_thread")]
async fn staff_recommend_two_of_the_five_best_and_the_firm_hires_one_who_arrives() {
    let app = TestApp::sqlite().await;
    let other = app.put_employer(902, "津沽桥梁公司").await;
    let elsewhere = app.put_vacancy(502, other, "桥梁焊工", |_| ()).await;
    let post = story(&app).await;
    app.recommended(BEST[0], elsewhere).await;
    app.account("station", Role::Station, Some(HOME), None).await;
    for (login, firm) in [("hr-zhou", Uuid::from_u128(900)), ("hr-qian", other)] {
        app.account(login, Role::Employer, None, Some(firm)).await;
    }
    let Some(browser) = Browser::open_on(app, Screen::Desk).await else {
        return;
    };
    browser.sign_in("station").await;
    browser.sees("今天要做的事").await;
    browser.visit(&format!("/manage/vacancies/{post}/matches")).await;
    for name in WELDERS {
        browser.sees(name).await;
    }
    browser.sees("同村 2 人在岗").await;
    browser.fits().await;
    browser.picture("desk-five-best").await;
    for id in BEST {
        browser.choose("pick", &id.to_string()).await;
        browser
            .press(&format!("li:has(input[value='{id}']) > details:last-of-type > summary"))
            .await;
        browser.choose(&format!("way-{id}"), "signed").await;
    }
    browser.picture("desk-two-picked").await;
    browser.press("main form p.actions button.btn").await;
    browser.sees("推荐好了，一共 2 个").await;
    browser.sign_out().await;

    browser.sign_in("hr-zhou").await;
    browser.follow("等您回话的人").await;
    browser.fits().await;
    browser.picture("desk-inbox").await;
    browser.follow(WELDERS[0]).await;
    browser.sees("录用").await;
    browser.fits().await;
    browser.picture("desk-card").await;
    browser.press("form[action$='/hire'] button").await;
    browser.sees("录用了").await;
    browser.fill("pay_month_yuan", "6,800").await;
    browser.press("form[action$='/arrive'] button").await;
    browser.sees("到岗记下了").await;
    browser.sees("待核实").await;
    browser.picture("desk-placement-of-firm").await;
    let placement = browser.address().await;
    browser.sign_out().await;

    browser.sign_in("hr-qian").await;
    browser.sees("我的单位").await;
    browser.visit("/applications?state=closed").await;
    browser.sees(WELDERS[0]).await;
    browser.sees("关闭").await;
    browser.sign_out().await;

    browser.sign_in("station").await;
    browser.sees("今天要做的事").await;
    browser.visit(&placement).await;
    browser.sees("单位确认").await;
    browser.fits().await;
    browser.picture("desk-placement").await;
    browser.fill("proof_note", "打电话问过班长").await;
    browser.press("form[action$='/verify'] button").await;
    browser.sees("核实好了").await;
    browser.sees("在岗").await;
    browser.close().await;
}
