//! Rows of employer lists: read, compared by credit code, carried out by the commands of [`crate::domain::employers`].

use std::collections::HashMap;

use entity::codes::EmployerKind;
use entity::employer;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::content::{Change, RowProblem};
use super::normalise;
use super::reader::RawRow;
use super::session::{Fields, Judged, Session};
use super::vacancies::credit_problem;
use crate::domain::checks::credit_code::{CodeKind, CreditCode};
use crate::domain::checks::phone::EmployerPhone;
use crate::domain::employers::{self, EmployerInput};
use crate::domain::error::Result;
use crate::domain::unit::Unit;
use crate::reference::{industry, region};

/// The name on the licence in the file is not the one in the records: a new name needs the new licence.
pub(in crate::domain::interchange) const NAME_DIFFERS: &str = "import-conflict-employer-name";

/// An employer to be written.
pub(in crate::domain::interchange) struct Task {
    input: EmployerInput,
    known: Option<(Uuid, i32)>,
}

/// Judge rows; the answers stand in their order.
pub(super) async fn judge(
    db: &impl ConnectionTrait,
    session: &mut Session<'_>,
    rows: &[RawRow],
) -> Result<Vec<(Judged, Option<Task>)>> {
    let read: Vec<(Row, Vec<RowProblem>)> = rows.iter().map(|row| read(session, row)).collect();
    let codes = read.iter().filter_map(|(row, _)| row.credit_code.as_deref());
    let known: HashMap<String, employer::Model> = employer::Entity::find()
        .filter(employer::Column::CreditCode.is_in(codes))
        .all(db)
        .await?
        .into_iter()
        .filter_map(|employer| Some((employer.credit_code.clone()?, employer)))
        .collect();
    Ok(read
        .into_iter()
        .zip(rows)
        .map(|((row, problems), raw)| one(session, &known, row, problems, raw.line))
        .collect())
}

/// What a row says; blank cells say nothing.
#[derive(Default)]
struct Row {
    name: String,
    credit_code: Option<String>,
    kind: Option<EmployerKind>,
    region_code: Option<String>,
    address: Option<String>,
    industry: Option<String>,
    size: Option<entity::codes::EmployerSize>,
    legal_representative: Option<String>,
    contact_name: Option<String>,
    contact_phone: Option<String>,
    agency_licence: Option<String>,
}

fn read(session: &Session<'_>, row: &RawRow) -> (Row, Vec<RowProblem>) {
    let mut fields = session.fields(row);
    let name = fields.text("name").unwrap_or_default();
    if !(2..=60).contains(&name.chars().count()) {
        fields.problem(RowProblem::new("name", "employers-problem-name").with("max", 60));
    }
    let credit_code = match CreditCode::parse(&fields.text("credit_code").unwrap_or_default()) {
        Ok(code) => Some(code),
        Err(problem) => {
            fields.problem(credit_problem("credit_code", problem));
            None
        }
    };
    let kind = fields
        .value("kind", normalise::employer_kind)
        .or_else(|| credit_code.as_ref().and_then(kind_of));
    let contact_phone = fields.text("phone").and_then(|text| match EmployerPhone::parse(&text) {
        Ok(phone) => Some(phone.as_str().to_owned()),
        Err(_) => {
            fields.problem(RowProblem::new("phone", "vacancies-problem-phone"));
            None
        }
    });
    let read = Row {
        name,
        kind,
        region_code: place(&mut fields),
        address: fields.text("address"),
        industry: fields.text("industry").and_then(|words| industry_of(&words)),
        size: fields.value("size", normalise::employer_size),
        legal_representative: fields.text("legal_rep"),
        contact_name: fields.text("contact"),
        contact_phone,
        agency_licence: fields
            .text("hr_licence_no")
            .or_else(|| fields.text("dispatch_licence_no")),
        credit_code: credit_code.map(|code| code.as_str().to_owned()),
    };
    (read, fields.problems)
}

fn kind_of(code: &CreditCode) -> Option<EmployerKind> {
    Some(match code.kind_hint() {
        CodeKind::Enterprise => EmployerKind::Enterprise,
        CodeKind::HouseholdBusiness => EmployerKind::HouseholdBusiness,
        CodeKind::Cooperative => EmployerKind::Cooperative,
        CodeKind::SocialOrganisation | CodeKind::PrivateNonProfit | CodeKind::Foundation => EmployerKind::Organisation,
        CodeKind::GovernmentBody | CodeKind::PublicInstitution => EmployerKind::Institution,
        CodeKind::VillageCollective => EmployerKind::VillageCollective,
        CodeKind::Other => return None,
    })
}

fn place(fields: &mut Fields<'_>) -> Option<String> {
    let words = fields
        .text("region_code")
        .or_else(|| fields.text("region"))
        .or_else(|| fields.text("address"))?;
    let found = region::resolve(words.trim_end_matches(".0"), None);
    match found.one().filter(|region| region.level >= 3) {
        Some(region) => Some(region.code.to_owned()),
        None => {
            fields.problem(RowProblem::new("region", "import-problem-place-county").with("shown", words));
            None
        }
    }
}

