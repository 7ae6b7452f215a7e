//! Datelines before the first sentence: "ISLAMABAD, Jan 29 (Agency) -", "NEW DELHI:", "(CNN) —".
//!
//! A dateline is a run of places, dates and agencies that a mark closes. Each part alone may be
//! something else ("Khan: We will…", "NATO - which…"), so a dateline is believed by its evidence:
//! an agency, a date, a place in capitals, or the name of a city that datelines name.

use crate::date::{self, Spoken};
use crate::{agency, shape};
use detente_text::ByteSpan;

/// A dateline is looked for in this many bytes at the start of a paragraph.
const LONGEST: usize = 140;

/// What stands before the first sentence.
#[derive(Debug, Clone, Default)]
pub struct Dateline {
    /// Where the sentence begins; the length of the text when nothing follows.
    pub end: usize,
    pub place: Option<String>,
    pub agency: Option<String>,
    pub date: Option<(Spoken, ByteSpan)>,
}

/// Where a paragraph stands, which says how much evidence a dateline needs.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The report's first paragraph of running text.
    pub first: bool,
    /// Capitals say nothing, because the report is all in capitals.
    pub all_caps: bool,
    /// Names in capitals with a colon are speakers, because the report is a transcript.
    pub transcript: bool,
}

/// Reads the dateline at the start of `s`.
pub fn read(s: &str, context: Context) -> Option<Dateline> {
    let mut parts = Parts::default();
    let end = parts.read(s);
    if parts.places.is_empty() && parts.agency.is_none() && parts.date.is_none() {
        return None;
    }
    let start = end + leading(&s[end..], |c| c == ' ');
    if !parts.is_dateline(s, start, context) {
        return None;
    }
    let names: Vec<&str> = parts.places.iter().map(|span| &s[span.range()]).collect();
    let tag = parts.closed == Closed::Colon && parts.agency.is_none() && is_tag(&names);
    let (place, agency) = match tag {
        // "BREAKING:" is nobody's name.
        true => (None, Some(names[0]).filter(|name| !is_label(name)).map(agency::canonical)),
        false => (place_name(s, &parts.places), parts.agency.map(|a| agency::canonical(&a))),
    };
    Some(Dateline { end: start, place, agency, date: parts.date })
}

/// Whether `s` begins as a turn of a transcript does: "SMITH: We went there."
pub fn is_speaker_turn(s: &str) -> bool {
    let name = s.split(':').next().unwrap_or("");
    name.len() < s.len() && shape::words(name).count() <= 4 && shape::is_all_caps(name) && !agency::is_city(name)
}

/// A name that is an outlet's and no city's, before a colon.
fn is_tag(names: &[&str]) -> bool {
    matches!(names, [name] if !agency::is_city(name) && (agency::is_outlet_like(name) || is_label(name)))
}

/// Words of labels that stand where a dateline could: "BREAKING NEWS", "UKRAINE WAR", "Explainer".
const LABELS: [&str; 22] = [
    "alert",
    "analysis",
    "breaking",
    "crisis",
    "developing",
    "exclusive",
    "explainer",
    "factbox",
    "interview",
    "latest",
    "live",
    "opinion",
    "photos",
    "profile",
    "report",
    "review",
    "talks",
    "timeline",
    "update",
    "video",
    "war",
    "watch",
];

/// Whether `name` is a label and nobody's name.
fn is_label(name: &str) -> bool {
    shape::words(name).count() <= 4 && shape::words(name).any(|word| LABELS.contains(&word.to_lowercase().as_str()))
}

/// The mark that closes a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Closed {
    Dash,
    Colon,
    Bar,
    /// "[TEXT]"
    Bracket,
    #[default]
    Nothing,
}

#[derive(Debug, Default)]
struct Parts {
    places: Vec<ByteSpan>,
    agency: Option<String>,
    /// The agency stood in brackets or between strokes.
    enclosed: bool,
    date: Option<(Spoken, ByteSpan)>,
    closed: Closed,
}

