//! Step 000016: placements in the order of their last days, with every column that figures of leaving and of income look at.

use sea_orm_migration::prelude::*;

use crate::columns::*;

const NAME: &str = "ix_placement_ends";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            "ended_on",
            "worker_id",
            "started_on",
            "state",
            "verified_at",
            "home_code",
            "place_code",
            "id",
            "pay_month_yuan",
        ];
        manager
            .create_index(index("placement", &columns).name(NAME).to_owned())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name(NAME).table("placement").to_owned())
            .await
    }
}
