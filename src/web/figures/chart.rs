//! Pictures of numbers, drawn by the server: every coordinate is computed here, every picture has its table beside it.

use std::fmt::Write as _;

use crate::domain::figures::overview::{Flow, Month};
use crate::domain::figures::retention::DAYS;
use crate::domain::figures::survival::Curve;

/// Units of a picture's width.
pub const WIDTH: i64 = 640;
/// Height of the tallest column, and where columns stand.
const COLUMN: i64 = 150;
const GROUND: i64 = 176;
/// Room for one month, and the width of one of its two columns.
const MONTH: i64 = 52;
const BAR: i64 = 20;
/// Height of all flows together, the least gap between two of them, and the height that a name needs.
const FLOWS: i64 = 200;
const GAP: i64 = 6;
const NAME: i64 = 20;
/// Most flows in the picture; the table has all of them.
const MOST_FLOWS: usize = 10;
/// Where flows begin and end.
const LEFT: i64 = 14;
const RIGHT: i64 = 440;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Left edge.
    pub x: i64,
    /// Upper edge.
    pub y: i64,
    /// Height.
    pub height: i64,
    /// Whether it is of the year before.
    pub before: bool,
}

/// A word of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it begins, or its middle.
    pub x: i64,
    /// Its foot.
    pub y: i64,
    /// What it says.
    pub text: String,
}

/// Columns of twelve months beside those of the year before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The columns.
    pub columns: Vec<Column>,
    /// Numbers over this year's columns, and months under them.
    pub words: Vec<Word>,
}

/// Draw the months.
#[must_use]
pub fn months(months: &[Month]) -> Columns {
    let most = months.iter().map(|month| month.people.max(month.before)).max();
    let most = most.unwrap_or(0).max(1);
    let mut drawn = Columns::default();
    for (x, (number, month)) in (0..).map(|at| 8 + at * MONTH).zip((1..).zip(months)) {
        for (x, people, before) in [(x, month.before, true), (x + BAR, month.people, false)] {
            let height = people * COLUMN / most;
            drawn.columns.push(Column {
                x,
                y: GROUND - height,
                height,
                before,
            });
            if !before && people > 0 {
                drawn.words.push(Word {
                    x: x + BAR / 2,
                    y: GROUND - height - 4,
                    text: people.to_string(),
                });
            }
        }
        drawn.words.push(Word {
            x: x + BAR,
            y: GROUND + 18,
            text: i64::to_string(&number),
        });
    }
    drawn
}

/// A flow from the county to one district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Outline, as an SVG path.
    pub path: String,
    /// Foot of its name.
    pub y: i64,
    /// District.
    pub code: String,
    /// How many people.
    pub people: i64,
}

/// Flows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// The flows, the widest first.
    pub flows: Vec<Band>,
    /// Height of the picture.
    pub height: i64,
    /// Height of the block on the left.
    pub source: i64,
}

/// Draw the flows: as wide as the people are many, but never invisible.
#[must_use]
pub fn flows(flows: &[Flow]) -> Bands {
    let shown = flows.get(..MOST_FLOWS.min(flows.len())).unwrap_or_default();
    let total: i64 = shown.iter().map(|flow| flow.people).sum();
    let mut drawn = Bands::default();
    let mut right = 2;
    for flow in shown {
        let thick = (flow.people * FLOWS / total.max(1)).max(2);
        let (left_top, left_foot) = (drawn.source + 2, drawn.source + 2 + thick);
        let right_top = right + (NAME - thick).max(0) / 2;
        let right_foot = right_top + thick;
        let (near, far) = (LEFT + (RIGHT - LEFT) / 2, RIGHT - (RIGHT - LEFT) / 2);
        drawn.flows.push(Band {
            path: format!(
                "M{LEFT} {left_top}C{near} {left_top} {far} {right_top} {RIGHT} {right_top}V{right_foot}C{far} {right_foot} {near} {left_foot} {LEFT} {left_foot}Z"
            ),
            y: i64::midpoint(right_top, right_foot) + 5,
            code: flow.code.clone(),
            people: flow.people,
        });
        drawn.source += thick;
        right += thick.max(NAME) + GAP;
    }
    drawn.height = right.max(drawn.source + 4) + 4;
    drawn
}

/// Height of a bar and of the name over the bars of a row, and width of the longest bar: numbers stand behind it.
const THICK: i64 = 14;
const HEAD: i64 = 22;
const LONGEST: i64 = 540;

/// A bar from the left edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Upper edge.
    pub y: i64,
    /// Width.
    pub width: i64,
    /// Class of its colour; the first of a row is the darkest.
    pub tone: &'static str,
}

/// Rows of bars, one under the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// The bars.
    pub strips: Vec<Bar>,
    /// Names over rows, numbers behind bars.
    pub words: Vec<Word>,
    /// Height of the picture.
    pub height: i64,
}

/// Draw rows of a name and up to three numbers.
#[must_use]
pub fn bars(rows: &[(String, Vec<i64>)]) -> Bars {
    let most = rows.iter().flat_map(|(_, numbers)| numbers).copied().max();
    let most = most.unwrap_or(0).max(1);
    let mut drawn = Bars::default();
    for (name, numbers) in rows {
        drawn.words.push(Word {
            x: 0,
            y: drawn.height + HEAD - 6,
            text: name.clone(),
        });
        drawn.height += HEAD;
        for (number, tone) in numbers.iter().zip(["a", "b", "f"]) {
            let width = (number * LONGEST / most).max(1);
            drawn.strips.push(Bar {
                y: drawn.height,
                width,
                tone,
            });
            drawn.words.push(Word {
                x: width + 6,
                y: drawn.height + THICK - 2,
                text: number.to_string(),
            });
            drawn.height += THICK + 3;
        }
        drawn.height += 5;
    }
    drawn
}

