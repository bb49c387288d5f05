//! Posts: the pages, the life of a post, what the law refuses, and places that never cross.

mod law;
mod life;
mod lists;
mod pages;
mod places;
mod take_over;
