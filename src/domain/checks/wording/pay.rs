//! Whether the pay of a vacancy is stated, adds up and is lawful.

use super::Severity;

/// How pay is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PayBasis {
    /// A fixed wage by the month.
    Monthly,
    /// A monthly sum that already contains overtime, bonuses and allowances (综合工资).
    Composite,
    /// By the hour.
    Hourly,
    /// By the day.
    Daily,
    /// By the piece, with the usual monthly earnings stated.
    Piece,
    /// 面议: left to talk.
    Negotiable,
}

/// Pay as the vacancy states it. Amounts are whole yuan per month, hour or day, as the basis says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayOffer {
    /// How pay is reckoned.
    pub basis: PayBasis,
    /// Lowest amount, yuan.
    pub low_yuan: Option<u32>,
    /// Highest amount, yuan.
    pub high_yuan: Option<u32>,
    /// Hours a month that earn the amount (monthly, composite, piece).
    pub hours_per_month: Option<u32>,
    /// Hours a day that earn the amount (daily).
    pub hours_per_day: Option<u32>,
}

/// What is wrong with the pay of a vacancy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PayRule {
    /// 面议, or no amount at all.
    NotStated,
    /// The highest amount is below the lowest.
    MaxBelowMin,
    /// The lowest amount divided by the hours is below the minimum wage by the hour.
    BelowMinimum,
    /// A sum that contains overtime says nothing without its hours.
    HoursMissing,
    /// More hours than the law allows in a month.
    HoursOverLegal,
    /// More hours than the month or the day has.
    HoursImpossible,
}

impl PayRule {
    /// Stable key for messages and statistics.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotStated => "pay.not_stated",
            Self::MaxBelowMin => "pay.max_below_min",
            Self::BelowMinimum => "pay.below_minimum",
            Self::HoursMissing => "pay.hours_missing",
            Self::HoursOverLegal => "pay.hours_over_legal",
            Self::HoursImpossible => "pay.hours_impossible",
        }
    }

    /// What happens to the vacancy.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::NotStated | Self::MaxBelowMin | Self::BelowMinimum | Self::HoursImpossible => {
                Severity::Block
            }
            Self::HoursMissing => Severity::Hold,
            Self::HoursOverLegal => Severity::Warn,
        }
    }

    /// Statute and article.
    #[must_use]
    pub fn law(self) -> &'static str {
        match self {
            Self::NotStated | Self::MaxBelowMin | Self::HoursMissing | Self::HoursImpossible => {
                "人力资源市场暂行条例第24条"
            }
            Self::BelowMinimum => "劳动法第48条；劳动合同法第72条",
            Self::HoursOverLegal => "劳动法第36条、第41条",
        }
    }

    /// One plain sentence for the employer, in Chinese.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::NotStated => "请写明工资是多少，不能写“面议”。",
            Self::MaxBelowMin => "最高工资比最低工资还低，请改正。",
            Self::BelowMinimum => "按工时算下来，每小时低于当地最低工资，请提高工资或改正工时。",
            Self::HoursMissing => "综合工资里有加班费，请写明一个月上多少小时班、休几天。",
            Self::HoursOverLegal => "每月工时超过法律允许的上限，请核对。",
            Self::HoursImpossible => "工时写多了，一个月、一天没有这么多小时，请改正。",
        }
    }

    /// The same sentence in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        match self {
            Self::NotStated => "State the pay in yuan; \"to be discussed\" is not enough.",
            Self::MaxBelowMin => "The highest pay is below the lowest; please correct it.",
            Self::BelowMinimum => {
                "Divided by the hours, the pay is below the local minimum; raise the pay or correct the hours."
            }
            Self::HoursMissing => {
                "This sum contains overtime; state how many hours a month earn it and how many days are free."
            }
            Self::HoursOverLegal => {
                "The hours exceed what the law allows in a month; please check them."
            }
            Self::HoursImpossible => {
                "There are more hours than the month or day has; please correct them."
            }
        }
    }
}

/// One finding about pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayFinding {
    /// The rule.
    pub rule: PayRule,
    /// What happens to the vacancy.
    pub severity: Severity,
    /// The lowest pay by the hour in fen, where it could be reckoned.
    pub hourly_fen: Option<u64>,
}

/// Longest lawful month: 20.67 working days of 8 hours (人社部发〔2025〕2号) and 36 hours of overtime (劳动法第41条),
/// that is 165.4 + 36, rounded up.
const MOST_LEGAL_HOURS: u32 = 202;
/// Hours of a month of 31 days.
const MOST_HOURS_OF_MONTH: u32 = 744;

/// Lowest pay by the hour in fen, rounded down, where the offer allows to reckon it.
#[must_use]
pub fn hourly_fen(offer: &PayOffer) -> Option<u64> {
    let hours = match offer.basis {
        PayBasis::Hourly => 1,
        PayBasis::Daily => offer.hours_per_day?,
        PayBasis::Monthly | PayBasis::Composite | PayBasis::Piece => offer.hours_per_month?,
        PayBasis::Negotiable => return None,
    };
    (u64::from(offer.low_yuan?) * 100).checked_div(u64::from(hours))
}

