//! What can be asked of the board, read from a query string. One reader for the pages and for the JSON interface.

use chrono::{DateTime, Duration, Utc};
use entity::codes::{Code, Contract, Provision, Shift};

use crate::domain::clock;
use crate::reference::{occupation, region};
use crate::search::{MAX_LIMIT, MAX_OFFSET, Sort, VacancyQuery};
use crate::web::error::PageError;

/// Results on a page, and of the JSON interface unless it asks for another number.
pub const PAGE_SIZE: usize = 15;
/// Results of the JSON interface unless it asks for another number.
const API_LIMIT: usize = 20;
/// Most values of one condition; more is no question of a person.
const MAX_VALUES: usize = 20;

/// Who asks: pages meet foreign parameters that chat programs add to links, programs are told about theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `/vacancies`: pages by number, unknown parameters are nobody's business.
    Page,
    /// `/api/v1/vacancies`: offset and limit, unknown parameters are refused by name.
    Api,
}

/// A question to the board. Values within a list are alternatives; empty lists, `None` and `false` are no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a box of its own on the search page"
)]
pub struct BoardQuery {
    /// Free text.
    pub text: String,
    /// Place codes with all below them.
    pub place: Vec<String>,
    /// Occupation codes with all below them.
    pub occupation: Vec<String>,
    /// Pay reaching at least this, yuan a month.
    pub pay_min: Option<u32>,
    /// Beds.
    pub lodging: Vec<Provision>,
    /// Food.
    pub meals: Vec<Provision>,
    /// Shifts.
    pub shift: Vec<Shift>,
    /// Contracts.
    pub contract: Vec<Contract>,
    /// Only what takes every age.
    pub no_age_limit: bool,
    /// Only with a room for couples.
    pub couple_room: bool,
    /// Only with halal meals.
    pub halal: bool,
    /// Only what takes this age.
    pub age: Option<u8>,
    /// Published within so many days.
    pub days: Option<u16>,
    /// Order.
    pub sort: Sort,
    /// Results to skip.
    pub offset: usize,
    /// Results to show.
    pub limit: usize,
    /// Whether to count facets.
    pub facets: bool,
}

/// The orders and their keys in addresses.
pub const SORTS: [(Sort, &str); 4] = [
    (Sort::Fit, "fit"),
    (Sort::PayMonth, "pay_month"),
    (Sort::PayHour, "pay_hour"),
    (Sort::Newest, "newest"),
];

/// The key of an order.
#[must_use]
pub fn sort_key(sort: Sort) -> &'static str {
    SORTS
        .iter()
        .find(|(known, _)| *known == sort)
        .map_or("fit", |(_, key)| key)
}

impl BoardQuery {
    /// Read the pairs of a query string.
    ///
    /// # Errors
    /// [`PageError::BadRequest`] naming the parameter that cannot be understood.
    pub fn read(pairs: &[(String, String)], dialect: Dialect) -> Result<Self, PageError> {
        let limit = if dialect == Dialect::Api { API_LIMIT } else { PAGE_SIZE };
        let mut query = Self { limit, facets: dialect == Dialect::Page, ..Self::default() };
        for (name, value) in pairs {
            let value = value.trim();
            let understood = query.take(name, value, dialect);
            match understood {
                Some(false) => return Err(bad("board-bad-value", name, value)),
                None if dialect == Dialect::Api => return Err(bad("board-unknown-parameter", name, "")),
                Some(true) | None => {}
            }
        }
        if query.offset > MAX_OFFSET {
            return Err(PageError::BadRequest("board-too-deep", Vec::new()));
        }
        Ok(query)
    }