impl Parts {
    /// Reads parts until one is missing; gives where they end.
    fn read(&mut self, s: &str) -> usize {
        let mut at = 0;
        while at < s.len().min(LONGEST) {
            let rest = &s[at..];
            if rest.starts_with(' ') {
                at += 1;
            } else if let Some((closed, len)) = closing(s, at).filter(|_| at > 0) {
                at += len;
                if self.closed == Closed::Nothing {
                    self.closed = closed;
                }
                // "(AP) -- [TEXT]": one more mark may follow.
                let next = at + leading(&s[at..], |c| c == ' ');
                match closing(s, next) {
                    Some((Closed::Bracket, _)) => at = next,
                    _ if self.goes_on(s, next) => {}
                    _ => return at,
                }
            } else if rest.starts_with(['(', '/'])
                && let Some(end) = self.enclosed(s, at)
            {
                at = end;
            } else if rest.starts_with([',', '.', ';', '/']) && at > 0 {
                at += 1;
            } else if rest.starts_with("NO DATE") {
                at += "NO DATE".len();
            } else if let Some((spoken, end)) = date::at(s, at).filter(|_| self.date.is_none()) {
                self.date = Some((spoken, ByteSpan::new(at, end)));
                at = end;
            } else if let Some(end) = self.name(s, at) {
                at = end;
            } else {
                return at;
            }
        }
        at
    }

    /// Whether after a mark the dateline goes on: "(AP) - KABUL, Jan 29 -", "AFP | Islamabad |".
    fn goes_on(&self, s: &str, at: usize) -> bool {
        if !self.places.is_empty() || self.closed == Closed::Colon {
            return false;
        }
        let Some(end) = name_end(s, at) else {
            return false;
        };
        let after = end + leading(&s[end..], |c| c == ' ');
        let capital = shape::is_all_caps(&s[at..end]) || agency::is_city(&s[at..end]);
        capital
            && (closing(s, after).is_some()
                || s[after..].starts_with(',') && date::at(s, after + 1 + leading(&s[after + 1..], |c| c == ' ')).is_some())
    }

    /// An agency or a date in brackets or between strokes; gives where it ends.
    fn enclosed(&mut self, s: &str, at: usize) -> Option<usize> {
        let close = if s[at..].starts_with('(') { ')' } else { '/' };
        let len = s[at + 1..].find(close).filter(|&len| (2..=50).contains(&len))?;
        let inner = s[at + 1..at + 1 + len].trim();
        let end = at + len + 2;
        if close == '/' {
            // "MOSCOW /TASS/", not "WASHINGTON/BEIJING/LONDON".
            let apart = at == 0 || s[..at].ends_with([' ', '.', ',']);
            if !apart || !agency::is_known(inner) {
                return None;
            }
        }
        // "PERTH (AUSTRALIA), JUNE 11": a country, when a comma and more come after it.
        let region = self.agency.is_none() && self.date.is_none() && self.places.len() == 1 && !agency::is_known(inner);
        if region && s[end..].trim_start().starts_with(',') && name_end(s, at + 1) == Some(end - 1) {
            self.places.push(ByteSpan::new(at + 1, end - 1));
            return Some(end);
        }
        for part in inner.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            match date::at(part, 0) {
                Some((spoken, end)) if end == part.len() => {
                    self.date = self.date.or(Some((spoken, ByteSpan::new(at + 1, at + 1 + len))));
                }
                _ if is_signature(part) => {
                    self.agency.get_or_insert_with(|| part.to_owned());
                    self.enclosed = true;
                }
                _ if part.chars().all(|c| c.is_ascii_digit()) => {}
                _ => return None,
            }
        }
        Some(end)
    }

    /// A place or a bare agency at `at`; gives where it ends.
    fn name(&mut self, s: &str, at: usize) -> Option<usize> {
        let mut end = name_end(s, at)?;
        // "FLINT, Mich., Oct. 4": the stop of an abbreviated state.
        if !self.places.is_empty() && s[end..].starts_with('.') && s[..end].ends_with(char::is_lowercase) {
            end += 1;
        }
        let name = &s[at..end];
        // "The Harbour Times:" may be known to nobody but the colon.
        if agency::is_known(name) {
            self.agency.get_or_insert_with(|| name.to_owned());
        } else if self.places.len() < 4 && shape::words(name).count() <= 5 && (!self.enclosed || self.closed != Closed::Nothing) {
            self.places.push(ByteSpan::new(at, end));
        } else {
            return None;
        }
        Some(end)
    }

    /// Weighs the evidence; `start` is where the sentence would begin.
    fn is_dateline(&self, s: &str, start: usize, context: Context) -> bool {
        let rest = &s[start..];
        let begins = rest.is_empty() || shape::starts_upper(rest) && !rest.starts_with(['(', ',', '-']);
        let first_name = self.places.first().map_or("", |span| &s[span.range()]);
        let city = self.places.iter().any(|span| agency::is_city(&s[span.range()]));
        let letters = first_name.chars().filter(|c| c.is_alphabetic()).count();
        let caps = !context.all_caps && shape::is_all_caps(first_name);
        let placed = !self.places.is_empty();
        let known = self.agency.as_deref().is_some_and(agency::is_known);
        let signed = self.agency.is_some() && (self.enclosed || known);
        let dated = self.date.is_some_and(|(spoken, _)| spoken.month_day.is_some() || spoken.weekday.is_some());
        // Anywhere but at the top of the report only the full form counts.
        if !context.first {
            let full = placed && (signed || dated) && (caps || city) && begins;
            return full && matches!(self.closed, Closed::Dash | Closed::Colon | Closed::Bracket);
        }
        match self.closed {
            Closed::Dash if signed => placed && begins || known,
            Closed::Dash if dated => begins,
            Closed::Dash => begins && (city || caps && letters >= 4),
            Closed::Bar => begins && (city || caps || known),
            Closed::Bracket => dated || signed || city || caps,
            Closed::Colon if signed => begins && (placed || known),
            Closed::Colon if dated => begins && placed,
            Closed::Colon if rest.starts_with('"') && !city => false,
            Closed::Colon => {
                let names: Vec<&str> = self.places.iter().map(|span| &s[span.range()]).collect();
                let capital = caps && letters >= 4 && names.len() == 1 && shape::words(first_name).count() <= 3;
                let sentence = !rest.is_empty() && begins && shape::ends_sentence(rest);
                sentence && (city || is_tag(&names) || capital && !context.transcript)
            }
            Closed::Nothing => known && self.enclosed && (caps || city || !placed) && begins && !rest.is_empty(),
        }
    }
}

