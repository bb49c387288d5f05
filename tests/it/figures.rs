//! Figures: every number is the length of its list, as of any day, frozen or not.

mod pages;
mod pictures;
mod sheets;
mod slow;
mod story;
mod walks;

use std::collections::HashSet;

use chrono::NaiveDate;
use entity::codes::{EvidenceKind, Origin};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::figures::list;
use labour_bridge::domain::figures::{Asked, Indicator, Once, Period, catalogue, count};
use labour_bridge::domain::placements::{self, PlacementInput, Proof};
use uuid::Uuid;

use crate::support::TestApp;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn figure(code: &str) -> &'static Indicator {
    catalogue::get(code).expect(code)
}

impl TestApp {
    /// A question of somebody who acts everywhere.
    pub fn asked(&self, period: &str, as_of: NaiveDate) -> Asked {
        let period = Period::parse(period).expect("a period");
        Asked::new(self.app.core.db.reader(), &Actor::System, period, as_of, self.today()).expect("figures")
    }

    /// The number, which must be what its list says.
    pub async fn figure(&self, code: &str, asked: &Asked) -> Option<i64> {
        let db = self.app.core.db.reader();
        let number = count::number(db, figure(code), asked).await.expect("a number");
        let Some(listed) = figure(code).list() else {
            return number;
        };
        let entries = list::all(db, listed, asked, 100_000).await.expect("a list");
        let keys: HashSet<Uuid> = entries.iter().map(|entry| entry.key_id).collect();
        assert_eq!(keys.len(), entries.len(), "{code} lists somebody twice");
        let lines = i64::try_from(entries.len()).expect("small");
        let from_list = match listed.once {
            Once::Sum => {
                let sum = entries.iter().map(|entry| entry.amount).sum();
                let both = count::sum_and_lines(db, listed, asked).await.expect("a sum");
                assert_eq!(both, (sum, lines), "{code}");
                sum
            }
            _ => lines,
        };
        assert_eq!(number, Some(from_list), "{code} is not its list");
        number
    }

    /// A verified placement in Tianjin that began on a day.
    pub async fn sent(&self, worker: Uuid, on: NaiveDate) -> Uuid {
        let id = self.open_at(worker, "120103", on).await.expect("a placement");
        self.verified(id).await;
        id
    }

    /// A placement that nobody verified.
    pub async fn open_at(&self, worker_id: Uuid, place: &str, started_on: NaiveDate) -> Result<Uuid, DomainError> {
        let input = PlacementInput {
            worker_id,
            kind: None,
            full_time: true,
            employer_id: None,
            vacancy_id: None,
            employer_name: "天津某养老院".into(),
            place_code: place.into(),
            occupation_code: String::new(),
            industry: String::new(),
            pay_month_yuan: Some(4_200),
            offer: None,
            contract: None,
            insurance: None,
            origin: Origin::Station,
            started_on,
            proof: None,
        };
        let mut unit = self.unit().await;
        let id = placements::open(&mut unit, input).await?;
        unit.commit().await?;
        Ok(id)
    }

    /// Verify a placement today.
    pub async fn verified(&self, id: Uuid) {
        let proof = Proof {
            kind: EvidenceKind::StationChecked,
            on: self.today(),
            note: String::new(),
            file: None,
        };
        let mut unit = self.unit().await;
        let version = self.placement_version(id).await;
        placements::verify(&mut unit, id, version, &proof)
            .await
            .expect("verified");
        unit.commit().await.expect("committed");
    }

    pub async fn placement_version(&self, id: Uuid) -> i32 {
        placements::by_id(self.app.core.db.reader(), &Actor::System, id)
            .await
            .expect("a placement")
            .version
    }
}
