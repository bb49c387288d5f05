//! Narrowing a lookup to the places of the actor: not yours is not found.

use sea_orm::{ColumnTrait, Condition};

use super::actor::Actor;
use crate::reference::region;

/// Rows whose place lies in the subtree of `code`. A range, not a pattern, so that both databases use the index; both ends are digits, so
/// that every collation orders them alike.
pub fn within<C: ColumnTrait>(column: C, code: &str) -> Condition {
    let prefix = region::prefix(code);
    Condition::all().add(column.gte(prefix)).add(column.lt(after(prefix)))
}

/// Rows that lie within the places of the actor.
pub fn within_places_of<C: ColumnTrait>(column: C, actor: &Actor) -> Condition {
    actor.region_code().map_or_else(Condition::all, |code| within(column, code))
}

/// The first digits that no code of the subtree begins with: `620802` gives `620803`.
fn after(prefix: &str) -> String {
    let mut digits: Vec<u8> = prefix.bytes().collect();
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            break;
        }
        *digit = b'0';
    }
    String::from_utf8(digits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn the_end_of_a_subtree_is_the_next_code_of_the_same_length() {
        assert_eq!(after("62"), "63");
        assert_eq!(after("620802"), "620803");
        assert_eq!(after("620809"), "620810");
        assert_eq!(after("620802199"), "620802200");
    }
}
