//! The walk from registered to verified, and what ends it.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{Code as _, EmployerState, PaperKind, PaperVerdict, Role, Subject};
use entity::{audit_event, employer_paper, outbox_event, state_move};
use image::ImageFormat;
use labour_bridge::domain::employers;
use labour_bridge::domain::error::DomainError;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::support::employers::{PDF, input, picture, vacancy_row};
use crate::support::{TestApp, on_both};

async fn states_of(app: &TestApp, id: Uuid) -> Vec<String> {
    let moves = state_move::Entity::find()
        .filter(state_move::Column::SubjectId.eq(id))
        .order_by_asc(state_move::Column::Id)
        .all(app.app.core.db.reader())
        .await
        .unwrap();
    moves.into_iter().map(|step| step.to_state).collect()
}

async fn papers_of(app: &TestApp, id: Uuid) -> Vec<employer_paper::Model> {
    employer_paper::Entity::find()
        .filter(employer_paper::Column::EmployerId.eq(id))
        .all(app.app.core.db.reader())
        .await
        .unwrap()
}

on_both! {
    async fn from_registered_to_verified_and_due_after_six_months(app) {
        let id = app.employer("河西区为老服务中心").await;
        let mut own = app.employer_user("yong.gong", id).await;
        let mut station = app.person(Role::Station).await;
        let jpeg = picture(ImageFormat::Jpeg);
        for kind in PaperKind::ALL {
            let key = Uuid::new_v4().to_string();
            let fields = [("form_key", key.as_str()), ("kind", kind.key())];
            let sent: &[u8] = if *kind == PaperKind::Brief { PDF } else { &jpeg };
            own.upload(&format!("/employers/{id}/papers"), &fields, &[("file", "a.jpg", "image/jpeg", sent)]).await.done();
        }
        assert_eq!(app.employer_row(id).await.state, EmployerState::Checking);
        station.get(&format!("/employers/{id}/verify")).await.ok().shows("还不能核实").hides("name=\"method\"");
        let version = app.employer_row(id).await.version.to_string();
        let early = station.post(&format!("/employers/{id}/verify"), &[("version", &version), ("method", "打电话")]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);

        for paper in papers_of(&app, id).await {
            let path = format!("/employers/{id}/papers/{}", paper.id);
            let shown = station.get(&path).await.ok();
            let as_picture = shown.text.contains(&format!("<img src=\"/files/{}\"", paper.file_id));
            assert_eq!(as_picture, paper.kind != PaperKind::Brief);
            let without = station.post(&path, &[("verdict", "refused"), ("note", "")]).await;
            assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
            without.shows("请写清哪里不行");
            assert_eq!(station.post(&path, &[("note", "x")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            station.post(&path, &[("verdict", "accepted"), ("note", "")]).await.done();
        }
        let none = station.post(&format!("/employers/{id}/verify"), &[("version", &version), ("method", " ")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        station.post(&format!("/employers/{id}/verify"), &[("version", &version), ("method", "打了登记的电话")]).await.done();

        let row = app.employer_row(id).await;
        assert_eq!((row.state, row.verified_at), (EmployerState::Verified, Some(app.now())));
        assert_eq!(row.verified_until.unwrap().to_string(), "2027-05-23");
        station.get(&format!("/employers/{id}")).await.ok()
            .shows("station-home (station)").shows("2026-11-23 10:00").shows("打了登记的电话").shows("2027-05-23");
        own.get(&format!("/employers/{id}")).await.ok().shows("已经核实，可以招人").hides("station-home (station)");
        let examined = audit_event::Entity::find().filter(audit_event::Column::Action.eq("examine-paper"));
        assert_eq!(examined.count(app.app.core.db.reader()).await.unwrap(), 4);

        let last_day = row.verified_until.unwrap();
        app.pass(Duration::days((last_day - labour_bridge::domain::clock::day_of(app.now())).num_days()));
        assert_eq!(employers::expire_verifications(&app.app.core, app.now()).await.unwrap(), 0);
        app.pass(Duration::days(1));
        assert!(employers::is_fit_to_publish(&row, labour_bridge::domain::clock::day_of(app.now())).is_err());
        assert_eq!(employers::expire_verifications(&app.app.core, app.now()).await.unwrap(), 1);
        assert_eq!(employers::expire_verifications(&app.app.core, app.now()).await.unwrap(), 0);
        assert_eq!(app.employer_row(id).await.state, EmployerState::Due);

        let mut station = app.sign_in("station-home").await;
        let version = app.employer_row(id).await.version.to_string();
        station.post(&format!("/employers/{id}/verify"), &[("version", &version), ("method", "又去看过")]).await.done();
        assert_eq!(states_of(&app, id).await, ["registered", "checking", "verified", "due", "verified"]);
    }

    async fn nobody_verifies_their_own_firm(app) {
        let id = app.employer("桃源里食堂").await;
        app.accepted_papers(id).await;
        let paper = app.paper(id, PaperKind::Licence).await;
        let mut own = app.employer_user("yong.gong", id).await;
        let version = app.employer_row(id).await.version.to_string();
        for (path, form) in [
            (format!("/employers/{id}/verify"), vec![("version", version.as_str()), ("method", "自己说的")]),
            (format!("/employers/{id}/papers/{paper}"), vec![("verdict", "accepted")]),
            (format!("/employers/{id}/stop"), vec![("version", version.as_str()), ("to", "lifted"), ("reason", "x")]),
        ] {
            assert_eq!(own.post(&path, &form).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(app.employer_row(id).await.state, EmployerState::Checking);
    }

    async fn what_stands_on_the_licence_cannot_change_under_a_verification(app) {
        let id = app.verified_employer("桃源里食堂").await;
        let row = app.employer_row(id).await;
        let same = |name: &str| employers::EmployerInput { credit_code: row.credit_code.clone().unwrap(), ..input(name) };
        let mut unit = app.unit().await;
        let moved = employers::EmployerInput { contact_phone: "19900008809".into(), ..same("桃源里食堂") };
        employers::update(&mut unit, id, row.version, moved).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(app.employer_row(id).await.state, EmployerState::Verified);

        let mut unit = app.unit().await;
        employers::update(&mut unit, id, row.version + 1, same("桃源里大食堂")).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(app.employer_row(id).await.state, EmployerState::Checking);
        for paper in papers_of(&app, id).await {
            let expected = if paper.kind == PaperKind::Licence { PaperVerdict::Pending } else { PaperVerdict::Accepted };
            assert_eq!(paper.verdict, expected);
        }
    }

    async fn a_paper_that_is_refused_later_ends_the_verification(app) {
        let id = app.verified_employer("桃源里食堂").await;
        app.pass(Duration::minutes(1));
        let newer = app.paper(id, PaperKind::Mandate).await;
        assert_eq!(app.employer_row(id).await.state, EmployerState::Verified);
        let mut station = app.person(Role::Station).await;
        station.post(&format!("/employers/{id}/papers/{newer}"), &[("verdict", "refused"), ("note", "没有盖章")]).await.done();
        assert_eq!(app.employer_row(id).await.state, EmployerState::Checking);
        let mut own = app.employer_user("yong.gong", id).await;
        own.get(&format!("/employers/{id}")).await.ok().shows("没有盖章");
    }

    async fn a_stop_needs_a_reason_reaches_the_index_and_is_lifted_to_a_new_check(app) {
        let id = app.verified_employer("桃源里食堂").await;
        let post = vacancy_row(&app, id).await;
        let mut station = app.person(Role::Station).await;
        let path = format!("/employers/{id}/stop");
        let stop = async |client: &mut crate::support::Client, to: &str, reason: &str| {
            let version = app.employer_row(id).await.version.to_string();
            client.post(&path, &[("version", &version), ("to", to), ("reason", reason)]).await
        };
        let without = stop(&mut station, "suspended", " ").await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stop(&mut station, "verified", "x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stop(&mut station, "lifted", "x").await.status, StatusCode::CONFLICT);
        let announced = || outbox_event::Entity::find()
            .filter(outbox_event::Column::Subject.eq(Subject::Vacancy))
            .filter(outbox_event::Column::SubjectId.eq(post))
            .count(app.app.core.db.reader());
        assert_eq!(announced().await.unwrap(), 0);
        stop(&mut station, "suspended", "拖欠工资").await.done();
        assert_eq!(announced().await.unwrap(), 1);
        let mut own = app.employer_user("yong.gong", id).await;
        own.get(&format!("/employers/{id}")).await.ok().shows("拖欠工资");
        stop(&mut station, "blacklisted", "扣身份证").await.done();
        stop(&mut station, "lifted", "已经退还").await.done();
        assert_eq!(announced().await.unwrap(), 3);
        assert_eq!(states_of(&app, id).await, ["registered", "checking", "verified", "suspended", "blacklisted", "checking"]);
    }

    async fn of_two_who_decide_at_once_one_is_told(app) {
        let id = app.verified_employer("桃源里食堂").await;
        let version = app.employer_row(id).await.version;
        let decide = async |reason: &str| {
            let mut unit = app.unit().await;
            employers::suspend(&mut unit, id, version, reason).await?;
            unit.commit().await
        };
        let (one, two) = tokio::join!(decide("甲"), decide("乙"));
        let won = [&one, &two].iter().filter(|result| result.is_ok()).count();
        let told = [&one, &two].iter().filter(|result| matches!(result, Err(DomainError::Conflict(_)))).count();
        assert_eq!((won, told), (1, 1));
    }

    async fn an_employer_of_another_office_is_found_again_and_a_stopped_one_never_comes_back_clean(app) {
        let unit = app.unit().await;
        let first = employers::find_or_take_over(&unit, "津南 (八里台) 电子厂", "津南站").await.unwrap();
        let again = employers::find_or_take_over(&unit, " 津南（八里台）电子厂", "津南站").await.unwrap();
        assert_eq!(first.id, again.id);
        assert_eq!((first.state, first.credit_code, first.source.as_str()), (EmployerState::Registered, None, "津南站"));
        let elsewhere = employers::find_or_take_over(&unit, "津南（八里台）电子厂", "武清站").await.unwrap();
        assert_ne!(elsewhere.id, first.id);
        unit.commit().await.unwrap();

        let own = app.employer("桃源里食堂").await;
        let mut unit = app.unit().await;
        assert_eq!(employers::find_or_take_over(&unit, "桃源里食堂", "津南站").await.unwrap().id, own);
        employers::blacklist(&mut unit, first.id, 1, "扣身份证").await.unwrap();
        let back = employers::find_or_take_over(&unit, "津南（八里台）电子厂", "蓟州站").await.unwrap();
        assert_eq!((back.id, back.state), (first.id, EmployerState::Blacklisted));
        unit.commit().await.unwrap();
    }
}
