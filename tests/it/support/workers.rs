//! Workers for tests: made-up people with numbers of a region that does not exist.

use chrono::NaiveDate;
use entity::codes::{ConsentScope, ConsentWay, PhoneOwner, PhoneState, StatusSource, WorkerOrigin};
use labour_bridge::domain::checks::id_number::{IdNumber, Sex};
use labour_bridge::domain::clock;
use labour_bridge::domain::workers::{self, ConsentInput, IntentInput, PhoneInput, Registration};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::app::TestApp;

/// A village of the test township.
pub const VILLAGE: &str = "620802103204";
/// Another one.
pub const OTHER_VILLAGE: &str = "620802103212";

/// The identity number of the made-up woman `seed`, born in 1974.
pub fn number(seed: u64) -> String {
    let birth = NaiveDate::from_ymd_opt(1974, 3, 12).expect("a day");
    IdNumber::synthetic(seed, Sex::Female, birth).expose().to_owned()
}

/// The made-up phone `seed`.
pub fn phone(seed: u64) -> String {
    format!("1990010{seed:04}")
}

impl TestApp {
    /// What a registration of the made-up woman `seed` holds.
    pub fn registration(&self, seed: u64, name: &str, place: &str) -> Registration {
        let today = clock::day_of(self.now());
        let consent = |scope| ConsentInput {
            scope,
            employer: None,
            way: ConsentWay::Signed,
            witness: format!("A-{seed}"),
        };
        Registration {
            id_number: Some(Zeroizing::new(number(seed))),
            phones: vec![PhoneInput {
                number: workers::read_mobile("phone", &phone(seed)).expect("a phone"),
                owner: PhoneOwner::Worker,
                state: PhoneState::Reachable,
            }],
            intent: Some(IntentInput::open(today, StatusSource::Worker)),
            consents: vec![consent(ConsentScope::Register), consent(ConsentScope::Match)],
            ..Registration::new(WorkerOrigin::Registered, name, place, today, StatusSource::Liaison)
        }
    }

    /// A registered worker with number, phone, wishes and consents.
    pub async fn worker(&self, seed: u64, name: &str, place: &str) -> Uuid {
        let mut unit = self.unit().await;
        let id = workers::register(&mut unit, self.registration(seed, name, place))
            .await
            .expect("a worker");
        unit.commit().await.expect("committed");
        id
    }

    /// A registered worker whose identity number nobody knows.
    pub async fn worker_without_number(&self, name: &str, place: &str) -> Uuid {
        let mut unit = self.unit().await;
        let today = clock::day_of(self.now());
        let input = Registration::new(WorkerOrigin::SignUp, name, place, today, StatusSource::Worker);
        let id = workers::register(&mut unit, input).await.expect("a worker");
        unit.commit().await.expect("committed");
        id
    }
}
