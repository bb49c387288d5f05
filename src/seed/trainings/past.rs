//! The trainings of the founding report, and a class whose certificates run out these weeks. Nobody was at work elsewhere on a day of class.

use chrono::{Days, Months, NaiveDate};
use entity::codes::{SeatState, TrainingKind, TrainingMark, TrainingState};
use entity::worker_certificate;
use sea_orm::Set;
use uuid::Uuid;

use super::people::Pool;
use super::{COURSES, Course, KIND, Session, Told, before, moved};
use crate::domain::trainings::runs_until;
use crate::made_up::Random;
use crate::seed::desk::Desk;
use crate::seed::rows::Rows;

/// Sessions and attendances of the founding report.
pub(in crate::seed) const SESSIONS: usize = 119;
pub(in crate::seed) const ATTENDANCES: usize = 3_230;
/// Of the sessions, classes with an exam.
const CLASSES: usize = 30;
/// People of a class at least.
const CLASS_PEOPLE: usize = 18;
/// People of a class who were not there often enough, and people who failed the exam.
const TOO_LITTLE: usize = 2;
const EXAM_FAILED: usize = 1;
/// Days from one class to the next, and from one talk to the next.
const CLASS_RHYTHM: u64 = 21;
const TALK_RHYTHM: u64 = 7;

const TALKS: [(TrainingKind, &str); 5] = [
    (TrainingKind::Talk, "外出务工权益讲座"),
    (TrainingKind::Campaign, "就业补贴政策宣讲"),
    (TrainingKind::Talk, "面试和签合同讲座"),
    (TrainingKind::Campaign, "津甘协作岗位宣讲"),
    (TrainingKind::Talk, "安全生产讲座"),
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

pub(super) fn add(desk: &Desk, rows: &mut Rows, pool: &Pool) {
    let mut left = ATTENDANCES;
    for at in 0..CLASSES {
        let people = CLASS_PEOPLE + at * 7 % 11;
        let first = day("2018-03-05") + Days::new(CLASS_RHYTHM * at as u64);
        let course = &COURSES[at % COURSES.len()];
        let number = format!("PX{}-{:02}", first.format("%Y"), at + 1);
        class(desk, rows, pool, (number, course), first, people);
        left -= people;
    }
    let talks = SESSIONS - CLASSES;
    for at in 0..talks {
        // As many as are left, spread evenly and then a few more here and fewer there.
        let even = left / talks + usize::from(at < left % talks);
        let swing = (at / 2) * 5 % 13;
        let last_alone = talks % 2 == 1 && at == talks - 1;
        let people = match at % 2 {
            _ if last_alone => even,
            0 => even + swing,
            _ => even - swing,
        };
        let on = day("2018-02-26") + Days::new(TALK_RHYTHM * at as u64);
        talk(desk, rows, pool, at, on, people);
    }
    recent(desk, rows, pool);
}

/// A class of three days; `people` attended enough, two more did not, and one failed the exam.
fn class(
    desk: &Desk,
    rows: &mut Rows,
    pool: &Pool,
    (number, course): (String, &Course),
    first: NaiveDate,
    people: usize,
) {
    let last = first + Days::new(2);
    let mut random = Random::of_item(
        u64::from(first.format("%Y%m%d").to_string().parse::<u32>().unwrap_or(1)),
        KIND,
        0,
    );
    let told = Told {
        kind: TrainingKind::Class,
        number: number.clone(),
        title: course.title.to_owned(),
        first,
        length: 3,
        hours: 24,
        seats: 40,
        state: TrainingState::Closed,
    };
    let mut session = Session::begin(desk, rows, told, Some(course));
    let there = pool.draw(&mut random, (first, last), people + TOO_LITTLE, true);
    for (at, worker) in there.iter().enumerate() {
        let seat = session.seat(desk, rows, *worker);
        let enough = at < people;
        let dull = random.index(6);
        session.marks(desk, rows, seat, |half| match (enough, half) {
            (false, half) if half > 1 => TrainingMark::Absent,
            (_, half) if half == dull => TrainingMark::Late,
            _ => TrainingMark::Present,
        });
        let score = enough.then(|| {
            let low = if at + EXAM_FAILED >= people { 40 } else { 62 };
            i32::try_from(low + random.below(18)).unwrap_or(60)
        });
        let number = format!("{number}-{:02}", at + 1);
        result(desk, rows, (seat, *worker), course, (last, score), number);
    }
    let closed = last + Days::new(10);
    session.row.ended_at = Set(Some(desk.at(last, 60)));
    let mut steps = before(desk, first);
    steps.extend([
        (TrainingState::Running, desk.at(first, 0)),
        (TrainingState::Examined, desk.at(last, 60)),
        (TrainingState::Closed, desk.at(closed, 0)),
    ]);
    session.end(desk, rows, &steps);
}

/// What came of a seat: not there often enough without points, not passed, or passed with a certificate.
fn result(
    desk: &Desk,
    rows: &mut Rows,
    (seat, worker): (Uuid, Uuid),
    course: &Course,
    (last, score): (NaiveDate, Option<i32>),
    number: String,
) {
    let Some(row) = rows.training_seats.last_mut() else {
        return;
    };
    let examined = desk.at(last, 90);
    let issued = last + Days::new(8);
    let passed = score.map(|score| score >= 60);
    row.exam_score = Set(score);
    row.exam_passed = Set(passed);
    row.version = Set(3);
    let clerk = desk.staff.county.clone();
    if passed != Some(true) {
        row.state = Set(SeatState::Failed);
        row.state_since = Set(examined);
        moved(
            rows,
            &clerk,
            seat,
            (Some(SeatState::Enrolled), SeatState::Failed),
            examined,
        );
        return;
    }
    let until = runs_until(course.certificate, issued);
    row.state = Set(SeatState::Certified);
    row.state_since = Set(desk.at(issued, 0));
    row.certificate_number = Set(number.clone());
    row.certified_on = Set(Some(issued));
    row.certified_at = Set(Some(desk.at(issued, 0)));
    row.certificate_until = Set(until);
    moved(
        rows,
        &clerk,
        seat,
        (Some(SeatState::Enrolled), SeatState::Completed),
        examined,
    );
    moved(
        rows,
        &clerk,
        seat,
        (Some(SeatState::Completed), SeatState::Certified),
        desk.at(issued, 0),
    );
    rows.certificates.push(worker_certificate::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        kind: Set(course.certificate.to_owned()),
        number: Set(number),
        issued_on: Set(Some(issued)),
        expires_on: Set(until),
    });
}

