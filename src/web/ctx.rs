//! What a page knows about the request: who reads, in which language, and how to say things. Templates call it `c`.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::{Code, Role};
use uuid::Uuid;

use super::error::PageError;
use super::state::Site;
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::clock;
use crate::domain::error::Problem;
use crate::domain::unit::Trace;
use crate::i18n::Locale;
use crate::reference::region;
use std::sync::Arc;

/// The request as pages see it.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// Who acts.
    pub actor: Actor,
    /// Language of the page.
    pub locale: Locale,
    /// The moment of the request.
    pub now: DateTime<Utc>,
    /// Path without query.
    pub path: String,
    /// Path with query, for "back to where I was".
    pub path_and_query: String,
    /// Id of the request, as the log has it.
    pub request_id: String,
    /// Network address of the client.
    pub address: String,
    /// A sentence left by the page before.
    pub flash: Option<Flash>,
    /// Large letters.
    pub big: bool,
    /// High contrast.
    pub contrast: bool,
    /// The person must choose a new password before anything else.
    pub must_change_password: bool,
    /// The installation.
    pub site: Arc<Site>,
}

/// A sentence that one page leaves for the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// Key of the sentence.
    pub key: String,
    /// One argument, called `value`.
    pub value: String,
}

impl Ctx {
    /// The Beijing day of the request.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        clock::day_of(self.now)
    }

    /// The sentence of a key.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.locale.text(key)
    }

    /// The sentence of a key with one argument.
    #[must_use]
    pub fn t1(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.locale.text_with(key, &[(name, value.to_string())])
    }

    /// The sentence of a key with two arguments.
    #[must_use]
    pub fn t2(&self, key: &str, a: &'static str, x: impl ToString, b: &'static str, y: impl ToString) -> String {
        self.locale.text_with(key, &[(a, x.to_string()), (b, y.to_string())])
    }

    /// The sentence of a key with any arguments.
    #[must_use]
    pub fn ta(&self, key: &str, args: &[(&'static str, String)]) -> String {
        self.locale.text_with(key, args)
    }

    /// The words for a value of a short code list.
    #[must_use]
    pub fn label<C: Code>(&self, code: &C) -> String {
        self.label_of(C::LIST, code.key())
    }

    /// The words for an optional value, a dash where there is none.
    #[must_use]
    pub fn label_or_dash<C: Code>(&self, code: &Option<C>) -> String {
        code.as_ref().map_or_else(|| "—".to_owned(), |code| self.label(code))
    }

    /// The words for a key of a short code list.
    #[must_use]
    pub fn label_of(&self, list: &str, key: &str) -> String {
        let key: String = key.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        self.t(&format!("{list}-{key}"))
    }

    /// The words for the keys of a list column, joined the way the language joins.
    #[must_use]
    pub fn labels_of(&self, list: &str, keys: &str) -> String {
        let words: Vec<String> = keys.split_whitespace().map(|key| self.label_of(list, key)).collect();
        words.join(&self.t("list-separator"))
    }

    /// A place, from its province down.
    #[must_use]
    pub fn place(&self, code: &str) -> String {
        region::full_name(code)
    }

    /// A place, as short as a reader of a card needs it.
    #[must_use]
    pub fn place_short(&self, code: &str) -> String {
        region::short_name(code)
    }

    /// A day, ISO.
    #[must_use]
    pub fn day(&self, day: &NaiveDate) -> String {
        day.format("%Y-%m-%d").to_string()
    }

    /// An optional day.
    #[must_use]
    pub fn day_or_dash(&self, day: &Option<NaiveDate>) -> String {
        day.as_ref().map_or_else(|| "—".to_owned(), |day| self.day(day))
    }

    /// A moment in Beijing, to the minute.
    #[must_use]
    pub fn moment(&self, moment: &DateTime<Utc>) -> String {
        moment.with_timezone(&clock::beijing()).format("%Y-%m-%d %H:%M").to_string()
    }

    /// Whether the access table allows an action, for links that would lead nowhere otherwise.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.actor.may(action)
    }

    /// The role of the reader.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.actor.role()
    }

    /// Whether the request speaks JSON.
    #[must_use]
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }

    /// Where the request came from, for the audit trail.
    #[must_use]
    pub fn trace(&self) -> Trace {
        Trace { request_id: self.request_id.clone(), address: self.address.clone() }
    }

    /// A fresh id for a form, so that sending it twice is carried out once.
    #[must_use]
    pub fn form_key(&self) -> Uuid {
        Uuid::new_v4()
    }

    /// The same page in another language, for the language link.
    #[must_use]
    pub fn other_language(&self) -> Locale {
        match self.locale {
            Locale::Zh => Locale::En,
            Locale::En => Locale::Zh,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Ctx>().cloned().ok_or_else(|| PageError::Internal("a route without a context".into()))
    }
}

/// The problems of a form, looked up by field when the form is shown again.
#[derive(Clone, Debug, Default)]
pub struct Problems(Vec<Problem>);

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Self {
        Self(problems)
    }
}

impl Problems {
    /// Whether the form is fine.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, for the summary at the head of the page.
    pub fn all(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// The sentence for one field; empty when it has none.
    #[must_use]
    pub fn of(&self, c: &Ctx, field: &str) -> String {
        self.0.iter().find(|problem| problem.field == field).map_or_else(String::new, |problem| c.ta(problem.key, &problem.args))
    }
}
