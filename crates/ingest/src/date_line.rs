//! Lines that date the report: "Published: 3 May 2021", "Updated 10:15 GMT, 3 May 2021", "Paris, April 4, 2012".

use crate::date::{self, Spoken};
use crate::{agency, byline, shape};
use detente_text::ByteSpan;

/// What a date in a header says it is the date of; the first is believed before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    Published,
    Plain,
    Updated,
}

/// What a date line says.
#[derive(Debug, Default)]
pub struct DateLine {
    /// The dates in it, in order.
    pub dates: Vec<(Label, Spoken, ByteSpan)>,
    pub place: Option<String>,
    pub publisher: Option<String>,
    /// Whether it names the writer too.
    pub byline: bool,
}

/// Words of date lines that are no dates.
const FILLERS: [&str; 52] = [
    "published",
    "posted",
    "publish",
    "publication",
    "updated",
    "update",
    "last",
    "modified",
    "edited",
    "date",
    "dated",
    "on",
    "at",
    "created",
    "issued",
    "released",
    "first",
    "time",
    "gmt",
    "utc",
    "ist",
    "pkt",
    "pst",
    "pdt",
    "est",
    "edt",
    "et",
    "cet",
    "cest",
    "bst",
    "msk",
    "aest",
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "hrs",
    "hours",
    "local",
    "min",
    "mins",
    "minutes",
    "minute",
    "read",
    "print",
    "edition",
    "online",
    "web",
    "in",
    "ago",
    "hkt",
    "wib",
];

/// Reads `s` as a line that holds a date and little else.
pub fn read(s: &str) -> Option<DateLine> {
    if s.len() > 200 || shape::words(s).count() > 24 {
        return None;
    }
    let mut line = DateLine::default();
    let mut label = Label::Plain;
    let mut chunks: Vec<(ByteSpan, char)> = Vec::new();
    let mut at = 0;
    let mut open = false;
    while at < s.len() {
        let c = s[at..].chars().next()?;
        if c == ' ' {
            at += 1;
        } else if is_separator(c) && !is_word_hyphen(s, at) {
            if let (true, Some(last)) = (open, chunks.last_mut()) {
                last.1 = c;
            }
            open = false;
            at += c.len_utf8();
        } else if let Some((spoken, end)) = date::at(s, at) {
            line.dates.push((label, spoken, ByteSpan::new(at, end)));
            open = false;
            at = end;
        } else if let Some(end) = clock(s, at) {
            open = false;
            at = end;
        } else {
            let end = word_end(s, at);
            let word = s[at..end].to_lowercase();
            let bare = word.trim_matches(['.', ':']);
            if !open && (FILLERS.contains(&bare) || FILLERS.contains(&word.as_str())) {
                label = match bare {
                    "published" | "posted" | "publication" | "publish" | "issued" | "released" => Label::Published,
                    "updated" | "update" | "modified" | "edited" => Label::Updated,
                    _ => label,
                };
            } else {
                match chunks.last_mut().filter(|_| open) {
                    Some(last) => last.0.end = end,
                    None => chunks.push((ByteSpan::new(at, end), ' ')),
                }
                open = true;
            }
            at = end;
        }
    }
    let said = line.dates.iter().any(|(_, spoken, _)| spoken.month_day.is_some());
    (said && sort_out(s, &chunks, &mut line)).then_some(line)
}

/// Gives each chunk that is no date its part: place, writer, paper. False when it is none of them.
fn sort_out(s: &str, chunks: &[(ByteSpan, char)], line: &mut DateLine) -> bool {
    if chunks.is_empty() {
        return true;
    }
    if s.ends_with('.') || chunks.len() > 4 {
        return false;
    }
    let dated_from = line.dates[0].2.start;
    let mut place = Vec::new();
    for (span, after) in chunks {
        let chunk = s[span.range()].trim();
        let count = shape::words(chunk).count();
        if let Some(by) = byline::read(chunk) {
            line.byline |= by.publisher.is_none();
            line.publisher = line.publisher.take().or(by.publisher);
        } else if agency::is_outlet_like(chunk) || s[..span.start].to_lowercase().ends_with("published in ") {
            line.publisher.get_or_insert_with(|| chunk.to_owned());
        } else if line.byline && count <= 6 {
            // The second name of a byline, or the writer's post.
        } else if span.end <= dated_from && (agency::is_city(chunk) || *after == ',' && count <= 2 && is_name(chunk)) {
            place.push(chunk);
        } else if count > 3 || !is_name(chunk) || matches!(after, ',' | ' ') {
            return false;
        }
    }
    if !place.is_empty() {
        line.place = Some(place.join(", "));
    }
    true
}

fn is_name(chunk: &str) -> bool {
    shape::words(chunk).all(|w| w.starts_with(char::is_uppercase)) && chunk.chars().any(char::is_alphabetic)
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '|' | '·' | '•' | '-' | '–' | '—' | '/' | '(' | ')' | '[' | ']' | ':' | ';' | '*' | '@' | '.')
}