/// Whether `part`, in brackets, can be an agency's name: short and capitalised, or known.
fn is_signature(part: &str) -> bool {
    let fits = |w: &str| w.starts_with(char::is_uppercase) || matches!(w, "and" | "of" | "&" | "-") || w.parse::<u8>().is_ok();
    let names = part.starts_with(char::is_uppercase) && shape::words(part).all(fits);
    agency::is_known(part) || names && shape::words(part).count() <= 4
}

/// The closing mark at `at` and its length.
fn closing(s: &str, at: usize) -> Option<(Closed, usize)> {
    let rest = &s[at..];
    let before = s[..at].chars().next_back();
    match rest.chars().next()? {
        '-' | '–' | '—' => {
            let len = leading(rest, |c| matches!(c, '-' | '–' | '—'));
            let after = rest[len..].chars().next();
            // A hyphen closes only where it joins nothing.
            let free = len > 1 || before.is_none_or(|c| !c.is_alphanumeric()) || after.is_none_or(|c| c == ' ');
            free.then_some((Closed::Dash, len))
        }
        ':' => {
            let len = leading(rest, |c| matches!(c, ':' | '-' | '–' | '—'));
            let after = rest[len..].chars().next();
            after.is_none_or(|c| !c.is_ascii_digit()).then_some((Closed::Colon, len))
        }
        '|' => Some((Closed::Bar, 1)),
        '[' => {
            // "[TEXT]", "[EDITORIAL REPORT]": how a monitoring service labels what follows.
            let len = rest.find(']').filter(|&len| len <= 40)? + 1;
            let label = shape::is_all_caps(&rest[..len]) || rest[..len].eq_ignore_ascii_case("[text]");
            label.then_some((Closed::Bracket, len))
        }
        _ => None,
    }
}

/// Small words inside names of places.
const PARTICLES: [&str; 15] = ["of", "de", "del", "la", "el", "al", "da", "do", "dos", "es", "au", "sur", "the", "and", "upon"];

/// The end of the capitalised name at `at`; no month or weekday begins a word of it.
fn name_end(s: &str, at: usize) -> Option<usize> {
    let mut end = None;
    let mut next = at;
    while let Some(word) = word_at(s, next) {
        let text = &s[next..word];
        let particle = end.is_some() && PARTICLES.contains(&text);
        if !particle {
            if !text.starts_with(char::is_uppercase) && !text.starts_with("al-") && !text.starts_with("el-") || date::at(s, next).is_some()
            {
                break;
            }
            end = Some(word);
        }
        if !s[word..].starts_with(' ') {
            break;
        }
        next = word + 1;
    }
    // A trailing full stop closes the place ("MOSCOW. Jan 29").
    end
}

