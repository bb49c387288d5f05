//! What an employer's user sees of a person: a small card, and nothing of anybody else's people.

use axum::http::StatusCode;
use entity::codes::{EmployerState, Limit, Role, VacancyState};
use entity::{audit_event, consent, employer, vacancy, worker};
use labour_bridge::domain::applications;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, Set};
use uuid::Uuid;

use crate::support::workers::{number, phone};
use crate::support::{Client, TestApp, on_both};

/// Things that stand in the worker's record and must never reach an employer.
const NEVER: [&str; 4] = ["CANARY-NOTE", "no_night", "脱贫", "999999"];

async fn world(app: &TestApp) -> (crate::support::applications::Firm, Uuid, Client) {
    let firm = app.firm("天津春晓里养老院", 2).await;
    let id = app.applicant(7, "马秀英", firm.post).await;
    let worker = app.application(id).await.worker_id;
    worker::Entity::update(worker::ActiveModel {
        id: Set(worker),
        note: Set("CANARY-NOTE".into()),
        limits: Set(entity::codes::Code::key(Limit::NoNight).into()),
        ..Default::default()
    })
    .exec(app.app.core.db.reader())
    .await
    .expect("updated");
    let hr = app.employer_user("firm-hr", firm.id).await;
    (firm, id, hr)
}

