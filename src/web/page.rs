//! Rendering: a template struct becomes an answer. Templates hold the context as `c`.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use entity::codes::Code;

use super::ctx::Ctx;
use super::error::PageResult;

/// Show a page.
pub fn show<T: Template>(page: &T) -> PageResult {
    Ok(Html(page.render()?).into_response())
}

/// Show a form again with its problems: nothing typed is lost, nothing was changed.
pub fn show_again<T: Template>(page: &T) -> PageResult {
    let mut response = show(page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Go to another page and leave it a sentence. `value` fills the sentence's `{ $value }`.
#[must_use]
pub fn go_with(path: &str, key: &str, value: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    let cookie = format!(
        "flash={key}|{}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
        super::urlencode(value)
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Go to another page.
#[must_use]
pub fn go(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// The page for an error.
#[derive(Template)]
#[template(path = "errors/error.html")]
pub struct ErrorPage<'a> {
    /// The request.
    pub c: &'a Ctx,
    /// HTTP status.
    pub status: u16,
    /// What went wrong, in words.
    pub sentence: String,
}

/// Links of a pager: the query of the list without its page number, and where we are.
#[derive(Clone, Debug)]
pub struct Pager {
    /// Path and query of the list, ending in `page=`.
    pub base: String,
    /// This page, from 1.
    pub page: u64,
    /// How many there are.
    pub pages: u64,
}

impl Pager {
    /// The pager of a list at `path_and_query`.
    #[must_use]
    pub fn new(path_and_query: &str, page: u64, pages: u64) -> Self {
        let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
        let mut kept: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("page=") && !pair.starts_with("lang="))
            .collect();
        kept.push("page=");
        Self {
            base: format!("{path}?{}", kept.join("&")),
            page,
            pages,
        }
    }

    /// The pages to link: the first, the last, and two on either side; 0 stands for a gap.
    #[must_use]
    pub fn links(&self) -> Vec<u64> {
        let mut links = Vec::new();
        for page in 1..=self.pages {
            let near = page.abs_diff(self.page) <= 2 || page == 1 || page == self.pages;
            if near {
                links.push(page);
            } else if links.last() != Some(&0) {
                links.push(0);
            }
        }
        links
    }
}

/// Address of the style sheet, for the shell of every page.
pub fn style() -> &'static str {
    &super::assets::STYLE
}

/// Address of the script.
pub fn script() -> &'static str {
    &super::assets::SCRIPT
}

/// Address of the script that keeps what a phone notes without network. It stands before those that use it.
pub fn queue_script() -> &'static str {
    &super::assets::QUEUE
}

/// Address of the script of the roll calls.
pub fn roll_script() -> &'static str {
    &super::assets::ROLL
}

/// Address of the script of the door of fairs.
pub fn door_script() -> &'static str {
    &super::assets::DOOR
}

/// Address of the mark.
pub fn icon() -> &'static str {
    &super::assets::ICON
}

/// One option of a choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The values of a short code list as options, `chosen` being a key.
#[must_use]
pub fn choices<C: Code>(c: &Ctx, codes: &[C], chosen: &str) -> Vec<Choice> {
    codes
        .iter()
        .map(|code| Choice {
            value: code.key().to_owned(),
            label: c.label(code),
            chosen: code.key() == chosen,
        })
        .collect()
}

/// The same with an empty first option that says "not known".
#[must_use]
pub fn choices_or_none<C: Code>(c: &Ctx, codes: &[C], chosen: &str) -> Vec<Choice> {
    let mut all = vec![Choice {
        value: String::new(),
        label: c.t("not-known"),
        chosen: chosen.is_empty(),
    }];
    all.extend(choices(c, codes, chosen));
    all
}

/// The values of a short code list as options, of which several may be chosen.
#[must_use]
pub fn choices_many<C: Code>(c: &Ctx, codes: &[C], chosen: &[String]) -> Vec<Choice> {
    codes
        .iter()
        .map(|code| Choice {
            value: code.key().to_owned(),
            label: c.label(code),
            chosen: chosen.iter().any(|key| key == code.key()),
        })
        .collect()
}

/// A return address stays inside: one slash, then no second slash or backslash, no control characters.
#[must_use]
pub fn inside(next: &str) -> &str {
    let mut letters = next.chars();
    let local = letters.next() == Some('/')
        && !matches!(letters.next(), Some('/' | '\\'))
        && !next.chars().any(char::is_control);
    if local { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn a_return_address_never_leaves_the_site() {
        for outside in ["//e.x", "/\\e.x", "https://e.x", "e.x", "", "/a\r\nb", "\\\\e.x"] {
            assert_eq!(inside(outside), "/");
        }
        assert_eq!(inside("/workers?page=2"), "/workers?page=2");
    }
}
