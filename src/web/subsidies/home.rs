//! `/subsidies`: the policies, what was claimed under each and what was paid.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{ClaimState, Code as _, SubsidyPolicyState};
use entity::subsidy_policy;
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::access::Action;
use crate::domain::subsidies;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::show;
use crate::web::state::App;

/// Which policies.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct HomeQuery {
    state: String,
}

/// Claims and money of a policy.
#[derive(Clone, Copy, Default)]
struct Numbers {
    open: i64,
    paid: i64,
    paid_yuan: i64,
}

#[derive(Template)]
#[template(path = "subsidies/home.html")]
struct HomePage<'a> {
    c: &'a Ctx,
    state: SubsidyPolicyState,
    states: Vec<(SubsidyPolicyState, usize)>,
    policies: Vec<subsidy_policy::Model>,
    numbers: HashMap<Uuid, Numbers>,
    tiles: Vec<(&'static str, i64, String)>,
    may_edit: bool,
    may_export: bool,
}

impl HomePage<'_> {
    fn numbers(&self, id: &Uuid) -> Numbers {
        self.numbers.get(id).copied().unwrap_or_default()
    }
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<HomeQuery>) -> PageResult {
    let db = app.core.db.reader();
    let all = subsidies::policies(db, &c.actor, None).await?;
    let state = SubsidyPolicyState::from_key(&query.state).unwrap_or(SubsidyPolicyState::InForce);
    let order = [
        SubsidyPolicyState::InForce,
        SubsidyPolicyState::Draft,
        SubsidyPolicyState::Ended,
    ];
    let states = order.map(|one| (one, all.iter().filter(|policy| policy.state == one).count()));
    let counts = subsidies::by_policy(db, &c.actor).await?;
    let mut numbers: HashMap<Uuid, Numbers> = HashMap::new();
    for count in &counts {
        let row = numbers.entry(count.policy_id).or_default();
        match count.state {
            ClaimState::Paid => {
                row.paid += count.claims;
                row.paid_yuan += count.yuan;
            }
            ClaimState::Recovered | ClaimState::Withdrawn => {}
            _ => row.open += count.claims,
        }
    }
    let waiting = |states: &[ClaimState]| -> i64 {
        let fits = counts.iter().filter(|count| states.contains(&count.state));
        fits.map(|count| count.claims).sum()
    };
    let tile = |key, states: &[ClaimState], state: ClaimState| {
        (key, waiting(states), format!("/subsidies/claims?state={}", state.key()))
    };
    let tiles = vec![
        tile(
            "subsidies-tile-township",
            &[ClaimState::TownshipCheck],
            ClaimState::TownshipCheck,
        ),
        tile(
            "subsidies-tile-county",
            &[ClaimState::CountyCheck],
            ClaimState::CountyCheck,
        ),
        tile("subsidies-tile-to-pay", &[ClaimState::ToPay], ClaimState::ToPay),
        tile(
            "subsidies-tile-sent-back",
            &[ClaimState::SentBack],
            ClaimState::SentBack,
        ),
    ];
    show(&HomePage {
        c: &c,
        state,
        states: states.to_vec(),
        policies: all.into_iter().filter(|policy| policy.state == state).collect(),
        numbers,
        tiles,
        may_edit: c.may(Action::EditSubsidies),
        may_export: c.may(Action::ExportFiles),
    })
}
