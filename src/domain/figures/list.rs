//! The list behind a number: who or what counts, by which record, with which proof.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{
    ClaimState, EvidenceKind, FairKind, LedgerKind, PlacementKind, Subject, TrainingKind, WorkshopPaperKind,
    WorkshopState,
};
use entity::{
    batch, batch_vehicle, hand_over, ledger_entry, passenger, placement, placement_evidence, subsidy_claim,
    subsidy_claim_paper, subsidy_policy, workshop, workshop_paper,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::asked::Asked;
use super::facts::{AMOUNT, COLUMNS, DAY, Entry, FACT, KEY, PLACE};
use super::indicator::{About, Listed, Once};
use super::{of_fairs, of_trainings, of_wishes};
use crate::domain::batches;
use crate::domain::error::Result;
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::workers::{self, NameCard};

/// The list with each person or place once, at its first record.
#[must_use]
pub fn statement(listed: &Listed, asked: &Asked) -> SelectStatement {
    let mut list = Query::select();
    list.columns(COLUMNS.map(|column| ("f", column)))
        .from_subquery((listed.facts)(asked), "f");
    let same = match listed.once {
        Once::Person => KEY,
        Once::Place => PLACE,
        Once::Row => return list,
        // What adds nothing to a sum does not stand in its list.
        Once::Sum => return list.and_where(Expr::col(("f", AMOUNT)).ne(0)).to_owned(),
    };
    let earlier = Condition::any()
        .add(Expr::col(("g", DAY)).lt(Expr::col(("f", DAY))))
        .add(
            Condition::all()
                .add(Expr::col(("g", DAY)).equals(("f", DAY)))
                .add(Expr::col(("g", FACT)).lt(Expr::col(("f", FACT)))),
        );
    let before = Query::select()
        .expr(Expr::val(1))
        .from_subquery((listed.facts)(asked), "g")
        .and_where(Expr::col(("g", same)).equals(("f", same)))
        .cond_where(earlier)
        .to_owned();
    list.and_where(Expr::exists(before).not());
    list
}

async fn entries(db: &impl ConnectionTrait, list: &SelectStatement) -> Result<Vec<Entry>> {
    let rows = db.query_all(list).await?;
    rows.iter()
        .map(|row| Entry::from_query_result(row, "").map_err(Into::into))
        .collect()
}

/// One page, the newest first.
pub async fn page(
    db: &impl ConnectionTrait,
    listed: &Listed,
    asked: &Asked,
    number: u64,
    total: u64,
) -> Result<PageOf<Entry>> {
    Ok(PageOf {
        rows: some(db, listed, asked, number.saturating_sub(1) * LIST_SIZE, LIST_SIZE).await?,
        total,
        page: number,
        size: LIST_SIZE,
    })
}

/// Some lines, the newest first.
pub async fn some(
    db: &impl ConnectionTrait,
    listed: &Listed,
    asked: &Asked,
    skip: u64,
    size: u64,
) -> Result<Vec<Entry>> {
    let mut list = statement(listed, asked);
    list.order_by(("f", DAY), Order::Desc)
        .order_by(("f", FACT), Order::Asc)
        .limit(size)
        .offset(skip);
    entries(db, &list).await
}

/// At most `limit` lines, the newest first.
pub async fn all(db: &impl ConnectionTrait, listed: &Listed, asked: &Asked, limit: u64) -> Result<Vec<Entry>> {
    some(db, listed, asked, 0, limit).await
}

/// How many lines, but no more than `most` are counted.
pub async fn at_most(db: &impl ConnectionTrait, listed: &Listed, asked: &Asked, most: u64) -> Result<u64> {
    let mut list = statement(listed, asked);
    list.limit(most);
    let all = Query::select()
        .expr_as(Expr::val(1).count(), "n")
        .from_subquery(list, "r")
        .to_owned();
    let row = db.query_one(&all).await?;
    let number: i64 = row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or_default();
    Ok(u64::try_from(number).unwrap_or_default())
}

/// A proof of a placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What it is.
    pub kind: EvidenceKind,
    /// Of which day it speaks.
    pub on: NaiveDate,
}

/// What of a job fair a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FairPart {
    /// The fair as a whole.
    Whole(FairKind),
    /// The booth of an employer, by its name.
    Booth(String),
    /// A post that was shown, by its title.
    Post(String),
    /// Somebody came in, with this ticket.
    Entry(i32),
    /// Somebody wanted a post, with this ticket.
    Wish(i32),
}

