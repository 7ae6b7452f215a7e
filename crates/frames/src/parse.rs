//! From the text of a pattern to a [`Pattern`], with errors that name the item and what was expected.

use crate::pattern::{Filter, Head, Kind, Pattern, Place, Role, Slot};
use crate::words::{Word, WordLists, Words};

/// Why a pattern can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pattern `{pattern}`: {reason}")]
pub struct PatternError {
    /// The pattern as written.
    pub pattern: String,
    /// What is wrong with it, and what would be right.
    pub reason: String,
}

/// Parses a pattern; `lists` gives the words behind each `$name`.
///
/// # Errors
/// Names the item that can't be read, an unknown list, a missing or second trigger.
///
/// ```
/// use detente_frames::{parse_pattern, WordLists};
/// let lists = WordLists::new();
/// assert!(parse_pattern("S bomb|strafe T", &lists).is_ok());
/// let error = parse_pattern("S bomb T $weapon", &lists).unwrap_err();
/// assert!(error.reason.contains("weapon"));
/// ```
pub fn parse_pattern(text: &str, lists: &WordLists) -> Result<Pattern, PatternError> {
    let parser = Parser { lists };
    parser.pattern(text).map_err(|reason| PatternError { pattern: text.to_owned(), reason })
}

struct Parser<'a> {
    lists: &'a WordLists,
}

/// How deep brackets may stand in brackets; ours stand three deep.
const DEPTH: usize = 8;

/// What stands inside a clause or bracket: its head and the slots around it.
struct Inside {
    kind: Kind,
    head: Head,
    negated: bool,
    slots: Vec<Slot>,
}

