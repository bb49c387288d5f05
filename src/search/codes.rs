//! Code lists as trees: every document carries the code of each of its ancestors, so that a subtree is one term.

/// Lengths of the levels of a place code: province, city, county (GB/T 2260), township (GB/T 10114), village.
const PLACE_LEVELS: [usize; 5] = [2, 4, 6, 9, 12];

/// The shortest form of a place code: `620000` and `62` are both Gansu, and become `62`.
pub(super) fn short_place(code: &str) -> &str {
    let mut short = code.trim();
    for pair in PLACE_LEVELS.windows(2).rev() {
        if short.len() == pair[1] && short.is_ascii() && short[pair[0]..].bytes().all(|digit| digit == b'0') {
            short = &short[..pair[0]];
        }
    }
    short
}

/// `620802` → `62`, `6208`, `620802`.
pub(super) fn place_line(code: &str) -> Vec<&str> {
    let short = short_place(code);
    if !short.is_ascii() || short.is_empty() {
        return Vec::new();
    }
    let mut line: Vec<&str> = PLACE_LEVELS
        .iter()
        .filter(|&&level| level < short.len())
        .map(|&level| &short[..level])
        .collect();
    line.push(short);
    line
}

/// The official six-digit form of a province or county term, as the code list names it: `12` → `120000`.
pub(super) fn official_place(short: &str) -> String {
    format!("{short:0<6}")
}

/// The shortest form of an occupation code (职业分类大典): `6-05-00-00` → `6-05`.
pub(super) fn short_occupation(code: &str) -> &str {
    let mut short = code.trim();
    while let Some(parent) = short.strip_suffix("-00") {
        short = parent;
    }
    short
}

/// `6-05-01-03` → `6`, `6-05`, `6-05-01`, `6-05-01-03`.
pub(super) fn occupation_line(code: &str) -> Vec<&str> {
    let short = short_occupation(code);
    if short.is_empty() {
        return Vec::new();
    }
    let mut line: Vec<&str> = short.match_indices('-').map(|(end, _)| &short[..end]).collect();
    line.push(short);
    line
}

/// The official four-part form of an occupation group: `6-05` → `6-05-00-00`.
pub(super) fn official_occupation(short: &str) -> String {
    let mut official = short.to_owned();
    while official.matches('-').count() < 3 {
        official.push_str("-00");
    }
    official
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_line_up() {
        assert_eq!(place_line("620802"), ["62", "6208", "620802"]);
        assert_eq!(place_line("620802001000"), ["62", "6208", "620802", "620802001"]);
        assert_eq!(place_line("620000"), ["62"]);
        assert_eq!(place_line("120103"), ["12", "1201", "120103"]);
        assert!(place_line("").is_empty());
        assert!(place_line("天津").is_empty());
        assert_eq!(official_place("62"), "620000");
    }

    #[test]
    fn occupations_line_up() {
        assert_eq!(occupation_line("6-05-01-03"), ["6", "6-05", "6-05-01", "6-05-01-03"]);
        assert_eq!(occupation_line("6-05-00-00"), ["6", "6-05"]);
        assert_eq!(official_occupation("6"), "6-00-00-00");
        assert!(occupation_line("").is_empty());
    }
}
