//! Numbers and marked text as readers see them.

use std::ops::Range;

/// `1206` as `1,206`.
#[must_use]
pub fn thousands(number: impl Into<i64>) -> String {
    let number: i64 = number.into();
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if number < 0 { format!("-{grouped}") } else { grouped }
}

/// `5200` and `6400` as `5,200–6,400`; equal ends as one number.
#[must_use]
pub fn range(low: i32, high: i32) -> String {
    if low == high {
        thousands(low)
    } else {
        format!("{}–{}", thousands(low), thousands(high))
    }
}

/// Fen as yuan with one digit, rounded down: `2059` is `20.5`.
#[must_use]
pub fn yuan_of_fen(fen: i64) -> String {
    format!("{}.{}", thousands(fen / 100), fen % 100 / 10)
}

/// A stretch of text, and whether it was searched for. The template escapes it and puts the mark around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it was searched for.
    pub hit: bool,
}

fn push(pieces: &mut Vec<Piece>, text: &str, hit: bool) {
    if !text.is_empty() {
        pieces.push(Piece {
            text: text.to_owned(),
            hit,
        });
    }
}

/// `text` cut at the ranges. Together the pieces are always the whole text.
#[must_use]
pub fn marked(text: &str, ranges: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(ranges.len() * 2 + 1);
    let mut from = 0;
    for range in ranges {
        let (Some(before), Some(hit)) = (text.get(from..range.start), text.get(range.clone())) else {
            continue;
        };
        push(&mut pieces, before, false);
        push(&mut pieces, hit, true);
        from = range.end;
    }
    push(&mut pieces, text.get(from..).unwrap_or_default(), false);
    pieces
}

/// Letters shown on either side of the first hit in a long text.
const AROUND: usize = 24;

/// The surroundings of the first hit, or nothing if there is none.
#[must_use]
pub fn snippet(text: &str, ranges: &[Range<usize>]) -> Option<Vec<Piece>> {
    let first = ranges.first()?;
    let start = text
        .get(..first.start)?
        .char_indices()
        .rev()
        .take(AROUND)
        .last()
        .map_or(first.start, |(at, _)| at);
    let rest = text.get(first.end..)?;
    let end = first.end + rest.char_indices().nth(AROUND).map_or(rest.len(), |(at, _)| at);
    let inside: Vec<Range<usize>> = ranges
        .iter()
        .filter(|range| range.end <= end)
        .map(|range| range.start - start..range.end - start)
        .collect();
    let mut pieces = Vec::new();
    push(&mut pieces, if start > 0 { "…" } else { "" }, false);
    pieces.extend(marked(text.get(start..end)?, &inside));
    push(&mut pieces, if end < text.len() { "…" } else { "" }, false);
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_never_rounded_up() {
        assert_eq!(thousands(1_206), "1,206");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000_000), "1,000,000");
        assert_eq!(range(4_300, 4_300), "4,300");
        assert_eq!(range(5_200, 6_400), "5,200–6,400");
        assert_eq!(yuan_of_fen(2_059), "20.5");
    }

    fn plain(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| {
                if piece.hit {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn the_pieces_are_the_whole_text() {
        assert_eq!(plain(&marked("a<b>月嫂&", std::slice::from_ref(&(4..10)))), "a<b>[月嫂]&");
        assert_eq!(plain(&marked("月嫂", std::slice::from_ref(&(1..2)))), "月嫂");
    }

    #[test]
    fn a_snippet_is_cut_between_letters() {
        let text = format!("{}电焊{}", "前".repeat(40), "后".repeat(40));
        let at = 40 * 3;
        let pieces = snippet(&text, std::slice::from_ref(&(at..at + 6))).unwrap();
        assert_eq!(
            plain(&pieces),
            format!("…{}[电焊]{}…", "前".repeat(24), "后".repeat(24))
        );
        assert_eq!(snippet("短", &[]), None);
    }
}
