//! Staff find the five best people for a post and recommend two; the employer hires one, who arrives.

use axum::http::StatusCode;
use entity::codes::{ApplicationReason, ApplicationState, PlacementState, Role, WorkerStatus};
use entity::{application, placement, worker};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::matching::{WELDERS, story};
use crate::support::{Client, Form, Page, TestApp, html, on_both};

const BEST: Uuid = Uuid::from_u128(5);
const SECOND: Uuid = Uuid::from_u128(4);
/// The firm of the welder's post.
const FIRM: Uuid = Uuid::from_u128(900);
const LIST: &str = "main form:has(input[name='form_key'])";

/// Tick somebody on the list for a post who signed a paper.
fn signed(form: Form, person: Uuid) -> Form {
    form.tick("pick", &person.to_string())
        .choose(&format!("way-{person}"), "signed")
}

/// The two best go to the firm of the post; the best one also goes to another firm.
async fn recommended(app: &TestApp) -> (Uuid, Client) {
    let other = app.put_employer(902, "津沽桥梁公司").await;
    let second_post = app.put_vacancy(502, other, "桥梁焊工", |_| ()).await;
    let post = story(app).await;
    let mut station = app.person(Role::Station).await;
    let page = station.get(&format!("/manage/vacancies/{post}/matches")).await.ok();
    let form = signed(signed(Form::on(&page, LIST), BEST), SECOND);
    let done = form.press(&mut station, "推荐勾上的").await;
    station.follow(done).await.shows("推荐好了，一共 2 个");
    let page = station.get(&format!("/workers/{BEST}/matches")).await.ok();
    let form = Form::on(&page, LIST)
        .tick("pick", &second_post.to_string())
        .choose("way", "signed");
    let done = form.press(&mut station, "推荐勾上的").await;
    station.follow(done).await.shows("推荐好了，一共 1 个");
    (post, station)
}

async fn application_of(app: &TestApp, person: Uuid, employer: Uuid) -> application::Model {
    application::Entity::find()
        .filter(application::Column::WorkerId.eq(person))
        .filter(application::Column::EmployerId.eq(employer))
        .one(app.app.core.db.reader())
        .await
        .expect("an answer")
        .expect("an application")
}

/// The employer hires the best from its inbox.
async fn hired(app: &TestApp) -> (Client, Page) {
    let mut employer = app.employer_user("hr-zhou", FIRM).await;
    let today = employer.get("/").await.ok();
    let inbox = employer.click(&today, "等您回话的人").await;
    let card = employer.click(&inbox, WELDERS[0]).await;
    card.shows("电焊工");
    let done = Form::on(&card, "form[action$='/hire']")
        .press(&mut employer, "录用")
        .await;
    let card = employer.follow(done).await;
    card.shows("录用了");
    (employer, card)
}

