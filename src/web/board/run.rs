//! The one path of every search: the index finds, the database shows, and what is not public is dropped even if the index is behind.

use crate::domain::vacancies::public::{self, PublicVacancy};
use crate::search::{Facets, InsteadOf, Interpreted, VacancyHit};
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

/// Other posts than those that were asked for.
#[derive(Clone, Debug)]
pub struct Other {
    /// Why they are offered.
    pub of: InsteadOf,
    /// The text that finds them.
    pub text: String,
    /// How many there are.
    pub total: u64,
    /// The first of them.
    pub hits: Vec<Hit>,
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
    /// What else there is, where nothing or little was found.
    pub instead: Option<Other>,
    /// Time in the index, in microseconds.
    pub took_us: u64,
}

/// Ask the board.
pub async fn run(app: &App, query: &BoardQuery) -> PageResult<Found> {
    let now = app.clock.now();
    let index = query.to_index(now);
    let today = index.today;
    let answer = app.search.vacancies(index).await?;
    let others = answer.instead.iter().flat_map(|instead| &instead.hits);
    let ids: Vec<uuid::Uuid> = answer.hits.iter().chain(others).map(|hit| hit.id).collect();
    let mut posts = public::open_among(app.core.db.reader(), &ids, today).await?;
    let mut shown = |hits: &[VacancyHit]| {
        let posts = hits
            .iter()
            .filter_map(|hit| posts.remove(&hit.id).map(|post| Hit { post, score: hit.score }));
        posts.collect::<Vec<_>>()
    };
    let hits = shown(&answer.hits);
    let instead = answer.instead.map(|instead| Other {
        of: instead.of,
        text: instead.text,
        total: instead.total,
        hits: shown(&instead.hits),
    });
    Ok(Found {
        total: answer.total,
        hits,
        facets: answer.facets,
        interpreted: answer.interpreted,
        instead,
        took_us: answer.took_us,
    })
}
