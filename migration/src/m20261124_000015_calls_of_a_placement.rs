//! Step 000015: calls are looked up by their placement: when it is shown, when the service asks whether it has any, when the last day on post is wanted.
//! The unique index of planned calls cannot serve that, for it leaves out those outside the plan.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_index(index("follow_up", &["placement_id", "done_on", "on_post"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = "ix_follow_up_placement_id_done_on_on_post";
        manager
            .drop_index(Index::drop().name(name).table("follow_up").to_owned())
            .await
    }
}
