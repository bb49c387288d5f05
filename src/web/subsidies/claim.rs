//! `/subsidies/claims/{id}`: who, how much and why, papers, checks, notices, objections, history, and the next step.

use askama::Template;
use axum::extract::State;
use entity::codes::{ClaimAccount, Code as _, ConsentWay, FollowUpReached, Subject, SubsidyPaper};
use serde::Deserialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::claim_new::account as read_account;
use super::claims::{StepForm, steps_of};
use super::words;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::subsidies::state::{NOTICES, OPEN, Step};
use crate::domain::subsidies::{self, ClaimRecord};
use crate::domain::unit::Unit;
use crate::domain::{accounts, files};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Ids};
use crate::web::files::{Upload, as_download};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What the smaller forms send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClaimForms {
    version: i32,
    reached: String,
    note: String,
    said_by: String,
    what: String,
    account_kind: String,
    account: String,
    consent_way: String,
    witness: String,
    reason: String,
    password: String,
}

#[derive(Template)]
#[template(path = "subsidies/claim.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one part of the page, and they are independent"
)]
struct ClaimPage<'a> {
    c: &'a Ctx,
    record: ClaimRecord,
    steps: Vec<Step>,
    form: &'a ClaimForms,
    step: &'a StepForm,
    problems: Problems,
    papers: &'static [SubsidyPaper],
    reached: &'static [FollowUpReached],
    accounts: &'static [ClaimAccount],
    ways: &'static [ConsentWay],
    shown: Option<Zeroizing<String>>,
    may_draft: bool,
    may_decide: bool,
    may_object: bool,
    may_account: bool,
    form_key: Uuid,
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    render(&c, &app, id, &ClaimForms::default(), &fresh(&c), Vec::new(), None).await
}

fn fresh(c: &Ctx) -> StepForm {
    StepForm {
        posted_at: c.t("subsidies-posted-default"),
        paid_on: c.today().to_string(),
        ..StepForm::default()
    }
}

async fn render(
    c: &Ctx,
    app: &App,
    id: Uuid,
    form: &ClaimForms,
    step: &StepForm,
    problems: Vec<Problem>,
    shown: Option<Zeroizing<String>>,
) -> PageResult {
    let record = subsidies::record(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let of_person = record.claim.worker_id.is_some();
    let fits = |step: &Step| !matches!((step, of_person), (Step::Submit, true) | (Step::PostVillage, false));
    let state = record.claim.state;
    let again = !problems.is_empty();
    let page = ClaimPage {
        c,
        steps: steps_of(c, state).into_iter().filter(fits).collect(),
        form,
        step,
        problems: problems.into(),
        papers: SubsidyPaper::ALL,
        reached: FollowUpReached::ALL,
        accounts: ClaimAccount::ALL,
        ways: ConsentWay::ALL,
        shown,
        may_draft: c.may(Action::DraftClaims),
        may_decide: c.may(Action::DecideClaims),
        may_object: c.may(Action::DraftClaims) && NOTICES.contains(&state),
        may_account: c.may(Action::DraftClaims) && OPEN.contains(&state),
        form_key: c.form_key(),
        record,
    };
    if again { show_again(&page) } else { show(&page) }
}

impl ClaimPage<'_> {
    fn wants_place(&self) -> bool {
        self.steps.iter().any(|step| step.posts().is_some())
    }

    fn wants_day(&self) -> bool {
        self.steps.contains(&Step::Pay)
    }

    fn calls(&self) -> bool {
        self.may_decide && self.record.claim.state == entity::codes::ClaimState::CountyCheck
    }
}

/// Take a step.
pub async fn step(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<StepForm>) -> PageResult {
    subsidies::claim_by_id(app.core.db.reader(), &c.actor, id).await?;
    let step = Step::from_key(&form.step).ok_or(PageError::BadRequest("error-form", Vec::new()))?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = subsidies::take(&mut unit, &[(id, form.version)], step, &form.input()).await;
    let problems = match result {
        Ok(taken) => match taken.refused.first() {
            None => {
                unit.commit().await?;
                return Ok(go_with(&format!("/subsidies/claims/{id}"), "subsidies-moved", ""));
            }
            Some(refused) if refused.why == "conflict-changed-meanwhile" => {
                return Err(DomainError::Conflict(refused.why).into());
            }
            Some(refused) => vec![Problem::new("reason", refused.why)],
        },
        Err(DomainError::Invalid(problems)) => problems,
        Err(error) => return Err(error.into()),
    };
    drop(unit);
    render(&c, &app, id, &ClaimForms::default(), &form, problems, None).await
}

