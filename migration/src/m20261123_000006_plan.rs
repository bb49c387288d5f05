//! Step 000006: pairings, plans and plain ledgers.

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
                table("pairing")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("west_code"))
                    .col(text("east_code"))
                    .col(text("counted_code"))
                    .col(date("from_date"))
                    .col(nullable(date("until_date")))
                    .col(text("note"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("pairing", &["west_code", "east_code", "from_date"]))
            .await?;
        manager
            .create_table(
                table("plan")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("pairing_id"))
                    .col(int("year"))
                    .col(text("name"))
                    .col(text("document_no"))
                    .col(nullable(date("signed_on")))
                    .col(text("signed_by"))
                    .col(text("note"))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "plan",
                        "pairing_id",
                        "pairing",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique("plan", &["pairing_id", "year"])).await?;
        manager
            .create_table(
                table("plan_target")
                    .col(uuid("plan_id"))
                    .col(text("code"))
                    .col(text("place_code"))
                    .col(big("value"))
                    .primary_key(Index::create().col("plan_id").col("code").col("place_code"))
                    .foreign_key(&mut reference(
                        "plan_target",
                        "plan_id",
                        "plan",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("ledger_entry")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("ledger"))
                    .col(text("kind"))
                    .col(date("on_date"))
                    .col(nullable(date("until_date")))
                    .col(text("place_code"))
                    .col(text("name"))
                    .col(text("fund_source"))
                    .col(nullable(text("direction")))
                    .col(text("who"))
                    .col(nullable(big("amount_yuan")))
                    .col(nullable(int("households")))
                    .col(nullable(int("persons")))
                    .col(nullable(int("persons_lifted")))
                    .col(nullable(int("quantity")))
                    .col(text("quantity_unit"))
                    .col(nullable(uuid("employer_id")))
                    .col(text("note"))
                    .col(nullable(uuid("file_id")))
                    .col(nullable(moment("voided_at")))
                    .col(text("void_reason"))
                    .col(nullable(uuid("created_by")))
                    .col(text("created_by_name"))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "ledger_entry",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "ledger_entry",
                        "file_id",
                        "stored_file",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("ledger_entry", &["ledger", "on_date"]))
            .await?;
        manager.create_index(index("ledger_entry", &["employer_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["ledger_entry", "plan_target", "plan", "pairing"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
