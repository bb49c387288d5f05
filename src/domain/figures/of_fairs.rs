//! What the records behind lists of job fairs say: the fair of a line, and which part of it counts.

use std::collections::HashMap;

use entity::{fair, fair_booth, fair_booth_post, fair_check_in, fair_intention, fair_ticket};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::facts::Entry;
use super::list::{FairPart, Told};
use crate::domain::error::Result;

/// The words of these lines, by the record that counts: seven statements, however many lines.
pub(super) async fn told(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let ids = || entries.iter().map(|entry| entry.fact_id);
    let mut parts: Vec<(Uuid, Uuid, FairPart)> = Vec::new();
    let booths = fair_booth::Entity::find().filter(fair_booth::Column::Id.is_in(ids()));
    for row in booths.all(db).await? {
        parts.push((row.id, row.fair_id, FairPart::Booth(row.employer_name)));
    }
    let posts = fair_booth_post::Entity::find().filter(fair_booth_post::Column::Id.is_in(ids()));
    for row in posts.all(db).await? {
        parts.push((row.id, row.fair_id, FairPart::Post(row.title)));
    }
    let came = fair_check_in::Entity::find().filter(fair_check_in::Column::Id.is_in(ids()));
    let came = came.all(db).await?;
    let wanted = fair_intention::Entity::find().filter(fair_intention::Column::Id.is_in(ids()));
    let wanted = wanted.all(db).await?;
    let used = came
        .iter()
        .map(|row| row.ticket_id)
        .chain(wanted.iter().map(|row| row.ticket_id));
    let tickets: HashMap<Uuid, i32> = fair_ticket::Entity::find()
        .filter(fair_ticket::Column::Id.is_in(used))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.number))
        .collect();
    let number = |ticket: Uuid| tickets.get(&ticket).copied().unwrap_or_default();
    parts.extend(
        came.iter()
            .map(|row| (row.id, row.fair_id, FairPart::Entry(number(row.ticket_id)))),
    );
    parts.extend(
        wanted
            .iter()
            .map(|row| (row.id, row.fair_id, FairPart::Wish(number(row.ticket_id)))),
    );
    let fairs: HashMap<Uuid, fair::Model> = fair::Entity::find()
        .filter(fair::Column::Id.is_in(ids().chain(parts.iter().map(|(_, fair, _)| *fair))))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let wholes = fairs.values().map(|row| (row.id, row.id, FairPart::Whole(row.kind)));
    Ok(wholes
        .chain(parts)
        .filter_map(|(id, fair, part)| {
            let name = fairs.get(&fair)?.name.clone();
            Some((id, Told::Fair { id: fair, name, part }))
        })
        .collect())
}
