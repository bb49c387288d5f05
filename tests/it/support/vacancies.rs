//! Posts and their employers for tests.

use chrono::{Days, NaiveDate};
use entity::codes::{Contract, EmployerKind, EmployerState, Insurance, PayForm, Provision, Shift, Term};
use entity::{employer, vacancy};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::clock;
use labour_bridge::domain::vacancies::{self, VacancyInput};
use sea_orm::{ActiveModelTrait as _, Set};
use uuid::Uuid;

use super::app::TestApp;

/// A lawful post that pays 20.5 yuan an hour, shown for thirty days.
pub fn canteen(today: NaiveDate) -> VacancyInput {
    VacancyInput {
        title: "社区食堂帮厨".into(),
        occupation_code: "4-03-02-05".into(),
        description: "摘菜、切配、洗碗，给各楼层送餐。".into(),
        headcount: 2,
        place_code: "120103".into(),
        address: "陈塘庄街道春晓里12号".into(),
        pay_form: PayForm::Month,
        pay_min_yuan: 4_264,
        pay_max_yuan: 4_472,
        hours_per_month: Some(208),
        rest_days: Some(4),
        base_pay_yuan: None,
        piece_note: String::new(),
        pay_day: Some(15),
        probation_note: String::new(),
        deduction_note: String::new(),
        lodging: Provision::Provided,
        lodging_note: String::new(),
        people_per_room: Some(4),
        couple_room: false,
        meals: Provision::Provided,
        meals_note: String::new(),
        halal_meals: true,
        shuttle: false,
        fare_refund: false,
        shift: Shift::Day,
        hours_per_day: Some(8),
        demands: Vec::new(),
        contract: Contract::Labour,
        insurance: Insurance::Five,
        education: None,
        certificate: None,
        age_min: Some(18),
        age_max: None,
        condition_reason: String::new(),
        start_date: None,
        term: Term::Long,
        term_months: None,
        valid_until: today.checked_add_days(Days::new(30)).expect("a day"),
        contact_name: "刘淑敏".into(),
        contact_phone: "19900200001".into(),
    }
}

impl TestApp {
    /// The Beijing day of the clock.
    pub fn today(&self) -> NaiveDate {
        clock::day_of(self.now())
    }

    /// An employer in a state, checked until five months from now.
    pub async fn employer_in(&self, name: &str, state: EmployerState) -> Uuid {
        let id = Uuid::new_v4();
        employer::ActiveModel {
            id: Set(id),
            version: Set(1),
            name: Set(name.to_owned()),
            credit_code: Set(None),
            kind: Set(EmployerKind::Enterprise),
            region_code: Set("120103".into()),
            address: Set("陈塘庄街道春晓里12号".into()),
            industry: Set("62".into()),
            size: Set(None),
            legal_representative: Set("郑玉兰".into()),
            contact_name: Set("刘淑敏".into()),
            contact_phone: Set("19900200001".into()),
            agency_licence: Set(String::new()),
            agency_licence_until: Set(None),
            state: Set(state),
            state_reason: Set(String::new()),
            verified_at: Set(Some(self.now())),
            verified_by: Set(None),
            verified_until: Set(self.today().checked_add_days(Days::new(150))),
            source: Set(String::new()),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
        }
        .insert(self.app.core.db.reader())
        .await
        .expect("an employer");
        id
    }

    /// A verified employer.
    pub async fn verified_firm(&self, name: &str) -> Uuid {
        self.employer_in(name, EmployerState::Verified).await
    }

    /// A draft.
    pub async fn draft(&self, employer: Uuid, input: VacancyInput) -> Uuid {
        let mut unit = self.unit().await;
        let id = vacancies::draft(&mut unit, employer, input).await.expect("a draft");
        unit.commit().await.expect("committed");
        id
    }

    /// A public post.
    pub async fn published(&self, employer: Uuid, input: VacancyInput) -> Uuid {
        let id = self.draft(employer, input).await;
        let mut unit = self.unit().await;
        vacancies::submit(&mut unit, id, 1).await.expect("handed in");
        vacancies::publish(&mut unit, id, 2).await.expect("public");
        unit.commit().await.expect("committed");
        id
    }

    /// A post as it stands.
    pub async fn post(&self, id: Uuid) -> vacancy::Model {
        vacancies::by_id(self.app.core.db.reader(), &Actor::System, id).await.expect("the post")
    }
}

impl TestApp {
    /// The account of a login as somebody who acts.
    pub async fn actor(&self, login: &str) -> Actor {
        use entity::account;
        use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
        let account = account::Entity::find()
            .filter(account::Column::Login.eq(login))
            .one(self.app.core.db.reader())
            .await
            .expect("accounts")
            .expect("the account");
        Actor::Person(Box::new(labour_bridge::domain::actor::Person {
            account_id: Some(account.id),
            name: account.name,
            role: account.role,
            region_code: account.region_code,
            employer_id: account.employer_id,
        }))
    }
}
