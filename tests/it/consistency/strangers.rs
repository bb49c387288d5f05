//! Every route that has a parameter, asked with the ids of real objects by people who have nothing to do with them. The routes come from the
//! route table; a route that no line of [`rows`] fills fails the test, so that no page is left out because somebody forgot it.

use axum::http::{Method, StatusCode};
use entity::codes::Role;
use labour_bridge::web::{Guard, Route, route_table};
use serde_json::json;
use uuid::Uuid;

use crate::employers::bare;
use crate::support::employers::PDF;
use crate::support::people::{ELSEWHERE, HOME, PASSWORD};
use crate::support::world::{DRAFT, FILE, PERSON, World};
use crate::support::{Client, Page, TestApp, on_both};

/// Whose an object is, and with that who is a stranger to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// A person of HOME, or what came of an introduction to a firm: nobody from elsewhere, no other firm, no administrator.
    Person,
    /// A firm's own. Firms hire in every county, so staff and auditors everywhere know them; auditors change nothing.
    Firm,
    /// A public post as matching sees it: whoever matches, with the own people.
    Matching,
    /// A file that an office brought in: the people of its places who may bring files in.
    Office,
    /// The accounts.
    Administrators,
    /// Whoever holds the number of the slip and the end of the phone.
    Holder,
    /// Not public, and these routes show nobody what is not, its owner included.
    Nobody,
    /// Everybody, and why.
    Everybody(&'static str),
    /// A list, which shows each reader the own rows.
    OwnRows,
}

/// Everybody who could ask. `None` is somebody who has not signed in.
const READERS: [Option<Role>; 7] = [
    None,
    Some(Role::County),
    Some(Role::Station),
    Some(Role::Liaison),
    Some(Role::Auditor),
    Some(Role::Admin),
    Some(Role::Employer),
];

impl Whose {
    /// Whether somebody from elsewhere with this role is a stranger who must find nothing.
    fn shuts_out(self, reader: Option<Role>, method: &Method) -> bool {
        let writes = *method != Method::GET;
        let known = match self {
            Self::Everybody(_) | Self::OwnRows => true,
            Self::Firm => {
                matches!(reader, Some(Role::County | Role::Station)) || (reader == Some(Role::Auditor) && !writes)
            }
            Self::Matching => matches!(reader, Some(Role::County | Role::Station | Role::Liaison)),
            Self::Administrators => reader == Some(Role::Admin),
            Self::Holder => !writes,
            Self::Person | Self::Office | Self::Nobody => false,
        };
        !known
    }
}

/// A route, or all routes below it, and real values for its parameters.
struct Row {
    path: &'static str,
    values: Vec<Vec<String>>,
    whose: Whose,
    version: i32,
}

