//! What is reported and what came of it: people who arrive, stay and leave, figures as lists, privacy after ninety days.

use chrono::Duration;
use entity::codes::{ConsentWay, EndReason, EvidenceKind, FairIntentionState, Role};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::applications::ConsentGiven;
use labour_bridge::domain::fairs::state::Step;
use labour_bridge::domain::fairs::{self, At, DoorEntry, Pass, statistics};
use labour_bridge::domain::figures::{Indicator, catalogue, list};
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
        let today = app.today();
        let yesterday = today - Duration::days(1);
        let days = format!("{today}..{today}");
        let asked = |app: &TestApp, as_of| app.asked(&days, as_of);
        assert_eq!(app.figure("T7", &asked(&app, today)).await, Some(0), "only finished fairs count");
        app.fair_step(running.fair, Step::End).await.expect("ended");
        for (code, number) in [("T7", 1), ("T7e", 1), ("T7p", 1), ("T7h", 5), ("T7v", 3), ("T7i", 1), ("T7a", 0)] {
            assert_eq!(app.figure(code, &asked(&app, today)).await, Some(number), "{code}");
            assert_eq!(app.figure(code, &asked(&app, yesterday)).await, Some(0), "{code}");
        }
        let count = statistics::count(app.app.core.db.reader(), &app.fair(running.fair).await).await.expect("counted");
        assert_eq!((count.entries, count.visitors, count.walk_ins, count.intending), (3, 2, 1, 1));
        let placement = app.arrived(application).await;
        verify(&app, placement).await;
        let fair = app.fair(running.fair).await;
        let arrivals = fairs::arrivals(app.app.core.db.reader(), &fair, app.today()).await.expect("arrivals");
        assert_eq!(arrivals.iter().map(|one| one.placement).collect::<Vec<_>>(), [placement]);
        let now = app.today();
        assert_eq!(app.figure("T7a", &asked(&app, now)).await, Some(1), "whenever they began");
        // Who gives up afterwards had a wish on the day.
        app.pass(Duration::days(1));
        let wish = app.intentions(running.fair).await.remove(0);
        let mut unit = app.unit().await;
        let at = At { fair: running.fair, booth: running.booth, intention: wish.id, version: wish.version };
        fairs::settle(&mut unit, at, FairIntentionState::GaveUp).await.expect("gave up");
        unit.commit().await.expect("committed");
        assert_eq!(app.figure("T7i", &asked(&app, today)).await, Some(1), "as of the day");
        assert_eq!(app.figure("T7i", &asked(&app, app.today())).await, Some(0));
        let mut county = app.person(Role::County).await;
        for (code, word) in [("T7", "现场"), ("T7e", "天津春晓里养老院"), ("T7p", "展出的岗位"), ("T7v", "马秀英"), ("T7a", "马秀英")] {
            let page = county.get(&format!("/figures/of/{code}?period={days}")).await.ok();
            page.shows(word).hides("figures-").hides("figure-");
        }
        let mut stranger = app.stranger(Role::County).await;
        stranger.get(&format!("/figures/of/T7v?period={days}")).await.ok().hides("马秀英");
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
        app.fair_step(running.fair, Step::End).await.expect("ended");
        let listed = catalogue::get("T7v").and_then(Indicator::list).expect("a list");
        let asked = app.asked("2026", app.today());
        let entries = list::all(db, listed, &asked, 10).await.expect("entries");
        assert!(entries.len() == 2 && entries.iter().all(|entry| entry.subject_id == kept));
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
