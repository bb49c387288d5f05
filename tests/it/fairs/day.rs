//! A whole day: 400 people, 40 booths, two phones at the door that are without network for ten minutes and then send everything they kept,
//! some of it twice. Nothing is lost, nothing counts twice, no post has more wishes than places.

use std::collections::{HashMap, HashSet};

use axum::http::StatusCode;
use chrono::{DateTime, Duration, Utc};
use entity::codes::Role;
use entity::{fair_booth_post, fair_check_in, fair_ticket};
use labour_bridge::domain::fairs::state::Step;
use labour_bridge::domain::fairs::{self, number, statistics};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::vacancies::canteen;
use crate::support::workers::phone;
use crate::support::{Client, TestApp, on_both};

const PEOPLE: u64 = 400;
/// The rest comes without a ticket.
const WITH_TICKET: u64 = 320;
const BOOTHS: usize = 40;
/// Places of each booth's post; ten people want each.
const PLACES: i32 = 5;
/// Minutes of the day in which the line is down.
const DOWN: std::ops::Range<i64> = 30..40;
/// Minutes in which everybody comes.
const MINUTES: i64 = 80;

/// A phone at the door, as `static/door.js` is one: it keeps every entry until it was answered.
struct Phone {
    client: Client,
    queue: Vec<Value>,
    name: &'static str,
}

impl Phone {
    fn note(&mut self, at: DateTime<Utc>, what: &Value) -> Uuid {
        let id = Uuid::new_v4();
        let mut entry = json!({ "id": id, "at": at.to_rfc3339(), "device": self.name });
        for (key, value) in what.as_object().expect("an object") {
            entry[key] = value.clone();
        }
        self.queue.push(entry);
        id
    }

    /// Send up to fifty; `heard` is whether the answer comes back over the bad line.
    async fn send(&mut self, fair: Uuid, heard: bool) {
        let piece: Vec<Value> = self.queue.iter().take(50).cloned().collect();
        if piece.is_empty() {
            return;
        }
        let path = format!("/fairs/{fair}/door/batch");
        let done = self
            .client
            .post_json(&path, &json!({ "entries": piece }))
            .await
            .ok()
            .json();
        if !heard {
            return;
        }
        let answered: HashSet<String> = done["results"]
            .as_array()
            .expect("results")
            .iter()
            .map(|one| one["id"].as_str().expect("an id").to_owned())
            .collect();
        self.queue
            .retain(|entry| !answered.contains(entry["id"].as_str().expect("an id")));
    }
}

/// Forty booths with one post each, all there.
async fn hall(app: &TestApp, fair: Uuid) -> Vec<(Uuid, Uuid)> {
    let mut booths = Vec::new();
    for item in 0..BOOTHS {
        let firm = app.verified_firm(&format!("天津第{item}公司")).await;
        let mut input = canteen(app.today());
        input.headcount = PLACES;
        let vacancy = app.published(firm, input).await;
        booths.push(app.booth(fair, firm, vacancy, PLACES).await);
    }
    app.fair_begins(fair).await;
    let mut hall = Vec::new();
    for booth in booths {
        app.booth_signs_in(fair, booth).await;
        hall.push((booth, app.booth_post(booth).await.id));
    }
    hall
}

/// The tickets of those who signed up beforehand.
async fn tickets(app: &TestApp, fair: Uuid) -> Vec<fair_ticket::Model> {
    let mut tickets = Vec::new();
    let mut unit = app.unit().await;
    for seed in 0..WITH_TICKET {
        let ticket = fairs::sign_up(&mut unit, fair, "马秀英", &phone(seed), "", true)
            .await
            .expect("a ticket");
        tickets.push(ticket);
    }
    unit.commit().await.expect("committed");
    tickets
}

/// What the `person`-th visitor shows.
fn shown(person: u64, tickets: &[fair_ticket::Model]) -> Value {
    let ticket = usize::try_from(person).ok().and_then(|at| tickets.get(at));
    match ticket {
        Some(ticket) if person.is_multiple_of(2) => json!({ "token": ticket.token }),
        Some(ticket) => json!({ "number": number::printed(ticket.number) }),
        None => json!({ "name": "海翠莲", "phone": phone(person) }),
    }
}

