//! The list of posts as staff and employers work on it: four statements, however many rows.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::codes::VacancyState;
use entity::{employer, vacancy};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

use super::queries::visible_to;
use crate::domain::actor::Actor;
use crate::domain::employers::{self, containing};
use crate::domain::error::Result;
use crate::domain::page::{LIST_SIZE, PageOf};

/// Days before the last one in which a post counts as ending soon.
const SOON_DAYS: u64 = 7;

/// By what the list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VacancySort {
    /// The latest change first.
    #[default]
    Changed,
    /// The earliest last day first.
    Ending,
    /// The highest pay first.
    Pay,
    /// The most places left first.
    Places,
    /// By title.
    Title,
}

impl VacancySort {
    /// Every order.
    pub const ALL: [VacancySort; 5] = [Self::Changed, Self::Ending, Self::Pay, Self::Places, Self::Title];

    /// Stable key for addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Ending => "ending",
            Self::Pay => "pay",
            Self::Places => "places",
            Self::Title => "title",
        }
    }

    /// The order of a key; the usual one for an unknown key.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.key() == key).unwrap_or_default()
    }

    fn apply(self, query: Select<vacancy::Entity>) -> Select<vacancy::Entity> {
        let sorted = match self {
            Self::Changed => query.order_by_desc(vacancy::Column::UpdatedAt),
            Self::Ending => query.order_by_asc(vacancy::Column::ValidUntil),
            Self::Pay => query.order_by_desc(vacancy::Column::PayMaxYuan),
            Self::Places => query.order_by(
                Expr::col(vacancy::Column::Headcount).sub(Expr::col(vacancy::Column::Filled)),
                Order::Desc,
            ),
            Self::Title => query.order_by_asc(vacancy::Column::Title),
        };
        sorted.order_by_asc(vacancy::Column::Id)
    }
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct VacancyFilter {
    /// Only this state.
    pub state: Option<VacancyState>,
    /// Part of the title or of the employer's name, or the whole reference.
    pub text: String,
    /// Only posts of this employer.
    pub employer: Option<Uuid>,
    /// Only public and paused posts whose last day is within a week.
    pub ending: bool,
    /// The order.
    pub sort: VacancySort,
}

/// A post with the name of its employer.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The post.
    pub post: vacancy::Model,
    /// Whose it is.
    pub employer: String,
}

/// A page of posts, and how many there are under each tab.
#[derive(Clone, Debug)]
pub struct VacancyList {
    /// The rows.
    pub page: PageOf<Listed>,
    /// Posts by state, with every other filter.
    pub counts: HashMap<VacancyState, u64>,
    /// Posts that end within a week.
    pub ending: u64,
}

/// One page of the posts that the actor may see.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &VacancyFilter,
    page: u64,
    today: NaiveDate,
) -> Result<VacancyList> {
    let base = vacancy::Entity::find()
        .filter(visible_to(actor)?)
        .filter(narrowed(filter));
    let counts: HashMap<VacancyState, u64> = base
        .clone()
        .select_only()
        .column(vacancy::Column::State)
        .column_as(vacancy::Column::Id.count(), "posts")
        .group_by(vacancy::Column::State)
        .into_tuple::<(VacancyState, i64)>()
        .all(db)
        .await?
        .into_iter()
        .map(|(state, posts)| (state, u64::try_from(posts).unwrap_or_default()))
        .collect();
    let soon = base.clone().filter(ending_soon(today));
    let ending = soon.clone().count(db).await?;
    let (query, total) = if filter.ending {
        (soon, ending)
    } else if let Some(state) = filter.state {
        (
            base.filter(vacancy::Column::State.eq(state)),
            counts.get(&state).copied().unwrap_or_default(),
        )
    } else {
        (base, counts.values().sum())
    };
    let posts = filter
        .sort
        .apply(query)
        .offset((page - 1) * LIST_SIZE)
        .limit(LIST_SIZE)
        .all(db)
        .await?;
    let cards = employers::names_of(db, posts.iter().map(|post| post.employer_id)).await?;
    let rows = posts
        .into_iter()
        .map(|post| Listed {
            employer: cards
                .get(&post.employer_id)
                .map(|card| card.name.clone())
                .unwrap_or_default(),
            post,
        })
        .collect();
    Ok(VacancyList {
        page: PageOf {
            rows,
            total,
            page,
            size: LIST_SIZE,
        },
        counts,
        ending,
    })
}

fn narrowed(filter: &VacancyFilter) -> Condition {
    let mut wanted = Condition::all().add_option(filter.employer.map(|id| vacancy::Column::EmployerId.eq(id)));
    if !filter.text.is_empty() {
        let named = Query::select()
            .column(employer::Column::Id)
            .from(employer::Entity)
            .and_where(employer::Column::Name.like(containing(&filter.text)))
            .to_owned();
        wanted = wanted.add(
            Condition::any()
                .add(vacancy::Column::Title.like(containing(&filter.text)))
                .add(vacancy::Column::Reference.eq(&filter.text))
                .add(vacancy::Column::EmployerId.in_subquery(named)),
        );
    }
    wanted
}

fn ending_soon(today: NaiveDate) -> Condition {
    let last = today.checked_add_days(Days::new(SOON_DAYS)).unwrap_or(today);
    Condition::all()
        .add(vacancy::Column::State.is_in(super::state::TAKING))
        .add(vacancy::Column::ValidUntil.gte(today))
        .add(vacancy::Column::ValidUntil.lte(last))
}
