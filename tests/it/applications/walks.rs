//! The table of steps, walked at random and raced for.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{ApplicationReason, ApplicationState, InterviewWay, Role, Subject, VacancyState};
use entity::{application, audit_event, worker_phone};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::applications::state;
use labour_bridge::domain::applications::{self, By, Interview, Reference};
use labour_bridge::domain::error::{DomainError, Result};
use labour_bridge::domain::placements;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::applications::recommendation;
use crate::support::people::HOME;
use crate::support::workers::VILLAGE;
use crate::support::{TestApp, on_both};

/// What a walk tries.
#[derive(Clone, Copy, Debug)]
enum Try {
    Send,
    Invite,
    Hire,
    Arrive,
    Reject,
    Withdraw,
    WithdrawOwn,
    Lapse,
}

const TRIES: [Try; 8] = [
    Try::Send,
    Try::Invite,
    Try::Hire,
    Try::Arrive,
    Try::Reject,
    Try::Withdraw,
    Try::WithdrawOwn,
    Try::Lapse,
];

impl Try {
    fn to(self) -> ApplicationState {
        match self {
            Try::Send => ApplicationState::Recommended,
            Try::Invite => ApplicationState::Interview,
            Try::Hire => ApplicationState::Hired,
            Try::Arrive => ApplicationState::Arrived,
            Try::Reject => ApplicationState::Rejected,
            Try::Withdraw | Try::WithdrawOwn => ApplicationState::Withdrawn,
            Try::Lapse => ApplicationState::Lapsed,
        }
    }
}

/// A small generator, so that a failing walk can be walked again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

async fn take(app: &TestApp, id: Uuid, what: Try, actor: &Actor) -> Result<()> {
    let before = app.application(id).await;
    let step = applications::Step {
        id,
        version: before.version,
    };
    let mut unit = app.unit_as(actor).await;
    match what {
        Try::Send => applications::send(&mut unit, step, None).await?,
        Try::Invite => {
            let interview = Interview {
                at: app.now() + Duration::days(1),
                way: InterviewWay::Phone,
                place: String::new(),
            };
            applications::invite(&mut unit, step, interview).await?;
        }
        Try::Hire => applications::hire(&mut unit, step).await?,
        Try::Arrive => applications::arrive(&mut unit, step, app.arrival()).await.map(drop)?,
        Try::Reject => applications::reject(&mut unit, step, ApplicationReason::Skill, "").await?,
        Try::Withdraw => applications::withdraw(&mut unit, step, ApplicationReason::Family, "").await?,
        Try::WithdrawOwn => {
            let reference = Reference::parse(&before.reference).expect("a reference");
            let phone = worker_phone::Entity::find().filter(worker_phone::Column::WorkerId.eq(before.worker_id));
            let phone = phone.one(unit.tx()).await?.expect("a phone");
            applications::withdraw_own(&mut unit, &reference, &phone.last4, ApplicationReason::GaveUp).await?;
        }
        Try::Lapse => {
            drop(unit);
            app.pass(Duration::days(30));
            applications::lapse_silent(&app.app.core, app.now(), 21).await?;
            let moved = app.application(id).await.version > before.version;
            return if moved {
                Ok(())
            } else {
                Err(DomainError::Conflict("it was not silent"))
            };
        }
    }
    unit.commit().await
}

