//! Subsidies for tests: a policy in force, people who are eligible, claims.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::codes::{
    ClaimAccount, ClaimState, ClaimedBy, ConsentWay, EvidenceKind, FollowUpReached, NoticeLevel, PlacementState,
    SubsidyBeneficiary, SubsidyCount, SubsidyOnce, SubsidyPaper, SubsidyPlace, SubsidyPurpose,
};
use entity::{placement, placement_evidence, subsidy_claim, subsidy_notice, subsidy_notice_claim, subsidy_objection};
use labour_bridge::domain::files;
use labour_bridge::domain::subsidies::eligible::Shown;
use labour_bridge::domain::subsidies::state::Step;
use labour_bridge::domain::subsidies::terms::{Amount, Conditions, PlaceTier, Terms};
use labour_bridge::domain::subsidies::{self, AccountInput, ClaimInput, PolicyInput, StepInput, Taken};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::app::TestApp;
use super::employers::PDF;
use super::workers::OTHER_VILLAGE;

/// The account of every claim of the tests.
pub const ACCOUNT: &str = "6217999900001234567";
/// The year of the clock of the tests.
pub const YEAR: &str = "2026";

/// A policy with a claim of a person, as strangers look for it.
pub struct Filed {
    pub policy: Uuid,
    pub claim: Uuid,
    pub scan: Uuid,
    pub notice: Uuid,
    pub objection: Uuid,
}

/// Travel money: ninety days of the year, 600 yuan for another province and 300 for another city.
pub fn travel(app: &TestApp) -> PolicyInput {
    let tier = |place, yuan| PlaceTier {
        regions: Vec::new(),
        place: Some(place),
        yuan,
    };
    PolicyInput {
        code: "交通补助".into(),
        name: "跨省务工交通补助".into(),
        purpose: SubsidyPurpose::Travel,
        payer: "崆峒区财政".into(),
        issuer_code: "620802".into(),
        document_no: "示例〔2026〕1号".into(),
        window_months: BTreeSet::new(),
        window: (None, None),
        papers: Vec::new(),
        notice_days: 5,
        phone: "0933-8210000".into(),
        note: String::new(),
        terms: Terms {
            beneficiary: SubsidyBeneficiary::Person,
            once: SubsidyOnce::Year,
            home_code: "620802".into(),
            valid_from: NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day").min(app.today()),
            valid_until: None,
            cap_yuan: None,
            per_person: true,
            conditions: Conditions {
                min_days: 90,
                count: Some(SubsidyCount::Sum),
                places: vec![SubsidyPlace::OtherProvince, SubsidyPlace::SameProvince],
                ..Conditions::default()
            },
            amount: Amount::ByPlace {
                tiers: vec![
                    tier(SubsidyPlace::OtherProvince, 600),
                    tier(SubsidyPlace::SameProvince, 300),
                ],
            },
        },
    }
}

impl TestApp {
    /// A policy in force.
    pub async fn policy(&self, input: &PolicyInput) -> Uuid {
        let mut unit = self.unit().await;
        let id = subsidies::draft(&mut unit, input, None).await.expect("a draft");
        subsidies::start(&mut unit, id, 1).await.expect("in force");
        unit.commit().await.expect("committed");
        id
    }

    /// Somebody has verified the placement, with a proof.
    pub async fn proves(&self, placement: Uuid) {
        let db = self.app.core.db.reader();
        placement::Entity::update_many()
            .set(placement::ActiveModel {
                verified_at: Set(Some(self.now())),
                state: Set(PlacementState::OnPost),
                ..Default::default()
            })
            .filter(placement::Column::Id.eq(placement))
            .exec(db)
            .await
            .expect("verified");
        let proof = placement_evidence::ActiveModel {
            id: Set(Uuid::new_v4()),
            placement_id: Set(placement),
            kind: Set(EvidenceKind::StationChecked),
            on_date: Set(self.today()),
            note: Set(String::new()),
            file_id: Set(None),
            recorded_by: Set(None),
            recorded_at: Set(self.now()),
        };
        proof.insert(db).await.expect("a proof");
    }

    /// A person who has worked in Tianjin for so many days, verified.
    pub async fn earner(&self, seed: u64, name: &str, days: i64) -> Uuid {
        let (worker, placement) = self.at_work(seed, name, days).await;
        self.proves(placement).await;
        worker
    }

    /// What a claim of a person says.
    pub fn claim_input(policy: Uuid, worker: Uuid) -> ClaimInput {
        ClaimInput {
            policy,
            period: YEAR.into(),
            beneficiary: worker,
            claimed_by: ClaimedBy::Person,
            claimant_name: String::new(),
            payee_name: String::new(),
            shown: Shown::default(),
            account: Some(AccountInput {
                kind: ClaimAccount::OneCard,
                number: Zeroizing::new(ACCOUNT.to_owned()),
            }),
            consent: Some((ConsentWay::Signed, "A-1".into())),
        }
    }

    /// A claim that was made.
    pub async fn claim(&self, policy: Uuid, worker: Uuid) -> Uuid {
        let mut unit = self.unit().await;
        let id = subsidies::file(&mut unit, &Self::claim_input(policy, worker))
            .await
            .expect("a claim");
        unit.commit().await.expect("committed");
        id
    }

    /// A claim as it stands.
    pub async fn claim_row(&self, id: Uuid) -> subsidy_claim::Model {
        let found = subsidy_claim::Entity::find_by_id(id)
            .one(self.app.core.db.reader())
            .await;
        found.expect("an answer").expect("a claim")
    }

