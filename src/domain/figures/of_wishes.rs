//! What the records behind wishes say: the introduction and its post, or the fair and what it showed.

use std::collections::HashMap;

use entity::codes::Subject;
use entity::{application, fair_booth_post, fair_intention, vacancy};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::facts::Entry;
use super::list::Told;
use crate::domain::error::Result;

/// Introductions with their posts, and wishes at fairs: four statements.
pub(super) async fn told(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<HashMap<Uuid, Told>> {
    let ids = || entries.iter().map(|entry| entry.fact_id);
    let applied: Vec<(Uuid, Uuid)> = application::Entity::find()
        .select_only()
        .columns([application::Column::Id, application::Column::VacancyId])
        .filter(application::Column::Id.is_in(ids()))
        .into_tuple()
        .all(db)
        .await?;
    let titles: HashMap<Uuid, String> = vacancy::Entity::find()
        .select_only()
        .columns([vacancy::Column::Id, vacancy::Column::Title])
        .filter(vacancy::Column::Id.is_in(applied.iter().map(|(_, post)| *post)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let said = fair_intention::Entity::find()
        .filter(fair_intention::Column::Id.is_in(ids()))
        .all(db)
        .await?;
    let shown: HashMap<Uuid, String> = fair_booth_post::Entity::find()
        .filter(fair_booth_post::Column::Id.is_in(said.iter().map(|row| row.booth_post_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.title))
        .collect();
    let applied = applied.into_iter().map(|(id, post)| {
        let title = titles.get(&post).cloned().unwrap_or_default();
        let record = (Subject::Application, id);
        (id, Told::Wish { title, record })
    });
    let said = said.into_iter().map(|row| {
        let title = shown.get(&row.booth_post_id).cloned().unwrap_or_default();
        let record = (Subject::Fair, row.fair_id);
        (row.id, Told::Wish { title, record })
    });
    Ok(applied.chain(said).collect())
}
