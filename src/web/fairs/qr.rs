//! Codes for cameras (QR, GB/T 18284) as paths that a template draws: nothing is marked as safe markup.

use std::fmt::Write as _;

use axum::http::{HeaderMap, header};
use qrcode::{Color, EcLevel, QrCode};
use uuid::Uuid;

use crate::web::state::Site;

/// A code as a template draws it.
pub struct Qr {
    /// Modules on a side, with the quiet edge of four that the standard asks for.
    pub side: usize,
    /// The dark modules, as the path of an SVG.
    pub path: String,
}

/// Modules of light edge around a code.
const EDGE: usize = 4;

impl Qr {
    /// The code of a text; `None` if it is too long for any.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (row, modules) in (EDGE..).zip(code.to_colors().chunks(width)) {
            let mut at = 0;
            while at < width {
                let run = modules[at..].iter().take_while(|color| **color == Color::Dark).count();
                if run > 0 {
                    let _ = write!(path, "M{} {row}h{run}v1h-{run}z", at + EDGE);
                }
                at += run.max(1);
            }
        }
        Some(Self {
            side: width + 2 * EDGE,
            path,
        })
    }
}

/// What the code of a ticket says: the page of the door, which opens only for those who keep it.
pub fn door_link(site: &Site, headers: &HeaderMap, fair: Uuid, token: &str) -> String {
    let scheme = if site.insecure_http { "http" } else { "https" };
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .filter(|host| {
            host.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte))
        })
        .unwrap_or_default();
    format!("{scheme}://{host}/fairs/{fair}/door?t={token}")
}

#[cfg(test)]
mod tests {
    use super::Qr;

    #[test]
    fn the_path_draws_every_dark_module_once() {
        let text = "https://labour.example/fairs/0/door?t=00112233445566778899aabbccddeeff";
        let qr = Qr::of(text).unwrap();
        let code = qrcode::QrCode::with_error_correction_level(text.as_bytes(), qrcode::EcLevel::M).unwrap();
        assert_eq!(qr.side, code.width() + 8);
        let dark = code
            .to_colors()
            .iter()
            .filter(|color| **color == qrcode::Color::Dark)
            .count();
        let drawn: usize = qr
            .path
            .split('h')
            .skip(1)
            .filter_map(|part| part.split('v').next().filter(|run| !run.starts_with('-')))
            .filter_map(|run| run.parse::<usize>().ok())
            .sum();
        assert_eq!(drawn, dark);
    }
}