/// Whether the hyphen at `at` stands inside a word ("Port-au-Prince").
fn is_word_hyphen(s: &str, at: usize) -> bool {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    s[at..].starts_with('-') && joins(s[..at].chars().next_back()) && joins(s[at + 1..].chars().next())
}

/// The end of the word at `at`; its full stops and hyphens belong to it.
fn word_end(s: &str, at: usize) -> usize {
    let ends = |(i, c): &(usize, char)| *c == ' ' || is_separator(*c) && *c != '.' && !is_word_hyphen(s, at + i);
    let len = s[at..].char_indices().find(ends).map_or(s.len() - at, |(i, _)| i);
    at + len.max(s[at..].chars().next().map_or(1, char::len_utf8))
}

/// A time of day at `at`, or another number that date lines have: "10:15:00", "10.30pm", "T10:15Z",
/// "+05:00", "1015 GMT", "3 min read".
fn clock(s: &str, at: usize) -> Option<usize> {
    let begin = at + usize::from(s[at..].starts_with(['T', '+']));
    let digits = |from: usize| s[from..].bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(begin);
    if !(1..=4).contains(&first) {
        return None;
    }
    let mut end = begin + first;
    let mut parts = 1;
    while parts < 4 && first <= 2 && s[end..].starts_with([':', '.']) && digits(end + 1) > 0 && digits(end + 1) <= 6 {
        end += 1 + digits(end + 1);
        parts += 1;
    }
    let rest = s[end..].trim_start();
    let unit_len = rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'.').count();
    let unit = rest[..unit_len].to_lowercase();
    let is_unit = matches!(
        unit.trim_matches('.'),
        "am" | "pm" | "a.m" | "p.m" | "gmt" | "utc" | "hrs" | "hours" | "h" | "z" | "min" | "mins" | "minutes" | "minute" | "ist" | "pkt"
    );
    if is_unit {
        return Some(s.len() - rest.len() + unit_len);
    }
    (parts > 1 || begin > at).then_some(end).filter(|&end| !s[end..].starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(s: &str, expected: &str) {
        let shown = read(s).map(|line| {
            let dates: Vec<String> = line
                .dates
                .iter()
                .map(|(label, spoken, _)| match spoken.full() {
                    Some(date) => format!("{label:?} {date}"),
                    None => format!("{label:?} {:?}", spoken.month_day),
                })
                .collect();
            let part = |name: &str, value: &Option<String>| value.as_ref().map_or(String::new(), |v| format!("; {name} {v}"));
            let byline = if line.byline { "; byline" } else { "" };
            format!("{}{}{}{byline}", dates.join(", "), part("place", &line.place), part("publisher", &line.publisher))
        });
        assert_eq!(shown.as_deref().unwrap_or("none"), expected, "{s:?}");
    }

    #[test]
    fn dates_alone() {
        check("February, 23, 2024", "Plain 2024-02-23");
        check("Published: 3 May 2021", "Published 2021-05-03");
        check("Updated 10:15 GMT, 3 May 2021", "Updated 2021-05-03");
        check("Published 3 May 2021 | Updated 4 May 2021, 6 pm", "Published 2021-05-03, Updated 2021-05-04");
        check("January 29th, 2024 - 10:30 PM", "Plain 2024-01-29");
        check("2024-01-29T10:15:00+05:00", "Plain 2024-01-29");
        check("Mon, 29 Jan 2024 10:15 GMT · 3 min read", "Plain 2024-01-29");
        check("Date: 29/01/2024", "Plain 2024-01-29");
        check("(January 29, 2024)", "Plain 2024-01-29");
        check("29 January", "Plain Some((1, 29))");
    }

    #[test]
    fn dates_with_company() {
        check("Paris, April 4, 2012", "Plain 2012-04-04; place Paris");
        check("Geneva, Switzerland, 4 April 2012", "Plain 2012-04-04; place Geneva, Switzerland");
        check("PORT-AU-PRINCE, April 4, 2012", "Plain 2012-04-04; place PORT-AU-PRINCE");
        check("By Nadia Qureshi | January 29, 2024", "Plain 2024-01-29; byline");
        check("By Nadia Qureshi, January 29, 2024 10:15 AM", "Plain 2024-01-29; byline");
        check("Reuters - 29 Jan 2024", "Plain 2024-01-29; publisher Reuters");
        check("Published in Dawn, January 29th, 2024", "Published 2024-01-29; publisher Dawn");
        check("Opinion | January 29, 2024", "Plain 2024-01-29");
    }

    #[test]
    fn no_date_lines() {
        for s in [
            "On January 29, 2024 the talks began.",
            "Iran Strikes Bases, January 16, 2024",
            "Talks end on 3 May",
            "2024年1月29日",
            "3 min read",
            "Monday",
            "May 2021",
        ] {
            check(s, "none");
        }
    }
}
