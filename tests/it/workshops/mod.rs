//! Workshops: their life, their rolls, their pages, and the figures that count them.

mod counted;
mod life;
mod pages;
mod rolls;
