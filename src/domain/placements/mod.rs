//! Placements (就业记录): a person at work. What every reported figure counts.