/// Where curves begin and end, and the heights of everybody and nobody.
const AXIS: f64 = 44.0;
const SPAN: f64 = 570.0;
const TOP: f64 = 14.0;
const DEEP: f64 = 190.0;
/// Longest time that is drawn, days.
const YEAR: u32 = 365;
/// Strokes by which curves are told apart without colour.
pub const DASHES: [&str; 6] = ["", "9 4", "2 4", "12 4 2 4", "5 5", "1 7"];

/// Curves of people who stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curves {
    /// Each as an SVG path, in the order of [`DASHES`].
    pub paths: Vec<String>,
    /// Days under the picture, shares beside it.
    pub words: Vec<(String, String, String)>,
}

/// Draw curves as stairs: a step down for each day on which somebody left, and an end where nobody is watched any more.
#[must_use]
pub fn curves(curves: &[&Curve]) -> Curves {
    let days = curves.iter().map(|curve| curve.longest).max();
    let days = days.unwrap_or_default().clamp(DAYS[1], YEAR);
    let x = |day: u32| AXIS + SPAN * f64::from(day.min(days)) / f64::from(days);
    let y = |share: f64| TOP + DEEP * (1.0 - share);
    let mut drawn = Curves::default();
    for curve in curves.iter().take(DASHES.len()) {
        let mut path = format!("M{AXIS:.1} {TOP:.1}");
        for step in curve.steps.iter().take_while(|step| step.day <= days) {
            let _ = write!(path, "H{:.1}V{:.1}", x(step.day), y(step.share));
        }
        let _ = write!(path, "H{:.1}", x(curve.longest));
        drawn.paths.push(path);
    }
    for day in DAYS.into_iter().filter(|day| *day <= days) {
        let foot = format!("{:.1}", TOP + DEEP + 18.0);
        drawn.words.push((format!("{:.1}", x(day)), foot, day.to_string()));
    }
    for (share, text) in [(1.0, "100%"), (0.5, "50%"), (0.0, "0%")] {
        drawn
            .words
            .push(("20.0".into(), format!("{:.1}", y(share) + 5.0), text.into()));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::figures::Period;
    use crate::domain::figures::survival::{Stay, curve};

    proptest! {
        #[test]
        fn columns_stand_on_the_ground_and_inside_the_picture(counts in prop::collection::vec((0_i64..5_000, 0_i64..5_000), 12)) {
            let year = Period::year(2026).expect("a year");
            let drawn = months(&year.months_of_year().into_iter().zip(counts).map(|(period, (people, before))| Month {
                period, people, period_before: period.year_before(), before, to_come: false,
            }).collect::<Vec<_>>());
            prop_assert_eq!(drawn.columns.len(), 24);
            for column in &drawn.columns {
                prop_assert_eq!(column.y + column.height, GROUND);
                prop_assert!(column.y >= GROUND - COLUMN && column.x + BAR <= WIDTH);
            }
            prop_assert!(drawn.words.iter().all(|word| word.x <= WIDTH && word.y > 10));
        }

        #[test]
        fn bars_are_inside_the_picture_and_as_long_as_their_numbers(rows in prop::collection::vec(prop::collection::vec(0_i64..90_000, 1..4), 0..20)) {
            let told: Vec<(String, Vec<i64>)> = rows.iter().map(|numbers| ("平凉".to_owned(), numbers.clone())).collect();
            let drawn = bars(&told);
            prop_assert_eq!(drawn.strips.len(), rows.iter().map(Vec::len).sum::<usize>());
            prop_assert!(drawn.strips.iter().all(|bar| bar.width > 0 && bar.width + 60 < WIDTH && bar.y + THICK <= drawn.height));
        }

        #[test]
        fn curves_only_go_down(told in prop::collection::vec((0_u32..500, any::<bool>()), 1..50)) {
            let one = curve(told.iter().map(|(days, left)| Stay { days: *days, left: *left }));
            let drawn = curves(&[&one]);
            let heights: Vec<f64> = drawn.paths[0].split('V').skip(1).map(|part| part.split('H').next().and_then(|y| y.parse().ok()).expect("a number")).collect();
            prop_assert!(heights.windows(2).all(|pair| pair[0] <= pair[1]) && heights.iter().all(|y| (TOP..=TOP + DEEP).contains(y)));
        }

        #[test]
        fn names_of_flows_do_not_stand_on_each_other(people in prop::collection::vec(1_i64..3_000, 0..30)) {
            let told: Vec<Flow> = people.iter().map(|people| Flow { code: "120103".into(), people: *people }).collect();
            let drawn = flows(&told);
            prop_assert_eq!(drawn.flows.len(), told.len().min(MOST_FLOWS));
            for pair in drawn.flows.windows(2) {
                prop_assert!(pair[1].y - pair[0].y >= NAME);
            }
            prop_assert!(drawn.flows.iter().all(|band| band.y < drawn.height));
        }
    }
}
