//! `/trainings/{id}`: one training: what lacks, what is next, who sits in it, who was there, and what came of it.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, SeatState, Subject, TrainingHalf, TrainingMark, TrainingState};
use entity::{state_move, training, training_day, training_paper};
use uuid::Uuid;

use super::words;
use crate::domain::access::Action;
use crate::domain::error::Problem;
use crate::domain::moves;
use crate::domain::trainings::rules::{self, Share};
use crate::domain::trainings::state::{self, Step};
use crate::domain::trainings::{self, Outcome, Seat, TiedPost};
use crate::domain::workers::{self, NameCard};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::{Choice, choices, show, show_again};
use crate::web::state::App;

/// Who found work, with the name where the reader may see it.
pub struct OutcomeLine {
    outcome: Outcome,
    person: Option<NameCard>,
}

/// What the record shows around the training.
#[derive(Default)]
struct Parts {
    papers: Vec<training_paper::Model>,
    days: Vec<training_day::Model>,
    seats: Vec<Seat>,
    marks: HashMap<(Uuid, Uuid), TrainingMark>,
    posts: Vec<TiedPost>,
    to_tie: Vec<TiedPost>,
    recommended: HashSet<(Uuid, Uuid)>,
    outcomes: trainings::Outcomes,
    found: Vec<OutcomeLine>,
    moves: Vec<state_move::Model>,
    asked: usize,
}

#[derive(Template)]
#[template(path = "trainings/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    training: training::Model,
    steps: Vec<Step>,
    parts: Parts,
    /// What was typed into a form of this page that could not be taken.
    typed: &'a Typed,
    problems: Problems,
}

/// What was typed into the small forms of the record.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The notice of a training that is cancelled.
    pub notice: String,
    /// Heads of a talk.
    pub heads: String,
    /// A day that is added.
    pub on: String,
    /// Its hours.
    pub hours: String,
}

impl RecordPage<'_> {
    fn may_edit(&self) -> bool {
        self.c.may(Action::EditTrainings)
    }

    fn may_seat(&self) -> bool {
        self.c.may(Action::SeatTrainings)
    }

    fn class(&self) -> bool {
        rules::is_class(self.training.kind)
    }

    fn gives_seats(&self) -> bool {
        let running_talk = self.training.state == TrainingState::Running && !self.class();
        self.may_seat() && (self.training.state == TrainingState::Enrolling || running_talk)
    }

    fn changeable(&self) -> bool {
        self.may_edit() && state::PLANS.contains(&self.training.state)
    }

    fn held(&self) -> bool {
        state::HELD.contains(&self.training.state)
    }

    fn is(&self, state: &str) -> bool {
        self.training.state.key() == state
    }

    /// The plan should have been filed by now.
    fn filing_late(&self) -> bool {
        self.training.state == TrainingState::Planned && self.c.today() > rules::file_by(&self.training)
    }

    fn days_open(&self) -> bool {
        self.may_edit() && self.class() && state::DAYS.contains(&self.training.state)
    }

    fn holding(&self) -> impl Iterator<Item = &Seat> {
        self.parts
            .seats
            .iter()
            .filter(|seat| seat.seat.state != SeatState::Withdrawn)
    }

    fn count(&self, state: &str) -> usize {
        self.parts
            .seats
            .iter()
            .filter(|seat| seat.seat.state.key() == state)
            .count()
    }

    fn share(&self, seat: &Seat) -> Share {
        let days = self.parts.days.iter();
        Share::of(days.map(|day| (day.hours, self.parts.marks.get(&(seat.seat.id, day.id)).copied())))
    }

    /// Marks of a half day: there, and in all.
    fn roll(&self, day: &training_day::Model) -> (usize, usize) {
        let marks: Vec<TrainingMark> = self
            .parts
            .seats
            .iter()
            .filter_map(|seat| self.parts.marks.get(&(seat.seat.id, day.id)).copied())
            .collect();
        (
            marks.iter().filter(|mark| rules::was_there(**mark)).count(),
            marks.len(),
        )
    }

    /// The roll of this day is due.
    fn due(&self, day: &training_day::Model) -> bool {
        self.training.state == TrainingState::Running && day.on_date <= self.c.today()
    }

    /// The post to which somebody who completed the class can be recommended now.
    fn next_post(&self, seat: &Seat) -> Option<&TiedPost> {
        let ready = matches!(seat.seat.state, SeatState::Completed | SeatState::Certified);
        let posts = self.parts.posts.iter().filter(|post| post.open);
        let mut posts = posts.filter(|post| seat.seat.vacancy_id.is_none_or(|wanted| wanted == post.vacancy.id));
        let post = posts.next()?;
        let known = self.parts.recommended.contains(&(seat.seat.worker_id, post.vacancy.id));
        (ready && !known && self.c.may(Action::Recommend)).then_some(post)
    }

    fn post_of(&self, seat: &Seat) -> Option<&str> {
        let wanted = seat.seat.vacancy_id?;
        let mut posts = self.parts.posts.iter();
        posts
            .find(|post| post.vacancy.id == wanted)
            .map(|post| post.vacancy.title.as_str())
    }

    fn post_choices(&self) -> Vec<Choice> {
        let posts = self.parts.to_tie.iter().map(|post| Choice {
            value: post.vacancy.id.to_string(),
            label: format!("{} · {}", post.vacancy.title, post.employer_name),
            chosen: false,
        });
        posts.collect()
    }

    fn halves(&self) -> Vec<Choice> {
        choices(self.c, TrainingHalf::ALL, TrainingHalf::Morning.key())
    }
}

