//! `/follow-ups/{id}`: one call. Who it is, what was promised, what was said before, and the form. The full number stands only in the answer
//! to the button that asks for it, after that was written down.

use askama::Template;
use axum::extract::State;
use entity::codes::{CaseKind, Code as _, EndReason, FollowUpChannel, FollowUpReached, PayKept, PlacementState};
use serde::Deserialize;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::form::CallForm;
use super::words;
use crate::domain::access::Action;
use crate::domain::error::Problem;
use crate::domain::follow_ups::{self, CallPage};
use crate::web::cases::words as case_words;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Id, Query};
use crate::web::page::{show, show_again};
use crate::web::placements::words as placement_words;
use crate::web::state::App;

/// The list to go back to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CallQuery {
    back: String,
    at: String,
}

/// The reasons for which somebody leaves; a change of job has a page of its own.
const REASONS: &[EndReason] = &[
    EndReason::Family,
    EndReason::Pay,
    EndReason::Conditions,
    EndReason::Health,
    EndReason::ContractEnded,
    EndReason::Dismissed,
    EndReason::EmployerClosed,
    EndReason::ReturnedHome,
    EndReason::Other,
];

/// How staff ask. The firm's word has a page of its own.
const CHANNELS: &[FollowUpChannel] = &[FollowUpChannel::Phone, FollowUpChannel::Chat, FollowUpChannel::Visit];
/// Who answers staff.
const REACHED: &[FollowUpReached] = &[
    FollowUpReached::Worker,
    FollowUpReached::Family,
    FollowUpReached::Employer,
];

#[derive(Template)]
#[template(path = "follow_ups/call.html")]
struct Page<'a> {
    c: &'a Ctx,
    call: CallPage,
    form: &'a CallForm,
    problems: Problems,
    /// The full number, if it was asked for.
    phone: Option<Zeroizing<String>>,
    may_edit: bool,
    running: bool,
    due: bool,
    channels: &'static [FollowUpChannel],
    reached: &'static [FollowUpReached],
    paid: &'static [PayKept],
    kinds: &'static [CaseKind],
    reasons: &'static [EndReason],
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<CallQuery>) -> PageResult {
    let form = CallForm::fresh(&c, &query.back, &query.at);
    render(&c, &app, id, &form, Vec::new(), None).await
}

/// The page with what was typed, its problems, or the number.
pub async fn render(
    c: &Ctx,
    app: &App,
    id: Uuid,
    form: &CallForm,
    problems: Vec<Problem>,
    phone: Option<Zeroizing<String>>,
) -> PageResult {
    let call = follow_ups::call(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let wrong = !problems.is_empty();
    let running = call.placement.state != PlacementState::Left;
    let due = call
        .calls
        .iter()
        .any(|row| row.state == entity::codes::FollowUpState::Open && row.next_on <= c.today());
    let page = Page {
        c,
        call,
        form,
        problems: problems.into(),
        phone,
        may_edit: c.may(Action::EditFollowUps),
        running,
        due,
        channels: CHANNELS,
        reached: REACHED,
        paid: PayKept::ALL,
        kinds: CaseKind::ALL,
        reasons: REASONS,
    };
    if wrong { show_again(&page) } else { show(&page) }
}
