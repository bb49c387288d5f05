//! Printed lists: the people of a village as they stood, numbered, so that a liaison without a signal can ask with a pencil.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::Subject;
use entity::{round_sheet, round_sheet_row, worker};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Set,
};
use serde_json::json;
use uuid::Uuid;

use super::month::month_of;
use super::people::{PersonRow, rows_of};
use super::row_code::{MOST_ROWS, RowCode, sheet_code};
use super::villages::asked_of;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::scope;
use crate::domain::unit::Unit;
use crate::domain::workers;
use crate::reference::region;

/// Tries for letters that no sheet has yet.
const TRIES: usize = 20;

/// Go on only if there is such a place within the actor's places, as fine as a township at least.
pub fn check_village(actor: &Actor, code: &str) -> Result<()> {
    let known = region::get(code).is_some_and(|place| place.level >= 4);
    let own = actor.region_code().is_none_or(|own| region::contains(own, code));
    if known && own && actor.may(Action::ReadWorkers) {
        Ok(())
    } else {
        Err(DomainError::NotFound)
    }
}

/// Number the people of a village for a printed list. People are in the order of their names, so that the list is found by eye.
///
/// # Errors
/// [`DomainError::Conflict`] if nobody is there to ask.
pub async fn make_sheet(unit: &mut Unit, village: &str) -> Result<Uuid> {
    unit.allow(Action::EditWorkers)?;
    check_village(unit.actor(), village)?;
    let people: Vec<Uuid> = worker::Entity::find()
        .select_only()
        .column(worker::Column::Id)
        .filter(asked_of(unit.actor())?)
        .filter(scope::within(worker::Column::RegionCode, village))
        .order_by_asc(worker::Column::NameKeys)
        .order_by_asc(worker::Column::Id)
        .limit(u64::try_from(MOST_ROWS).unwrap_or_default())
        .into_tuple()
        .all(unit.tx())
        .await?;
    if people.is_empty() {
        return Err(DomainError::Conflict("round-conflict-nobody"));
    }
    let id = Uuid::new_v4();
    let row = round_sheet::ActiveModel {
        id: Set(id),
        code: Set(free_code(unit).await?),
        region_code: Set(village.to_owned()),
        month: Set(month_of(unit.today())),
        rows: Set(i32::try_from(people.len()).unwrap_or(MOST_ROWS)),
        printed_by: Set(unit.actor().account_id()),
        printed_at: Set(unit.now()),
    };
    row.insert(unit.tx()).await?;
    let rows = people
        .into_iter()
        .zip(1..)
        .map(|(worker, number)| round_sheet_row::ActiveModel {
            id: Set(Uuid::new_v4()),
            sheet_id: Set(id),
            number: Set(number),
            worker_id: Set(worker),
        });
    round_sheet_row::Entity::insert_many(rows)
        .exec_without_returning(unit.tx())
        .await?;
    let details = json!({ "region": village });
    unit.audit("print-round", Subject::Round, Some(id), details).await?;
    Ok(id)
}

async fn free_code(unit: &Unit) -> Result<String> {
    for _ in 0..TRIES {
        let code = sheet_code(rand::random());
        let taken = round_sheet::Entity::find()
            .filter(round_sheet::Column::Code.eq(&code))
            .count(unit.tx())
            .await?;
        if taken == 0 {
            return Ok(code);
        }
    }
    Err(DomainError::Internal("no letters are left for a printed list".into()))
}

/// One line of a printed list.
#[derive(Clone, Debug)]
pub struct SheetLine {
    /// The code to type back in.
    pub code: RowCode,
    /// The person as things stand now.
    pub person: PersonRow,
}

/// A printed list.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its letters.
    pub code: String,
    /// The village.
    pub region_code: String,
    /// First day of its month.
    pub month: NaiveDate,
    /// When it was made.
    pub printed_at: DateTime<Utc>,
    /// Its lines. People who were merged into others or moved away since are left out.
    pub lines: Vec<SheetLine>,
}

/// A list to print, for those within whose places its village lies.
pub async fn sheet(db: &impl ConnectionTrait, actor: &Actor, id: Uuid, today: NaiveDate) -> Result<Sheet> {
    let head = round_sheet::Entity::find_by_id(id)
        .filter(scope::within_places_of(round_sheet::Column::RegionCode, actor))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    check_village(actor, &head.region_code)?;
    let rows = round_sheet_row::Entity::find()
        .filter(round_sheet_row::Column::SheetId.eq(id))
        .order_by_asc(round_sheet_row::Column::Number)
        .all(db)
        .await?;
    let people = worker::Entity::find()
        .filter(workers::visible_to(actor)?)
        .filter(worker::Column::Id.is_in(rows.iter().map(|row| row.worker_id)))
        .all(db)
        .await?;
    let mut people: HashMap<Uuid, PersonRow> = rows_of(db, people, today)
        .await?
        .into_iter()
        .map(|row| (row.card.id, row))
        .collect();
    let lines = rows
        .into_iter()
        .filter_map(|row| {
            Some(SheetLine {
                code: RowCode {
                    sheet: head.code.clone(),
                    number: row.number,
                },
                person: people.remove(&row.worker_id)?,
            })
        })
        .collect();
    Ok(Sheet {
        code: head.code,
        region_code: head.region_code,
        month: head.month,
        printed_at: head.printed_at,
        lines,
    })
}

/// The person of one row, if the actor may see the person.
pub async fn row_of(db: &impl ConnectionTrait, actor: &Actor, code: &RowCode) -> Result<worker::Model> {
    let head = round_sheet::Entity::find()
        .filter(round_sheet::Column::Code.eq(&code.sheet))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    let row = round_sheet_row::Entity::find()
        .filter(round_sheet_row::Column::SheetId.eq(head.id))
        .filter(round_sheet_row::Column::Number.eq(code.number))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)?;
    workers::by_id(db, actor, row.worker_id).await
}

/// The people of many rows in three statements; a row that is not the actor's to see is not there.
pub(super) async fn people_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    codes: &[RowCode],
) -> Result<HashMap<RowCode, worker::Model>> {
    let heads: HashMap<Uuid, String> = round_sheet::Entity::find()
        .filter(round_sheet::Column::Code.is_in(codes.iter().map(|code| code.sheet.as_str())))
        .all(db)
        .await?
        .into_iter()
        .map(|head| (head.id, head.code))
        .collect();
    let rows = round_sheet_row::Entity::find()
        .filter(round_sheet_row::Column::SheetId.is_in(heads.keys().copied()))
        .filter(round_sheet_row::Column::Number.is_in(codes.iter().map(|code| code.number)))
        .all(db)
        .await?;
    let people: HashMap<Uuid, worker::Model> = worker::Entity::find()
        .filter(workers::visible_to(actor)?)
        .filter(worker::Column::Id.is_in(rows.iter().map(|row| row.worker_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let code = RowCode {
                sheet: heads.get(&row.sheet_id)?.clone(),
                number: row.number,
            };
            Some((code, people.get(&row.worker_id)?.clone()))
        })
        .collect())
}
