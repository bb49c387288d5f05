//! The roll calls: delivered late, delivered twice, taken back, by the plain form.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{PassengerState, Role, RollKind};
use labour_bridge::domain::batches::state::Step;
use labour_bridge::domain::batches::{MarkAnswer, Pick};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Client, TestApp, on_both};

fn mark(app: &TestApp, passenger: Uuid, present: bool, seconds: i64) -> Value {
    let at = (app.now() + Duration::seconds(seconds)).to_rfc3339();
    json!({ "id": Uuid::new_v4(), "passenger": passenger, "present": present, "at": at, "device": "a1b2c3d4" })
}

async fn send(client: &mut Client, batch: Uuid, kind: &str, marks: &[Value]) -> Vec<String> {
    let body = json!({ "marks": marks });
    let done = client
        .post_json(&format!("/batches/{batch}/roll/{kind}/batch"), &body)
        .await
        .ok()
        .json();
    let results = done["results"].as_array().expect("results");
    results
        .iter()
        .map(|one| one["answer"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// A transfer whose list is final, with two people.
async fn ready(app: &TestApp) -> (Uuid, Uuid, Uuid) {
    let firm = app.firm("天津春晓里养老院", 5).await;
    let batch = app.collecting("甲", 10).await;
    for (seed, name) in [(1, "马秀英"), (2, "海翠莲")] {
        let application = app.ready(seed, name, firm.post).await;
        app.aboard(batch, Pick::Hired(application)).await.expect("on the list");
        app.pass(Duration::seconds(1));
    }
    app.batch_step(batch, Step::Lock).await.expect("locked");
    let people = app.passengers(batch).await;
    (batch, people[0].id, people[1].id)
}

on_both! {
    async fn a_mark_that_comes_late_and_twice_is_one_mark(app) {
        let (batch, one, other) = ready(&app).await;
        app.person(Role::Station).await;
        let marks = vec![mark(&app, one, true, 0), mark(&app, other, true, 1)];
        app.pass(Duration::minutes(40));
        let mut station = app.sign_in("station-home").await;
        for _ in 0..3 {
            assert_eq!(send(&mut station, batch, "departure", &marks).await, ["here", "here"]);
        }
        let kept = app.roll_marks(batch).await;
        assert_eq!(kept.len(), 2);
        assert!(kept.iter().all(|row| row.received_at - row.at >= Duration::minutes(39) && row.device == "a1b2c3d4"));
        let people = app.passengers(batch).await;
        assert!(people.iter().all(|row| row.state == PassengerState::Boarded && row.boarded_at.is_some()));
        // Each person went on board once: added, boarded.
        assert_eq!(app.steps_of(one).await, 2);
        let bad = station.post_json(&format!("/batches/{batch}/roll/departure/batch"), &json!({ "marks": [], "more": 1 })).await;
        assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    }

    async fn of_several_marks_the_latest_counts_in_whatever_order_they_come(app) {
        let (batch, one, other) = ready(&app).await;
        app.person(Role::Station).await;
        let marks = [mark(&app, one, true, 0), mark(&app, one, false, 5), mark(&app, one, true, 9), mark(&app, other, false, 7)];
        app.pass(Duration::minutes(1));
        let mut station = app.sign_in("station-home").await;
        let shuffled = [marks[2].clone(), marks[3].clone(), marks[0].clone(), marks[1].clone()];
        assert_eq!(send(&mut station, batch, "departure", &shuffled).await, ["here", "missing", "here", "here"]);
        let unknown = mark(&app, Uuid::new_v4(), true, 0);
        assert_eq!(send(&mut station, batch, "departure", &[unknown]).await, ["unknown"]);
        let states: Vec<PassengerState> = app.passengers(batch).await.iter().map(|row| row.state).collect();
        assert_eq!(states, [PassengerState::Boarded, PassengerState::NotArrived]);
    }

    async fn a_mark_of_the_departure_that_comes_after_the_vehicles_left_is_taken(app) {
        let (batch, one, other) = ready(&app).await;
        app.marked(batch, RollKind::Departure, one, true).await;
        app.batch_step(batch, Step::Depart).await.expect("left");
        assert_eq!(app.marked(batch, RollKind::Departure, other, true).await.answer, MarkAnswer::Here);
        assert!(app.passengers(batch).await.iter().all(|row| row.riding));
        app.batch_step(batch, Step::Arrive).await.expect("there");
        app.marked(batch, RollKind::Arrival, other, true).await;
        let states: Vec<PassengerState> = app.passengers(batch).await.iter().map(|row| row.state).collect();
        assert_eq!(states, [PassengerState::Boarded, PassengerState::Arrived]);
    }

    async fn whoever_rides_with_another_transfer_by_now_is_not_marked(app) {
        let (batch, one, other) = ready(&app).await;
        app.marked(batch, RollKind::Departure, one, true).await;
        app.batch_step(batch, Step::Depart).await.expect("left");
        let next = app.collecting("乙", 10).await;
        let missed = app.passengers(batch).await.into_iter().find(|row| row.id == other).expect("a passenger");
        app.aboard(next, Pick::Hired(missed.application_id.expect("hired"))).await.expect("on the next list");
        assert_eq!(app.marked(batch, RollKind::Departure, other, true).await.answer, MarkAnswer::Elsewhere);
        assert_eq!(app.roll_marks(batch).await.len(), 1);
    }

    async fn the_plain_form_works_without_script(app) {
        let (batch, one, _) = ready(&app).await;
        let mut station = app.person(Role::Station).await;
        let path = format!("/batches/{batch}/roll/departure");
        station.get(&path).await.ok().shows("上车点名").shows("马秀英").shows("queue.js").shows("roll.js").hides("batches-");
        let (id, passenger) = (Uuid::new_v4().to_string(), one.to_string());
        for _ in 0..2 {
            station.post(&path, &[("id", &id), ("passenger", &passenger), ("present", "yes")]).await.done();
        }
        assert_eq!(app.roll_marks(batch).await.len(), 1);
        station.get(&format!("{path}?q=翠莲")).await.ok().shows("海翠莲").hides("马秀英</b>");
        let mut english = station.clone();
        english.set_cookie("lang", "en");
        english.get(&path).await.ok().shows("Roll call at departure").hides("batches-");
        assert_eq!(station.get(&format!("/batches/{batch}/roll/lunch")).await.status, StatusCode::NOT_FOUND);
        let early = json!({ "marks": [mark(&app, one, true, 0)] });
        let refused = station.post_json(&format!("/batches/{batch}/roll/arrival/batch"), &early).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
    }
}
