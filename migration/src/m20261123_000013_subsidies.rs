//! Step 000013: subsidies.

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
                table("subsidy_policy")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("line_id"))
                    .col(int("edition"))
                    .col(text("code"))
                    .col(text("name"))
                    .col(text("purpose"))
                    .col(text("payer"))
                    .col(text("beneficiary"))
                    .col(text("issuer_code"))
                    .col(text("home_code"))
                    .col(date("valid_from"))
                    .col(nullable(date("valid_until")))
                    .col(text("document_no"))
                    .col(text("window_months"))
                    .col(nullable(date("window_from")))
                    .col(nullable(date("window_until")))
                    .col(text("once"))
                    .col(nullable(int("cap_yuan")))
                    .col(text("papers"))
                    .col(json("conditions"))
                    .col(json("amount"))
                    .col(flag("per_person"))
                    .col(flag("away_only"))
                    .col(int("notice_days"))
                    .col(text("phone"))
                    .col(text("note"))
                    .col(text("state"))
                    .col(nullable(date("ended_on")))
                    .col(text("end_reason"))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .col(moment("updated_at"))
                    .check((
                        "subsidy_policy_days",
                        Expr::cust("valid_until IS NULL OR valid_until >= valid_from"),
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("subsidy_policy", &["home_code", "state"]))
            .await?;
        manager
            .create_index(unique("subsidy_policy", &["line_id", "edition"]))
            .await?;
        manager
            .create_table(
                table("subsidy_claim")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("policy_id"))
                    .col(uuid("line_id"))
                    .col(text("purpose"))
                    .col(text("period_key"))
                    .col(date("period_from"))
                    .col(date("period_until"))
                    .col(uuid("beneficiary_id"))
                    .col(nullable(uuid("worker_id")))
                    .col(nullable(uuid("employer_id")))
                    .col(text("payee_name"))
                    .col(text("place_code"))
                    .col(int("amount_yuan"))
                    .col(json("explanation"))
                    .col(nullable(date("work_from")))
                    .col(nullable(date("work_until")))
                    .col(text("work_place_code"))
                    .col(text("employer_name"))
                    .col(int("people"))
                    .col(nullable(int("cost_yuan")))
                    .col(nullable(int("contract_months")))
                    .col(text("claimed_by"))
                    .col(text("claimant_name"))
                    .col(nullable(text("account_kind")))
                    .col(nullable(text("account_cipher")))
                    .col(text("account_last4"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(flag("held"))
                    .col(nullable(moment("phone_checked_at")))
                    .col(nullable(uuid("phone_checked_by")))
                    .col(nullable(text("phone_reached")))
                    .col(text("phone_note"))
                    .col(nullable(date("paid_on")))
                    .col(nullable(moment("paid_at")))
                    .col(nullable(moment("recovered_at")))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "subsidy_claim",
                        "policy_id",
                        "subsidy_policy",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "subsidy_claim",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "subsidy_claim",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .check(("subsidy_claim_amount", Expr::cust("amount_yuan >= 0")))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique_where(
                "subsidy_claim",
                &["line_id", "beneficiary_id", "period_key"],
                "state <> 'withdrawn'",
            ))
            .await?;
        manager
            .create_index(index("subsidy_claim", &["policy_id", "state"]))
            .await?;
        manager
            .create_index(index("subsidy_claim", &["worker_id", "purpose"]))
            .await?;
        manager.create_index(index("subsidy_claim", &["employer_id"])).await?;
        manager
            .create_index(index("subsidy_claim", &["place_code", "state"]))
            .await?;
        manager
            .create_index(index("subsidy_claim", &["state", "state_since"]))
            .await?;
        manager
            .create_index(index_where("subsidy_claim", &["paid_on"], "paid_on IS NOT NULL"))
            .await?;
        manager.create_index(index("subsidy_claim", &["created_at"])).await?;
        manager
            .create_table(
                table("subsidy_claim_job")
                    .col(uuid("id").primary_key())
                    .col(uuid("claim_id"))
                    .col(uuid("placement_id"))
                    .col(uuid("worker_id"))
                    .col(date("from_date"))
                    .col(date("until_date"))
                    .foreign_key(&mut reference(
                        "subsidy_claim_job",
                        "claim_id",
                        "subsidy_claim",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "subsidy_claim_job",
                        "placement_id",
                        "placement",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "subsidy_claim_job",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("subsidy_claim_job", &["claim_id"])).await?;
        manager
            .create_index(index("subsidy_claim_job", &["placement_id"]))
            .await?;
        manager.create_index(index("subsidy_claim_job", &["worker_id"])).await?;
        manager
            .create_table(
                table("subsidy_claim_paper")
                    .col(uuid("id").primary_key())
                    .col(uuid("claim_id"))
                    .col(text("kind"))
                    .col(text("note"))
                    .col(nullable(uuid("file_id")))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "subsidy_claim_paper",
                        "claim_id",
                        "subsidy_claim",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "subsidy_claim_paper",
                        "file_id",
                        "stored_file",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("subsidy_claim_paper", &["claim_id"]))
            .await?;
        manager
            .create_table(
                table("subsidy_notice")
                    .col(uuid("id").primary_key())
                    .col(uuid("policy_id"))
                    .col(text("level"))
                    .col(text("place_code"))
                    .col(date("from_date"))
                    .col(date("until_date"))
                    .col(text("posted_at"))
                    .col(text("phone"))
                    .col(nullable(uuid("made_by")))
                    .col(moment("made_at"))
                    .foreign_key(&mut reference(
                        "subsidy_notice",
                        "policy_id",
                        "subsidy_policy",
                        ForeignKeyAction::Restrict,
                    ))
                    .check(("subsidy_notice_days", Expr::cust("until_date >= from_date")))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("subsidy_notice", &["place_code", "from_date"]))
            .await?;
        manager.create_index(index("subsidy_notice", &["policy_id"])).await?;
        manager
            .create_table(
                table("subsidy_notice_claim")
                    .col(uuid("id").primary_key())
                    .col(uuid("notice_id"))
                    .col(uuid("claim_id"))
                    .foreign_key(&mut reference(
                        "subsidy_notice_claim",
                        "notice_id",
                        "subsidy_notice",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "subsidy_notice_claim",
                        "claim_id",
                        "subsidy_claim",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("subsidy_notice_claim", &["notice_id", "claim_id"]))
            .await?;
        manager
            .create_index(index("subsidy_notice_claim", &["claim_id"]))
            .await?;
        manager
            .create_table(
                table("subsidy_objection")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("claim_id"))
                    .col(uuid("notice_id"))
                    .col(text("said_by"))
                    .col(text("what"))
                    .col(date("received_on"))
                    .col(nullable(text("result")))
                    .col(text("answer"))
                    .col(nullable(moment("answered_at")))
                    .col(nullable(uuid("answered_by")))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "subsidy_objection",
                        "claim_id",
                        "subsidy_claim",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "subsidy_objection",
                        "notice_id",
                        "subsidy_notice",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("subsidy_objection", &["claim_id"])).await?;
        manager
            .create_index(index_where("subsidy_objection", &["received_on"], "result IS NULL"))
            .await?;
        manager
            .create_table(
                table("subsidy_verdict")
                    .col(uuid("id").primary_key())
                    .col(uuid("policy_id"))
                    .col(text("period_key"))
                    .col(uuid("beneficiary_id"))
                    .col(nullable(uuid("worker_id")))
                    .col(nullable(uuid("employer_id")))
                    .col(text("place_code"))
                    .col(text("verdict"))
                    .col(int("amount_yuan"))
                    .col(nullable(date("from_day")))
                    .col(json("said"))
                    .col(date("as_of"))
                    .col(moment("made_at"))
                    .foreign_key(&mut reference(
                        "subsidy_verdict",
                        "policy_id",
                        "subsidy_policy",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique(
                "subsidy_verdict",
                &["policy_id", "period_key", "beneficiary_id"],
            ))
            .await?;
        manager
            .create_index(index(
                "subsidy_verdict",
                &["policy_id", "period_key", "verdict", "place_code"],
            ))
            .await?;
        manager.create_index(index("subsidy_verdict", &["worker_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "subsidy_verdict",
            "subsidy_objection",
            "subsidy_notice_claim",
            "subsidy_notice",
            "subsidy_claim_paper",
            "subsidy_claim_job",
            "subsidy_claim",
            "subsidy_policy",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
