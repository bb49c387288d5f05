//! Ledger 10 (补贴申领汇总): claims of a year by policy and township, with what was paid.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entity::codes::ClaimState;
use entity::subsidy_claim::{self, Column};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::claims::visible_to;
use super::notices::policy_names;
use super::views::sum_yuan;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::Result;

/// One line: a policy in a township.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The policy.
    pub policy_name: String,
    /// Code of the township, or of the county where none is known.
    pub place_code: String,
    /// Claims.
    pub claims: i64,
    /// Of these, under way.
    pub under_way: i64,
    /// Sent back.
    pub sent_back: i64,
    /// Waiting for the money.
    pub to_pay: i64,
    /// Paid.
    pub paid: i64,
    /// Yuan that were paid.
    pub paid_yuan: i64,
    /// Yuan that wait.
    pub to_pay_yuan: i64,
}

impl Line {
    fn add(&mut self, state: ClaimState, claims: i64, yuan: i64) {
        self.claims += claims;
        match state {
            ClaimState::Paid => {
                self.paid += claims;
                self.paid_yuan += yuan;
            }
            ClaimState::ToPay => {
                self.to_pay += claims;
                self.to_pay_yuan += yuan;
            }
            ClaimState::SentBack => self.sent_back += claims,
            ClaimState::Recovered | ClaimState::Withdrawn => {}
            _ => self.under_way += claims,
        }
    }
}

/// The sum of lines.
#[must_use]
pub fn total(lines: &[Line]) -> Line {
    lines.iter().fold(Line::default(), |mut sum, line| {
        sum.claims += line.claims;
        sum.under_way += line.under_way;
        sum.sent_back += line.sent_back;
        sum.to_pay += line.to_pay;
        sum.paid += line.paid;
        sum.paid_yuan += line.paid_yuan;
        sum.to_pay_yuan += line.to_pay_yuan;
        sum
    })
}

#[derive(FromQueryResult)]
struct Counted {
    policy_id: Uuid,
    township: String,
    state: ClaimState,
    claims: i64,
    yuan: i64,
}

/// Claims that were made in a year, by policy and township: two statements. Claims that nobody wants any more are left out.
pub async fn of_year(db: &impl ConnectionTrait, actor: &Actor, year: i32) -> Result<Vec<Line>> {
    let first = |year| {
        NaiveDate::from_ymd_opt(year, 1, 1)
            .map(clock::start_of)
            .unwrap_or_default()
    };
    let rows: Vec<Counted> = subsidy_claim::Entity::find()
        .select_only()
        .column(Column::PolicyId)
        .column_as(
            sea_orm::sea_query::Expr::cust("SUBSTR(subsidy_claim.place_code, 1, 9)"),
            "township",
        )
        .column(Column::State)
        .column_as(Column::Id.count(), "claims")
        .column_as(sum_yuan(), "yuan")
        .filter(visible_to(actor)?)
        .filter(Column::State.ne(ClaimState::Withdrawn))
        .filter(Column::CreatedAt.gte(first(year)))
        .filter(Column::CreatedAt.lt(first(year + 1)))
        .group_by(Column::PolicyId)
        .group_by(sea_orm::sea_query::Expr::cust("SUBSTR(subsidy_claim.place_code, 1, 9)"))
        .group_by(Column::State)
        .into_model()
        .all(db)
        .await?;
    let names = policy_names(db, rows.iter().map(|row| row.policy_id)).await?;
    let mut lines: BTreeMap<(String, Uuid, String), Line> = BTreeMap::new();
    for row in rows {
        let name = names.get(&row.policy_id).cloned().unwrap_or_default();
        let key = (name.clone(), row.policy_id, row.township.clone());
        let line = lines.entry(key).or_insert_with(|| Line {
            policy_name: name,
            place_code: row.township,
            ..Line::default()
        });
        line.add(row.state, row.claims, row.yuan);
    }
    Ok(lines.into_values().collect())
}
