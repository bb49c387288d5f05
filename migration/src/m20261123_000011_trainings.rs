//! Step 000011: trainings, and the day on which certificates run out.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Tables in the order in which they refer to each other.
const TABLES: [&str; 7] = [
    "training",
    "training_seat",
    "training_day",
    "training_attendance",
    "training_vacancy",
    "training_paper",
    "training_request",
];

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
                table("training")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("number"))
                    .col(text("title"))
                    .col(text("kind"))
                    .col(text("occupation_code"))
                    .col(text("level"))
                    .col(nullable(text("brand")))
                    .col(text("institution"))
                    .col(text("teacher"))
                    .col(text("funding_source"))
                    .col(nullable(int("seat_cost_yuan")))
                    .col(text("for_code"))
                    .col(text("place_code"))
                    .col(text("address"))
                    .col(date("first_day"))
                    .col(date("last_day"))
                    .col(int("hours"))
                    .col(int("hours_per_day"))
                    .col(int("seats"))
                    .col(int("seats_taken"))
                    .col(text("seats_reason"))
                    .col(text("plan_number"))
                    .col(nullable(date("plan_filed_on")))
                    .col(text("filing_reason"))
                    .col(int("required_percent"))
                    .col(text("certificate_kind"))
                    .col(nullable(int("head_count")))
                    .col(text("notice"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(nullable(moment("opened_at")))
                    .col(nullable(moment("ended_at")))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .col(moment("updated_at"))
                    .check((
                        "training_seats",
                        Expr::cust("seats_taken >= 0 AND seats_taken <= seats AND seats > 0"),
                    ))
                    .check(("training_days", Expr::cust("last_day >= first_day")))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique("training", &["number"])).await?;
        manager.create_index(index("training", &["state", "first_day"])).await?;
        manager
            .create_index(index("training", &["for_code", "last_day"]))
            .await?;
        manager
            .create_index(index("training", &["place_code", "last_day"]))
            .await?;
        manager
            .create_table(
                table("training_seat")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("training_id"))
                    .col(uuid("worker_id"))
                    .col(nullable(uuid("vacancy_id")))
                    .col(text("origin"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(nullable(int("exam_score")))
                    .col(nullable(flag("exam_passed")))
                    .col(text("certificate_number"))
                    .col(nullable(date("certified_on")))
                    .col(nullable(date("certificate_until")))
                    .col(nullable(moment("certified_at")))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "training_seat",
                        "training_id",
                        "training",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "training_seat",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "training_seat",
                        "vacancy_id",
                        "vacancy",
                        ForeignKeyAction::Restrict,
                    ))
                    .check((
                        "training_seat_score",
                        Expr::cust("exam_score IS NULL OR (exam_score >= 0 AND exam_score <= 100)"),
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("training_seat", &["training_id", "state"]))
            .await?;
        manager
            .create_index(index("training_seat", &["worker_id", "state"]))
            .await?;
        manager.create_index(index("training_seat", &["vacancy_id"])).await?;
        manager.create_index(index("training_seat", &["certified_on"])).await?;
        manager
            .create_index(unique_where(
                "training_seat",
                &["training_id", "worker_id"],
                "state <> 'withdrawn'",
            ))
            .await?;
        manager
            .create_table(
                table("training_day")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("training_id"))
                    .col(date("on_date"))
                    .col(text("half"))
                    .col(int("hours"))
                    .foreign_key(&mut reference(
                        "training_day",
                        "training_id",
                        "training",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("training_day", &["training_id", "on_date", "half"]))
            .await?;
        manager.create_index(index("training_day", &["on_date"])).await?;
        manager
            .create_table(
                table("training_attendance")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("seat_id"))
                    .col(uuid("day_id"))
                    .col(text("mark"))
                    .col(nullable(uuid("marked_by")))
                    .col(moment("marked_at"))
                    .foreign_key(&mut reference(
                        "training_attendance",
                        "seat_id",
                        "training_seat",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "training_attendance",
                        "day_id",
                        "training_day",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("training_attendance", &["seat_id", "day_id"]))
            .await?;
        manager.create_index(index("training_attendance", &["day_id"])).await?;
        manager
            .create_table(
                table("training_vacancy")
                    .col(uuid("id").primary_key())
                    .col(uuid("training_id"))
                    .col(uuid("vacancy_id"))
                    .foreign_key(&mut reference(
                        "training_vacancy",
                        "training_id",
                        "training",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "training_vacancy",
                        "vacancy_id",
                        "vacancy",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("training_vacancy", &["training_id", "vacancy_id"]))
            .await?;
        manager.create_index(index("training_vacancy", &["vacancy_id"])).await?;
        manager
            .create_table(
                table("training_paper")
                    .col(uuid("id").primary_key())
                    .col(uuid("training_id"))
                    .col(text("kind"))
                    .col(text("number"))
                    .col(date("dated_on"))
                    .col(nullable(uuid("file_id")))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "training_paper",
                        "training_id",
                        "training",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "training_paper",
                        "file_id",
                        "stored_file",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("training_paper", &["training_id", "kind"]))
            .await?;
        manager
            .create_table(
                table("training_request")
                    .col(uuid("id").primary_key())
                    .col(uuid("training_id"))
                    .col(nullable(uuid("worker_id")))
                    .col(text("name"))
                    .col(nullable(text("phone_cipher")))
                    .col(nullable(text("phone_index")))
                    .col(text("phone_last4"))
                    .col(text("region_code"))
                    .col(text("state"))
                    .col(text("reason"))
                    .col(nullable(uuid("handled_by")))
                    .col(nullable(moment("handled_at")))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "training_request",
                        "training_id",
                        "training",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "training_request",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("training_request", &["training_id", "state"]))
            .await?;
        manager.create_index(index("training_request", &["worker_id"])).await?;
        manager
            .create_index(unique_where(
                "training_request",
                &["training_id", "phone_index", "name"],
                "phone_index IS NOT NULL",
            ))
            .await?;
        // Who must be called before a certificate runs out.
        manager.create_index(index("worker_certificate", &["expires_on"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(
                Index::drop()
                    .name("ix_worker_certificate_expires_on")
                    .table("worker_certificate")
                    .to_owned(),
            )
            .await?;
        for name in TABLES.into_iter().rev() {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
