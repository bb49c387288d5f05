//! Step 000005: imports.

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
                table("import_batch")
                    .col(uuid("id").primary_key())
                    .col(text("target"))
                    .col(text("filename"))
                    .col(text("state"))
                    .col(json("headers"))
                    .col(json("mapping"))
                    .col(flag("publish"))
                    .col(text("source"))
                    .col(text("take"))
                    .col(nullable(text("region_code")))
                    .col(int("created_rows"))
                    .col(int("changed_rows"))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .col(nullable(moment("finished_at")))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("import_batch", &["created_by", "created_at"]))
            .await?;
        manager
            .create_index(index("import_batch", &["region_code", "created_at"]))
            .await?;
        manager
            .create_table(
                table("import_row")
                    .col(uuid("id").primary_key())
                    .col(uuid("batch_id"))
                    .col(int("line"))
                    .col(text("content_cipher"))
                    .col(text("state"))
                    .col(json("problems"))
                    .col(nullable(uuid("subject_id")))
                    .foreign_key(&mut reference(
                        "import_row",
                        "batch_id",
                        "import_batch",
                        ForeignKeyAction::Cascade,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("import_row", &["batch_id", "line"])).await?;
        manager
            .create_index(index("import_row", &["batch_id", "state", "line"]))
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("import_row").to_owned()).await?;
        manager
            .drop_table(Table::drop().table("import_batch").to_owned())
            .await?;
        Ok(())
    }
}
