//! T10: every number is its list, as of any day, and equals a slow count of the rows.

use std::collections::{HashMap, HashSet};

use chrono::{Duration, NaiveDate};
use entity::codes::{TrainingKind, TrainingMark};
use entity::{training, training_attendance, training_day, training_seat};
use labour_bridge::domain::figures::{About, checks, count, list};
use labour_bridge::domain::trainings;
use labour_bridge::domain::trainings::rules::Share;
use labour_bridge::domain::trainings::state::Step;
use labour_bridge::seed::Seeder;
use sea_orm::EntityTrait as _;
use uuid::Uuid;

use crate::support::trainings::{class, talk};
use crate::support::workers::VILLAGE;
use crate::support::{TestApp, on_both};

/// What the rows say of the trainings that ended in a period: sessions, attendances and people, counted one by one.
async fn slow(app: &TestApp, from: NaiveDate, until: NaiveDate) -> (usize, usize, usize) {
    let db = app.app.core.db.reader();
    let mut marks: HashMap<Uuid, HashMap<Uuid, TrainingMark>> = HashMap::new();
    for row in training_attendance::Entity::find().all(db).await.expect("marks") {
        marks.entry(row.seat_id).or_default().insert(row.day_id, row.mark);
    }
    let days = training_day::Entity::find().all(db).await.expect("days");
    let seats = training_seat::Entity::find().all(db).await.expect("seats");
    let (mut sessions, mut times, mut people) = (0, 0, HashSet::new());
    for row in training::Entity::find().all(db).await.expect("trainings") {
        if row.ended_at.is_none() || row.last_day < from || row.last_day > until {
            continue;
        }
        sessions += 1;
        for seat in seats.iter().filter(|seat| seat.training_id == row.id) {
            let own = marks.get(&seat.id);
            let halves = days
                .iter()
                .filter(|day| day.training_id == row.id)
                .map(|day| (day.hours, own.and_then(|own| own.get(&day.id)).copied()));
            let share = Share::of(halves);
            let required = if row.kind == TrainingKind::Class {
                row.required_percent
            } else {
                1
            };
            if share.reaches(required) {
                times += 1;
                people.insert(seat.worker_id);
            }
        }
    }
    (sessions, times, people.len())
}

