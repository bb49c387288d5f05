//! Tickets: one person at one fair, with a number to say and a code to show. Signed up alone, invited, or made at the door.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use entity::codes::{Code as _, Role, Subject, TicketOrigin};
use entity::fair_ticket::{self, Column};
use entity::{fair, fair_check_in, worker, worker_phone};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, IntoActiveModel as _,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::number;
use super::queries::{by_id, locked, public_by_id};
use super::state::TICKETS;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::checks::person_name::PersonName;
use crate::domain::checks::phone::Mobile;
use crate::domain::error::{DomainError, Result};
use crate::domain::page::{LIST_SIZE, PageOf};
use crate::domain::unit::Unit;
use crate::domain::{scope, workers};

/// Column name to which the cipher text is bound.
const COLUMN: &str = "fair_ticket.phone";
/// Most tickets of one print.
pub const MOST_PRINTED: u64 = 500;
/// Longest reason of a look at a phone, in letters.
const REASON_LETTERS: usize = 100;
/// Ids of one `IN` list: within the parameter limits of both databases.
const CHUNK: usize = 500;

/// A person as somebody told the name and the phone.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub name: PersonName,
    pub phone: Mobile,
    /// Home, as fine as known; empty if nobody asked.
    pub region_code: String,
}

/// Read name and phone.
///
/// # Errors
/// [`DomainError::Invalid`] for the fields `name` and `phone`.
pub(super) fn read_told(name: &str, phone: &str, region_code: &str) -> Result<Told> {
    let (name, phone) = (workers::read_name("name", name), workers::read_mobile("phone", phone));
    match (name, phone) {
        (Ok(name), Ok(phone)) => Ok(Told {
            name,
            phone,
            region_code: region_code.to_owned(),
        }),
        (name, phone) => Err(DomainError::Invalid(
            name.err().into_iter().chain(phone.err()).collect(),
        )),
    }
}

/// Get a ticket without an account. The same person again gets the same ticket.
///
/// # Errors
/// [`DomainError::Invalid`] for the fields `name`, `phone` and `agrees`; [`DomainError::Conflict`] if the fair gives out none now.
pub async fn sign_up(
    unit: &mut Unit,
    fair_id: Uuid,
    name: &str,
    phone: &str,
    region_code: &str,
    agrees: bool,
) -> Result<fair_ticket::Model> {
    public_by_id(unit.tx(), fair_id).await?;
    let fair = locked(unit, fair_id).await?;
    gives_tickets(&fair)?;
    let told = read_told(name, phone, region_code);
    if !agrees {
        let mut problems = match told {
            Err(DomainError::Invalid(problems)) => problems,
            Err(error) => return Err(error),
            Ok(_) => Vec::new(),
        };
        problems.push(crate::domain::error::Problem::new("agrees", "fairs-problem-agree"));
        return Err(DomainError::Invalid(problems));
    }
    let origin = if unit.actor().may(Action::InviteToFairs) {
        TicketOrigin::Staff
    } else {
        TicketOrigin::SignUp
    };
    for_told(unit, &fair, &told?, origin).await
}

fn gives_tickets(fair: &fair::Model) -> Result<()> {
    if TICKETS.contains(&fair.state) {
        Ok(())
    } else {
        Err(DomainError::Conflict("fairs-conflict-no-tickets"))
    }
}

/// The ticket of somebody who told name and phone; the caller has locked the fair. If exactly one record has this phone and this name, the
/// ticket is that person's.
pub(super) async fn for_told(
    unit: &Unit,
    fair: &fair::Model,
    told: &Told,
    origin: TicketOrigin,
) -> Result<fair_ticket::Model> {
    let index = workers::phone_index(unit.vault(), &told.phone);
    let known = record_of(unit.tx(), &index, told.name.as_str()).await?;
    let mut same = Condition::any().add(
        Condition::all()
            .add(Column::PhoneIndex.eq(&index))
            .add(Column::Name.eq(told.name.as_str())),
    );
    if let Some(known) = &known {
        same = same.add(Column::WorkerId.eq(known.id));
    }
    let before = fair_ticket::Entity::find()
        .filter(Column::FairId.eq(fair.id))
        .filter(same)
        .one(unit.tx())
        .await?;
    if let Some(before) = before {
        return Ok(before);
    }
    let id = Uuid::new_v4();
    let row = fair_ticket::ActiveModel {
        id: Set(id),
        worker_id: Set(known.as_ref().map(|worker| worker.id)),
        name: Set(told.name.as_str().to_owned()),
        phone_cipher: Set(Some(unit.vault().seal(told.phone.as_str(), COLUMN, id)?)),
        phone_index: Set(Some(index)),
        phone_last4: Set(told.phone.last4().to_owned()),
        region_code: Set(if told.region_code.is_empty() {
            known.map(|worker| worker.region_code).unwrap_or_default()
        } else {
            told.region_code.clone()
        }),
        ..Default::default()
    };
    insert(unit, fair, row, origin).await
}

