//! What is asked of a register, read from an address or a form: the question of figures, and the columns.

use crate::domain::error::Result;
use crate::domain::registers::{Column, Register, Wanted, layout};
use crate::web::ctx::Ctx;
use crate::web::error::{PageError, PageResult};
use crate::web::figures::ask::{Ask, AskQuery};
use crate::web::state::App;

/// Repeated `col` are columns; everything else is the question, a reason, and the name of a layout.
pub type Fields = Vec<(String, String)>;

/// The question as understood.
pub struct Asking {
    pub wanted: Wanted,
    pub ask: Ask,
    pub columns: Vec<&'static Column>,
    pub reason: String,
    /// The name under which the columns are to be kept.
    pub name: String,
    pub page: u64,
}

fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    let found = fields.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.trim()).unwrap_or_default()
}

/// The register of an address.
pub fn register(key: &str) -> PageResult<Register> {
    Register::from_key(key).ok_or(PageError::NotFound)
}

/// Understand it.
pub fn read(c: &Ctx, app: &App, register: Register, fields: &Fields) -> PageResult<Asking> {
    let query = AskQuery {
        period: field(fields, "period").to_owned(),
        from: field(fields, "from").to_owned(),
        until: field(fields, "until").to_owned(),
        place: field(fields, "place").to_owned(),
        ..AskQuery::default()
    };
    let ask = query.read(c, app.core.db.reader())?;
    let wanted: Result<Wanted> = Wanted::new(register, ask.asked.clone(), &c.actor);
    let keys = fields
        .iter()
        .filter(|(key, _)| key == "col")
        .map(|(_, value)| value.as_str());
    Ok(Asking {
        wanted: wanted?,
        columns: layout::chosen(register, keys),
        reason: field(fields, "reason").to_owned(),
        name: field(fields, "name").to_owned(),
        page: field(fields, "page").parse().unwrap_or(1),
        ask,
    })
}

impl Asking {
    /// Days or a place could not be read: the page shows other ones than were asked for and says so; nothing else may go out with them.
    pub fn is_wrong(&self) -> bool {
        !self.ask.problems.is_empty()
    }

    /// The same question, as the query of an address.
    pub fn query(&self) -> String {
        let mut query = self.ask.query();
        if self.columns.len() < self.wanted.register.columns().len() {
            for column in &self.columns {
                query.push_str("&col=");
                query.push_str(column.key);
            }
        }
        query
    }
}
