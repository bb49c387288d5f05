//! What is reported and what came of it: people who arrive, stay and leave, figures as lists, privacy after ninety days.

use chrono::Duration;
use entity::codes::{ConsentWay, EndReason, EvidenceKind, FairIntentionState, Role};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::applications::ConsentGiven;
use labour_bridge::domain::fairs::figures::{self, Period};
use labour_bridge::domain::fairs::state::Step;
use labour_bridge::domain::fairs::{self, At, DoorEntry, Pass, Visitor, statistics};
use labour_bridge::domain::placements::{self, Proof};
use labour_bridge::domain::workers;
use uuid::Uuid;

use crate::support::fairs::Running;
use crate::support::workers::{VILLAGE, phone};
use crate::support::{TestApp, on_both};

async fn come(app: &TestApp, running: &Running, pass: Pass) {
    let mut unit = app.unit().await;
    let entry = DoorEntry {
        id: Uuid::new_v4(),
        at: app.now(),
        pass,
        device: String::new(),
    };
    fairs::deliver(&mut unit, running.fair, vec![entry]).await.expect("in");
    unit.commit().await.expect("committed");
}

/// A registered person who comes, wants the post, is hired on the spot and applies. Gives the application.
async fn hired(app: &TestApp, running: &Running, seed: u64, name: &str) -> Uuid {
    app.worker(seed, name, VILLAGE).await;
    let ticket = app.ticket(running.fair, seed, name).await;
    come(app, running, Pass::Token(ticket.token)).await;
    let mut unit = app.unit().await;
    let wish = fairs::intend(
        &mut unit,
        running.fair,
        running.booth,
        &ticket.number.to_string(),
        running.post,
    )
    .await
    .expect("a wish");
    let at = |version| At {
        fair: running.fair,
        booth: running.booth,
        intention: wish,
        version,
    };
    let given = ConsentGiven {
        way: ConsentWay::Voice,
        witness: "王芳".into(),
    };
    let application = fairs::apply(&mut unit, at(1), given).await.expect("an application");
    fairs::settle(&mut unit, at(2), FairIntentionState::Hired)
        .await
        .expect("hired");
    unit.commit().await.expect("committed");
    application
}

async fn verify(app: &TestApp, placement: Uuid) {
    let mut unit = app.unit().await;
    let row = placements::by_id(unit.tx(), &Actor::System, placement)
        .await
        .expect("a placement");
    let proof = Proof {
        kind: EvidenceKind::StationChecked,
        on: app.today(),
        note: "打了电话".into(),
        file: None,
    };
    placements::verify(&mut unit, placement, row.version, &proof)
        .await
        .expect("verified");
    unit.commit().await.expect("committed");
}

