//! `/placements`: who is at work where, those that nobody verified first.

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, PlacementKind, PlacementState};
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::access::Action;
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::domain::placements::{self, PlacementCard, PlacementFilter};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show};
use crate::web::state::App;

/// The filters as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    q: String,
    state: String,
    kind: String,
    place: String,
    from: String,
    until: String,
    unverified: String,
    worker: String,
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "placements/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    list: PageOf<PlacementCard>,
    pager: Pager,
    states: &'static [PlacementState],
    kinds: &'static [PlacementKind],
    may_edit: bool,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let filter = PlacementFilter {
        text: query.q.trim().to_owned(),
        state: PlacementState::from_key(&query.state),
        kind: PlacementKind::from_key(&query.kind),
        place: region::resolve(&query.place, None)
            .one()
            .map(|place| place.code.to_owned()),
        from: query.from.parse().ok(),
        until: query.until.parse().ok(),
        unverified: query.unverified == "yes",
        worker: Uuid::parse_str(&query.worker).ok(),
    };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = placements::list(app.core.db.reader(), &c.actor, &filter, number, c.today()).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    let may_edit = c.may(Action::EditPlacements);
    let (states, kinds) = (PlacementState::ALL, PlacementKind::ALL);
    show(&ListPage {
        c: &c,
        query: &query,
        list,
        pager,
        states,
        kinds,
        may_edit,
    })
}
