//! `/trainings/{id}/days/{day}`: the roll of a half day, for a phone. Everybody is there; whoever is not is tapped.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, TrainingMark, TrainingState};
use uuid::Uuid;

use super::words;
use crate::domain::access::Action;
use crate::domain::trainings::{self, Roll, RollLine};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Ids};
use crate::web::page::{go_with, show};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "trainings/attendance.html")]
struct RollPage<'a> {
    c: &'a Ctx,
    roll: Roll,
}

impl RollPage<'_> {
    /// The roll can be written down now.
    fn open(&self) -> bool {
        self.c.may(Action::SeatTrainings)
            && self.roll.training.state == TrainingState::Running
            && self.roll.day.on_date <= self.c.today()
    }
}

fn chosen(line: &RollLine, mark: &TrainingMark) -> bool {
    line.mark.unwrap_or(TrainingMark::Present) == *mark
}

/// The roll.
pub async fn page(c: Ctx, State(app): State<App>, Ids(id, day): Ids) -> PageResult {
    let roll = trainings::roll(app.core.db.reader(), &c.actor, id, day, c.today()).await?;
    show(&RollPage { c: &c, roll })
}

/// Write it down.
pub async fn submit(
    c: Ctx,
    State(app): State<App>,
    Ids(id, day): Ids,
    Form(fields): Form<Vec<(String, String)>>,
) -> PageResult {
    trainings::by_id(app.core.db.reader(), &c.actor, id).await?;
    let version = fields
        .iter()
        .find(|(name, _)| name == "version")
        .and_then(|(_, value)| value.parse().ok())
        .ok_or_else(|| PageError::BadRequest("error-form", Vec::new()))?;
    let marks: BTreeMap<Uuid, TrainingMark> = fields
        .iter()
        .filter_map(|(name, value)| {
            let seat = name.strip_prefix("mark-")?.parse().ok()?;
            Some((seat, TrainingMark::from_key(value)?))
        })
        .collect();
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let (there, all) = trainings::take(&mut unit, id, day, version, &marks).await?;
    unit.commit().await?;
    Ok(go_with(
        &format!("/trainings/{id}#days"),
        "trainings-done-roll",
        &format!("{there}/{all}"),
    ))
}
