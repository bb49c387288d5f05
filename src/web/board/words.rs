//! Numbers and marked text as readers see them.

use std::fmt::Write as _;
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
    if low == high { thousands(low) } else { format!("{}–{}", thousands(low), thousands(high)) }
}

/// Fen as yuan with one digit, rounded down: `2059` is `20.5`.
#[must_use]
pub fn yuan_of_fen(fen: i64) -> String {
    format!("{}.{}", thousands(fen / 100), fen % 100 / 10)
}

fn escape_into(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

/// HTML of `text` with the ranges marked. Everything is escaped piece by piece, so the only tags in it are ours.
#[must_use]
pub fn marked(text: &str, ranges: &[Range<usize>]) -> String {
    let mut html = String::with_capacity(text.len() + ranges.len() * 13);
    let mut from = 0;
    for range in ranges {
        let (Some(before), Some(hit)) = (text.get(from..range.start), text.get(range.clone())) else { continue };
        escape_into(&mut html, before);
        html.push_str("<mark>");
        escape_into(&mut html, hit);
        html.push_str("</mark>");
        from = range.end;
    }
    escape_into(&mut html, text.get(from..).unwrap_or_default());
    html
}

/// Letters shown on either side of the first hit in a long text.
const AROUND: usize = 24;

/// HTML of the surroundings of the first hit, or `None` if there is no hit.
#[must_use]
pub fn snippet(text: &str, ranges: &[Range<usize>]) -> Option<String> {
    let first = ranges.first()?;
    let start = text.get(..first.start)?.char_indices().rev().take(AROUND).last().map_or(first.start, |(at, _)| at);
    let rest = text.get(first.end..)?;
    let end = first.end + rest.char_indices().nth(AROUND).map_or(rest.len(), |(at, _)| at);
    let inside: Vec<Range<usize>> =
        ranges.iter().filter(|range| range.end <= end).map(|range| range.start - start..range.end - start).collect();
    let mut html = String::new();
    if start > 0 {
        html.push('…');
    }
    let _ = write!(html, "{}", marked(text.get(start..end)?, &inside));
    if end < text.len() {
        html.push('…');
    }
    Some(html)
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

    #[test]
    fn marks_are_the_only_tags() {
        assert_eq!(marked("a<b>月嫂&", &[4..10]), "a&lt;b&gt;<mark>月嫂</mark>&amp;");
        assert_eq!(marked("月嫂", &[1..2]), "月嫂");
    }

    #[test]
    fn a_snippet_is_cut_between_letters() {
        let text = format!("{}电焊{}", "前".repeat(40), "后".repeat(40));
        let at = 40 * 3;
        let html = snippet(&text, &[at..at + 6]).unwrap();
        assert_eq!(html, format!("…{}<mark>电焊</mark>{}…", "前".repeat(24), "后".repeat(24)));
        assert_eq!(snippet("短", &[]), None);
    }
}
