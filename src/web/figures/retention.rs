//! `/figures/retention`: how long people stay, by employer or by channel.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, Origin};
use uuid::Uuid;

use super::ask::{Ask, AskQuery};
use super::chart::{self, Curves, DASHES};
use super::words;
use crate::domain::figures::retention::{self, By, DAYS, FEWEST, Group, Retention, Watched};
use crate::domain::figures::survival::Curve;
use crate::domain::page::{LAST_PAGE, LIST_SIZE, PageOf};
use crate::domain::workers::{self, NameCard};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Query;
use crate::web::page::{Pager, show, show_again};
use crate::web::state::App;
use crate::web::{place, urlencode};

#[derive(Template)]
#[template(path = "figures/retention.html")]
struct RetentionPage<'a> {
    c: &'a Ctx,
    ask: &'a Ask,
    places: Vec<String>,
    by: By,
    found: &'a Retention,
    curves: Curves,
    /// The groups with a curve, each with its stroke.
    legend: Vec<(String, &'static str)>,
    /// Name of the group whose people are listed; empty if none is.
    listed: String,
    people: PageOf<Watched>,
    cards: HashMap<Uuid, NameCard>,
    pager: Pager,
    width: i64,
}

fn name(c: &Ctx, by: By, group: &Group) -> String {
    match by {
        By::Channel => Origin::from_key(&group.name).map_or_else(|| group.name.clone(), |origin| c.label(&origin)),
        By::Employer => group.name.clone(),
    }
}

impl RetentionPage<'_> {
    fn name(&self, group: &Group) -> String {
        name(self.c, self.by, group)
    }

    fn told_apart(&self, by: &By) -> String {
        self.c.t(&format!("figures-by-{}", by.key()))
    }

    fn person(&self, one: &Watched) -> String {
        self.cards
            .get(&one.worker)
            .map_or_else(|| self.c.t("figures-gone"), |card| words::person(self.c, card))
    }

    /// The share who stay so long, with its interval.
    fn share(&self, curve: &Curve, day: &u32) -> String {
        if curve.people < FEWEST {
            return self.c.t("figures-too-few");
        }
        let Some(found) = curve.at(*day) else {
            return self.c.t("figures-not-yet");
        };
        let share = format!("{:.0}%", found.share * 100.0);
        found.interval.map_or(share.clone(), |(low, high)| {
            format!("{share} ({:.0}–{:.0}%)", low * 100.0, high * 100.0)
        })
    }

    /// The same question with the people of a group.
    fn people_of(&self, key: &str) -> String {
        format!(
            "/figures/retention?{}&by={}&group={}#people",
            self.ask.query(),
            self.by.key(),
            urlencode(key)
        )
    }
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Query(query): Query<AskQuery>) -> PageResult {
    let db = app.core.db.reader();
    let mut ask = query.read(&c, db)?;
    let by = By::ALL
        .into_iter()
        .find(|by| by.key() == query.by)
        .unwrap_or(By::Employer);
    by.key().clone_into(&mut ask.by);
    let found = retention::retention(db, &ask.asked, by, &query.group).await?;
    let shown: Vec<&Group> = found
        .groups
        .iter()
        .filter(|group| group.curve.people >= FEWEST)
        .take(DASHES.len() - 1)
        .collect();
    let mut drawn = vec![&found.whole];
    drawn.extend(shown.iter().map(|group| &group.curve));
    let names = std::iter::once(c.t("figures-everybody")).chain(shown.iter().map(|group| name(&c, by, group)));
    let listed = match query.group.as_str() {
        "all" => c.t("figures-everybody"),
        key => found
            .groups
            .iter()
            .find(|group| group.key == key)
            .map(|group| name(&c, by, group))
            .unwrap_or_default(),
    };
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let skip = usize::try_from((number - 1) * LIST_SIZE).unwrap_or(usize::MAX);
    let size = usize::try_from(LIST_SIZE).unwrap_or(usize::MAX);
    let people = PageOf {
        rows: found.people.iter().skip(skip).take(size).cloned().collect(),
        total: found.people.len() as u64,
        page: number,
        size: LIST_SIZE,
    };
    let cards = workers::names_of(db, people.rows.iter().map(|one| one.worker), c.today()).await?;
    let page = RetentionPage {
        c: &c,
        ask: &ask,
        places: place::offers(&c),
        by,
        curves: chart::curves(&drawn),
        legend: names.zip(DASHES).collect(),
        listed,
        pager: Pager::new(&c.path_and_query, number, people.pages()),
        people,
        cards,
        found: &found,
        width: chart::WIDTH,
    };
    if ask.problems.is_empty() {
        show(&page)
    } else {
        show_again(&page)
    }
}