async fn finish(
    c: &Ctx,
    app: &App,
    id: Uuid,
    form: &ClaimForms,
    unit: Unit,
    result: Result<()>,
    flash: &str,
) -> PageResult {
    match result {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with(&format!("/subsidies/claims/{id}"), flash, ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(c, app, id, form, &fresh(c), problems, None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Write down the county's call.
pub async fn phone(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ClaimForms>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = match FollowUpReached::from_key(&form.reached) {
        Some(reached) => subsidies::phone_check(&mut unit, id, form.version, reached, &form.note).await,
        None => Err(DomainError::invalid("reached", "problem-choose")),
    };
    finish(&c, &app, id, &form, unit, result, "subsidies-called").await
}

/// Say where the money goes.
pub async fn account(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ClaimForms>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let consent = ConsentWay::from_key(&form.consent_way).map(|way| (way, form.witness.clone()));
    let result = match read_account(&form.account_kind, &form.account) {
        Ok(Some(account)) => subsidies::set_account(&mut unit, id, form.version, &account, consent).await,
        Ok(None) => Err(DomainError::invalid("account", "problem-required")),
        Err(problem) => Err(DomainError::Invalid(vec![problem])),
    };
    finish(&c, &app, id, &form, unit, result, "subsidies-account-set").await
}

/// The full number of the account, with a reason.
pub async fn reveal(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ClaimForms>) -> PageResult {
    subsidies::claim_by_id(app.core.db.reader(), &c.actor, id).await?;
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = async {
        if !form.password.is_empty() {
            accounts::confirm(&mut unit, form.password.clone()).await?;
        }
        subsidies::reveal_account(&unit, id, &form.reason).await
    }
    .await;
    match result {
        Ok(plain) => {
            unit.commit().await?;
            render(&c, &app, id, &form, &fresh(&c), Vec::new(), Some(plain)).await
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, id, &form, &fresh(&c), problems, None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Write an objection down.
pub async fn object(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<ClaimForms>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = subsidies::object(&mut unit, id, form.version, &form.said_by, &form.what).await;
    finish(&c, &app, id, &form, unit, result.map(|_| ()), "subsidies-objected").await
}

async fn add_paper(c: &Ctx, app: &App, id: Uuid, key: Uuid, upload: &mut Upload) -> Result<()> {
    let bytes = std::mem::take(&mut upload.file);
    let kind =
        SubsidyPaper::from_key(upload.field("paper")).ok_or_else(|| DomainError::invalid("paper", "problem-choose"))?;
    let file = if bytes.is_empty() {
        None
    } else {
        let inspected = files::inspect(bytes).await;
        Some(inspected.map_err(|problem| DomainError::invalid("file", problem.key()))?)
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(key).await?;
    subsidies::add_paper(&mut unit, id, kind, upload.field("note"), file).await?;
    unit.commit_to(&format!("/subsidies/claims/{id}")).await
}

/// Put a paper with it.
pub async fn paper(c: Ctx, State(app): State<App>, Id(id): Id, mut upload: Upload) -> PageResult {
    subsidies::claim_by_id(app.core.db.reader(), &c.actor, id).await?;
    let key = Uuid::parse_str(upload.field("form_key")).map_err(|_| PageError::BadRequest("error-form", Vec::new()))?;
    match add_paper(&c, &app, id, key, &mut upload).await {
        Ok(()) => Ok(go_with(&format!("/subsidies/claims/{id}"), "subsidies-paper-added", "")),
        Err(DomainError::Invalid(problems)) => {
            render(&c, &app, id, &ClaimForms::default(), &fresh(&c), problems, None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The scan of a paper.
pub async fn download(c: Ctx, State(app): State<App>, Ids(id, file): Ids) -> PageResult {
    subsidies::claim_by_id(app.core.db.reader(), &c.actor, id).await?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let file = files::open_of(&unit, Subject::SubsidyClaim, id, file).await?;
    unit.commit().await?;
    Ok(as_download(file))
}
