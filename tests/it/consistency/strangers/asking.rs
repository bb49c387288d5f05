//! How a route is asked: with a form that would be carried out, by somebody who has nothing to do with it.

use axum::http::{Method, StatusCode};
use entity::codes::Role;
use labour_bridge::web::Guard;
use serde_json::json;
use uuid::Uuid;

use super::table::Question;
use crate::support::employers::PDF;
use crate::support::people::PASSWORD;
use crate::support::world::{DRAFT, FILE, PERSON, World};
use crate::support::{Client, Page, TestApp};

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
        ("code", "T1".into()),
        ("answer", "coming".into()),
        ("topic", "pay".into()),
        ("employer", w.firm.to_string()),
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

pub async fn ask(client: &mut Client, question: &Question<'_>, w: &World) -> Page {
    if question.route.method == Method::GET {
        return client.get(&question.path).await;
    }
    if question.route.path.ends_with("/batch") {
        let entry = json!({ "id": Uuid::new_v4(), "at": "2026-11-23T02:00:00Z", "device": "a1b2", "number": "17" });
        let body = json!({ "entries": [entry] });
        return client.post_json(&question.path, &body).await;
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
pub async fn stranger(app: &TestApp, w: &World, role: Option<Role>) -> Client {
    match role {
        None => app.visitor(),
        Some(Role::Employer) => app.employer_user("other-hr", w.other_firm).await,
        Some(role) => app.stranger(role).await,
    }
}

/// The answer of somebody else's object: that of one which does not exist, or the way to the sign-in.
pub fn is_shut(page: &Page, question: &Question<'_>, reader: Option<Role>, who: &str) {
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
