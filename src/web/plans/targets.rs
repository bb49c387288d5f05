//! `/figures/plans/{id}/targets?code=…`: the targets of one figure, one box a township.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::figures::{Indicator, catalogue};
use crate::domain::plans::{self, Card, Target};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Query};
use crate::web::figures::words;
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::state::App;

/// Of which figure.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TargetsQuery {
    code: String,
}

/// A place with what was typed for it.
struct Box {
    field: String,
    place: String,
    value: String,
}

#[derive(Template)]
#[template(path = "plans/targets.html")]
struct TargetsPage<'a> {
    c: &'a Ctx,
    card: &'a Card,
    indicator: Option<&'static Indicator>,
    figures: Vec<Choice>,
    boxes: Vec<Box>,
    version: i32,
    problems: Problems,
}

/// The county and its townships, each as a field.
fn boxes(card: &Card, typed: &HashMap<String, String>) -> Vec<Box> {
    let county = card.pairing.west_code.as_str();
    let townships = region::children(county).iter().map(|place| place.code);
    std::iter::once(county)
        .chain(townships)
        .map(|code| {
            let field = field_of(code);
            Box {
                value: typed.get(&field).cloned().unwrap_or_default(),
                place: region::name(code).to_owned(),
                field,
            }
        })
        .collect()
}

fn field_of(code: &str) -> String {
    format!("t-{code}")
}

fn page_of<'a>(
    c: &'a Ctx,
    card: &'a Card,
    code: &str,
    typed: &HashMap<String, String>,
    problems: Vec<Problem>,
) -> TargetsPage<'a> {
    let figures = catalogue::all()
        .map(|indicator| Choice {
            value: indicator.code.to_owned(),
            label: words::name(c, indicator),
            chosen: indicator.code == code,
        })
        .collect();
    TargetsPage {
        c,
        card,
        indicator: catalogue::get(code),
        figures,
        boxes: boxes(card, typed),
        version: card.plan.version,
        problems: problems.into(),
    }
}

/// The form, with the targets that stand.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<TargetsQuery>) -> PageResult {
    let db = app.core.db.reader();
    let card = plans::by_id(db, &c.actor, id).await?;
    let typed = plans::targets(db, &c.actor, &card.plan)
        .await?
        .into_iter()
        .filter(|row| row.code == query.code)
        .map(|row| (field_of(&row.place_code), row.value.to_string()))
        .collect();
    show(&page_of(&c, &card, &query.code, &typed, Vec::new()))
}

/// The targets that were typed; an empty box is no target.
fn read(code: &str, typed: &HashMap<String, String>) -> Result<Vec<Target>> {
    let mut problems = Vec::new();
    let mut targets = Vec::new();
    for (field, text) in typed {
        let Some(place) = field.strip_prefix("t-") else {
            continue;
        };
        let text = text.trim().replace([',', '，'], "");
        if text.is_empty() {
            continue;
        }
        match text.parse() {
            Ok(value) => targets.push(Target {
                code: code.to_owned(),
                place_code: place.to_owned(),
                value,
            }),
            Err(_) => problems.push(Problem::new(field.clone(), "problem-number")),
        }
    }
    if problems.is_empty() {
        Ok(targets)
    } else {
        Err(DomainError::Invalid(problems))
    }
}

/// Save them.
pub async fn update(
    c: Ctx,
    State(app): State<App>,
    Id(id): Id,
    Form(typed): Form<HashMap<String, String>>,
) -> PageResult {
    let db = app.core.db.reader();
    let card = plans::by_id(db, &c.actor, id).await?;
    let code = typed.get("code").cloned().unwrap_or_default();
    let version = typed.get("version").and_then(|text| text.parse().ok());
    let version = version.ok_or(PageError::BadRequest("error-form", Vec::new()))?;
    let result = async {
        let targets = read(&code, &typed)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        plans::set_targets(&mut unit, id, version, &code, targets).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/figures/plans/{id}"), "plans-saved", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, &card, &code, &typed, problems)),
        Err(error) => Err(error.into()),
    }
}
