//! What every test stands on.

pub mod app;
pub mod client;
pub mod db;
pub mod employers;
pub mod html;
pub mod people;
pub mod search;
pub mod vacancies;
pub mod workers;

pub use app::TestApp;
pub use client::{Client, Page};

/// Write a test once and run it on both databases.
macro_rules! on_both {
    ($( $(#[$meta:meta])* async fn $name:ident($app:ident) $body:block )+) => { $(
        $(#[$meta])*
        mod $name {
            #[expect(clippy::wildcard_imports, reason = "a test sees what its file sees")]
            use super::*;

            async fn test($app: $crate::support::TestApp) $body

            #[tokio::test]
            async fn sqlite() {
                test($crate::support::TestApp::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(app) = $crate::support::TestApp::postgres().await {
                    test(app).await;
                }
            }
        }
    )+ };
}
pub(crate) use on_both;
