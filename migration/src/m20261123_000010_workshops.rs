//! Step 000010: workshops, the rules by which they are recognised, and their monthly rolls.

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
                table("workshop")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("name"))
                    .col(text("later_name"))
                    .col(text("kind"))
                    .col(uuid("employer_id"))
                    .col(text("place_code"))
                    .col(text("address"))
                    .col(text("occupation_code"))
                    .col(nullable(big("east_yuan")))
                    .col(nullable(date("east_on")))
                    .col(text("project_name"))
                    .col(nullable(uuid("ledger_id")))
                    .col(text("contact_name"))
                    .col(text("contact_phone"))
                    .col(int("pay_day"))
                    .col(int("day_minutes"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(date("applied_on"))
                    .col(nullable(date("notice_until")))
                    .col(text("recognised_no"))
                    .col(nullable(date("recognised_on")))
                    .col(text("level"))
                    .col(nullable(json("judgement")))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .col(moment("updated_at"))
                    .foreign_key(&mut reference(
                        "workshop",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "workshop",
                        "ledger_id",
                        "ledger_entry",
                        ForeignKeyAction::Restrict,
                    ))
                    .check(("workshop_pay_day", Expr::cust("pay_day BETWEEN 1 AND 28")))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("workshop", &["state", "place_code"]))
            .await?;
        manager.create_index(index("workshop", &["place_code"])).await?;
        manager.create_index(index("workshop", &["employer_id"])).await?;
        manager
            .create_table(
                table("workshop_paper")
                    .col(uuid("id").primary_key())
                    .col(uuid("workshop_id"))
                    .col(text("kind"))
                    .col(text("number"))
                    .col(date("dated_on"))
                    .col(text("note"))
                    .col(nullable(uuid("file_id")))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "workshop_paper",
                        "workshop_id",
                        "workshop",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "workshop_paper",
                        "file_id",
                        "stored_file",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("workshop_paper", &["workshop_id", "kind"]))
            .await?;
        manager
            .create_table(
                table("recognition_rule")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("jurisdiction_code"))
                    .col(text("document"))
                    .col(nullable(int("min_lifted")))
                    .col(nullable(int("min_share_percent")))
                    .col(int("contract_months"))
                    .col(flag("paid_in_time"))
                    .col(flag("accident_insurance"))
                    .col(int("notice_days"))
                    .col(date("valid_from"))
                    .col(nullable(date("valid_to")))
                    .col(nullable(uuid("created_by")))
                    .col(text("created_by_name"))
                    .col(moment("created_at"))
                    .check((
                        "recognition_rule_days",
                        Expr::cust("valid_to IS NULL OR valid_to >= valid_from"),
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("recognition_rule", &["jurisdiction_code", "valid_from"]))
            .await?;
        manager
            .create_table(
                table("workshop_roll")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("workshop_id"))
                    .col(date("month"))
                    .col(int("edition"))
                    .col(text("state"))
                    .col(text("reason"))
                    .col(int("day_minutes"))
                    .col(date("pay_by"))
                    .col(nullable(uuid("sheet_file_id")))
                    .col(nullable(uuid("created_by")))
                    .col(text("created_by_name"))
                    .col(moment("created_at"))
                    .col(text("closed_by_name"))
                    .col(nullable(moment("closed_at")))
                    .foreign_key(&mut reference(
                        "workshop_roll",
                        "workshop_id",
                        "workshop",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "workshop_roll",
                        "sheet_file_id",
                        "stored_file",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("workshop_roll", &["workshop_id", "month", "edition"]))
            .await?;
        manager
            .create_index(unique_where(
                "workshop_roll",
                &["workshop_id", "month"],
                "state <> 'replaced'",
            ))
            .await?;
        manager
            .create_index(index("workshop_roll", &["state", "pay_by"]))
            .await?;
        manager.create_table(table("roll_line").col(uuid("id").primary_key()).col(uuid("roll_id")).col(uuid("placement_id")).col(uuid("worker_id")).col(text("days")).col(json("pieces")).col(big("hour_rate_fen")).col(big("other_fen")).col(text("other_note")).col(big("deduct_fen")).col(text("deduct_reason")).col(big("due_fen")).col(big("paid_fen")).col(nullable(date("paid_on"))).col(nullable(text("paid_way"))).col(text("pay_note")).col(text("signed")).foreign_key(&mut reference("roll_line", "roll_id", "workshop_roll", ForeignKeyAction::Restrict)).foreign_key(&mut reference("roll_line", "placement_id", "placement", ForeignKeyAction::Restrict)).foreign_key(&mut reference("roll_line", "worker_id", "worker", ForeignKeyAction::Restrict)).check(("roll_line_money", Expr::cust("due_fen >= 0 AND paid_fen >= 0 AND deduct_fen >= 0 AND other_fen >= 0 AND hour_rate_fen >= 0"))).to_owned()).await?;
        manager
            .create_index(unique("roll_line", &["roll_id", "placement_id"]))
            .await?;
        manager.create_index(index("roll_line", &["placement_id"])).await?;
        manager.create_index(index("roll_line", &["worker_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "roll_line",
            "workshop_roll",
            "recognition_rule",
            "workshop_paper",
            "workshop",
        ] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
