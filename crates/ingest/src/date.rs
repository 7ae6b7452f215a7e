//! Dates as papers write them: "February, 23, 2024", "Mon, 29 Jan 2024", "29/01/2024", "12 JAN 90".

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// A two-digit year below this is of this century (a report of "12 JAN 90" is of 1990).
const CENTURY_TURNS: i16 = 50;
/// A dateline may be this many days ahead of the publication date, for the time zones between them.
const DAYS_AHEAD: i64 = 1;

/// A date as far as the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spoken {
    pub year: Option<i16>,
    /// Month and day.
    pub month_day: Option<(i8, i8)>,
    /// The other reading of a numeric date whose day and month could change places.
    pub swapped: Option<(i8, i8)>,
    pub weekday: Option<Weekday>,
}

impl Spoken {
    /// The day it names by itself: year, month and day are said.
    pub fn full(&self) -> Option<Date> {
        let (month, day) = self.month_day?;
        Date::new(self.year?, month, day).ok()
    }

    /// The day it names, a missing year taken from `reference`:
    /// the last such day that is not after it (or by a day only).
    pub fn completed(&self, reference: Date) -> Option<Date> {
        if self.year.is_some() {
            return self.full();
        }
        let (month, day) = self.month_day?;
        let latest = reference.checked_add(Span::new().days(DAYS_AHEAD)).unwrap_or(reference);
        // Eight years reach the leap day before any date.
        (0..=8).filter_map(|back| Date::new(latest.year() - back, month, day).ok()).find(|date| *date <= latest)
    }

    /// Chooses between the two readings of a numeric date by the weekday said, or by a date known
    /// from elsewhere; the ambiguity is gone when one of them decides.
    pub fn settled(mut self, known: Option<Date>) -> Spoken {
        let (Some(plain), Some(swapped), Some(year)) = (self.month_day, self.swapped, self.year) else {
            return self;
        };
        let dates = [plain, swapped].map(|(month, day)| Date::new(year, month, day).ok());
        let fits = |date: Option<Date>| {
            let by_weekday = self.weekday.is_some() && date.map(Date::weekday) == self.weekday;
            by_weekday || known.is_some() && date == known
        };
        match dates.map(fits) {
            [true, false] => self.swapped = None,
            [false, true] => {
                self.month_day = Some(swapped);
                self.swapped = None;
            }
            _ => {}
        }
        self
    }
}

/// The date that begins at byte `at` of `s`, and where it ends. A weekday alone is one.
pub fn at(s: &str, at: usize) -> Option<(Spoken, usize)> {
    let (weekday, after) = match weekday(s, at) {
        Some((day, end)) => (Some(day), end),
        None => (None, at),
    };
    let begin = if weekday.is_some() { after + skip(&s[after..], [',', '.', ' ']) } else { at };
    let core = iso(s, begin).or_else(|| numeric(s, begin)).or_else(|| month_first(s, begin)).or_else(|| day_first(s, begin));
    match (core, weekday) {
        (Some((spoken, end)), _) => Some((Spoken { weekday, ..spoken }, end)),
        // "Sun", "Sat" and "Wed" alone may be anything.
        (None, Some(_)) if after - at > 5 => Some((Spoken { weekday, ..Spoken::default() }, after)),
        _ => None,
    }
}

/// "2024-01-29", "2024/1/29", "20240129".
fn iso(s: &str, at: usize) -> Option<(Spoken, usize)> {
    let (year, digits, end) = number(s, at)?;
    if digits == 8 {
        return checked(year / 10_000, year / 100 % 100, year % 100, end);
    }
    let sign = mark(s, end).filter(|_| digits == 4)?;
    let (month, month_digits, end) = number(s, end + 1)?;
    let end = (mark(s, end) == Some(sign)).then_some(end + 1)?;
    let (day, day_digits, end) = number(s, end)?;
    if month_digits > 2 || day_digits > 2 || !(ends_word(s, end) || s[end..].starts_with('T')) {
        return None;
    }
    checked(year, month, day, end)
}

fn checked(year: u32, month: u32, day: u32, end: usize) -> Option<(Spoken, usize)> {
    let year = full_year(year, 4)?;
    let month_day = month_day(month, day)?;
    Some((Spoken { year: Some(year), month_day: Some(month_day), ..Spoken::default() }, end))
}

/// "29/01/2024", "29.1.24": the day first, unless only the other order is possible.
fn numeric(s: &str, at: usize) -> Option<(Spoken, usize)> {
    let (first, first_digits, end) = number(s, at)?;
    let sign = mark(s, end)?;
    let (second, second_digits, end) = number(s, end + 1)?;
    let end = (mark(s, end) == Some(sign)).then_some(end + 1)?;
    let (year, year_digits, end) = number(s, end)?;
    if first_digits > 2 || second_digits > 2 || !ends_word(s, end) {
        return None;
    }
    let year = Some(full_year(year, year_digits)?);
    let (day_first, month_first) = (month_day(second, first), month_day(first, second));
    let swapped = month_first.filter(|other| day_first.is_some_and(|plain| plain != *other));
    Some((Spoken { year, month_day: Some(day_first.or(month_first)?), swapped, weekday: None }, end))
}

