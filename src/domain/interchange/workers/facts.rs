//! What one ledger row says of a person. An optional cell that cannot be read refuses the row, because dropping it would lose what
//! somebody wrote; wishes and skills in free words that nobody knows become remarks.

use chrono::NaiveDate;
use entity::codes::{
    Code as _, Education, HouseholdBase, LabourAbility, Limit, Monitor, PhoneOwner, Sex, SkillLevel, WantKind,
    WorkerStatus,
};

use super::places;
use crate::domain::checks::id_number::{self, IdNumber};
use crate::domain::checks::phone::Mobile;
use crate::domain::interchange::content::{Change, RowProblem};
use crate::domain::interchange::normalise::{self, DateCell, Precision};
use crate::domain::interchange::reader::RawRow;
use crate::domain::interchange::session::{Fields, Session};
use crate::domain::workers;
use crate::reference::{certificate, occupation, region};

/// Longest note that a record takes, in letters.
const NOTE_LETTERS: usize = 500;

/// What the household columns say. Nothing where they are blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HouseholdFacts {
    pub base: Option<HouseholdBase>,
    /// `Some(None)` says that the household is not watched.
    pub monitor: Option<Option<Monitor>>,
    pub risk_cleared: Option<bool>,
    pub from: Option<NaiveDate>,
}

/// What the wish columns say. Nothing where they are blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wishes {
    pub kinds: Option<Vec<WantKind>>,
    pub places: Option<Vec<String>>,
    pub trades: Option<Vec<String>>,
    pub pay_min_yuan: Option<i32>,
    pub lodging_required: Option<bool>,
    pub meals_wanted: Option<bool>,
    pub night_shift_ok: Option<bool>,
    pub near_home_only: Option<bool>,
    pub with_spouse: Option<bool>,
    pub earliest_date: Option<NaiveDate>,
    pub training_wish: Option<String>,
}

/// What one row says. Fields that the row leaves blank say nothing, and nothing is ever erased by them.
#[derive(Clone, Debug)]
pub(in crate::domain::interchange) struct Facts {
    pub(super) name: String,
    pub(super) number: Option<IdNumber>,
    pub(super) number_index: Option<String>,
    pub(super) birth: Option<NaiveDate>,
    pub(super) region_code: String,
    pub(super) education: Option<Education>,
    pub(super) labour_ability: Option<LabourAbility>,
    pub(super) limits: Vec<Limit>,
    pub(super) phones: Vec<(Mobile, PhoneOwner)>,
    pub(super) household: Option<HouseholdFacts>,
    pub(super) status: Option<WorkerStatus>,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) skills: Vec<(&'static str, SkillLevel)>,
    pub(super) certificates: Vec<&'static str>,
    pub(super) wishes: Wishes,
    pub(super) consent_form: Option<String>,
    pub(super) note: Option<String>,
    /// What the row says against its own identity number: the problem, and both values.
    pub(super) clash: Option<(RowProblem, Change)>,
}

/// Read a row: what it says, why it cannot be used, and what to look at though it can.
pub(super) fn read(session: &mut Session<'_>, row: &RawRow) -> (Facts, Vec<RowProblem>, Vec<RowProblem>) {
    let mut fields = session.fields(row);
    let mut remarks = Vec::new();
    let today = session.today();
    let number = number(&mut fields, today);
    let name = name(&mut fields);
    let region_code = places::home(session, &mut fields).unwrap_or_default();
    let clash = number.as_ref().and_then(|number| clash(&mut fields, number));
    let birth = number.as_ref().map(IdNumber::birth_date);
    let as_of = past_day(&mut fields, "status_as_of", today);
    let level = fields
        .value("skill_level", normalise::skill_level)
        .unwrap_or(SkillLevel::None);
    let facts = Facts {
        name,
        number_index: number
            .as_ref()
            .map(|number| workers::number_index(session.vault, number)),
        number,
        birth,
        region_code,
        education: fields
            .value("education", normalise::education)
            .and_then(Education::from_key),
        labour_ability: fields.value("labour_ability", normalise::labour_ability),
        limits: fields
            .text("health_limits")
            .map(|text| normalise::limits(&text))
            .unwrap_or_default(),
        phones: phones(&mut fields),
        household: household(&mut fields, today),
        status: fields.value("status", normalise::status),
        as_of,
        skills: skills(&mut fields, level, &mut remarks),
        certificates: certificates(&mut fields, &mut remarks),
        wishes: wishes(&mut fields, &mut remarks),
        consent_form: fields.text("consent_form"),
        note: note(&mut fields),
        clash,
    };
    (facts, fields.problems, remarks)
}

