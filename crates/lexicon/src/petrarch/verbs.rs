//! The verb dictionary: synonym sets, blocks of verbs with a code and patterns, transformations.

use super::Import;
use super::lines::Line;
use super::notes::Notes;
use super::pattern::{Direction, Translator, list_name};
use crate::entry::{FrameFile, PatternEntry};
use detente_frames::WordLists;
use std::collections::{BTreeMap, BTreeSet};

/// `[CODE]`, `[CODE:CODE]`, `[:CODE]` or the null code.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Code {
    /// Nothing is coded.
    Null,
    /// From subject to object, and, where it differs, what goes back.
    Forward(String, Option<String>),
    /// From object to subject.
    Backward(String),
    /// The same both ways.
    Mutual(String),
}

impl Code {
    fn read(text: &str) -> Result<Code, String> {
        let one = |text: &str| match text.trim() {
            "" | "---" => Ok(None),
            code if (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()) => Ok(Some(code.to_owned())),
            code => Err(format!("`{code}` is no CAMEO code; expected two to four digits or ---")),
        };
        Ok(match text.split_once(':') {
            None => one(text)?.map_or(Code::Null, |c| Code::Forward(c, None)),
            Some((there, back)) => match (one(there)?, one(back)?) {
                (Some(there), Some(back)) if there == back => Code::Mutual(there),
                (Some(there), back) => Code::Forward(there, back),
                (None, Some(back)) => Code::Backward(back),
                (None, None) => Code::Null,
            },
        })
    }

    fn cameo(&self) -> Option<&str> {
        match self {
            Code::Null => None,
            Code::Forward(code, _) | Code::Backward(code) | Code::Mutual(code) => Some(code),
        }
    }

    fn direction(&self) -> Direction {
        match self {
            Code::Backward(_) => Direction::Backward,
            Code::Mutual(_) => Direction::Mutual,
            _ => Direction::Forward,
        }
    }
}

struct Verb {
    line: usize,
    /// As our word lists write it: "carry out".
    words: Vec<String>,
    code: Code,
}

struct Pattern {
    line: usize,
    before: String,
    after: String,
    code: Code,
}

#[derive(Default)]
struct Block {
    name: String,
    line: usize,
    code: Option<Code>,
    verbs: Vec<Verb>,
    patterns: Vec<Pattern>,
}

struct Transformation {
    line: usize,
    text: String,
}

/// Reads the lines of a verb dictionary.
pub(super) fn read(import: &mut Import<'_>, lines: &[Line], notes: &mut Notes, counts: &mut BTreeMap<&'static str, usize>) {
    let mut synsets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut blocks: Vec<Block> = Vec::new();
    let mut transformations = Vec::new();
    let mut set: Option<String> = None;
    let mut headed = false;
    for line in lines {
        let text = line.text.trim();
        let number = line.number;
        if text.starts_with("---") {
            set = None;
            headed = true;
            match header(text) {
                Ok((name, code)) => blocks.push(Block { name, line: number, code: Some(code), ..Block::default() }),
                Err(reason) => {
                    notes.error(number, reason);
                    blocks.push(Block { name: String::new(), line: number, ..Block::default() });
                }
            }
        } else if let Some(rest) = text.strip_prefix('-') {
            set = None;
            let Some(block) = blocks.last_mut() else {
                notes.error(number, "a pattern stands before the first verb");
                continue;
            };
            match pattern(rest) {
                Ok((before, after, code)) => {
                    *counts.entry("patterns").or_default() += 1;
                    block.patterns.push(Pattern { line: number, before, after, code });
                }
                Err(reason) => notes.error(number, reason),
            }
        } else if text.starts_with('&') {
            let name = text.split_whitespace().next().unwrap_or_default().to_lowercase();
            synsets.entry(name.clone()).or_default();
            *counts.entry("synonym sets").or_default() += 1;
            set = Some(name);
        } else if let (Some(name), true) = (&set, text.starts_with('+')) {
            let word = text[1..].replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            if word.is_empty() || word.contains(['&', '$', '%', '^', '+', '|']) {
                notes.error(number, format!("`{}` is no word of a synonym set", &text[1..]));
                continue;
            }
            *counts.entry("words in synonym sets").or_default() += 1;
            if let Some(words) = synsets.get_mut(name) {
                words.push(word);
            }
        } else if let Some(rest) = text.strip_prefix('~') {
            set = None;
            transformations.push(Transformation { line: number, text: rest.to_owned() });
        } else {
            set = None;
            // Dictionaries without block lines: the first verb after patterns begins a block.
            if !headed && blocks.last().is_none_or(|b| !b.patterns.is_empty()) {
                blocks.push(Block { line: number, ..Block::default() });
            }
            let Some(block) = blocks.last_mut() else {
                notes.error(number, format!("`{text}` stands before the first block"));
                continue;
            };
            let default = block.code.clone().unwrap_or(Code::Null);
            match verb(text, import.knowledge.verb) {
                Ok((words, code)) => {
                    *counts.entry("verbs").or_default() += 1;
                    let code = code.unwrap_or_else(|| default.clone());
                    if block.code.is_none() {
                        block.name = words[0].clone();
                        block.code = Some(code.clone());
                    }
                    block.verbs.push(Verb { line: number, words, code });
                }
                Err(reason) => notes.error(number, reason),
            }
        }
    }
    *counts.entry("blocks").or_default() += blocks.len();
    let dictionaries = import.entries.frames.iter().map(|f| f.file.as_str()).collect::<BTreeSet<_>>().len();
    let prefix = if dictionaries == 0 { "petrarch".to_owned() } else { format!("petrarch{}", dictionaries + 1) };
    let mut writer = Writer { import, notes, counts, synsets: &synsets, prefix, lists: WordLists::new(), files: BTreeMap::new() };
    for (name, words) in &synsets {
        writer.lists.insert(list_name(&writer.prefix, name), words.clone());
    }
    for block in &blocks {
        writer.block(block);
    }
    for t in &transformations {
        writer.transformation(t, &blocks);
    }
    let Writer { lists, files, .. } = writer;
    import.entries.lists.extend(lists);
    import.entries.frames.extend(files.into_values());
}

