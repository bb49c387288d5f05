//! Precision and recall of the wording rules on labelled sentences.

use std::collections::BTreeSet;

use super::{Field, RuleId, examine};

/// One labelled sentence.
struct Example {
    expected: BTreeSet<&'static str>,
    text: &'static str,
}

fn examples() -> Vec<Example> {
    include_str!("examples.tsv")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (keys, text) = line
                .split_once('\t')
                .expect("two columns in every line of examples.tsv");
            let expected = keys.split(',').filter(|&key| key != "-").collect();
            Example { expected, text }
        })
        .collect()
}

#[test]
fn precision_and_recall_are_as_measured() {
    let (mut right, mut wrong, mut missed) = (0, Vec::new(), Vec::new());
    for example in examples() {
        let found: BTreeSet<&str> = examine(&[(Field::Other, example.text)])
            .into_iter()
            .map(|f| f.rule.key())
            .collect();
        right += found.intersection(&example.expected).count();
        wrong.extend(found.difference(&example.expected).map(|key| (*key, example.text)));
        missed.extend(example.expected.difference(&found).map(|key| (*key, example.text)));
    }
    // Precision 252/253, recall 252/264. Exact on purpose: a changed phrase must show what it won and what it lost.
    assert_eq!(
        (right, wrong.len(), missed.len()),
        (252, 1, 12),
        "wrong: {wrong:#?}\nmissed: {missed:#?}"
    );
}

#[test]
fn every_rule_has_an_example_and_every_label_is_a_rule() {
    let labels: BTreeSet<&str> = examples().into_iter().flat_map(|example| example.expected).collect();
    let keys: BTreeSet<&str> = RuleId::all().map(RuleId::key).collect();
    assert_eq!(labels.difference(&keys).collect::<Vec<_>>(), Vec::<&&str>::new());
    // Barred work needs two fields; its example stands in the tests of `examine`.
    assert_eq!(keys.difference(&labels).collect::<Vec<_>>(), [&"sex.barred_work"]);
}

#[test]
fn the_set_is_large_and_holds_near_misses() {
    let all = examples();
    let clean = all.iter().filter(|example| example.expected.is_empty()).count();
    let texts: BTreeSet<&str> = all.iter().map(|example| example.text).collect();
    assert_eq!(texts.len(), all.len(), "a sentence stands there twice");
    assert!(
        all.len() >= 150 && clean * 3 >= all.len(),
        "{} sentences, {clean} clean",
        all.len()
    );
}
