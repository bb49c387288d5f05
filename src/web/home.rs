//! `/`: the opening page, and `/view`: how the reader wants pages to look.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use serde::Deserialize;

use super::board::query::BoardQuery;
use super::board::run::run;
use super::board::{Card, cards, thousands};
use super::ctx::Ctx;
use super::error::PageResult;
use super::extract::Query;
use super::layers::cookie;
use super::page::{go, inside, show};
use super::routes::{Guard, Routes};
use super::state::App;
use crate::i18n::Locale;
use entity::codes::{Provision, Shift};

/// Days for which a reader's choice of look is kept.
const KEEP_DAYS: i64 = 365;
/// The county whose people the service was made for (GB/T 2260), and the province of its eastern partner district.
const HOME_COUNTY: &str = "620802";
const PARTNER: &str = "120000";
/// Posts shown on the opening page.
const NEWEST: usize = 6;
/// "Over fifty" asks for posts that take somebody of this age.
const OVER_FIFTY: u8 = 51;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Guard::Open, home)
        .get("/view", Guard::Open, view)
}

/// One of the six questions.
struct Question {
    label: String,
    href: String,
    /// How many posts answer it; `None` while the index is being made.
    count: Option<String>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    c: &'a Ctx,
    questions: Vec<Question>,
    newest: Vec<Card>,
    total: String,
}

/// The opening page of the public, or what waits today for somebody who is signed in.
async fn home(c: Ctx, State(app): State<App>) -> PageResult {
    if c.actor.person().is_some() {
        return super::today::page(&c, &app).await;
    }
    let asked = six_questions();
    let newest = BoardQuery {
        limit: NEWEST,
        ..BoardQuery::default()
    };
    let (counts, found) = if app.search.is_ready() {
        let queries = asked.iter().map(|(_, query)| query.to_index(c.now)).collect();
        (app.search.totals(queries).await?, run(&app, &newest).await?)
    } else {
        (Vec::new(), super::board::run::Found::default())
    };
    let mut counts = counts.into_iter().map(number);
    let questions = asked
        .into_iter()
        .map(|(key, query)| Question {
            label: c.t(key),
            href: query.href(),
            count: counts.next(),
        })
        .collect();
    show(&Home {
        c: &c,
        questions,
        newest: cards(&app, &c, &found.hits, &[]).await?,
        total: number(found.total),
    })
}

fn number(count: u64) -> String {
    thousands(i64::try_from(count).unwrap_or(i64::MAX))
}

fn six_questions() -> [(&'static str, BoardQuery); 6] {
    let none = BoardQuery::default;
    [
        (
            "home-question-near",
            BoardQuery {
                place: vec![HOME_COUNTY.to_owned()],
                ..none()
            },
        ),
        (
            "home-question-tianjin",
            BoardQuery {
                place: vec![PARTNER.to_owned()],
                ..none()
            },
        ),
        (
            "home-question-bed-and-food",
            BoardQuery {
                lodging: vec![Provision::Provided],
                meals: vec![Provision::Provided],
                ..none()
            },
        ),
        (
            "home-question-no-nights",
            BoardQuery {
                shift: vec![Shift::Day],
                ..none()
            },
        ),
        (
            "home-question-couples",
            BoardQuery {
                couple_room: true,
                ..none()
            },
        ),
        (
            "home-question-over-fifty",
            BoardQuery {
                age: Some(OVER_FIFTY),
                ..none()
            },
        ),
    ]
}

/// What the reader chose, and where to go back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ViewQuery {
    big: Option<String>,
    contrast: Option<String>,
    lang: Option<String>,
    back: String,
}

/// Remember large letters, contrast or language in a cookie. Changes nothing on the server, so a link may do it.
async fn view(State(app): State<App>, Query(query): Query<ViewQuery>) -> PageResult {
    let mut response = go(inside(&query.back));
    let language = query
        .lang
        .as_deref()
        .and_then(Locale::from_tag)
        .map(|locale| locale.tag().to_owned());
    for (name, value) in [("big", query.big), ("contrast", query.contrast), ("lang", language)] {
        let Some(value) = value
            .filter(|value| value.len() <= 5 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        else {
            continue;
        };
        let cookie = cookie(&app, name, value);
        if let Ok(value) = HeaderValue::from_str(&format!("{cookie}; Max-Age={}", KEEP_DAYS * 86_400)) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    Ok(response)
}
