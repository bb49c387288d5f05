//! `/api/openapi.json`: the description of the JSON interface. A test keeps it equal to the route table.

use axum::Json;
use entity::codes::{Code, Contract, Insurance, PayForm, Provision, Shift, Term};
use serde_json::{Map, Value, json};

use crate::search::{MAX_LIMIT, MAX_OFFSET};
use crate::web::board::query::SORTS;

/// One operation: path, method and its `OpenAPI` object. Each noun of the interface adds its own list.
pub(super) type Operation = (&'static str, &'static str, Value);

/// The description as a handler.
pub async fn page() -> Json<Value> {
    Json(document())
}

/// The whole document, `OpenAPI` 3.1.
#[must_use]
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for (path, method, operation) in operations().into_iter().chain(super::matching::described::operations()) {
        let entry = paths.entry(path.to_owned()).or_insert_with(|| json!({}));
        entry[method] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "labour-bridge",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Open posts of the labour station. Pay is whole yuan a month, pay of an hour is fen; days are those of Beijing. \
                            Errors are problem documents (RFC 9457); parameters that are not named here are refused.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "A token of a staff role" } },
        },
    })
}

fn operations() -> Vec<Operation> {
    vec![
        (
            "/api/openapi.json",
            "get",
            operation("This document", Vec::new(), &json!({ "type": "object" }), &[]),
        ),
        (
            "/api/v1/vacancies",
            "get",
            operation(
                "Search open posts",
                search_parameters(),
                &reference("Results"),
                &[400, 503],
            ),
        ),
        (
            "/api/v1/vacancies/suggest",
            "get",
            operation(
                "What the typed beginning may become",
                vec![query("q", "Chinese or pinyin", &string())],
                &reference("Suggestions"),
                &[400, 503],
            ),
        ),
        (
            "/api/v1/vacancies/changes",
            "get",
            operation(
                "Posts that became open, changed or ended since a cursor. With `reset` read the whole list again and go on from `next`",
                vec![query("after", "`next` of the answer before", &integer())],
                &reference("Changes"),
                &[400],
            ),
        ),
        (
            "/api/v1/vacancies/{id}",
            "get",
            operation("One open post", vec![id()], &reference("Vacancy"), &[404, 410]),
        ),
    ]
}

pub(super) fn operation(summary: &str, parameters: Vec<Value>, answer: &Value, errors: &[u16]) -> Value {
    let mut responses =
        json!({ "200": { "description": "OK", "content": { "application/json": { "schema": answer } } } });
    for status in errors {
        responses[status.to_string()] = json!({
            "description": "See `detail`",
            "content": { "application/problem+json": { "schema": reference("Problem") } },
        });
    }
    let mut operation = json!({ "summary": summary, "responses": responses, "security": [] });
    operation["parameters"] = Value::Array(parameters);
    operation
}

pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub(super) fn string() -> Value {
    json!({ "type": "string" })
}

pub(super) fn integer() -> Value {
    json!({ "type": "integer" })
}

pub(super) fn boolean() -> Value {
    json!({ "type": "boolean" })
}

fn keys<C: Code>() -> Value {
    json!({ "type": "string", "enum": C::ALL.iter().map(|code| code.key()).collect::<Vec<_>>() })
}

pub(super) fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn query(name: &str, description: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "required": false, "description": description, "schema": schema })
}

fn id() -> Value {
    json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } })
}

