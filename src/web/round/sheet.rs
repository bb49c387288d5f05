//! `/round/sheets/{id}`: the printed list of a village. Each row has a code to type back in, and the same code as a square to photograph:
//! `/round/rows/{code}` opens that person.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};

use crate::domain::round::month::month_of;
use crate::domain::round::row_code::RowCode;
use crate::domain::round::{self, CHOICES, Sheet, Told};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Id;
use crate::web::page::{go, show};
use crate::web::qr::{self, Qr};
use crate::web::state::App;

#[derive(Template)]
#[template(path = "round/sheet.html")]
struct SheetPage<'a> {
    c: &'a Ctx,
    sheet: Sheet,
    month: String,
    /// The square of each line.
    squares: Vec<Option<Qr>>,
    choices: Vec<(u8, String)>,
}

impl SheetPage<'_> {
    fn square(&self, at: &usize) -> Option<&Qr> {
        self.squares.get(*at).and_then(Option::as_ref)
    }
}

/// The answers as the paper numbers them.
#[must_use]
pub fn choices(c: &Ctx) -> Vec<(u8, String)> {
    CHOICES
        .iter()
        .map(|(number, told)| {
            let label = match told {
                Told::Same => c.t("round-same"),
                Told::Now(status) => c.label(status),
            };
            (*number, label)
        })
        .collect()
}

/// Where this site is, for squares that are photographed.
fn base(app: &App, headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let scheme = if app.site.insecure_http { "http" } else { "https" };
    format!("{scheme}://{host}")
}

/// Number the people of the village, and show the list.
pub async fn make(c: Ctx, State(app): State<App>, Path(code): Path<String>) -> PageResult {
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let id = round::make_sheet(&mut unit, &code).await?;
    unit.commit().await?;
    Ok(go(&format!("/round/sheets/{id}")))
}

/// The list.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id, headers: HeaderMap) -> PageResult {
    let sheet = round::sheet(app.core.db.reader(), &c.actor, id, c.today()).await?;
    let base = base(&app, &headers);
    let squares = sheet
        .lines
        .iter()
        .map(|line| qr::of(&format!("{base}/round/rows/{}", line.code)))
        .collect();
    show(&SheetPage {
        month: month_of(sheet.month).format("%Y-%m").to_string(),
        choices: choices(&c),
        c: &c,
        sheet,
        squares,
    })
}

/// A square was photographed.
pub async fn row(c: Ctx, State(app): State<App>, Path(code): Path<String>) -> PageResult {
    let code = RowCode::parse(&code).ok_or(PageError::NotFound)?;
    let worker = round::row_of(app.core.db.reader(), &c.actor, &code).await?;
    Ok(go(&format!("/round/people/{}", worker.id)))
}