/// The one record that has this phone and this name, if it is one.
async fn record_of(db: &impl ConnectionTrait, index: &str, name: &str) -> Result<Option<worker::Model>> {
    let having: Vec<Uuid> = worker_phone::Entity::find()
        .select_only()
        .column(worker_phone::Column::WorkerId)
        .filter(worker_phone::Column::NumberIndex.eq(index))
        .into_tuple()
        .all(db)
        .await?;
    let mut found = worker::Entity::find()
        .filter(worker::Column::Id.is_in(having))
        .filter(worker::Column::Name.eq(name))
        .filter(worker::Column::MergedInto.is_null())
        .all(db)
        .await?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}

/// Give a ticket to somebody on record.
///
/// # Errors
/// [`DomainError::NotFound`] if the person is not the actor's to see; [`DomainError::Conflict`] if the fair gives out none now.
pub async fn ticket_for(
    unit: &mut Unit,
    fair_id: Uuid,
    worker: Uuid,
    origin: TicketOrigin,
) -> Result<fair_ticket::Model> {
    unit.allow(Action::InviteToFairs)?;
    by_id(unit.tx(), unit.actor(), fair_id).await?;
    let person = workers::by_id(unit.tx(), unit.actor(), worker).await?;
    let fair = locked(unit, fair_id).await?;
    gives_tickets(&fair)?;
    let before = fair_ticket::Entity::find()
        .filter(Column::FairId.eq(fair_id))
        .filter(Column::WorkerId.eq(worker))
        .one(unit.tx())
        .await?;
    if let Some(before) = before {
        return Ok(before);
    }
    let phone = worker_phone::Entity::find()
        .filter(worker_phone::Column::WorkerId.eq(worker))
        .order_by_asc(worker_phone::Column::Position)
        .one(unit.tx())
        .await?;
    let row = fair_ticket::ActiveModel {
        id: Set(Uuid::new_v4()),
        worker_id: Set(Some(worker)),
        name: Set(person.name),
        // The record has the phone; a second copy would be one more to lose.
        phone_cipher: Set(None),
        phone_index: Set(None),
        phone_last4: Set(phone.map(|phone| phone.last4).unwrap_or_default()),
        region_code: Set(person.region_code),
        ..Default::default()
    };
    insert(unit, &fair, row, origin).await
}

/// Write a ticket with the next number. The fair is locked, so the numbers have no gaps but those of units that failed.
async fn insert(
    unit: &Unit,
    fair: &fair::Model,
    row: fair_ticket::ActiveModel,
    origin: TicketOrigin,
) -> Result<fair_ticket::Model> {
    fair::Entity::update_many()
        .col_expr(fair::Column::LastNumber, Expr::col(fair::Column::LastNumber).add(1))
        .filter(fair::Column::Id.eq(fair.id))
        .exec(unit.tx())
        .await?;
    let count: i32 = fair::Entity::find_by_id(fair.id)
        .select_only()
        .column(fair::Column::LastNumber)
        .into_tuple()
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let made = fair_ticket::ActiveModel {
        fair_id: Set(fair.id),
        number: Set(number::of_count(count)),
        token: Set(fresh_token()),
        origin: Set(origin),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
        ..row
    }
    .insert(unit.tx())
    .await?;
    unit.audit(
        "give-ticket",
        Subject::FairTicket,
        Some(made.id),
        json!({ "fair": fair.id, "origin": origin.key(), "on_record": made.worker_id.is_some() }),
    )
    .await?;
    Ok(made)
}

/// Sixteen random bytes: nobody guesses a ticket.
fn fresh_token() -> String {
    hex::encode(rand::random::<[u8; 16]>())
}

/// The ticket that a code shows, whoever asks: to have the code is to have the ticket.
pub async fn by_token(db: &impl ConnectionTrait, fair: Uuid, token: &str) -> Result<fair_ticket::Model> {
    fair_ticket::Entity::find()
        .filter(Column::FairId.eq(fair))
        .filter(Column::Token.eq(token))
        .one(db)
        .await?
        .ok_or(DomainError::NotFound)
}

/// The tickets that an actor sees: those who plan fairs all of a fair, liaisons those of people from their places.
fn visible(actor: &Actor) -> Result<Condition> {
    if !actor.may(Action::ReadFairs) {
        return Err(DomainError::NotFound);
    }
    Ok(if actor.role() == Some(Role::Liaison) {
        scope::within_places_of(Column::RegionCode, actor)
    } else {
        Condition::all()
    })
}

