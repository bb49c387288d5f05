//! Rows on their way into the database, many to a statement.

use entity::codes::Subject;
use entity::{
    account, application, batch, batch_vehicle, care_case, care_case_step, consent, employer, fair, fair_booth,
    fair_booth_post, fair_check_in, fair_consultation, fair_intention, fair_invitation, fair_paper, fair_ticket,
    follow_up, hand_over, ledger_entry, pairing, passenger, pick_up_point, placement, placement_evidence, plan,
    plan_target, retention_mark, returned_help, roll_line, state_move, subsidy_claim, subsidy_claim_job,
    subsidy_notice, subsidy_notice_claim, subsidy_objection, subsidy_policy, subsidy_verdict, training,
    training_attendance, training_day, training_paper, training_seat, training_vacancy, vacancy, worker,
    worker_certificate, worker_companion, worker_household, worker_intent, worker_phone, worker_skill,
    worker_status_change, workshop, workshop_paper, workshop_roll,
};
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait, Iterable};
use uuid::Uuid;

use crate::domain::unit::Unit;

/// Most parameters of a statement: `SQLite` takes 32,766 and `PostgreSQL` 65,535.
const MOST_PARAMETERS: usize = 32_000;
/// Most rows of a statement. More gained nothing when measured, and statements of one size are prepared once.
const MOST_ROWS: usize = 250;

macro_rules! rows {
    ($($field:ident: $table:ident),+ $(,)?) => {
        /// Rows by table.
        #[derive(Default)]
        pub(super) struct Rows {
            $(pub $field: Vec<$table::ActiveModel>,)+
            /// What the index must look at.
            pub announced: Vec<(Subject, Uuid)>,
        }

        impl Rows {
            /// Write everything into the open unit, tables that others refer to first.
            pub async fn write(self, unit: &mut Unit) -> Result<(), DbErr> {
                $(insert(unit.tx(), self.$field).await?;)+
                for (subject, id) in self.announced {
                    unit.announce(subject, id);
                }
                Ok(())
            }
        }
    };
}

rows! {
    employers: employer,
    accounts: account,
    workers: worker,
    phones: worker_phone,
    households: worker_household,
    skills: worker_skill,
    certificates: worker_certificate,
    intents: worker_intent,
    statuses: worker_status_change,
    companions: worker_companion,
    consents: consent,
    vacancies: vacancy,
    applications: application,
    placements: placement,
    evidence: placement_evidence,
    follow_ups: follow_up,
    stays: retention_mark,
    cases: care_case,
    case_steps: care_case_step,
    helps: returned_help,
    fairs: fair,
    fair_papers: fair_paper,
    fair_booths: fair_booth,
    fair_posts: fair_booth_post,
    fair_tickets: fair_ticket,
    fair_invitations: fair_invitation,
    fair_check_ins: fair_check_in,
    fair_consultations: fair_consultation,
    fair_intentions: fair_intention,
    trainings: training,
    training_days: training_day,
    training_seats: training_seat,
    training_marks: training_attendance,
    training_posts: training_vacancy,
    training_papers: training_paper,
    batches: batch,
    vehicles: batch_vehicle,
    points: pick_up_point,
    hand_overs: hand_over,
    passengers: passenger,
    moves: state_move,
    pairings: pairing,
    plans: plan,
    targets: plan_target,
    ledger: ledger_entry,
    workshops: workshop,
    workshop_papers: workshop_paper,
    rolls: workshop_roll,
    roll_lines: roll_line,
    policies: subsidy_policy,
    claims: subsidy_claim,
    claim_jobs: subsidy_claim_job,
    notices: subsidy_notice,
    notice_claims: subsidy_notice_claim,
    objections: subsidy_objection,
    verdicts: subsidy_verdict,
}

async fn insert<A>(tx: &DatabaseTransaction, rows: Vec<A>) -> Result<(), DbErr>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
{
    let columns = <<A::Entity as EntityTrait>::Column as Iterable>::iter().count();
    let most = (MOST_PARAMETERS / columns.max(1)).min(MOST_ROWS);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        A::Entity::insert_many(rows.by_ref().take(most))
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