    /// Take a step with a claim as it stands.
    pub async fn claim_step(&self, id: Uuid, step: Step) -> Taken {
        let version = self.claim_row(id).await.version;
        let input = StepInput {
            reason: if step.wants_reason() {
                "材料不对".into()
            } else {
                String::new()
            },
            posted_at: "村务公开栏".into(),
            paid_on: Some(self.today()),
        };
        let mut unit = self.unit().await;
        let taken = subsidies::take(&mut unit, &[(id, version)], step, &input)
            .await
            .expect("a step");
        unit.commit().await.expect("committed");
        taken
    }

    /// The notice hangs out its days.
    pub fn notice_over(&self) {
        self.pass(chrono::Duration::days(6));
    }

    /// Take a claim as far as waiting for the money.
    pub async fn to_pay(&self, id: Uuid) {
        for step in [Step::PostVillage, Step::ToTownship, Step::PassTownship, Step::ToCounty] {
            assert!(self.claim_step(id, step).await.refused.is_empty(), "{step:?}");
            if step.posts().is_some() {
                self.notice_over();
            }
        }
        let mut unit = self.unit().await;
        let version = self.claim_row(id).await.version;
        subsidies::phone_check(&mut unit, id, version, FollowUpReached::Worker, "在天津，属实")
            .await
            .expect("a call");
        unit.commit().await.expect("committed");
        assert!(self.claim_step(id, Step::PassCounty).await.refused.is_empty());
        self.notice_over();
        assert!(self.claim_step(id, Step::Approve).await.refused.is_empty());
    }

    /// A claim of a person while its village notice hangs, with a paper, an account and an objection.
    pub async fn filed(&self, worker: Uuid) -> Filed {
        let policy = self.policy(&travel(self)).await;
        let db = self.app.core.db.reader();
        let claim = Uuid::new_v4();
        let sealed = self
            .app
            .core
            .vault
            .seal(ACCOUNT, "subsidy_claim.account", claim)
            .expect("sealed");
        let row = subsidy_claim::ActiveModel {
            id: Set(claim),
            version: Set(1),
            policy_id: Set(policy),
            line_id: Set(policy),
            purpose: Set(SubsidyPurpose::Travel),
            period_key: Set(YEAR.into()),
            period_from: Set(NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day")),
            period_until: Set(NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day")),
            beneficiary_id: Set(worker),
            worker_id: Set(Some(worker)),
            employer_id: Set(None),
            payee_name: Set(String::new()),
            place_code: Set(OTHER_VILLAGE.into()),
            amount_yuan: Set(600),
            explanation: Set(serde_json::json!([])),
            work_from: Set(None),
            work_until: Set(None),
            work_place_code: Set("120103".into()),
            employer_name: Set("某厂".into()),
            people: Set(1),
            cost_yuan: Set(None),
            contract_months: Set(None),
            claimed_by: Set(ClaimedBy::Person),
            claimant_name: Set(String::new()),
            account_kind: Set(Some(ClaimAccount::OneCard)),
            account_cipher: Set(Some(sealed)),
            account_last4: Set("4567".into()),
            state: Set(ClaimState::VillageNotice),
            state_since: Set(self.now()),
            held: Set(true),
            phone_checked_at: Set(None),
            phone_checked_by: Set(None),
            phone_reached: Set(None),
            phone_note: Set(String::new()),
            paid_on: Set(None),
            paid_at: Set(None),
            recovered_at: Set(None),
            created_by: Set(None),
            created_at: Set(self.now()),
        };
        row.insert(db).await.expect("a claim");
        let notice = Uuid::new_v4();
        let row = subsidy_notice::ActiveModel {
            id: Set(notice),
            policy_id: Set(policy),
            level: Set(NoticeLevel::Village),
            place_code: Set(OTHER_VILLAGE.into()),
            from_date: Set(self.today()),
            until_date: Set(self.today()),
            posted_at: Set("村务公开栏".into()),
            phone: Set("0933-8210000".into()),
            made_by: Set(None),
            made_at: Set(self.now()),
        };
        row.insert(db).await.expect("a notice");
        let link = subsidy_notice_claim::ActiveModel {
            id: Set(Uuid::new_v4()),
            notice_id: Set(notice),
            claim_id: Set(claim),
        };
        link.insert(db).await.expect("a row of the notice");
        let objection = Uuid::new_v4();
        let row = subsidy_objection::ActiveModel {
            id: Set(objection),
            version: Set(1),
            claim_id: Set(claim),
            notice_id: Set(notice),
            said_by: Set("李*".into()),
            what: Set("听说早回来了".into()),
            received_on: Set(self.today()),
            result: Set(None),
            answer: Set(String::new()),
            answered_at: Set(None),
            answered_by: Set(None),
            recorded_by: Set(None),
            recorded_at: Set(self.now()),
        };
        row.insert(db).await.expect("an objection");
        let scan = self.claim_scan(claim).await;
        Filed {
            policy,
            claim,
            scan,
            notice,
            objection,
        }
    }

    /// A paper of a claim with its scan.
    async fn claim_scan(&self, claim: Uuid) -> Uuid {
        let db = self.app.core.db.reader();
        let file = files::inspect(PDF.to_vec()).await.expect("a file");
        let mut unit = self.unit().await;
        subsidies::add_paper(&mut unit, claim, SubsidyPaper::IdCopy, "", Some(file))
            .await
            .expect("a paper");
        unit.commit().await.expect("committed");
        let paper = entity::subsidy_claim_paper::Entity::find()
            .one(db)
            .await
            .expect("an answer")
            .expect("a paper");
        paper.file_id.expect("a scan")
    }
}
