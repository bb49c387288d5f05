//! Random histories: people open, verify, leave, change jobs, move house, change category, are merged; and every figure, of any days, place
//! and day as of which it counts, is what a slow count over all rows says.

use chrono::{Days, Duration, NaiveDate};
use entity::codes::{
    EndReason, EvidenceKind, HouseholdBase, Monitor, Origin, PlacementKind, PlacementState, StatusSource, WorkerOrigin,
};
use entity::{placement, worker, worker_household};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::checks::person_name::PersonName;
use labour_bridge::domain::error::Result;
use labour_bridge::domain::figures::{Asked, Period};
use labour_bridge::domain::placements::{self, Correction, PlacementInput, Proof};
use labour_bridge::domain::unit::Unit;
use labour_bridge::domain::workers::{self, Details, HouseholdInput, Registration};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::slow::{self, CODES, Question};
use crate::support::workers::{OTHER_VILLAGE, VILLAGE};
use crate::support::{TestApp, on_both};

/// A small generator, so that a failing walk can be walked again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.roll(from.len() as u64)).expect("small")]
    }
}

const PLACES: [&str; 7] = [
    "120103",
    "120111",
    "620102",
    "610113",
    "620802103",
    "120116",
    "620802101",
];
const HOMES: [&str; 4] = [VILLAGE, OTHER_VILLAGE, "620802101200", "620802"];

/// By name: ids are made by chance and databases answer in an order of their own, and the dice should find the same person every time.
async fn people(app: &TestApp) -> Vec<worker::Model> {
    let living = worker::Entity::find().filter(worker::Column::MergedInto.is_null());
    let mut people = living.all(app.app.core.db.reader()).await.expect("workers");
    people.sort_by(|one, other| one.name.cmp(&other.name));
    people
}

/// In an order that owes nothing to ids, as with [`people`].
async fn jobs(app: &TestApp, people: &[worker::Model]) -> Vec<placement::Model> {
    let found = placement::Entity::find().all(app.app.core.db.reader()).await;
    let mut jobs = found.expect("placements");
    let whose = |job: &placement::Model| people.iter().position(|person| person.id == job.worker_id);
    jobs.sort_by_cached_key(|job| {
        let days = (job.started_on, job.ended_on, job.version);
        (
            whose(job),
            days,
            job.place_code.clone(),
            job.employer_name.clone(),
            job.pay_month_yuan,
        )
    });
    jobs
}

fn input(app: &TestApp, dice: &mut Dice, worker_id: Uuid) -> PlacementInput {
    let place = dice.pick(&PLACES);
    let near = place.starts_with("620802");
    let said = dice.pick(&[
        None,
        Some(PlacementKind::Workshop),
        Some(PlacementKind::Welfare),
        Some(PlacementKind::Welfare),
    ]);
    PlacementInput {
        worker_id,
        kind: said.filter(|_| near),
        full_time: dice.roll(4) > 0,
        employer_id: None,
        vacancy_id: None,
        employer_name: "某单位".into(),
        place_code: place.into(),
        occupation_code: String::new(),
        industry: String::new(),
        pay_month_yuan: dice.pick(&[None, Some(3_010), Some(4_205)]),
        offer: None,
        contract: None,
        insurance: None,
        origin: dice.pick(&[
            Origin::Station,
            Origin::Friend,
            Origin::Fair,
            Origin::Worker,
            Origin::Agency,
        ]),
        started_on: app.today() - Days::new(dice.roll(400)),
        proof: None,
    }
}

fn proof(app: &TestApp) -> Proof {
    Proof {
        kind: EvidenceKind::WageSlip,
        on: app.today(),
        note: String::new(),
        file: None,
    }
}

/// One step of one person's life. What the rules refuse does not happen.
async fn step(app: &TestApp, dice: &mut Dice) {
    if dice.roll(4) == 0 {
        app.pass(Duration::days(i64::try_from(1 + dice.roll(35)).expect("small")));
    }
    let mut unit = app.unit().await;
    let done = live(app, dice, &mut unit).await;
    if done.is_ok() {
        unit.commit().await.expect("committed");
    }
}

