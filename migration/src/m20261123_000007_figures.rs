//! Step 000007: frozen figures, and the indexes by which figures are counted.

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
        // Figures count by kind and first day within a subtree of homes, or by kind and person over all years. With every column that they look
        // at in the index neither database reads the wide rows, and in the order of persons different people are counted without sorting.
        let of_days = [
            "kind",
            "started_on",
            "home_code",
            "state",
            "verified_at",
            "ended_on",
            "worker_id",
            "place_code",
            "id",
        ];
        let of_people = [
            "kind",
            "worker_id",
            "started_on",
            "ended_on",
            "state",
            "verified_at",
            "home_code",
            "place_code",
            "id",
        ];
        for (name, columns) in [("ix_placement_days", of_days), ("ix_placement_people", of_people)] {
            manager
                .create_index(index("placement", &columns).name(name).to_owned())
                .await?;
        }
        manager.create_index(index("placement", &["started_on"])).await?;
        // The few moves that take a placement out of the figures for a while: asked for by every figure of a past day.
        manager
            .create_index(
                index_where(
                    "state_move",
                    &["subject_id", "at", "id"],
                    "to_state IN ('lost', 'disputed')",
                )
                .name("ix_state_move_doubt")
                .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("figure_sheet")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(date("from_date"))
                    .col(date("until_date"))
                    .col(text("place_code"))
                    .col(date("as_of"))
                    .col(text("reported_by"))
                    .col(text("note"))
                    .col(nullable(uuid("frozen_by")))
                    .col(text("frozen_by_name"))
                    .col(moment("frozen_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique(
                "figure_sheet",
                &["from_date", "until_date", "place_code", "version"],
            ))
            .await?;
        manager
            .create_table(
                table("figure_number")
                    .col(uuid("sheet_id"))
                    .col(text("code"))
                    .col(nullable(big("value")))
                    .primary_key(Index::create().col("sheet_id").col("code"))
                    .foreign_key(&mut reference(
                        "figure_number",
                        "sheet_id",
                        "figure_sheet",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("figure_entry")
                    .col(uuid("sheet_id"))
                    .col(text("code"))
                    .col(uuid("key_id"))
                    .col(uuid("subject_id"))
                    .col(uuid("fact_id"))
                    .col(date("on_day"))
                    .col(text("home_code"))
                    .col(text("place_code"))
                    .col(big("amount"))
                    .primary_key(Index::create().col("sheet_id").col("code").col("key_id"))
                    .foreign_key(&mut reference(
                        "figure_entry",
                        "sheet_id",
                        "figure_sheet",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["ix_placement_days", "ix_placement_people", "ix_placement_started_on"] {
            manager
                .drop_index(Index::drop().name(name).table("placement").to_owned())
                .await?;
        }
        manager
            .drop_index(Index::drop().name("ix_state_move_doubt").table("state_move").to_owned())
            .await?;
        for table in ["figure_entry", "figure_number", "figure_sheet"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
