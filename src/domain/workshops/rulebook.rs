//! The rules of recognition: dated, by jurisdiction, written by the county. Until somebody writes one, the rule of the province holds as
//! the reference has it (《甘肃省扶贫车间认定管理办法》, 2018).

use chrono::{Days, NaiveDate};
use entity::codes::Subject;
use entity::recognition_rule::{self, Column};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    Set,
};
use serde_json::json;
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::unit::Unit;
use crate::reference::region;

/// Longest name of a document, in letters.
const DOCUMENT_LETTERS: usize = 80;

/// The rule that holds until somebody writes one: ten registered poor workers, or a fifth of the workforce, contracts of six months, wages in
/// time and in full. Its id is made of place and day, so that every node writes the same row.
#[must_use]
pub fn of_reference() -> Vec<recognition_rule::Model> {
    let day = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap_or_default();
    vec![recognition_rule::Model {
        id: Uuid::from_u128(62_0000_2018_0101),
        version: 1,
        jurisdiction_code: "620000".to_owned(),
        document: "甘肃省扶贫车间认定办法（2018）".to_owned(),
        min_lifted: Some(10),
        min_share_percent: Some(20),
        contract_months: 6,
        paid_in_time: true,
        accident_insurance: false,
        notice_days: 7,
        valid_from: day,
        valid_to: None,
        created_by: None,
        created_by_name: "system".to_owned(),
        created_at: crate::domain::clock::start_of(day),
    }]
}

pub(super) async fn all(db: &impl ConnectionTrait) -> Result<Vec<recognition_rule::Model>> {
    let rows = recognition_rule::Entity::find()
        .order_by_asc(Column::JurisdictionCode)
        .order_by_desc(Column::ValidFrom)
        .all(db)
        .await?;
    Ok(if rows.is_empty() { of_reference() } else { rows })
}

/// The rule in force for a place on a day: that of the narrowest jurisdiction.
#[must_use]
pub fn in_force<'r>(
    rules: &'r [recognition_rule::Model],
    place: &str,
    day: NaiveDate,
) -> Option<&'r recognition_rule::Model> {
    rules
        .iter()
        .filter(|rule| rule.valid_from <= day && rule.valid_to.is_none_or(|last| day <= last))
        .filter(|rule| region::contains(&rule.jurisdiction_code, place))
        .max_by_key(|rule| (region::prefix(&rule.jurisdiction_code).len(), rule.valid_from))
}

/// The rule in force for a place on a day.
pub async fn rule_on(
    db: &impl ConnectionTrait,
    place: &str,
    day: NaiveDate,
) -> Result<Option<recognition_rule::Model>> {
    Ok(in_force(&all(db).await?, place, day).cloned())
}

fn concerns(rule: &recognition_rule::Model, actor: &Actor) -> bool {
    let code = &rule.jurisdiction_code;
    actor
        .region_code()
        .is_none_or(|own| region::contains(own, code) || region::contains(code, own))
}

/// The rules that concern the actor's places.
///
/// # Errors
/// [`DomainError::NotFound`] for those who see no workshops of staff.
pub async fn rules(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<recognition_rule::Model>> {
    if !actor.may(Action::ReadWorkshops) {
        return Err(DomainError::NotFound);
    }
    let mut rules = all(db).await?;
    rules.retain(|rule| concerns(rule, actor));
    Ok(rules)
}

/// One rule, if it concerns the actor.
pub async fn rule_by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<recognition_rule::Model> {
    let found = rules(db, actor).await?.into_iter().find(|rule| rule.id == id);
    found.ok_or(DomainError::NotFound)
}

/// A rule as somebody writes it.
#[derive(Clone, Debug)]
pub struct RuleInput {
    /// For which places.
    pub jurisdiction_code: String,
    /// The document.
    pub document: String,
    /// Enough people.
    pub min_lifted: Option<i32>,
    /// Enough of a hundred.
    pub min_share_percent: Option<i32>,
    /// Shortest contract, months; 0 for none.
    pub contract_months: i32,
    /// Wages in time and in full.
    pub paid_in_time: bool,
    /// Insurance against accidents.
    pub accident_insurance: bool,
    /// Days of the public notice.
    pub notice_days: i32,
    /// First day.
    pub valid_from: NaiveDate,
}

impl RuleInput {
    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let letters = self.document.trim().chars().count();
        if letters == 0 {
            problems.push(Problem::new("document", "problem-required"));
        } else if letters > DOCUMENT_LETTERS {
            problems.push(Problem::new("document", "problem-too-long").with("max", DOCUMENT_LETTERS));
        }
        if self.min_lifted.is_some_and(|least| !(1..=1_000).contains(&least)) {
            problems.push(Problem::new("min_lifted", "workshops-problem-number").with("max", 1_000));
        }
        if self.min_share_percent.is_some_and(|share| !(1..=100).contains(&share)) {
            problems.push(Problem::new("min_share_percent", "workshops-problem-number").with("max", 100));
        }
        if self.min_lifted.is_none() && self.min_share_percent.is_none() {
            problems.push(Problem::new("min_lifted", "workshops-problem-threshold"));
        }
        if !(0..=60).contains(&self.contract_months) {
            problems.push(Problem::new("contract_months", "workshops-problem-number").with("max", 60));
        }
        if !(0..=60).contains(&self.notice_days) {
            problems.push(Problem::new("notice_days", "workshops-problem-number").with("max", 60));
        }
        problems
    }
}

