//! `/fairs/{id}/book`: an employer books a booth with its posts; staff book for an employer that asks by telephone.

use askama::Template;
use axum::extract::State;
use entity::codes::FairState;
use entity::{employer, fair, vacancy};
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::domain::checks::typed;
use crate::domain::employers::{self, EmployerFilter};
use crate::domain::error::{DomainError, Problem};
use crate::domain::fairs::{self, BoothInput};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Ids, Query};
use crate::web::page::{go_with, show, show_again};
use crate::web::state::App;
use crate::web::vacancies::words::range;

/// For which employer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BookQuery {
    employer: String,
    q: String,
}

/// What was typed: a list of fields, because each post has two of its own.
#[derive(Debug, Default)]
pub struct BookForm {
    form_key: Uuid,
    employer: String,
    contact_name: String,
    contact_phone: String,
    note: String,
    posts: Vec<Uuid>,
    places: Vec<(Uuid, String)>,
}

impl From<Vec<(String, String)>> for BookForm {
    fn from(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "form_key" => form.form_key = value.parse().unwrap_or_default(),
                "employer" => form.employer = value,
                "contact_name" => form.contact_name = value,
                "contact_phone" => form.contact_phone = value,
                "note" => form.note = value,
                "posts" => form.posts.extend(value.parse::<Uuid>()),
                _ => {
                    if let Some(id) = name.strip_prefix("places-").and_then(|id| id.parse().ok()) {
                        form.places.push((id, value));
                    }
                }
            }
        }
        form
    }
}

impl BookForm {
    fn typed_places(&self, id: Uuid) -> Option<&str> {
        self.places
            .iter()
            .find(|(post, _)| *post == id)
            .map(|(_, places)| places.as_str())
    }

    fn read(&self, employer_id: Uuid) -> BoothInput {
        BoothInput {
            employer_id,
            contact_name: self.contact_name.clone(),
            contact_phone: self.contact_phone.clone(),
            note: self.note.clone(),
            posts: self
                .posts
                .iter()
                .map(|id| {
                    let places = self.typed_places(*id).unwrap_or_default();
                    (*id, typed::bare(places).parse().unwrap_or(0))
                })
                .collect(),
        }
    }
}

/// A post that can be brought.
struct Offered {
    id: Uuid,
    title: String,
    place: String,
    pay: String,
    left: i32,
    /// Places as typed.
    places: String,
    picked: bool,
    /// The problem of its places.
    wrong: String,
}

impl Offered {
    fn of(c: &Ctx, vacancy: &vacancy::Model, form: &BookForm, problems: &Problems) -> Self {
        let left = vacancy.headcount - vacancy.filled;
        Self {
            id: vacancy.id,
            title: vacancy.title.clone(),
            place: c.place_short(&vacancy.place_code),
            pay: range(vacancy.pay_min_yuan, vacancy.pay_max_yuan),
            left,
            places: form
                .typed_places(vacancy.id)
                .map_or_else(|| left.to_string(), str::to_owned),
            picked: form.posts.contains(&vacancy.id),
            wrong: problems.of(c, &format!("places-{}", vacancy.id)),
        }
    }
}

#[derive(Template)]
#[template(path = "fairs/book.html")]
struct BookPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    employer: employer::Model,
    posts: Vec<Offered>,
    form: &'a BookForm,
    problems: Problems,
    unfit: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "fairs/book_for.html")]
struct BookForPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    q: String,
    employers: Vec<employer::Model>,
}

/// The fair, while booths can be booked.
async fn bookable(c: &Ctx, app: &App, id: Uuid) -> PageResult<fair::Model> {
    let db = app.core.db.reader();
    let fair = if c.actor.employer_id().is_some() {
        fairs::public_by_id(db, id).await?
    } else {
        fairs::by_id(db, &c.actor, id).await?
    };
    if fair.state == FairState::Booking {
        Ok(fair)
    } else {
        Err(PageError::Conflict("fairs-conflict-no-booking"))
    }
}

async fn shown(c: &Ctx, app: &App, id: Uuid, firm: Uuid, mut form: BookForm, problems: Problems) -> PageResult {
    let db = app.core.db.reader();
    let fair = bookable(c, app, id).await?;
    let employer = employers::by_id(db, &c.actor, firm).await?;
    let offered = fairs::offered(db, employer.id, c.today()).await?;
    let again = !problems.is_empty();
    if !again {
        form.form_key = c.form_key();
        form.contact_name.clone_from(&employer.contact_name);
        form.contact_phone.clone_from(&employer.contact_phone);
    }
    form.employer = employer.id.to_string();
    let posts = offered
        .iter()
        .map(|post| Offered::of(c, post, &form, &problems))
        .collect();
    let unfit = employers::is_fit_to_publish(&employer, c.today()).err();
    let page = BookPage {
        c,
        fair,
        employer,
        posts,
        form: &form,
        problems,
        unfit,
    };
    if again { show_again(&page) } else { show(&page) }
}

/// The form; staff choose the employer first.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<BookQuery>) -> PageResult {
    let firm = c.actor.employer_id().or_else(|| query.employer.parse().ok());
    match firm {
        Some(firm) => shown(&c, &app, id, firm, BookForm::default(), Problems::default()).await,
        None => choose(&c, &app, id, &query.q).await,
    }
}

async fn choose(c: &Ctx, app: &App, id: Uuid, q: &str) -> PageResult {
    let fair = bookable(c, app, id).await?;
    let filter = EmployerFilter {
        text: q.trim().to_owned(),
        state: Some(entity::codes::EmployerState::Verified),
        sort: employers::EmployerSort::Name,
        ..EmployerFilter::default()
    };
    let found = employers::list(app.core.db.reader(), &c.actor, &filter, c.today(), 1).await?;
    show(&BookForPage {
        c,
        fair,
        q: q.to_owned(),
        employers: found.rows.into_iter().map(|row| row.employer).collect(),
    })
}

/// Book.
pub async fn submit(
    c: Ctx,
    State(app): State<App>,
    Id(id): Id,
    Form(fields): Form<Vec<(String, String)>>,
) -> PageResult {
    let form = BookForm::from(fields);
    let firm = c
        .actor
        .employer_id()
        .or_else(|| form.employer.parse().ok())
        .ok_or(PageError::NotFound)?;
    let back = if c.actor.employer_id().is_some() {
        format!("/fairs/{id}")
    } else {
        format!("/manage/fairs/{id}/booths")
    };
    let result = async {
        let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        unit.once(form.form_key).await?;
        fairs::request(&mut unit, id, form.read(firm)).await?;
        unit.commit_to(&back).await
    }
    .await;
    match result {
        Ok(()) => Ok(go_with(&back, "fairs-booth-requested", "")),
        Err(DomainError::Invalid(problems)) => shown(&c, &app, id, firm, form, problems.into()).await,
        Err(DomainError::Conflict(key)) if key.starts_with("employers-") => {
            shown(&c, &app, id, firm, form, vec![Problem::new("", key)].into()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The version that the reader saw.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    version: i32,
}

/// Not coming after all.
pub async fn withdraw(
    c: Ctx,
    State(app): State<App>,
    Ids(id, booth): Ids,
    Form(form): Form<WithdrawForm>,
) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    fairs::withdraw(&mut unit, id, booth, form.version).await?;
    unit.commit().await?;
    let back = if c.actor.employer_id().is_some() {
        format!("/fairs/{id}")
    } else {
        format!("/manage/fairs/{id}/booths")
    };
    Ok(go_with(&back, "fairs-booth-withdrawn", ""))
}
