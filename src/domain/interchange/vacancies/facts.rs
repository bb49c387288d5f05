//! What one row of a vacancy list says. A blank says nothing: a new post gets the default, a known one keeps what it had.

use chrono::NaiveDate;
use entity::codes::{Code as _, Contract, Education, Insurance, PayForm, Provision, Shift};
use sha2::{Digest as _, Sha256};

use crate::domain::checks::credit_code::{CreditCode, CreditCodeProblem};
use crate::domain::checks::phone::EmployerPhone;
use crate::domain::interchange::content::RowProblem;
use crate::domain::interchange::normalise::{self, CellProblem};
use crate::domain::interchange::reader::RawRow;
use crate::domain::interchange::session::{Fields, Session};
use crate::reference::region::{self, Resolution};
use crate::reference::{certificate, occupation};

/// Occupation of a title that fits nothing: 不便分类的其他从业人员, the classification's own rest class.
pub(super) const GENERAL_OCCUPATION: &str = "8-00-00-00";
/// Under this score a suggestion for a title is a guess and the rest class is more honest.
const LEAST_SCORE: f32 = 0.45;
/// Who reported a post when nobody is named: posts of one's own lists have one source, so that sent again they are the same posts.
pub const DEFAULT_SOURCE: &str = "合作单位";
/// Working hours of a month where pay by the hour is given without any: 21.75 days of 8 hours (劳社部发〔2008〕3号).
const HOURS_OF_A_MONTH: i64 = 174;
/// Paid days of a month, in hundredths (same notice).
const DAYS_OF_A_MONTH_HUNDREDTHS: i64 = 2175;
/// Longest description that a post takes, in letters.
const DESCRIPTION_LETTERS: usize = 4_000;

/// Pay as a post keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PayFacts {
    pub form: PayForm,
    pub min_yuan: i32,
    pub max_yuan: i32,
}

/// What one row says.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub problems: Vec<RowProblem>,
    pub remarks: Vec<RowProblem>,
    pub source: String,
    pub reference: String,
    pub employer: String,
    pub credit_code: Option<String>,
    pub title: String,
    pub place_code: String,
    pub address: Option<String>,
    pub occupation_code: String,
    pub pay: Option<PayFacts>,
    pub base_pay_yuan: Option<i32>,
    pub hours_per_month: Option<i32>,
    pub lodging: Option<Provision>,
    pub meals: Option<Provision>,
    pub shift: Option<Shift>,
    pub headcount: Option<i32>,
    pub age_min: Option<i32>,
    pub age_max: Option<i32>,
    /// `Some(None)` says that any schooling will do.
    pub education: Option<Option<Education>>,
    pub certificate: Option<&'static str>,
    pub couple_room: Option<bool>,
    pub contract: Option<Contract>,
    pub insurance: Option<Insurance>,
    pub description: String,
    pub start_date: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
}

/// Read a row.
pub(super) fn read(session: &mut Session<'_>, row: &RawRow) -> Facts {
    let mut fields = session.fields(row);
    let mut facts = Facts {
        title: title(&mut fields),
        ..Facts::default()
    };
    whose(session, &mut fields, &mut facts);
    facts.place_code = place(session, &mut fields);
    facts.occupation_code = occupation_of(&mut fields, &facts.title, &mut facts.remarks);
    pay(&mut fields, &mut facts);
    living(&mut fields, &mut facts);
    conditions(&mut fields, &mut facts);
    days_and_contact(&mut fields, &mut facts);
    facts.description = description(&mut fields, &facts.title, &mut facts.remarks);
    facts.reference = reference(&mut fields, &facts);
    facts.problems = fields.problems;
    facts
}

/// Dumps of boards put their own number behind the title; the reference keeps it already.
fn title(fields: &mut Fields<'_>) -> String {
    let text = fields.text("title").unwrap_or_default();
    let end = ["(职位编号", "(岗位编号", "(职位代码"]
        .iter()
        .filter_map(|head| text.find(head))
        .min()
        .unwrap_or(text.len());
    let title = text[..end].trim().to_owned();
    if title.is_empty() {
        fields.problem(RowProblem::new("title", "problem-required"));
    }
    title
}