impl OutcomeLine {
    fn after_three_months(&self, c: &Ctx) -> String {
        at_work(c, self.outcome.at_work[0])
    }

    fn after_six_months(&self, c: &Ctx) -> String {
        at_work(c, self.outcome.at_work[1])
    }
}

fn at_work(c: &Ctx, known: Option<bool>) -> String {
    c.t(match known {
        Some(true) => "trainings-work-yes",
        Some(false) => "trainings-work-no",
        None => "trainings-work-not-yet",
    })
}

async fn parts(c: &Ctx, app: &App, training: &training::Model) -> PageResult<Parts> {
    let db = app.core.db.reader();
    let id = training.id;
    let seats = trainings::seats_of(db, &c.actor, id, c.today()).await?;
    let posts = trainings::tied(db, id, c.today()).await?;
    let people: Vec<Uuid> = seats.iter().map(|seat| seat.seat.worker_id).collect();
    let ids: Vec<Uuid> = posts.iter().map(|post| post.vacancy.id).collect();
    let mut parts = Parts {
        papers: trainings::papers_of(db, id).await?,
        days: trainings::days_of(db, id).await?,
        marks: trainings::marks_of(db, id).await?,
        recommended: trainings::recommended_to(db, &people, &ids).await?,
        moves: moves::of(db, Subject::Training, id).await?,
        asked: trainings::requests_of(db, &c.actor, id)
            .await?
            .iter()
            .filter(|row| row.state == entity::codes::SeatRequestState::Waiting)
            .count(),
        seats,
        posts,
        ..Parts::default()
    };
    if c.may(Action::EditTrainings) && !state::HELD.contains(&training.state) {
        parts.to_tie = trainings::to_tie(db, &c.actor, training, c.today()).await?;
    }
    if state::HELD.contains(&training.state) && rules::is_class(training.kind) {
        parts.outcomes = trainings::outcomes(db, training, c.today()).await?;
        let names = workers::names_of(db, parts.outcomes.rows.iter().map(|row| row.worker), c.today()).await?;
        let seen: HashSet<Uuid> = people.into_iter().collect();
        parts.found = parts
            .outcomes
            .rows
            .iter()
            .map(|row| OutcomeLine {
                person: names.get(&row.worker).filter(|_| seen.contains(&row.worker)).cloned(),
                outcome: row.clone(),
            })
            .collect();
    }
    Ok(parts)
}

async fn shown(c: &Ctx, app: &App, id: Uuid, typed: &Typed, problems: Problems) -> PageResult {
    let training = trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    let again = !problems.is_empty();
    let page = RecordPage {
        c,
        steps: state::steps(training.state, rules::is_class(training.kind)),
        parts: parts(c, app, &training).await?,
        training,
        typed,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The record.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    shown(&c, &app, id, &Typed::default(), Problems::default()).await
}

/// The record with what is in the way.
pub async fn refused(c: &Ctx, app: &App, id: Uuid, typed: &Typed, problems: Vec<Problem>) -> PageResult {
    shown(c, app, id, typed, problems.into()).await
}
