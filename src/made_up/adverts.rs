//! The words of made-up adverts: a title with the usual noise, and a description composed from sentence banks.

mod facts;

use std::fmt::Write;

pub(super) use facts::Facts;

use super::kinds::Provision;
use super::random::Random;
use super::records::Vacancy;
use super::words::{Sentence, Trade, WORDS};

/// A title in the way of real boards: often plain, often with pay, benefits or shouting around the trade.
pub(super) fn title(random: &mut Random, facts: &Facts) -> String {
    let Facts { vacancy, trade } = facts;
    let mut title = String::with_capacity(64);
    if random.chance(340) {
        title.push_str(random.pick(&WORDS.sentences.title_front));
    }
    let name = random.pick(&trade.titles);
    title.push_str(name);
    if random.chance(120) {
        let other = random.pick(&trade.titles);
        if other != name {
            let _ = write!(title, "/{other}");
        }
    }
    if random.chance(240) {
        let _ = write!(title, " {}-{}", vacancy.pay.min_yuan, vacancy.pay.max_yuan);
    }
    if random.chance(420)
        && let Some(back) = facts.sentence(random, &WORDS.sentences.title_back)
    {
        let (open, close) = random.pick(&[("（", "）"), ("(", ")"), (" ", ""), ("+", ""), ("，", ""), ("【", "】")]);
        let _ = write!(title, "{open}{back}{close}");
    }
    if random.chance(60) {
        title.push_str(random.pick(&["！！！", "!!", "👍", "~", "☎"]));
    }
    if random.chance(30) { full_width(&title) } else { title }
}

/// Digits and Latin letters at full width, as some keyboards type them.
fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)
            } else {
                c
            }
        })
        .collect()
}

/// A description of four to twelve sentences in one of four manners of typing.
pub(super) fn description(random: &mut Random, facts: &Facts) -> String {
    let Facts { vacancy, trade } = facts;
    let words = &WORDS.sentences;
    let mut parts: Vec<&'static str> = Vec::with_capacity(14);
    let mut say = |random: &mut Random, per_mille: u32, bank: &'static [Sentence]| {
        if random.chance(per_mille) {
            parts.extend(facts.sentence(random, bank).filter(|text| !parts.contains(text)));
        }
    };
    say(random, 520, &words.opening);
    say(random, 620, &words.schedule);
    say(random, 800, &words.pay);
    say(random, 350, &words.pay);
    say(
        random,
        if vacancy.lodging == Provision::None { 0 } else { 720 },
        &words.lodging,
    );
    say(
        random,
        if vacancy.meals == Provision::None { 0 } else { 650 },
        &words.meals,
    );
    say(random, 700, &words.demand);
    say(random, 360, &words.demand);
    say(random, 560, &words.welfare);
    say(random, 300, &words.welfare);
    say(random, 380, &words.transport);
    say(random, 180, &words.safety);
    say(random, 640, &words.closing);
    let after_opening = usize::from(parts.len() > 1);
    parts.insert(after_opening, random.pick(&trade.duties));
    let second = random.pick(&trade.duties);
    if !parts.contains(&second) {
        parts.insert(after_opening + 1, second);
    }
    join(random, &parts, vacancy)
}

/// Puts the sentences together with the figures filled in.
fn join(random: &mut Random, parts: &[&'static str], vacancy: &Vacancy) -> String {
    let manner = random.weigh(&[(0, 520), (1, 220), (2, 160), (3, 100)]);
    let mut text = String::with_capacity(480);
    for (at, part) in (1..).zip(parts) {
        let part = part.trim_end_matches('。');
        if manner == 2 {
            let _ = write!(text, "{at}、");
        }
        fill(random, &mut text, part, vacancy);
        text.push_str(match manner {
            0 => "。",
            1 => " ",
            2 => "；\n",
            _ => "！",
        });
    }
    text.truncate(text.trim_end().len());
    text
}

/// Writes a sentence with its {blanks} filled from the vacancy.
fn fill(random: &mut Random, text: &mut String, part: &'static str, vacancy: &Vacancy) {
    let mut rest = part;
    while let Some((plain, tail)) = rest.split_once('{') {
        let Some((blank, tail)) = tail.split_once('}') else {
            break;
        };
        let pay = &vacancy.pay;
        let figure = match blank {
            "low" => pay.min_yuan,
            "high" => pay.max_yuan,
            "hours" => pay.hours_per_month,
            "rest" => pay.rest_days.unwrap_or(4),
            "daily" => vacancy.minutes_per_day.unwrap_or(480) / 60,
            "room" => vacancy.people_per_room.unwrap_or(6),
            "day" => random.pick(&[8, 10, 15, 18, 20, 25, 28]),
            "night" => random.pick(&[10, 15, 20, 25, 30]),
            "meal" => random.pick(&[8, 10, 12, 15, 20]),
            _ => random.between(3, 980),
        };
        text.push_str(plain);
        let _ = write!(text, "{figure}");
        rest = tail;
    }
    text.push_str(rest);
}