/// One walk: whatever is tried, the row moves exactly when the table says so, and each step is written down once.
async fn walk(app: &TestApp, id: Uuid, actors: &[(By, Actor)], dice: &mut Dice) {
    let mut steps = app.steps_of(id).await;
    let mut from = app.application(id).await.state;
    for _ in 0..14 {
        let what = TRIES[dice.roll(TRIES.len())];
        let (by, actor) = &actors[dice.roll(actors.len())];
        let by = match what {
            Try::WithdrawOwn => By::Person,
            Try::Lapse => By::System,
            _ => *by,
        };
        let result = take(app, id, what, actor).await;
        let after = app.application(id).await.state;
        let forbidden = matches!(what, Try::Send | Try::Withdraw) && by == By::Employer;
        let rearranged = matches!((what, from), (Try::Invite, ApplicationState::Interview));
        if state::allows(from, what.to(), by) && !forbidden {
            match result {
                Ok(()) => {
                    assert_eq!(after, what.to(), "{from:?} {what:?} {by:?}");
                    steps += 1;
                    from = after;
                }
                Err(error) => panic!("{from:?} {what:?} {by:?}: {error}"),
            }
        } else if rearranged && !forbidden {
            result.expect("another time");
            assert_eq!(after, from);
        } else {
            let refused = matches!(
                result,
                Err(DomainError::Conflict(_) | DomainError::Forbidden | DomainError::NotFound)
            );
            assert!(refused, "{from:?} {what:?} {by:?}: {result:?}");
            assert_eq!(after, from, "{what:?} {by:?}");
        }
        assert_eq!(app.steps_of(id).await, steps);
        let audits = audit_event::Entity::find()
            .filter(audit_event::Column::SubjectId.eq(id))
            .filter(audit_event::Column::Subject.eq(Subject::Application))
            .filter(audit_event::Column::Action.eq("move-application"));
        assert_eq!(audits.count(app.app.core.db.reader()).await.expect("a count"), steps);
    }
}

