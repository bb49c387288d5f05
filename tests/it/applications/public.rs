//! Signing up without an account, and the person's own page.

use axum::http::StatusCode;
use entity::codes::{ApplicationState, Role, VacancyState};
use entity::{application, consent, worker};
use labour_bridge::domain::applications::{self, Reference};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::{Client, Page, TestApp, html, on_both};

fn form<'a>(key: &'a str, agrees_employer: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("form_key", key),
        ("name", "马秀英"),
        ("phone", "199 0010 0042"),
        ("place", "白水镇白水村"),
        ("agrees", "yes"),
        ("agrees_employer", agrees_employer),
    ]
}

async fn sign_up(client: &mut Client, post: Uuid, agrees_employer: &str) -> Page {
    let key = Uuid::new_v4().to_string();
    client
        .post(&format!("/apply/{post}"), &form(&key, agrees_employer))
        .await
}

async fn only(app: &TestApp) -> application::Model {
    let all = application::Entity::find()
        .all(app.app.core.db.reader())
        .await
        .expect("an answer");
    assert_eq!(all.len(), 1);
    all.into_iter().next().expect("one")
}

on_both! {
    async fn signing_up_gives_a_number_and_tells_the_employer_only_who_agreed(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let mut visitor = app.visitor();
        visitor.get(&format!("/apply/{}", firm.post)).await.ok().shows("天津春晓里养老院").shows("社区食堂帮厨").shows("身份证号、家庭和身体情况不给");
        let slip = sign_up(&mut visitor, firm.post, "").await.done();
        let row = only(&app).await;
        assert_eq!(slip, format!("/apply/done/{}", row.reference));
        assert_eq!((row.state, row.shared_at), (ApplicationState::Expressed, None));
        visitor.get(&slip).await.ok().shows(&row.reference).shows("还没有告诉单位").hides("马秀英").hides("0042");
        let mut hr = app.employer_user("firm-hr", firm.id).await;
        hr.get("/applications").await.ok().hides("马秀英");
        assert_eq!(hr.get(&format!("/applications/{}", row.id)).await.status, StatusCode::NOT_FOUND);
        // The same browser sees its page and agrees there.
        visitor.get(&format!("/my/{}", row.reference)).await.ok().shows("单位还不知道您");
        visitor.post(&format!("/my/{}/agree", row.reference), &[]).await.done();
        assert_eq!(only(&app).await.state, ApplicationState::Recommended);
        hr.get("/applications").await.ok().shows("马秀英");
        // And takes it back: gone at once, and ended.
        visitor.post(&format!("/my/{}/take-back", row.reference), &[]).await.done();
        hr.get("/applications").await.ok().hides("马秀英");
        assert_eq!(hr.get(&format!("/applications/{}", row.id)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(only(&app).await.state, ApplicationState::Withdrawn);
    }

    async fn signing_up_with_consent_goes_to_the_employer_at_once(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        sign_up(&mut app.visitor(), firm.post, "yes").await.done();
        let row = only(&app).await;
        assert_eq!(row.state, ApplicationState::Recommended);
        assert!(row.shared_at.is_some());
        assert_eq!(app.steps_of(row.id).await, 2);
    }

    async fn signing_up_twice_is_one_application(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let first = sign_up(&mut app.visitor(), firm.post, "").await.done();
        assert_eq!(sign_up(&mut app.visitor(), firm.post, "yes").await.done(), first);
        assert_eq!(only(&app).await.state, ApplicationState::Recommended);
        let people = worker::Entity::find().count(app.app.core.db.reader()).await.expect("a count");
        assert_eq!(people, 1);
    }

    async fn one_form_sent_twenty_times_at_once_is_carried_out_once(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let key = Uuid::new_v4().to_string();
        let mut tasks = JoinSet::new();
        for _ in 0..20 {
            let (mut client, key, post) = (app.visitor(), key.clone(), firm.post);
            tasks.spawn(async move { client.post(&format!("/apply/{post}"), &form(&key, "yes")).await.done() });
        }
        let mut locations = Vec::new();
        while let Some(location) = tasks.join_next().await {
            locations.push(location.expect("a task"));
        }
        locations.dedup();
        assert_eq!(locations, [format!("/apply/done/{}", only(&app).await.reference)]);
        assert_eq!(worker::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 1);
    }

    async fn a_known_person_who_signs_up_in_two_browsers_at_once_has_one_application(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let other = app.firm("天津河畔物业", 2).await;
        sign_up(&mut app.visitor(), other.post, "").await.done();
        let mut tasks = JoinSet::new();
        for _ in 0..8 {
            let (mut client, post) = (app.visitor(), firm.post);
            tasks.spawn(async move { sign_up(&mut client, post, "").await.status });
        }
        while let Some(status) = tasks.join_next().await {
            let status = status.expect("a task");
            assert!(status == StatusCode::SEE_OTHER || status == StatusCode::CONFLICT, "{status}");
        }
        let rows = application::Entity::find().filter(application::Column::VacancyId.eq(firm.post));
        assert_eq!(rows.count(app.app.core.db.reader()).await.expect("a count"), 1);
    }

    async fn a_form_with_mistakes_comes_back_with_what_was_typed(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let typed = [("name", "马秀英"), ("phone", "1990010"), ("place", "没有这个村"), ("agrees", "")];
        let page = app.visitor().post(&format!("/apply/{}", firm.post), &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("1990010").shows("没有这个村").shows("马秀英");
        let links = html::attributes(&page.text, ".errors a", "href");
        assert!(["#phone", "#place"].iter().all(|field| links.iter().any(|link| link == field)), "{links:?}");
        assert_eq!(application::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 0);
        let english = app.visitor().with_header("accept-language", "en").post(&format!("/apply/{}", firm.post), &typed).await;
        english.shows("Mobile phone").hides("手机号");
    }

    async fn a_post_that_is_not_open_takes_nobody(app) {
        let firm = app.firm("天津春晓里养老院", 1).await;
        let id = app.applicant(1, "赵桂兰", firm.post).await;
        app.hired(id).await;
        assert_eq!(app.post(firm.post).await.state, VacancyState::Full);
        assert_eq!(app.visitor().get(&format!("/apply/{}", firm.post)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(sign_up(&mut app.visitor(), firm.post, "yes").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_end_of_the_phone_cannot_be_found_by_trying(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        sign_up(&mut app.visitor(), firm.post, "").await.done();
        let reference = only(&app).await.reference;
        let mut guesser = app.visitor();
        for last in 0..10 {
            // By the form and by a made-up cookie: both count.
            if last % 2 == 0 {
                let page = guesser.post("/my", &[("reference", &reference), ("last4", &format!("{last:04}"))]).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            } else {
                guesser.set_cookie("my", &format!("{reference}.{last:04}"));
                guesser.get(&format!("/my/{reference}")).await.ok().hides("天津春晓里养老院");
            }
        }
        let right = [("reference", reference.as_str()), ("last4", "0042")];
        let shut = guesser.post("/my", &right).await;
        assert_eq!(shut.status, StatusCode::UNPROCESSABLE_ENTITY);
        shut.shows("请过 15 分钟再试");
        app.pass(chrono::Duration::minutes(16));
        guesser.post("/my", &right).await.done();
    }

    async fn a_wrong_number_and_a_wrong_phone_get_the_same_answer(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        sign_up(&mut app.visitor(), firm.post, "yes").await.done();
        let row = only(&app).await;
        let nobody = Reference::from_bytes([1, 2, 3, 4, 5, 6, 7]).to_string();
        let mut answers = Vec::new();
        for (reference, last4) in [(row.reference.as_str(), "0000"), (nobody.as_str(), "0042"), ("unsinn", "0042")] {
            let page = app.visitor().post("/my", &[("reference", reference), ("last4", last4)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            answers.push(html::texts(&page.text, ".errors"));
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
        // Without the pair the address alone shows nothing.
        app.visitor().get(&format!("/my/{}", row.reference)).await.ok().hides("社区食堂帮厨");
        let mut own = app.visitor();
        let typed = row.reference.to_lowercase().replace('-', " ");
        assert_eq!(own.post("/my", &[("reference", &typed), ("last4", "0042")]).await.done(), format!("/my/{}", row.reference));
        own.get(&format!("/my/{}", row.reference)).await.ok().shows("社区食堂帮厨").shows("单位收到了");
        let mut stranger = app.visitor();
        let refused = stranger.post(&format!("/my/{}/withdraw", row.reference), &[("reason", "gave_up")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        own.post(&format!("/my/{}/withdraw", row.reference), &[("reason", "family")]).await.done();
        assert_eq!(only(&app).await.state, ApplicationState::Withdrawn);
        own.get(&format!("/my/{}", row.reference)).await.ok().shows("家里有事");
    }

    async fn withdrawing_after_the_hiring_gives_the_place_back(app) {
        let firm = app.firm("天津春晓里养老院", 1).await;
        let id = app.applicant(42, "赵桂兰", firm.post).await;
        app.hired(id).await;
        assert_eq!(app.post(firm.post).await.filled, 1);
        let row = app.application(id).await;
        let mut own = app.visitor();
        own.post("/my", &[("reference", &row.reference), ("last4", "0042")]).await.done();
        own.post(&format!("/my/{}/withdraw", row.reference), &[("reason", "gave_up")]).await.done();
        let post = app.post(firm.post).await;
        assert_eq!((post.filled, post.state), (0, VacancyState::Published));
    }

    async fn consent_that_was_taken_back_elsewhere_ends_what_runs_there(app) {
        let firm = app.firm("天津春晓里养老院", 1).await;
        let id = app.applicant(1, "赵桂兰", firm.post).await;
        app.hired(id).await;
        let mut row: consent::ActiveModel = consent::Entity::find()
            .filter(consent::Column::EmployerId.eq(firm.id))
            .one(app.app.core.db.reader()).await.expect("an answer").expect("consent").into();
        row.withdrawn_at = sea_orm::Set(Some(app.now()));
        consent::Entity::update(row).exec(app.app.core.db.reader()).await.expect("updated");
        assert_eq!(applications::end_without_consent(&app.app.core, app.now()).await.expect("a run"), 1);
        assert_eq!(app.application(id).await.state, ApplicationState::Withdrawn);
        assert_eq!(app.post(firm.post).await.filled, 0);
    }

    async fn staff_who_write_a_sign_up_down_are_named_as_the_ones_who_did(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let mut station = app.person(Role::Station).await;
        sign_up(&mut station, firm.post, "").await.done();
        let row = only(&app).await;
        assert_eq!(row.origin, entity::codes::Origin::Station);
        station.get(&format!("/applications/{}", row.id)).await.ok().shows("station-home");
    }
}
