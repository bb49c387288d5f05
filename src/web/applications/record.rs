//! `/applications/{id}`: one application with its history and the steps that are allowed now.

use askama::Template;
use axum::extract::State;
use entity::codes::{
    ApplicationReason, ApplicationState, ConsentWay, Contract, EvidenceKind, Insurance, InterviewWay, Role,
};
use uuid::Uuid;

use super::forms::{OWN_REASONS, REFUSALS, StepForm};
use super::words;
use crate::domain::access::Action;
use crate::domain::applications::{self, ApplicantCard, By, PROOFS, PhoneRule, Record, state};
use crate::domain::error::Problem;
use crate::reference::certificate;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::matching::words as match_words;
use crate::web::page::{show, show_again};
use crate::web::state::App;

/// The steps that this reader may take now, by the table and by the access table.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one button, and they are independent"
)]
pub struct Steps {
    send: bool,
    invite: bool,
    hire: bool,
    reject: bool,
    withdraw: bool,
    arrive: bool,
}

impl Steps {
    fn of(c: &Ctx, from: ApplicationState) -> Self {
        let by = By::of(&c.actor);
        let to = |to, action| state::allows(from, to, by) && c.may(action);
        let rearrange = from == ApplicationState::Interview && c.may(Action::DecideApplications);
        Self {
            send: to(ApplicationState::Recommended, Action::Recommend),
            invite: to(ApplicationState::Interview, Action::DecideApplications) || rearrange,
            hire: to(ApplicationState::Hired, Action::DecideApplications),
            reject: to(ApplicationState::Rejected, Action::DecideApplications),
            withdraw: to(ApplicationState::Withdrawn, Action::Recommend),
            arrive: to(ApplicationState::Arrived, Action::ConfirmArrival),
        }
    }

    fn any(&self) -> bool {
        self.send || self.invite || self.hire || self.reject || self.withdraw || self.arrive
    }
}

/// The lists that the forms of the page choose from.
pub struct Lists {
    ways: &'static [ConsentWay],
    interview_ways: &'static [InterviewWay],
    refusals: &'static [ApplicationReason],
    own_reasons: &'static [ApplicationReason],
    proofs: &'static [EvidenceKind],
    contracts: &'static [Contract],
    insurances: &'static [Insurance],
}

impl Lists {
    fn of(c: &Ctx) -> Self {
        use entity::codes::Code as _;
        let by_employer = c.role() == Some(Role::Employer);
        Self {
            ways: &[ConsentWay::Voice, ConsentWay::Signed, ConsentWay::OnBehalf],
            interview_ways: InterviewWay::ALL,
            refusals: REFUSALS,
            own_reasons: OWN_REASONS,
            // An employer can only speak for itself.
            proofs: if by_employer { &PROOFS[..1] } else { &PROOFS },
            contracts: Contract::ALL,
            insurances: Insurance::ALL,
        }
    }
}

#[derive(Template)]
#[template(path = "applications/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    record: Record,
    steps: Steps,
    lists: Lists,
    form: &'a StepForm,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "applications/card.html")]
struct CardPage<'a> {
    c: &'a Ctx,
    card: ApplicantCard,
    rule: PhoneRule,
    /// The full phone, when it was just asked for.
    phone: Option<String>,
    steps: Steps,
    lists: Lists,
    form: &'a StepForm,
    problems: Problems,
}

impl RecordPage<'_> {
    /// Why hard conditions were set aside, if any were.
    fn overridden(&self) -> Option<String> {
        self.record
            .application
            .overrides
            .get("reason")
            .and_then(|why| why.as_str())
            .map(str::to_owned)
    }
}

impl CardPage<'_> {
    fn certificates(&self) -> String {
        let names: Vec<&str> = self
            .card
            .certificates
            .iter()
            .map(|key| certificate::name(key))
            .collect();
        names.join(&self.c.t("list-separator"))
    }
}

/// The page of the reader: staff see the record, an employer the card.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    render(&c, &app, id, None, Vec::new(), None).await
}

/// The page again with the problems of a step: what was typed is kept, nothing was changed.
pub async fn again(c: &Ctx, app: &App, id: Uuid, form: &StepForm, problems: Vec<Problem>) -> PageResult {
    render(c, app, id, Some(form), problems, None).await
}

/// The employer's page with the phone that was just asked for.
pub async fn with_phone(c: &Ctx, app: &App, id: Uuid, phone: String) -> PageResult {
    render(c, app, id, None, Vec::new(), Some(phone)).await
}

async fn render(
    c: &Ctx,
    app: &App,
    id: Uuid,
    form: Option<&StepForm>,
    problems: Vec<Problem>,
    phone: Option<String>,
) -> PageResult {
    let fresh = StepForm {
        started_on: c.day(&c.today()),
        ..StepForm::default()
    };
    let form = form.unwrap_or(&fresh);
    let wrong = !problems.is_empty();
    let problems = Problems::from(problems);
    let db = app.core.db.reader();
    let lists = Lists::of(c);
    if c.role() == Some(Role::Employer) {
        let (card, rule) = applications::one_for_employer(db, &c.actor, id, c.now).await?;
        let steps = Steps::of(c, card.state);
        let page = CardPage {
            c,
            card,
            rule,
            phone,
            steps,
            lists,
            form,
            problems,
        };
        return if wrong { show_again(&page) } else { show(&page) };
    }
    let record = applications::record(db, &c.actor, id).await?;
    let steps = Steps::of(c, record.application.state);
    let page = RecordPage {
        c,
        record,
        steps,
        lists,
        form,
        problems,
    };
    if wrong { show_again(&page) } else { show(&page) }
}
