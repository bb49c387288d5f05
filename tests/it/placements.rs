//! Placements: opened by arrival or by hand, verified, left, followed by the next; one full-time placement at a time.

use axum::http::StatusCode;
use chrono::Days;
use entity::codes::{
    EndReason, EvidenceKind, Origin, PlacementKind, PlacementState, Role, StatusSource, Subject, WorkerStatus,
};
use entity::{audit_event, placement, worker};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::placements::{self, PlacementInput, Proof, state};
use labour_bridge::reference::region;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::employers::PDF;
use crate::support::workers::VILLAGE;
use crate::support::{TestApp, html, on_both};

fn input(app: &TestApp, worker_id: Uuid, place: &str) -> PlacementInput {
    PlacementInput {
        worker_id,
        kind: None,
        full_time: true,
        employer_id: None,
        vacancy_id: None,
        employer_name: "兰州某餐馆".into(),
        place_code: place.into(),
        occupation_code: String::new(),
        industry: String::new(),
        pay_month_yuan: Some(3_800),
        offer: None,
        contract: None,
        insurance: None,
        origin: Origin::Worker,
        started_on: app.today(),
        proof: None,
    }
}

async fn open(app: &TestApp, input: PlacementInput) -> Result<Uuid, DomainError> {
    let mut unit = app.unit().await;
    let id = placements::open(&mut unit, input).await?;
    unit.commit().await?;
    Ok(id)
}

async fn row(app: &TestApp, id: Uuid) -> placement::Model {
    placement::Entity::find_by_id(id)
        .one(app.app.core.db.reader())
        .await
        .expect("an answer")
        .expect("a placement")
}

async fn status(app: &TestApp, id: Uuid) -> (WorkerStatus, StatusSource) {
    let row = worker::Entity::find_by_id(id)
        .one(app.app.core.db.reader())
        .await
        .expect("an answer")
        .expect("a worker");
    (row.status, row.status_source)
}