fn talk(desk: &Desk, rows: &mut Rows, pool: &Pool, at: usize, on: NaiveDate, people: usize) {
    let mut random = Random::of_item(at as u64, KIND, 1);
    let (kind, title) = TALKS[at % TALKS.len()];
    let told = Told {
        kind,
        number: format!("XJ{}-{:02}", on.format("%Y"), at + 1),
        title: title.to_owned(),
        first: on,
        length: 1,
        hours: 2,
        seats: 200,
        state: TrainingState::Closed,
    };
    let mut session = Session::begin(desk, rows, told, None);
    let over = desk.at(on, 120);
    for worker in pool.draw(&mut random, (on, on), people, false) {
        let seat = session.seat(desk, rows, worker);
        session.marks(desk, rows, seat, |_| TrainingMark::Present);
        if let Some(row) = rows.training_seats.last_mut() {
            row.state = Set(SeatState::Completed);
            row.state_since = Set(over);
            row.version = Set(2);
        }
        let clerk = desk.staff.county.clone();
        moved(
            rows,
            &clerk,
            seat,
            (Some(SeatState::Enrolled), SeatState::Completed),
            over,
        );
    }
    session.row.ended_at = Set(Some(over));
    let mut steps = before(desk, on);
    steps.extend([(TrainingState::Running, desk.at(on, 0)), (TrainingState::Closed, over)]);
    session.end(desk, rows, &steps);
}

/// Fork-lift drivers whose certificates, valid for four years, run out within the next weeks: somebody must call them.
fn recent(desk: &Desk, rows: &mut Rows, pool: &Pool) {
    let course = Course {
        title: "叉车司机班",
        occupation: "6-30-05-01",
        certificate: "forklift",
        brand: Some(entity::codes::LabourBrand::JinganSkill),
        institution: "平凉市技工学校",
    };
    let four_years_ago = desk.today - Months::new(48);
    let first = four_years_ago + Days::new(12);
    let number = format!("PX{}-90", first.format("%Y"));
    class(desk, rows, pool, (number, &course), first, 9);
}