/// The morning at the door. Gives the ids that the phones made.
async fn morning(app: &TestApp, fair: Uuid, tickets: &[fair_ticket::Model], phones: &mut [Phone; 2]) -> HashSet<Uuid> {
    let mut made = HashSet::new();
    let per_minute = PEOPLE / MINUTES.unsigned_abs();
    for minute in 0..MINUTES {
        for person in 0..per_minute {
            let person = minute.unsigned_abs() * per_minute + person;
            let door = usize::try_from(person % 2).unwrap_or_default();
            made.insert(phones[door].note(app.now(), &shown(person, tickets)));
        }
        if DOWN.contains(&minute) {
            app.pass(Duration::minutes(1));
            continue;
        }
        let [left, right] = phones;
        // Just after the line is back the answers get lost once: everything is sent again.
        let heard = minute != DOWN.end;
        tokio::join!(left.send(fair, heard), right.send(fair, heard));
        app.pass(Duration::minutes(1));
    }
    made
}

/// Everybody wants the post of one booth, eight at a time. Gives how many were noted.
async fn afternoon(fair: Uuid, hall: &[(Uuid, Uuid)], numbers: &[i32], station: &Client) -> usize {
    let mut noted = 0;
    for piece in numbers.iter().enumerate().collect::<Vec<_>>().chunks(8) {
        let tasks: Vec<_> = piece
            .iter()
            .map(|(place, number)| {
                let (booth, post) = hall[place % hall.len()];
                let (mut client, number) = (station.clone(), number::printed(**number));
                tokio::spawn(async move {
                    let path = format!("/fairs/{fair}/booths/{booth}/wish");
                    client
                        .post(&path, &[("number", &number), ("post", &post.to_string())])
                        .await
                        .status
                })
            })
            .collect();
        for task in tasks {
            match task.await.expect("an answer") {
                StatusCode::SEE_OTHER => noted += 1,
                status => assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "the places are taken"),
            }
        }
    }
    noted
}

on_both! {
    async fn four_hundred_people_at_forty_booths(app) {
        let fair = app.announced_fair().await;
        let tickets = tickets(&app, fair).await;
        let hall = hall(&app, fair).await;
        let station = app.person(Role::Station).await;
        let phone = |name| Phone { client: station.clone(), queue: Vec::new(), name };
        let mut phones = [phone("left"), phone("right")];
        let made = morning(&app, fair, &tickets, &mut phones).await;
        assert_eq!(made.len() as u64, PEOPLE);
        assert!(phones.iter().all(|phone| phone.queue.is_empty()), "everything was answered in the end");

        let entries: Vec<fair_check_in::Model> = app.check_ins(fair).await;
        let ids: HashSet<Uuid> = entries.iter().map(|entry| entry.id).collect();
        assert_eq!((entries.len() as u64, ids == made), (PEOPLE, true), "nothing lost, nothing twice");
        let people: HashSet<Uuid> = entries.iter().map(|entry| entry.ticket_id).collect();
        assert_eq!(people.len() as u64, PEOPLE);
        let late = entries.iter().filter(|entry| entry.received_at - entry.at >= Duration::minutes(1)).count();
        assert!(late >= 45, "only {late} entries waited for the line");

        let numbers: Vec<i32> = app.tickets(fair).await.iter().map(|ticket| ticket.number).collect();
        assert_eq!(numbers.len() as u64, PEOPLE);
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
        let noted = afternoon(fair, &hall, &numbers, &station).await;
        let wanted = BOOTHS * usize::try_from(PLACES).expect("a count");
        assert_eq!((noted, app.intentions(fair).await.len()), (wanted, wanted));
        let mut by_post: HashMap<Uuid, i32> = HashMap::new();
        for wish in app.intentions(fair).await {
            *by_post.entry(wish.booth_post_id).or_default() += 1;
        }
        let posts = fair_booth_post::Entity::find()
            .filter(fair_booth_post::Column::FairId.eq(fair))
            .all(app.app.core.db.reader()).await.expect("posts");
        for post in &posts {
            assert_eq!((post.intentions, by_post.get(&post.id).copied()), (PLACES, Some(PLACES)));
        }

        app.fair_step(fair, Step::End).await.expect("ended");
        app.fair_step(fair, Step::Report).await.expect("reported");
        let sheet = statistics::reported(&app.fair(fair).await).expect("a sheet");
        let expected = (40, 40, 200, 400, 80, 400, 200, 200);
        assert_eq!((sheet.enterprises, sheet.posts, sheet.headcount, sheet.visitors, sheet.walk_ins, sheet.entries, sheet.intending, sheet.intentions), expected);
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get(&format!("/manage/fairs/{fair}/statistics")).await.ok().shows(">400<").shows(">200<");
    }
}
