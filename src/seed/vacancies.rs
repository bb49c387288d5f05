//! Vacancies with the way that led them to their state.

use chrono::{Datelike as _, Days, NaiveDate};
use entity::codes::{Demand, Education, Subject, VacancyState};
use entity::vacancy;
use sea_orm::Set;
use uuid::Uuid;

use super::desk::{Desk, Step, int};
use super::keys;
use super::rows::Rows;
use crate::made_up::{Employer, Pay, PayForm, Text, Vacancy};
use crate::reference::certificate;

/// Of whom a post is.
pub(super) struct Owner<'a> {
    pub id: Uuid,
    pub told: &'a Employer,
}

/// The rows of one vacancy.
pub(super) fn add(desk: &Desk, rows: &mut Rows, id: Uuid, told: &Vacancy, owner: &Owner<'_>) {
    let moves = moves(desk, told, owner);
    let (first, last) = (moves.first().map(|step| step.at), moves.last().map(|step| step.at));
    let published = moves
        .iter()
        .find(|step| step.to == VacancyState::Published)
        .map(|step| step.at);
    let (created, since) = (first.unwrap_or(desk.now), last.unwrap_or(desk.now));
    rows.vacancies.push(vacancy::ActiveModel {
        id: Set(id),
        version: Set(1),
        employer_id: Set(owner.id),
        reference: Set(told.reference.clone().into_owned()),
        source: Set(String::new()),
        title: Set(told.title.clone().into_owned()),
        occupation_code: Set(told.occupation.clone().into_owned()),
        description: Set(description(told)),
        headcount: Set(int(told.headcount)),
        filled: Set(int(told.filled.min(told.headcount))),
        place_code: Set(told.place_code.clone().into_owned()),
        address: Set(told.address.clone().into_owned()),
        lodging: Set(told.lodging.into()),
        lodging_note: Set(text(told.lodging_note.as_ref())),
        people_per_room: Set(told.people_per_room.map(int)),
        couple_room: Set(told.couple_room),
        meals: Set(told.meals.into()),
        meals_note: Set(text(told.meals_note.as_ref())),
        halal_meals: Set(told.halal_meals),
        shuttle: Set(told.shuttle),
        fare_refund: Set(told.fare_refund.is_some()),
        shift: Set(told.shift.into()),
        hours_per_day: Set(told.minutes_per_day.map(|minutes| int(minutes.div_ceil(60)))),
        demands: Set(keys::joined(told.demands.iter().map(|demand| Demand::from(*demand)))),
        contract: Set(told.contract.into()),
        insurance: Set(told.insurance.into()),
        education: Set(Some(Education::from(told.education)).filter(|asked| *asked != Education::None)),
        certificate: Set(asked_certificate(told)),
        age_min: Set(Some(int(told.age_min))),
        age_max: Set(told.age_max.map(int)),
        condition_reason: Set(text(told.age_reason.as_ref())),
        start_date: Set(Some(told.starts_on(desk.today))),
        term: Set(told.term.into()),
        term_months: Set(told.months.map(int)),
        valid_until: Set(told.valid_until(desk.today)),
        contact_name: Set(owner.told.contact_name.clone().into_owned()),
        contact_phone: Set(owner.told.contact_phone.clone().into_owned()),
        state: Set(told.state.into()),
        state_since: Set(since),
        published_at: Set(published),
        created_by: Set(desk.staff.author_of(&told.employer).id),
        created_at: Set(created),
        updated_at: Set(since),
        ..pay_columns(&told.pay)
    });
    rows.moves
        .extend(moves.iter().map(|step| step.row(Subject::Vacancy, id)));
    rows.announced.push((Subject::Vacancy, id));
}

fn text(told: Option<&Text>) -> String {
    told.map(|text| text.clone().into_owned()).unwrap_or_default()
}

/// The advert, and the terms of the fare, for which the form has only a yes.
fn description(told: &Vacancy) -> String {
    match &told.fare_refund {
        Some(terms) => format!("{}\n路费：{terms}。", told.description),
        None => told.description.clone().into_owned(),
    }
}

/// A certificate that is only liked stands in the advert; the column is for one without which nobody may start.
fn asked_certificate(told: &Vacancy) -> Option<String> {
    let words = told.certificate.as_deref().filter(|_| told.certificate_required)?;
    certificate::resolve(words).map(|found| found.key.to_owned())
}

