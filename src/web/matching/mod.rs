//! The match in both directions, with reasons: jobs for a person, people for a post.

pub mod candidates;
mod form;
mod jobs;
mod line;
mod people;
pub mod words;

use serde::Deserialize;

use super::ctx::Ctx;
use super::routes::{Guard, Routes};
use crate::domain::access::Action;
use crate::domain::matching::VacancyProfile;

/// Lines shown unless more are asked for.
const TOP: usize = 20;
/// Lines shown at most.
const MOST: usize = form::MOST_PICKED;

/// How much of the list is shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    top: Option<usize>,
}

impl ListQuery {
    fn top(&self) -> usize {
        self.top.unwrap_or(TOP).clamp(1, MOST)
    }
}

/// The routes of this folder.
pub fn routes() -> Routes {
    let matching = Guard::May(Action::Match);
    let recommend = Guard::May(Action::Recommend);
    Routes::new()
        .get("/workers/{id}/matches", matching, jobs::page)
        .post("/workers/{id}/matches", recommend, jobs::submit)
        .get("/manage/vacancies/{id}/matches", matching, people::page)
        .post("/manage/vacancies/{id}/matches", recommend, people::submit)
}

/// How many lines the next longer list shows, if this one leaves any out.
fn more(top: usize, found: usize) -> Option<usize> {
    (found > top && top < MOST).then(|| (top * 2).min(MOST))
}

/// Pay by the month and, where the hours are told, by the hour.
fn pay(c: &Ctx, post: &VacancyProfile) -> (String, Option<String>) {
    let (low, high) = (post.pay_min.unwrap_or(0), post.pay_max.unwrap_or(0));
    let month = if high > low {
        format!("{}–{}", thousands(low), thousands(high))
    } else {
        thousands(low)
    };
    let hour = post
        .hourly_fen
        .map(|fen| c.t1("matching-pay-hour", "yuan", format!("{}.{}", fen / 100, fen % 100 / 10)));
    (month, hour)
}

fn thousands(yuan: i32) -> String {
    if yuan < 1_000 {
        yuan.to_string()
    } else {
        format!("{},{:03}", yuan / 1_000, yuan % 1_000)
    }
}
