//! Everybody judged under a policy (资格核算): who gets it and has not claimed, who does not and why, who will on which day.
//!
//! Candidates come from the database in pieces (people with work in the period), are judged and written down piece by piece: memory does not
//! grow with the county. Pages read what was written, with a fixed number of statements; whether somebody has claimed since is looked up
//! live.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{Subject, SubsidyBeneficiary, SubsidyPolicyState, SubsidyVerdict};
use entity::subsidy_verdict::{self, Column};
use entity::{employer, placement, subsidy_policy, worker_phone};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::claims::claimed;
use super::eligible::{self, PersonFacts, Shown, Verdict};
use super::period::Period;
use super::terms::Terms;
use super::{facts, policies};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::scope;
use crate::domain::unit::{Core, Trace};
use crate::domain::workers::{self, NameCard};

/// People judged in one unit of work.
const CHUNK: u64 = 500;
/// Firms judged in one unit of work; each may bring hundreds of people.
const FIRMS: u64 = 20;
/// Rows of one statement.
const ROWS_AT_ONCE: usize = 200;

/// What a run said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunCount {
    /// Everybody who was judged.
    pub judged: u64,
    /// Those who get it.
    pub yes: u64,
}

/// A run that has been let in.
struct Run {
    policy: subsidy_policy::Model,
    terms: Terms,
    period: Period,
    today: NaiveDate,
    now: DateTime<Utc>,
}

/// Judge everybody of the actor's places, and write it down in the place of what was written before.
///
/// # Errors
/// [`DomainError::NotFound`] if the policy is not the actor's to see or has no such period; [`DomainError::Conflict`] for a draft.
pub async fn run(
    core: &Core,
    actor: &Actor,
    now: DateTime<Utc>,
    trace: &Trace,
    policy: Uuid,
    period: &str,
) -> Result<RunCount> {
    if !actor.may(Action::DraftClaims) {
        return Err(DomainError::Forbidden);
    }
    let policy = policies::by_id(core.db.reader(), actor, policy).await?;
    if policy.state == SubsidyPolicyState::Draft {
        return Err(DomainError::Conflict("subsidies-conflict-not-in-force"));
    }
    let terms = Terms::of(&policy)?;
    let period = Period::parse(&terms, period).ok_or(DomainError::NotFound)?;
    let today = clock::day_of(now);
    let run = Run {
        policy,
        terms,
        period,
        today,
        now,
    };
    let mut count = RunCount::default();
    let mut after = Uuid::nil();
    loop {
        let ids = run.candidates(core.db.reader(), actor, after).await?;
        let Some(last) = ids.last() else { break };
        after = *last;
        let rows = run.judge(core.db.reader(), actor, &ids).await?;
        count.judged += rows.len() as u64;
        count.yes += rows
            .iter()
            .filter(|row| row.verdict == Set(SubsidyVerdict::Yes))
            .count() as u64;
        let unit = core.begin(actor, now, trace.clone()).await?;
        subsidy_verdict::Entity::delete_many()
            .filter(run.of_run())
            .filter(Column::BeneficiaryId.is_in(ids))
            .exec(unit.tx())
            .await?;
        for piece in rows.chunks(ROWS_AT_ONCE) {
            subsidy_verdict::Entity::insert_many(piece.to_vec())
                .exec_without_returning(unit.tx())
                .await?;
        }
        unit.commit().await?;
    }
    let unit = core.begin(actor, now, trace.clone()).await?;
    // Whoever is no candidate any more was judged by an earlier run only.
    subsidy_verdict::Entity::delete_many()
        .filter(run.of_run())
        .filter(scope::within_places_of(Column::PlaceCode, actor))
        .filter(Column::MadeAt.ne(now))
        .exec(unit.tx())
        .await?;
    let details = json!({ "period": run.period.to_string(), "judged": count.judged, "yes": count.yes });
    unit.audit("run-subsidy", Subject::SubsidyPolicy, Some(run.policy.id), details)
        .await?;
    unit.commit().await?;
    Ok(count)
}

impl Run {
    fn for_people(&self) -> bool {
        self.terms.beneficiary == SubsidyBeneficiary::Person
    }

    fn of_run(&self) -> Condition {
        Condition::all()
            .add(Column::PolicyId.eq(self.policy.id))
            .add(Column::PeriodKey.eq(self.period.to_string()))
    }

    /// Placements in the period of the people whom the actor sees and the policy is for.
    fn at_work(&self, actor: &Actor) -> Condition {
        use placement::Column;
        Condition::all()
            .add(scope::within(Column::HomeCode, &self.terms.home_code))
            .add(scope::within_places_of(Column::HomeCode, actor))
            .add(Column::StartedOn.lte(Ord::min(self.period.until, self.today)))
            .add(
                Condition::any()
                    .add(Column::EndedOn.is_null())
                    .add(Column::EndedOn.gte(self.period.from)),
            )
    }

