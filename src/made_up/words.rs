//! The word files of `demo/words`, read once.

use std::sync::LazyLock;

use super::kinds::{Demand, PayForm, Sex, Shift};
use super::random::{Random, Weights};

/// A village of 崆峒区.
#[derive(Debug, PartialEq, Eq)]
pub struct Village {
    /// Twelve digits; the first nine are the township.
    pub code: &'static str,
    /// Name.
    pub name: &'static str,
    /// Name of the township.
    pub township: &'static str,
}

impl Village {
    /// In a Hui township other surnames lead and halal food matters.
    pub(super) fn is_hui(&self) -> bool {
        self.township.contains("回族")
    }
}

/// A trade with the words of its adverts.
#[derive(Debug)]
pub(super) struct Trade {
    pub occupation: &'static str,
    pub industry: &'static str,
    pub forms: Vec<PayForm>,
    pub pay_low: u32,
    pub pay_high: u32,
    pub hours: u32,
    pub shifts: Vec<Shift>,
    pub demands: Vec<Demand>,
    pub certificate: Option<&'static str>,
    pub certificate_required: bool,
    /// Unit and the usual number a day.
    pub piece: Option<(&'static str, u32)>,
    pub titles: Vec<&'static str>,
    pub duties: Vec<&'static str>,
}

/// A place where vacancies are.
#[derive(Debug)]
pub(super) struct Place {
    pub code: &'static str,
    pub name: &'static str,
}

/// Given names of one sex and generation.
#[derive(Debug)]
pub(super) struct GivenNames {
    pub sex: Sex,
    pub born_from: i32,
    pub whole: Vec<&'static str>,
    pub first: Vec<&'static str>,
    pub second: Vec<&'static str>,
}

/// Parts of a firm's name: the brand's characters, and the tails by industry.
#[derive(Debug)]
pub(super) struct FirmNames {
    pub brand: [Vec<&'static str>; 3],
    pub tails: Vec<(&'static str, Vec<&'static str>)>,
}

/// A sentence of an advert, and what must be true of the vacancy for it to be said; an empty tag is always true.
#[derive(Debug)]
pub(super) struct Sentence {
    pub tag: &'static str,
    pub text: &'static str,
}

/// Sentences of adverts, one bank a purpose.
#[derive(Debug)]
pub(super) struct Sentences {
    pub title_front: Vec<&'static str>,
    pub title_back: Vec<Sentence>,
    pub opening: Vec<Sentence>,
    pub schedule: Vec<Sentence>,
    pub pay: Vec<Sentence>,
    pub lodging: Vec<Sentence>,
    pub meals: Vec<Sentence>,
    pub demand: Vec<Sentence>,
    pub welfare: Vec<Sentence>,
    pub transport: Vec<Sentence>,
    pub safety: Vec<Sentence>,
    pub closing: Vec<Sentence>,
}

pub(super) struct Words {
    /// In the order of their size: a fixed shuffle, since the list has no head counts.
    pub villages: Vec<Village>,
    pub village_weights: Weights,
    pub surnames: Vec<&'static str>,
    pub surname_weights: Weights,
    pub surname_weights_hui: Weights,
    pub given: Vec<GivenNames>,
    pub firm: FirmNames,
    pub trades: Vec<Trade>,
    pub trade_weights: Weights,
    pub places: Vec<Place>,
    pub place_weights: Weights,
    pub streets: Vec<&'static str>,
    pub care: Vec<&'static str>,
    pub sentences: Sentences,
}

impl Words {
    pub(super) fn trade(&self, random: &mut Random) -> &Trade {
        &self.trades[self.trade_weights.draw(random)]
    }
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let surnames = rows(include_str!("../../demo/words/surnames.tsv"));
    let trades: Vec<Trade> = rows(include_str!("../../demo/words/trades.tsv"))
        .iter()
        .map(|row| trade(row))
        .collect();
    let places = rows(include_str!("../../demo/words/places.tsv"));
    let mut villages: Vec<Village> = rows(include_str!("../../demo/words/villages.tsv"))
        .iter()
        .map(|row| village(row))
        .collect();
    villages.sort_by_key(|village| Random::of_item(0, 0, village.code.parse().unwrap_or(0)).next_u64());
    Words {
        village_weights: Weights::zipf(villages.len(), 12),
        villages,
        surname_weights: Weights::new(surnames.iter().map(|row| number(row[1]))),
        surname_weights_hui: Weights::new(surnames.iter().map(|row| number(row[2]))),
        surnames: surnames.iter().map(|row| row[0]).collect(),
        given: given(&rows(include_str!("../../demo/words/given_names.tsv"))),
        firm: firm(&rows(include_str!("../../demo/words/firm_names.tsv"))),
        trade_weights: Weights::zipf(trades.len(), 2),
        trades,
        place_weights: Weights::new(places.iter().map(|row| number(row[2]))),
        places: places
            .iter()
            .map(|row| Place {
                code: row[0],
                name: row[1],
            })
            .collect(),
        streets: list(include_str!("../../demo/words/streets.txt")),
        care: list(include_str!("../../demo/words/care.txt")),
        sentences: sentences(),
    }
});

fn sentences() -> Sentences {
    Sentences {
        title_front: list(include_str!("../../demo/words/sentences/title_front.txt")),
        title_back: bank(include_str!("../../demo/words/sentences/title_back.txt")),
        opening: bank(include_str!("../../demo/words/sentences/opening.txt")),
        schedule: bank(include_str!("../../demo/words/sentences/schedule.txt")),
        pay: bank(include_str!("../../demo/words/sentences/pay.txt")),
        lodging: bank(include_str!("../../demo/words/sentences/lodging.txt")),
        meals: bank(include_str!("../../demo/words/sentences/meals.txt")),
        demand: bank(include_str!("../../demo/words/sentences/demand.txt")),
        welfare: bank(include_str!("../../demo/words/sentences/welfare.txt")),
        transport: bank(include_str!("../../demo/words/sentences/transport.txt")),
        safety: bank(include_str!("../../demo/words/sentences/safety.txt")),
        closing: bank(include_str!("../../demo/words/sentences/closing.txt")),
    }
}

fn bank(text: &'static str) -> Vec<Sentence> {
    text.lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(tag, text)| Sentence { tag, text })
        .collect()
}