/// What fills every route that has a parameter. The longest path that begins a route is its line.
async fn rows(app: &TestApp, w: &World) -> Vec<Row> {
    let one = |id: Uuid| vec![vec![id.to_string()]];
    let two = |id: Uuid, other: Uuid| vec![vec![id.to_string(), other.to_string()]];
    let text = |value: &str| vec![vec![value.to_owned()]];
    let sections = [
        "details",
        "number",
        "phones",
        "household",
        "skills",
        "certificates",
        "limits",
        "wants",
        "consent",
        "status",
    ];
    let sections = sections
        .map(|section| vec![w.worker.to_string(), section.to_owned()])
        .to_vec();
    let row = |path, values, whose, version| Row {
        path,
        values,
        whose,
        version,
    };
    let firm = app.employer_row(w.firm).await.version;
    let public = Whose::Everybody("posts are made to be read");
    vec![
        row("/accounts/{id}", one(w.account), Whose::Administrators, 1),
        row("/workers/{id}", one(w.worker), Whose::Person, 1),
        row("/workers/{id}/edit/{section}", sections, Whose::Person, 1),
        row(
            "/workers/duplicates/{one}/{other}",
            two(w.worker.min(w.twin), w.worker.max(w.twin)),
            Whose::Person,
            1,
        ),
        row(
            "/applications/{id}",
            one(w.application),
            Whose::Person,
            app.application(w.application).await.version,
        ),
        row("/placements/{id}", one(w.placement), Whose::Person, 1),
        row("/employers/{id}", one(w.firm), Whose::Firm, firm),
        row(
            "/employers/{id}/papers/{paper}",
            two(w.firm, w.paper),
            Whose::Firm,
            firm,
        ),
        row(
            "/employers/{id}/users/{account}",
            two(w.firm, w.firm_account),
            Whose::Firm,
            firm,
        ),
        row("/files/{id}", one(w.file), Whose::Firm, 1),
        row(
            "/manage/vacancies/{id}",
            [one(w.post), one(w.draft)].concat(),
            Whose::Firm,
            app.post(w.post).await.version,
        ),
        row("/manage/vacancies/{id}/matches", one(w.post), Whose::Matching, 1),
        row("/vacancies/{id}", one(w.post), public, 1),
        row("/api/v1/vacancies/{id}", one(w.post), public, 1),
        row(
            "/apply/{id}",
            one(w.post),
            Whose::Everybody("anybody may sign up for a public post"),
            1,
        ),
        row("/vacancies/{id}", one(w.draft), Whose::Nobody, 1),
        row("/api/v1/vacancies/{id}", one(w.draft), Whose::Nobody, 1),
        row("/apply/{id}", one(w.draft), Whose::Nobody, 1),
        row(
            "/apply/done/{reference}",
            text(&w.reference),
            Whose::Everybody("the slip says nothing of the person, and only its holder has the number"),
            1,
        ),
        row("/my/{reference}", text(&w.reference), Whose::Holder, 1),
        row("/imports/{id}", one(w.batch), Whose::Office, 1),
        row("/exports/{file}", text("workers.csv"), Whose::OwnRows, 1),
        row(
            "/static/{name}",
            text("app.css"),
            Whose::Everybody("style sheet, script and mark"),
            1,
        ),
    ]
}

fn begins(row: &str, route: &str) -> bool {
    let mut parts = route.split('/');
    row.split('/').all(|part| parts.next() == Some(part))
}

/// The route with these values in place of its parameters, if there is one for each.
fn filled(route: &str, values: &[String]) -> Option<String> {
    let mut values = values.iter();
    let mut path = String::new();
    for part in route.split('/').skip(1) {
        path.push('/');
        path.push_str(if part.starts_with('{') { values.next()? } else { part });
    }
    values.next().is_none().then_some(path)
}

/// A route with real ids in it.
struct Question<'r> {
    route: Route,
    path: String,
    row: &'r Row,
}

/// Every route that has a parameter, with real ids. Fails for a route that no line fills, and for a line that fills no route.
fn questions(rows: &[Row]) -> Vec<Question<'_>> {
    let mut questions = Vec::new();
    let mut missing = Vec::new();
    let mut used = Vec::new();
    for route in route_table().into_iter().filter(|route| route.path.contains('{')) {
        let longest = rows
            .iter()
            .filter(|row| begins(row.path, route.path))
            .map(|row| row.path.len())
            .max();
        let before = questions.len();
        for row in rows
            .iter()
            .filter(|row| begins(row.path, route.path) && Some(row.path.len()) == longest)
        {
            used.push(row.path);
            questions.extend(row.values.iter().filter_map(|values| {
                Some(Question {
                    path: filled(route.path, values)?,
                    route: route.clone(),
                    row,
                })
            }));
        }
        if questions.len() == before {
            missing.push(format!("{} {}", route.method, route.path));
        }
    }
    assert!(
        missing.is_empty(),
        "nothing real is asked for on {missing:#?}: give it a line in rows()"
    );
    let stale: Vec<&str> = rows
        .iter()
        .map(|row| row.path)
        .filter(|path| !used.contains(path))
        .collect();
    assert!(stale.is_empty(), "no route has these parameters any more: {stale:?}");
    questions
}

/// Every address that is read, with real ids in it.
pub async fn real_paths(app: &TestApp, w: &World) -> Vec<String> {
    let rows = rows(app, w).await;
    let read = questions(&rows)
        .into_iter()
        .filter(|question| question.route.method == Method::GET);
    read.map(|question| question.path).collect()
}

