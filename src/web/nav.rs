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

/// For whom a link is.
#[derive(Clone, Copy)]
enum For {
    Everybody,
    /// Those who have not signed in.
    Visitors,
    /// Those whom the access table allows what the page asks for.
    Holders(Action),
    /// Those whom it does not allow that.
    Others(Action),
}

/// Path, the folder of pages that belong to it, key, and for whom it is.
const LINKS: &[(&str, &str, &str, For)] = &[
    ("/vacancies", "/vacancies", "nav-board", For::Everybody),
    ("/my", "/my", "nav-my", For::Visitors),
    ("/fairs", "/fairs", "nav-fairs", For::Others(Action::ReadFairs)),
    ("/learn", "/learn", "nav-trainings", For::Others(Action::ReadTrainings)),
    ("/workers", "/workers", "nav-workers", For::Holders(Action::ReadWorkers)),
    (
        "/employers",
        "/employers",
        "nav-employers",
        For::Holders(Action::ReadEmployers),
    ),
    (
        "/employers/own",
        "/employers",
        "nav-own-employer",
        For::Holders(Action::OwnEmployer),
    ),
    (
        "/manage/vacancies",
        "/manage/vacancies",
        "nav-vacancies",
        For::Holders(Action::ReadVacancies),
    ),
    (
        "/applications",
        "/applications",
        "nav-applications",
        For::Holders(Action::ReadApplications),
    ),
    (
        "/placements",
        "/placements",
        "nav-placements",
        For::Holders(Action::ReadPlacements),
    ),
    (
        "/follow-ups",
        "/follow-ups",
        "nav-follow-ups",
        For::Holders(Action::ReadFollowUps),
    ),
    (
        "/still-here",
        "/still-here",
        "nav-still-here",
        For::Holders(Action::ConfirmOnPost),
    ),
    ("/cases", "/cases", "nav-cases", For::Holders(Action::ReadCases)),
    ("/round", "/round", "nav-round", For::Holders(Action::ReadWorkers)),
    ("/figures", "/figures", "nav-figures", For::Holders(Action::ReadFigures)),
    (
        "/registers",
        "/registers",
        "nav-registers",
        For::Holders(Action::ReadFigures),
    ),
    (
        "/manage/fairs",
        "/manage/fairs",
        "nav-fairs",
        For::Holders(Action::ReadFairs),
    ),
    (
        "/trainings",
        "/trainings",
        "nav-trainings",
        For::Holders(Action::ReadTrainings),
    ),
    ("/batches", "/batches", "nav-batches", For::Holders(Action::ReadBatches)),
    (
        "/arrivals",
        "/arrivals",
        "nav-arrivals",
        For::Holders(Action::OwnEmployer),
    ),
    (
        "/workshops",
        "/workshops",
        "nav-workshops",
        For::Holders(Action::ReadWorkshops),
    ),
    (
        "/subsidies",
        "/subsidies",
        "nav-subsidies",
        For::Holders(Action::ReadSubsidies),
    ),
    ("/imports", "/imports", "nav-imports", For::Holders(Action::ImportFiles)),
    (
        "/accounts",
        "/accounts",
        "nav-accounts",
        For::Holders(Action::ManageAccounts),
    ),
];

/// The links for this reader.
#[must_use]
pub fn links(c: &Ctx) -> Vec<Link> {
    LINKS
        .iter()
        .filter(|(_, _, _, reader)| match reader {
            For::Everybody => true,
            For::Visitors => c.actor.role().is_none(),
            For::Holders(action) => c.may(*action),
            For::Others(action) => !c.may(*action),
        })
        .map(|(path, folder, key, _)| Link {
            path,
            key,
            current: c.path == *folder || c.path.starts_with(&format!("{folder}/")),
        })
        .collect()
}
