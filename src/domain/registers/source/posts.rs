//! 岗位台账: posts that could be taken on a day of the period.

use std::collections::HashMap;

use chrono::Days;
use entity::codes::{Subject, VacancyState};
use entity::{employer, state_move, vacancy};
use sea_orm::sea_query::{Order, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::super::rows::{Row, id_of};
use super::super::value::Value;
use super::in_order;
use crate::domain::actor::Actor;
use crate::domain::error::Result;
use crate::domain::figures::Asked;
use crate::domain::{clock, scope, vacancies};
use crate::reference::certificate;

/// Posts are hired for in every county, so the place narrows where the work is, not whose home it is.
pub(super) fn list(actor: &Actor, asked: &Asked) -> Result<SelectStatement> {
    let mut list = id_of(vacancy::Column::Id);
    list.cond_where(vacancies::visible_to(actor)?)
        .cond_where(vacancy::Column::PublishedAt.lt(clock::start_of(asked.end() + Days::new(1))))
        .cond_where(vacancy::Column::ValidUntil.gte(asked.period.from))
        .cond_where(vacancy::Column::State.ne(VacancyState::TakenDown))
        .order_by((vacancy::Entity, vacancy::Column::PlaceCode), Order::Asc)
        .order_by((vacancy::Entity, vacancy::Column::Id), Order::Asc);
    if let Some(code) = &asked.place {
        list.cond_where(scope::within(vacancy::Column::PlaceCode, code));
    }
    Ok(list)
}

/// Who let the posts onto the board last.
async fn checked(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, state_move::Model>> {
    use entity::codes::Code as _;
    let moves = state_move::Entity::find()
        .filter(state_move::Column::Subject.eq(Subject::Vacancy))
        .filter(state_move::Column::SubjectId.is_in(ids.iter().copied()))
        .filter(state_move::Column::ToState.eq(VacancyState::Published.key()))
        .order_by_asc(state_move::Column::Id)
        .all(db)
        .await?;
    Ok(moves.into_iter().map(|row| (row.subject_id, row)).collect())
}

fn conditions(post: &vacancy::Model) -> Value {
    let ages = match (post.age_min, post.age_max) {
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("≥{min}"),
        (None, Some(max)) => format!("≤{max}"),
        (None, None) => String::new(),
    };
    let mut parts = vec![
        ages,
        post.certificate
            .as_deref()
            .map(certificate::name)
            .unwrap_or_default()
            .to_owned(),
        post.condition_reason.clone(),
    ];
    parts.retain(|part| !part.is_empty());
    Value::text(parts.join(" "))
}

pub(super) async fn rows(db: &impl ConnectionTrait, _asked: &Asked, ids: &[Uuid]) -> Result<Vec<Row>> {
    let found = vacancy::Entity::find()
        .filter(vacancy::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let mut firms: Vec<Uuid> = found.iter().map(|post| post.employer_id).collect();
    firms.sort_unstable();
    firms.dedup();
    let firms = employer::Entity::find()
        .filter(employer::Column::Id.is_in(firms))
        .all(db)
        .await?;
    let firms: HashMap<Uuid, employer::Model> = firms.into_iter().map(|firm| (firm.id, firm)).collect();
    let checked = checked(db, ids).await?;
    let row = |post: &vacancy::Model| {
        let firm = firms.get(&post.employer_id);
        let check = checked.get(&post.id);
        let yuan_an_hour = vacancies::hourly_fen(post).map(|fen| fen / 100);
        Row {
            record: Some((Subject::Vacancy, post.id)),
            values: vec![
                Value::text(firm.map(|firm| firm.name.as_str()).unwrap_or_default()),
                Value::text(firm.and_then(|firm| firm.credit_code.as_deref()).unwrap_or_default()),
                Value::text(post.title.as_str()),
                Value::place(&post.place_code),
                Value::Number(post.headcount.into()),
                Value::Number(post.filled.into()),
                Value::code(post.pay_form),
                Value::Number(post.pay_min_yuan.into()),
                Value::Number(post.pay_max_yuan.into()),
                Value::number(yuan_an_hour),
                Value::code(post.lodging),
                Value::code(post.meals),
                Value::code(post.insurance),
                Value::code(post.shift),
                conditions(post),
                Value::Day(post.valid_until),
                Value::code(post.state),
                Value::text(check.map(|row| row.actor_name.as_str()).unwrap_or_default()),
                Value::day(check.map(|row| clock::day_of(row.at))),
            ],
        }
    };
    Ok(in_order(ids, found, |post| post.id).iter().map(row).collect())
}
