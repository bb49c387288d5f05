//! `/registers`: which registers there are, and the pack of a month.

use askama::Template;

use super::words;
use crate::domain::access::Action;
use crate::domain::error::Problem;
use crate::domain::figures::Period;
use crate::domain::registers::Register;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::figures::ask::period_in_words;
use crate::web::page::{Choice, show, show_again};

/// Months that the pack is offered for.
const MONTHS: u32 = 13;

/// A register and what it holds.
struct Card {
    key: &'static str,
    title: String,
    help: String,
}

#[derive(Template)]
#[template(path = "registers/list.html")]
struct ListPage<'a> {
    c: &'a Ctx,
    registers: Vec<Card>,
    months: Vec<Choice>,
    reason: &'a str,
    may_export: bool,
    problems: Problems,
}

fn months(c: &Ctx, chosen: &str) -> Vec<Choice> {
    use chrono::{Datelike as _, Months};
    let today = c.today();
    (0..MONTHS)
        .filter_map(|back| today.checked_sub_months(Months::new(back)))
        .filter_map(|day| Period::months(day.year(), day.month(), 1))
        .map(|period| Choice {
            label: period_in_words(c, period),
            chosen: period.to_string() == chosen,
            value: period.to_string(),
        })
        .collect()
}

fn list<'a>(c: &'a Ctx, month: &str, reason: &'a str, problems: Vec<Problem>) -> ListPage<'a> {
    ListPage {
        c,
        registers: own(c)
            .into_iter()
            .map(|register| Card {
                key: register.key(),
                title: words::title(c, register),
                help: c.t(&format!("register-{}-help", register.key())),
            })
            .collect(),
        months: months(c, month),
        reason,
        may_export: c.may(Action::ExportFiles),
        problems: problems.into(),
    }
}

/// The registers that the reader may see.
pub fn own(c: &Ctx) -> Vec<Register> {
    let all = Register::ALL.iter().copied();
    all.filter(|register| c.may(register.action())).collect()
}

/// All of them.
pub async fn page(c: Ctx) -> PageResult {
    show(&list(&c, "", "", Vec::new()))
}

/// The list with what was wrong when somebody asked for the pack.
pub fn again(c: &Ctx, month: &str, reason: &str, problems: Vec<Problem>) -> PageResult {
    show_again(&list(c, month, reason, problems))
}
