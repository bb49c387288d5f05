//! Who stayed how long with which employer, or through which channel: stays for [`super::survival`].

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{Code as _, Origin, PlacementKind, PlacementState};
use entity::{follow_up, placement};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::asked::Asked;
use super::facts::began_within;
use super::survival::{Curve, Stay, curve};
use crate::domain::error::Result;
use crate::domain::{clock, scope};

/// Days of the table.
pub const DAYS: [u32; 4] = [30, 90, 180, 365];
/// Fewer people than this have no share: one who leaves would be more than a tenth.
pub const FEWEST: u32 = 10;
/// Most groups that are told apart; the smaller ones stand in the whole only.
const MOST_GROUPS: usize = 30;

/// What the curves are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Employer.
    Employer,
    /// Who brought person and post together.
    Channel,
}

impl By {
    /// Every way, in order.
    pub const ALL: [By; 2] = [By::Employer, By::Channel];

    /// Its name in addresses and the end of its key in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            By::Employer => "employer",
            By::Channel => "channel",
        }
    }
}

/// A group with its curve.
#[derive(Clone, Debug)]
pub struct Group {
    /// Which, in addresses.
    pub key: String,
    /// Name of the employer, or key of the channel.
    pub name: String,
    /// How long its people stay.
    pub curve: Curve,
}

/// A person at work, as the curve counts the stay.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The placement.
    pub placement: Uuid,
    /// Who.
    pub worker: Uuid,
    /// Name of the employer.
    pub employer_name: String,
    /// First day.
    pub started_on: NaiveDate,
    /// The last day that is known.
    pub last_on: NaiveDate,
    /// The stay.
    pub stay: Stay,
}

/// The whole and its groups.
#[derive(Clone, Debug)]
pub struct Retention {
    /// Everybody.
    pub whole: Curve,
    /// Groups, the largest first.
    pub groups: Vec<Group>,
    /// The people of the group that was asked for, by first day.
    pub people: Vec<Watched>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    worker_id: Uuid,
    employer_id: Option<Uuid>,
    employer_name: String,
    origin: Origin,
    started_on: NaiveDate,
    ended_on: Option<NaiveDate>,
    state: PlacementState,
    verified_at: chrono::DateTime<chrono::Utc>,
    seen_on: Option<NaiveDate>,
}

/// The last day on which a call found the person on post.
fn seen(asked: &Asked) -> Expr {
    let call = Alias::new("call");
    let rows = Query::select()
        .expr(Expr::col((call.clone(), "done_on")).max())
        .from_as(follow_up::Entity, call.clone())
        .and_where(Expr::col((call.clone(), "placement_id")).equals((placement::Entity, placement::Column::Id)))
        .and_where(Expr::col((call.clone(), "on_post")).eq(true))
        .and_where(Expr::col((call, "done_on")).lte(asked.as_of))
        .to_owned();
    Expr::SubQuery(None, Box::new(rows.into()))
}

/// Verified placements in the paired east that began in the period. Unlike the figures, those of whom nothing more is heard are among them:
/// up to the day on which they were last seen they did stay.
fn wanted(asked: &Asked) -> Condition {
    use placement::Column;
    let mut wanted = began_within(asked)
        .add(Column::Kind.eq(PlacementKind::PairedEast))
        .add(Column::VerifiedAt.lt(asked.known_before()))
        .add(Column::State.ne(PlacementState::Disputed))
        .add(asked.homes(Column::HomeCode));
    if let Some(code) = &asked.to {
        wanted = wanted.add(scope::within(Column::PlaceCode, code));
    }
    wanted
}

fn watched(row: &Row, as_of: NaiveDate) -> Watched {
    let ended = row.ended_on.filter(|day| *day <= as_of);
    let last_on = match ended {
        Some(day) => day,
        None if row.state == PlacementState::Lost => {
            Ord::min(row.seen_on.unwrap_or_else(|| clock::day_of(row.verified_at)), as_of)
        }
        None => as_of,
    };
    let days = (last_on - row.started_on).num_days();
    Watched {
        placement: row.id,
        worker: row.worker_id,
        employer_name: row.employer_name.clone(),
        started_on: row.started_on,
        last_on,
        stay: Stay {
            days: u32::try_from(days).unwrap_or_default(),
            left: ended.is_some(),
        },
    }
}

/// Stays of a question, told apart by employer or channel, with the people of one group: one statement.
pub async fn retention(db: &impl ConnectionTrait, asked: &Asked, by: By, group: &str) -> Result<Retention> {
    use placement::Column;
    let rows: Vec<Row> = placement::Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::WorkerId,
            Column::EmployerId,
            Column::EmployerName,
            Column::Origin,
            Column::StartedOn,
            Column::EndedOn,
            Column::State,
            Column::VerifiedAt,
        ])
        .column_as(seen(asked), "seen_on")
        .filter(wanted(asked))
        .order_by_asc(Column::StartedOn)
        .order_by_asc(Column::Id)
        .into_model()
        .all(db)
        .await?;
    let mut found: HashMap<String, (String, Vec<Stay>)> = HashMap::new();
    let mut whole = Vec::with_capacity(rows.len());
    let mut people = Vec::new();
    for row in &rows {
        let one = watched(row, asked.as_of);
        let (key, name) = match by {
            By::Channel => (row.origin.key().to_owned(), row.origin.key().to_owned()),
            By::Employer => (
                row.employer_id
                    .map_or_else(|| row.employer_name.clone(), |id| id.to_string()),
                row.employer_name.clone(),
            ),
        };
        whole.push(one.stay);
        let wanted = !group.is_empty() && key == group;
        found.entry(key).or_insert_with(|| (name, Vec::new())).1.push(one.stay);
        if wanted || group == "all" {
            people.push(one);
        }
    }
    let mut groups: Vec<Group> = found
        .into_iter()
        .map(|(key, (name, stays))| Group {
            key,
            name,
            curve: curve(stays),
        })
        .collect();
    groups.sort_by(|one, other| {
        other
            .curve
            .people
            .cmp(&one.curve.people)
            .then_with(|| one.key.cmp(&other.key))
    });
    groups.truncate(MOST_GROUPS);
    Ok(Retention {
        whole: curve(whole),
        groups,
        people,
    })
}
