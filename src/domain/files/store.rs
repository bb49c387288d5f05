//! Keeping files, and giving them back to those who may see the record that owns them.

use entity::codes::{Code as _, Role, Subject};
use entity::{ledger_entry, placement, placement_evidence, stored_file};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    Set,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::picture::rewrite;
use super::sniff::{FileProblem, Kind, kind_of};
use crate::domain::access::Action;
use crate::domain::actor::Actor;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::placements;
use crate::domain::scope;
use crate::domain::unit::Unit;

/// Most files that one record may own: ten rounds of four papers.
pub const MOST_PER_OWNER: u64 = 40;

/// Pictures that are open at the same time; each may take 80 MB.
static OPEN_PICTURES: Semaphore = Semaphore::const_new(2);

/// A file that was looked at and may be kept. Only [`inspect`] makes one.
#[derive(Clone)]
pub struct Inspected {
    media_type: &'static str,
    content: Vec<u8>,
}

/// Look at what was sent: a picture is written anew, a PDF must be nothing else. Belongs before the unit of work begins, because a large
/// picture takes a second and a unit holds the only place to write of the embedded database.
///
/// # Errors
/// Why the file is not taken.
pub async fn inspect(bytes: Vec<u8>) -> std::result::Result<Inspected, FileProblem> {
    let kind = kind_of(&bytes)?;
    if kind == Kind::Pdf {
        return Ok(Inspected {
            media_type: "application/pdf",
            content: bytes,
        });
    }
    let _turn = OPEN_PICTURES.acquire().await.map_err(|_| FileProblem::Damaged)?;
    let picture = tokio::task::spawn_blocking(move || rewrite(&bytes, kind))
        .await
        .map_err(|_| FileProblem::Damaged)??;
    Ok(Inspected {
        media_type: picture.media_type,
        content: picture.content,
    })
}

/// Keep a file for a record. Whether the actor may add one is for the command of that record to say, which also holds the record's lock.
///
/// # Errors
/// [`DomainError::Invalid`] if the record owns [`MOST_PER_OWNER`] files already.
pub async fn store(unit: &Unit, owner: Subject, owner_id: Uuid, file: Inspected) -> Result<Uuid> {
    let kept = stored_file::Entity::find()
        .filter(stored_file::Column::Owner.eq(owner))
        .filter(stored_file::Column::OwnerId.eq(owner_id))
        .count(unit.tx())
        .await?;
    if kept >= MOST_PER_OWNER {
        return Err(DomainError::Invalid(vec![
            Problem::new("file", "file-problem-quota").with("limit", MOST_PER_OWNER),
        ]));
    }
    let id = Uuid::new_v4();
    stored_file::ActiveModel {
        id: Set(id),
        owner: Set(owner),
        owner_id: Set(owner_id),
        media_type: Set(file.media_type.to_owned()),
        size: Set(i64::try_from(file.content.len()).unwrap_or(i64::MAX)),
        sha256: Set(hex::encode(Sha256::digest(&file.content))),
        content: Set(file.content),
        created_by: Set(unit.actor().account_id()),
        created_at: Set(unit.now()),
    }
    .insert(unit.tx())
    .await?;
    Ok(id)
}

impl std::fmt::Debug for Inspected {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} of {} bytes", self.media_type, self.content.len())
    }
}

/// The files that an actor may see: those of the records that it may see. Proofs of a placement are for staff: a wage slip or a call is not
/// the employer's to read.
fn visible_to(actor: &Actor) -> Condition {
    let mut any = Condition::any();
    let of_employers = stored_file::Column::Owner.eq(Subject::Employer);
    if actor.may(Action::ReadEmployers) {
        any = any.add(of_employers);
    } else if let Some(own) = actor.employer_id().filter(|_| actor.may(Action::OwnEmployer)) {
        any = any.add(
            Condition::all()
                .add(of_employers)
                .add(stored_file::Column::OwnerId.eq(own)),
        );
    }
    if actor.may(Action::ReadLedgers) {
        any = any.add(of_ledgers(actor));
    }
    if actor.may(Action::ReadHandOvers)
        && let Ok(placements) = placements::visible_to(actor)
    {
        any = any.add(of_hand_overs(placements));
    }
    if actor.role() != Some(Role::Employer)
        && let Ok(placements) = placements::visible_to(actor)
    {
        let seen = Query::select()
            .expr(Expr::val(1))
            .from(placement::Entity)
            .and_where(
                Expr::col((placement::Entity, placement::Column::Id))
                    .equals((stored_file::Entity, stored_file::Column::OwnerId)),
            )
            .cond_where(placements)
            .to_owned();
        any = any.add(
            Condition::all()
                .add(stored_file::Column::Owner.eq(Subject::Placement))
                .add(Expr::exists(seen)),
        );
    }
    any
}

