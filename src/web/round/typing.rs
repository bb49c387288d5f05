//! `/round/typing`: a list that came back, many rows on one page. First every line is shown with the name that it means; then it is saved,
//! and lines that cannot be read stay in the box.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use super::sheet::choices;
use crate::domain::round::{self, Read, Told};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Form;
use crate::web::page::{go_with, show};
use crate::web::state::App;

/// What is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypingForm {
    sheet: String,
    lines: String,
    /// Save what is good, rather than look at it first.
    save: String,
}

#[derive(Template)]
#[template(path = "round/typing.html")]
struct TypingPage<'a> {
    c: &'a Ctx,
    form: &'a TypingForm,
    read: Read,
    /// How many lines were saved just now.
    saved: usize,
    choices: Vec<(u8, String)>,
}

impl TypingPage<'_> {
    fn answer(&self, told: &Told) -> String {
        match told {
            Told::Same => self.c.t("round-same"),
            Told::Now(status) => self.c.label(status),
        }
    }
}

/// The empty page.
pub async fn page(c: Ctx) -> PageResult {
    show(&TypingPage {
        c: &c,
        form: &TypingForm::default(),
        read: Read::default(),
        saved: 0,
        choices: choices(&c),
    })
}

/// Look, or save.
pub async fn submit(c: Ctx, State(app): State<App>, Form(form): Form<TypingForm>) -> PageResult {
    let read = round::read(app.core.db.reader(), &c.actor, &form.sheet, &form.lines, c.today()).await?;
    if form.save != "yes" || read.good.is_empty() {
        return show(&TypingPage {
            c: &c,
            form: &form,
            read,
            saved: 0,
            choices: choices(&c),
        });
    }
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    round::apply(&mut unit, &read.good).await?;
    let villages: BTreeSet<&str> = read.good.iter().map(|line| line.worker.region_code.as_str()).collect();
    for village in villages {
        round::raise(&unit, village).await?;
    }
    unit.commit().await?;
    let saved = read.good.len();
    if read.bad.is_empty() {
        return Ok(go_with("/round/typing", "round-done-typed", &saved.to_string()));
    }
    let rest: Vec<&str> = read.bad.iter().map(|(line, _)| line.as_str()).collect();
    let form = TypingForm {
        lines: rest.join("\n"),
        ..form
    };
    let read = Read {
        good: Vec::new(),
        bad: read.bad,
    };
    show(&TypingPage {
        c: &c,
        form: &form,
        read,
        saved,
        choices: choices(&c),
    })
}
