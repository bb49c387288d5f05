//! Money of a roll. What is due follows from what was made, worked and agreed; nobody types a sum. Everything is in fen.

use serde::{Deserialize, Serialize};

use super::days;
use crate::domain::checks::typed;

/// Most kinds of pieces of one person in one month.
const MOST_KINDS: usize = 12;
/// Most pieces, and the highest rate: beyond them a digit was typed twice.
const MOST_PIECES: i64 = 1_000_000;
const HIGHEST_RATE_FEN: i64 = 1_000_000;
/// Highest sum of one item, fen.
pub const HIGHEST_FEN: i64 = 10_000_000;

/// So many pieces at one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// How many.
    pub pieces: i64,
    /// For each, fen.
    pub rate_fen: i64,
}

/// Pieces as people write them: `120×0.8+35×1.2`, rates in yuan; nothing if they make no sense.
#[must_use]
pub fn read_pieces(words: &str) -> Option<Vec<Piece>> {
    let folded: String = words.chars().map(typed::fold_width).collect();
    let mut pieces = Vec::new();
    for part in folded
        .split(|letter: char| "+,;、".contains(letter) || letter.is_whitespace())
        .filter(|part| !part.is_empty())
    {
        let (count, rate) = part.split_once(['×', 'x', 'X', '*'])?;
        let piece = Piece {
            pieces: count.parse().ok()?,
            rate_fen: read_yuan(rate)?,
        };
        if !(0..=MOST_PIECES).contains(&piece.pieces) || piece.rate_fen > HIGHEST_RATE_FEN {
            return None;
        }
        pieces.push(piece);
    }
    (pieces.len() <= MOST_KINDS).then_some(pieces)
}

/// Pieces as they would be typed.
#[must_use]
pub fn pieces_in_words(pieces: &[Piece]) -> String {
    let parts: Vec<String> = pieces
        .iter()
        .map(|piece| format!("{}×{}", piece.pieces, yuan(piece.rate_fen)))
        .collect();
    parts.join("+")
}

/// Yuan as typed, in fen: `1,234.5` is 123450. Nothing typed is nothing owed; what makes no sense is `None`.
#[must_use]
pub fn read_yuan(words: &str) -> Option<i64> {
    let bare: String = words
        .chars()
        .map(typed::fold_width)
        .filter(|letter| !letter.is_whitespace() && *letter != ',')
        .collect();
    if bare.is_empty() {
        return Some(0);
    }
    let (yuan, fen) = bare.split_once('.').unwrap_or((&bare, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if yuan.is_empty() || yuan.len() > 9 || fen.len() > 2 || !digits(yuan) || !digits(fen) {
        return None;
    }
    let cents: i64 = format!("{fen:0<2}").parse().ok()?;
    Some(yuan.parse::<i64>().ok()? * 100 + cents)
}

/// Fen as yuan: `1234.50`, whole yuan without the point.
#[must_use]
pub fn yuan(fen: i64) -> String {
    if fen % 100 == 0 {
        (fen / 100).to_string()
    } else {
        format!("{}.{:02}", fen / 100, fen % 100)
    }
}

/// What a person earned in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earned {
    /// What was made.
    pub pieces: Vec<Piece>,
    /// Half days at work.
    pub halves: i64,
    /// Minutes of a full day.
    pub day_minutes: i32,
    /// Pay for an hour, where there is one.
    pub hour_rate_fen: i64,
    /// Anything else that is due.
    pub other_fen: i64,
    /// What is taken off.
    pub deduct_fen: i64,
}

impl Earned {
    /// From the columns of a line.
    #[must_use]
    pub fn of(line: &entity::roll_line::Model, day_minutes: i32) -> Self {
        Self {
            pieces: serde_json::from_value(line.pieces.clone()).unwrap_or_default(),
            halves: days::halves(&line.days),
            day_minutes,
            hour_rate_fen: line.hour_rate_fen,
            other_fen: line.other_fen,
            deduct_fen: line.deduct_fen,
        }
    }

    /// For pieces.
    #[must_use]
    pub fn by_piece(&self) -> i64 {
        self.pieces.iter().map(|piece| piece.pieces * piece.rate_fen).sum()
    }

    /// For hours, rounded to the fen.
    #[must_use]
    pub fn by_hour(&self) -> i64 {
        (self.halves * i64::from(self.day_minutes) * self.hour_rate_fen + 60) / 120
    }

    /// Before deductions.
    #[must_use]
    pub fn gross(&self) -> i64 {
        self.by_piece() + self.by_hour() + self.other_fen
    }

    /// What is due; `None` if more is taken off than there is.
    #[must_use]
    pub fn due(&self) -> Option<i64> {
        let due = self.gross() - self.deduct_fen;
        (due >= 0).then_some(due)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        for (words, fen) in [
            ("", 0),
            ("1,234.5", 123_450),
            ("０.８", 80),
            ("12.34", 1_234),
            ("7.", 700),
        ] {
            assert_eq!(read_yuan(words), Some(fen), "{words}");
        }
        for words in ["-1", "1.234", "一百", ".5", "1.2.3", "12345678901"] {
            assert_eq!(read_yuan(words), None, "{words}");
        }
        let pieces = read_pieces("120×0.8 + 35x1.25").expect("pieces");
        assert_eq!(pieces_in_words(&pieces), "120×0.80+35×1.25");
        assert!(read_pieces("120").is_none() && read_pieces("-1×2").is_none());
        assert_eq!(read_pieces(" "), Some(Vec::new()));
    }

    fn piece() -> impl Strategy<Value = Piece> {
        (0..=MOST_PIECES, 0..=HIGHEST_RATE_FEN).prop_map(|(pieces, rate_fen)| Piece { pieces, rate_fen })
    }

    proptest! {
        #[test]
        fn pieces_that_are_written_are_read_again(pieces in proptest::collection::vec(piece(), 0..MOST_KINDS)) {
            prop_assert_eq!(read_pieces(&pieces_in_words(&pieces)), Some(pieces));
        }

        #[test]
        fn what_is_due_is_the_sum_of_its_items(
            pieces in proptest::collection::vec(piece(), 0..6), halves in 0_i64..62, day_minutes in 60..720_i32,
            hour_rate_fen in 0..HIGHEST_FEN, other_fen in 0..HIGHEST_FEN, deduct_fen in 0..HIGHEST_FEN,
        ) {
            let earned = Earned { pieces: pieces.clone(), halves, day_minutes, hour_rate_fen, other_fen, deduct_fen };
            // Slowly and obviously: every piece for itself, every half day for itself, in parts of a fen.
            let mut sum: i128 = pieces.iter().map(|piece| i128::from(piece.pieces) * i128::from(piece.rate_fen)).sum();
            let per_half = i128::from(day_minutes) * i128::from(hour_rate_fen);
            let mut parts: i128 = 0;
            for _ in 0..halves {
                parts += per_half;
            }
            sum += (parts + 60).div_euclid(120);
            sum += i128::from(other_fen);
            let due = sum - i128::from(deduct_fen);
            prop_assert_eq!(earned.due().map(i128::from), (due >= 0).then_some(due));
            prop_assert!(earned.gross() >= earned.by_piece());
        }

        #[test]
        fn yuan_and_back(fen in 0_i64..100_000_000_000) {
            prop_assert_eq!(read_yuan(&yuan(fen)), Some(fen));
        }
    }
}