/// Signed hand-over lists that prove a placement which the actor may see.
fn of_hand_overs(placements: Condition) -> Condition {
    use placement_evidence::Column;
    let job = Query::select()
        .expr(Expr::val(1))
        .from(placement::Entity)
        .and_where(
            Expr::col((placement::Entity, placement::Column::Id))
                .equals((placement_evidence::Entity, Column::PlacementId)),
        )
        .cond_where(placements)
        .to_owned();
    let proves = Query::select()
        .expr(Expr::val(1))
        .from(placement_evidence::Entity)
        .and_where(
            Expr::col((placement_evidence::Entity, Column::FileId))
                .equals((stored_file::Entity, stored_file::Column::Id)),
        )
        .and_where(Expr::exists(job))
        .to_owned();
    Condition::all()
        .add(stored_file::Column::Owner.eq(Subject::Batch))
        .add(Expr::exists(proves))
}

/// Files of the plain ledgers' rows that are for places of the actor.
fn of_ledgers(actor: &Actor) -> Condition {
    let row = Query::select()
        .expr(Expr::val(1))
        .from(ledger_entry::Entity)
        .and_where(
            Expr::col((ledger_entry::Entity, ledger_entry::Column::Id))
                .equals((stored_file::Entity, stored_file::Column::OwnerId)),
        )
        .cond_where(scope::within_places_of(ledger_entry::Column::PlaceCode, actor))
        .to_owned();
    Condition::all()
        .add(stored_file::Column::Owner.eq(Subject::Ledger))
        .add(Expr::exists(row))
}

/// Open one file, which is noted in the audit trail: among the papers is a person's identity card.
///
/// # Errors
/// [`DomainError::NotFound`] if there is none or it is not for this actor.
pub async fn open(unit: &Unit, id: Uuid) -> Result<stored_file::Model> {
    let visible = visible_to(unit.actor());
    if visible.is_empty() {
        return Err(DomainError::NotFound);
    }
    opened(unit, id, visible).await
}

/// Open one file of a record that the caller has looked up for this actor.
///
/// # Errors
/// [`DomainError::NotFound`] if the record owns no such file.
pub async fn open_of(unit: &Unit, owner: Subject, owner_id: Uuid, id: Uuid) -> Result<stored_file::Model> {
    let owned = Condition::all()
        .add(stored_file::Column::Owner.eq(owner))
        .add(stored_file::Column::OwnerId.eq(owner_id));
    opened(unit, id, owned).await
}

async fn opened(unit: &Unit, id: Uuid, visible: Condition) -> Result<stored_file::Model> {
    let file = stored_file::Entity::find_by_id(id)
        .filter(visible)
        .one(unit.tx())
        .await?
        .ok_or(DomainError::NotFound)?;
    unit.audit(
        "read-file",
        Subject::File,
        Some(id),
        json!({ "owner": file.owner.key(), "owner_id": file.owner_id }),
    )
    .await?;
    Ok(file)
}

/// What a page says of a file without opening it.
#[derive(Clone, Debug)]
pub struct FileFacts {
    /// Media type that we found, not the one that was claimed.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
}

impl FileFacts {
    /// Whether a page can show it as a picture.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.media_type.starts_with("image/")
    }
}

/// What kind of file it is, for those who may see it.
///
/// # Errors
/// [`DomainError::NotFound`] if there is none or it is not for this actor.
pub async fn facts_of(db: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<FileFacts> {
    let visible = visible_to(actor);
    if visible.is_empty() {
        return Err(DomainError::NotFound);
    }
    let found: Option<(String, i64)> = stored_file::Entity::find_by_id(id)
        .select_only()
        .columns([stored_file::Column::MediaType, stored_file::Column::Size])
        .filter(visible)
        .into_tuple()
        .one(db)
        .await?;
    found
        .map(|(media_type, size)| FileFacts { media_type, size })
        .ok_or(DomainError::NotFound)
}
