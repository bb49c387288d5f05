//! The main links, each shown only to those for whom it leads somewhere.

use super::ctx::Ctx;
use crate::domain::access::Action;

/// One link of the navigation.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Where it leads.
    pub path: &'static str,
    /// Key of its words.
    pub key: &'static str,
    /// Whether the reader is there now.
    pub current: bool,
}

/// Path, key, and the action that the page asks for; `None` is for everybody.
const LINKS: &[(&str, &str, Option<Action>)] = &[
    ("/vacancies", "nav-board", None),
    ("/workers", "nav-workers", Some(Action::ReadWorkers)),
    ("/employers", "nav-employers", Some(Action::ReadEmployers)),
    ("/employers/own", "nav-own-employer", Some(Action::OwnEmployer)),
    ("/manage/vacancies", "nav-vacancies", Some(Action::ReadVacancies)),
    ("/applications", "nav-applications", Some(Action::ReadApplications)),
    ("/placements", "nav-placements", Some(Action::ReadPlacements)),
    ("/imports", "nav-imports", Some(Action::ImportFiles)),
    ("/accounts", "nav-accounts", Some(Action::ManageAccounts)),
];

/// The links for this reader.
#[must_use]
pub fn links(c: &Ctx) -> Vec<Link> {
    LINKS
        .iter()
        .filter(|(_, _, action)| action.is_none_or(|action| c.may(action)))
        .map(|(path, key, _)| Link { path, key, current: c.path == *path || c.path.starts_with(&format!("{path}/")) })
        .collect()
}