on_both! {
    async fn a_class_counts_who_attended_enough_and_a_talk_everybody_there(app) {
        let mut people = Vec::new();
        for (seed, name) in [(1, "马秀英"), (2, "王富贵"), (3, "赵桂兰")] {
            people.push(app.worker(seed, name, VILLAGE).await);
        }
        let id = app.open_training(class(&app, "A")).await;
        let second = app.open_training(talk(&app, "T")).await;
        app.enrol(id, &people).await.expect("seats");
        app.enrol(second, &people[..2]).await.expect("seats");
        app.held_class(id, &people[2..]).await;
        app.training_step(second, Step::Start).await.expect("begun");
        let day = app.training_days(second).await.remove(0);
        let absent = app.seat_of(second, people[1]).await.id;
        app.call_roll(second, &day, &[(absent, TrainingMark::Absent)]).await.expect("called");
        let version = app.training(second).await.version;
        let mut unit = app.unit().await;
        trainings::count_heads(&mut unit, second, version, 30).await.expect("counted");
        unit.commit().await.expect("committed");
        let asked = app.asked("2026", app.today());
        assert_eq!(app.figure("T10", &asked).await, Some(1), "the talk is not over");
        app.training_step(second, Step::Finish).await.expect("over");
        let asked = app.asked("2026", app.today());
        assert_eq!(app.figure("T10", &asked).await, Some(2));
        // Two of the class, one of the talk by name, and twenty-nine heads beside.
        assert_eq!(app.figure("T10t", &asked).await, Some(2 + 30));
        assert_eq!(app.figure("T10p", &asked).await, Some(2));
        assert_eq!(slow(&app, asked.period.from, asked.period.until).await, (2, 3, 2));
        let before = app.asked("2026", app.today() - Duration::days(1));
        assert_eq!(app.figure("T10t", &before).await, Some(0), "nothing was known then");
        app.examined(id, 80).await;
        app.issued(id).await;
        let asked = app.asked("2026", app.today());
        assert_eq!(app.figure("T10c", &asked).await, Some(2));
        // One finds work soon, and is there on the 90th day but not on the 180th.
        let last = app.training(id).await.last_day;
        app.pass(Duration::days(5));
        let placement = app.sent(people[0], last + Duration::days(3)).await;
        app.pass(Duration::days(190));
        let mut unit = app.unit().await;
        let version = app.placement_version(placement).await;
        labour_bridge::domain::placements::leave(&mut unit, placement, version, last + Duration::days(120), entity::codes::EndReason::Family).await.expect("left");
        unit.commit().await.expect("committed");
        let asked = app.asked("2026", app.today());
        assert_eq!(app.figure("T10e3", &asked).await, Some(1));
        assert_eq!(app.figure("T10e6", &asked).await, Some(0));
        let found = trainings::outcomes(app.app.core.db.reader(), &app.training(id).await, app.today()).await.expect("outcomes");
        assert_eq!((found.completed, found.at_work), (2, [Some(1), Some(0)]));
        // Whoever looks from another county sees none of them.
        let lines = list::all(app.app.core.db.reader(), crate::figures::figure("T10t").list().expect("a list"), &asked, 100).await.expect("lines");
        let told = list::lines(app.app.core.db.reader(), About::Training, lines, app.today()).await.expect("words");
        assert!(told.iter().all(|line| matches!(line.told, list::Told::Training { .. })));
    }

    async fn somebody_at_work_elsewhere_was_hardly_in_class(app) {
        let id = app.open_training(class(&app, "A")).await;
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        app.enrol(id, &[worker]).await.expect("a seat");
        app.pass(Duration::days(2));
        app.sent(worker, app.today()).await;
        app.pass(Duration::days(-2));
        app.held_class(id, &[]).await;
        let check = checks::get("class-away").expect("the check");
        let asked = app.asked("2026", app.today());
        let db = app.app.core.db.reader();
        assert_eq!(count::of_list(db, &check.rows, &asked).await.expect("a count"), 1);
        let lines = list::all(db, &check.rows, &asked, 10).await.expect("lines");
        assert_eq!((lines[0].subject_id, lines[0].on_day), (worker, app.training(id).await.first_day));
    }

    async fn the_founding_report_stands_in_the_lists(app) {
        Seeder::new(app.app.core.clone(), app.now()).demo().await.expect("the story");
        let report: NaiveDate = "2020-01-15".parse().expect("a day");
        let asked = app.asked("2018-01-01..2020-01-15", report);
        assert_eq!(app.figure("T10", &asked).await, Some(119));
        assert_eq!(app.figure("T10t", &asked).await, Some(3_230));
        let (sessions, times, people) = slow(&app, asked.period.from, report).await;
        assert_eq!((sessions, times), (119, 3_230));
        assert_eq!(app.figure("T10p", &asked).await, i64::try_from(people).ok());
        assert!(people < times);
        assert!(app.figure("T10c", &asked).await > Some(300));
        let today = app.asked("2018-01-01..2020-01-15", app.today());
        let (three, six) = (app.figure("T10e3", &today).await, app.figure("T10e6", &today).await);
        assert!(three > Some(20) && six > Some(0), "{three:?} {six:?}");
        let check = checks::get("class-away").expect("the check");
        assert_eq!(count::of_list(app.app.core.db.reader(), &check.rows, &today).await.expect("a count"), 0);
        let due = trainings::expiring(app.app.core.db.reader(), &labour_bridge::domain::actor::Actor::System, app.today(), 30, 1).await.expect("a list");
        assert!(due.total >= 5, "{}", due.total);
    }
}