/// What is wrong with the pay. `minimum_fen_per_hour` is the minimum wage by the hour at the place of work on the day
/// of publishing; the caller keeps the dated table. `None` leaves the comparison out.
#[must_use]
pub fn pay_findings(offer: &PayOffer, minimum_fen_per_hour: Option<u64>) -> Vec<PayFinding> {
    let hourly = hourly_fen(offer);
    let mut rules = Vec::new();
    let stated = offer.low_yuan.is_some_and(|yuan| yuan > 0);
    if offer.basis == PayBasis::Negotiable || !stated {
        rules.push(PayRule::NotStated);
    }
    if offer
        .high_yuan
        .zip(offer.low_yuan)
        .is_some_and(|(high, low)| high < low)
    {
        rules.push(PayRule::MaxBelowMin);
    }
    if stated
        && hourly
            .zip(minimum_fen_per_hour)
            .is_some_and(|(pay, minimum)| pay < minimum)
    {
        rules.push(PayRule::BelowMinimum);
    }
    rules.extend(hours_rule(offer));
    rules
        .into_iter()
        .map(|rule| PayFinding {
            rule,
            severity: rule.severity(),
            hourly_fen: hourly,
        })
        .collect()
}

fn hours_rule(offer: &PayOffer) -> Option<PayRule> {
    match offer.basis {
        PayBasis::Negotiable | PayBasis::Hourly => None,
        PayBasis::Daily => match offer.hours_per_day {
            None | Some(0) => Some(PayRule::HoursMissing),
            Some(hours) => (hours > 24).then_some(PayRule::HoursImpossible),
        },
        PayBasis::Monthly | PayBasis::Composite | PayBasis::Piece => match offer.hours_per_month {
            // A plain monthly wage is read as paid for the statutory month.
            None if offer.basis == PayBasis::Monthly => None,
            None | Some(0) => Some(PayRule::HoursMissing),
            Some(hours) if hours > MOST_HOURS_OF_MONTH => Some(PayRule::HoursImpossible),
            Some(hours) => (hours > MOST_LEGAL_HOURS).then_some(PayRule::HoursOverLegal),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OFFER: PayOffer = PayOffer {
        basis: PayBasis::Composite,
        low_yuan: Some(5001),
        high_yuan: Some(5251),
        hours_per_month: Some(286),
        hours_per_day: None,
    };

    fn rules(offer: PayOffer, minimum: Option<u64>) -> Vec<PayRule> {
        pay_findings(&offer, minimum)
            .into_iter()
            .map(|f| f.rule)
            .collect()
    }

    #[test]
    fn five_thousand_for_286_hours_is_seventeen_an_hour() {
        assert_eq!(hourly_fen(&OFFER), Some(1748));
        assert_eq!(rules(OFFER, Some(1748)), [PayRule::HoursOverLegal]);
        assert_eq!(
            rules(OFFER, Some(1749)),
            [PayRule::BelowMinimum, PayRule::HoursOverLegal]
        );
        assert_eq!(rules(OFFER, None), [PayRule::HoursOverLegal]);
    }

    #[test]
    fn pay_must_be_stated_and_add_up() {
        let negotiable = PayOffer {
            basis: PayBasis::Negotiable,
            low_yuan: None,
            high_yuan: None,
            ..OFFER
        };
        assert_eq!(rules(negotiable, Some(2000)), [PayRule::NotStated]);
        assert_eq!(
            rules(
                PayOffer {
                    low_yuan: None,
                    hours_per_month: Some(174),
                    ..OFFER
                },
                None
            ),
            [PayRule::NotStated]
        );
        assert_eq!(
            rules(
                PayOffer {
                    high_yuan: Some(5000),
                    hours_per_month: Some(202),
                    ..OFFER
                },
                None
            ),
            [PayRule::MaxBelowMin]
        );
    }

    #[test]
    fn sums_with_overtime_need_hours() {
        for basis in [PayBasis::Composite, PayBasis::Piece, PayBasis::Daily] {
            let offer = PayOffer {
                basis,
                hours_per_month: None,
                ..OFFER
            };
            assert_eq!(
                rules(offer, Some(2000)),
                [PayRule::HoursMissing],
                "{basis:?}"
            );
        }
        assert_eq!(
            rules(
                PayOffer {
                    basis: PayBasis::Monthly,
                    hours_per_month: None,
                    ..OFFER
                },
                Some(2000)
            ),
            []
        );
        assert_eq!(
            rules(
                PayOffer {
                    hours_per_month: Some(745),
                    ..OFFER
                },
                None
            ),
            [PayRule::HoursImpossible]
        );
        let day = PayOffer {
            basis: PayBasis::Daily,
            low_yuan: Some(200),
            hours_per_day: Some(25),
            ..OFFER
        };
        assert_eq!(
            rules(
                PayOffer {
                    high_yuan: None,
                    ..day
                },
                None
            ),
            [PayRule::HoursImpossible]
        );
    }

    #[test]
    fn pay_by_the_hour_is_compared_as_it_is() {
        let offer = PayOffer {
            basis: PayBasis::Hourly,
            low_yuan: Some(18),
            high_yuan: Some(20),
            ..OFFER
        };
        assert_eq!(rules(offer, Some(1801)), [PayRule::BelowMinimum]);
        assert_eq!(rules(offer, Some(1800)), []);
    }

    proptest! {
        #[test]
        fn no_amount_panics(low in any::<Option<u32>>(), high in any::<Option<u32>>(), hours in any::<Option<u32>>(), minimum in any::<Option<u64>>()) {
            for basis in [PayBasis::Monthly, PayBasis::Daily, PayBasis::Hourly] {
                let offer = PayOffer { basis, low_yuan: low, high_yuan: high, hours_per_month: hours, hours_per_day: hours };
                let found = pay_findings(&offer, minimum);
                prop_assert_eq!(low.is_none_or(|l| l == 0), found.iter().any(|f| f.rule == PayRule::NotStated));
            }
        }
    }
}