/// A form that would be carried out if its sender were let in: every field of every form, each with a value that fits.
fn form(question: &Question<'_>, w: &World) -> Vec<(String, String)> {
    let path = question.route.path;
    let mut fields = vec![
        ("form_key", Uuid::new_v4().to_string()),
        ("version", question.row.version.to_string()),
        ("act", "not-same".into()),
        ("keep", w.worker.to_string()),
        ("reason", "skill".into()),
        ("own_reason", "gave_up".into()),
        ("other", "想看一看".into()),
        ("note", "改掉了".into()),
        ("name", "改掉了".into()),
        ("place", "白水镇白水村".into()),
        ("id_number", crate::support::workers::number(99)),
        (
            "phone",
            if path.ends_with("/reveal") {
                w.phone.to_string()
            } else {
                "19900100999".into()
            },
        ),
        ("phone_owner", "worker".into()),
        ("phone_state", "reachable".into()),
        ("base", "general".into()),
        ("household_from", "2026-11-20".into()),
        ("kinds", "near".into()),
        ("limits", "no_cold".into()),
        ("consent_scope", "claim".into()),
        ("consent_way", "signed".into()),
        ("status", "idle".into()),
        ("source", "phone".into()),
        ("as_of", "2026-11-22".into()),
        ("agreed", "yes".into()),
        ("way", "voice".into()),
        ("witness", "王芳".into()),
        ("interview_at", "2026-12-01T09:30".into()),
        ("interview_way", "phone".into()),
        ("started_on", "2026-11-23".into()),
        ("ended_on", "2026-11-23".into()),
        ("end_reason", "family".into()),
        ("on", "2026-11-23".into()),
        ("proof", "station_checked".into()),
        ("proof_note", "打电话问过".into()),
        ("to", if path.ends_with("/mark") { "lost" } else { "suspended" }.into()),
        ("verdict", "refused".into()),
        ("method", "打了登记的电话".into()),
        ("login", "somebody-new".into()),
        ("password", PASSWORD.into()),
        ("role", "county".into()),
        ("address", "改掉了".into()),
        ("contact_name", "改掉了".into()),
        ("contact_phone", "19900200009".into()),
        (
            "pick",
            if path.starts_with("/workers") { w.post } else { w.worker }.to_string(),
        ),
        ("column-0", "name".into()),
        ("column-1", "id_no".into()),
        ("column-2", "township".into()),
    ];
    if path.starts_with("/employers/") {
        fields.extend([("kind", "licence".to_owned())]);
    }
    let way = if path.starts_with("/manage") {
        format!("way-{}", w.worker)
    } else {
        "rule".into()
    };
    fields.push((way.as_str(), "signed".into()));
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

async fn ask(client: &mut Client, question: &Question<'_>, w: &World) -> Page {
    if question.route.method == Method::GET {
        return client.get(&question.path).await;
    }
    let form = form(question, w);
    let form: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    if question.route.path == "/employers/{id}/papers" {
        return client
            .upload(&question.path, &form, &[("file", "a.pdf", "application/pdf", PDF)])
            .await;
    }
    client.post(&question.path, &form).await
}

/// Somebody who has nothing to do with anything of the world.
async fn stranger(app: &TestApp, w: &World, role: Option<Role>) -> Client {
    match role {
        None => app.visitor(),
        Some(Role::Employer) => app.employer_user("other-hr", w.other_firm).await,
        Some(role) => app.stranger(role).await,
    }
}

/// The answer of somebody else's object: that of one which does not exist, or the way to the sign-in.
fn is_shut(page: &Page, question: &Question<'_>, reader: Option<Role>, who: &str) {
    let signed_out = reader.is_none() && question.route.guard != Guard::Open;
    let api = question.path.starts_with("/api/");
    match (signed_out, api) {
        (true, true) => assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{who}"),
        (true, false) => assert!(page.done().starts_with("/sign-in?next="), "{who}"),
        _ => assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}"),
    }
    for secret in [PERSON, DRAFT, FILE, "赵桂兰"] {
        assert!(!page.text.contains(secret), "{secret} in {who}");
    }
}

