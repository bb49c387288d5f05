//! Templates: each is used, none has inline script or style, and raw output stands only where it was looked at.

use super::layers::files_below;

#[test]
fn every_template_is_used() {
    let mut used = String::new();
    for path in files_below("src", "rs").into_iter().chain(files_below("templates", "html")) {
        used.push_str(&std::fs::read_to_string(path).expect("a file"));
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let unused: Vec<String> = files_below("templates", "html")
        .iter()
        .map(|path| path.strip_prefix(&root).expect("below the root").display().to_string())
        .filter(|name| !used.contains(&format!("\"{name}\"")))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn no_template_has_inline_script_or_style() {
    let mut found = Vec::new();
    for path in files_below("templates", "html") {
        let text = std::fs::read_to_string(&path).expect("a file").to_lowercase();
        for word in ["<style", " style=", "javascript:", " onclick=", " onload=", " onchange=", " onsubmit="] {
            if text.contains(word) {
                found.push(format!("{}: {word}", path.display()));
            }
        }
        let inline = text.split("<script").skip(1).any(|part| !part.starts_with(" src="));
        if inline {
            found.push(format!("{}: <script>", path.display()));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// `|safe` turns escaping off. It may stand only on attributes that come from the templates themselves.
#[test]
fn escaping_is_switched_off_only_for_attributes_written_in_templates() {
    let mut found = Vec::new();
    for path in files_below("templates", "html") {
        let text = std::fs::read_to_string(&path).expect("a file");
        for (number, line) in text.lines().enumerate() {
            if line.replace("attrs|safe", "").contains("|safe") {
                found.push(format!("{}:{}", path.display(), number + 1));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
