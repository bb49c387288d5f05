//! Frozen figures, and what the records say beside them now.

use chrono::NaiveDate;
use entity::{figure_entry, figure_number, figure_sheet};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::asked::{Asked, Period};
use super::facts::Entry;
use super::indicator::{Indicator, Listed};
use super::{catalogue, count};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;

/// The sheets that an actor may see.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
fn visible_to(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadFigures) {
        return Err(DomainError::NotFound);
    }
    Ok(scope::within_places_of(figure_sheet::Column::PlaceCode, actor))
}

/// One page of sheets, the newest first.
pub async fn sheets(db: &impl ConnectionTrait, actor: &Actor, page: u64) -> Result<PageOf<figure_sheet::Model>> {
    let query = figure_sheet::Entity::find().filter(visible_to(actor)?);
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_desc(figure_sheet::Column::FrozenAt)
        .order_by_asc(figure_sheet::Column::Id)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// One sheet, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<figure_sheet::Model> {
    figure_sheet::Entity::find_by_id(id)
        .filter(visible_to(actor)?)
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The other versions of the same period and place, oldest first.
pub async fn versions(db: &impl ConnectionTrait, sheet: &figure_sheet::Model) -> Result<Vec<figure_sheet::Model>> {
    Ok(figure_sheet::Entity::find()
        .filter(figure_sheet::Column::FromDate.eq(sheet.from_date))
        .filter(figure_sheet::Column::UntilDate.eq(sheet.until_date))
        .filter(figure_sheet::Column::PlaceCode.eq(&sheet.place_code))
        .filter(figure_sheet::Column::Id.ne(sheet.id))
        .order_by_asc(figure_sheet::Column::Version)
        .all(db)
        .await?)
}

/// The question that a sheet answered, asked again with today's records: as of its own day, or as of another.
pub fn asked_again(
    db: &impl ConnectionTrait,
    actor: &Actor,
    sheet: &figure_sheet::Model,
    as_of: NaiveDate,
    today: NaiveDate,
) -> Result<Asked> {
    let period = Period {
        from: sheet.from_date,
        until: sheet.until_date,
    };
    Ok(Asked::new(db, actor, period, as_of, today)?.within(Some(sheet.place_code.clone())))
}

/// One number of a sheet beside what the records say now.
#[derive(Clone, Copy, Debug)]
pub struct Compared {
    /// The figure.
    pub indicator: &'static Indicator,
    /// As it was frozen.
    pub frozen: Option<i64>,
    /// As of the same day, by today's records.
    pub same_day: Option<i64>,
    /// As of today.
    pub today: Option<i64>,
}

/// Every number of a sheet beside what the records say now.
pub async fn compared(
    db: &impl ConnectionTrait,
    actor: &Actor,
    sheet: &figure_sheet::Model,
    today: NaiveDate,
) -> Result<Vec<Compared>> {
    let frozen = figure_number::Entity::find()
        .filter(figure_number::Column::SheetId.eq(sheet.id))
        .all(db)
        .await?;
    let same_day = asked_again(db, actor, sheet, sheet.as_of, today)?;
    let as_of_today = asked_again(db, actor, sheet, today, today)?;
    let mut rows = Vec::new();
    for indicator in catalogue::all() {
        let Some(number) = frozen.iter().find(|number| number.code == indicator.code) else {
            continue;
        };
        rows.push(Compared {
            indicator,
            frozen: number.value,
            same_day: count::number(db, indicator, &same_day).await?,
            today: count::number(db, indicator, &as_of_today).await?,
        });
    }
    Ok(rows)
}

/// One frozen number.
///
/// # Errors
/// [`DomainError::NotFound`] if the sheet has no such number.
pub async fn frozen_number(db: &impl ConnectionTrait, sheet: Uuid, code: &str) -> Result<Option<i64>> {
    figure_number::Entity::find_by_id((sheet, code.to_owned()))
        .one(db)
        .await?
        .map(|number| number.value)
        .ok_or(DomainError::NotFound)
}

/// One page of a frozen list, the newest first.
pub async fn frozen_page(db: &impl ConnectionTrait, sheet: Uuid, code: &str, page: u64) -> Result<PageOf<Entry>> {
    let query = figure_entry::Entity::find()
        .filter(figure_entry::Column::SheetId.eq(sheet))
        .filter(figure_entry::Column::Code.eq(code));
    let total = query.clone().count(db).await?;
    let rows = query
        .order_by_desc(figure_entry::Column::OnDay)
        .order_by_asc(figure_entry::Column::FactId)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    Ok(PageOf {
        rows: rows.into_iter().map(Entry::from).collect(),
        total,
        page,
        size: LIST_SIZE,
    })
}

impl From<figure_entry::Model> for Entry {
    fn from(row: figure_entry::Model) -> Self {
        Self {
            key_id: row.key_id,
            subject_id: row.subject_id,
            fact_id: row.fact_id,
            on_day: row.on_day,
            home_code: row.home_code,
            place_code: row.place_code,
            amount: row.amount,
        }
    }
}

/// The list of an indicator.
///
/// # Errors
/// [`DomainError::NotFound`] if there is none.
pub fn list_of(code: &str) -> Result<(&'static Indicator, &'static Listed)> {
    let indicator = catalogue::get(code).ok_or(DomainError::NotFound)?;
    let listed = indicator.list().ok_or(DomainError::NotFound)?;
    Ok((indicator, listed))
}
