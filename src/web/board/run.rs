//! The one path of every search: the index finds, the database shows, and what is not public is dropped even if the index is behind.

use crate::domain::vacancies::public::{self, PublicVacancy};
use crate::search::{Facets, Interpreted};
use crate::web::error::PageResult;
use crate::web::state::App;

use super::query::BoardQuery;

/// One result.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The post.
    pub post: PublicVacancy,
    /// Fit with the text; comparable only within one answer.
    pub score: f32,
}

/// What the board answers.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Results in all.
    pub total: u64,
    /// Those of this page.
    pub hits: Vec<Hit>,
    /// Counts over all results, if asked for.
    pub facets: Option<Facets>,
    /// How the text was understood.
    pub interpreted: Interpreted,
    /// Time in the index, in microseconds.
    pub took_us: u64,
}

/// Ask the board.
pub async fn run(app: &App, query: &BoardQuery) -> PageResult<Found> {
    let now = app.clock.now();
    let index = query.to_index(now);
    let today = index.today;
    let answer = app.search.vacancies(index).await?;
    let ids: Vec<uuid::Uuid> = answer.hits.iter().map(|hit| hit.id).collect();
    let mut posts = public::open_among(app.core.db.reader(), &ids, today).await?;
    let hits = answer
        .hits
        .iter()
        .filter_map(|hit| posts.remove(&hit.id).map(|post| Hit { post, score: hit.score }))
        .collect();
    Ok(Found {
        total: answer.total,
        hits,
        facets: answer.facets,
        interpreted: answer.interpreted,
        took_us: answer.took_us,
    })
}
