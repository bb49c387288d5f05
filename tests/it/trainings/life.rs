//! The machine: random walks, what guards each step, results and certificates.

use chrono::Duration;
use entity::codes::{Code as _, SeatState, Subject, TrainingMark, TrainingState};
use entity::{state_move, worker_certificate};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::trainings::state::{self, Guard, Step};
use labour_bridge::domain::trainings::{self, ExamResult, TrainingInput};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::keys;
use crate::support::trainings::{DAYS, class, talk};
use crate::support::workers::VILLAGE;
use crate::support::{TestApp, on_both};

/// A walk over the machine of a class or a talk: a step succeeds only where the table has it, and the timeline is the walk.
async fn walk(app: &TestApp, number: usize, steps: &[Step]) {
    let number = format!("W-{number}");
    let input = if number.len() % 2 == 0 {
        class(app, &number)
    } else {
        talk(app, &number)
    };
    let id = app.planned_training(input).await;
    let mut state = TrainingState::Planned;
    for step in steps {
        match app.training_step(id, *step).await {
            Ok(()) => {
                state =
                    state::target(state, *step).unwrap_or_else(|| panic!("{step:?} from {state:?} was not refused"));
            }
            Err(DomainError::Conflict(_)) => assert_eq!(state::target(state, *step), None, "{step:?} from {state:?}"),
            Err(DomainError::Invalid(_)) => assert!(state::guards(*step).count() > 0, "{step:?}"),
            Err(error) => panic!("{step:?} from {state:?}: {error}"),
        }
        assert_eq!(app.training(id).await.state, state);
        if state == TrainingState::Enrolling && *step == Step::Start {
            app.pass(Duration::days(DAYS));
        }
    }
    let moves = state_move::Entity::find()
        .filter(state_move::Column::Subject.eq(Subject::Training))
        .filter(state_move::Column::SubjectId.eq(id))
        .order_by_asc(state_move::Column::Id)
        .all(app.app.core.db.reader())
        .await
        .expect("the moves");
    for pair in moves.windows(2) {
        assert_eq!(pair[1].from_state.as_deref(), Some(pair[0].to_state.as_str()));
    }
    assert_eq!(moves.last().map(|last| last.to_state.as_str()), Some(state.key()));
}

