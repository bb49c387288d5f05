//! Rows of worker ledgers: read, compared with the records, carried out by the commands of [`crate::domain::workers`].

mod compare;
mod facts;
mod known;
mod places;
mod write;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::content::{Change, RowProblem};
use super::reader::RawRow;
use super::session::{Judged, Session};
use crate::domain::error::Result;
use facts::Facts;
use known::{Book, Known};

pub(super) use write::{change, register};

/// A row that says something new: what it says, and the record that it is about, if there is one.
pub(in crate::domain::interchange) struct Task {
    facts: Facts,
    known: Option<Known>,
    changes: Vec<Change>,
}

impl Task {
    /// Whether there is no record yet.
    pub fn is_new(&self) -> bool {
        self.known.is_none()
    }
}

/// The name in the file is not the name in the records.
pub(in crate::domain::interchange) const NAME_DIFFERS: &str = "import-conflict-name";
/// Somebody without a number in the records looks like the person in the file.
pub(in crate::domain::interchange) const TWIN: &str = "import-conflict-twin";

/// Judge rows; the answers stand in their order. The number of statements does not depend on how many rows there are.
pub(super) async fn judge(
    db: &impl ConnectionTrait,
    session: &mut Session<'_>,
    rows: &[RawRow],
) -> Result<Vec<(Judged, Option<Task>)>> {
    let read: Vec<(Facts, Vec<RowProblem>, Vec<RowProblem>)> =
        rows.iter().map(|row| facts::read(session, row)).collect();
    let book = Book::open(db, session, read.iter().map(|(facts, _, _)| facts)).await?;
    let judged = read.into_iter().zip(rows).map(|((facts, problems, remarks), row)| {
        if problems.is_empty() {
            one(session, &book, facts, remarks, row.line)
        } else {
            (Judged::bad(problems), None)
        }
    });
    Ok(judged.collect())
}

fn one(
    session: &mut Session<'_>,
    book: &Book,
    facts: Facts,
    remarks: Vec<RowProblem>,
    line: u32,
) -> (Judged, Option<Task>) {
    if let Some((problem, change)) = facts.clash.clone() {
        return (Judged::conflict(problem, vec![change], None), None);
    }
    let Some(index) = &facts.number_index else {
        return (without_number(book, &facts), None);
    };
    if let Some(first) = session.seen_before(format!("number {index}"), line) {
        return (
            Judged::bad(vec![
                RowProblem::new("id_no", "import-problem-number-twice").with("line", first),
            ]),
            None,
        );
    }
    match book.by_number(index) {
        Some(None) => (
            Judged::bad(vec![RowProblem::new("id_no", "import-problem-elsewhere")]),
            None,
        ),
        Some(Some(known)) => with_record(session, known, facts, remarks),
        None => match book.twin_of(&facts) {
            Some(twin) if !session.takes(TWIN) => {
                let changes = vec![Change::new("name", "", facts.name.as_str())];
                (
                    Judged::conflict(RowProblem::new("id_no", TWIN), changes, Some(twin)),
                    None,
                )
            }
            _ => (
                Judged::taken(remarks, Vec::new(), None),
                Some(Task {
                    facts,
                    known: None,
                    changes: Vec::new(),
                }),
            ),
        },
    }
}

/// A record needs its number: it is what keeps one person one record. A person who is there already under the same name and home is told.
fn without_number(book: &Book, facts: &Facts) -> Judged {
    match book.namesake_of(facts) {
        Some(id) => {
            let changes = vec![Change::new("name", facts.name.as_str(), facts.name.as_str())];
            Judged::conflict(RowProblem::new("id_no", "import-conflict-no-number"), changes, Some(id))
        }
        None => Judged::bad(vec![RowProblem::new("id_no", "id-number-empty")]),
    }
}

fn with_record(session: &Session<'_>, known: &Known, facts: Facts, remarks: Vec<RowProblem>) -> (Judged, Option<Task>) {
    let id: Uuid = known.worker.id;
    let take_name = session.takes(NAME_DIFFERS);
    if known.worker.name != facts.name.as_str() && !take_name {
        let changes = vec![Change::new("name", &known.worker.name, facts.name.as_str())];
        return (
            Judged::conflict(RowProblem::new("name", NAME_DIFFERS), changes, Some(id)),
            None,
        );
    }
    let changes = compare::changes(known, &facts, session.today(), session.vault);
    let judged = Judged::taken(remarks, changes.clone(), Some(id));
    let task = judged.to_do().then(|| Task {
        facts,
        known: Some(known.clone()),
        changes,
    });
    (judged, task)
}
