//! The machine: what gates each state, random walks, and what is frozen.

use chrono::Duration;
use entity::codes::{BoothState, Code as _, FairPaperKind, FairState, Subject};
use entity::state_move;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::fairs::state::{self, Step};
use labour_bridge::domain::fairs::{self, BoothInput, StepInput, Verdict};
use labour_bridge::domain::vacancies::{self, VacancyInput};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::support::fairs::plan;
use crate::support::vacancies::canteen;
use crate::support::{TestApp, on_both};

fn keys(error: &DomainError) -> Vec<&'static str> {
    match error {
        DomainError::Invalid(problems) => problems.iter().map(|problem| problem.key).collect(),
        DomainError::Conflict(key) => vec![key],
        error => panic!("{error}"),
    }
}

/// A walk over the machine: a step succeeds only where the table has it, and the timeline is the walk.
async fn walk(app: &TestApp, steps: &[Step]) {
    let id = app.planned_fair(plan(app)).await;
    app.fair_papers(id).await;
    let firm = app.verified_firm("天津春晓里养老院").await;
    let vacancy = app.published(firm, canteen(app.today())).await;
    let mut state = FairState::Planning;
    for step in steps {
        if state == FairState::Booking && *step == Step::Lock {
            app.booth(id, firm, vacancy, 1).await;
        }
        match app.fair_step(id, *step).await {
            Ok(()) => {
                state =
                    state::target(state, *step).unwrap_or_else(|| panic!("{step:?} from {state:?} was not refused"));
            }
            Err(DomainError::Conflict(_)) => assert_eq!(state::target(state, *step), None, "{step:?} from {state:?}"),
            // Guards of time: the day has not come, ninety days have not passed.
            Err(DomainError::Invalid(_)) => {
                assert!(matches!(step, Step::Start | Step::Archive | Step::Lock), "{step:?}");
            }
            Err(error) => panic!("{step:?} from {state:?}: {error}"),
        }
        assert_eq!(app.fair(id).await.state, state);
    }
    let moves = state_move::Entity::find()
        .filter(state_move::Column::Subject.eq(Subject::Fair))
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
        for _ in 0..6 {
            let steps = steps.new_tree(&mut runner).expect("a walk").current();
            walk(&app, &steps).await;
        }
    }

    async fn papers_gate_the_filing_and_a_large_fair_needs_the_police(app) {
        let mut input = plan(&app);
        input.visitors_expected = 1_000;
        let id = app.planned_fair(input).await;
        let lacks = app.fair_step(id, Step::File).await.expect_err("refused");
        assert_eq!(keys(&lacks), ["fairs-lacks-plan", "fairs-lacks-emergency", "fairs-lacks-security", "fairs-lacks-police-permit"]);
        app.fair_papers(id).await;
        assert_eq!(keys(&app.fair_step(id, Step::File).await.expect_err("refused")), ["fairs-lacks-police-permit"]);
        let mut unit = app.unit().await;
        let future = app.today() + Duration::days(1);
        let early = fairs::add_paper(&mut unit, id, FairPaperKind::PolicePermit, "公大安 7 号", future, None).await.expect_err("refused");
        assert_eq!(keys(&early), ["fairs-problem-paper-future"]);
        fairs::add_paper(&mut unit, id, FairPaperKind::PolicePermit, "公大安 7 号", app.today(), None).await.expect("on file");
        unit.commit().await.expect("committed");
        app.fair_step(id, Step::File).await.expect("filed");
        assert!(fairs::public_by_id(app.app.core.db.reader(), id).await.is_err(), "nobody sees it before it is announced");
        app.fair_step(id, Step::Open).await.expect("announced");
        assert!(fairs::public_by_id(app.app.core.db.reader(), id).await.is_ok());
    }

    async fn posts_stay_as_they_were_shown(app) {
        let fair = app.announced_fair().await;
        let firm = app.verified_firm("天津春晓里养老院").await;
        let vacancy = app.published(firm, canteen(app.today())).await;
        let other = app.published(firm, VacancyInput { title: "洗衣工".into(), ..canteen(app.today()) }).await;
        let mut unit = app.unit().await;
        let booth = fairs::request(&mut unit, fair, BoothInput {
            employer_id: firm, contact_name: "刘淑敏".into(), contact_phone: "19900200001".into(), note: String::new(),
            posts: vec![(vacancy, 2), (other, 1)],
        }).await.expect("booked");
        unit.commit().await.expect("committed");
        assert_eq!(keys(&app.fair_step(fair, Step::Lock).await.expect_err("refused")), ["fairs-lacks-review"]);
        let mut unit = app.unit().await;
        fairs::review(&mut unit, fair, booth, 1, Verdict::Accept(None)).await.expect("reviewed");
        // Before the locking the board follows the vacancy.
        vacancies::withdraw(&mut unit, other, app.post(other).await.version, "招满了").await.expect("withdrawn");
        unit.commit().await.expect("committed");
        app.fair_step(fair, Step::Lock).await.expect("locked");
        let shown = fairs::posts_of(app.app.core.db.reader(), &[booth], app.today()).await.expect("posts");
        assert_eq!(shown.len(), 1, "what takes nobody leaves the board");
        // After it a change of the vacancy changes nothing there.
        let post = app.post(vacancy).await;
        let mut changed = VacancyInput::of(&post);
        changed.pay_max_yuan = 9_000;
        changed.title = "主厨".into();
        let mut unit = app.unit().await;
        vacancies::update(&mut unit, vacancy, post.version, changed).await.expect("changed");
        unit.commit().await.expect("committed");
        let after = fairs::posts_of(app.app.core.db.reader(), &[booth], app.today()).await.expect("posts");
        assert_eq!(after[0].shown, shown[0].shown);
        let offer = &after[0].shown.as_ref().expect("conditions").offer;
        assert_eq!((offer.title.as_str(), offer.pay_max_yuan), ("社区食堂帮厨", 4_472));
        assert!(!after[0].takes, "the changed vacancy is under review and takes nobody");
        // The plan, too, is final.
        let version = app.fair(fair).await.version;
        let mut unit = app.unit().await;
        let late = fairs::update(&mut unit, fair, version, plan(&app)).await.expect_err("refused");
        assert_eq!(keys(&late), ["fairs-conflict-locked"]);
    }

    async fn one_stall_is_one_employer_with_a_number_of_its_own(app) {
        let fair = app.announced_fair().await;
        let firm = app.verified_firm("天津春晓里养老院").await;
        let vacancy = app.published(firm, canteen(app.today())).await;
        let booth = app.booth(fair, firm, vacancy, 2).await;
        let input = BoothInput {
            employer_id: firm, contact_name: "刘淑敏".into(), contact_phone: "19900200001".into(), note: String::new(), posts: vec![(vacancy, 1)],
        };
        let mut unit = app.unit().await;
        let twice = fairs::request(&mut unit, fair, input.clone()).await.expect_err("refused");
        assert_eq!(keys(&twice), ["fairs-conflict-booth-twice"]);
        drop(unit);
        let second = app.verified_firm("天津第二公司").await;
        let theirs = app.published(second, canteen(app.today())).await;
        let mut unit = app.unit().await;
        let foreign = fairs::request(&mut unit, fair, BoothInput { employer_id: second, ..input.clone() }).await.expect_err("refused");
        assert_eq!(keys(&foreign), ["fairs-problem-post-gone"], "a post of another firm");
        let many = fairs::request(&mut unit, fair, BoothInput { employer_id: second, posts: vec![(theirs, 3)], ..input.clone() }).await.expect_err("refused");
        assert_eq!(keys(&many), ["fairs-problem-places"]);
        drop(unit);
        let other = app.asked_booth(fair, second, theirs, 2).await;
        let mut unit = app.unit().await;
        let taken = fairs::review(&mut unit, fair, other, 1, Verdict::Accept(Some(1))).await.expect_err("refused");
        assert_eq!(keys(&taken), ["fairs-problem-booth-number"]);
        drop(unit);
        let mut unit = app.unit().await;
        fairs::withdraw(&mut unit, fair, booth, 2).await.expect("withdrawn");
        fairs::review(&mut unit, fair, other, 1, Verdict::Accept(Some(1))).await.expect("the number is free again");
        unit.commit().await.expect("committed");
        // A new booth of the first firm may come after all.
        app.booth(fair, firm, vacancy, 1).await;
        assert_eq!(app.booth_row(booth).await.state, BoothState::Withdrawn);
    }

    async fn who_does_not_sign_in_did_not_come_and_the_sheet_stays(app) {
        let fair = app.announced_fair().await;
        let mut booths = Vec::new();
        for name in ["天津第一公司", "天津第二公司"] {
            let firm = app.verified_firm(name).await;
            let vacancy = app.published(firm, canteen(app.today())).await;
            booths.push(app.booth(fair, firm, vacancy, 2).await);
        }
        assert_eq!(keys(&app.fair_step(fair, Step::Start).await.expect_err("refused")), ["fairs-conflict-state"]);
        app.fair_step(fair, Step::Lock).await.expect("locked");
        assert_eq!(keys(&app.fair_step(fair, Step::Start).await.expect_err("refused")), ["fairs-problem-too-early"]);
        app.pass(Duration::days(10));
        app.booth_signs_in(fair, booths[0]).await;
        app.fair_step(fair, Step::Start).await.expect("started");
        app.fair_step(fair, Step::End).await.expect("ended");
        assert_eq!(app.booth_row(booths[1]).await.state, BoothState::NoShow);
        app.fair_step(fair, Step::Report).await.expect("reported");
        let reported = app.fair(fair).await;
        let sheet = fairs::statistics::reported(&reported).expect("a sheet");
        assert_eq!((sheet.enterprises, sheet.absent, sheet.posts, sheet.headcount, sheet.visitors), (1, 1, 1, 2, 0));
        app.fair_step(fair, Step::Follow).await.expect("followed");
        assert_eq!(keys(&app.fair_step(fair, Step::Archive).await.expect_err("refused")), ["fairs-problem-archive-early"]);
        app.pass(Duration::days(91));
        app.fair_step(fair, Step::Archive).await.expect("archived");
    }

    async fn a_cancelled_fair_tells_everybody_why(app) {
        let fair = app.announced_fair().await;
        let mut unit = app.unit().await;
        let silent = fairs::step(&mut unit, fair, 3, Step::Cancel, StepInput::default()).await.expect_err("refused");
        assert_eq!(keys(&silent), ["fairs-problem-notice"]);
        drop(unit);
        app.fair_step(fair, Step::Cancel).await.expect("cancelled");
        let page = app.visitor().get(&format!("/fairs/{fair}")).await.ok();
        page.shows("这场招聘会不办了").shows("天气不好，改到下周").hides("领一张票");
        app.visitor().get("/fairs").await.ok().shows("不办了").hides("可以报名");
    }
}
