//! The vocabulary: from a piece's letters to its number, hashed in place over the file's text.

use std::borrow::Cow;

use super::error::ModelError;

/// One piece a line, its number the line's from 0; pieces that go on a word carry `##`.
#[derive(Debug)]
pub(super) struct Vocabulary {
    text: Cow<'static, str>,
    pieces: Vec<Piece>,
    /// Open addressing: a piece's number plus one, 0 where free.
    slots: Vec<u32>,
    /// Bytes of the longest piece.
    pub longest: usize,
}

#[derive(Debug)]
struct Piece {
    start: u32,
    end: u32,
    further: bool,
}

impl Vocabulary {
    pub fn read(file: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let not_text = |e: std::str::Utf8Error| ModelError::VocabularyText { valid: e.valid_up_to() };
        let text: Cow<'static, str> = match file {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map_err(not_text)?.into(),
            Cow::Owned(bytes) => String::from_utf8(bytes).map_err(|e| not_text(e.utf8_error()))?.into(),
        };
        if u32::try_from(text.len()).is_err() {
            return Err(ModelError::field("vocab", format!("{} bytes", text.len()), "less than 4 GiB"));
        }
        let mut vocabulary = Vocabulary { text, pieces: Vec::new(), slots: Vec::new(), longest: 0 };
        let mut start = 0;
        for line in vocabulary.text.split_inclusive('\n') {
            let piece = line.trim_end_matches(['\n', '\r']);
            let further = piece.len() > 2 && piece.starts_with("##");
            let from = start + if further { 2 } else { 0 };
            let end = start + piece.len();
            vocabulary.longest = vocabulary.longest.max(end - from);
            vocabulary.pieces.push(Piece { start: from as u32, end: end as u32, further });
            start += line.len();
        }
        vocabulary.slots = vec![0; (vocabulary.pieces.len() * 2).next_power_of_two()];
        for number in 0..vocabulary.pieces.len() {
            let piece = &vocabulary.pieces[number];
            let slot = vocabulary.slot(vocabulary.letters(piece), piece.further);
            vocabulary.slots[slot] = number as u32 + 1;
        }
        Ok(vocabulary)
    }

    /// Number of lines.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The number of a piece; `further` for one that goes on a word, given without its `##`.
    pub fn number(&self, letters: &str, further: bool) -> Option<u32> {
        self.slots[self.slot(letters, further)].checked_sub(1)
    }

    fn letters(&self, piece: &Piece) -> &str {
        &self.text[piece.start as usize..piece.end as usize]
    }

    /// The slot that holds the piece, or the free one where it would go. There is always a free one: the table has
    /// twice as many slots as pieces, and at least one.
    fn slot(&self, letters: &str, further: bool) -> usize {
        let mask = self.slots.len() - 1;
        let mut hash = if further { 0x9ae1_6a3b_2f90_404f } else { 0xcbf2_9ce4_8422_2325u64 };
        for byte in letters.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        let mut slot = (hash ^ hash >> 32) as usize & mask;
        while let Some(number) = self.slots[slot].checked_sub(1) {
            let piece = &self.pieces[number as usize];
            if piece.further == further && self.letters(piece) == letters {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }
}