    /// The next people or firms, by id.
    async fn candidates(&self, db: &impl ConnectionTrait, actor: &Actor, after: Uuid) -> Result<Vec<Uuid>> {
        use placement::Column;
        let (key, most) = if self.for_people() {
            (Column::WorkerId, CHUNK)
        } else {
            (Column::EmployerId, FIRMS)
        };
        Ok(placement::Entity::find()
            .select_only()
            .column(key)
            .distinct()
            .filter(self.at_work(actor))
            .filter(key.is_not_null())
            .filter(key.gt(after))
            .order_by_asc(key)
            .limit(most)
            .into_tuple()
            .all(db)
            .await?)
    }

    async fn judge(
        &self,
        db: &impl ConnectionTrait,
        actor: &Actor,
        ids: &[Uuid],
    ) -> Result<Vec<subsidy_verdict::ActiveModel>> {
        if self.for_people() {
            let people = facts::of_people(db, ids).await?;
            return people
                .iter()
                .filter(|(worker, _)| worker.merged_into.is_none())
                .map(|(worker, facts)| {
                    let verdict = eligible::judge(&self.terms, facts, self.period, self.today, Shown::default());
                    self.row(worker.id, &worker.region_code, verdict)
                })
                .collect();
        }
        let pairs: Vec<(Uuid, Uuid)> = placement::Entity::find()
            .select_only()
            .columns([placement::Column::EmployerId, placement::Column::WorkerId])
            .distinct()
            .filter(self.at_work(actor))
            .filter(placement::Column::EmployerId.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        let mut of_firm: HashMap<Uuid, Vec<PersonFacts>> = HashMap::new();
        for piece in pairs.chunks(usize::try_from(CHUNK).unwrap_or(500)) {
            let people: Vec<Uuid> = piece.iter().map(|(_, worker)| *worker).collect();
            let known: HashMap<Uuid, PersonFacts> = facts::of_people(db, &people)
                .await?
                .into_iter()
                .map(|(worker, facts)| (worker.id, facts))
                .collect();
            for (firm, worker) in piece {
                if let Some(person) = known.get(worker) {
                    of_firm.entry(*firm).or_default().push(person.clone());
                }
            }
        }
        ids.iter()
            .map(|firm| {
                let people = of_firm.remove(firm).unwrap_or_default();
                let verdict =
                    eligible::judge_firm(&self.terms, *firm, &people, self.period, self.today, Shown::default());
                self.row(*firm, &self.policy.home_code, verdict)
            })
            .collect()
    }

    fn row(&self, id: Uuid, place: &str, verdict: Verdict) -> Result<subsidy_verdict::ActiveModel> {
        let value = |kept: serde_json::Result<Value>| kept.map_err(|error| DomainError::Internal(error.to_string()));
        let (kind, amount, from_day, said) = match verdict {
            Verdict::Yes(award) => {
                let said = value(serde_json::to_value(&award.lines))?;
                (SubsidyVerdict::Yes, award.amount_yuan, None, said)
            }
            Verdict::NotYet { on, reasons } => {
                let said = value(serde_json::to_value(&reasons))?;
                (SubsidyVerdict::NotYet, 0, Some(on), said)
            }
            Verdict::No(reasons) => (SubsidyVerdict::No, 0, None, value(serde_json::to_value(&reasons))?),
        };
        let person = self.for_people();
        Ok(subsidy_verdict::ActiveModel {
            id: Set(Uuid::new_v4()),
            policy_id: Set(self.policy.id),
            period_key: Set(self.period.to_string()),
            beneficiary_id: Set(id),
            worker_id: Set(person.then_some(id)),
            employer_id: Set((!person).then_some(id)),
            place_code: Set(place.to_owned()),
            verdict: Set(kind),
            amount_yuan: Set(amount),
            from_day: Set(from_day),
            said: Set(said),
            as_of: Set(self.today),
            made_at: Set(self.now),
        })
    }
}

/// Which part of a run a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Gets it and has not claimed: the call list.
    ToClaim,
    /// Has claimed.
    Claimed,
    /// Will get it on a day to come.
    NotYet,
    /// Does not get it.
    No,
}

fn within(actor: &Actor, policy: &subsidy_policy::Model, period: &str) -> Condition {
    Condition::all()
        .add(Column::PolicyId.eq(policy.id))
        .add(Column::PeriodKey.eq(period))
        .add(scope::within_places_of(Column::PlaceCode, actor))
}

