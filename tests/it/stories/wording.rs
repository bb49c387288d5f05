//! A post whose words the law forbids is stopped, mended, reviewed and published.

use axum::http::StatusCode;
use entity::codes::{Role, VacancyState};
use entity::vacancy;
use labour_bridge::domain::checks::wording::RuleId;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use crate::support::{Client, Form, Page, TestApp, html, on_both};

const FORM: &str = "main form";
const FIRM: &str = "河西区桃源里为老服务中心";

/// A post as its employer would write it, with words that may not stay.
async fn handed_in(employer: &mut Client) -> Page {
    let page = employer.get("/manage/vacancies/new").await.ok();
    let form = Form::on(&page, FORM)
        .write("title", "社区食堂帮厨")
        .choose("occupation_code", "4-03-02-05")
        .write("description", "摘菜、切配、洗碗，给各楼层送餐。限女性。")
        .write("headcount", "2")
        .choose("term", "long")
        .choose("pay_form", "month")
        .write("pay_min_yuan", "4,264")
        .write("pay_max_yuan", "4472")
        .write("hours_per_month", "208")
        .choose("lodging", "provided")
        .choose("meals", "provided")
        .choose("shift", "day")
        .tick("demands", "standing")
        .choose("contract", "labour")
        .choose("insurance", "five");
    form.press(employer, "存好并交去审核").await
}

async fn posts(app: &TestApp) -> u64 {
    vacancy::Entity::find()
        .count(app.app.core.db.reader())
        .await
        .expect("a count")
}

on_both! {
    async fn a_post_with_forbidden_words_is_stopped_mended_reviewed_and_published(app) {
        let owner = app.verified_employer(FIRM).await;
        let mut employer = app.employer_user("hr-liu", owner).await;
        let stopped = handed_in(&mut employer).await;
        assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = html::texts(&stopped.text, ".errors li").join("\n");
        for words in ["限女性", RuleId::SexFemale.law(), RuleId::SexFemale.zh()] {
            assert!(said.contains(words), "no {words} in {said}");
        }
        assert_eq!(posts(&app).await, 0);

        // What was typed stands there still; only the sentence goes.
        let form = Form::on(&stopped, FORM);
        assert_eq!((form.value("title"), form.value("pay_min_yuan"), form.value("demands")), ("社区食堂帮厨", "4,264", "standing"));
        let form = form.write("description", "摘菜、切配、洗碗，给各楼层送餐。");
        let path = form.press(&mut employer, "存好并交去审核").await.done();
        employer.get(&path).await.ok().shows("交上去了，等工作站审核").shows("待审");
        let id = path.trim_start_matches("/manage/vacancies/").to_owned();
        app.feed().await;
        assert_eq!(app.visitor().get(&format!("/vacancies/{id}")).await.status, StatusCode::NOT_FOUND);

        // It waits on the first page of the station, and one button makes it public.
        let mut station = app.person(Role::Station).await;
        let today = station.get("/").await.ok();
        let waiting = station.click(&today, "等着审核的岗位").await;
        let record = station.click(&waiting, "社区食堂帮厨").await;
        record.shows(FIRM).shows("每小时约 20.5–21.5 元");
        let published = Form::on(&record, "form[action$='/publish']").press(&mut station, "审核通过，发布").await;
        let record = station.follow(published).await;
        record.shows("发布了");
        assert_eq!(html::texts(&record.text, ".timeline li b"), ["在招", "待审", "草稿"]);

        app.feed().await;
        let mut visitor = app.visitor();
        let home = visitor.get("/").await.ok();
        let found = Form::on(&home, "form[action='/vacancies']").write("q", "河西 帮厨").press(&mut visitor, "找工作").await.ok();
        let post = visitor.click(&found, "社区食堂帮厨").await;
        post.shows(FIRM).shows("4,264").hides("限女性");
        let owner_looks = employer.get(&path).await.ok();
        assert_eq!(owner_looks.link("看公开的样子"), format!("/vacancies/{id}"));
    }

    async fn words_put_in_later_take_a_public_post_off_the_board_or_are_refused(app) {
        let owner = app.verified_employer(FIRM).await;
        let mut employer = app.employer_user("hr-liu", owner).await;
        let id = app.published(owner, crate::support::vacancies::canteen(app.today())).await;
        app.feed().await;
        let path = format!("/manage/vacancies/{id}");
        let page = employer.get(&path).await.ok();
        let form = employer.click(&page, "改").await;
        let refused = Form::on(&form, FORM).write("description", "限女性，洗碗").press(&mut employer, "保存").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("限女性");
        assert_eq!(app.post(id).await.state, VacancyState::Published, "the lawful post stays");
        app.feed().await;
        app.visitor().get(&format!("/vacancies/{id}")).await.ok().hides("限女性");
    }
}
