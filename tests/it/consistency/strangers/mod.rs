//! Every route that has a parameter, asked with the ids of real objects by people who have nothing to do with them. The routes come from the
//! route table; a route that no line of [`lines::rows`] fills fails the test, so that no page is left out because somebody forgot it.

mod asking;
mod lines;
mod table;

use axum::http::{Method, StatusCode};
use entity::codes::Role;
use serde_json::json;
use uuid::Uuid;

use self::asking::{ask, is_shut, stranger};
use self::lines::rows;
pub use self::table::real_paths;
use self::table::{Question, READERS, Whose, filled, questions};
use crate::employers::bare;
use crate::support::on_both;
use crate::support::people::{ELSEWHERE, HOME};
use crate::support::world::{DRAFT, PERSON};

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
