//! Workers with everything that hangs on them.

mod consents;

use std::collections::{HashMap, HashSet};

use chrono::{Days, Months, NaiveDate};
use entity::codes::{LabourAbility, PhoneState, SkillLevel, StatusSource, Subject, WorkerOrigin, WorkerStatus};
use entity::{
    worker, worker_certificate, worker_companion, worker_household, worker_intent, worker_phone, worker_skill,
    worker_status_change,
};
use sea_orm::Set;
use uuid::Uuid;

pub(super) use self::consents::{employer_consent, lets_match};
use super::SeedError;
use super::desk::{Desk, int};
use super::keys;
use super::rows::Rows;
use crate::domain::checks::person_name::pinyin_keys;
use crate::domain::checks::phone::Mobile;
use crate::domain::workers::INTENT_DAYS;
use crate::made_up::{Limit, Phone, Text, Worker};
use crate::reference::{certificate, occupation};

/// Days after which a status is worth an earlier line of the history.
const EARLIER_DAYS: u32 = 30;

/// Writes workers down, and remembers who they are for those who refer to them.
#[derive(Default)]
pub(super) struct People {
    ids: HashMap<Text, Uuid>,
    pairs: HashSet<(Uuid, Uuid)>,
    waiting: Vec<(Uuid, Text)>,
    trades: HashMap<Text, Option<&'static str>>,
}

impl People {
    /// The rows of one worker. `registered` is the day on which the record began, if that is told elsewhere.
    pub fn add(
        &mut self,
        desk: &Desk,
        rows: &mut Rows,
        told: &Worker,
        registered: Option<NaiveDate>,
    ) -> Result<Uuid, SeedError> {
        let id = Uuid::new_v4();
        let registered = registered.unwrap_or_else(|| desk.day(first_heard_days_ago(told) + 2));
        rows.workers.push(worker_row(desk, id, told, registered)?);
        for (position, phone) in (0..).zip(&told.phones) {
            rows.phones.push(phone_row(desk, id, position, phone)?);
        }
        rows.households.extend(household_rows(desk, id, told));
        rows.consents.extend(consents::of_worker(desk, id, told));
        rows.statuses.extend(status_rows(desk, id, told, registered));
        rows.intents.push(self.intent_row(desk, id, told));
        abilities(desk, rows, id, told);
        rows.announced.push((Subject::Worker, id));
        self.ids.insert(told.key.clone(), id);
        let others = told.intent.with_spouse.iter().chain(&told.intent.goes_with);
        self.waiting.extend(others.map(|key| (id, key.clone())));
        Ok(id)
    }

    /// Who goes with whom, as far as both are written down.
    pub fn pair_up(&mut self, rows: &mut Rows) {
        let (known, still): (Vec<_>, Vec<_>) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|(_, key)| self.ids.contains_key(key));
        self.waiting = still;
        for (id, key) in known {
            let other = self.ids[&key];
            let pair = (id.min(other), id.max(other));
            if self.pairs.insert(pair) {
                rows.companions.push(worker_companion::ActiveModel {
                    worker_id: Set(pair.0),
                    companion_id: Set(pair.1),
                });
            }
        }
    }

    /// The occupation that a word for a trade means.
    pub fn trade(&mut self, word: &Text) -> Option<&'static str> {
        if let Some(known) = self.trades.get(word) {
            return *known;
        }
        let found = occupation::resolve(word);
        self.trades.insert(word.clone(), found);
        found
    }

    fn intent_row(&mut self, desk: &Desk, id: Uuid, told: &Worker) -> worker_intent::ActiveModel {
        let intent = &told.intent;
        let mut trades: Vec<&str> = intent.trades.iter().filter_map(|word| self.trade(word)).collect();
        let mut seen = HashSet::new();
        trades.retain(|code| seen.insert(*code));
        let stated_on = desk.day(intent.stated_days_ago);
        worker_intent::ActiveModel {
            worker_id: Set(id),
            kinds: Set(keys::joined([entity::codes::WantKind::from(intent.want)])),
            places: Set(intent.places.join(" ")),
            trades: Set(trades.join(" ")),
            pay_min_yuan: Set(intent.pay_min_yuan.map(int)),
            lodging_required: Set(intent.lodging_required),
            meals_wanted: Set(intent.meals_wanted),
            night_shift_ok: Set(intent.night_shift_ok == Some(true)),
            near_home_only: Set(told.limits.contains(&Limit::NoOutOfCounty)),
            with_spouse: Set(intent.with_spouse.is_some()),
            earliest_date: Set(Some(desk.today + Days::new(intent.earliest_in_days.into()))),
            stay_months: Set(intent.months.map(int)),
            training_wish: Set(intent.training_wish.as_deref().unwrap_or_default().to_owned()),
            stated_on: Set(stated_on),
            source: Set(intent.stated_by.into()),
            expires_on: Set(stated_on + Days::new(INTENT_DAYS)),
            recorded_by: Set(desk.staff.liaison_of(&told.village_code).id),
        }
    }
}

