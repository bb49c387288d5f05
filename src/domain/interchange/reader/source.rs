//! Where the bytes come from, and readers that count what they give.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ReadProblem;

/// A file on disk (command line) or an upload held in memory. It is read more than once, so it must be repeatable.
#[derive(Debug, Clone)]
pub enum Source {
    /// The whole file in memory.
    Bytes(Arc<[u8]>),
    /// A file that nobody changes while it is read.
    Path(PathBuf),
}

impl From<Vec<u8>> for Source {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl From<&Path> for Source {
    fn from(path: &Path) -> Self {
        Self::Path(path.to_owned())
    }
}

/// What both kinds of source can do.
pub trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

impl Source {
    /// Opens it at its first byte.
    pub(super) fn open(&self) -> io::Result<Box<dyn ReadSeek>> {
        Ok(match self {
            Self::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
            Self::Path(path) => Box::new(BufReader::new(File::open(path)?)),
        })
    }

    /// Size in bytes.
    pub(super) fn size(&self) -> io::Result<u64> {
        self.open()?.seek(SeekFrom::End(0))
    }

    /// The first bytes, at most `count`.
    pub(super) fn head(&self, count: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.open()?.take(count).read_to_end(&mut head)?;
        Ok(head)
    }
}

/// Fails with [`ReadProblem::UnpacksTooBig`] once more than `limit` bytes came out.
/// Declared sizes can lie, so only bytes that really appear are counted.
pub(super) struct Capped<R> {
    inner: R,
    left: u64,
    limit: u64,
}

impl<R> Capped<R> {
    pub(super) fn new(inner: R, limit: u64) -> Self {
        Self {
            inner,
            left: limit,
            limit,
        }
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => {
                self.left = left;
                Ok(count)
            }
            None => Err(io::Error::other(ReadProblem::UnpacksTooBig {
                limit: self.limit,
            })),
        }
    }
}
