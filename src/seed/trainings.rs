//! Trainings of the story: the 119 sessions with 3,230 attendances of the founding report, one whose certificates run out now, one that is
//! running and one that gives seats.

mod now;
mod past;
mod people;

use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::codes::{
    LabourBrand, SeatOrigin, SeatState, SkillLevel, Subject, TrainingKind, TrainingMark, TrainingPaperKind,
    TrainingState,
};
use entity::{training, training_attendance, training_day, training_paper, training_seat};
use sea_orm::Set;
use uuid::Uuid;

use super::desk::{Clerk, Desk, Step};
use super::introductions::Post;
use super::rows::Rows;
use crate::domain::trainings::rules;
use people::Pool;

/// The county of the people.
const COUNTY: &str = "620802";
/// Keeps the trainings apart from other streams.
const KIND: u64 = 21;

/// A course that is given again and again.
struct Course {
    title: &'static str,
    occupation: &'static str,
    certificate: &'static str,
    brand: Option<LabourBrand>,
    institution: &'static str,
}

const COURSES: [Course; 6] = [
    Course {
        title: "养老护理员班",
        occupation: "4-10-01-05",
        certificate: "eldercare",
        brand: Some(LabourBrand::JinganCare),
        institution: "崆峒区职业教育中心",
    },
    Course {
        title: "医疗护理员班",
        occupation: "4-14-01-02",
        certificate: "care_assistant",
        brand: Some(LabourBrand::JinganCare),
        institution: "崆峒区职业教育中心",
    },
    Course {
        title: "焊工班",
        occupation: "6-18-02-04",
        certificate: "welding",
        brand: Some(LabourBrand::JinganSkill),
        institution: "平凉市技工学校",
    },
    Course {
        title: "家政服务班",
        occupation: "4-10-01-06",
        certificate: "housekeeping",
        brand: None,
        institution: "陇上家政培训学校",
    },
    Course {
        title: "缝纫工班",
        occupation: "6-05-01-03",
        certificate: "tailor",
        brand: None,
        institution: "平凉市技工学校",
    },
    Course {
        title: "中式烹调班",
        occupation: "4-03-02-01",
        certificate: "cook",
        brand: None,
        institution: "陇上家政培训学校",
    },
];