/// `--- NAME [CODE] ---`.
fn header(text: &str) -> Result<(String, Code), String> {
    let name = text.trim_matches('-').split_whitespace().next().unwrap_or_default().to_owned();
    let code = match text.split_once('[') {
        Some((_, rest)) => {
            let (code, _) = rest.split_once(']').ok_or("the code of the block is not closed by `]`")?;
            Code::read(code)?
        }
        None => Code::Null,
    };
    Ok((name, code))
}

/// `before * after [CODE]`.
fn pattern(text: &str) -> Result<(String, String, Code), String> {
    let (rest, code) = text.rsplit_once('[').ok_or("the pattern has no code in `[ ]`")?;
    let (code, _) = code.split_once(']').ok_or("the code is not closed by `]`")?;
    let code = Code::read(code)?;
    // TABARI wrote the verb as `**` in some places.
    let rest = rest.replace("**", "*");
    let (before, after) = rest.split_once('*').ok_or("the pattern has no `*` for the verb")?;
    if after.contains('*') {
        return Err("the pattern has a second `*`".to_owned());
    }
    Ok((before.to_owned(), after.to_owned(), code))
}

/// `SAY {SAID SAYING} [010]`, `+CARRY_OUT`, `RE_+ARREST`: the verb as our lists write it, and its own code.
fn verb(text: &str, base: &dyn Fn(&str) -> Option<String>) -> Result<(Vec<String>, Option<Code>), String> {
    let (word, code) = match text.split_once('[') {
        Some((word, rest)) => {
            let (code, _) = rest.split_once(']').ok_or("the code of the verb is not closed by `]`")?;
            (word, Some(Code::read(code)?))
        }
        None => (text, None),
    };
    // The forms in { } are what any reader of trees knows.
    let word = word.split('{').next().unwrap_or_default().trim().to_lowercase();
    if word.is_empty() {
        return Err("there is no verb".to_owned());
    }
    if let Some(odd) = word.chars().find(|c| !(c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '\'' | ' '))) {
        return Err(format!("the verb `{}` has the character `{odd}`", word.to_uppercase()));
    }
    let lemma = |w: &str| base(w).unwrap_or_else(|| w.to_owned());
    let parts: Vec<&str> = word.split(['_', ' ']).filter(|p| !p.is_empty() && *p != "+").collect();
    let marked = parts.iter().position(|p| p.starts_with('+')).unwrap_or(0);
    let words: Vec<String> = parts.iter().map(|p| p.trim_start_matches('+').to_owned()).filter(|p| !p.is_empty()).collect();
    match words.as_slice() {
        [] => Err(format!("`{text}` has no letter")),
        [one] => Ok((vec![lemma(one)], code)),
        [.., last] if marked + 1 == parts.len() => {
            // "RE_+ARREST": our texts have "re-arrest" or "rearrest".
            let front = words[..words.len() - 1].join("-");
            let last = lemma(last);
            Ok((vec![format!("{front}-{last}"), format!("{}{last}", front.replace('-', ""))], code))
        }
        [first, rest @ ..] if marked == 0 => Ok((vec![format!("{} {}", lemma(first), rest.join(" "))], code)),
        _ => Err(format!("the verb of `{text}` is marked by `+` neither at the first nor at the last word")),
    }
}

