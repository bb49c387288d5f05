//! Step 000001: people who sign in.

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
                table("meta")
                    .col(text("key").primary_key())
                    .col(text("value"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("account")
                    .col(uuid("id").primary_key())
                    .col(text("login").unique_key())
                    .col(text("name"))
                    .col(text("role"))
                    .col(nullable(text("region_code")))
                    .col(nullable(uuid("employer_id")))
                    .col(text("password_hash"))
                    .col(flag("must_change_password"))
                    .col(nullable(moment("disabled_at")))
                    .col(moment("created_at"))
                    .col(int("version"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("account", &["employer_id"])).await?;
        manager
            .create_table(
                table("session")
                    .col(text("token_hash").primary_key())
                    .col(uuid("account_id"))
                    .col(moment("created_at"))
                    .col(moment("last_seen_at"))
                    .col(moment("expires_at"))
                    .col(text("device"))
                    .col(text("address"))
                    .foreign_key(&mut reference("session", "account_id", "account", ForeignKeyAction::Cascade))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("session", &["account_id"])).await?;
        manager
            .create_table(
                table("api_token")
                    .col(uuid("id").primary_key())
                    .col(text("token_hash").unique_key())
                    .col(text("name"))
                    .col(text("role"))
                    .col(nullable(text("region_code")))
                    .col(moment("created_at"))
                    .col(nullable(moment("expires_at")))
                    .col(nullable(moment("revoked_at")))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("audit_event")
                    .col(serial("seq"))
                    .col(moment("at"))
                    .col(nullable(uuid("actor_id")))
                    .col(text("actor_name"))
                    .col(text("action"))
                    .col(text("subject"))
                    .col(nullable(uuid("subject_id")))
                    .col(json("details"))
                    .col(text("request_id"))
                    .col(text("address"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("audit_event", &["subject_id", "seq"])).await?;
        manager.create_index(index("audit_event", &["actor_id", "seq"])).await?;
        manager
            .create_table(
                table("outbox_event")
                    .col(serial("seq"))
                    .col(text("subject"))
                    .col(uuid("subject_id"))
                    .col(moment("at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("form_key")
                    .col(uuid("key").primary_key())
                    .col(text("location"))
                    .col(moment("at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("state_move")
                    .col(serial("id"))
                    .col(text("subject"))
                    .col(uuid("subject_id"))
                    .col(nullable(text("from_state")))
                    .col(text("to_state"))
                    .col(text("reason"))
                    .col(nullable(uuid("actor_id")))
                    .col(text("actor_name"))
                    .col(moment("at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("state_move", &["subject_id", "id"])).await?;
        manager
            .create_table(
                table("stored_file")
                    .col(uuid("id").primary_key())
                    .col(text("owner"))
                    .col(uuid("owner_id"))
                    .col(text("media_type"))
                    .col(big("size"))
                    .col(text("sha256"))
                    .col(bytes("content"))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("stored_file", &["owner_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("stored_file").to_owned()).await?;
        manager.drop_table(Table::drop().table("state_move").to_owned()).await?;
        manager.drop_table(Table::drop().table("form_key").to_owned()).await?;
        manager.drop_table(Table::drop().table("outbox_event").to_owned()).await?;
        manager.drop_table(Table::drop().table("audit_event").to_owned()).await?;
        manager.drop_table(Table::drop().table("api_token").to_owned()).await?;
        manager.drop_table(Table::drop().table("session").to_owned()).await?;
        manager.drop_table(Table::drop().table("account").to_owned()).await?;
        manager.drop_table(Table::drop().table("meta").to_owned()).await?;
        Ok(())
    }
}