on_both! {
    async fn a_stranger_of_every_role_finds_nothing_behind_any_route_and_changes_nothing(app) {
        let w = app.world().await;
        app.feed().await;
        let rows = rows(&app, &w).await;
        let questions = questions(&rows);
        for reader in READERS {
            let mut client = stranger(&app, &w, reader).await;
            let before = app.everything().await;
            for question in questions.iter().filter(|question| question.row.whose.shuts_out(reader, &question.route.method)) {
                let who = format!("{reader:?} on {} {}", question.route.method, question.path);
                let page = ask(&mut client, question, &w).await;
                is_shut(&page, question, reader, &who);
                // Nor can it be told from one that is not there.
                if page.status == StatusCode::NOT_FOUND && question.route.method == Method::GET {
                    let absent: Vec<String> = question.route.path.matches('{').map(|_| Uuid::new_v4().to_string()).collect();
                    let absent = filled(question.route.path, &absent).expect("as many as there are");
                    let nothing = client.get(&absent).await;
                    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "{who}");
                    assert_eq!(bare(&page, &question.path), bare(&nothing, &absent), "{who}");
                }
            }
            assert_eq!(app.everything().await, before, "{reader:?} changed something");
        }
    }

    async fn what_is_open_to_everybody_shows_nobody_who_the_person_is(app) {
        let w = app.world().await;
        app.feed().await;
        let rows = rows(&app, &w).await;
        for reader in READERS {
            let mut client = stranger(&app, &w, reader).await;
            for question in questions(&rows).iter().filter(|question| question.route.method == Method::GET) {
                let own = match question.row.whose {
                    Whose::OwnRows => format!("{}?reason=look", question.path),
                    Whose::Everybody(_) | Whose::Holder => question.path.clone(),
                    _ => continue,
                };
                let page = client.get(&own).await;
                if !matches!(question.row.whose, Whose::OwnRows) {
                    assert_eq!(page.status, StatusCode::OK, "{reader:?} on {own}");
                }
                page.hides(PERSON).hides("赵桂兰").hides(DRAFT);
            }
        }
    }

    /// The other side of the coin: behind every route there is something, for those whose it is. Without it the strangers would prove nothing.
    async fn whoever_it_belongs_to_finds_it_there(app) {
        let w = app.world().await;
        app.feed().await;
        let rows = rows(&app, &w).await;
        app.account("admin-home", Role::Admin, None, None).await;
        let mut admin = app.sign_in("admin-home").await;
        let mut clerk = app.sign_in("clerk-home").await;
        let mut firm = app.sign_in("firm-hr").await;
        let mut visitor = app.visitor();
        visitor.post("/my", &[("reference", &w.reference), ("last4", &crate::support::workers::phone(w.seed)[7..])]).await.done();
        let mut questions = questions(&rows);
        // The forms use things up: reading comes first, a firm that is stopped takes nobody, and consent is taken back last.
        let turn = |question: &Question<'_>| match question.row.whose {
            _ if question.route.method == Method::GET => 0,
            Whose::Everybody(_) => 1,
            Whose::Holder => 3,
            _ => 2,
        };
        questions.sort_by_key(turn);
        for question in questions.iter().filter(|question| question.row.whose != Whose::Nobody) {
            let own_firm = matches!(question.route.path, "/employers/{id}/contacts" | "/applications/{id}/phone");
            let client = match question.row.whose {
                Whose::Administrators => &mut admin,
                Whose::Everybody(_) | Whose::Holder => &mut visitor,
                _ if own_firm => &mut firm,
                _ => &mut clerk,
            };
            let page = ask(client, question, &w).await;
            assert!(
                page.status != StatusCode::NOT_FOUND && !page.location().starts_with("/sign-in"),
                "{} {}: {}", question.route.method, question.path, page.status
            );
        }
    }

    async fn an_object_named_in_a_form_or_a_query_is_as_shut_as_one_named_in_the_address(app) {
        let w = app.world().await;
        app.feed().await;
        let (worker, firm, application) = (w.worker.to_string(), w.firm.to_string(), format!("{}:1", w.application));
        let key = Uuid::new_v4().to_string();
        let until = app.today().to_string();
        for reader in READERS.into_iter().flatten() {
            let mut client = stranger(&app, &w, Some(reader)).await;
            let before = app.everything().await;
            let mut answers = vec![
                ("bulk", client.post("/workers/bulk", &[("id", &worker), ("status", "away"), ("source", "phone")]).await),
                ("batch", client.post("/applications/batch", &[("pick", &application), ("act", "hire")]).await),
                ("new placement", client.get(&format!("/placements/new?worker={worker}")).await),
                ("placement", client.post("/placements/new", &[("form_key", &key), ("worker", &worker), ("employer_name", "某厂"), ("place", "天津市河西区"), ("started_on", "2026-11-23")]).await),
                ("reveal", client.get(&format!("/workers/{worker}/reveal?phone={}", w.phone)).await),
            ];
            if !matches!(reader, Role::County | Role::Station) {
                let post = [("form_key", key.as_str()), ("employer", &firm), ("title", "帮厨"), ("occupation_code", "4-03-02-05"), ("headcount", "1"), ("place", "天津市河西区"), ("valid_until", &until)];
                answers.push(("new post", client.get(&format!("/manage/vacancies/new?employer={firm}")).await));
                answers.push(("post", client.post("/manage/vacancies/new", &post).await));
            }
            for (what, page) in &answers {
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{reader:?}: {what}");
            }
            for path in ["/applications", "/placements"] {
                client.get(&format!("{path}?worker={worker}")).await.hides(PERSON).hides("赵桂兰");
                client.get(&format!("{path}?q={PERSON}")).await.hides("<th scope=\"row\">");
            }
            if !matches!(reader, Role::County | Role::Station | Role::Auditor) {
                client.get(&format!("/manage/vacancies?employer={firm}&state=draft")).await.hides(DRAFT);
            }
            assert_eq!(app.everything().await, before, "{reader:?} changed something");
        }
    }

    async fn a_program_sees_no_more_than_the_places_of_its_token(app) {
        let w = app.world().await;
        app.feed().await;
        let (of_worker, of_post) = (json!({ "worker_id": w.worker }), json!({ "vacancy_id": w.post }));
        let (jobs, people) = ("/api/v1/match/vacancies", "/api/v1/match/workers");
        for reader in READERS.into_iter().flatten() {
            let place = (!matches!(reader, Role::Admin | Role::Employer)).then_some(ELSEWHERE);
            let mut program = app.program(reader, place).await;
            let before = app.everything().await;
            assert_eq!(program.post_json(jobs, &of_worker).await.status, StatusCode::NOT_FOUND, "{reader:?}");
            let found = program.post_json(people, &of_post).await;
            found.hides(PERSON);
            let matches = matches!(reader, Role::County | Role::Station | Role::Liaison);
            assert_eq!(found.status, if matches { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{reader:?}");
            // Firms are known everywhere, so staff look for people before a post is public; liaisons do not.
            let draft = program.post_json(people, &json!({ "vacancy_id": w.draft })).await;
            assert_eq!(draft.status == StatusCode::OK, matches!(reader, Role::County | Role::Station), "{reader:?}");
            draft.hides(PERSON);
            assert_eq!(program.get(&format!("/api/v1/vacancies/{}", w.draft)).await.status, StatusCode::NOT_FOUND, "{reader:?}");
            assert_eq!(app.everything().await, before, "{reader:?} changed something");
        }
        let mut visitor = app.visitor();
        for (path, body) in [(jobs, &of_worker), (people, &of_post)] {
            assert_eq!(visitor.post_json(path, body).await.status, StatusCode::UNAUTHORIZED);
        }
        let mut own = app.program(Role::Station, Some(HOME)).await;
        own.post_json(people, &of_post).await.ok().shows(PERSON);
    }
}