/// Turns blocks into frame files, one a code.
struct Writer<'w, 'a> {
    import: &'w Import<'a>,
    notes: &'w mut Notes,
    counts: &'w mut BTreeMap<&'static str, usize>,
    synsets: &'w BTreeMap<String, Vec<String>>,
    prefix: String,
    lists: WordLists,
    files: BTreeMap<String, FrameFile>,
}

impl Writer<'_, '_> {
    /// Whether a code can be an event; none when CAMEO lacks it.
    fn is_event(&self, code: &str) -> Option<bool> {
        match &self.import.ontology {
            Some(ontology) => ontology.code(code).map(|c| c.plover.is_some()),
            None => Some(true),
        }
    }

    fn block(&mut self, block: &Block) {
        if block.verbs.is_empty() {
            self.notes.error(block.line, format!("the block {} has no verb", block.name));
            return;
        }
        let list = list_name(&self.prefix, &format!("verbs_{}_{}", block.line, block.name));
        self.lists.insert(list.clone(), block.verbs.iter().flat_map(|v| v.words.clone()).collect());
        self.verbs(block);
        // Where a pattern that codes nothing is kept: with the events that it prevents.
        let codes = block.verbs.iter().map(|v| &v.code).chain(block.patterns.iter().map(|p| &p.code));
        let home = codes.filter_map(Code::cameo).find(|c| self.is_event(c) == Some(true)).map(str::to_owned);
        let mut seen = BTreeSet::new();
        for p in &block.patterns {
            let mut translator = Translator { synsets: self.synsets, prefix: &self.prefix, lists: &mut self.lists };
            let translated = match translator.translate(&p.before, &p.after, &format!("${list}"), p.code.direction()) {
                Ok(translated) => translated,
                Err(reason) => {
                    self.notes.error(p.line, reason);
                    continue;
                }
            };
            if !seen.insert((translated.texts.clone(), translated.with.clone(), p.code.cameo().map(str::to_owned))) {
                self.notes.tally(p.line, "the pattern stands twice in its block");
                continue;
            }
            for (i, text) in translated.texts.into_iter().enumerate() {
                let id = format!("{}:{}{}", self.stem(), p.line, if i == 0 { "" } else { "b" });
                let entry = PatternEntry {
                    id,
                    text,
                    line: p.line,
                    reciprocal: matches!(p.code, Code::Mutual(_)),
                    with: translated.with.clone(),
                    weight: 1.0,
                    ..PatternEntry::default()
                };
                self.put(&p.code, p.line, home.as_deref(), entry);
            }
        }
    }

    /// The verbs of a block by themselves, those of one code together.
    fn verbs(&mut self, block: &Block) {
        let mut by_code: BTreeMap<&str, (usize, Direction, Vec<String>)> = BTreeMap::new();
        for verb in &block.verbs {
            let Some(code) = verb.code.cameo() else { continue };
            match self.is_event(code) {
                None => self.notes.error(verb.line, format!("the code {code} stands not in CAMEO")),
                // Whoever only says something has done nothing; cues see to the saying.
                Some(false) => self.notes.tally(
                    if Some(&verb.code) == block.code.as_ref() { block.line } else { verb.line },
                    format!("verbs of {code}, a statement without an event type, are no events by themselves"),
                ),
                Some(true) => {
                    let direction = verb.code.direction();
                    // The block's own code is named by the block's line, another by the first verb that has it.
                    let line = if Some(&verb.code) == block.code.as_ref() { block.line } else { verb.line };
                    by_code.entry(code).or_insert_with(|| (line, direction, Vec::new())).2.extend(verb.words.clone());
                }
            }
        }
        for (code, (line, direction, words)) in by_code {
            let list = list_name(&self.prefix, &format!("verbs_{line}_coded_{code}"));
            self.lists.insert(list.clone(), words);
            let (s, t) = if direction == Direction::Backward { ("T", "S") } else { ("S", "T") };
            let entry = PatternEntry {
                id: format!("{}:{line}", self.stem()),
                text: format!("{s} ${list} any:{t}@actor"),
                line,
                reciprocal: direction == Direction::Mutual,
                weight: 1.0,
                ..PatternEntry::default()
            };
            self.push(code, entry);
        }
    }

