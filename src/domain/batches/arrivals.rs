//! What an employer's user sees: who of its people comes, when, and with what.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::{BatchState, PassengerState};
use entity::{application, batch, batch_vehicle, passenger, worker};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Result};
use crate::domain::{applications, clock};

/// Transfers on the page.
const SHOWN: u64 = 20;
/// Days after the departure for which a transfer stays on the page.
const DAYS: u64 = 60;
/// States of transfers that an employer hears of: as soon as the list is final.
const TOLD: [BatchState; 6] = [
    BatchState::Locked,
    BatchState::Departed,
    BatchState::Arrived,
    BatchState::HandedOver,
    BatchState::Settled,
    BatchState::Postponed,
];

/// Somebody who comes to the employer. Holds a name and nothing else of the person.
#[derive(Clone, Debug)]
pub struct OwnPassenger {
    /// Name.
    pub name: String,
    /// Where the person is.
    pub state: PassengerState,
    /// Plate of the vehicle; empty if none is known.
    pub plate: String,
    /// The day on which the employer signed.
    pub handed_over_on: Option<NaiveDate>,
}

/// A transfer with the employer's own people.
#[derive(Clone, Debug)]
pub struct OwnBatch {
    /// The transfer: when, where, whom to call.
    pub batch: batch::Model,
    /// The employer's people, by name.
    pub people: Vec<OwnPassenger>,
}

/// The own people of a firm: those whose application it may still see, and those who come back to the job that they have there.
fn own_people(actor: &Actor) -> Result<Condition> {
    let own = actor
        .employer_id()
        .filter(|_| actor.may(Action::OwnEmployer))
        .ok_or(DomainError::NotFound)?;
    let shared = Query::select()
        .expr(Expr::val(1))
        .from(application::Entity)
        .and_where(
            Expr::col(application::Column::Id.as_column_ref()).equals(passenger::Column::ApplicationId.as_column_ref()),
        )
        .cond_where(applications::visible_to(actor)?)
        .to_owned();
    Ok(Condition::all().add(passenger::Column::EmployerId.eq(own)).add(
        Condition::any()
            .add(passenger::Column::ApplicationId.is_null())
            .add(Expr::exists(shared)),
    ))
}

/// The transfers that bring people to the actor's firm, the next first: four statements.
pub async fn own_arrivals(db: &impl ConnectionTrait, actor: &Actor, today: NaiveDate) -> Result<Vec<OwnBatch>> {
    let own = own_people(actor)?;
    let brings = Query::select()
        .expr(Expr::val(1))
        .from(passenger::Entity)
        .and_where(Expr::col(passenger::Column::BatchId.as_column_ref()).equals(batch::Column::Id.as_column_ref()))
        .cond_where(own.clone())
        .to_owned();
    let batches = batch::Entity::find()
        .filter(batch::Column::State.is_in(TOLD))
        .filter(batch::Column::DepartsAt.gte(clock::start_of(today - Days::new(DAYS))))
        .filter(Expr::exists(brings))
        .order_by_desc(batch::Column::DepartsAt)
        .order_by_asc(batch::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?;
    let people = passenger::Entity::find()
        .filter(passenger::Column::BatchId.is_in(batches.iter().map(|batch| batch.id)))
        .filter(own)
        .all(db)
        .await?;
    let names: HashMap<Uuid, String> = worker::Entity::find()
        .select_only()
        .columns([worker::Column::Id, worker::Column::Name])
        .filter(worker::Column::Id.is_in(people.iter().map(|row| row.worker_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let plates: HashMap<Uuid, String> = batch_vehicle::Entity::find()
        .select_only()
        .columns([batch_vehicle::Column::Id, batch_vehicle::Column::Plate])
        .filter(batch_vehicle::Column::Id.is_in(people.iter().filter_map(|row| row.vehicle_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(batches
        .into_iter()
        .map(|batch| {
            let own = people.iter().filter(|row| row.batch_id == batch.id);
            let mut people: Vec<OwnPassenger> = own
                .map(|row| OwnPassenger {
                    name: names.get(&row.worker_id).cloned().unwrap_or_default(),
                    state: row.state,
                    plate: row
                        .vehicle_id
                        .and_then(|id| plates.get(&id).cloned())
                        .unwrap_or_default(),
                    handed_over_on: row.handed_over_on,
                })
                .collect();
            people.sort_by(|one, other| one.name.cmp(&other.name));
            OwnBatch { batch, people }
        })
        .collect())
}
