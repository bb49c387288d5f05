//! Migrations and entities say the same, and every step can be taken back.

use migration::{Migrator, MigratorTrait as _};
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityName as _, EntityTrait, Iterable as _, Statement};

use crate::support::on_both;

/// Select every column of an entity from the migrated schema: a column that is missing or misnamed is an error of the database.
async fn readable<E: EntityTrait>(db: &DatabaseConnection) {
    let found = E::find().all(db).await;
    assert!(found.is_ok(), "{}: {:?}", E::default().table_name(), found.err());
}

/// How many columns the database has for a table.
async fn columns_in(db: &DatabaseConnection, table: &str) -> usize {
    let backend = db.get_database_backend();
    let sql = match backend {
        sea_orm::DatabaseBackend::Sqlite => format!("SELECT name FROM pragma_table_info('{table}')"),
        _ => format!("SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'"),
    };
    db.query_all_raw(Statement::from_string(backend, sql))
        .await
        .expect("columns")
        .len()
}

macro_rules! check_all {
    ($db:expr, $($module:ident),+ $(,)?) => { $(
        readable::<entity::$module::Entity>($db).await;
        let table = entity::$module::Entity.table_name().to_owned();
        assert_eq!(columns_in($db, &table).await, entity::$module::Column::iter().count(), "{table}");
    )+ };
}

on_both! {
    async fn entities_and_schema_have_the_same_columns(app) {
        let db = app.app.core.db.reader();
        check_all!(
            db, account, session, api_token, worker, worker_phone, worker_household, worker_skill, worker_certificate, worker_intent,
            worker_status_change, worker_companion, worker_merge, consent, duplicate_ruling, employer, employer_paper, stored_file,
            vacancy, vacancy_waiver, application, placement, placement_evidence, state_move, audit_event, outbox_event, form_key,
            import_batch, import_row, meta, follow_up, retention_mark, care_case, care_case_step, returned_help, returned_offer,
            round_answer, round_sheet, round_sheet_row, village_alert, pairing, plan, plan_target,
            ledger_entry, figure_sheet, figure_number, figure_entry,
            round_answer, round_sheet, round_sheet_row, village_alert,
            fair, fair_paper, fair_booth, fair_booth_post, fair_ticket, fair_invitation, fair_check_in, fair_consultation, fair_intention,
        register_layout, number_request, training, training_seat, training_day, training_attendance, training_vacancy, training_paper, training_request, batch, batch_vehicle, pick_up_point, hand_over, passenger, roll_mark, workshop, workshop_paper, recognition_rule, workshop_roll, roll_line, subsidy_policy, subsidy_claim, subsidy_claim_job, subsidy_claim_paper, subsidy_notice, subsidy_notice_claim, subsidy_objection, subsidy_verdict,
        );
    }

    async fn every_step_can_be_taken_back_and_taken_again(app) {
        let db = app.app.core.db.reader();
        Migrator::down(db, None).await.expect("down");
        Migrator::up(db, None).await.expect("up again");
    }
}
