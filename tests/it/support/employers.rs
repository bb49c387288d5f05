//! Employers of the tests: made up, with codes of a region that is not in use.

use std::io::Cursor;
use std::sync::atomic::{AtomicU64, Ordering};

use entity::codes::{Contract, Insurance, PayForm, Provision, Shift, Term, VacancyState};
use entity::codes::{EmployerKind, PaperKind, PaperVerdict};
use entity::{employer, vacancy};
use image::{ImageFormat, RgbImage};
use labour_bridge::domain::checks::credit_code::{CodeKind, CreditCode};
use labour_bridge::domain::employers::{self, EmployerInput};
use labour_bridge::domain::files;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use uuid::Uuid;

use super::app::TestApp;

static SEED: AtomicU64 = AtomicU64::new(1);

/// A PDF of one empty page.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// A picture of a licence, as far as a test cares.
pub fn picture(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(48, 32, image::Rgb([180, 40, 40]))
        .write_to(&mut bytes, format)
        .expect("a picture");
    bytes.into_inner()
}

/// A credit code that no other employer of the test has.
pub fn credit_code() -> String {
    CreditCode::synthetic(SEED.fetch_add(1, Ordering::Relaxed), CodeKind::Enterprise)
        .as_str()
        .to_owned()
}

/// All that is asked of an employer.
pub fn input(name: &str) -> EmployerInput {
    EmployerInput {
        name: name.to_owned(),
        credit_code: credit_code(),
        kind: EmployerKind::Enterprise,
        region_code: "120103".into(),
        address: "桃源里 1 号".into(),
        industry: "Q".into(),
        size: None,
        legal_representative: "李兰".into(),
        contact_name: "赵经理".into(),
        contact_phone: "19900008801".into(),
        agency_licence: String::new(),
        agency_licence_until: None,
    }
}

impl TestApp {
    /// A registered employer.
    pub async fn employer(&self, name: &str) -> Uuid {
        let unit = self.unit().await;
        let id = employers::register(&unit, input(name)).await.expect("an employer");
        unit.commit().await.expect("committed");
        id
    }

    /// The row as it stands.
    pub async fn employer_row(&self, id: Uuid) -> employer::Model {
        employer::Entity::find_by_id(id)
            .one(self.app.core.db.reader())
            .await
            .expect("a query")
            .expect("the employer")
    }

    /// A paper that waits to be examined.
    pub async fn paper(&self, employer: Uuid, kind: PaperKind) -> Uuid {
        let file = files::inspect(PDF.to_vec()).await.expect("a file");
        let mut unit = self.unit().await;
        let id = employers::add_paper(&mut unit, employer, kind, file)
            .await
            .expect("a paper");
        unit.commit().await.expect("committed");
        id
    }

    /// The four papers, accepted.
    pub async fn accepted_papers(&self, employer: Uuid) {
        for kind in [
            PaperKind::Licence,
            PaperKind::Brief,
            PaperKind::AgentId,
            PaperKind::Mandate,
        ] {
            let paper = self.paper(employer, kind).await;
            let mut unit = self.unit().await;
            employers::examine_paper(&mut unit, employer, paper, PaperVerdict::Accepted, "")
                .await
                .expect("a verdict");
            unit.commit().await.expect("committed");
        }
    }

    /// An employer that may hire today.
    pub async fn verified_employer(&self, name: &str) -> Uuid {
        let id = self.employer(name).await;
        self.accepted_papers(id).await;
        let version = self.employer_row(id).await.version;
        let mut unit = self.unit().await;
        employers::verify(&mut unit, id, version, "打了登记的电话")
            .await
            .expect("verified");
        unit.commit().await.expect("committed");
        id
    }
}

/// A published post of an employer, written straight into its table: enough for what an employer's state does to posts.
pub async fn vacancy_row(app: &TestApp, employer_id: Uuid) -> Uuid {
    let (now, none) = (app.now(), String::new);
    let row = vacancy::Model {
        id: Uuid::new_v4(),
        version: 1,
        employer_id,
        reference: none(),
        source: none(),
        title: "食堂帮厨".into(),
        occupation_code: "4-03-02-01".into(),
        description: none(),
        headcount: 2,
        filled: 0,
        place_code: "120103".into(),
        address: none(),
        pay_form: PayForm::Month,
        pay_min_yuan: 4000,
        pay_max_yuan: 4500,
        hours_per_month: Some(208),
        rest_days: None,
        base_pay_yuan: None,
        piece_note: none(),
        pay_day: None,
        probation_note: none(),
        deduction_note: none(),
        lodging: Provision::Provided,
        lodging_note: none(),
        people_per_room: None,
        couple_room: false,
        meals: Provision::Provided,
        meals_note: none(),
        halal_meals: false,
        shuttle: false,
        fare_refund: false,
        shift: Shift::Day,
        hours_per_day: None,
        demands: none(),
        contract: Contract::Labour,
        insurance: Insurance::Five,
        education: None,
        certificate: None,
        age_min: None,
        age_max: None,
        condition_reason: none(),
        start_date: None,
        term: Term::Long,
        term_months: None,
        valid_until: labour_bridge::domain::clock::day_of(now),
        contact_name: none(),
        contact_phone: none(),
        state: VacancyState::Published,
        state_since: now,
        published_at: Some(now),
        created_by: None,
        created_at: now,
        updated_at: now,
    };
    row.into_active_model()
        .reset_all()
        .insert(app.app.core.db.reader())
        .await
        .expect("a post")
        .id
}
