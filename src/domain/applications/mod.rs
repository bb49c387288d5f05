//! Applications (推荐 / 报名): a person and a post brought together, from the first word to arrival.