/// Write the rules of the reference down, so that they can be ended like any other.
async fn seeded(unit: &Unit) -> Result<()> {
    if recognition_rule::Entity::find().count(unit.tx()).await? == 0 {
        let rows = of_reference()
            .into_iter()
            .map(sea_orm::IntoActiveModel::into_active_model);
        recognition_rule::Entity::insert_many(rows)
            .exec_without_returning(unit.tx())
            .await?;
    }
    Ok(())
}

/// Write a new rule. The one before it in the same place ends on the day before.
///
/// # Errors
/// [`DomainError::Invalid`] names the fields.
pub async fn create_rule(unit: &mut Unit, input: RuleInput) -> Result<Uuid> {
    unit.allow(Action::RecogniseWorkshops)?;
    let mut problems = input.problems();
    let own = unit.actor().region_code();
    if own.is_some_and(|own| !region::contains(own, &input.jurisdiction_code)) {
        problems.push(Problem::new("place", "workshops-problem-outside"));
    }
    if !problems.is_empty() {
        return Err(DomainError::Invalid(problems));
    }
    seeded(unit).await?;
    let same = recognition_rule::Entity::find()
        .filter(Column::JurisdictionCode.eq(&input.jurisdiction_code))
        .filter(
            Condition::any()
                .add(Column::ValidTo.is_null())
                .add(Column::ValidTo.gte(input.valid_from)),
        )
        .all(unit.tx())
        .await?;
    for before in same {
        if before.valid_from >= input.valid_from {
            return Err(DomainError::invalid("valid_from", "workshops-problem-rule-later"));
        }
        let last = input.valid_from - Days::new(1);
        set_end(unit, &before, last).await?;
    }
    let id = Uuid::new_v4();
    recognition_rule::ActiveModel {
        id: Set(id),
        version: Set(1),
        jurisdiction_code: Set(input.jurisdiction_code.clone()),
        document: Set(input.document.trim().to_owned()),
        min_lifted: Set(input.min_lifted),
        min_share_percent: Set(input.min_share_percent),
        contract_months: Set(input.contract_months),
        paid_in_time: Set(input.paid_in_time),
        accident_insurance: Set(input.accident_insurance),
        notice_days: Set(input.notice_days),
        valid_from: Set(input.valid_from),
        valid_to: Set(None),
        created_by: Set(unit.actor().account_id()),
        created_by_name: Set(unit.actor().name().to_owned()),
        created_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    let details = json!({
        "rule": id, "place": input.jurisdiction_code, "from": input.valid_from, "min_lifted": input.min_lifted,
        "min_share_percent": input.min_share_percent, "contract_months": input.contract_months,
        "paid_in_time": input.paid_in_time, "accident_insurance": input.accident_insurance,
    });
    unit.audit("write-recognition-rule", Subject::Workshop, Some(id), details)
        .await?;
    Ok(id)
}

async fn set_end(unit: &Unit, before: &recognition_rule::Model, last: NaiveDate) -> Result<()> {
    let result = recognition_rule::Entity::update_many()
        .set(recognition_rule::ActiveModel {
            version: Set(before.version + 1),
            valid_to: Set(Some(last)),
            ..Default::default()
        })
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .exec(unit.tx())
        .await?;
    if result.rows_affected == 0 {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    unit.audit(
        "end-recognition-rule",
        Subject::Workshop,
        Some(before.id),
        json!({ "last": last }),
    )
    .await
}

/// End a rule of the actor's places.
///
/// # Errors
/// [`DomainError::Invalid`] if the day is before its first; [`DomainError::Conflict`] if it has ended or somebody changed it.
pub async fn end_rule(unit: &mut Unit, id: Uuid, version: i32, last: NaiveDate) -> Result<()> {
    unit.allow(Action::RecogniseWorkshops)?;
    let before = rule_by_id(unit.tx(), unit.actor(), id).await?;
    if before.valid_to.is_some() || before.version != version {
        return Err(DomainError::Conflict("conflict-changed-meanwhile"));
    }
    if last < before.valid_from {
        return Err(DomainError::invalid("valid_to", "workshops-problem-rule-end"));
    }
    seeded(unit).await?;
    set_end(unit, &before, last).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_rule_of_the_day_decides() {
        let mut rules = of_reference();
        let mut county = rules[0].clone();
        county.jurisdiction_code = "620802".into();
        county.min_lifted = Some(5);
        county.valid_from = NaiveDate::from_ymd_opt(2023, 1, 1).expect("a day");
        rules.push(county);
        let least = |place: &str, year| {
            let day = NaiveDate::from_ymd_opt(year, 6, 1).expect("a day");
            in_force(&rules, place, day).and_then(|rule| rule.min_lifted)
        };
        assert_eq!(least("620802103", 2022), Some(10));
        assert_eq!(least("620802103", 2024), Some(5));
        assert_eq!(least("620825100", 2024), Some(10));
        assert_eq!(least("120103", 2024), None);
        assert_eq!(least("620802103", 2017), None);
    }
}
