//! A small language for phrases, because a table of rules must be readable by people who check law, not code.
//!
//! | written | matches |
//! |---|---|
//! | `限男` | these letters |
//! | `(男\|女)` | one of the alternatives |
//! | `{only}` | one of a named set of [`SETS`] |
//! | `性?` | this, or nothing |
//! | `~4` | up to four letters of the same clause |
//! | `<16-17>` | a whole number in this range, in digits or Chinese numerals below 100 |
//! | `^`, `$` | the beginning or end of a clause |
//! | `@` | the hit itself; only in phrases that excuse |
//!
//! Matching walks a set of positions forward, so its cost is bounded by length times positions; nothing backtracks.

use std::collections::BTreeSet;

use super::rules::SETS;
use super::text::Letter;

/// A hit: letters `from..to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A compiled phrase.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Vec<Node>);

#[derive(Debug, Clone)]
enum Node {
    Letter(char),
    Choice(Vec<Vec<Node>>),
    Maybe(Box<Node>),
    Gap(usize),
    Number(u32, u32),
    ClauseStart,
    ClauseEnd,
    Hit,
}

impl Pattern {
    /// Compiles a phrase, or says what is wrong with it.
    pub(super) fn compile(source: &str) -> Result<Self, String> {
        let mut rest: Vec<char> = expand(source)?.chars().rev().collect();
        let nodes = sequence(&mut rest)?;
        if rest.is_empty() && !nodes.is_empty() {
            Ok(Self(nodes))
        } else {
            Err(format!("cannot read the phrase {source}"))
        }
    }

    /// End of the longest match that begins at `from`. Never empty.
    pub(super) fn longest(&self, letters: &[Letter], from: usize) -> Option<usize> {
        run(&self.0, letters, from, None)
            .into_iter()
            .max()
            .filter(|&to| to > from)
    }

    /// The letters that a match can begin with; `None` if it may be any.
    pub(super) fn first_letters(&self) -> Option<BTreeSet<char>> {
        let mut letters = BTreeSet::new();
        match first(&self.0, &mut letters) {
            First::Certain => Some(letters),
            First::Anything | First::Skippable => None,
        }
    }

    /// Whether a match covers `hit`.
    pub(super) fn covers(&self, letters: &[Letter], hit: Span) -> bool {
        // No phrase is longer than this before its hit; the longest gap has nine letters.
        let earliest = hit.from.saturating_sub(24);
        (earliest..=hit.from).any(|from| {
            run(&self.0, letters, from, Some(hit))
                .into_iter()
                .any(|to| to >= hit.to)
        })
    }
}

/// What is known of the beginning of a part of a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    /// It begins with one of the letters that were gathered.
    Certain,
    /// It may be empty, so what follows may come first.
    Skippable,
    /// It may begin with any letter.
    Anything,
}

/// Gathers the letters that `nodes` can begin with.
fn first(nodes: &[Node], letters: &mut BTreeSet<char>) -> First {
    for node in nodes {
        let of_node = match node {
            Node::Letter(c) => {
                letters.insert(*c);
                First::Certain
            }
            Node::Choice(branches) => {
                let all: Vec<First> = branches.iter().map(|branch| first(branch, letters)).collect();
                [First::Anything, First::Skippable]
                    .into_iter()
                    .find(|kind| all.contains(kind))
                    .unwrap_or(First::Certain)
            }
            Node::Maybe(inner) => match first(std::slice::from_ref(inner), letters) {
                First::Anything => First::Anything,
                First::Certain | First::Skippable => First::Skippable,
            },
            Node::Number(..) => {
                letters.extend(('0'..='9').chain(NUMERALS.chars()).chain(['十', '两']));
                First::Certain
            }
            // Both stand between letters and take none.
            Node::ClauseStart | Node::ClauseEnd => First::Skippable,
            Node::Gap(_) | Node::Hit => First::Anything,
        };
        if of_node != First::Skippable {
            return of_node;
        }
    }
    First::Skippable
}

