//! Policies, reasons, amounts and findings in words.

use entity::codes::{ClaimState, Code, SubsidyHousehold, SubsidyPolicyState};
use entity::subsidy_policy;
use serde_json::Value;

use crate::domain::subsidies::period::LIFE;
use crate::domain::subsidies::reasons::{Line, Reason};
use crate::domain::subsidies::state::Step;
use crate::domain::subsidies::terms::{Amount, Conditions, PlaceTier};
use crate::domain::subsidies::{Finding, Row};
use crate::web::ctx::Ctx;
use crate::web::figures::words::grouped;

/// The badge of a claim's state.
#[must_use]
pub fn badge(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Draft | ClaimState::Withdrawn => "badge",
        ClaimState::VillageNotice | ClaimState::TownshipNotice | ClaimState::CountyNotice => "badge open",
        ClaimState::TownshipCheck | ClaimState::CountyCheck | ClaimState::ToPay => "badge wait",
        ClaimState::Paid => "badge done",
        ClaimState::SentBack => "badge warn",
        ClaimState::Recovered => "badge stop",
    }
}

/// The badge of a policy's state.
#[must_use]
pub fn policy_badge(state: SubsidyPolicyState) -> &'static str {
    match state {
        SubsidyPolicyState::Draft => "badge",
        SubsidyPolicyState::InForce => "badge ok",
        SubsidyPolicyState::Ended => "badge done",
    }
}

/// The key of a period in words.
#[must_use]
pub fn period(c: &Ctx, key: &str) -> String {
    if key == LIFE {
        return c.t("subsidies-period-life");
    }
    match key.split_once('Q') {
        Some((year, quarter)) => c.t2("figures-quarter", "year", year, "quarter", quarter),
        None => c.t1("figures-year", "year", key),
    }
}

/// Yuan with thousands set apart.
#[must_use]
pub fn yuan(amount: i32) -> String {
    grouped(amount.into())
}

/// Labels joined the way the language joins.
#[must_use]
pub fn labels<C: Code>(c: &Ctx, codes: &[C]) -> String {
    let words: Vec<String> = codes.iter().map(|code| c.label(code)).collect();
    words.join(&c.t("list-separator"))
}

/// Words joined by the separator of whole remarks.
fn joined(c: &Ctx, parts: &[String]) -> String {
    parts.join(&c.t("subsidies-and"))
}

/// One reason against.
#[must_use]
pub fn reason(c: &Ctx, reason: &Reason) -> String {
    match reason {
        Reason::Dead => c.t("subsidies-reason-dead"),
        Reason::MovedOut => c.t("subsidies-reason-moved-out"),
        Reason::HomeElsewhere => c.t("subsidies-reason-home"),
        Reason::Age { age } => c.t1("subsidies-reason-age", "age", age),
        Reason::AgeUnknown => c.t("subsidies-reason-age-unknown"),
        Reason::NoWork => c.t("subsidies-reason-no-work"),
        Reason::Unverified => c.t("subsidies-reason-unverified"),
        Reason::InDoubt => c.t("subsidies-reason-in-doubt"),
        Reason::Kind { kind } => c.t1("subsidies-reason-kind", "kind", c.label(kind)),
        Reason::Place { place } => c.t1("subsidies-reason-place", "place", c.label(place)),
        Reason::WorkElsewhere { place_code } => {
            c.t1("subsidies-reason-work-elsewhere", "place", c.place_short(place_code))
        }
        Reason::Origin => c.t("subsidies-reason-origin"),
        Reason::Organised => c.t("subsidies-reason-organised"),
        Reason::Household { wanted } => c.t1("subsidies-reason-household", "wanted", labels(c, wanted)),
        Reason::Proof { wanted } => c.t1("subsidies-reason-proof", "wanted", labels(c, wanted)),
        Reason::Stay { days } => c.t1("subsidies-reason-stay", "days", days),
        Reason::Contract { wanted } => c.t1("subsidies-reason-contract", "wanted", labels(c, wanted)),
        Reason::ContractMonths { need } => c.t1("subsidies-reason-contract-months", "months", need),
        Reason::Insurance { wanted } => c.t1("subsidies-reason-insurance", "wanted", labels(c, wanted)),
        Reason::NotFirst { since } => c.t1("subsidies-reason-not-first", "day", since),
        Reason::Days { have, need } => c.t2("subsidies-reason-days", "have", have, "need", need),
        Reason::NoTier => c.t("subsidies-reason-no-tier"),
        Reason::PayUnknown => c.t("subsidies-reason-pay-unknown"),
        Reason::Group { have, need } => c.t2("subsidies-reason-group", "have", have, "need", need),
    }
}

