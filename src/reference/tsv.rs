//! The one format of `reference/*.tsv`: `#` lines are comments, the first other line names the
//! columns, the rest are rows with tabs between cells.

/// Rows of `text` as arrays of `N` cells; a cell that a row leaves out is empty.
pub(super) fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(|line| {
            let mut cells = [""; N];
            for (cell, value) in cells.iter_mut().zip(line.split('\t')) {
                *cell = value;
            }
            cells
        })
}

/// The parts of a cell that holds a list (`a|b|c`); an empty cell is an empty list.
pub(super) fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{list, rows};

    #[test]
    fn comments_and_the_header_are_not_rows() {
        let got: Vec<[&str; 2]> = rows("# a\ncode\tname\n1\tone\n# b\n2\n").collect();
        assert_eq!(got, [["1", "one"], ["2", ""]]);
    }

    #[test]
    fn an_empty_list_has_no_parts() {
        assert_eq!(list("").count(), 0);
        assert_eq!(list("a|b").collect::<Vec<_>>(), ["a", "b"]);
    }
}
