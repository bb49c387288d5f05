//! What holds for every route, walked from the route table itself: guards, cross-site writes, headers.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use entity::codes::{Code as _, Role};
use labour_bridge::domain::access::allows;
use labour_bridge::web::{Guard, Route, route_table};
use uuid::Uuid;

use crate::support::{Client, Page, on_both};

/// A path of the route with ids that nobody has.
pub fn filled(route: &Route) -> String {
    let mut path = String::new();
    for part in route.path.split('/').skip(1) {
        path.push('/');
        if part.starts_with('{') {
            path.push_str(&Uuid::new_v4().to_string());
        } else {
            path.push_str(part);
        }
    }
    path
}

async fn ask(client: &mut Client, route: &Route) -> Page {
    let path = filled(route);
    match route.method {
        Method::GET => client.get(&path).await,
        _ => client.post(&path, &[]).await,
    }
}

fn api(route: &Route) -> bool {
    route.path.starts_with("/api/")
}

on_both! {
    async fn nobody_enters_without_signing_in_where_the_table_asks_for_it(app) {
        let mut visitor = app.visitor();
        for route in route_table().iter().filter(|route| route.guard != Guard::Open) {
            let page = ask(&mut visitor, route).await;
            if api(route) {
                assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{} {}", route.method, route.path);
            } else {
                assert!(page.done().starts_with("/sign-in?next="), "{} {}", route.method, route.path);
            }
        }
    }

    async fn a_role_finds_nothing_behind_a_guard_that_is_not_for_it(app) {
        for role in Role::ALL.iter().filter(|role| **role != Role::Employer) {
            let mut person = app.person(*role).await;
            for route in route_table() {
                let Guard::May(action) = route.guard else { continue };
                if allows(*role, action) || api(&route) {
                    continue;
                }
                let page = ask(&mut person, &route).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{} on {} {}", role.key(), route.method, route.path);
            }
        }
    }

    async fn an_object_that_nobody_has_is_not_found_by_anybody(app) {
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            let mut person = app.person(role).await;
            for route in route_table().iter().filter(|route| route.path.contains("{id}") && route.method == Method::GET && !api(route)) {
                let page = ask(&mut person, route).await;
                assert!(
                    matches!(page.status, StatusCode::NOT_FOUND | StatusCode::GONE),
                    "{} on {}: {}", role.key(), route.path, page.status
                );
            }
        }
    }
}

#[tokio::test]
async fn every_write_that_comes_from_another_site_is_refused() {
    let app = crate::support::TestApp::sqlite().await;
    let mut person = app.person(Role::County).await;
    for route in route_table().iter().filter(|route| route.method != Method::GET) {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://elsewhere.example"),
        ] {
            let request = Request::post(filled(route))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(name, value);
            let page = person.send(request, Body::empty()).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}: {value} on {}", route.path);
        }
    }
}

/// The headers of every answer.
const ALWAYS: &[&str] = &[
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "permissions-policy",
    "strict-transport-security",
    "cache-control",
    "content-language",
    "x-request-id",
];

#[tokio::test]
async fn every_answer_has_its_headers_errors_included() {
    let app = crate::support::TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let mut answers = vec![
        (200, visitor.get("/").await),
        (200, visitor.get("/sign-in").await),
        (404, visitor.get("/nowhere").await),
        (404, visitor.get("/static/nothing.css").await),
        (303, visitor.get("/account/password").await),
        (
            422,
            visitor.post("/sign-in", &[("login", "x"), ("password", "y")]).await,
        ),
        (404, visitor.get("/api/v1/nothing").await),
    ];
    answers.push((405, visitor.post("/", &[]).await));
    let large = "x".repeat(300 * 1024);
    answers.push((413, visitor.post("/sign-in", &[("login", &large)]).await));
    let cross = Request::post("/sign-in").header("sec-fetch-site", "cross-site");
    answers.push((403, visitor.send(cross, Body::empty()).await));
    for (status, page) in &answers {
        assert_eq!(page.status.as_u16(), *status, "{}", page.text);
        for name in ALWAYS {
            assert!(page.headers.contains_key(*name), "{status} has no {name}");
        }
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        assert!(
            policy.contains("default-src 'none'")
                && policy.contains("frame-ancestors 'none'")
                && !policy.contains("unsafe")
        );
    }
    let style = visitor.get("/static/app.css").await.ok();
    assert!(
        style.headers["cache-control"]
            .to_str()
            .expect("text")
            .contains("immutable")
    );
}

#[tokio::test]
async fn cookies_are_bound_to_the_host_and_hidden_from_script() {
    let app = crate::support::TestApp::sqlite().await;
    app.account("station", Role::Station, None, None).await;
    let page = app
        .visitor()
        .post(
            "/sign-in",
            &[("login", "station"), ("password", crate::support::people::PASSWORD)],
        )
        .await;
    let cookie = page.headers["set-cookie"].to_str().expect("text");
    assert!(cookie.starts_with("__Host-sid="), "{cookie}");
    for word in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
}