/// Writes them. The workers and their placements are written already; the posts are those of today.
pub(super) fn add(desk: &Desk, rows: &mut Rows, posts: &[Post<'_>]) {
    let pool = Pool::of(rows);
    past::add(desk, rows, &pool);
    now::add(desk, rows, &pool, posts);
}

/// A training on its way into the rows.
struct Session {
    id: Uuid,
    first: NaiveDate,
    row: training::ActiveModel,
    /// Half days with their hours.
    days: Vec<(Uuid, NaiveDate)>,
}

/// What is told of a training.
struct Told {
    kind: TrainingKind,
    number: String,
    title: String,
    first: NaiveDate,
    /// Days of a class.
    length: u64,
    hours: i32,
    seats: i32,
    state: TrainingState,
}

impl Session {
    /// The training with its half days, and the plan that was filed for it.
    fn begin(desk: &Desk, rows: &mut Rows, told: Told, course: Option<&Course>) -> Self {
        let id = Uuid::new_v4();
        let class = rules::is_class(told.kind);
        let last = if class {
            told.first + Days::new(told.length - 1)
        } else {
            told.first
        };
        let filed = told.first - Days::new(24);
        let per_day = if class { 8.min(told.hours) } else { told.hours };
        let mut days = Vec::new();
        for (on, half, hours) in rules::half_days(told.kind, (told.first, last), told.hours, per_day) {
            let day = Uuid::new_v4();
            rows.training_days.push(training_day::ActiveModel {
                id: Set(day),
                version: Set(1),
                training_id: Set(id),
                on_date: Set(on),
                half: Set(half),
                hours: Set(hours),
            });
            days.push((day, on));
        }
        let since = |day: NaiveDate| desk.at(day, 0);
        let row = training::ActiveModel {
            id: Set(id),
            version: Set(1),
            number: Set(told.number.clone()),
            title: Set(told.title),
            kind: Set(told.kind),
            occupation_code: Set(course.map(|one| one.occupation.to_owned()).unwrap_or_default()),
            level: Set(SkillLevel::None),
            brand: Set(course.and_then(|one| one.brand)),
            institution: Set(course
                .map_or("崆峒区人力资源和社会保障局", |one| one.institution)
                .to_owned()),
            teacher: Set(String::new()),
            funding_source: Set("津甘协作资金".to_owned()),
            seat_cost_yuan: Set(course.map(|_| 1_200)),
            for_code: Set(COUNTY.to_owned()),
            place_code: Set(COUNTY.to_owned()),
            address: Set(if class {
                "职教中心实训楼"
            } else {
                "村委会会议室"
            }
            .to_owned()),
            first_day: Set(told.first),
            last_day: Set(last),
            hours: Set(told.hours),
            hours_per_day: Set(per_day),
            seats: Set(told.seats),
            seats_taken: Set(0),
            seats_reason: Set(String::new()),
            plan_number: Set(format!("崆人社培〔{}〕{}", told.first.format("%Y"), told.number)),
            plan_filed_on: Set(Some(filed)),
            filing_reason: Set(String::new()),
            required_percent: Set(80),
            certificate_kind: Set(course.map(|one| one.certificate.to_owned()).unwrap_or_default()),
            head_count: Set(None),
            notice: Set(String::new()),
            state: Set(told.state),
            state_since: Set(since(last)),
            opened_at: Set(Some(since(told.first - Days::new(14)))),
            ended_at: Set(None),
            created_by: Set(desk.staff.county.id),
            created_at: Set(since(told.first - Days::new(30))),
            updated_at: Set(since(last)),
        };
        let kind = if class {
            TrainingPaperKind::Plan
        } else {
            TrainingPaperKind::SignInSheet
        };
        rows.training_papers.push(training_paper::ActiveModel {
            id: Set(Uuid::new_v4()),
            training_id: Set(id),
            kind: Set(kind),
            number: Set(told.number),
            dated_on: Set(if class { filed } else { told.first.min(desk.today) }),
            file_id: Set(None),
            recorded_by: Set(desk.staff.county.id),
            recorded_at: Set(since(if class { filed } else { told.first })),
        });
        Self {
            id,
            first: told.first,
            row,
            days,
        }
    }

    /// A seat that was given before the first day.
    fn seat(&mut self, desk: &Desk, rows: &mut Rows, worker: Uuid) -> Uuid {
        let id = Uuid::new_v4();
        let given = desk.at(self.first - Days::new(7), 0);
        rows.training_seats.push(training_seat::ActiveModel {
            id: Set(id),
            version: Set(1),
            training_id: Set(self.id),
            worker_id: Set(worker),
            vacancy_id: Set(None),
            origin: Set(SeatOrigin::Staff),
            state: Set(SeatState::Enrolled),
            state_since: Set(given),
            exam_score: Set(None),
            exam_passed: Set(None),
            certificate_number: Set(String::new()),
            certified_on: Set(None),
            certificate_until: Set(None),
            certified_at: Set(None),
            created_by: Set(desk.staff.station.id),
            created_at: Set(given),
        });
        moved(rows, &desk.staff.station, id, (None, SeatState::Enrolled), given);
        self.row.seats_taken = Set(self.row.seats_taken.as_ref() + 1);
        id
    }

    /// Marks of one person on the half days up to today.
    fn marks(&self, desk: &Desk, rows: &mut Rows, seat: Uuid, mark: impl Fn(usize) -> TrainingMark) {
        for (at, (day, on)) in self.days.iter().enumerate().filter(|(_, (_, on))| *on <= desk.today) {
            rows.training_marks.push(training_attendance::ActiveModel {
                id: Set(Uuid::new_v4()),
                version: Set(1),
                seat_id: Set(seat),
                day_id: Set(*day),
                mark: Set(mark(at)),
                marked_by: Set(desk.staff.station.id),
                marked_at: Set(desk.at(*on, 30)),
            });
        }
    }

    /// The timeline, and into the rows.
    fn end(mut self, desk: &Desk, rows: &mut Rows, steps: &[(TrainingState, DateTime<Utc>)]) -> Uuid {
        let mut from = None;
        for (to, at) in steps {
            let step = Step {
                from,
                to: *to,
                reason: "",
                by: &desk.staff.county,
                at: *at,
            };
            rows.moves.push(step.row(Subject::Training, self.id));
            from = Some(*to);
        }
        if let Some((_, at)) = steps.last() {
            self.row.state_since = Set(*at);
        }
        self.row.version = Set(i32::try_from(steps.len()).unwrap_or(1));
        rows.trainings.push(self.row);
        self.id
    }
}

/// The steps up to the first day, as they fall for every training.
fn before(desk: &Desk, first: NaiveDate) -> Vec<(TrainingState, DateTime<Utc>)> {
    vec![
        (TrainingState::Planned, desk.at(first - Days::new(30), 0)),
        (TrainingState::Filed, desk.at(first - Days::new(24), 0)),
        (TrainingState::Enrolling, desk.at(first - Days::new(14), 0)),
    ]
}

/// One move of a seat.
fn moved(rows: &mut Rows, by: &Clerk, seat: Uuid, (from, to): (Option<SeatState>, SeatState), at: DateTime<Utc>) {
    let step = Step {
        from,
        to,
        reason: "",
        by,
        at,
    };
    rows.moves.push(step.row(Subject::TrainingSeat, seat));
}
