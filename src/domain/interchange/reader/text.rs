//! Text of any encoding that offices use, as UTF-8 lines of bounded length.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;

use super::source::{Capped, Source};
use super::{Limits, ReadProblem};

/// A physical line longer than this is no row of any ledger; the rest of it is skipped, not held.
pub(super) const MAX_LINE_BYTES: usize = 1 << 20;

const CHUNK: usize = 16 * 1024;

/// A text file: where it is and how to read it.
#[derive(Debug, Clone)]
pub(super) struct TextFile {
    source: Source,
    gzip: bool,
    limit: u64,
    encoding: &'static Encoding,
}

impl TextFile {
    /// Reads the file once to find its encoding: a byte order mark, else UTF-8 if it holds, else GB18030
    /// (what Excel on Chinese Windows writes as "CSV").
    pub(super) fn detect(source: Source, gzip: bool, limits: &Limits) -> Result<Self, ReadProblem> {
        let mut file = Self {
            source,
            gzip,
            limit: limits.max_unpacked_bytes,
            encoding: UTF_8,
        };
        let mut raw = file.raw()?;
        let mut head = Vec::new();
        (&mut raw).take(4096).read_to_end(&mut head)?;
        super::sniff::refuse_non_text(&head)?;
        file.encoding = match Encoding::for_bom(&head) {
            Some((encoding, _)) if [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding) => encoding,
            _ => guess_encoding(io::Cursor::new(head).chain(raw))?,
        };
        Ok(file)
    }

    fn raw(&self) -> io::Result<Box<dyn Read>> {
        let file = self.source.open()?;
        Ok(if self.gzip {
            Box::new(Capped::new(MultiGzDecoder::new(file), self.limit))
        } else {
            Box::new(Capped::new(file, self.limit))
        })
    }

    /// The lines from the first on, split at `terminator`.
    pub(super) fn lines(&self, terminator: u8) -> io::Result<Lines> {
        let decoded = Decoded {
            inner: self.raw()?,
            decoder: self.encoding.new_decoder_with_bom_removal(),
            input: vec![0; CHUNK],
            start: 0,
            end: 0,
            input_over: false,
            output: Vec::new(),
            given: 0,
        };
        Ok(Lines {
            reader: BufReader::new(decoded),
            terminator,
        })
    }

    /// The first decoded bytes, for guesses about form.
    pub(super) fn decoded_head(&self) -> io::Result<String> {
        let mut head = Vec::new();
        self.lines(b'\n')?
            .reader
            .take(64 * 1024)
            .read_to_end(&mut head)?;
        Ok(String::from_utf8_lossy(&head).into_owned())
    }
}

/// UTF-8 if nearly every non-ASCII sequence is valid UTF-8, else GB18030. One broken byte in a large UTF-8 file must
/// spoil one row and not turn every name into other signs. In GB18030 text most sequences are broken UTF-8: of the pairs of
/// its common characters fewer than one in five happens to be valid.
fn guess_encoding(mut raw: impl Read) -> io::Result<&'static Encoding> {
    let (mut valid, mut broken) = (0_u64, 0_u64);
    let mut buffer = vec![0; CHUNK];
    let mut carried = 0;
    loop {
        let count = raw.read(&mut buffer[carried..])?;
        if count == 0 {
            broken += u64::from(carried > 0);
            return Ok(if broken == 0 || valid > 5 * broken {
                UTF_8
            } else {
                GB18030
            });
        }
        let mut rest = &buffer[..carried + count];
        loop {
            let error = match std::str::from_utf8(rest) {
                Ok(text) => {
                    valid += multi_byte(text.as_bytes());
                    rest = &[];
                    break;
                }
                Err(error) => error,
            };
            valid += multi_byte(&rest[..error.valid_up_to()]);
            rest = &rest[error.valid_up_to()..];
            let Some(length) = error.error_len() else {
                break;
            };
            broken += 1;
            rest = &rest[length..];
        }
        let tail = rest.to_vec();
        carried = tail.len();
        buffer[..carried].copy_from_slice(&tail);
    }
}

fn multi_byte(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte >= 0xC0).count() as u64
}

struct Decoded {
    inner: Box<dyn Read>,
    decoder: Decoder,
    input: Vec<u8>,
    start: usize,
    end: usize,
    input_over: bool,
    output: Vec<u8>,
    given: usize,
}

impl Decoded {
    fn fill(&mut self) -> io::Result<()> {
        self.given = 0;
        self.output.clear();
        while self.output.is_empty() && !(self.input_over && self.start == self.end) {
            if self.start == self.end {
                self.start = 0;
                self.end = self.inner.read(&mut self.input)?;
                self.input_over = self.end == 0;
            }
            // Three bytes of UTF-8 for one byte of input is the worst case of every encoding used here.
            self.output.resize(CHUNK * 3 + 16, 0);
            let (_, read, written, _) = self.decoder.decode_to_utf8(
                &self.input[self.start..self.end],
                &mut self.output,
                self.input_over,
            );
            self.start += read;
            self.output.truncate(written);
        }
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.output.len() {
            // After the last call with `last = true` the decoder must not be called again.
            if self.input_over {
                return Ok(0);
            }
            self.fill()?;
        }
        let ready = &self.output[self.given..];
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.given += count;
        Ok(count)
    }
}

/// One physical line without its terminator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// The line was longer than [`MAX_LINE_BYTES`] and only its beginning is here.
    pub(super) cut: bool,
}

/// Lines of a text file.
pub(super) struct Lines {
    reader: BufReader<Decoded>,
    terminator: u8,
}

impl Lines {
    pub(super) fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let mut seen = 0_usize;
        loop {
            let ready = self.reader.fill_buf()?;
            if ready.is_empty() {
                break;
            }
            let end = ready.iter().position(|byte| *byte == self.terminator);
            let part = &ready[..end.unwrap_or(ready.len())];
            let room = MAX_LINE_BYTES.saturating_sub(bytes.len()).min(part.len());
            bytes.extend_from_slice(&part[..room]);
            seen += part.len() + usize::from(end.is_some());
            let used = part.len() + usize::from(end.is_some());
            let cut = room < part.len();
            self.reader.consume(used);
            if cut && end.is_none() {
                self.skip_line()?;
            }
            if cut || end.is_some() {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                return Ok(Some(Line { text, cut }));
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok((seen > 0).then_some(Line { text, cut: false }))
    }

    fn skip_line(&mut self) -> io::Result<()> {
        self.reader.skip_until(self.terminator).map(drop)
    }
}
