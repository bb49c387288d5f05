//! `/cases/{id}`: what happened, who has it, by when, and every step.

use askama::Template;
use axum::extract::State;
use entity::codes::{CaseReferral, CaseState, Code as _};
use uuid::Uuid;

use super::form::CaseForm;
use super::words;
use crate::domain::access::Action;
use crate::domain::cases::{self, CaseRecord, state};
use crate::domain::error::Problem;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::follow_ups::words as follow_up_words;
use crate::web::page::{Choice, show, show_again};
use crate::web::state::App;

/// What this reader may do now.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one button, and they are independent"
)]
struct Steps {
    take: bool,
    note: bool,
    refer: bool,
    came_back: bool,
    end: bool,
    reopen: bool,
    offer: bool,
    answer: bool,
}

impl Steps {
    fn of(c: &Ctx, record: &CaseRecord) -> Self {
        let edit = c.may(Action::EditCases);
        let from = record.case.state;
        let to = |to| edit && state::allows(from, to);
        let waiting = state::WAITING.contains(&from);
        let offered = record.case.offered_to.is_some() && record.case.offered_to == c.actor.account_id();
        Self {
            take: to(CaseState::InHand) && from == CaseState::Open,
            note: edit && waiting,
            refer: to(CaseState::Referred),
            came_back: edit && from == CaseState::Referred,
            end: to(CaseState::Solved),
            reopen: to(CaseState::Open),
            offer: edit && waiting && record.case.offered_to.is_none(),
            answer: edit && waiting && offered,
        }
    }
}

#[derive(Template)]
#[template(path = "cases/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    record: CaseRecord,
    steps: Steps,
    colleagues: Vec<Choice>,
    offices: &'static [CaseReferral],
    form: &'a CaseForm,
    problems: Problems,
    waiting: bool,
    overdue: bool,
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    render(&c, &app, id, &CaseForm::default(), Vec::new()).await
}

/// The page, with what was typed and its problems.
pub async fn render(c: &Ctx, app: &App, id: Uuid, form: &CaseForm, problems: Vec<Problem>) -> PageResult {
    let db = app.core.db.reader();
    let record = cases::record(db, &c.actor, id, c.today()).await?;
    let steps = Steps::of(c, &record);
    let colleagues = if steps.offer {
        cases::colleagues(db, &c.actor, &record.case).await?
    } else {
        Vec::new()
    };
    let colleagues = colleagues
        .into_iter()
        .map(|(id, label)| {
            let value = id.to_string();
            Choice {
                chosen: value == form.to,
                value,
                label,
            }
        })
        .collect();
    let wrong = !problems.is_empty();
    let waiting = state::WAITING.contains(&record.case.state);
    let page = RecordPage {
        c,
        overdue: waiting && record.case.due_on < c.today(),
        waiting,
        record,
        steps,
        colleagues,
        offices: CaseReferral::ALL,
        form,
        problems: problems.into(),
    };
    if wrong { show_again(&page) } else { show(&page) }
}
