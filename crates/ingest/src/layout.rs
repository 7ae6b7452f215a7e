//! Lines to pieces: which lines were broken only to fit the page, and which begin something new.

use crate::clean::{Words, clean, is_break};
use crate::{byline, date_line, furniture, list, shape};
use detente_text::{CharSpan, CleanText};

/// Lines longer than this were not wrapped to fit a page.
const WIDEST_PAGE: usize = 130;
/// A line may stop short of the page's width by this share and still be full (ragged typesetting).
const RAGGED: f64 = 0.85;
/// The same in a text all in capitals, where no heading is told from prose by its case anyway.
const RAGGED_CAPITALS: f64 = 0.6;
/// Lines in capitals that are shorter than this may be a list of headings.
const SHORTEST_PAGE: usize = 40;
/// A paragraph that goes on after an empty line has at least this many characters before it.
const GOES_ON_FROM: usize = 60;

/// A paragraph, a heading or another line that stands for itself.
#[derive(Debug, Clone)]
pub struct Piece {
    pub text: CleanText,
    /// Whether an empty line (or the start of the document) stands before it.
    pub apart: bool,
}

/// Divides the document into pieces, in order; empty ones are left out.
pub fn pieces(chars: &[char]) -> Vec<Piece> {
    let words = Words::of(chars);
    let lines = lines(chars, &words);
    let page = Page::measure(&lines);
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut joined = false;
    for at in 0..lines.len() {
        let goes_on = lines.get(at + 1).is_some_and(|next| page.joins(&lines[at], next, joined));
        if !goes_on {
            let span = CharSpan::new(lines[from].span.start, lines[at].span.end);
            // The line alone is clean already.
            let text = if from == at { lines[at].text.clone() } else { clean(chars, span, &words) };
            pieces.push(Piece { text, apart: lines[from].apart });
            from = at + 1;
        }
        joined = goes_on;
    }
    pieces
}

/// A line with something on it.
struct Line {
    /// From its first to its last character that is neither space nor tab.
    span: CharSpan,
    text: CleanText,
    indent: usize,
    /// Whether an empty line stands before it.
    apart: bool,
}

impl Line {
    fn width(&self) -> usize {
        self.indent + self.span.len()
    }

    fn str(&self) -> &str {
        self.text.as_str()
    }

    fn is_item(&self) -> bool {
        list::marker(self.str()).is_some()
    }

    /// Whether it stands for itself, whatever follows: a date line, a byline, furniture.
    fn is_own(&self) -> bool {
        let s = self.str();
        furniture::is_furniture(s) || byline::read(s).is_some() || date_line::read(s).is_some()
    }
}

fn lines(chars: &[char], words: &Words) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut apart = true;
    let mut at = 0;
    while at < chars.len() {
        let end = at + chars[at..].iter().take_while(|&&c| !is_break(c)).count();
        let indent = chars[at..end].iter().take_while(|c| c.is_whitespace()).count();
        let tail = chars[at + indent..end].iter().rev().take_while(|c| matches!(c, ' ' | '\t')).count();
        let span = CharSpan::new(at + indent, end - tail);
        let text = clean(chars, span, words);
        if text.is_empty() {
            apart = true;
        } else {
            lines.push(Line { span, text, indent, apart });
            apart = false;
        }
        at = end + break_len(&chars[end..]);
        apart |= chars.get(end) == Some(&'\u{c}');
    }
    lines
}

/// The length of the line end at the start of `rest`: "\n", "\r\n", and "\r\r\n" as faulty copies have it.
fn break_len(rest: &[char]) -> usize {
    match rest {
        ['\r', '\r', '\n', ..] => 3,
        ['\r', '\n', ..] => 2,
        _ => 1,
    }
}

/// The page a text was wrapped for, if it was.
struct Page {
    /// Columns of a full line; none when lines are paragraphs.
    width: Option<usize>,
    /// Whether the lines are in capitals, so that case tells neither headings nor new sentences.
    capitals: bool,
}

impl Page {
    /// Finds the width from lines that follow each other without an empty line. A wrapped text shows
    /// itself by lines that stop in mid-sentence and go on with a small letter; a text all in capitals
    /// by long lines that mostly stop in mid-sentence.
    fn measure(lines: &[Line]) -> Page {
        let capitals = lines.iter().filter(|l| shape::is_all_caps(l.str())).count() * 10 >= lines.len() * 8;
        let fits = |l: &Line| (20..=WIDEST_PAGE).contains(&l.width());
        let mut page = Page { width: None, capitals };
        let pairs: Vec<(&Line, &Line)> = lines
            .windows(2)
            .map(|pair| (&pair[0], &pair[1]))
            .filter(|(a, b)| !b.apart && fits(a) && !b.is_item() && (capitals || !a.is_own() && !b.is_own()))
            .collect();
        let mut widths: Vec<usize> = pairs.iter().map(|(a, _)| a.width()).collect();
        widths.sort_unstable_by(|a, b| b.cmp(a));
        let Some(&width) = widths.get(widths.len() / 20) else {
            return page;
        };
        let long = pairs.iter().filter(|(a, _)| a.width() >= SHORTEST_PAGE).count();
        let mid = pairs.iter().filter(|(a, _)| !shape::ends_sentence(a.str()) && !page.is_title(a.str())).count();
        let low = pairs.iter().filter(|(a, b)| !shape::ends_sentence(a.str()) && shape::starts_lower(b.str())).count();
        let by_case = low >= 1 && mid * 2 >= pairs.len();
        let by_length = capitals && mid * 10 >= pairs.len() * 6 && long * 10 >= pairs.len() * 8;
        if pairs.len() >= 2 && (by_case || by_length) {
            page.width = Some(width);
        }
        page
    }

