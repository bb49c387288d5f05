//! People introduced to the story's posts: some wait for an answer, some are invited, hired or on post, some said no.

mod course;
mod write;

use std::collections::HashMap;

use uuid::Uuid;

use self::course::{COURSES, Course};
use self::write::Introduction;
use super::desk::{Desk, int};
use super::past::Alumnus;
use super::rows::Rows;
use super::vacancies::Owner;
use super::workers::lets_match;
use crate::domain::applications::Reference;
use crate::domain::clock;
use crate::made_up::{Demand, Random, Text, Vacancy, VacancyState, Want, WorkStatus};
use crate::reference::region;

/// Keeps the references apart from other streams.
const KIND: u64 = 11;

/// A post of the story on which people may be introduced.
pub(super) struct Post<'a> {
    pub id: Uuid,
    pub told: &'a mut Vacancy,
}

/// Introduces people of the history who are not on post to the posts. Raises the posts' number of places taken.
pub(super) fn add(
    desk: &Desk,
    rows: &mut Rows,
    posts: &mut [Post<'_>],
    firms: &HashMap<Text, Owner<'_>>,
    alumni: &[Alumnus],
) {
    let mut free: Vec<&Alumnus> = alumni.iter().filter(|person| is_free(person)).collect();
    let mut courses = COURSES.iter().cycle();
    let mut made = 0;
    for (at, post) in posts.iter_mut().enumerate() {
        let Some(firm) = firms.get(&post.told.employer) else {
            continue;
        };
        let is_full = post.told.state == VacancyState::Full;
        if !is_full && post.told.state != VacancyState::Published {
            continue;
        }
        // One, two or three a post; the one place of a full post was taken by somebody, too.
        let wanted = if is_full {
            post.told.filled
        } else {
            1 + u32::try_from(at % 3).unwrap_or(0)
        };
        if is_full {
            post.told.filled = 0;
        }
        for _ in 0..wanted {
            let Some(found) = free.iter().position(|person| suits(desk, person, post.told)) else {
                break;
            };
            let person = free.remove(found);
            let course = if is_full {
                &COURSES[0]
            } else {
                next_course(&mut courses, post.told)
            };
            let introduction = Introduction {
                desk,
                person,
                course,
                started_days_ago: started(course, post.told, made),
                reference: reference(made),
            };
            introduction.write(rows, post, firm);
            made += 1;
        }
    }
}

/// Looking for work, with consent, and nothing that a post could not offer.
fn is_free(person: &Alumnus) -> bool {
    let told = &person.told;
    !person.on_post
        && told.status.kind == WorkStatus::Seeking
        && told.consent.as_ref().is_some_and(lets_match)
        && told.limits.is_empty()
        && told.care.is_none()
        && !told.intent.halal_meals_wanted
        && told.intent.with_spouse.is_none()
}

/// Whether the person could take the post: place, pay, age, schooling and night shifts.
fn suits(desk: &Desk, person: &Alumnus, post: &Vacancy) -> bool {
    let told = &person.told;
    let age = clock::age_on(told.birth, desk.today);
    let near = post.place_code.starts_with("6208");
    let place = if near {
        matches!(told.intent.want, Want::Near | Want::Workshop)
    } else {
        told.intent.want == Want::Away
            && told
                .intent
                .places
                .iter()
                .any(|code| region::contains(code, &post.place_code))
    };
    let schooling = entity::codes::Education::from(told.education) >= post.education.into();
    let nights = told.intent.night_shift_ok == Some(true) || !post.demands.contains(&Demand::Night);
    place
        && schooling
        && nights
        && !post.certificate_required
        && told.intent.pay_min_yuan.is_none_or(|least| least <= post.pay.max_yuan)
        && age >= int(post.age_min)
        && post.age_max.is_none_or(|most| age <= int(most))
}

/// The next course for which the post has been public long enough and has a place left.
fn next_course<'a>(courses: &mut impl Iterator<Item = &'a Course>, post: &Vacancy) -> &'a Course {
    let last_place = post.filled + 1 >= post.headcount;
    courses
        .by_ref()
        .find(|course| course.days < post.published_days_ago.max(1) && !(last_place && course.takes_place()))
        .unwrap_or(&COURSES[2])
}

fn started(course: &Course, post: &Vacancy, made: u64) -> u32 {
    let spare = post.published_days_ago.saturating_sub(course.days + 1);
    course.days + u32::try_from(made % 9).unwrap_or(0).min(spare)
}

fn reference(item: u64) -> Reference {
    let made = Random::of_item(0, KIND, item).next_u64().to_le_bytes();
    Reference::from_bytes(std::array::from_fn(|at| made[at]))
}
