//! The figures of workshops are the lengths of their lists.

use chrono::{Duration, NaiveDate};
use entity::codes::WorkshopPaperKind;
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::figures::{Asked, Period, catalogue, count, list};
use labour_bridge::domain::workshops::state::Step;

use crate::support::{TestApp, on_both};

async fn figure(app: &TestApp, code: &str, period: Period, as_of: NaiveDate) -> i64 {
    let db = app.app.core.db.reader();
    let asked = Asked::new(db, &Actor::System, period, as_of, app.today()).expect("figures");
    let indicator = catalogue::get(code).expect("a figure");
    let listed = indicator.list().expect("a list");
    let number = count::number(db, indicator, &asked)
        .await
        .expect("a number")
        .expect("a number");
    let entries = list::all(db, listed, &asked, 1_000).await.expect("a list");
    assert_eq!(
        i64::try_from(entries.len()),
        Ok(number),
        "{code} is the length of its list"
    );
    let lines = list::lines(db, listed.about, entries, app.today())
        .await
        .expect("lines");
    if code.starts_with("T8") {
        assert!(
            lines
                .iter()
                .all(|line| matches!(line.told, list::Told::Workshop { .. }))
        );
    }
    number
}

on_both! {
    async fn workshops_count_while_they_are_at_work(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let before = app.today();
        let id = app.running_workshop(firm).await;
        let year = |app: &TestApp| Period { from: before, until: app.today() };
        let now = app.today();
        for (code, expected) in [("T8", 1), ("T8n", 1), ("T8e", 0)] {
            assert_eq!(figure(&app, code, year(&app), now).await, expected, "{code}");
            assert_eq!(figure(&app, code, year(&app), before).await, 0, "{code} was not there on the day before");
        }
        app.pass(Duration::days(10));
        app.workshop_step(id, Step::Stop).await.expect("stopped");
        assert_eq!(figure(&app, "T8", year(&app), app.today()).await, 0, "what stopped is not at work");
        assert_eq!(figure(&app, "T8", year(&app), now).await, 1, "but it was");
        assert_eq!(figure(&app, "T8n", year(&app), app.today()).await, 1);
    }

    async fn people_count_once_their_workshop_is_recognised(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.applied_workshop(firm).await;
        let worker = app.villager(61, "张会琴", true).await;
        let placement = app.taken_in(id, worker, 0).await;
        app.verified_in_workshop(placement).await;
        let period = |app: &TestApp| Period { from: app.today() - Duration::days(30), until: app.today() };
        assert_eq!(figure(&app, "T9", period(&app), app.today()).await, 0);
        for kind in [WorkshopPaperKind::SiteCheck, WorkshopPaperKind::Notice] {
            app.workshop_paper(id, kind).await;
        }
        for step in [Step::Check, Step::Announce] {
            app.workshop_step(id, step).await.expect("a step");
        }
        app.pass(Duration::days(8));
        app.workshop_step(id, Step::Recognise).await.expect("recognised");
        for code in ["T9", "T9c", "T9l", "T9o"] {
            assert_eq!(figure(&app, code, period(&app), app.today()).await, 1, "{code}");
        }
    }

    async fn the_story_has_the_workshops_of_the_founding_report(app) {
        app.seeder().demo().await.expect("the story");
        let until = NaiveDate::from_ymd_opt(2020, 1, 15).expect("a day");
        let founding = Period { from: NaiveDate::from_ymd_opt(2018, 1, 1).expect("a day"), until };
        for (code, expected) in [("T8", 2), ("T8n", 2), ("T8e", 2), ("T9l", 28), ("T9c", 37)] {
            assert_eq!(figure(&app, code, founding, until).await, expected, "{code}");
        }
        let today = Period { from: app.today(), until: app.today() };
        assert_eq!(figure(&app, "T8", today, app.today()).await, 2);
    }
}

impl TestApp {
    /// Verify a placement by a word of today.
    async fn verified_in_workshop(&self, id: uuid::Uuid) {
        use entity::codes::EvidenceKind;
        use labour_bridge::domain::placements::{self, Proof};
        let db = self.app.core.db.reader();
        let version = placements::by_id(db, &Actor::System, id).await.expect("a job").version;
        let proof = Proof {
            kind: EvidenceKind::StationChecked,
            on: self.today(),
            note: String::new(),
            file: None,
        };
        let mut unit = self.unit().await;
        placements::verify(&mut unit, id, version, &proof)
            .await
            .expect("verified");
        unit.commit().await.expect("committed");
    }
}
