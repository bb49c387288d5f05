//! A class that runs, with the roll of its first days, and one that gives seats and leads to a post.

use chrono::Days;
use entity::codes::{TrainingKind, TrainingMark, TrainingState};
use entity::training_vacancy;
use sea_orm::Set;
use uuid::Uuid;

use super::people::Pool;
use super::{COURSES, KIND, Session, Told, before};
use crate::made_up::{Random, VacancyState};
use crate::seed::desk::Desk;
use crate::seed::introductions::Post;
use crate::seed::rows::Rows;

/// People in the class that runs, and seats given in the one to come.
const RUNNING: usize = 24;
const COMING: usize = 12;

pub(super) fn add(desk: &Desk, rows: &mut Rows, pool: &Pool, posts: &[Post<'_>]) {
    running(desk, rows, pool);
    coming(desk, rows, pool, posts);
}

fn running(desk: &Desk, rows: &mut Rows, pool: &Pool) {
    let first = desk.day(2);
    let mut random = Random::of_item(1, KIND, 2);
    let course = &COURSES[3];
    let told = Told {
        kind: TrainingKind::Class,
        number: format!("PX{}-98", first.format("%Y")),
        title: course.title.to_owned(),
        first,
        length: 5,
        hours: 40,
        seats: 30,
        state: TrainingState::Running,
    };
    let mut session = Session::begin(desk, rows, told, Some(course));
    let last = first + Days::new(4);
    for (at, worker) in pool
        .draw(&mut random, (first, last), RUNNING, false)
        .into_iter()
        .enumerate()
    {
        let seat = session.seat(desk, rows, worker);
        // The roll of today is for somebody to call.
        let today = session.days.iter().filter(|(_, on)| *on < desk.today).count();
        let days = session.days.clone();
        session.days.truncate(today);
        session.marks(desk, rows, seat, |half| match (at, half) {
            (3, 1) => TrainingMark::Absent,
            (7, 0) => TrainingMark::Late,
            (11, 2) => TrainingMark::Excused,
            _ => TrainingMark::Present,
        });
        session.days = days;
    }
    let mut steps = before(desk, first);
    steps.push((TrainingState::Running, desk.at(first, 0)));
    session.end(desk, rows, &steps);
}

fn coming(desk: &Desk, rows: &mut Rows, pool: &Pool, posts: &[Post<'_>]) {
    let first = desk.today + Days::new(9);
    let mut random = Random::of_item(2, KIND, 2);
    let course = &COURSES[0];
    let told = Told {
        kind: TrainingKind::Class,
        number: format!("PX{}-99", first.format("%Y")),
        title: course.title.to_owned(),
        first,
        length: 5,
        hours: 40,
        seats: 30,
        state: TrainingState::Enrolling,
    };
    let mut session = Session::begin(desk, rows, told, Some(course));
    let last = first + Days::new(4);
    for worker in pool.draw(&mut random, (first, last), COMING, false) {
        session.seat(desk, rows, worker);
    }
    let care = |post: &&Post<'_>| post.told.state == VacancyState::Published && post.told.filled < post.told.headcount;
    let found = posts
        .iter()
        .filter(care)
        .find(|post| post.told.occupation == course.occupation)
        .or_else(|| posts.iter().find(care));
    if let Some(post) = found {
        rows.training_posts.push(training_vacancy::ActiveModel {
            id: Set(Uuid::new_v4()),
            training_id: Set(session.id),
            vacancy_id: Set(post.id),
        });
    }
    let steps = before(desk, first);
    session.end(desk, rows, &steps);
}
