//! What a call does to a placement, and what days do.

use chrono::{Duration, NaiveDate};
use entity::codes::{
    EndReason, EvidenceKind, FollowUpChannel, FollowUpState, HelpState, PayKept, PhoneState, PlacementState, Role,
};
use entity::{audit_event, follow_up, retention_mark, worker_phone};
use labour_bridge::domain::follow_ups::{self, Difference};
use labour_bridge::domain::placements::{self, Proof, calls::PLAN};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::{TestApp, on_both};

async fn well(app: &TestApp, placement: Uuid) -> follow_ups::Recorded {
    let mut unit = app.unit().await;
    let done = follow_ups::all_well(&mut unit, placement).await.expect("recorded");
    unit.commit().await.expect("committed");
    done
}

async fn failed(app: &TestApp, placement: Uuid) -> follow_ups::NoAnswer {
    let mut unit = app.unit().await;
    let done = follow_ups::no_answer(&mut unit, placement, PhoneState::NoAnswer)
        .await
        .expect("recorded");
    unit.commit().await.expect("committed");
    done
}

async fn leave(app: &TestApp, placement: Uuid, on: NaiveDate) {
    let version = app.placement(placement).await.version;
    let mut unit = app.unit().await;
    placements::leave(&mut unit, placement, version, on, EndReason::Family)
        .await
        .expect("left");
    unit.commit().await.expect("committed");
}

fn open_days(calls: &[follow_up::Model]) -> Vec<i32> {
    let open = calls.iter().filter(|call| call.state == FollowUpState::Open);
    open.filter_map(|call| call.day).collect()
}

