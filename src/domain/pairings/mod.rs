//! Which western county is paired with which eastern district (东西部协作结对), with dates, many to many.
//!
//! The database holds them once somebody has written one; until then the compiled-in list of `reference` holds, so that a new installation
//! counts from its first placement on.

mod edit;

use chrono::NaiveDate;
use entity::pairing::{self, Column};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::reference;
use crate::reference::region;

pub use edit::{PairingInput, change, create, seeded};

/// Every pairing, by its first day.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<pairing::Model>> {
    let rows = pairing::Entity::find()
        .order_by_asc(Column::FromDate)
        .order_by_asc(Column::WestCode)
        .order_by_asc(Column::EastCode)
        .all(db)
        .await?;
    Ok(if rows.is_empty() { of_reference() } else { rows })
}

/// The pairings that an actor may see: those whose county holds the actor's places or lies within them.
///
/// # Errors
/// [`DomainError::NotFound`] if the actor may see none.
pub async fn visible(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<pairing::Model>> {
    if !actor.may(Action::ReadPlans) {
        return Err(DomainError::NotFound);
    }
    let mut rows = all(db).await?;
    rows.retain(|row| is_of(row, actor));
    Ok(rows)
}

/// One pairing, if the actor may see it.
pub async fn by_id(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<pairing::Model> {
    let found = visible(db, actor).await?.into_iter().find(|row| row.id == id);
    found.ok_or(DomainError::NotFound)
}

fn is_of(row: &pairing::Model, actor: &Actor) -> bool {
    actor
        .region_code()
        .is_none_or(|own| region::contains(own, &row.west_code) || region::contains(&row.west_code, own))
}

/// The compiled-in list as rows. Their ids are made of the two codes, so that every node writes the same row.
#[must_use]
pub fn of_reference() -> Vec<pairing::Model> {
    let rows = reference::pairing::all().iter();
    rows.map(|pair| {
        let digits = format!("{}{}", pair.west, pair.east).parse().unwrap_or_default();
        pairing::Model {
            id: Uuid::from_u128(digits),
            version: 1,
            west_code: pair.west.to_owned(),
            east_code: pair.east.to_owned(),
            counted_code: pair.counted.to_owned(),
            from_date: pair.from,
            until_date: pair.until,
            note: String::new(),
        }
    })
    .collect()
}

/// Whether a job at `work` counts as a job in the paired east for a person from `home` on `day`.
#[must_use]
pub fn is_paired_east(pairings: &[pairing::Model], home: &str, work: &str, day: NaiveDate) -> bool {
    pairings.iter().any(|pair| {
        region::contains(&pair.west_code, home)
            && region::contains(&pair.counted_code, work)
            && pair.from_date <= day
            && pair.until_date.is_none_or(|until| day <= until)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_pair_holds_from_its_first_day_to_its_last_for_its_own_county() {
        let mut pairs = of_reference();
        assert!(is_paired_east(&pairs, "620802103204", "120103", day("2018-01-01")));
        assert!(!is_paired_east(&pairs, "620802103204", "120103", day("2017-12-31")));
        assert!(
            is_paired_east(&pairs, "620802", "120111", day("2026-11-23")),
            "the whole paired province counts"
        );
        assert!(
            !is_paired_east(&pairs, "620102", "120103", day("2026-11-23")),
            "another western county"
        );
        assert!(
            !is_paired_east(&pairs, "620802", "110101", day("2026-11-23")),
            "another eastern province"
        );
        pairs[0].until_date = Some(day("2025-12-31"));
        assert!(is_paired_east(&pairs, "620802", "120111", day("2025-12-31")));
        assert!(!is_paired_east(&pairs, "620802", "120111", day("2026-01-01")));
    }
}
