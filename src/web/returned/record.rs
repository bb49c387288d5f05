//! `/returned/{id}`: one person who came back: what was done, what is still to do, and posts that would fit.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::{Code as _, HelpEnd, HelpState, OfferAnswer};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::returned::{self, HELP_OFFERS, HelpRecord, OfferInput};
use crate::web::applications::words as application_words;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::{show, show_again};
use crate::web::state::App;

/// Every field of the page, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct HelpForm {
    pub version: i32,
    pub policy_on: String,
    pub guidance_on: String,
    pub on: String,
    pub title: String,
    pub employer_name: String,
    pub answer: String,
    pub reason: String,
    pub note: String,
}

impl HelpForm {
    fn fresh(c: &Ctx) -> Self {
        let today = c.day(&c.today());
        Self {
            policy_on: today.clone(),
            guidance_on: today.clone(),
            on: today,
            ..Self::default()
        }
    }

    /// A day of the form.
    pub fn day(field: &str, text: &str) -> Result<NaiveDate> {
        text.trim()
            .parse()
            .map_err(|_| DomainError::invalid(field, "placements-problem-date"))
    }

    /// An offer.
    pub fn offer(&self) -> Result<OfferInput> {
        Ok(OfferInput {
            on: Self::day("on", &self.on)?,
            title: self.title.clone(),
            employer_name: self.employer_name.clone(),
            answer: OfferAnswer::from_key(&self.answer)
                .ok_or_else(|| DomainError::invalid("answer", "problem-choose"))?,
        })
    }

    /// Why it ends.
    pub fn end(&self) -> Result<HelpEnd> {
        HelpEnd::from_key(&self.reason).ok_or_else(|| DomainError::invalid("reason", "problem-choose"))
    }
}

#[derive(Template)]
#[template(path = "returned/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    record: HelpRecord,
    form: &'a HelpForm,
    problems: Problems,
    may_edit: bool,
    late: bool,
    norm: usize,
    answers: &'static [OfferAnswer],
    reasons: &'static [HelpEnd],
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let form = HelpForm::fresh(&c);
    render(&c, &app, id, &form, Vec::new()).await
}

/// The page with what was typed and its problems.
pub async fn render(c: &Ctx, app: &App, id: Uuid, form: &HelpForm, problems: Vec<Problem>) -> PageResult {
    let record = returned::record(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let open = record.help.state == HelpState::Open;
    let wrong = !problems.is_empty();
    let page = RecordPage {
        c,
        form,
        problems: problems.into(),
        may_edit: open && c.may(Action::EditFollowUps),
        late: open && record.help.due_on < c.today(),
        norm: HELP_OFFERS,
        answers: OfferAnswer::ALL,
        reasons: HelpEnd::ALL,
        record,
    };
    if wrong { show_again(&page) } else { show(&page) }
}
