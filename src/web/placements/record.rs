//! `/placements/{id}`: promise against fact, proofs, history, and what can be done.

use askama::Template;
use axum::extract::State;
use entity::codes::{EndReason, EvidenceKind, PlacementState, Role};
use uuid::Uuid;

use super::forms::PlacementForm;
use super::words;
use crate::domain::access::Action;
use crate::domain::error::Problem;
use crate::domain::placements::{self, PlacementCard, PlacementRecord, state};
use crate::reference::occupation;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::{show, show_again};
use crate::web::state::App;
use crate::web::vacancies::words as pay_words;

/// The proofs that a verification may rest on.
const PROOFS: &[EvidenceKind] = &[
    EvidenceKind::StationChecked,
    EvidenceKind::EmployerConfirmed,
    EvidenceKind::WageSlip,
    EvidenceKind::SignedContract,
    EvidenceKind::HandOverList,
    EvidenceKind::Photo,
];

/// The reasons for which somebody leaves; a change of job has a page of its own.
const REASONS: &[EndReason] = &[
    EndReason::ContractEnded,
    EndReason::Family,
    EndReason::Pay,
    EndReason::Health,
    EndReason::Conditions,
    EndReason::Dismissed,
    EndReason::EmployerClosed,
    EndReason::ReturnedHome,
    EndReason::Other,
];

/// What this reader may do now.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one button, and they are independent"
)]
pub struct Steps {
    verify: bool,
    prove: bool,
    lost: bool,
    disputed: bool,
    leave: bool,
    change: bool,
}

impl Steps {
    fn of(c: &Ctx, from: PlacementState, verified: bool) -> Self {
        let edit = c.may(Action::EditPlacements);
        let to = |to| state::allows(from, to, &c.actor);
        let running = to(PlacementState::Left);
        Self {
            verify: edit && (to(PlacementState::OnPost) || (from == PlacementState::Left && !verified)),
            prove: edit,
            lost: edit && to(PlacementState::Lost),
            disputed: edit && to(PlacementState::Disputed),
            leave: c.may(Action::ReportLeaving) && running,
            change: edit && running,
        }
    }
}

#[derive(Template)]
#[template(path = "placements/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    record: PlacementRecord,
    steps: Steps,
    proofs: &'static [EvidenceKind],
    reasons: &'static [EndReason],
    form: &'a PlacementForm,
    problems: Problems,
}

impl RecordPage<'_> {
    fn trade(&self) -> &str {
        occupation::name(&self.record.placement.occupation_code)
    }
}

#[derive(Template)]
#[template(path = "placements/card.html")]
struct CardPage<'a> {
    c: &'a Ctx,
    card: PlacementCard,
    steps: Steps,
    reasons: &'static [EndReason],
    form: &'a PlacementForm,
    problems: Problems,
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    render(&c, &app, id, None, Vec::new()).await
}

/// The page again with the problems of a step.
pub async fn again(c: &Ctx, app: &App, id: Uuid, form: &PlacementForm, problems: Vec<Problem>) -> PageResult {
    render(c, app, id, Some(form), problems).await
}

async fn render(c: &Ctx, app: &App, id: Uuid, form: Option<&PlacementForm>, problems: Vec<Problem>) -> PageResult {
    let today = c.day(&c.today());
    let fresh = PlacementForm {
        on: today.clone(),
        ended_on: today,
        ..PlacementForm::default()
    };
    let form = form.unwrap_or(&fresh);
    let wrong = !problems.is_empty();
    let problems = Problems::from(problems);
    let db = app.core.db.reader();
    if c.role() == Some(Role::Employer) {
        let card = placements::card(db, &c.actor, id, c.today()).await?;
        let steps = Steps::of(c, card.state, card.verified);
        let page = CardPage {
            c,
            card,
            steps,
            reasons: REASONS,
            form,
            problems,
        };
        return if wrong { show_again(&page) } else { show(&page) };
    }
    let record = placements::record(db, &c.actor, id).await?;
    let steps = Steps::of(c, record.placement.state, record.placement.verified_at.is_some());
    let page = RecordPage {
        c,
        record,
        steps,
        proofs: PROOFS,
        reasons: REASONS,
        form,
        problems,
    };
    if wrong { show_again(&page) } else { show(&page) }
}
