//! The repository tests itself: layers, locales, templates, permissions, routes, schema.

mod canary;
mod checks_have_words;
mod layers;
mod locales;
mod permissions;
mod schema;
mod security;
mod strangers;
mod templates;
