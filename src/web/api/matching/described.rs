//! The two questions of the match in the description of the interface.

use serde_json::{Value, json};

use crate::web::api::openapi::{Operation, boolean, integer, list, object, operation, reference, string};

/// The two operations in the description of the interface.
pub(in crate::web::api) fn operations() -> Vec<Operation> {
    let post = object(json!({ "vacancy_id": uuid(), "limit": integer() }), &["vacancy_id"]);
    let worker = object(
        json!({ "worker_id": uuid(), "worker": described(), "limit": integer() }),
        &[],
    );
    let of_post = json!({
        "title": string(), "employer": string(), "place": reference("Coded"), "occupation": reference("Coded"), "pay": reference("Pay"),
        "places_left": integer(),
    });
    let of_person = json!({ "name": string(), "home": reference("Coded"), "free_from": { "type": ["string", "null"], "format": "date" } });
    vec![
        (
            "/api/v1/match/vacancies",
            "post",
            asked("Posts for a worker: give `worker_id` or `worker`", &worker, of_post),
        ),
        (
            "/api/v1/match/workers",
            "post",
            asked("People for a post, who agreed to be matched", &post, of_person),
        ),
    ]
}

fn uuid() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn asked(summary: &str, body: &Value, subject: Value) -> Value {
    let mut operation = operation(summary, Vec::new(), &ranked(subject), &[400, 401, 404, 422, 503]);
    operation["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": body } } });
    operation["security"] = json!([{ "token": [] }]);
    operation
}

fn ranked(mut hit: Value) -> Value {
    let blocker = json!({
        "code": string(), "text": string(), "may_be_set_aside": boolean(),
        "gives_way": { "enum": ["worker", "employer", "station", null], "description": "whom to ask first" },
    });
    let reason = json!({ "code": string(), "points": integer(), "text": string() });
    hit["id"] = uuid();
    hit["score"] = json!({ "type": "integer", "minimum": 0, "maximum": 100 });
    hit["eligible"] = boolean();
    hit["version"] = string();
    hit["blockers"] = list(&object(blocker, &["code", "text"]));
    hit["reasons"] = list(&object(reason, &["code", "points", "text"]));
    hit["application"] = json!({ "type": ["object", "null"], "properties": { "id": uuid(), "state": string() } });
    let hits = list(&object(
        hit,
        &["id", "score", "eligible", "blockers", "reasons", "version"],
    ));
    object(
        json!({
            "version": { "type": "string", "description": "of the table of weights" }, "total": integer(), "eligible": integer(),
            "set_aside": integer(), "took_ms": { "type": "number" }, "hits": hits,
        }),
        &["version", "total", "hits"],
    )
}

fn described() -> Value {
    let skill = object(
        json!({ "trade": string(), "years": { "type": "number" }, "certificate": string() }),
        &["trade"],
    );
    let want = object(
        json!({
            "places": list(&string()), "trades": list(&string()), "pay_min": integer(), "lodging_required": boolean(),
            "meals_wanted": boolean(), "night_shift_ok": boolean(), "near_home_only": boolean(), "with_spouse": boolean(),
            "limits": list(&string()),
        }),
        &[],
    );
    object(
        json!({
            "sex": { "enum": ["male", "female"] }, "age": integer(), "home_code": string(), "education": string(), "skills": list(&skill),
            "want": want,
        }),
        &["home_code"],
    )
}
