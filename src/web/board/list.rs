//! `/vacancies`: the results of a search.

use askama::Template;
use axum::extract::State;

use super::card::{Card, cards};
use super::filters::Filters;
use super::query::{BoardQuery, Dialect};
use super::run::{Found, Other, run};
use super::understood::{reworded, understood};
use crate::domain::page::PageOf;
use crate::reference::occupation;
use crate::search::{InsteadOf, Interpreted};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;

/// Other posts that are offered, and the way to all of them.
struct Instead {
    /// Why: `slip` or `trade`.
    why: &'static str,
    /// What they are.
    name: String,
    /// Where all of them are.
    href: String,
    total: u64,
    rows: Vec<Card>,
}

#[derive(Template)]
#[template(path = "board/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a BoardQuery,
    filters: Filters,
    list: PageOf<Card>,
    pager: Pager,
    interpreted: Interpreted,
    instead: Option<Instead>,
    /// The index is not filled yet.
    preparing: bool,
}

impl ListPage<'_> {
    /// The words as searched for, for the sentence that nothing has all of them.
    fn terms(&self) -> String {
        self.interpreted.terms.join(" ")
    }

    /// The sentence above the other posts.
    fn instead_words(&self, instead: &Instead) -> String {
        let found = if self.list.total == 0 { "none" } else { "few" };
        let key = format!("board-instead-{}-{found}", instead.why);
        self.c
            .t2(&key, "text", self.query.text.as_str(), "name", instead.name.as_str())
    }

    /// What a form must carry along besides its own controls.
    fn hidden(&self, own: &[&str]) -> Vec<(&'static str, String)> {
        self.query
            .pairs()
            .into_iter()
            .filter(|(name, _)| !own.contains(name))
            .collect()
    }
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Query(pairs): Query<Vec<(String, String)>>) -> PageResult {
    let query = BoardQuery::read(&pairs, Dialect::Page)?;
    let preparing = !app.search.is_ready();
    let found = if preparing {
        Found::default()
    } else {
        run(&app, &query).await?
    };
    let rows = cards(&app, &c, &found.hits, &found.interpreted.terms).await?;
    let list = PageOf {
        rows,
        total: found.total,
        page: query.page(),
        size: query.limit as u64,
    };
    let href = query.href();
    let mut filters = Filters::of(&c, &query, &found.facets.unwrap_or_default());
    filters
        .chips
        .splice(0..0, understood(&c, &query, &found.interpreted.parts));
    let instead = match found.instead {
        Some(other) => Some(instead_of(&app, &c, &query, other).await?),
        None => None,
    };
    show(&ListPage {
        c: &c,
        query: &query,
        filters,
        pager: Pager::new(&href, list.page, list.pages()),
        list,
        interpreted: found.interpreted,
        instead,
        preparing,
    })
}

async fn instead_of(app: &App, c: &Ctx, query: &BoardQuery, other: Other) -> PageResult<Instead> {
    let (why, name, all) = match other.of {
        InsteadOf::Slip => ("slip", other.text.clone(), reworded(query, &other.text)),
        InsteadOf::Trade(group) => {
            let mut all = reworded(query, other.text.trim());
            all.occupation = vec![group.clone()];
            ("trade", occupation::name(&padded(&group)).to_owned(), all)
        }
    };
    Ok(Instead {
        why,
        name,
        href: all.href(),
        total: other.total,
        rows: cards(app, c, &other.hits, &[]).await?,
    })
}

/// The code of a group of occupations as the classification writes it: `6-05` is `6-05-00-00`.
fn padded(group: &str) -> String {
    let missing = 3_usize.saturating_sub(group.matches('-').count());
    group.to_owned() + &"-00".repeat(missing)
}
