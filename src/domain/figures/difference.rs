//! What differs between a frozen list and the records of today, by name, and what happened since.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::Subject;
use entity::{audit_event, figure_entry, state_move};
use sea_orm::sea_query::{Expr, ExprTrait as _, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::asked::Asked;
use super::facts::{AMOUNT, COLUMNS, DAY, Entry, FACT, KEY, PLACE};
use super::indicator::{About, Listed};
use super::list;
use crate::domain::error::Result;

/// Most lines of each kind that a page names.
pub const MOST: u64 = 100;
/// Most things that happened since, a line.
const MOST_REASONS: usize = 3;

/// Something that happened to a record since the sheet was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// What: an action of the audit trail, or `to-` and the state of a move.
    pub what: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: String,
}

/// Why a line differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// What happened to the records since, the newest first.
    pub since: Vec<Happened>,
    /// The day by which it counts lies after the day as of which the sheet was frozen.
    pub later: bool,
}

/// One line that differs.
#[derive(Clone, Debug)]
pub struct Differing {
    /// As it was frozen; `None` if it is new.
    pub frozen: Option<Entry>,
    /// As it is now; `None` if it does not count any more.
    pub now: Option<Entry>,
    /// Why.
    pub why: Why,
}

impl Differing {
    /// The line that says who it is.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        self.now.as_ref().or(self.frozen.as_ref())
    }
}

/// All that differs.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// Counts now and did not then.
    pub added: Vec<Differing>,
    /// Counted then and does not now.
    pub removed: Vec<Differing>,
    /// Counts then and now, by another record, day, place or amount.
    pub changed: Vec<Differing>,
    /// There are more lines than are named.
    pub more: bool,
}