/// One line of how an amount came about.
#[must_use]
pub fn line(c: &Ctx, line: &Line) -> String {
    let text = |number: &i32| yuan(*number);
    match line {
        Line::Worked { days, from, until } => {
            let args = [
                ("days", days.to_string()),
                ("from", from.to_string()),
                ("until", until.to_string()),
            ];
            c.ta("subsidies-line-worked", &args)
        }
        Line::Fixed { yuan } => c.t1("subsidies-line-fixed", "yuan", text(yuan)),
        Line::Place {
            place_code,
            place,
            yuan,
        } => {
            let args = [
                ("place", c.place_short(place_code)),
                ("class", c.label(place)),
                ("yuan", text(yuan)),
            ];
            c.ta("subsidies-line-place", &args)
        }
        Line::Length { months, yuan } => c.t2("subsidies-line-length", "months", months, "yuan", text(yuan)),
        Line::Income {
            earned_yuan,
            per_cent,
            yuan,
        } => {
            let args = [
                ("earned", grouped(*earned_yuan)),
                ("share", per_cent.to_string()),
                ("yuan", text(yuan)),
            ];
            c.ta("subsidies-line-income", &args)
        }
        Line::Cost { cost_yuan, most_yuan } => {
            c.t2("subsidies-line-cost", "cost", text(cost_yuan), "most", text(most_yuan))
        }
        Line::CostUpTo { most_yuan } => c.t1("subsidies-line-cost-up-to", "most", text(most_yuan)),
        Line::People { people, yuan } => c.t2("subsidies-line-people", "people", people, "yuan", text(yuan)),
        Line::Cap { yuan } => c.t1("subsidies-line-cap", "yuan", text(yuan)),
    }
}

/// What a run or a claim keeps: the lines of a yes, or the reasons of anything else.
#[must_use]
pub fn said(c: &Ctx, kept: &Value) -> Vec<String> {
    if let Ok(lines) = serde_json::from_value::<Vec<Line>>(kept.clone()) {
        return lines.iter().map(|one| line(c, one)).collect();
    }
    let reasons = serde_json::from_value::<Vec<Reason>>(kept.clone()).unwrap_or_default();
    reasons.iter().map(|one| reason(c, one)).collect()
}

/// What a row of a finding says, and where it leads.
#[must_use]
pub fn finding_row(c: &Ctx, row: &Row) -> (String, String) {
    match row {
        Row::Placement {
            id,
            employer_name,
            from,
            until,
        } => {
            let end = until.map_or_else(|| c.t("placements-running"), |day| day.to_string());
            (format!("{employer_name} {from} – {end}"), format!("/placements/{id}"))
        }
        Row::Claim {
            id,
            policy_name,
            period: key,
            amount_yuan,
        } => {
            let text = format!("{policy_name} {} {}", period(c, key), yuan(*amount_yuan));
            (text, format!("/subsidies/claims/{id}"))
        }
        Row::Paper(paper) => (c.label(paper), String::new()),
        Row::Today(Some(amount)) => (c.t1("subsidies-today-amount", "yuan", yuan(*amount)), String::new()),
        Row::Today(None) => (c.t("subsidies-today-no"), String::new()),
    }
}

/// The findings in one line, for a list.
#[must_use]
pub fn findings(c: &Ctx, findings: &[Finding]) -> String {
    let checks: Vec<_> = findings.iter().map(|finding| finding.check).collect();
    labels(c, &checks)
}

/// The words on the button of a step.
#[must_use]
pub fn step(c: &Ctx, step: Step) -> String {
    c.t(&format!("subsidies-step-{}", step.key()))
}

fn tier(c: &Ctx, tier: &PlaceTier) -> String {
    let place = if tier.regions.is_empty() {
        tier.place.as_ref().map(|place| c.label(place)).unwrap_or_default()
    } else {
        let names: Vec<String> = tier.regions.iter().map(|code| c.place_short(code)).collect();
        names.join(&c.t("list-separator"))
    };
    c.t2("subsidies-tier", "place", place, "yuan", yuan(tier.yuan))
}

