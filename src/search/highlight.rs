//! Where in a text the searched terms stand, for `<mark>`.

use std::ops::Range;

use super::Engine;
use super::fold::{Folded, fold};
use super::tokens::MAX_TEXT_CHARS;

impl Engine {
    /// Byte ranges of `text` that match `terms` (those of [`super::Interpreted`]), in order, not touching each other. A term
    /// that does not stand there whole is marked by its words of two or more characters. Only the first 20,000 characters
    /// are looked at.
    pub fn highlight(&self, text: &str, terms: &[String]) -> Vec<Range<usize>> {
        let folded = Folded::of(text, MAX_TEXT_CHARS);
        let characters: Vec<char> = folded.text.chars().collect();
        let mut marked = vec![false; characters.len()];
        for term in terms {
            let term = fold(term);
            if !mark(&characters, &term, &mut marked) {
                for part in self.analyser().parts(&term) {
                    if part.chars().count() > 1 {
                        mark(&characters, part, &mut marked);
                    }
                }
            }
        }
        ranges(&folded, &marked)
    }
}

/// Marks every place where `wanted` stands; says whether there is one.
fn mark(characters: &[char], wanted: &str, marked: &mut [bool]) -> bool {
    let wanted: Vec<char> = wanted.chars().collect();
    let mut found = false;
    if wanted.is_empty() {
        return false;
    }
    for (start, window) in characters.windows(wanted.len()).enumerate() {
        if window == wanted {
            marked[start..start + wanted.len()].fill(true);
            found = true;
        }
    }
    found
}

fn ranges(folded: &Folded, marked: &[bool]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (&(start, end), _) in folded.sources.iter().zip(marked).filter(|(_, marked)| **marked) {
        match ranges.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => ranges.push(start..end),
        }
    }
    ranges
}
