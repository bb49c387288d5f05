//! Runs the rules over the fields of a vacancy.

use std::sync::LazyLock;

use super::pattern::Span;
use super::phrases::Phrases;
use super::rules::{GROUPS, LAWFUL, RuleId, Severity};
use super::text::{Letter, letters};

/// The part of a vacancy a text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// 岗位名称.
    Title,
    /// 工作内容.
    Duties,
    /// 招聘条件.
    Conditions,
    /// 工资说明.
    Pay,
    /// 吃住和班车.
    Living,
    /// 班次.
    Shift,
    /// 福利、备注 and anything else that is published.
    Other,
}

/// A phrase in a vacancy that a rule objects to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule; it knows its law and what to tell the employer.
    pub rule: RuleId,
    /// What happens to the vacancy.
    pub severity: Severity,
    /// Where the phrase stands.
    pub field: Field,
    /// First byte of the phrase in the text of the field.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
    /// The phrase as written.
    pub excerpt: String,
}

/// The phrases of one group, compiled.
struct Compiled {
    rule: RuleId,
    hits: Phrases,
    unless: Phrases,
}

/// What makes an otherwise forbidden wording lawful, compiled.
struct CompiledLawful {
    rule: RuleId,
    phrases: Phrases,
    instead: Option<RuleId>,
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    GROUPS
        .iter()
        .map(|group| Compiled {
            rule: group.rule,
            hits: Phrases::compile(group.hits),
            unless: Phrases::compile(group.unless),
        })
        .collect()
});

static COMPILED_LAWFUL: LazyLock<Vec<CompiledLawful>> = LazyLock::new(|| {
    LAWFUL
        .iter()
        .map(|lawful| CompiledLawful {
            rule: lawful.rule,
            phrases: Phrases::compile(lawful.phrases),
            instead: lawful.instead,
        })
        .collect()
});

/// All findings in a vacancy, by field in the order given, then by place. Phrases of one rule that overlap are one
/// finding. Never panics; `start` and `end` are character boundaries of the field's text.
#[must_use]
pub fn examine(fields: &[(Field, &str)]) -> Vec<Finding> {
    let read: Vec<(Field, &str, Vec<Letter>)> = fields.iter().map(|&(f, text)| (f, text, letters(text))).collect();
    let mut findings = Vec::new();
    for (field, text, letters) in &read {
        let mut here: Vec<(RuleId, Span)> = Vec::new();
        for group in COMPILED.iter() {
            let spans = hits(group, letters);
            // What makes a wording lawful may stand in any field; it is looked for only where there is something to excuse.
            if spans.is_empty() {
                continue;
            }
            let Some(rule) = in_context(group.rule, &read) else {
                continue;
            };
            for span in spans {
                add(&mut here, rule, span);
            }
        }
        here.sort_by_key(|(rule, span)| (span.from, span.to, *rule));
        findings.extend(
            here.into_iter()
                .filter_map(|(rule, span)| finding(rule, span, *field, text, letters)),
        );
    }
    findings
}

/// The rule that applies in this vacancy: itself, a milder one, or none.
fn in_context(rule: RuleId, read: &[(Field, &str, Vec<Letter>)]) -> Option<RuleId> {
    for lawful in COMPILED_LAWFUL.iter().filter(|lawful| lawful.rule == rule) {
        if read.iter().any(|(_, _, letters)| lawful.phrases.found_in(letters)) {
            return lawful.instead;
        }
    }
    Some(rule)
}

fn hits(group: &Compiled, letters: &[Letter]) -> Vec<Span> {
    let mut spans = Vec::new();
    for from in 0..letters.len() {
        let Some(to) = group.hits.longest(letters, from) else {
            continue;
        };
        let span = Span { from, to };
        if !group.unless.covers(letters, span) {
            spans.push(span);
        }
    }
    spans
}

/// Adds a span, or widens the one of the same rule it overlaps.
fn add(here: &mut Vec<(RuleId, Span)>, rule: RuleId, span: Span) {
    for (other, old) in here.iter_mut() {
        if *other == rule && span.from < old.to && old.from < span.to {
            old.from = old.from.min(span.from);
            old.to = old.to.max(span.to);
            return;
        }
    }
    here.push((rule, span));
}

fn finding(rule: RuleId, span: Span, field: Field, text: &str, letters: &[Letter]) -> Option<Finding> {
    let start = letters.get(span.from)?.start;
    let end = letters.get(span.to.checked_sub(1)?)?.end;
    let excerpt = text.get(start..end)?.to_owned();
    Some(Finding {
        rule,
        severity: rule.severity(),
        field,
        start,
        end,
        excerpt,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(text: &str) -> Vec<(&'static str, String)> {
        examine(&[(Field::Other, text)])
            .into_iter()
            .map(|f| (f.rule.key(), f.excerpt))
            .collect()
    }

    #[test]
    fn the_excerpt_is_the_text_as_written() {
        assert_eq!(keys("包吃住，限 · 男 士。"), [("sex.male", "限 · 男 士".to_owned())]);
        assert_eq!(keys("入职交押💰金300"), [("fee.deposit", "押💰金300".to_owned())]);
    }

    #[test]
    fn work_barred_to_women_turns_the_block_into_a_hold() {
        let fields = [
            (Field::Title, "采煤工"),
            (Field::Duties, "矿山井下作业"),
            (Field::Conditions, "限男性"),
        ];
        let found = examine(&fields);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].rule, found[0].severity),
            (RuleId::SexBarredWork, Severity::Hold)
        );
        assert_eq!(examine(&fields[2..])[0].severity, Severity::Block);
    }

    #[test]
    fn a_record_check_is_lawful_for_guards() {
        assert_eq!(keys("无犯罪记录"), [("person.record", "无犯罪记录".to_owned())]);
        assert_eq!(
            examine(&[(Field::Title, "保安员"), (Field::Conditions, "无犯罪记录")]),
            []
        );
    }

    proptest! {
        #[test]
        fn findings_lie_on_boundaries_and_nothing_panics(
            text in any::<String>(),
            near in "[限男女不招收押金岁以下未满乙肝1-9 ·、，。💰]{0,24}",
        ) {
            for typed in [&text, &near] {
                for found in examine(&[(Field::Title, typed), (Field::Other, typed)]) {
                    prop_assert_eq!(typed.get(found.start..found.end), Some(found.excerpt.as_str()));
                    prop_assert!(!found.excerpt.is_empty());
                }
            }
        }
    }
}
