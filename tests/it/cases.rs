//! Cases: opened, worked on, handed over, passed on, ended; and asked for by the person.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{CaseKind, CaseOrigin, CaseReferral, CaseState, Role};
use entity::{application, audit_event, care_case, care_case_step, state_move};
use labour_bridge::domain::cases::{self, deadline, state};
use labour_bridge::domain::error::DomainError;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::workers::{VILLAGE, phone};
use crate::support::{html, on_both};

on_both! {
    async fn a_case_goes_from_hand_to_hand_and_to_its_end(app) {
        let (worker, placement) = app.at_work(1, "马秀英", 40).await;
        let mut station = app.person(Role::Station).await;
        let key = Uuid::new_v4().to_string();
        let (id, job) = (worker.to_string(), placement.to_string());
        let mut form = vec![("form_key", key.as_str()), ("worker", &id), ("placement", &job), ("kind", "wages"), ("what", " "), ("amount_yuan", "四千"), ("period", "10 月")];
        let wrong = station.post("/cases/new", &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("四千").shows("10 月").shows("请填数字");
        form[5].1 = "4,300";
        assert_eq!(station.post("/cases/new", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        form[4].1 = "十月的工资没发";
        let path = station.post("/cases/new", &form).await.done();
        assert_eq!(station.post("/cases/new", &form).await.done(), path, "the same form again");
        let case: Uuid = path.trim_start_matches("/cases/").parse().expect("an id");
        let row = app.case_row(case).await;
        assert_eq!((row.state, row.kind, row.amount_yuan, row.owner_id), (CaseState::Open, CaseKind::Wages, Some(4_300), None));
        assert_eq!(row.due_on, app.today() + Duration::days(1), "wages cannot wait");
        station.get("/cases?tab=unowned").await.ok().shows("马秀英").shows("没人接");
        station.post(&format!("{path}/take"), &[("version", "1")]).await.done();
        let row = app.case_row(case).await;
        assert_eq!((row.state, row.owner_id.is_some()), (CaseState::InHand, true));
        // To a colleague, who gives it back first and takes it then.
        let mut county = app.person(Role::County).await;
        let to = html::attributes(&station.get(&path).await.ok().text, "#to option", "value");
        assert_eq!(to.len(), 1, "the county's colleague, not oneself");
        station.post(&format!("{path}/offer"), &[("version", "2"), ("to", &to[0]), ("note", "你认识那家单位")]).await.done();
        county.get("/").await.ok().shows("同事请您接手的诉求");
        let silent = county.post(&format!("{path}/give-back"), &[("version", "3"), ("note", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        county.post(&format!("{path}/give-back"), &[("version", "3"), ("note", "不认识")]).await.done();
        station.post(&format!("{path}/offer"), &[("version", "4"), ("to", &to[0])]).await.done();
        assert_eq!(station.post(&format!("{path}/accept"), &[("version", "5")]).await.status, StatusCode::CONFLICT, "only who was asked");
        county.post(&format!("{path}/accept"), &[("version", "5")]).await.done();
        assert_eq!(app.case_row(case).await.owner_id.map(|id| id.to_string()), Some(to[0].clone()));
        county.get("/cases?tab=mine").await.ok().shows("马秀英");
        // To the office, and to its end.
        county.post(&format!("{path}/refer"), &[("version", "6"), ("referred_to", "labour_inspection"), ("referral_note", "附工资约定")]).await.done();
        let row = app.case_row(case).await;
        assert_eq!((row.state, row.referred_to, row.due_on), (CaseState::Referred, Some(CaseReferral::LabourInspection), app.today() + Duration::days(15)));
        county.get(&path).await.ok().shows("劳动监察: 附工资约定").shows("你认识那家单位");
        county.get(&format!("{path}/letter")).await.ok().shows("诉求转办函").shows("劳动监察").shows("十月的工资没发").shows("4,300");
        assert_eq!(county.post(&format!("{path}/solve"), &[("version", "7"), ("result", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        county.post(&format!("{path}/solve"), &[("version", "7"), ("result", "补发 4,300 元")]).await.done();
        let row = app.case_row(case).await;
        assert_eq!((row.state, row.closed_at.is_some()), (CaseState::Solved, true));
        assert_eq!(county.post(&format!("{path}/note"), &[("version", "8"), ("note", "再问")]).await.status, StatusCode::CONFLICT);
        county.post(&format!("{path}/reopen"), &[("version", "8"), ("note", "又没发")]).await.done();
        assert_eq!(app.case_row(case).await.state, CaseState::Open);
        let steps = care_case_step::Entity::find().filter(care_case_step::Column::CaseId.eq(case)).count(app.app.core.db.reader()).await;
        assert_eq!(steps.expect("a count"), 9);
        let moves = state_move::Entity::find().filter(state_move::Column::SubjectId.eq(case)).count(app.app.core.db.reader()).await;
        assert_eq!(moves.expect("a count"), 5);
    }

    async fn the_clock_makes_a_case_overdue_and_a_note_sets_it_again(app) {
        let (worker, placement) = app.at_work(1, "马秀英", 40).await;
        let case = app.case(worker, Some(placement)).await;
        let mut station = app.person(Role::Station).await;
        station.get("/").await.ok().shows("没人接的诉求").hides("超时的诉求");
        app.pass(Duration::days(2));
        let mut station_again = app.sign_in("station-home").await;
        station_again.get("/").await.ok().shows("超时的诉求");
        station_again.get("/cases?tab=overdue").await.ok().shows("马秀英");
        station_again.get(&format!("/cases/{case}")).await.ok().shows("就该有下一步了");
        station_again.post(&format!("/cases/{case}/note"), &[("version", "1"), ("note", "打了单位电话")]).await.done();
        station_again.get("/cases?tab=overdue").await.ok().hides("马秀英");
        assert_eq!(app.case_row(case).await.due_on, deadline::due_on(CaseKind::Wages, CaseState::Open, app.today()));
        let mut english = station_again;
        english.set_cookie("lang", "en");
        english.get("/cases").await.ok().shows("Unpaid wages").shows("Nobody");
        english.get(&format!("/cases/{case}")).await.ok().shows("Pass on to an office");
    }

    async fn a_person_asks_for_help_without_signing_in(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let placement = app.arrived_at(1, "马秀英", firm.post).await;
        let row = application::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").expect("one");
        let mut person = app.visitor();
        let help = format!("/my/{}/help", row.reference);
        assert_eq!(person.post(&help, &[("kind", "wages"), ("what", "没发工资")]).await.status, StatusCode::NOT_FOUND, "without the pair");
        let last4 = &phone(1)[7..];
        person.post("/my", &[("reference", &row.reference), ("last4", last4)]).await.done();
        person.get(&format!("/my/{}", row.reference)).await.ok().shows("告诉工作站");
        let empty = person.post(&help, &[("kind", "wages"), ("what", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        for _ in 0..cases::MOST_OWN {
            person.post(&help, &[("kind", "wages"), ("what", "十月没发工资")]).await.done();
        }
        assert_eq!(person.post(&help, &[("kind", "wages"), ("what", "十月没发工资")]).await.status, StatusCode::CONFLICT);
        person.get(&format!("/my/{}", row.reference)).await.ok().shows("欠薪").shows("收到了，等人接手");
        let case = care_case::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").expect("a case");
        assert_eq!((case.origin, case.placement_id, case.vacancy_id), (CaseOrigin::Person, Some(placement), Some(firm.post)));
        let mut station = app.person(Role::Station).await;
        station.get(&format!("/cases/{}", case.id)).await.ok().shows("本人提的").shows("十月没发工资").shows("4,264");
        let mut hr = app.employer_user("firm-hr", firm.id).await;
        assert_eq!(hr.get("/cases").await.status, StatusCode::NOT_FOUND);
        assert_eq!(hr.get(&format!("/cases/{}", case.id)).await.status, StatusCode::NOT_FOUND);
    }

    async fn strangers_find_no_cases_and_open_none(app) {
        let (worker, placement) = app.at_work(1, "马秀英", 40).await;
        let case = app.case(worker, Some(placement)).await;
        let (id, job) = (worker.to_string(), placement.to_string());
        let audits = audit_event::Entity::find().filter(audit_event::Column::Subject.eq(entity::codes::Subject::Case));
        let before = audits.clone().count(app.app.core.db.reader()).await.expect("a count");
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            let mut stranger = app.stranger(role).await;
            for path in [format!("/cases/{case}"), format!("/cases/{case}/letter"), format!("/cases/new?worker={id}"), format!("/cases/new?placement={job}")] {
                assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?} {path}");
            }
            for step in ["take", "note", "refer", "came-back", "solve", "close", "reopen", "offer", "accept", "give-back"] {
                let form = [("version", "1"), ("note", "x"), ("result", "x"), ("referred_to", "arbitration"), ("to", id.as_str())];
                assert_eq!(stranger.post(&format!("/cases/{case}/{step}"), &form).await.status, StatusCode::NOT_FOUND, "{role:?} {step}");
            }
            assert_eq!(stranger.post("/cases/new", &[("worker", &id), ("kind", "wages"), ("what", "x")]).await.status, StatusCode::NOT_FOUND);
            assert!(!stranger.get("/cases").await.text.contains("马秀英"), "{role:?}");
        }
        assert_eq!(audits.count(app.app.core.db.reader()).await.expect("a count"), before);
    }

    async fn the_list_asks_the_database_as_often_for_many_as_for_few(app) {
        let mut station = app.person(Role::Station).await;
        let (worker, placement) = app.at_work(1, "马秀英", 40).await;
        app.case(worker, Some(placement)).await;
        app.statements();
        station.get("/cases").await.ok();
        let few = app.statements();
        for seed in 10..16 {
            let worker = app.worker(seed, "王桂花", VILLAGE).await;
            app.case(worker, None).await;
        }
        app.statements();
        assert_eq!(html::texts(&station.get("/cases").await.ok().text, "tbody tr").len(), 7);
        assert_eq!(app.statements(), few);
    }

    async fn random_walks_move_a_case_only_along_its_table(app) {
        let mut dice: u64 = 97;
        let mut roll = move |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        for seed in 0..5 {
            let worker = app.worker(seed, "马秀英", VILLAGE).await;
            let case = app.case(worker, None).await;
            for _ in 0..12 {
                let before = app.case_row(case).await;
                let moves = app.steps_of(case).await;
                let step = app.case_step(case).await;
                let mut unit = app.unit().await;
                let (to, result) = match roll(6) {
                    0 => (CaseState::InHand, cases::take(&mut unit, step).await),
                    1 => (CaseState::Referred, cases::refer(&mut unit, step, CaseReferral::LegalAid, "").await),
                    2 => (CaseState::Solved, cases::solve(&mut unit, step, "好了").await),
                    3 => (CaseState::Closed, cases::close(&mut unit, step, "没办法").await),
                    4 => (CaseState::Open, cases::reopen(&mut unit, step, "又来了").await),
                    _ => (CaseState::InHand, cases::came_back(&mut unit, step, "退回").await),
                };
                let legal = state::allows(before.state, to);
                match result {
                    Ok(()) => {
                        assert!(legal, "{:?} → {to:?}", before.state);
                        unit.commit().await.expect("committed");
                        assert_eq!((app.case_row(case).await.state, app.steps_of(case).await), (to, moves + 1));
                    }
                    Err(DomainError::Conflict(_)) => {
                        // Only an office gives back.
                        assert!(!legal || to == CaseState::InHand, "{:?} → {to:?}", before.state);
                        drop(unit);
                        assert_eq!(app.case_row(case).await, before);
                    }
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }
}
