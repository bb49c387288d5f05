//! `/subsidies/claims/new`: a claim for somebody who is eligible, filled in as far as the records know.

use askama::Template;
use axum::extract::State;
use entity::codes::{ClaimAccount, ClaimedBy, Code as _, ConsentWay};
use serde::Deserialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::words;
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem};
use crate::domain::subsidies::eligible::{Shown, Verdict};
use crate::domain::subsidies::reasons::{Line, Reason};
use crate::domain::subsidies::terms::Amount;
use crate::domain::subsidies::{self, AccountInput, ClaimInput, Prospect};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Query};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    pub form_key: Uuid,
    pub policy: Uuid,
    pub period: String,
    #[serde(rename = "for")]
    pub beneficiary: Uuid,
    pub claimed_by: String,
    pub claimant_name: String,
    pub payee_name: String,
    pub cost_yuan: String,
    pub contract_months: String,
    pub account_kind: String,
    pub account: String,
    pub consent_way: String,
    pub witness: String,
}

#[derive(Template)]
#[template(path = "subsidies/claim_new.html")]
struct NewPage<'a> {
    c: &'a Ctx,
    found: &'a Prospect,
    form: &'a ClaimForm,
    problems: Problems,
    by: &'static [ClaimedBy],
    accounts: &'static [ClaimAccount],
    ways: &'static [ConsentWay],
}

impl NewPage<'_> {
    /// Whoever gets it.
    fn name(&self) -> &str {
        self.found
            .worker
            .as_ref()
            .map_or(&self.found.firm_name, |worker| &worker.name)
    }

    fn lines(&self) -> &[Line] {
        match &self.found.verdict {
            Verdict::Yes(award) => &award.lines,
            _ => &[],
        }
    }

    fn reasons(&self) -> &[Reason] {
        match &self.found.verdict {
            Verdict::Yes(_) => &[],
            Verdict::NotYet { reasons, .. } | Verdict::No(reasons) => reasons,
        }
    }

    fn yuan(&self) -> String {
        match &self.found.verdict {
            Verdict::Yes(award) => words::yuan(award.amount_yuan),
            _ => String::new(),
        }
    }

    fn wants_cost(&self) -> bool {
        matches!(self.found.terms.amount, Amount::Cost { .. })
    }

    fn wants_months(&self) -> bool {
        self.found.terms.conditions.contract_months.is_some()
    }
}

/// The account as typed; none if nothing was.
pub fn account(kind: &str, number: &str) -> Result<Option<AccountInput>, Problem> {
    if number.trim().is_empty() {
        return Ok(None);
    }
    let kind = ClaimAccount::from_key(kind).ok_or_else(|| Problem::new("account_kind", "problem-choose"))?;
    Ok(Some(AccountInput {
        kind,
        number: Zeroizing::new(number.to_owned()),
    }))
}

fn number(field: &str, text: &str, problems: &mut Vec<Problem>) -> Option<i32> {
    let bare = typed::bare(text).replace(',', "");
    if bare.is_empty() {
        return None;
    }
    let read = bare
        .parse()
        .ok()
        .filter(|number: &i32| (0..=1_000_000).contains(number));
    if read.is_none() {
        problems.push(Problem::new(field, "problem-number"));
    }
    read
}

impl ClaimForm {
    fn shown(&self, problems: &mut Vec<Problem>) -> Shown {
        Shown {
            cost_yuan: number("cost_yuan", &self.cost_yuan, problems),
            contract_months: number("contract_months", &self.contract_months, problems),
        }
    }

    fn read(&self) -> Result<ClaimInput, Vec<Problem>> {
        let mut problems = Vec::new();
        let shown = self.shown(&mut problems);
        let claimed_by = ClaimedBy::from_key(&self.claimed_by).unwrap_or_else(|| {
            problems.push(Problem::new("claimed_by", "problem-choose"));
            ClaimedBy::Person
        });
        let account = account(&self.account_kind, &self.account).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(ClaimInput {
            policy: self.policy,
            period: self.period.clone(),
            beneficiary: self.beneficiary,
            claimed_by,
            claimant_name: self.claimant_name.clone(),
            payee_name: self.payee_name.clone(),
            shown,
            account,
            consent: ConsentWay::from_key(&self.consent_way).map(|way| (way, self.witness.clone())),
        })
    }
}

async fn render(c: &Ctx, app: &App, form: &ClaimForm, problems: Vec<Problem>) -> PageResult {
    let which = (form.policy, form.period.as_str(), form.beneficiary);
    let shown = form.shown(&mut Vec::new());
    let found = subsidies::prospect(app.core.db.reader(), &c.actor, which, shown, c.today()).await?;
    let again = !problems.is_empty();
    let page = NewPage {
        c,
        found: &found,
        form,
        problems: problems.into(),
        by: ClaimedBy::ALL,
        accounts: ClaimAccount::ALL,
        ways: ConsentWay::ALL,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Who and under which policy.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    policy: String,
    period: String,
    #[serde(rename = "for")]
    beneficiary: String,
}

/// The form.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<NewQuery>) -> PageResult {
    let id = |text: &str| Uuid::parse_str(text).map_err(|_| PageError::NotFound);
    let form = ClaimForm {
        form_key: c.form_key(),
        policy: id(&query.policy)?,
        period: query.period,
        beneficiary: id(&query.beneficiary)?,
        claimed_by: ClaimedBy::Person.key().to_owned(),
        account_kind: ClaimAccount::OneCard.key().to_owned(),
        ..ClaimForm::default()
    };
    render(&c, &app, &form, Vec::new()).await
}

/// Make the claim.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<ClaimForm>) -> PageResult {
    let input = match form.read() {
        Ok(input) => input,
        Err(problems) => return render(&c, &app, &form, problems).await,
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(form.form_key).await?;
    match subsidies::file(&mut unit, &input).await {
        Ok(id) => {
            let path = format!("/subsidies/claims/{id}");
            unit.commit_to(&path).await?;
            Ok(go_with(&path, "subsidies-claimed", ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, &form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}
