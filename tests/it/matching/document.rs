//! `docs/matching.md` holds the table of conditions and the table of weights. Run the test with `LB_WRITE=1` to write them anew.

use std::fmt::Write as _;

use labour_bridge::domain::matching::{HardCode, Side};
use labour_bridge::i18n::Locale;

const WEIGHTS: &str = include_str!("../../../src/domain/matching/weights.rs");

fn conditions() -> String {
    let mut table = String::from("| condition | may staff set it aside | who is asked first |\n|---|---|---|\n");
    for code in HardCode::ALL {
        let side = match code.side() {
            Some(Side::Worker) => "worker",
            Some(Side::Employer) => "employer",
            Some(Side::Station) => "station",
            None => "nobody may give way",
        };
        let name = Locale::En.text(code.short_key());
        // Some names say more once the pair is known; here the key says enough.
        let name = if name == code.short_key() {
            code.key().trim_start_matches("hard-").replace('-', " ")
        } else {
            name
        };
        let _ = writeln!(
            table,
            "| {name} | {} | {side} |",
            if code.may_be_overridden() { "yes" } else { "no" }
        );
    }
    table
}

/// The constants of the table in the order in which they stand, each with its own words.
fn weights() -> String {
    let mut table = String::from("| weight | value | what it is for |\n|---|---|---|\n");
    let mut words = String::new();
    for line in WEIGHTS.lines() {
        if let Some(text) = line.strip_prefix("/// ") {
            words = if words.is_empty() {
                text.to_owned()
            } else {
                format!("{words} {text}")
            };
        } else if let Some((name, rest)) = line.strip_prefix("pub const ").and_then(|rest| rest.split_once(": ")) {
            let value = rest
                .split_once(" = ")
                .map_or("", |(_, value)| value.trim_end_matches(';'));
            let plain = words.replace(['[', ']'], "");
            let _ = writeln!(table, "| `{name}` | `{value}` | {plain} |");
            words.clear();
        }
    }
    table
}

fn with_table(document: &str, mark: &str, table: &str) -> String {
    let head = format!("<!-- {mark} -->\n");
    let (before, rest) = document.split_once(&head).expect("a mark");
    let after = rest.trim_start_matches('\n');
    let after: String = after
        .lines()
        .skip_while(|line| line.starts_with('|'))
        .fold(String::new(), |text, line| text + line + "\n");
    format!("{before}{head}\n{table}\n{}", after.trim_start_matches('\n'))
}

#[test]
fn the_page_about_matching_is_the_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/matching.md");
    let found = std::fs::read_to_string(&path).expect("the page");
    let expected = with_table(&with_table(&found, "conditions", &conditions()), "weights", &weights());
    if std::env::var_os("LB_WRITE").is_some() {
        std::fs::write(&path, &expected).expect("written");
        return;
    }
    assert!(
        found == expected,
        "docs/matching.md is not the table: run this test with LB_WRITE=1"
    );
}
