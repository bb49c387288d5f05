//! What every test stands on.

pub mod aftercare;
pub mod app;
pub mod applications;
pub mod batches;
pub mod client;
pub mod crawl;
pub mod db;
pub mod employers;
pub mod fairs;
pub mod figures;
pub mod forms;
pub mod html;
pub mod interchange;
pub mod matching;
pub mod people;
pub mod search;
pub mod subsidies;
pub mod trainings;
pub mod vacancies;
pub mod workers;
pub mod workshops;
pub mod world;

pub use app::TestApp;
pub use client::{Client, Page};
pub use forms::Form;

/// Write a test once and run it on both databases.
macro_rules! on_both {
    ($( $(#[$meta:meta])* async fn $name:ident($app:ident) $body:block )+) => { $(
        $(#[$meta])*
        async fn $name($app: $crate::support::TestApp) $body

        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name($crate::support::TestApp::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(app) = $crate::support::TestApp::postgres().await {
                    super::$name(app).await;
                }
            }
        }
    )+ };
}
pub(crate) use on_both;