    fn is_title(&self, s: &str) -> bool {
        !self.capitals && shape::is_title_case(s)
    }

    /// Whether `next` goes on with what `line` began; `joined` when `line` itself went on.
    fn joins(&self, line: &Line, next: &Line, joined: bool) -> bool {
        let (a, b) = (line.str(), next.str());
        let mid_sentence = !shape::ends_sentence(a);
        let full = !next.apart && self.width.is_some_and(|width| is_full(line, next, width));
        if furniture::is_furniture(b) && !(full && mid_sentence) || !joined && line.is_own() {
            return false;
        }
        if next.apart {
            let prose = line.span.len() >= GOES_ON_FROM && !shape::is_title_case(a) && a.ends_with(|c: char| c.is_lowercase() || c == ',');
            return prose && mid_sentence && shape::starts_lower(b) && !next.is_item() && !next.is_own();
        }
        if next.is_item() {
            // A dash that a wrapped line happens to begin with is no bullet.
            let small = list::marker(b).is_some_and(|len| shape::starts_lower(&b[len..]));
            return full && mid_sentence && small && !line.is_item();
        }
        if !full && byline::read(b).is_some() {
            return false;
        }
        if (mid_sentence || ends_in_broken_word(a)) && shape::starts_lower(b) {
            return true;
        }
        let Some(width) = self.width else {
            return false;
        };
        if next.indent > line.indent + 1 && !line.is_item() {
            return false;
        }
        let ragged = line.width() as f64 >= width as f64 * if self.capitals { RAGGED_CAPITALS } else { RAGGED };
        full || ragged && mid_sentence && !self.is_title(a)
    }
}

/// Whether the first word of `next` would have made `line` too long.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    let word = shape::words(next.str()).next().map_or(0, |w| w.chars().count());
    line.width() + 1 + word > width
}

fn ends_in_broken_word(s: &str) -> bool {
    s.strip_suffix('-').is_some_and(|head| head.ends_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expected: &[&str]) {
        let chars: Vec<char> = input.chars().collect();
        let found: Vec<String> = pieces(&chars).iter().map(|p| p.text.as_str().to_owned()).collect();
        assert_eq!(found, expected, "{input:?}");
    }

    #[test]
    fn a_line_is_a_paragraph_when_nothing_is_wrapped() {
        check("One day passed.\nAnother came.\r\nA third.", &["One day passed.", "Another came.", "A third."]);
        check("One day passed.\r\r\nAnother came.", &["One day passed.", "Another came."]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        check(
            "The two envoys met on Monday in the old\ntown hall of Arland, where the talks of\nMarch had failed. They spoke for hours.\n\nNobody would say what they had said to\nChancellor Weber.",
            &[
                "The two envoys met on Monday in the old town hall of Arland, where the talks of March had failed. They spoke for hours.",
                "Nobody would say what they had said to Chancellor Weber.",
            ],
        );
    }

    #[test]
    fn headings_stay_apart_from_each_other() {
        check("Border Talks Aim to Mend Old Ties\nThe Road Ahead", &["Border Talks Aim to Mend Old Ties", "The Road Ahead"]);
    }

    #[test]
    fn a_heading_stays_apart_from_wrapped_text() {
        check(
            "Envoys Meet\nThe two envoys met on Monday in the old\ntown hall of Arland, where the talks of\nMarch had failed.",
            &["Envoys Meet", "The two envoys met on Monday in the old town hall of Arland, where the talks of March had failed."],
        );
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        check(
            "   The two envoys met on Monday in the old\ntown hall of Arland, where the talks of May\nhad failed more than once before that week.\n   They spoke for hours.",
            &[
                "The two envoys met on Monday in the old town hall of Arland, where the talks of May had failed more than once before that week.",
                "They spoke for hours.",
            ],
        );
    }

    #[test]
    fn capitals_are_joined_by_their_width() {
        check(
            "   THE TWO ENVOYS MET ON MONDAY IN THE VERY\nOLD TOWN HALL OF ARLAND, WHERE THE TALKS OF MAY\nHAD FAILED MORE THAN ONCE BEFORE THAT WEEK,\nWITNESSES TOLD THE WIRE SERVICE ON TUESDAY.",
            &[
                "THE TWO ENVOYS MET ON MONDAY IN THE VERY OLD TOWN HALL OF ARLAND, WHERE THE TALKS OF MAY HAD FAILED MORE THAN ONCE BEFORE THAT WEEK, WITNESSES TOLD THE WIRE SERVICE ON TUESDAY.",
            ],
        );
    }

    #[test]
    fn lists_keep_their_items() {
        check("They agreed:\n- to meet again\n- to talk\n1. Water", &["They agreed:", "- to meet again", "- to talk", "1. Water"]);
    }

    #[test]
    fn a_paragraph_may_go_on_after_an_empty_line() {
        check(
            "The two envoys met on Monday in the old town hall of Arland,\n\nwhere the talks of March had failed.",
            &["The two envoys met on Monday in the old town hall of Arland, where the talks of March had failed."],
        );
    }

    #[test]
    fn bylines_and_dates_are_lines_of_their_own() {
        check(
            "Envoys Meet in Arland\nby Nadia Qureshi\n3 May 2021\nThe envoys met.",
            &["Envoys Meet in Arland", "by Nadia Qureshi", "3 May 2021", "The envoys met."],
        );
    }
}