/// What the list of tickets is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct TicketFilter {
    /// A number, four last digits of a phone, or part of a name.
    pub text: String,
    /// Only those who came in.
    pub came: bool,
    /// Only those who are not on record.
    pub strangers: bool,
}

/// A ticket in a list. Holds no phone and no code.
#[derive(Clone, Debug)]
pub struct TicketRow {
    /// The ticket.
    pub id: Uuid,
    /// Its number.
    pub number: i32,
    /// Name; empty once it was forgotten.
    pub name: String,
    /// Last four digits of the phone.
    pub phone_last4: String,
    /// Whether a phone is kept with the ticket.
    pub has_phone: bool,
    /// Home.
    pub region_code: String,
    /// How it was got.
    pub origin: TicketOrigin,
    /// The person's record.
    pub worker_id: Option<Uuid>,
    /// First entry.
    pub came_at: Option<DateTime<Utc>>,
    /// Entries.
    pub entries: i64,
}

fn narrowed(filter: &TicketFilter) -> Condition {
    let text = filter.text.trim();
    let mut wanted = Condition::all();
    if let Some(number) = number::parse(text) {
        wanted = wanted.add(
            Condition::any()
                .add(Column::Number.eq(number))
                .add(Column::PhoneLast4.eq(text)),
        );
    } else if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        wanted = wanted.add(Column::PhoneLast4.eq(text));
    } else if !text.is_empty() {
        wanted = wanted.add(Column::Name.contains(text));
    }
    if filter.came {
        wanted = wanted.add(came());
    }
    if filter.strangers {
        wanted = wanted.add(Column::WorkerId.is_null());
    }
    wanted
}

/// Somebody came in with the ticket of the outer row.
fn came() -> Condition {
    let entries = sea_orm::sea_query::Query::select()
        .expr(Expr::val(1))
        .from(fair_check_in::Entity)
        .and_where(
            Expr::col((fair_check_in::Entity, fair_check_in::Column::TicketId))
                .equals((fair_ticket::Entity, Column::Id)),
        )
        .to_owned();
    Condition::all().add(Expr::exists(entries))
}

