//! Which real id fills which route, and to whom what stands there is strange.

use axum::http::Method;
use entity::codes::Role;
use labour_bridge::web::{Route, route_table};
use uuid::Uuid;

use crate::support::TestApp;
use crate::support::workers::OTHER_VILLAGE;
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

fn row(path: &'static str, values: Vec<Vec<String>>, whose: Whose, version: i32) -> Row {
    Row {
        path,
        values,
        whose,
        version,
    }
}

/// What fills every route that has a parameter. The longest path that begins a route is its line.
pub async fn rows(app: &TestApp, w: &World) -> Vec<Row> {
    let one = |id: Uuid| vec![vec![id.to_string()]];
    let two = |id: Uuid, other: Uuid| vec![vec![id.to_string(), other.to_string()]];
    let text = |value: &str| vec![vec![value.to_owned()]];
    let sections = [
        "details",
        "number",
        "phones",
        "household",
        "skills",
        "certificates",
        "limits",
        "wants",
        "consent",
        "status",
    ];
    let sections = sections
        .map(|section| vec![w.worker.to_string(), section.to_owned()])
        .to_vec();
    let firm = app.employer_row(w.firm).await.version;
    let public = Whose::Everybody("posts are made to be read");
    vec![
        row("/accounts/{id}", one(w.account), Whose::Administrators, 1),
        row("/workers/{id}", one(w.worker), Whose::Person, 1),
        row("/workers/{id}/edit/{section}", sections, Whose::Person, 1),
        row(
            "/workers/duplicates/{one}/{other}",
            two(w.worker.min(w.twin), w.worker.max(w.twin)),
            Whose::Person,
            1,
        ),
        row(
            "/applications/{id}",
            one(w.application),
            Whose::Person,
            app.application(w.application).await.version,
        ),
        row("/placements/{id}", one(w.placement), Whose::Person, 1),
        row("/follow-ups/{id}", one(w.placement), Whose::Person, 1),
        row("/cases/{id}", one(w.case), Whose::Person, 1),
        row("/returned/{id}", one(w.help), Whose::Person, 1),
        row("/round/people/{id}", one(w.worker), Whose::Person, 1),
        row("/round/sheets/{id}", one(w.sheet), Whose::Person, 1),
        row("/round/rows/{code}", text(&w.row), Whose::Person, 1),
        row("/round/alerts/{id}", one(w.alert), Whose::Person, 1),
        row("/round/villages/{code}", text(OTHER_VILLAGE), Whose::Person, 1),
        row("/employers/{id}", one(w.firm), Whose::Firm, firm),
        row(
            "/employers/{id}/papers/{paper}",
            two(w.firm, w.paper),
            Whose::Firm,
            firm,
        ),
        row(
            "/employers/{id}/users/{account}",
            two(w.firm, w.firm_account),
            Whose::Firm,
            firm,
        ),
        row("/files/{id}", one(w.file), Whose::Firm, 1),
        row(
            "/manage/vacancies/{id}",
            [one(w.post), one(w.draft)].concat(),
            Whose::Firm,
            app.post(w.post).await.version,
        ),
        row("/manage/vacancies/{id}/matches", one(w.post), Whose::Matching, 1),
        row("/vacancies/{id}", one(w.post), public, 1),
        row("/api/v1/vacancies/{id}", one(w.post), public, 1),
        row(
            "/apply/{id}",
            one(w.post),
            Whose::Everybody("anybody may sign up for a public post"),
            1,
        ),
        row("/vacancies/{id}", one(w.draft), Whose::Nobody, 1),
        row("/api/v1/vacancies/{id}", one(w.draft), Whose::Nobody, 1),
        row("/apply/{id}", one(w.draft), Whose::Nobody, 1),
        row(
            "/apply/done/{reference}",
            text(&w.reference),
            Whose::Everybody("the slip says nothing of the person, and only its holder has the number"),
            1,
        ),
        row("/my/{reference}", text(&w.reference), Whose::Holder, 1),
        row(
            "/fairs/{id}",
            one(w.fair),
            Whose::Everybody("a fair is announced to everybody"),
            1,
        ),
        // Without its code a ticket is nobody's.
        row("/fairs/{id}/ticket", one(w.fair), Whose::Nobody, 1),
        row("/fairs/{id}/book", one(w.fair), Whose::AnyFirm, 1),
        row("/fairs/{id}/door", one(w.fair), Whose::Person, 1),
        row("/fairs/{id}/booths/{booth}", two(w.fair, w.booth), Whose::Person, 2),
        row("/manage/fairs/{id}", one(w.fair), Whose::Person, 3),
        row(
            "/manage/fairs/{id}/steps/{step}",
            vec![vec![w.fair.to_string(), "lock".to_owned()]],
            Whose::Person,
            3,
        ),
        row(
            "/manage/fairs/{id}/papers/{file}",
            two(w.fair, w.scan),
            Whose::Person,
            3,
        ),
        row(
            "/manage/fairs/{id}/booths/{booth}",
            two(w.fair, w.booth),
            Whose::Person,
            2,
        ),
        row(
            "/manage/fairs/{id}/tickets/{ticket}",
            two(w.fair, w.ticket),
            Whose::Person,
            1,
        ),
        row(
            "/manage/fairs/{id}/invitations/{invitation}",
            two(w.fair, w.invitation),
            Whose::Person,
            1,
        ),
        row("/workshops/{id}", one(w.workshop), Whose::Person, 2),
        row(
            "/workshops/{id}/papers/{file}",
            two(w.workshop, w.report),
            Whose::Person,
            2,
        ),
        row(
            "/workshops/{id}/roll/{month}",
            vec![vec![w.workshop.to_string(), w.month.clone()]],
            Whose::Person,
            1,
        ),
        row("/workshops/rules/{id}", one(w.rule), Whose::Person, 1),
        row("/imports/{id}", one(w.batch), Whose::Office, 1),
        row("/exports/{file}", text("workers.csv"), Whose::OwnRows, 1),
        row(
            "/static/{name}",
            text("app.css"),
            Whose::Everybody("style sheet, script and mark"),
            1,
        ),
    ]
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
