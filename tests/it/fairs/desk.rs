//! The booths: wishes never outnumber places, results, applications with consent, what an employer sees.

use axum::http::StatusCode;
use entity::codes::{ApplicationState, ConsentWay, FairIntentionState, FairTopic, Origin, Role};
use entity::{audit_event, fair_consultation};
use labour_bridge::domain::applications::ConsentGiven;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::fairs::{self, At, number};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::fairs::Running;
use crate::support::workers::VILLAGE;
use crate::support::{TestApp, html, on_both};

async fn wish(app: &TestApp, running: &Running, seed: u64, name: &str) -> Uuid {
    let ticket = app.ticket(running.fair, seed, name).await;
    let mut unit = app.unit().await;
    let id = fairs::intend(
        &mut unit,
        running.fair,
        running.booth,
        &ticket.number.to_string(),
        running.post,
    )
    .await
    .expect("a wish");
    unit.commit().await.expect("committed");
    id
}

async fn at(app: &TestApp, running: &Running, intention: Uuid) -> At {
    let rows = app.intentions(running.fair).await;
    let version = rows.iter().find(|row| row.id == intention).expect("the wish").version;
    At {
        fair: running.fair,
        booth: running.booth,
        intention,
        version,
    }
}

async fn settle(app: &TestApp, running: &Running, id: Uuid, to: FairIntentionState) -> Result<(), DomainError> {
    let at = at(app, running, id).await;
    let mut unit = app.unit().await;
    fairs::settle(&mut unit, at, to).await?;
    unit.commit().await
}

