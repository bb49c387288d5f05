//! What is due today, for each role's opening page. Every number is one statement and opens the list that it counts.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use entity::codes::{
    ApplicationState, ClaimState, EmployerState, FairState, PlacementState, Role, VacancyState, WorkerOrigin,
    WorkerStatus,
};
use entity::{
    application, care_case, employer, follow_up, placement, returned_help, vacancy, village_alert, worker,
    worker_intent,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait as _,
};
use uuid::Uuid;

use super::access::Action;
use super::actor::Actor;
use super::error::Result;
use super::{
    accounts, applications, batches, cases, clock, employers, fairs, follow_ups, placements, registers::consent,
    returned, round, subsidies, trainings, vacancies, workers, workshops,
};

/// Days of silence after which somebody should call.
pub const SILENT_DAYS: i64 = 7;
/// Days before the last one in which a verification or a post counts as ending.
const SOON_DAYS: u64 = 7;
/// States of posts that were returned or never handed in.
const UNFINISHED: [VacancyState; 2] = [VacancyState::Draft, VacancyState::Returned];
/// Interviews that the page names one by one.
const INTERVIEWS: u64 = 10;

/// Something that waits for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// People who signed up by themselves and wait for a word.
    SignedUp,
    /// Applications without a step for [`SILENT_DAYS`].
    Silent,
    /// Interviews of today.
    Interviews,
    /// People who were hired and have not arrived.
    ToArrive,
    /// Placements that nobody verified.
    Unverified,
    /// Posts that wait for review.
    InReview,
    /// Posts that were returned or never handed in.
    Unfinished,
    /// Posts that end within a week.
    Ending,
    /// Employers whose papers wait.
    ToCheck,
    /// Employers whose verification ends soon or has ended.
    ToVerify,
    /// Workers whose status is older than a month.
    Stale,
    /// Workers who want work and whose wishes are older than 90 days.
    WishesOver,
    /// Records begun by a sign-up, without an identity number.
    Unfilled,
    /// People recommended to a firm that has not answered.
    ToAnswer,
    /// Booths of fairs that wait for a review.
    BoothsToReview,
    /// Fairs that took place and were not reported.
    FairsToReport,
    /// Fairs at which the employer can book a booth.
    FairsToBook,
    /// Transfers that leave within a week while papers are to come.
    BatchesUnready,
    /// Transfers that have left and are not there.
    BatchesOnTheWay,
    /// Accounts that still have their first password.
    FirstPassword,
    /// People on post whom somebody must call today.
    Calls,
    /// Cases whose next step is overdue.
    CasesLate,
    /// Cases that nobody has taken in hand.
    CasesNew,
    /// Cases that a colleague wants to hand over to the reader.
    CasesOffered,
    /// People who came back and are to be helped.
    Returned,
    /// Villages with somebody whom nobody has asked this month.
    VillagesToAsk,
    /// Villages whose people come home.
    VillagesFalling,
    /// People who asked for a seat in a training.
    SeatsAsked,
    /// Trainings whose roll somebody must call.
    RollsToCall,
    /// Certificates that run out within a month, and whose holders somebody must call.
    CertificatesEnding,
    /// People of the reader's firm of whom it has not spoken for a month.
    StillHere,
    /// Workshops that do not meet their rule.
    WorkshopsBelow,
    /// Workshops in which wages are owed past their day.
    WorkshopsOwe,
    /// Workshops without a roll of last month.
    RollsMissing,
    /// Subsidy claims that the township must check.
    ClaimsToCheck,
    /// Subsidy claims that the county must check.
    ClaimsToDecide,
    /// Subsidy claims that wait for the money.
    ClaimsToPay,
    /// Files with full numbers for which somebody else asked.
    NumbersAsked,
}

/// How many of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Of what.
    pub due: Due,
    /// How many.
    pub count: u64,
}

/// An interview of today.
#[derive(Clone, Debug)]
pub struct Interview {
    /// The application.
    pub application_id: Uuid,
    /// Its short number.
    pub reference: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Where.
    pub place: String,
}

