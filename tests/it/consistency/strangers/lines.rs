//! The lines of the table, a function a noun or a family of nouns.

use uuid::Uuid;

use super::table::{Row, Whose};
use crate::support::TestApp;
use crate::support::workers::OTHER_VILLAGE;
use crate::support::world::World;

fn row(path: &'static str, values: Vec<Vec<String>>, whose: Whose, version: i32) -> Row {
    Row {
        path,
        values,
        whose,
        version,
    }
}

fn one(id: Uuid) -> Vec<Vec<String>> {
    vec![vec![id.to_string()]]
}

fn two(id: Uuid, other: Uuid) -> Vec<Vec<String>> {
    vec![vec![id.to_string(), other.to_string()]]
}

fn with(id: Uuid, word: &str) -> Vec<Vec<String>> {
    vec![vec![id.to_string(), word.to_owned()]]
}

fn text(value: &str) -> Vec<Vec<String>> {
    vec![vec![value.to_owned()]]
}

/// What fills every route that has a parameter. The longest path that begins a route is its line.
pub async fn rows(app: &TestApp, w: &World) -> Vec<Row> {
    let mut rows = people(app, w).await;
    rows.extend(firms(app, w).await);
    rows.extend(public(w));
    rows.extend(fairs(w));
    rows.extend(trainings(w));
    rows.extend(workshops(w));
    rows.extend(figures(w));
    rows.extend(rides(app, w).await);
    rows.extend(subsidies(w));
    rows.extend(service(w));
    rows
}

fn sections(w: &World) -> Vec<Vec<String>> {
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
    sections
        .map(|section| vec![w.worker.to_string(), section.to_owned()])
        .to_vec()
}

async fn people(app: &TestApp, w: &World) -> Vec<Row> {
    vec![
        row("/workers/{id}", one(w.worker), Whose::Person, 1),
        row("/workers/{id}/edit/{section}", sections(w), Whose::Person, 1),
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
    ]
}

async fn firms(app: &TestApp, w: &World) -> Vec<Row> {
    let firm = app.employer_row(w.firm).await.version;
    vec![
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
    ]
}

fn public(w: &World) -> Vec<Row> {
    let public = Whose::Everybody("posts are made to be read");
    vec![
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
    ]
}

fn fairs(w: &World) -> Vec<Row> {
    vec![
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
            two(w.fair, w.visitor_ticket),
            Whose::Person,
            1,
        ),
        row(
            "/manage/fairs/{id}/invitations/{invitation}",
            two(w.fair, w.invitation),
            Whose::Person,
            1,
        ),
    ]
}

fn trainings(w: &World) -> Vec<Row> {
    let own = |path, other| row(path, two(w.training, other), Whose::Person, 1);
    vec![
        row(
            "/learn/{id}",
            one(w.training),
            Whose::Everybody("a training that gives seats is announced to everybody"),
            1,
        ),
        row("/trainings/{id}", one(w.training), Whose::Person, 3),
        row(
            "/trainings/{id}/steps/{step}",
            with(w.training, "cancel"),
            Whose::Person,
            3,
        ),
        own("/trainings/{id}/papers/{file}", w.training_scan),
        own("/trainings/{id}/seats/{seat}", w.seat),
        own("/trainings/{id}/days/{day}", w.half_day),
        own("/trainings/{id}/posts/{vacancy}", w.post),
        own("/trainings/{id}/requests/{request}", w.request),
    ]
}

fn workshops(w: &World) -> Vec<Row> {
    vec![
        row("/workshops/{id}", one(w.workshop), Whose::Person, 2),
        row(
            "/workshops/{id}/papers/{file}",
            two(w.workshop, w.report),
            Whose::Person,
            2,
        ),
        row(
            "/workshops/{id}/roll/{month}",
            with(w.workshop, &w.month),
            Whose::Person,
            1,
        ),
        row("/workshops/rules/{id}", one(w.rule), Whose::Person, 1),
    ]
}

fn figures(w: &World) -> Vec<Row> {
    vec![
        row("/figures/of/{code}", text("T1"), Whose::OwnRows, 1),
        row("/figures/checks/{code}", text("missing"), Whose::OwnRows, 1),
        row("/figures/sheets/{id}", one(w.figure_sheet), Whose::Person, 1),
        row(
            "/figures/sheets/{id}/{code}",
            with(w.figure_sheet, "T1"),
            Whose::Person,
            1,
        ),
        row("/figures/plans/{id}", one(w.plan), Whose::Person, 1),
        row("/figures/pairings/{id}", one(w.pairing), Whose::Person, 1),
        row("/figures/ledgers/{ledger}", text("project"), Whose::OwnRows, 1),
        row("/figures/ledger-rows/{id}", one(w.ledger_row), Whose::Person, 1),
        row("/registers/{register}", text("labour"), Whose::OwnRows, 1),
        row("/registers/layouts/{id}", one(w.layout), Whose::Person, 1),
        row("/registers/numbers/{id}", one(w.number_request), Whose::Person, 1),
    ]
}

fn subsidies(w: &World) -> Vec<Row> {
    let filed = &w.subsidy;
    vec![
        row("/subsidies/{id}", one(filed.policy), Whose::Person, 2),
        row("/subsidies/claims/{id}", one(filed.claim), Whose::Person, 1),
        row(
            "/subsidies/claims/{id}/papers/{file}",
            two(filed.claim, filed.scan),
            Whose::Person,
            1,
        ),
        row("/subsidies/notices/{id}", one(filed.notice), Whose::Person, 1),
        row("/subsidies/objections/{id}", one(filed.objection), Whose::Person, 1),
    ]
}

fn service(w: &World) -> Vec<Row> {
    vec![
        row("/accounts/{id}", one(w.account), Whose::Administrators, 1),
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

/// The transfer that brought somebody back to the firm.
async fn rides(app: &TestApp, w: &World) -> Vec<Row> {
    let version = app.batch(w.ride.batch).await.version;
    vec![
        row("/batches/{id}", one(w.ride.batch), Whose::Person, version),
        row(
            "/batches/{id}/steps/{step}",
            with(w.ride.batch, "settle"),
            Whose::Person,
            version,
        ),
        row(
            "/batches/{id}/vehicles/{vehicle}",
            two(w.ride.batch, w.ride.vehicle),
            Whose::Person,
            1,
        ),
        row(
            "/batches/{id}/points/{point}",
            two(w.ride.batch, w.ride.point),
            Whose::Person,
            1,
        ),
        row(
            "/batches/{id}/passengers/{passenger}",
            two(w.ride.batch, w.ride.passenger),
            Whose::Person,
            1,
        ),
        row(
            "/batches/{id}/roll/{kind}",
            with(w.ride.batch, "arrival"),
            Whose::Person,
            1,
        ),
        row(
            "/batches/{id}/hand-over/{employer}",
            two(w.ride.batch, w.firm),
            Whose::Person,
            1,
        ),
        row(
            "/batches/{id}/hand-overs/{list}",
            two(w.ride.batch, w.ride.list),
            Whose::Person,
            1,
        ),
    ]
}
