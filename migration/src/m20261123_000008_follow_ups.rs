//! Step 000008: calls after the placement, proven stays, cases, help for the returned, the monthly round.

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
                table("follow_up")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("placement_id"))
                    .col(uuid("worker_id"))
                    .col(nullable(int("day")))
                    .col(date("due_on"))
                    .col(date("next_on"))
                    .col(text("state"))
                    .col(int("attempts"))
                    .col(nullable(date("failed_first_on")))
                    .col(nullable(date("failed_last_on")))
                    .col(nullable(date("done_on")))
                    .col(nullable(moment("done_at")))
                    .col(nullable(uuid("done_by")))
                    .col(nullable(text("channel")))
                    .col(nullable(text("reached")))
                    .col(nullable(flag("on_post")))
                    .col(nullable(text("paid")))
                    .col(nullable(int("pay_month_yuan")))
                    .col(nullable(flag("contract")))
                    .col(nullable(flag("insured")))
                    .col(nullable(flag("lodging")))
                    .col(nullable(flag("meals")))
                    .col(text("problems"))
                    .col(text("note"))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "follow_up",
                        "placement_id",
                        "placement",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "follow_up",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        // One call of each day of the plan.
        manager
            .create_index(unique_where("follow_up", &["placement_id", "day"], "day IS NOT NULL"))
            .await?;
        // The call list asks for nothing else, and most rows are done.
        manager
            .create_index(index_where("follow_up", &["next_on", "worker_id"], "state = 'open'"))
            .await?;
        manager
            .create_index(index("follow_up", &["worker_id", "done_on"]))
            .await?;
        manager.create_index(index("follow_up", &["done_on"])).await?;
        manager
            .create_table(
                table("retention_mark")
                    .col(uuid("id").primary_key())
                    .col(uuid("placement_id"))
                    .col(uuid("worker_id"))
                    .col(int("days"))
                    .col(date("reached_on"))
                    .col(text("proof"))
                    .col(uuid("proof_id"))
                    .col(date("proof_on"))
                    .col(nullable(uuid("verified_by")))
                    .col(moment("recorded_at"))
                    .col(nullable(moment("withdrawn_at")))
                    .foreign_key(&mut reference(
                        "retention_mark",
                        "placement_id",
                        "placement",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "retention_mark",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique_where(
                "retention_mark",
                &["placement_id", "days"],
                "withdrawn_at IS NULL",
            ))
            .await?;
        manager
            .create_index(index("retention_mark", &["days", "reached_on"]))
            .await?;
        manager.create_index(index("retention_mark", &["worker_id"])).await?;
        manager
            .create_table(
                table("care_case")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("worker_id"))
                    .col(nullable(uuid("placement_id")))
                    .col(nullable(uuid("follow_up_id")))
                    .col(nullable(uuid("application_id")))
                    .col(nullable(uuid("vacancy_id")))
                    .col(text("kind"))
                    .col(text("origin"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(text("what"))
                    .col(nullable(int("amount_yuan")))
                    .col(text("period"))
                    .col(nullable(uuid("opened_by")))
                    .col(nullable(uuid("owner_id")))
                    .col(nullable(uuid("offered_to")))
                    .col(nullable(text("referred_to")))
                    .col(nullable(date("referred_on")))
                    .col(date("due_on"))
                    .col(text("result"))
                    .col(nullable(moment("closed_at")))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "care_case",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "care_case",
                        "placement_id",
                        "placement",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "care_case",
                        "follow_up_id",
                        "follow_up",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "care_case",
                        "application_id",
                        "application",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "care_case",
                        "vacancy_id",
                        "vacancy",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("care_case", &["state", "due_on"])).await?;
        manager.create_index(index("care_case", &["worker_id"])).await?;
        manager.create_index(index("care_case", &["owner_id", "state"])).await?;
        manager.create_index(index("care_case", &["placement_id"])).await?;
        manager.create_index(index("care_case", &["application_id"])).await?;
        manager
            .create_table(
                table("care_case_step")
                    .col(uuid("id").primary_key())
                    .col(uuid("case_id"))
                    .col(text("kind"))
                    .col(text("note"))
                    .col(nullable(uuid("by_id")))
                    .col(text("by_name"))
                    .col(moment("at"))
                    .foreign_key(&mut reference(
                        "care_case_step",
                        "case_id",
                        "care_case",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("care_case_step", &["case_id", "at"]))
            .await?;
        manager
            .create_table(
                table("returned_help")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("worker_id"))
                    .col(uuid("placement_id"))
                    .col(date("left_on"))
                    .col(date("due_on"))
                    .col(text("state"))
                    .col(nullable(date("policy_on")))
                    .col(nullable(uuid("policy_by")))
                    .col(nullable(date("guidance_on")))
                    .col(nullable(uuid("guidance_by")))
                    .col(nullable(text("end_reason")))
                    .col(nullable(uuid("next_placement_id")))
                    .col(nullable(moment("closed_at")))
                    .col(text("note"))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "returned_help",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "returned_help",
                        "placement_id",
                        "placement",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "returned_help",
                        "next_placement_id",
                        "placement",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        // Nobody is helped twice at once.
        manager
            .create_index(unique_where("returned_help", &["worker_id"], "state = 'open'"))
            .await?;
        manager
            .create_index(index("returned_help", &["state", "due_on"]))
            .await?;
        manager
            .create_table(
                table("returned_offer")
                    .col(uuid("id").primary_key())
                    .col(uuid("help_id"))
                    .col(date("on_date"))
                    .col(text("title"))
                    .col(text("employer_name"))
                    .col(text("answer"))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "returned_offer",
                        "help_id",
                        "returned_help",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("returned_offer", &["help_id"])).await?;
        manager
            .create_table(
                table("round_answer")
                    .col(uuid("id").primary_key())
                    .col(uuid("worker_id"))
                    .col(date("month"))
                    .col(text("region_code"))
                    .col(text("status_before"))
                    .col(text("status_after"))
                    .col(text("place_code"))
                    .col(text("work"))
                    .col(text("way"))
                    .col(nullable(uuid("answered_by")))
                    .col(moment("answered_at"))
                    .foreign_key(&mut reference(
                        "round_answer",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("round_answer", &["worker_id", "month"]))
            .await?;
        manager
            .create_index(index("round_answer", &["month", "region_code"]))
            .await?;
        manager
            .create_table(
                table("round_sheet")
                    .col(uuid("id").primary_key())
                    .col(text("code").unique_key())
                    .col(text("region_code"))
                    .col(date("month"))
                    .col(int("rows"))
                    .col(nullable(uuid("printed_by")))
                    .col(moment("printed_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("round_sheet", &["region_code", "month"]))
            .await?;
        manager
            .create_table(
                table("round_sheet_row")
                    .col(uuid("id").primary_key())
                    .col(uuid("sheet_id"))
                    .col(int("number"))
                    .col(uuid("worker_id"))
                    .foreign_key(&mut reference(
                        "round_sheet_row",
                        "sheet_id",
                        "round_sheet",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "round_sheet_row",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("round_sheet_row", &["sheet_id", "number"]))
            .await?;
        manager.create_index(index("round_sheet_row", &["worker_id"])).await?;
        manager
            .create_table(
                table("village_alert")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("region_code"))
                    .col(date("month"))
                    .col(int("at_work"))
                    .col(int("came_home"))
                    .col(moment("raised_at"))
                    .col(nullable(uuid("handled_by")))
                    .col(nullable(moment("handled_at")))
                    .col(text("note"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("village_alert", &["region_code", "month"]))
            .await?;
        // The round counts every village of the county, and reads nothing else of its people.
        let of_the_round = ["region_code", "status_as_of", "status", "merged_into"];
        manager
            .create_index(index("worker", &of_the_round).name("ix_worker_round").to_owned())
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("ix_worker_round").table("worker").to_owned())
            .await?;
        for name in [
            "village_alert",
            "round_sheet_row",
            "round_sheet",
            "round_answer",
            "returned_offer",
            "returned_help",
            "care_case_step",
            "care_case",
            "retention_mark",
            "follow_up",
        ] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
