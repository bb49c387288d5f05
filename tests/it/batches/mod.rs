//! Transfers to the employers: the life of one, roll calls with and without network, the hand-over, the pages.

mod hand_over;
mod life;
mod pages;
mod roll;