/// The employer, or the office that reported the post and vouches for it by name (网络招聘服务管理规定: a reposted post names its source).
fn whose(session: &Session<'_>, fields: &mut Fields<'_>, facts: &mut Facts) {
    let said = fields.text("source");
    facts.source = match (session.source.as_str(), said) {
        ("", Some(said)) => said.chars().take(120).collect(),
        ("", None) => DEFAULT_SOURCE.to_owned(),
        (office, _) => office.to_owned(),
    };
    facts.employer = fields.text("employer").unwrap_or_default();
    if facts.employer.is_empty() {
        if session.source.is_empty() {
            fields.problem(RowProblem::new("employer", "import-problem-employer-missing"));
        } else {
            facts.employer = format!("未具名单位（{}）", session.source);
        }
    }
    if let Some(text) = fields.text("employer_credit_code") {
        match CreditCode::parse(&text) {
            Ok(code) => facts.credit_code = Some(code.as_str().to_owned()),
            Err(CreditCodeProblem::Empty) => {}
            Err(problem) => fields.problem(credit_problem("employer_credit_code", problem)),
        }
    }
}

/// The sentence for a credit code that is none.
pub(in crate::domain::interchange) fn credit_problem(field: &str, problem: CreditCodeProblem) -> RowProblem {
    let told = RowProblem::new(field, problem.key());
    match problem {
        CreditCodeProblem::Length { found } => told.with("found", found),
        CreditCodeProblem::LookAlike { position, found } => told.with("position", position).with("found", found),
        CreditCodeProblem::BadChar { position } => told.with("position", position),
        _ => told,
    }
}

fn place(session: &mut Session<'_>, fields: &mut Fields<'_>) -> String {
    let code = fields.text("place_code");
    let [city, district] = ["place", "district"].map(|field| fields.text(field).unwrap_or_default());
    let key = format!("{}/{city}/{district}", code.as_deref().unwrap_or_default());
    let found = session
        .places
        .entry(key.clone())
        .or_insert_with(|| resolve(code.as_deref(), &city, &district))
        .clone();
    found.unwrap_or_else(|problem| {
        fields.problem(RowProblem::new("place", problem).with("shown", key.trim_matches('/')));
        String::new()
    })
}

fn resolve(code: Option<&str>, city: &str, district: &str) -> Result<String, &'static str> {
    if let Some(code) = code {
        return region::get(code.trim_end_matches(".0"))
            .map(|region| region.code.to_owned())
            .ok_or("import-problem-place");
    }
    if city.is_empty() && district.is_empty() {
        return Err("import-problem-place-missing");
    }
    let whole = format!("{city}{district}");
    // New districts and zones of a city (高新区, 经开区) are no divisions: the city is what can be said for sure.
    for words in [
        whole.as_str(),
        city,
        city.split(['-', '/', '·', ' ']).next().unwrap_or(city),
    ] {
        match region::resolve(words, None) {
            Resolution::One(region) => return Ok(region.code.to_owned()),
            Resolution::Many(_) if words == district => return Err("import-problem-place-many"),
            _ => {}
        }
    }
    longest_head(&whole).ok_or("import-problem-place")
}

/// "湖北省武汉东湖新技术产业开发区" is in 武汉: the longest beginning that is a place.
fn longest_head(words: &str) -> Option<String> {
    let letters: Vec<char> = words.chars().collect();
    (2..letters.len()).rev().find_map(|end| {
        let head: String = letters[..end].iter().collect();
        region::resolve(&head, None).one().map(|region| region.code.to_owned())
    })
}

