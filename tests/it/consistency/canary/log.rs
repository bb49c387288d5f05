//! The log, listened to.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use tracing::dispatcher::{self, DefaultGuard, Dispatch};

/// Everything that somebody said to the log.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn listener(&self) -> Dispatch {
        let log = self.clone();
        let listener = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || log.clone());
        Dispatch::new(listener.finish())
    }

    /// Listen to everything on this thread, down to the finest level. A second listener, which hears nothing, is there because a place in
    /// the code that another test's thread reaches first would otherwise be asked about on that thread alone, where nobody listens, and
    /// stay silent for good.
    pub fn listen(&self) -> (DefaultGuard, Dispatch) {
        let spare = Self::default().listener();
        (dispatcher::set_default(&self.listener()), spare)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

/// The line of a text that holds a word.
pub fn around<'t>(text: &'t str, word: &str) -> &'t str {
    text.lines().find(|line| line.contains(word)).unwrap_or_default()
}