fn of_part(policy: &subsidy_policy::Model, part: Part) -> Condition {
    let open = |verdict: SubsidyVerdict| {
        Condition::all()
            .add(Column::Verdict.eq(verdict))
            .add(claimed(policy.line_id).not())
    };
    match part {
        Part::ToClaim => open(SubsidyVerdict::Yes),
        Part::Claimed => Condition::all().add(claimed(policy.line_id)),
        Part::NotYet => open(SubsidyVerdict::NotYet),
        Part::No => open(SubsidyVerdict::No),
    }
}

/// Somebody whom a run judged.
#[derive(Clone, Debug)]
pub struct RunRow {
    /// What was said.
    pub verdict: subsidy_verdict::Model,
    /// The person.
    pub person: Option<NameCard>,
    /// The firm's name.
    pub firm_name: String,
    /// Last four digits of the first phone.
    pub phone_last4: String,
}

/// A page of a run with the numbers of its parts.
#[derive(Clone, Debug)]
pub struct RunPage {
    /// Numbers of the parts, in the order of [`PARTS`].
    pub counts: [u64; 4],
    /// Yuan that the people who have not claimed would get.
    pub unclaimed_yuan: i64,
    /// The day as of which the oldest row was judged; none if nobody was.
    pub as_of: Option<NaiveDate>,
    /// The rows.
    pub rows: PageOf<RunRow>,
}

/// The parts in the order of the tabs.
pub const PARTS: [Part; 4] = [Part::ToClaim, Part::Claimed, Part::NotYet, Part::No];

/// One page of a part: nine statements, however many people.
pub async fn page(
    db: &impl ConnectionTrait,
    actor: &Actor,
    policy: &subsidy_policy::Model,
    period: &str,
    part: Part,
    number: u64,
) -> Result<RunPage> {
    let _ = policies::visible_to(actor)?;
    let base = || subsidy_verdict::Entity::find().filter(within(actor, policy, period));
    let mut counts = [0; 4];
    for (count, part) in counts.iter_mut().zip(PARTS) {
        *count = base().filter(of_part(policy, part)).count(db).await?;
    }
    let as_of: Option<Option<NaiveDate>> = base()
        .select_only()
        .column_as(Column::AsOf.min(), "as_of")
        .into_tuple()
        .one(db)
        .await?;
    let unclaimed_yuan: Option<i64> = base()
        .select_only()
        .column_as(
            Expr::cust("CAST(COALESCE(SUM(subsidy_verdict.amount_yuan), 0) AS BIGINT)"),
            "yuan",
        )
        .filter(of_part(policy, Part::ToClaim))
        .into_tuple()
        .one(db)
        .await?;
    let rows = base()
        .filter(of_part(policy, part))
        .order_by_asc(Column::FromDay)
        .order_by_asc(Column::PlaceCode)
        .order_by_desc(Column::AmountYuan)
        .order_by_asc(Column::Id)
        .offset(number.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let total = PARTS.iter().position(|one| *one == part).map_or(0, |at| counts[at]);
    let rows = with_names(db, rows).await?;
    Ok(RunPage {
        counts,
        unclaimed_yuan: unclaimed_yuan.unwrap_or_default(),
        as_of: as_of.flatten(),
        rows: PageOf {
            rows,
            total,
            page: number,
            size: LIST_SIZE,
        },
    })
}

async fn with_names(db: &impl ConnectionTrait, rows: Vec<subsidy_verdict::Model>) -> Result<Vec<RunRow>> {
    let day = rows.first().map(|row| row.as_of).unwrap_or_default();
    let people = workers::names_of(db, rows.iter().filter_map(|row| row.worker_id), day).await?;
    let firms: HashMap<Uuid, String> = employer::Entity::find()
        .select_only()
        .columns([employer::Column::Id, employer::Column::Name])
        .filter(employer::Column::Id.is_in(rows.iter().filter_map(|row| row.employer_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let phones: HashMap<Uuid, String> = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.is_in(people.keys().copied()))
        .order_by_desc(worker_phone::Column::Position)
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.worker_id, row.last4))
        .collect();
    Ok(rows
        .into_iter()
        .map(|verdict| RunRow {
            person: verdict.worker_id.and_then(|id| people.get(&id)).cloned(),
            firm_name: verdict
                .employer_id
                .and_then(|id| firms.get(&id))
                .cloned()
                .unwrap_or_default(),
            phone_last4: verdict
                .worker_id
                .and_then(|id| phones.get(&id))
                .cloned()
                .unwrap_or_default(),
            verdict,
        })
        .collect())
}
