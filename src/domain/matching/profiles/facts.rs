//! What the placements say of a worker and an employer: who from home is there now, and how many stayed.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::PlacementState;
use entity::{placement, worker};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::domain::error::Result;
use crate::domain::matching::{Facts, Retention};

/// Days after which a person counts as having stayed.
const STAYED_DAYS: i64 = 90;
/// Placements older than this say little of how an employer is today.
const OLDEST_DAYS: u64 = 365;
/// Digits of a township in a place code, and of a village.
const TOWNSHIP: usize = 9;
const VILLAGE: usize = 12;

/// What the placements say of some employers.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// People on post now, by employer and by code of village and of township.
    fellows: HashMap<(Uuid, String), u32>,
    retention: HashMap<Uuid, Retention>,
}

impl Records {
    /// Reads the placements of these employers: three grouped statements.
    pub async fn of(db: &impl ConnectionTrait, employers: &[Uuid], today: NaiveDate) -> Result<Self> {
        Ok(Self {
            fellows: fellows(db, employers).await?,
            retention: retention(db, employers, today).await?,
        })
    }

    /// What they say to somebody from `home_code` about `employer`.
    #[must_use]
    pub fn facts(&self, employer: Uuid, home_code: &str) -> Facts {
        let people = |digits: usize| {
            let place = home_code.get(..digits)?;
            self.fellows.get(&(employer, place.to_owned())).copied()
        };
        let same_village = people(VILLAGE).unwrap_or(0);
        Facts {
            same_village,
            same_township: people(TOWNSHIP).unwrap_or(0).saturating_sub(same_village),
            retention: self.retention.get(&employer).copied(),
            ..Facts::default()
        }
    }
}

/// Only who is on post for certain: a promise of company must hold.
async fn fellows(db: &impl ConnectionTrait, employers: &[Uuid]) -> Result<HashMap<(Uuid, String), u32>> {
    let rows: Vec<(Uuid, String, i64)> = placement::Entity::find()
        .select_only()
        .column(placement::Column::EmployerId)
        .column(worker::Column::RegionCode)
        .column_as(placement::Column::Id.count(), "people")
        .join(JoinType::InnerJoin, home())
        .filter(placement::Column::EmployerId.is_in(employers.iter().copied()))
        .filter(placement::Column::State.eq(PlacementState::OnPost))
        .filter(placement::Column::EndedOn.is_null())
        .group_by(placement::Column::EmployerId)
        .group_by(worker::Column::RegionCode)
        .into_tuple()
        .all(db)
        .await?;
    let mut fellows = HashMap::new();
    for (employer, home, people) in rows {
        let people = u32::try_from(people).unwrap_or(u32::MAX);
        for place in [home.get(..VILLAGE), home.get(..TOWNSHIP)].into_iter().flatten() {
            *fellows.entry((employer, place.to_owned())).or_insert(0) += people;
        }
    }
    Ok(fellows)
}

fn home() -> sea_orm::RelationDef {
    placement::Entity::belongs_to(worker::Entity)
        .from(placement::Column::WorkerId)
        .to(worker::Column::Id)
        .into()
}

/// Of those who began 90 to 365 days ago, how many were there for 90 days. Who is lost from sight is not counted as having stayed; what is
/// disputed is not counted at all.
async fn retention(
    db: &impl ConnectionTrait,
    employers: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Retention>> {
    let stayed = Days::new(STAYED_DAYS.unsigned_abs());
    let (Some(oldest), Some(youngest)) = (
        today.checked_sub_days(Days::new(OLDEST_DAYS)),
        today.checked_sub_days(stayed),
    ) else {
        return Ok(HashMap::new());
    };
    let began = placement::Entity::find()
        .filter(placement::Column::EmployerId.is_in(employers.iter().copied()))
        .filter(placement::Column::StartedOn.between(oldest, youngest))
        .filter(placement::Column::State.ne(PlacementState::Disputed));
    let totals: Vec<(Uuid, i64)> = began
        .clone()
        .select_only()
        .column(placement::Column::EmployerId)
        .column_as(placement::Column::Id.count(), "people")
        .group_by(placement::Column::EmployerId)
        .into_tuple()
        .all(db)
        .await?;
    let gone: Vec<(Uuid, NaiveDate, Option<NaiveDate>)> = began
        .filter(
            Condition::any()
                .add(placement::Column::EndedOn.is_not_null())
                .add(placement::Column::State.eq(PlacementState::Lost)),
        )
        .select_only()
        .columns([
            placement::Column::EmployerId,
            placement::Column::StartedOn,
            placement::Column::EndedOn,
        ])
        .into_tuple()
        .all(db)
        .await?;
    let mut retention: HashMap<Uuid, Retention> = totals
        .into_iter()
        .map(|(employer, people)| {
            let total = u32::try_from(people).unwrap_or(u32::MAX);
            (employer, Retention { kept: total, total })
        })
        .collect();
    for (employer, start, end) in gone {
        let lasted = end.is_some_and(|end| (end - start).num_days() >= STAYED_DAYS);
        if let Some(record) = retention.get_mut(&employer).filter(|_| !lasted) {
            record.kept = record.kept.saturating_sub(1);
        }
    }
    Ok(retention)
}
