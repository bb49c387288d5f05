//! The list of records of each register, and the values of a row.

mod away;
mod calls;
mod cases;
mod fairs;
mod labour;
mod national;
mod posts;
mod progress;
pub(super) mod quality;
mod rides;
mod subsidies;
mod trainings;
mod wages;
mod wanting;

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::SelectStatement;
use uuid::Uuid;

use super::Register;
use super::people::Numbers;
use super::rows::{Row, Wanted};
use crate::domain::actor::Actor;
use crate::domain::error::Result;

/// Where rows come from.
pub enum Source {
    /// Records, by a list of their ids in the order of the register.
    Records(Box<SelectStatement>),
    /// A table that is made as a whole, because it is short.
    Table(Vec<Row>),
    /// The rows that break a rule, rule by rule.
    Rules,
}

/// Where the rows of a register come from.
pub async fn of(db: &impl ConnectionTrait, actor: &Actor, wanted: &Wanted) -> Result<Source> {
    let asked = &wanted.asked;
    Ok(match wanted.register {
        Register::Labour => Source::Records(Box::new(labour::list(asked))),
        Register::Wanting => Source::Records(Box::new(wanting::list(asked))),
        Register::Posts => Source::Records(Box::new(posts::list(actor, asked)?)),
        Register::Away => Source::Records(Box::new(away::list(asked))),
        Register::Rides => Source::Records(Box::new(rides::list(asked))),
        Register::Wages => Source::Records(Box::new(wages::list(asked))),
        Register::Trainings => Source::Records(Box::new(trainings::list(asked))),
        Register::Subsidies => Source::Records(Box::new(subsidies::list(asked))),
        Register::National => Source::Records(Box::new(national::list(asked))),
        Register::Calls => Source::Records(Box::new(calls::list(asked))),
        Register::Cases => Source::Records(Box::new(cases::list(asked))),
        Register::Fairs => Source::Table(fairs::table(db, actor, asked).await?),
        Register::Progress => Source::Table(progress::table(db, actor, asked).await?),
        Register::Quality => Source::Rules,
    })
}

/// The rows of these records, in the order of the ids. Tables have none.
pub async fn rows(db: &impl ConnectionTrait, wanted: &Wanted, ids: &[Uuid], numbers: Numbers<'_>) -> Result<Vec<Row>> {
    let asked = &wanted.asked;
    match wanted.register {
        Register::Labour => labour::rows(db, asked, ids, numbers).await,
        Register::Wanting => wanting::rows(db, asked, ids, numbers).await,
        Register::Posts => posts::rows(db, asked, ids).await,
        Register::Away => away::rows(db, asked, ids, numbers).await,
        Register::Rides => rides::rows(db, asked, ids, numbers).await,
        Register::Wages => wages::rows(db, asked, ids, numbers).await,
        Register::Trainings => trainings::rows(db, asked, ids, numbers).await,
        Register::Subsidies => subsidies::rows(db, asked, ids, numbers).await,
        Register::National => national::rows(db, asked, ids, numbers).await,
        Register::Calls => calls::rows(db, asked, ids).await,
        Register::Cases => cases::rows(db, asked, ids).await,
        Register::Fairs | Register::Progress | Register::Quality => Ok(Vec::new()),
    }
}

fn by_id<T>(found: Vec<T>, id: impl Fn(&T) -> Uuid) -> HashMap<Uuid, T> {
    found.into_iter().map(|row| (id(&row), row)).collect()
}

/// The rows of `found` in the order of `ids`.
fn in_order<T>(ids: &[Uuid], found: Vec<T>, id: impl Fn(&T) -> Uuid) -> Vec<T> {
    let mut by_id = by_id(found, id);
    ids.iter().filter_map(|id| by_id.remove(id)).collect()
}
