//! `web → domain → entity`, `search → outbox`: a folder must not name what lies above it.

use std::path::{Path, PathBuf};

pub fn files_below(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn names_of(folder: &str, forbidden: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in files_below(folder, "rs") {
        let text = std::fs::read_to_string(&path).expect("a file");
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if forbidden.iter().any(|word| code.contains(word)) {
                found.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn the_domain_knows_no_web_and_no_index() {
    let found = names_of("src/domain", &["axum", "askama", "tantivy", "crate::web", "crate::search", "crate::cli", "crate::app"]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_index_knows_no_web() {
    let found = names_of("src/search", &["axum", "askama", "crate::web", "crate::cli"]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn entities_and_migrations_know_nobody() {
    let found = names_of("entity/src", &["labour_bridge", "axum"]);
    assert!(found.is_empty(), "{found:#?}");
    let found = names_of("migration/src", &["entity::", "labour_bridge"]);
    assert!(found.is_empty(), "{found:#?}");
}
