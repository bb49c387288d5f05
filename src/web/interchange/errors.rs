//! `/imports/{id}/errors.xlsx`: the refused rows, each with one sentence, to mend and bring in again.

use axum::extract::State;
use entity::codes::Subject;
use serde_json::json;

use crate::domain::interchange::writer::SheetFormat;
use crate::domain::interchange::{self, ErrorWords, RowProblem};
use crate::i18n::rows;
use crate::web::attachment::attachment;
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::state::App;

/// The sheet. It holds what was brought in, identity numbers too, so taking it is recorded.
pub async fn download(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let batch = interchange::by_id(app.core.db.reader(), &c.actor, id).await?;
    let (locale, target) = (c.locale, batch.target);
    let sentence = move |problem: &RowProblem| rows::sentence(locale, target, problem);
    let words = ErrorWords {
        sheet: c.t("import-sheet"),
        reason: c.t("import-sheet-reason"),
        sentence: &sentence,
    };
    let (written, bytes) = interchange::write_refused(
        &app.core,
        &batch,
        SheetFormat::Xlsx,
        std::io::Cursor::new(Vec::new()),
        &words,
    )
    .await?;
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.audit(
        "download-import-errors",
        Subject::Import,
        Some(id),
        json!({ "rows": written }),
    )
    .await?;
    unit.commit().await?;
    Ok(attachment(SheetFormat::Xlsx, "errors", bytes.into_inner()))
}