/// The end of the word at `at`: letters, with hyphens, apostrophes and abbreviating stops inside.
fn word_at(s: &str, at: usize) -> Option<usize> {
    let rest = s.get(at..)?;
    if !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let mut end = at;
    let mut stops = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let joined = chars.peek().is_some_and(|&(_, next)| next.is_alphabetic());
        let inside = match c {
            '-' | '\'' => joined,
            '.' => {
                stops += 1;
                joined || stops > 1 || matches!(&rest[..i], "St" | "Ft" | "Mt")
            }
            // "RFE/RL" is one name, "WASHINGTON/BEIJING" two.
            '/' => rest[..i].len() == 3 && rest[i..].starts_with("/RL"),
            _ => c.is_alphanumeric(),
        };
        if !inside {
            break;
        }
        end = at + i + c.len_utf8();
    }
    Some(end)
}

/// What monitoring services write where the place is not known.
const NO_PLACES: [&str; 3] = ["CLANDESTINE", "NO CITY", "UNDATED"];

/// The places as they are written in running text: "SAN SALVADOR" is San Salvador.
fn place_name(s: &str, places: &[ByteSpan]) -> Option<String> {
    let mut name = String::new();
    for span in places.iter().filter(|span| !NO_PLACES.contains(&&s[span.range()])) {
        if !name.is_empty() {
            name.push_str(if s[..span.start].trim_end().ends_with('/') { "/" } else { ", " });
        }
        name.push_str(&plain_case(&s[span.range()]));
    }
    (!name.is_empty()).then_some(name)
}

/// A name in capitals, as it is written in running text.
pub fn plain_case(name: &str) -> String {
    if !shape::is_all_caps(name) || name.contains('.') || name.chars().count() <= 3 {
        return name.to_owned();
    }
    let mut out = String::new();
    for (i, part) in name.split_inclusive([' ', '-', '/', ',']).enumerate() {
        let small = part.to_lowercase();
        let word = small.trim_end_matches([' ', '-', '/', ',']);
        if i > 0 && PARTICLES.contains(&word) {
            out.push_str(&small);
        } else {
            let mut chars = part.chars();
            out.extend(chars.next());
            out.push_str(&chars.as_str().to_lowercase());
        }
    }
    out
}

