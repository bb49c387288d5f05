//! A rural worker (劳动力). The identity number is kept encrypted, with a keyed index for look-up.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::codes::{Education, LabourAbility, Sex, StatusSource, WorkerOrigin, WorkerStatus};

/// A rural worker (劳动力). The identity number is kept encrypted, with a keyed index for look-up.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "worker")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i32,
    pub id_number_cipher: Option<String>,
    /// Keyed HMAC of the normal form.
    #[sea_orm(unique)]
    pub id_number_index: Option<String>,
    pub id_number_last4: Option<String>,
    pub name: String,
    /// Pinyin and initials, for the search box.
    pub name_keys: String,
    pub sex: Option<Sex>,
    pub birth_date: Option<Date>,
    /// Village where known, else township or county.
    pub region_code: String,
    pub education: Option<Education>,
    pub labour_ability: Option<LabourAbility>,
    /// Keys of Limit, separated by blanks.
    pub limits: String,
    /// Must look after somebody at home.
    pub care_duty: bool,
    pub halal_wanted: bool,
    pub status: WorkerStatus,
    pub status_as_of: Date,
    pub status_source: StatusSource,
    /// Consent to matching is on file and not withdrawn.
    pub matchable: bool,
    pub origin: WorkerOrigin,
    pub note: String,
    pub registered_by: Option<Uuid>,
    pub merged_into: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
