//! Workshops for tests: applied for, at work, with people and rolls.

use chrono::{Days, Duration, NaiveDate};
use entity::codes::{Contract, EvidenceKind, HouseholdBase, Insurance, WorkshopKind, WorkshopPaperKind};
use entity::{roll_line, workshop, workshop_roll};
use labour_bridge::domain::files;
use labour_bridge::domain::placements::Proof;
use labour_bridge::domain::workers::{self, HouseholdInput};
use labour_bridge::domain::workshops::month::Month;
use labour_bridge::domain::workshops::state::Step;
use labour_bridge::domain::workshops::{self, RuleInput, StepInput, TakeIn, WorkshopInput};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::app::TestApp;
use super::employers::PDF;
use super::people::{HOME, TOWNSHIP};
use super::workers::VILLAGE;

/// A lawful application.
pub fn input(firm: Uuid, today: NaiveDate) -> WorkshopInput {
    WorkshopInput {
        name: "白水镇缝纫车间".into(),
        later_name: String::new(),
        kind: WorkshopKind::Factory,
        employer_id: Some(firm),
        place_code: TOWNSHIP.into(),
        address: "街道 3 号".into(),
        occupation_code: "6-05-01-03".into(),
        east_yuan: None,
        east_on: None,
        project_name: String::new(),
        ledger_id: None,
        contact_name: "杜娟".into(),
        contact_phone: "19900200023".into(),
        pay_day: 15,
        day_minutes: 480,
        applied_on: today,
    }
}

impl TestApp {
    /// A workshop as it stands.
    pub async fn workshop(&self, id: Uuid) -> workshop::Model {
        workshop::Entity::find_by_id(id)
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("the workshop")
    }

    /// A workshop that applied.
    pub async fn applied_workshop(&self, firm: Uuid) -> Uuid {
        let mut unit = self.unit().await;
        let id = workshops::apply(&mut unit, &input(firm, self.today()))
            .await
            .expect("applied");
        unit.commit().await.expect("committed");
        id
    }

    /// Put a paper on file.
    pub async fn workshop_paper(&self, id: Uuid, kind: WorkshopPaperKind) {
        let mut unit = self.unit().await;
        let file = files::inspect(PDF.to_vec()).await.expect("a file");
        workshops::add_paper(&mut unit, id, kind, ("7号", self.today(), ""), Some(file))
            .await
            .expect("on file");
        unit.commit().await.expect("committed");
    }

    /// Take a step.
    pub async fn workshop_step(&self, id: Uuid, step: Step) -> labour_bridge::domain::error::Result<()> {
        let version = self.workshop(id).await.version;
        let mut unit = self.unit().await;
        let input = StepInput {
            reason: "没有订单".into(),
            number: "3号".into(),
            level: "县级".into(),
            on: Some(self.today()),
            override_reason: String::new(),
        };
        workshops::step(&mut unit, id, version, step, input).await?;
        unit.commit().await
    }

    /// A registered woman of a lifted household, or of an ordinary one.
    pub async fn villager(&self, seed: u64, name: &str, lifted: bool) -> Uuid {
        let worker = self.worker(seed, name, VILLAGE).await;
        let base = if lifted {
            HouseholdBase::Lifted
        } else {
            HouseholdBase::General
        };
        let mut unit = self.unit().await;
        let input = HouseholdInput {
            base,
            monitor: None,
            risk_cleared: false,
            from: NaiveDate::from_ymd_opt(2015, 1, 1).expect("a day"),
        };
        workers::set_household(&mut unit, worker, None, input)
            .await
            .expect("a household");
        unit.commit().await.expect("committed");
        worker
    }

    /// Take somebody into a workshop, so many days ago, under a contract of a year. Gives the placement.
    pub async fn taken_in(&self, workshop: Uuid, worker_id: Uuid, days: u64) -> Uuid {
        let mut unit = self.unit().await;
        let started_on = self.today() - Days::new(days);
        let input = TakeIn {
            worker_id,
            started_on,
            pay_month_yuan: Some(2_600),
            contract: Some(Contract::Labour),
            contract_months: Some(12),
            insurance: Some(Insurance::Injury),
            proof: Some(Proof {
                kind: EvidenceKind::SignedContract,
                on: started_on,
                note: String::new(),
                file: None,
            }),
        };
        let id = workshops::take_in(&mut unit, workshop, input).await.expect("taken in");
        unit.commit().await.expect("committed");
        id
    }

