//! `/batches/{id}/list.xlsx`: the list as a workbook (ledger 6, 点对点花名册). Numbers and phones are hidden but for their ends.

use axum::extract::State;
use entity::batch;
use entity::codes::Subject;
use serde_json::json;

use super::words;
use crate::domain::batches::{self, PassengerRow, Plan};
use crate::domain::interchange::writer::{SheetFormat, SheetWriter, WriteProblem};
use crate::web::attachment::attachment;
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::extract::Id;
use crate::web::state::App;
use crate::web::workers::view::{masked_number, masked_phone};

/// The columns of the ledger.
const COLUMNS: [&str; 14] = [
    "batches-number",
    "batches-row",
    "batches-person",
    "batches-sex",
    "batches-id-number",
    "batches-phone",
    "batches-home",
    "batches-employer",
    "batches-vehicle",
    "batches-seat",
    "batches-point",
    "batches-contact",
    "batches-state",
    "batches-handed-over-day",
];

fn cells(c: &Ctx, batch: &batch::Model, plan: &Plan, at: usize, row: &PassengerRow) -> Vec<String> {
    let passenger = &row.passenger;
    let masked = |last4: &str, how: fn(&str) -> String| if last4.is_empty() { String::new() } else { how(last4) };
    vec![
        batch.number.clone(),
        at.to_string(),
        row.name.clone(),
        row.person.sex.map(|sex| c.label(&sex)).unwrap_or_default(),
        masked(row.person.number_last4.as_deref().unwrap_or_default(), masked_number),
        masked(&row.phone_last4, masked_phone),
        c.place(&row.person.region_code),
        row.employer.clone(),
        plan.vehicle(passenger.vehicle_id)
            .map(|vehicle| vehicle.plate.clone())
            .unwrap_or_default(),
        passenger.seat.map(|seat| seat.to_string()).unwrap_or_default(),
        plan.point(passenger.point_id)
            .map(|point| format!("{} {}", words::hour(&point.at), point.address))
            .unwrap_or_default(),
        format!(
            "{} {}",
            passenger.contact_name,
            masked(&passenger.contact_phone_last4, masked_phone)
        )
        .trim()
        .to_owned(),
        c.label(&passenger.state),
        passenger.handed_over_on.map(|day| day.to_string()).unwrap_or_default(),
    ]
}

fn workbook(c: &Ctx, batch: &batch::Model, plan: &Plan, rows: &[PassengerRow]) -> Result<Vec<u8>, WriteProblem> {
    let headers: Vec<String> = COLUMNS.iter().map(|key| c.t(key)).collect();
    let out = std::io::Cursor::new(Vec::new());
    let mut writer = SheetWriter::new(SheetFormat::Xlsx, out, &c.t("batches-sheet-name"), &headers)?;
    for (at, row) in (1..).zip(rows) {
        writer.write_row(&cells(c, batch, plan, at, row))?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The workbook.
pub async fn download(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let batch = batches::by_id(unit.tx(), &c.actor, id).await?;
    let plan = batches::plan_of(unit.tx(), id).await?;
    let rows = batches::passengers_of(unit.tx(), &c.actor, &batch, &plan, c.today()).await?;
    let bytes = workbook(&c, &batch, &plan, &rows)
        .map_err(|problem| PageError::Internal(format!("the list of a transfer: {problem}")))?;
    unit.audit(
        "export-passengers",
        Subject::Batch,
        Some(id),
        json!({ "rows": rows.len() }),
    )
    .await?;
    unit.commit().await?;
    Ok(attachment(SheetFormat::Xlsx, "passengers", bytes))
}
