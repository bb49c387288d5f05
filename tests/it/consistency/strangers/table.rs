//! Which real id fills which route, and to whom what stands there is strange.

use axum::http::Method;
use entity::codes::Role;
use labour_bridge::web::{Route, route_table};

use super::lines::rows;
use crate::support::TestApp;
use crate::support::world::World;

/// Whose an object is, and with that who is a stranger to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A person of HOME, or what came of an introduction to a firm: nobody from elsewhere, no other firm, no administrator.
    Person,
    /// A firm's own. Firms hire in every county, so staff and auditors everywhere know them; auditors change nothing.
    Firm,
    /// What every firm may ask for at a fair of this place; staff only of its places.
    AnyFirm,
    /// A public post as matching sees it: whoever matches, with the own people.
    Matching,
    /// A file that an office brought in: the people of its places who may bring files in.
    Office,
    /// The accounts.
    Administrators,
    /// Whoever holds the number of the slip and the end of the phone.
    Holder,
    /// Not public, and these routes show nobody what is not, its owner included.
    Nobody,
    /// Everybody, and why.
    Everybody(&'static str),
    /// A list, which shows each reader the own rows.
    OwnRows,
}

/// Everybody who could ask. `None` is somebody who has not signed in.
pub const READERS: [Option<Role>; 7] = [
    None,
    Some(Role::County),
    Some(Role::Station),
    Some(Role::Liaison),
    Some(Role::Auditor),
    Some(Role::Admin),
    Some(Role::Employer),
];

impl Whose {
    /// Whether somebody from elsewhere with this role is a stranger who must find nothing.
    pub fn shuts_out(self, reader: Option<Role>, method: &Method) -> bool {
        let writes = *method != Method::GET;
        let known = match self {
            Self::Everybody(_) | Self::OwnRows => true,
            Self::Firm => {
                matches!(reader, Some(Role::County | Role::Station)) || (reader == Some(Role::Auditor) && !writes)
            }
            Self::AnyFirm => reader == Some(Role::Employer),
            Self::Matching => matches!(reader, Some(Role::County | Role::Station | Role::Liaison)),
            Self::Administrators => reader == Some(Role::Admin),
            Self::Holder => !writes,
            Self::Person | Self::Office | Self::Nobody => false,
        };
        !known
    }
}

/// A route, or all routes below it, and real values for its parameters.
pub struct Row {
    pub path: &'static str,
    pub values: Vec<Vec<String>>,
    pub whose: Whose,
    pub version: i32,
}

fn begins(row: &str, route: &str) -> bool {
    let mut parts = route.split('/');
    row.split('/').all(|part| parts.next() == Some(part))
}

/// The route with these values in place of its parameters, if there is one for each.
pub fn filled(route: &str, values: &[String]) -> Option<String> {
    let mut values = values.iter();
    let mut path = String::new();
    for part in route.split('/').skip(1) {
        path.push('/');
        path.push_str(if part.starts_with('{') { values.next()? } else { part });
    }
    values.next().is_none().then_some(path)
}

/// A route with real ids in it.
pub struct Question<'r> {
    pub route: Route,
    pub path: String,
    pub row: &'r Row,
}

/// Every route that has a parameter, with real ids. Fails for a route that no line fills, and for a line that fills no route.
pub fn questions(rows: &[Row]) -> Vec<Question<'_>> {
    let mut questions = Vec::new();
    let mut missing = Vec::new();
    let mut used = Vec::new();
    for route in route_table().into_iter().filter(|route| route.path.contains('{')) {
        let longest = rows
            .iter()
            .filter(|row| begins(row.path, route.path))
            .map(|row| row.path.len())
            .max();
        let before = questions.len();
        for row in rows
            .iter()
            .filter(|row| begins(row.path, route.path) && Some(row.path.len()) == longest)
        {
            used.push(row.path);
            questions.extend(row.values.iter().filter_map(|values| {
                Some(Question {
                    path: filled(route.path, values)?,
                    route: route.clone(),
                    row,
                })
            }));
        }
        if questions.len() == before {
            missing.push(format!("{} {}", route.method, route.path));
        }
    }
    assert!(
        missing.is_empty(),
        "nothing real is asked for on {missing:#?}: give it a line in rows()"
    );
    let stale: Vec<&str> = rows
        .iter()
        .map(|row| row.path)
        .filter(|path| !used.contains(path))
        .collect();
    assert!(stale.is_empty(), "no route has these parameters any more: {stale:?}");
    questions
}

/// Every address that is read, with real ids in it.
pub async fn real_paths(app: &TestApp, w: &World) -> Vec<String> {
    let rows = rows(app, w).await;
    let read = questions(&rows)
        .into_iter()
        .filter(|question| question.route.method == Method::GET);
    read.map(|question| question.path).collect()
}
