//! Folding: the one written form in which text is indexed, asked for and compared.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Text in folded form that remembers where each character came from.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// Half-width, lower-case text.
    pub text: String,
    /// For each character of `text`, the byte range in the original it stands for.
    pub sources: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds at most `max_chars` characters of `original`; what follows is not looked at, so the cost is bounded.
    pub fn of(original: &str, max_chars: usize) -> Self {
        let mut folded = Self::default();
        for (start, original_char) in original.char_indices().take(max_chars) {
            let source = (start, start + original_char.len_utf8());
            for character in plain(original_char) {
                folded.text.push(character);
                folded.sources.push(source);
            }
        }
        folded
    }
}

/// Folds a short text whole (titles, names, query words).
pub(super) fn fold(original: &str) -> String {
    original.chars().flat_map(plain).collect()
}

/// Letters and digits only, folded: `【急招】月嫂 ` and `急招月嫂` are the same title.
pub(super) fn bare(original: &str) -> String {
    fold(original)
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// The letters in which one is written here: half-width, simplified, lower case.
fn plain(character: char) -> impl Iterator<Item = char> {
    simplified(half_width(character)).to_lowercase()
}

/// Traditional characters and the simplified ones that replace them, one by one (the table of `OpenCC`, by the crate `hanconv`).
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let table = ('\u{4E00}'..='\u{9FFF}').filter_map(|character| {
        let written = hanconv::t2s(character.encode_utf8(&mut [0; 4]));
        let mut letters = written.chars();
        match (letters.next(), letters.next()) {
            (Some(simple), None) if simple != character => Some((character, simple)),
            _ => None,
        }
    });
    table.collect()
});

fn simplified(character: char) -> char {
    if character < '\u{4E00}' {
        return character;
    }
    SIMPLIFIED.get(&character).copied().unwrap_or(character)
}

/// Full-width forms (U+FF01 to U+FF5E, as Chinese input methods produce them) sit at a fixed distance from ASCII.
fn half_width(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_case_fold_together() {
        assert_eq!(fold("ＣＮＣ　操作工（６０００）"), "cnc 操作工(6000)");
        assert_eq!(bare("【急招】ＣＮＣ 操作工！"), "急招cnc操作工");
        assert_eq!(fold("電焊工 縫紉工 護理員"), "电焊工 缝纫工 护理员");
    }

    #[test]
    fn sources_point_into_the_original() {
        let original = "Ａ照司机";
        let folded = Folded::of(original, 100);
        let (start, end) = folded.sources[1];
        assert_eq!(&original[start..end], "照");
        assert_eq!(folded.text.chars().count(), folded.sources.len());
    }

    #[test]
    fn a_capital_that_becomes_two_characters_keeps_its_source() {
        let folded = Folded::of("İa", 10);
        assert_eq!(folded.sources, [(0, 2), (0, 2), (2, 3)]);
    }
}
