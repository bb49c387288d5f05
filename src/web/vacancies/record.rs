//! `/manage/vacancies/{id}`: one post, what the law says about it, its life so far, and the steps that are open.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use entity::codes::{Subject, VacancyState};
use entity::vacancy;
use uuid::Uuid;

use super::facts::{self, Group};
use super::words;
use crate::domain::access::Action;
use crate::domain::checks::wording::Severity;
use crate::domain::employers;
use crate::domain::error::Problem;
use crate::domain::moves;
use crate::domain::vacancies::rules::{employer_problem, is_trusted};
use crate::domain::vacancies::state::{self, Step};
use crate::domain::vacancies::{self, Judged, Pay};
use crate::i18n::Locale;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::{show, show_again};
use crate::web::state::App;

/// One objection of the law, in words.
struct Said {
    badge: &'static str,
    severity: &'static str,
    sentence: &'static str,
    law: &'static str,
    rule: &'static str,
    excerpt: String,
    before: String,
    after: String,
    /// Why it was let through.
    waived: Option<String>,
    /// Whether this reader may let it through now.
    waivable: bool,
}

struct Move {
    at: String,
    from: Option<String>,
    to: String,
    who: String,
    reason: String,
}

/// One open step.
struct Act {
    key: &'static str,
    class: &'static str,
    reason: bool,
}

#[derive(Template)]
#[template(path = "vacancies/record.html")]
struct RecordPage<'a> {
    c: &'a Ctx,
    problems: Problems,
    post: &'a vacancy::Model,
    employer: String,
    employer_problem: Option<&'static str>,
    badge: &'static str,
    pay: String,
    hourly: String,
    said: Vec<Said>,
    /// A held phrase waits, and this reader wrote the post.
    own_words: bool,
    moves: Vec<Move>,
    acts: Vec<Act>,
    groups: Vec<Group>,
    may_change: bool,
    is_public: bool,
}

fn said(c: &Ctx, judged: Judged, waivable: bool) -> Said {
    let waivable = waivable && judged.holds();
    let finding = judged.finding;
    let (badge, severity) = match (finding.severity, &judged.waiver) {
        (Severity::Block, _) => ("badge stop", "vacancies-severity-block"),
        (_, Some(_)) => ("badge ok", "vacancies-severity-waived"),
        (Severity::Hold, None) => ("badge wait", "vacancies-severity-hold"),
        (Severity::Warn, None) => ("badge warn", "vacancies-severity-warn"),
    };
    Said {
        badge,
        severity,
        sentence: if c.locale == Locale::En { finding.en } else { finding.zh },
        law: finding.law,
        rule: finding.rule,
        excerpt: finding.excerpt,
        before: finding.before,
        after: finding.after,
        waived: judged.waiver.map(|waiver| words::reason(c, &waiver.reason)),
        waivable,
    }
}

fn acts(c: &Ctx, post: &vacancy::Model) -> Vec<Act> {
    Step::ALL
        .into_iter()
        .filter(|step| state::target(post.state, *step).is_some() && step.action().is_some_and(|action| c.may(action)))
        .map(|step| Act {
            key: step.key(),
            class: match step {
                Step::Submit | Step::Publish | Step::Resume => "btn",
                Step::Withdraw | Step::TakeDown => "btn danger",
                _ => "btn second",
            },
            reason: step.needs_reason(),
        })
        .collect()
}

/// The record with the problems of a step that was refused.
async fn render(c: &Ctx, app: &App, id: Uuid, problems: Vec<Problem>) -> PageResult<Response> {
    let db = app.core.db.reader();
    let post = vacancies::by_id(db, &c.actor, id).await?;
    let firm = employers::by_id(db, &c.actor, post.employer_id).await?;
    let judged = vacancies::judged(db, &post, c.today()).await?;
    let in_review = post.state == VacancyState::Review && c.may(Action::ReviewVacancies);
    let author = in_review && vacancies::is_author(db, &post, c.actor.account_id()).await?;
    let own_words = author && judged.iter().any(Judged::holds);
    let moves = moves::of(db, Subject::Vacancy, post.id)
        .await?
        .into_iter()
        .map(|step| Move {
            at: c.moment(&step.at),
            from: step.from_state.map(|key| words::state(c, &key)),
            to: words::state(c, &step.to_state),
            who: if step.actor_id.is_none() && step.actor_name == "system" {
                c.t("vacancies-by-itself")
            } else {
                step.actor_name
            },
            reason: words::reason(c, &step.reason),
        });
    let moves = moves.collect();
    let pay = Pay::of(&post);
    let refused = !problems.is_empty();
    let page = RecordPage {
        c,
        problems: problems.into(),
        post: &post,
        employer_problem: employer_problem(&firm, is_trusted(&post, &firm), c.today()),
        employer: firm.name,
        badge: words::badge(post.state),
        pay: c.t1(
            "vacancies-yuan-a-month",
            "yuan",
            words::range(pay.min_yuan, pay.max_yuan),
        ),
        hourly: words::hourly(c, &pay),
        said: judged
            .into_iter()
            .map(|judged| said(c, judged, in_review && !author))
            .collect(),
        own_words,
        moves,
        acts: acts(c, &post),
        groups: facts::groups(c, &post),
        may_change: state::may_change(post.state) && c.may(Action::EditVacancies),
        is_public: post.state == VacancyState::Published && post.valid_until >= c.today(),
    };
    if refused { show_again(&page) } else { show(&page) }
}

/// The record.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    render(&c, &app, id, Vec::new()).await
}

/// The record again, with what keeps a step from being taken.
pub async fn refused(c: &Ctx, app: &App, id: Uuid, problems: Vec<Problem>) -> PageResult {
    render(c, app, id, problems).await
}
