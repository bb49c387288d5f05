//! People, firms and posts that matching can judge, put straight into the tables. All of them are made up.

use axum::http::header;
use chrono::{Days, NaiveDate};
use entity::codes::{
    Contract, EmployerKind, EmployerState, Insurance, Origin, PayForm, PlacementKind, PlacementState, Provision, Role,
    Shift, SkillLevel, StatusSource, Subject, Term, VacancyState, WorkerOrigin, WorkerStatus,
};
use entity::{employer, placement, vacancy, worker, worker_certificate, worker_intent, worker_skill};
use labour_bridge::domain::accounts::{self, NewToken};
use labour_bridge::domain::clock;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::json;
use uuid::Uuid;

use super::app::TestApp;
use super::client::Client;
use super::people::TOWNSHIP;

pub const WELDER: &str = "6-18-02-04";
/// A trade of the welder's small group.
pub const LIKE_WELDER: &str = "6-18-02-05";
pub const VILLAGE: &str = "620802103204";
pub const HEXI: &str = "120103";

/// A worker and the rows around the record.
pub struct Made {
    pub worker: worker::Model,
    pub intent: worker_intent::Model,
    /// Trade and years.
    pub skills: Vec<(&'static str, i32)>,
    /// Keys of certificates.
    pub certificates: Vec<&'static str>,
}

impl Made {
    /// A man of 40 who looks for a welder's post in Tianjin, without experience, certificate or further wishes.
    fn new(app: &TestApp, number: u128, name: &str) -> Self {
        let (id, today) = (Uuid::from_u128(number), clock::day_of(app.now()));
        let worker = worker::Model {
            id,
            version: 1,
            id_number_cipher: None,
            id_number_index: None,
            id_number_last4: None,
            name: name.to_owned(),
            name_keys: String::new(),
            sex: Some(entity::codes::Sex::Male),
            birth_date: NaiveDate::from_ymd_opt(1986, 5, 1),
            region_code: format!("{TOWNSHIP}201"),
            education: Some(entity::codes::Education::Junior),
            labour_ability: None,
            limits: String::new(),
            care_duty: false,
            halal_wanted: false,
            status: WorkerStatus::Seeking,
            status_as_of: today,
            status_source: StatusSource::Liaison,
            matchable: true,
            origin: WorkerOrigin::Registered,
            note: String::new(),
            registered_by: None,
            merged_into: None,
            created_at: app.now(),
            updated_at: app.now(),
        };
        let intent = worker_intent::Model {
            worker_id: id,
            kinds: "away".into(),
            places: "120000".into(),
            trades: WELDER.into(),
            pay_min_yuan: Some(6_000),
            lodging_required: false,
            meals_wanted: false,
            night_shift_ok: true,
            near_home_only: false,
            with_spouse: false,
            earliest_date: None,
            stay_months: None,
            training_wish: String::new(),
            stated_on: today,
            source: StatusSource::Liaison,
            expires_on: today + Days::new(90),
            recorded_by: None,
        };
        Self {
            worker,
            intent,
            skills: Vec::new(),
            certificates: vec!["welding"],
        }
    }
}

impl TestApp {
    /// Put a worker in. `number` becomes the id, so that tests know the order of equals.
    pub async fn put_worker(&self, number: u128, name: &str, change: impl FnOnce(&mut Made)) -> Uuid {
        let mut made = Made::new(self, number, name);
        change(&mut made);
        let mut unit = self.unit().await;
        let id = made.worker.id;
        made.worker
            .into_active_model()
            .reset_all()
            .insert(unit.tx())
            .await
            .expect("a worker");
        made.intent
            .into_active_model()
            .reset_all()
            .insert(unit.tx())
            .await
            .expect("wishes");
        for (trade, years) in made.skills {
            let row = worker_skill::Model {
                id: Uuid::new_v4(),
                worker_id: id,
                occupation_code: trade.to_owned(),
                years,
                level: SkillLevel::None,
            };
            row.into_active_model()
                .reset_all()
                .insert(unit.tx())
                .await
                .expect("a skill");
        }
        for kind in made.certificates {
            let row = worker_certificate::Model {
                id: Uuid::new_v4(),
                worker_id: id,
                kind: kind.to_owned(),
                number: String::new(),
                issued_on: None,
                expires_on: None,
            };
            row.into_active_model()
                .reset_all()
                .insert(unit.tx())
                .await
                .expect("a certificate");
        }
        unit.announce(Subject::Worker, id);
        unit.commit().await.expect("committed");
        id
    }

    /// Change a worker who is in.
    pub async fn change_worker(&self, change: worker::ActiveModel) {
        let mut unit = self.unit().await;
        let row = change.update(unit.tx()).await.expect("changed");
        unit.announce(Subject::Worker, row.id);
        unit.commit().await.expect("committed");
    }

