//! Numbers, counted by the database. Each equals the length, or the sum, of its list; a test compares them over random histories.

use std::collections::BTreeMap;

use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, Func, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::asked::Asked;
use super::catalogue;
use super::facts::{AMOUNT, KEY, PLACE};
use super::indicator::{Indicator, Listed, Once, Rule};
use crate::domain::error::{DomainError, Result};

/// Name of the list within the statements that count it.
const LIST: &str = "f";

/// The number of a figure; `None` where there is nothing to divide by.
pub async fn number(db: &impl ConnectionTrait, indicator: &Indicator, asked: &Asked) -> Result<Option<i64>> {
    match &indicator.rule {
        Rule::List(listed) => of_list(db, listed, asked).await.map(Some),
        Rule::Share { part, whole } => {
            let whole = of_code(db, whole, asked).await?;
            if whole == 0 {
                return Ok(None);
            }
            Ok(Some(of_code(db, part, asked).await? * 100 / whole))
        }
    }
}

async fn of_code(db: &impl ConnectionTrait, code: &str, asked: &Asked) -> Result<i64> {
    let listed = catalogue::get(code).and_then(Indicator::list);
    let listed = listed.ok_or_else(|| DomainError::Internal(format!("a share of {code}, which is no list")))?;
    of_list(db, listed, asked).await
}

/// What is counted of a list.
fn counting(listed: &Listed) -> Expr {
    let column = |name: &'static str| Expr::col((LIST, name));
    match listed.once {
        Once::Person => column(KEY).count_distinct(),
        Once::Row => column(KEY).count(),
        Once::Place => column(PLACE).count_distinct(),
        // The sum of a bigint is a numeric in one of the databases and an integer in the other.
        Once::Sum => Expr::from(Func::coalesce([column(AMOUNT).sum(), Expr::val(0)])).cast_as("bigint"),
    }
}

/// The number of a list.
pub async fn of_list(db: &impl ConnectionTrait, listed: &Listed, asked: &Asked) -> Result<i64> {
    let statement = Query::select()
        .expr_as(counting(listed), "n")
        .from_subquery((listed.facts)(asked), LIST)
        .to_owned();
    let row = db.query_one(&statement).await?;
    Ok(row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or_default())
}

/// The sum of a list and how many of its lines add something, in one statement.
pub async fn sum_and_lines(db: &impl ConnectionTrait, listed: &Listed, asked: &Asked) -> Result<(i64, i64)> {
    let adds: Expr = CaseStatement::new()
        .case(Expr::col((LIST, AMOUNT)).ne(0), 1)
        .finally(Option::<i32>::None)
        .into();
    let statement = Query::select()
        .expr_as(counting(listed), "n")
        .expr_as(adds.count(), "lines")
        .from_subquery((listed.facts)(asked), LIST)
        .to_owned();
    let row = db.query_one(&statement).await?;
    let read = |row: QueryResult| Ok::<_, DbErr>((row.try_get("", "n")?, row.try_get("", "lines")?));
    Ok(row.map(read).transpose()?.unwrap_or_default())
}

/// By which part of a code a list is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Township of the home; the county where no township is known.
    Township,
    /// County or district of the work.
    District,
}

/// The number of a list for each place. A person who works in two places counts in both.
pub async fn by(db: &impl ConnectionTrait, listed: &Listed, asked: &Asked, by: By) -> Result<BTreeMap<String, i64>> {
    // Plain text: a bound length would make the two expressions differ for PostgreSQL.
    let place = match by {
        By::Township => "SUBSTR(f.home_code, 1, 9)",
        By::District => "SUBSTR(f.place_code, 1, 6)",
    };
    let statement: SelectStatement = Query::select()
        .expr_as(Expr::cust(place), "place")
        .expr_as(counting(listed), "n")
        .from_subquery((listed.facts)(asked), LIST)
        .add_group_by([Expr::cust(place)])
        .to_owned();
    let mut numbers = BTreeMap::new();
    for row in db.query_all(&statement).await? {
        numbers.insert(row.try_get("", "place")?, row.try_get("", "n")?);
    }
    Ok(numbers)
}
