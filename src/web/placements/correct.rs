//! `/placements/{id}/correct`: put right what was written down wrongly.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, PlacementKind};

use super::forms::PlacementForm;
use crate::domain::error::{DomainError, Problem};
use crate::domain::placements::{self, PlacementRecord, kind};
use crate::reference::{occupation, region};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "placements/correct.html")]
struct CorrectPage<'a> {
    c: &'a Ctx,
    record: &'a PlacementRecord,
    form: &'a PlacementForm,
    kinds: &'static [PlacementKind],
    problems: Problems,
}

fn page_of<'a>(
    c: &'a Ctx,
    record: &'a PlacementRecord,
    form: &'a PlacementForm,
    problems: Vec<Problem>,
) -> CorrectPage<'a> {
    CorrectPage {
        c,
        record,
        form,
        kinds: &kind::SAID,
        problems: problems.into(),
    }
}

/// The form, filled with what stands.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let record = placements::record(app.core.db.reader(), &c.actor, id).await?;
    let row = &record.placement;
    let said = kind::SAID.contains(&row.kind);
    let form = PlacementForm {
        version: row.version,
        kind: if said { row.kind.key().to_owned() } else { String::new() },
        employer_name: row.employer_name.clone(),
        place: region::full_name(&row.place_code),
        occupation: occupation::get(&row.occupation_code)
            .map(|found| found.name.to_owned())
            .unwrap_or_default(),
        pay_month_yuan: row.pay_month_yuan.map(|pay| pay.to_string()).unwrap_or_default(),
        started_on: row.started_on.to_string(),
        ended_on: row.ended_on.map(|day| day.to_string()).unwrap_or_default(),
        ..PlacementForm::default()
    };
    show(&page_of(&c, &record, &form, Vec::new()))
}

/// Correct it.
pub async fn update(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PlacementForm>) -> PageResult {
    let record = placements::record(app.core.db.reader(), &c.actor, id).await?;
    let result = async {
        let input = form.correction(&record.worker.region_code)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        placements::correct(&mut unit, id, form.version, input).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&format!("/placements/{id}"), "placements-done-correct", "")),
        Err(DomainError::Invalid(problems)) => show_again(&page_of(&c, &record, &form, problems)),
        Err(error) => Err(error.into()),
    }
}
