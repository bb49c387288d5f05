//! Every table, in an order in which references always point backwards. `worker` and `placement` also point at rows of their own table;
//! a restore sets those references when all rows are there.

/// Call a macro with each entity module, referenced tables first.
macro_rules! every_table {
    ($each:ident) => {
        $each!(meta);
        $each!(stored_file);
        $each!(worker);
        $each!(worker_phone);
        $each!(worker_household);
        $each!(worker_skill);
        $each!(worker_certificate);
        $each!(worker_intent);
        $each!(worker_status_change);
        $each!(worker_companion);
        $each!(worker_merge);
        $each!(duplicate_ruling);
        $each!(employer);
        $each!(employer_paper);
        $each!(account);
        $each!(session);
        $each!(api_token);
        $each!(consent);
        $each!(vacancy);
        $each!(vacancy_waiver);
        $each!(application);
        $each!(placement);
        $each!(placement_evidence);
        $each!(pairing);
        $each!(plan);
        $each!(plan_target);
        $each!(ledger_entry);
        $each!(figure_sheet);
        $each!(figure_number);
        $each!(figure_entry);
        $each!(follow_up);
        $each!(retention_mark);
        $each!(care_case);
        $each!(care_case_step);
        $each!(returned_help);
        $each!(returned_offer);
        $each!(round_answer);
        $each!(round_sheet);
        $each!(round_sheet_row);
        $each!(village_alert);
        $each!(fair);
        $each!(fair_paper);
        $each!(fair_booth);
        $each!(fair_booth_post);
        $each!(fair_ticket);
        $each!(fair_invitation);
        $each!(fair_check_in);
        $each!(fair_consultation);
        $each!(fair_intention);
        $each!(workshop);
        $each!(workshop_paper);
        $each!(recognition_rule);
        $each!(workshop_roll);
        $each!(roll_line);
        $each!(state_move);
        $each!(audit_event);
        $each!(outbox_event);
        $each!(form_key);
        $each!(import_batch);
        $each!(import_row);
    };
}
pub(super) use every_table;
