//! `/round`: how far the round of this month is, by township for a county, by village below.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::domain::access::Action;
use crate::domain::round::month::month_of;
use crate::domain::round::{self, VillageRow};
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{go, show};
use crate::web::state::App;

/// Which part.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct HomeQuery {
    place: String,
    /// Only places with somebody left to ask.
    waiting: String,
}

/// One line.
struct Line {
    row: VillageRow,
    href: String,
    falls: bool,
}

#[derive(Template)]
#[template(path = "round/home.html")]
struct HomePage<'a> {
    c: &'a Ctx,
    month: String,
    /// The township that is shown; empty for all.
    place: &'a str,
    lines: Vec<Line>,
    people: i64,
    asked: i64,
    waiting: bool,
    may_edit: bool,
}

/// The page. Whoever looks after one village goes straight there.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<HomeQuery>) -> PageResult {
    let own = c.actor.region_code();
    let asked_for = region::get(&query.place).filter(|place| own.is_none_or(|own| region::contains(own, place.code)));
    let place = asked_for.map(|place| place.code).or(own);
    let fine = place.and_then(region::get).map_or(0, |place| place.level);
    if fine == 5 {
        return Ok(go(&format!("/round/villages/{}", place.unwrap_or_default())));
    }
    let villages = round::villages(app.core.db.reader(), &c.actor, place, c.today()).await?;
    let (people, asked) = villages
        .iter()
        .fold((0, 0), |sum, row| (sum.0 + row.people, sum.1 + row.asked));
    let waiting = query.waiting == "yes";
    let rows = if fine >= 4 {
        villages
    } else {
        round::by_township(&villages)
    };
    let lines = rows
        .into_iter()
        .filter(|row| !waiting || !row.is_done())
        .map(|row| Line {
            href: if fine >= 4 {
                format!("/round/villages/{}", row.code)
            } else {
                format!("/round?place={}", row.code)
            },
            falls: round::falls(row.came_home, row.at_work),
            row,
        })
        .collect();
    show(&HomePage {
        c: &c,
        month: month_of(c.today()).format("%Y-%m").to_string(),
        place: asked_for.map_or("", |place| place.code),
        lines,
        people,
        asked,
        waiting,
        may_edit: c.may(Action::EditWorkers),
    })
}