/// What the record of a line says.
#[derive(Clone, Debug)]
pub enum Told {
    /// A placement.
    Placement {
        /// The employer's name at the start.
        employer_name: String,
        /// Kind.
        kind: PlacementKind,
        /// First day.
        started_on: NaiveDate,
        /// Last day.
        ended_on: Option<NaiveDate>,
        /// Proofs, oldest first.
        proofs: Vec<Proof>,
    },
    /// A row of a plain ledger.
    Ledger {
        /// What it is called.
        name: String,
        /// Kind.
        kind: LedgerKind,
        /// Whether a file proves it.
        proved: bool,
    },
    /// A post that somebody asked for, was introduced to, or wanted at a fair.
    Wish {
        /// Its title.
        title: String,
        /// Where it stands: the introduction, or the fair.
        record: (Subject, Uuid),
    },
    /// A job fair, a booth or a post of one, or somebody who was there.
    Fair {
        /// The fair.
        id: Uuid,
        /// What it is called.
        name: String,
        /// What of it.
        part: FairPart,
    },
    /// A training, or the seat of a person in one.
    Training {
        /// The training.
        id: Uuid,
        /// What it is called.
        title: String,
        /// Kind.
        kind: TrainingKind,
        /// Hours that the person was there for, of all; `None` for the training itself.
        hours: Option<(i64, i64)>,
        /// Number of the person's certificate, if there is one.
        certificate: String,
        /// Papers on file.
        papers: i64,
    },
    /// A transfer to the employers, or one of its vehicles.
    Batch {
        /// The transfer.
        id: Uuid,
        /// Its number; with the plate, if the line is about a vehicle.
        name: String,
        /// Lists that employers signed.
        lists: usize,
    },
    /// Somebody whom a transfer brought.
    Passenger {
        /// The transfer.
        batch: Uuid,
        /// Name of the employer.
        employer_name: String,
        /// The day on which the employer signed.
        signed_on: NaiveDate,
    },
    /// A workshop.
    Workshop {
        /// What it is called.
        name: String,
        /// Where it stands now.
        state: WorkshopState,
        /// Number of its recognition.
        recognised_no: String,
        /// Whether the decision or the report of the site check is on file.
        proved: bool,
    },
    /// A person's record.
    Worker,
    /// A subsidy claim.
    Claim {
        /// Its policy.
        policy_name: String,
        /// Who gets the money, for firms.
        payee_name: String,
        /// Key of its period.
        period: String,
        /// Where it stands.
        state: ClaimState,
        /// How many papers prove it.
        papers: usize,
    },
    /// The record is not there any more.
    Gone,
}

/// A line with its words.
#[derive(Clone, Debug)]
pub struct Line {
    /// The line.
    pub entry: Entry,
    /// The person, where it is about one.
    pub person: Option<NameCard>,
    /// What the record says.
    pub told: Told,
}

/// Lines in words: a few statements, however many lines. Whoever asks has been narrowed to the lines already.
pub async fn lines(
    db: &impl ConnectionTrait,
    about: About,
    entries: Vec<Entry>,
    today: NaiveDate,
) -> Result<Vec<Line>> {
    let mut told = match about {
        About::Placement => of_placements(db, &entries).await?,
        About::Ledger => of_ledgers(db, &entries).await?,
        About::Wish => of_wishes::told(db, &entries).await?,
        About::Fair | About::Visitor => of_fairs::told(db, &entries).await?,
        About::Batch => of_batches(db, &entries).await?,
        About::Passenger => of_passengers(db, &entries).await?,
        About::Workshop => of_workshops(db, &entries).await?,
        About::Claim => of_claims(db, &entries).await?,
        About::Worker => HashMap::new(),
        About::Training => of_trainings::told(db, &entries).await?,
    };
    let people = match about {
        About::Placement
        | About::Worker
        | About::Wish
        | About::Visitor
        | About::Training
        | About::Passenger
        | About::Claim => workers::names_of(db, entries.iter().map(|entry| entry.subject_id), today).await?,
        About::Ledger | About::Fair | About::Batch | About::Workshop => HashMap::new(),
    };
    let missing = || {
        if about == About::Worker {
            Told::Worker
        } else {
            Told::Gone
        }
    };
    Ok(entries
        .into_iter()
        .map(|entry| Line {
            person: people.get(&entry.subject_id).cloned(),
            told: told.remove(&entry.fact_id).unwrap_or_else(missing),
            entry,
        })
        .collect())
}

