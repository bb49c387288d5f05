//! What a file is, by its first bytes.

use super::pdf;

/// Largest file that is kept: 5 MiB, a sharp photograph of a licence.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;

/// Bytes at the head in which a web page or a script would show itself.
const HEAD: usize = 1024;

/// A kind of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
    Pdf,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// No file, or one without content.
    #[error("the file is empty")]
    Empty,
    /// More than [`MOST_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// HTML, SVG or another text that a browser would run.
    #[error("the file is a web page")]
    WebPage,
    /// A workbook, a document, an archive or a program.
    #[error("the file is a document, an archive or a program")]
    Document,
    /// A picture, but of a kind that not every office machine opens (HEIC, GIF, BMP, TIFF).
    #[error("the picture is of another kind")]
    OtherPicture,
    /// Anything else.
    #[error("the file is neither a picture nor a PDF")]
    Unknown,
    /// It begins like a picture or a PDF and cannot be read.
    #[error("the file is damaged")]
    Damaged,
    /// More points than anybody needs to read a paper.
    #[error("the picture has too many points")]
    TooManyPixels,
    /// A PDF that runs something when opened, or that is a second kind of file as well.
    #[error("the PDF holds more than pages")]
    ActivePdf,
}

impl FileProblem {
    /// Key of the sentence that says what to do.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "file-problem-empty",
            Self::TooLarge => "file-problem-too-large",
            Self::WebPage => "file-problem-web-page",
            Self::Document => "file-problem-document",
            Self::OtherPicture => "file-problem-other-picture",
            Self::Unknown => "file-problem-unknown",
            Self::Damaged => "file-problem-damaged",
            Self::TooManyPixels => "file-problem-too-many-pixels",
            Self::ActivePdf => "file-problem-active-pdf",
        }
    }
}

/// Heads of files that are not taken although people often send them.
const OTHERS: &[(&[u8], FileProblem)] = &[
    (b"PK", FileProblem::Document),
    (b"\xD0\xCF\x11\xE0", FileProblem::Document),
    (b"MZ", FileProblem::Document),
    (b"\x7FELF", FileProblem::Document),
    (b"Rar!", FileProblem::Document),
    (b"7z\xBC\xAF", FileProblem::Document),
    (b"{\\rtf", FileProblem::Document),
    (b"GIF8", FileProblem::OtherPicture),
    (b"BM", FileProblem::OtherPicture),
    (b"II*\0", FileProblem::OtherPicture),
    (b"MM\0*", FileProblem::OtherPicture),
];

/// Words by which a text is something that a browser would run.
const MARKUP: &[&str] = &[
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<script",
    "<svg",
    "<?xml",
    "<?php",
    "<iframe",
];

/// The kind of `bytes`, or why they are not taken.
pub(super) fn kind_of(bytes: &[u8]) -> Result<Kind, FileProblem> {
    if bytes.is_empty() {
        return Err(FileProblem::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(FileProblem::TooLarge);
    }
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return Ok(Kind::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Ok(Kind::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Kind::WebP);
    }
    if bytes.starts_with(b"%PDF-1.") || bytes.starts_with(b"%PDF-2.") {
        return pdf::check(bytes).map(|()| Kind::Pdf);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(FileProblem::OtherPicture);
    }
    if let Some((_, problem)) = OTHERS.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Err(*problem);
    }
    Err(if has_markup(bytes) {
        FileProblem::WebPage
    } else {
        FileProblem::Unknown
    })
}

/// Whether the head of `bytes` holds words of a web page, in any case and behind any byte order mark; UTF-16 hides them behind zeros.
pub(super) fn has_markup(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes
        .iter()
        .take(HEAD)
        .filter(|byte| **byte != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    MARKUP
        .iter()
        .any(|word| head.windows(word.len()).any(|part| part == word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_renamed_file_is_known_by_its_content() {
        for (bytes, problem) in [
            (&b""[..], FileProblem::Empty),
            (b"<!DOCTYPE html><script>alert(1)</script>", FileProblem::WebPage),
            (b"\xEF\xBB\xBF  \n<SVG onload=alert(1)>", FileProblem::WebPage),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", FileProblem::WebPage),
            (b"<?xml version='1.0'?><svg/>", FileProblem::WebPage),
            (b"PK\x03\x04word/document.xml", FileProblem::Document),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileProblem::Document),
            (b"MZ\x90\0", FileProblem::Document),
            (b"\0\0\0\x18ftypheic", FileProblem::OtherPicture),
            (b"GIF89a/*<script>*/", FileProblem::OtherPicture),
            (b"hello", FileProblem::Unknown),
            (b"\n%PDF-1.7 not at the very beginning", FileProblem::Unknown),
        ] {
            assert_eq!(kind_of(bytes), Err(problem), "{:?}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(kind_of(&vec![b'x'; MOST_BYTES + 1]), Err(FileProblem::TooLarge));
    }

    proptest! {
        #[test]
        fn whatever_holds_markup_at_its_head_is_never_taken_as_a_pdf(before in "[ -~]{0,200}", word in 0..MARKUP.len()) {
            let text = format!("%PDF-1.7\n{before}{}\n%%EOF\n", MARKUP[word]);
            prop_assert_eq!(kind_of(text.as_bytes()), Err(FileProblem::ActivePdf));
        }
    }
}