fn pay_columns(pay: &Pay) -> vacancy::ActiveModel {
    let day = pay.pay_day.as_deref().and_then(day_of_month);
    let in_words = pay.pay_day.as_deref().filter(|_| day.is_none());
    let price = unit_price(pay);
    let notes: Vec<&str> = pay
        .piece_note
        .as_deref()
        .or(price.as_deref())
        .into_iter()
        .chain(in_words)
        .collect();
    vacancy::ActiveModel {
        pay_form: Set(pay.form.into()),
        pay_min_yuan: Set(int(pay.min_yuan)),
        pay_max_yuan: Set(int(pay.max_yuan)),
        hours_per_month: Set(Some(int(pay.hours_per_month))),
        rest_days: Set(pay.rest_days.map(int)),
        base_pay_yuan: Set(pay.base_yuan.map(int)),
        piece_note: Set(notes.join("；")),
        pay_day: Set(day),
        probation_note: Set(text(pay.probation.as_ref())),
        deduction_note: Set(String::new()),
        ..Default::default()
    }
}

/// 15 of 每月15日; none of 每周六结.
fn day_of_month(words: &str) -> Option<i32> {
    let rest = words.strip_prefix("每月")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// The price of a day, an hour or a piece in words: 一天140至160元.
fn unit_price(pay: &Pay) -> Option<String> {
    let unit = match pay.form {
        PayForm::Month => return None,
        PayForm::Day => "一天",
        PayForm::Hour => "一小时",
        PayForm::Piece => "一件",
    };
    let (low, high) = (pay.unit_min_fen?, pay.unit_max_fen?);
    Some(if low == high {
        format!("{unit}{}元", yuan(low))
    } else {
        format!("{unit}{}至{}元", yuan(low), yuan(high))
    })
}

fn yuan(fen: u32) -> String {
    match fen % 100 {
        0 => (fen / 100).to_string(),
        rest => format!("{}.{rest:02}", fen / 100),
    }
}

/// How the vacancy came to its state, oldest first: written, handed in, reviewed by somebody else, and what followed.
fn moves<'a>(desk: &'a Desk, told: &'a Vacancy, owner: &Owner<'_>) -> Vec<Step<'a, VacancyState>> {
    use VacancyState::{Draft, Expired, Full, Paused, Published, Returned, Review};
    let author = desk.staff.author_of(&owner.told.key);
    let reviewer = &desk.staff.reviewer;
    let state = VacancyState::from(told.state);
    let public = told.published_on(desk.today);
    let step = |from, to, reason, by, at| Step {
        from,
        to,
        reason,
        by,
        at,
    };
    let mut moves = vec![step(None, Draft, "", author, desk.at(public - Days::new(2), 15))];
    if state == Draft {
        return moves;
    }
    moves.push(step(
        Some(Draft),
        Review,
        "",
        author,
        desk.at(public - Days::new(1), 30),
    ));
    if state == Review {
        return moves;
    }
    let note = told.state_note.as_deref().unwrap_or_default();
    if state == Returned {
        moves.push(step(Some(Review), Returned, note, reviewer, desk.at(public, 45)));
        return moves;
    }
    moves.push(step(Some(Review), Published, "", reviewer, desk.at(public, 45)));
    let later = half_way(public, desk.today);
    match state {
        Paused => moves.push(step(Some(Published), Paused, note, author, desk.at(later, 180))),
        Full => moves.push(step(Some(Published), Full, "", author, desk.at(later, 240))),
        Expired => {
            let over = told.valid_until(desk.today) + Days::new(1);
            moves.push(step(Some(Published), Expired, "", reviewer, desk.at(over, 0)));
        }
        _ => {}
    }
    moves
}

fn half_way(from: NaiveDate, to: NaiveDate) -> NaiveDate {
    let days = to.num_days_from_ce() - from.num_days_from_ce();
    from + Days::new(u64::try_from(days / 2).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{day_of_month, yuan};

    #[test]
    fn a_pay_day_is_a_day_of_the_month_or_words() {
        assert_eq!(day_of_month("每月15日"), Some(15));
        assert_eq!(day_of_month("每月20日到卡"), Some(20));
        assert_eq!(day_of_month("每周六结"), None);
        assert_eq!(day_of_month("每月底"), None);
    }

    #[test]
    fn prices_are_told_in_yuan() {
        assert_eq!(
            (yuan(14_000), yuan(150), yuan(6)),
            ("140".into(), "1.50".into(), "0.06".into())
        );
    }
}
