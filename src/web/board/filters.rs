//! The filters beside the results: what can be chosen, how many it would find, and links that take a choice away.

use entity::codes::{Code, Contract, Provision, Shift};

use super::query::{BoardQuery, SORTS, sort_key};
use super::words::thousands;
use crate::reference::{occupation, region};
use crate::search::Facets;
use crate::web::ctx::Ctx;

/// Places and occupation groups offered; more would be a catalogue.
const OFFERED: usize = 8;
/// Least pay that can be chosen, yuan a month.
const PAY_STEPS: [u32; 5] = [3_000, 4_000, 5_000, 6_000, 8_000];
/// Days since publication that can be chosen.
const DAY_STEPS: [u16; 3] = [3, 7, 30];

/// One box of a filter.
#[derive(Clone, Debug)]
pub struct Tick {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub label: String,
    /// How many it would find; empty when that is not known.
    pub count: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A group of boxes that send the same name.
#[derive(Clone, Debug)]
pub struct Group {
    /// Name in the form.
    pub name: &'static str,
    /// Heading.
    pub legend: String,
    /// The boxes.
    pub ticks: Vec<Tick>,
}

/// A chosen condition and the address without it, or an order and its address.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the present one.
    pub current: bool,
}

/// Everything that the side of the results shows.
#[derive(Clone, Debug)]
pub struct Filters {
    /// Groups of boxes.
    pub groups: Vec<Group>,
    /// Least pay.
    pub pay: Vec<Tick>,
    /// Days since publication.
    pub days: Vec<Tick>,
    /// Single boxes; the value is the name.
    pub flags: Vec<Tick>,
    /// What is chosen.
    pub chips: Vec<Choice>,
    /// Orders.
    pub sorts: Vec<Choice>,
}

impl Filters {
    /// The filters for a question and its counts.
    #[must_use]
    pub fn of(c: &Ctx, query: &BoardQuery, facets: &Facets) -> Self {
        Self {
            groups: vec![
                places(c, query, facets),
                codes(
                    c,
                    "lodging",
                    "board-lodging",
                    &[Provision::Provided, Provision::Subsidy],
                    &query.lodging,
                    &facets.lodging,
                ),
                codes(
                    c,
                    "meals",
                    "board-meals",
                    &[Provision::Provided, Provision::Subsidy],
                    &query.meals,
                    &facets.meals,
                ),
                codes(c, "shift", "board-shift", Shift::ALL, &query.shift, &facets.shift),
                occupations(c, query, facets),
                codes(
                    c,
                    "contract",
                    "board-contract",
                    Contract::ALL,
                    &query.contract,
                    &facets.contract,
                ),
            ],
            pay: pay(c, query, facets),
            days: days(c, query),
            flags: flags(c, query, facets),
            chips: chips(c, query),
            sorts: sorts(c, query),
        }
    }
}

/// A chosen value has its own results in every count of its group, so the others would look like nothing: they stay without a number.
fn counted(found: Option<u64>, chosen: bool, any_chosen: bool) -> String {
    match found {
        Some(count) if chosen || !any_chosen => thousands(i64::try_from(count).unwrap_or(i64::MAX)),
        None if !any_chosen => "0".to_owned(),
        _ => String::new(),
    }
}

fn codes<C: Code + PartialEq>(
    c: &Ctx,
    name: &'static str,
    list: &str,
    all: &[C],
    chosen: &[C],
    counts: &[(String, u64)],
) -> Group {
    let ticks = all
        .iter()
        .map(|code| {
            let on = chosen.contains(code);
            let found = counts
                .iter()
                .find(|(key, _)| key == code.key())
                .map(|(_, count)| *count);
            Tick {
                value: code.key().to_owned(),
                label: c.label_of(list, code.key()),
                count: counted(found, on, !chosen.is_empty()),
                chosen: on,
            }
        })
        .collect();
    Group {
        name,
        legend: c.t(&format!("{list}-title")),
        ticks,
    }
}

fn places(c: &Ctx, query: &BoardQuery, facets: &Facets) -> Group {
    let counts: Vec<&(String, u64)> = facets
        .provinces
        .iter()
        .take(4)
        .chain(facets.counties.iter().take(OFFERED))
        .collect();
    Group {
        name: "place",
        legend: c.t("board-place-title"),
        ticks: tree(&query.place, &counts, region::prefix, |code| {
            region::short_name(&official(code))
        }),
    }
}

fn occupations(c: &Ctx, query: &BoardQuery, facets: &Facets) -> Group {
    let counts: Vec<&(String, u64)> = facets.occupation_groups.iter().take(OFFERED).collect();
    let name = |code: &str| occupation_name(code);
    Group {
        name: "occupation",
        legend: c.t("board-occupation-title"),
        ticks: tree(&query.occupation, &counts, occupation::prefix, name),
    }
}

/// Boxes of a code list that is a tree: the chosen ones first, then the most frequent. `short` makes spellings of a code equal.
fn tree(
    chosen: &[String],
    counts: &[&(String, u64)],
    short: fn(&str) -> &str,
    name: impl Fn(&str) -> String,
) -> Vec<Tick> {
    let found = |code: &str| {
        counts
            .iter()
            .find(|(known, _)| short(known) == short(code))
            .map(|(_, count)| *count)
    };
    let mut ticks: Vec<Tick> = chosen
        .iter()
        .map(|code| Tick {
            value: code.clone(),
            label: name(code),
            count: found(code).map_or_else(String::new, |count| counted(Some(count), true, true)),
            chosen: true,
        })
        .collect();
    let others = counts
        .iter()
        .filter(|(code, _)| !chosen.iter().any(|on| short(on) == short(code)));
    ticks.extend(others.map(|(code, count)| Tick {
        value: code.clone(),
        label: name(code),
        count: counted(Some(*count), false, !chosen.is_empty()),
        chosen: false,
    }));
    ticks
}

