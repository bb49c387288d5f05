//! Step 000014: chosen columns of registers, and full numbers that two people agree to.

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
            .create_table(
                table("register_layout")
                    .col(uuid("id").primary_key())
                    .col(uuid("account_id"))
                    .col(text("register"))
                    .col(text("name"))
                    .col(text("columns"))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "register_layout",
                        "account_id",
                        "account",
                        ForeignKeyAction::Cascade,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("register_layout", &["account_id", "register", "name"]))
            .await?;
        manager
            .create_table(
                table("number_request")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("register"))
                    .col(text("period"))
                    .col(text("place_code"))
                    .col(text("columns"))
                    .col(text("reason"))
                    .col(text("state"))
                    .col(text("region_code"))
                    .col(uuid("asked_by"))
                    .col(moment("asked_at"))
                    .col(nullable(uuid("decided_by")))
                    .col(nullable(moment("decided_at")))
                    // Two people, not one twice.
                    .check((
                        "number_request_two",
                        Expr::cust("decided_by IS NULL OR decided_by <> asked_by"),
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("number_request", &["region_code", "asked_at"]))
            .await?;
        manager.create_index(index("number_request", &["asked_by"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["number_request", "register_layout"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
