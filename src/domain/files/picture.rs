//! Pictures: looked at within limits, turned the right way up, and written anew without anything but their points.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

use super::sniff::{FileProblem, Kind, MOST_BYTES};

/// Most points of a picture before it is decoded. Phones of today make 12 million; 20 million points are 80 MB when open.
const MOST_PIXELS: u64 = 20_000_000;
/// Most memory that opening one picture may take, in bytes.
const MOST_MEMORY: u64 = 192 * 1024 * 1024;
/// Longest side that is kept: A4 at 300 dots an inch, at which the small print of a licence can be read.
const LONGEST_SIDE: u32 = 3508;
/// JPEG quality: letters stay sharp, files stay near 1 MB.
const QUALITY: u8 = 85;

/// A picture as it is kept.
pub(super) struct Picture {
    pub media_type: &'static str,
    pub content: Vec<u8>,
}

/// Decode and encode again.
///
/// # Errors
/// [`FileProblem::TooManyPixels`] before anything is decoded, or [`FileProblem::Damaged`].
pub(super) fn rewrite(bytes: &[u8], kind: Kind) -> Result<Picture, FileProblem> {
    let image = decode(bytes, kind)?;
    if kind == Kind::Png || image.color().has_alpha() {
        let picture = as_png(&image)?;
        // A photograph kept as PNG can grow far beyond what was sent.
        if picture.content.len() <= MOST_BYTES {
            return Ok(picture);
        }
    }
    as_jpeg(&image)
}

fn decode(bytes: &[u8], kind: Kind) -> Result<DynamicImage, FileProblem> {
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
        Kind::Pdf => return Err(FileProblem::Unknown),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| problem_of(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(FileProblem::TooManyPixels);
    }
    // Phones keep the picture as the sensor saw it and note in EXIF how to turn it; the note goes, so the picture must be turned.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| problem_of(&error))?;
    if image.width().max(image.height()) > LONGEST_SIDE {
        image = image.resize(LONGEST_SIDE, LONGEST_SIDE, image::imageops::FilterType::Triangle);
    }
    image.apply_orientation(orientation);
    Ok(image)
}

fn as_png(image: &DynamicImage) -> Result<Picture, FileProblem> {
    let plain = if image.color().has_alpha() {
        DynamicImage::ImageRgba8(image.to_rgba8())
    } else {
        DynamicImage::ImageRgb8(image.to_rgb8())
    };
    let mut content = Cursor::new(Vec::new());
    plain
        .write_to(&mut content, ImageFormat::Png)
        .map_err(|error| problem_of(&error))?;
    Ok(Picture {
        media_type: "image/png",
        content: content.into_inner(),
    })
}

fn as_jpeg(image: &DynamicImage) -> Result<Picture, FileProblem> {
    let mut content = Vec::new();
    JpegEncoder::new_with_quality(&mut content, QUALITY)
        .encode_image(&image.to_rgb8())
        .map_err(|error| problem_of(&error))?;
    Ok(Picture {
        media_type: "image/jpeg",
        content,
    })
}

fn problem_of(error: &ImageError) -> FileProblem {
    if matches!(error, ImageError::Limits(_)) {
        FileProblem::TooManyPixels
    } else {
        FileProblem::Damaged
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        JpegEncoder::new(&mut bytes)
            .encode_image(&image::RgbImage::from_pixel(width, height, image::Rgb([200, 30, 30])))
            .unwrap();
        bytes
    }

    /// A JPEG with an EXIF note "turn by 90 degrees" and a place in it.
    fn turned_jpeg() -> Vec<u8> {
        let mut exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 35.54N 106.66E".to_vec();
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let plain = jpeg(40, 20);
        let mut bytes = plain[..2].to_vec();
        bytes.extend([0xFF, 0xE1]);
        bytes.extend(length);
        bytes.append(&mut exif);
        bytes.extend(&plain[2..]);
        bytes
    }

    #[test]
    fn what_stands_beside_the_points_is_gone_and_the_picture_stands_upright() {
        let mut sent = turned_jpeg();
        sent.extend(b"PK\x03\x04<script>alert(1)</script>");
        let kept = rewrite(&sent, Kind::Jpeg).unwrap();
        assert_eq!(kept.media_type, "image/jpeg");
        for word in [&b"GPS"[..], b"Exif", b"<script>", b"PK\x03\x04"] {
            assert!(!kept.content.windows(word.len()).any(|part| part == word));
        }
        let image = image::load_from_memory(&kept.content).unwrap();
        assert_eq!((image.width(), image.height()), (20, 40));
    }

    #[test]
    fn a_picture_of_too_many_points_is_refused_by_its_head_alone() {
        let mut png = Vec::new();
        image::RgbImage::new(1, 1)
            .write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
            .unwrap();
        // Width and height of the header chunk, and its checksum.
        png[16..20].copy_from_slice(&65_000_u32.to_be_bytes());
        png[20..24].copy_from_slice(&65_000_u32.to_be_bytes());
        let mut crc = flate2::Crc::new();
        crc.update(&png[12..29]);
        png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        assert_eq!(rewrite(&png, Kind::Png).err(), Some(FileProblem::TooManyPixels));
    }

    #[test]
    fn a_picture_cut_in_the_middle_is_told_as_damaged() {
        assert_eq!(
            rewrite(&jpeg(64, 64)[..200], Kind::Jpeg).err(),
            Some(FileProblem::Damaged)
        );
    }
}
