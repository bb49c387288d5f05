//! Tickets: one person at one fair, with a number to say and a code to show. Signed up alone, invited, or made at the door.

use entity::codes::{Code as _, Subject, TicketOrigin};
use entity::fair_ticket::{self, Column};
use entity::{fair, worker_phone};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter,
    QueryOrder, QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::number;
use super::queries::{by_id, locked, public_by_id};
use super::state::TICKETS;
use crate::domain::access::Action;
use crate::domain::checks::person_name::PersonName;
use crate::domain::checks::phone::Mobile;
use crate::domain::error::{DomainError, Result};
use crate::domain::unit::Unit;
use crate::domain::workers;

/// Column name to which the cipher text is bound.
pub(super) const COLUMN: &str = "fair_ticket.phone";

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
    let known = workers::named_with_phone(unit.tx(), &index, told.name.as_str()).await?;
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
        // The record has the phone; a second copy would be one more to lose.
        phone_cipher: Set(match &known {
            Some(_) => None,
            None => Some(unit.vault().seal(told.phone.as_str(), COLUMN, id)?),
        }),
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
