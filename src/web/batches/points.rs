//! `/batches/{id}/points/…`: where people of a transfer get on.

use askama::Template;
use axum::extract::State;
use entity::{batch, pick_up_point};
use serde::Deserialize;
use uuid::Uuid;

use super::words::{read_moment, typed};
use crate::domain::batches::{self, PointInput};
use crate::domain::error::{DomainError, Problem, Result};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Ids};
use crate::web::page::{go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PointForm {
    form_key: Uuid,
    /// `remove` takes the point away.
    act: String,
    place: String,
    address: String,
    at: String,
}

impl PointForm {
    fn of(point: &pick_up_point::Model) -> Self {
        Self {
            place: region::full_name(&point.place_code),
            address: point.address.clone(),
            at: typed(&point.at),
            ..Self::default()
        }
    }

    fn read(&self, c: &Ctx) -> Result<PointInput> {
        let place = place::read("place", &self.place, c.actor.region_code());
        let at = read_moment("at", &self.at);
        match (place, at) {
            (Ok(place_code), Ok(at)) => Ok(PointInput {
                place_code,
                address: self.address.clone(),
                at,
            }),
            (place, at) => {
                let mut problems: Vec<Problem> = place.err().into_iter().chain(at.err()).collect();
                if self.address.trim().is_empty() {
                    problems.push(Problem::new("address", "problem-required"));
                }
                Err(DomainError::Invalid(problems))
            }
        }
    }
}

#[derive(Template)]
#[template(path = "batches/point.html")]
struct PointPage<'a> {
    c: &'a Ctx,
    batch: &'a batch::Model,
    point: Option<Uuid>,
    form: &'a PointForm,
    offers: Vec<String>,
    problems: Problems,
}

fn shown(c: &Ctx, batch: &batch::Model, point: Option<Uuid>, form: &PointForm, problems: Problems) -> PageResult {
    let again = !problems.is_empty();
    let page = PointPage {
        c,
        batch,
        point,
        form,
        offers: place::offers(c),
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The empty form.
pub async fn new_page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let batch = batches::by_id(app.core.db.reader(), &c.actor, id).await?;
    let form = PointForm {
        form_key: c.form_key(),
        at: typed(&batch.departs_at),
        ..PointForm::default()
    };
    shown(&c, &batch, None, &form, Problems::default())
}

/// Add a point.
pub async fn create(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PointForm>) -> PageResult {
    let batch = batches::by_id(app.core.db.reader(), &c.actor, id).await?;
    let back = format!("/batches/{id}#points");
    let result: Result<()> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        batches::add_point(&mut unit, id, &form.read(&c)?).await?;
        unit.commit_to(&back).await
    }
    .await;
    answered(&c, &batch, None, &form, result, &back)
}

/// The point with its form.
pub async fn page(c: Ctx, State(app): State<App>, Ids(id, point): Ids) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let found = plan.point(Some(point)).ok_or(PageError::NotFound)?;
    shown(&c, &batch, Some(point), &PointForm::of(found), Problems::default())
}

/// Save it, or take it away.
pub async fn save(c: Ctx, State(app): State<App>, Ids(id, point): Ids, Form(form): Form<PointForm>) -> PageResult {
    let batch = batches::by_id(app.core.db.reader(), &c.actor, id).await?;
    let result: Result<()> = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        if form.act == "remove" {
            batches::remove_point(&mut unit, id, point).await?;
        } else {
            batches::change_point(&mut unit, id, point, &form.read(&c)?).await?;
        }
        unit.commit().await
    }
    .await;
    answered(&c, &batch, Some(point), &form, result, &format!("/batches/{id}#points"))
}

fn answered(
    c: &Ctx,
    batch: &batch::Model,
    point: Option<Uuid>,
    form: &PointForm,
    result: Result<()>,
    back: &str,
) -> PageResult {
    match result {
        Ok(()) => Ok(go_with(back, "batches-saved", &form.address)),
        Err(DomainError::Invalid(problems)) => shown(c, batch, point, form, problems.into()),
        Err(error) => Err(error.into()),
    }
}
