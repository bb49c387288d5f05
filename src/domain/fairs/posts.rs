//! The posts that booths show. Until the list is locked a booth shows its vacancies as they are; from then on the board of the fair is what
//! was agreed on, whatever becomes of the vacancy (posted conditions must equal the recruitment brief).

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{Education, Insurance};
use entity::fair_booth_post::{self, Column};
use entity::vacancy;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::domain::error::{DomainError, Result};
use crate::domain::placements::Offer;
use crate::domain::unit::Unit;
use crate::domain::vacancies;
use entity::codes::Subject;

/// The conditions of a post as a booth shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostShown {
    /// Pay, hours, bed, food, shift, contract.
    #[serde(flatten)]
    pub offer: Offer,
    /// Occupation.
    pub occupation_code: String,
    /// Place of work.
    pub place_code: String,
    /// What there is to do.
    pub description: String,
    /// Insurance.
    pub insurance: Insurance,
    /// Least schooling.
    pub education: Option<Education>,
    /// Key of the certificate that is needed.
    pub certificate: Option<String>,
    /// Least age.
    pub age_min: Option<i32>,
    /// Greatest age.
    pub age_max: Option<i32>,
    /// First day.
    pub start_date: Option<NaiveDate>,
}

impl PostShown {
    /// The conditions of a vacancy as it stands now.
    #[must_use]
    pub fn of(vacancy: &vacancy::Model) -> Self {
        Self {
            offer: Offer::of(vacancy),
            occupation_code: vacancy.occupation_code.clone(),
            place_code: vacancy.place_code.clone(),
            description: vacancy.description.clone(),
            insurance: vacancy.insurance,
            education: vacancy.education,
            certificate: vacancy.certificate.clone(),
            age_min: vacancy.age_min,
            age_max: vacancy.age_max,
            start_date: vacancy.start_date,
        }
    }
}

/// A post of a booth with its conditions.
#[derive(Clone, Debug)]
pub struct ShownPost {
    /// The post of the booth.
    pub post: fair_booth_post::Model,
    /// Its conditions: frozen since the locking, those of the vacancy before; `None` where nobody wrote them down (fairs of former years).
    pub shown: Option<PostShown>,
    /// Whether the vacancy still takes people. A frozen post that was filled or withdrawn meanwhile stays on the board and says so.
    pub takes: bool,
}

impl ShownPost {
    /// Places that nobody wants yet.
    #[must_use]
    pub fn left(&self) -> i32 {
        self.post.headcount - self.post.intentions
    }
}

/// The posts of booths, by title, in two statements.
pub async fn posts_of(db: &impl ConnectionTrait, booths: &[Uuid], today: NaiveDate) -> Result<Vec<ShownPost>> {
    let rows = fair_booth_post::Entity::find()
        .filter(Column::BoothId.is_in(booths.iter().copied()))
        .order_by_asc(Column::Title)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let vacancies = vacancies_of(db, &rows).await?;
    Ok(rows
        .into_iter()
        .map(|post| {
            let vacancy = post.vacancy_id.and_then(|id| vacancies.get(&id));
            let frozen = post.snapshot.clone().and_then(|kept| serde_json::from_value(kept).ok());
            let shown = if post.frozen_at.is_some() {
                frozen
            } else {
                vacancy.map(PostShown::of)
            };
            ShownPost {
                takes: vacancy.is_some_and(|vacancy| takes(vacancy, today)),
                shown,
                post,
            }
        })
        .collect())
}

async fn vacancies_of(
    db: &impl ConnectionTrait,
    rows: &[fair_booth_post::Model],
) -> Result<HashMap<Uuid, vacancy::Model>> {
    let found = vacancy::Entity::find()
        .filter(vacancy::Column::Id.is_in(rows.iter().filter_map(|row| row.vacancy_id)))
        .all(db)
        .await?;
    Ok(found.into_iter().map(|vacancy| (vacancy.id, vacancy)).collect())
}

fn takes(vacancy: &vacancy::Model, today: NaiveDate) -> bool {
    vacancy.state == entity::codes::VacancyState::Published
        && vacancy.valid_until >= today
        && vacancy.filled < vacancy.headcount
}

/// The posts that an employer can bring to a fair: public today, with places left.
pub async fn offered(db: &impl ConnectionTrait, employer: Uuid, today: NaiveDate) -> Result<Vec<vacancy::Model>> {
    let rows = vacancy::Entity::find()
        .filter(vacancies::open_on(today))
        .filter(vacancy::Column::EmployerId.eq(employer))
        .order_by_asc(vacancy::Column::Title)
        .order_by_asc(vacancy::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter(|vacancy| takes(vacancy, today)).collect())
}

/// Keep the posts of these booths as they are shown now. A post whose vacancy takes nobody any more leaves the board.
pub(super) async fn freeze(unit: &Unit, fair: Uuid, booths: &[Uuid]) -> Result<()> {
    let (mut kept, mut gone) = (0_usize, Vec::new());
    for one in posts_of(unit.tx(), booths, unit.today()).await? {
        let Some(shown) = one.shown.filter(|_| one.takes) else {
            gone.push(one.post.id);
            continue;
        };
        let snapshot = serde_json::to_value(&shown)
            .map_err(|error| DomainError::Internal(format!("a post cannot be kept: {error}")))?;
        fair_booth_post::Entity::update_many()
            .set(fair_booth_post::ActiveModel {
                title: Set(shown.offer.title),
                snapshot: Set(Some(snapshot)),
                frozen_at: Set(Some(unit.now())),
                ..Default::default()
            })
            .filter(Column::Id.eq(one.post.id))
            .exec(unit.tx())
            .await?;
        kept += 1;
    }
    // Nobody was invited for a post that is gone any more, but was invited all the same.
    entity::fair_invitation::Entity::update_many()
        .set(entity::fair_invitation::ActiveModel {
            booth_post_id: Set(None),
            ..Default::default()
        })
        .filter(entity::fair_invitation::Column::BoothPostId.is_in(gone.iter().copied()))
        .exec(unit.tx())
        .await?;
    fair_booth_post::Entity::delete_many()
        .filter(Column::Id.is_in(gone.iter().copied()))
        .exec(unit.tx())
        .await?;
    unit.audit(
        "freeze-fair-posts",
        Subject::Fair,
        Some(fair),
        json!({ "posts": kept, "left_out": gone.len() }),
    )
    .await
}
