//! Applications: signing up, recommending, hiring, arriving, and who sees what.

mod employer;
mod pages;
mod public;
mod walks;
