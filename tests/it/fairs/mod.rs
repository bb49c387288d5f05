//! Job fairs: the life of one, the pages, the door, the booths, and a whole day.

mod day;
mod desk;
mod door;
mod invitations;
mod life;
mod pages;
mod results;
