//! The list: tabs, filters, and a number of statements that does not grow.

use entity::codes::Role;

use crate::support::vacancies::canteen;
use crate::support::{html, on_both};

on_both! {
    async fn the_list_asks_as_often_for_many_as_for_few(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        app.published(firm, canteen(app.today())).await;
        let mut station = app.person(Role::Station).await;
        app.statements();
        station.get("/manage/vacancies").await.ok();
        let few = app.statements();
        for number in 0..8 {
            let other = app.verified_firm(&format!("天津第{number}公司")).await;
            app.draft(other, canteen(app.today())).await;
        }
        app.statements();
        let page = station.get("/manage/vacancies").await.ok();
        assert_eq!(app.statements(), few);
        assert_eq!(html::texts(&page.text, "tbody tr").len(), 9);
        assert_eq!(html::texts(&page.text, ".tabs a"), ["全部 9", "草稿 8", "在招 1"]);
        let page = station.get("/manage/vacancies?state=published&sort=pay").await.ok();
        assert_eq!(html::texts(&page.text, "tbody th"), ["社区食堂帮厨"]);
        page.shows("20.5–21.5").shows("0/2");
        let page = station.get("/manage/vacancies?q=%E7%AC%AC3").await.ok();
        assert_eq!(html::texts(&page.text, "tbody tr").len(), 1);
        page.shows("天津第3公司");
        station.get("/manage/vacancies?q=%E6%B2%A1%E6%9C%89").await.ok().shows("没有符合条件的岗位");
        station.set_cookie("lang", "en");
        station.get("/manage/vacancies").await.ok().shows("Posts 1–9 of 9").hides("vacancies-tab").hides("vacancies-sort");
    }

    async fn posts_that_end_soon_have_their_own_tab(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        app.published(firm, canteen(app.today())).await;
        let mut station = app.person(Role::Station).await;
        station.get("/manage/vacancies").await.ok().hides("7 天内到期");
        app.pass(chrono::Duration::days(23));
        let mut station = app.sign_in("station-home").await;
        station.get("/manage/vacancies?state=ending&sort=ending").await.ok().shows("7 天内到期 1").shows("社区食堂帮厨");
    }

    async fn an_employer_sees_its_own_posts_alone(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let other = app.verified_firm("天津别的公司").await;
        app.draft(firm, canteen(app.today())).await;
        app.draft(other, canteen(app.today())).await;
        let mut employer = app.employer_user("hr-liu", firm).await;
        let page = employer.get("/manage/vacancies").await.ok();
        assert_eq!(html::texts(&page.text, ".tabs a"), ["全部 1", "草稿 1"]);
        page.hides("天津别的公司");
        let mut county = app.person(Role::County).await;
        let page = county.get(&format!("/manage/vacancies?employer={other}")).await.ok();
        assert_eq!(html::texts(&page.text, "tbody tr").len(), 1);
        page.shows("天津别的公司");
    }
}
