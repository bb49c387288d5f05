//! Words of employer lists: what kind of employer, and how large.

use entity::codes::{Code as _, EmployerKind, EmployerSize};

use super::words::find;
use super::{CellProblem, integer, word};

/// What kind of employer.
///
/// # Errors
/// `import-problem-employer-kind`.
pub fn employer_kind(text: &str) -> Result<EmployerKind, CellProblem> {
    const KIND: &[(&str, &[&str])] = &[
        ("agency", &["劳务派遣", "人力资源", "中介", "派遣", "agency"]),
        ("household_business", &["个体", "household_business"]),
        ("cooperative", &["合作社", "cooperative"]),
        ("village_collective", &["村集体", "集体经济组织", "village_collective"]),
        ("institution", &["机关", "事业", "institution"]),
        (
            "organisation",
            &["社会组织", "社会团体", "民办非企业", "基金会", "民非", "organisation"],
        ),
        (
            "enterprise",
            &["企业", "公司", "国企", "民营", "私营", "外资", "合资", "enterprise"],
        ),
    ];
    find(&word(text), KIND)
        .and_then(EmployerKind::from_key)
        .ok_or_else(|| CellProblem::new("import-problem-employer-kind", text))
}

/// How many people work there, as a class: `20-99`, `100人以上`, `80`.
///
/// # Errors
/// `import-problem-employer-size`.
pub fn employer_size(text: &str) -> Result<EmployerSize, CellProblem> {
    const WORDS: &[(&str, &[&str])] = &[
        ("1-19", &["微型"]),
        ("20-99", &["小型"]),
        ("100-499", &["中型"]),
        ("500+", &["大型"]),
    ];
    let form = word(text);
    if let Some(size) = EmployerSize::from_key(&form).or_else(|| find(&form, WORDS).and_then(EmployerSize::from_key)) {
        return Ok(size);
    }
    // The lower end of a range counts: "100人以上", "150-500人".
    let digits: String = form
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let people = integer(&digits, 0, 10_000_000).map_err(|_| CellProblem::new("import-problem-employer-size", text))?;
    Ok(match people {
        0..=19 => EmployerSize::Tiny,
        20..=99 => EmployerSize::Small,
        100..=499 => EmployerSize::Medium,
        _ => EmployerSize::Large,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_sizes_are_read_as_lists_write_them() {
        assert_eq!(employer_kind("劳务派遣公司"), Ok(EmployerKind::Agency));
        assert_eq!(employer_kind("有限责任公司"), Ok(EmployerKind::Enterprise));
        assert_eq!(employer_size("100-499人"), Ok(EmployerSize::Medium));
        assert_eq!(employer_size("80人"), Ok(EmployerSize::Small));
        assert_eq!(employer_size("大型"), Ok(EmployerSize::Large));
        assert!(employer_size("很多").is_err());
    }
}
