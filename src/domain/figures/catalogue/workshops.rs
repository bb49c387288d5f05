//! Workshops: how many are recognised and at work, how many are new.

use sea_orm::sea_query::SelectStatement;

use super::super::asked::Asked;
use super::super::indicator::{About, Group, Indicator, Listed, Once, Rule, Unit, Window};
use crate::domain::workshops::figures::{newly_recognised, running, running_with_east};

const fn workshops(code: &'static str, window: Window, facts: fn(&Asked) -> SelectStatement) -> Indicator {
    Indicator {
        code,
        group: Group::Workshops,
        unit: Unit::Items,
        estimate: false,
        rule: Rule::List(Listed {
            about: About::Workshop,
            once: Once::Row,
            window,
            facts,
        }),
    }
}

pub(super) const FIGURES: &[Indicator] = &[
    workshops("T8", Window::OnLastDay, running),
    workshops("T8n", Window::Within, newly_recognised),
    workshops("T8e", Window::OnLastDay, running_with_east),
];
