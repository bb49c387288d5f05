//! Plans, plain ledgers and frozen figures of [`HOME`].

use entity::codes::{Ledger, LedgerKind};
use labour_bridge::domain::figures::{self, Freeze, Period};
use labour_bridge::domain::ledgers::{self, Input};
use labour_bridge::domain::pairings;
use labour_bridge::domain::plans::{self, PlanInput};
use uuid::Uuid;

use super::TestApp;
use super::people::HOME;

impl TestApp {
    /// The figures of 2026 as they are today, frozen.
    pub async fn frozen(&self) -> Uuid {
        let mut unit = self.unit().await;
        let input = Freeze {
            period: Period::parse("2026").expect("a year"),
            place: Some(HOME.into()),
            as_of: self.today(),
            reported_by: "陇小平".into(),
            note: String::new(),
        };
        let id = figures::freeze(&mut unit, input).await.expect("frozen");
        unit.commit().await.expect("committed");
        id
    }

    /// The pairing of the county.
    pub async fn pairing(&self) -> Uuid {
        let rows = pairings::all(self.app.core.db.reader()).await.expect("pairings");
        rows.iter()
            .find(|row| row.west_code == HOME)
            .expect("one of the county")
            .id
    }

    /// A plan of 2026 without targets.
    pub async fn plan(&self, pairing_id: Uuid) -> Uuid {
        let mut unit = self.unit().await;
        let input = PlanInput {
            pairing_id,
            year: 2026,
            name: "2026 年就业帮扶计划".into(),
            document_no: "〔2026〕3号".into(),
            signed_on: None,
            signed_by: String::new(),
            note: String::new(),
        };
        let id = plans::create(&mut unit, input).await.expect("a plan");
        unit.commit().await.expect("committed");
        id
    }

    /// A row of the ledger of projects.
    pub async fn project(&self) -> Uuid {
        let mut unit = self.unit().await;
        let input = Input {
            kind: Some(LedgerKind::Water),
            on_date: Some(self.today()),
            place_code: HOME.into(),
            name: "饮水工程".into(),
            fund_source: "财政资金".into(),
            amount_yuan: Some(6_430_000),
            ..Input::default()
        };
        let id = ledgers::create(&mut unit, Ledger::Project, input, None)
            .await
            .expect("a row");
        unit.commit().await.expect("committed");
        id
    }
}
