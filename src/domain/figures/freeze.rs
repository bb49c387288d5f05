//! Freezing figures: numbers with their lists, as they are reported. Nothing of a sheet is ever changed; a later freeze of the same period and
//! place is its next version.

use chrono::NaiveDate;
use entity::codes::Subject;
use entity::{figure_entry, figure_number, figure_sheet};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::asked::{Asked, Period};
use super::facts::COLUMNS;
use super::indicator::{Indicator, Once};
use super::{catalogue, count, list};
use crate::db;
use crate::domain::access::Action;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;

/// Longest name and note, in letters.
const NAME_LETTERS: usize = 40;
const NOTE_LETTERS: usize = 200;

/// What to freeze.
#[derive(Clone, Debug)]
pub struct Freeze {
    /// The days.
    pub period: Period,
    /// Homes in this subtree; `None` for all that the actor acts in.
    pub place: Option<String>,
    /// As of this day.
    pub as_of: NaiveDate,
    /// Who answers for it.
    pub reported_by: String,
    /// To whom and for what.
    pub note: String,
}

/// Freeze every figure with its list.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn freeze(unit: &mut Unit, input: Freeze) -> Result<Uuid> {
    unit.allow(Action::FreezeFigures)?;
    let problems = problems_of(&input, unit.today());
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    // Whoever acts in one county only reports that county.
    let place = input.place.or_else(|| unit.actor().region_code().map(str::to_owned));
    let asked = Asked::new(unit.tx(), unit.actor(), input.period, input.as_of, unit.today())?.within(place.clone());
    let place_code = place.unwrap_or_default();
    let id = Uuid::new_v4();
    let version = next_version(unit, input.period, &place_code).await?;
    let sheet = figure_sheet::ActiveModel {
        id: Set(id),
        version: Set(version),
        from_date: Set(input.period.from),
        until_date: Set(input.period.until),
        place_code: Set(place_code.clone()),
        as_of: Set(input.as_of),
        reported_by: Set(input.reported_by.trim().to_owned()),
        note: Set(input.note.trim().to_owned()),
        frozen_by: Set(unit.actor().account_id()),
        frozen_by_name: Set(unit.actor().name().to_owned()),
        frozen_at: Set(unit.now()),
    };
    sheet.insert(unit.tx()).await.map_err(|error| {
        if db::is_unique_violation(&error) {
            DomainError::Conflict("conflict-changed-meanwhile")
        } else {
            error.into()
        }
    })?;
    for indicator in catalogue::all() {
        keep(unit, id, indicator, &asked).await?;
    }
    let details = json!({
        "period": input.period.to_string(), "place": place_code, "as_of": input.as_of, "version": version,
    });
    unit.audit("freeze-figures", Subject::Figures, Some(id), details)
        .await?;
    Ok(id)
}

fn problems_of(input: &Freeze, today: NaiveDate) -> Vec<Problem> {
    let mut problems = Vec::new();
    if input.as_of > today {
        problems.push(Problem::new("as_of", "figures-problem-future"));
    }
    if input.period.from > input.as_of {
        problems.push(Problem::new("period", "figures-problem-not-begun"));
    }
    let name = input.reported_by.trim().chars().count();
    if name == 0 {
        problems.push(Problem::new("reported_by", "problem-required"));
    } else if name > NAME_LETTERS {
        problems.push(Problem::new("reported_by", "problem-too-long").with("max", NAME_LETTERS));
    }
    if input.note.trim().chars().count() > NOTE_LETTERS {
        problems.push(Problem::new("note", "problem-too-long").with("max", NOTE_LETTERS));
    }
    problems
}

async fn next_version(unit: &Unit, period: Period, place_code: &str) -> Result<i32> {
    let last: Option<Option<i32>> = figure_sheet::Entity::find()
        .select_only()
        .expr(figure_sheet::Column::Version.max())
        .filter(figure_sheet::Column::FromDate.eq(period.from))
        .filter(figure_sheet::Column::UntilDate.eq(period.until))
        .filter(figure_sheet::Column::PlaceCode.eq(place_code))
        .into_tuple()
        .one(unit.tx())
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// One number and its list, the list copied within the database.
async fn keep(unit: &Unit, sheet: Uuid, indicator: &Indicator, asked: &Asked) -> Result<()> {
    let value = count::number(unit.tx(), indicator, asked).await?;
    let number = figure_number::ActiveModel {
        sheet_id: Set(sheet),
        code: Set(indicator.code.to_owned()),
        value: Set(value),
    };
    number.insert(unit.tx()).await?;
    let Some(listed) = indicator.list() else {
        return Ok(());
    };
    let mut entries = Query::select();
    entries
        .expr(Expr::val(sheet))
        .expr(Expr::val(indicator.code))
        .columns(COLUMNS.map(|column| ("l", column)))
        .from_subquery(list::statement(listed, asked), "l");
    let columns = ["sheet_id", "code"].into_iter().chain(COLUMNS);
    let copy = Query::insert()
        .into_table(figure_entry::Entity)
        .columns(columns)
        .select_from(entries)
        .map_err(|error| DomainError::Internal(error.to_string()))?
        .to_owned();
    let copied = unit.tx().execute(&copy).await?.rows_affected();
    // The number is the list: if the two ways of counting ever differed, nothing may be frozen.
    let counts_lines = listed.once != Once::Sum;
    if counts_lines && value != i64::try_from(copied).ok() {
        return Err(DomainError::Internal(format!(
            "{}: {value:?} counted, {copied} listed",
            indicator.code
        )));
    }
    Ok(())
}
