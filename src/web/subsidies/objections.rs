//! `/subsidies/objections`: what people object to, and the answers.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, ObjectionResult};
use serde::Deserialize;
use uuid::Uuid;

use super::notices::PageQuery;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::subsidies::{self, ObjectionRow};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Pager, go_with, show, show_again};
use crate::web::state::App;

/// An answer as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    version: i32,
    result: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "subsidies/objections.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    list: PageOf<ObjectionRow>,
    pager: Pager,
    may_answer: bool,
    /// The one that could not be answered, and what was typed.
    answered: Option<Uuid>,
    form: &'a AnswerForm,
    results: &'static [ObjectionResult],
    problems: Problems,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<PageQuery>) -> PageResult {
    render(&c, &app, query.page, None, &AnswerForm::default(), Vec::new()).await
}

async fn render(
    c: &Ctx,
    app: &App,
    number: Option<u64>,
    answered: Option<Uuid>,
    form: &AnswerForm,
    problems: Vec<Problem>,
) -> PageResult {
    let number = number.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = subsidies::objections(app.core.db.reader(), &c.actor, number).await?;
    let again = !problems.is_empty();
    let page = ListPage {
        c,
        pager: Pager::new(&c.path_and_query, number, list.pages()),
        list,
        may_answer: c.may(Action::CheckClaims),
        answered,
        form,
        results: ObjectionResult::ALL,
        problems: problems.into(),
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Answer one.
pub async fn answer(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<AnswerForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let result = match ObjectionResult::from_key(&form.result) {
        Some(result) => subsidies::answer(&mut unit, id, form.version, result, &form.answer).await,
        None => subsidies::objection_by_id(unit.tx(), &c.actor, id)
            .await
            .and(Err(DomainError::invalid("result", "problem-choose"))),
    };
    match result {
        Ok(_) => {
            unit.commit().await?;
            Ok(go_with("/subsidies/objections", "subsidies-answered", ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, &app, None, Some(id), &form, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

impl ListPage<'_> {
    /// What was typed for this one.
    fn typed(&self, id: &Uuid) -> &str {
        if self.answered.as_ref() == Some(id) {
            &self.form.answer
        } else {
            ""
        }
    }
}
