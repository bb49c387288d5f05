//! Applications for tests: a firm with a post, people who agreed to it, and the steps in between.

use entity::codes::{ConsentWay, EmployerState, EvidenceKind};
use entity::{application, state_move};
use labour_bridge::domain::applications::{self, ArrivalInput, ConsentGiven, RecommendInput, Step};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::app::TestApp;
use super::vacancies::canteen;
use super::workers::VILLAGE;

/// A firm and its public post.
pub struct Firm {
    pub id: Uuid,
    pub post: Uuid,
}

/// A recommendation of a person who agrees to it.
pub fn recommendation(worker_id: Uuid, vacancy_id: Uuid) -> RecommendInput {
    RecommendInput {
        worker_id,
        vacancy_id,
        assessment: None,
        overrides: Vec::new(),
        override_reason: String::new(),
        consent: Some(ConsentGiven {
            way: ConsentWay::Voice,
            witness: "王芳".into(),
        }),
        note: String::new(),
    }
}

impl TestApp {
    /// A verified firm with a post for so many people.
    pub async fn firm(&self, name: &str, headcount: i32) -> Firm {
        let id = self.employer_in(name, EmployerState::Verified).await;
        let mut input = canteen(self.today());
        input.headcount = headcount;
        Firm {
            id,
            post: self.published(id, input).await,
        }
    }

    /// A person whose application is with the employer.
    pub async fn recommended(&self, worker: Uuid, post: Uuid) -> Uuid {
        let mut unit = self.unit().await;
        let outcomes = applications::recommend(&mut unit, vec![recommendation(worker, post)])
            .await
            .expect("an answer");
        unit.commit().await.expect("committed");
        outcomes[0].result.expect("recommended")
    }

    /// A new person whose application is with the employer.
    pub async fn applicant(&self, seed: u64, name: &str, post: Uuid) -> Uuid {
        let worker = self.worker(seed, name, VILLAGE).await;
        self.recommended(worker, post).await
    }

    /// The application as it stands.
    pub async fn application(&self, id: Uuid) -> application::Model {
        application::Entity::find_by_id(id)
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("a row")
    }

    /// The application as a step wants it.
    pub async fn step(&self, id: Uuid) -> Step {
        Step {
            id,
            version: self.application(id).await.version,
        }
    }

    /// How many steps are written down for something.
    pub async fn steps_of(&self, id: Uuid) -> u64 {
        let rows = state_move::Entity::find().filter(state_move::Column::SubjectId.eq(id));
        rows.count(self.app.core.db.reader()).await.expect("a count")
    }

    /// Hire.
    pub async fn hired(&self, id: Uuid) {
        let step = self.step(id).await;
        let mut unit = self.unit().await;
        applications::hire(&mut unit, step).await.expect("hired");
        unit.commit().await.expect("committed");
    }

    /// Confirm the arrival today and return the placement.
    pub async fn arrived(&self, id: Uuid) -> Uuid {
        let step = self.step(id).await;
        let mut unit = self.unit().await;
        let placement = applications::arrive(&mut unit, step, self.arrival())
            .await
            .expect("arrived");
        unit.commit().await.expect("committed");
        placement
    }

    /// An arrival today, confirmed by the employer.
    pub fn arrival(&self) -> ArrivalInput {
        ArrivalInput {
            on: self.today(),
            proof: EvidenceKind::EmployerConfirmed,
            proof_note: "赵经理电话".into(),
            file: None,
            pay_month_yuan: Some(4_300),
            contract: None,
            insurance: None,
            full_time: true,
        }
    }
}