on_both! {
    async fn pages_of_an_employer_never_hold_what_is_not_its_business(app) {
        let (_, id, mut hr) = world(&app).await;
        app.hired(id).await;
        let placement = app.arrived(id).await;
        let reference = app.application(id).await.reference;
        let paths = ["/applications".to_owned(), format!("/applications/{id}"), "/placements".into(), format!("/placements/{placement}")];
        for path in paths {
            let page = hr.get(&path).await.ok();
            page.shows("马秀英");
            for secret in NEVER.iter().map(ToString::to_string).chain([number(7), number(7)[14..].to_owned(), phone(7), reference.clone()]) {
                page.hides(&secret);
            }
        }
    }

    async fn another_firm_finds_nothing(app) {
        let (_, id, _) = world(&app).await;
        let other = app.firm("天津河畔物业", 1).await;
        let mut stranger = app.employer_user("other-hr", other.id).await;
        stranger.get("/applications").await.ok().hides("马秀英");
        for what in ["", "/phone", "/hire", "/reject", "/invite", "/arrive"] {
            let path = format!("/applications/{id}{what}");
            let form = [("version", "1"), ("reason", "skill"), ("interview_at", "2026-12-01T09:00"), ("interview_way", "phone"), ("started_on", "2026-11-23"), ("proof", "employer_confirmed")];
            let answer = if what.is_empty() { stranger.get(&path).await } else { stranger.post(&path, &form).await };
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            let absent = path.replace(&id.to_string(), &Uuid::new_v4().to_string());
            let absent = if what.is_empty() { stranger.get(&absent).await } else { stranger.post(&absent, &form).await };
            assert_eq!(absent.status, answer.status);
        }
    }

    async fn the_phone_shows_in_the_one_case_and_is_written_down(app) {
        let (firm, id, mut hr) = world(&app).await;
        hr.get(&format!("/applications/{id}")).await.ok().hides(&phone(7)).shows("显示电话");
        hr.post(&format!("/applications/{id}/phone"), &[]).await.ok().shows(&phone(7));
        let given = audit_event::Entity::find().filter(audit_event::Column::Action.eq("give-phone"));
        assert_eq!(given.count(app.app.core.db.reader()).await.expect("a count"), 1);
        let db = app.app.core.db.reader();
        let post = |state| vacancy::Entity::update(vacancy::ActiveModel { id: Set(firm.post), state: Set(state), ..Default::default() });
        let firm_in = |state| employer::Entity::update(employer::ActiveModel { id: Set(firm.id), state: Set(state), ..Default::default() });
        post(VacancyState::Paused).exec(db).await.expect("paused");
        assert_eq!(hr.post(&format!("/applications/{id}/phone"), &[]).await.status, StatusCode::CONFLICT);
        post(VacancyState::Published).exec(db).await.expect("public");
        firm_in(EmployerState::Suspended).exec(db).await.expect("suspended");
        assert_eq!(hr.post(&format!("/applications/{id}/phone"), &[]).await.status, StatusCode::CONFLICT);
        hr.get(&format!("/applications/{id}")).await.ok().hides("显示电话");
        firm_in(EmployerState::Verified).exec(db).await.expect("verified");
        consent::Entity::update_many()
            .set(consent::ActiveModel { withdrawn_at: Set(Some(app.now())), ..Default::default() })
            .filter(consent::Column::EmployerId.eq(firm.id))
            .exec(db)
            .await
            .expect("taken back");
        assert_eq!(hr.post(&format!("/applications/{id}/phone"), &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(hr.get(&format!("/applications/{id}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn an_employer_invites_hires_and_confirms_the_arrival(app) {
        let (_, id, mut hr) = world(&app).await;
        let wrong = hr.post(&format!("/applications/{id}/invite"), &[("version", "1"), ("interview_at", "morgen"), ("interview_way", "on_site"), ("interview_place", "春晓里")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("morgen").shows("春晓里");
        hr.post(&format!("/applications/{id}/invite"), &[("version", "1"), ("interview_at", "2026-12-01T09:30"), ("interview_way", "on_site"), ("interview_place", "春晓里12号")]).await.done();
        hr.get(&format!("/applications/{id}")).await.ok().shows("2026-12-01 09:30").shows("春晓里12号");
        let stale = hr.post(&format!("/applications/{id}/hire"), &[("version", "1")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        hr.post(&format!("/applications/{id}/hire"), &[("version", "2")]).await.done();
        let early = hr.post(&format!("/applications/{id}/arrive"), &[("version", "3"), ("started_on", "2027-01-01"), ("proof", "employer_confirmed")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        let own_proof = hr.post(&format!("/applications/{id}/arrive"), &[("version", "3"), ("started_on", "2026-11-23"), ("proof", "station_checked")]).await;
        assert_eq!(own_proof.status, StatusCode::UNPROCESSABLE_ENTITY);
        let placement = hr.post(&format!("/applications/{id}/arrive"), &[("version", "3"), ("started_on", "2026-11-23"), ("proof", "employer_confirmed"), ("pay_month_yuan", "4,300")]).await.done();
        hr.get(&placement).await.ok().shows("待核实");
        hr.post(&format!("{placement}/leave"), &[("version", "1"), ("ended_on", "2026-11-23"), ("end_reason", "family")]).await.done();
        hr.get(&placement).await.ok().shows("离岗");
        assert_eq!(hr.post(&format!("{placement}/verify"), &[("version", "2")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn an_inbox_asks_the_database_as_often_for_many_as_for_few(app) {
        let (firm, _, mut hr) = world(&app).await;
        app.statements();
        hr.get("/applications").await.ok();
        let few = app.statements();
        for seed in 20..32 {
            app.applicant(seed, "赵桂兰", firm.post).await;
        }
        app.statements();
        hr.get("/applications").await.ok().shows("赵桂兰");
        assert_eq!(app.statements(), few);
    }

    async fn withdrawn_people_are_not_counted_for_others(app) {
        let (_, id, mut hr) = world(&app).await;
        let actor = app.actor("firm-hr").await;
        let filter = applications::ApplicationFilter::default();
        let counts = applications::counts(app.app.core.db.reader(), &actor, &filter, app.now()).await.expect("counts");
        assert_eq!(counts.values().sum::<u64>(), 1);
        let step = app.step(id).await;
        let picked = format!("{}:{}", step.id, step.version);
        hr.post("/applications/batch", &[("pick", &picked), ("act", "reject"), ("reason", "skill")]).await.done();
        hr.get("/applications").await.ok().shows("没录用");
        let mut liaison = app.person(Role::Liaison).await;
        let refused = liaison.post("/applications/batch", &[("pick", &picked), ("act", "hire")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
}
