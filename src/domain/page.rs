//! One page of a list.

/// Rows of one page, and how many there are in all.
#[derive(Clone, Debug)]
pub struct PageOf<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Rows in all.
    pub total: u64,
    /// Number of this page, from 1.
    pub page: u64,
    /// Rows on a full page.
    pub size: u64,
}

/// Rows on a page of a staff list.
pub const LIST_SIZE: u64 = 25;

/// Last page that a list opens. Deeper pages are slow and nobody reads them: a filter finds sooner.
pub const LAST_PAGE: u64 = 400;

impl<T> PageOf<T> {
    /// How many pages there are.
    #[must_use]
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(self.size).clamp(1, LAST_PAGE)
    }

    /// Number of the first row on this page, from 1; 0 when there is none.
    #[must_use]
    pub fn first(&self) -> u64 {
        if self.rows.is_empty() { 0 } else { (self.page - 1) * self.size + 1 }
    }

    /// Number of the last row on this page.
    #[must_use]
    pub fn last(&self) -> u64 {
        (self.page.max(1) - 1) * self.size + self.rows.len() as u64
    }

    /// The same page with its rows turned into something else.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> PageOf<U> {
        PageOf { rows: self.rows.into_iter().map(each).collect(), total: self.total, page: self.page, size: self.size }
    }
}