impl Parser<'_> {
    fn pattern(&self, text: &str) -> Result<Pattern, String> {
        let inside = self.inside(text, Kind::Verb)?;
        match inside.head {
            Head::Words(words) => Ok(Pattern { kind: inside.kind, words, negated: inside.negated, slots: inside.slots }),
            Head::Any => Err("the trigger is `*`; a trigger must be words".to_owned()),
            Head::Coded(codes) => Err(format!("the trigger is `#{}`; a trigger must be words", codes.join("|#"))),
        }
    }

    /// Parses a row of items that has exactly one head.
    fn inside(&self, text: &str, default_kind: Kind) -> Result<Inside, String> {
        let mut head: Option<(Kind, Head, bool)> = None;
        let mut slots = Vec::new();
        for item in items(text)? {
            if let Some(slot) = self.slot(&item, head.is_some())? {
                slots.push(slot);
            } else if head.is_some() {
                return Err(format!("`{item}` is a second trigger; write a preposition's argument as `{item}:T`, an object as `[{item}]`"));
            } else {
                head = Some(self.head(&item, default_kind)?);
            }
        }
        let (kind, head, negated) = head.ok_or_else(|| format!("`{text}` has no trigger word"))?;
        Ok(Inside { kind, head, negated, slots })
    }

    /// A head: words with a kind, or codes.
    fn head(&self, item: &str, default_kind: Kind) -> Result<(Kind, Head, bool), String> {
        let (item, negated) = match item.strip_prefix("not:") {
            Some(rest) => (rest, true),
            None => (item, false),
        };
        if item == "*" {
            return Ok((default_kind, Head::Any, negated));
        }
        if item.contains('#') {
            return Ok((default_kind, Head::Coded(codes(item)?), negated));
        }
        let (words, kind) = if let Some(words) = item.strip_suffix(".n") {
            (words, Kind::Noun)
        } else if let Some(words) = item.strip_suffix(".a") {
            (words, Kind::Adjective)
        } else {
            (item.strip_suffix(".v").unwrap_or(item), default_kind)
        };
        let entries = self.words(words)?;
        let set = if kind == Kind::Verb { Words::verbs(entries) } else { Words::nouns(entries) };
        Ok((kind, Head::Words(set), negated))
    }

    /// A slot, or `None` when the item is not one (and so must be the head).
    fn slot(&self, item: &str, after_head: bool) -> Result<Option<Slot>, String> {
        let bare = if after_head { Place::Object } else { Place::Subject };
        if let Some(inner) = enclosed(item, '<', '>')? {
            return self.lexical(inner, Place::Clause, Kind::Verb).map(Some);
        }
        if let Some(inner) = enclosed(item, '[', ']')? {
            return self.lexical(inner, bare, Kind::Noun).map(Some);
        }
        if let Some(role) = self.role(item, bare)? {
            return Ok(Some(role));
        }
        let Some((prepositions, rest)) = item.split_once(':').filter(|(p, _)| *p != "not") else {
            return Ok(None);
        };
        let mut names = Vec::new();
        for name in prepositions.split('|') {
            if name.is_empty() {
                return Err(format!("`{item}` has an empty preposition"));
            }
            names.push(name.replace('_', " "));
        }
        // `of|poss:T` stays a preposition place; the possessive is tried after the prepositions.
        let place = match names.as_slice() {
            [only] if only == "poss" => Place::Possessive,
            [only] if only == "any" => Place::Anywhere,
            _ => Place::Preposition(names),
        };
        if let Some(inner) = enclosed(rest, '[', ']')? {
            return self.lexical(inner, place, Kind::Noun).map(Some);
        }
        if let Some(inner) = enclosed(rest, '<', '>')? {
            return self.lexical(inner, place, Kind::Verb).map(Some);
        }
        match self.role(rest, place)? {
            Some(role) => Ok(Some(role)),
            None => Err(format!("after the preposition in `{item}` stands `{rest}`; expected S, T, S+T, [words] or <clause>")),
        }
    }

    fn lexical(&self, inner: &str, place: Place, kind: Kind) -> Result<Slot, String> {
        let inside = self.inside(inner, kind)?;
        Ok(Slot::Lexical { place, head: inside.head, negated: inside.negated, inner: inside.slots })
    }

    /// `S`, `T`, `S+T` with conditions, or `None` when the item is something else.
    fn role(&self, item: &str, place: Place) -> Result<Option<Slot>, String> {
        let name_end = item.find(['@', '[']).unwrap_or(item.len());
        let role = match &item[..name_end] {
            "S" => Role::Source,
            "T" => Role::Target,
            "S+T" | "T+S" => Role::Both,
            _ => return Ok(None),
        };
        let mut filter = Filter::default();
        let mut rest = &item[name_end..];
        while !rest.is_empty() {
            if let Some(tail) = rest.strip_prefix('@') {
                // "@COP|@JUD": one of them.
                let ends = |(at, c): (usize, char)| c == '[' || c == '@' && !tail[..at].ends_with('|');
                let end = tail.char_indices().find(|&i| ends(i)).map_or(tail.len(), |(at, _)| at);
                let classes: Vec<&str> = tail[..end].split('|').map(|class| class.trim_start_matches('@')).collect();
                if classes.iter().any(|class| class.is_empty()) {
                    return Err(format!("`{item}` has an empty class after `@`"));
                }
                filter.classes.push(classes.join("|"));
                rest = &tail[end..];
            } else if let Some(words) = enclosed(rest, '[', ']')? {
                filter.words = Some(Words::nouns(self.words(words)?));
                rest = "";
            } else {
                return Err(format!("`{item}`: after the role only `@class` and `[words]` may follow, found `{rest}`"));
            }
        }
        Ok(Some(Slot::Role { role, place, filter }))
    }

    /// Alternatives separated by `|`; `_` joins the words of one entry; `$name` stands for a list.
    fn words(&self, text: &str) -> Result<Vec<Word>, String> {
        let mut entries = Vec::new();
        for part in text.split('|') {
            if let Some(name) = part.strip_prefix('$') {
                let list = self.lists.get(name).ok_or_else(|| format!("the list `${name}` stands in no file of `words/`"))?;
                entries.extend(list.iter().map(|w| w.split_whitespace().map(str::to_owned).collect::<Word>()));
            } else if part.trim_matches('_').is_empty() || !part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '\'' | '.'))
            {
                return Err(format!("`{part}` in `{text}` is not a word; expected letters, `_` between words, `|` between alternatives"));
            } else {
                entries.push(part.split('_').filter(|w| !w.is_empty()).map(str::to_owned).collect());
            }
        }
        Ok(entries)
    }
}

