//! The lemma of a word: what the treebanks say of the form and tag, else the lemma head's best rule that makes sense.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::error::ModelError;
use super::lemma::LemmaRule;

/// How many of the head's rules are looked at, best first.
pub(super) const CANDIDATES: usize = 8;
/// How many of their results may win by being known.
const CLOSE_CANDIDATES: usize = 3;
/// Characters of the longest ending looked up.
const LONGEST_ENDING: usize = 6;

/// Everything that decides a lemma beside the network's scores.
#[derive(Debug, Default)]
pub(super) struct Lemmas {
    rules: Vec<LemmaRule>,
    /// For each XPOS whether its words are inflected, so that an unseen form needs a guess.
    inflected: Vec<bool>,
    /// For each XPOS the rules of endings.
    endings: Vec<HashMap<String, LemmaRule>>,
    known: Known,
}

impl Lemmas {
    /// Lemmas by rules alone; `endings` holds ending, XPOS and rule.
    pub fn new(rules: &[String], xpos: &[String], inflected: &[String], endings: &[(String, String, String)]) -> Result<Self, ModelError> {
        let number: HashMap<&str, usize> = xpos.iter().enumerate().map(|(i, x)| (x.as_str(), i)).collect();
        let mut lemmas = Lemmas {
            rules: rules.iter().map(|rule| LemmaRule::read(rule)).collect::<Result<_, _>>()?,
            inflected: xpos.iter().map(|x| inflected.contains(x)).collect(),
            endings: vec![HashMap::new(); xpos.len()],
            known: Known::default(),
        };
        for (ending, xpos, rule) in endings {
            let Some(&at) = number.get(xpos.as_str()) else {
                return Err(ModelError::field("labels: lemma_endings", xpos, "an XPOS of the list `xpos`"));
            };
            lemmas.endings[at].insert(ending.clone(), LemmaRule::read(rule)?);
        }
        Ok(lemmas)
    }

    /// Takes the lemmas of known forms, `lemmas.tsv`.
    pub fn know(&mut self, table: Cow<'static, [u8]>) -> Result<(), ModelError> {
        self.known = Known::read(table)?;
        Ok(())
    }

    /// The lemma of a form with the XPOS of this number and name, by the head's best rules.
    pub fn lemma(&self, form: &str, xpos: (usize, &str), ranked: &[usize]) -> String {
        let lower = form.to_lowercase();
        if let Some(known) = self.known.lemma(&lower, xpos.1) {
            return known.to_owned();
        }
        let rules = || ranked.iter().map(|&rule| &self.rules[rule]);
        if !self.inflected[xpos.0] {
            return rules().find_map(|rule| rule.apply(form)).unwrap_or_else(|| form.to_owned());
        }
        let edits = || rules().filter(|rule| matches!(rule, LemmaRule::Edit { .. })).filter_map(|rule| rule.apply(form));
        let guess = self.by_ending(&lower, xpos.0);
        if let Some(guess) = &guess
            && self.known.is_lemma(guess)
        {
            return guess.clone();
        }
        let close = edits().take(CLOSE_CANDIDATES).find(|lemma| self.known.is_lemma(lemma));
        close.or(guess).or_else(|| edits().next()).unwrap_or_else(|| form.to_owned())
    }

    fn by_ending(&self, lower: &str, xpos: usize) -> Option<String> {
        let starts: Vec<usize> = lower.char_indices().skip(1).map(|(at, _)| at).collect();
        let longest = starts.iter().skip(starts.len().saturating_sub(LONGEST_ENDING));
        longest.into_iter().find_map(|&at| self.endings[xpos].get(&lower[at..]))?.apply(lower)
    }
}

/// The table of known forms, searched in place.
#[derive(Debug, Default)]
struct Known {
    table: Cow<'static, str>,
    lines: Vec<Line>,
    /// The lemmas' places, sorted by lemma; made when first asked for.
    lemmas: OnceLock<Vec<Range<u32>>>,
}

/// Where a line's columns end.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: u32,
    form: u32,
    xpos: u32,
    lemma: u32,
}

