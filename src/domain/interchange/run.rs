//! A whole file in one call: read, judge, carry out. The command line and the tests use it; the pages take the same steps one by one.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::batch::Counts;
use super::receive::{NewFile, receive};
use super::{apply, confirm, plan};
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::unit::{Core, Trace};

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many rows are judged.
    Judged(u64),
    /// So many rows are to be carried out.
    ToDo(u64),
    /// So many rows are carried out.
    Applied(u64),
}

/// Who brings the file in, when, and what the person decides beforehand.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who.
    pub actor: Actor,
    /// When.
    pub now: DateTime<Utc>,
    /// Conflicts for which the file is right.
    pub take: Vec<String>,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The batch, for its rows and its sheet.
    pub batch: Uuid,
    /// Rows by what they did.
    pub counts: Counts,
}

/// Bring a file in.
///
/// # Errors
/// [`crate::domain::error::DomainError::Invalid`] if the file or its columns cannot be used; rows that cannot are counted, not errors.
pub async fn run(
    core: &Core,
    file: NewFile,
    options: &Options,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<Summary> {
    let trace = Trace::default();
    let Options { actor, now, take } = options;
    let batch = receive(core, actor, *now, &trace, file).await?;
    let planned = plan(core, actor, *now, &trace, batch, |rows| {
        progress(Progress::Judged(rows));
    })
    .await?;
    progress(Progress::ToDo(planned.new + planned.changed));
    let unit = core.begin(actor, *now, trace.clone()).await?;
    confirm(&unit, batch, take).await?;
    unit.commit().await?;
    let counts = apply(
        core,
        actor,
        || *now,
        &trace,
        batch,
        |rows| progress(Progress::Applied(rows)),
    )
    .await?;
    Ok(Summary { batch, counts })
}
