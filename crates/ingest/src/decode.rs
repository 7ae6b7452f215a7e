//! Bytes to text: the encoding is found, and what cannot be text is reported by its place.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use detente_text::{CharSpan, Problem};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many stretches of unreadable characters are reported one by one; the rest share one problem.
const REPORTED_ONE_BY_ONE: usize = 20;

/// The text of a report and what was wrong with its bytes.
pub struct Decoded {
    pub text: String,
    pub problems: Vec<Problem>,
}

/// Decodes `bytes`: by the byte-order mark, else as UTF-8, else by the best guess.
pub fn decode(bytes: &[u8]) -> Decoded {
    let mut problems = Vec::new();
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (guess(bytes, &mut problems), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    let text = text.into_owned();
    report_unreadable(&text, &mut problems);
    Decoded { text, problems }
}

/// The encoding of bytes without a mark.
fn guess(bytes: &[u8], problems: &mut Vec<Problem>) -> &'static Encoding {
    if let Some(wide) = utf16_without_mark(bytes) {
        return wide;
    }
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    problems.push(Problem { span: None, message: format!("not UTF-8: read as {}, the likeliest encoding", encoding.name()) });
    encoding
}

/// Whether the well-formed multi-byte sequences outnumber the bytes that fit nowhere:
/// then a few bytes are damaged, and the rest is UTF-8 all the same.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sequences, mut stray) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += chunk.invalid().len();
    }
    stray == 0 || sequences > stray
}

/// UTF-16 betrays itself in English text: every other byte is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| bytes.chunks_exact(2).filter(|pair| pair[offset] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if second * 10 > pairs * 7 && first * 10 < pairs {
        Some(UTF_16LE)
    } else if first * 10 > pairs * 7 && second * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether `c` is no text: a control character, or the mark of bytes that could not be decoded.
pub fn is_unreadable(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_whitespace() && c1(c).is_none())
}

/// What the writer meant by a C1 control character: a windows-1252 character taken for Latin-1.
pub fn c1(c: char) -> Option<char> {
    let byte = u8::try_from(c as u32).ok().filter(|byte| (0x80..0xa0).contains(byte))?;
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().filter(|meant| !meant.is_control())
}

fn report_unreadable(text: &str, problems: &mut Vec<Problem>) {
    let mut runs: Vec<(CharSpan, char)> = Vec::new();
    for (at, c) in text.chars().enumerate().filter(|&(_, c)| is_unreadable(c)) {
        match runs.last_mut() {
            Some((run, kind)) if run.end == at && same_kind(*kind, c) => run.end = at + 1,
            _ => runs.push((CharSpan::new(at, at + 1), c)),
        }
    }
    let (single, rest) = runs.split_at(runs.len().min(REPORTED_ONE_BY_ONE));
    for &(span, c) in single {
        let message = if c == char::REPLACEMENT_CHARACTER {
            format!("{} undecodable character(s)", span.len())
        } else {
            format!("{} control character(s) from U+{:04X}", span.len(), c as u32)
        };
        problems.push(Problem { span: Some(span), message });
    }
    if let (Some((first, _)), Some((last, _))) = (rest.first(), rest.last()) {
        problems
            .push(Problem { span: Some(first.cover(last)), message: format!("{} more stretches of unreadable characters", rest.len()) });
    }
}

fn same_kind(a: char, b: char) -> bool {
    (a == char::REPLACEMENT_CHARACTER) == (b == char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, problems: &[&str]) {
        let decoded = decode(bytes);
        assert_eq!(decoded.text, text);
        let found: Vec<String> = decoded
            .problems
            .iter()
            .map(|p| match p.span {
                Some(span) => format!("{span:?} {}", p.message),
                None => p.message.clone(),
            })
            .collect();
        assert_eq!(found, problems);
    }

    #[test]
    fn marks_are_obeyed_and_taken_off() {
        check(b"\xef\xbb\xbfcaf\xc3\xa9", "café", &[]);
        check(b"\xff\xfeh\0i\0", "hi", &[]);
        check(b"\xfe\xff\0h\0i", "hi", &[]);
    }

    #[test]
    fn utf16_needs_no_mark() {
        check(b"T\0a\0l\0k\0s\0.\0", "Talks.", &[]);
        check(b"\0T\0a\0l\0k\0s\0.", "Talks.", &[]);
    }

    #[test]
    fn windows_1252_is_guessed() {
        check(
            b"The minister\x92s \x93caf\xe9\x94 talks went on in the capital.",
            "The minister\u{2019}s \u{201c}café\u{201d} talks went on in the capital.",
            &["not UTF-8: read as windows-1252, the likeliest encoding"],
        );
    }

    #[test]
    fn a_damaged_byte_in_utf8_is_reported_by_its_place() {
        check(b"caf\xc3\xa9 caf\xc3\xa9 x\xffy", "café café x\u{fffd}y", &["11..12 1 undecodable character(s)"]);
    }

    #[test]
    fn control_characters_are_reported_and_kept() {
        check(b"a\0\0b\x07", "a\0\0b\x07", &["1..3 2 control character(s) from U+0000", "4..5 1 control character(s) from U+0007"]);
    }

    #[test]
    fn a_binary_file_does_not_flood_the_list() {
        let bytes: Vec<u8> = (0..200).flat_map(|_| [b'a', 1]).collect();
        let problems = decode(&bytes).problems;
        assert_eq!(problems.len(), REPORTED_ONE_BY_ONE + 1);
        assert_eq!(problems.last().unwrap().message, "180 more stretches of unreadable characters");
    }
}
