//! The demo story reproduces the founding report: by lists of people and rows, not by numbers that stand in the code.

use std::collections::HashSet;

use entity::codes::PlacementKind;
use entity::{placement, worker_household};
use labour_bridge::domain::figures::list::Told;
use labour_bridge::domain::figures::{self, Once, catalogue, list};
use labour_bridge::seed::Seeder;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::{day, figure};
use crate::support::{TestApp, on_both};

async fn told(app: &TestApp) {
    Seeder::new(app.app.core.clone(), app.now())
        .demo()
        .await
        .expect("the story");
}

/// The people of a list.
async fn people(app: &TestApp, code: &str, period: &str) -> HashSet<Uuid> {
    let listed = figure(code).list().expect("a list");
    let asked = app.asked(period, app.today());
    let entries = list::all(app.app.core.db.reader(), listed, &asked, 10_000)
        .await
        .expect("entries");
    entries.into_iter().map(|entry| entry.subject_id).collect()
}

on_both! {
    async fn five_hundred_and_ninety_seven_people_and_the_twenty_eight_of_the_workshops_stand_in_the_lists(app) {
        told(&app).await;
        let sent = people(&app, "T1c", "2019").await;
        assert_eq!(sent.len(), 597);
        assert_eq!(people(&app, "T1", "2018-01-01..2019-12-31").await, sent);
        let db = app.app.core.db.reader();
        let rows = placement::Entity::find().all(db).await.expect("placements");
        let counted: HashSet<Uuid> = rows.iter()
            .filter(|row| row.kind == PlacementKind::PairedEast && row.verified_at.is_some() && row.started_on <= day("2019-12-31"))
            .map(|row| row.worker_id)
            .collect();
        assert_eq!(sent, counted);

        let taken_in = people(&app, "T9l", "2019").await;
        assert_eq!(taken_in.len(), 28);
        let lifted: HashSet<Uuid> = worker_household::Entity::find()
            .filter(worker_household::Column::Base.eq("lifted"))
            .all(db).await.expect("households").into_iter().map(|row| row.worker_id).collect();
        assert!(taken_in.is_subset(&lifted));
        let firms: HashSet<String> = rows.iter()
            .filter(|row| taken_in.contains(&row.worker_id) && row.kind == PlacementKind::Workshop)
            .map(|row| row.employer_name.clone()).collect();
        assert_eq!(firms.len(), 2, "two workshops");
        // By the end of 2019 all of it had been verified.
        let then = app.asked("2019", day("2019-12-31"));
        assert_eq!(app.figure("T1c", &then).await, Some(597));
        assert_eq!(app.figure("T9l", &then).await, Some(28));
    }

    async fn the_ledgers_add_up_to_the_report(app) {
        told(&app).await;
        let asked = app.asked("2019", app.today());
        for (code, number) in [
            ("P1", 31_230_000), ("P2", 13_550_000), ("P3", 11_662), ("P4", 2_370), ("P4n", 3_520), ("P4p", 12),
            ("P5", 14_890_000), ("P5h", 829), ("P5p", 465), ("P6", 2_710_000), ("P6h", 150), ("P7", 6_430_000), ("P8", 700_000),
            ("P8h", 35), ("P9", 1_292_700), ("P9p", 1_486), ("P10", 1_500_000), ("P10n", 10), ("X1", 25), ("X2", 451), ("X3", 433),
            ("X5", 6), ("X6", 6), ("X7", 9), ("S1", 48_857_900), ("S2", 9),
        ] {
            assert_eq!(app.figure(code, &asked).await, Some(number), "{code}");
        }
        assert!(app.figure("S3", &asked).await > Some(30));
        assert!(app.figure("P11", &asked).await > Some(0), "jobs stand behind projects");
    }

    async fn every_number_of_the_founding_report_is_printed_and_is_the_length_of_its_list(app) {
        told(&app).await;
        let db = app.app.core.db.reader();
        let asked = app.asked("2018-01-01..2019-12-31", app.today());
        let report = figures::report(db, &asked).await.expect("a report");
        let printed = serde_json::to_value(&report).expect("JSON");
        let of = |code: &str| {
            let figures = printed["figures"].as_array().expect("figures");
            figures.iter().find(|figure| figure["code"] == code).expect(code)["value"].as_i64()
        };
        for (code, number) in [("T1c", 597), ("T7", 2), ("T8", 2), ("T9l", 28), ("T10", 119), ("T10t", 3_230)] {
            assert_eq!(of(code), Some(number), "{code}");
        }
        for indicator in catalogue::all() {
            let Some(listed) = indicator.list() else { continue };
            let entries = list::all(db, listed, &asked, 100_000).await.expect("a list");
            let told: i64 = match listed.once {
                Once::Sum => entries.iter().map(|entry| entry.amount).sum(),
                Once::Place => i64::try_from(entries.iter().map(|entry| &entry.place_code).collect::<HashSet<_>>().len()).expect("few"),
                Once::Person | Once::Row => i64::try_from(entries.len()).expect("few"),
            };
            assert_eq!(of(indicator.code), Some(told), "{}", indicator.code);
            for piece in entries.chunks(500) {
                let lines = list::lines(db, listed.about, piece.to_vec(), app.today()).await.expect("lines");
                assert!(lines.iter().all(|line| !matches!(line.told, Told::Gone)), "{} opens to its records", indicator.code);
            }
        }
    }

    async fn the_report_is_the_same_figures(app) {
        told(&app).await;
        let asked = app.asked("2019", app.today());
        let report = figures::report(app.app.core.db.reader(), &asked).await.expect("a report");
        for figure in &report.figures {
            assert_eq!(figure.value, app.figure(figure.code, &asked).await, "{}", figure.code);
        }
        let of = |code: &str| report.figures.iter().find(|figure| figure.code == code).and_then(|figure| figure.value);
        assert_eq!((of("T1c"), of("T9l")), (Some(597), Some(28)));
        assert!(of("T1") < of("T1c") && of("T2") < of("T1"));
        let rate = of("T3r").expect("a rate");
        assert_eq!(Some(rate), of("T3").zip(of("T3d")).map(|(part, whole)| part * 100 / whole));
    }
}
