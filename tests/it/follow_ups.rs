//! Calls after an arrival: who is to be called, what one tap does, what is not as promised, who is lost, who is proven to have stayed.

mod pages;
mod rules;
