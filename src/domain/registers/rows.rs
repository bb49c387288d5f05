//! Where the rows of a register come from.

use entity::codes::Subject;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, Query, SelectStatement};
use uuid::Uuid;

use super::people::Numbers;
use super::source::{self, Source, quality};
use super::value::Value;
use super::{Days, Register};
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::figures::Asked;
use crate::domain::page::PageOf;

/// Rows whose records are looked up together.
pub const AT_ONCE: usize = 500;

/// A row of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record that it speaks of.
    pub record: Option<(Subject, Uuid)>,
    /// A value for each column of the register.
    pub values: Vec<Value>,
}

/// What is asked of a register.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which.
    pub register: Register,
    /// Of which days and homes, by whom.
    pub asked: Asked,
}

impl Wanted {
    /// A register as `actor` may see it.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] if the actor may not see it.
    pub fn new(register: Register, asked: Asked, actor: &Actor) -> Result<Self> {
        if !actor.may(register.action()) {
            return Err(DomainError::NotFound);
        }
        let asked = match register.days() {
            Days::Today => asked.of_today(),
            Days::Period => asked,
        };
        Ok(Self { register, asked })
    }
}

/// A page of it, with numbers masked.
pub async fn page(
    db: &impl ConnectionTrait,
    actor: &Actor,
    wanted: &Wanted,
    number: u64,
    size: u64,
) -> Result<PageOf<Row>> {
    let skip = number.saturating_sub(1) * size;
    let (total, rows) = match source::of(db, actor, wanted).await? {
        Source::Records(list) => (
            length(db, (*list).clone()).await?,
            records(db, wanted, *list, skip, size).await?,
        ),
        Source::Table(rows) => {
            let places = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
            let total = rows.len() as u64;
            (total, rows.into_iter().skip(places(skip)).take(places(size)).collect())
        }
        Source::Rules => quality::page(db, &wanted.asked, skip, size).await?,
    };
    Ok(PageOf {
        rows,
        total,
        page: number,
        size,
    })
}

async fn length(db: &impl ConnectionTrait, mut list: SelectStatement) -> Result<u64> {
    list.clear_order_by();
    let all = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("n"))
        .from_subquery(list, "r")
        .to_owned();
    let row = db.query_one(&all).await?;
    let number: i64 = row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or_default();
    Ok(u64::try_from(number).unwrap_or_default())
}

async fn records(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    mut list: SelectStatement,
    skip: u64,
    size: u64,
) -> Result<Vec<Row>> {
    list.offset(skip).limit(size);
    let ids = ids(db, &list).await?;
    let mut rows = Vec::with_capacity(ids.len());
    for piece in ids.chunks(AT_ONCE) {
        rows.extend(source::rows(db, wanted, piece, Numbers::Masked).await?);
    }
    Ok(rows)
}

/// The records of a list, in its order. Sixteen bytes a record are all that a whole register holds in memory at a time.
pub(super) async fn ids(db: &impl ConnectionTrait, list: &SelectStatement) -> Result<Vec<Uuid>> {
    let rows = db.query_all(list).await?;
    rows.iter()
        .map(|row| row.try_get("", "id").map_err(Into::into))
        .collect()
}

/// The column that every list of records has.
pub(super) fn id_of<C: sea_orm::ColumnTrait>(column: C) -> SelectStatement {
    Query::select()
        .expr_as(Expr::col(column.as_column_ref()), "id")
        .from(column.entity_name())
        .to_owned()
}
