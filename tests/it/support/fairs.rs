//! Fairs for tests: planned, with booths, locked, running.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use entity::codes::{FairKind, FairPaperKind};
use entity::{fair, fair_booth, fair_booth_post, fair_check_in, fair_intention, fair_invitation, fair_ticket};
use labour_bridge::domain::clock;
use labour_bridge::domain::fairs::state::Step;
use labour_bridge::domain::fairs::{self, BoothInput, FairInput, StepInput, Verdict};
use labour_bridge::domain::files;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::app::TestApp;
use super::employers::PDF;
use super::vacancies::canteen;

/// Days until the fair of the tests.
pub const DAYS: i64 = 10;

/// A moment of a Beijing day.
pub fn at(day: NaiveDate, hour: i64) -> DateTime<Utc> {
    clock::start_of(day) + Duration::hours(hour)
}

/// A lawful plan for a fair at home, ten days from now.
pub fn plan(app: &TestApp) -> FairInput {
    let day = app.today() + Duration::days(DAYS);
    FairInput {
        name: "崆峒区冬季招聘会".into(),
        kind: FairKind::OnSite,
        west_code: "620802".into(),
        east_code: "120103".into(),
        place_code: "620802".into(),
        address: "文化广场".into(),
        directions: "1 路车".into(),
        programme: "09:00 进场".into(),
        organiser: "崆峒区人社局".into(),
        contact_phone: "19900008800".into(),
        starts_at: at(day, 9),
        ends_at: at(day, 15),
        visitors_expected: 400,
    }
}

/// A fair that runs, with a booth that signed in.
pub struct Running {
    pub fair: Uuid,
    pub firm: Uuid,
    pub vacancy: Uuid,
    pub booth: Uuid,
    pub post: Uuid,
}

impl TestApp {
    /// A fair as it stands.
    pub async fn fair(&self, id: Uuid) -> fair::Model {
        fair::Entity::find_by_id(id)
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("the fair")
    }

    /// A planned fair.
    pub async fn planned_fair(&self, input: FairInput) -> Uuid {
        let mut unit = self.unit().await;
        let id = fairs::plan(&mut unit, input).await.expect("planned");
        unit.commit().await.expect("committed");
        id
    }

    /// Put the papers on file that every fair needs.
    pub async fn fair_papers(&self, fair: Uuid) {
        for kind in [FairPaperKind::Plan, FairPaperKind::Emergency, FairPaperKind::Security] {
            let mut unit = self.unit().await;
            fairs::add_paper(&mut unit, fair, kind, "88号", self.today(), None)
                .await
                .expect("on file");
            unit.commit().await.expect("committed");
        }
    }

    /// Put a scanned paper on file and give the scan.
    pub async fn fair_scan(&self, fair: Uuid) -> Uuid {
        let file = files::inspect(PDF.to_vec()).await.expect("a file");
        let mut unit = self.unit().await;
        fairs::add_paper(
            &mut unit,
            fair,
            FairPaperKind::PolicePermit,
            "7号",
            self.today(),
            Some(file),
        )
        .await
        .expect("on file");
        unit.commit().await.expect("committed");
        let papers = fairs::papers_of(self.app.core.db.reader(), fair).await.expect("papers");
        papers.iter().find_map(|paper| paper.file_id).expect("a scan")
    }

    /// Put somebody on the call list.
    pub async fn invitation(&self, fair: Uuid, worker: Uuid, post: Uuid) -> Uuid {
        let mut unit = self.unit().await;
        fairs::invite(&mut unit, fair, &[(worker, post, 70)])
            .await
            .expect("invited");
        unit.commit().await.expect("committed");
        fair_invitation::Entity::find()
            .filter(fair_invitation::Column::FairId.eq(fair))
            .filter(fair_invitation::Column::WorkerId.eq(worker))
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("an invitation")
            .id
    }

    /// Take a step.
    pub async fn fair_step(&self, id: Uuid, step: Step) -> labour_bridge::domain::error::Result<()> {
        let version = self.fair(id).await.version;
        let mut unit = self.unit().await;
        let input = StepInput {
            notice: "天气不好，改到下周".into(),
            viewers: None,
        };
        fairs::step(&mut unit, id, version, step, input).await?;
        unit.commit().await
    }

    /// A fair that is announced.
    pub async fn announced_fair(&self) -> Uuid {
        let id = self.planned_fair(plan(self)).await;
        self.fair_papers(id).await;
        for step in [Step::File, Step::Open] {
            self.fair_step(id, step).await.expect("a step");
        }
        id
    }

