//! Clean text of a stretch of the document: single spaces, ASCII quotes, words whole again.
//!
//! The parser learnt from treebanks that write quotes in ASCII, so quotes are; dashes stay what
//! they are, because "–" and "—" are in the treebanks too and tell a range from a break.

use crate::decode::{c1, is_unreadable};
use crate::entity;
use detente_text::{CharSpan, CleanBuilder, CleanText};
use std::collections::HashSet;
use unicode_normalization::char::{compose, is_combining_mark};

/// Cleans the code points `span` of `chars`; line breaks inside it are wrapped lines.
pub fn clean(chars: &[char], span: CharSpan, words: &Words) -> CleanText {
    let mut out = CleanBuilder::default();
    let mut space: Option<(usize, usize)> = None;
    let mut at = span.start;
    while at < span.end {
        let unit = Unit::at(&chars[..span.end], at);
        let (from, to) = (at, unit.end);
        at = to;
        match unit.meant {
            Meant::Nothing => {}
            Meant::Space if broken_word(chars, from, span) => at = line_start(chars, from, span.end),
            Meant::Space => space = Some(space.map_or((from, to), |(first, _)| (first, to))),
            Meant::Text(c) => {
                let joint = c == '-' && words.is_broken_at(chars, from, span);
                if joint {
                    at = line_start(chars, to, span.end);
                    continue;
                }
                if let Some((first, last)) = space.take().filter(|_| !out.as_str().is_empty()) {
                    out.push(' ', first, last);
                }
                push(&mut out, c, from, to);
            }
        }
    }
    out.finish()
}

fn push(out: &mut CleanBuilder, c: char, from: usize, to: usize) {
    match several(c) {
        Some(letters) => letters.chars().for_each(|letter| out.push(letter, from, to)),
        None => out.push(plain(c), from, to),
    }
}

/// What one or more code points of the original mean.
struct Unit {
    meant: Meant,
    end: usize,
}

enum Meant {
    Nothing,
    Space,
    Text(char),
}

impl Unit {
    /// The unit at `chars[at]`, which is inside.
    fn at(chars: &[char], at: usize) -> Unit {
        let rest = &chars[at..];
        let (c, len) = entity::at(rest).or_else(|| garbled(rest)).or_else(|| doubled(rest)).unwrap_or((rest[0], 1));
        let c = c1(c).unwrap_or(c);
        let mut end = at + len;
        let meant = if c.is_whitespace() {
            Meant::Space
        } else if c == char::REPLACEMENT_CHARACTER {
            Meant::Text(if lost_apostrophe(chars, at) { '\'' } else { c })
        } else if is_invisible(c) || is_unreadable(c) {
            Meant::Nothing
        } else {
            let mut whole = c;
            while let Some(joined) = chars.get(end).filter(|&&m| is_combining_mark(m)).and_then(|&m| compose(whole, m)) {
                whole = joined;
                end += 1;
            }
            Meant::Text(whole)
        };
        Unit { meant, end }
    }
}

/// Punctuation that went through UTF-8 and back by way of windows-1252 ("â€™").
fn garbled(rest: &[char]) -> Option<(char, usize)> {
    let meant = match rest {
        ['â', '€', third, ..] => match third {
            '™' | '˜' => '\'',
            'œ' | '\u{9d}' => '"',
            '“' => '–',
            '”' => '—',
            '¦' => '…',
            '¢' => '•',
            _ => return None,
        },
        ['Â', second @ '\u{a0}'..='\u{bf}', ..] => return Some((*second, 2)),
        _ => return None,
    };
    Some((meant, 3))
}

/// Quotes typed as two strokes: ``so''.
fn doubled(rest: &[char]) -> Option<(char, usize)> {
    match rest {
        ['`', '`', ..] | ['\'', '\'', ..] | ['’', '’', ..] | ['‘', '‘', ..] => Some(('"', 2)),
        _ => None,
    }
}

