//! What is typed about a call, and how it is judged.

use chrono::NaiveDate;
use entity::codes::{CaseKind, Code, EndReason, FollowUpChannel, FollowUpReached, PayKept, PhoneState};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::follow_ups::{Answers, Facts, Telling};
use crate::web::ctx::Ctx;
use crate::web::page::{Choice, inside};

/// Every field of the pages of calls, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CallForm {
    pub form_key: Uuid,
    /// The list to go back to, and the row to stand at.
    pub back: String,
    pub at: String,
    pub channel: String,
    pub reached: String,
    pub on: String,
    pub on_post: String,
    pub ended_on: String,
    pub end_reason: String,
    pub paid: String,
    pub pay_month_yuan: String,
    pub contract: String,
    pub insured: String,
    pub lodging: String,
    pub meals: String,
    pub problems: Vec<String>,
    pub note: String,
    pub next_on: String,
    pub phone_state: String,
    pub password: Password,
}

/// A password, which no log may print.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Password(pub String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

fn day(field: &str, text: &str, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
    let day = text.trim().parse().ok();
    if day.is_none() {
        problems.push(Problem::new(field, "placements-problem-date"));
    }
    day
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Yes, no, or not known.
#[must_use]
pub fn yes_no(c: &Ctx, chosen: &str) -> Vec<Choice> {
    [("", "not-known"), ("yes", "follow-ups-yes"), ("no", "follow-ups-no")]
        .into_iter()
        .map(|(value, key)| Choice {
            value: value.to_owned(),
            label: c.t(key),
            chosen: value == chosen,
        })
        .collect()
}

impl CallForm {
    /// The empty form.
    #[must_use]
    pub fn fresh(c: &Ctx, back: &str, at: &str) -> Self {
        Self {
            form_key: c.form_key(),
            back: back.to_owned(),
            at: at.to_owned(),
            channel: FollowUpChannel::Phone.key().to_owned(),
            reached: FollowUpReached::Worker.key().to_owned(),
            on: c.day(&c.today()),
            ended_on: c.day(&c.today()),
            ..Self::default()
        }
    }

    /// Where to go when it is written down: the list, at the row.
    #[must_use]
    pub fn address(&self) -> String {
        let list = match inside(&self.back) {
            "/" => "/follow-ups",
            list => list,
        };
        let row = self.at.strip_prefix("p-").and_then(|id| Uuid::parse_str(id).ok());
        match row {
            Some(id) => format!("{list}#p-{id}"),
            None => list.to_owned(),
        }
    }

    /// What became of a call that failed.
    #[must_use]
    pub fn failure(&self) -> PhoneState {
        PhoneState::from_key(&self.phone_state)
            .filter(|state| super::words::FAILED.contains(state))
            .unwrap_or(PhoneState::NoAnswer)
    }

    fn telling(&self, problems: &mut Vec<Problem>) -> Option<Telling> {
        match yes_or_no(&self.on_post) {
            Some(true) => Some(Telling::OnPost),
            Some(false) => {
                let on = day("ended_on", &self.ended_on, problems);
                let reason = EndReason::from_key(&self.end_reason).filter(|reason| *reason != EndReason::ChangedJob);
                if reason.is_none() {
                    problems.push(Problem::new("end_reason", "problem-choose"));
                }
                Some(Telling::Left(on?, reason?))
            }
            None => {
                problems.push(Problem::new("on_post", "follow-ups-problem-on-post"));
                None
            }
        }
    }

    /// What was said.
    pub fn answers(&self) -> Result<Answers> {
        let mut problems = Vec::new();
        let on = day("on", &self.on, &mut problems);
        let telling = self.telling(&mut problems);
        let pay = self.pay_month_yuan.trim().replace([',', '，'], "");
        let pay_month_yuan = pay.parse().ok();
        if !pay.is_empty() && pay_month_yuan.is_none() {
            problems.push(Problem::new("pay_month_yuan", "problem-number"));
        }
        let next_on = if self.next_on.trim().is_empty() {
            None
        } else {
            day("next_on", &self.next_on, &mut problems)
        };
        let (Some(on), Some(telling), true) = (on, telling, problems.is_empty()) else {
            return Err(DomainError::Invalid(problems));
        };
        Ok(Answers {
            // Only the firm's own users speak for the firm.
            channel: FollowUpChannel::from_key(&self.channel)
                .filter(|channel| *channel != FollowUpChannel::Employer)
                .unwrap_or(FollowUpChannel::Phone),
            reached: FollowUpReached::from_key(&self.reached).unwrap_or(FollowUpReached::Worker),
            on,
            telling,
            facts: Facts {
                paid: PayKept::from_key(&self.paid),
                pay_month_yuan,
                contract: yes_or_no(&self.contract),
                insured: yes_or_no(&self.insured),
                lodging: yes_or_no(&self.lodging),
                meals: yes_or_no(&self.meals),
            },
            problems: self.problems.iter().filter_map(|key| CaseKind::from_key(key)).collect(),
            note: self.note.clone(),
            next_on,
        })
    }
}
