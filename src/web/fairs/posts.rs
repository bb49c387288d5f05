//! A post as the board of a fair shows it.

use entity::codes::Provision;
use uuid::Uuid;

use crate::domain::fairs::{BoothRow, ShownPost};
use crate::web::ctx::Ctx;
use crate::web::vacancies::words::{range, yuan};

/// A fact of a post in a word or two.
pub struct Tag {
    pub words: String,
    /// Bed or food given free.
    pub good: bool,
}

/// A post on the board of a fair.
pub struct PostLine {
    pub id: Uuid,
    pub title: String,
    /// Pay of a month; empty where nobody wrote it down.
    pub pay: String,
    /// Pay of an hour, in words.
    pub hour: String,
    pub place: String,
    pub tags: Vec<Tag>,
    pub headcount: i32,
    pub left: i32,
    pub intentions: i32,
    /// The advert, while it still takes people.
    pub advert: Option<Uuid>,
}

impl PostLine {
    pub fn of(c: &Ctx, one: &ShownPost) -> Self {
        let shown = one.shown.as_ref();
        let offer = shown.map(|shown| &shown.offer);
        Self {
            id: one.post.id,
            title: one.post.title.clone(),
            pay: offer.map_or_else(String::new, |offer| range(offer.pay_min_yuan, offer.pay_max_yuan)),
            hour: offer.map_or_else(String::new, |offer| {
                offer.hourly_fen.map_or_else(
                    || c.t("board-hour-unknown"),
                    |fen| c.t1("board-yuan-an-hour", "yuan", yuan(fen)),
                )
            }),
            place: shown.map_or_else(String::new, |shown| c.place_short(&shown.place_code)),
            tags: tags(c, one),
            headcount: one.post.headcount,
            left: one.left(),
            intentions: one.post.intentions,
            advert: one.post.vacancy_id.filter(|_| one.takes),
        }
    }
}

fn tags(c: &Ctx, one: &ShownPost) -> Vec<Tag> {
    let Some(shown) = &one.shown else {
        return Vec::new();
    };
    let offer = &shown.offer;
    let mut tags = Vec::new();
    for (list, given) in [("fairs-lodging", offer.lodging), ("fairs-meals", offer.meals)] {
        if given != Provision::None {
            tags.push(Tag {
                words: c.label_of(list, entity::codes::Code::key(given)),
                good: given == Provision::Provided,
            });
        }
    }
    tags.push(Tag {
        words: c.label(&offer.shift),
        good: false,
    });
    let age = match (shown.age_min, shown.age_max) {
        (_, Some(most)) => c.t1("fairs-age-max", "n", most),
        _ => c.t("fairs-age-any"),
    };
    tags.push(Tag {
        words: age,
        good: false,
    });
    tags
}

/// A booth with its posts as a page shows it.
pub struct BoothView {
    pub row: BoothRow,
    pub posts: Vec<PostLine>,
}

impl BoothView {
    pub fn of(c: &Ctx, row: BoothRow) -> Self {
        Self {
            posts: row.posts.iter().map(|post| PostLine::of(c, post)).collect(),
            row,
        }
    }

    /// `3 号`, or that there is none yet.
    pub fn number(&self, c: &Ctx) -> String {
        self.row.booth.number.map_or_else(
            || c.t("fairs-booth-no-number"),
            |number| c.t1("fairs-booth-number", "n", number),
        )
    }

    /// Places of all posts.
    pub fn headcount(&self) -> i32 {
        self.posts.iter().map(|post| post.headcount).sum()
    }
}
