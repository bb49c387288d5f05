//! `/imports/{id}`: one file on its way: its columns, what it would do, how far it is, what became of it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use entity::codes::{Code as _, ImportState, RowState};
use entity::import_batch;
use serde::Deserialize;

use super::confirm::is_running;
use super::views::{self, ColumnView, RowView, Tab};
use crate::domain::error::DomainError;
use crate::domain::interchange::{self, Counts, TAKEABLE};
use crate::domain::page::{LAST_PAGE, PageOf};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Choice, Pager, go, show, show_again};
use crate::web::state::App;

/// Which rows, and whether the columns are asked for again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BatchQuery {
    rows: String,
    page: Option<u64>,
    columns: String,
}

#[derive(Template)]
#[template(path = "interchange/columns.html")]
struct ColumnsPage<'a> {
    c: &'a Ctx,
    batch: &'a import_batch::Model,
    columns: Vec<ColumnView>,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "interchange/rows.html")]
struct RowsPage<'a> {
    c: &'a Ctx,
    batch: &'a import_batch::Model,
    counts: Counts,
    lead: String,
    tabs: Vec<Tab>,
    caption: String,
    list: PageOf<RowView>,
    takes: Vec<Choice>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "interchange/applying.html")]
struct ApplyingPage<'a> {
    c: &'a Ctx,
    batch: &'a import_batch::Model,
    done: u64,
    all: u64,
    running: bool,
}

/// Where the file is.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, Query(query): Query<BatchQuery>) -> PageResult {
    // Asked before the batch is read: one that is carried out is done in the records before nobody works on it any more, so a batch that is
    // found unfinished after nobody was working on it did stop.
    let running = is_running(id);
    let batch = interchange::by_id(app.core.db.reader(), &c.actor, id).await?;
    match batch.state {
        ImportState::Mapping => columns_page(&c, &batch),
        ImportState::Preview if !query.columns.is_empty() => columns_page(&c, &batch),
        ImportState::Applying => applying_page(&c, &app, &batch, running).await,
        ImportState::Preview | ImportState::Done | ImportState::Cancelled => rows_page(&c, &app, &batch, &query).await,
    }
}

fn columns_page(c: &Ctx, batch: &import_batch::Model) -> PageResult {
    show(&ColumnsPage {
        c,
        batch,
        columns: views::columns(c, batch)?,
        problems: Problems::default(),
    })
}

async fn applying_page(c: &Ctx, app: &App, batch: &import_batch::Model, running: bool) -> PageResult {
    let counts = interchange::counts(app.core.db.reader(), batch).await?;
    let done = u64::try_from(batch.created_rows + batch.changed_rows).unwrap_or(0);
    show(&ApplyingPage {
        c,
        batch,
        done,
        all: counts.new + counts.changed,
        running,
    })
}

/// The tab of the query, else the first that has something for a person.
fn tab_of(key: &str, counts: Counts, done: bool) -> RowState {
    RowState::from_key(key).unwrap_or(match counts {
        Counts { bad: 1.., .. } => RowState::Bad,
        Counts { conflict: 1.., .. } => RowState::Conflict,
        Counts { new: 0, changed: 0, .. } => RowState::Same,
        _ if done => RowState::Applied,
        Counts { new: 0, .. } => RowState::Changed,
        _ => RowState::New,
    })
}

async fn rows_page(c: &Ctx, app: &App, batch: &import_batch::Model, query: &BatchQuery) -> PageResult {
    let db = app.core.db.reader();
    let done = batch.state == ImportState::Done;
    let counts = interchange::counts(db, batch).await?;
    let tab = tab_of(&query.rows, counts, done);
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let list = interchange::rows(db, &app.core.vault, batch.id, &[tab], number).await?;
    let pager = Pager::new(&c.path_and_query, number, list.pages());
    let caption = c.t2("import-rows-caption", "value", c.label(&tab), "n", list.total);
    let mapping = interchange::mapping_of(batch)?;
    let list = list.map(|row| views::row(c, batch.target, &mapping, row));
    let tabs = views::tabs(c, counts, tab, done);
    let lead = [("new", counts.new), ("changed", counts.changed), ("same", counts.same)]
        .map(|(name, n)| (name, n.to_string()));
    let lead = c.ta("import-done-lead", &lead);
    show(&RowsPage {
        c,
        batch,
        counts,
        lead,
        tabs,
        caption,
        list,
        takes: takes(c, batch, counts),
        pager,
    })
}

/// What may be decided for the file as a whole.
fn takes(c: &Ctx, batch: &import_batch::Model, counts: Counts) -> Vec<Choice> {
    if counts.conflict == 0 || batch.state != ImportState::Preview {
        return Vec::new();
    }
    let of_employers = batch.target == entity::codes::ImportTarget::Employers;
    TAKEABLE
        .iter()
        .filter(|key| {
            key.ends_with("employer-name") == of_employers && batch.target != entity::codes::ImportTarget::Vacancies
        })
        .map(|key| Choice {
            value: (*key).to_owned(),
            label: c.t(&key.replace("import-conflict-", "import-take-")),
            chosen: false,
        })
        .collect()
}

/// Take the columns as chosen and judge the rows.
pub async fn choose(
    c: Ctx,
    State(app): State<App>,
    Id(id): Id,
    Form(form): Form<HashMap<String, String>>,
) -> PageResult {
    let batch = interchange::by_id(app.core.db.reader(), &c.actor, id).await?;
    let mapping = interchange::mapping_of(&batch)?;
    let chosen: Vec<Option<String>> = (0..mapping.columns.len())
        .map(|at| {
            form.get(&format!("column-{at}"))
                .map(|field| field.trim().to_owned())
                .filter(|field| !field.is_empty())
        })
        .collect();
    let outcome = async {
        let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
        interchange::choose_columns(&unit, id, &chosen).await?;
        unit.commit().await?;
        interchange::plan(&app.core, &c.actor, c.now, &c.trace(), id, |_| {}).await
    }
    .await;
    match outcome {
        Ok(_) => Ok(go(&format!("/imports/{id}"))),
        Err(DomainError::Invalid(problems)) => {
            let columns = as_chosen(&c, &batch, &chosen)?;
            show_again(&ColumnsPage {
                c: &c,
                batch: &batch,
                columns,
                problems: problems.into(),
            })
        }
        Err(error) => Err(error.into()),
    }
}

/// The columns with what was chosen in the form that could not be taken.
fn as_chosen(c: &Ctx, batch: &import_batch::Model, chosen: &[Option<String>]) -> Result<Vec<ColumnView>, DomainError> {
    let mut columns = views::columns(c, batch)?;
    for (column, chosen) in columns.iter_mut().zip(chosen) {
        let chosen = chosen.as_deref().unwrap_or_default();
        for field in &mut column.fields {
            field.chosen = field.value == chosen;
        }
    }
    Ok(columns)
}
