//! The hand-over: one signed list opens the jobs, once; whoever is refused looks for work again; the figures count it.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{
    ApplicationReason, ApplicationState, BatchState, EvidenceKind, PassengerState, PlacementState, Role, RollKind,
    WorkerStatus,
};
use entity::{placement, placement_evidence, worker};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::batches::{self, Ending, Pick};
use labour_bridge::domain::figures::{Asked, Period, catalogue, count};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::employers::PDF;
use crate::support::{TestApp, on_both};

async fn jobs(app: &TestApp) -> Vec<placement::Model> {
    placement::Entity::find()
        .all(app.app.core.db.reader())
        .await
        .expect("jobs")
}

async fn figure(app: &TestApp, code: &str) -> Option<i64> {
    let db = app.app.core.db.reader();
    let period = Period::year(2026).expect("a year");
    let asked = Asked::new(db, &Actor::System, period, app.today(), app.today()).expect("asked");
    count::number(db, catalogue::get(code).expect("a figure"), &asked)
        .await
        .expect("a number")
}

on_both! {
    async fn one_signed_list_opens_every_job_once_however_often_it_is_sent(app) {
        let (firm, other) = (app.firm("天津春晓里养老院", 5).await, app.firm("天津河畔物业", 5).await);
        let batch = app.collecting("甲", 10).await;
        for (seed, name, post) in [(1, "马秀英", firm.post), (2, "海翠莲", firm.post), (3, "禹万山", other.post)] {
            let application = app.ready(seed, name, post).await;
            app.aboard(batch, Pick::Hired(application)).await.expect("on the list");
        }
        app.person(Role::Station).await;
        app.arrives(batch).await;
        let mut station = app.sign_in("station-home").await;
        let path = format!("/batches/{batch}/hand-over/{}", firm.id);
        station.get(&path).await.ok().shows("马秀英").hides("禹万山").hides("batches-");
        let (key, day) = (Uuid::new_v4().to_string(), app.today().to_string());
        let form = [("form_key", key.as_str()), ("contact_name", "赵经理"), ("signed_on", day.as_str())];
        let empty = station.upload(&path, &form, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.shows("value=\"赵经理\"").shows("请拍签了字的名单");
        let file = [("file", "list.pdf", "application/pdf", PDF)];
        for _ in 0..2 {
            station.upload(&path, &form, &file).await.done();
        }
        let again = Uuid::new_v4().to_string();
        let second = [("form_key", again.as_str()), ("contact_name", "赵经理"), ("signed_on", day.as_str())];
        assert_eq!(station.upload(&path, &second, &file).await.status, StatusCode::CONFLICT);
        let opened = jobs(&app).await;
        assert_eq!(opened.len(), 2);
        assert!(opened.iter().all(|job| job.state == PlacementState::OnPost && job.verified_at.is_some() && job.started_on == app.today()));
        let proofs = placement_evidence::Entity::find().all(app.app.core.db.reader()).await.expect("proofs");
        assert_eq!(proofs.len(), 2);
        assert!(proofs.iter().all(|proof| proof.kind == EvidenceKind::HandOverList && proof.file_id == proofs[0].file_id));
        // The list is one file, and opens from the job and from the transfer.
        station.get(&format!("/files/{}", proofs[0].file_id.expect("a file"))).await.ok();
        assert_eq!(app.batch(batch).await.state, BatchState::Arrived, "the other firm has not signed");
        assert_eq!((figure(&app, "T6").await, figure(&app, "T6t").await), (Some(0), Some(2)));
        app.signs(batch, other.id, app.today()).await.expect("signed");
        assert_eq!(app.batch(batch).await.state, BatchState::HandedOver);
        assert_eq!((figure(&app, "T6").await, figure(&app, "T6v").await, figure(&app, "T6t").await), (Some(1), Some(1), Some(3)));
        assert_eq!(figure(&app, "T5").await, Some(3));
        for code in ["T6", "T6v", "T6t"] {
            station.get(&format!("/figures/of/{code}?period=2026")).await.ok().shows(&format!("/batches/{batch}")).hides("figures-");
        }
        for row in app.passengers(batch).await {
            assert_eq!(row.state, PassengerState::HandedOver);
            let hired = app.application(row.application_id.expect("hired")).await;
            assert_eq!(hired.state, ApplicationState::Arrived);
        }
    }

    async fn whoever_is_refused_or_left_midway_looks_for_work_again(app) {
        let firm = app.firm("天津春晓里养老院", 5).await;
        let batch = app.collecting("甲", 10).await;
        for (seed, name) in [(1, "马秀英"), (2, "海翠莲")] {
            let application = app.ready(seed, name, firm.post).await;
            app.aboard(batch, Pick::Hired(application)).await.expect("on the list");
            app.pass(Duration::seconds(1));
        }
        app.arrives(batch).await;
        let people = app.passengers(batch).await;
        // One of the two was not there at the arrival after all.
        app.pass(Duration::seconds(1));
        app.marked(batch, RollKind::Arrival, people[1].id, false).await;
        let people = app.passengers(batch).await;
        for (one, to, reason) in [
            (&people[0], PassengerState::Refused, ApplicationReason::Medical),
            (&people[1], PassengerState::LeftMidway, ApplicationReason::GaveUp),
        ] {
            let mut unit = app.unit().await;
            let ending = Ending { to, reason, note: "说了".into() };
            batches::end_passenger(&mut unit, batch, one.id, one.version, ending).await.expect("ended");
            unit.commit().await.expect("committed");
        }
        let db = app.app.core.db.reader();
        let states = [ApplicationState::Rejected, ApplicationState::Withdrawn];
        for (one, state) in app.passengers(batch).await.iter().zip(states) {
            assert_eq!(app.application(one.application_id.expect("hired")).await.state, state);
            let person = worker::Entity::find_by_id(one.worker_id).one(db).await.expect("an answer").expect("a person");
            assert_eq!((person.status, one.riding), (WorkerStatus::Seeking, false));
        }
        assert_eq!(app.batch(batch).await.state, BatchState::HandedOver);
        assert_eq!(figure(&app, "T6").await, Some(0), "nobody was handed over");
        assert!(jobs(&app).await.is_empty());
    }

    async fn whoever_goes_back_to_a_job_gets_no_second_one(app) {
        let firm = app.firm("天津春晓里养老院", 5).await;
        let application = app.ready(1, "马秀英", firm.post).await;
        let job = app.arrived(application).await;
        let batch = app.collecting("甲", 10).await;
        app.aboard(batch, Pick::Back(job)).await.expect("on the list");
        app.arrives(batch).await;
        app.signs(batch, firm.id, app.today()).await.expect("signed");
        assert_eq!(jobs(&app).await.len(), 1);
        let proofs = placement_evidence::Entity::find()
            .filter(placement_evidence::Column::Kind.eq(EvidenceKind::HandOverList))
            .all(app.app.core.db.reader()).await.expect("proofs");
        assert_eq!(proofs.len(), 1);
        assert_eq!(app.passengers(batch).await[0].placement_id, Some(job));
    }
}
