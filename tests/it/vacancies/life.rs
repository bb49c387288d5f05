//! Random walks over the machine, and the end that comes by itself.

use entity::codes::{Code as _, Subject, VacancyState};
use entity::state_move;
use labour_bridge::domain::error::{DomainError, Result};
use labour_bridge::domain::unit::Unit;
use labour_bridge::domain::vacancies::state::{self, Step, TAKING};
use labour_bridge::domain::vacancies::{self, VacancyInput};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::support::vacancies::canteen;
use crate::support::{TestApp, on_both};

/// Something that a walk tries: a step by hand, a change of pay, a place taken or given back.
const TRIED: [Step; 10] = [
    Step::Submit,
    Step::Publish,
    Step::Return,
    Step::Pause,
    Step::Resume,
    Step::Withdraw,
    Step::TakeDown,
    Step::Change,
    Step::Fill,
    Step::Release,
];

async fn take(unit: &mut Unit, app: &TestApp, id: Uuid, step: Step) -> Result<()> {
    let post = app.post(id).await;
    let version = post.version;
    match step {
        Step::Submit => vacancies::submit(unit, id, version).await,
        Step::Publish => vacancies::publish(unit, id, version).await,
        Step::Return => vacancies::return_with(unit, id, version, "请写清").await,
        Step::Pause => vacancies::pause(unit, id, version, "").await,
        Step::Resume => vacancies::resume(unit, id, version).await,
        Step::Withdraw => vacancies::withdraw(unit, id, version, "招满了").await,
        Step::TakeDown => vacancies::take_down(unit, id, version, "不实").await,
        Step::Change => {
            let mut input = VacancyInput::of(&post);
            input.pay_max_yuan += 1;
            vacancies::update(unit, id, version, input).await.map(|_| ())
        }
        Step::Fill => vacancies::take_place(unit, id).await,
        Step::Release => vacancies::release_place(unit, id).await,
        Step::Expire | Step::Renew => Ok(()),
    }
}

/// The state and the places taken after a step, as the table and the counters have it; `None` if it must be refused.
fn expected(
    state: VacancyState,
    filled: i32,
    headcount: i32,
    before_full: VacancyState,
    step: Step,
) -> Option<(VacancyState, i32)> {
    match step {
        Step::Fill if !TAKING.contains(&state) => None,
        Step::Fill => Some((
            if filled + 1 == headcount {
                VacancyState::Full
            } else {
                state
            },
            filled + 1,
        )),
        Step::Release if filled == 0 => None,
        Step::Release => Some((
            if state == VacancyState::Full {
                before_full
            } else {
                state
            },
            filled - 1,
        )),
        Step::Change if !state::may_change(state) => None,
        Step::Change => Some((state::target(state, step).unwrap_or(state), filled)),
        Step::Publish if filled == headcount => state::target(state, step).map(|_| (VacancyState::Full, filled)),
        _ => state::target(state, step).map(|to| (to, filled)),
    }
}

async fn walk(app: &TestApp, firm: Uuid, steps: &[Step]) {
    let id = app.draft(firm, canteen(app.today())).await;
    let (mut state, mut filled, mut before_full) = (VacancyState::Draft, 0, VacancyState::Published);
    for step in steps {
        let expected = expected(state, filled, 2, before_full, *step);
        let mut unit = app.unit().await;
        match take(&mut unit, app, id, *step).await {
            Ok(()) => {
                unit.commit().await.expect("committed");
                let (to, places) = expected.unwrap_or_else(|| panic!("{step:?} from {state:?} was not refused"));
                if to == VacancyState::Full && state != VacancyState::Full {
                    before_full = if *step == Step::Publish {
                        VacancyState::Published
                    } else {
                        state
                    };
                }
                (state, filled) = (to, places);
            }
            Err(DomainError::Conflict(_)) => assert_eq!(expected, None, "{step:?} from {state:?} with {filled}"),
            Err(error) => panic!("{step:?} from {state:?}: {error}"),
        }
        let post = app.post(id).await;
        assert_eq!((post.state, post.filled), (state, filled), "{step:?} of {steps:?}");
    }
    let moves = state_move::Entity::find()
        .filter(state_move::Column::Subject.eq(Subject::Vacancy))
        .filter(state_move::Column::SubjectId.eq(id))
        .order_by_asc(state_move::Column::Id)
        .all(app.app.core.db.reader())
        .await
        .expect("the moves");
    for pair in moves.windows(2) {
        assert_eq!(pair[1].from_state.as_deref(), Some(pair[0].to_state.as_str()));
        let read = |key: &str| VacancyState::from_key(key).expect("a state");
        let (from, to) = (read(&pair[0].to_state), read(&pair[1].to_state));
        assert!(
            state::MOVES.iter().any(|(a, _, b)| (*a, *b) == (from, to)),
            "{from:?} to {to:?}"
        );
    }
    assert_eq!(moves.last().map(|last| last.to_state.as_str()), Some(state.key()));
}

on_both! {
    async fn no_walk_leaves_the_table(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        // The same walks every time: a failure is found again.
        let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        // Ending steps are rare, so that walks are long.
        let step = prop_oneof![20 => prop::sample::select(&TRIED[..]), 60 => prop::sample::select(vec![Step::Submit, Step::Publish, Step::Fill, Step::Fill, Step::Release, Step::Pause, Step::Resume, Step::Change])];
        let steps = prop::collection::vec(step, 25);
        for _ in 0..12 {
            let steps = steps.new_tree(&mut runner).expect("a walk").current();
            walk(&app, firm, &steps).await;
        }
    }

    async fn a_post_ends_by_itself_after_its_last_day(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let public = app.published(firm, canteen(app.today())).await;
        let draft = app.draft(firm, canteen(app.today())).await;
        app.pass(chrono::Duration::days(30));
        assert_eq!(vacancies::expire_due(&app.app.core, app.now()).await.expect("run"), 0);
        app.pass(chrono::Duration::days(1));
        assert_eq!(vacancies::expire_due(&app.app.core, app.now()).await.expect("run"), 1);
        assert_eq!(vacancies::expire_due(&app.app.core, app.now()).await.expect("run"), 0);
        assert_eq!(app.post(public).await.state, VacancyState::Expired);
        assert_eq!(app.post(draft).await.state, VacancyState::Draft);
        let mut unit = app.unit().await;
        assert!(matches!(vacancies::take_place(&mut unit, public).await, Err(DomainError::Conflict(_))));
    }

    async fn a_full_post_whose_time_is_over_expires_when_a_place_comes_free(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let mut input = canteen(app.today());
        input.headcount = 1;
        let id = app.published(firm, input).await;
        let mut unit = app.unit().await;
        vacancies::take_place(&mut unit, id).await.expect("a place");
        unit.commit().await.expect("committed");
        app.pass(chrono::Duration::days(40));
        let mut unit = app.unit().await;
        vacancies::release_place(&mut unit, id).await.expect("given back");
        unit.commit().await.expect("committed");
        let post = app.post(id).await;
        assert_eq!((post.state, post.filled), (VacancyState::Expired, 0));
    }
}
