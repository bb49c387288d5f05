//! Trainings for tests: planned, open for seats, running, over.

use std::collections::BTreeMap;

use chrono::Duration;
use entity::codes::{SeatState, SkillLevel, TrainingKind, TrainingMark, TrainingPaperKind};
use entity::{training, training_day, training_request, training_seat};
use labour_bridge::domain::error::Result;
use labour_bridge::domain::files;
use labour_bridge::domain::trainings::state::Step;
use labour_bridge::domain::trainings::{self, Enrolment, ExamResult, Issue, RequestInput, TrainingInput};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::app::TestApp;
use super::employers::PDF;

/// Days until the training of the tests.
pub const DAYS: i64 = 20;

/// A lawful plan for a class of two days at home, filed today.
pub fn class(app: &TestApp, number: &str) -> TrainingInput {
    let first = app.today() + Duration::days(DAYS);
    TrainingInput {
        number: number.to_owned(),
        title: format!("护理员班{number}"),
        kind: TrainingKind::Class,
        occupation_code: "4-10-01-05".into(),
        level: SkillLevel::None,
        brand: None,
        institution: "职教中心".into(),
        teacher: "李老师".into(),
        funding_source: "协作资金".into(),
        seat_cost_yuan: Some(1_200),
        for_code: "620802".into(),
        place_code: "620802".into(),
        address: "实训楼".into(),
        first_day: first,
        last_day: first + Duration::days(1),
        hours: 16,
        hours_per_day: 8,
        seats: 3,
        seats_reason: String::new(),
        plan_number: "崆人社培〔2026〕1号".into(),
        plan_filed_on: Some(app.today()),
        filing_reason: String::new(),
        required_percent: 75,
        certificate_kind: "forklift".into(),
    }
}

/// A talk.
pub fn talk(app: &TestApp, number: &str) -> TrainingInput {
    TrainingInput {
        kind: TrainingKind::Talk,
        title: format!("讲座{number}"),
        occupation_code: String::new(),
        hours: 2,
        seats: 100,
        certificate_kind: String::new(),
        ..class(app, number)
    }
}

impl TestApp {
    /// A training as it stands.
    pub async fn training(&self, id: Uuid) -> training::Model {
        let found = training::Entity::find_by_id(id).one(self.app.core.db.reader()).await;
        found.expect("an answer").expect("the training")
    }

    pub async fn planned_training(&self, input: TrainingInput) -> Uuid {
        let mut unit = self.unit().await;
        let id = trainings::plan(&mut unit, input).await.expect("planned");
        unit.commit().await.expect("committed");
        id
    }

    /// Take a step.
    pub async fn training_step(&self, id: Uuid, step: Step) -> Result<()> {
        let version = self.training(id).await.version;
        let mut unit = self.unit().await;
        trainings::step(&mut unit, id, version, step, "老师病了，改到下月").await?;
        unit.commit().await
    }

    /// A training that gives seats.
    pub async fn open_training(&self, input: TrainingInput) -> Uuid {
        let id = self.planned_training(input).await;
        for step in [Step::File, Step::Open] {
            self.training_step(id, step).await.expect("a step");
        }
        id
    }

    /// Give people seats.
    pub async fn enrol(&self, id: Uuid, workers: &[Uuid]) -> Result<(usize, usize)> {
        let mut unit = self.unit().await;
        let input = Enrolment {
            workers: workers.to_vec(),
            vacancy: None,
        };
        let counts = trainings::enrol(&mut unit, id, &input).await?;
        unit.commit().await?;
        Ok(counts)
    }

    /// Every seat of a training, those who asked first first.
    pub async fn training_seats(&self, id: Uuid) -> Vec<training_seat::Model> {
        training_seat::Entity::find()
            .filter(training_seat::Column::TrainingId.eq(id))
            .order_by_asc(training_seat::Column::CreatedAt)
            .order_by_asc(training_seat::Column::Id)
            .all(self.app.core.db.reader())
            .await
            .expect("seats")
    }

    /// The seat of one person.
    pub async fn seat_of(&self, id: Uuid, worker: Uuid) -> training_seat::Model {
        let seats = self.training_seats(id).await;
        seats
            .into_iter()
            .rfind(|seat| seat.worker_id == worker)
            .expect("a seat")
    }

