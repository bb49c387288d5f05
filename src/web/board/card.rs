//! What a job card says. A view of its own, so that no page can show more of a post or an employer than the public may see.

use chrono::NaiveDate;
use entity::codes::{Provision, Shift};
use uuid::Uuid;

use super::run::Hit;
use super::words::{self, Piece};
use crate::domain::clock;
use crate::domain::vacancies::public::PublicVacancy;
use crate::reference::region;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::state::App;

/// One fact in words.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The words.
    pub words: String,
    /// Whether it is given free.
    pub good: bool,
}

/// One job card.
#[derive(Clone, Debug)]
pub struct Card {
    /// The post.
    pub id: Uuid,
    /// The title, with what was searched for.
    pub title: Vec<Piece>,
    /// Pay of a month.
    pub pay: String,
    /// Pay of an hour, if the hours are known.
    pub hour: Option<String>,
    /// Bed, food, shift and what else decides.
    pub tags: Vec<Tag>,
    /// Where.
    pub place: String,
    /// First day of work.
    pub start: Option<NaiveDate>,
    /// Places left.
    pub left: i32,
    /// The employer's name.
    pub employer: Vec<Piece>,
    /// The day on which we checked the employer.
    pub verified: Option<NaiveDate>,
    /// The office that reported the post, if it was not us.
    pub source: String,
    /// The words around the first hit in the text, when the title does not say it.
    pub snippet: Option<Vec<Piece>>,
}

/// Cards of the results, with the searched terms marked.
pub async fn cards(app: &App, c: &Ctx, hits: &[Hit], terms: &[String]) -> PageResult<Vec<Card>> {
    let texts: Vec<String> = hits
        .iter()
        .flat_map(|hit| {
            [
                hit.post.vacancy.title.clone(),
                hit.post.poster.name.clone(),
                hit.post.vacancy.description.clone(),
            ]
        })
        .collect();
    let ranges = if terms.is_empty() {
        Vec::new()
    } else {
        app.search.highlight(texts, terms.to_vec()).await?
    };
    let none: [_; 3] = [const { Vec::new() }; 3];
    let mut ranges = ranges.chunks(3);
    Ok(hits
        .iter()
        .map(|hit| Card::of(c, &hit.post, ranges.next().unwrap_or(&none)))
        .collect())
}

impl Card {
    /// The card of a post. `ranges` are the hits in its title, in the employer's name and in its text.
    fn of(c: &Ctx, post: &PublicVacancy, ranges: &[Vec<std::ops::Range<usize>>]) -> Self {
        let row = &post.vacancy;
        let [title, employer, text] = ranges else {
            return Self::of(c, post, &[const { Vec::new() }; 3]);
        };
        Self {
            id: row.id,
            title: words::marked(&row.title, title),
            pay: words::range(row.pay_min_yuan, row.pay_max_yuan),
            hour: post.hourly_fen().map(words::yuan_of_fen),
            tags: tags(c, post),
            place: region::short_name(&row.place_code),
            start: row.start_date,
            left: row.headcount - row.filled,
            employer: words::marked(&post.poster.name, employer),
            verified: verified_on(post),
            source: row.source.clone(),
            snippet: if title.is_empty() {
                words::snippet(&row.description, text)
            } else {
                None
            },
        }
    }
}

/// The day of our own check, while it holds.
pub fn verified_on(post: &PublicVacancy) -> Option<NaiveDate> {
    post.poster
        .verified_at
        .filter(|_| post.poster.is_verified())
        .map(clock::day_of)
}

fn tags(c: &Ctx, post: &PublicVacancy) -> Vec<Tag> {
    let row = &post.vacancy;
    let given = |list: &str, provision: Provision| Tag {
        words: c.label_of(list, entity::codes::Code::key(provision)),
        good: provision == Provision::Provided,
    };
    let mut tags = vec![given("board-lodging", row.lodging), given("board-meals", row.meals)];
    tags.push(Tag {
        words: c.label_of("board-shift", entity::codes::Code::key(row.shift)),
        good: false,
    });
    let more = [
        (row.couple_room, "board-couple-room"),
        (row.halal_meals, "board-halal"),
        (row.age_max.is_none(), "board-no-age-limit"),
    ];
    tags.extend(more.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| Tag {
        words: c.t(key),
        good: false,
    }));
    tags
}

/// Whether a post has night work, whatever the name of its shift.
pub fn has_nights(post: &PublicVacancy) -> bool {
    matches!(post.vacancy.shift, Shift::Night | Shift::Three)
        || post.vacancy.demands.split_whitespace().any(|key| key == "night")
}
