//! `/employers/{id}`: one employer, as the station sees it and as its own people see it. `/employers/own` leads the latter there.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, PaperKind, Subject};
use entity::{account, employer, employer_paper, state_move};

use crate::domain::access::Action;
use crate::domain::accounts;
use crate::domain::employers::{self, Need, PaperView};
use crate::domain::moves;
use crate::reference::industry;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Id;
use crate::web::page::{go, show};
use crate::web::state::App;

/// What the station sees.
#[derive(Template)]
#[template(path = "employers/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    employer: &'a employer::Model,
    industry: &'static str,
    papers: Vec<PaperView>,
    needs: Vec<Need>,
    users: Vec<account::Model>,
    moves: Vec<state_move::Model>,
    /// The region that registered the employer, if its address lies elsewhere.
    registered_in: Option<String>,
    may_edit: bool,
    may_verify: bool,
}

/// One required paper as the employer's own people see it: where it stands, not who looked at it.
struct OwnPaper {
    kind: PaperKind,
    paper: Option<employer_paper::Model>,
}

/// What the employer's own people see.
#[derive(Template)]
#[template(path = "employers/own.html")]
struct OwnPage<'a> {
    c: &'a Ctx,
    employer: &'a employer::Model,
    papers: Vec<OwnPaper>,
    /// Facts that lack and that the station writes down: keys of their sentences.
    facts: Vec<&'static str>,
    users: Vec<account::Model>,
    fit: bool,
}

impl OwnPage<'_> {
    /// How far the employer has come: 1 facts, 2 papers, 3 the station looks, 4 may hire.
    fn step(&self) -> usize {
        if self.fit {
            4
        } else if !self.facts.is_empty() {
            1
        } else if self.papers.iter().any(OwnPaper::lacks) {
            2
        } else {
            3
        }
    }
}

impl OwnPaper {
    /// Whether the employer has to do something about it.
    fn lacks(&self) -> bool {
        self.paper
            .as_ref()
            .is_none_or(|paper| paper.verdict == entity::codes::PaperVerdict::Refused)
    }
}

/// To one's own firm.
pub async fn own(c: Ctx) -> PageResult {
    let id = c.actor.employer_id().ok_or(PageError::NotFound)?;
    Ok(go(&format!("/employers/{id}")))
}

/// The record.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let db = app.core.db.reader();
    let employer = employers::by_id(db, &c.actor, id).await?;
    let papers = employers::papers_of(db, &c.actor, id).await?;
    let users = accounts::list_for_employer(db, &c.actor, id).await?;
    let bare: Vec<employer_paper::Model> = papers.iter().map(|view| view.paper.clone()).collect();
    let needs = employers::needs(&employer, &bare, c.today());
    if c.may(Action::OwnEmployer) {
        let papers = employers::required_papers(&employer)
            .iter()
            .map(|kind| OwnPaper {
                kind: *kind,
                paper: employers::latest(&bare, *kind).cloned(),
            })
            .collect();
        let fit = employers::is_fit_to_publish(&employer, c.today()).is_ok();
        let facts = needs
            .iter()
            .filter_map(|need| match need {
                Need::Fact(key) => Some(*key),
                Need::Paper(..) => None,
            })
            .collect();
        return show(&OwnPage {
            c: &c,
            employer: &employer,
            papers,
            facts,
            users,
            fit,
        });
    }
    let moves = moves::of(db, Subject::Employer, id).await?;
    show(&RecordPage {
        c: &c,
        employer: &employer,
        industry: industry::get(&employer.industry).map_or("", |found| found.label(c.locale.tag())),
        papers,
        needs,
        users,
        moves,
        registered_in: employers::registered_elsewhere(&employer).map(|code| c.place(code)),
        may_edit: c.may(Action::EditEmployers),
        may_verify: c.may(Action::VerifyEmployers),
    })
}