fn list(text: &'static str) -> Vec<&'static str> {
    text.lines().filter(|line| !line.is_empty()).collect()
}

fn rows(text: &'static str) -> Vec<Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect()
}

fn number(text: &str) -> u32 {
    text.parse()
        .expect("the compiled-in word files hold whole numbers in this column")
}

fn village(row: &[&'static str]) -> Village {
    Village {
        code: row[0],
        name: row[1],
        township: row[2],
    }
}

fn given(rows: &[Vec<&'static str>]) -> Vec<GivenNames> {
    rows.chunks(3)
        .map(|group| {
            let words = |at: usize| group[at][3].split(' ').collect();
            GivenNames {
                sex: if group[0][0] == "male" { Sex::Male } else { Sex::Female },
                born_from: group[0][1].parse().expect("the compiled-in name file gives a year"),
                whole: words(0),
                first: words(1),
                second: words(2),
            }
        })
        .collect()
}

fn firm(rows: &[Vec<&'static str>]) -> FirmNames {
    let words = |kind: &str| {
        rows.iter()
            .filter(|row| row[0] == kind)
            .flat_map(|row| row[1].split(' '))
            .collect()
    };
    FirmNames {
        brand: [words("brand_first"), words("brand_second"), words("brand_third")],
        tails: rows
            .iter()
            .filter_map(|row| {
                row[0]
                    .strip_prefix("tail_")
                    .map(|industry| (industry, row[1].split(' ').collect()))
            })
            .collect(),
    }
}

fn trade(row: &[&'static str]) -> Trade {
    let certificate = row[8].trim_end_matches('!');
    Trade {
        occupation: row[0],
        industry: row[1],
        forms: row[2].chars().map(form).collect(),
        pay_low: number(row[3]),
        pay_high: number(row[4]),
        hours: number(row[5]),
        shifts: row[6].chars().map(shift).collect(),
        demands: row[7]
            .split(',')
            .filter_map(|key| Demand::ALL.iter().find(|demand| demand.key() == key).copied())
            .collect(),
        certificate: (!certificate.is_empty()).then_some(certificate),
        certificate_required: row[8].ends_with('!'),
        piece: row[9].split_once(':').map(|(unit, count)| (unit, number(count))),
        titles: row[10].split('|').collect(),
        duties: row[11].split('|').collect(),
    }
}

fn form(letter: char) -> PayForm {
    match letter {
        'm' => PayForm::Month,
        'd' => PayForm::Day,
        'h' => PayForm::Hour,
        _ => PayForm::Piece,
    }
}

fn shift(letter: char) -> Shift {
    match letter {
        't' => Shift::Two,
        'f' => Shift::Flexible,
        'n' => Shift::Night,
        _ => Shift::Day,
    }
}