fn occupation_of(fields: &mut Fields<'_>, title: &str, remarks: &mut Vec<RowProblem>) -> String {
    let said = fields.text("occupation");
    if let Some(code) = said
        .as_deref()
        .and_then(occupation::resolve)
        .or_else(|| occupation::resolve(title))
    {
        return code.to_owned();
    }
    let guess = occupation::suggest(title, 1)
        .into_iter()
        .next()
        .filter(|found| found.score >= LEAST_SCORE);
    if let Some(guess) = guess {
        return guess.code.to_owned();
    }
    remarks.push(
        RowProblem::new("occupation", "import-remark-occupation").with("shown", said.as_deref().unwrap_or(title)),
    );
    GENERAL_OCCUPATION.to_owned()
}

fn pay(fields: &mut Fields<'_>, facts: &mut Facts) {
    let form = fields.value("pay_form", normalise::pay_form);
    facts.hours_per_month = fields
        .value("hours_per_month", normalise::hours_per_month)
        .map(i32::from);
    facts.base_pay_yuan = fields
        .value("pay_base", |text| normalise::integer(text, 0, 1_000_000))
        .and_then(|yuan| i32::try_from(yuan).ok());
    let mut yuan = |field: &str| {
        let text = fields.text(field)?;
        match month_yuan(&text) {
            Ok(yuan) => Some(yuan),
            Err(problem) => {
                fields.problem(RowProblem::of_cell(field, problem));
                None
            }
        }
    };
    let ends = (yuan("pay_min"), yuan("pay_max"));
    if let (Some(one), None) | (None, Some(one)) = ends {
        facts.pay = Some(PayFacts {
            form: code_of(form),
            min_yuan: one,
            max_yuan: one,
        });
    } else if let (Some(min_yuan), Some(max_yuan)) = ends {
        facts.pay = Some(PayFacts {
            form: code_of(form),
            min_yuan,
            max_yuan,
        });
    } else if let Some(text) = fields.text("pay") {
        match in_words(&text, form, facts.hours_per_month) {
            Ok((pay, assumed)) => {
                facts.pay = Some(pay);
                facts.remarks.extend(assumed);
            }
            Err(problem) => fields.problem(problem),
        }
    } else if fields.problems.iter().all(|problem| !problem.field.starts_with("pay")) {
        fields.problem(RowProblem::new("pay", "import-problem-pay-missing"));
    }
}

fn code_of(form: Option<normalise::PayForm>) -> PayForm {
    match form {
        None | Some(normalise::PayForm::Month) => PayForm::Month,
        Some(normalise::PayForm::Day) => PayForm::Day,
        Some(normalise::PayForm::Hour) => PayForm::Hour,
        Some(normalise::PayForm::Piece) => PayForm::Piece,
    }
}

/// Yuan a month, or the estimate of it. Decimals of exports (4500.0) are rounded.
fn month_yuan(text: &str) -> Result<i32, CellProblem> {
    let unclear = || CellProblem::new("import-problem-pay-unclear", text);
    let pay = normalise::pay(text, normalise::PayForm::Month)?;
    let fen = pay.min_fen.or(pay.max_fen).ok_or_else(unclear)?;
    i32::try_from((fen + 50) / 100).map_err(|_| unclear())
}

/// Pay in words, told by the month. Where hours or days are assumed, a remark says so.
fn in_words(
    text: &str,
    form: Option<normalise::PayForm>,
    hours: Option<i32>,
) -> Result<(PayFacts, Option<RowProblem>), RowProblem> {
    let default = form.unwrap_or(normalise::PayForm::Month);
    let pay = normalise::pay(text, default).map_err(|problem| RowProblem::of_cell("pay", problem))?;
    let refuse = |key: &str| RowProblem::new("pay", key).with("shown", text);
    let low = pay.min_fen.ok_or_else(|| refuse("import-problem-pay-no-lower"))?;
    let high = pay.max_fen.unwrap_or(low);
    let assumed = |key: &str| Some(RowProblem::new("pay", key).with("shown", text));
    let (times_hundredths, remark) = match pay.form {
        normalise::PayForm::Month => (100, None),
        normalise::PayForm::Day => (DAYS_OF_A_MONTH_HUNDREDTHS, assumed("import-remark-pay-days")),
        normalise::PayForm::Hour => match hours {
            Some(hours) => (i64::from(hours) * 100, None),
            None => (HOURS_OF_A_MONTH * 100, assumed("import-remark-pay-hours")),
        },
        normalise::PayForm::Piece => return Err(refuse("import-problem-pay-piece")),
    };
    let month = |fen: i64| {
        i32::try_from(fen.saturating_mul(times_hundredths) / 10_000).map_err(|_| refuse("import-problem-pay-unclear"))
    };
    Ok((
        PayFacts {
            form: code_of(Some(pay.form)),
            min_yuan: month(low)?,
            max_yuan: month(high)?,
        },
        remark,
    ))
}

