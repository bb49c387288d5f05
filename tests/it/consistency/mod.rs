//! The repository tests itself: layers, locales, templates, permissions, routes.

mod layers;
mod locales;
