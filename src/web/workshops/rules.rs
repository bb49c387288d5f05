//! `/workshops/rules`: by which rules workshops are recognised, new rules, and the end of old ones.

use askama::Template;
use axum::extract::State;
use entity::recognition_rule;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::workshops::{self, RuleInput};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    form_key: Uuid,
    version: i32,
    place: String,
    document: String,
    min_lifted: String,
    min_share_percent: String,
    contract_months: String,
    paid_in_time: String,
    accident_insurance: String,
    notice_days: String,
    valid_from: String,
    valid_to: String,
}

#[derive(Template)]
#[template(path = "workshops/rules.html")]
struct RulesPage<'a> {
    c: &'a Ctx,
    rules: Vec<recognition_rule::Model>,
    problems: Problems,
}

impl RulesPage<'_> {
    fn may_write(&self) -> bool {
        self.c.may(Action::RecogniseWorkshops)
    }
}

#[derive(Template)]
#[template(path = "workshops/rule.html")]
struct RulePage<'a> {
    c: &'a Ctx,
    form: &'a RuleForm,
    problems: Problems,
    places: Vec<String>,
}

fn number(field: &str, words: &str, problems: &mut Vec<Problem>) -> Option<i32> {
    let bare = typed::bare(words);
    let read = bare.parse().ok();
    if !bare.is_empty() && read.is_none() {
        problems.push(Problem::new(field, "problem-number"));
    }
    read
}

impl RuleForm {
    fn fresh(c: &Ctx) -> Self {
        Self {
            form_key: c.form_key(),
            place: c.actor.region_code().map(|own| c.place(own)).unwrap_or_default(),
            contract_months: "6".to_owned(),
            paid_in_time: "yes".to_owned(),
            notice_days: "7".to_owned(),
            valid_from: c.today().to_string(),
            ..Self::default()
        }
    }

    fn read(&self, c: &Ctx) -> Result<RuleInput> {
        let mut problems = Vec::new();
        let place = place::read_own(c, "place", &self.place).map_err(|problem| problems.push(problem));
        let min_lifted = number("min_lifted", &self.min_lifted, &mut problems);
        let min_share_percent = number("min_share_percent", &self.min_share_percent, &mut problems);
        let contract_months = number("contract_months", &self.contract_months, &mut problems).unwrap_or(0);
        let notice_days = number("notice_days", &self.notice_days, &mut problems).unwrap_or(0);
        let valid_from = self.valid_from.trim().parse().ok();
        if valid_from.is_none() {
            problems.push(Problem::new("valid_from", "workshops-problem-day"));
        }
        let (Ok(jurisdiction_code), Some(valid_from), true) = (place, valid_from, problems.is_empty()) else {
            return Err(DomainError::Invalid(problems));
        };
        Ok(RuleInput {
            jurisdiction_code,
            document: self.document.clone(),
            min_lifted,
            min_share_percent,
            contract_months,
            paid_in_time: self.paid_in_time == "yes",
            accident_insurance: self.accident_insurance == "yes",
            notice_days,
            valid_from,
        })
    }
}

/// The rules.
pub async fn page(c: Ctx, State(app): State<App>) -> PageResult {
    let rules = workshops::rules(app.core.db.reader(), &c.actor).await?;
    show(&RulesPage {
        c: &c,
        rules,
        problems: Problems::default(),
    })
}

fn rule_page<'a>(c: &'a Ctx, form: &'a RuleForm, problems: Problems) -> RulePage<'a> {
    RulePage {
        c,
        form,
        problems,
        places: place::offers(c),
    }
}

/// The empty form.
pub async fn new_page(c: Ctx) -> PageResult {
    show(&rule_page(&c, &RuleForm::fresh(&c), Problems::default()))
}

/// Write a rule.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<RuleForm>) -> PageResult {
    let result = async {
        let input = form.read(&c)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        workshops::create_rule(&mut unit, input).await?;
        unit.commit_to("/workshops/rules").await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with("/workshops/rules", "workshops-rule-written", &form.document)),
        Err(DomainError::Invalid(problems)) => show_again(&rule_page(&c, &form, problems.into())),
        Err(error) => Err(error.into()),
    }
}

/// End a rule.
pub async fn end(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<RuleForm>) -> PageResult {
    let rule = workshops::rule_by_id(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let last = form
            .valid_to
            .trim()
            .parse()
            .map_err(|_| DomainError::invalid("valid_to", "workshops-problem-day"))?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        workshops::end_rule(&mut unit, id, form.version, last).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with("/workshops/rules", "workshops-rule-ended", &rule.document)),
        Err(DomainError::Invalid(problems)) => show_again(&RulesPage {
            rules: workshops::rules(app.core.db.reader(), &c.actor).await?,
            c: &c,
            problems: problems.into(),
        }),
        Err(error) => Err(PageError::from(error)),
    }
}