impl Known {
    fn read(table: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let not_text = |e: std::str::Utf8Error| ModelError::field("lemmas", format!("no UTF-8 after byte {}", e.valid_up_to()), "UTF-8");
        let table: Cow<'static, str> = match table {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map_err(not_text)?.into(),
            Cow::Owned(bytes) => String::from_utf8(bytes).map_err(|e| not_text(e.utf8_error()))?.into(),
        };
        if u32::try_from(table.len()).is_err() {
            return Err(ModelError::field("lemmas", format!("{} bytes", table.len()), "less than 4 GiB"));
        }
        let mut known = Known { table, ..Known::default() };
        let mut start = 0;
        for (number, text) in known.table.split('\n').enumerate() {
            let end = start + text.len();
            if !text.is_empty() {
                let wrong = |found: &str, expected: &str| {
                    Err(ModelError::field(format!("lemmas: line {}", number + 1), format!("`{found}`"), expected))
                };
                let tabs: Vec<usize> = text.match_indices('\t').map(|(at, _)| at).collect();
                let &[form, xpos] = tabs.as_slice() else {
                    return wrong(text, "form, XPOS and lemma with a tab between");
                };
                let [form, xpos, lemma] = [start + form, start + xpos, end].map(|at| at as u32);
                let line = Line { start: start as u32, form, xpos, lemma };
                if known.lines.last().is_some_and(|last| known.key(last) >= known.key(&line)) {
                    return wrong(text, "lines sorted by form and XPOS, each once");
                }
                known.lines.push(line);
            }
            start = end + 1;
        }
        Ok(known)
    }

    fn key(&self, line: &Line) -> (&str, &str) {
        (self.cut(line.start..line.form), self.cut(line.form + 1..line.xpos))
    }

    fn cut(&self, range: Range<u32>) -> &str {
        &self.table[range.start as usize..range.end as usize]
    }

    fn lemma(&self, lower: &str, xpos: &str) -> Option<&str> {
        let at = self.lines.binary_search_by(|line| self.key(line).cmp(&(lower, xpos))).ok()?;
        let lemma = self.cut(self.lines[at].xpos + 1..self.lines[at].lemma);
        (!lemma.is_empty()).then_some(lemma)
    }

    fn is_lemma(&self, word: &str) -> bool {
        let lemmas = self.lemmas.get_or_init(|| {
            let mut places: Vec<Range<u32>> = self.lines.iter().map(|line| line.xpos + 1..line.lemma).collect();
            places.sort_unstable_by(|a, b| self.cut(a.clone()).cmp(self.cut(b.clone())));
            places
        });
        lemmas.binary_search_by(|place| self.cut(place.clone()).cmp(word)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemmas() -> Lemmas {
        let list = |items: &[&str]| items.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let endings = [("ed", "l:2:"), ("ned", "l:3:")].map(|(e, r)| (e.to_owned(), "VBD".to_owned(), r.to_owned()));
        let mut lemmas = Lemmas::new(&list(&["=be", "l:1:", "l:2:", "k:0:"]), &list(&["VBD", "NN"]), &list(&["VBD"]), &endings)
            .expect("these rules are sound");
        let table = "shun\tVB\tshun\nstrike\tVB\tstrike\nstruck\tVBD\tstrike\nwalk\tVB\twalk\n";
        lemmas.know(table.as_bytes().into()).expect("this table is sound");
        lemmas
    }

    #[test]
    fn the_table_then_the_ending_then_the_head() {
        let lemmas = lemmas();
        for (form, xpos, ranked, lemma) in [
            ("Struck", (0, "VBD"), &[0, 1, 2, 3][..], "strike"), // in the table
            ("Walked", (0, "VBD"), &[1, 2], "walk"),             // the ending's guess is known
            ("shunned", (0, "VBD"), &[1, 2], "shun"),            // a longer ending's guess is known
            ("blarned", (0, "VBD"), &[1, 2], "blar"),            // the guess, for want of anything known
            ("strikex", (0, "VBD"), &[2, 1], "strike"),          // no guess; the head's second makes a known one
            ("Kest", (1, "NN"), &[3, 1], "Kest"),                // not inflected: the head's first
        ] {
            assert_eq!(lemmas.lemma(form, xpos, ranked), lemma, "{form}");
        }
    }

    #[test]
    fn damage_names_the_line() {
        let message = |table: &'static str| Known::read(table.as_bytes().into()).expect_err("damaged").to_string();
        assert_eq!(message("a\tDT\ta\nan\tDT\n"), "lemmas: line 2: found `an\tDT`, expected form, XPOS and lemma with a tab between");
        assert!(message("b\tDT\ta\na\tDT\ta\n").starts_with("lemmas: line 2: "));
    }
}