    /// Take one parameter: whether its value was understood, or `None` for an unknown name. An empty value is no condition.
    fn take(&mut self, name: &str, value: &str, dialect: Dialect) -> Option<bool> {
        let page = dialect == Dialect::Page;
        let known = match name {
            "q" => {
                value.clone_into(&mut self.text);
                true
            }
            "place" => codes(value, &mut self.place, place_code),
            "occupation" => codes(value, &mut self.occupation, occupation_code),
            "lodging" => keys(value, &mut self.lodging),
            "meals" => keys(value, &mut self.meals),
            "shift" => keys(value, &mut self.shift),
            "contract" => keys(value, &mut self.contract),
            "pay_min" => number(value, 1_000_000, &mut self.pay_min),
            "age" => number(value, 99, &mut self.age),
            "days" => number(value, 3_650, &mut self.days),
            "no_age_limit" => flag(value, &mut self.no_age_limit),
            "couple_room" => flag(value, &mut self.couple_room),
            "halal" => flag(value, &mut self.halal),
            "sort" => self.take_sort(value),
            "page" if page => self.take_page(value),
            "offset" if !page => count(value, usize::MAX, &mut self.offset),
            "limit" if !page => count(value, MAX_LIMIT, &mut self.limit),
            "facets" if !page => flag(value, &mut self.facets),
            _ => return None,
        };
        Some(known)
    }

    fn take_sort(&mut self, value: &str) -> bool {
        if value.is_empty() {
            return true;
        }
        let found = SORTS.iter().find(|(_, key)| *key == value);
        self.sort = found.map_or(self.sort, |(sort, _)| *sort);
        found.is_some()
    }

    fn take_page(&mut self, value: &str) -> bool {
        let mut page = 1_usize;
        let read = count(value, usize::MAX / PAGE_SIZE, &mut page);
        self.offset = (page.max(1) - 1) * PAGE_SIZE;
        read
    }

    /// Number of the page, from 1.
    #[must_use]
    pub fn page(&self) -> u64 {
        (self.offset / self.limit.max(1)) as u64 + 1
    }

    /// The conditions as pairs, for links and hidden fields; not the page.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        pairs.extend(self.place.iter().map(|code| ("place", code.clone())));
        pairs.extend(self.occupation.iter().map(|code| ("occupation", code.clone())));
        pairs.extend(self.pay_min.map(|yuan| ("pay_min", yuan.to_string())));
        pairs.extend(self.lodging.iter().map(|code| ("lodging", code.key().to_owned())));
        pairs.extend(self.meals.iter().map(|code| ("meals", code.key().to_owned())));
        pairs.extend(self.shift.iter().map(|code| ("shift", code.key().to_owned())));
        pairs.extend(self.contract.iter().map(|code| ("contract", code.key().to_owned())));
        let flags = [
            ("no_age_limit", self.no_age_limit),
            ("couple_room", self.couple_room),
            ("halal", self.halal),
        ];
        pairs.extend(
            flags
                .into_iter()
                .filter(|(_, on)| *on)
                .map(|(name, _)| (name, "1".to_owned())),
        );
        pairs.extend(self.age.map(|age| ("age", age.to_string())));
        pairs.extend(self.days.map(|days| ("days", days.to_string())));
        if self.sort != Sort::Fit {
            pairs.push(("sort", sort_key(self.sort).to_owned()));
        }
        pairs
    }

    /// The address of the first page of this question.
    #[must_use]
    pub fn href(&self) -> String {
        let pairs: Vec<String> = self
            .pairs()
            .into_iter()
            .map(|(name, value)| format!("{name}={}", crate::web::urlencode(&value)))
            .collect();
        if pairs.is_empty() {
            "/vacancies".to_owned()
        } else {
            format!("/vacancies?{}", pairs.join("&"))
        }
    }

    /// The question as the index takes it.
    #[must_use]
    pub fn to_index(&self, now: DateTime<Utc>) -> VacancyQuery {
        let list = |keys: Vec<&'static str>| keys.into_iter().map(str::to_owned).collect::<Vec<_>>();
        VacancyQuery {
            text: self.text.clone(),
            place: self.place.clone(),
            occupation: self.occupation.clone(),
            pay_min: self.pay_min.map(i64::from),
            lodging: list(self.lodging.iter().map(|code| code.key()).collect()),
            meals: list(self.meals.iter().map(|code| code.key()).collect()),
            shift: list(self.shift.iter().map(|code| code.key()).collect()),
            contract: list(self.contract.iter().map(|code| code.key()).collect()),
            no_age_limit: self.no_age_limit,
            couple_room: self.couple_room,
            halal: self.halal,
            age: self.age.map(i64::from),
            posted_since: self.days.map(|days| now - Duration::days(i64::from(days))),
            sort: self.sort,
            offset: self.offset,
            limit: self.limit,
            facets: self.facets,
            today: clock::day_of(now),
            ..VacancyQuery::default()
        }
    }
}

