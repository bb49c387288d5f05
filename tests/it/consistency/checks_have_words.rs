//! The checks name their problems by key; each key has its sentence.

use super::layers::files_below;
use super::locales::keys_of;

#[test]
fn every_problem_that_a_check_names_has_its_sentence() {
    let heads = [
        "id-number-",
        "credit-code-",
        "person-name-",
        "phone-",
        "problem-",
        "import-problem-",
        "import-conflict-",
        "import-remark-",
    ];
    let known = keys_of("zh-CN");
    let mut missing = Vec::new();
    for path in files_below("src/domain", "rs") {
        let text = std::fs::read_to_string(&path).expect("a file");
        for quoted in text.split('"').skip(1).step_by(2) {
            let is_key = heads
                .iter()
                .any(|head| quoted.starts_with(head) && quoted.len() > head.len())
                && !quoted.ends_with('-')
                && quoted
                    .bytes()
                    .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-');
            if is_key && !known.contains_key(quoted) {
                missing.push(format!("{}: {quoted}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
