//! Step 000012: transfers of people to their employers, point to point.

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
                table("batch")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(text("number"))
                    .col(text("mode"))
                    .col(text("from_code"))
                    .col(text("from_place"))
                    .col(text("to_code"))
                    .col(text("to_place"))
                    .col(moment("departs_at"))
                    .col(moment("arrives_at"))
                    .col(nullable(moment("departed_at")))
                    .col(nullable(moment("arrived_at")))
                    .col(nullable(uuid("leader_id")))
                    .col(text("leader_name"))
                    .col(text("leader_phone"))
                    .col(text("meeting_name"))
                    .col(text("meeting_phone"))
                    .col(nullable(int("cost_yuan")))
                    .col(text("payer"))
                    .col(text("insurance_note"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(text("notice"))
                    .col(nullable(date("handed_over_on")))
                    .col(nullable(moment("handed_over_at")))
                    .col(nullable(uuid("created_by")))
                    .col(moment("created_at"))
                    .col(moment("updated_at"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique("batch", &["number"])).await?;
        manager.create_index(index("batch", &["state", "departs_at"])).await?;
        manager.create_index(index("batch", &["handed_over_on"])).await?;
        manager.create_index(index("batch", &["from_code"])).await?;
        manager
            .create_table(
                table("batch_vehicle")
                    .col(uuid("id").primary_key())
                    .col(uuid("batch_id"))
                    .col(int("ordinal"))
                    .col(text("plate"))
                    .col(int("seats"))
                    .col(text("captain"))
                    .col(text("vice_captain"))
                    .col(text("driver"))
                    .col(text("second_driver"))
                    .foreign_key(&mut reference(
                        "batch_vehicle",
                        "batch_id",
                        "batch",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("batch_vehicle", &["batch_id", "ordinal"]))
            .await?;
        manager
            .create_table(
                table("pick_up_point")
                    .col(uuid("id").primary_key())
                    .col(uuid("batch_id"))
                    .col(int("ordinal"))
                    .col(text("place_code"))
                    .col(text("address"))
                    .col(moment("at"))
                    .foreign_key(&mut reference(
                        "pick_up_point",
                        "batch_id",
                        "batch",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("pick_up_point", &["batch_id", "ordinal"]))
            .await?;
        manager
            .create_table(
                table("hand_over")
                    .col(uuid("id").primary_key())
                    .col(uuid("batch_id"))
                    .col(uuid("employer_id"))
                    .col(text("contact_name"))
                    .col(date("signed_on"))
                    .col(int("people"))
                    .col(nullable(uuid("file_id")))
                    .col(nullable(uuid("recorded_by")))
                    .col(moment("recorded_at"))
                    .foreign_key(&mut reference(
                        "hand_over",
                        "batch_id",
                        "batch",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "hand_over",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "hand_over",
                        "file_id",
                        "stored_file",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("hand_over", &["batch_id", "employer_id"]))
            .await?;
        manager.create_index(index("hand_over", &["employer_id"])).await?;
        manager
            .create_table(
                table("passenger")
                    .col(uuid("id").primary_key())
                    .col(int("version"))
                    .col(uuid("batch_id"))
                    .col(uuid("worker_id"))
                    .col(uuid("employer_id"))
                    .col(nullable(uuid("application_id")))
                    .col(nullable(uuid("placement_id")))
                    .col(nullable(uuid("vehicle_id")))
                    .col(nullable(int("seat")))
                    .col(nullable(uuid("point_id")))
                    .col(text("contact_name"))
                    .col(nullable(text("contact_phone_cipher")))
                    .col(text("contact_phone_last4"))
                    .col(flag("has_id_card"))
                    .col(flag("has_health"))
                    .col(flag("has_contract"))
                    .col(flag("has_ticket"))
                    .col(text("state"))
                    .col(moment("state_since"))
                    .col(nullable(text("reason")))
                    .col(text("note"))
                    .col(nullable(moment("boarded_at")))
                    .col(nullable(moment("arrived_at")))
                    .col(nullable(date("handed_over_on")))
                    .col(nullable(moment("handed_over_at")))
                    .col(nullable(uuid("hand_over_id")))
                    .col(nullable(moment("told_at")))
                    .col(flag("riding"))
                    .col(nullable(uuid("added_by")))
                    .col(moment("added_at"))
                    .foreign_key(&mut reference(
                        "passenger",
                        "batch_id",
                        "batch",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "passenger",
                        "worker_id",
                        "worker",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "passenger",
                        "employer_id",
                        "employer",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "passenger",
                        "application_id",
                        "application",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "passenger",
                        "placement_id",
                        "placement",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "passenger",
                        "vehicle_id",
                        "batch_vehicle",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "passenger",
                        "point_id",
                        "pick_up_point",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "passenger",
                        "hand_over_id",
                        "hand_over",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(unique("passenger", &["batch_id", "worker_id"]))
            .await?;
        manager
            .create_index(unique_where("passenger", &["worker_id"], "riding"))
            .await?;
        manager
            .create_index(unique_where("passenger", &["vehicle_id", "seat"], "seat IS NOT NULL"))
            .await?;
        manager.create_index(index("passenger", &["batch_id", "state"])).await?;
        manager
            .create_index(index("passenger", &["employer_id", "batch_id"]))
            .await?;
        manager.create_index(index("passenger", &["worker_id"])).await?;
        manager.create_index(index("passenger", &["application_id"])).await?;
        manager.create_index(index("passenger", &["placement_id"])).await?;
        manager.create_index(index("passenger", &["handed_over_on"])).await?;
        manager.create_index(index("passenger", &["hand_over_id"])).await?;
        manager.create_index(index("passenger", &["point_id"])).await?;
        manager
            .create_table(
                table("roll_mark")
                    .col(uuid("id").primary_key())
                    .col(uuid("batch_id"))
                    .col(uuid("passenger_id"))
                    .col(text("kind"))
                    .col(flag("present"))
                    .col(moment("at"))
                    .col(text("device"))
                    .col(moment("received_at"))
                    .col(nullable(uuid("recorded_by")))
                    .foreign_key(&mut reference(
                        "roll_mark",
                        "batch_id",
                        "batch",
                        ForeignKeyAction::Restrict,
                    ))
                    .foreign_key(&mut reference(
                        "roll_mark",
                        "passenger_id",
                        "passenger",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("roll_mark", &["passenger_id", "kind", "at"]))
            .await?;
        manager.create_index(index("roll_mark", &["batch_id"])).await?;
        manager
            .create_index(index_where("placement_evidence", &["file_id"], "file_id IS NOT NULL"))
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(
                Index::drop()
                    .name("ix_placement_evidence_file_id")
                    .table("placement_evidence")
                    .to_owned(),
            )
            .await?;
        manager.drop_table(Table::drop().table("roll_mark").to_owned()).await?;
        manager.drop_table(Table::drop().table("passenger").to_owned()).await?;
        manager.drop_table(Table::drop().table("hand_over").to_owned()).await?;
        manager
            .drop_table(Table::drop().table("pick_up_point").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("batch_vehicle").to_owned())
            .await?;
        manager.drop_table(Table::drop().table("batch").to_owned()).await?;
        Ok(())
    }
}