/// All that waits for `actor` at `now`, most urgent first.
pub async fn due(db: &impl ConnectionTrait, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<Count>> {
    let today = clock::day_of(now);
    let mut counts = Vec::new();
    for due in wanted(actor) {
        counts.push(Count {
            due: *due,
            count: count(db, actor, *due, today, now).await?,
        });
    }
    Ok(counts)
}

/// What each role looks after.
fn wanted(actor: &Actor) -> &'static [Due] {
    use Due::{
        BatchesOnTheWay, BatchesUnready, BoothsToReview, Calls, CasesLate, CasesNew, CasesOffered, CertificatesEnding,
        ClaimsToCheck, ClaimsToDecide, ClaimsToPay, Ending, FairsToBook, FairsToReport, FirstPassword, InReview,
        Interviews, NumbersAsked, Returned, RollsMissing, RollsToCall, SeatsAsked, SignedUp, Silent, Stale, StillHere,
        ToAnswer, ToArrive, ToCheck, ToVerify, Unfilled, Unfinished, Unverified, VillagesFalling, VillagesToAsk,
        WishesOver, WorkshopsBelow, WorkshopsOwe,
    };
    match actor.role() {
        Some(Role::Station | Role::County) => &[
            CasesLate,
            CasesNew,
            CasesOffered,
            SignedUp,
            Calls,
            Interviews,
            ToArrive,
            Silent,
            Returned,
            VillagesFalling,
            Unverified,
            InReview,
            Ending,
            ToCheck,
            ToVerify,
            VillagesToAsk,
            Stale,
            WishesOver,
            Unfilled,
            BatchesOnTheWay,
            BatchesUnready,
            BoothsToReview,
            FairsToReport,
            SeatsAsked,
            RollsToCall,
            CertificatesEnding,
            WorkshopsOwe,
            WorkshopsBelow,
            RollsMissing,
            ClaimsToCheck,
            ClaimsToDecide,
            ClaimsToPay,
            NumbersAsked,
        ],
        Some(Role::Liaison) => &[
            CasesOffered,
            CasesLate,
            SignedUp,
            VillagesToAsk,
            VillagesFalling,
            Returned,
            Calls,
            Stale,
            WishesOver,
            Unfilled,
            ToArrive,
            Silent,
            SeatsAsked,
            CertificatesEnding,
        ],
        Some(Role::Employer) => &[
            ToAnswer,
            Interviews,
            ToArrive,
            StillHere,
            RollsMissing,
            Unfinished,
            Ending,
            FairsToBook,
        ],
        Some(Role::Auditor) => &[Unverified, ToVerify],
        Some(Role::Admin) => &[FirstPassword],
        None => &[],
    }
}

