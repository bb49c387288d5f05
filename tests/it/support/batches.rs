//! Transfers for tests: planned, with people, on the way, handed over.

use chrono::{Duration, NaiveDate};
use entity::codes::{BatchMode, RollKind};
use entity::{batch, hand_over, passenger, roll_mark};
use labour_bridge::domain::batches::state::Step;
use labour_bridge::domain::batches::{
    self, Added, BatchInput, HandOverInput, Mark, MarkResult, PassengerInput, Pick, PointInput, StepInput, VehicleInput,
};
use labour_bridge::domain::error::Result;
use labour_bridge::domain::{files, workers};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::app::TestApp;
use super::employers::PDF;

/// A transfer that is over, and what it has.
pub struct Ride {
    pub batch: Uuid,
    pub vehicle: Uuid,
    pub point: Uuid,
    pub passenger: Uuid,
    pub list: Uuid,
}

/// A lawful plan that leaves in an hour.
pub fn input(app: &TestApp, number: &str) -> BatchInput {
    BatchInput {
        number: number.into(),
        mode: BatchMode::Coach,
        from_code: "620802".into(),
        from_place: "汽车东站".into(),
        to_code: "120103".into(),
        to_place: "人力资源市场".into(),
        departs_at: app.now() + Duration::hours(1),
        arrives_at: app.now() + Duration::hours(23),
        leader_id: None,
        leader_name: "马建国".into(),
        leader_phone: "19900008800".into(),
        meeting_name: "刘文静".into(),
        meeting_phone: "19900008811".into(),
        cost_yuan: None,
        payer: String::new(),
        insurance_note: String::new(),
    }
}

impl TestApp {
    /// A transfer as it stands.
    pub async fn batch(&self, id: Uuid) -> batch::Model {
        let found = batch::Entity::find_by_id(id).one(self.app.core.db.reader()).await;
        found.expect("an answer").expect("the transfer")
    }

    /// A transfer whose list is open, with one coach of so many seats.
    pub async fn collecting(&self, number: &str, seats: i32) -> Uuid {
        let mut unit = self.unit().await;
        let id = batches::plan(&mut unit, input(self, number)).await.expect("planned");
        unit.commit().await.expect("committed");
        self.coach(id, seats).await;
        self.batch_step(id, Step::Collect).await.expect("collecting");
        id
    }

    /// A coach of so many seats.
    pub async fn coach(&self, batch: Uuid, seats: i32) -> Uuid {
        let mut unit = self.unit().await;
        let vehicle = VehicleInput {
            plate: "甘L36688".into(),
            seats,
            ..VehicleInput::default()
        };
        let id = batches::add_vehicle(&mut unit, batch, &vehicle).await.expect("a coach");
        unit.commit().await.expect("committed");
        id
    }

    /// Take a step.
    pub async fn batch_step(&self, id: Uuid, step: Step) -> Result<()> {
        let version = self.batch(id).await.version;
        let mut unit = self.unit().await;
        let input = StepInput {
            reason: "大雪封路".into(),
            at: None,
        };
        batches::step(&mut unit, id, version, step, input).await?;
        unit.commit().await
    }

    /// A person who was hired for a post, not on any list: the application.
    pub async fn ready(&self, seed: u64, name: &str, post: Uuid) -> Uuid {
        let application = self.applicant(seed, name, post).await;
        self.hired(application).await;
        application
    }

    /// Put somebody on the list.
    pub async fn aboard(&self, batch: Uuid, pick: Pick) -> Result<Added> {
        let mut unit = self.unit().await;
        let added = batches::add(&mut unit, batch, &[pick], None).await?;
        unit.commit().await?;
        Ok(added)
    }

    /// The people of a transfer, in the order in which they were added.
    pub async fn passengers(&self, batch: Uuid) -> Vec<passenger::Model> {
        passenger::Entity::find()
            .filter(passenger::Column::BatchId.eq(batch))
            .order_by_asc(passenger::Column::AddedAt)
            .order_by_asc(passenger::Column::Id)
            .all(self.app.core.db.reader())
            .await
            .expect("people")
    }

