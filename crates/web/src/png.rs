//! Charts as pictures. The fonts come along, so that a picture is the same on every machine.

use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// Noto Sans, SIL Open Font License 1.1: Latin, Greek and Cyrillic letters, see `assets/README.md`.
const FONTS: [&[u8]; 2] = [include_bytes!("../assets/noto-sans-400.ttf"), include_bytes!("../assets/noto-sans-600.ttf")];

/// Widest picture, in pixels.
pub const WIDEST: u32 = 10_000;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// A width that no picture has.
    #[error("a picture of {0} pixels; expected a width from 1 to {WIDEST}")]
    Width(u32),
    /// What was given is not SVG.
    #[error("not an SVG chart: {0}")]
    Svg(#[from] usvg::Error),
    /// The picture could not be written.
    #[error("the picture could not be encoded: {0}")]
    Encode(String),
}

/// Draws an SVG file ([`crate::course_svg`], [`crate::map_svg`]) as PNG, `width` pixels wide.
///
/// # Errors
/// When `svg` is not SVG, or `width` is 0 or more than [`WIDEST`].
pub fn png(svg: &str, width: u32) -> Result<Vec<u8>, PngError> {
    if width == 0 || width > WIDEST {
        return Err(PngError::Width(width));
    }
    let mut fonts = usvg::fontdb::Database::new();
    for font in FONTS {
        fonts.load_font_data(font.to_vec());
    }
    let options = usvg::Options { fontdb: Arc::new(fonts), font_family: "Noto Sans".to_owned(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options)?;
    let scale = width as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round().max(1.0) as u32;
    let mut picture = tiny_skia::Pixmap::new(width, height).ok_or(PngError::Width(width))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, height as f32 / tree.size().height()), &mut picture.as_mut());
    picture.encode_png().map_err(|e| PngError::Encode(e.to_string()))
}
