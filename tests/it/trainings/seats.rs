//! Seats: never two for one person, never more than there are, nobody in two classes on one day; the waiting list; who asks without an
//! account.

use chrono::Duration;
use entity::codes::{SeatRequestState, SeatState};
use entity::{training_request, training_seat};
use labour_bridge::domain::trainings::state::Step;
use labour_bridge::domain::trainings::{self, TrainingInput};
use labour_bridge::domain::workers;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use tokio::task::JoinSet;

use super::keys;
use crate::support::on_both;
use crate::support::trainings::class;
use crate::support::workers::{VILLAGE, phone};

on_both! {
    async fn of_twenty_who_come_at_once_one_has_the_last_seat(app) {
        let id = app.open_training(TrainingInput { seats: 1, ..class(&app, "A") }).await;
        let mut people = Vec::new();
        for seed in 1..=20 {
            people.push(app.worker(seed, "马秀英", VILLAGE).await);
        }
        let mut all = JoinSet::new();
        for worker in people {
            let (core, now) = (app.app.core.clone(), app.now());
            all.spawn(async move {
                let mut unit = core.begin_as_system(now).await.expect("a unit");
                let input = trainings::Enrolment { workers: vec![worker], vacancy: None };
                let counts = trainings::enrol(&mut unit, id, &input).await.expect("an answer");
                unit.commit().await.expect("committed");
                counts
            });
        }
        let answers = all.join_all().await;
        assert_eq!(answers.iter().filter(|counts| **counts == (1, 0)).count(), 1);
        let seats = app.training_seats(id).await;
        assert_eq!(seats.iter().filter(|seat| seat.state == SeatState::Enrolled).count(), 1);
        assert_eq!(seats.iter().filter(|seat| seat.state == SeatState::Waiting).count(), 19);
        assert_eq!(app.training(id).await.seats_taken, 1);
    }

    async fn one_person_has_one_seat_and_sits_in_one_class_a_day(app) {
        let id = app.open_training(class(&app, "A")).await;
        let other = app.open_training(class(&app, "B")).await;
        let later = app.open_training(TrainingInput { first_day: app.today() + Duration::days(40), last_day: app.today() + Duration::days(41), ..class(&app, "C") }).await;
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        app.enrol(id, &[worker, worker]).await.expect("one seat");
        assert_eq!(app.training_seats(id).await.len(), 1);
        assert_eq!(keys(&app.enrol(id, &[worker]).await.expect_err("refused")), ["trainings-problem-seat-twice"]);
        let refused = app.enrol(other, &[worker]).await.expect_err("refused");
        assert_eq!(keys(&refused), ["trainings-problem-overlap"]);
        let labour_bridge::domain::error::DomainError::Invalid(problems) = refused else { panic!("problems") };
        assert!(problems[0].args.iter().any(|(_, value)| value == "护理员班A"), "{problems:?}");
        app.enrol(later, &[worker]).await.expect("on other days");
        // The later class cannot be moved onto the days of the first.
        let version = app.training(later).await.version;
        let mut unit = app.unit().await;
        let moved = trainings::update(&mut unit, later, version, class(&app, "C")).await.expect_err("refused");
        assert_eq!(keys(&moved), ["trainings-conflict-days-overlap"]);
        drop(unit);
        // What does not take place keeps nobody from another class.
        app.training_step(id, Step::Cancel).await.expect("cancelled");
        app.enrol(other, &[worker]).await.expect("a seat");
    }

    async fn who_waits_moves_up_in_order(app) {
        let id = app.open_training(TrainingInput { seats: 1, ..class(&app, "A") }).await;
        let mut people = Vec::new();
        for (seed, name) in [(1, "马秀英"), (2, "王富贵"), (3, "赵桂兰")] {
            people.push(app.worker(seed, name, VILLAGE).await);
            app.enrol(id, &people[people.len() - 1..]).await.expect("a place");
            app.pass(Duration::minutes(1));
        }
        let first = app.seat_of(id, people[0]).await;
        let mut unit = app.unit().await;
        assert_eq!(keys(&trainings::withdraw(&mut unit, id, first.id, 1, " ").await.expect_err("refused")), ["problem-required"]);
        trainings::withdraw(&mut unit, id, first.id, 1, "家里有事").await.expect("withdrawn");
        unit.commit().await.expect("committed");
        assert_eq!(app.seat_of(id, people[1]).await.state, SeatState::Enrolled);
        assert_eq!(app.seat_of(id, people[2]).await.state, SeatState::Waiting);
        assert_eq!(app.training(id).await.seats_taken, 1);
        // Whoever gave a seat back can ask again, and waits at the end.
        app.enrol(id, &people[..1]).await.expect("a place");
        let version = app.training(id).await.version;
        let mut unit = app.unit().await;
        trainings::update(&mut unit, id, version, TrainingInput { seats: 2, ..class(&app, "A") }).await.expect("more seats");
        unit.commit().await.expect("committed");
        assert_eq!(app.seat_of(id, people[2]).await.state, SeatState::Enrolled);
        assert_eq!(app.seat_of(id, people[0]).await.state, SeatState::Waiting);
    }

    async fn who_asks_without_an_account_is_seated_once_on_record_and_forgotten_when_it_is_over(app) {
        let id = app.open_training(class(&app, "A")).await;
        let known = app.worker(1, "马秀英", VILLAGE).await;
        let request = app.asked_seat(id, "马秀英", &phone(1), "").await;
        assert_eq!((request.worker_id, request.phone_cipher.is_none()), (Some(known), true));
        let stranger = app.asked_seat(id, "王富贵", &phone(2), VILLAGE).await;
        assert!(stranger.phone_cipher.is_some());
        app.asked_seat(id, "王富贵", &phone(2), VILLAGE).await;
        let db = app.app.core.db.reader();
        assert_eq!(training_request::Entity::find().count(db).await.expect("a count"), 2);
        let mut unit = app.unit().await;
        assert_eq!(keys(&trainings::seat_for(&mut unit, id, stranger.id).await.expect_err("refused")), ["trainings-conflict-no-record"]);
        assert_eq!(trainings::reveal_phone(&unit, id, stranger.id, "打电话").await.expect("a phone").as_str(), phone(2));
        assert_eq!(trainings::seat_for(&mut unit, id, request.id).await.expect("a seat"), SeatState::Enrolled);
        assert_eq!(keys(&trainings::seat_for(&mut unit, id, request.id).await.expect_err("refused")), ["trainings-conflict-handled"]);
        unit.commit().await.expect("committed");
        app.worker(2, "王富贵", VILLAGE).await;
        let mut unit = app.unit().await;
        assert_eq!(trainings::look_again(&mut unit, id).await.expect("looked"), 1);
        trainings::refuse(&mut unit, id, stranger.id, "年龄不够").await.expect("refused");
        unit.commit().await.expect("committed");
        app.held_class(id, &[]).await;
        for row in training_request::Entity::find().all(db).await.expect("requests") {
            assert!(row.name.is_empty() && row.phone_index.is_none() && row.state != SeatRequestState::Waiting);
        }
    }

    async fn two_records_of_one_person_keep_one_seat_in_the_figures(app) {
        let id = app.open_training(class(&app, "A")).await;
        let other = app.open_training(TrainingInput { first_day: app.today() + Duration::days(30), last_day: app.today() + Duration::days(31), ..class(&app, "B") }).await;
        let kept = app.worker(1, "马秀英", VILLAGE).await;
        let gone = app.worker_without_number("马秀英", VILLAGE).await;
        app.enrol(id, &[kept, gone]).await.expect("two seats");
        app.enrol(other, &[gone]).await.expect("a seat");
        let mut unit = app.unit().await;
        workers::merge(&mut unit, kept, gone, "同一个人").await.expect("merged");
        unit.commit().await.expect("committed");
        assert_eq!(app.seat_of(other, kept).await.worker_id, kept);
        app.held_class(id, &[]).await;
        let asked = app.asked("2026", app.today());
        assert_eq!(app.figure("T10t", &asked).await, Some(1));
        assert_eq!(training_seat::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 3);
    }
}
