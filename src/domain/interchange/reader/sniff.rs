//! What a file is, told from its content; the name it was given decides nothing but a tie.

use super::ReadProblem;

/// What the first bytes promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A zip: perhaps a workbook.
    Zip,
    /// gzip: perhaps text inside.
    Gzip,
    /// None of the known binary kinds: perhaps text.
    Text,
}

/// Magic numbers of kinds that people do send by mistake, or on purpose under another name.
const NOT_TABLES: &[&[u8]] = &[
    b"MZ",
    b"\x7fELF",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
    b"#!",
    b"SQLite format 3",
    b"\xca\xfe\xba\xbe",
    b"BZh",
    b"\xfd7zXZ",
];

/// First byte run of a compound file: `.xls`, and every workbook locked with a password (MS-CFB §2.2).
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// `EncryptedPackage` as the directory of a compound file spells it, UTF-16LE (MS-OFFCRYPTO §2.3.4.4).
fn names_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// Decides the container from the first bytes of the file.
pub(super) fn container(head: &[u8]) -> Result<Container, ReadProblem> {
    if head.is_empty() {
        return Err(ReadProblem::Empty);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Container::Zip);
    }
    if head.starts_with(b"\x1f\x8b") {
        return Ok(Container::Gzip);
    }
    if head.starts_with(COMPOUND_FILE) {
        return Err(if names_encrypted_package(head) {
            ReadProblem::Encrypted
        } else {
            ReadProblem::OldExcel
        });
    }
    if NOT_TABLES.iter().any(|magic| head.starts_with(magic)) {
        return Err(ReadProblem::NotATable);
    }
    Ok(Container::Text)
}

/// Refuses text that is a web page, and bytes that are no text. `head` is unpacked but not decoded.
pub(super) fn refuse_non_text(head: &[u8]) -> Result<(), ReadProblem> {
    // Inside gzip another container may hide; only text is allowed there.
    if container(head)? != Container::Text {
        return Err(ReadProblem::NotATable);
    }
    let text: String = head
        .iter()
        .filter(|byte| byte.is_ascii_graphic())
        .take(16)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    // Many offices' systems "export to Excel" by giving an HTML table the name .xls or .csv.
    if [
        "<!doctype",
        "<html",
        "<?xml",
        "<table",
        "<head",
        "<meta",
        "<script",
    ]
    .iter()
    .any(|tag| text.starts_with(tag))
    {
        return Err(ReadProblem::WebPage);
    }
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if !utf16 && head.contains(&0) {
        return Err(ReadProblem::NotATable);
    }
    Ok(())
}

/// Kind of a text file. A JSON line starts with `{`; a header cell hardly ever does.
pub(super) fn is_json_lines(first_char: Option<char>, filename_hint: &str) -> bool {
    let name = filename_hint.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let named_csv = [".csv", ".tsv", ".txt"]
        .iter()
        .any(|end| name.ends_with(end));
    first_char == Some('{') && !named_csv
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_not_the_name() {
        let mut locked = COMPOUND_FILE.to_vec();
        locked.extend(
            "..EncryptedPackage"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        assert_eq!(container(&locked), Err(ReadProblem::Encrypted));
        assert_eq!(container(COMPOUND_FILE), Err(ReadProblem::OldExcel));
        assert_eq!(container(b"MZ\x90"), Err(ReadProblem::NotATable));
        assert_eq!(container(b"PK\x03\x04"), Ok(Container::Zip));
        assert_eq!(refuse_non_text(b"PK\x03\x04"), Err(ReadProblem::NotATable));
        assert_eq!(
            refuse_non_text(b"\xef\xbb\xbf <HTML>"),
            Err(ReadProblem::WebPage)
        );
        assert_eq!(refuse_non_text(b"a,b\0c"), Err(ReadProblem::NotATable));
        assert_eq!(refuse_non_text("姓名,电话".as_bytes()), Ok(()));
    }

    #[test]
    fn a_csv_may_start_with_a_brace() {
        assert!(is_json_lines(Some('{'), "upload"));
        assert!(!is_json_lines(Some('{'), "a.CSV.gz"));
        assert!(!is_json_lines(Some('序'), "a.jsonl"));
    }
}
