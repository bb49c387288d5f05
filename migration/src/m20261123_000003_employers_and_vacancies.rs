//! Step 000003: employers and vacancies.

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
                table("employer")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("name"))
                    .col(nullable(text("credit_code")).unique_key())
                    .col(text("kind"))
                    .col(text("region_code"))
                    .col(text("address"))
                    .col(text("industry"))
                    .col(nullable(text("size")))
                    .col(text("legal_representative"))
                    .col(text("contact_name"))
                    .col(text("contact_phone"))
                    .col(text("agency_licence"))
                    .col(nullable(date("agency_licence_until")))
                    .col(text("state"))
                    .col(text("state_reason"))
                    .col(nullable(moment("verified_at")))
                    .col(nullable(uuid("verified_by")))
                    .col(nullable(date("verified_until")))
                    .col(text("source"))
                    .col(moment("created_at"))
                    .col(moment("updated_at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("employer", &["name"])).await?;
        manager
            .create_index(index("employer", &["state", "verified_until"]))
            .await?;
        manager.create_index(index("employer", &["region_code"])).await?;
        manager
            .create_table(
                table("employer_paper")
                    .col(uuid("id").primary_key())
                    .col(uuid("employer_id"))
                    .col(text("kind"))
                    .col(uuid("file_id"))
                    .col(text("verdict"))
                    .col(text("note"))
                    .col(nullable(uuid("uploaded_by")))
                    .col(moment("uploaded_at"))
                    .col(nullable(uuid("examined_by")))
                    .col(nullable(moment("examined_at")))
                    .foreign_key(&mut reference(
                        "employer_paper",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "employer_paper",
                        "file_id",
                        "stored_file",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("employer_paper", &["employer_id"])).await?;
        manager
            .create_table(
                table("vacancy")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("employer_id"))
                    .col(text("reference"))
                    .col(text("source"))
                    .col(text("title"))
                    .col(text("occupation_code"))
                    .col(text("description"))
                    .col(int("headcount"))
                    .col(int("filled"))
                    .col(text("place_code"))
                    .col(text("address"))
                    .col(text("pay_form"))
                    .col(int("pay_min_yuan"))
                    .col(int("pay_max_yuan"))
                    .col(nullable(int("hours_per_month")))
                    .col(nullable(int("rest_days")))
                    .col(nullable(int("base_pay_yuan")))
                    .col(text("piece_note"))
                    .col(nullable(int("pay_day")))
                    .col(text("probation_note"))
                    .col(text("deduction_note"))
                    .col(text("lodging"))
                    .col(text("lodging_note"))
                    .col(nullable(int("people_per_room")))
                    .col(flag("couple_room"))
                    .col(text("meals"))
                    .col(text("meals_note"))
                    .col(flag("halal_meals"))
                    .col(flag("shuttle"))
                    .col(flag("fare_refund"))
                    .col(text("shift"))
                    .col(nullable(int("hours_per_day")))
                    .col(text("demands"))
                    .col(text("contract"))
                    .col(text("insurance"))
                    .col(nullable(text("education")))
                    .col(nullable(text("certificate")))
                    .col(nullable(int("age_min")))
                    .col(nullable(int("age_max")))
                    .col(text("condition_reason"))
                    .col(nullable(date("start_date")))
                    .col(text("term"))
                    .col(nullable(int("term_months")))
                    .col(date("valid_until"))
                    .col(text("contact_name"))
                    .col(text("contact_phone"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(nullable(moment("published_at")))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .col(moment("updated_at"))
                    .foreign_key(&mut reference(
                        "vacancy",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .check((
                        "vacancy_places",
                        Expr::cust("filled >= 0 AND headcount > 0 AND filled <= headcount"),
                    ))
                    .check((
                        "vacancy_pay",
                        Expr::cust("pay_min_yuan > 0 AND pay_max_yuan >= pay_min_yuan"),
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("vacancy", &["employer_id", "state"]))
            .await?;
        manager
            .create_index(index("vacancy", &["state", "valid_until"]))
            .await?;
        manager
            .create_index(index("vacancy", &["state", "published_at"]))
            .await?;
        manager.create_index(index("vacancy", &["updated_at"])).await?;
        manager.create_index(index("vacancy", &["state", "updated_at"])).await?;
        manager
            .create_index(unique_where("vacancy", &["source", "reference"], "reference <> ''"))
            .await?;
        manager.create_index(index("vacancy", &["place_code"])).await?;
        manager
            .create_table(
                table("vacancy_waiver")
                    .col(uuid("id").primary_key())
                    .col(uuid("vacancy_id"))
                    .col(text("rule"))
                    .col(text("excerpt"))
                    .col(text("reason"))
                    .col(nullable(uuid("approved_by")))
                    .col(moment("approved_at"))
                    .foreign_key(&mut reference(
                        "vacancy_waiver",
                        "vacancy_id",
                        "vacancy",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("vacancy_waiver", &["vacancy_id"])).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("vacancy_waiver").to_owned())
            .await?;
        manager.drop_table(Table::drop().table("vacancy").to_owned()).await?;
        manager
            .drop_table(Table::drop().table("employer_paper").to_owned())
            .await?;
        manager.drop_table(Table::drop().table("employer").to_owned()).await?;
        Ok(())
    }
}
