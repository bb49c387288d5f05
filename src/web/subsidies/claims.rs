//! `/subsidies/claims`: the claims by state, and one step for those that are ticked.

use askama::Template;
use axum::extract::State;
use entity::codes::{ClaimState, Code as _, SubsidyPolicyState};
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::error::{DomainError, Problem};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::subsidies::state::{self, Step};
use crate::domain::subsidies::{self, ClaimFilter, ClaimRow, Refused, StepInput};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Query};
use crate::web::page::{Choice, Pager, go_with, inside, show, show_again};
use crate::web::state::App;
use crate::web::{place, urlencode};

/// The filters as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    pub q: String,
    pub policy: String,
    pub state: String,
    pub place: String,
    pub held: String,
    pub worker: String,
    pub page: Option<u64>,
}

impl ListQuery {
    /// What was meant. A place that nobody knows finds nothing.
    pub fn filter(&self, c: &Ctx) -> ClaimFilter {
        ClaimFilter {
            text: self.q.trim().to_owned(),
            policy: Uuid::parse_str(self.policy.trim()).ok(),
            states: ClaimState::from_key(&self.state).into_iter().collect(),
            period: String::new(),
            place: (!self.place.trim().is_empty())
                .then(|| place::read_own(c, "place", &self.place).unwrap_or_else(|_| "-".into())),
            held: self.held == "yes",
            worker: Uuid::parse_str(self.worker.trim()).ok(),
        }
    }

    /// The same list in one state.
    fn path(&self, state: &str) -> String {
        format!(
            "/subsidies/claims?state={state}&policy={}&q={}&place={}&held={}&worker={}",
            urlencode(&self.policy),
            urlencode(&self.q),
            urlencode(&self.place),
            urlencode(&self.held),
            urlencode(&self.worker)
        )
    }
}

struct Tab {
    label: String,
    path: String,
    count: u64,
    current: bool,
}

#[derive(Template)]
#[template(path = "subsidies/claims.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    tabs: Vec<Tab>,
    policies: Vec<Choice>,
    list: PageOf<ClaimRow>,
    pager: Pager,
    /// What the ticked ones can do together.
    steps: Vec<Step>,
    form: StepForm,
    problems: Problems,
}

/// The steps that the reader may take from a state.
pub fn steps_of(c: &Ctx, from: ClaimState) -> Vec<Step> {
    Step::ALL
        .into_iter()
        .filter(|step| state::target(from, *step).is_some() && c.may(step.action(from)))
        .collect()
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let form = StepForm {
        posted_at: c.t("subsidies-posted-default"),
        paid_on: c.today().to_string(),
        ..StepForm::default()
    };
    render(&c, &app, &query, form, Vec::new()).await
}

async fn render(c: &Ctx, app: &App, query: &ListQuery, form: StepForm, problems: Vec<Problem>) -> PageResult {
    let filter = query.filter(c);
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let db = app.core.db.reader();
    let counts = subsidies::counts(db, &c.actor, &filter).await?;
    let list = subsidies::claims(db, &c.actor, &filter, number, c.today()).await?;
    let policies = subsidies::policies(db, &c.actor, None).await?;
    let all = Tab {
        label: c.t("subsidies-all"),
        path: query.path(""),
        count: counts.values().sum(),
        current: filter.states.is_empty(),
    };
    let mut tabs = vec![all];
    for one in ClaimState::ALL {
        let count = counts.get(one).copied().unwrap_or_default();
        let current = filter.states.contains(one);
        if count > 0 || current {
            tabs.push(Tab {
                label: c.label(one),
                path: query.path(one.key()),
                count,
                current,
            });
        }
    }
    let steps = filter.states.first().map(|from| steps_of(c, *from)).unwrap_or_default();
    let again = !problems.is_empty();
    let page = ListPage {
        c,
        query,
        tabs,
        policies: policies
            .into_iter()
            .filter(|policy| policy.state != SubsidyPolicyState::Draft)
            .map(|policy| {
                let value = policy.id.to_string();
                Choice {
                    chosen: value == query.policy,
                    value,
                    label: policy.name,
                }
            })
            .collect(),
        pager: Pager::new(&c.path_and_query, number, list.pages()),
        list,
        steps,
        form,
        problems: problems.into(),
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Which claims, each with the version that was shown, and what to do.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    /// `id:version`.
    pub pick: Vec<String>,
    pub version: i32,
    pub step: String,
    pub reason: String,
    pub posted_at: String,
    pub paid_on: String,
    pub back: String,
}

impl StepForm {
    /// What the step needs.
    pub fn input(&self) -> StepInput {
        StepInput {
            reason: self.reason.clone(),
            posted_at: self.posted_at.clone(),
            paid_on: self.paid_on.trim().parse().ok(),
        }
    }
}

fn pick(text: &str) -> Option<(Uuid, i32)> {
    let (id, version) = text.split_once(':')?;
    Some((id.parse().ok()?, version.parse().ok()?))
}

#[derive(Template)]
#[template(path = "subsidies/refused.html")]
struct RefusedPage<'a> {
    c: &'a Ctx,
    done: usize,
    rows: Vec<(String, Refused)>,
    back: &'a str,
}

/// Take one step with all that are ticked. Those that cannot go are named with the reason.
pub async fn steps(c: Ctx, State(app): State<App>, Form(form): Form<StepForm>) -> PageResult {
    let back = match inside(&form.back) {
        "/" => "/subsidies/claims",
        path => path,
    };
    let picks: Option<Vec<(Uuid, i32)>> = form.pick.iter().map(|text| pick(text)).collect();
    let (Some(step), Some(picks)) = (Step::from_key(&form.step), picks) else {
        return Err(PageError::BadRequest("error-form", Vec::new()));
    };
    if picks.is_empty() {
        return Ok(go_with(back, "subsidies-bulk-nobody", ""));
    }
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let taken = match subsidies::take(&mut unit, &picks, step, &form.input()).await {
        Ok(taken) => taken,
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            let from = state::MOVES.iter().find(|(_, taken, _)| *taken == step);
            let query = ListQuery {
                state: from.map(|(from, _, _)| from.key().to_owned()).unwrap_or_default(),
                ..ListQuery::default()
            };
            return render(&c, &app, &query, form, problems).await;
        }
        Err(error) => return Err(error.into()),
    };
    unit.commit().await?;
    if taken.refused.is_empty() {
        return Ok(go_with(back, "subsidies-bulk-done", &taken.done.to_string()));
    }
    let claims = taken.refused.iter().map(|refused| refused.claim.clone()).collect();
    let names = subsidies::rows_of(app.core.db.reader(), claims, c.today()).await?;
    let rows = names.into_iter().map(|row| row.name).zip(taken.refused).collect();
    show(&RefusedPage {
        c: &c,
        done: taken.done,
        rows,
        back,
    })
}