fn bad(key: &'static str, name: &str, value: &str) -> PageError {
    let short = |text: &str| text.chars().take(40).collect::<String>();
    PageError::BadRequest(key, vec![("name", short(name)), ("text", short(value))])
}

/// Several values, by repeating the name or by commas.
fn codes(value: &str, into: &mut Vec<String>, read: impl Fn(&str) -> Option<String>) -> bool {
    value
        .split([',', '，'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .all(|part| match read(part) {
            Some(code) => add(into, code),
            None => false,
        })
}

fn keys<C: Code + PartialEq>(value: &str, into: &mut Vec<C>) -> bool {
    value
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .all(|part| match C::from_key(part) {
            Some(code) => add(into, code),
            None => false,
        })
}

fn add<T: PartialEq>(into: &mut Vec<T>, value: T) -> bool {
    if !into.contains(&value) {
        into.push(value);
    }
    into.len() <= MAX_VALUES
}

/// A code, a prefix of codes (`62`), or the name of exactly one place.
fn place_code(text: &str) -> Option<String> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let full = format!("{text:0<6}");
        return (text.len() <= 12 && region::nearest(&full).is_some()).then(|| text.to_owned());
    }
    region::resolve(text, None).one().map(|found| found.code.to_owned())
}

/// A code, a prefix of codes (`6-05`), or what people call an occupation.
fn occupation_code(text: &str) -> Option<String> {
    if text.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
        let known = occupation::all()
            .iter()
            .any(|node| occupation::contains(text, node.code));
        return known.then(|| text.to_owned());
    }
    occupation::resolve(text).map(str::to_owned)
}

fn number<N: std::str::FromStr + PartialOrd + Copy>(value: &str, most: N, into: &mut Option<N>) -> bool {
    if value.is_empty() {
        return true;
    }
    *into = value.parse().ok().filter(|number| *number <= most);
    into.is_some()
}

fn count(value: &str, most: usize, into: &mut usize) -> bool {
    let mut read = None;
    let fine = number(value, most, &mut read);
    *into = read.unwrap_or(*into);
    fine
}

fn flag(value: &str, into: &mut bool) -> bool {
    match value {
        "" => true,
        "1" | "true" | "yes" => {
            *into = true;
            true
        }
        "0" | "false" | "no" => {
            *into = false;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, dialect: Dialect) -> Result<BoardQuery, PageError> {
        let pairs: Vec<(String, String)> = text
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        BoardQuery::read(&pairs, dialect)
    }

    #[test]
    fn a_question_survives_its_own_address() {
        let asked = "q=电焊工&place=120000&place=62&occupation=6-18&pay_min=4000&lodging=provided&shift=day&no_age_limit=1&days=7&sort=pay_hour";
        let query = read(asked, Dialect::Page).unwrap();
        let pairs: Vec<(String, String)> = query
            .pairs()
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        assert_eq!(BoardQuery::read(&pairs, Dialect::Page).unwrap(), query);
        assert_eq!(query.place, ["120000", "62"]);
    }

    #[test]
    fn words_for_places_and_trades_become_codes() {
        let query = read("place=天津&occupation=电焊工", Dialect::Api).unwrap();
        assert_eq!(query.place, ["120000"]);
        assert_eq!(query.occupation.len(), 1);
    }

    #[test]
    fn programs_are_told_what_they_sent_wrong() {
        for wrong in [
            "wage=1",
            "place=999999",
            "place=月球",
            "pay_min=-1",
            "lodging=castle",
            "sort=best",
            "limit=101",
            "offset=10001",
            "page=2",
        ] {
            assert!(read(wrong, Dialect::Api).is_err(), "{wrong}");
        }
        assert!(read("from=singlemessage&isappinstalled=0", Dialect::Page).is_ok());
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_panics(name in "[a-z_]{1,12}", value in "\\PC{0,40}") {
            let pairs = [(name, value)];
            let _ = BoardQuery::read(&pairs, Dialect::Api);
            let _ = BoardQuery::read(&pairs, Dialect::Page);
        }
    }
}
