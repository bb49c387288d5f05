//! The tables, one file each: columns and code lists, no rules and no I/O.
#![expect(
    clippy::struct_excessive_bools,
    reason = "a row has as many yes-or-no columns as its form has boxes"
)]

pub mod codes;
mod hexadecimal;

// people who sign in
pub mod account;
pub mod api_token;
pub mod session;

// workers
pub mod consent;
pub mod duplicate_ruling;
pub mod worker;
pub mod worker_certificate;
pub mod worker_companion;
pub mod worker_household;
pub mod worker_intent;
pub mod worker_merge;
pub mod worker_phone;
pub mod worker_skill;
pub mod worker_status_change;

// employers and their posts
pub mod employer;
pub mod employer_paper;
pub mod stored_file;
pub mod subsidy_claim;
pub mod subsidy_claim_job;
pub mod subsidy_claim_paper;
pub mod subsidy_notice;
pub mod subsidy_notice_claim;
pub mod subsidy_objection;
pub mod subsidy_policy;
pub mod subsidy_verdict;
pub mod vacancy;
pub mod vacancy_waiver;

// from introduction to work
pub mod application;
pub mod placement;
pub mod placement_evidence;
pub mod state_move;

// after the placement
pub mod care_case;
pub mod care_case_step;
pub mod follow_up;
pub mod retention_mark;
pub mod returned_help;
pub mod returned_offer;
pub mod round_answer;
pub mod round_sheet;
pub mod round_sheet_row;
pub mod village_alert;

// plans, plain ledgers and frozen figures
pub mod figure_entry;
pub mod figure_number;
pub mod figure_sheet;
pub mod ledger_entry;
pub mod pairing;
pub mod plan;
pub mod plan_target;
// job fairs
pub mod fair;
pub mod fair_booth;
pub mod fair_booth_post;
pub mod fair_check_in;
pub mod fair_consultation;
pub mod fair_intention;
pub mod fair_invitation;
pub mod fair_paper;
pub mod fair_ticket;

// registers
pub mod number_request;
pub mod register_layout;
// trainings
pub mod training;
pub mod training_attendance;
pub mod training_day;
pub mod training_paper;
pub mod training_request;
pub mod training_seat;
pub mod training_vacancy;
// transfers to the employers
pub mod batch;
pub mod batch_vehicle;
pub mod hand_over;
pub mod passenger;
pub mod pick_up_point;
pub mod roll_mark;
// workshops
pub mod recognition_rule;
pub mod roll_line;
pub mod workshop;
pub mod workshop_paper;
pub mod workshop_roll;

// the service itself
pub mod audit_event;
pub mod form_key;
pub mod import_batch;
pub mod import_row;
pub mod meta;
pub mod outbox_event;
