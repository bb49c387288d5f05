//! `docs/figures.md` is the catalogue of figures and the list of checks in words. Run the test with `LB_WRITE=1` to write it anew.

use std::fmt::Write as _;

use labour_bridge::domain::figures::{Indicator, Rule, catalogue, checks};
use labour_bridge::i18n::Locale;

const HEAD: &str = "# What each figure counts

Generated from `src/domain/figures/catalogue`, `src/domain/figures/checks` and the locale files; a test keeps this page equal to them
(`LB_WRITE=1 cargo test --test it the_docs_of_figures` writes it anew).

`/figures`, `labour-bridge report --year Y [--place CODE] [--as-of DAY] --format text|json|xlsx`, plans and frozen sheets all count by this list.

- **Each number is its list.** An indicator is a query of lines (whom or what it counts once, the record, the day, home, place, amount); the number
  is the lines counted or added up by the database, and a test over random histories holds both against a slow count.
- **Verified only.** A placement counts from the day of its first verification on, and not while it is lost or disputed.
- **As of a day**: only what had happened, and had been verified, by the end of that day. Facts that were corrected since count as they are known
  now; what had been reported before stands in the frozen sheet, with the difference by name.
- **人 are different people**, 人次 are times. Merged records are one person.
- **Category** (脱贫, 监测) is that of the day on which the placement began.
- **Home** is the home as the record has it today: a village that was written down wrongly is put right in the figures too.
- **Days**: of the period; of all years up to the last day of the period; or what was so on the last day. Days to come never count.

To add one: a row in a file of `catalogue/`, and its words `figure-CODE-name` and `figure-CODE-formula` in both languages.

";

fn text(locale: Locale, key: &str) -> String {
    let text = locale.text(key);
    assert_ne!(text, key, "{key} has no words");
    text.replace('|', "/")
}

fn figure(indicator: &Indicator) -> String {
    let zh = |of: &str| text(Locale::Zh, &indicator.words(of));
    let en = |of: &str| text(Locale::En, &indicator.words(of));
    let (once, window) = match &indicator.rule {
        Rule::List(listed) => (
            text(Locale::En, &format!("figures-once-{}", listed.once.key())),
            text(Locale::En, &format!("figures-window-{}", listed.window.key())),
        ),
        Rule::Share { part, whole } => (format!("{part} ÷ {whole}"), String::new()),
    };
    format!(
        "| {} | {}<br>{} | {} | {}<br>{} | {once} | {window} |\n",
        indicator.code,
        zh("name"),
        en("name"),
        text(Locale::Zh, &format!("unit-{}", indicator.unit.key())),
        zh("formula"),
        en("formula"),
    )
}

fn document() -> String {
    let mut page = HEAD.to_owned();
    let mut group = None;
    for indicator in catalogue::all() {
        if group != Some(indicator.group) {
            group = Some(indicator.group);
            let title = text(Locale::En, &format!("figures-group-{}", indicator.group.key()));
            let _ = write!(
                page,
                "\n## {title}\n\n| code | name | unit | counts | once | days |\n|---|---|---|---|---|---|\n"
            );
        }
        page.push_str(&figure(indicator));
    }
    page.push_str("\n## Records that cannot be right\n\n`/figures/checks`. The numbers are those of the same rules in the national system.\n\n| rule | national | what to do |\n|---|---|---|\n");
    for check in checks::all() {
        let words = |of: &str| {
            let key = check.words(of);
            format!("{}<br>{}", text(Locale::Zh, &key), text(Locale::En, &key))
        };
        let _ = writeln!(page, "| {} | {} | {} |", words("name"), check.national, words("help"));
    }
    page
}

#[test]
fn the_docs_of_figures_are_the_catalogue() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/figures.md");
    let expected = document();
    if std::env::var_os("LB_WRITE").is_some() {
        std::fs::write(&path, &expected).expect("written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/figures.md is not the catalogue: run this test with LB_WRITE=1"
    );
}
