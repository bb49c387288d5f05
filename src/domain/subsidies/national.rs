//! What has to be typed again into the national system, in its own columns: name, number, amount, first and last month, phone, province,
//! city, county of the work.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{ClaimState, Subject};
use entity::{subsidy_claim, worker, worker_phone};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::views::{ClaimFilter, within};
use crate::domain::access::Action;
use crate::domain::checks::stars;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::domain::workers;
use crate::reference::region;

/// Most rows of one sheet.
pub const MOST: u64 = 20_000;
/// People looked up with one statement.
const AT_ONCE: usize = 500;

/// Whether the numbers can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// The last four digits only.
    Masked,
    /// All digits. Only for somebody who has just proved who he is and may reveal numbers.
    Full,
}

/// One row of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NationalRow {
    /// 姓名.
    pub name: String,
    /// 身份证号.
    pub id_number: String,
    /// 金额, yuan.
    pub amount_yuan: i32,
    /// 开始年月.
    pub from: Option<NaiveDate>,
    /// 结束年月.
    pub until: Option<NaiveDate>,
    /// 手机号.
    pub phone: String,
    /// 省.
    pub province: String,
    /// 市.
    pub city: String,
    /// 县.
    pub county: String,
}

/// The names of province, city and county of a place.
fn levels(code: &str) -> [String; 3] {
    let mut names = [String::new(), String::new(), String::new()];
    for place in region::ancestors(code).into_iter().chain(region::get(code)) {
        if let Some(name) = usize::from(place.level)
            .checked_sub(1)
            .and_then(|level| names.get_mut(level))
        {
            region::name(place.code).clone_into(name);
        }
    }
    names
}

/// The rows of people whose money goes out or went out, in the order of their places. The trail keeps how many and whether in full; the
/// caller commits the unit before it hands the rows out.
///
/// # Errors
/// [`DomainError::Forbidden`] for full numbers without [`Action::RevealWorkers`] or without a password in the same request.
pub async fn national_rows(unit: &Unit, filter: &ClaimFilter, numbers: Numbers) -> Result<Vec<NationalRow>> {
    unit.allow(Action::ExportFiles)?;
    if numbers == Numbers::Full && !(unit.is_confirmed() && unit.actor().may(Action::RevealWorkers)) {
        return Err(DomainError::Forbidden);
    }
    let filter = ClaimFilter {
        states: vec![ClaimState::ToPay, ClaimState::Paid],
        ..filter.clone()
    };
    let claims = subsidy_claim::Entity::find()
        .filter(within(unit.actor(), &filter)?)
        .filter(subsidy_claim::Column::WorkerId.is_not_null())
        .order_by_asc(subsidy_claim::Column::PlaceCode)
        .order_by_asc(subsidy_claim::Column::CreatedAt)
        .order_by_asc(subsidy_claim::Column::Id)
        .limit(MOST)
        .all(unit.tx())
        .await?;
    let mut rows = Vec::with_capacity(claims.len());
    for piece in claims.chunks(AT_ONCE) {
        let ids = || piece.iter().filter_map(|claim| claim.worker_id);
        let people: HashMap<Uuid, worker::Model> = worker::Entity::find()
            .filter(worker::Column::Id.is_in(ids()))
            .all(unit.tx())
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
        let phones: HashMap<Uuid, worker_phone::Model> = worker_phone::Entity::find()
            .filter(worker_phone::Column::WorkerId.is_in(ids()))
            .order_by_desc(worker_phone::Column::Position)
            .all(unit.tx())
            .await?
            .into_iter()
            .map(|row| (row.worker_id, row))
            .collect();
        for claim in piece {
            let Some(person) = claim.worker_id.and_then(|id| people.get(&id)) else {
                continue;
            };
            rows.push(row(unit, claim, person, phones.get(&person.id), numbers)?);
        }
    }
    let details = json!({ "rows": rows.len(), "full": numbers == Numbers::Full });
    unit.audit("export-subsidies", Subject::SubsidyClaim, None, details)
        .await?;
    Ok(rows)
}

fn row(
    unit: &Unit,
    claim: &subsidy_claim::Model,
    person: &worker::Model,
    phone: Option<&worker_phone::Model>,
    numbers: Numbers,
) -> Result<NationalRow> {
    let [province, city, county] = levels(&claim.work_place_code);
    let (id_number, phone) = match numbers {
        Numbers::Masked => (
            person
                .id_number_last4
                .as_ref()
                .map_or_else(String::new, |last4| stars::masked_number(last4)),
            phone.map_or_else(String::new, |phone| stars::masked_phone(&phone.last4)),
        ),
        Numbers::Full => (
            workers::full_number(unit, person)?,
            phone.map_or_else(|| Ok(String::new()), |phone| workers::full_phone(unit, phone))?,
        ),
    };
    Ok(NationalRow {
        name: person.name.clone(),
        id_number,
        amount_yuan: claim.amount_yuan,
        from: claim.work_from,
        until: claim.work_until,
        phone,
        province,
        city,
        county,
    })
}