fn number(fields: &mut Fields<'_>, today: NaiveDate) -> Option<IdNumber> {
    let cell = fields
        .cell("id_no")
        .filter(|cell| !cell.text.trim().is_empty())?
        .clone();
    let text = match normalise::whole(&cell) {
        Ok(text) => text,
        Err(problem) => {
            fields.problem(RowProblem::of_cell("id_no", problem));
            return None;
        }
    };
    // The national lists carry 20 or 22 characters where the person holds a disability certificate; what they say beyond the number is
    // about health and is left behind.
    let read = IdNumber::parse(text, today).or_else(|problem| match problem {
        id_number::IdNumberProblem::DisabilityCard => id_number::base_of_disability_card(text, today),
        other => Err(other),
    });
    match read {
        Ok(number) => Some(number),
        Err(problem) => {
            let told = RowProblem::new("id_no", problem.key());
            fields.problem(match problem {
                id_number::IdNumberProblem::Length { found } => told.with("found", found),
                id_number::IdNumberProblem::BadChar { position } => told.with("position", position),
                _ => told,
            });
            None
        }
    }
}

fn name(fields: &mut Fields<'_>) -> String {
    let text = fields.text("name").unwrap_or_default();
    match workers::read_name("name", &text) {
        Ok(name) => name.as_str().to_owned(),
        Err(problem) => {
            fields.problem(RowProblem::from(&problem));
            text
        }
    }
}

/// Sex and birth follow from the number; a ledger that says otherwise has mixed up two people or has a wrong number.
fn clash(fields: &mut Fields<'_>, number: &IdNumber) -> Option<(RowProblem, Change)> {
    let of_number = match number.sex() {
        id_number::Sex::Male => Sex::Male,
        id_number::Sex::Female => Sex::Female,
    };
    if let Some(said) = fields.value("sex", normalise::sex).and_then(Sex::from_key)
        && said != of_number
    {
        return Some((
            RowProblem::new("sex", "import-conflict-sex"),
            Change::new("sex", of_number.key(), said.key()),
        ));
    }
    let said = fields.value("birth", normalise::date)?;
    let born = number.birth_date();
    (!is_same_birth(said, born)).then(|| {
        (
            RowProblem::new("birth", "import-conflict-birth"),
            Change::new("birth", born.to_string(), said.date.to_string()),
        )
    })
}

fn is_same_birth(said: DateCell, born: NaiveDate) -> bool {
    use chrono::Datelike as _;
    match said.precision {
        Precision::Day => said.date == born,
        Precision::Month => (said.date.year(), said.date.month()) == (born.year(), born.month()),
    }
}

fn past_day(fields: &mut Fields<'_>, field: &str, today: NaiveDate) -> Option<NaiveDate> {
    let day = fields.value(field, normalise::date)?.date;
    if day > today {
        fields.problem(RowProblem::new(field, "workers-date-future"));
        return None;
    }
    Some(day)
}

fn phones(fields: &mut Fields<'_>) -> Vec<(Mobile, PhoneOwner)> {
    let mut found: Vec<(Mobile, PhoneOwner)> = Vec::new();
    let owner = fields
        .value("phone_owner", normalise::phone_owner)
        .unwrap_or(PhoneOwner::Worker);
    for (field, owner) in [("phone", owner), ("household_phone", head_of_household(fields))] {
        let Some(text) = fields.text(field) else { continue };
        let parts: Vec<&str> = if workers::read_mobile(field, &text).is_ok() {
            vec![&text]
        } else {
            words(&text)
        };
        for part in parts {
            match workers::read_mobile(field, part) {
                Ok(number) if found.iter().any(|(known, _)| known.as_str() == number.as_str()) => {}
                Ok(number) => found.push((number, owner)),
                Err(problem) => fields.problem(RowProblem::from(&problem)),
            }
        }
    }
    found
}

/// Whose the household's telephone most likely is, by the person's relation to the head.
fn head_of_household(fields: &mut Fields<'_>) -> PhoneOwner {
    match fields.text("relation").as_deref() {
        Some("户主" | "本人") => PhoneOwner::Worker,
        Some(relation) if relation.contains("配偶") || relation == "妻" || relation == "夫" => PhoneOwner::Spouse,
        Some(relation) if relation.contains('父') || relation.contains('母') => PhoneOwner::Child,
        _ => PhoneOwner::Parent,
    }
}

fn household(fields: &mut Fields<'_>, today: NaiveDate) -> Option<HouseholdFacts> {
    let said = fields.value("household_base", normalise::household);
    let watched = fields.value("monitor", normalise::household);
    let risk_cleared = fields.value("risk_cleared", normalise::yes_no);
    let from = past_day(fields, "risk_from", today);
    if said.is_none() && watched.is_none() && risk_cleared.is_none() {
        return None;
    }
    let base = said
        .and_then(|said| said.base)
        .or_else(|| watched.and_then(|watched| watched.base))
        .map(|base| match base {
            "lifted" => HouseholdBase::Lifted,
            _ => HouseholdBase::General,
        });
    let of_base = said.and_then(|said| said.monitor).and_then(Monitor::from_key);
    let monitor = match watched {
        Some(watched) => Some(watched.monitor.and_then(Monitor::from_key)),
        None => of_base.map(Some),
    };
    Some(HouseholdFacts {
        base,
        monitor,
        risk_cleared,
        from,
    })
}

