//! One introduction as rows.

use chrono::{Duration, NaiveDate};
use entity::codes::{
    ApplicationState, EvidenceKind, InterviewWay, Origin, PlacementKind, PlacementState, StatusSource, Subject,
    WorkerStatus,
};
use entity::{application, placement, placement_evidence};
use sea_orm::Set;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Post;
use super::course::Course;
use crate::domain::applications::Reference;
use crate::domain::placements::Offer;
use crate::domain::placements::kind::{is_away, kind_of};
use crate::made_up::{PayForm, Vacancy};
use crate::seed::aftercare::{Job, calls_of};
use crate::seed::desk::{Desk, Step, int};
use crate::seed::past::Alumnus;
use crate::seed::rows::Rows;
use crate::seed::vacancies::Owner;
use crate::seed::workers::{employer_consent, status_row};

/// One person brought together with one post.
pub(super) struct Introduction<'a> {
    pub desk: &'a Desk,
    pub person: &'a Alumnus,
    pub course: &'a Course,
    pub started_days_ago: u32,
    pub reference: Reference,
}

impl Introduction<'_> {
    /// The rows of the application, and of the placement if the person arrived. Raises the post's number of places taken.
    pub fn write(&self, rows: &mut Rows, post: &mut Post<'_>, firm: &Owner<'_>) {
        let id = Uuid::new_v4();
        rows.applications.push(self.application(id, post, firm));
        if self.shared().is_some() {
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

    /// The step with which the person's data went to the employer.
    fn shared(&self) -> Option<usize> {
        self.course
            .steps
            .iter()
            .position(|state| *state == ApplicationState::Recommended)
    }

    fn by_the_person(&self) -> bool {
        self.course.steps.first() == Some(&ApplicationState::Expressed)
    }

    fn application(&self, id: Uuid, post: &Post<'_>, firm: &Owner<'_>) -> application::ActiveModel {
        let invited = self.course.steps.contains(&ApplicationState::Interview);
        let last = self.course.steps.len().saturating_sub(1);
        let meeting = if self.course.last() == ApplicationState::Interview {
            self.desk.now + Duration::days(2)
        } else {
            self.desk.moment(self.days_ago(last), 0)
        };
        application::ActiveModel {
            id: Set(id),
            reference: Set(self.reference.to_string()),
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
            overrides: Set(json!({})),
            interview_at: Set(invited.then_some(meeting)),
            interview_place: Set(if invited {
                post.told.address.clone().into_owned()
            } else {
                String::new()
            }),
            interview_way: Set(invited.then_some(InterviewWay::Phone)),
            shared_at: Set(self.shared().map(|step| self.desk.moment(self.days_ago(step), 30))),
            version: Set(1),
            created_at: Set(self.desk.moment(self.started_days_ago, 10)),
            score: Set(None),
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
        let job = Job {
            id,
            worker: self.person.id,
            started_on: day,
            ended_on: None,
        };
        calls_of(desk, rows, &job);
        let status = if is_away(self.kind(post.told, day)) {
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

    /// The class that figures count. Work by the piece near home is the workshop's.
    fn kind(&self, post: &Vacancy, day: NaiveDate) -> PlacementKind {
        match kind_of(&self.person.told.village_code, &post.place_code, day) {
            PlacementKind::InCounty if post.pay.form == PayForm::Piece => PlacementKind::Workshop,
            kind => kind,
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
            kind: Set(self.kind(told, day)),
            full_time: Set(true),
            employer_id: Set(Some(firm.id)),
            vacancy_id: Set(Some(post.id)),
            application_id: Set(Some(application)),
            employer_name: Set(firm.told.name.clone().into_owned()),
            place_code: Set(told.place_code.clone().into_owned()),
            occupation_code: Set(told.occupation.clone().into_owned()),
            industry: Set(firm.told.industry.clone().into_owned()),
            pay_month_yuan: Set(Some(int(told.pay.min_yuan))),
            offer: Set(offer(told)),
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

/// What was promised.
fn offer(post: &Vacancy) -> Value {
    let pay = &post.pay;
    let hourly = (pay.min_yuan * 100).checked_div(pay.hours_per_month);
    json!(Offer {
        title: post.title.clone().into_owned(),
        pay_form: pay.form.into(),
        pay_min_yuan: int(pay.min_yuan),
        pay_max_yuan: int(pay.max_yuan),
        hours_per_month: Some(int(pay.hours_per_month)),
        hourly_fen: hourly.map(i64::from),
        lodging: post.lodging.into(),
        meals: post.meals.into(),
        shift: post.shift.into(),
        contract: post.contract.into(),
    })
}
