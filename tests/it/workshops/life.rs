//! From the application to the plate, and back.

use chrono::Duration;
use entity::codes::{PlacementKind, WorkshopPaperKind, WorkshopState};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::placements;
use labour_bridge::domain::workshops::state::Step;
use labour_bridge::domain::workshops::{self, StepInput, Warning};

use crate::support::workshops::input;
use crate::support::{TestApp, on_both};

/// Keys of the problems of a step.
async fn refused(app: &TestApp, id: uuid::Uuid, step: Step, input: StepInput) -> Vec<&'static str> {
    let version = app.workshop(id).await.version;
    let mut unit = app.unit().await;
    match workshops::step(&mut unit, id, version, step, input).await {
        Err(DomainError::Invalid(problems)) => problems.iter().map(|problem| problem.key).collect(),
        Err(DomainError::Conflict(key)) => vec![key],
        other => panic!("{step:?} gave {other:?}"),
    }
}

on_both! {
    async fn papers_notice_and_rule_stand_before_the_plate(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.applied_workshop(firm).await;
        let reason = || StepInput { reason: "不够条件".into(), ..StepInput::default() };
        assert_eq!(refused(&app, id, Step::Check, StepInput::default()).await, ["workshops-lacks-check"]);
        assert_eq!(refused(&app, id, Step::Start, StepInput::default()).await, ["workshops-conflict-state"]);
        assert_eq!(refused(&app, id, Step::Refuse, StepInput::default()).await, ["workshops-problem-reason"]);
        app.workshop_paper(id, WorkshopPaperKind::SiteCheck).await;
        app.workshop_step(id, Step::Check).await.expect("checked");
        assert_eq!(refused(&app, id, Step::Announce, StepInput::default()).await, ["workshops-lacks-notice"]);
        app.workshop_paper(id, WorkshopPaperKind::Notice).await;
        app.workshop_step(id, Step::Announce).await.expect("announced");
        let decision = |on| StepInput { number: "3号".into(), level: "县级".into(), on: Some(on), ..StepInput::default() };
        assert_eq!(
            refused(&app, id, Step::Recognise, decision(app.today())).await,
            ["workshops-problem-notice-runs", "workshops-problem-not-met"]
        );
        app.pass(Duration::days(8));
        assert_eq!(refused(&app, id, Step::Recognise, decision(app.today())).await, ["workshops-problem-not-met"]);
        // One woman of a lifted household, alone, is more than a fifth.
        let worker = app.villager(61, "张会琴", true).await;
        let placement = app.taken_in(id, worker, 3).await;
        app.workshop_step(id, Step::Recognise).await.expect("recognised");
        let row = app.workshop(id).await;
        assert_eq!((row.state, row.recognised_on), (WorkshopState::Recognised, Some(app.today())));
        assert_eq!(row.judgement.expect("kept")["counting"], 1);
        let job = placements::by_id(app.app.core.db.reader(), &Actor::System, placement).await.expect("a job");
        assert_eq!((job.kind, job.workshop_id, job.contract_months), (PlacementKind::Workshop, Some(id), Some(12)));
        for (step, state) in [(Step::Start, WorkshopState::Running), (Step::Stop, WorkshopState::Stopped), (Step::Resume, WorkshopState::Running)] {
            app.workshop_step(id, step).await.expect("a step");
            assert_eq!(app.workshop(id).await.state, state);
        }
        assert_eq!(refused(&app, id, Step::Rectify, reason()).await, ["workshops-lacks-order"]);
        app.workshop_paper(id, WorkshopPaperKind::Rectification).await;
        for step in [Step::Rectify, Step::Withdraw] {
            app.workshop_step(id, step).await.expect("a step");
        }
        let mut unit = app.unit().await;
        let late = workshops::change(&mut unit, id, 99, &input(firm, app.today())).await;
        assert!(matches!(late, Err(DomainError::Conflict("workshops-conflict-over"))));
    }

    async fn the_county_may_recognise_against_the_rule_with_a_reason(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.applied_workshop(firm).await;
        app.workshop_paper(id, WorkshopPaperKind::SiteCheck).await;
        app.workshop_paper(id, WorkshopPaperKind::Notice).await;
        for step in [Step::Check, Step::Announce] {
            app.workshop_step(id, step).await.expect("a step");
        }
        app.pass(Duration::days(8));
        let version = app.workshop(id).await.version;
        let mut unit = app.unit().await;
        let decision = StepInput {
            number: "3号".into(),
            level: "县级".into(),
            on: Some(app.today()),
            override_reason: "设备刚到，下月招人".into(),
            ..StepInput::default()
        };
        workshops::step(&mut unit, id, version, Step::Recognise, decision).await.expect("recognised");
        unit.commit().await.expect("committed");
        let kept = app.workshop(id).await.judgement.expect("kept");
        assert_eq!((&kept["met"], &kept["override_reason"]), (&false.into(), &"设备刚到，下月招人".into()));
    }

    async fn a_county_rule_goes_before_that_of_the_province_and_warnings_follow_it(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.running_workshop(firm).await;
        let db = app.app.core.db.reader();
        let below = || async { workshops::warned(db, &Actor::System, Warning::Below, app.today()).await.expect("an answer") };
        assert!(below().await.is_empty());
        // Five others: one of six is less than a fifth.
        for seed in 70..75 {
            let worker = app.villager(seed, "李桂花", false).await;
            app.taken_in(id, worker, 1).await;
        }
        assert_eq!(below().await, [id]);
        let rule = app.recognition_rule().await;
        let mut unit = app.unit().await;
        workshops::end_rule(&mut unit, rule, 1, app.today()).await.expect("ended");
        unit.commit().await.expect("committed");
        app.pass(Duration::days(1));
        let found = workshops::rule_on(db, "620802103", app.today()).await.expect("an answer").expect("a rule");
        assert_eq!(found.jurisdiction_code, "620000", "the county's ended; the province's holds again");
        let mut unit = app.unit().await;
        let again = workshops::end_rule(&mut unit, rule, 2, app.today()).await;
        assert!(matches!(again, Err(DomainError::Conflict(_))));
    }

    async fn people_who_work_there_already_are_put_on_the_list(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.applied_workshop(firm).await;
        let worker = app.villager(61, "张会琴", true).await;
        let workshop = app.workshop(id).await;
        let job = app.taken_in(id, worker, 5).await;
        let db = app.app.core.db.reader();
        assert!(workshops::adoptable(db, &Actor::System, &workshop).await.expect("an answer").is_empty());
        let mut unit = app.unit().await;
        let twice = workshops::adopt(&mut unit, id, &[job], Some(12)).await;
        assert!(matches!(twice, Err(DomainError::Conflict("workshops-conflict-person"))));
    }
}