fn search_parameters() -> Vec<Value> {
    let sorts: Vec<&str> = SORTS.iter().map(|(_, key)| *key).collect();
    vec![
        query(
            "q",
            "Free text without any grammar; the first 100 characters are read",
            &string(),
        ),
        query(
            "place",
            "Place code (GB/T 2260), a prefix of one, or a name; with all below it",
            &list(&string()),
        ),
        query(
            "occupation",
            "Occupation code (2022), a prefix of one, or a word; with all below it",
            &list(&string()),
        ),
        query("pay_min", "Pay reaching at least this, yuan a month", &integer()),
        query("lodging", "Alternatives", &list(&keys::<Provision>())),
        query("meals", "Alternatives", &list(&keys::<Provision>())),
        query("shift", "Alternatives", &list(&keys::<Shift>())),
        query("contract", "Alternatives", &list(&keys::<Contract>())),
        query("no_age_limit", "Only posts that take every age", &boolean()),
        query("couple_room", "Only with a room for couples", &boolean()),
        query("halal", "Only with halal meals", &boolean()),
        query("age", "Only posts that take this age", &integer()),
        query("days", "Published within so many days", &integer()),
        query(
            "sort",
            "Order; `fit` without text is newest first",
            &json!({ "type": "string", "enum": sorts, "default": "fit" }),
        ),
        query(
            "offset",
            "Results to skip",
            &json!({ "type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0 }),
        ),
        query(
            "limit",
            "Results to return",
            &json!({ "type": "integer", "minimum": 0, "maximum": MAX_LIMIT, "default": 20 }),
        ),
        query("facets", "Whether to count over the whole result", &boolean()),
    ]
}

pub(super) fn object(properties: Value, required: &[&str]) -> Value {
    let mut schema = json!({ "type": "object", "required": required });
    schema["properties"] = properties;
    schema
}

fn schemas() -> Value {
    let coded = object(json!({ "code": string(), "name": string() }), &["code", "name"]);
    let counted = |key: &str| {
        list(&object(
            json!({ key: string(), "name": string(), "count": integer() }),
            &[key, "count"],
        ))
    };
    json!({
        "Coded": coded,
        "Pay": object(json!({
            "form": keys::<PayForm>(), "min": integer(), "max": integer(), "unit": { "const": "yuan_a_month" },
            "hours_per_month": { "type": ["integer", "null"] },
            "hourly_fen": { "type": ["integer", "null"], "description": "`min` over `hours_per_month`, rounded down" },
        }), &["form", "min", "max"]),
        "Summary": summary(),
        "Hit": { "allOf": [reference("Summary"), object(json!({ "score": { "type": "number" } }), &["score"])] },
        "Vacancy": { "allOf": [reference("Summary"), details()] },
        "Results": object(json!({
            "total": integer(), "took_ms": { "type": "number" }, "hits": list(&reference("Hit")),
            "facets": reference("Facets"), "interpreted": reference("Interpreted"), "instead": reference("Instead"),
        }), &["total", "took_ms", "hits", "interpreted"]),
        "Instead": object(json!({
            "of": { "type": "string", "enum": ["slip", "trade"], "description": "something like the text is known, or the group of the trade" },
            "occupation": { "type": ["string", "null"] }, "text": string(), "total": integer(), "hits": list(&reference("Hit")),
        }), &["of", "occupation", "text", "total", "hits"]),
        "Part": object(json!({
            "text": string(),
            "kind": { "type": "string", "enum": ["place", "occupation", "pay_min", "age", "condition", "must", "not", "phrase"] },
            "value": { "description": "code and name, a number, the key of a condition, or null" },
        }), &["text", "kind", "value"]),
        "Interpreted": object(json!({
            "parts": list(&reference("Part")), "terms": list(&string()), "dropped": list(&string()), "cut": boolean(),
            "relaxed": { "type": "boolean", "description": "nothing had all terms; shown is what has at least half of them" },
        }), &["parts", "terms", "dropped", "cut", "relaxed"]),
        "Facets": object(json!({
            "provinces": counted("code"), "counties": counted("code"), "occupation_groups": counted("code"), "lodging": counted("key"),
            "meals": counted("key"), "shift": counted("key"), "contract": counted("key"), "no_age_limit": integer(),
            "pay_bands": list(&object(json!({ "from": integer(), "count": integer() }), &["from", "count"])),
        }), &[]),
        "Suggestions": object(json!({ "suggestions": list(&object(json!({
            "text": string(), "kind": { "type": "string", "enum": ["occupation", "place", "title", "employer"] }, "vacancies": integer(),
        }), &["text", "kind", "vacancies"])) }), &["suggestions"]),
        "Changes": object(json!({
            "reset": boolean(), "next": integer(),
            "changes": list(&object(json!({
                "id": { "type": "string", "format": "uuid" }, "open": boolean(), "at": { "type": "string", "format": "date-time" },
            }), &["id", "open", "at"])),
        }), &["reset", "changes", "next"]),
        "Problem": object(json!({
            "type": string(), "title": string(), "status": integer(), "detail": string(), "instance": string(),
            "errors": list(&object(json!({ "field": string(), "detail": string() }), &["field", "detail"])),
        }), &["type", "title", "status", "detail"]),
    })
}

fn summary() -> Value {
    let day = json!({ "type": ["string", "null"], "format": "date" });
    object(
        json!({
            "id": { "type": "string", "format": "uuid" },
            "ref": { "type": "string", "description": "the source's own reference" },
            "source": { "type": "string", "description": "office that reported the post; empty when our own" },
            "title": string(), "employer": string(), "employer_verified_on": day,
            "place": reference("Coded"), "occupation": reference("Coded"), "pay": reference("Pay"),
            "lodging": keys::<Provision>(), "meals": keys::<Provision>(), "shift": keys::<Shift>(), "contract": keys::<Contract>(),
            "couple_room": boolean(), "halal_meals": boolean(), "age_max": { "type": ["integer", "null"] },
            "places_left": integer(), "start_date": day, "published": { "type": "string", "format": "date-time" }, "valid_until": day,
        }),
        &["id", "title", "employer", "place", "occupation", "pay"],
    )
}

fn details() -> Value {
    let number = json!({ "type": ["integer", "null"] });
    let text = json!({ "type": ["string", "null"] });
    object(
        json!({
            "description": string(), "address": string(), "headcount": integer(), "base_pay_yuan": number, "piece_note": string(),
            "pay_day": number, "probation_note": string(), "deduction_note": string(), "rest_days": number, "lodging_note": string(),
            "people_per_room": number, "meals_note": string(), "shuttle": boolean(), "fare_refund": boolean(), "hours_per_day": number,
            "demands": list(&string()), "insurance": keys::<Insurance>(), "education": text, "certificate": text, "age_min": number,
            "condition_reason": string(), "term": keys::<Term>(), "term_months": number, "page": string(),
            "contact": object(json!({ "name": string(), "phone": string() }), &["name", "phone"]),
        }),
        &["description"],
    )
}
