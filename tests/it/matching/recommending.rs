//! Ticking and recommending: consent, reasons for what is set aside, once and only once.

use axum::http::StatusCode;
use entity::codes::{ApplicationState, ConsentScope, Role};
use entity::{application, audit_event, consent};
use labour_bridge::domain::matching::weights::VERSION;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::{WELDERS, night_story, story};
use crate::support::{TestApp, html, on_both};

async fn applications(app: &TestApp) -> Vec<application::Model> {
    application::Entity::find()
        .all(app.app.core.db.reader())
        .await
        .expect("applications")
}

on_both! {
    async fn a_person_goes_to_the_post_with_score_version_and_reasons(app) {
        let post = story(&app).await;
        let mut county = app.person(Role::County).await;
        let path = format!("/workers/{}/matches", Uuid::from_u128(5));
        let page = county.get(&path).await.ok();
        let key = html::attributes(&page.text, "input[name=form_key]", "value")[0].clone();
        let pick = post.to_string();
        let form = [("form_key", key.as_str()), ("pick", &pick), ("way", "signed"), ("witness", "")];
        assert_eq!(county.post(&path, &form).await.done(), path);
        county.get(&path).await.ok().shows("推荐好了，一共 1 个").shows("/applications/").hides("name=\"pick\"");
        assert_eq!(county.post(&path, &form).await.done(), path);

        let made = applications(&app).await;
        assert_eq!(made.len(), 1);
        assert_eq!((made[0].state, made[0].score_version.as_str()), (ApplicationState::Recommended, VERSION));
        assert_eq!(made[0].reasons["version"], VERSION);
        assert_eq!(made[0].reasons["score"], made[0].score.expect("a score"));
        assert!(made[0].reasons["soft"].as_array().expect("reasons").iter().any(|reason| reason["code"] == "fellow_village"));
        let given = consent::Entity::find().filter(consent::Column::Scope.eq(ConsentScope::Employer));
        assert_eq!(given.all(app.app.core.db.reader()).await.expect("consents").len(), 1);
        let written = audit_event::Entity::find().all(app.app.core.db.reader()).await.expect("the trail");
        assert!(written.iter().any(|row| row.subject_id == Some(made[0].id)), "no audit row of the application");
        county.get(&format!("/manage/vacancies/{post}/matches")).await.ok().shows(&format!("/applications/{}", made[0].id));
    }

    async fn several_people_go_to_one_post_each_with_an_agreement_of_their_own(app) {
        let post = story(&app).await;
        let mut station = app.person(Role::Station).await;
        let path = format!("/manage/vacancies/{post}/matches");
        let (first, second) = (Uuid::from_u128(5), Uuid::from_u128(4));
        let (key, one, two) = (Uuid::new_v4().to_string(), first.to_string(), second.to_string());
        let (way_one, way_two, witness_two) = (format!("way-{first}"), format!("way-{second}"), format!("witness-{second}"));
        let half = [("form_key", key.as_str()), ("pick", &one), ("pick", &two), (&way_one, "signed"), (&way_two, "voice")];
        let page = station.post(&path, &half).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("口头同意或别人代签，要写证明人").shows(&format!("href=\"#{witness_two}\"")).shows(&key);
        assert_eq!(html::attributes(&page.text, "input[name=pick][checked]", "value").len(), 2);
        assert!(applications(&app).await.is_empty(), "nothing is half done");

        let whole = [half.as_slice(), &[(witness_two.as_str(), "村干部 刘芳")]].concat();
        assert_eq!(station.post(&path, &whole).await.done(), path);
        assert_eq!(applications(&app).await.len(), 2);
        station.get(&path).await.ok().shows("一共 2 个").shows(WELDERS[0]);
    }

    async fn a_condition_is_set_aside_only_with_a_reason_that_stays(app) {
        let (worker, post) = night_story(&app).await;
        let mut county = app.person(Role::County).await;
        let path = format!("/workers/{worker}/matches");
        let (key, pick, reason) = (Uuid::new_v4().to_string(), post.to_string(), format!("reason-{post}"));
        let bare = [("form_key", key.as_str()), ("pick", &pick), ("way", "signed")];
        let page = county.post(&path, &bare).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("请写为什么不合条件还要推荐").shows(&format!("id=\"{reason}-error\""));
        let told = [bare.as_slice(), &[(reason.as_str(), "问过单位，可以只上白班")]].concat();
        county.post(&path, &told).await.done();
        let made = applications(&app).await;
        assert_eq!(made.len(), 1);
        let overrides = made[0].overrides.to_string();
        assert!(overrides.contains("night") && overrides.contains("可以只上白班"), "{overrides}");
    }

    async fn what_law_fixes_cannot_be_set_aside(app) {
        let post = story(&app).await;
        let mut county = app.person(Role::County).await;
        let without = Uuid::from_u128(6);
        let path = format!("/workers/{without}/matches");
        county.get(&path).await.ok().shows("这一条是法律定的").hides("name=\"pick\"");
        let (key, pick, reason) = (Uuid::new_v4().to_string(), post.to_string(), format!("reason-{post}"));
        let form = [("form_key", key.as_str()), ("pick", &pick), ("way", "signed"), (&reason, "手艺好")];
        let page = county.post(&path, &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("这一条不能放过");
        assert!(applications(&app).await.is_empty());
    }

    async fn an_empty_or_a_foreign_tick_is_told(app) {
        story(&app).await;
        let mut county = app.person(Role::County).await;
        let path = format!("/workers/{}/matches", Uuid::from_u128(5));
        let (key, other) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
        let none = county.post(&path, &[("form_key", &key), ("way", "signed")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        none.shows("先勾上要推荐的");
        let gone = county.post(&path, &[("form_key", &key), ("pick", &other), ("way", "signed")]).await;
        assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
        gone.shows("已经不在名单上");
        let english = county.post(&format!("{path}?lang=en"), &[("form_key", &key)]).await;
        english.shows("Tick first");
        assert!(applications(&app).await.is_empty());
    }
}
