//! The pictures of the figures: the funnel, how long people stay, fairs compared. Every number opens to its people.

use chrono::{Days, Duration};
use entity::codes::{EndReason, PlacementState, Role};
use entity::placement;
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::figures::retention::{self, By};
use labour_bridge::domain::placements;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::workers::VILLAGE;
use crate::support::{TestApp, on_both};

async fn leaves(app: &TestApp, placement: Uuid, after: u64) {
    let mut unit = app.unit().await;
    let row = placements::by_id(unit.tx(), &Actor::System, placement)
        .await
        .expect("a placement");
    let last = row.started_on + Days::new(after);
    placements::leave(&mut unit, placement, row.version, last, EndReason::Family)
        .await
        .expect("left");
    unit.commit().await.expect("committed");
}

/// Twelve people who went east 120 days ago, six of whom left after 40 days; and three who went 20 days ago.
async fn fifteen(app: &TestApp) -> Vec<Uuid> {
    let mut jobs = Vec::new();
    for seed in 0..15 {
        let worker = app.worker(100 + seed, "马秀英", VILLAGE).await;
        let days = if seed < 12 { 120 } else { 20 };
        jobs.push(app.sent(worker, app.today() - Days::new(days)).await);
    }
    for job in jobs.iter().take(6) {
        leaves(app, *job, 40).await;
    }
    jobs
}

async fn steps(app: &TestApp, period: &str) -> Vec<i64> {
    let asked = app.asked(period, app.today());
    let mut numbers = Vec::new();
    for code in ["W1", "W2", "W2d", "W3"] {
        numbers.push(app.figure(code, &asked).await.expect(code));
    }
    numbers
}

on_both! {
    async fn each_step_of_the_funnel_counts_people_of_the_step_before(app) {
        let firm = app.firm("天津河畔物业", 9).await;
        let [stays, leaves_early, wishes_only] = [
            app.applicant(1, "马秀英", firm.post).await, app.applicant(2, "海翠莲", firm.post).await, app.applicant(3, "禹万山", firm.post).await,
        ];
        // At work without a wish on record: not in the funnel.
        let other = app.worker(4, "邱远", VILLAGE).await;
        app.sent(other, app.today()).await;
        let mut jobs = Vec::new();
        for application in [stays, leaves_early] {
            app.hired(application).await;
            jobs.push(app.arrived(application).await);
        }
        let year = app.today().format("%Y").to_string();
        assert_eq!(steps(&app, &year).await, [3, 0, 0, 0], "nobody verified them yet");
        for job in &jobs {
            app.verified(*job).await;
        }
        assert_eq!(steps(&app, &year).await, [3, 2, 0, 0], "the days have not come");
        app.pass(Duration::days(91));
        leaves(&app, jobs[1], 40).await;
        assert_eq!(steps(&app, &year).await, [3, 2, 2, 1]);
        let mut county = app.person(Role::County).await;
        let page = county.get(&format!("/figures/funnel?period={year}")).await.ok();
        page.shows("从意向到稳定就业").shows("66%").shows("50%").hides("figures-");
        county.get(&format!("/figures/of/W1?period={year}")).await.ok().shows("禹万山").shows("推荐或报名记录").shows(&format!("/applications/{wishes_only}"));
        county.get(&format!("/figures/of/W3?period={year}")).await.ok().shows("马秀英").hides("海翠莲");
        let mut stranger = app.stranger(Role::County).await;
        stranger.get(&format!("/figures/of/W1?period={year}")).await.ok().hides("禹万山");
    }

    async fn who_is_still_there_or_lost_counts_up_to_the_last_day_that_is_known(app) {
        let jobs = fifteen(&app).await;
        let lost = jobs[11];
        placement::Entity::update_many()
            .col_expr(placement::Column::State, Expr::value(PlacementState::Lost))
            .filter(placement::Column::Id.eq(lost))
            .exec(app.app.core.db.reader())
            .await
            .expect("lost");
        let db = app.app.core.db.reader();
        let asked = app.asked("2026", app.today());
        let found = retention::retention(db, &asked, By::Channel, "all").await.expect("stays");
        assert_eq!((found.whole.people, found.whole.left, found.people.len()), (15, 6, 15));
        // Fifteen at risk on day 0; three are watched for 20 days only; the lost one up to the day of the verification.
        let row = app.placement(lost).await;
        let one = found.people.iter().find(|one| one.placement == lost).expect("watched");
        let seen = labour_bridge::domain::clock::day_of(row.verified_at.expect("verified"));
        assert!(!one.stay.left && one.last_on == seen);
        let at = found.whole.at(90).expect("watched");
        let there = if one.stay.days >= 40 { 12.0 } else { 11.0 };
        assert!((at.share - (1.0 - 6.0 / there)).abs() < 1e-9, "{at:?}");
        assert_eq!(found.whole.at(200), None);
        let before = retention::retention(db, &app.asked("2026", app.today() - Days::new(100)), By::Channel, "").await.expect("stays");
        assert_eq!(before.whole.left, 0, "nobody had left by then");
    }

    async fn the_page_of_stays_tells_groups_apart_and_lists_their_people(app) {
        fifteen(&app).await;
        let mut county = app.person(Role::County).await;
        let page = county.get("/figures/retention?period=2026").await.ok();
        page.shows("能做多久").shows("50% (").shows("按企业").hides("figures-");
        let page = county.get("/figures/retention?period=2026&by=channel").await.ok();
        page.shows("group=station").hides("figures-").hides("马秀英");
        let page = county.get("/figures/retention?period=2026&by=channel&group=all").await.ok();
        assert_eq!(page.text.matches("马秀英").count(), 15);
        county.get("/figures/retention?period=2026&by=nonsense&group=nonsense").await.ok().hides("马秀英");
        county.get("/figures/retention?period=2019").await.ok().shows("没有");
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get("/figures/retention?period=2026&by=channel&group=all").await.ok().shows("马**").hides("马秀英");
        let mut stranger = app.stranger(Role::County).await;
        stranger.get("/figures/retention?period=2026&by=channel&group=all").await.ok().hides("马秀英");
    }

    async fn pictures_ask_the_database_as_often_for_few_as_for_many(app) {
        let mut county = app.person(Role::County).await;
        let firm = app.firm("天津河畔物业", 40).await;
        let mut counts = Vec::new();
        for round in 0..2_u64 {
            for seed in 0..=(round * 11) {
                app.applicant(300 + round * 50 + seed, "海翠莲", firm.post).await;
                let worker = app.worker(500 + round * 50 + seed, "王富贵", VILLAGE).await;
                app.sent(worker, app.today() - Days::new(30)).await;
            }
            let mut numbers = Vec::new();
            for path in ["/figures/funnel", "/figures/retention", "/figures/retention?group=all", "/figures/of/W1"] {
                app.statements();
                county.get(path).await.ok();
                numbers.push((path, app.statements()));
            }
            counts.push(numbers);
        }
        assert_eq!(counts[0], counts[1]);
    }

    async fn fairs_stand_side_by_side(app) {
        let running = app.running_fair(5).await;
        let mut county = app.person(Role::County).await;
        county.get("/figures/fairs").await.ok().shows("没有");
        app.fair_step(running.fair, labour_bridge::domain::fairs::state::Step::End).await.expect("ended");
        let name = app.fair(running.fair).await.name;
        let page = county.get("/figures/fairs").await.ok();
        page.shows(&name).shows(&format!("/manage/fairs/{}/statistics", running.fair)).hides("figures-");
        let mut stranger = app.stranger(Role::County).await;
        stranger.get("/figures/fairs").await.ok().hides(&name);
    }
}