on_both! {
    async fn an_arrival_opens_a_placement_with_what_was_promised(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let id = app.applicant(1, "马秀英", firm.post).await;
        app.hired(id).await;
        let opened = app.arrived(id).await;
        let placement = row(&app, opened).await;
        assert_eq!(placement.kind, PlacementKind::PairedEast);
        assert_eq!((placement.state, placement.verified_at), (PlacementState::Unverified, None));
        assert_eq!(placement.offer["pay_min_yuan"], 4_264);
        assert_eq!(placement.offer["hourly_fen"], 2_050);
        assert_eq!(status(&app, placement.worker_id).await, (WorkerStatus::Away, StatusSource::Placement));
        let mut station = app.person(Role::Station).await;
        let page = station.get(&format!("/placements/{opened}")).await.ok();
        page.shows("20.5").shows("赵经理电话").shows("省外（东部结对地）");
        let verify = [("version", "1"), ("proof", "station_checked"), ("on", "2026-11-23"), ("proof_note", "到单位看过")];
        station.post(&format!("/placements/{opened}/verify"), &verify).await.done();
        assert_eq!(row(&app, opened).await.state, PlacementState::OnPost);
        let twice = station.post(&format!("/placements/{opened}/verify"), &verify).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
    }

    async fn leaving_closes_it_and_the_person_looks_for_work_again(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let id = app.applicant(1, "马秀英", firm.post).await;
        app.hired(id).await;
        let opened = app.arrived(id).await;
        let mut county = app.person(Role::County).await;
        let path = format!("/placements/{opened}/leave");
        let early = county.post(&path, &[("version", "1"), ("ended_on", "2026-11-01"), ("end_reason", "pay")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.shows("最后一天早过了第一天");
        county.post(&path, &[("version", "1"), ("ended_on", "2026-11-23"), ("end_reason", "pay")]).await.done();
        let placement = row(&app, opened).await;
        assert_eq!((placement.state, placement.end_reason), (PlacementState::Left, Some(EndReason::Pay)));
        assert_eq!(status(&app, placement.worker_id).await.0, WorkerStatus::Seeking);
        let again = county.post(&path, &[("version", "2"), ("ended_on", "2026-11-23"), ("end_reason", "pay")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
    }

    async fn changing_jobs_closes_one_and_opens_the_next_with_the_chain_kept(app) {
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let first = open(&app, input(&app, worker, "620102")).await.expect("open");
        let mut station = app.person(Role::Station).await;
        station.get(&format!("/placements/{first}/change")).await.ok().shows("兰州某餐馆");
        let key = Uuid::new_v4().to_string();
        let mut form = vec![("version", "1"), ("form_key", &key), ("ended_on", "2026-11-23"), ("started_on", "2026-11-22"), ("employer_name", "天津某厂"), ("place", "天津市河西区")];
        let overlap = station.post(&format!("/placements/{first}/change"), &form).await;
        assert_eq!(overlap.status, StatusCode::UNPROCESSABLE_ENTITY);
        overlap.shows("天津某厂");
        form[3].1 = "2026-11-23";
        let next = station.post(&format!("/placements/{first}/change"), &form).await.done();
        let next: Uuid = next.trim_start_matches("/placements/").parse().expect("an id");
        let (before, after) = (row(&app, first).await, row(&app, next).await);
        assert_eq!((before.state, before.end_reason), (PlacementState::Left, Some(EndReason::ChangedJob)));
        assert_eq!((after.previous_id, after.kind), (Some(first), PlacementKind::PairedEast));
        assert_eq!(status(&app, worker).await.0, WorkerStatus::Away);
        station.get(&format!("/placements/{first}")).await.ok().shows("看下一份工作");
    }

    async fn at_most_one_open_full_time_placement_however_many_try(app) {
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let mut tasks = JoinSet::new();
        for _ in 0..20 {
            let (core, now, input) = (app.app.core.clone(), app.now(), input(&app, worker, "120103"));
            tasks.spawn(async move {
                let mut unit = core.begin_as_system(now).await?;
                placements::open(&mut unit, input).await?;
                unit.commit().await
            });
        }
        let mut won = 0;
        while let Some(result) = tasks.join_next().await {
            match result.expect("a task") {
                Ok(()) => won += 1,
                Err(DomainError::Conflict("placements-conflict-open")) => {}
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(won, 1);
        let part_time = PlacementInput { full_time: false, ..input(&app, worker, "620802") };
        open(&app, part_time).await.expect("a second, part-time one");
    }

    async fn a_placement_that_cannot_be_is_refused_by_its_field(app) {
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let tomorrow = app.today().checked_add_days(Days::new(1)).expect("a day");
        let wrong = [
            ("started_on", PlacementInput { started_on: tomorrow, ..input(&app, worker, "120103") }),
            ("place", input(&app, worker, "120000")),
            ("kind", PlacementInput { kind: Some(PlacementKind::Welfare), ..input(&app, worker, "120103") }),
            ("kind", PlacementInput { kind: Some(PlacementKind::PairedEast), ..input(&app, worker, "120103") }),
            ("pay_month_yuan", PlacementInput { pay_month_yuan: Some(0), ..input(&app, worker, "120103") }),
            ("employer_name", PlacementInput { employer_name: " ".into(), ..input(&app, worker, "120103") }),
        ];
        for (field, input) in wrong {
            match open(&app, input).await {
                Err(DomainError::Invalid(problems)) => assert_eq!(problems[0].field, field),
                other => panic!("{field}: {other:?}"),
            }
        }
        assert!(region::get("120000").is_some());
    }

    async fn a_job_found_alone_is_written_down_on_a_page(app) {
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let mut county = app.person(Role::County).await;
        county.get(&format!("/placements/new?worker={worker}")).await.ok().shows("马秀英");
        let (id, key) = (worker.to_string(), Uuid::new_v4().to_string());
        let mut form = vec![("worker", id.as_str()), ("form_key", &key), ("employer_name", "兰州某餐馆"), ("place", "没有这里"), ("started_on", "2026-11-20"), ("occupation", ""), ("pay_month_yuan", "3800")];
        let wrong = county.post("/placements/new", &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("没有这里").shows("兰州某餐馆");
        form[3].1 = "兰州市城关区";
        let path = county.post("/placements/new", &form).await.done();
        assert_eq!(county.post("/placements/new", &form).await.done(), path, "the same form again");
        county.get(&path).await.ok().shows("省内县外").shows("还没有凭据");
        assert_eq!(county.get("/placements?unverified=yes").await.ok().text.matches("兰州某餐馆").count(), 1);
        county.get("/placements?kind=paired_east").await.ok().shows("没有这样的就业记录");
        let opened = audit_event::Entity::find().filter(audit_event::Column::Action.eq("open-placement"));
        assert_eq!(opened.filter(audit_event::Column::Subject.eq(Subject::Placement)).count(app.app.core.db.reader()).await.expect("a count"), 1);
    }

    async fn a_proof_may_bring_its_paper_which_only_those_who_see_the_placement_open(app) {
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let id = open(&app, input(&app, worker, "120103")).await.expect("open");
        let mut county = app.person(Role::County).await;
        let version = row(&app, id).await.version.to_string();
        let fields = [("version", version.as_str()), ("proof", "wage_slip"), ("on", "2026-11-23"), ("proof_note", "第 12 号")];
        let path = format!("/placements/{id}/evidence");
        let program = county.upload(&path, &fields, &[("file", "a.jpg", "image/jpeg", b"MZ\x90\x00 a program")]).await;
        assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY);
        program.shows("第 12 号");
        county.upload(&path, &fields, &[("file", "a.pdf", "application/pdf", PDF)]).await.done();
        let page = county.get(&format!("/placements/{id}")).await.ok();
        let link = html::attributes(&page.text, "main ul.list a[href^='/files/']", "href").pop().expect("a link to the paper");
        assert_eq!(county.get(&link).await.ok().headers["content-type"], "application/pdf");
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            assert_eq!(app.stranger(role).await.get(&link).await.status, StatusCode::NOT_FOUND, "{role:?}");
        }
        let version = row(&app, id).await.version.to_string();
        let early = county.post(&format!("/placements/{id}/verify"), &[("version", &version), ("proof", "station_checked"), ("on", "2020-01-01")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.shows("这一天还没上班");
        county.post(&format!("/placements/{id}/verify"), &[("version", &version), ("proof", "station_checked"), ("on", "2026-11-23")]).await.done();
        assert!(row(&app, id).await.verified_at.is_some(), "a proof without a paper is one too");
    }

    async fn strangers_find_no_placement(app) {
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let id = open(&app, input(&app, worker, "120103")).await.expect("open");
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            let mut stranger = app.stranger(role).await;
            assert_eq!(stranger.get(&format!("/placements/{id}")).await.status, StatusCode::NOT_FOUND, "{role:?}");
            assert_eq!(stranger.post(&format!("/placements/{id}/leave"), &[]).await.status, StatusCode::NOT_FOUND);
            assert!(!stranger.get("/placements").await.text.contains("马秀英"), "{role:?}");
            assert_eq!(stranger.get(&format!("/placements/new?worker={worker}")).await.status, StatusCode::NOT_FOUND);
        }
        // An employer who never was told of the person.
        let firm = app.firm("天津春晓里养老院", 1).await;
        let mut hr = app.employer_user("firm-hr", firm.id).await;
        assert_eq!(hr.get(&format!("/placements/{id}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn the_list_asks_the_database_as_often_for_many_as_for_few(app) {
        let mut county = app.person(Role::County).await;
        app.statements();
        county.get("/placements").await.ok();
        let few = app.statements();
        for seed in 0..12 {
            let worker = app.worker(seed, "马秀英", VILLAGE).await;
            open(&app, input(&app, worker, "120103")).await.expect("open");
        }
        app.statements();
        let page = county.get("/placements").await.ok();
        assert_eq!(app.statements(), few);
        assert_eq!(html::texts(&page.text, "tbody tr").len(), 12);
    }

    async fn random_walks_move_a_placement_only_along_its_table(app) {
        let mut dice: u64 = 41;
        let mut roll = move |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        for seed in 0..8 {
            let worker = app.worker(seed, "马秀英", VILLAGE).await;
            let id = open(&app, input(&app, worker, "120103")).await.expect("open");
            for _ in 0..8 {
                let before = row(&app, id).await;
                let steps = app.steps_of(id).await;
                let proof = Proof { kind: EvidenceKind::WageSlip, on: app.today(), note: String::new(), file: None };
                let mut unit = app.unit().await;
                let (to, result) = match roll(4) {
                    0 => (PlacementState::OnPost, placements::verify(&mut unit, id, before.version, &proof).await),
                    1 => (PlacementState::Left, placements::leave(&mut unit, id, before.version, app.today(), EndReason::Pay).await),
                    2 => (PlacementState::Lost, placements::mark(&mut unit, id, before.version, PlacementState::Lost).await),
                    _ => (PlacementState::Disputed, placements::mark(&mut unit, id, before.version, PlacementState::Disputed).await),
                };
                let late_proof = before.state == PlacementState::Left && to == PlacementState::OnPost && before.verified_at.is_none();
                let legal = state::allows(before.state, to, &Actor::System);
                match result {
                    Ok(()) => {
                        assert!(legal || late_proof, "{:?} → {to:?}", before.state);
                        unit.commit().await.expect("committed");
                        assert_eq!(app.steps_of(id).await, steps + u64::from(legal));
                    }
                    Err(DomainError::Conflict(_)) => {
                        assert!(!legal && !late_proof, "{:?} → {to:?}", before.state);
                        drop(unit);
                        assert_eq!(row(&app, id).await, before);
                    }
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }
}
