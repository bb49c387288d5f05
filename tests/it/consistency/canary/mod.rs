//! A person whose every private thing is a word that stands nowhere else, and everybody who must not come across it: every page that they can
//! reach, every list that they can take out, the index, the backup and the log.

mod cage;
mod log;
mod steps;

use axum::http::StatusCode;
use entity::codes::{EmployerState, Role};
use entity::{consent, employer};
use labour_bridge::archive;
use labour_bridge::domain::interchange;
use labour_bridge::domain::unit::Trace;
use sea_orm::{EntityTrait as _, Set};
use serde_json::json;

use self::cage::{
    Cage, Canary, EVERYTHING, Home, Household, Limit, MUST_NOT_SEE, Meals, Name, Note, Number, NumberEnd, Phone,
    Reader, Reference, Sealed, Witness,
};
use self::log::{Log, around};
use self::steps::{fill, found, look, seeds, sign_in};
use crate::search_feeder::holds;
use crate::support::crawl::crawl;
use crate::support::on_both;
use crate::support::people::ELSEWHERE;
use crate::support::vacancies::canteen;
use crate::support::workers::{OTHER_VILLAGE, number, phone};
use crate::support::world::PERSON;

on_both! {
    async fn nobody_comes_across_what_is_not_theirs_wherever_the_links_lead(app) {
        let w = app.world().await;
        fill(&app, &w).await;
        app.feed().await;
        let cage = Cage::of(&app, &w).await;
        let seeds = seeds(&app, &w).await;
        let record = format!("/workers/{}", w.worker);
        let card = format!("/applications/{}", w.application);
        for (reader, forbidden) in MUST_NOT_SEE {
            let mut client = sign_in(&app, &w, *reader).await;
            let pages = crawl(&mut client, seeds.clone()).await;
            look(&cage, *reader, &pages, forbidden);
            // The crawl did come to where the person is, for those who may go there.
            let (at_record, at_card) = (found(&pages, &record), found(&pages, &card));
            match reader {
                Reader::Here(_) => {
                    assert_eq!(cage.heard(&at_record.said, &[Name, NumberEnd, Note, Witness, Household, Limit, Meals]).len(), 7 , "{reader:?}");
                    assert!(at_card.said.contains(PERSON), "{reader:?}");
                }
                Reader::Firm => assert!(at_card.said.contains(PERSON) && at_record.status == 404),
                Reader::Visitor => assert!(at_card.status == 303 && at_record.status == 303),
                _ => assert!(at_card.status == 404 && at_record.status == 404, "{reader:?}"),
            }
            // The same in English.
            client.set_cookie("lang", "en");
            let english = crawl(&mut client, seeds.clone()).await;
            look(&cage, *reader, &english, forbidden);
        }
    }

    async fn a_firm_sees_no_more_of_who_works_there_and_nothing_once_the_consent_is_gone(app) {
        let w = app.world().await;
        fill(&app, &w).await;
        let second = app.published(w.firm, canteen(app.today())).await;
        let id = app.recommended(w.worker, second).await;
        app.hired(id).await;
        let placement = app.arrived(id).await;
        app.feed().await;
        let cage = Cage::of(&app, &w).await;
        let (_, forbidden) = MUST_NOT_SEE.iter().find(|(reader, _)| *reader == Reader::Firm).expect("a line");
        let mut firm = app.sign_in("firm-hr").await;
        let mut more = seeds(&app, &w).await;
        more.extend([format!("/placements/{placement}"), format!("/applications/{id}")]);
        let pages = crawl(&mut firm, more.clone()).await;
        assert!(found(&pages, &format!("/placements/{placement}")).said.contains(PERSON));
        look(&cage, Reader::Firm, &pages, forbidden);
        // Asked for, the phone comes once and nothing else with it.
        let shown = firm.post(&format!("/applications/{id}/phone"), &[]).await.ok();
        shown.shows(&phone(w.seed));
        let others: Vec<Canary> = forbidden.iter().copied().filter(|canary| *canary != Phone).collect();
        assert!(cage.heard(&shown.text, &others).is_empty());

        let step = consent::ActiveModel { withdrawn_at: Set(Some(app.now())), ..Default::default() };
        consent::Entity::update_many().set(step).exec(app.app.core.db.reader()).await.expect("taken back");
        let pages = crawl(&mut firm, more).await;
        look(&cage, Reader::Firm, &pages, EVERYTHING);
    }

    async fn an_employer_that_may_not_recruit_keeps_its_cards_and_gets_no_phone(app) {
        let w = app.world().await;
        fill(&app, &w).await;
        let stopped = employer::ActiveModel { id: Set(w.firm), state: Set(EmployerState::Suspended), ..Default::default() };
        employer::Entity::update(stopped).exec(app.app.core.db.reader()).await.expect("suspended");
        let cage = Cage::of(&app, &w).await;
        let mut firm = app.sign_in("firm-hr").await;
        let refused = firm.post(&format!("/applications/{}/phone", w.application), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(cage.heard(&refused.text, EVERYTHING).is_empty());
    }

    async fn programs_come_across_no_more_than_people(app) {
        let w = app.world().await;
        fill(&app, &w).await;
        app.feed().await;
        let cage = Cage::of(&app, &w).await;
        let (of_worker, of_post) = (json!({ "worker_id": w.worker }), json!({ "vacancy_id": w.post }));
        for (role, place, forbidden) in [
            (Role::Employer, None, EVERYTHING),
            (Role::Admin, None, EVERYTHING),
            (Role::Auditor, None, EVERYTHING),
            (Role::County, Some(ELSEWHERE), EVERYTHING),
            (Role::County, Some("620802"), &[Number, NumberEnd, Phone, Household, Note, Witness, Reference, Sealed]),
        ] {
            let mut program = app.program(role, place).await;
            for (path, body) in [("/api/v1/match/vacancies", &of_worker), ("/api/v1/match/workers", &of_post)] {
                let answer = program.post_json(path, body).await;
                let heard = cage.heard(&answer.text, forbidden);
                assert!(heard.is_empty(), "{role:?} comes across {heard:?} on {path}: {}", answer.text);
            }
        }
    }

    async fn index_backup_and_files_hold_nothing_that_is_sealed_and_the_log_nothing_at_all(app) {
        let log = Log::default();
        let listening = log.listen();
        let w = app.world().await;
        fill(&app, &w).await;
        let key = uuid::Uuid::new_v4().to_string();
        let sign_up = [("form_key", key.as_str()), ("name", PERSON), ("phone", &phone(w.seed)), ("place", OTHER_VILLAGE), ("agrees", "yes")];
        app.visitor().post(&format!("/apply/{}", w.post), &sign_up).await.done();
        app.visitor().post("/my", &[("reference", &w.reference), ("last4", &phone(w.seed)[7..])]).await.done();
        let mut clerk = app.sign_in("clerk-home").await;
        clerk.get(&format!("/workers?q={PERSON}")).await.ok().shows(PERSON);
        clerk.get("/exports/workers.csv?reason=look").await.ok();
        // What fails is told with its cause, never with what was typed.
        clerk.post("/workers/new", &[("step", "person"), ("name", PERSON), ("place", "无此地"), ("phone", &phone(w.seed))]).await;
        let actor = app.actor("clerk-home").await;
        let batch = app.judged_file("clerk-home", 3).await;
        interchange::plan(&app.app.core, &actor, app.now(), &Trace::default(), batch, |_| {}).await.expect("a plan");
        app.feed().await;
        drop(listening);
        let cage = Cage::of(&app, &w).await;
        let text = log.text();
        assert!(text.contains("/workers/find"), "nobody listened");
        let heard = cage.heard(&text, &[Name, Number, NumberEnd, Phone, Note, Witness, Reference, Sealed, Household]);
        assert!(heard.is_empty(), "the log says {heard:?}: {:?}", heard.first().map(|(_, word)| around(&text, word)));

        let index = app.folder.path().join("index");
        for (canary, word) in &cage.words {
            if !matches!(canary, Home) {
                assert!(!holds(&index, word.as_bytes()), "{canary:?} in the index");
            }
        }
        let backup = app.folder.path().join("backup");
        archive::backup(&app.app.core.db, &backup, app.now()).await.expect("a backup");
        for secret in [number(w.seed), phone(w.seed)] {
            // The folder holds the database, the index and the backup.
            assert!(!holds(app.folder.path(), secret.as_bytes()), "{secret} in a file");
        }
        assert!(holds(&backup, PERSON.as_bytes()), "the backup holds no names, so it would hide a number too");
    }
}