    /// Puts a pattern into the file of its code; one without an event becomes a veto in the file of its block.
    fn put(&mut self, code: &Code, line: usize, home: Option<&str>, mut entry: PatternEntry) {
        if let Code::Forward(there, Some(back)) = code {
            self.notes.tally(line, format!("the answering code {back} beside {there} is not coded: one act is one event"));
        }
        let Some(cameo) = code.cameo() else {
            entry.veto = true;
            return match home {
                Some(home) => self.push(home, entry),
                None => self.notes.tally(line, "codes nothing in a block that codes nothing: there is nothing to prevent"),
            };
        };
        match self.is_event(cameo) {
            None => self.notes.error(line, format!("the code {cameo} stands not in CAMEO")),
            Some(true) => self.push(cameo, entry),
            Some(false) => {
                self.notes
                    .tally(line, format!("{cameo} is a statement without an event type: the pattern only keeps others from its words"));
                entry.veto = true;
                if let Some(home) = home {
                    self.push(home, entry);
                }
            }
        }
    }

    fn push(&mut self, code: &str, entry: PatternEntry) {
        let file = self.notes.file().to_owned();
        let made = self.files.entry(code.to_owned()).or_insert_with(|| FrameFile {
            definition: format!("From the verb dictionary {file}."),
            file,
            code: code.to_owned(),
            ..FrameFile::default()
        });
        *self.counts.entry(if entry.veto { "patterns of ours that prevent" } else { "patterns of ours that code" }).or_default() += 1;
        made.patterns.push(entry);
    }

    /// The file's name without folder and ending.
    fn stem(&self) -> String {
        let name = self.notes.file().rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
    }

    /// `a (b . ATTACK) SAY = a b 112`: what one verb makes of the clause beneath it.
    fn transformation(&mut self, t: &Transformation, blocks: &[Block]) {
        *self.counts.entry("transformations").or_default() += 1;
        let parsed = t.text.split_once('=').and_then(|(left, right)| {
            let (above, inside) = left.split_once('(').map(|(a, rest)| (a.trim(), rest))?;
            let (inside, verb) = inside.split_once(')')?;
            let inside: Vec<&str> = inside.split_whitespace().collect();
            let right: Vec<&str> = right.split_whitespace().collect();
            match (inside.as_slice(), right.as_slice()) {
                ([x, y, inner], ["a", "b", code]) if above == "a" => {
                    Some(((*x).to_owned(), (*y).to_owned(), (*inner).to_owned(), verb.trim().to_owned(), (*code).to_owned()))
                }
                _ => None,
            }
        });
        let Some((x, y, inner, verb, code)) = parsed else {
            return self.notes.error(t.line, "the transformation can't be read; expected `a (x y VERB) VERB = a b CODE`");
        };
        if (x.as_str(), y.as_str()) == ("a", "b") {
            return self.notes.warn(
                t.line,
                "what a party says of its own act needs no rule: the act is coded, with the party's word kept as attribution",
            );
        }
        if self.is_event(&code) != Some(true) {
            return self.notes.error(t.line, format!("`{code}` is no code that can be an event"));
        }
        let verbs = || blocks.iter().flat_map(|b| &b.verbs);
        let named = |name: &str| verbs().find(|v| v.words.iter().any(|w| w.eq_ignore_ascii_case(name)));
        let (Some(above), Some(inside)) = (named(&verb), named(&inner)) else {
            return self.notes.error(t.line, format!("`{verb}` or `{inner}` is no verb of this dictionary"));
        };
        let Some(below) = inside.code.cameo() else {
            return self.notes.error(t.line, format!("`{inner}` has no code by which its clause could be known"));
        };
        // A verb stands for all with its code; one without a code for itself.
        let (list, words): (String, Vec<String>) = match above.code.cameo() {
            Some(code) => {
                let same = verbs().filter(|v| v.code.cameo() == Some(code)).flat_map(|v| v.words.clone());
                (format!("verbs_of_{code}"), same.collect())
            }
            None => (format!("verbs_{}", above.line), above.words.clone()),
        };
        let list = list_name(&self.prefix, &list);
        self.lists.insert(list.clone(), words);
        let clause = match (x.as_str(), y.as_str()) {
            ("b", _) => format!("<T #{below}>"),
            ("_" | ".", "b") => format!("<#{below} T>"),
            _ => return self.notes.error(t.line, format!("the parties `{x} {y}` of the clause have no counterpart")),
        };
        let entry = PatternEntry {
            id: format!("{}:{}", self.stem(), t.line),
            text: format!("S ${list} {clause}"),
            line: t.line,
            weight: 1.0,
            ..PatternEntry::default()
        };
        self.push(&code, entry);
    }
}
