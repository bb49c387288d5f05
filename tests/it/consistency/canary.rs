//! A person whose every private thing is a word that stands nowhere else, and everybody who must not come across it: every page that they can
//! reach, every list that they can take out, the index, the backup and the log.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{Method, StatusCode};
use entity::codes::{ConsentScope, ConsentWay, EmployerState, ImportTarget, Role};
use entity::worker;
use labour_bridge::archive;
use labour_bridge::domain::interchange::{self, ExportOf};
use labour_bridge::domain::unit::Trace;
use labour_bridge::i18n::Locale;
use labour_bridge::reference::region;
use labour_bridge::web::route_table;
use sea_orm::EntityTrait as _;
use serde_json::json;
use tracing::dispatcher::{self, DefaultGuard, Dispatch};

use super::strangers::real_paths;
use crate::search_feeder::holds;
use crate::support::crawl::{Reached, crawl};
use crate::support::interchange::file;
use crate::support::people::ELSEWHERE;
use crate::support::vacancies::canteen;
use crate::support::workers::{OTHER_VILLAGE, number, phone};
use crate::support::world::{PERSON, World};
use crate::support::{Client, Form, TestApp, on_both};

const NOTE: &str = "CANARY-NOTE";
const WITNESS: &str = "CANARY-WITNESS";

/// Something that is not everybody's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Canary {
    Name,
    /// The whole identity number.
    Number,
    /// Its last four, which staff may see.
    NumberEnd,
    /// The whole phone.
    Phone,
    Birth,
    /// The village, in words and as a code.
    Home,
    Household,
    /// What the body cannot do.
    Limit,
    /// A wish that tells of faith.
    Meals,
    Note,
    Witness,
    /// The number of the slip, with which and the end of the phone one can act as the person.
    Reference,
    /// Cipher text and look-up index of number and phone.
    Sealed,
}

use Canary::{Birth, Home, Household, Limit, Meals, Name, Note, Number, NumberEnd, Phone, Reference, Sealed, Witness};

/// Everything.
const EVERYTHING: &[Canary] = &[
    Name, Number, NumberEnd, Phone, Birth, Home, Household, Limit, Meals, Note, Witness, Reference, Sealed,
];

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Visitor,
    /// The firm to which the person agreed to go.
    Firm,
    OtherFirm,
    Admin,
    Elsewhere(Role),
    Here(Role),
}

/// Who must not come across what. Requirements Z2 (employers), Z4 (staff elsewhere), Z7 (administrators), P5 (masked for everybody).
const MUST_NOT_SEE: &[(Reader, &[Canary])] = &[
    (Reader::Visitor, EVERYTHING),
    (
        // The name and the age are what the person agreed to; the phone is given on request only, and that is written down.
        Reader::Firm,
        &[
            Number, NumberEnd, Phone, Birth, Home, Household, Limit, Meals, Note, Witness, Reference, Sealed,
        ],
    ),
    (Reader::OtherFirm, EVERYTHING),
    (Reader::Admin, EVERYTHING),
    // Household categories, limits and meals are words on the filters and forms for their own people.
    (Reader::Elsewhere(Role::County), OF_A_STRANGER),
    (Reader::Elsewhere(Role::Station), OF_A_STRANGER),
    (Reader::Elsewhere(Role::Liaison), OF_A_STRANGER),
    (Reader::Elsewhere(Role::Auditor), OF_A_STRANGER),
    // Whoever works with the record sees it masked.
    (Reader::Here(Role::County), &[Number, Phone, Sealed]),
    (Reader::Here(Role::Station), &[Number, Phone, Sealed]),
    (Reader::Here(Role::Liaison), &[Number, Phone, Sealed]),
    (Reader::Here(Role::Auditor), &[Number, Phone, Sealed]),
];
const OF_A_STRANGER: &[Canary] = &[
    Name, Number, NumberEnd, Phone, Birth, Home, Note, Witness, Reference, Sealed,
];

/// The words of each canary.
struct Cage {
    words: Vec<(Canary, String)>,
}

