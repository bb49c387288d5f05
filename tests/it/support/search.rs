//! Posts that are public, and the feeder run by hand, so that no test waits for it.

use chrono::{Duration, NaiveDate};
use entity::codes::{
    Contract, EmployerKind, EmployerState, Insurance, PayForm, Provision, Shift, StatusSource, Subject, Term,
    VacancyState, WorkerOrigin, WorkerStatus,
};
use entity::{employer, vacancy, worker};
use labour_bridge::domain::clock;
use labour_bridge::search::Kind;
use labour_bridge::search::feeder::{Differences, Fed, Feeder};
use labour_bridge::search::service::Search;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, Set};
use uuid::Uuid;

use super::app::TestApp;

impl TestApp {
    /// Bring the app's index up to date.
    pub async fn feed(&self) -> Fed {
        self.feeder(&self.app.search).feed().await.expect("fed")
    }

    /// A feeder of some index.
    pub fn feeder(&self, search: &Search) -> Feeder {
        Feeder::new(&self.app.core, search.clone())
    }

    /// What differs between the database and some index.
    pub async fn differences(&self, search: &Search) -> [Differences; 2] {
        let feeder = self.feeder(search);
        [
            feeder.compare(Kind::Vacancy).await.expect("compared"),
            feeder.compare(Kind::Worker).await.expect("compared"),
        ]
    }

    fn day(&self) -> NaiveDate {
        clock::day_of(self.now())
    }

    /// A verified employer.
    pub async fn board_employer(&self, name: &str) -> Uuid {
        let id = Uuid::new_v4();
        let unit = self.unit().await;
        let row = employer::ActiveModel {
            id: Set(id),
            version: Set(1),
            name: Set(name.to_owned()),
            credit_code: Set(None),
            kind: Set(EmployerKind::Enterprise),
            region_code: Set("120103".to_owned()),
            address: Set(String::new()),
            industry: Set("O".to_owned()),
            size: Set(None),
            legal_representative: Set("马建国".to_owned()),
            contact_name: Set(String::new()),
            contact_phone: Set(String::new()),
            agency_licence: Set(String::new()),
            agency_licence_until: Set(None),
            state: Set(EmployerState::Verified),
            state_reason: Set(String::new()),
            verified_at: Set(Some(self.now() - Duration::days(30))),
            verified_by: Set(None),
            verified_until: Set(Some(self.day() + Duration::days(150))),
            source: Set(String::new()),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
        };
        row.insert(unit.tx()).await.expect("an employer");
        unit.commit().await.expect("committed");
        id
    }

    /// Change an employer and announce it.
    pub async fn board_change_employer(&self, id: Uuid, change: impl FnOnce(&mut employer::ActiveModel)) {
        let mut unit = self.unit().await;
        let mut row = employer::Entity::find_by_id(id)
            .one(unit.tx())
            .await
            .expect("a row")
            .expect("an employer")
            .into_active_model();
        change(&mut row);
        row.update(unit.tx()).await.expect("changed");
        unit.announce(Subject::Employer, id);
        unit.commit().await.expect("committed");
    }