    /// The marks of a transfer.
    pub async fn roll_marks(&self, batch: Uuid) -> Vec<roll_mark::Model> {
        roll_mark::Entity::find()
            .filter(roll_mark::Column::BatchId.eq(batch))
            .all(self.app.core.db.reader())
            .await
            .expect("marks")
    }

    /// Mark somebody at a roll call.
    pub async fn marked(&self, batch: Uuid, kind: RollKind, passenger: Uuid, present: bool) -> MarkResult {
        let mut unit = self.unit().await;
        let mark = Mark {
            id: Uuid::new_v4(),
            passenger,
            present,
            at: self.now(),
            device: "a1b2c3d4".into(),
        };
        let mut results = batches::deliver(&mut unit, batch, kind, vec![mark])
            .await
            .expect("taken");
        unit.commit().await.expect("committed");
        results.pop().expect("an answer")
    }

    /// Lock the list, call the roll, leave, arrive, call the roll again: everybody is there.
    pub async fn arrives(&self, batch: Uuid) {
        self.batch_step(batch, Step::Lock).await.expect("locked");
        for one in self.passengers(batch).await {
            self.marked(batch, RollKind::Departure, one.id, true).await;
        }
        self.batch_step(batch, Step::Depart).await.expect("left");
        self.pass(Duration::hours(22));
        self.batch_step(batch, Step::Arrive).await.expect("there");
        for one in self.passengers(batch).await {
            self.marked(batch, RollKind::Arrival, one.id, true).await;
        }
    }

    /// The employer signs.
    pub async fn signs(&self, batch: Uuid, employer: Uuid, on: NaiveDate) -> Result<usize> {
        let file = files::inspect(PDF.to_vec()).await.expect("a file");
        let mut unit = self.unit().await;
        let input = HandOverInput {
            contact_name: "赵经理".into(),
            signed_on: on,
            file,
        };
        let people = batches::hand_over(&mut unit, batch, employer, input).await?;
        unit.commit().await?;
        Ok(people)
    }

    /// A transfer that brought somebody back to a job and was signed for. The clock stands where it stood.
    pub async fn finished_ride(&self, job: Uuid, firm: Uuid) -> Ride {
        let batch = self.collecting("点对点2026-01", 20).await;
        let vehicle = self.coach(batch, 5).await;
        let mut unit = self.unit().await;
        let point = PointInput {
            place_code: "620802103".into(),
            address: "镇政府门口".into(),
            at: self.now(),
        };
        let point = batches::add_point(&mut unit, batch, &point).await.expect("a point");
        unit.commit().await.expect("committed");
        self.aboard(batch, Pick::Back(job)).await.expect("on the list");
        let passenger = self.passengers(batch).await[0].clone();
        let mut unit = self.unit().await;
        let input = PassengerInput {
            contact_name: "赵桂香".into(),
            contact_phone: Some(workers::read_mobile("phone", "19900100777").expect("a phone")),
            ..PassengerInput::default()
        };
        batches::change_passenger(&mut unit, batch, passenger.id, 1, input)
            .await
            .expect("changed");
        unit.commit().await.expect("committed");
        self.batch_step(batch, Step::Lock).await.expect("locked");
        self.marked(batch, RollKind::Departure, passenger.id, true).await;
        self.batch_step(batch, Step::Depart).await.expect("left");
        self.batch_step(batch, Step::Arrive).await.expect("there");
        self.marked(batch, RollKind::Arrival, passenger.id, true).await;
        self.signs(batch, firm, self.today()).await.expect("signed");
        let list = hand_over::Entity::find().filter(hand_over::Column::BatchId.eq(batch));
        let list = list
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("a list");
        Ride {
            batch,
            vehicle,
            point,
            passenger: passenger.id,
            list: list.id,
        }
    }
}