/// How much, in words.
#[must_use]
pub fn amount(c: &Ctx, policy: &subsidy_policy::Model) -> String {
    let Ok(amount) = serde_json::from_value::<Amount>(policy.amount.clone()) else {
        return c.t("not-known");
    };
    let tiers = |tiers: &[PlaceTier]| joined(c, &tiers.iter().map(|one| tier(c, one)).collect::<Vec<_>>());
    let mut words = match &amount {
        Amount::Fixed { yuan: each } => c.t1("subsidies-amount-fixed", "yuan", yuan(*each)),
        Amount::ByPlace { tiers: all } => tiers(all),
        Amount::ByLength { tiers: all } => {
            let each = all
                .iter()
                .map(|one| c.t2("subsidies-amount-length", "months", one.months, "yuan", yuan(one.yuan)));
            joined(c, &each.collect::<Vec<_>>())
        }
        Amount::Income { per_cent } => c.t1("subsidies-amount-income", "share", per_cent),
        Amount::Cost { tiers: all } => c.t1("subsidies-amount-cost", "tiers", tiers(all)),
    };
    if let Some(cap) = policy.cap_yuan {
        words = joined(c, &[words, c.t1("subsidies-amount-cap", "yuan", yuan(cap))]);
    }
    words
}

/// Who and which work, a line each.
#[must_use]
pub fn conditions(c: &Ctx, policy: &subsidy_policy::Model) -> Vec<String> {
    let Ok(asked) = serde_json::from_value::<Conditions>(policy.conditions.clone()) else {
        return vec![c.t("not-known")];
    };
    let mut lines = Vec::new();
    if asked.min_days > 0 {
        let count = asked.count.map(|count| c.label(&count)).unwrap_or_default();
        lines.push(c.t2("subsidies-cond-days", "days", asked.min_days, "count", count));
    }
    let mut list = |key: &str, words: String| {
        if !words.is_empty() {
            lines.push(c.t1(key, "list", words));
        }
    };
    list("subsidies-cond-kinds", labels(c, &asked.kinds));
    list("subsidies-cond-places", labels(c, &asked.places));
    let regions: Vec<String> = asked.work_in.iter().map(|code| c.place_short(code)).collect();
    list("subsidies-cond-work-in", regions.join(&c.t("list-separator")));
    list("subsidies-cond-origins", labels(c, &asked.origins));
    list(
        "subsidies-cond-households",
        labels::<SubsidyHousehold>(c, &asked.households),
    );
    list("subsidies-cond-proofs", labels(c, &asked.proofs));
    list("subsidies-cond-contracts", labels(c, &asked.contracts));
    list("subsidies-cond-insurances", labels(c, &asked.insurances));
    if asked.not_if_organised {
        lines.push(c.t("subsidies-not-if-organised"));
    }
    if asked.from_listing {
        lines.push(c.t("subsidies-from-listing"));
    }
    let mut number = |key: &str, value: Option<i32>| {
        if let Some(value) = value {
            lines.push(c.t1(key, "n", value));
        }
    };
    number("subsidies-cond-age-min", asked.age_min);
    number("subsidies-cond-age-max", asked.age_max);
    number("subsidies-cond-stay", asked.proven_days);
    number("subsidies-cond-contract-months", asked.contract_months);
    number("subsidies-cond-group", asked.min_group);
    lines
}

/// When it is claimed.
#[must_use]
pub fn window(c: &Ctx, policy: &subsidy_policy::Model) -> String {
    let mut words = Vec::new();
    if !policy.window_months.is_empty() {
        let months: Vec<&str> = policy.window_months.split_whitespace().collect();
        words.push(c.t1(
            "subsidies-window-in-months",
            "months",
            months.join(&c.t("list-separator")),
        ));
    }
    if policy.window_from.is_some() || policy.window_until.is_some() {
        words.push(format!(
            "{} – {}",
            c.day_or_dash(&policy.window_from),
            c.day_or_dash(&policy.window_until)
        ));
    }
    if words.is_empty() {
        return c.t("subsidies-window-always");
    }
    joined(c, &words)
}