/// Whether the unreadable character stands where only an apostrophe can ("Iran?s", "don?t").
fn lost_apostrophe(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).is_some_and(|i| chars[i].is_alphabetic());
    let tail: String = chars[at + 1..].iter().take_while(|c| c.is_alphabetic()).take(3).collect();
    before && matches!(tail.as_str(), "s" | "t" | "re" | "ve" | "ll" | "d" | "m")
}

/// Characters that show nothing: soft hyphens, zero-width spaces and joiners, direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// One character for one character, as an English typewriter has it.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | 'ʼ' | 'ʹ' | '`' | '´' | '＇' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | 'ʺ' | '＂' => '"',
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{fe63}' => '-',
        '\u{2012}' => '–',
        '\u{2015}' => '—',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Characters that stand for several letters.
fn several(c: char) -> Option<&'static str> {
    Some(match c {
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Whether a line that ends at `from` broke a word at a soft hyphen, or after a hyphen that stays
/// ("Iran-\nPakistan"): then no space belongs there.
fn broken_word(chars: &[char], from: usize, span: CharSpan) -> bool {
    if from < span.start + 2 || !matches!(chars[from - 1], '\u{ad}' | '-' | '\u{2010}') {
        return false;
    }
    let next = chars.get(line_start(chars, from, span.end));
    chars[from - 2].is_alphanumeric() && next.is_some_and(|c| c.is_alphanumeric()) && breaks_line(chars, from, span.end)
}

/// Whether the white space at `from` holds a line break.
fn breaks_line(chars: &[char], from: usize, end: usize) -> bool {
    chars[from..end].iter().take_while(|c| c.is_whitespace()).any(|&c| is_break(c))
}

/// The first code point after the white space at `from`.
fn line_start(chars: &[char], from: usize, end: usize) -> usize {
    from + chars[from..end].iter().take_while(|c| c.is_whitespace()).count()
}

/// Whether `c` ends a line.
pub fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

/// The words of the whole document, which tell a word broken at the line end from a compound.
#[derive(Debug, Default)]
pub struct Words {
    seen: HashSet<String>,
}

/// Second parts that are joined to a name with a hyphen and never make one word with it.
const COMPOUND_TAILS: [&str; 24] = [
    "aligned",
    "allied",
    "backed",
    "based",
    "born",
    "brokered",
    "controlled",
    "era",
    "funded",
    "held",
    "led",
    "level",
    "linked",
    "made",
    "mediated",
    "occupied",
    "old",
    "owned",
    "run",
    "scale",
    "sponsored",
    "supported",
    "trained",
    "wide",
];

/// First parts that keep their hyphen before any word.
const COMPOUND_HEADS: [&str; 6] = ["anti", "non", "self", "semi", "vice", "well"];

impl Words {
    /// The words of `chars`, hyphens inside them kept.
    pub fn of(chars: &[char]) -> Words {
        let text: String = chars.iter().collect();
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
        Words { seen: words.filter(|w| !w.is_empty()).map(str::to_lowercase).collect() }
    }

    /// Whether the hyphen at `chars[at]` only breaks a word at the end of a line.
    fn is_broken_at(&self, chars: &[char], at: usize, span: CharSpan) -> bool {
        if at == span.start || at + 1 >= span.end || !breaks_line(chars, at + 1, span.end) {
            return false;
        }
        let next = line_start(chars, at + 1, span.end);
        let in_word = |c: &&char| c.is_alphanumeric() || **c == '-';
        let mut head: Vec<char> = chars[span.start..at].iter().rev().take_while(in_word).copied().collect();
        head.reverse();
        let head: String = head.into_iter().collect();
        let tail: String = chars[next..span.end].iter().take_while(in_word).collect();
        let first = tail.chars().next();
        if !head.ends_with(char::is_alphabetic) || !first.is_some_and(char::is_lowercase) {
            return false;
        }
        let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
        if self.seen.contains(&format!("{head}{tail}")) {
            return true;
        }
        let compound = self.seen.contains(&format!("{head}-{tail}"))
            || head.contains('-')
            || COMPOUND_HEADS.contains(&head.as_str())
            || COMPOUND_TAILS.contains(&tail.as_str());
        !compound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expected: &str) {
        let chars: Vec<char> = input.chars().collect();
        let words = Words::of(&chars);
        let clean = clean(&chars, CharSpan::new(0, chars.len()), &words);
        assert_eq!(clean.as_str(), expected, "{input:?}");
    }

    #[test]
    fn white_space_is_one_space_and_none_at_the_ends() {
        check("  two\u{a0}\t words \u{3000}here\r\n", "two words here");
        check("one&nbsp;&nbsp;two", "one two");
    }

    #[test]
    fn invisible_characters_go() {
        check("co\u{ad}oper\u{200b}ate\u{feff}", "cooperate");
        check("\u{200e}Tehran\u{200f}", "Tehran");
    }

    #[test]
    fn quotes_are_ascii() {
        check("“the ‘new’ terms,” 5′ 6″ «oui»", "\"the 'new' terms,\" 5' 6\" \"oui\"");
        check("``We left,'' he said", "\"We left,\" he said");
        check("Iran`s and Iran´s", "Iran's and Iran's");
    }

    #[test]
    fn dashes_stay() {
        check("2019–2021 — a break ― and 5\u{2011}year \u{2212}3", "2019–2021 — a break — and 5-year -3");
    }

    #[test]
    fn ellipses_and_ligatures_are_letters_again() {
        check("wait… oﬀicial ﬁre… ...", "wait... official fire... ...");
    }

    #[test]
    fn entities_are_decoded() {
        check("Dar &amp; Khan&#8217;s &quot;talks&quot; &amp;#8211; AT&T", "Dar & Khan's \"talks\" – AT&T");
    }

    #[test]
    fn garbled_punctuation_is_mended() {
        check("Iranâ€™s â€œtermsâ€\u{9d} â€“ done", "Iran's \"terms\" – done");
        check("a\u{92}s \u{93}b\u{94}", "a's \"b\"");
        check("Iran\u{fffd}s caf\u{fffd}", "Iran's caf\u{fffd}");
    }

    #[test]
    fn marks_are_composed() {
        check("Cafe\u{301} Yaounde\u{301}", "Café Yaoundé");
    }

    #[test]
    fn broken_words_are_whole_again() {
        check("the govern-\nment of", "the government of");
        check("the govern\u{ad}\r\n  ment of", "the government of");
        check("Paki-\nstani forces", "Pakistani forces");
    }

    #[test]
    fn compounds_keep_their_hyphen() {
        check("Iran-\nbacked groups", "Iran-backed groups");
        check("tit-for-\ntat strikes", "tit-for-tat strikes");
        check("the Iran-\nPakistan border", "the Iran-Pakistan border");
        check("cease-fire talks, a cease-\nfire", "cease-fire talks, a cease-fire");
        check("armed non-\nstate groups", "armed non-state groups");
        check("he said -\nand left", "he said - and left");
    }

    #[test]
    fn every_character_knows_its_origin() {
        let chars: Vec<char> = "a &amp;  ﬁ-\nb".chars().collect();
        let clean = clean(&chars, CharSpan::new(0, chars.len()), &Words::default());
        assert_eq!(clean.as_str(), "a & fib");
        let origin = |from, to| clean.original(detente_text::ByteSpan::new(from, to));
        assert_eq!(origin(2, 3), CharSpan::new(2, 7));
        assert_eq!(origin(3, 4), CharSpan::new(7, 9));
        assert_eq!(origin(4, 6), CharSpan::new(9, 10));
        assert_eq!(origin(6, 7), CharSpan::new(12, 13));
    }
}
