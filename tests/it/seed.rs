//! The demo story and generated data in the database.

use std::collections::{HashMap, HashSet};

use chrono::Duration;
use entity::codes::{Code as _, EmployerState, FairState, PlacementKind, Subject, TrainingState, VacancyState};
use entity::{
    account, application, audit_event, consent, employer, fair, outbox_event, placement, placement_evidence,
    state_move, training, training_seat, training_vacancy, vacancy, worker,
};
use labour_bridge::domain::clock;
use labour_bridge::domain::employers::is_fit_to_publish;
use labour_bridge::domain::fairs::{self, statistics};
use labour_bridge::domain::workers::{Found, find};
use labour_bridge::seed::{Amount, PASSWORD, SeedError, Seeder};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::{TestApp, on_both};

impl TestApp {
    pub fn seeder(&self) -> Seeder {
        Seeder::new(self.app.core.clone(), self.now())
    }
}

on_both! {
    async fn everybody_of_the_story_signs_in(app) {
        let counts = app.seeder().demo().await.expect("the story");
        let logins = account::Entity::find().all(app.app.core.db.reader()).await.expect("accounts");
        assert_eq!((logins.len(), counts.accounts), (10, 10));
        for login in logins {
            let mut client = app.visitor();
            let page = client.post("/sign-in", &[("login", &login.login), ("password", PASSWORD)]).await;
            assert_ne!(page.done(), "/account/password", "{}", login.login);
        }
    }

    async fn as_many_were_sent_to_tianjin_as_the_founding_report_counts(app) {
        app.seeder().demo().await.expect("the story");
        let db = app.app.core.db.reader();
        let placements = placement::Entity::find().all(db).await.expect("placements");
        let report = chrono::NaiveDate::from_ymd_opt(2020, 1, 15).expect("a day");
        let sent: HashSet<Uuid> = placements
            .iter()
            .filter(|row| row.kind == PlacementKind::PairedEast && row.place_code.starts_with("12"))
            .filter(|row| row.verified_at.is_some() && row.started_on < report)
            .map(|row| row.worker_id)
            .collect();
        assert_eq!(sent.len(), 597);
        let proven: HashSet<Uuid> = placement_evidence::Entity::find()
            .all(db).await.expect("evidence").into_iter().map(|row| row.placement_id).collect();
        let mut by_worker: HashMap<Uuid, Vec<&placement::Model>> = HashMap::new();
        for row in &placements {
            assert!(proven.contains(&row.id));
            by_worker.entry(row.worker_id).or_default().push(row);
        }
        let mut on_post = 0;
        for rows in by_worker.values_mut() {
            rows.sort_by_key(|row| row.started_on);
            for pair in rows.windows(2) {
                assert!(pair[0].ended_on.is_some_and(|ended| ended < pair[1].started_on));
            }
            on_post += rows.iter().filter(|row| row.ended_on.is_none()).count();
        }
        assert!((24..=80).contains(&on_post), "{on_post} are still on post");
    }

    async fn every_post_has_its_timeline_and_public_ones_a_fit_employer(app) {
        app.seeder().demo().await.expect("the story");
        let db = app.app.core.db.reader();
        let today = clock::day_of(app.now());
        let employers: HashMap<Uuid, employer::Model> = employer::Entity::find()
            .all(db).await.expect("employers").into_iter().map(|row| (row.id, row)).collect();
        let states: HashSet<EmployerState> = employers.values().map(|row| row.state).collect();
        assert_eq!(states.len(), EmployerState::ALL.len());
        let last = last_states(&app).await;
        let mut seen = HashSet::new();
        for post in vacancy::Entity::find().all(db).await.expect("posts") {
            assert_eq!(last.get(&post.id), Some(&post.state.key().to_owned()), "{}", post.reference);
            assert_eq!(post.state == VacancyState::Full, post.filled == post.headcount, "{}", post.reference);
            let hired = application::Entity::find()
                .filter(application::Column::VacancyId.eq(post.id))
                .filter(application::Column::State.is_in(["hired", "arrived"]))
                .count(db).await.expect("a count");
            assert_eq!(u64::try_from(post.filled), Ok(hired), "{}", post.reference);
            if post.state == VacancyState::Published {
                assert_eq!(is_fit_to_publish(&employers[&post.employer_id], today), Ok(()), "{}", post.reference);
                assert!(post.valid_until >= today && post.published_at.is_some_and(|at| at <= app.now()));
            }
            seen.insert(post.state);
        }
        let told = [VacancyState::Draft, VacancyState::Review, VacancyState::Returned, VacancyState::Published,
            VacancyState::Paused, VacancyState::Full, VacancyState::Expired];
        assert_eq!(seen, HashSet::from(told));
        for row in application::Entity::find().all(db).await.expect("applications") {
            assert_eq!(last.get(&row.id), Some(&row.state.key().to_owned()));
        }
    }

    async fn the_index_hears_of_everybody_and_the_audit_trail_of_the_seeding(app) {
        let counts = app.seeder().demo().await.expect("the story");
        let db = app.app.core.db.reader();
        let told = |subject| outbox_event::Entity::find().filter(outbox_event::Column::Subject.eq(subject)).count(db);
        assert_eq!(told(Subject::Worker).await.expect("a count"), counts.workers as u64);
        assert_eq!(told(Subject::Vacancy).await.expect("a count"), counts.vacancies as u64);
        let trail = audit_event::Entity::find().all(db).await.expect("the trail");
        assert_eq!(trail.len(), 1);
        assert_eq!((trail[0].action.as_str(), &trail[0].details["workers"]), ("seed", &counts.workers.into()));
    }

    async fn nobody_is_matched_or_introduced_without_consent(app) {
        app.seeder().demo().await.expect("the story");
        let db = app.app.core.db.reader();
        let consents = consent::Entity::find().filter(consent::Column::WithdrawnAt.is_null()).all(db).await.expect("consents");
        let stands: HashSet<_> = consents.iter().map(|row| (row.worker_id, row.scope.key(), row.employer_id)).collect();
        let workers = worker::Entity::find().all(db).await.expect("workers");
        for row in &workers {
            assert_eq!(row.matchable, stands.contains(&(row.id, "match", None)), "{}", row.name);
        }
        assert!(workers.iter().any(|row| row.name == "张彩霞" && !row.matchable));
        for row in application::Entity::find().all(db).await.expect("applications") {
            let named = stands.contains(&(row.worker_id, "employer", Some(row.employer_id)));
            assert!(named || row.state.key() == "expressed", "{}", row.reference);
        }
    }

    async fn two_fairs_of_the_report_are_filed_and_one_is_open(app) {
        app.seeder().demo().await.expect("the story");
        let db = app.app.core.db.reader();
        let last = last_states(&app).await;
        let fairs = fair::Entity::find().all(db).await.expect("fairs");
        for fair in &fairs {
            assert_eq!(last.get(&fair.id), Some(&fair.state.key().to_owned()), "{}", fair.name);
        }
        assert_eq!(fairs.iter().filter(|fair| fair.state == FairState::Booking).count(), 1);
        let report = chrono::NaiveDate::from_ymd_opt(2020, 1, 15).expect("a day");
        let finished: Vec<&fair::Model> = fairs.iter().filter(|fair| clock::day_of(fair.starts_at) <= report).collect();
        assert_eq!(finished.len(), 2, "the founding report counts two on-site fairs");
        for fair in finished {
            // The sheet that was filed is what the rows say.
            assert_eq!(statistics::reported(fair), Some(statistics::count(db, fair).await.expect("counted")), "{}", fair.name);
            let outcomes = fairs::outcomes(db, fair, clock::day_of(app.now())).await.expect("outcomes");
            assert!(outcomes.arrived > 0 && outcomes.arrived <= outcomes.day.intending, "{outcomes:?}");
            assert!(outcomes.kept_90.0 <= outcomes.kept_90.1 && outcomes.kept_90.1 == outcomes.arrived, "{outcomes:?}");
        }
    }

    async fn the_trainings_of_the_report_are_held_one_runs_and_one_gives_seats(app) {
        app.seeder().demo().await.expect("the story");
        let db = app.app.core.db.reader();
        let last = last_states(&app).await;
        let trainings = training::Entity::find().all(db).await.expect("trainings");
        for row in &trainings {
            assert_eq!(last.get(&row.id), Some(&row.state.key().to_owned()), "{}", row.number);
            assert_eq!(row.ended_at.is_some(), row.state == TrainingState::Closed);
        }
        let report = chrono::NaiveDate::from_ymd_opt(2020, 1, 15).expect("a day");
        assert_eq!(trainings.iter().filter(|row| row.last_day <= report).count(), 119);
        let in_state = |state| trainings.iter().filter(|row| row.state == state).count();
        assert_eq!((in_state(TrainingState::Running), in_state(TrainingState::Enrolling)), (1, 1));
        for seat in training_seat::Entity::find().all(db).await.expect("seats") {
            assert_eq!(last.get(&seat.id), Some(&seat.state.key().to_owned()));
        }
        assert_eq!(training_vacancy::Entity::find().count(db).await.expect("a count"), 1);
    }
    async fn claims_of_every_state_are_told_and_some_people_have_not_claimed(app) {
        use entity::codes::ClaimState;
        use entity::{subsidy_claim, subsidy_objection, subsidy_policy, subsidy_verdict};
        app.seeder().demo().await.expect("the story");
        let db = app.app.core.db.reader();
        let claims = subsidy_claim::Entity::find().all(db).await.expect("claims");
        assert_eq!(claims.len(), 24);
        let states: HashSet<ClaimState> = claims.iter().map(|claim| claim.state).collect();
        assert_eq!(states.len(), ClaimState::ALL.len() - 1, "every state but that nobody wants it any more");
        let last = last_states(&app).await;
        for claim in &claims {
            assert_eq!(last.get(&claim.id), Some(&claim.state.key().to_owned()));
        }
        assert_eq!(claims.iter().filter(|claim| claim.held).count(), 1);
        assert_eq!(subsidy_objection::Entity::find().count(db).await.expect("a count"), 1);
        assert_eq!(subsidy_policy::Entity::find().count(db).await.expect("a count"), 12);
        assert!(subsidy_verdict::Entity::find().count(db).await.expect("a count") > 0);
    }

    async fn numbers_and_phones_of_the_story_are_found_again(app) {
        app.seeder().demo().await.expect("the story");
        let wang = worker::Entity::find()
            .filter(worker::Column::Name.eq("王富贵"))
            .one(app.app.core.db.reader()).await.expect("an answer").expect("王富贵");
        let sealed = wang.id_number_cipher.expect("a number");
        let number = app.app.core.vault.open(&sealed, "worker.id_number", wang.id).expect("the number opens");
        for words in [number.as_str(), "199 0010 0001", "wfg"] {
            let unit = app.unit().await;
            assert_eq!(find(&unit, words).await.expect("an answer"), Found::One(wang.id), "{words}");
        }
    }

    async fn the_story_is_not_told_twice_nor_among_real_people(app) {
        app.seeder().demo().await.expect("the story");
        assert!(matches!(app.seeder().demo().await, Err(SeedError::NotEmpty)));
        assert_eq!(account::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 10);
    }

    async fn generated_data_stands_beside_the_story_and_only_once(app) {
        app.seeder().demo().await.expect("the story");
        let amount = Amount { workers: 130, vacancies: 60, placements: 390, seed: 4 };
        let mut heard = 0;
        let counts = app.seeder().generate(amount, |records| heard += records).await.expect("generated");
        assert_eq!((counts.workers, counts.employers, counts.vacancies, heard), (130, 5, 60, 190 + 390));
        let db = app.app.core.db.reader();
        assert_eq!(worker::Entity::find().count(db).await.expect("a count"), 47 + 597 + 37 + 130);
        assert_eq!(vacancy::Entity::find().count(db).await.expect("a count"), 83 + 60);
        assert!(matches!(app.seeder().generate(amount, |_| ()).await, Err(SeedError::Collides(135))));
        assert_eq!(worker::Entity::find().count(db).await.expect("a count"), 47 + 597 + 37 + 130);
    }

    async fn the_story_is_as_fresh_a_year_later(app) {
        app.pass(Duration::days(400));
        app.seeder().demo().await.expect("the story");
        let today = clock::day_of(app.now());
        let open = vacancy::Entity::find()
            .filter(vacancy::Column::State.eq(VacancyState::Published))
            .filter(vacancy::Column::ValidUntil.gte(today))
            .count(app.app.core.db.reader()).await.expect("a count");
        assert_eq!(open, 72);
    }
}

/// The last state that the timeline of each record names.
async fn last_states(app: &TestApp) -> HashMap<Uuid, String> {
    use sea_orm::QueryOrder as _;
    let moves = state_move::Entity::find()
        .order_by_asc(state_move::Column::Id)
        .all(app.app.core.db.reader())
        .await
        .expect("moves");
    let mut last: HashMap<Uuid, state_move::Model> = HashMap::new();
    for step in moves {
        if let Some(before) = last.get(&step.subject_id) {
            assert_eq!(step.from_state.as_ref(), Some(&before.to_state), "{:?}", step.subject);
            assert!(
                before.at <= step.at,
                "{:?} {} after {}",
                step.subject,
                step.at,
                before.at
            );
        } else {
            assert_eq!(step.from_state, None);
        }
        last.insert(step.subject_id, step);
    }
    last.into_iter().map(|(id, step)| (id, step.to_state)).collect()
}
