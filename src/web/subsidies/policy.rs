//! `/subsidies/{id}`: what a policy says, its editions, and putting it in force or ending it.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::SubsidyPolicyState;
use entity::{state_move, subsidy_policy};
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem};
use crate::domain::{moves, subsidies};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What the buttons send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PolicySteps {
    version: i32,
    last_day: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "subsidies/policy.html")]
struct PolicyPage<'a> {
    c: &'a Ctx,
    policy: subsidy_policy::Model,
    editions: Vec<subsidy_policy::Model>,
    moves: Vec<state_move::Model>,
    may_edit: bool,
    open: bool,
    form: &'a PolicySteps,
    problems: Problems,
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let form = PolicySteps {
        last_day: c.today().to_string(),
        ..PolicySteps::default()
    };
    render(&c, &app, id, &form, Vec::new()).await
}

async fn render(c: &Ctx, app: &App, id: Uuid, form: &PolicySteps, problems: Vec<Problem>) -> PageResult {
    let db = app.core.db.reader();
    let policy = subsidies::policy_by_id(db, &c.actor, id).await?;
    let own = c
        .actor
        .region_code()
        .is_none_or(|own| region::contains(own, &policy.home_code));
    let again = !problems.is_empty();
    let page = PolicyPage {
        c,
        editions: subsidies::editions(db, &c.actor, policy.line_id).await?,
        moves: moves::of(db, entity::codes::Subject::SubsidyPolicy, id).await?,
        may_edit: own && c.may(Action::EditSubsidies),
        open: policy.state == SubsidyPolicyState::InForce && subsidies::is_open(&policy, c.today()),
        policy,
        form,
        problems: problems.into(),
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Put it in force.
pub async fn start(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PolicySteps>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    subsidies::start(&mut unit, id, form.version).await?;
    unit.commit().await?;
    Ok(go_with(&format!("/subsidies/{id}"), "subsidies-started", ""))
}

/// End it.
pub async fn end(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PolicySteps>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = match form.last_day.trim().parse::<NaiveDate>() {
        Ok(day) => subsidies::end(&mut unit, id, form.version, day, &form.reason).await,
        Err(_) => {
            subsidies::policy_by_id(unit.tx(), &c.actor, id).await?;
            Err(DomainError::invalid("last_day", "subsidies-problem-day"))
        }
    };
    match result {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with(&format!("/subsidies/{id}"), "subsidies-ended", ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, id, &form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}