/// Compare one frozen list with the answer to `asked`.
pub async fn difference(
    db: &impl ConnectionTrait,
    sheet: &entity::figure_sheet::Model,
    code: &str,
    listed: &Listed,
    asked: &Asked,
) -> Result<Difference> {
    let now = || list::statement(listed, asked);
    let added = read(db, &added(sheet.id, code, now())).await?;
    let removed = read(db, &removed(sheet.id, code, now())).await?;
    let after = read(db, &changed(sheet.id, code, now())).await?;
    let before: HashMap<Uuid, Entry> = figure_entry::Entity::find()
        .filter(figure_entry::Column::SheetId.eq(sheet.id))
        .filter(figure_entry::Column::Code.eq(code))
        .filter(figure_entry::Column::KeyId.is_in(after.iter().map(|entry| entry.key_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.key_id, Entry::from(row)))
        .collect();
    let full = |rows: &[Entry]| rows.len() as u64 > MOST;
    let mut found = Difference {
        more: full(&added) || full(&removed) || full(&after),
        ..Difference::default()
    };
    let line = |frozen, now| Differing {
        frozen,
        now,
        why: Why::default(),
    };
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    found.added = added
        .into_iter()
        .take(most)
        .map(|entry| line(None, Some(entry)))
        .collect();
    found.removed = removed
        .into_iter()
        .take(most)
        .map(|entry| line(Some(entry), None))
        .collect();
    found.changed = after
        .into_iter()
        .take(most)
        .map(|entry| line(before.get(&entry.key_id).cloned(), Some(entry)))
        .collect();
    explain(db, sheet.frozen_at, sheet.as_of, listed.about, &mut found).await?;
    Ok(found)
}

async fn read(db: &impl ConnectionTrait, statement: &SelectStatement) -> Result<Vec<Entry>> {
    let rows = db.query_all(statement).await?;
    rows.iter()
        .map(|row| Entry::from_query_result(row, "").map_err(Into::into))
        .collect()
}

/// Lines of the frozen list, whose columns have the names of a list.
fn frozen(sheet: Uuid, code: &str) -> SelectStatement {
    Query::select()
        .columns(COLUMNS.map(|column| ("e", column)))
        .from_as(figure_entry::Entity, "e")
        .and_where(Expr::col(("e", "sheet_id")).eq(sheet))
        .and_where(Expr::col(("e", "code")).eq(code))
        .to_owned()
}

fn limited(mut statement: SelectStatement, table: &'static str) -> SelectStatement {
    statement
        .order_by((table, DAY), Order::Desc)
        .order_by((table, FACT), Order::Asc)
        .limit(MOST + 1)
        .to_owned()
}

fn added(sheet: Uuid, code: &str, now: SelectStatement) -> SelectStatement {
    let known = frozen(sheet, code)
        .and_where(Expr::col(("e", KEY)).equals(("n", KEY)))
        .to_owned();
    let statement = Query::select()
        .columns(COLUMNS.map(|column| ("n", column)))
        .from_subquery(now, "n")
        .and_where(Expr::exists(known).not())
        .to_owned();
    limited(statement, "n")
}

fn removed(sheet: Uuid, code: &str, now: SelectStatement) -> SelectStatement {
    let still = Query::select()
        .expr(Expr::val(1))
        .from_subquery(now, "n")
        .and_where(Expr::col(("n", KEY)).equals(("e", KEY)))
        .to_owned();
    let statement = frozen(sheet, code).and_where(Expr::exists(still).not()).to_owned();
    limited(statement, "e")
}

fn changed(sheet: Uuid, code: &str, now: SelectStatement) -> SelectStatement {
    let differs = [FACT, DAY, PLACE, AMOUNT]
        .into_iter()
        .fold(Condition::any(), |any, column| {
            any.add(Expr::col(("e", column)).ne(Expr::col(("n", column))))
        });
    let other = frozen(sheet, code)
        .and_where(Expr::col(("e", KEY)).equals(("n", KEY)))
        .cond_where(differs)
        .to_owned();
    let statement = Query::select()
        .columns(COLUMNS.map(|column| ("n", column)))
        .from_subquery(now, "n")
        .and_where(Expr::exists(other))
        .to_owned();
    limited(statement, "n")
}

/// What happened since to the records of each line, in two statements.
async fn explain(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
    as_of: NaiveDate,
    about: About,
    found: &mut Difference,
) -> Result<()> {
    let every = || found.added.iter().chain(&found.removed).chain(&found.changed);
    let ids: Vec<Uuid> = every()
        .flat_map(|line| [&line.frozen, &line.now])
        .flatten()
        .flat_map(|entry| [entry.fact_id, entry.subject_id])
        .collect();
    let mut happened = moves(db, since, &ids).await?;
    for (id, event) in trail(db, since, about, &ids).await? {
        happened.entry(id).or_default().push(event);
    }
    for line in [&mut found.added, &mut found.removed, &mut found.changed]
        .into_iter()
        .flatten()
    {
        let ids: std::collections::BTreeSet<Uuid> = [&line.frozen, &line.now]
            .into_iter()
            .flatten()
            .flat_map(|entry| [entry.fact_id, entry.subject_id])
            .collect();
        let mut events: Vec<Happened> = ids
            .iter()
            .filter_map(|id| happened.get(id))
            .flatten()
            .cloned()
            .collect();
        events.sort_by_key(|event| std::cmp::Reverse(event.at));
        events.truncate(MOST_REASONS);
        line.why = Why {
            since: events,
            later: line.frozen.is_none() && line.now.as_ref().is_some_and(|entry| entry.on_day > as_of),
        };
    }
    Ok(())
}

async fn moves(db: &impl ConnectionTrait, since: DateTime<Utc>, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Happened>>> {
    let rows = state_move::Entity::find()
        .filter(state_move::Column::Subject.eq(Subject::Placement))
        .filter(state_move::Column::SubjectId.is_in(ids.iter().copied()))
        .filter(state_move::Column::At.gt(since))
        .order_by_desc(state_move::Column::Id)
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<Happened>> = HashMap::new();
    for row in rows {
        found.entry(row.subject_id).or_default().push(Happened {
            what: format!("to-{}", row.to_state),
            at: row.at,
            by: row.actor_name,
        });
    }
    Ok(found)
}

/// What changes whether and how a record counts. A move stands among the moves already.
const ACTIONS: &[&str] = &[
    "correct-placement",
    "shift-first-day",
    "verify-placement",
    "set-household",
    "set-details",
    "merge-workers",
    "merged-into",
    "change-ledger-entry",
    "void-ledger-entry",
    "hand-over",
    "change-batch",
    "change-workshop",
    "move-workshop",
    "move-claim",
];

async fn trail(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
    about: About,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, Happened)>> {
    let subjects: &[Subject] = match about {
        About::Placement => &[Subject::Placement, Subject::Worker],
        About::Ledger => &[Subject::Ledger],
        About::Batch => &[Subject::Batch],
        About::Passenger => &[Subject::Passenger, Subject::Worker],
        About::Worker => &[Subject::Worker],
        About::Wish => &[Subject::Application, Subject::FairIntention, Subject::Worker],
        About::Fair => &[Subject::Fair, Subject::FairBooth],
        About::Visitor => &[
            Subject::Fair,
            Subject::FairTicket,
            Subject::FairIntention,
            Subject::Worker,
        ],
        About::Training => &[Subject::Training, Subject::TrainingSeat, Subject::Worker],
        About::Workshop => &[Subject::Workshop],
        About::Claim => &[Subject::SubsidyClaim],
    };
    let rows = audit_event::Entity::find()
        .filter(audit_event::Column::Subject.is_in(subjects.iter().copied()))
        .filter(audit_event::Column::SubjectId.is_in(ids.iter().copied()))
        .filter(audit_event::Column::Action.is_in(ACTIONS.iter().copied()))
        .filter(audit_event::Column::At.gt(since))
        .order_by_desc(audit_event::Column::Seq)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let event = Happened {
                what: row.action,
                at: row.at,
                by: row.actor_name,
            };
            row.subject_id.map(|id| (id, event))
        })
        .collect())
}
