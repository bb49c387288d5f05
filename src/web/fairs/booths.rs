//! `/manage/fairs/{id}/booths`: who wants to come, who comes, who is there.

use askama::Template;
use axum::extract::State;
use entity::codes::{BoothState, Code as _, FairState};
use entity::fair;
use serde::Deserialize;
use uuid::Uuid;

use super::posts::BoothView;
use super::words;
use crate::domain::access::Action;
use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Result};
use crate::domain::fairs::{self, Verdict};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Ids};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What a review sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    version: i32,
    verdict: String,
    number: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "fairs/booths.html")]
struct BoothsPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    booths: Vec<BoothView>,
    /// The booth whose form is shown again.
    about: Option<Uuid>,
    form: &'a ReviewForm,
    problems: Problems,
}

impl BoothsPage<'_> {
    fn may_review(&self) -> bool {
        self.c.may(Action::EditFairs) && self.fair.state == FairState::Booking
    }

    fn may_sign_in(&self) -> bool {
        self.c.may(Action::EditFairs) && matches!(self.fair.state, FairState::Locked | FairState::Running)
    }

    fn may_work(&self) -> bool {
        self.c.may(Action::WorkBooths) && fairs::still_counts(&self.fair)
    }

    fn is_about(&self, booth: &BoothView) -> bool {
        self.about == Some(booth.row.booth.id)
    }
}

async fn shown(c: &Ctx, app: &App, id: Uuid, about: Option<Uuid>, form: &ReviewForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let fair = fairs::by_id(db, &c.actor, id).await?;
    let rows = fairs::booths_of(db, id, BoothState::ALL, c.today()).await?;
    let again = !problems.is_empty();
    let page = BoothsPage {
        booths: rows.into_iter().map(|row| BoothView::of(c, row)).collect(),
        c,
        fair,
        about,
        form,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    shown(&c, &app, id, None, &ReviewForm::default(), Problems::default()).await
}

fn verdict(form: &ReviewForm) -> Result<Verdict> {
    match form.verdict.as_str() {
        "accept" => {
            let number = typed::bare(&form.number);
            if number.is_empty() {
                return Ok(Verdict::Accept(None));
            }
            let number = number
                .parse()
                .map_err(|_| DomainError::invalid("number", "fairs-problem-booth-number"))?;
            Ok(Verdict::Accept(Some(number)))
        }
        "refuse" => Ok(Verdict::Refuse(form.reason.clone())),
        _ => Err(DomainError::invalid("", "problem-choose")),
    }
}

/// Say whether a booth comes.
pub async fn review(c: Ctx, State(app): State<App>, Ids(id, booth): Ids, Form(form): Form<ReviewForm>) -> PageResult {
    let result = async {
        let verdict = verdict(&form)?;
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        fairs::review(&mut unit, id, booth, form.version, verdict).await?;
        unit.commit().await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(
            &format!("/manage/fairs/{id}/booths#booth-{booth}"),
            "fairs-booth-reviewed",
            "",
        )),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, Some(booth), &form, problems.into()).await,
        Err(error) => Err(PageError::from(error)),
    }
}

/// The employer's people are there.
pub async fn sign_in(c: Ctx, State(app): State<App>, Ids(id, booth): Ids, Form(form): Form<ReviewForm>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    fairs::sign_in(&mut unit, id, booth, form.version).await?;
    unit.commit().await?;
    Ok(go_with(
        &format!("/manage/fairs/{id}/booths#booth-{booth}"),
        "fairs-booth-signed-in",
        "",
    ))
}