on_both! {
    async fn no_walk_leaves_the_table(app) {
        let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let step = prop_oneof![1 => prop::sample::select(&Step::ALL[..]), 3 => prop::sample::select(&Step::ALL[..5])];
        let steps = prop::collection::vec(step, 14);
        for number in 7..13 {
            let steps = steps.new_tree(&mut runner).expect("a walk").current();
            walk(&app, number, &steps).await;
        }
    }

    async fn the_plan_is_filed_ten_working_days_before_or_says_why_not(app) {
        let id = app.planned_training(TrainingInput { plan_number: String::new(), plan_filed_on: None, ..class(&app, "A") }).await;
        assert_eq!(keys(&app.training_step(id, Step::File).await.expect_err("refused")), ["trainings-lacks-plan"]);
        let first = app.today() + Duration::days(6);
        let near = TrainingInput { first_day: first, last_day: first + Duration::days(1), ..class(&app, "B") };
        let late = app.planned_training(near.clone()).await;
        assert_eq!(keys(&app.training_step(late, Step::File).await.expect_err("refused")), ["trainings-lacks-filing-reason"]);
        let mut unit = app.unit().await;
        trainings::update(&mut unit, late, 1, TrainingInput { filing_reason: "单位急着用人".into(), ..near }).await.expect("changed");
        unit.commit().await.expect("committed");
        app.training_step(late, Step::File).await.expect("filed");
        // More people than the local rule allows need a reason as well.
        let mut unit = app.unit().await;
        let many = trainings::plan(&mut unit, TrainingInput { seats: 51, ..class(&app, "C") }).await.expect_err("refused");
        assert_eq!(keys(&many), ["trainings-problem-seats-reason"]);
        let twice = trainings::plan(&mut unit, class(&app, "A")).await.expect_err("refused");
        assert_eq!(keys(&twice), ["trainings-problem-number-taken"]);
        assert_eq!(state::guards(Step::File).collect::<Vec<_>>(), [Guard::PlanNumber, Guard::PlanInTime]);
    }

    async fn who_was_not_there_often_enough_has_no_exam_and_certificates_go_to_the_record(app) {
        let id = app.open_training(class(&app, "A")).await;
        assert_eq!(keys(&app.training_step(id, Step::Start).await.expect_err("refused")), ["trainings-lacks-somebody", "trainings-lacks-first-day"]);
        let mut people = Vec::new();
        for (seed, name) in [(1, "马秀英"), (2, "王富贵"), (3, "赵桂兰")] {
            people.push(app.worker(seed, name, VILLAGE).await);
        }
        assert_eq!(app.enrol(id, &people).await.expect("seats"), (3, 0));
        app.pass(Duration::days(DAYS));
        app.training_step(id, Step::Start).await.expect("begun");
        let days = app.training_days(id).await;
        assert_eq!(days.iter().map(|day| day.hours).collect::<Vec<_>>(), [4, 4, 4, 4]);
        let early = app.call_roll(id, &days[2], &[]).await.expect_err("refused");
        assert_eq!(keys(&early), ["trainings-conflict-day-to-come"]);
        let absent = app.seat_of(id, people[1]).await.id;
        let late = app.seat_of(id, people[2]).await.id;
        assert_eq!(app.call_roll(id, &days[0], &[(absent, TrainingMark::Absent), (late, TrainingMark::Late)]).await.expect("called"), (2, 3));
        assert_eq!(app.call_roll(id, &days[1], &[(absent, TrainingMark::Absent)]).await.expect("called"), (2, 3));
        // A roll that two call at once is the first one's.
        let mut unit = app.unit().await;
        let raced = trainings::take(&mut unit, id, days[1].id, 1, &std::collections::BTreeMap::new()).await.expect_err("refused");
        assert_eq!(keys(&raced), ["conflict-changed-meanwhile"]);
        drop(unit);
        app.pass(Duration::days(1));
        assert_eq!(keys(&app.training_step(id, Step::Examine).await.expect_err("refused")), ["trainings-lacks-roll"]);
        assert_eq!(keys(&app.training_step(id, Step::Finish).await.expect_err("refused")), ["trainings-lacks-talk"]);
        for day in &days[2..] {
            app.call_roll(id, day, &[(absent, TrainingMark::Excused)]).await.expect("called");
        }
        app.training_step(id, Step::Examine).await.expect("over");
        assert_eq!(app.seat_of(id, people[1]).await.state, SeatState::Failed);
        assert_eq!(keys(&app.training_step(id, Step::Close).await.expect_err("refused")), ["trainings-lacks-result"]);
        let barred = app.seat_of(id, people[1]).await;
        let mut unit = app.unit().await;
        let result = ExamResult { seat: barred.id, version: barred.version, score: Some(90), passed: false };
        assert_eq!(keys(&trainings::examine(&mut unit, id, &[result]).await.expect_err("refused")), ["trainings-conflict-too-little"]);
        drop(unit);
        app.examined(id, 61).await;
        assert_eq!(keys(&app.training_step(id, Step::Close).await.expect_err("refused")), ["trainings-lacks-certificate"]);
        assert_eq!(app.issued(id).await, 2);
        app.training_step(id, Step::Close).await.expect("closed");
        let held = worker_certificate::Entity::find().all(app.app.core.db.reader()).await.expect("certificates");
        assert_eq!(held.len(), 2);
        let issued = app.today();
        assert!(held.iter().all(|row| row.kind == "forklift" && row.expires_on == Some(issued + chrono::Months::new(48) - Duration::days(1))));
        // Four years later somebody must call them, once.
        app.pass(Duration::days(4 * 365 + 1 - 40));
        let db = app.app.core.db.reader();
        let due = |days| trainings::expiring(db, &Actor::System, app.today(), days, 1);
        assert_eq!((due(30).await.expect("a list").total, due(90).await.expect("a list").total), (0, 2));
        app.pass(Duration::days(15));
        assert_eq!(due(30).await.expect("a list").rows.len(), 2);
        app.statements();
        due(90).await.expect("a list");
        assert_eq!(app.statements(), 4);
    }

    async fn a_talk_counts_heads_and_never_fewer_than_it_names(app) {
        let id = app.open_training(talk(&app, "T")).await;
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        app.pass(Duration::days(DAYS));
        app.training_step(id, Step::Start).await.expect("begun");
        assert_eq!(keys(&app.training_step(id, Step::Finish).await.expect_err("refused")), ["trainings-lacks-heads"]);
        app.enrol(id, &[worker]).await.expect("written down while it runs");
        let day = app.training_days(id).await.remove(0);
        app.call_roll(id, &day, &[]).await.expect("called");
        let mut unit = app.unit().await;
        let version = app.training(id).await.version;
        assert_eq!(keys(&trainings::count_heads(&mut unit, id, version, 0).await.expect_err("refused")), ["problem-number"]);
        trainings::count_heads(&mut unit, id, version, 31).await.expect("counted");
        unit.commit().await.expect("committed");
        app.training_step(id, Step::Finish).await.expect("over");
        assert_eq!(app.seat_of(id, worker).await.state, SeatState::Completed);
    }
}