impl Cage {
    async fn of(app: &TestApp, w: &World) -> Self {
        let db = app.app.core.db.reader();
        let row = worker::Entity::find_by_id(w.worker)
            .one(db)
            .await
            .expect("an answer")
            .expect("the person");
        let dial = entity::worker_phone::Entity::find_by_id(w.phone)
            .one(db)
            .await
            .expect("an answer")
            .expect("a phone");
        let number = number(w.seed);
        let village = region::full_name(OTHER_VILLAGE);
        let village = village.rsplit('镇').next().expect("a village").to_owned();
        let mut words = vec![
            (Name, PERSON.to_owned()),
            (NumberEnd, number[14..].to_owned()),
            (Number, number),
            (Phone, phone(w.seed)),
            (Birth, "1974-03-12".to_owned()),
            (Home, village),
            (Home, OTHER_VILLAGE.to_owned()),
            (Note, NOTE.to_owned()),
            (Witness, WITNESS.to_owned()),
            (Reference, w.reference.clone()),
            (Sealed, row.id_number_cipher.expect("a cipher text")),
            (Sealed, row.id_number_index.expect("an index")),
            (Sealed, dial.number_cipher),
            (Sealed, dial.number_index),
            (Limit, "no_noise".to_owned()),
        ];
        for locale in [Locale::Zh, Locale::En] {
            words.push((Household, locale.text("monitor-sudden")));
            words.push((Limit, locale.text("limit-no-noise")));
        }
        // English pages say "Halal meals" of a kitchen too.
        words.push((Meals, Locale::Zh.text("workers-halal")));
        Self { words }
    }

    /// What is said that must not be said.
    fn heard<'c>(&'c self, said: &str, forbidden: &[Canary]) -> Vec<&'c (Canary, String)> {
        self.words
            .iter()
            .filter(|(canary, word)| forbidden.contains(canary) && said.contains(word.as_str()))
            .collect()
    }
}

