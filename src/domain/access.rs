//! Who may do what: the only place where permissions are written. Deny by default; what is not listed is refused.
//! `docs/permissions.md` is generated from this table and a test keeps the two equal.

use entity::codes::Role::{self, Admin, Auditor, County, Employer, Liaison, Station};

macro_rules! actions {
    ($( $(#[$meta:meta])* $action:ident => [$($role:ident),* $(,)?] ),+ $(,)?) => {
        /// Something that a signed-in person may be allowed to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $( $(#[$meta])* $action ),+ }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Action] = &[$( Action::$action ),+];

            /// The roles that may do it.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                match self { $( Action::$action => &[$($role),*] ),+ }
            }

            /// The action's name as the documents print it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Action::$action => stringify!($action) ),+ }
            }
        }
    };
}

actions! {
    /// Make accounts, change roles, disable them, make tokens.
    ManageAccounts => [Admin],
    /// See lists and records of workers within one's places, identity numbers and phones masked.
    ReadWorkers => [County, Station, Liaison, Auditor],
    /// Register and change workers within one's places.
    EditWorkers => [County, Station, Liaison],
    /// See one full identity number or phone at a time, with a reason that is recorded.
    RevealWorkers => [County, Station, Liaison, Auditor],
    /// Merge two records, or rule that they are two people.
    MergeWorkers => [County, Station],
    /// See lists and records of employers.
    ReadEmployers => [County, Station, Auditor],
    /// Register and change employers.
    EditEmployers => [County, Station],
    /// Examine papers, verify, suspend and blacklist employers.
    VerifyEmployers => [County, Station],
    /// See and change one's own firm, hand in its papers, manage its users.
    OwnEmployer => [Employer],
    /// See posts in every state.
    ReadVacancies => [County, Station, Auditor, Employer],
    /// Draft, change, submit, pause and withdraw posts.
    EditVacancies => [County, Station, Employer],
    /// Publish, return or take down posts; approve held wording.
    ReviewVacancies => [County, Station],
    /// Run the match in both directions.
    Match => [County, Station, Liaison],
    /// Introduce people to posts and work their applications.
    Recommend => [County, Station, Liaison],
    /// See applications: staff within their places, employers their own.
    ReadApplications => [County, Station, Liaison, Employer, Auditor],
    /// Invite, hire or refuse.
    DecideApplications => [County, Station, Employer],
    /// Record arrival with proof, which opens the placement.
    ConfirmArrival => [County, Station, Employer],
    /// See placements.
    ReadPlacements => [County, Station, Liaison, Auditor, Employer],
    /// Open, verify and close placements.
    EditPlacements => [County, Station],
    /// Say that a person left the post. The employer knows first; of those who come home, the village does.
    ReportLeaving => [County, Station, Liaison, Employer],
    /// Say that one's own people are still on post.
    ConfirmOnPost => [Employer],
    /// See whom to call, what they said, and who came back.
    ReadFollowUps => [County, Station, Liaison, Auditor],
    /// Call people on post and write down what they say; help those who came back.
    EditFollowUps => [County, Station, Liaison],
    /// See cases of people within one's places.
    ReadCases => [County, Station, Liaison, Auditor],
    /// Open cases, work on them, pass them on, close them.
    EditCases => [County, Station, Liaison],
    /// See figures with the lists behind them, within one's places.
    ReadFigures => [County, Station, Liaison, Auditor],
    /// Freeze figures with their lists, as they are reported.
    FreezeFigures => [County],
    /// See pairings and plans; the targets of one's own places.
    ReadPlans => [County, Station, Liaison, Auditor],
    /// Write pairings, plans and their targets.
    EditPlans => [County],
    /// See the plain ledgers of the cooperation, within one's places.
    ReadLedgers => [County, Station, Liaison, Auditor],
    /// Write rows of the plain ledgers, correct and cancel them.
    EditLedgers => [County, Station],
    /// See job fairs in every state, their booths, tickets and figures.
    ReadFairs => [County, Station, Liaison, Auditor],
    /// Plan fairs, file their papers, move them on, review booths, report.
    EditFairs => [County, Station],
    /// Invite people to fairs and give out tickets.
    InviteToFairs => [County, Station, Liaison],
    /// Count people in at the door of a fair.
    KeepFairDoor => [County, Station, Liaison],
    /// Book a booth: employers for themselves, staff for an employer that asks by telephone.
    BookBooths => [County, Station, Employer],
    /// Write down questions, wishes and results at the booths: employers at their own.
    WorkBooths => [County, Station, Employer],
    /// See trainings in every state, with the people of one's places in them.
    ReadTrainings => [County, Station, Liaison, Auditor],
    /// Plan trainings, file their papers, move them on, write down exams and certificates.
    EditTrainings => [County, Station],
    /// Give seats to people within one's places, call the roll of them, and handle who asked for a seat.
    SeatTrainings => [County, Station, Liaison],
    /// See transfers to the employers, their passengers and papers.
    ReadBatches => [County, Station, Liaison, Auditor],
    /// Plan transfers, put passengers on their lists, move them on, hand people over.
    EditBatches => [County, Station],
    /// Call the roll at departure and arrival.
    CallRoll => [County, Station, Liaison],
    /// See signed hand-over lists, which name everybody whom a transfer brought to an employer.
    ReadHandOvers => [County, Station, Auditor],
    /// See workshops, their papers, people and rolls: staff within their places, employers their own.
    ReadWorkshops => [County, Station, Liaison, Auditor, Employer],
    /// Write down workshops, take people in, check sites, put up notices, stop and resume.
    EditWorkshops => [County, Station],
    /// Recognise, refuse and withdraw workshops; write the rules for it.
    RecogniseWorkshops => [County],
    /// Keep the monthly roll of a workshop: attendance, what is due, what was paid. Employers keep their own.
    KeepRolls => [County, Station, Employer],
    /// See subsidy policies, claims, notices and who is eligible, within one's places.
    ReadSubsidies => [County, Station, Liaison, Auditor],
    /// Write subsidy policies, put them in force, end them.
    EditSubsidies => [County],
    /// Ask who is eligible, claim for people, bring papers, post village notices, write objections down.
    DraftClaims => [County, Station, Liaison],
    /// Check claims for the township, post township notices, answer objections.
    CheckClaims => [County, Station],
    /// Check claims for the county, post county notices, pay, take back.
    DecideClaims => [County],
    /// Bring in files of workers, employers or posts.
    ImportFiles => [County, Station],
    /// Take lists out as files.
    ExportFiles => [County, Station],
    /// Read the audit trail.
    ReadAudit => [Auditor],
    /// See whether the service is healthy.
    ReadSystem => [Admin],
}

/// Whether `role` may do `action`.
#[must_use]
pub fn allows(role: Role, action: Action) -> bool {
    action.roles().contains(&role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_of_the_system_sees_no_business_data() {
        for action in Action::ALL {
            let expected = matches!(action, Action::ManageAccounts | Action::ReadSystem);
            assert_eq!(allows(Admin, *action), expected, "{}", action.name());
        }
    }

    #[test]
    fn an_auditor_changes_nothing() {
        for action in Action::ALL.iter().filter(|action| allows(Auditor, **action)) {
            assert!(
                action.name().starts_with("Read") || *action == Action::RevealWorkers,
                "{}",
                action.name()
            );
        }
    }
}
