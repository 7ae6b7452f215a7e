//! Lines that say who wrote the report.

use crate::{agency, shape};

/// Words before a writer's name.
const OPENINGS: [&str; 12] = [
    "by ",
    "by: ",
    "written by ",
    "reported by ",
    "story by ",
    "words by ",
    "text by ",
    "compiled by ",
    "author: ",
    "author ",
    "reporter: ",
    "correspondent: ",
];

/// Lines that name the writer by his post alone.
const POSTS: [&str; 12] = [
    "our correspondent",
    "from our correspondent",
    "staff reporter",
    "our staff reporter",
    "from our staff reporter",
    "staff report",
    "monitoring report",
    "news report",
    "staff writer",
    "news wires",
    "from our reporter",
    "from news reports",
];

/// Small words that stand among names and posts in a byline.
const JOINERS: [&str; 44] = [
    "and",
    "in",
    "for",
    "of",
    "the",
    "at",
    "from",
    "with",
    "to",
    "special",
    "our",
    "staff",
    "agencies",
    "news",
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "writer",
    "writers",
    "editor",
    "editors",
    "senior",
    "chief",
    "diplomatic",
    "political",
    "foreign",
    "defence",
    "defense",
    "desk",
    "bureau",
    "de",
    "la",
    "van",
    "von",
    "der",
    "bin",
    "ibn",
    "al",
    "el",
    "ul",
    "&",
    "|",
    "-",
];

/// A line that names the writer.
pub struct Byline {
    /// The agency or paper it names.
    pub publisher: Option<String>,
}

/// Reads `s` as a byline: "By A. Author and B. Author in Kabul", "AFP", "Source: Xinhua".
pub fn read(s: &str) -> Option<Byline> {
    let s = s.trim();
    if let Some(name) = credit(s) {
        let publisher = agency::is_outlet_like(&name).then_some(name);
        return Some(Byline { publisher });
    }
    let lower = s.to_lowercase();
    if POSTS.contains(&lower.trim_end_matches('.')) {
        return Some(Byline { publisher: None });
    }
    let opening = OPENINGS.iter().find(|&&o| lower.starts_with(o))?;
    let rest = s.get(opening.len()..)?;
    let names: Vec<&str> = shape::words(rest).collect();
    // In capitals any words look like names.
    let most = if shape::is_all_caps(s) { 6 } else { 18 };
    if names.is_empty() || names.len() > most || ends_with_stop(&names) {
        return None;
    }
    let mut named = false;
    for word in &names {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&' && c != '|' && c != '-');
        if JOINERS.contains(&bare.to_lowercase().as_str()) {
            continue;
        }
        let name = ["al-", "el-", "ul-", "ur-"].iter().find_map(|article| bare.strip_prefix(article)).unwrap_or(bare);
        if !shape::starts_upper(name) && !bare.contains('@') || bare.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        named = true;
    }
    let post = lower.ends_with("reporter") || lower.ends_with("correspondent") || lower.ends_with("writer");
    (named || post).then(|| Byline { publisher: named_in(rest) })
}

/// A line that is an agency's name and nothing else.
fn credit(s: &str) -> Option<String> {
    let lower = s.to_lowercase();
    let name = ["source: ", "source – ", "via ", "courtesy: ", "agency: ", "agencies: "]
        .iter()
        .find(|&&o| lower.starts_with(o))
        .and_then(|o| s.get(o.len()..));
    if let Some(name) = name.map(|n| n.trim_end_matches('.').trim()) {
        let fits = shape::words(name).count() <= 5 && (agency::is_outlet_like(name) || lower.starts_with("source"));
        return (fits && shape::starts_upper(name) && !name.is_empty()).then(|| agency::canonical(name));
    }
    let bare = s.trim_matches(['(', ')', '[', ']', '/', '.', '-', '—', '–', ' ']);
    agency::is_known(bare).then(|| agency::canonical(bare))
}

/// Whether the last word ends with a full stop that is no initial's or title's.
fn ends_with_stop(names: &[&str]) -> bool {
    let last = names.last().copied().unwrap_or("");
    last.ends_with('.') && last.chars().count() > 3
}

/// The agency named after the writers: "By A. Author, Associated Press", "By AFP".
fn named_in(names: &str) -> Option<String> {
    let parts = names.split([',', '|', ';', '-', '(', ')']).map(str::trim);
    parts.filter(|part| agency::is_outlet_like(part)).map(agency::canonical).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(s: &str, publisher: Option<&str>) {
        let byline = read(s).unwrap_or_else(|| panic!("no byline: {s}"));
        assert_eq!(byline.publisher.as_deref(), publisher, "{s}");
    }

    #[test]
    fn bylines() {
        check("By A. Author", None);
        check("By Nadia Qureshi and Tom O'Hara in Kabul", None);
        check("BY NADIA QURESHI", None);
        check("by Abdul al-Rahman, Foreign Affairs Correspondent", None);
        check("By our correspondent", None);
        check("By Lena Roth, Associated Press", Some("Associated Press"));
        check("By AFP", Some("AFP"));
        check("Staff Reporter", None);
    }

    #[test]
    fn credits() {
        check("AFP", Some("AFP"));
        check("(Reuters)", Some("Reuters"));
        check("Source: Xinhua", Some("Xinhua"));
        check("Source: Harbour Gazette", Some("Harbour Gazette"));
        check("XINHUA", Some("Xinhua"));
    }

    #[test]
    fn prose_is_no_byline() {
        for s in ["By Monday the talks had failed.", "By contrast, nothing moved", "By then", "By 2025", "Sources: the army", "Iran"] {
            assert!(read(s).is_none(), "{s}");
        }
    }
}
