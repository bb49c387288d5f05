//! Headcount and filled never cross, however many come at once.

use entity::codes::VacancyState;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::vacancies;
use tokio::task::JoinSet;

use crate::support::vacancies::canteen;
use crate::support::{TestApp, on_both};

async fn race(app: &TestApp, runners: i32, headcount: i32) {
    let firm = app.verified_employer("天津春晓里养老院").await;
    let mut input = canteen(app.today());
    input.headcount = headcount;
    let id = app.published(firm, input).await;
    let mut tasks = JoinSet::new();
    for _ in 0..runners {
        let (core, now) = (app.app.core.clone(), app.now());
        tasks.spawn(async move {
            let mut unit = core.begin_as_system(now).await?;
            vacancies::take_place(&mut unit, id).await?;
            unit.commit().await
        });
    }
    let (mut won, mut lost) = (0, 0);
    while let Some(result) = tasks.join_next().await {
        match result.expect("a task") {
            Ok(()) => won += 1,
            Err(DomainError::Conflict("vacancies-conflict-no-place")) => lost += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!((won, lost), (headcount, runners - headcount));
    let post = app.post(id).await;
    assert_eq!((post.filled, post.state), (headcount, VacancyState::Full));
}

on_both! {
    async fn forty_people_and_one_last_place(app) {
        race(&app, 40, 1).await;
    }

    async fn two_hundred_people_and_three_places(app) {
        race(&app, 200, 3).await;
    }

    async fn headcount_cannot_sink_below_what_is_taken(app) {
        let firm = app.verified_employer("天津春晓里养老院").await;
        let id = app.published(firm, canteen(app.today())).await;
        let mut unit = app.unit().await;
        vacancies::take_place(&mut unit, id).await.expect("a place");
        vacancies::take_place(&mut unit, id).await.expect("the last place");
        unit.commit().await.expect("committed");
        let post = app.post(id).await;
        let mut input = canteen(app.today());
        input.headcount = 1;
        let mut unit = app.unit().await;
        let refused = vacancies::update(&mut unit, id, post.version, input.clone()).await;
        assert!(matches!(refused, Err(DomainError::Invalid(problems)) if problems[0].field == "headcount"));
        input.headcount = 3;
        assert!(vacancies::update(&mut unit, id, post.version, input).await.expect("more places").back_to_review);
        vacancies::publish(&mut unit, id, post.version + 1).await.expect("public again");
        unit.commit().await.expect("committed");
        assert_eq!(app.post(id).await.state, VacancyState::Published);
    }
}
