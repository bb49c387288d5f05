//! A small file beside the index: from which database it was built, which request to rebuild it answered, and how far a rebuild is.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marker {
    /// The database that the index was built from.
    pub database_id: String,
    /// The last request to rebuild that was carried out.
    pub reindex: String,
    /// A rebuild under way.
    pub rebuilding: Option<Progress>,
}

/// How far a rebuild is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Rows read.
    pub done: u64,
    /// Rows when it began.
    pub total: u64,
}

fn file(folder: &Path) -> PathBuf {
    folder.join("index.json")
}

/// Read the file. One that is missing or cannot be read says nothing, so the index is rebuilt.
#[must_use]
pub fn read(folder: &Path) -> Marker {
    std::fs::read_to_string(file(folder))
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Replace the file whole.
pub fn write(folder: &Path, marker: &Marker) -> io::Result<()> {
    let next = folder.join("index.json.next");
    std::fs::write(&next, serde_json::to_vec(marker)?)?;
    std::fs::rename(next, file(folder))
}