/// One page of the tickets of a fair, by number: three statements.
pub async fn tickets(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: Uuid,
    filter: &TicketFilter,
    page: u64,
) -> Result<PageOf<TicketRow>> {
    let query = fair_ticket::Entity::find()
        .filter(visible(actor)?)
        .filter(Column::FairId.eq(fair))
        .filter(narrowed(filter));
    let total = query.clone().count(db).await?;
    let found = query
        .order_by_asc(Column::Number)
        .offset(page.saturating_sub(1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let entries = entries_of(db, found.iter().map(|ticket| ticket.id)).await?;
    let rows = found
        .into_iter()
        .map(|ticket| {
            let came = entries.get(&ticket.id);
            TicketRow {
                id: ticket.id,
                number: ticket.number,
                name: ticket.name,
                phone_last4: ticket.phone_last4,
                has_phone: ticket.phone_cipher.is_some(),
                region_code: ticket.region_code,
                origin: ticket.origin,
                worker_id: ticket.worker_id,
                came_at: came.map(|(first, _)| *first),
                entries: came.map_or(0, |(_, entries)| *entries),
            }
        })
        .collect();
    Ok(PageOf {
        rows,
        total,
        page,
        size: LIST_SIZE,
    })
}

/// First entry and number of entries, by ticket.
pub(super) async fn entries_of(
    db: &impl ConnectionTrait,
    tickets: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, (DateTime<Utc>, i64)>> {
    let rows: Vec<(Uuid, DateTime<Utc>, i64)> = fair_check_in::Entity::find()
        .select_only()
        .column(fair_check_in::Column::TicketId)
        .column_as(fair_check_in::Column::At.min(), "first")
        .column_as(fair_check_in::Column::Id.count(), "entries")
        .filter(fair_check_in::Column::TicketId.is_in(tickets))
        .group_by(fair_check_in::Column::TicketId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, first, entries)| (id, (first, entries)))
        .collect())
}

/// Tickets to print, by number, from the `after`-th number on.
pub async fn to_print(
    db: &impl ConnectionTrait,
    actor: &Actor,
    fair: Uuid,
    after: i32,
) -> Result<Vec<fair_ticket::Model>> {
    Ok(fair_ticket::Entity::find()
        .filter(visible(actor)?)
        .filter(Column::FairId.eq(fair))
        .filter(Column::Number.gt(after))
        .order_by_asc(Column::Number)
        .limit(MOST_PRINTED)
        .all(db)
        .await?)
}

/// The full phone of a visitor who is not on record, with a reason, and on record before it is seen. The caller commits the unit before it
/// shows what this returns.
///
/// # Errors
/// [`DomainError::Invalid`] without a reason; [`DomainError::NotFound`] if the ticket has no phone or is not the actor's to see.
pub async fn reveal_ticket_phone(unit: &Unit, fair: Uuid, ticket: Uuid, reason: &str) -> Result<Zeroizing<String>> {
    unit.allow(Action::RevealWorkers)?;
    by_id(unit.tx(), unit.actor(), fair).await?;
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LETTERS {
        return Err(DomainError::invalid("reason", "workers-reveal-reason"));
    }
    // Somebody will write the number itself into the box.
    let kept: String = reason
        .chars()
        .map(|letter| if letter.is_numeric() { '*' } else { letter })
        .collect();
    let found = fair_ticket::Entity::find_by_id(ticket)
        .filter(visible(unit.actor())?)
        .filter(Column::FairId.eq(fair))
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    let sealed = found.phone_cipher.ok_or(DomainError::NotFound)?;
    let plain = unit.vault().open(&sealed, COLUMN, ticket)?;
    unit.audit(
        "reveal-phone",
        Subject::FairTicket,
        Some(ticket),
        json!({ "reason": kept }),
    )
    .await?;
    Ok(plain)
}

/// Look again for the records of visitors who had none: some were registered after they came. Gives how many were found.
pub async fn match_records(unit: &mut Unit, fair: Uuid) -> Result<usize> {
    unit.allow(Action::InviteToFairs)?;
    by_id(unit.tx(), unit.actor(), fair).await?;
    locked(unit, fair).await?;
    let strangers = fair_ticket::Entity::find()
        .filter(visible(unit.actor())?)
        .filter(Column::FairId.eq(fair))
        .filter(Column::WorkerId.is_null())
        .filter(Column::PhoneIndex.is_not_null())
        .all(unit.tx())
        .await?;
    let taken: BTreeSet<Uuid> = fair_ticket::Entity::find()
        .select_only()
        .column(Column::WorkerId)
        .filter(Column::FairId.eq(fair))
        .filter(Column::WorkerId.is_not_null())
        .into_tuple::<Uuid>()
        .all(unit.tx())
        .await?
        .into_iter()
        .collect();
    let found = records_of(unit.tx(), &strangers).await?;
    let mut linked = taken;
    let mut count = 0;
    for (ticket, worker) in found {
        if linked.insert(worker) {
            let mut row = ticket.into_active_model();
            row.worker_id = Set(Some(worker));
            row.update(unit.tx()).await?;
            count += 1;
        }
    }
    unit.audit("match-tickets", Subject::Fair, Some(fair), json!({ "found": count }))
        .await?;
    Ok(count)
}

/// Tickets with the one record that has the phone and the name: two statements for each five hundred.
async fn records_of(
    db: &impl ConnectionTrait,
    tickets: &[fair_ticket::Model],
) -> Result<Vec<(fair_ticket::Model, Uuid)>> {
    let mut found = Vec::new();
    for piece in tickets.chunks(CHUNK) {
        let phones = worker_phone::Entity::find()
            .filter(worker_phone::Column::NumberIndex.is_in(piece.iter().filter_map(|row| row.phone_index.clone())))
            .all(db)
            .await?;
        let people = worker::Entity::find()
            .filter(worker::Column::Id.is_in(phones.iter().map(|phone| phone.worker_id)))
            .filter(worker::Column::MergedInto.is_null())
            .all(db)
            .await?;
        let names: HashMap<Uuid, String> = people.into_iter().map(|row| (row.id, row.name)).collect();
        let mut having: BTreeMap<(String, String), BTreeSet<Uuid>> = BTreeMap::new();
        for phone in phones {
            if let Some(name) = names.get(&phone.worker_id) {
                having
                    .entry((phone.number_index, name.clone()))
                    .or_default()
                    .insert(phone.worker_id);
            }
        }
        for ticket in piece {
            let key = (ticket.phone_index.clone().unwrap_or_default(), ticket.name.clone());
            if let Some(one) = having.get(&key).filter(|ids| ids.len() == 1).and_then(BTreeSet::first) {
                found.push((ticket.clone(), *one));
            }
        }
    }
    Ok(found)
}

/// Names and phones of visitors who never came on record go.
pub(super) async fn forget_strangers(unit: &Unit, fair: Uuid) -> Result<()> {
    let result = fair_ticket::Entity::update_many()
        .set(fair_ticket::ActiveModel {
            name: Set(String::new()),
            phone_cipher: Set(None),
            phone_index: Set(None),
            phone_last4: Set(String::new()),
            ..Default::default()
        })
        .filter(Column::FairId.eq(fair))
        .filter(Column::WorkerId.is_null())
        .exec(unit.tx())
        .await?;
    unit.audit(
        "forget-visitors",
        Subject::Fair,
        Some(fair),
        json!({ "tickets": result.rows_affected }),
    )
    .await
}