fn official(code: &str) -> String {
    format!("{code:0<6}")
}

/// Name of an occupation code or of a bare prefix.
pub fn occupation_name(code: &str) -> String {
    let mut full = occupation::prefix(code).to_owned();
    while full.matches('-').count() < 3 {
        full.push_str("-00");
    }
    occupation::name(&full).to_owned()
}

fn pay(c: &Ctx, query: &BoardQuery, facets: &Facets) -> Vec<Tick> {
    let at_least = |yuan: u32| -> u64 {
        facets
            .pay_bands
            .iter()
            .filter(|(lower, _)| *lower >= i64::from(yuan))
            .map(|(_, count)| *count)
            .sum()
    };
    let mut steps: Vec<u32> = PAY_STEPS.to_vec();
    if let Some(asked) = query.pay_min.filter(|asked| !PAY_STEPS.contains(asked)) {
        steps.push(asked);
        steps.sort_unstable();
    }
    let ticks = steps.into_iter().map(|yuan| Tick {
        value: yuan.to_string(),
        label: c.t1("board-pay-from", "yuan", thousands(yuan)),
        count: if PAY_STEPS.contains(&yuan) {
            at_least(yuan).to_string()
        } else {
            String::new()
        },
        chosen: query.pay_min == Some(yuan),
    });
    std::iter::once(any(c, query.pay_min.is_none())).chain(ticks).collect()
}

fn any(c: &Ctx, chosen: bool) -> Tick {
    Tick {
        value: String::new(),
        label: c.t("board-any"),
        count: String::new(),
        chosen,
    }
}

fn days(c: &Ctx, query: &BoardQuery) -> Vec<Tick> {
    let ticks = DAY_STEPS.into_iter().map(|days| Tick {
        value: days.to_string(),
        label: c.t1("board-days-within", "days", days),
        count: String::new(),
        chosen: query.days == Some(days),
    });
    std::iter::once(any(c, query.days.is_none())).chain(ticks).collect()
}

fn flags(c: &Ctx, query: &BoardQuery, facets: &Facets) -> Vec<Tick> {
    let count = thousands(i64::try_from(facets.no_age_limit).unwrap_or(i64::MAX));
    [
        ("no_age_limit", "board-no-age-limit", count, query.no_age_limit),
        ("couple_room", "board-couple-room", String::new(), query.couple_room),
        ("halal", "board-halal", String::new(), query.halal),
    ]
    .into_iter()
    .map(|(name, key, count, chosen)| Tick {
        value: name.to_owned(),
        label: c.t(key),
        count,
        chosen,
    })
    .collect()
}

fn without(query: &BoardQuery, change: impl FnOnce(&mut BoardQuery)) -> String {
    let mut other = query.clone();
    change(&mut other);
    other.href()
}

fn chips(c: &Ctx, query: &BoardQuery) -> Vec<Choice> {
    let mut chips: Vec<(String, String)> = Vec::new();
    for code in &query.place {
        chips.push((
            region::short_name(&official(code)),
            without(query, |other| other.place.retain(|one| one != code)),
        ));
    }
    for code in &query.occupation {
        chips.push((
            occupation_name(code),
            without(query, |other| other.occupation.retain(|one| one != code)),
        ));
    }
    if let Some(yuan) = query.pay_min {
        chips.push((
            c.t1("board-pay-from", "yuan", thousands(yuan)),
            without(query, |other| other.pay_min = None),
        ));
    }
    let mut keys = |list: &str, key: &'static str, href: String| chips.push((c.label_of(list, key), href));
    for code in &query.lodging {
        keys(
            "board-lodging",
            code.key(),
            without(query, |other| other.lodging.retain(|one| one != code)),
        );
    }
    for code in &query.meals {
        keys(
            "board-meals",
            code.key(),
            without(query, |other| other.meals.retain(|one| one != code)),
        );
    }
    for code in &query.shift {
        keys(
            "board-shift",
            code.key(),
            without(query, |other| other.shift.retain(|one| one != code)),
        );
    }
    for code in &query.contract {
        keys(
            "board-contract",
            code.key(),
            without(query, |other| other.contract.retain(|one| one != code)),
        );
    }
    chips.extend(boxes(c, query));
    chips
        .into_iter()
        .map(|(label, href)| Choice {
            label,
            href,
            current: true,
        })
        .collect()
}

fn boxes(c: &Ctx, query: &BoardQuery) -> Vec<(String, String)> {
    let mut chips = Vec::new();
    if query.no_age_limit {
        chips.push((
            c.t("board-no-age-limit"),
            without(query, |other| other.no_age_limit = false),
        ));
    }
    if query.couple_room {
        chips.push((
            c.t("board-couple-room"),
            without(query, |other| other.couple_room = false),
        ));
    }
    if query.halal {
        chips.push((c.t("board-halal"), without(query, |other| other.halal = false)));
    }
    if let Some(age) = query.age {
        chips.push((
            c.t1("board-takes-age", "age", age),
            without(query, |other| other.age = None),
        ));
    }
    if let Some(days) = query.days {
        chips.push((
            c.t1("board-days-within", "days", days),
            without(query, |other| other.days = None),
        ));
    }
    chips
}

fn sorts(c: &Ctx, query: &BoardQuery) -> Vec<Choice> {
    SORTS
        .into_iter()
        .map(|(sort, key)| Choice {
            label: c.label_of("board-sort", key),
            href: without(query, |other| other.sort = sort),
            current: sort_key(query.sort) == key,
        })
        .collect()
}