/// The words of a cell that lists several.
fn words(text: &str) -> Vec<&str> {
    text.split(['、', ',', ';', '/', ' ', '，', '；', '|'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect()
}

fn says_none(word: &str) -> bool {
    matches!(
        word,
        "无" | "没有" | "否" | "不限" | "暂无" | "有" | "是" | "都行" | "均可" | "无要求"
    )
}

fn skills(
    fields: &mut Fields<'_>,
    level: SkillLevel,
    remarks: &mut Vec<RowProblem>,
) -> Vec<(&'static str, SkillLevel)> {
    let mut found: Vec<(&'static str, SkillLevel)> = Vec::new();
    for field in ["skills", "work_trade"] {
        let Some(text) = fields.text(field) else { continue };
        for word in words(&text).into_iter().filter(|word| !says_none(word)) {
            match occupation::resolve(word) {
                Some(code) if found.iter().any(|(known, _)| *known == code) => {}
                Some(code) => found.push((code, level)),
                None => remarks.push(RowProblem::new(field, "import-remark-trade").with("shown", word)),
            }
        }
    }
    found
}

fn certificates(fields: &mut Fields<'_>, remarks: &mut Vec<RowProblem>) -> Vec<&'static str> {
    let mut found = Vec::new();
    let text = fields.text("certificate").unwrap_or_default();
    for word in words(&text).into_iter().filter(|word| !says_none(word)) {
        match certificate::resolve(word) {
            Some(known) if found.contains(&known.key) => {}
            Some(known) => found.push(known.key),
            None => remarks.push(RowProblem::new("certificate", "import-remark-certificate").with("shown", word)),
        }
    }
    found
}

fn wishes(fields: &mut Fields<'_>, remarks: &mut Vec<RowProblem>) -> Wishes {
    let places = fields.text("want_places").map(|text| {
        resolved(&text, "want_places", "import-remark-place", remarks, |word| {
            region::resolve(word, None).one().map(|region| region.code.to_owned())
        })
    });
    let trades = fields.text("want_trades").map(|text| {
        resolved(&text, "want_trades", "import-remark-trade", remarks, |word| {
            occupation::resolve(word).map(str::to_owned)
        })
    });
    Wishes {
        kinds: fields.value("want", normalise::want_kinds),
        places: places.filter(|places| !places.is_empty()),
        trades: trades.filter(|trades| !trades.is_empty()),
        pay_min_yuan: want_pay(fields, remarks),
        lodging_required: fields.value("want_lodging", normalise::yes_no),
        meals_wanted: fields.value("want_meals", normalise::yes_no),
        night_shift_ok: fields.value("night_shift_ok", normalise::yes_no),
        near_home_only: fields.value("near_home_only", normalise::yes_no),
        with_spouse: fields.value("with_spouse", normalise::yes_no),
        earliest_date: fields.value("available_from", normalise::date).map(|cell| cell.date),
        training_wish: fields
            .text("training_wish")
            .filter(|wish| !says_none(wish))
            .map(|wish| wish.chars().take(100).collect()),
    }
}

fn resolved(
    text: &str,
    field: &str,
    key: &str,
    remarks: &mut Vec<RowProblem>,
    resolve: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut found = Vec::new();
    for word in words(text).into_iter().filter(|word| !says_none(word)) {
        match resolve(word) {
            Some(code) if found.contains(&code) => {}
            Some(code) => found.push(code),
            None => remarks.push(RowProblem::new(field, key).with("shown", word)),
        }
    }
    found
}

/// Least pay of a month. "面议" and the like say nothing.
fn want_pay(fields: &mut Fields<'_>, remarks: &mut Vec<RowProblem>) -> Option<i32> {
    let text = fields.text("want_pay").filter(|text| !says_none(text))?;
    let read = normalise::pay(&text, normalise::PayForm::Month)
        .ok()
        .filter(|pay| pay.form == normalise::PayForm::Month);
    let yuan = read
        .and_then(|pay| pay.min_fen.or(pay.max_fen))
        .and_then(|fen| i32::try_from(fen / 100).ok());
    if yuan.is_none() {
        remarks.push(RowProblem::new("want_pay", "import-remark-pay").with("shown", text));
    }
    yuan
}

/// The remark column, and where the person works by the ledger: words for the next caller, not a placement, which needs proof.
fn note(fields: &mut Fields<'_>) -> Option<String> {
    const WORK: &[(&str, &str)] = &[
        ("work_place", "务工地"),
        ("work_employer", "务工单位"),
        ("work_trade", "务工工种"),
        ("work_started_on", "务工起始"),
        ("work_pay", "务工月收入"),
    ];
    let mut parts: Vec<String> = fields.text("note").into_iter().collect();
    for (field, label) in WORK {
        parts.extend(
            fields
                .text(field)
                .filter(|text| !says_none(text))
                .map(|text| format!("{label}：{text}")),
        );
    }
    let note: String = parts.join("；").chars().take(NOTE_LETTERS).collect();
    (!note.is_empty()).then_some(note)
}