on_both! {
    async fn an_arrival_plans_five_calls_and_its_end_cancels_those_to_come(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let placement = app.arrived_at(1, "马秀英", firm.post).await;
        let calls = app.calls(placement).await;
        assert_eq!(open_days(&calls), PLAN);
        assert!(calls.iter().all(|call| (call.due_on - app.today()).num_days() == i64::from(call.day.unwrap_or(0))));
        app.pass(Duration::days(3));
        well(&app, placement).await;
        leave(&app, placement, app.today()).await;
        let calls = app.calls(placement).await;
        let states: Vec<FollowUpState> = calls.iter().map(|call| call.state).collect();
        assert_eq!(states[0], FollowUpState::Done);
        assert!(states[1..].iter().all(|state| *state == FollowUpState::Cancelled));
        let mut unit = app.unit().await;
        assert!(follow_ups::all_well(&mut unit, placement).await.is_err(), "whoever left is called no more");
    }

    async fn one_call_answers_everything_that_is_due_and_verifies_who_was_not_verified(app) {
        let (worker, placement) = app.at_work(1, "马秀英", 8).await;
        // Day 3 and 7 were missed: only day 7 is called, at once.
        assert_eq!(open_days(&app.calls(placement).await), [7, 30, 90, 180]);
        well(&app, placement).await;
        let calls = app.calls(placement).await;
        let done: Vec<&follow_up::Model> = calls.iter().filter(|call| call.state == FollowUpState::Done).collect();
        assert_eq!((done.len(), done[0].day, done[0].paid), (1, Some(7), Some(PayKept::NotYet)));
        assert_eq!(app.placement(placement).await.state, PlacementState::OnPost);
        let phone = worker_phone::Entity::find().filter(worker_phone::Column::WorkerId.eq(worker)).one(app.app.core.db.reader()).await.expect("an answer").expect("a phone");
        assert_eq!(phone.state, PhoneState::Reachable);
        let audited = audit_event::Entity::find().filter(audit_event::Column::Action.eq("record-follow-up")).count(app.app.core.db.reader()).await;
        assert_eq!(audited.expect("a count"), 1);
        assert_eq!(app.steps_of(done[0].id).await, 1);
        app.pass(Duration::days(90));
        // Days 30 and 90 are due together, and are one call.
        well(&app, placement).await;
        assert_eq!(open_days(&app.calls(placement).await), [180]);
    }

    async fn a_corrected_first_day_moves_the_calls_that_nobody_has_made(app) {
        let (_, placement) = app.at_work(1, "马秀英", 4).await;
        well(&app, placement).await;
        let version = app.placement(placement).await.version;
        let mut unit = app.unit().await;
        let first_day = app.days_ago(2);
        placements::shift_first_day(&mut unit, placement, version, first_day).await.expect("shifted");
        unit.commit().await.expect("committed");
        for call in app.calls(placement).await {
            let day = i64::from(call.day.expect("a day of the plan"));
            let from = if call.state == FollowUpState::Done { app.days_ago(4) } else { first_day };
            assert_eq!(call.due_on, from + Duration::days(day), "day {day}");
        }
        let mut unit = app.unit().await;
        let version = app.placement(placement).await.version;
        assert!(placements::shift_first_day(&mut unit, placement, version, app.today() + Duration::days(1)).await.is_err());
    }

    async fn two_failed_calls_and_a_silent_firm_lose_a_person_whom_the_firm_finds_again(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let placement = app.arrived_at(1, "马秀英", firm.post).await;
        let proof = Proof { kind: EvidenceKind::StationChecked, on: app.today(), note: String::new(), file: None };
        let mut unit = app.unit().await;
        placements::verify(&mut unit, placement, 1, &proof).await.expect("verified");
        unit.commit().await.expect("committed");
        app.pass(Duration::days(3));
        assert!(!failed(&app, placement).await.lost);
        assert_eq!(app.calls(placement).await[0].next_on, app.today() + Duration::days(1), "tomorrow again");
        app.pass(Duration::days(1));
        assert!(!failed(&app, placement).await.lost, "the firm has three days");
        let lose = async || follow_ups::lose_silent(&app.app.core, app.now()).await.expect("looked");
        assert_eq!(lose().await, 0);
        app.pass(Duration::days(3));
        assert_eq!(lose().await, 1);
        assert_eq!(app.placement(placement).await.state, PlacementState::Lost);
        assert_eq!(lose().await, 0);
        let mut hr = app.employer_user("firm-hr", firm.id).await;
        hr.get("/still-here").await.ok().shows("马秀英").shows("失联");
        let id = placement.to_string();
        hr.post("/still-here", &[("id", &id), ("back", "/still-here")]).await.done();
        assert_eq!(app.placement(placement).await.state, PlacementState::OnPost);
        let said = app.calls(placement).await.into_iter().filter(|call| call.channel == Some(FollowUpChannel::Employer)).count();
        assert_eq!(said, 1);
        // Said twice on one day is said once; the call to the person stays due.
        hr.post("/still-here", &[("id", &id)]).await.done();
        assert_eq!(app.calls(placement).await.len(), PLAN.len() + 1);
        assert!(open_days(&app.calls(placement).await).contains(&3));
    }

    async fn a_firm_that_is_not_in_the_records_cannot_speak(app) {
        let (_, placement) = app.at_work(1, "马秀英", 8).await;
        assert!(!failed(&app, placement).await.lost);
        app.pass(Duration::days(1));
        assert!(failed(&app, placement).await.lost);
        assert_eq!(app.placement(placement).await.state, PlacementState::Lost);
        app.pass(Duration::days(7));
        well(&app, placement).await;
        assert_eq!(app.placement(placement).await.state, PlacementState::OnPost);
    }

    async fn a_stay_is_proven_once_and_withdrawn_when_its_ground_goes(app) {
        let (_, placement) = app.at_work(1, "马秀英", 25).await;
        well(&app, placement).await;
        assert_eq!(app.stays(placement).await, [0i32; 0], "the thirtieth day is to come");
        let mark = async || follow_ups::retention::mark_due(&app.app.core, app.now()).await.expect("looked");
        assert_eq!(mark().await, 0);
        app.pass(Duration::days(5));
        assert_eq!(mark().await, 1);
        assert_eq!(app.stays(placement).await, [30]);
        app.pass(Duration::days(60));
        assert_eq!(mark().await, 0, "nobody has asked since");
        assert_eq!(app.stays(placement).await, [30]);
        well(&app, placement).await;
        assert_eq!(app.stays(placement).await, [30, 90]);
        // It turns out that the person left on day 40.
        leave(&app, placement, app.placement(placement).await.started_on + Duration::days(40)).await;
        assert_eq!(app.stays(placement).await, [30]);
        let all = retention_mark::Entity::find().filter(retention_mark::Column::PlacementId.eq(placement)).all(app.app.core.db.reader()).await.expect("marks");
        assert_eq!(all.len(), 2, "the withdrawn one can still be seen");
    }

    async fn leaving_begins_help_and_work_ends_it(app) {
        let (worker, placement) = app.at_work(1, "马秀英", 8).await;
        leave(&app, placement, app.today()).await;
        let helps = app.helps(worker).await;
        assert_eq!((helps.len(), helps[0].state), (1, HelpState::Open));
        assert_eq!(helps[0].due_on, app.today() + Duration::days(30));
        let next = app.opens(worker, "平凉某厂", 0).await;
        let helps = app.helps(worker).await;
        assert_eq!((helps[0].state, helps[0].next_placement_id), (HelpState::AtWork, Some(next)));
    }

    async fn older_placements_get_their_calls_by_the_same_rule(app) {
        let (_, placement) = app.at_work(1, "马秀英", 400).await;
        follow_up::Entity::delete_many().exec(app.app.core.db.reader()).await.expect("as before there were calls");
        assert_eq!(follow_ups::plan_missing(&app.app.core, app.now()).await.expect("planned"), 1);
        let calls = app.calls(placement).await;
        assert_eq!((calls.len(), calls[0].day, calls[0].next_on), (1, Some(180), app.today()));
        assert_eq!(follow_ups::plan_missing(&app.app.core, app.now()).await.expect("planned"), 0);
    }

    async fn what_is_not_as_promised_is_named_and_suggests_a_case(app) {
        let firm = app.firm("天津春晓里养老院", 2).await;
        let placement = app.arrived_at(1, "马秀英", firm.post).await;
        app.pass(Duration::days(35));
        let answers = follow_ups::Answers {
            channel: FollowUpChannel::Visit,
            reached: entity::codes::FollowUpReached::Worker,
            on: app.today(),
            telling: follow_ups::Telling::OnPost,
            facts: follow_ups::Facts { pay_month_yuan: Some(3_900), lodging: Some(false), contract: Some(false), ..Default::default() },
            problems: Vec::new(),
            note: String::new(),
            next_on: None,
        };
        let mut unit = app.unit().await;
        let done = follow_ups::record(&mut unit, placement, &answers).await.expect("recorded");
        unit.commit().await.expect("committed");
        let pay = Difference::PayBelow { promised: Some(4_264), told: Some(3_900) };
        assert_eq!(done.differences, [pay, Difference::NoBed, Difference::NoContract]);
        assert_eq!(done.suggests, Some(entity::codes::CaseKind::Wages));
    }

    async fn a_liaison_records_within_the_own_places_and_verifies_nothing(app) {
        let (_, placement) = app.at_work(1, "马秀英", 8).await;
        let mut liaison = app.person(Role::Liaison).await;
        liaison.post(&format!("/follow-ups/{placement}/well"), &[]).await.done();
        assert_eq!(app.placement(placement).await.state, PlacementState::Unverified);
        assert_eq!(app.calls(placement).await[0].on_post, Some(true));
    }
}