on_both! {
    async fn fifty_hands_for_the_last_place_give_one(app) {
        let running = app.running_fair(1).await;
        let mut numbers = Vec::new();
        for seed in 0..50 {
            numbers.push(app.ticket(running.fair, 100 + seed, "马秀英").await.number.to_string());
        }
        let station = app.person(Role::Station).await;
        let path = format!("/fairs/{}/booths/{}/wish", running.fair, running.booth);
        let post = running.post.to_string();
        let tasks: Vec<_> = numbers
            .into_iter()
            .map(|number| {
                let (mut client, path, post) = (station.clone(), path.clone(), post.clone());
                tokio::spawn(async move { client.post(&path, &[("number", &number), ("post", &post)]).await.status })
            })
            .collect();
        let mut taken = 0;
        for task in tasks {
            match task.await.expect("an answer") {
                StatusCode::SEE_OTHER => taken += 1,
                status => assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY),
            }
        }
        assert_eq!(taken, 1);
        assert_eq!(app.intentions(running.fair).await.len(), 1);
        assert_eq!(app.booth_post(running.booth).await.intentions, 1);
    }

    async fn the_same_wish_at_two_phones_is_one(app) {
        let running = app.running_fair(3).await;
        let ticket = app.ticket(running.fair, 1, "马秀英").await.number.to_string();
        let station = app.person(Role::Station).await;
        let path = format!("/fairs/{}/booths/{}/wish", running.fair, running.booth);
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (mut client, path, ticket, post) = (station.clone(), path.clone(), ticket.clone(), running.post.to_string());
                tokio::spawn(async move { client.post(&path, &[("number", &ticket), ("post", &post)]).await.status })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await.expect("an answer"), StatusCode::SEE_OTHER);
        }
        assert_eq!(app.intentions(running.fair).await.len(), 1);
        assert_eq!(app.booth_post(running.booth).await.intentions, 1);
    }

    async fn places_follow_what_becomes_of_a_wish(app) {
        let running = app.running_fair(1).await;
        let first = wish(&app, &running, 1, "马秀英").await;
        let places = || async { app.booth_post(running.booth).await.intentions };
        settle(&app, &running, first, FairIntentionState::Hired).await.expect("hired");
        assert_eq!(places().await, 1);
        settle(&app, &running, first, FairIntentionState::GaveUp).await.expect("gave up");
        assert_eq!(places().await, 0);
        let second = wish(&app, &running, 2, "海翠莲").await;
        let back = settle(&app, &running, first, FairIntentionState::Intended).await;
        assert!(matches!(back, Err(DomainError::Conflict("fairs-conflict-no-place"))));
        settle(&app, &running, second, FairIntentionState::Refused).await.expect("refused");
        settle(&app, &running, first, FairIntentionState::Intended).await.expect("the place is free");
        let skipped = settle(&app, &running, second, FairIntentionState::Hired).await;
        assert!(matches!(skipped, Err(DomainError::Conflict("fairs-conflict-intention-state"))));
        assert_eq!(places().await, 1);
    }

    async fn a_wish_becomes_an_application_with_consent_and_is_hired(app) {
        let running = app.running_fair(2).await;
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        // The phone of the ticket is that of the record.
        let id = wish(&app, &running, 1, "马秀英").await;
        assert_eq!(app.tickets(running.fair).await[0].worker_id, Some(worker));
        let given = || ConsentGiven { way: ConsentWay::Voice, witness: "王芳".into() };
        let place = at(&app, &running, id).await;
        let mut unit = app.unit().await;
        let nobody = fairs::apply(&mut unit, place, ConsentGiven { witness: " ".into(), ..given() }).await;
        assert!(matches!(nobody, Err(DomainError::Invalid(_))));
        let made = fairs::apply(&mut unit, place, given()).await.expect("an application");
        unit.commit().await.expect("committed");
        let application = app.application(made).await;
        assert_eq!((application.worker_id, application.origin, application.state), (worker, Origin::Fair, ApplicationState::Recommended));
        assert!(application.shared_at.is_some());
        settle(&app, &running, id, FairIntentionState::Hired).await.expect("hired");
        assert_eq!(app.application(made).await.state, ApplicationState::Hired);
        assert_eq!(app.post(running.vacancy).await.filled, 1);
        settle(&app, &running, id, FairIntentionState::GaveUp).await.expect("gave up");
        assert_eq!(app.application(made).await.state, ApplicationState::Withdrawn);
        assert_eq!((app.post(running.vacancy).await.filled, app.booth_post(running.booth).await.intentions), (0, 0));
    }

    async fn who_was_hired_first_is_hired_by_the_application_too(app) {
        let running = app.running_fair(2).await;
        app.worker(1, "马秀英", VILLAGE).await;
        let id = wish(&app, &running, 1, "马秀英").await;
        settle(&app, &running, id, FairIntentionState::Hired).await.expect("hired");
        let place = at(&app, &running, id).await;
        let mut unit = app.unit().await;
        let made = fairs::apply(&mut unit, place, ConsentGiven { way: ConsentWay::Signed, witness: "A-7".into() }).await.expect("an application");
        unit.commit().await.expect("committed");
        assert_eq!(app.application(made).await.state, ApplicationState::Hired);
        let stranger = wish(&app, &running, 9, "禹万山").await;
        let place = at(&app, &running, stranger).await;
        let mut unit = app.unit().await;
        let refused = fairs::apply(&mut unit, place, ConsentGiven { way: ConsentWay::Signed, witness: "A-8".into() }).await;
        assert!(matches!(refused, Err(DomainError::Conflict("fairs-conflict-not-on-record"))));
    }

    async fn an_employer_works_at_the_own_booth_and_sees_no_names(app) {
        let running = app.running_fair(2).await;
        app.worker(1, "马秀英", VILLAGE).await;
        let ticket = app.ticket(running.fair, 1, "马秀英").await;
        let mut employer = app.employer_user("hr-liu", running.firm).await;
        employer.get(&format!("/fairs/{}", running.fair)).await.ok().shows("我们的展位").shows("到展位台");
        let desk = format!("/fairs/{}/booths/{}", running.fair, running.booth);
        employer.get(&desk).await.ok().shows("社区食堂帮厨").shows("还没有人有意向").hides("fairs-");
        let number = number::printed(ticket.number);
        let bad = employer.post(&format!("{desk}/wish"), &[("number", "77"), ("post", &running.post.to_string())]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        bad.shows("没有这个票号").shows("value=\"77\"");
        employer.post(&format!("{desk}/wish"), &[("number", &number), ("post", &running.post.to_string())]).await.done();
        let page = employer.get(&desk).await.ok();
        page.shows("马**").hides("马秀英").shows("转成推荐");
        let wish = app.intentions(running.fair).await[0].clone();
        let form = |to: &'static str| [("wish", wish.id.to_string()), ("version", wish.version.to_string()), ("to", to.to_owned()), ("agreed", "yes".to_owned()), ("way", "voice".to_owned()), ("witness", "刘淑敏".to_owned())];
        let sent = form("");
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
        employer.post(&format!("{desk}/apply"), &sent).await.done();
        let wish = app.intentions(running.fair).await[0].clone();
        let application = wish.application_id.expect("an application");
        employer.get(&format!("/applications/{application}")).await.ok().shows("马秀英");
        let gave_up = employer.post(&format!("{desk}/settle"), &[("wish", &wish.id.to_string()), ("version", &wish.version.to_string()), ("to", "gave_up")]).await;
        assert_eq!(gave_up.status, StatusCode::UNPROCESSABLE_ENTITY);
        gave_up.shows("请工作站来记");
        employer.post(&format!("{desk}/settle"), &[("wish", &wish.id.to_string()), ("version", &wish.version.to_string()), ("to", "hired")]).await.done();
        assert_eq!(app.application(application).await.state, ApplicationState::Hired);
        let other = app.verified_firm("天津别的公司").await;
        let mut stranger = app.employer_user("hr-other", other).await;
        assert_eq!(stranger.get(&desk).await.status, StatusCode::NOT_FOUND);
        let refused = stranger.post(&format!("{desk}/wish"), &[("number", &number), ("post", &running.post.to_string())]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        for role in [Role::Station, Role::County] {
            assert_eq!(app.stranger(role).await.get(&desk).await.status, StatusCode::NOT_FOUND);
        }
        let mut english = employer.clone();
        english.set_cookie("lang", "en");
        english.get(&desk).await.ok().shows("Ticket number").hides("fairs-");
    }

    async fn a_question_counts_once_with_or_without_a_number(app) {
        let running = app.running_fair(2).await;
        let ticket = app.ticket(running.fair, 1, "马秀英").await;
        let mut station = app.person(Role::Station).await;
        let path = format!("/fairs/{}/booths/{}/question", running.fair, running.booth);
        let key = Uuid::new_v4().to_string();
        for _ in 0..2 {
            station.post(&path, &[("form_key", &key), ("topic", "pay"), ("number", "")]).await.done();
        }
        let other = Uuid::new_v4().to_string();
        station.post(&path, &[("form_key", &other), ("topic", "rights"), ("number", &number::printed(ticket.number))]).await.done();
        let rows = fair_consultation::Entity::find().all(app.app.core.db.reader()).await.expect("questions");
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().any(|row| row.topic == FairTopic::Rights && row.ticket_id == Some(ticket.id)));
        let audited = audit_event::Entity::find()
            .filter(audit_event::Column::Action.eq("note-question"))
            .count(app.app.core.db.reader()).await.expect("a count");
        assert_eq!(audited, 2);
        let page = station.get(&format!("/fairs/{}/booths/{}", running.fair, running.booth)).await.ok();
        assert_eq!(html::texts(&page.text, "#topic option").len(), 6);
    }
}
