//! People at work for tests, and their calls.

use chrono::{Duration, NaiveDate};
use entity::codes::{EndReason, Origin, StatusSource, WorkerStatus};
use entity::{care_case, follow_up, placement, retention_mark, returned_help, village_alert};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::cases::{self, CaseInput, Step};
use labour_bridge::domain::placements::{self, PlacementInput};
use labour_bridge::domain::{round, workers};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Set};
use uuid::Uuid;

use super::app::TestApp;
use super::workers::VILLAGE;

impl TestApp {
    /// The day so many days before the clock's.
    pub fn days_ago(&self, days: i64) -> NaiveDate {
        self.today() - Duration::days(days)
    }

    /// A new person of the test village who began to work for a firm that is not in the records, so many days ago, and is written down
    /// today. Gives the person and the placement.
    pub async fn at_work(&self, seed: u64, name: &str, days: i64) -> (Uuid, Uuid) {
        let worker = self.worker(seed, name, VILLAGE).await;
        let placement = self.opens(worker, "兰州某餐馆", days).await;
        // Whoever was registered today as looking for work and began earlier is at work today.
        let mut unit = self.unit().await;
        workers::set_status(
            &mut unit,
            worker,
            None,
            WorkerStatus::Away,
            self.today(),
            StatusSource::Placement,
        )
        .await
        .expect("a status");
        unit.commit().await.expect("committed");
        (worker, placement)
    }

    /// A placement of a person who began to work so many days ago.
    pub async fn opens(&self, worker: Uuid, employer: &str, days: i64) -> Uuid {
        let input = PlacementInput {
            worker_id: worker,
            kind: None,
            full_time: true,
            employer_id: None,
            vacancy_id: None,
            employer_name: employer.into(),
            place_code: "120103".into(),
            occupation_code: String::new(),
            industry: String::new(),
            pay_month_yuan: Some(4_300),
            offer: None,
            contract: None,
            insurance: None,
            origin: Origin::Worker,
            started_on: self.days_ago(days),
            proof: None,
        };
        let mut unit = self.unit().await;
        let id = placements::open(&mut unit, input).await.expect("a placement");
        unit.commit().await.expect("committed");
        id
    }

    /// A person who arrived at a firm today, through an application.
    pub async fn arrived_at(&self, seed: u64, name: &str, post: Uuid) -> Uuid {
        let application = self.applicant(seed, name, post).await;
        self.hired(application).await;
        self.arrived(application).await
    }

    /// The placement as it stands.
    pub async fn placement(&self, id: Uuid) -> placement::Model {
        placement::Entity::find_by_id(id)
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("a placement")
    }

    /// The calls of a placement, the earliest first.
    pub async fn calls(&self, placement: Uuid) -> Vec<follow_up::Model> {
        follow_up::Entity::find()
            .filter(follow_up::Column::PlacementId.eq(placement))
            .order_by_asc(follow_up::Column::DueOn)
            .order_by_asc(follow_up::Column::CreatedAt)
            .all(self.app.core.db.reader())
            .await
            .expect("calls")
    }

    /// The stays of a placement that stand, in days.
    pub async fn stays(&self, placement: Uuid) -> Vec<i32> {
        let rows = retention_mark::Entity::find()
            .filter(retention_mark::Column::PlacementId.eq(placement))
            .filter(retention_mark::Column::WithdrawnAt.is_null())
            .order_by_asc(retention_mark::Column::Days)
            .all(self.app.core.db.reader())
            .await
            .expect("stays");
        rows.into_iter().map(|row| row.days).collect()
    }

    /// The helps of a person, the first first.
    pub async fn helps(&self, worker: Uuid) -> Vec<returned_help::Model> {
        returned_help::Entity::find()
            .filter(returned_help::Column::WorkerId.eq(worker))
            .order_by_asc(returned_help::Column::CreatedAt)
            .all(self.app.core.db.reader())
            .await
            .expect("helps")
    }

    /// Help for a new person who left work today.
    pub async fn came_back(&self, seed: u64, name: &str) -> Uuid {
        let (worker, placement) = self.at_work(seed, name, 20).await;
        let version = self.placement(placement).await.version;
        let mut unit = self.unit().await;
        placements::leave(&mut unit, placement, version, self.today(), EndReason::Family)
            .await
            .expect("left");
        unit.commit().await.expect("committed");
        self.helps(worker).await[0].id
    }

    /// A printed list of a village, and the code of its first row.
    pub async fn printed(&self, village: &str) -> (Uuid, String) {
        let mut unit = self.unit().await;
        let id = round::make_sheet(&mut unit, village).await.expect("a list");
        unit.commit().await.expect("committed");
        let sheet = round::sheet(self.app.core.db.reader(), &Actor::System, id, self.today()).await;
        (id, sheet.expect("a list").lines[0].code.to_string())
    }

    /// The task of a village whose people come home.
    pub async fn fallen(&self, village: &str) -> Uuid {
        let row = village_alert::ActiveModel {
            id: Set(Uuid::new_v4()),
            version: Set(1),
            region_code: Set(village.to_owned()),
            month: Set(round::month::month_of(self.today())),
            at_work: Set(9),
            came_home: Set(4),
            raised_at: Set(self.now()),
            handled_by: Set(None),
            handled_at: Set(None),
            note: Set(String::new()),
        };
        row.insert(self.app.core.db.reader()).await.expect("a row").id
    }

    /// A case of a person that staff opened.
    pub async fn case(&self, worker: Uuid, placement: Option<Uuid>) -> Uuid {
        let input = CaseInput {
            worker_id: worker,
            placement_id: placement,
            follow_up_id: None,
            kind: entity::codes::CaseKind::Wages,
            what: "上个月的工资没发".into(),
            amount_yuan: Some(4_300),
            period: "10 月".into(),
            take: false,
        };
        let mut unit = self.unit().await;
        let id = cases::open(&mut unit, input).await.expect("a case");
        unit.commit().await.expect("committed");
        id
    }

    /// The case as it stands.
    pub async fn case_row(&self, id: Uuid) -> care_case::Model {
        care_case::Entity::find_by_id(id)
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("a case")
    }

    /// The case as a step wants it.
    pub async fn case_step(&self, id: Uuid) -> Step {
        Step {
            id,
            version: self.case_row(id).await.version,
        }
    }
}