    /// A published post: a welder's in 河西区 with bed and food, unless `change` says otherwise. Announced, not fed.
    pub async fn board_post(
        &self,
        employer: Uuid,
        title: &str,
        change: impl FnOnce(&mut vacancy::ActiveModel),
    ) -> Uuid {
        let id = Uuid::new_v4();
        let mut unit = self.unit().await;
        let mut row = vacancy::ActiveModel {
            id: Set(id),
            version: Set(1),
            employer_id: Set(employer),
            reference: Set(String::new()),
            source: Set(String::new()),
            title: Set(title.to_owned()),
            occupation_code: Set("6-18-02-04".to_owned()),
            description: Set("车间里干活，师傅带。".to_owned()),
            headcount: Set(5),
            filled: Set(2),
            place_code: Set("120103".to_owned()),
            address: Set("洞庭路 1 号".to_owned()),
            pay_form: Set(PayForm::Month),
            pay_min_yuan: Set(5_200),
            pay_max_yuan: Set(6_400),
            hours_per_month: Set(Some(234)),
            rest_days: Set(Some(4)),
            base_pay_yuan: Set(Some(3_000)),
            pay_day: Set(Some(15)),
            couple_room: Set(false),
            lodging: Set(Provision::Provided),
            meals: Set(Provision::Provided),
            halal_meals: Set(false),
            shuttle: Set(false),
            fare_refund: Set(false),
            shift: Set(Shift::Day),
            contract: Set(Contract::Labour),
            insurance: Set(Insurance::Five),
            term: Set(Term::Long),
            valid_until: Set(self.day() + Duration::days(30)),
            contact_name: Set("王主任".to_owned()),
            contact_phone: Set("19900001234".to_owned()),
            state: Set(VacancyState::Published),
            state_since: Set(self.now()),
            published_at: Set(Some(self.now())),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            ..blank()
        };
        change(&mut row);
        row.insert(unit.tx()).await.expect("a post");
        unit.announce(Subject::Vacancy, id);
        unit.commit().await.expect("committed");
        id
    }

    /// Change a post; `announce` says whether the outbox hears of it.
    pub async fn board_change(&self, id: Uuid, announce: bool, change: impl FnOnce(&mut vacancy::ActiveModel)) {
        let mut unit = self.unit().await;
        let mut row = vacancy::Entity::find_by_id(id)
            .one(unit.tx())
            .await
            .expect("a row")
            .expect("a post")
            .into_active_model();
        change(&mut row);
        row.update(unit.tx()).await.expect("changed");
        if announce {
            unit.announce(Subject::Vacancy, id);
        }
        unit.commit().await.expect("committed");
    }

    /// A worker who agreed to be matched, announced.
    pub async fn board_worker(&self, name: &str, change: impl FnOnce(&mut worker::ActiveModel)) -> Uuid {
        let id = Uuid::new_v4();
        let mut unit = self.unit().await;
        let mut row = worker::ActiveModel {
            id: Set(id),
            version: Set(1),
            id_number_cipher: Set(None),
            id_number_index: Set(None),
            id_number_last4: Set(Some("1224".to_owned())),
            name: Set(name.to_owned()),
            name_keys: Set(String::new()),
            sex: Set(None),
            birth_date: Set(None),
            region_code: Set("620802103204".to_owned()),
            education: Set(None),
            labour_ability: Set(None),
            limits: Set("no_dust".to_owned()),
            care_duty: Set(false),
            halal_wanted: Set(false),
            status: Set(WorkerStatus::Seeking),
            status_as_of: Set(self.day()),
            status_source: Set(StatusSource::Liaison),
            matchable: Set(true),
            origin: Set(WorkerOrigin::Registered),
            note: Set("哮喘".to_owned()),
            registered_by: Set(None),
            merged_into: Set(None),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
        };
        change(&mut row);
        row.insert(unit.tx()).await.expect("a worker");
        unit.announce(Subject::Worker, id);
        unit.commit().await.expect("committed");
        id
    }
}

/// What a post leaves open.
fn blank() -> vacancy::ActiveModel {
    vacancy::ActiveModel {
        piece_note: Set(String::new()),
        probation_note: Set(String::new()),
        deduction_note: Set(String::new()),
        lodging_note: Set(String::new()),
        people_per_room: Set(None),
        meals_note: Set(String::new()),
        hours_per_day: Set(None),
        demands: Set(String::new()),
        education: Set(None),
        certificate: Set(None),
        age_min: Set(None),
        age_max: Set(None),
        condition_reason: Set(String::new()),
        start_date: Set(None),
        term_months: Set(None),
        created_by: Set(None),
        ..Default::default()
    }
}
