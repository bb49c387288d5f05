//! Step 000002: workers.

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
                table("worker")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(nullable(text("id_number_cipher")))
                    .col(nullable(text("id_number_index")).unique_key())
                    .col(nullable(text("id_number_last4")))
                    .col(text("name"))
                    .col(text("name_keys"))
                    .col(nullable(text("sex")))
                    .col(nullable(date("birth_date")))
                    .col(text("region_code"))
                    .col(nullable(text("education")))
                    .col(nullable(text("labour_ability")))
                    .col(text("limits"))
                    .col(flag("care_duty"))
                    .col(flag("halal_wanted"))
                    .col(text("status"))
                    .col(date("status_as_of"))
                    .col(text("status_source"))
                    .col(flag("matchable"))
                    .col(text("origin"))
                    .col(text("note"))
                    .col(nullable(uuid("registered_by")))
                    .col(nullable(uuid("merged_into")))
                    .col(moment("created_at"))
                    .col(moment("updated_at"))
                    .foreign_key(&mut reference(
                        "worker",
                        "merged_into",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        // The list of workers narrows, counts and sorts by these columns. With all of them in one index `SQLite` reads the wide rows of one
        // page only: at 100,000 workers the county's first page took 14 ms instead of 30, a township's 1 ms instead of 24.
        let of_the_list = [
            "region_code",
            "merged_into",
            "status",
            "updated_at",
            "status_as_of",
            "birth_date",
            "name",
            "name_keys",
            "id",
        ];
        manager
            .create_index(index("worker", &of_the_list).name("ix_worker_list").to_owned())
            .await?;
        manager.create_index(index("worker", &["name"])).await?;
        manager.create_index(index("worker", &["id_number_last4"])).await?;
        manager.create_index(index("worker", &["created_at"])).await?;
        // Nearly every record is its own: an index of the empty values would be chosen for `merged_into IS NULL` and find everybody.
        manager
            .create_index(index_where("worker", &["merged_into"], "merged_into IS NOT NULL"))
            .await?;
        manager
            .create_table(
                table("worker_phone")
                    .col(uuid("id").primary_key())
                    .col(uuid("worker_id"))
                    .col(text("number_cipher"))
                    .col(text("number_index"))
                    .col(text("last4"))
                    .col(text("owner"))
                    .col(text("state"))
                    .col(nullable(moment("verified_at")))
                    .col(int("position"))
                    .foreign_key(&mut reference(
                        "worker_phone",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("worker_phone", &["worker_id"])).await?;
        manager.create_index(index("worker_phone", &["number_index"])).await?;
        manager.create_index(index("worker_phone", &["last4"])).await?;
        manager
            .create_table(
                table("worker_household")
                    .col(uuid("id").primary_key())
                    .col(uuid("worker_id"))
                    .col(text("base"))
                    .col(nullable(text("monitor")))
                    .col(flag("risk_cleared"))
                    .col(date("from_date"))
                    .col(nullable(date("to_date")))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "worker_household",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index(
                "worker_household",
                &["worker_id", "from_date", "to_date", "base", "monitor"],
            ))
            .await?;
        manager
            .create_table(
                table("worker_skill")
                    .col(uuid("id").primary_key())
                    .col(uuid("worker_id"))
                    .col(text("occupation_code"))
                    .col(int("years"))
                    .col(text("level"))
                    .foreign_key(&mut reference(
                        "worker_skill",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("worker_skill", &["worker_id"])).await?;
        manager
            .create_index(index("worker_skill", &["occupation_code"]))
            .await?;
        manager
            .create_table(
                table("worker_certificate")
                    .col(uuid("id").primary_key())
                    .col(uuid("worker_id"))
                    .col(text("kind"))
                    .col(text("number"))
                    .col(nullable(date("issued_on")))
                    .col(nullable(date("expires_on")))
                    .foreign_key(&mut reference(
                        "worker_certificate",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("worker_certificate", &["worker_id"]))
            .await?;
        manager
            .create_table(
                table("worker_intent")
                    .col(uuid("worker_id").primary_key())
                    .col(text("kinds"))
                    .col(text("places"))
                    .col(text("trades"))
                    .col(nullable(int("pay_min_yuan")))
                    .col(flag("lodging_required"))
                    .col(flag("meals_wanted"))
                    .col(flag("night_shift_ok"))
                    .col(flag("near_home_only"))
                    .col(flag("with_spouse"))
                    .col(nullable(date("earliest_date")))
                    .col(nullable(int("stay_months")))
                    .col(text("training_wish"))
                    .col(date("stated_on"))
                    .col(text("source"))
                    .col(date("expires_on"))
                    .col(nullable(uuid("recorded_by")))
                    .foreign_key(&mut reference(
                        "worker_intent",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("worker_intent", &["expires_on"])).await?;
        manager
            .create_table(
                table("worker_status_change")
                    .col(uuid("id").primary_key())
                    .col(uuid("worker_id"))
                    .col(text("status"))
                    .col(date("as_of"))
                    .col(text("source"))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "worker_status_change",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("worker_status_change", &["worker_id", "as_of"]))
            .await?;
        manager
            .create_table(
                table("worker_companion")
                    .col(uuid("worker_id"))
                    .col(uuid("companion_id"))
                    .primary_key(Index::create().col("worker_id").col("companion_id"))
                    .foreign_key(&mut reference(
                        "worker_companion",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "worker_companion",
                        "companion_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("worker_companion", &["companion_id"]))
            .await?;
        manager
            .create_table(
                table("consent")
                    .col(uuid("id").primary_key())
                    .col(uuid("worker_id"))
                    .col(text("scope"))
                    .col(nullable(uuid("employer_id")))
                    .col(text("form_version"))
                    .col(text("way"))
                    .col(text("witness"))
                    .col(moment("given_at"))
                    .col(nullable(moment("withdrawn_at")))
                    .col(nullable(uuid("recorded_by")))
                    .foreign_key(&mut reference(
                        "consent",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("consent", &["worker_id"])).await?;
        manager.create_index(index("consent", &["employer_id"])).await?;
        manager
            .create_table(
                table("duplicate_ruling")
                    .col(uuid("id").primary_key())
                    .col(uuid("low_id"))
                    .col(uuid("high_id"))
                    .col(text("reason"))
                    .col(nullable(uuid("ruled_by")))
                    .col(moment("ruled_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("duplicate_ruling", &["low_id", "high_id"]))
            .await?;
        manager
            .create_table(
                table("worker_merge")
                    .col(uuid("id").primary_key())
                    .col(uuid("kept_id"))
                    .col(uuid("gone_id"))
                    .col(json("moved"))
                    .col(text("reason"))
                    .col(nullable(uuid("merged_by")))
                    .col(moment("merged_at"))
                    .to_owned(),
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("worker_merge").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("duplicate_ruling").to_owned())
            .await?;
        manager.drop_table(Table::drop().table("consent").to_owned()).await?;
        manager
            .drop_table(Table::drop().table("worker_companion").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("worker_status_change").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("worker_intent").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("worker_certificate").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("worker_skill").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("worker_household").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("worker_phone").to_owned())
            .await?;
        manager.drop_table(Table::drop().table("worker").to_owned()).await?;
        Ok(())
    }
}