/// "February, 23, 2024", "Jan. 29", "January 29th, 2024".
fn month_first(s: &str, at: usize) -> Option<(Spoken, usize)> {
    if !s[at..].starts_with(char::is_uppercase) {
        return None;
    }
    let (month, end) = month(s, at)?;
    let end = end + skip(&s[end..], [',', '.', ' ']);
    let (day, end) = day(s, end)?;
    let month_day = month_day(month, day)?;
    // "JUNE 11 89"; "June 11, 30 men" is no year.
    let (year, end) = year_after(s, end, s[end..].starts_with(' '));
    Some((Spoken { year, month_day: Some(month_day), ..Spoken::default() }, end))
}

/// "29 January 2024", "29th of January", "12 JAN 90", "29-Jan-2024".
fn day_first(s: &str, at: usize) -> Option<(Spoken, usize)> {
    let (day, end) = day(s, at)?;
    let mut begin = end + skip(&s[end..], [' ', '-', '.', ',']);
    if let Some(rest) = s[begin..].strip_prefix("of ") {
        begin = s.len() - rest.len();
    }
    let (month, end) = month(s, begin)?;
    let month_day = month_day(month, day)?;
    let (year, end) = year_after(s, end, true);
    Some((Spoken { year, month_day: Some(month_day), ..Spoken::default() }, end))
}

/// The year that follows month and day at `at`, if one does; two bare digits only where `short` allows.
fn year_after(s: &str, at: usize, short: bool) -> (Option<i16>, usize) {
    let begin = at + skip(&s[at..], [',', '.', ' ', '-']);
    let apostrophe = s[begin..].starts_with('\'');
    let begin = begin + usize::from(apostrophe);
    let found = number(s, begin).filter(|&(_, digits, end)| {
        let clock = s[end..].starts_with(':') && s[end + 1..].starts_with(|c: char| c.is_ascii_digit());
        let hour = s[end..].trim_start().get(..2).is_some_and(|w| matches!(w.to_lowercase().as_str(), "am" | "pm" | "a." | "p."));
        let zone = ["GMT", "UTC", "hrs", "hours"].iter().any(|z| s[end..].trim_start().starts_with(z));
        ends_word(s, end) && !clock && !zone && (digits == 4 || digits == 2 && (short || apostrophe) && !hour)
    });
    match found.and_then(|(year, digits, end)| Some((full_year(year, digits)?, end))) {
        Some((year, end)) => (Some(year), end),
        None => (None, at),
    }
}

fn full_year(year: u32, digits: usize) -> Option<i16> {
    let year = i16::try_from(year).ok()?;
    match digits {
        2 if year < CENTURY_TURNS => Some(2000 + year),
        2 => Some(1900 + year),
        4 if (1800..2200).contains(&year) => Some(year),
        _ => None,
    }
}

