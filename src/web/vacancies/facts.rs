//! A post as rows of words, in the groups of its form.

use entity::codes::{Contract, Provision, Term};
use entity::vacancy;

use super::words;
use crate::domain::vacancies::Pay;
use crate::reference::{certificate, education};
use crate::web::ctx::Ctx;
use crate::web::trade;

/// Rows under a heading.
pub struct Group {
    /// Key of the heading.
    pub heading: &'static str,
    /// Key of the label and the words.
    pub rows: Vec<(&'static str, String)>,
}

struct Words<'a> {
    c: &'a Ctx,
}

impl Words<'_> {
    fn text(&self, text: &str) -> String {
        if text.is_empty() {
            self.c.t("vacancies-not-said")
        } else {
            text.to_owned()
        }
    }

    fn number(&self, number: Option<i32>, key: &str) -> String {
        number.map_or_else(|| self.c.t("vacancies-not-said"), |number| self.c.t1(key, "n", number))
    }

    fn yes(&self, on: bool) -> String {
        self.c.t(if on { "vacancies-yes" } else { "vacancies-no" })
    }

    fn provision(&self, provision: Provision, note: &str) -> String {
        if note.is_empty() {
            self.c.label(&provision)
        } else {
            format!("{} · {note}", self.c.label(&provision))
        }
    }
}

/// Everything that a post says.
pub fn groups(c: &Ctx, post: &vacancy::Model) -> Vec<Group> {
    let say = Words { c };
    vec![
        job(&say, post),
        pay(&say, post),
        living(&say, post),
        shift(&say, post),
        legal(&say, post),
        conditions(&say, post),
        contact(&say, post),
    ]
}

fn job(say: &Words<'_>, post: &vacancy::Model) -> Group {
    let c = say.c;
    let term = match (post.term, post.term_months) {
        (Term::Long, _) | (_, None) => c.label(&post.term),
        (term, Some(months)) => format!("{} · {}", c.label(&term), c.t1("vacancies-n-months", "n", months)),
    };
    Group {
        heading: "vacancies-group-job",
        rows: vec![
            ("vacancies-occupation", say.text(&trade::name(c, &post.occupation_code))),
            ("vacancies-description", say.text(&post.description)),
            (
                "vacancies-headcount",
                c.t2("vacancies-places", "headcount", post.headcount, "filled", post.filled),
            ),
            (
                "vacancies-place",
                format!("{} {}", c.place(&post.place_code), post.address)
                    .trim_end()
                    .to_owned(),
            ),
            (
                "vacancies-start-date",
                post.start_date
                    .as_ref()
                    .map_or_else(|| c.t("vacancies-not-said"), |day| c.day(day)),
            ),
            ("vacancies-term", term),
            ("vacancies-valid-until", c.day(&post.valid_until)),
        ],
    }
}

fn pay(say: &Words<'_>, post: &vacancy::Model) -> Group {
    let c = say.c;
    let pay = Pay::of(post);
    let month = c.t1(
        "vacancies-yuan-a-month",
        "yuan",
        words::range(pay.min_yuan, pay.max_yuan),
    );
    Group {
        heading: "vacancies-group-pay",
        rows: vec![
            ("vacancies-pay-form", c.label(&post.pay_form)),
            ("vacancies-pay-range", month),
            ("vacancies-pay-hour", words::hourly(c, &pay)),
            (
                "vacancies-hours-a-month",
                say.number(post.hours_per_month, "vacancies-n-hours"),
            ),
            ("vacancies-rest-days", say.number(post.rest_days, "vacancies-n-days")),
            (
                "vacancies-base-pay",
                post.base_pay_yuan.map_or_else(
                    || c.t("vacancies-not-said"),
                    |yuan| c.t1("vacancies-yuan-a-month", "yuan", words::grouped(yuan)),
                ),
            ),
            ("vacancies-piece-note", say.text(&post.piece_note)),
            ("vacancies-pay-day", say.number(post.pay_day, "vacancies-day-of-month")),
            ("vacancies-probation-note", say.text(&post.probation_note)),
            ("vacancies-deduction-note", say.text(&post.deduction_note)),
        ],
    }
}

fn living(say: &Words<'_>, post: &vacancy::Model) -> Group {
    Group {
        heading: "vacancies-group-living",
        rows: vec![
            ("vacancies-lodging", say.provision(post.lodging, &post.lodging_note)),
            (
                "vacancies-people-per-room",
                say.number(post.people_per_room, "vacancies-n-people"),
            ),
            ("vacancies-couple-room", say.yes(post.couple_room)),
            ("vacancies-meals", say.provision(post.meals, &post.meals_note)),
            ("vacancies-halal-meals", say.yes(post.halal_meals)),
            ("vacancies-shuttle", say.yes(post.shuttle)),
            ("vacancies-fare-refund", say.yes(post.fare_refund)),
        ],
    }
}

fn shift(say: &Words<'_>, post: &vacancy::Model) -> Group {
    let demands = say.c.labels_of("demand", &post.demands);
    Group {
        heading: "vacancies-group-shift",
        rows: vec![
            ("vacancies-shift", say.c.label(&post.shift)),
            (
                "vacancies-hours-per-day",
                say.number(post.hours_per_day, "vacancies-n-hours"),
            ),
            (
                "vacancies-demands",
                if demands.is_empty() {
                    say.c.t("vacancies-nothing-special")
                } else {
                    demands
                },
            ),
        ],
    }
}

fn legal(say: &Words<'_>, post: &vacancy::Model) -> Group {
    let sign = match post.contract {
        Contract::Dispatch => format!(
            "{} · {}",
            say.c.label(&post.contract),
            say.c.t("vacancies-dispatch-note")
        ),
        _ => say.c.label(&post.contract),
    };
    Group {
        heading: "vacancies-group-legal",
        rows: vec![
            ("vacancies-contract", sign),
            ("vacancies-insurance", say.c.label(&post.insurance)),
        ],
    }
}

fn conditions(say: &Words<'_>, post: &vacancy::Model) -> Group {
    use entity::codes::Code as _;
    let c = say.c;
    let lang = c.locale.tag();
    let schooling = post
        .education
        .and_then(|level| education::get(level.key()))
        .map_or_else(|| c.t("vacancies-no-limit"), |level| level.label(lang).to_owned());
    let paper = match post.certificate.as_deref() {
        None => c.t("vacancies-no-need"),
        Some(key) => certificate::get(key).map_or_else(|| key.to_owned(), |paper| paper.label(lang).to_owned()),
    };
    let age = match (post.age_min, post.age_max) {
        (None, None) => c.t("vacancies-no-limit"),
        (Some(youngest), None) => c.t1("vacancies-age-from", "min", youngest),
        (None, Some(oldest)) => c.t1("vacancies-age-to", "max", oldest),
        (Some(youngest), Some(oldest)) => c.t2("vacancies-age-between", "min", youngest, "max", oldest),
    };
    Group {
        heading: "vacancies-group-conditions",
        rows: vec![
            ("vacancies-education", schooling),
            ("vacancies-certificate", paper),
            ("vacancies-age", age),
            ("vacancies-condition-reason", say.text(&post.condition_reason)),
        ],
    }
}

fn contact(say: &Words<'_>, post: &vacancy::Model) -> Group {
    let mut rows = vec![
        ("vacancies-contact-name", say.text(&post.contact_name)),
        ("vacancies-contact-phone", say.text(&post.contact_phone)),
    ];
    if !post.source.is_empty() {
        rows.push(("vacancies-source", format!("{} {}", post.source, post.reference)));
    }
    Group {
        heading: "vacancies-group-contact",
        rows,
    }
}
