//! QR codes as SVG paths: no picture files, no inline style, sharp at any size of print.

use std::fmt::Write as _;

use qrcode::{EcLevel, QrCode};

/// Quiet modules around the code (ISO/IEC 18004 wants four).
const QUIET: usize = 4;

/// A code for a template: the side of its view box, and the path of its dark modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules of one side with the quiet ones.
    pub side: usize,
    /// Path data: each run of dark modules in a row is one rectangle.
    pub path: String,
}

/// The code of a text; `None` if the text is too long for one.
#[must_use]
pub fn of(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let modules = code.to_colors();
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let dark = row[x..]
                .iter()
                .take_while(|module| **module == qrcode::Color::Dark)
                .count();
            if dark > 0 {
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET);
            }
            x += dark.max(1);
        }
    }
    Some(Qr {
        side: width + 2 * QUIET,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_short_text_fits_the_smallest_code_and_has_its_corner() {
        let code = of("KT7M-03-H").unwrap();
        assert_eq!(code.side, 21 + 8);
        assert!(code.path.starts_with("M4 4h7v1h-7z"), "{}", code.path);
        assert_eq!(of(&"x".repeat(4_000)), None);
    }
}