/// How long ago anything of this worker was first written down.
fn first_heard_days_ago(told: &Worker) -> u32 {
    let consent = told.consent.as_ref().map_or(0, |consent| consent.days_ago);
    let calls = told
        .phones
        .iter()
        .map(|phone| phone.checked_days_ago)
        .max()
        .unwrap_or(0);
    consent
        .max(calls)
        .max(told.intent.stated_days_ago)
        .max(told.status.as_of_days_ago)
}

fn worker_row(desk: &Desk, id: Uuid, told: &Worker, registered: NaiveDate) -> Result<worker::ActiveModel, SeedError> {
    let number = told.identity_number();
    let certified = told.skills.iter().any(|skill| skill.certificate.is_some());
    let notes: Vec<&str> = told.care.iter().chain(&told.note).map(AsRef::as_ref).collect();
    Ok(worker::ActiveModel {
        id: Set(id),
        version: Set(1),
        id_number_cipher: Set(Some(desk.vault.seal(number.expose(), "worker.id_number", id)?)),
        id_number_index: Set(Some(desk.vault.blind_index("id-number", number.expose()))),
        id_number_last4: Set(Some(number.last4().to_owned())),
        name: Set(told.name.clone().into_owned()),
        name_keys: Set(pinyin_keys(&told.name)),
        sex: Set(Some(told.sex.into())),
        birth_date: Set(Some(told.birth)),
        region_code: Set(told.village_code.clone().into_owned()),
        education: Set(Some(told.education.into())),
        labour_ability: Set(Some(if certified {
            LabourAbility::Skilled
        } else {
            LabourAbility::Ordinary
        })),
        limits: Set(keys::joined(told.limits.iter().filter_map(|limit| keys::limit(*limit)))),
        care_duty: Set(told.care.is_some()),
        halal_wanted: Set(told.intent.halal_meals_wanted),
        status: Set(told.status.kind.into()),
        status_as_of: Set(desk.day(told.status.as_of_days_ago)),
        status_source: Set(told.status.source.into()),
        matchable: Set(told.consent.as_ref().is_some_and(lets_match)),
        origin: Set(WorkerOrigin::Registered),
        note: Set(notes.join("；")),
        registered_by: Set(desk.staff.liaison_of(&told.village_code).id),
        merged_into: Set(None),
        created_at: Set(desk.at(registered, 10)),
        updated_at: Set(desk.moment(told.status.as_of_days_ago, 20)),
    })
}

