//! `/follow-ups`: whom to call today, what comes this week, and what was said today.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use super::words;
use crate::domain::access::Action;
use crate::domain::follow_ups::{self, CallFilter, CallGroup, DoneRow, When};
use crate::domain::page::{LAST_PAGE, PageOf};
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
    pub tab: String,
    pub q: String,
    pub place: String,
    pub unanswered: String,
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "follow_ups/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    query: &'a ListQuery,
    list: PageOf<CallGroup>,
    pager: Pager,
    may_edit: bool,
    due: bool,
}

impl ListPage<'_> {
    /// Where to stand when the row at `at` is done: at the next one, or at the one before.
    fn next(&self, at: &usize) -> String {
        let rows = &self.list.rows;
        let row = rows
            .get(at + 1)
            .or_else(|| at.checked_sub(1).and_then(|at| rows.get(at)));
        row.map_or_else(String::new, |group| format!("p-{}", group.person.id))
    }
}

#[derive(Template)]
#[template(path = "follow_ups/done.html")]
struct DonePage<'a> {
    c: &'a Ctx,
    list: PageOf<DoneRow>,
    pager: Pager,
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<ListQuery>) -> PageResult {
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let db = app.core.db.reader();
    if query.tab == "done" {
        let list = follow_ups::done_today(db, &c.actor, number, c.today()).await?;
        let pager = Pager::new(&c.path_and_query, number, list.pages());
        return show(&DonePage { c: &c, list, pager });
    }
    let due = query.tab != "coming";
    let filter = CallFilter {
        when: if due { When::Due } else { When::Coming },
        text: query.q.trim().to_owned(),
        place: region::resolve(&query.place, c.actor.region_code())
            .one()
            .map(|place| place.code.to_owned()),
        unanswered: query.unanswered == "yes",
    };
    let list = follow_ups::list(db, &c.actor, &filter, number, c.today()).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    show(&ListPage {
        c: &c,
        query: &query,
        list,
        pager,
        may_edit: c.may(Action::EditFollowUps),
        due,
    })
}