on_both! {
    async fn staff_see_the_five_best_with_reasons_and_recommend_two(app) {
        let post = story(&app).await;
        let mut station = app.person(Role::Station).await;
        let list = station.get("/manage/vacancies").await.ok();
        station.click(&list, "电焊工").await;
        let page = station.get(&format!("/manage/vacancies/{post}/matches")).await.ok();
        let names = html::texts(&page.text, "ol.list > li > p > b > a");
        assert_eq!(names[..5], WELDERS);
        let reasons = html::texts(&page.text, "ol.list > li > ul.reasons");
        assert!(reasons.len() >= 5 && reasons.iter().take(5).all(|said| !said.is_empty()), "{reasons:?}");
        assert!(reasons[0].contains("同村 2 人在岗") && reasons[0].contains("同工种 8 年"), "{}", reasons[0]);

        // Who agreed to nothing goes nowhere.
        let form = signed(Form::on(&page, LIST), BEST).tick("pick", &SECOND.to_string());
        let half = form.press(&mut station, "推荐勾上的").await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        half.shows("请选本人是怎么同意的");
        assert!(application::Entity::find().all(app.app.core.db.reader()).await.expect("rows").is_empty());

        let form = Form::on(&half, LIST).choose(&format!("way-{SECOND}"), "signed");
        let done = form.press(&mut station, "推荐勾上的").await;
        let page = station.follow(done).await;
        page.shows("推荐好了，一共 2 个");
        let badges = html::attributes(&page.text, "a.badge[href^='/applications/']", "href");
        assert_eq!(badges.len(), 2);
        let row = application_of(&app, BEST, FIRM).await;
        assert_eq!(row.state, ApplicationState::Recommended);
        assert!(row.reasons["soft"].as_array().is_some_and(|kept| !kept.is_empty()), "the reasons are kept with it");
        station.get(&format!("/applications/{}", row.id)).await.ok().shows(WELDERS[0]).shows("同村 2 人在岗");
    }

    async fn hiring_one_closes_what_runs_elsewhere_and_arrival_with_proof_opens_the_placement(app) {
        let (post, mut station) = recommended(&app).await;
        let elsewhere = Uuid::from_u128(902);
        assert_eq!(application_of(&app, BEST, elsewhere).await.state, ApplicationState::Recommended);
        let (mut employer, _) = hired(&app).await;

        let taken = application_of(&app, BEST, FIRM).await;
        let closed = application_of(&app, BEST, elsewhere).await;
        assert_eq!((taken.state, closed.state), (ApplicationState::Hired, ApplicationState::Closed));
        assert_eq!(closed.reason, Some(ApplicationReason::FoundOther));
        assert_eq!(application_of(&app, SECOND, FIRM).await.state, ApplicationState::Recommended, "the other one waits on");
        assert_eq!(app.post(post).await.filled, 1);
        let mut loser = app.employer_user("hr-qian", elsewhere).await;
        let inbox = loser.get("/applications?state=closed").await.ok();
        inbox.shows(WELDERS[0]).shows("关闭");

        // The hand-over list proves the arrival.
        let record = station.get(&format!("/applications/{}", taken.id)).await.ok();
        let form = Form::on(&record, "form[action$='/arrive']");
        let early = form.clone().write("started_on", "2027-01-04").press(&mut station, "确认到岗").await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody has arrived on a day to come");
        let form = form.choose("proof", "hand_over_list").write("proof_note", "交接单 2026-118").write("pay_month_yuan", "6,800");
        let done = form.press(&mut station, "确认到岗").await;
        let placement_path = done.done();
        let page = station.follow(done).await;
        page.shows(WELDERS[0]).shows("交接单 2026-118").shows("待核实").shows("6,500–8,000").shows("6,800");
        let row = placement::Entity::find().filter(placement::Column::ApplicationId.eq(taken.id)).one(app.app.core.db.reader()).await.expect("an answer").expect("a placement");
        assert_eq!((row.worker_id, row.employer_id, row.state), (BEST, Some(FIRM), PlacementState::Unverified));
        assert_eq!(application_of(&app, BEST, FIRM).await.state, ApplicationState::Arrived);
        let person = worker::Entity::find_by_id(BEST).one(app.app.core.db.reader()).await.expect("an answer").expect("a worker");
        assert_eq!(person.status, WorkerStatus::Away);

        // A call by the station makes it count.
        let form = Form::on(&page, "form[action$='/verify']").choose("proof", "station_checked").write("proof_note", "打电话问过班长");
        let done = form.press(&mut station, "核实").await;
        station.follow(done).await.shows("核实好了").shows("在岗");
        employer.get(&placement_path).await.ok().shows(WELDERS[0]).hides("交接单 2026-118");
    }

    async fn a_person_who_was_hired_elsewhere_cannot_be_hired_from_a_page_left_open(app) {
        recommended(&app).await;
        let mut late = app.employer_user("hr-qian", Uuid::from_u128(902)).await;
        let id = application_of(&app, BEST, Uuid::from_u128(902)).await.id;
        let open = late.get(&format!("/applications/{id}")).await.ok();
        hired(&app).await;
        let refused = Form::on(&open, "form[action$='/hire']").press(&mut late, "录用").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(application_of(&app, BEST, FIRM).await.state, ApplicationState::Hired);
    }
}
