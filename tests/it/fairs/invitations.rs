//! Whom to ask: by match, within one's places, with a statement count that does not grow.

use axum::http::StatusCode;
use entity::audit_event;
use entity::codes::{InvitationAnswer, Role, TicketOrigin};
use entity::fair_invitation;
use labour_bridge::domain::vacancies::VacancyInput;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::vacancies::canteen;
use crate::support::workers::{OTHER_VILLAGE, VILLAGE, phone};
use crate::support::{TestApp, html, on_both};

async fn fair_with_a_post(app: &TestApp) -> Uuid {
    let fair = app.announced_fair().await;
    let firm = app.verified_firm("天津春晓里养老院").await;
    // Cleaning: a kitchen asks for a health certificate.
    let cleaning = VacancyInput {
        title: "楼道保洁员".into(),
        occupation_code: "4-09-08-01".into(),
        ..canteen(app.today())
    };
    let vacancy = app.published(firm, cleaning).await;
    app.booth(fair, firm, vacancy, 2).await;
    fair
}

async fn invitation(app: &TestApp, fair: Uuid) -> Vec<fair_invitation::Model> {
    fair_invitation::Entity::find()
        .filter(fair_invitation::Column::FairId.eq(fair))
        .all(app.app.core.db.reader())
        .await
        .expect("invitations")
}

on_both! {
    async fn people_whom_a_post_suits_are_asked_and_get_a_ticket(app) {
        let fair = fair_with_a_post(&app).await;
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        app.worker(2, "海翠莲", OTHER_VILLAGE).await;
        app.feed().await;
        let mut station = app.person(Role::Station).await;
        let base = format!("/manage/fairs/{fair}/invitations");
        station.get(&base).await.ok().shows("还没有邀请人");
        let page = station.get(&format!("{base}/suggestions")).await.ok();
        page.shows("马秀英").shows("海翠莲").shows("楼道保洁员").hides("fairs-");
        let values = html::attributes(&page.text, "tbody input[name=id]", "value");
        assert_eq!(values.len(), 2);
        let mine = values.iter().find(|value| value.starts_with(&worker.to_string())).expect("hers").clone();
        let key = Uuid::new_v4().to_string();
        for _ in 0..2 {
            station.post(&format!("{base}/suggestions"), &[("form_key", &key), ("id", &mine)]).await.done();
        }
        let rows = invitation(&app, fair).await;
        assert_eq!((rows.len(), rows[0].worker_id, rows[0].answer), (1, worker, InvitationAnswer::Waiting));
        station.get(&format!("{base}/suggestions")).await.ok().hides("马秀英").shows("海翠莲");
        let none = station.post(&format!("{base}/suggestions"), &[("form_key", &Uuid::new_v4().to_string())]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        station.post(&format!("{base}/{}/answer", rows[0].id), &[("answer", "coming"), ("back", "//evil.example")]).await.done();
        assert_eq!(invitation(&app, fair).await[0].answer, InvitationAnswer::Coming);
        let tickets = app.tickets(fair).await;
        assert_eq!((tickets.len(), tickets[0].worker_id, tickets[0].origin), (1, Some(worker), TicketOrigin::Invitation));
        // The same person who signs up alone gets the same ticket.
        assert_eq!(app.ticket(fair, 1, "马秀英").await.id, tickets[0].id);
        let mut english = station.clone();
        english.set_cookie("lang", "en");
        english.get(&base).await.ok().shows("Invitations").hides("fairs-");
        english.get(&format!("{base}/suggestions")).await.ok().shows("Best job").hides("fairs-");
    }

    async fn a_liaison_sees_and_asks_the_own_people_alone(app) {
        let fair = fair_with_a_post(&app).await;
        let mine = app.worker(1, "马秀英", VILLAGE).await;
        app.worker(2, "外乡人", "620802001").await;
        app.feed().await;
        let mut liaison = app.person(Role::Liaison).await;
        let base = format!("/manage/fairs/{fair}/invitations");
        let page = liaison.get(&format!("{base}/suggestions")).await.ok();
        page.shows("马秀英").hides("外乡人");
        let value = html::attributes(&page.text, "tbody input[name=id]", "value").remove(0);
        liaison.post(&format!("{base}/suggestions"), &[("form_key", &Uuid::new_v4().to_string()), ("id", &value)]).await.done();
        let id = invitation(&app, fair).await[0].id;
        let mut stranger = app.stranger(Role::Liaison).await;
        assert_eq!(stranger.get(&base).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.post(&format!("{base}/{id}/answer"), &[("answer", "coming")]).await.status, StatusCode::NOT_FOUND);
        let forged = value.replace(&mine.to_string(), &Uuid::new_v4().to_string());
        let refused = liaison.post(&format!("{base}/suggestions"), &[("form_key", &Uuid::new_v4().to_string()), ("id", &forged)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }

    async fn the_paper_by_the_telephone_shows_phones_with_a_reason_on_record(app) {
        let fair = fair_with_a_post(&app).await;
        app.worker(1, "马秀英", VILLAGE).await;
        app.feed().await;
        let mut station = app.person(Role::Station).await;
        let base = format!("/manage/fairs/{fair}/invitations");
        let page = station.get(&format!("{base}/suggestions")).await.ok();
        let value = html::attributes(&page.text, "tbody input[name=id]", "value").remove(0);
        station.post(&format!("{base}/suggestions"), &[("form_key", &Uuid::new_v4().to_string()), ("id", &value)]).await.done();
        station.get(&base).await.ok().hides(&phone(1));
        station.get(&format!("{base}/print")).await.ok().hides(&phone(1));
        let empty = station.post(&format!("{base}/print"), &[("reason", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.hides(&phone(1));
        station.post(&format!("{base}/print"), &[("reason", "打电话请人来")]).await.ok().shows(&phone(1)).shows("这张纸要碎掉");
        let trail = audit_event::Entity::find()
            .filter(audit_event::Column::Action.eq("reveal-phone"))
            .all(app.app.core.db.reader()).await.expect("the trail");
        assert_eq!((trail.len(), trail[0].details["reason"].as_str()), (1, Some("打电话请人来")));
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get(&base).await.ok().shows("马秀英");
        assert_eq!(auditor.post(&format!("{base}/print"), &[("reason", "看看")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn the_call_list_asks_as_often_for_many_as_for_few(app) {
        let fair = fair_with_a_post(&app).await;
        for seed in 0..7 {
            app.worker(seed, "马秀英", VILLAGE).await;
        }
        app.feed().await;
        let mut station = app.person(Role::Station).await;
        let base = format!("/manage/fairs/{fair}/invitations");
        let page = station.get(&format!("{base}/suggestions")).await.ok();
        let values = html::attributes(&page.text, "tbody input[name=id]", "value");
        let invite = |at: usize| vec![("form_key".to_owned(), Uuid::new_v4().to_string()), ("id".to_owned(), values[at].clone())];
        let send = invite(0);
        let send: Vec<(&str, &str)> = send.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        station.post(&format!("{base}/suggestions"), &send).await.done();
        station.get(&base).await.ok();
        app.statements();
        station.get(&base).await.ok();
        let few = app.statements();
        for at in 1..7 {
            let send = invite(at);
            let send: Vec<(&str, &str)> = send.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            station.post(&format!("{base}/suggestions"), &send).await.done();
        }
        station.get(&base).await.ok();
        app.statements();
        let page = station.get(&base).await.ok();
        assert_eq!(app.statements(), few);
        assert_eq!(html::texts(&page.text, "ul.list > li").len(), 7);
        assert_eq!(fair_invitation::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 7);
    }
}
