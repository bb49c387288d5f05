//! `/manage/fairs/{id}`: one fair for those who plan it: what lacks, what is next, and where its lists are.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, FairKind, FairPaperKind, FairState, InvitationAnswer, Subject};
use entity::{fair, fair_paper, state_move};
use uuid::Uuid;

use super::words;
use crate::domain::access::Action;
use crate::domain::error::Problem;
use crate::domain::fairs::state::{self, Step};
use crate::domain::fairs::statistics::{self, Statistics};
use crate::domain::fairs::{self, rules};
use crate::domain::moves;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::{show, show_again};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "fairs/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    papers: Vec<fair_paper::Model>,
    lacking: Vec<FairPaperKind>,
    steps: Vec<Step>,
    numbers: Statistics,
    answers: HashMap<InvitationAnswer, u64>,
    waiting: usize,
    moves: Vec<state_move::Model>,
    notice: &'a str,
    problems: Problems,
}

impl RecordPage<'_> {
    fn may_edit(&self) -> bool {
        self.c.may(Action::EditFairs)
    }

    fn may_invite(&self) -> bool {
        self.c.may(Action::InviteToFairs)
    }

    fn has_door(&self) -> bool {
        self.c.may(Action::KeepFairDoor) && fairs::still_counts(&self.fair)
    }

    fn is_sent_live(&self) -> bool {
        matches!(self.fair.kind, FairKind::Online | FairKind::LiveStream)
    }

    fn changeable(&self) -> bool {
        self.may_edit() && state::PLANNED.contains(&self.fair.state)
    }

    /// The papers should have been filed by now.
    fn filing_late(&self) -> bool {
        self.fair.state == FairState::Planning && self.c.today() > rules::file_by(&self.fair)
    }

    /// The statistics should have been reported by now.
    fn report_late(&self) -> bool {
        self.fair.state == FairState::Ended && self.c.today() > rules::report_by(&self.fair)
    }

    fn asked(&self) -> u64 {
        self.answers.values().sum()
    }

    fn coming(&self) -> u64 {
        self.answers.get(&InvitationAnswer::Coming).copied().unwrap_or_default()
    }
}

async fn shown(c: &Ctx, app: &App, id: Uuid, notice: &str, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let fair = fairs::by_id(db, &c.actor, id).await?;
    let papers = fairs::papers_of(db, id).await?;
    let numbers = match statistics::reported(&fair) {
        Some(numbers) => numbers,
        None => statistics::count(db, &fair).await?,
    };
    let waiting = fairs::booths_of(db, id, &[entity::codes::BoothState::Requested], c.today())
        .await?
        .len();
    let again = !problems.is_empty();
    let page = RecordPage {
        c,
        lacking: rules::lacking(&fair, &papers),
        papers,
        steps: state::steps(fair.state),
        numbers,
        answers: fairs::invitation_counts(db, &c.actor, id).await?,
        waiting,
        moves: moves::of(db, Subject::Fair, id).await?,
        fair,
        notice,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The record.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    shown(&c, &app, id, "", Problems::default()).await
}

/// The record with what is in the way of a step.
pub async fn refused(c: &Ctx, app: &App, id: Uuid, notice: &str, problems: Vec<Problem>) -> PageResult {
    shown(c, app, id, notice, problems.into()).await
}
