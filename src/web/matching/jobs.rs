//! `/workers/{id}/matches`: jobs for this person.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use uuid::Uuid;

use super::form::{Pair, PickForm};
use super::line::{Head, Line, consent_ways};
use super::{ListQuery, candidates, words};
use crate::domain::applications::{self, RecommendInput};
use crate::domain::error::Problem;
use crate::domain::matching::profiles::{self, Match, Matches, Person, Post};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "matching/jobs.html")]
struct JobsPage<'a> {
    c: &'a Ctx,
    person: &'a Person,
    /// Who the person is, in a few words.
    about: String,
    lines: Vec<Line>,
    near: Vec<Line>,
    set_aside: usize,
    /// How many lines a longer list would show; `None` when this is all.
    more: Option<usize>,
    form_key: Uuid,
    way: Vec<Choice>,
    witness: &'a str,
    problems: Problems,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<ListQuery>) -> PageResult {
    let person = profiles::person(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let found = matches(&c, &app, &person).await?;
    show(&view(
        &c,
        &person,
        &found,
        query.top(),
        &PickForm::default(),
        Problems::default(),
    ))
}

/// Recommend the person to the employers that are ticked, or show what is missing.
pub async fn submit(
    c: Ctx,
    State(app): State<App>,
    Id(id): Id,
    Query(query): Query<ListQuery>,
    Form(fields): Form<Vec<(String, String)>>,
) -> PageResult {
    let form = PickForm::from(fields);
    let person = profiles::person(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let found = matches(&c, &app, &person).await?;
    let wanted = read(&form, &person, &found);
    match wanted {
        Ok(inputs) => match recommend(&c, &app, &form, inputs).await? {
            Ok(response) => Ok(response),
            Err(problems) => show_again(&view(&c, &person, &found, query.top(), &form, problems.into())),
        },
        Err(problems) => show_again(&view(&c, &person, &found, query.top(), &form, problems.into())),
    }
}

/// Without consent to matching nothing is looked up: the list is empty and the page says whom to ask.
async fn matches(c: &Ctx, app: &App, person: &Person) -> PageResult<Matches<Post>> {
    let ids = if person.profile.consent_match {
        candidates::posts(app, &person.profile, c.today()).await?
    } else {
        Vec::new()
    };
    Ok(profiles::jobs(app.core.db.reader(), &person.profile, &ids, c.today()).await?)
}

fn read(form: &PickForm, person: &Person, found: &Matches<Post>) -> Result<Vec<RecommendInput>, Vec<Problem>> {
    let picked = form.picked();
    if picked.is_empty() {
        return Err(vec![Problem::new("", "matching-problem-none")]);
    }
    let mut inputs = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    for id in picked {
        let Some(line) = found.find(|post| post.record.id == id) else {
            problems.push(Problem::new("", "matching-problem-gone"));
            continue;
        };
        let ids = Pair {
            worker: person.record.id,
            vacancy: id,
            line: id,
        };
        match form.read(line, ids, ["way", "witness"]) {
            Ok(input) => inputs.push(input),
            Err(found) => problems.extend(found),
        }
    }
    // One answer on consent serves all lines of one person, so its problem is told once.
    problems.dedup();
    if problems.is_empty() { Ok(inputs) } else { Err(problems) }
}

/// Carry the recommendations out, all or none, and go back to the list.
pub(super) async fn recommend(
    c: &Ctx,
    app: &App,
    form: &PickForm,
    inputs: Vec<RecommendInput>,
) -> PageResult<Result<Response, Vec<Problem>>> {
    let key = form.key().ok_or(PageError::BadRequest("error-form", Vec::new()))?;
    let back = c.path_and_query.clone();
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(key).await?;
    let outcomes = applications::recommend(&mut unit, inputs).await?;
    let of_post = c.path.starts_with("/manage/");
    let problems: Vec<Problem> = outcomes
        .iter()
        .filter_map(|outcome| {
            let line = if of_post { outcome.worker_id } else { outcome.vacancy_id };
            let key = outcome.result.err()?;
            Some(Problem::new(super::form::pick_field(line), key))
        })
        .collect();
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    unit.commit_to(&back).await?;
    Ok(Ok(go_with(&back, "matching-recommended", &outcomes.len().to_string())))
}

fn view<'a>(
    c: &'a Ctx,
    person: &'a Person,
    found: &Matches<Post>,
    top: usize,
    form: &'a PickForm,
    problems: Problems,
) -> JobsPage<'a> {
    let lines = |all: &[Match<Post>]| -> Vec<Line> {
        let shown = all.iter().take(top).enumerate();
        shown
            .map(|(at, one)| Line::of(c, at + 1, one, head(c, &one.subject), form))
            .collect()
    };
    JobsPage {
        c,
        person,
        about: words::person(c, &person.record),
        lines: lines(&found.eligible),
        near: lines(&found.near_misses),
        set_aside: found.set_aside,
        more: super::more(top, found.eligible.len().max(found.near_misses.len())),
        form_key: form.key().unwrap_or_else(|| c.form_key()),
        way: consent_ways(c, form.value("way")),
        witness: form.value("witness"),
        problems,
    }
}

fn head(c: &Ctx, post: &Post) -> Head {
    let record = &post.record;
    let start = record.start_date.map(|day| c.t1("matching-starts", "day", c.day(&day)));
    let places = c.t1("matching-places", "n", post.profile.places_left);
    let facts: Vec<String> = [
        Some(post.employer.name.clone()),
        Some(c.place_short(&record.place_code)),
        start,
        Some(places),
    ]
    .into_iter()
    .flatten()
    .collect();
    Head {
        id: record.id,
        path: format!("/vacancies/{}", record.id),
        title: record.title.clone(),
        pay: Some(super::pay(c, &post.profile)),
        facts: facts.join(" · "),
    }
}
