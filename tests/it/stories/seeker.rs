//! A job seeker without JavaScript finds a post and signs up.

use axum::http::StatusCode;
use entity::application;
use entity::codes::{ApplicationState, Role};
use sea_orm::EntityTrait as _;

use crate::support::vacancies::canteen;
use crate::support::{Client, Form, Page, TestApp, html, on_both};

const FORM: &str = "main form";

/// From the opening page to the form for signing up.
async fn to_the_form(seeker: &mut Client) -> Page {
    let home = seeker.get("/").await.ok();
    let form = Form::on(&home, "form[action='/vacancies']").write("q", "天津 帮厨");
    let found = form.press(seeker, "找工作").await.ok();
    let post = seeker.click(&found, "社区食堂帮厨").await;
    post.shows("河西区桃源里为老服务中心").shows("4,264");
    let apply = html::attributes(&post.text, "main a[href^='/apply/']", "href").remove(0);
    seeker.get(&apply).await.ok()
}

fn filled(page: &Page) -> Form {
    Form::on(page, FORM)
        .write("name", "马秀英")
        .write("phone", "199 0010 0042")
        .write("place", "白水镇白水村")
}

async fn only(app: &TestApp) -> application::Model {
    let mut all = application::Entity::find()
        .all(app.app.core.db.reader())
        .await
        .expect("rows");
    assert_eq!(all.len(), 1);
    all.remove(0)
}

on_both! {
    async fn a_job_seeker_finds_a_post_signs_up_and_looks_again_with_the_number(app) {
        let firm = app.verified_employer("河西区桃源里为老服务中心").await;
        app.published(firm, canteen(app.today())).await;
        app.feed().await;
        let mut seeker = app.visitor();
        let page = to_the_form(&mut seeker).await;
        let asked = filled(&page).press(&mut seeker, "报名").await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is kept of a person who has not agreed");
        assert_eq!(Form::on(&asked, FORM).value("phone"), "199 0010 0042");
        let done = Form::on(&asked, FORM).tick("agrees", "yes").tick("agrees_employer", "yes").press(&mut seeker, "报名").await;
        let slip = seeker.follow(done).await;
        let row = only(&app).await;
        slip.shows("您的报名号").shows(&row.reference).hides("马秀英").hides("0042");
        assert_eq!(row.state, ApplicationState::Recommended);
        seeker.click(&slip, "看我的报名").await.shows("单位收到了");

        // Days later, on somebody else's telephone.
        let mut other = app.visitor();
        let look = other.get("/my").await.ok();
        let typed = row.reference.to_lowercase().replace('-', " ");
        let form = Form::on(&look, FORM).write("reference", &typed).write("last4", "0042");
        let found = form.press(&mut other, "看一看").await;
        other.follow(found).await.shows("社区食堂帮厨").shows("单位收到了");

        let mut employer = app.employer_user("hr-liu", firm).await;
        employer.get("/applications").await.ok().shows("马秀英").hides(&row.reference);
        let mut station = app.person(Role::Station).await;
        station.get("/applications").await.ok().shows("马秀英");
    }

    async fn who_does_not_want_the_firm_to_know_is_asked_first(app) {
        let firm = app.verified_employer("河西区桃源里为老服务中心").await;
        app.published(firm, canteen(app.today())).await;
        app.feed().await;
        let mut seeker = app.visitor();
        let page = to_the_form(&mut seeker).await;
        let done = filled(&page).tick("agrees", "yes").press(&mut seeker, "报名").await;
        let slip = seeker.follow(done).await;
        slip.shows("还没有告诉单位");
        let mut employer = app.employer_user("hr-liu", firm).await;
        employer.get("/applications").await.ok().hides("马秀英");
        let own = seeker.click(&slip, "看我的报名").await;
        let agreed = Form::on(&own, "form[action$='/agree']").press(&mut seeker, "我同意，告诉他们").await;
        seeker.follow(agreed).await.shows("好了，已经告诉单位");
        employer.get("/applications").await.ok().shows("马秀英");
        let own = seeker.click(&slip, "看我的报名").await;
        let back = Form::on(&own, "form[action$='/take-back']").press(&mut seeker, "收回同意").await;
        seeker.follow(back).await.shows("收回了，单位看不到您了");
        employer.get("/applications").await.ok().hides("马秀英");
        assert_eq!(only(&app).await.state, ApplicationState::Withdrawn);
    }
}
