//! One pattern of a verb dictionary in the terms of our pattern language.
//!
//! `- {SUICIDE ATTACK} * GUARDS (IN +)`: before the verb `*` stand nouns of its subject, after it nouns of its
//! objects, in `( )` phrases with a preposition, in `{ }` several words of one noun phrase, whose last is its head.
//! `+` marks the target, `$` the source, `^` anything, `%` both parties; without a mark the source is the subject and
//! the target whichever actor stands beneath the verb.

use detente_frames::WordLists;
use std::collections::BTreeMap;

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    /// One word or synonym set, as written.
    Word(String),
    /// `{…}`: words of one noun phrase.
    Phrase(Vec<String>),
    /// `(…)`: a preposition and what stands behind it.
    Group(Vec<Item>),
    /// `+`.
    Target,
    /// `$`.
    Source,
    /// `^`.
    Anything,
    /// `%`.
    Parties,
}

/// What a pattern became.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Translated {
    /// Patterns, one of which must match; a second one where the parties may stand in one list.
    pub texts: Vec<String>,
    /// Words one of which must stand in the clause.
    pub with: Vec<String>,
}

/// How the code of a pattern goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// From subject to object.
    Forward,
    /// From object to subject: `[:173]`.
    Backward,
    /// Both ways with the same code: `[062:062]`.
    Mutual,
}

/// Prepositions that are nothing else.
const PREPOSITIONS: [&str; 34] = [
    "about",
    "after",
    "against",
    "alongside",
    "amid",
    "among",
    "as",
    "at",
    "before",
    "behind",
    "between",
    "by",
    "concerning",
    "despite",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "on",
    "outside",
    "over",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "upon",
    "with",
    "within",
];

/// Words that the grammar of our patterns sees to, or that carry no meaning for a match.
const EMPTY: [&str; 29] = [
    "a", "an", "the", "that", "will", "would", "be", "is", "are", "am", "was", "were", "been", "being", "has", "have", "had", "and", "or",
    "his", "her", "its", "their", "when", "whether", "who", "which", "do", "did",
];

/// Translates patterns with the synonym sets of their file.
pub(super) struct Translator<'a> {
    /// `&NAME` to its words.
    pub synsets: &'a BTreeMap<String, Vec<String>>,
    /// What the names of lists begin with, so that two dictionaries keep theirs apart.
    pub prefix: &'a str,
    /// Lists that the patterns refer to; those of noun phrases with sets in them are added.
    pub lists: &'a mut WordLists,
}

/// Combinations of words that a noun phrase with synonym sets may stand for.
const COMBINATIONS: usize = 10_000;

/// The name of the list for a synonym set.
pub(super) fn list_name(prefix: &str, synset: &str) -> String {
    let plain: String = synset.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
    format!("{prefix}_{}", plain.trim_matches('_').to_lowercase())
}

/// What has been placed while a pattern is translated.
#[derive(Default)]
struct Parts {
    subject: Option<String>,
    negated: bool,
    slots: Vec<String>,
    /// The slot of the target, last since it may stand with any word before.
    target: Option<String>,
    source: Option<String>,
    parties: bool,
    with: Vec<String>,
}