    pub async fn training_days(&self, id: Uuid) -> Vec<training_day::Model> {
        trainings::days_of(self.app.core.db.reader(), id).await.expect("days")
    }

    /// Call the roll of a half day; those who are not named were there.
    pub async fn call_roll(
        &self,
        id: Uuid,
        day: &training_day::Model,
        marks: &[(Uuid, TrainingMark)],
    ) -> Result<(usize, usize)> {
        let marks: BTreeMap<Uuid, TrainingMark> = marks.iter().copied().collect();
        let now = self.training_days(id).await;
        let version = now.iter().find(|row| row.id == day.id).expect("the day").version;
        let mut unit = self.unit().await;
        let counts = trainings::take(&mut unit, id, day.id, version, &marks).await?;
        unit.commit().await?;
        Ok(counts)
    }

    /// Let a class that gives seats begin, run and end: `absent` were never there, the others always.
    pub async fn held_class(&self, id: Uuid, absent: &[Uuid]) {
        self.pass(Duration::days(DAYS + 1));
        self.training_step(id, Step::Start).await.expect("begun");
        let mut marks = Vec::new();
        for worker in absent {
            marks.push((self.seat_of(id, *worker).await.id, TrainingMark::Absent));
        }
        for day in self.training_days(id).await {
            self.call_roll(id, &day, &marks).await.expect("called");
        }
        self.training_step(id, Step::Examine).await.expect("over");
    }

    /// Points for everybody who has none yet.
    pub async fn examined(&self, id: Uuid, score: i32) {
        let results: Vec<ExamResult> = self
            .training_seats(id)
            .await
            .into_iter()
            .filter(|seat| seat.state == SeatState::Enrolled)
            .map(|seat| ExamResult {
                seat: seat.id,
                version: seat.version,
                score: Some(score),
                passed: false,
            })
            .collect();
        let mut unit = self.unit().await;
        trainings::examine(&mut unit, id, &results).await.expect("results");
        unit.commit().await.expect("committed");
    }

    /// A certificate for everybody who passed.
    pub async fn issued(&self, id: Uuid) -> usize {
        let list: Vec<Issue> = self
            .training_seats(id)
            .await
            .into_iter()
            .filter(|seat| seat.state == SeatState::Completed)
            .map(|seat| Issue {
                seat: seat.id,
                version: seat.version,
                number: format!("N-{}", seat.id),
            })
            .collect();
        let mut unit = self.unit().await;
        let count = trainings::issue(&mut unit, id, self.today(), &list)
            .await
            .expect("issued");
        unit.commit().await.expect("committed");
        count
    }

    /// Put a scanned paper on file and give the scan.
    pub async fn training_scan(&self, id: Uuid) -> Uuid {
        let file = files::inspect(PDF.to_vec()).await.expect("a file");
        let mut unit = self.unit().await;
        trainings::add_paper(&mut unit, id, TrainingPaperKind::Plan, "1号", self.today(), Some(file))
            .await
            .expect("on file");
        unit.commit().await.expect("committed");
        let papers = trainings::papers_of(self.app.core.db.reader(), id)
            .await
            .expect("papers");
        papers.iter().find_map(|paper| paper.file_id).expect("a scan")
    }

    /// Somebody asks for a seat.
    pub async fn asked_seat(&self, id: Uuid, name: &str, phone: &str, region_code: &str) -> training_request::Model {
        let mut unit = self.unit().await;
        let input = RequestInput {
            name: name.into(),
            phone: phone.into(),
            region_code: region_code.into(),
            agrees: true,
        };
        trainings::ask(&mut unit, id, &input).await.expect("asked");
        unit.commit().await.expect("committed");
        training_request::Entity::find()
            .filter(training_request::Column::TrainingId.eq(id))
            .filter(training_request::Column::Name.eq(name))
            .one(self.app.core.db.reader())
            .await
            .expect("an answer")
            .expect("a request")
    }

    pub async fn tied(&self, id: Uuid, vacancy: Uuid) {
        let mut unit = self.unit().await;
        trainings::tie(&mut unit, id, vacancy).await.expect("tied");
        unit.commit().await.expect("committed");
    }
}
