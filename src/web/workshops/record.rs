//! `/workshops/{id}`: one workshop: how it stands, what is next, its papers, its months, its history.

use askama::Template;
use axum::extract::State;
use entity::codes::Subject;
use entity::{recognition_rule, state_move, workshop, workshop_paper};
use uuid::Uuid;

use super::steps::StepForm;
use super::words;
use crate::domain::access::Action;
use crate::domain::error::Problem;
use crate::domain::workshops::judge::Judgement;
use crate::domain::workshops::month::Month;
use crate::domain::workshops::state::{self, OVER, Step};
use crate::domain::workshops::{self, MonthSum, Warning};
use crate::domain::{employers, moves};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::{show, show_again};
use crate::web::state::App;
use crate::web::trade;

#[derive(Template)]
#[template(path = "workshops/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    workshop: workshop::Model,
    employer_name: String,
    people: usize,
    lifted: usize,
    warnings: Vec<Warning>,
    /// The rule of today, and what it makes of the people of today. Not for firms.
    standing: Option<(recognition_rule::Model, Judgement)>,
    /// As it was judged on the day of recognition.
    judged: Option<Judgement>,
    steps: Vec<Step>,
    papers: Vec<workshop_paper::Model>,
    months: Vec<MonthSum>,
    moves: Vec<state_move::Model>,
    form: &'a StepForm,
    problems: Problems,
}

impl RecordPage<'_> {
    fn may_edit(&self) -> bool {
        self.c.may(Action::EditWorkshops) && !OVER.contains(&self.workshop.state)
    }

    fn this_month(&self) -> Month {
        Month::of(self.c.today())
    }

    fn decides(&self) -> bool {
        self.steps.contains(&Step::Recognise)
    }

    fn is_not_met(&self) -> bool {
        self.standing.as_ref().is_some_and(|(_, judgement)| !judgement.met)
    }

    fn hint(&self, step: &Step) -> String {
        self.c.label_of("workshops-step-hint", step.key())
    }
}

async fn shown(c: &Ctx, app: &App, id: Uuid, form: &StepForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let workshop = workshops::by_id(db, &c.actor, id).await?;
    let firm = words::is_firm(c);
    let names = employers::names_of(db, [workshop.employer_id]).await?;
    let standing = workshops::warnings_of(db, &workshop, c.today()).await?;
    let again = !problems.is_empty();
    let page = RecordPage {
        c,
        employer_name: names
            .get(&workshop.employer_id)
            .map(|card| card.name.clone())
            .unwrap_or_default(),
        people: standing.people,
        lifted: standing.lifted,
        warnings: standing.warnings,
        standing: if firm {
            None
        } else {
            workshops::standing_of(db, &workshop, c.today()).await?
        },
        judged: workshop
            .judgement
            .clone()
            .filter(|_| !firm)
            .and_then(|kept| serde_json::from_value(kept).ok()),
        steps: state::steps(workshop.state)
            .into_iter()
            .filter(|step| c.may(step.action()))
            .collect(),
        papers: workshops::papers_of(db, id).await?,
        months: workshops::months_of(db, &c.actor, id).await?,
        moves: moves::of(db, Subject::Workshop, id).await?,
        workshop,
        form,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The record.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let form = StepForm::fresh(&c);
    shown(&c, &app, id, &form, Problems::default()).await
}

/// The record with what is in the way of a step.
pub async fn refused(c: &Ctx, app: &App, id: Uuid, form: &StepForm, problems: Vec<Problem>) -> PageResult {
    shown(c, app, id, form, problems.into()).await
}
