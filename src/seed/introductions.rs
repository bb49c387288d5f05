//! People introduced to the story's posts: some wait for an answer, some are invited, hired or on post, some said no.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{
    ApplicationReason, ApplicationState, EvidenceKind, InterviewWay, Origin, PlacementKind, PlacementState,
    StatusSource, Subject, WorkerStatus,
};
use entity::{application, placement, placement_evidence};
use sea_orm::Set;
use serde_json::{Value, json};
use uuid::Uuid;

use super::desk::{Desk, Step, int};
use super::past::Alumnus;
use super::rows::Rows;
use super::vacancies::Owner;
use super::workers::{employer_consent, lets_match, status_row};
use crate::domain::clock;
use crate::made_up::{PayForm, Random, Text, Vacancy, VacancyState, Want, WorkStatus};
use crate::reference::region;

/// Keeps the references apart from other streams.
const KIND: u64 = 11;

/// Where an introduction stands, and how many days it took to come there.
struct Course {
    steps: &'static [ApplicationState],
    reason: Option<ApplicationReason>,
    days: u32,
}

const fn course(steps: &'static [ApplicationState], reason: Option<ApplicationReason>, days: u32) -> Course {
    Course { steps, reason, days }
}

/// The courses in the order in which they are given to posts.
const COURSES: &[Course] = {
    use ApplicationReason::{Family, FoundOther, GaveUp, Medical, Skill};
    use ApplicationState::{Arrived, Expressed, Hired, Interview, Recommended, Rejected, Withdrawn};
    &[
        course(&[Recommended, Interview, Hired, Arrived], None, 4),
        course(&[Recommended, Interview], None, 1),
        course(&[Expressed], None, 0),
        course(&[Recommended, Hired], None, 2),
        course(&[Expressed, Recommended], None, 1),
        course(&[Recommended, Interview, Rejected], Some(Skill), 3),
        course(&[Expressed, Recommended, Interview, Hired, Arrived], None, 5),
        course(&[Recommended], None, 0),
        course(&[Recommended, Withdrawn], Some(Family), 2),
        course(&[Recommended, Interview, Hired], None, 3),
        course(&[Expressed, Recommended, Withdrawn], Some(FoundOther), 2),
        course(&[Recommended, Hired, Arrived], None, 4),
        course(&[Recommended, Interview, Hired, Withdrawn], Some(GaveUp), 4),
        course(&[Recommended, Interview, Rejected], Some(Medical), 4),
    ]
};

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
    let nights = told.intent.night_shift_ok == Some(true) || !post.demands.iter().any(|demand| demand.key() == "night");
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

/// A reference such as `KT7M-4P29`: seven letters and the weighted sum that notices slips of the pen.
fn reference(item: u64) -> String {
    const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let bytes = Random::of_item(0, KIND, item).next_u64().to_le_bytes();
    let digits = bytes[..7].iter().map(|byte| usize::from(*byte) % ALPHABET.len());
    let check = digits
        .clone()
        .zip(1..)
        .map(|(digit, weight)| digit * weight)
        .sum::<usize>()
        % ALPHABET.len();
    let letters: String = digits.chain([check]).map(|digit| char::from(ALPHABET[digit])).collect();
    format!("{}-{}", &letters[..4], &letters[4..])
}

impl Course {
    fn last(&self) -> ApplicationState {
        self.steps.last().copied().unwrap_or(ApplicationState::Expressed)
    }

    fn takes_place(&self) -> bool {
        matches!(self.last(), ApplicationState::Hired | ApplicationState::Arrived)
    }
}

/// One person brought together with one post.
struct Introduction<'a> {
    desk: &'a Desk,
    person: &'a Alumnus,
    course: &'a Course,
    started_days_ago: u32,
    reference: String,
}