impl Translator<'_> {
    /// Translates what stands before and after the `*`; `verbs` is the trigger.
    ///
    /// # Errors
    /// Says which construct has no counterpart.
    pub fn translate(&mut self, before: &str, after: &str, verbs: &str, direction: Direction) -> Result<Translated, String> {
        let mut parts = Parts::default();
        self.before(&items(before)?, &mut parts)?;
        self.after(&items(after)?, &mut parts)?;
        let (s, t) = if direction == Direction::Backward { ("T", "S") } else { ("S", "T") };
        let name = |text: &str| text.replace("{S}", s).replace("{T}", t);
        let trigger = if parts.negated { format!("not:{verbs}") } else { verbs.to_owned() };
        let slots = parts.slots.iter().map(|x| format!(" {}", name(x))).collect::<String>();
        let mut texts = Vec::new();
        if parts.parties {
            let subject = parts.subject.unwrap_or_else(|| "S+T".to_owned());
            texts.push(format!("{} {trigger}{slots}", name(&subject)));
            return Ok(Translated { texts, with: parts.with });
        }
        let placed = parts.source.is_some();
        let subject = parts.subject.clone().or_else(|| (!placed).then(|| "{S}".to_owned())).unwrap_or_default();
        let source = parts.source.iter().map(|x| format!(" {}", name(x))).collect::<String>();
        // A target before the verb needs no other place.
        let target = match parts.target {
            Some(target) => format!(" {}", name(&target)),
            None if subject.starts_with("{T}") => String::new(),
            None => format!(" {}", name("any:{T}@actor")),
        };
        texts.push(format!("{} {trigger}{slots}{source}{target}", name(&subject)).trim().to_owned());
        if direction == Direction::Mutual && parts.subject.is_none() && !placed {
            texts.push(format!("S+T {trigger}{slots}"));
        }
        Ok(Translated { texts, with: parts.with })
    }

    fn before(&mut self, items: &[Item], parts: &mut Parts) -> Result<(), String> {
        let mut role: Option<&str> = None;
        let mut nouns: Vec<String> = Vec::new();
        for item in items {
            match item {
                Item::Word(w) if matches!(w.as_str(), "not" | "never") => parts.negated = true,
                Item::Word(w) if is_empty(w) => {}
                Item::Word(w) if PREPOSITIONS.contains(&w.as_str()) => {}
                Item::Word(w) => nouns.push(self.head(std::slice::from_ref(w))?),
                Item::Phrase(words) => nouns.push(self.head(words)?),
                Item::Target => role = Some("{T}"),
                Item::Source => role = Some("{S}"),
                Item::Parties => parts.parties = true,
                Item::Anything => {}
                Item::Group(inner) => {
                    for inner in inner.iter().skip(1) {
                        match inner {
                            Item::Word(w) if is_empty(w) => {}
                            Item::Word(w) => nouns.insert(0, self.head(std::slice::from_ref(w))?),
                            Item::Phrase(words) => nouns.insert(0, self.head(words)?),
                            _ => return Err("a mark of a party stands in a phrase before the verb".to_owned()),
                        }
                    }
                }
            }
        }
        let subject = nouns.pop();
        // Further words of the subject: they must stand in the clause.
        for noun in nouns {
            if !parts.with.is_empty() {
                return Err("more than two words stand before the verb".to_owned());
            }
            parts.with.extend(noun.split('|').map(str::to_owned));
        }
        let role = if parts.parties { Some("S+T") } else { role };
        parts.subject = match (role, subject) {
            (Some(role), Some(noun)) => Some(format!("{role}[{noun}]")),
            (Some(role), None) => Some(role.to_owned()),
            (None, Some(noun)) => Some(format!("{{S}}[{noun}]")),
            (None, None) => None,
        };
        if role == Some("{S}") {
            parts.source = None;
        }
        Ok(())
    }

    fn after(&mut self, items: &[Item], parts: &mut Parts) -> Result<(), String> {
        let mut i = 0;
        while i < items.len() {
            let next = items.get(i + 1);
            match &items[i] {
                Item::Word(w) if PREPOSITIONS.contains(&w.as_str()) => {
                    let p = w.clone();
                    match next {
                        Some(Item::Target) => self.target(parts, format!("{p}:{{T}}"))?,
                        Some(Item::Source) => self.source(parts, format!("{p}:{{S}}"))?,
                        Some(Item::Anything) if matches!(items.get(i + 2), Some(Item::Target)) => {
                            self.target(parts, format!("{p}:{{T}}"))?;
                            i += 1;
                        }
                        Some(Item::Anything) => parts.slots.push(format!("{p}:[*]")),
                        Some(Item::Word(w)) if is_empty(w) || PREPOSITIONS.contains(&w.as_str()) => {
                            i += 1;
                            continue;
                        }
                        // "TO RESIGN" is a clause and no phrase.
                        Some(Item::Word(w)) if p == "to" => parts.slots.push(format!("any:[{}]", self.head(std::slice::from_ref(w))?)),
                        Some(Item::Word(w)) => parts.slots.push(format!("{p}:[{}]", self.head(std::slice::from_ref(w))?)),
                        Some(Item::Phrase(words)) => parts.slots.push(format!("{p}:[{}]", self.head(words)?)),
                        Some(Item::Group(_) | Item::Parties) | None => {
                            parts.slots.push(format!("any:[{p}]"));
                            i += 1;
                            continue;
                        }
                    }
                    i += 1;
                }
                Item::Word(w) if is_empty(w) => {}
                Item::Word(w) if matches!(w.as_str(), "no" | "not") => match next {
                    Some(Item::Word(noun)) if w == "no" => {
                        parts.slots.push(format!("any:[{}]", self.head(&["no".to_owned(), noun.clone()])?));
                        i += 1;
                    }
                    _ => return Err(format!("`{}` after the verb has no counterpart", w.to_uppercase())),
                },
                Item::Word(w) => parts.slots.push(format!("any:[{}]", self.head(std::slice::from_ref(w))?)),
                Item::Phrase(words) => parts.slots.push(format!("any:[{}]", self.head(words)?)),
                Item::Target => self.target(parts, "any:{T}@actor".to_owned())?,
                Item::Source => self.source(parts, "any:{S}@actor".to_owned())?,
                Item::Anything => {}
                Item::Parties => return Err("`%` after the verb has no counterpart: the parties stand in its subject".to_owned()),
                Item::Group(inner) => self.group(inner, next, parts)?,
            }
            i += 1;
        }
        Ok(())
    }

    /// `(PREPOSITION …)`.
    fn group(&mut self, inner: &[Item], next: Option<&Item>, parts: &mut Parts) -> Result<(), String> {
        let Some((Item::Word(first), rest)) = inner.split_first() else {
            return inner.iter().try_for_each(|item| self.loose(item, parts));
        };
        if !first.split('/').all(|p| PREPOSITIONS.contains(&p)) {
            // "(ASIDE RIFT)", "(NO DEAL)": particles and words that some parsers hung into a phrase.
            return inner.iter().try_for_each(|item| self.loose(item, parts));
        }
        let p = first.replace('/', "|");
        let mut nouns = Vec::new();
        let (mut target, mut source) = (false, false);
        for item in rest {
            match item {
                Item::Word(w) if is_empty(w) || PREPOSITIONS.contains(&w.as_str()) => {}
                Item::Word(w) => nouns.push(self.head(std::slice::from_ref(w))?),
                Item::Phrase(words) => nouns.push(self.head(words)?),
                Item::Target => target = true,
                Item::Source => source = true,
                Item::Anything => {}
                Item::Group(_) | Item::Parties => return Err(format!("what stands in ({} …) has no counterpart", first.to_uppercase())),
            }
        }
        if target && source {
            return Err("both parties stand in one phrase".to_owned());
        }
        let Some((noun, further)) = nouns.split_first() else {
            let empty = !target && !source;
            // "(AGAINST) +": the mark stands behind the phrase; "(WITH)" alone asks for an actor there.
            return if target || empty && rest.is_empty() && parts.target.is_none() && !matches!(next, Some(Item::Source)) {
                if matches!(next, Some(Item::Target)) {
                    parts.slots.push(format!("{p}:[*]"));
                    return Ok(());
                }
                let class = if target { "" } else { "@actor" };
                self.target(parts, format!("{p}:{{T}}{class}"))
            } else if source {
                self.source(parts, format!("{p}:{{S}}"))
            } else {
                parts.slots.push(format!("{p}:[*]"));
                Ok(())
            };
        };
        if target {
            self.target(parts, format!("{p}:[{noun} of|in|with|from|poss:{{T}}]"))?;
        } else if source {
            self.source(parts, format!("{p}:[{noun} of|in|with|from|poss:{{S}}]"))?;
        } else {
            parts.slots.push(format!("{p}:[{noun}]"));
        }
        parts.slots.extend(further.iter().map(|noun| format!("any:[{noun}]")));
        Ok(())
    }

    /// A word of a phrase without a preposition: anywhere beneath the verb.
    fn loose(&mut self, item: &Item, parts: &mut Parts) -> Result<(), String> {
        match item {
            Item::Word(w) if is_empty(w) => Ok(()),
            Item::Word(w) => {
                let head = self.head(std::slice::from_ref(w))?;
                parts.slots.push(format!("any:[{head}]"));
                Ok(())
            }
            Item::Phrase(words) => {
                let head = self.head(words)?;
                parts.slots.push(format!("any:[{head}]"));
                Ok(())
            }
            Item::Target => self.target(parts, "any:{T}@actor".to_owned()),
            Item::Source => self.source(parts, "any:{S}@actor".to_owned()),
            Item::Anything => Ok(()),
            Item::Group(_) | Item::Parties => Err("a phrase in a phrase has no counterpart".to_owned()),
        }
    }

    fn target(&self, parts: &mut Parts, slot: String) -> Result<(), String> {
        if parts.target.replace(slot).is_some() {
            return Err("the target is marked twice".to_owned());
        }
        Ok(())
    }

    fn source(&self, parts: &mut Parts, slot: String) -> Result<(), String> {
        if parts.source.replace(slot).is_some() {
            return Err("the source is marked twice".to_owned());
        }
        Ok(())
    }

    /// Words of a noun phrase as our patterns write them: alternatives, or a list where synonym sets stand in it.
    fn head(&mut self, words: &[String]) -> Result<String, String> {
        // "AIR_STRIKE" and "FIGHTER_&AIRCRAFT" are noun phrases too, "A/B" are alternatives.
        let mut choices: Vec<Vec<String>> = Vec::new();
        for word in words {
            for part in self.parts(word) {
                let set = match part.strip_prefix('&') {
                    Some(_) => self.synset(&part)?.clone(),
                    None => part.split('/').filter(|w| !w.is_empty()).map(str::to_owned).collect(),
                };
                choices.push(set);
            }
        }
        choices.retain(|c| !(c.len() == 1 && is_empty(&c[0])));
        if choices.is_empty() {
            return Err(format!("`{}` has no word that a pattern could ask for", words.join(" ").to_uppercase()));
        }
        let sets = words.iter().any(|w| w.contains('&'));
        if let ([one], [word]) = (choices.as_slice(), words)
            && word.starts_with('&')
            && one.len() > 1
        {
            return Ok(format!("${}", list_name(self.prefix, word)));
        }
        let count = choices.iter().try_fold(1usize, |n, c| n.checked_mul(c.len())).unwrap_or(usize::MAX);
        if count > COMBINATIONS {
            return Err(format!("`{}` stands for more than {COMBINATIONS} phrases", words.join(" ").to_uppercase()));
        }
        let mut phrases = vec![String::new()];
        for choice in &choices {
            phrases = phrases
                .iter()
                .flat_map(|p| choice.iter().map(move |w| if p.is_empty() { w.clone() } else { format!("{p} {w}") }))
                .collect();
        }
        if sets {
            let name = list_name(self.prefix, &words.join("_").replace(['&', '/'], "_"));
            self.lists.insert(name.clone(), phrases);
            return Ok(format!("${name}"));
        }
        for phrase in &phrases {
            if let Some(odd) = phrase.chars().find(|c| !(c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '.'))) {
                return Err(format!("`{}` has the character `{odd}`, which stands in no word", phrase.to_uppercase()));
            }
        }
        Ok(phrases.iter().map(|p| p.replace(' ', "_")).collect::<Vec<_>>().join("|"))
    }

    /// A word at its underscores, with synonym sets whole.
    fn parts(&self, word: &str) -> Vec<String> {
        if self.synsets.contains_key(word) {
            return vec![word.to_owned()];
        }
        let Some(at) = word.find('&') else {
            return word.split('_').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        };
        let mut parts: Vec<String> = word[..at].split('_').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        // The longest name of a set that the rest begins with: "&fight_games" is "&fight" and "games".
        let rest = &word[at..];
        let known = self.synsets.keys().filter(|k| rest.starts_with(k.as_str())).max_by_key(|k| k.len());
        match known {
            Some(k) => {
                parts.push(k.clone());
                parts.extend(rest[k.len()..].split('_').filter(|w| !w.is_empty()).map(str::to_owned));
            }
            None => parts.push(rest.to_owned()),
        }
        parts
    }

    fn synset(&self, name: &str) -> Result<&Vec<String>, String> {
        let found = self.synsets.get(name).or_else(|| self.synsets.get(&format!("{name}_")));
        found.filter(|words| !words.is_empty()).ok_or_else(|| format!("the synonym set `{}` is not defined", name.to_uppercase()))
    }
}

fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word) || word.starts_with("&auxverb") || word.starts_with("&tobeverb")
}

/// Cuts a side of a pattern into its parts.
fn items(text: &str) -> Result<Vec<Item>, String> {
    let mut spaced = String::new();
    for c in text.to_lowercase().chars() {
        if matches!(c, '(' | ')' | '{' | '}') {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
    }
    let mut found: Vec<Item> = Vec::new();
    let mut group: Option<Vec<Item>> = None;
    let mut phrase: Option<Vec<String>> = None;
    for token in spaced.split_whitespace() {
        let item = match token {
            "(" if group.is_none() && phrase.is_none() => {
                group = Some(Vec::new());
                continue;
            }
            "{" if phrase.is_none() => {
                phrase = Some(Vec::new());
                continue;
            }
            "}" => match phrase.take() {
                Some(words) if !words.is_empty() => Item::Phrase(words),
                Some(_) => continue,
                None => return Err("`}` closes nothing that is open".to_owned()),
            },
            ")" if phrase.is_none() => match group.take() {
                Some(inner) if !inner.is_empty() => Item::Group(inner),
                Some(_) => continue,
                None => return Err("`)` closes nothing that is open".to_owned()),
            },
            "(" | "{" | ")" => return Err(format!("`{token}` stands inside brackets that are not closed")),
            word => match (&mut phrase, word) {
                (Some(words), "+" | "$" | "^" | "%") => {
                    return Err(format!("`{word}` stands in a noun phrase of {} words", words.len()));
                }
                (Some(words), word) => {
                    words.push(word.to_owned());
                    continue;
                }
                (None, "+") => Item::Target,
                (None, "$") => Item::Source,
                (None, "^") => Item::Anything,
                (None, "%") => Item::Parties,
                (None, word) => Item::Word(word.trim_matches('_').to_owned()),
            },
        };
        match &mut group {
            Some(inner) => inner.push(item),
            None => found.push(item),
        }
    }
    if group.is_some() || phrase.is_some() {
        return Err("a bracket is not closed".to_owned());
    }
    found.retain(|i| !matches!(i, Item::Word(w) if w.is_empty()));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translate(pattern: &str, direction: Direction) -> Result<String, String> {
        let synsets = BTreeMap::from([
            ("&weapon".to_owned(), vec!["rocket".to_owned(), "car bomb".to_owned()]),
            ("&auxverb1_".to_owned(), vec!["was".to_owned()]),
        ]);
        let mut lists = WordLists::from([("petrarch_weapon".to_owned(), synsets["&weapon"].clone())]);
        let mut translator = Translator { synsets: &synsets, prefix: "petrarch", lists: &mut lists };
        let (before, after) = pattern.split_once('*').expect("a verb");
        let t = translator.translate(before, after, "hit", direction)?;
        for text in &t.texts {
            detente_frames::parse_pattern(text, &lists).map_err(|e| e.to_string())?;
        }
        let with = if t.with.is_empty() { String::new() } else { format!(" with {}", t.with.join(",")) };
        Ok(format!("{}{with}", t.texts.join(" / ")))
    }

    #[track_caller]
    fn check(pattern: &str, expected: &str) {
        assert_eq!(translate(pattern, Direction::Forward).as_deref(), Ok(expected), "{pattern}");
    }

    #[test]
    fn nouns_phrases_and_prepositions() {
        check("*", "S hit any:T@actor");
        check("* AID", "S hit any:[aid] any:T@actor");
        check("* {RELIEF ASSISTANCE}", "S hit any:[relief_assistance] any:T@actor");
        check("* POLICE (TO BORDER)", "S hit any:[police] to:[border] any:T@actor");
        check("* (TO LIST) (OF {BANNED PARTIES})", "S hit to:[list] of:[banned_parties] any:T@actor");
        check("* OFF (FOR)", "S hit any:[off] for:T@actor");
        check("* (BY/WITH ROCKET)", "S hit by|with:[rocket] any:T@actor");
        check("* OUT_VIEWS", "S hit any:[out_views] any:T@actor");
        check("* ATTACK/RAID", "S hit any:[attack|raid] any:T@actor");
    }

    #[test]
    fn the_marks_of_the_parties() {
        check("* CLAIM (AGAINST +)", "S hit any:[claim] against:T");
        check("* CLAIM AGAINST +", "S hit any:[claim] against:T");
        check("+ * ROCKET", "T hit any:[rocket]");
        check("+ INSPECTOR * (INTO $)", "T[inspector] hit into:S");
        check("* (TO + BORDER)", "S hit to:[border of|in|with|from|poss:T]");
        check("* TALKS (IN ^) (WITH)", "S hit any:[talks] in:[*] with:T@actor");
        check("% &WEAPON *", "S+T[$petrarch_weapon] hit");
        check("WILL NOT * (TOWARDS +)", "S not:hit towards:T");
    }

    #[test]
    fn synonym_sets_stand_where_words_stand() {
        check("&WEAPON *", "S[$petrarch_weapon] hit any:T@actor");
        check("{SUICIDE &WEAPON} *", "S[$petrarch_suicide__weapon] hit any:T@actor");
        check("* (WITH &WEAPON)", "S hit with:[$petrarch_weapon] any:T@actor");
        check("DELIVERY (OF &WEAPON) *", "S[delivery] hit any:T@actor with $petrarch_weapon");
        assert!(translate("* &NONE", Direction::Forward).unwrap_err().contains("&NONE"));
    }

    #[test]
    fn codes_that_go_back_or_both_ways() {
        assert_eq!(translate("* (IN COURT)", Direction::Backward).as_deref(), Ok("T hit in:[court] any:S@actor"));
        assert_eq!(translate("* PACT", Direction::Mutual).as_deref(), Ok("S hit any:[pact] any:T@actor / S+T hit any:[pact]"));
    }

    #[test]
    fn what_has_no_counterpart_is_named() {
        for (pattern, words) in
            [("* (IN", "not closed"), ("* A}", "closes nothing"), ("* + +", "twice"), ("* % X", "`%`"), ("* (OF (X))", "brackets")]
        {
            assert!(translate(pattern, Direction::Forward).unwrap_err().contains(words), "{pattern}");
        }
    }
}
