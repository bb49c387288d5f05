//! The door: delivered late, delivered twice, wrong numbers, walk-ins, nobody counted twice.

use std::collections::HashSet;

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{CheckInSource, Role, TicketOrigin};
use labour_bridge::domain::fairs::state::Step;
use labour_bridge::domain::fairs::{number, statistics};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::workers::{VILLAGE, phone};
use crate::support::{Client, TestApp, on_both};

fn entry(app: &TestApp, what: Value) -> Value {
    let mut entry = json!({ "id": Uuid::new_v4(), "at": app.now().to_rfc3339(), "device": "a1b2c3d4" });
    for (key, value) in what.as_object().expect("an object") {
        entry[key] = value.clone();
    }
    entry
}

async fn send(client: &mut Client, fair: Uuid, entries: &[Value]) -> Value {
    let body = json!({ "entries": entries });
    client
        .post_json(&format!("/fairs/{fair}/door/batch"), &body)
        .await
        .ok()
        .json()
}

fn answers(done: &Value) -> Vec<String> {
    let results = done["results"].as_array().expect("results");
    results
        .iter()
        .map(|one| one["answer"].as_str().unwrap_or_default().to_owned())
        .collect()
}

on_both! {
    async fn an_entry_that_comes_twice_counts_once(app) {
        let running = app.running_fair(5).await;
        let ticket = app.ticket(running.fair, 1, "马秀英").await;
        let mut station = app.person(Role::Station).await;
        let entries = vec![
            entry(&app, json!({ "number": number::printed(ticket.number) })),
            entry(&app, json!({ "name": "海翠莲", "phone": phone(2), "place": "白水镇白水村" })),
        ];
        // The line was down for ten minutes.
        app.pass(Duration::minutes(10));
        for _ in 0..3 {
            let done = send(&mut station, running.fair, &entries).await;
            assert_eq!(answers(&done), ["in", "in"]);
            assert_eq!((&done["people"], &done["entries"]), (&json!(2), &json!(2)));
        }
        let rows = app.check_ins(running.fair).await;
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| row.received_at - row.at == Duration::minutes(10) && row.device == "a1b2c3d4"));
        let sources: HashSet<CheckInSource> = rows.iter().map(|row| row.source).collect();
        assert_eq!(sources, HashSet::from([CheckInSource::Number, CheckInSource::WalkIn]));
        let tickets = app.tickets(running.fair).await;
        assert_eq!(tickets.iter().map(|row| row.origin).collect::<Vec<_>>(), [TicketOrigin::Staff, TicketOrigin::Door]);
        assert_eq!(tickets[1].region_code, VILLAGE);
    }

    async fn a_person_counts_once_and_entries_each(app) {
        let running = app.running_fair(5).await;
        let ticket = app.ticket(running.fair, 1, "马秀英").await;
        app.person(Role::Station).await;
        let in_at = |minutes: i64| {
            json!({ "id": Uuid::new_v4(), "at": (app.now() + Duration::minutes(minutes)).to_rfc3339(), "token": ticket.token })
        };
        let first = in_at(0);
        app.pass(Duration::hours(2));
        let mut station = app.sign_in("station-home").await;
        let done = send(&mut station, running.fair, &[first.clone(), in_at(-120), in_at(-60), in_at(-30)]).await;
        // The camera read the code twice within a minute: one entry.
        assert_eq!(answers(&done), ["in", "again", "again", "again"]);
        assert_eq!((&done["people"], &done["entries"]), (&json!(1), &json!(3)));
        // The same person without the ticket is still the same person.
        let done = send(&mut station, running.fair, &[entry(&app, json!({ "name": "马秀英", "phone": phone(1) }))]).await;
        assert_eq!((&done["people"], &done["entries"]), (&json!(1), &json!(4)));
        assert_eq!(app.tickets(running.fair).await.len(), 1);
    }

    async fn wrong_numbers_are_told_and_change_nothing(app) {
        let running = app.running_fair(5).await;
        let ticket = app.ticket(running.fair, 1, "马秀英").await;
        let mut station = app.person(Role::Station).await;
        let wrong = (ticket.number + 1).to_string();
        let entries = [
            entry(&app, json!({ "number": wrong })),
            entry(&app, json!({ "token": "00" })),
            entry(&app, json!({ "name": "李", "phone": "123" })),
            entry(&app, json!({ "number": number::printed(ticket.number) })),
        ];
        let done = send(&mut station, running.fair, &entries).await;
        assert_eq!(answers(&done), ["unknown", "unknown", "refused", "in"]);
        assert!(done["results"][2]["text"].as_str().expect("a sentence").contains("11 位"));
        assert_eq!(app.check_ins(running.fair).await.len(), 1);
        let bad = station.post_json(&format!("/fairs/{}/door/batch", running.fair), &json!({ "entries": [], "more": 1 })).await;
        assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    }

    async fn a_clock_that_is_wrong_does_no_harm(app) {
        let running = app.running_fair(5).await;
        let mut station = app.person(Role::Station).await;
        let at = |days: i64| (app.now() + Duration::days(days)).to_rfc3339();
        let entries = [
            json!({ "id": Uuid::new_v4(), "at": at(400), "name": "海翠莲", "phone": phone(2) }),
            json!({ "id": Uuid::new_v4(), "at": at(-400), "name": "禹万山", "phone": phone(3) }),
        ];
        send(&mut station, running.fair, &entries).await;
        for row in app.check_ins(running.fair).await {
            assert!(row.at <= app.now() && app.now() - row.at < Duration::days(1), "{}", row.at);
        }
    }

    async fn the_plain_form_works_without_script_and_says_who_came(app) {
        let running = app.running_fair(5).await;
        let ticket = app.ticket(running.fair, 1, "马秀英").await;
        let mut station = app.person(Role::Station).await;
        let door = format!("/fairs/{}/door", running.fair);
        let number = number::printed(ticket.number);
        station.get(&door).await.ok().shows("门口登记").shows("door.js").hides("fairs-");
        // A camera of the phone itself opens the link of the code.
        station.get(&format!("{door}?t={}", ticket.token)).await.ok().shows(&format!("{number} 进场")).hides("马秀英");
        let id = Uuid::new_v4().to_string();
        for _ in 0..2 {
            station.post(&door, &[("id", &id), ("number", &number)]).await.done();
        }
        station.get(&door).await.ok().shows("马**").hides("马秀英");
        assert_eq!(app.check_ins(running.fair).await.len(), 1);
        let page = station.post(&door, &[("id", &Uuid::new_v4().to_string()), ("number", "0099")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("没有这个票号").shows("value=\"0099\"");
        let page = station.post(&door, &[("id", &Uuid::new_v4().to_string()), ("name", "海翠莲"), ("phone", "1990")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("value=\"海翠莲\"");
        let mut english = station.clone();
        english.set_cookie("lang", "en");
        english.get(&door).await.ok().shows("At the door").shows("entries").hides("fairs-");
    }

    async fn a_late_entry_is_taken_after_the_doors_close_but_not_after_the_report(app) {
        let running = app.running_fair(5).await;
        app.person(Role::Station).await;
        let late = entry(&app, json!({ "name": "海翠莲", "phone": phone(2) }));
        app.pass(Duration::hours(5));
        app.fair_step(running.fair, Step::End).await.expect("ended");
        let mut station = app.sign_in("station-home").await;
        assert_eq!(answers(&send(&mut station, running.fair, &[late]).await), ["in"]);
        app.fair_step(running.fair, Step::Report).await.expect("reported");
        let body = json!({ "entries": [entry(&app, json!({ "name": "禹万山", "phone": phone(3) }))] });
        let refused = station.post_json(&format!("/fairs/{}/door/batch", running.fair), &body).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let fair = app.fair(running.fair).await;
        let now = statistics::count(app.app.core.db.reader(), &fair).await.expect("counted");
        assert_eq!((now.visitors, statistics::reported(&fair)), (1, Some(now)));
    }

    async fn strangers_do_not_keep_the_door(app) {
        let running = app.running_fair(5).await;
        let door = format!("/fairs/{}/door", running.fair);
        for role in [Role::Station, Role::County, Role::Liaison] {
            let mut stranger = app.stranger(role).await;
            assert_eq!(stranger.get(&door).await.status, StatusCode::NOT_FOUND);
            let body = json!({ "entries": [entry(&app, json!({ "name": "海翠莲", "phone": phone(2) }))] });
            assert_eq!(stranger.post_json(&format!("{door}/batch"), &body).await.status, StatusCode::NOT_FOUND);
        }
        let mut employer = app.employer_user("hr-liu", running.firm).await;
        assert_eq!(employer.get(&door).await.status, StatusCode::NOT_FOUND);
        assert!(app.visitor().get(&door).await.done().starts_with("/sign-in"));
        assert!(app.check_ins(running.fair).await.is_empty());
    }
}
