//! Rows of vacancy lists: read, judged by what the law asks of a post, taken over by the commands of [`crate::domain::vacancies`].

mod facts;
mod fill;
mod known;
mod write;

use chrono::NaiveDate;
use entity::codes::VacancyState;
use entity::vacancy;
use sea_orm::ConnectionTrait;

use super::content::{Change, RowProblem};
use super::reader::RawRow;
use super::session::{Judged, Session};
use crate::domain::checks::wording::Severity;
use crate::domain::error::Result;
use crate::domain::vacancies::{VacancyInput, findings_in, rules};
pub use facts::DEFAULT_SOURCE;
use facts::Facts;
pub(in crate::domain::interchange) use facts::credit_problem;
use known::Book;

pub(super) use write::carry_out;

/// A post to be written: whose, and what it says.
pub(in crate::domain::interchange) struct Task {
    source: String,
    reference: String,
    employer: Employer,
    input: VacancyInput,
    known: Option<Box<vacancy::Model>>,
}

/// Whose post it is.
pub(in crate::domain::interchange) enum Employer {
    /// A record found by its credit code or through the post itself.
    Known(uuid::Uuid),
    /// A name, found or taken over when the row is carried out.
    Named(String),
}

/// Judge rows; the answers stand in their order. The number of statements does not depend on how many rows there are.
pub(super) async fn judge(
    db: &impl ConnectionTrait,
    session: &mut Session<'_>,
    rows: &[RawRow],
) -> Result<Vec<(Judged, Option<Task>)>> {
    let read: Vec<Facts> = rows.iter().map(|row| facts::read(session, row)).collect();
    let book = Book::open(db, &read).await?;
    Ok(read
        .into_iter()
        .zip(rows)
        .map(|(facts, row)| one(session, &book, facts, row.line))
        .collect())
}

fn one(session: &mut Session<'_>, book: &Book, facts: Facts, line: u32) -> (Judged, Option<Task>) {
    if !facts.problems.is_empty() {
        return (Judged::bad(facts.problems), None);
    }
    if let Some(first) = session.seen_before(format!("{}\n{}", facts.source, facts.reference), line) {
        return (
            Judged::bad(vec![
                RowProblem::new("ref", "import-problem-ref-twice").with("line", first),
            ]),
            None,
        );
    }
    let known = book.post(&facts.source, &facts.reference);
    let today = session.today();
    let input = fill::input(known.map(VacancyInput::of), &facts, today);
    if let Some(post) = known.filter(|post| matches!(post.state, VacancyState::Withdrawn | VacancyState::TakenDown)) {
        let problem = RowProblem::new("", "import-conflict-ended");
        return (
            Judged::conflict(problem, changes(&VacancyInput::of(post), &input), Some(post.id)),
            None,
        );
    }
    let before = known.map(VacancyInput::of);
    if let (Some(post), Some(before)) = (known, &before)
        && *before == input
    {
        return (Judged::taken(Vec::new(), Vec::new(), Some(post.id)), None);
    }
    // Reading a whole advert for forbidden wording is dear, and the command that takes the post over reads it again anyway. A draft is not
    // read by its command, but what was refused when the file was looked at is no longer new or changed.
    let problems = if session.applying { Vec::new() } else { unlawful(book, &facts, &input, today, session.publish) };
    if !problems.is_empty() {
        return (Judged::bad(problems), None);
    }
    let changes = before.map(|before| changes(&before, &input)).unwrap_or_default();
    let employer = match (known, book.employer(&facts)) {
        (Some(post), _) => Employer::Known(post.employer_id),
        (None, Some(employer)) => Employer::Known(employer.id),
        (None, None) => Employer::Named(facts.employer.clone()),
    };
    let judged = Judged::taken(facts.remarks, changes, known.map(|post| post.id));
    let known = known.cloned().map(Box::new);
    (
        judged,
        Some(Task {
            source: facts.source,
            reference: facts.reference,
            employer,
            input,
            known,
        }),
    )
}

/// Everything that keeps a post from being taken over. What the law forbids is refused whoever reviewed it before.
fn unlawful(book: &Book, facts: &Facts, input: &VacancyInput, today: NaiveDate, publish: bool) -> Vec<RowProblem> {
    let mut problems: Vec<RowProblem> = rules::basics(input, today).iter().map(RowProblem::from).collect();
    if publish && input.valid_until < today {
        problems.push(RowProblem::new("valid_until", "vacancies-problem-valid-past"));
    }
    if let Some(stopped) = book.stopped(facts) {
        problems.push(RowProblem::new("employer", stopped));
    }
    let blocked = findings_in(input, today);
    problems.extend(
        blocked
            .iter()
            .filter(|found| found.severity == Severity::Block)
            .map(|found| RowProblem::from(&rules::as_problem(found))),
    );
    problems
}

/// What the file says differently, by field.
fn changes(before: &VacancyInput, after: &VacancyInput) -> Vec<Change> {
    let pay = |input: &VacancyInput| format!("{}–{}", input.pay_min_yuan, input.pay_max_yuan);
    let shown = |input: &VacancyInput| -> [(&'static str, String); 10] {
        let living = |provision: entity::codes::Provision| entity::codes::Code::key(provision).to_owned();
        [
            ("title", input.title.clone()),
            ("pay", pay(input)),
            ("headcount", input.headcount.to_string()),
            ("place", input.place_code.clone()),
            ("occupation", input.occupation_code.clone()),
            ("lodging", living(input.lodging)),
            ("meals", living(input.meals)),
            ("valid_until", input.valid_until.to_string()),
            (
                "hours_per_month",
                input.hours_per_month.map(|hours| hours.to_string()).unwrap_or_default(),
            ),
            ("phone", input.contact_phone.clone()),
        ]
    };
    let mut found: Vec<Change> = shown(before)
        .into_iter()
        .zip(shown(after))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| Change::new(field, before, after))
        .collect();
    if found.is_empty() && before != after {
        // Long texts are not quoted: the page of the post shows them.
        found.push(Change::new("description", "", ""));
    }
    found
}
