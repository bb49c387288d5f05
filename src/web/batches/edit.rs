//! `/batches/new` and `/batches/{id}/edit`: the plan of a transfer.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};
use entity::batch;
use entity::codes::{BatchMode, Code as _};
use serde::Deserialize;
use uuid::Uuid;

use super::words::{read_moment, typed as typed_moment};
use crate::domain::batches::state::OPEN;
use crate::domain::batches::{self, BatchInput};
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::reference::{pairing, region};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BatchForm {
    form_key: Uuid,
    version: i32,
    number: String,
    mode: String,
    from: String,
    from_place: String,
    to: String,
    to_place: String,
    departs_at: String,
    arrives_at: String,
    leader: String,
    leader_name: String,
    leader_phone: String,
    meeting_name: String,
    meeting_phone: String,
    cost_yuan: String,
    payer: String,
    insurance_note: String,
}

#[derive(Template)]
#[template(path = "batches/edit.html")]
struct EditPage<'a> {
    c: &'a Ctx,
    /// The transfer, unless a new one is planned.
    batch: Option<&'a batch::Model>,
    form: &'a BatchForm,
    problems: Problems,
    leaders: Vec<Choice>,
    offers: Vec<String>,
}

impl BatchForm {
    fn of(batch: &batch::Model) -> Self {
        Self {
            form_key: Uuid::nil(),
            version: batch.version,
            number: batch.number.clone(),
            mode: batch.mode.key().to_owned(),
            from: region::full_name(&batch.from_code),
            from_place: batch.from_place.clone(),
            to: region::full_name(&batch.to_code),
            to_place: batch.to_place.clone(),
            departs_at: typed_moment(&batch.departs_at),
            arrives_at: typed_moment(&batch.arrives_at),
            leader: batch.leader_id.map(|id| id.to_string()).unwrap_or_default(),
            leader_name: batch.leader_name.clone(),
            leader_phone: batch.leader_phone.clone(),
            meeting_name: batch.meeting_name.clone(),
            meeting_phone: batch.meeting_phone.clone(),
            cost_yuan: batch.cost_yuan.map(|cost| cost.to_string()).unwrap_or_default(),
            payer: batch.payer.clone(),
            insurance_note: batch.insurance_note.clone(),
        }
    }

    /// The pair of the reader's own county, filled in.
    fn fresh(c: &Ctx, number: String) -> Self {
        let own = c.actor.region_code();
        let pair = pairing::all()
            .iter()
            .find(|pair| own.is_none_or(|own| region::contains(pair.west, own) || region::contains(pair.east, own)));
        Self {
            form_key: c.form_key(),
            number,
            mode: BatchMode::Coach.key().to_owned(),
            from: pair.map(|pair| region::full_name(pair.west)).unwrap_or_default(),
            to: pair.map(|pair| region::full_name(pair.east)).unwrap_or_default(),
            leader_phone: c.site.station_phone.clone(),
            ..Self::default()
        }
    }

    /// What was meant, or every problem of the form.
    fn read(&self) -> Result<BatchInput> {
        let mut problems = Vec::new();
        let mode = BatchMode::from_key(&self.mode).unwrap_or_else(|| {
            problems.push(Problem::new("mode", "problem-choose"));
            BatchMode::Coach
        });
        let mut place_of = |field: &str, words: &str| {
            place::read(field, words, None)
                .map_err(|problem| problems.push(problem))
                .unwrap_or_default()
        };
        let (from_code, to_code) = (place_of("from", &self.from), place_of("to", &self.to));
        let mut moment_of = |field: &str, text: &str| -> DateTime<Utc> {
            read_moment(field, text)
                .map_err(|problem| problems.push(problem))
                .unwrap_or_default()
        };
        let departs_at = moment_of("departs_at", &self.departs_at);
        let arrives_at = moment_of("arrives_at", &self.arrives_at);
        let cost = typed::bare(&self.cost_yuan).replace(',', "");
        let cost_yuan = cost.parse().ok();
        if !cost.is_empty() && cost_yuan.is_none() {
            problems.push(Problem::new("cost_yuan", "problem-number"));
        }
        let leader_id = Uuid::parse_str(&self.leader).ok();
        if !self.leader.is_empty() && leader_id.is_none() {
            problems.push(Problem::new("leader", "problem-choose"));
        }
        let input = BatchInput {
            number: self.number.clone(),
            mode,
            from_code,
            from_place: self.from_place.clone(),
            to_code,
            to_place: self.to_place.clone(),
            departs_at,
            arrives_at,
            leader_id,
            leader_name: self.leader_name.clone(),
            leader_phone: self.leader_phone.clone(),
            meeting_name: self.meeting_name.clone(),
            meeting_phone: self.meeting_phone.clone(),
            cost_yuan,
            payer: self.payer.clone(),
            insurance_note: self.insurance_note.clone(),
        }
        .tidy();
        if problems.is_empty() {
            return Ok(input);
        }
        for problem in input.problems() {
            if problems.iter().all(|known| known.field != problem.field) {
                problems.push(problem);
            }
        }
        Err(DomainError::Invalid(problems))
    }
}

async fn shown(c: &Ctx, app: &App, batch: Option<&batch::Model>, form: &BatchForm, problems: Problems) -> PageResult {
    let again = !problems.is_empty();
    let mut leaders = vec![Choice {
        value: String::new(),
        label: c.t("batches-leader-other"),
        chosen: form.leader.is_empty(),
    }];
    for (id, name) in batches::leaders(app.core.db.reader(), &c.actor).await? {
        let value = id.to_string();
        leaders.push(Choice {
            chosen: value == form.leader,
            value,
            label: name,
        });
    }
    let page = EditPage {
        c,
        batch,
        form,
        problems,
        leaders,
        offers: place::often_named(&[]).into_iter().map(|choice| choice.label).collect(),
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The empty form.
pub async fn new_page(c: Ctx, State(app): State<App>) -> PageResult {
    let number = batches::next_number(app.core.db.reader(), c.today()).await?;
    shown(&c, &app, None, &BatchForm::fresh(&c, number), Problems::default()).await
}

/// Plan the transfer.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<BatchForm>) -> PageResult {
    let result: Result<Uuid> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        let id = batches::plan(&mut unit, form.read()?).await?;
        unit.commit_to(&format!("/batches/{id}")).await?;
        Ok(id)
    }
    .await;
    match result {
        Ok(id) => Ok(go_with(&format!("/batches/{id}"), "batches-planned", &form.number)),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, None, &form, problems.into()).await,
        Err(error) => Err(error.into()),
    }
}

async fn changeable(c: &Ctx, app: &App, id: Uuid) -> PageResult<batch::Model> {
    let batch = batches::by_id(app.core.db.reader(), &c.actor, id).await?;
    if OPEN.contains(&batch.state) {
        Ok(batch)
    } else {
        Err(PageError::Conflict("batches-conflict-state"))
    }
}

/// The transfer with its form.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let batch = changeable(&c, &app, id).await?;
    shown(&c, &app, Some(&batch), &BatchForm::of(&batch), Problems::default()).await
}

/// Save the plan.
pub async fn save(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<BatchForm>) -> PageResult {
    let batch = changeable(&c, &app, id).await?;
    let result = async {
        let input = form.read()?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        batches::update(&mut unit, id, form.version, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/batches/{id}"), "batches-saved", &form.number)),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, Some(&batch), &form, problems.into()).await,
        Err(error) => Err(error.into()),
    }
}
