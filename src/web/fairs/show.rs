//! `/fairs/{id}`: one fair for everybody: when, where, how to get there, who comes with which posts, and the ticket.

use askama::Template;
use axum::extract::State;
use entity::codes::{BoothState, Code as _, FairState};
use entity::fair;

use super::posts::BoothView;
use super::words;
use crate::domain::access::Action;
use crate::domain::fairs;
use crate::domain::fairs::state::{BOOTHS_COMING, TICKETS};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::show;
use crate::web::state::App;

#[derive(Template)]
#[template(path = "fairs/show.html")]
struct ShowPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    booths: Vec<BoothView>,
    /// The reader's own booths, for a user of an employer.
    own: Vec<BoothView>,
}

impl ShowPage<'_> {
    fn tickets(&self) -> bool {
        TICKETS.contains(&self.fair.state) && self.fair.ends_at >= self.c.now
    }

    fn is_final(&self) -> bool {
        self.fair.state != FairState::Booking
    }

    fn posts(&self) -> usize {
        self.booths.iter().map(|booth| booth.posts.len()).sum()
    }

    fn headcount(&self) -> i32 {
        self.booths.iter().map(BoothView::headcount).sum()
    }

    fn programme(&self) -> impl Iterator<Item = &str> {
        self.fair.programme.lines().filter(|line| !line.trim().is_empty())
    }

    /// The employer has no booth that stands.
    fn may_book(&self) -> bool {
        let stands = |booth: &BoothView| !matches!(booth.row.booth.state, BoothState::Refused | BoothState::Withdrawn);
        self.fair.state == FairState::Booking && !self.own.iter().any(stands)
    }

    fn works(&self) -> bool {
        fairs::still_counts(&self.fair)
    }
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let db = app.core.db.reader();
    let fair = fairs::public_by_id(db, id).await?;
    let booths = if fair.state == FairState::Cancelled {
        Vec::new()
    } else {
        fairs::booths_of(db, id, &BOOTHS_COMING, c.today()).await?
    };
    let own = fairs::own_booths(db, &c.actor, id, c.today()).await?;
    show(&ShowPage {
        booths: booths.into_iter().map(|row| BoothView::of(&c, row)).collect(),
        own: own.into_iter().map(|row| BoothView::of(&c, row)).collect(),
        c: &c,
        fair,
    })
}
