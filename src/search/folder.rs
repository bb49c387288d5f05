//! The folder of the index on disk, and the moves between its states.
//!
//! `index` is live; `index.next` is being built; `index.old` exists only during a swap; `index.damaged` keeps the last index
//! that could not be used, for whoever wants to know why. The fingerprint file is written last, so a folder with one is whole.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Kind, Result, SearchError};

const FINGERPRINT: &str = "fingerprint";

/// Paths and moves below the data folder.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub fn live(&self) -> PathBuf {
        self.root.join("index")
    }

    pub fn next(&self) -> PathBuf {
        self.root.join("index.next")
    }

    fn old(&self) -> PathBuf {
        self.root.join("index.old")
    }

    fn damaged(&self) -> PathBuf {
        self.root.join("index.damaged")
    }

    /// Takes the writer lock, held until the file is dropped. The operating system frees it even after a crash.
    pub fn lock(&self) -> Result<File> {
        fs::create_dir_all(&self.root)?;
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.root.join("index.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(SearchError::Locked(self.root.clone())),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Finishes or undoes a swap that a crash cut in two, and removes what a rebuild left behind.
    pub fn recover(&self) -> io::Result<()> {
        if !self.live().exists() {
            if self.next().join(FINGERPRINT).exists() {
                fs::rename(self.next(), self.live())?;
            } else if self.old().exists() {
                fs::rename(self.old(), self.live())?;
            }
        }
        remove(&self.next())?;
        remove(&self.old())
    }

    /// Makes an empty `index.next` with a folder for each index.
    pub fn start_next(&self) -> io::Result<()> {
        remove(&self.next())?;
        for kind in [Kind::Vacancy, Kind::Worker] {
            fs::create_dir_all(part(&self.next(), kind))?;
        }
        Ok(())
    }

    pub fn remove_next(&self) -> io::Result<()> {
        remove(&self.next())
    }

    /// Declares `index.next` whole and puts it in the place of `index`.
    pub fn swap_in_next(&self, fingerprint: &str) -> io::Result<()> {
        let mut file = File::create(self.next().join(FINGERPRINT))?;
        file.write_all(fingerprint.as_bytes())?;
        file.sync_all()?;
        File::open(self.next())?.sync_all()?;
        remove(&self.old())?;
        if self.live().exists() {
            fs::rename(self.live(), self.old())?;
        }
        if let Err(error) = fs::rename(self.next(), self.live()) {
            if self.old().exists() {
                fs::rename(self.old(), self.live())?;
            }
            return Err(error);
        }
        File::open(&self.root)?.sync_all()
    }

    pub fn remove_old(&self) -> io::Result<()> {
        remove(&self.old())
    }

    /// Puts an unusable index out of the way, in the place of the one before it.
    pub fn set_aside(&self) -> io::Result<()> {
        if self.live().exists() {
            remove(&self.damaged())?;
            fs::rename(self.live(), self.damaged())?;
        }
        Ok(())
    }

    /// What the live index says it was built with; nothing if it is missing or was never finished.
    pub fn fingerprint(&self) -> Option<String> {
        fs::read_to_string(self.live().join(FINGERPRINT)).ok()
    }
}

/// The folder of one of the two indexes.
pub(super) fn part(folder: &Path, kind: Kind) -> PathBuf {
    folder.join(match kind {
        Kind::Vacancy => "vacancies",
        Kind::Worker => "workers",
    })
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