/// Month and day; whether the month has that day is asked when a date is made of it.
fn month_day(month: u32, day: u32) -> Option<(i8, i8)> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// A day of the month, with "st", "nd", "rd" or "th".
fn day(s: &str, at: usize) -> Option<(u32, usize)> {
    let (day, digits, end) = number(s, at).filter(|&(day, digits, _)| digits <= 2 && (1..=31).contains(&day))?;
    let ordinal = ["st", "nd", "rd", "th", "ST", "ND", "RD", "TH"].iter().find(|&&o| s[end..].starts_with(o) && ends_word(s, end + 2));
    let end = end + ordinal.map_or(0, |_| 2);
    // "12JAN" is a date, "12men" is not: the month that follows decides.
    (digits > 0 && (ends_word(s, end) || month(s, end).is_some())).then_some((day, end))
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// A month by its name or its first three letters ("Sept" too), and where it ends.
fn month(s: &str, at: usize) -> Option<(u32, usize)> {
    let (word, end) = letters(s, at);
    let number =
        MONTHS.iter().position(|m| *m == word || word.len() == 3 && m.starts_with(&word) || word == "sept" && *m == "september")?;
    Some((number as u32 + 1, end))
}

fn weekday(s: &str, at: usize) -> Option<(Weekday, usize)> {
    if !s[at..].starts_with(char::is_uppercase) {
        return None;
    }
    let (word, end) = letters(s, at);
    let day = WEEKDAYS.iter().find(|(name, _)| {
        *name == word
            || word.len() == 3 && name.starts_with(&word)
            || matches!(word.as_str(), "tues" | "thur" | "thurs") && name.starts_with(&word)
    })?;
    Some((day.1, end))
}

/// The ASCII letters at `at`, small, and where they end; nothing when the word goes on.
fn letters(s: &str, at: usize) -> (String, usize) {
    let len = s[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let whole = !s[at + len..].starts_with(char::is_alphabetic);
    if whole { (s[at..at + len].to_lowercase(), at + len) } else { (String::new(), at) }
}

/// The number at `at`: its value, how many digits it has (eight at most), and where it ends.
fn number(s: &str, at: usize) -> Option<(u32, usize, usize)> {
    let digits = s.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=8).contains(&digits) {
        return None;
    }
    Some((s[at..at + digits].parse().ok()?, digits, at + digits))
}

fn mark(s: &str, at: usize) -> Option<u8> {
    s.as_bytes().get(at).copied().filter(|b| matches!(b, b'-' | b'/' | b'.'))
}

fn ends_word(s: &str, at: usize) -> bool {
    !s[at..].starts_with(char::is_alphanumeric)
}

fn skip<const N: usize>(s: &str, set: [char; N]) -> usize {
    s.len() - s.trim_start_matches(set).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(s: &str, expected: &str) {
        let found = at(s, 0).map(|(d, end)| {
            let full = d.full().map_or_else(|| format!("{:?}", d.month_day), |date| date.to_string());
            let swapped = d.swapped.map_or(String::new(), |_| " or swapped".into());
            let rest = if end == s.len() { String::new() } else { format!(" +{:?}", &s[end..]) };
            format!("{full}{swapped}{rest}")
        });
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{s:?}");
    }

    #[test]
    fn forms() {
        check("February, 23, 2024", "2024-02-23");
        check("Jan. 29, 2024", "2024-01-29");
        check("January 29th, 2024 - 10:30 PM", "2024-01-29 +\" - 10:30 PM\"");
        check("29 January 2024", "2024-01-29");
        check("29th of January, 2024", "2024-01-29");
        check("Mon, 29 Jan 2024", "2024-01-29");
        check("Monday 29 January 2024", "2024-01-29");
        check("Sept 3 2021", "2021-09-03");
        check("12 JAN 90 (X)", "1990-01-12 +\" (X)\"");
        check("JUNE 11 89 (AFP)", "1989-06-11 +\" (AFP)\"");
        check("29-Jan-2024", "2024-01-29");
        check("3 May '21", "2021-05-03");
        check("2024-01-29T10:00Z", "2024-01-29 +\"T10:00Z\"");
        check("2024/1/29", "2024-01-29");
        check("20240129", "2024-01-29");
        check("29/01/2024", "2024-01-29");
        check("01/29/2024", "2024-01-29");
        check("3.4.2021", "2021-04-03 or swapped");
        check("4/4/2021", "2021-04-04");
    }

    #[test]
    fn parts() {
        check("Jan 29 (Agency)", "Some((1, 29)) +\" (Agency)\"");
        check("Jan 29 10:15 GMT", "Some((1, 29)) +\" 10:15 GMT\"");
        check("29 Jan 10:15", "Some((1, 29)) +\" 10:15\"");
        check("Monday", "None");
        check("Feb 30, 2024", "Some((2, 30))");
    }

    #[test]
    fn no_dates() {
        for s in ["January 2024", "2024年1月29日", "Marching 3", "32 May", "31/13/2024", "1-2-3", "Sun", "may 3", "29men", "Mayor"] {
            check(s, "none");
        }
    }

    #[test]
    fn a_missing_year_is_the_last_that_fits() {
        let spoken = |s| at(s, 0).unwrap().0;
        let reference = date(2024, 1, 29);
        assert_eq!(spoken("Jan 29").completed(reference), Some(date(2024, 1, 29)));
        assert_eq!(spoken("Jan 30").completed(reference), Some(date(2024, 1, 30)));
        assert_eq!(spoken("Feb 3").completed(reference), Some(date(2023, 2, 3)));
        assert_eq!(spoken("Dec 31").completed(reference), Some(date(2023, 12, 31)));
        assert_eq!(spoken("Feb 29").completed(reference), Some(date(2020, 2, 29)));
    }

    #[test]
    fn a_weekday_or_a_known_date_settles_the_order() {
        let spoken = |s| at(s, 0).unwrap().0;
        // 4 March 2021 was a Thursday, 3 April 2021 a Saturday.
        assert_eq!(spoken("Thursday 03/04/2021").settled(None).full(), Some(date(2021, 3, 4)));
        assert_eq!(spoken("Saturday 03/04/2021").settled(None).swapped, None);
        assert_eq!(spoken("03/04/2021").settled(Some(date(2021, 3, 4))).full(), Some(date(2021, 3, 4)));
        assert!(spoken("03/04/2021").settled(None).swapped.is_some());
    }
}
