//! A PDF is kept as it is, so it must be nothing but a PDF: no second file behind its end, no page of a browser at its head, and nothing
//! that runs when somebody at the station opens it.

use super::sniff::{FileProblem, has_markup};

/// What ends every PDF (ISO 32000-1, 7.5.5).
const END: &[u8] = b"%%EOF";
/// End record of a ZIP archive: a reader of archives looks for it within the last 64 KiB.
const ZIP_END: &[u8] = b"PK\x05\x06";
/// How far from the end the record may stand.
const ZIP_REACH: usize = 66_000;
/// Names of actions that run something (ISO 32000-1, 12.6.4).
const ACTIONS: &[&[u8]] = &[b"/JavaScript", b"/Launch"];

/// Whether `bytes`, which begin like a PDF, are nothing else.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileProblem> {
    let end = last(bytes, END).ok_or(FileProblem::Damaged)?;
    let behind = bytes.get(end + END.len()..).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(ZIP_REACH)..).unwrap_or_default();
    let second_file =
        behind.iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0) || last(tail, ZIP_END).is_some();
    if second_file || has_markup(bytes) || ACTIONS.iter().any(|name| last(bytes, name).is_some()) {
        return Err(FileProblem::ActivePdf);
    }
    Ok(())
}

/// Where `part` stands last.
fn last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).rposition(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_is_taken_and_a_pdf_with_a_passenger_is_not() {
        assert_eq!(check(b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\r\n"), Ok(()));
        assert_eq!(check(b"%PDF-1.4\ncut in the middle"), Err(FileProblem::Damaged));
        for bytes in [
            &b"%PDF-1.4\n%%EOF\nPK\x03\x04payload"[..],
            b"%PDF-1.4\nPK\x05\x06 a comment that hides the archive %%EOF",
            b"%PDF-1.4\n<script>alert(1)</script>\n%%EOF",
            b"%PDF-1.4\n<</S/JavaScript/JS(app.alert(1))>>\n%%EOF",
            b"%PDF-1.4\n<</S/Launch/F(cmd.exe)>>\n%%EOF",
        ] {
            assert_eq!(
                check(bytes),
                Err(FileProblem::ActivePdf),
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
