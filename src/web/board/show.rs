//! `/vacancies/{id}`: one post, answering in the order in which people ask. A post that is over says so and shows others.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use entity::codes::Code;
use entity::vacancy;

use super::card::{Card, cards, has_nights, verified_on};
use super::filters::occupation_name;
use super::query::BoardQuery;
use super::run::{Hit, run};
use super::words;
use crate::domain::vacancies::public::{self, PublicVacancy};
use crate::reference::{certificate, occupation, region};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::show;
use crate::web::state::App;

/// Other posts shown below.
const OTHERS: usize = 4;

#[derive(Template)]
#[template(path = "board/show.html")]
struct ShowPage<'a> {
    c: &'a Ctx,
    post: &'a PublicVacancy,
    row: &'a vacancy::Model,
    others: Vec<Card>,
}

#[derive(Template)]
#[template(path = "board/closed.html")]
struct ClosedPage<'a> {
    c: &'a Ctx,
    title: &'a str,
    others: Vec<Card>,
}

impl ShowPage<'_> {
    fn pay(&self) -> String {
        words::range(self.row.pay_min_yuan, self.row.pay_max_yuan)
    }

    fn hour(&self) -> Option<String> {
        self.post.hourly_fen().map(words::yuan_of_fen)
    }

    fn base_pay(&self) -> Option<String> {
        self.row.base_pay_yuan.map(words::thousands)
    }

    fn verified(&self) -> Option<NaiveDate> {
        verified_on(self.post)
    }

    fn occupation(&self) -> String {
        occupation_name(&self.row.occupation_code)
    }

    fn place(&self) -> String {
        region::full_name(&self.row.place_code)
    }

    fn nights(&self) -> bool {
        has_nights(self.post)
    }

    fn word<C: Code>(&self, list: &str, code: &C) -> String {
        self.c.label_of(list, code.key())
    }

    fn education(&self) -> String {
        self.row.education.map_or_else(
            || self.c.t("board-any"),
            |education| self.word("board-education", &education),
        )
    }

    fn certificate(&self) -> Option<String> {
        let key = self.row.certificate.as_deref().filter(|key| !key.is_empty())?;
        Some(certificate::get(key).map_or_else(|| key.to_owned(), |found| found.label(self.c.locale.tag()).to_owned()))
    }

    /// Only a telephone becomes a link: digits and what stands between them.
    fn contact(&self) -> Option<&str> {
        let phone = self.row.contact_phone.trim();
        let dialled = phone
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"+- ".contains(&byte));
        (dialled && phone.len() >= 5).then_some(phone)
    }
}

/// The page.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let post = public::once_public(app.core.db.reader(), id).await?;
    let others = others(&app, &c, &post).await?;
    if post.is_open(c.today()) {
        return show(&ShowPage {
            c: &c,
            post: &post,
            row: &post.vacancy,
            others,
        });
    }
    let mut response = show(&ClosedPage {
        c: &c,
        title: &post.vacancy.title,
        others,
    })?;
    *response.status_mut() = StatusCode::GONE;
    Ok(response)
}

/// Open posts of the same kind: in the same county, then anywhere.
async fn others(app: &App, c: &Ctx, post: &PublicVacancy) -> PageResult<Vec<Card>> {
    if !app.search.is_ready() {
        return Ok(Vec::new());
    }
    let group: String = occupation::prefix(&post.vacancy.occupation_code)
        .split('-')
        .take(2)
        .collect::<Vec<_>>()
        .join("-");
    let county = region::county(&post.vacancy.place_code).map(|county| county.code.to_owned());
    let near = BoardQuery {
        occupation: if group.is_empty() {
            Vec::new()
        } else {
            vec![group.clone()]
        },
        place: county.into_iter().collect(),
        limit: OTHERS + 1,
        ..BoardQuery::default()
    };
    let far = BoardQuery {
        place: Vec::new(),
        ..near.clone()
    };
    let mut hits: Vec<Hit> = Vec::new();
    for query in [near, far] {
        if hits.len() < OTHERS {
            let found = run(app, &query).await?.hits;
            let new = found.into_iter().filter(|hit| hit.post.vacancy.id != post.vacancy.id);
            let known: Vec<_> = hits.iter().map(|hit| hit.post.vacancy.id).collect();
            hits.extend(new.filter(|hit| !known.contains(&hit.post.vacancy.id)));
        }
    }
    hits.truncate(OTHERS);
    cards(app, c, &hits, &[]).await
}
