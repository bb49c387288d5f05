//! Step 000009: job fairs.

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
                table("fair")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("name"))
                    .col(text("kind"))
                    .col(text("west_code"))
                    .col(text("east_code"))
                    .col(text("place_code"))
                    .col(text("address"))
                    .col(text("directions"))
                    .col(text("programme"))
                    .col(text("organiser"))
                    .col(text("contact_phone"))
                    .col(moment("starts_at"))
                    .col(moment("ends_at"))
                    .col(int("visitors_expected"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(text("notice"))
                    .col(nullable(moment("opened_at")))
                    .col(int("last_number"))
                    .col(nullable(int("viewers")))
                    .col(nullable(json("statistics")))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .col(moment("updated_at"))
                    .check(("fair_hours", Expr::cust("ends_at > starts_at")))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("fair", &["state", "starts_at"])).await?;
        manager.create_index(index("fair", &["west_code", "starts_at"])).await?;
        manager.create_index(index("fair", &["east_code", "starts_at"])).await?;
        manager
            .create_table(
                table("fair_paper")
                    .col(uuid("id").primary_key())
                    .col(uuid("fair_id"))
                    .col(text("kind"))
                    .col(text("number"))
                    .col(date("dated_on"))
                    .col(nullable(uuid("file_id")))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "fair_paper",
                        "fair_id",
                        "fair",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_paper",
                        "file_id",
                        "stored_file",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("fair_paper", &["fair_id", "kind"])).await?;
        manager
            .create_table(
                table("fair_booth")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("fair_id"))
                    .col(uuid("employer_id"))
                    .col(text("employer_name"))
                    .col(nullable(int("number")))
                    .col(text("contact_name"))
                    .col(text("contact_phone"))
                    .col(text("note"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(text("reason"))
                    .col(nullable(uuid("requested_by")))
                    .col(moment("requested_at"))
                    .foreign_key(&mut reference(
                        "fair_booth",
                        "fair_id",
                        "fair",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_booth",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("fair_booth", &["fair_id", "state"])).await?;
        manager
            .create_index(index("fair_booth", &["employer_id", "state"]))
            .await?;
        manager
            .create_index(unique("fair_booth", &["fair_id", "number"]))
            .await?;
        manager
            .create_index(unique_where(
                "fair_booth",
                &["fair_id", "employer_id"],
                "state IN ('requested', 'reviewed', 'signed_in', 'no_show')",
            ))
            .await?;
        manager
            .create_table(
                table("fair_booth_post")
                    .col(uuid("id").primary_key())
                    .col(uuid("fair_id"))
                    .col(uuid("booth_id"))
                    .col(nullable(uuid("vacancy_id")))
                    .col(text("title"))
                    .col(int("headcount"))
                    .col(int("intentions"))
                    .col(nullable(json("snapshot")))
                    .col(nullable(moment("frozen_at")))
                    .foreign_key(&mut reference(
                        "fair_booth_post",
                        "fair_id",
                        "fair",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_booth_post",
                        "booth_id",
                        "fair_booth",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_booth_post",
                        "vacancy_id",
                        "vacancy",
                        ForeignKeyAction::Restrict,
                    ))
                    .check((
                        "fair_booth_post_places",
                        Expr::cust("intentions >= 0 AND intentions <= headcount AND headcount > 0"),
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("fair_booth_post", &["fair_id"])).await?;
        manager
            .create_index(unique("fair_booth_post", &["booth_id", "vacancy_id"]))
            .await?;
        manager.create_index(index("fair_booth_post", &["vacancy_id"])).await?;
        manager
            .create_table(
                table("fair_ticket")
                    .col(uuid("id").primary_key())
                    .col(uuid("fair_id"))
                    .col(int("number"))
                    .col(text("token"))
                    .col(nullable(uuid("worker_id")))
                    .col(text("name"))
                    .col(nullable(text("phone_cipher")))
                    .col(nullable(text("phone_index")))
                    .col(text("phone_last4"))
                    .col(text("region_code"))
                    .col(text("origin"))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "fair_ticket",
                        "fair_id",
                        "fair",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_ticket",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("fair_ticket", &["fair_id", "number"]))
            .await?;
        manager.create_index(unique("fair_ticket", &["token"])).await?;
        manager
            .create_index(unique_where(
                "fair_ticket",
                &["fair_id", "worker_id"],
                "worker_id IS NOT NULL",
            ))
            .await?;
        manager
            .create_index(unique_where(
                "fair_ticket",
                &["fair_id", "phone_index", "name"],
                "phone_index IS NOT NULL",
            ))
            .await?;
        manager.create_index(index("fair_ticket", &["worker_id"])).await?;
        manager.create_index(index("fair_ticket", &["phone_index"])).await?;
        manager
            .create_table(
                table("fair_invitation")
                    .col(uuid("id").primary_key())
                    .col(uuid("fair_id"))
                    .col(uuid("worker_id"))
                    .col(nullable(uuid("booth_post_id")))
                    .col(int("score"))
                    .col(text("answer"))
                    .col(nullable(moment("answered_at")))
                    .col(nullable(uuid("answered_by")))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .foreign_key(&mut reference(
                        "fair_invitation",
                        "fair_id",
                        "fair",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_invitation",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_invitation",
                        "booth_post_id",
                        "fair_booth_post",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("fair_invitation", &["fair_id", "worker_id"]))
            .await?;
        manager.create_index(index("fair_invitation", &["worker_id"])).await?;
        manager
            .create_table(
                table("fair_check_in")
                    .col(uuid("id").primary_key())
                    .col(uuid("fair_id"))
                    .col(uuid("ticket_id"))
                    .col(moment("at"))
                    .col(text("source"))
                    .col(text("device"))
                    .col(moment("received_at"))
                    .col(nullable(uuid("recorded_by")))
                    .foreign_key(&mut reference(
                        "fair_check_in",
                        "fair_id",
                        "fair",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_check_in",
                        "ticket_id",
                        "fair_ticket",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("fair_check_in", &["fair_id", "ticket_id"]))
            .await?;
        manager
            .create_index(index("fair_check_in", &["ticket_id", "at"]))
            .await?;
        manager
            .create_table(
                table("fair_consultation")
                    .col(uuid("id").primary_key())
                    .col(uuid("fair_id"))
                    .col(nullable(uuid("booth_id")))
                    .col(nullable(uuid("ticket_id")))
                    .col(text("topic"))
                    .col(moment("at"))
                    .col(nullable(uuid("recorded_by")))
                    .foreign_key(&mut reference(
                        "fair_consultation",
                        "fair_id",
                        "fair",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_consultation",
                        "booth_id",
                        "fair_booth",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_consultation",
                        "ticket_id",
                        "fair_ticket",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("fair_consultation", &["fair_id", "booth_id"]))
            .await?;
        manager
            .create_table(
                table("fair_intention")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("fair_id"))
                    .col(uuid("ticket_id"))
                    .col(uuid("booth_post_id"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(nullable(uuid("application_id")))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "fair_intention",
                        "fair_id",
                        "fair",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_intention",
                        "ticket_id",
                        "fair_ticket",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_intention",
                        "booth_post_id",
                        "fair_booth_post",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "fair_intention",
                        "application_id",
                        "application",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("fair_intention", &["fair_id", "state"]))
            .await?;
        manager
            .create_index(unique("fair_intention", &["ticket_id", "booth_post_id"]))
            .await?;
        manager
            .create_index(index("fair_intention", &["booth_post_id"]))
            .await?;
        manager
            .create_index(index("fair_intention", &["application_id"]))
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("fair_intention").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("fair_consultation").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("fair_check_in").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("fair_invitation").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("fair_ticket").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("fair_booth_post").to_owned())
            .await?;
        manager.drop_table(Table::drop().table("fair_booth").to_owned()).await?;
        manager.drop_table(Table::drop().table("fair_paper").to_owned()).await?;
        manager.drop_table(Table::drop().table("fair").to_owned()).await?;
        Ok(())
    }
}
