//! `/manage/vacancies/{id}/matches`: people for this post.

use askama::Template;
use axum::extract::State;
use uuid::Uuid;

use super::form::{Pair, PickForm, way_field, witness_field};
use super::jobs::recommend;
use super::line::{Head, Line};
use super::{ListQuery, candidates, words};
use crate::domain::applications::RecommendInput;
use crate::domain::error::Problem;
use crate::domain::matching::profiles::{self, Match, Matches, Person, Post};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{show, show_again};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "matching/people.html")]
struct PeoplePage<'a> {
    c: &'a Ctx,
    post: &'a Post,
    /// Pay by the month and by the hour.
    pay: (String, Option<String>),
    lines: Vec<Line>,
    near: Vec<Line>,
    set_aside: usize,
    /// Own people who look for work and were not asked whether they may be matched.
    unasked: u64,
    /// How many lines a longer list would show; `None` when this is all.
    more: Option<usize>,
    form_key: Uuid,
    problems: Problems,
}

/// A list with what stands beside it.
struct Found {
    matches: Matches<Person>,
    unasked: u64,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<ListQuery>) -> PageResult {
    let post = profiles::post(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let found = matches(&c, &app, &post).await?;
    show(&view(
        &c,
        &post,
        &found,
        query.top(),
        &PickForm::default(),
        Problems::default(),
    ))
}

/// Recommend the people who are ticked, or show what is missing.
pub async fn submit(
    c: Ctx,
    State(app): State<App>,
    Id(id): Id,
    Query(query): Query<ListQuery>,
    Form(fields): Form<Vec<(String, String)>>,
) -> PageResult {
    let form = PickForm::from(fields);
    let post = profiles::post(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let found = matches(&c, &app, &post).await?;
    let problems = match read(&form, &post, &found.matches) {
        Ok(inputs) => match recommend(&c, &app, &form, inputs).await? {
            Ok(response) => return Ok(response),
            Err(problems) => problems,
        },
        Err(problems) => problems,
    };
    show_again(&view(&c, &post, &found, query.top(), &form, problems.into()))
}

async fn matches(c: &Ctx, app: &App, post: &Post) -> PageResult<Found> {
    let db = app.core.db.reader();
    let ids = candidates::workers(app, &c.actor, &post.profile, c.today()).await?;
    let matches = profiles::people(db, &c.actor, post, &ids, c.today()).await?;
    let unasked = profiles::not_consented(db, &c.actor).await?;
    Ok(Found { matches, unasked })
}

fn read(form: &PickForm, post: &Post, found: &Matches<Person>) -> Result<Vec<RecommendInput>, Vec<Problem>> {
    let picked = form.picked();
    if picked.is_empty() {
        return Err(vec![Problem::new("", "matching-problem-none")]);
    }
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for id in picked {
        let Some(line) = found.find(|person| person.record.id == id) else {
            problems.push(Problem::new("", "matching-problem-gone"));
            continue;
        };
        let ids = Pair {
            worker: id,
            vacancy: post.record.id,
            line: id,
        };
        match form.read(line, ids, [&way_field(id), &witness_field(id)]) {
            Ok(input) => inputs.push(input),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(inputs) } else { Err(problems) }
}

fn view<'a>(
    c: &'a Ctx,
    post: &'a Post,
    found: &Found,
    top: usize,
    form: &PickForm,
    problems: Problems,
) -> PeoplePage<'a> {
    let lines = |all: &[Match<Person>]| -> Vec<Line> {
        let shown = all.iter().take(top).enumerate();
        shown
            .map(|(at, one)| Line::of(c, at + 1, one, head(c, &one.subject), form))
            .collect()
    };
    let matches = &found.matches;
    PeoplePage {
        c,
        post,
        pay: super::pay(c, &post.profile),
        lines: lines(&matches.eligible),
        near: lines(&matches.near_misses),
        set_aside: matches.set_aside,
        unasked: found.unasked,
        more: super::more(top, matches.eligible.len().max(matches.near_misses.len())),
        form_key: form.key().unwrap_or_else(|| c.form_key()),
        problems,
    }
}

fn head(c: &Ctx, person: &Person) -> Head {
    let record = &person.record;
    let free = person
        .profile
        .want
        .earliest_date
        .map(|day| c.t1("matching-free", "day", c.day(&day)));
    let facts: Vec<String> = [Some(words::person(c, record)), free].into_iter().flatten().collect();
    Head {
        id: record.id,
        path: format!("/workers/{}", record.id),
        title: record.name.clone(),
        pay: None,
        facts: facts.join(" · "),
    }
}
