//! What a page holds folded: pieces of it that are packed, and unpacked by the page's own script when they are opened.
//!
//! A piece is written as any other part of the page. Pieces that stand near each other are packed together with DEFLATE and
//! written in base64, so that ten years of accounts fit into a page of a few megabytes and open at once.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use std::cell::RefCell;

/// Between the pieces of a pack.
pub(crate) const BETWEEN: char = '\u{1e}';

/// A pack that has grown to so many bytes is closed.
const PACK: usize = 96 * 1024;

/// How hard the packs are pressed, 0 to 10.
const LEVEL: u8 = 6;

/// The pieces of a page.
#[derive(Debug, Default)]
pub(crate) struct Folds {
    packs: RefCell<Vec<Vec<String>>>,
}

impl Folds {
    /// Something that opens: its summary stands in the page, what it opens to is packed.
    pub fn fold(&self, summary: &Markup, piece: Markup) -> Markup {
        html! { details data-fold=(self.put(piece)) { summary { (summary) } } }
    }

    /// Keeps a piece; gives the numbers by which the script finds it.
    fn put(&self, piece: Markup) -> String {
        let mut packs = self.packs.borrow_mut();
        if packs.last().is_none_or(|pack| pack.iter().map(String::len).sum::<usize>() > PACK) {
            packs.push(Vec::new());
        }
        let last = packs.len() - 1;
        packs[last].push(piece.into_string().replace(BETWEEN, " "));
        format!("{last}.{}", packs[last].len() - 1)
    }

    /// Whether nothing is folded.
    pub fn is_empty(&self) -> bool {
        self.packs.borrow().is_empty()
    }

    /// The packs, to stand at the end of the page.
    pub fn packs(&self) -> Markup {
        let packed = |pack: &Vec<String>| {
            let text = pack.join(&BETWEEN.to_string());
            STANDARD.encode(miniz_oxide::deflate::compress_to_vec_zlib(text.as_bytes(), LEVEL))
        };
        html! {
            @for (n, pack) in self.packs.borrow().iter().enumerate() {
                script type="text/plain" id={ "pack-" (n) } { (PreEscaped(packed(pack))) }
            }
        }
    }

    /// What could be unpacked, piece by piece.
    #[cfg(test)]
    pub fn unpacked(packed: &str) -> Vec<String> {
        let bytes = STANDARD.decode(packed).expect("base64");
        let text = miniz_oxide::inflate::decompress_to_vec_zlib(&bytes).expect("zlib");
        String::from_utf8(text).expect("UTF-8").split(BETWEEN).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_folded_comes_out_again() {
        let folds = Folds::default();
        let long = "x".repeat(PACK);
        for piece in ["a", "b\u{1e}c", &long, "d"] {
            folds.fold(&html! { "more" }, html! { p { (piece) } });
        }
        let page = folds.packs().into_string();
        let packs: Vec<Vec<String>> = page
            .split("<script ")
            .skip(1)
            .map(|script| Folds::unpacked(&script[script.find('>').expect("a tag") + 1..script.find('<').expect("an end")]))
            .collect();
        assert_eq!(packs, [vec!["<p>a</p>".to_owned(), "<p>b c</p>".to_owned(), format!("<p>{long}</p>")], vec!["<p>d</p>".to_owned()]]);
    }
}
