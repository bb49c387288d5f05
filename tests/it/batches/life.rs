//! The life of a transfer: what each step asks for, and nobody with two transfers.

use entity::codes::{BatchState, PassengerState, RollKind};
use labour_bridge::domain::batches::state::Step;
use labour_bridge::domain::batches::{self, Pick, StepInput};
use labour_bridge::domain::error::{DomainError, Result};

use crate::support::batches::input;
use crate::support::on_both;

fn keys(result: Result<()>) -> Vec<&'static str> {
    match result {
        Err(DomainError::Invalid(problems)) => problems.iter().map(|problem| problem.key).collect(),
        Err(DomainError::Conflict(key)) => vec![key],
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn each_step_asks_for_what_it_needs(app) {
        let firm = app.firm("天津春晓里养老院", 5).await;
        let batch = app.collecting("甲", 1).await;
        assert_eq!(keys(app.batch_step(batch, Step::Lock).await), ["batches-lacks-people"]);
        for (seed, name) in [(1, "马秀英"), (2, "海翠莲")] {
            let application = app.ready(seed, name, firm.post).await;
            app.aboard(batch, Pick::Hired(application)).await.expect("on the list");
        }
        assert_eq!(keys(app.batch_step(batch, Step::Lock).await), ["batches-lacks-seats"]);
        assert_eq!(keys(app.batch_step(batch, Step::Depart).await), ["batches-conflict-state"]);
        app.coach(batch, 10).await;
        app.batch_step(batch, Step::Lock).await.expect("locked");
        assert_eq!(keys(app.batch_step(batch, Step::Depart).await), ["batches-lacks-roll"]);
        let people = app.passengers(batch).await;
        app.marked(batch, RollKind::Departure, people[0].id, true).await;
        app.batch_step(batch, Step::Depart).await.expect("left");
        // Who was not there may ride with the next one.
        let people = app.passengers(batch).await;
        assert_eq!(people.iter().map(|one| one.riding).collect::<Vec<_>>(), [true, false]);
        app.batch_step(batch, Step::Arrive).await.expect("there");
        assert_eq!(keys(app.batch_step(batch, Step::HandOver).await), ["batches-lacks-signature"]);
        app.marked(batch, RollKind::Arrival, people[0].id, true).await;
        assert_eq!(app.signs(batch, firm.id, app.today()).await.expect("signed"), 1);
        assert_eq!(app.batch(batch).await.state, BatchState::HandedOver, "nobody is left, so the step takes itself");
        assert_eq!(keys(app.batch_step(batch, Step::Settle).await), ["batches-lacks-cost"]);
        let version = app.batch(batch).await.version;
        let mut paid = input(&app, "甲");
        let stands = app.batch(batch).await;
        (paid.departs_at, paid.arrives_at) = (stands.departs_at, stands.arrives_at);
        (paid.cost_yuan, paid.payer) = (Some(5_200), "就业补助资金".into());
        let mut unit = app.unit().await;
        batches::update(&mut unit, batch, version, paid).await.expect("paid");
        unit.commit().await.expect("committed");
        app.batch_step(batch, Step::Settle).await.expect("settled");
        let states = app.passengers(batch).await.iter().map(|one| one.state).collect::<Vec<_>>();
        assert_eq!(states, [PassengerState::HandedOver, PassengerState::NotArrived]);
        assert_eq!(app.steps_of(batch).await, 7);
    }

    async fn a_hiring_that_ended_keeps_the_list_open(app) {
        let firm = app.firm("天津春晓里养老院", 5).await;
        let batch = app.collecting("甲", 10).await;
        let application = app.ready(1, "马秀英", firm.post).await;
        app.aboard(batch, Pick::Hired(application)).await.expect("on the list");
        let step = app.step(application).await;
        let mut unit = app.unit().await;
        let reason = entity::codes::ApplicationReason::Family;
        labour_bridge::domain::applications::withdraw(&mut unit, step, reason, "").await.expect("withdrawn");
        unit.commit().await.expect("committed");
        assert_eq!(keys(app.batch_step(batch, Step::Lock).await), ["batches-lacks-hiring"]);
        let one = app.passengers(batch).await[0].clone();
        let mut unit = app.unit().await;
        batches::remove_passenger(&mut unit, batch, one.id, one.version).await.expect("removed");
        unit.commit().await.expect("committed");
        assert!(app.passengers(batch).await.is_empty());
    }

    async fn one_person_put_on_two_lists_at_once_rides_with_one(app) {
        let firm = app.firm("天津春晓里养老院", 5).await;
        let (one, other) = (app.collecting("甲", 10).await, app.collecting("乙", 10).await);
        let application = app.ready(1, "马秀英", firm.post).await;
        let (first, second) = tokio::join!(app.aboard(one, Pick::Hired(application)), app.aboard(other, Pick::Hired(application)));
        assert_eq!([&first, &second].iter().filter(|result| result.is_ok()).count(), 1, "{first:?} {second:?}");
        let refused = first.err().or(second.err()).expect("one was refused");
        assert!(matches!(refused, DomainError::Conflict("batches-conflict-riding")), "{refused:?}");
        assert_eq!(app.passengers(one).await.len() + app.passengers(other).await.len(), 1);
    }

    async fn called_off_it_lets_its_people_go_and_they_are_told(app) {
        let firm = app.firm("天津春晓里养老院", 5).await;
        let (one, other) = (app.collecting("甲", 10).await, app.collecting("乙", 10).await);
        let application = app.ready(1, "马秀英", firm.post).await;
        app.aboard(one, Pick::Hired(application)).await.expect("on the list");
        let mut unit = app.unit().await;
        let none = StepInput::default();
        let version = app.batch(one).await.version;
        let refused = batches::step(&mut unit, one, version, Step::Cancel, none).await;
        assert_eq!(keys(refused), ["batches-problem-reason"]);
        drop(unit);
        app.batch_step(one, Step::Postpone).await.expect("put off");
        assert_eq!(app.batch(one).await.notice, "大雪封路");
        assert!(app.aboard(other, Pick::Hired(application)).await.is_err(), "still rides with the first");
        let id = app.passengers(one).await[0].id;
        let mut unit = app.unit().await;
        assert_eq!(batches::tell(&mut unit, one, &[id]).await.expect("told"), 1);
        unit.commit().await.expect("committed");
        app.batch_step(one, Step::Cancel).await.expect("called off");
        assert!(app.passengers(one).await[0].told_at.is_none(), "that it is called off is news again");
        app.aboard(other, Pick::Hired(application)).await.expect("free for another");
    }
}
