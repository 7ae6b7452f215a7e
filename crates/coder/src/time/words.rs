//! The words of time expressions: atoms of a sentence, numbers, months, weekdays, parts of a day.

use detente_nlp::Sentence;
use jiff::civil::Date;

/// A piece of a sentence as the readers see it: a word or a half of a hyphenated one, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// Lower case, without a closing full stop.
    pub text: String,
    /// First token.
    pub token: usize,
    /// One past the last token.
    pub end: usize,
    /// Written with a capital.
    pub capital: bool,
    /// A hyphen or slash joins it to the atom before.
    pub glued: bool,
    /// A date in figures ("2024-01-16"); the second reading is the one with the month first.
    pub figures: Option<(Date, Option<Date>)>,
}

/// The atoms of a sentence; hyphens are told by [`Atom::glued`].
pub fn atoms(s: &Sentence) -> Vec<Atom> {
    let mut atoms = Vec::with_capacity(s.tokens.len());
    let mut glued = false;
    let mut at = 0;
    while at < s.tokens.len() {
        if let Some((end, dates)) = figures(s, at) {
            atoms.push(Atom { text: String::new(), token: at, end, capital: false, glued: false, figures: Some(dates) });
            at = end;
            glued = false;
            continue;
        }
        let form = s.tokens[at].form.as_str();
        if is_hyphen(form) {
            glued = true;
        } else {
            for (i, piece) in form.split(['-', '–', '/']).filter(|p| !p.is_empty()).enumerate() {
                let text = piece.to_lowercase().replace('’', "'");
                let text = if text.len() > 1 { text.trim_end_matches('.').to_owned() } else { text };
                let capital = piece.starts_with(char::is_uppercase);
                atoms.push(Atom { text, token: at, end: at + 1, capital, glued: glued || i > 0, figures: None });
                glued = false;
            }
            glued = false;
        }
        at += 1;
    }
    atoms
}

fn is_hyphen(form: &str) -> bool {
    matches!(form, "-" | "–" | "‑" | "/")
}

/// A date in figures that begins at a token: where it ends and its readings.
fn figures(s: &Sentence, at: usize) -> Option<(usize, (Date, Option<Date>))> {
    if !s.tokens[at].form.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut text = String::new();
    let mut found = None;
    for end in at..s.tokens.len().min(at + 5) {
        let token = &s.tokens[end];
        let touches = end == at || s.tokens[end - 1].span.end == token.span.start;
        if !touches || !token.form.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '/' | '.')) {
            break;
        }
        text.push_str(&token.form);
        if token.form.ends_with(|c: char| c.is_ascii_digit()) || end == at {
            found = read_figures(&text).map(|dates| (end + 1, dates)).or(found);
        }
    }
    found
}

fn read_figures(text: &str) -> Option<(Date, Option<Date>)> {
    let parts: Vec<&str> = text.trim_end_matches('.').split(['-', '–', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return None };
    let number = |t: &str| t.parse::<i16>().ok();
    let date = |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let (first, second, third) = (number(a)?, number(b)?, number(c)?);
    if b.len() > 2 {
        return None;
    }
    match (a.len(), c.len()) {
        (4, 1..=2) => Some((date(first, second, third)?, None)),
        (1..=2, 4) => match (date(third, second, first), date(third, first, second)) {
            (Some(day_first), month_first) => Some((day_first, month_first.filter(|&m| m != day_first))),
            (None, month_first) => Some((month_first?, None)),
        },
        _ => None,
    }
}

/// A whole number in figures or words up to ninety-nine; "a" and "an" are one.
pub fn cardinal(word: &str) -> Option<i64> {
    if word.len() <= 4 && !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()) {
        return word.parse().ok();
    }
    const SMALL: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if let Some(n) = SMALL.iter().position(|w| *w == word) {
        return i64::try_from(n).ok();
    }
    match word {
        "a" | "an" => Some(1),
        "thirty" => Some(30),
        "forty" => Some(40),
        "fifty" => Some(50),
        "sixty" => Some(60),
        "ninety" => Some(90),
        _ => None,
    }
}

/// An ordinal in figures or words as a day of a month: "16th", "third".
pub fn ordinal(word: &str) -> Option<i8> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(n) = WORDS.iter().position(|w| *w == word) {
        return i8::try_from(n + 1).ok();
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    day_number(digits)
}

/// A day of a month in figures.
pub fn day_number(word: &str) -> Option<i8> {
    let short = (1..=2).contains(&word.len()) && word.chars().all(|c| c.is_ascii_digit());
    word.parse().ok().filter(|d| short && (1..=31).contains(d))
}

/// A year in four figures that a report may speak of.
pub fn year(word: &str) -> Option<i16> {
    let whole = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    word.parse().ok().filter(|y| whole && (1500..=2100).contains(y))
}

/// The first year of "1990s", "90s", "'90s".
pub fn decade(word: &str) -> Option<i16> {
    let digits = word.trim_start_matches('\'').strip_suffix('s')?.trim_end_matches('\'');
    let n: i16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
    match digits.len() {
        4 if (1500..=2100).contains(&n) => Some(n),
        2 if n >= 20 => Some(1900 + n),
        _ => None,
    }
}

/// A month by name, and whether the name is an abbreviation.
pub fn month(word: &str) -> Option<(i8, bool)> {
    const FULL: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    if let Some(n) = FULL.iter().position(|w| *w == word) {
        return Some((i8::try_from(n + 1).ok()?, false));
    }
    const SHORT: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let n = if word == "sept" { Some(8) } else { SHORT.iter().position(|w| *w == word) };
    Some((i8::try_from(n? + 1).ok()?, true))
}

/// A weekday by name, 0 is Monday, and whether the name is an abbreviation.
pub fn weekday(word: &str) -> Option<(i8, bool)> {
    const FULL: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    if let Some(n) = FULL.iter().position(|w| *w == word) {
        return Some((i8::try_from(n).ok()?, false));
    }
    let n = match word {
        "mon" => 0,
        "tue" | "tues" => 1,
        "wed" => 2,
        "thu" | "thur" | "thurs" => 3,
        "fri" => 4,
        "sat" => 5,
        "sun" => 6,
        _ => return None,
    };
    Some((n, true))
}

/// A season by its number from spring, 0.
pub fn season(word: &str) -> Option<i8> {
    match word {
        "spring" => Some(0),
        "summer" => Some(1),
        "autumn" | "fall" => Some(2),
        "winter" => Some(3),
        _ => None,
    }
}

/// A part of a day that may follow or precede it.
pub fn is_day_part(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night" | "noon" | "midday" | "dawn" | "dusk" | "midnight" | "nightfall")
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Sixty minutes, and what is shorter.
    Hour,
    /// A day or a night.
    Day,
    /// Two days.
    Weekend,
    /// Seven days.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
}

/// A unit by its noun, singular or plural.
pub fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" | "hour" | "hours" => Unit::Hour,
        "day" | "days" | "night" | "nights" => Unit::Day,
        "weekend" | "weekends" => Unit::Weekend,
        "week" | "weeks" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" | "months" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        _ => return None,
    })
}
