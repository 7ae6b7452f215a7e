//! Words to pieces, as BERT's uncased WordPiece cuts each word by itself.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::error::ModelError;
use super::labels::Config;
use super::vocabulary::Vocabulary;

/// The vocabulary, and the limits of a word.
#[derive(Debug)]
pub(super) struct WordPieces {
    vocabulary: Vocabulary,
    unknown: u32,
    max_pieces: usize,
    max_characters: usize,
    pub cls: u32,
    pub sep: u32,
}

impl WordPieces {
    /// Reads a vocabulary, one piece a line.
    pub fn read(vocab: Cow<'static, [u8]>, config: &Config) -> Result<Self, ModelError> {
        let vocabulary = Vocabulary::read(vocab)?;
        if vocabulary.len() != config.vocabulary {
            return Err(ModelError::field("vocab: number of lines", vocabulary.len(), config.vocabulary));
        }
        let special = |piece: &str| {
            let number = vocabulary.number(piece, false);
            number.ok_or_else(|| ModelError::field("vocab", format!("no {piece}"), "a line with it"))
        };
        let (cls, sep, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        let (max_pieces, max_characters) = (config.max_word_pieces, config.max_word_characters);
        Ok(WordPieces { vocabulary, unknown, max_pieces, max_characters, cls, sep })
    }

    /// Appends the pieces of one word: at least one, at most the model's limit. Gives their number.
    pub fn push(&self, form: &str, pieces: &mut Vec<u32>) -> usize {
        let start = pieces.len();
        let mut part = String::new();
        for chunk in cleaned(form).split(' ') {
            let lower = if chunk.is_ascii() { chunk.to_ascii_lowercase() } else { plain(chunk) };
            for c in lower.chars() {
                if is_punctuation(c) {
                    self.push_part(&part, pieces);
                    part.clear();
                    self.push_part(c.encode_utf8(&mut [0; 4]), pieces);
                } else {
                    part.push(c);
                }
            }
            self.push_part(&part, pieces);
            part.clear();
        }
        pieces.truncate(start + self.max_pieces);
        if pieces.len() == start {
            pieces.push(self.unknown);
        }
        pieces.len() - start
    }

    /// Greedy longest match; a part that can't be covered is one unknown piece.
    fn push_part(&self, part: &str, pieces: &mut Vec<u32>) {
        if part.is_empty() {
            return;
        }
        if part.chars().count() > self.max_characters {
            pieces.push(self.unknown);
            return;
        }
        let (begin, mut at) = (pieces.len(), 0);
        while at < part.len() {
            let mut end = part.floor_char_boundary(at.saturating_add(self.vocabulary.longest));
            let id = loop {
                if end <= at {
                    break None;
                }
                if let Some(id) = self.vocabulary.number(&part[at..end], at > 0) {
                    break Some(id);
                }
                end = part.floor_char_boundary(end - 1);
            };
            let Some(id) = id else {
                pieces.truncate(begin);
                pieces.push(self.unknown);
                return;
            };
            pieces.push(id);
            at = end;
        }
    }
}

/// White space made plain, controls dropped, ideographs set apart.
fn cleaned(form: &str) -> String {
    let mut text = String::with_capacity(form.len());
    for c in form.chars() {
        if c.is_ascii_graphic() {
            text.push(c);
            continue;
        }
        let category = c.general_category();
        if matches!(c, '\t' | '\n' | '\r') || category == GeneralCategory::SpaceSeparator {
            text.push(' ');
        } else if is_ideograph(c) {
            text.extend([' ', c, ' ']);
        } else if c != '\u{fffd}'
            && !matches!(
                category,
                GeneralCategory::Control
                    | GeneralCategory::Format
                    | GeneralCategory::Surrogate
                    | GeneralCategory::PrivateUse
                    | GeneralCategory::Unassigned
            )
        {
            text.push(c);
        }
    }
    text
}

/// Lower case, decomposed, without marks.
fn plain(chunk: &str) -> String {
    chunk.to_lowercase().nfd().filter(|c| c.general_category() != GeneralCategory::NonspacingMark).collect()
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Punctuation)
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B820..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}