fn phone_row(desk: &Desk, worker: Uuid, position: i32, told: &Phone) -> Result<worker_phone::ActiveModel, SeedError> {
    let id = Uuid::new_v4();
    let number =
        Mobile::parse(&told.number).map_err(|problem| SeedError::Record(format!("{}: {problem}", told.number)))?;
    let state: PhoneState = told.state.into();
    Ok(worker_phone::ActiveModel {
        id: Set(id),
        worker_id: Set(worker),
        number_cipher: Set(desk.vault.seal(number.as_str(), "worker_phone.number", id)?),
        number_index: Set(desk.vault.blind_index("phone", number.as_str())),
        last4: Set(number.last4().to_owned()),
        owner: Set(told.owner.into()),
        state: Set(state),
        verified_at: Set((state != PhoneState::Unchecked).then(|| desk.moment(told.checked_days_ago, 40))),
        position: Set(position),
    })
}

/// The households were listed in 2014; monitoring began later, so figures of earlier years judge them without it.
fn household_rows(desk: &Desk, worker: Uuid, told: &Worker) -> Vec<worker_household::ActiveModel> {
    let listed = NaiveDate::from_ymd_opt(2014, 1, 1).unwrap_or(desk.today);
    let watched = desk.today - Months::new(14);
    let base = told.household.base.into();
    let by = desk.staff.county.id;
    let row = |monitor, risk_cleared, from: NaiveDate, to| worker_household::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        base: Set(base),
        monitor: Set(monitor),
        risk_cleared: Set(risk_cleared),
        from_date: Set(from),
        to_date: Set(to),
        recorded_by: Set(by),
        recorded_at: Set(desk.at(from, 0)),
    };
    match told.household.monitor {
        None => vec![row(None, false, listed, None)],
        Some(monitor) => vec![
            row(None, false, listed, Some(watched)),
            row(Some(monitor.into()), told.household.risk_cleared, watched, None),
        ],
    }
}

/// One line of a worker's status history.
pub(super) fn status_row(
    desk: &Desk,
    worker: Uuid,
    status: WorkerStatus,
    as_of: NaiveDate,
    source: StatusSource,
) -> worker_status_change::ActiveModel {
    worker_status_change::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(worker),
        status: Set(status),
        as_of: Set(as_of),
        source: Set(source),
        recorded_by: Set(desk.staff.station.id),
        recorded_at: Set(desk.at(as_of, 20)),
    }
}

fn status_rows(
    desk: &Desk,
    worker: Uuid,
    told: &Worker,
    registered: NaiveDate,
) -> impl Iterator<Item = worker_status_change::ActiveModel> {
    let status = WorkerStatus::from(told.status.kind);
    let as_of = desk.day(told.status.as_of_days_ago);
    let before = if status == WorkerStatus::Seeking {
        WorkerStatus::Away
    } else {
        WorkerStatus::Seeking
    };
    let earlier = registered + Days::new(EARLIER_DAYS.into()) <= as_of;
    let first = earlier.then(|| status_row(desk, worker, before, registered, StatusSource::Liaison));
    let now = status_row(desk, worker, status, as_of, told.status.source.into());
    first.into_iter().chain([now])
}

fn abilities(desk: &Desk, rows: &mut Rows, worker: Uuid, told: &Worker) {
    for skill in &told.skills {
        rows.skills.push(worker_skill::ActiveModel {
            id: Set(Uuid::new_v4()),
            worker_id: Set(worker),
            occupation_code: Set(skill.occupation.clone().into_owned()),
            years: Set(int(skill.years)),
            level: Set(SkillLevel::None),
        });
        let Some(held) = skill.certificate.as_deref().and_then(certificate::resolve) else {
            continue;
        };
        let issued = desk.day(100);
        rows.certificates.push(worker_certificate::ActiveModel {
            id: Set(Uuid::new_v4()),
            worker_id: Set(worker),
            kind: Set(held.key.to_owned()),
            number: Set(String::new()),
            issued_on: Set(Some(issued)),
            expires_on: Set(held
                .valid_years
                .map(|years| issued + Months::new(12 * u32::from(years)))),
        });
    }
}