fn living(fields: &mut Fields<'_>, facts: &mut Facts) {
    facts.lodging = fields
        .value("lodging", normalise::lodging)
        .and_then(Provision::from_key);
    facts.meals = fields.value("meals", normalise::meals).and_then(Provision::from_key);
    facts.shift = fields.value("shift", normalise::shift).and_then(Shift::from_key);
    facts.couple_room = fields.value("couple_room", normalise::yes_no);
    if let Some(benefits) = fields.text("benefits") {
        let says = |words: &[&str]| words.iter().any(|word| benefits.contains(word));
        if facts.lodging.is_none() && says(&["包住", "包吃住", "包食宿", "提供住宿", "免费住宿"]) {
            facts.lodging = Some(Provision::Provided);
        }
        if facts.meals.is_none() && says(&["包吃", "包食宿", "免费三餐", "提供三餐", "免费工作餐"]) {
            facts.meals = Some(Provision::Provided);
        }
        if facts.meals.is_none() && says(&["餐补", "饭补", "用餐补贴"]) {
            facts.meals = Some(Provision::Subsidy);
        }
    }
}

fn small(fields: &mut Fields<'_>, field: &str, least: i64, most: i64) -> Option<i32> {
    fields
        .value(field, |text| normalise::integer(text, least, most))
        .and_then(|number| i32::try_from(number).ok())
}

fn conditions(fields: &mut Fields<'_>, facts: &mut Facts) {
    facts.headcount = small(fields, "headcount", 1, 9_999);
    facts.age_min = small(fields, "age_min", 1, 99);
    facts.age_max = small(fields, "age_max", 1, 99);
    if let Some(text) = fields.text("age") {
        let ages: Vec<i32> = text
            .split(|letter: char| !letter.is_ascii_digit())
            .filter_map(|part| part.parse().ok())
            .collect();
        match ages.as_slice() {
            [youngest, oldest] => (facts.age_min, facts.age_max) = (Some(*youngest), Some(*oldest)),
            [one] if text.contains("以上") => facts.age_min = Some(*one),
            [one] => facts.age_max = Some(*one),
            _ => {}
        }
    }
    facts.education = fields
        .value("education", normalise::education)
        .map(|key| Education::from_key(key).filter(|level| *level != Education::None));
    if let Some(text) = fields.text("certificate") {
        match certificate::resolve(&text) {
            Some(known) => facts.certificate = Some(known.key),
            None if matches!(text.as_str(), "无" | "不限" | "否" | "不需要" | "none") => {}
            None => facts
                .remarks
                .push(RowProblem::new("certificate", "import-remark-certificate").with("shown", text)),
        }
    }
    facts.contract = fields.text("contract").and_then(|text| contract(&text));
    let told = ["insurance", "benefits"]
        .map(|field| fields.text(field).unwrap_or_default())
        .concat();
    facts.insurance = insurance(&told);
}

fn contract(text: &str) -> Option<Contract> {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["派遣", "dispatch"]) {
        Some(Contract::Dispatch)
    } else if says(&["承揽", "计件", "piecework"]) {
        Some(Contract::Piecework)
    } else if says(&["劳务", "用工协议", "service"]) {
        Some(Contract::Service)
    } else {
        says(&["劳动合同", "合同", "全职", "labour"]).then_some(Contract::Labour)
    }
}