async fn count(
    db: &impl ConnectionTrait,
    actor: &Actor,
    due: Due,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<u64> {
    Ok(match due {
        Due::SignedUp => in_stage(actor, ApplicationState::Expressed)?.count(db).await?,
        Due::ToAnswer => in_stage(actor, ApplicationState::Recommended)?.count(db).await?,
        Due::ToArrive => in_stage(actor, ApplicationState::Hired)?.count(db).await?,
        Due::Interviews => interviews_of(actor, today)?.count(db).await?,
        Due::Silent => {
            let open = application::Column::State.is_in(applications::OPEN);
            let silent = application::Column::StateSince.lt(now - Duration::days(SILENT_DAYS));
            application::Entity::find()
                .filter(applications::visible_to(actor)?)
                .filter(open)
                .filter(silent)
                .count(db)
                .await?
        }
        Due::Unverified => {
            let rows = placement::Entity::find().filter(placements::visible_to(actor)?);
            rows.filter(placement::Column::State.eq(PlacementState::Unverified))
                .count(db)
                .await?
        }
        Due::InReview => posts_in(actor, &[VacancyState::Review])?.count(db).await?,
        Due::Unfinished => posts_in(actor, &UNFINISHED)?.count(db).await?,
        Due::Ending => {
            let ends = vacancy::Column::ValidUntil.between(today, today + Days::new(SOON_DAYS));
            posts_in(actor, &[VacancyState::Published])?
                .filter(ends)
                .count(db)
                .await?
        }
        Due::ToCheck => {
            firms_in(actor, &[EmployerState::Registered, EmployerState::Checking])?
                .count(db)
                .await?
        }
        Due::ToVerify => {
            let ends = employer::Column::VerifiedUntil.lte(today + Days::new(employers::SOON_DAYS));
            firms_in(actor, &[EmployerState::Verified, EmployerState::Due])?
                .filter(ends)
                .count(db)
                .await?
        }
        Due::Stale => {
            people(actor)?
                .filter(worker::Column::StatusAsOf.lt(today - Days::new(workers::STALE_DAYS)))
                .count(db)
                .await?
        }
        Due::WishesOver => {
            let over = worker_intent::Entity::find()
                .select_only()
                .column(worker_intent::Column::WorkerId)
                .filter(worker_intent::Column::ExpiresOn.lt(today));
            let seeking = worker::Column::Status.eq(WorkerStatus::Seeking);
            people(actor)?
                .filter(seeking)
                .filter(worker::Column::Id.in_subquery(over.into_query()))
                .count(db)
                .await?
        }
        Due::Unfilled => {
            let begun = Condition::all()
                .add(worker::Column::Origin.eq(WorkerOrigin::SignUp))
                .add(worker::Column::IdNumberIndex.is_null());
            people(actor)?.filter(begun).count(db).await?
        }
        Due::BoothsToReview => fairs::waiting_booths(actor)?.count(db).await?,
        Due::FairsToReport => fairs::in_state(actor, FairState::Ended)?.count(db).await?,
        Due::FairsToBook => u64::try_from(fairs::open_for_booking(db).await?.len()).unwrap_or_default(),
        Due::BatchesUnready => batches::leaving_unready(actor, today)?.count(db).await?,
        Due::BatchesOnTheWay => batches::on_the_way(actor)?.count(db).await?,
        Due::FirstPassword => accounts::with_first_password(actor)?.count(db).await?,
        Due::Calls => people_to_call(actor, today)?.count(db).await?,
        Due::CasesLate => cases_in(cases::overdue(actor, today)?).count(db).await?,
        Due::CasesNew => cases_in(cases::unowned(actor, today)?).count(db).await?,
        Due::CasesOffered => cases_in(cases::offered_to(actor)?).count(db).await?,
        Due::Returned => {
            returned_help::Entity::find()
                .filter(returned::to_help(actor)?)
                .count(db)
                .await?
        }
        Due::VillagesToAsk => round::waiting_villages(db, actor, today).await?,
        Due::VillagesFalling => {
            village_alert::Entity::find()
                .filter(round::unhandled(actor)?)
                .count(db)
                .await?
        }
        Due::SeatsAsked | Due::RollsToCall | Due::CertificatesEnding => of_trainings(db, actor, due, today).await?,
        Due::WorkshopsBelow => with_warning(db, actor, workshops::Warning::Below, today).await?,
        Due::WorkshopsOwe => with_warning(db, actor, workshops::Warning::PayLate, today).await?,
        Due::RollsMissing => with_warning(db, actor, workshops::Warning::NoRollLast, today).await?,
        Due::ClaimsToCheck | Due::ClaimsToDecide | Due::ClaimsToPay => of_claims(db, actor, due).await?,
        Due::NumbersAsked => consent::to_decide(actor)?.count(db).await?,
        Due::StillHere => still_here(actor, today)?.count(db).await?,
    })
}

/// Claims wait for whoever may take their next step.
async fn of_claims(db: &impl ConnectionTrait, actor: &Actor, due: Due) -> Result<u64> {
    let (state, action) = match due {
        Due::ClaimsToCheck => (ClaimState::TownshipCheck, Action::CheckClaims),
        Due::ClaimsToDecide => (ClaimState::CountyCheck, Action::DecideClaims),
        _ => (ClaimState::ToPay, Action::DecideClaims),
    };
    if !actor.may(action) {
        return Ok(0);
    }
    Ok(subsidies::in_state(actor, state)?.count(db).await?)
}

fn still_here(actor: &Actor, today: NaiveDate) -> Result<sea_orm::Select<placement::Entity>> {
    Ok(placement::Entity::find().filter(follow_ups::silent_for_long(actor, today)?))
}

async fn of_trainings(db: &impl ConnectionTrait, actor: &Actor, due: Due, today: NaiveDate) -> Result<u64> {
    Ok(match due {
        Due::SeatsAsked => trainings::waiting_requests(actor)?.count(db).await?,
        Due::RollsToCall => trainings::to_mark(actor, today)?.count(db).await?,
        _ => {
            trainings::running_out(actor, today, trainings::rules::EXPIRY_DAYS[1])?
                .count(db)
                .await?
        }
    })
}

async fn with_warning(
    db: &impl ConnectionTrait,
    actor: &Actor,
    warning: workshops::Warning,
    today: NaiveDate,
) -> Result<u64> {
    let found = workshops::warned(db, actor, warning, today).await?;
    Ok(u64::try_from(found.len()).unwrap_or_default())
}

/// Several calls to one person are one call.
fn people_to_call(actor: &Actor, today: NaiveDate) -> Result<sea_orm::Select<follow_up::Entity>> {
    Ok(follow_up::Entity::find()
        .select_only()
        .column(follow_up::Column::WorkerId)
        .filter(follow_ups::due_condition(actor, today)?)
        .group_by(follow_up::Column::WorkerId))
}

fn cases_in(which: Condition) -> sea_orm::Select<care_case::Entity> {
    care_case::Entity::find().filter(which)
}

fn in_stage(actor: &Actor, state: ApplicationState) -> Result<sea_orm::Select<application::Entity>> {
    Ok(application::Entity::find()
        .filter(applications::visible_to(actor)?)
        .filter(application::Column::State.eq(state)))
}

fn interviews_of(actor: &Actor, today: NaiveDate) -> Result<sea_orm::Select<application::Entity>> {
    let (from, until) = (clock::start_of(today), clock::start_of(today + Days::new(1)));
    Ok(in_stage(actor, ApplicationState::Interview)?
        .filter(application::Column::InterviewAt.gte(from))
        .filter(application::Column::InterviewAt.lt(until)))
}

fn posts_in(actor: &Actor, states: &[VacancyState]) -> Result<sea_orm::Select<vacancy::Entity>> {
    let states = vacancy::Column::State.is_in(states.iter().copied());
    Ok(vacancy::Entity::find()
        .filter(vacancies::visible_to(actor)?)
        .filter(states))
}

fn firms_in(actor: &Actor, states: &[EmployerState]) -> Result<sea_orm::Select<employer::Entity>> {
    let states = employer::Column::State.is_in(states.iter().copied());
    Ok(employer::Entity::find()
        .filter(employers::visible_to(actor)?)
        .filter(states))
}

/// Living people of the place: nobody calls the dead, nor those who moved away.
fn people(actor: &Actor) -> Result<sea_orm::Select<worker::Entity>> {
    let gone = worker::Column::Status.is_not_in([WorkerStatus::Dead, WorkerStatus::MovedOut]);
    Ok(worker::Entity::find().filter(workers::visible_to(actor)?).filter(gone))
}

/// The interviews of today, earliest first; none for those who see no applications.
pub async fn interviews(db: &impl ConnectionTrait, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<Interview>> {
    if !actor.may(Action::ReadApplications) {
        return Ok(Vec::new());
    }
    let rows = interviews_of(actor, clock::day_of(now))?
        .order_by_asc(application::Column::InterviewAt)
        .limit(INTERVIEWS)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Interview {
                application_id: row.id,
                reference: row.reference,
                at: row.interview_at?,
                place: row.interview_place,
            })
        })
        .collect())
}
