//! Step 000004: applications and placements.

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
                table("application")
                    .col(uuid("id").primary_key())
                    .col(text("reference").unique_key())
                    .col(uuid("worker_id"))
                    .col(uuid("vacancy_id"))
                    .col(uuid("employer_id"))
                    .col(text("origin"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(nullable(text("reason")))
                    .col(text("note"))
                    .col(nullable(uuid("recommended_by")))
                    .col(nullable(int("score")))
                    .col(text("score_version"))
                    .col(json("reasons"))
                    .col(json("overrides"))
                    .col(nullable(moment("interview_at")))
                    .col(text("interview_place"))
                    .col(nullable(text("interview_way")))
                    .col(nullable(moment("shared_at")))
                    .col(int("version"))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "application",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "application",
                        "vacancy_id",
                        "vacancy",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "application",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("application", &["worker_id", "state"]))
            .await?;
        manager
            .create_index(index("application", &["vacancy_id", "state"]))
            .await?;
        manager
            .create_index(index("application", &["employer_id", "state"]))
            .await?;
        manager
            .create_index(index("application", &["state", "state_since"]))
            .await?;
        manager
            .create_index(unique_where(
                "application",
                &["worker_id", "vacancy_id"],
                "state IN ('expressed', 'recommended', 'interview', 'hired')",
            ))
            .await?;
        manager
            .create_table(
                table("placement")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("worker_id"))
                    .col(text("home_code"))
                    .col(text("kind"))
                    .col(flag("full_time"))
                    .col(nullable(uuid("employer_id")))
                    .col(nullable(uuid("vacancy_id")))
                    .col(nullable(uuid("application_id")))
                    .col(nullable(uuid("workshop_id")))
                    .col(text("employer_name"))
                    .col(text("place_code"))
                    .col(text("occupation_code"))
                    .col(text("industry"))
                    .col(nullable(int("pay_month_yuan")))
                    .col(json("offer"))
                    .col(nullable(text("contract")))
                    .col(nullable(int("contract_months")))
                    .col(nullable(text("insurance")))
                    .col(text("origin"))
                    .col(date("started_on"))
                    .col(nullable(date("ended_on")))
                    .col(nullable(text("end_reason")))
                    .col(nullable(uuid("previous_id")))
                    .col(text("state"))
                    .col(nullable(uuid("verified_by")))
                    .col(nullable(moment("verified_at")))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "placement",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "placement",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "placement",
                        "vacancy_id",
                        "vacancy",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "placement",
                        "application_id",
                        "application",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "placement",
                        "previous_id",
                        "placement",
                        ForeignKeyAction::Restrict,
                    ))
                    .check((
                        "placement_dates",
                        Expr::cust("ended_on IS NULL OR ended_on >= started_on"),
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                index(
                    "placement",
                    &[
                        "worker_id",
                        "started_on",
                        "ended_on",
                        "full_time",
                        "verified_at",
                        "state",
                        "home_code",
                        "id",
                    ],
                )
                .name("ix_placement_life")
                .to_owned(),
            )
            .await?;
        manager
            .create_index(index("placement", &["employer_id", "state"]))
            .await?;
        manager
            .create_index(index_where(
                "placement",
                &["workshop_id", "started_on"],
                "workshop_id IS NOT NULL",
            ))
            .await?;
        manager
            .create_index(index("placement", &["state", "started_on"]))
            .await?;
        manager
            .create_index(index("placement", &["place_code", "started_on"]))
            .await?;
        manager
            .create_index(unique_where(
                "placement",
                &["worker_id"],
                "ended_on IS NULL AND full_time",
            ))
            .await?;
        manager
            .create_table(
                table("placement_evidence")
                    .col(uuid("id").primary_key())
                    .col(uuid("placement_id"))
                    .col(text("kind"))
                    .col(date("on_date"))
                    .col(text("note"))
                    .col(nullable(uuid("file_id")))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "placement_evidence",
                        "placement_id",
                        "placement",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("placement_evidence", &["placement_id"]))
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("placement_evidence").to_owned())
            .await?;
        manager.drop_table(Table::drop().table("placement").to_owned()).await?;
        manager
            .drop_table(Table::drop().table("application").to_owned())
            .await?;
        Ok(())
    }
}
