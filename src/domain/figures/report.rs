//! All figures of a question at once, for the command line and for the pages alike.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use serde::Serialize;

use super::asked::Asked;
use super::catalogue;
use super::count::number;
use super::indicator::{Indicator, Unit};
use crate::domain::error::Result;

/// One figure with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Code of the definition.
    pub code: &'static str,
    /// What it counts in.
    pub unit: Unit,
    /// The value; `None` where there is nothing to divide by.
    pub value: Option<i64>,
    /// Whether it rests on an assumption.
    pub estimate: bool,
}

impl Figure {
    /// The definition.
    #[must_use]
    pub fn indicator(&self) -> Option<&'static Indicator> {
        catalogue::get(self.code)
    }
}

/// The figures of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Subtree of homes; `None` for everywhere.
    pub place: Option<String>,
    /// The day as of which it counts.
    pub as_of: NaiveDate,
    /// The figures in the order of the catalogue.
    pub figures: Vec<Figure>,
}

/// Count every figure.
pub async fn report(db: &impl ConnectionTrait, asked: &Asked) -> Result<Report> {
    let mut figures = Vec::new();
    for indicator in catalogue::all() {
        figures.push(Figure {
            code: indicator.code,
            unit: indicator.unit,
            value: number(db, indicator, asked).await?,
            estimate: indicator.estimate,
        });
    }
    Ok(Report {
        from: asked.period.from,
        until: asked.period.until,
        place: asked.place.clone(),
        as_of: asked.as_of,
        figures,
    })
}
