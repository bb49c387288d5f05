//! How long people stay, by the product-limit estimator (Kaplan and Meier, Journal of the American Statistical Association 53, 1958).
//!
//! Who is still there, or of whom nothing more is known, is censored: counted among those at risk up to that day and no longer. Leaving them
//! out would make every stay look shorter than it is; counting them as stayers would make it look longer.

use std::collections::BTreeMap;

/// 97.5 % point of the normal distribution: the width of a 95 % interval.
const NORMAL: f64 = 1.959_964;

/// One stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Full days from the first to the last that is known.
    pub days: u32,
    /// Whether the person left then; if not, nothing later is known.
    pub left: bool,
}

/// A day on which somebody left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Days since the first.
    pub day: u32,
    /// People who were there up to that day.
    pub at_risk: u32,
    /// People who left on it.
    pub left: u32,
    /// Share of people who stay longer, 0 to 1.
    pub share: f64,
    /// Sum of Greenwood's formula up to that day; `None` once nobody is left.
    greenwood: Option<f64>,
}

/// The share who stay for so many days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// 0 to 1.
    pub share: f64,
    /// The 95 % interval by the complementary log-log, which never leaves 0 to 1; `None` where nobody left, or everybody.
    pub interval: Option<(f64, f64)>,
    /// People who were there that long.
    pub at_risk: u32,
}

/// A curve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Days on which somebody left, in order.
    pub steps: Vec<Step>,
    /// How many people.
    pub people: u32,
    /// How many of them left.
    pub left: u32,
    /// The longest stay that is known, days.
    pub longest: u32,
    lengths: Vec<u32>,
}

/// The curve of these stays, in whatever order.
#[must_use]
pub fn curve(stays: impl IntoIterator<Item = Stay>) -> Curve {
    let mut days: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    let mut curve = Curve::default();
    for stay in stays {
        let (left, censored) = days.entry(stay.days).or_default();
        *(if stay.left { left } else { censored }) += 1;
        curve.people += 1;
        curve.left += u32::from(stay.left);
        curve.lengths.push(stay.days);
    }
    curve.lengths.sort_unstable();
    curve.longest = curve.lengths.last().copied().unwrap_or_default();
    let (mut at_risk, mut share, mut greenwood) = (curve.people, 1.0, Some(0.0));
    for (day, (left, censored)) in days {
        if left > 0 {
            let (there, gone) = (f64::from(at_risk), f64::from(left));
            share *= (there - gone) / there;
            greenwood = greenwood
                .filter(|_| at_risk > left)
                .map(|sum| sum + gone / (there * (there - gone)));
            curve.steps.push(Step {
                day,
                at_risk,
                left,
                share,
                greenwood,
            });
        }
        at_risk -= left + censored;
    }
    curve
}

impl Curve {
    /// The share who stay for `day` days or longer; `None` if nobody has been watched for so long.
    #[must_use]
    pub fn at(&self, day: u32) -> Option<Estimate> {
        // Whoever stays for 90 days has not left on any of the days before the 90th.
        let before = self.steps.partition_point(|step| step.day < day);
        let at_risk = u32::try_from(self.lengths.len() - self.lengths.partition_point(|days| *days < day)).ok()?;
        let last = before.checked_sub(1).and_then(|at| self.steps.get(at));
        let share = last.map_or(1.0, |step| step.share);
        // Where everybody left before, the answer is known although nobody is watched any more.
        if at_risk == 0 && share > 0.0 {
            return None;
        }
        let interval = last
            .and_then(|step| step.greenwood)
            .filter(|_| share > 0.0 && share < 1.0);
        Some(Estimate {
            share,
            interval: interval.map(|sum| {
                let width = NORMAL * sum.sqrt() / share.ln().abs();
                (share.powf(width.exp()), share.powf((-width).exp()))
            }),
            at_risk,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stay(days: u32, left: bool) -> Stay {
        Stay { days, left }
    }

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-6
    }

    /// Ten people: left after 10, 20, 20, 50, 80 days; known to be there up to 15, 40, 60, 100, 120. By hand:
    /// 9/10 · (8-2)/8 · 5/5-1… = 0.9, 0.675, 0.54, 0.36.
    #[test]
    fn it_is_what_paper_and_pencil_give() {
        let told = [
            (10, true),
            (15, false),
            (20, true),
            (20, true),
            (40, false),
            (50, true),
            (60, false),
            (80, true),
            (100, false),
            (120, false),
        ];
        let curve = curve(told.map(|(days, left)| stay(days, left)));
        let steps: Vec<(u32, u32, u32)> = curve
            .steps
            .iter()
            .map(|step| (step.day, step.at_risk, step.left))
            .collect();
        assert_eq!(steps, [(10, 10, 1), (20, 8, 2), (50, 5, 1), (80, 3, 1)]);
        for (step, share) in curve.steps.iter().zip([0.9, 0.675, 0.54, 0.36]) {
            assert!(near(step.share, share), "{step:?}");
        }
        let third = curve.at(90).expect("watched");
        assert!(near(third.share, 0.36) && third.at_risk == 2);
        // Greenwood: 1/90 + 2/48 + 1/20 + 1/6 = 0.269444; its root over |ln 0.36| = 0.508076; 0.36 to the power of e^±0.995814.
        let (low, high) = third.interval.expect("an interval");
        assert!(
            (low - 0.063).abs() < 0.001 && (high - 0.685).abs() < 0.001,
            "{low} {high}"
        );
        assert_eq!(
            curve.at(5).map(|found| (found.share, found.interval)),
            Some((1.0, None))
        );
        assert_eq!(curve.at(121), None, "nobody was watched for so long");
        assert_eq!((curve.people, curve.left, curve.longest), (10, 5, 120));
    }

    #[test]
    fn who_left_on_the_ninetieth_day_stayed_for_ninety() {
        let all_left = curve([stay(90, true), stay(30, true)]);
        assert!(near(all_left.at(90).expect("known").share, 0.5));
        let gone = all_left.at(91).expect("known, although nobody is there");
        assert!(near(gone.share, 0.0) && gone.interval.is_none());
        assert_eq!(curve([]).at(1), None);
    }

    proptest! {
        #[test]
        fn it_never_grows_and_keeps_within_its_interval(told in prop::collection::vec((0_u32..400, any::<bool>()), 0..60)) {
            let curve = curve(told.iter().map(|(days, left)| stay(*days, *left)));
            let mut before = 1.0;
            for day in 0..400 {
                let Some(found) = curve.at(day) else { continue };
                prop_assert!(found.share <= before && found.share >= 0.0);
                if let Some((low, high)) = found.interval {
                    prop_assert!(0.0 <= low && low <= found.share && found.share <= high && high <= 1.0);
                }
                before = found.share;
            }
        }

        #[test]
        fn where_nothing_is_hidden_it_is_the_plain_share(days in prop::collection::vec(0_u32..400, 1..60), day in 0_u32..400) {
            let curve = curve(days.iter().map(|days| stay(*days, true)));
            let there = u32::try_from(days.iter().filter(|days| **days >= day).count()).expect("few");
            let all = u32::try_from(days.len()).expect("few");
            prop_assert!(near(curve.at(day).expect("known").share, f64::from(there) / f64::from(all)));
        }

        #[test]
        fn the_order_of_people_does_not_matter(mut told in prop::collection::vec((0_u32..400, any::<bool>()), 0..40)) {
            let one = curve(told.iter().map(|(days, left)| stay(*days, *left)));
            told.reverse();
            prop_assert_eq!(one, curve(told.iter().map(|(days, left)| stay(*days, *left))));
        }
    }
}