async fn live(app: &TestApp, dice: &mut Dice, unit: &mut Unit) -> Result<()> {
    let people = people(app).await;
    let jobs = jobs(app, &people).await;
    let person = &people[usize::try_from(dice.roll(people.len() as u64)).expect("small")];
    let job = (!jobs.is_empty()).then(|| &jobs[usize::try_from(dice.roll(jobs.len() as u64)).expect("small")]);
    match (dice.roll(12), job) {
        (0..=2, _) | (_, None) => placements::open(unit, input(app, dice, person.id)).await.map(drop),
        (3..=5, Some(job)) => placements::verify(unit, job.id, job.version, &proof(app)).await,
        (6, Some(job)) => {
            let on = job.started_on + Days::new(dice.roll(200));
            placements::leave(unit, job.id, job.version, on.min(app.today()), EndReason::Family).await
        }
        (7, Some(job)) => {
            let to = dice.pick(&[PlacementState::Lost, PlacementState::Disputed]);
            placements::mark(unit, job.id, job.version, to).await
        }
        (8, Some(job)) => {
            let ended_on = (job.started_on + Days::new(dice.roll(150))).min(app.today());
            let mut next = input(app, dice, job.worker_id);
            next.started_on = (ended_on + Days::new(dice.roll(50))).min(app.today());
            placements::change_job(unit, job.id, job.version, ended_on, next)
                .await
                .map(drop)
        }
        (9, Some(job)) => correct(app, dice, unit, job).await,
        (10, _) => categorise(app, dice, unit, person.id).await,
        (_, _) if dice.roll(3) == 0 => {
            let gone = people[usize::try_from(dice.roll(people.len() as u64)).expect("small")].id;
            workers::merge(unit, person.id, gone, "同一个人").await
        }
        _ => {
            let details = Details {
                name: PersonName::parse(&person.name).expect("a name"),
                region_code: dice.pick(&HOMES).into(),
                sex: person.sex,
                birth_date: person.birth_date,
                education: None,
                labour_ability: None,
                note: String::new(),
            };
            workers::set_details(unit, person.id, None, details).await
        }
    }
}

async fn correct(app: &TestApp, dice: &mut Dice, unit: &mut Unit, job: &placement::Model) -> Result<()> {
    let place = dice.pick(&PLACES);
    let started_on = job.started_on - Days::new(dice.roll(20));
    let correction = Correction {
        kind: None,
        employer_name: "另一个单位".into(),
        place_code: place.into(),
        occupation_code: String::new(),
        pay_month_yuan: Some(3_333),
        started_on,
        ended_on: job
            .ended_on
            .map(|last| (last + Days::new(dice.roll(10))).min(app.today())),
        reason: "看了合同".into(),
    };
    placements::correct(unit, job.id, job.version, correction).await
}

async fn categorise(app: &TestApp, dice: &mut Dice, unit: &mut Unit, person: Uuid) -> Result<()> {
    let open = worker_household::Entity::find()
        .filter(worker_household::Column::WorkerId.eq(person))
        .filter(worker_household::Column::ToDate.is_null())
        .one(unit.tx())
        .await?;
    let earliest = app.today() - Days::new(500);
    let from = open.map_or(earliest, |row| row.from_date) + Days::new(dice.roll(200));
    let input = HouseholdInput {
        base: dice.pick(&[HouseholdBase::General, HouseholdBase::Lifted]),
        monitor: dice.pick(&[None, None, Some(Monitor::Marginal)]),
        risk_cleared: false,
        from: from.min(app.today()),
    };
    workers::set_household(unit, person, None, input).await
}

/// Any days, any place, as of any day.
fn question(app: &TestApp, dice: &mut Dice) -> Question {
    let today = app.today();
    let long_ago = dice.roll(400);
    let as_of = today - Days::new(dice.pick(&[0, 0, 1, 30, long_ago]));
    let until = today - Days::new(dice.roll(300)) + Days::new(60);
    let from = until - Days::new(dice.roll(500));
    Question {
        period: Period { from, until },
        as_of,
        place: dice.pick(&["", "620802", "620802103", "620802101"]).into(),
    }
}

async fn registered(app: &TestApp, name: &str, home: &str, day: NaiveDate) {
    let mut unit = app.unit().await;
    let input = Registration::new(WorkerOrigin::SignUp, name, home, day, StatusSource::Liaison);
    workers::register(&mut unit, input).await.expect("a worker");
    unit.commit().await.expect("committed");
}

on_both! {
    async fn every_figure_is_what_a_slow_count_over_all_rows_says(app) {
        for (name, home) in ["马秀英", "王富贵", "李桂兰", "张彩霞", "海明", "焦玉兰"].into_iter().zip(HOMES.into_iter().cycle()) {
            registered(&app, name, home, app.today()).await;
        }
        let mut dice = Dice(20_261_123);
        let mut seen = [0_i64; CODES.len()];
        for _ in 0..14 {
            for _ in 0..12 {
                step(&app, &mut dice).await;
            }
            let books = slow::books(&app).await;
            // Questions asked by chance may all miss: the widest one sees whatever there is to see.
            let widest = Question {
                period: Period { from: app.today() - Days::new(4_000), until: app.today() },
                as_of: app.today(),
                place: String::new(),
            };
            let mut questions = vec![widest];
            questions.extend((0..6).map(|_| question(&app, &mut dice)));
            for asking in questions {
                let asked = Asked::new(app.app.core.db.reader(), &Actor::System, asking.period, asking.as_of, app.today())
                    .expect("figures")
                    .within(Some(asking.place.clone()));
                for (code, seen) in CODES.iter().zip(&mut seen) {
                    let slow = books.number(code, &asking);
                    assert_eq!(app.figure(code, &asked).await, Some(slow), "{code} {asking:?}");
                    *seen = (*seen).max(slow);
                }
            }
        }
        for (code, seen) in CODES.iter().zip(seen) {
            assert!(seen > 0, "{code} was never anything but nothing: the walk proves nothing about it");
        }
    }
}