/// A code of GB/T 4754, or a name that is one or begins with one (制造, 制造业).
fn industry_of(words: &str) -> Option<String> {
    if industry::get(words).is_some() {
        return Some(words.to_owned());
    }
    let bare = words.trim_end_matches('业');
    industry::all()
        .iter()
        .find(|known| known.zh == words || known.zh.trim_end_matches('业') == bare)
        .map(|known| known.code.to_owned())
}

fn one(
    session: &mut Session<'_>,
    known: &HashMap<String, employer::Model>,
    row: Row,
    mut problems: Vec<RowProblem>,
    line: u32,
) -> (Judged, Option<Task>) {
    if let Some(code) = &row.credit_code
        && let Some(first) = session.seen_before(format!("code {code}"), line)
    {
        problems.push(RowProblem::new("credit_code", "import-problem-code-twice").with("line", first));
    }
    let record = row.credit_code.as_ref().and_then(|code| known.get(code));
    if record.is_none() {
        missing(&row, &mut problems);
    }
    if !problems.is_empty() {
        return (Judged::bad(problems), None);
    }
    if let Some(record) = record.filter(|record| record.name != folded(&row.name))
        && !session.takes(NAME_DIFFERS)
    {
        let changes = vec![Change::new("name", &record.name, &row.name)];
        return (
            Judged::conflict(RowProblem::new("name", NAME_DIFFERS), changes, Some(record.id)),
            None,
        );
    }
    let input = merged(record, row);
    let changes = record.map(|record| changes(record, &input)).unwrap_or_default();
    let judged = Judged::taken(Vec::new(), changes, record.map(|record| record.id));
    let task = judged.to_do().then(|| Task {
        input,
        known: record.map(|record| (record.id, record.version)),
    });
    (judged, task)
}

/// What a new record cannot do without.
fn missing(row: &Row, problems: &mut Vec<RowProblem>) {
    let needed = [
        ("region", row.region_code.is_none()),
        ("contact", row.contact_name.is_none()),
        ("phone", row.contact_phone.is_none()),
    ];
    for (field, _) in needed.into_iter().filter(|(_, missing)| *missing) {
        if !problems.iter().any(|problem| problem.field == field) {
            problems.push(RowProblem::new(field, "import-problem-cell-missing"));
        }
    }
}

/// Brackets as the public register writes them.
fn folded(name: &str) -> String {
    if name.is_ascii() {
        name.to_owned()
    } else {
        name.replace('(', "（").replace(')', "）").replace(' ', "")
    }
}

fn merged(record: Option<&employer::Model>, row: Row) -> EmployerInput {
    let kept = |read: fn(&employer::Model) -> &String| record.map(read).cloned().unwrap_or_default();
    let kind = row
        .kind
        .or(record.map(|record| record.kind))
        .unwrap_or(EmployerKind::Enterprise);
    let agency = kind == EmployerKind::Agency;
    EmployerInput {
        name: folded(&row.name),
        credit_code: row.credit_code.unwrap_or_default(),
        kind,
        region_code: row.region_code.unwrap_or_else(|| kept(|record| &record.region_code)),
        address: row.address.unwrap_or_else(|| kept(|record| &record.address)),
        industry: row.industry.unwrap_or_else(|| kept(|record| &record.industry)),
        size: row.size.or(record.and_then(|record| record.size)),
        legal_representative: row
            .legal_representative
            .unwrap_or_else(|| kept(|record| &record.legal_representative)),
        contact_name: row.contact_name.unwrap_or_else(|| kept(|record| &record.contact_name)),
        contact_phone: row
            .contact_phone
            .unwrap_or_else(|| kept(|record| &record.contact_phone)),
        agency_licence: if agency {
            row.agency_licence
                .unwrap_or_else(|| kept(|record| &record.agency_licence))
        } else {
            String::new()
        },
        agency_licence_until: record.and_then(|record| record.agency_licence_until).filter(|_| agency),
    }
}

fn changes(record: &employer::Model, input: &EmployerInput) -> Vec<Change> {
    use entity::codes::Code as _;
    let size = |size: Option<entity::codes::EmployerSize>| size.map(|size| size.key().to_owned()).unwrap_or_default();
    [
        ("name", record.name.clone(), input.name.clone()),
        ("kind", record.kind.key().to_owned(), input.kind.key().to_owned()),
        ("region", record.region_code.clone(), input.region_code.clone()),
        ("address", record.address.clone(), input.address.clone()),
        ("industry", record.industry.clone(), input.industry.clone()),
        ("size", size(record.size), size(input.size)),
        (
            "legal_rep",
            record.legal_representative.clone(),
            input.legal_representative.clone(),
        ),
        ("contact", record.contact_name.clone(), input.contact_name.clone()),
        ("phone", record.contact_phone.clone(), input.contact_phone.clone()),
        (
            "hr_licence_no",
            record.agency_licence.clone(),
            input.agency_licence.clone(),
        ),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(field, before, after)| Change::new(field, before, after))
    .collect()
}

/// Make or change the employer of the row.
pub(super) async fn carry_out(unit: &mut Unit, task: Task) -> Result<Uuid> {
    match task.known {
        None => employers::register(unit, task.input).await,
        Some((id, version)) => {
            employers::update(unit, id, version, task.input).await?;
            Ok(id)
        }
    }
}