impl Introduction<'_> {
    fn write(&self, rows: &mut Rows, post: &mut Post<'_>, firm: &Owner<'_>) {
        let id = Uuid::new_v4();
        rows.applications.push(self.application(id, post, firm));
        if self
            .course
            .steps
            .iter()
            .any(|state| *state != ApplicationState::Expressed)
        {
            rows.consents.push(employer_consent(
                self.desk,
                self.person.id,
                firm.id,
                self.started_days_ago,
            ));
        }
        self.timeline(rows, id);
        if self.course.takes_place() {
            post.told.filled += 1;
        }
        if self.course.last() == ApplicationState::Arrived {
            self.arrival(rows, id, post, firm);
        }
    }

    /// The day of the n-th step: as many days as the course takes, spread over its steps.
    fn days_ago(&self, step: usize) -> u32 {
        let steps = self.course.steps.len().saturating_sub(1).max(1);
        let passed = self.course.days * u32::try_from(step).unwrap_or(0) / u32::try_from(steps).unwrap_or(1);
        self.started_days_ago.saturating_sub(passed)
    }

    fn by_the_person(&self) -> bool {
        self.course.steps.first() == Some(&ApplicationState::Expressed)
    }

    fn application(&self, id: Uuid, post: &Post<'_>, firm: &Owner<'_>) -> application::ActiveModel {
        let invited = self.course.steps.contains(&ApplicationState::Interview);
        let last = self.course.steps.len().saturating_sub(1);
        let meeting = if self.course.last() == ApplicationState::Interview {
            self.desk.now + chrono::Duration::days(2)
        } else {
            self.desk.moment(self.days_ago(last), 0)
        };
        application::ActiveModel {
            id: Set(id),
            reference: Set(self.reference.clone()),
            worker_id: Set(self.person.id),
            vacancy_id: Set(post.id),
            employer_id: Set(firm.id),
            origin: Set(self.origin()),
            state: Set(self.course.last()),
            state_since: Set(self.desk.moment(self.days_ago(last), 90)),
            reason: Set(self.course.reason),
            note: Set(String::new()),
            recommended_by: Set(self.desk.staff.station.id.filter(|_| !self.by_the_person())),
            score_version: Set(String::new()),
            reasons: Set(Value::Null),
            overrides: Set(json!([])),
            interview_at: Set(invited.then_some(meeting)),
            interview_place: Set(if invited {
                post.told.address.clone().into_owned()
            } else {
                String::new()
            }),
            interview_way: Set(invited.then_some(InterviewWay::Phone)),
            version: Set(1),
            created_at: Set(self.desk.moment(self.started_days_ago, 10)),
            ..Default::default()
        }
    }

    fn origin(&self) -> Origin {
        if self.by_the_person() {
            Origin::Worker
        } else {
            Origin::Station
        }
    }

    fn timeline(&self, rows: &mut Rows, id: Uuid) {
        let mut from = None;
        for (at, state) in self.course.steps.iter().enumerate() {
            let minutes = 10 + 20 * u32::try_from(at).unwrap_or(0);
            let step = Step {
                from,
                to: *state,
                reason: "",
                by: &self.desk.staff.station,
                at: self.desk.moment(self.days_ago(at), minutes),
            };
            rows.moves.push(step.row(Subject::Application, id));
            from = Some(*state);
        }
    }

    /// On post, confirmed by the employer.
    fn arrival(&self, rows: &mut Rows, application: Uuid, post: &Post<'_>, firm: &Owner<'_>) {
        let desk = self.desk;
        let id = Uuid::new_v4();
        let days_ago = self.days_ago(self.course.steps.len() - 1);
        let day = desk.day(days_ago);
        rows.placements.push(self.placement(id, application, post, firm, day));
        rows.evidence.push(placement_evidence::ActiveModel {
            id: Set(Uuid::new_v4()),
            placement_id: Set(id),
            kind: Set(EvidenceKind::EmployerConfirmed),
            on_date: Set(day),
            note: Set(String::new()),
            file_id: Set(None),
            recorded_by: Set(desk.staff.station.id),
            recorded_at: Set(desk.at(day, 100)),
        });
        for (from, to) in [
            (None, PlacementState::Unverified),
            (Some(PlacementState::Unverified), PlacementState::OnPost),
        ] {
            let by = &desk.staff.station;
            let step = Step {
                from,
                to,
                reason: "",
                by,
                at: desk.at(day, 110),
            };
            rows.moves.push(step.row(Subject::Placement, id));
        }
        let status = if kind_of(post.told) == PlacementKind::PairedEast {
            WorkerStatus::Away
        } else {
            WorkerStatus::Near
        };
        rows.statuses
            .push(status_row(desk, self.person.id, status, day, StatusSource::Placement));
        if let Some(worker) = rows.workers.iter_mut().find(|row| row.id == Set(self.person.id)) {
            worker.status = Set(status);
            worker.status_as_of = Set(day);
            worker.status_source = Set(StatusSource::Placement);
        }
    }

    fn placement(
        &self,
        id: Uuid,
        application: Uuid,
        post: &Post<'_>,
        firm: &Owner<'_>,
        day: NaiveDate,
    ) -> placement::ActiveModel {
        let told = &post.told;
        placement::ActiveModel {
            id: Set(id),
            version: Set(1),
            worker_id: Set(self.person.id),
            kind: Set(kind_of(told)),
            full_time: Set(true),
            employer_id: Set(Some(firm.id)),
            vacancy_id: Set(Some(post.id)),
            application_id: Set(Some(application)),
            employer_name: Set(firm.told.name.clone().into_owned()),
            place_code: Set(told.place_code.clone().into_owned()),
            occupation_code: Set(told.occupation.clone().into_owned()),
            industry: Set(firm.told.industry.clone().into_owned()),
            pay_month_yuan: Set(Some(int(told.pay.min_yuan))),
            offer: Set(json!({})),
            contract: Set(Some(told.contract.into())),
            insurance: Set(Some(told.insurance.into())),
            origin: Set(self.origin()),
            started_on: Set(day),
            state: Set(PlacementState::OnPost),
            verified_by: Set(self.desk.staff.station.id),
            verified_at: Set(Some(self.desk.at(day, 110))),
            created_by: Set(self.desk.staff.station.id),
            created_at: Set(self.desk.at(day, 95)),
            ..Default::default()
        }
    }
}

/// The class that figures count. Work by the piece near home is the workshop's.
fn kind_of(post: &Vacancy) -> PlacementKind {
    if post.place_code.starts_with("12") {
        PlacementKind::PairedEast
    } else if post.pay.form == PayForm::Piece {
        PlacementKind::Workshop
    } else {
        PlacementKind::InCounty
    }
}