    /// A booth of a firm with one post, reviewed.
    pub async fn booth(&self, fair: Uuid, firm: Uuid, vacancy: Uuid, places: i32) -> Uuid {
        let id = self.asked_booth(fair, firm, vacancy, places).await;
        let mut unit = self.unit().await;
        fairs::review(&mut unit, fair, id, 1, Verdict::Accept(None))
            .await
            .expect("reviewed");
        unit.commit().await.expect("committed");
        id
    }

    /// A booth that waits for a review.
    pub async fn asked_booth(&self, fair: Uuid, firm: Uuid, vacancy: Uuid, places: i32) -> Uuid {
        let mut unit = self.unit().await;
        let input = BoothInput {
            employer_id: firm,
            contact_name: "刘淑敏".into(),
            contact_phone: "19900200001".into(),
            note: String::new(),
            posts: vec![(vacancy, places)],
        };
        let id = fairs::request(&mut unit, fair, input).await.expect("booked");
        unit.commit().await.expect("committed");
        id
    }

    /// The one post of a booth.
    pub async fn booth_post(&self, booth: Uuid) -> fair_booth_post::Model {
        fair_booth_post::Entity::find()
            .filter(fair_booth_post::Column::BoothId.eq(booth))
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("a post")
    }

    /// A booth as it stands.
    pub async fn booth_row(&self, booth: Uuid) -> fair_booth::Model {
        fair_booth::Entity::find_by_id(booth)
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("a booth")
    }

    /// The people of a booth are there.
    pub async fn booth_signs_in(&self, fair: Uuid, booth: Uuid) {
        let version = self.booth_row(booth).await.version;
        let mut unit = self.unit().await;
        fairs::sign_in(&mut unit, fair, booth, version)
            .await
            .expect("signed in");
        unit.commit().await.expect("committed");
    }

    /// Lock the list and go to the morning of the day.
    pub async fn fair_begins(&self, fair: Uuid) {
        self.fair_step(fair, Step::Lock).await.expect("locked");
        let starts = self.fair(fair).await.starts_at;
        self.pass(starts - self.now());
        self.fair_step(fair, Step::Start).await.expect("started");
    }

    /// A running fair with one booth and one post of so many places.
    pub async fn running_fair(&self, places: i32) -> Running {
        let fair = self.announced_fair().await;
        let firm = self.verified_firm("天津春晓里养老院").await;
        let mut input = canteen(self.today());
        input.headcount = places;
        let vacancy = self.published(firm, input).await;
        let booth = self.booth(fair, firm, vacancy, places).await;
        self.fair_begins(fair).await;
        self.booth_signs_in(fair, booth).await;
        let post = self.booth_post(booth).await.id;
        Running {
            fair,
            firm,
            vacancy,
            booth,
            post,
        }
    }

    /// A ticket of a made-up person.
    pub async fn ticket(&self, fair: Uuid, seed: u64, name: &str) -> fair_ticket::Model {
        let mut unit = self.unit().await;
        let phone = super::workers::phone(seed);
        let ticket = fairs::sign_up(&mut unit, fair, name, &phone, "", true)
            .await
            .expect("a ticket");
        unit.commit().await.expect("committed");
        ticket
    }

    /// All tickets of a fair, by number.
    pub async fn tickets(&self, fair: Uuid) -> Vec<fair_ticket::Model> {
        fair_ticket::Entity::find()
            .filter(fair_ticket::Column::FairId.eq(fair))
            .order_by_asc(fair_ticket::Column::Number)
            .all(self.app.core.db.reader())
            .await
            .expect("tickets")
    }

    /// All entries of a fair.
    pub async fn check_ins(&self, fair: Uuid) -> Vec<fair_check_in::Model> {
        fair_check_in::Entity::find()
            .filter(fair_check_in::Column::FairId.eq(fair))
            .all(self.app.core.db.reader())
            .await
            .expect("entries")
    }

    /// All wishes of a fair.
    pub async fn intentions(&self, fair: Uuid) -> Vec<fair_intention::Model> {
        fair_intention::Entity::find()
            .filter(fair_intention::Column::FairId.eq(fair))
            .order_by_asc(fair_intention::Column::RecordedAt)
            .all(self.app.core.db.reader())
            .await
            .expect("wishes")
    }
}