    /// A workshop at work: everything filed, the notice over, recognised today, with one woman of a lifted household.
    pub async fn running_workshop(&self, firm: Uuid) -> Uuid {
        let id = self.applied_workshop(firm).await;
        let worker = self.villager(61, "张会琴", true).await;
        self.taken_in(id, worker, 100).await;
        self.workshop_paper(id, WorkshopPaperKind::SiteCheck).await;
        self.workshop_paper(id, WorkshopPaperKind::Notice).await;
        for step in [Step::Check, Step::Announce] {
            self.workshop_step(id, step).await.expect("a step");
        }
        self.pass(Duration::days(8));
        for step in [Step::Recognise, Step::Start] {
            self.workshop_step(id, step).await.expect("a step");
        }
        id
    }

    /// Open the roll of a month so many months ago.
    pub async fn opened_roll(&self, workshop: Uuid, back: u32) -> (Month, Vec<roll_line::Model>) {
        let month = (0..back).fold(Month::of(self.today()), |month, _| month.before());
        let mut unit = self.unit().await;
        workshops::open(&mut unit, workshop, month).await.expect("a roll");
        unit.commit().await.expect("committed");
        (month, self.roll_lines(workshop, month).await)
    }

    /// The latest edition of a roll.
    pub async fn roll(&self, workshop: Uuid, month: Month) -> workshop_roll::Model {
        workshop_roll::Entity::find()
            .filter(workshop_roll::Column::WorkshopId.eq(workshop))
            .filter(workshop_roll::Column::Month.eq(month.first()))
            .order_by_desc(workshop_roll::Column::Edition)
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("a roll")
    }

    /// Its lines.
    pub async fn roll_lines(&self, workshop: Uuid, month: Month) -> Vec<roll_line::Model> {
        let roll = self.roll(workshop, month).await;
        roll_line::Entity::find()
            .filter(roll_line::Column::RollId.eq(roll.id))
            .all(self.app.core.db.reader())
            .await
            .expect("lines")
    }

    /// A workshop with a paper, a person, the roll of this month and its signed sheet; and the file of the paper.
    pub async fn world_workshop(&self, firm: Uuid) -> (Uuid, Uuid) {
        let id = self.applied_workshop(firm).await;
        let worker = self.villager(62, "魏秀兰", true).await;
        self.taken_in(id, worker, 0).await;
        self.workshop_paper(id, WorkshopPaperKind::SiteCheck).await;
        self.workshop_step(id, Step::Check).await.expect("checked");
        let (month, _) = self.opened_roll(id, 0).await;
        let mut unit = self.unit().await;
        let file = files::inspect(PDF.to_vec()).await.expect("a file");
        workshops::attach_sheet(&mut unit, id, month, file)
            .await
            .expect("a sheet");
        unit.commit().await.expect("committed");
        let papers = workshops::papers_of(self.app.core.db.reader(), id)
            .await
            .expect("papers");
        (id, papers.iter().find_map(|paper| paper.file_id).expect("a scan"))
    }

    /// A rule of the home county, in force from today: as that of the province, but five people are enough.
    pub async fn recognition_rule(&self) -> Uuid {
        let mut unit = self.unit().await;
        let input = RuleInput {
            jurisdiction_code: HOME.into(),
            document: "崆人社发〔2026〕1号".into(),
            min_lifted: Some(5),
            min_share_percent: Some(20),
            contract_months: 6,
            paid_in_time: true,
            accident_insurance: false,
            notice_days: 5,
            valid_from: self.today(),
        };
        let id = workshops::create_rule(&mut unit, input).await.expect("a rule");
        unit.commit().await.expect("committed");
        id
    }
}
