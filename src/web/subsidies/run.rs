//! `/subsidies/{id}/run`: everybody under one policy in one period. Who gets it and has not claimed is the call list.

use askama::Template;
use axum::extract::State;
use entity::codes::SubsidyPolicyState;
use entity::subsidy_policy;
use serde::Deserialize;

use super::words;
use crate::domain::access::Action;
use crate::domain::error::DomainError;
use crate::domain::page::LAST_PAGE;
use crate::domain::subsidies::period::Period;
use crate::domain::subsidies::terms::Terms;
use crate::domain::subsidies::{self, PARTS, Part, RunPage};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Choice, Pager, go_with, show};
use crate::web::state::App;

/// Which period and part.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RunQuery {
    period: String,
    tab: String,
    page: Option<u64>,
}

/// Keys and words of the parts.
const TABS: [(&str, &str); 4] = [
    ("", "subsidies-tab-to-claim"),
    ("claimed", "subsidies-tab-claimed"),
    ("not-yet", "subsidies-tab-not-yet"),
    ("no", "subsidies-tab-no"),
];

#[derive(Template)]
#[template(path = "subsidies/run.html")]
struct Shown<'a> {
    c: &'a Ctx,
    policy: subsidy_policy::Model,
    period: String,
    periods: Vec<Choice>,
    part: Part,
    tabs: Vec<(String, String, u64, bool)>,
    run: RunPage,
    pager: Pager,
    may_run: bool,
    open: bool,
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<RunQuery>) -> PageResult {
    let db = app.core.db.reader();
    let policy = subsidies::policy_by_id(db, &c.actor, id).await?;
    let terms = Terms::of(&policy)?;
    let offered = Period::offered(&terms, c.today());
    let period = Period::parse(&terms, &query.period)
        .or_else(|| offered.first().copied())
        .ok_or(DomainError::NotFound)?
        .to_string();
    let at = TABS.iter().position(|(key, _)| *key == query.tab).unwrap_or(0);
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let run = subsidies::run_page(db, &c.actor, &policy, &period, PARTS[at], number).await?;
    let tabs = TABS
        .iter()
        .zip(run.counts)
        .enumerate()
        .map(|(tab, ((key, label), count))| {
            let path = format!("/subsidies/{id}/run?period={period}&tab={key}");
            (c.t(label), path, count, tab == at)
        })
        .collect();
    let periods = offered
        .iter()
        .map(|one| Choice {
            value: one.to_string(),
            label: words::period(&c, &one.to_string()),
            chosen: one.to_string() == period,
        })
        .collect();
    let pager = Pager::new(&c.path_and_query, number, run.rows.pages());
    show(&Shown {
        c: &c,
        periods,
        part: PARTS[at],
        tabs,
        pager,
        may_run: c.may(Action::DraftClaims) && policy.state != SubsidyPolicyState::Draft,
        open: policy.state == SubsidyPolicyState::InForce && subsidies::is_open(&policy, c.today()),
        run,
        policy,
        period,
    })
}

/// Which period is to be judged.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RunForm {
    period: String,
}

/// Judge everybody anew.
pub async fn run(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<RunForm>) -> PageResult {
    let terms = Terms::of(&subsidies::policy_by_id(app.core.db.reader(), &c.actor, id).await?)?;
    let latest = || Period::offered(&terms, c.today()).first().copied();
    let period = Period::parse(&terms, &form.period)
        .or_else(latest)
        .ok_or(DomainError::NotFound)?;
    let period = period.to_string();
    let count = subsidies::run(&app.core, &c.actor, c.now, &c.trace(), id, &period).await?;
    let path = format!("/subsidies/{id}/run?period={period}");
    Ok(go_with(&path, "subsidies-run-done", &count.judged.to_string()))
}

impl Shown<'_> {
    fn unclaimed(&self) -> u64 {
        self.run.counts[0]
    }

    fn calls(&self) -> bool {
        self.part == Part::ToClaim && self.unclaimed() > 0
    }
}