/// Everything that somebody said to the log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn listener(&self) -> Dispatch {
        let log = self.clone();
        let listener = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || log.clone());
        Dispatch::new(listener.finish())
    }

    /// Listen to everything on this thread, down to the finest level. A second listener, which hears nothing, is there because a place in
    /// the code that another test's thread reaches first would otherwise be asked about on that thread alone, where nobody listens, and
    /// stay silent for good.
    fn listen(&self) -> (DefaultGuard, Dispatch) {
        let spare = Self::default().listener();
        (dispatcher::set_default(&self.listener()), spare)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

async fn save(client: &mut Client, path: &str, fill: impl FnOnce(Form) -> Form) {
    let page = client.get(path).await.ok();
    let form = fill(Form::on(&page, "main form:has(p.actions)"));
    form.press(client, "保存").await.done();
}

/// Put the canaries into the record, and work on it as people do: look it up by number and phone, look at both, bring a file in.
async fn fill(app: &TestApp, w: &World) {
    let mut clerk = app.sign_in("clerk-home").await;
    let record = format!("/workers/{}", w.worker);
    save(&mut clerk, &format!("{record}/edit/details"), |form| {
        form.write("note", NOTE)
    })
    .await;
    save(&mut clerk, &format!("{record}/edit/household"), |form| {
        form.choose("base", "general").choose("monitor", "sudden")
    })
    .await;
    save(&mut clerk, &format!("{record}/edit/limits"), |form| {
        form.tick("limits", "no_noise").tick("halal_wanted", "yes")
    })
    .await;
    let (scope, way) = (ConsentScope::Health, ConsentWay::Voice);
    save(&mut clerk, &format!("{record}/edit/consent"), |form| {
        use entity::codes::Code as _;
        form.choose("consent_scope", scope.key())
            .choose("consent_way", way.key())
            .write("witness", WITNESS)
    })
    .await;
    for text in [number(w.seed), phone(w.seed)] {
        assert_eq!(clerk.post("/workers/find", &[("q", &text)]).await.done(), record);
    }
    clerk
        .post("/workers/new", &[("step", "number"), ("id_number", &number(w.seed))])
        .await
        .ok()
        .shows("已经登记过了");
    clerk
        .post(&format!("{record}/reveal"), &[("reason", "identity")])
        .await
        .ok()
        .shows(&number(w.seed));
    clerk
        .post(
            &format!("{record}/reveal"),
            &[("phone", &w.phone.to_string()), ("reason", "call")],
        )
        .await
        .ok()
        .shows(&phone(w.seed));
    let text = format!(
        "姓名,身份证号码,乡镇,联系电话\n王小二,{},白水镇,{}\n",
        number(w.seed),
        phone(w.seed)
    );
    let actor = app.actor("clerk-home").await;
    app.bring_in(&actor, file(ImportTarget::Workers, "canary.csv", text))
        .await;
}

/// The pages to begin at: the first one, and every route that is read, with real ids.
async fn seeds(app: &TestApp, w: &World) -> Vec<String> {
    let mut seeds = vec!["/".to_owned()];
    seeds.extend(
        route_table()
            .iter()
            .filter(|route| route.method == Method::GET && !route.path.contains('{'))
            .map(|route| route.path.to_owned()),
    );
    seeds.extend(real_paths(app, w).await);
    seeds.push(format!("/workers/{}/reveal?phone={}", w.worker, w.phone));
    seeds.push(format!("/placements/new?worker={}", w.worker));
    for list in ExportOf::ALL {
        for ending in ["csv", "xlsx"] {
            seeds.push(format!("/exports/{}.{ending}?reason=look", list.key()));
        }
    }
    for query in ["q=%E5%B8%AE%E5%8E%A8", "facets=1"] {
        seeds.push(format!("/api/v1/vacancies?{query}"));
    }
    seeds.push("/api/v1/vacancies/suggest?q=a".to_owned());
    seeds
}

async fn sign_in(app: &TestApp, w: &World, reader: Reader) -> Client {
    match reader {
        Reader::Visitor => app.visitor(),
        Reader::Firm => app.sign_in("firm-hr").await,
        Reader::OtherFirm => app.employer_user("other-hr", w.other_firm).await,
        Reader::Admin => app.person(Role::Admin).await,
        Reader::Elsewhere(role) => app.stranger(role).await,
        Reader::Here(role) => app.person(role).await,
    }
}

/// Look for canaries on all these pages.
fn look(cage: &Cage, reader: Reader, pages: &[Reached], forbidden: &[Canary]) {
    for page in pages {
        let mut heard = cage.heard(&page.said, forbidden);
        // Whoever types the number of a slip sees it on the page that asks for the phone.
        heard.retain(|(canary, word)| *canary != Reference || !page.path.contains(word));
        // The rows that could not be taken go back whole to whoever brought them in, and that is written down.
        if page.path.ends_with("/errors.xlsx") && matches!(reader, Reader::Here(Role::County | Role::Station)) {
            heard.retain(|(canary, _)| *canary == Sealed);
        }
        assert!(
            heard.is_empty(),
            "{reader:?} comes across {heard:?} on {} ({}):\n{}",
            page.path,
            page.status,
            page.said
        );
    }
}

fn found<'p>(pages: &'p [Reached], path: &str) -> &'p Reached {
    pages
        .iter()
        .find(|page| page.path == path)
        .unwrap_or_else(|| panic!("{path} was not reached"))
}

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

        let step = entity::consent::ActiveModel { withdrawn_at: sea_orm::Set(Some(app.now())), ..Default::default() };
        entity::consent::Entity::update_many().set(step).exec(app.app.core.db.reader()).await.expect("taken back");
        let pages = crawl(&mut firm, more).await;
        look(&cage, Reader::Firm, &pages, EVERYTHING);
    }

    async fn an_employer_that_may_not_recruit_keeps_its_cards_and_gets_no_phone(app) {
        let w = app.world().await;
        fill(&app, &w).await;
        let stopped = entity::employer::ActiveModel { id: sea_orm::Set(w.firm), state: sea_orm::Set(EmployerState::Suspended), ..Default::default() };
        entity::employer::Entity::update(stopped).exec(app.app.core.db.reader()).await.expect("suspended");
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

/// The line of a text that holds a word.
fn around<'t>(text: &'t str, word: &str) -> &'t str {
    text.lines().find(|line| line.contains(word)).unwrap_or_default()
}