on_both! {
    async fn the_funnel_counts_who_arrived_and_stayed(app) {
        let running = app.running_fair(5).await;
        let [stays, leaves] = [hired(&app, &running, 1, "马秀英").await, hired(&app, &running, 2, "海翠莲").await];
        come(&app, &running, Pass::WalkIn { name: "禹万山".into(), phone: phone(3), region_code: VILLAGE.into() }).await;
        app.fair_step(running.fair, Step::End).await.expect("ended");
        app.fair_step(running.fair, Step::Report).await.expect("reported");
        app.pass(Duration::days(3));
        let [first, second] = [app.arrived(stays).await, app.arrived(leaves).await];
        let outcomes = |app: &TestApp| {
            let (db, today, id) = (app.app.core.db.clone(), app.today(), running.fair);
            async move {
                let fair = fairs::by_id(db.reader(), &Actor::System, id).await.expect("the fair");
                fairs::outcomes(db.reader(), &fair, today).await.expect("outcomes")
            }
        };
        assert_eq!(outcomes(&app).await.arrived, 0, "nobody verified them yet");
        verify(&app, first).await;
        verify(&app, second).await;
        let found = outcomes(&app).await;
        assert_eq!((found.day.headcount, found.day.visitors, found.day.intending, found.day.hired, found.arrived), (5, 3, 2, 2, 2));
        assert_eq!((found.kept_30, found.kept_90), ((0, 0), (0, 0)), "the days have not come");
        app.pass(Duration::days(40));
        let mut unit = app.unit().await;
        let row = placements::by_id(unit.tx(), &Actor::System, second).await.expect("a placement");
        placements::leave(&mut unit, second, row.version, app.today(), EndReason::Family).await.expect("left");
        unit.commit().await.expect("committed");
        let found = outcomes(&app).await;
        assert_eq!((found.kept_30, found.kept_90), ((2, 2), (0, 1)), "who left after 40 days will not have stayed for 90");
        app.pass(Duration::days(60));
        assert_eq!(outcomes(&app).await.kept_90, (1, 2));
        let mut county = app.person(Role::County).await;
        let page = county.get(&format!("/manage/fairs/{}/statistics", running.fair)).await.ok();
        page.shows("已上报").shows("后来怎么样").shows("马秀英").shows("走了").hides("fairs-");
        let mut english = county.clone();
        english.set_cookie("lang", "en");
        english.get(&format!("/manage/fairs/{}/statistics", running.fair)).await.ok().shows("What came of it").hides("fairs-");
    }

    async fn figures_are_the_lengths_of_their_lists(app) {
        let running = app.running_fair(5).await;
        let application = hired(&app, &running, 1, "马秀英").await;
        come(&app, &running, Pass::WalkIn { name: "禹万山".into(), phone: phone(3), region_code: String::new() }).await;
        app.pass(Duration::hours(1));
        come(&app, &running, Pass::WalkIn { name: "禹万山".into(), phone: phone(3), region_code: String::new() }).await;
        let db = app.app.core.db.reader();
        let today = app.today();
        let period = |as_of| Period { from: today, until: today, as_of };
        assert!(figures::finished(db, &Actor::System, period(today)).await.expect("fairs").is_empty(), "only finished fairs count");
        app.fair_step(running.fair, Step::End).await.expect("ended");
        let finished = figures::finished(db, &Actor::System, period(today)).await.expect("fairs");
        assert_eq!(finished.iter().map(|fair| fair.id).collect::<Vec<_>>(), [running.fair]);
        let yesterday = today - Duration::days(1);
        assert!(figures::finished(db, &Actor::System, period(yesterday)).await.expect("fairs").is_empty());
        let enterprises = figures::enterprises(db, &Actor::System, period(today)).await.expect("firms");
        assert_eq!((enterprises.len(), enterprises[0].employer), (1, running.firm));
        let posts = figures::posts(db, &Actor::System, period(today)).await.expect("posts");
        assert_eq!((posts.len(), posts[0].headcount), (1, 5));
        let entries = figures::entries(db, &Actor::System, period(today)).await.expect("entries");
        let people: std::collections::BTreeSet<Visitor> = entries.iter().map(|fact| fact.visitor).collect();
        assert_eq!((entries.len(), people.len()), (3, 2));
        assert_eq!(figures::intentions(db, &Actor::System, period(today)).await.expect("wishes").len(), 1);
        let count = statistics::count(db, &app.fair(running.fair).await).await.expect("counted");
        assert_eq!((count.entries, count.visitors, count.walk_ins, count.intending), (3, 2, 1, 1));
        let placement = app.arrived(application).await;
        verify(&app, placement).await;
        let arrivals = figures::arrivals(db, &Actor::System, period(app.today())).await.expect("arrivals");
        assert_eq!(arrivals.iter().map(|fact| fact.placement).collect::<Vec<_>>(), [placement]);
        app.account("far", Role::Station, Some("620825"), None).await;
        let stranger = app.actor("far").await;
        assert!(figures::finished(db, &stranger, period(today)).await.expect("fairs").is_empty());
    }

    async fn two_records_of_one_visitor_are_one_person(app) {
        let running = app.running_fair(5).await;
        let kept = app.worker(1, "马秀英", VILLAGE).await;
        let mut unit = app.unit().await;
        let gone = workers::sign_up(&mut unit, "马秀英", &phone(2), VILLAGE).await.expect("a second record");
        unit.commit().await.expect("committed");
        for seed in [1, 2] {
            let ticket = app.ticket(running.fair, seed, "马秀英").await;
            come(&app, &running, Pass::Token(ticket.token)).await;
        }
        let db = app.app.core.db.reader();
        let fair = app.fair(running.fair).await;
        assert_eq!(statistics::count(db, &fair).await.expect("counted").visitors, 2);
        let mut unit = app.unit().await;
        workers::merge(&mut unit, kept, gone, "同一个人").await.expect("merged");
        unit.commit().await.expect("committed");
        let counted = statistics::count(db, &fair).await.expect("counted");
        assert_eq!((counted.visitors, counted.entries), (1, 2));
    }

    async fn strangers_are_forgotten_when_the_fair_is_archived(app) {
        let running = app.running_fair(5).await;
        app.worker(1, "马秀英", VILLAGE).await;
        app.ticket(running.fair, 1, "马秀英").await;
        come(&app, &running, Pass::WalkIn { name: "禹万山".into(), phone: phone(3), region_code: VILLAGE.into() }).await;
        let mut station = app.person(Role::Station).await;
        let list = format!("/manage/fairs/{}/tickets", running.fair);
        station.get(&list).await.ok().shows("禹万山").shows("没有档案").hides(&phone(3));
        let stranger = app.tickets(running.fair).await.into_iter().find(|row| row.worker_id.is_none()).expect("a stranger");
        let path = format!("{list}/{}/phone", stranger.id);
        station.get(&path).await.ok().hides(&phone(3));
        station.post(&path, &[("reason", "call")]).await.ok().shows(&phone(3));
        // Registered afterwards: the ticket finds the record.
        let found = app.worker(3, "禹万山", VILLAGE).await;
        station.post(&format!("{list}/match"), &[]).await.done();
        assert!(app.tickets(running.fair).await.iter().any(|row| row.worker_id == Some(found)));
        come(&app, &running, Pass::WalkIn { name: "海翠莲".into(), phone: phone(4), region_code: VILLAGE.into() }).await;
        for step in [Step::End, Step::Report, Step::Follow] {
            app.fair_step(running.fair, step).await.expect("a step");
        }
        app.pass(Duration::days(91));
        app.fair_step(running.fair, Step::Archive).await.expect("archived");
        let tickets = app.tickets(running.fair).await;
        let forgotten: Vec<_> = tickets.iter().filter(|row| row.worker_id.is_none()).collect();
        assert_eq!(forgotten.len(), 1);
        assert!(forgotten.iter().all(|row| row.name.is_empty() && row.phone_cipher.is_none() && row.phone_index.is_none()));
        assert!(tickets.iter().filter(|row| row.worker_id.is_some()).all(|row| !row.name.is_empty()));
    }
}