on_both! {
    async fn walks_at_random_move_only_along_the_table(app) {
        app.account("station", Role::Station, Some(HOME), None).await;
        let mut dice = Dice(20_261_123);
        for seed in 0..12 {
            // A firm for each walk: time passes, and a firm's check ends after months.
            let firm = app.firm("天津春晓里养老院", 5).await;
            let login = format!("firm-{seed}");
            app.account(&login, Role::Employer, None, Some(firm.id)).await;
            let actors = [(By::Staff, app.actor("station").await), (By::Employer, app.actor(&login).await)];
            let id = app.applicant(seed, "马秀英", firm.post).await;
            walk(&app, id, &actors, &mut dice).await;
        }
    }

    async fn two_hundred_hires_for_the_last_place_hire_one(app) {
        let firm = app.firm("天津春晓里养老院", 1).await;
        let client = app.employer_user("firm-hr", firm.id).await;
        let mut ids = Vec::new();
        for seed in 0..200 {
            ids.push(app.applicant(seed, "马秀英", firm.post).await);
        }
        let mut tasks = JoinSet::new();
        for id in ids.clone() {
            let mut client = client.clone();
            tasks.spawn(async move { client.post(&format!("/applications/{id}/hire"), &[("version", "1")]).await.status });
        }
        let mut answers: BTreeMap<StatusCode, usize> = BTreeMap::new();
        while let Some(status) = tasks.join_next().await {
            *answers.entry(status.expect("a task")).or_default() += 1;
        }
        assert_eq!(answers, BTreeMap::from([(StatusCode::SEE_OTHER, 1), (StatusCode::CONFLICT, 199)]));
        let post = app.post(firm.post).await;
        assert_eq!((post.filled, post.state), (1, VacancyState::Full));
        let hired = application::Entity::find().filter(application::Column::State.eq(ApplicationState::Hired));
        assert_eq!(hired.count(app.app.core.db.reader()).await.expect("a count"), 1);
    }

    async fn a_person_raced_for_by_two_firms_is_hired_once_and_the_other_ends(app) {
        let one = app.firm("天津春晓里养老院", 2).await;
        let two = app.firm("天津河畔物业", 2).await;
        for seed in 0..10 {
            let worker = app.worker(seed, "马秀英", VILLAGE).await;
            let ids = [app.recommended(worker, one.post).await, app.recommended(worker, two.post).await];
            let mut tasks = JoinSet::new();
            for id in ids {
                let (core, now, step) = (app.app.core.clone(), app.now(), app.step(id).await);
                tasks.spawn(async move {
                    let mut unit = core.begin_as_system(now).await?;
                    applications::hire(&mut unit, step).await?;
                    unit.commit().await
                });
            }
            let mut won = 0;
            while let Some(result) = tasks.join_next().await {
                match result.expect("a task") {
                    Ok(()) => won += 1,
                    Err(DomainError::Conflict(_)) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            assert_eq!(won, 1);
            let mut states = [app.application(ids[0]).await.state, app.application(ids[1]).await.state];
            states.sort();
            assert_eq!(states, [ApplicationState::Hired, ApplicationState::Closed]);
            // Free the place for the next round.
            for id in ids {
                if app.application(id).await.state == ApplicationState::Hired {
                    let step = app.step(id).await;
                    let mut unit = app.unit().await;
                    applications::withdraw(&mut unit, step, ApplicationReason::Family, "").await.expect("withdrawn");
                    unit.commit().await.expect("committed");
                }
            }
        }
        assert_eq!((app.post(one.post).await.filled, app.post(two.post).await.filled), (0, 0));
    }

    async fn one_person_goes_to_several_posts_in_one_pass_and_each_pair_gets_its_answer(app) {
        let one = app.firm("天津春晓里养老院", 1).await;
        let two = app.firm("天津河畔物业", 1).await;
        let full = app.firm("天津海光寺餐饮", 1).await;
        let taken = app.applicant(90, "赵桂兰", full.post).await;
        app.hired(taken).await;
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let mut without = recommendation(worker, two.post);
        without.consent = None;
        let mut unit = app.unit().await;
        let inputs = vec![recommendation(worker, one.post), without, recommendation(worker, full.post)];
        let outcomes = applications::recommend(&mut unit, inputs).await.expect("an answer");
        unit.commit().await.expect("committed");
        assert!(outcomes[0].result.is_ok());
        assert_eq!(outcomes[1].result, Err("applications-refused-no-consent"));
        assert_eq!(outcomes[2].result, Err("applications-refused-full"));
        let mut unit = app.unit().await;
        let again = applications::recommend(&mut unit, vec![recommendation(worker, one.post)]).await.expect("an answer");
        assert_eq!(again[0].result, Err("applications-refused-already"));
    }

    async fn silence_ends_an_application_and_an_arranged_interview_is_not_silence(app) {
        let firm = app.firm("天津春晓里养老院", 5).await;
        let silent = app.applicant(1, "马秀英", firm.post).await;
        let invited = app.applicant(2, "赵桂兰", firm.post).await;
        let step = app.step(invited).await;
        let mut unit = app.unit().await;
        let at = app.now() + Duration::days(20);
        applications::invite(&mut unit, step, Interview { at, way: InterviewWay::Phone, place: String::new() }).await.expect("invited");
        unit.commit().await.expect("committed");
        app.pass(Duration::days(20));
        assert_eq!(applications::lapse_silent(&app.app.core, app.now(), 21).await.expect("a run"), 0);
        app.pass(Duration::days(1));
        assert_eq!(applications::lapse_silent(&app.app.core, app.now(), 21).await.expect("a run"), 1);
        let row = app.application(silent).await;
        assert_eq!((row.state, row.reason), (ApplicationState::Lapsed, Some(ApplicationReason::NoAnswer)));
        assert_eq!(app.application(invited).await.state, ApplicationState::Interview);
    }

    async fn a_person_cannot_arrive_while_another_full_time_placement_runs(app) {
        let one = app.firm("天津春晓里养老院", 1).await;
        let two = app.firm("天津河畔物业", 1).await;
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        let first = app.recommended(worker, one.post).await;
        app.hired(first).await;
        app.arrived(first).await;
        let second = app.recommended(worker, two.post).await;
        app.hired(second).await;
        let step = app.step(second).await;
        let mut unit = app.unit().await;
        let refused = applications::arrive(&mut unit, step, app.arrival()).await;
        assert!(matches!(refused, Err(DomainError::Conflict("placements-conflict-open"))));
        drop(unit);
        assert_eq!(app.application(second).await.state, ApplicationState::Hired);
        assert!(placements::open_of(app.app.core.db.reader(), worker).await.expect("an answer").is_some());
    }
}