/// Puts the named sets in place of `{name}`.
fn expand(source: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after
            .split_once('}')
            .ok_or_else(|| format!("no closing brace in {source}"))?;
        let (_, members) = SETS
            .iter()
            .find(|(n, _)| *n == name)
            .ok_or_else(|| format!("no set named {name}"))?;
        out.push_str(before);
        out.push('(');
        out.push_str(members);
        out.push(')');
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

/// Reads nodes until the end, a `|` or a `)`; `rest` is reversed so that its last character comes next.
fn sequence(rest: &mut Vec<char>) -> Result<Vec<Node>, String> {
    let mut nodes = Vec::new();
    while let Some(&c) = rest.last() {
        if matches!(c, '|' | ')') {
            break;
        }
        rest.pop();
        let node = match c {
            '(' => Node::Choice(alternatives(rest)?),
            '~' => Node::Gap(number(rest)? as usize),
            '<' => range(rest)?,
            '^' => Node::ClauseStart,
            '$' => Node::ClauseEnd,
            '@' => Node::Hit,
            '?' => {
                let last = nodes.pop().ok_or("a question mark follows nothing")?;
                Node::Maybe(Box::new(last))
            }
            letter => Node::Letter(letter),
        };
        nodes.push(node);
    }
    Ok(nodes)
}

fn alternatives(rest: &mut Vec<char>) -> Result<Vec<Vec<Node>>, String> {
    let mut all = vec![sequence(rest)?];
    loop {
        match rest.pop() {
            Some('|') => all.push(sequence(rest)?),
            Some(')') => return Ok(all),
            _ => return Err("no closing parenthesis".to_owned()),
        }
    }
}

fn range(rest: &mut Vec<char>) -> Result<Node, String> {
    let low = number(rest)?;
    let dash = rest.pop();
    let high = number(rest)?;
    match (dash, rest.pop()) {
        (Some('-'), Some('>')) if low <= high => Ok(Node::Number(low, high)),
        _ => Err("a range is written <low-high>".to_owned()),
    }
}

fn number(rest: &mut Vec<char>) -> Result<u32, String> {
    let mut digits = String::new();
    while let Some(c) = rest.pop_if(|c| c.is_ascii_digit()) {
        digits.push(c);
    }
    digits.parse().map_err(|_| "a number is missing".to_owned())
}

/// All positions at which `nodes`, begun at `from`, can end. Sorted, each once.
fn run(nodes: &[Node], letters: &[Letter], from: usize, hit: Option<Span>) -> Vec<usize> {
    let mut at = vec![from];
    for node in nodes {
        let mut next = Vec::new();
        for &position in &at {
            step(node, letters, position, hit, &mut next);
        }
        if next.is_empty() {
            return next;
        }
        next.sort_unstable();
        next.dedup();
        at = next;
    }
    at
}

fn step(node: &Node, letters: &[Letter], at: usize, hit: Option<Span>, next: &mut Vec<usize>) {
    match node {
        Node::Letter(c) => {
            if letters.get(at).is_some_and(|letter| letter.c == *c) {
                next.push(at + 1);
            }
        }
        Node::Choice(branches) => {
            for branch in branches {
                // Most branches fail on their first letter; do not build a list of positions for those.
                if let (Some(Node::Letter(c)), letter) = (branch.first(), letters.get(at))
                    && letter.is_none_or(|letter| letter.c != *c)
                {
                    continue;
                }
                next.extend(run(branch, letters, at, hit));
            }
        }
        Node::Maybe(inner) => {
            next.push(at);
            step(inner, letters, at, hit, next);
        }
        Node::Gap(most) => {
            next.push(at);
            let clause = letters
                .iter()
                .skip(at)
                .take(*most)
                .take_while(|letter| !ends_clause(letter.c));
            next.extend(clause.enumerate().map(|(i, _)| at + i + 1));
        }
        Node::Number(low, high) => {
            if let Some((value, to)) = number_at(letters, at)
                && (low..=high).contains(&&value)
            {
                next.push(to);
            }
        }
        Node::ClauseStart => {
            if at == 0 || letters.get(at - 1).is_some_and(|letter| ends_item(letter.c)) {
                next.push(at);
            }
        }
        Node::ClauseEnd => {
            if letters.get(at).is_none_or(|letter| ends_item(letter.c)) {
                next.push(at);
            }
        }
        Node::Hit => {
            if let Some(hit) = hit.filter(|hit| hit.from == at) {
                next.push(hit.to);
            }
        }
    }
}

fn ends_clause(c: char) -> bool {
    matches!(c, ',' | ';')
}

fn ends_item(c: char) -> bool {
    ends_clause(c) || c == '、'
}

/// The whole number that begins at `at` and the position behind it.
fn number_at(letters: &[Letter], at: usize) -> Option<(u32, usize)> {
    let inside = |is: fn(char) -> bool| at.checked_sub(1).and_then(|i| letters.get(i)).is_some_and(|l| is(l.c));
    let run_of = |is: fn(char) -> bool| letters.iter().skip(at).map(|l| l.c).take_while(move |&c| is(c));
    let first = letters.get(at)?.c;
    if first.is_ascii_digit() && !inside(|c| c.is_ascii_digit()) {
        let digits: String = run_of(|c| c.is_ascii_digit()).collect();
        let value = digits.parse().ok()?;
        return Some((value, at + digits.len()));
    }
    if is_numeral(first) && !inside(is_numeral) {
        let numerals: Vec<char> = run_of(is_numeral).collect();
        return Some((numeral_value(&numerals)?, at + numerals.len()));
    }
    None
}

const NUMERALS: &str = "零一二三四五六七八九";

fn is_numeral(c: char) -> bool {
    c == '十' || c == '两' || NUMERALS.contains(c)
}

/// Chinese numerals below one hundred: 八, 十六, 二十, 四十五.
fn numeral_value(numerals: &[char]) -> Option<u32> {
    let unit = |c: char| match c {
        '两' => Some(2),
        c => NUMERALS
            .chars()
            .position(|n| n == c)
            .and_then(|n| u32::try_from(n).ok()),
    };
    match *numerals {
        ['十'] => Some(10),
        [c] => unit(c),
        ['十', c] => Some(10 + unit(c)?),
        [c, '十'] => Some(unit(c)? * 10),
        [t, '十', c] => Some(unit(t)? * 10 + unit(c)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::letters;
    use super::*;

    fn matched(pattern: &str, text: &str) -> Option<usize> {
        let compiled = Pattern::compile(pattern).expect("a phrase written in a test");
        let letters = letters(text);
        (0..letters.len()).find_map(|from| compiled.longest(&letters, from).map(|to| to - from))
    }

    #[test]
    fn each_sign_of_the_language_does_what_it_says() {
        for (pattern, text, length) in [
            ("限男", "仅限男士", Some(2)),
            ("限男(性|士)?", "仅限男士", Some(3)),
            ("押~2金", "押一点金", Some(4)),
            ("押~1金", "押一点金", None),
            ("押~2金", "押，金", None),
            ("<16-17>岁", "十六岁", Some(3)),
            ("<16-17>岁", "116岁", None),
            ("<16-17>岁", "二十六岁", None),
            ("<1-9>天", "两天", Some(2)),
            ("^男$", "要求、男、女", Some(1)),
            ("^男$", "要求男", None),
        ] {
            assert_eq!(matched(pattern, text), length, "{pattern} on {text}");
        }
    }

    #[test]
    fn an_excuse_must_cover_the_hit() {
        let letters = letters("不收押金，收服装费");
        let excuse = Pattern::compile("不收~4@").expect("a phrase written in a test");
        assert!(excuse.covers(&letters, Span { from: 2, to: 4 }));
        assert!(!excuse.covers(&letters, Span { from: 6, to: 9 }));
    }

    #[test]
    fn a_broken_phrase_is_refused() {
        for broken in ["(男", "男)", "<5>岁", "<9-1>", "{没有}", "{only", "?", "", "~"] {
            assert!(Pattern::compile(broken).is_err(), "{broken}");
        }
    }
}