    /// Put a verified employer of 河西区 in.
    pub async fn put_employer(&self, number: u128, name: &str) -> Uuid {
        let unit = self.unit().await;
        let row = employer::Model {
            id: Uuid::from_u128(number),
            version: 1,
            name: name.to_owned(),
            credit_code: None,
            kind: EmployerKind::Enterprise,
            region_code: HEXI.into(),
            address: "大沽南路 1 号".into(),
            industry: "C33".into(),
            size: None,
            legal_representative: "周建国".into(),
            contact_name: "李敏".into(),
            contact_phone: "19900008801".into(),
            agency_licence: String::new(),
            agency_licence_until: None,
            state: EmployerState::Verified,
            state_reason: String::new(),
            verified_at: Some(self.now()),
            verified_by: None,
            verified_until: Some(clock::day_of(self.now()) + Days::new(180)),
            source: String::new(),
            created_at: self.now(),
            updated_at: self.now(),
        };
        let id = row.id;
        row.into_active_model()
            .reset_all()
            .insert(unit.tx())
            .await
            .expect("an employer");
        unit.commit().await.expect("committed");
        id
    }

    /// Put a published welder's post in: 6,500 to 8,000 yuan for 208 hours by day, bed and meals.
    pub async fn put_vacancy(
        &self,
        number: u128,
        employer: Uuid,
        title: &str,
        change: impl FnOnce(&mut vacancy::Model),
    ) -> Uuid {
        let mut row = welding(self, number, employer, title);
        change(&mut row);
        let mut unit = self.unit().await;
        let id = row.id;
        row.into_active_model()
            .reset_all()
            .insert(unit.tx())
            .await
            .expect("a vacancy");
        unit.announce(Subject::Vacancy, id);
        unit.commit().await.expect("committed");
        id
    }

    /// Put a placement in that began so many days ago, and ended after so many.
    pub async fn put_placement(&self, worker: Uuid, employer: Uuid, began: u64, lasted: Option<u64>) {
        let unit = self.unit().await;
        let started = clock::day_of(self.now()) - Days::new(began);
        let row = placement::Model {
            id: Uuid::new_v4(),
            version: 1,
            worker_id: worker,
            home_code: "620802103204".into(),
            kind: PlacementKind::PairedEast,
            full_time: true,
            employer_id: Some(employer),
            vacancy_id: None,
            application_id: None,
            employer_name: String::new(),
            place_code: HEXI.into(),
            occupation_code: WELDER.into(),
            industry: String::new(),
            pay_month_yuan: None,
            offer: json!({}),
            workshop_id: None,
            contract_months: None,
            contract: None,
            insurance: None,
            origin: Origin::Station,
            started_on: started,
            ended_on: lasted.map(|days| started + Days::new(days)),
            end_reason: None,
            previous_id: None,
            state: if lasted.is_some() {
                PlacementState::Left
            } else {
                PlacementState::OnPost
            },
            verified_by: None,
            verified_at: None,
            created_by: None,
            created_at: self.now(),
        };
        row.into_active_model()
            .reset_all()
            .insert(unit.tx())
            .await
            .expect("a placement");
        unit.commit().await.expect("committed");
    }

    /// A program with a token.
    pub async fn program(&self, role: Role, region: Option<&str>) -> Client {
        let unit = self.unit().await;
        let new = NewToken {
            name: "matcher".into(),
            role,
            region_code: region.map(str::to_owned),
            days: None,
        };
        let token = accounts::create_token(&unit, new).await.expect("a token");
        unit.commit().await.expect("committed");
        self.visitor()
            .with_header(header::AUTHORIZATION.as_str(), &format!("Bearer {token}"))
    }
}

fn welding(app: &TestApp, number: u128, employer: Uuid, title: &str) -> vacancy::Model {
    let today = clock::day_of(app.now());
    vacancy::Model {
        id: Uuid::from_u128(number),
        version: 1,
        employer_id: employer,
        reference: String::new(),
        source: String::new(),
        title: title.to_owned(),
        occupation_code: WELDER.into(),
        description: "焊钢结构件。".into(),
        headcount: 10,
        filled: 0,
        place_code: HEXI.into(),
        address: String::new(),
        pay_form: PayForm::Month,
        pay_min_yuan: 6_500,
        pay_max_yuan: 8_000,
        hours_per_month: Some(208),
        rest_days: Some(4),
        base_pay_yuan: None,
        piece_note: String::new(),
        pay_day: Some(15),
        probation_note: String::new(),
        deduction_note: String::new(),
        lodging: Provision::Provided,
        lodging_note: String::new(),
        people_per_room: None,
        couple_room: false,
        meals: Provision::Provided,
        meals_note: String::new(),
        halal_meals: false,
        shuttle: false,
        fare_refund: false,
        shift: Shift::Day,
        hours_per_day: Some(8),
        demands: String::new(),
        contract: Contract::Labour,
        insurance: Insurance::Five,
        education: None,
        certificate: None,
        age_min: None,
        age_max: None,
        condition_reason: String::new(),
        start_date: None,
        term: Term::Long,
        term_months: None,
        valid_until: today + Days::new(30),
        contact_name: "李敏".into(),
        contact_phone: "19900008801".into(),
        state: VacancyState::Published,
        state_since: app.now(),
        published_at: Some(app.now()),
        created_by: None,
        created_at: app.now(),
        updated_at: app.now(),
    }
}