fn codes(item: &str) -> Result<Vec<String>, String> {
    item.split('|')
        .map(|part| match part.strip_prefix('#') {
            Some(code) if (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()) => Ok(code.to_owned()),
            _ => Err(format!("`{part}` is not a code reference; expected `#` and two to four digits, such as `#087`")),
        })
        .collect()
}

/// The text inside one pair of brackets that encloses the whole item.
fn enclosed(item: &str, open: char, close: char) -> Result<Option<&str>, String> {
    match item.strip_prefix(open) {
        None => Ok(None),
        Some(rest) => match rest.strip_suffix(close) {
            Some(inner) if !inner.trim().is_empty() => Ok(Some(inner.trim())),
            Some(_) => Err(format!("`{item}` is empty")),
            None => Err(format!("`{item}` is not closed by `{close}`")),
        },
    }
}

/// Cuts at white space outside brackets.
fn items(text: &str) -> Result<Vec<String>, String> {
    let mut items = vec![String::new()];
    let mut open = Vec::new();
    for c in text.chars() {
        if open.len() > DEPTH {
            return Err(format!("brackets stand more than {DEPTH} deep"));
        }
        match c {
            '[' => open.push(']'),
            '<' => open.push('>'),
            ']' | '>' if open.pop() != Some(c) => {
                return Err(format!("`{c}` in `{text}` closes nothing that is open"));
            }
            _ => {}
        }
        match items.last_mut() {
            Some(last) if !(c.is_whitespace() && open.is_empty()) => last.push(c),
            _ => items.push(String::new()),
        }
    }
    if let Some(close) = open.pop() {
        return Err(format!("`{text}` is not closed by `{close}`"));
    }
    items.retain(|item| !item.is_empty());
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> String {
        parse_pattern(text, &WordLists::new()).unwrap_err().reason
    }

    #[test]
    fn places_follow_from_the_order() {
        let p = parse_pattern("S impose|slap [sanction] on|against:T@state", &WordLists::new()).unwrap();
        assert_eq!(p.kind, Kind::Verb);
        assert_eq!(p.slots.len(), 3);
        assert!(matches!(&p.slots[0], Slot::Role { role: Role::Source, place: Place::Subject, .. }));
        assert!(matches!(&p.slots[1], Slot::Lexical { place: Place::Object, .. }));
        let Slot::Role { role: Role::Target, place: Place::Preposition(names), filter } = &p.slots[2] else { panic!("{p:?}") };
        assert_eq!(
            (names.as_slice(), filter.classes.as_slice()),
            (&["on".to_owned(), "against".to_owned()][..], &["state".to_owned()][..])
        );
    }

    #[test]
    fn a_clause_may_refer_to_a_code() {
        let p = parse_pattern("S urge T <#087|#19>", &WordLists::new()).unwrap();
        assert!(p.refers_to_codes());
        let p = parse_pattern("S demand <T withdraw|leave>", &WordLists::new()).unwrap();
        assert!(p.mentions(Role::Target) && !p.refers_to_codes());
    }

    #[test]
    fn errors_name_the_item() {
        assert!(reason("S T").contains("no trigger"));
        assert!(reason("S bomb hit T").contains("`hit` is a second trigger"));
        assert!(reason("S impose [sanction on:T").contains("not closed"));
        assert!(reason("S bomb $air").contains("`$air`"));
        assert!(reason("S urge T <#8>").contains("two to four digits"));
        assert!(reason("S bomb on:").contains("after the preposition"));
        assert!(reason("S b*mb T").contains("not a word"));
    }
}
