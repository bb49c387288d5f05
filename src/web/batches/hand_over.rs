//! `/batches/{id}/hand-over/{employer}`: the employer has signed the list: one upload hands all its people over.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::batch;
use entity::codes::{Code as _, PassengerState, Subject};
use uuid::Uuid;

use super::words;
use crate::domain::batches::{self, HandOverInput, PassengerRow, Plan};
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::files;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Ids;
use crate::web::files::{Upload, as_download};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;

/// What was typed.
#[derive(Default)]
struct Typed {
    contact_name: String,
    signed_on: String,
}

#[derive(Template)]
#[template(path = "batches/hand_over.html")]
struct HandOverPage<'a> {
    c: &'a Ctx,
    batch: batch::Model,
    plan: Plan,
    employer: Uuid,
    rows: Vec<PassengerRow>,
    typed: Typed,
    form_key: Uuid,
    problems: Problems,
}

impl HandOverPage<'_> {
    fn employer_name(&self) -> &str {
        self.rows.first().map_or("", |row| &row.employer)
    }

    /// People whom the signature hands over.
    fn arrived(&self) -> usize {
        let there = |row: &&PassengerRow| row.passenger.state == PassengerState::Arrived;
        self.rows.iter().filter(there).count()
    }

    fn plate(&self, row: &PassengerRow) -> &str {
        self.plan
            .vehicle(row.passenger.vehicle_id)
            .map_or("", |vehicle| &vehicle.plate)
    }
}

async fn shown(
    c: &Ctx,
    app: &App,
    (id, employer): (Uuid, Uuid),
    typed: Typed,
    form_key: Uuid,
    problems: Problems,
) -> PageResult {
    let db = app.core.db.reader();
    let batch = batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let mut rows = batches::passengers_of(db, &c.actor, &batch, &plan, c.today()).await?;
    rows.retain(|row| row.passenger.employer_id == employer);
    if rows.is_empty() {
        return Err(PageError::NotFound);
    }
    let again = !problems.is_empty();
    let page = HandOverPage {
        c,
        batch,
        plan,
        employer,
        rows,
        typed,
        form_key,
        problems,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The people of the employer, and the form.
pub async fn page(c: Ctx, State(app): State<App>, Ids(id, employer): Ids) -> PageResult {
    let typed = Typed {
        signed_on: c.today().to_string(),
        ..Typed::default()
    };
    let key = c.form_key();
    shown(&c, &app, (id, employer), typed, key, Problems::default()).await
}

async fn carry_out(c: &Ctx, app: &App, (id, employer): (Uuid, Uuid), key: Uuid, upload: &mut Upload) -> Result<usize> {
    let bytes = std::mem::take(&mut upload.file);
    let mut problems = Vec::new();
    let signed_on = upload.field("signed_on").trim().parse::<NaiveDate>().ok();
    if signed_on.is_none() {
        problems.push(Problem::new("signed_on", "batches-problem-signed-on"));
    }
    let file = if bytes.is_empty() {
        problems.push(Problem::new("file", "batches-problem-no-file"));
        None
    } else {
        files::inspect(bytes)
            .await
            .map_err(|problem| problems.push(Problem::new("file", problem.key())))
            .ok()
    };
    if upload.field("contact_name").trim().is_empty() {
        problems.push(Problem::new("contact_name", "problem-required"));
    }
    let (Some(signed_on), Some(file), true) = (signed_on, file, problems.is_empty()) else {
        return Err(DomainError::Invalid(problems));
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(key).await?;
    let input = HandOverInput {
        contact_name: upload.field("contact_name").to_owned(),
        signed_on,
        file,
    };
    let people = batches::hand_over(&mut unit, id, employer, input).await?;
    unit.commit_to(&format!("/batches/{id}")).await?;
    Ok(people)
}

/// Hand them over.
pub async fn submit(c: Ctx, State(app): State<App>, Ids(id, employer): Ids, mut upload: Upload) -> PageResult {
    batches::by_id(app.core.db.reader(), &c.actor, id).await?;
    let key = Uuid::parse_str(upload.field("form_key")).map_err(|_| PageError::BadRequest("error-form", Vec::new()))?;
    match carry_out(&c, &app, (id, employer), key, &mut upload).await {
        Ok(people) => Ok(go_with(
            &format!("/batches/{id}"),
            "batches-handed-over",
            &people.to_string(),
        )),
        Err(DomainError::Invalid(problems)) => {
            let typed = Typed {
                contact_name: upload.field("contact_name").to_owned(),
                signed_on: upload.field("signed_on").to_owned(),
            };
            shown(&c, &app, (id, employer), typed, key, problems.into()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The signed list.
pub async fn download(c: Ctx, State(app): State<App>, Ids(id, list): Ids) -> PageResult {
    let db = app.core.db.reader();
    batches::by_id(db, &c.actor, id).await?;
    let plan = batches::plan_of(db, id).await?;
    let found = plan.hand_overs.iter().find(|one| one.id == list);
    let file = found.and_then(|one| one.file_id).ok_or(PageError::NotFound)?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let file = files::open_of(&unit, Subject::Batch, list, file).await?;
    unit.commit().await?;
    Ok(as_download(file))
}