fn insurance(text: &str) -> Option<Insurance> {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["五险", "六险", "社会保险", "社保", "five"]) {
        Some(Insurance::Five)
    } else if says(&["工伤", "injury"]) {
        Some(Insurance::Injury)
    } else if says(&["意外", "accident"]) {
        Some(Insurance::Accident)
    } else {
        None
    }
}

fn days_and_contact(fields: &mut Fields<'_>, facts: &mut Facts) {
    facts.start_date = fields.value("start_on", normalise::date).map(|cell| cell.date);
    facts.valid_until = fields
        .value("valid_until", normalise::date)
        .map(normalise::DateCell::last_day);
    facts.address = fields.text("address");
    facts.contact_name = fields.text("contact");
    if let Some(text) = fields.text("phone") {
        match EmployerPhone::parse(&text) {
            Ok(phone) => facts.contact_phone = Some(phone.as_str().to_owned()),
            Err(_) => fields.problem(RowProblem::new("phone", "vacancies-problem-phone")),
        }
    }
}

/// What is done, then what else the row says in words. Tables in use often have no such column; the title speaks then.
fn description(fields: &mut Fields<'_>, title: &str, remarks: &mut Vec<RowProblem>) -> String {
    let mut parts: Vec<String> = Vec::new();
    match fields.text("description") {
        Some(text) => parts.push(text),
        None => {
            parts.push(title.to_owned());
            remarks.push(RowProblem::new("description", "import-remark-description"));
        }
    }
    for (field, label) in [
        ("experience", "经验"),
        ("benefits", "福利"),
        ("industry", "行业"),
        ("note", "备注"),
    ] {
        parts.extend(
            fields
                .text(field)
                .filter(|text| text.as_str() != "不限")
                .map(|text| format!("{label}：{text}")),
        );
    }
    let whole = parts.join("\n");
    if whole.chars().count() <= DESCRIPTION_LETTERS {
        return whole;
    }
    remarks.push(RowProblem::new("description", "import-remark-cut").with("max", DESCRIPTION_LETTERS));
    whole.chars().take(DESCRIPTION_LETTERS).collect()
}

/// The source's own reference; without one, a stable name made of employer, title and place, so that the same row is the same post again.
fn reference(fields: &mut Fields<'_>, facts: &Facts) -> String {
    if let Some(reference) = fields.text("ref") {
        return reference.chars().take(120).collect();
    }
    let digest = Sha256::digest(format!("{}\n{}\n{}", facts.employer, facts.title, facts.place_code));
    format!("row-{}", &hex::encode(digest)[..20])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pay_is_told_by_the_month_and_what_is_assumed_is_said() {
        let (pay, remark) = in_words("20元/时", None, Some(208)).unwrap();
        assert_eq!((pay.form, pay.min_yuan, pay.max_yuan), (PayForm::Hour, 4160, 4160));
        assert!(remark.is_none());
        let (pay, remark) = in_words("150-200/天", None, None).unwrap();
        assert_eq!((pay.min_yuan, pay.max_yuan), (3262, 4350));
        assert_eq!(remark.unwrap().key, "import-remark-pay-days");
        assert_eq!(
            in_words("3千及以下", None, None).unwrap_err().key,
            "import-problem-pay-no-lower"
        );
        assert_eq!(
            in_words("面议", None, None).unwrap_err().key,
            "import-problem-pay-negotiable"
        );
        assert_eq!(
            in_words("0.5元/件", None, None).unwrap_err().key,
            "import-problem-pay-piece"
        );
    }

    #[test]
    fn places_of_boards_are_found_by_what_is_sure() {
        assert_eq!(resolve(None, "天津", "河西区"), Ok("120103".to_owned()));
        assert_eq!(
            resolve(None, "湖北省武汉东湖新技术产业开发区", "").map(|code| region::name(&code).to_owned()),
            Ok("武汉市".to_owned())
        );
        assert_eq!(resolve(Some("120103"), "", ""), Ok("120103".to_owned()));
        assert_eq!(resolve(None, "火星", ""), Err("import-problem-place"));
    }
}