async fn of_placements(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.fact_id).collect();
    let mut proofs: HashMap<Uuid, Vec<Proof>> = HashMap::new();
    let rows = placement_evidence::Entity::find()
        .filter(placement_evidence::Column::PlacementId.is_in(ids.iter().copied()))
        .order_by_asc(placement_evidence::Column::OnDate)
        .all(db)
        .await?;
    for row in rows {
        let proof = Proof {
            kind: row.kind,
            on: row.on_date,
        };
        proofs.entry(row.placement_id).or_default().push(proof);
    }
    let rows = placement::Entity::find()
        .filter(placement::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let told = Told::Placement {
                employer_name: row.employer_name,
                kind: row.kind,
                started_on: row.started_on,
                ended_on: row.ended_on,
                proofs: proofs.remove(&row.id).unwrap_or_default(),
            };
            (row.id, told)
        })
        .collect())
}

async fn of_ledgers(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let rows = ledger_entry::Entity::find()
        .filter(ledger_entry::Column::Id.is_in(entries.iter().map(|entry| entry.fact_id)))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let told = Told::Ledger {
                name: row.name,
                kind: row.kind,
                proved: row.file_id.is_some(),
            };
            (row.id, told)
        })
        .collect())
}

/// Transfers, and vehicles with theirs: three statements.
async fn of_batches(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let batches: HashMap<Uuid, batch::Model> = batch::Entity::find()
        .filter(batch::Column::Id.is_in(entries.iter().map(|entry| entry.subject_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let plates: HashMap<Uuid, String> = batch_vehicle::Entity::find()
        .filter(batch_vehicle::Column::Id.is_in(entries.iter().map(|entry| entry.fact_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.plate))
        .collect();
    let mut lists: HashMap<Uuid, usize> = HashMap::new();
    let signed = hand_over::Entity::find()
        .filter(hand_over::Column::BatchId.is_in(batches.keys().copied()))
        .all(db)
        .await?;
    for row in signed {
        *lists.entry(row.batch_id).or_default() += 1;
    }
    Ok(entries
        .iter()
        .filter_map(|entry| {
            let found = batches.get(&entry.subject_id)?;
            let name = plates
                .get(&entry.fact_id)
                .map_or_else(|| found.number.clone(), |plate| format!("{} {plate}", found.number));
            let told = Told::Batch {
                id: found.id,
                name,
                lists: lists.get(&found.id).copied().unwrap_or_default(),
            };
            Some((entry.fact_id, told))
        })
        .collect())
}

async fn of_passengers(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let rows = passenger::Entity::find()
        .filter(passenger::Column::Id.is_in(entries.iter().map(|entry| entry.fact_id)))
        .all(db)
        .await?;
    let employers = batches::employers_of(db, rows.iter().map(|row| row.employer_id)).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let told = Told::Passenger {
                batch: row.batch_id,
                employer_name: employers.get(&row.employer_id).cloned().unwrap_or_default(),
                signed_on: row.handed_over_on?,
            };
            Some((row.id, told))
        })
        .collect())
}

async fn of_workshops(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.fact_id).collect();
    let papers = workshop_paper::Entity::find()
        .filter(workshop_paper::Column::WorkshopId.is_in(ids.iter().copied()))
        .filter(workshop_paper::Column::Kind.is_in([WorkshopPaperKind::Recognition, WorkshopPaperKind::SiteCheck]))
        .all(db)
        .await?;
    let rows = workshop::Entity::find()
        .filter(workshop::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let told = Told::Workshop {
                proved: papers.iter().any(|paper| paper.workshop_id == row.id),
                name: row.name,
                state: row.state,
                recognised_no: row.recognised_no,
            };
            (row.id, told)
        })
        .collect())
}

async fn of_claims(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let rows = subsidy_claim::Entity::find()
        .filter(subsidy_claim::Column::Id.is_in(entries.iter().map(|entry| entry.fact_id)))
        .all(db)
        .await?;
    let policies: HashMap<Uuid, String> = subsidy_policy::Entity::find()
        .filter(subsidy_policy::Column::Id.is_in(rows.iter().map(|row| row.policy_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|policy| (policy.id, policy.name))
        .collect();
    let mut papers: HashMap<Uuid, usize> = HashMap::new();
    let brought = subsidy_claim_paper::Entity::find()
        .filter(subsidy_claim_paper::Column::ClaimId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    for paper in brought {
        *papers.entry(paper.claim_id).or_default() += 1;
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let told = Told::Claim {
                policy_name: policies.get(&row.policy_id).cloned().unwrap_or_default(),
                payee_name: row.payee_name,
                period: row.period_key,
                state: row.state,
                papers: papers.remove(&row.id).unwrap_or_default(),
            };
            (row.id, told)
        })
        .collect())
}
