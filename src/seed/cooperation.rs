//! The founding report's projects, exchanges, visits and sales as rows of the plain ledgers, and the plans beside them. The report gives sums;
//! the rows of `demo/ledgers.jsonl` are made up so that they add up to them.

use std::collections::HashMap;

use chrono::{Datelike as _, Days, NaiveDate};
use entity::codes::{Direction, Ledger, LedgerKind};
use entity::{ledger_entry, plan, plan_target};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
use serde::Deserialize;
use uuid::Uuid;

use super::SeedError;
use super::desk::Desk;
use super::rows::Rows;
use super::vacancies::Owner;
use crate::made_up::Text;

/// The county of the story.
const COUNTY: &str = "620802";
/// Days after which a row was written down.
const WRITTEN_DAYS: u64 = 5;

/// One row of the file; what it leaves out is empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    ledger: Ledger,
    kind: LedgerKind,
    on: NaiveDate,
    place: String,
    name: String,
    #[serde(default)]
    fund_source: String,
    direction: Option<Direction>,
    #[serde(default)]
    who: String,
    amount_yuan: Option<i64>,
    households: Option<i32>,
    persons: Option<i32>,
    persons_lifted: Option<i32>,
    quantity: Option<i32>,
    #[serde(default)]
    quantity_unit: String,
    /// Key of the employer that it supports.
    employer: Option<String>,
}

/// Figure and target of the whole county, for each year that the founding report tells of.
const FOUNDING_TARGETS: [(i32, &str, i64); 6] = [
    (2018, "T1", 260),
    (2018, "T2", 160),
    (2018, "T9", 15),
    (2019, "T1", 320),
    (2019, "T2", 200),
    (2019, "T9", 20),
];

/// Township and its target of people sent to the partner in a year.
const TOWNSHIP_TARGETS: [(&str, i64); 8] = [
    ("620802100", 8),
    ("620802101", 5),
    ("620802102", 6),
    ("620802103", 8),
    ("620802104", 4),
    ("620802105", 3),
    ("620802208", 4),
    ("620802219", 4),
];

/// Write all of it down.
pub(super) fn add(desk: &Desk, rows: &mut Rows, firms: &HashMap<Text, Owner<'_>>) -> Result<(), SeedError> {
    for pairing in &desk.pairings {
        rows.pairings.push(pairing.clone().into_active_model().reset_all());
    }
    for line in include_str!("../../demo/ledgers.jsonl").lines() {
        let told: Told = serde_json::from_str(line).map_err(|error| SeedError::Record(format!("{line}: {error}")))?;
        rows.ledger.push(entry(desk, told, firms));
    }
    plans(desk, rows);
    Ok(())
}

fn entry(desk: &Desk, told: Told, firms: &HashMap<Text, Owner<'_>>) -> ledger_entry::ActiveModel {
    let firm = told
        .employer
        .and_then(|wanted| firms.iter().find(|(key, _)| **key == wanted));
    ledger_entry::ActiveModel {
        id: Set(Uuid::new_v4()),
        version: Set(1),
        ledger: Set(told.ledger),
        kind: Set(told.kind),
        on_date: Set(told.on),
        until_date: Set(None),
        place_code: Set(told.place),
        name: Set(told.name),
        fund_source: Set(told.fund_source),
        direction: Set(told.direction),
        who: Set(told.who),
        amount_yuan: Set(told.amount_yuan),
        households: Set(told.households),
        persons: Set(told.persons),
        persons_lifted: Set(told.persons_lifted),
        quantity: Set(told.quantity),
        quantity_unit: Set(told.quantity_unit),
        employer_id: Set(firm.map(|(_, owner)| owner.id)),
        note: Set(String::new()),
        file_id: Set(None),
        voided_at: Set(None),
        void_reason: Set(String::new()),
        created_by: Set(desk.staff.county.id),
        created_by_name: Set(desk.staff.county.name.clone()),
        created_at: Set(desk.at(told.on + Days::new(WRITTEN_DAYS), 0)),
    }
}

/// The plans of the two years of the report, and those of this year and the last.
fn plans(desk: &Desk, rows: &mut Rows) {
    let this = desk.today.year();
    for year in [2018, 2019, this - 1, this] {
        let Some(id) = head(desk, rows, year) else { continue };
        let mut target = |code: &str, place: &str, value| {
            rows.targets.push(plan_target::ActiveModel {
                plan_id: Set(id),
                code: Set(code.to_owned()),
                place_code: Set(place.to_owned()),
                value: Set(value),
            });
        };
        for (_, code, value) in FOUNDING_TARGETS.iter().filter(|(of, _, _)| *of == year) {
            target(code, COUNTY, *value);
        }
        if year < 2020 {
            continue;
        }
        for (place, value) in TOWNSHIP_TARGETS {
            target("T1", place, value);
        }
        target("T1", COUNTY, TOWNSHIP_TARGETS.iter().map(|(_, value)| value).sum());
        target("T4c", COUNTY, 30);
        target("T3r", COUNTY, 70);
        target("T9", COUNTY, 12);
    }
}

fn head(desk: &Desk, rows: &mut Rows, year: i32) -> Option<Uuid> {
    let pairing = desk.pairings.first()?;
    let signed = NaiveDate::from_ymd_opt(year, 1, 16).unwrap_or(desk.today);
    let id = Uuid::new_v4();
    rows.plans.push(plan::ActiveModel {
        id: Set(id),
        version: Set(1),
        pairing_id: Set(pairing.id),
        year: Set(year),
        name: Set(format!("天津市河西区与平凉市崆峒区{year}年就业帮扶计划")),
        document_no: Set(format!("津河西人社发〔{year}〕示例3号")),
        signed_on: Set(Some(signed.min(desk.today))),
        signed_by: Set("两区人力资源和社会保障局".to_owned()),
        note: Set(String::new()),
        created_by: Set(desk.staff.county.id),
        created_at: Set(desk.at(signed, 0)),
    });
    Some(id)
}