fn leading(s: &str, test: impl Fn(char) -> bool) -> usize {
    s.len() - s.trim_start_matches(test).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Context = Context { first: true, all_caps: false, transcript: false };

    fn shown(s: &str, context: Context) -> String {
        let Some(line) = read(s, context) else {
            return "none".into();
        };
        let date = line.date.map_or("-".into(), |(d, _)| match (d.full(), d.month_day, d.weekday) {
            (Some(full), ..) => full.to_string(),
            (None, Some((month, day)), _) => format!("{month:02}-{day:02}"),
            (None, None, weekday) => format!("{weekday:?}"),
        });
        let or_dash = |part: Option<String>| part.unwrap_or("-".into());
        format!("{} | {} | {date} | {}", or_dash(line.place), or_dash(line.agency), &s[line.end..])
    }

    #[track_caller]
    fn check(s: &str, expected: &str) {
        assert_eq!(shown(s, FIRST), expected, "{s:?}");
    }

    #[test]
    fn agencies_and_dates() {
        check("ISLAMABAD, Jan 29 (Agency) - Envoys met.", "Islamabad | Agency | 01-29 | Envoys met.");
        check("ISLAMABAD (Reuters) - Envoys met.", "Islamabad | Reuters | - | Envoys met.");
        check("KABUL, Afghanistan (AP) — Envoys met.", "Kabul, Afghanistan | AP | - | Envoys met.");
        check("WASHINGTON/BEIJING, 3 May (Xinhua) -- Envoys met.", "Washington/Beijing | Xinhua | 05-03 | Envoys met.");
        check("SAN SALVADOR, 12 JAN 90 (ACAN-EFE) -- [TEXT] ENVOYS MET.", "San Salvador | ACAN-EFE | 1990-01-12 | ENVOYS MET.");
        check("(CNN) — Envoys met.", "- | CNN | - | Envoys met.");
        check("(CNN)Envoys met.", "- | CNN | - | Envoys met.");
        check("Tehran, Jan 29, IRNA – Envoys met.", "Tehran | IRNA | 01-29 | Envoys met.");
        check("MOSCOW, January 29. /TASS/. Envoys met.", "Moscow | TASS | 01-29 | Envoys met.");
        check("MOSCOW. Jan 29 (Interfax) - Envoys met.", "Moscow | Interfax | 01-29 | Envoys met.");
        check("DAMASCUS, (SANA)- Envoys met.", "Damascus | SANA | - | Envoys met.");
        check("WASHINGTON, D.C. (AP) - Envoys met.", "Washington, D.C. | AP | - | Envoys met.");
        check("BOGOTA, 3 May 2021 (EFE).- Envoys met.", "Bogota | EFE | 2021-05-03 | Envoys met.");
        check("AFP, Islamabad — Envoys met.", "Islamabad | AFP | - | Envoys met.");
        check("(AP) - KABUL, Jan 29 - Envoys met.", "Kabul | AP | 01-29 | Envoys met.");
        check("BEIRUT (AFP) Envoys met.", "Beirut | AFP | - | Envoys met.");
        check(
            "PERTH (AUSTRALIA), JUNE 11 89 (ACAN - EFE) -- [TEXT] ENVOYS MET.",
            "Perth, Australia | ACAN - EFE | 1989-06-11 | ENVOYS MET.",
        );
        check("FLINT, Mich., Oct. 4 (UPI) — Envoys met.", "Flint, Mich. | UPI | 10-04 | Envoys met.");
        check("GENEVA, Monday (Reuters) - Envoys met.", "Geneva | Reuters | Some(Monday) | Envoys met.");
    }

    #[test]
    fn places_alone() {
        check("Islamabad: Envoys met.", "Islamabad | - | - | Envoys met.");
        check("NEW DELHI: Envoys met.", "New Delhi | - | - | Envoys met.");
        check("Islamabad, January 29: Envoys met.", "Islamabad | - | 01-29 | Envoys met.");
        check("DUBAI — Envoys met.", "Dubai | - | - | Envoys met.");
        check("PORT-AU-PRINCE — Envoys met.", "Port-au-Prince | - | - | Envoys met.");
        check("BEIRUT | Envoys met.", "Beirut | - | - | Envoys met.");
        check("BEIRUT: \"We met,\" an envoy said.", "Beirut | - | - | \"We met,\" an envoy said.");
    }

    #[test]
    fn tags() {
        check("Kestrel International: In the end envoys met.", "- | Kestrel International | - | In the end envoys met.");
        check("ARLAND WAR: Envoys met.", "- | - | - | Envoys met.");
        check("BREAKING: Envoys met.", "- | - | - | Envoys met.");
        check("The Harbour Times: Envoys met.", "- | The Harbour Times | - | Envoys met.");
    }

    #[test]
    fn subjects_stay() {
        for s in [
            "Putin: we will talk.",
            "Khan: We will talk.",
            "Iran — which denied it — left.",
            "NATO - the alliance - met.",
            "Iran and Pakistan met in Geneva.",
            "Amnesty International: Israel must talk.",
            "Iran: what next?",
            "Sistan-Baluchistan was calm.",
            "On January 29, envoys met.",
            "January 29 was calm.",
            "Islamabad has met Tehran.",
            "Pakistan (Reuters reported) left.",
            "The talks: Nobody came.",
            "The minister (Reuters) said so.",
        ] {
            check(s, "none");
        }
    }

    #[test]
    fn elsewhere_only_the_full_form_counts() {
        let later = Context { first: false, ..FIRST };
        assert_eq!(shown("DUBAI — Envoys met.", later), "none");
        assert_eq!(shown("DUBAI (AFP) — Envoys met.", later), "Dubai | AFP | - | Envoys met.");
    }

    #[test]
    fn transcripts_have_speakers() {
        assert!(is_speaker_turn("SMITH: We met.") && !is_speaker_turn("NEW DELHI: We met.") && !is_speaker_turn("We met."));
        assert_eq!(shown("SMITH: We met.", Context { transcript: true, ..FIRST }), "none");
    }
}
