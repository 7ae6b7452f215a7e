//! From tokens to the words of a report: phrases without the punctuation around them, and with their quotation marks.

use super::AttributedSpan;
use crate::sentence::Analysis;
use detente_nlp::Sentence;

/// An attribution as tokens of a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Tokens of the source.
    pub source: Vec<usize>,
    /// First token of the cue and one past its last.
    pub cue: [usize; 2],
    /// Tokens of the content.
    pub content: Vec<usize>,
}

/// The code points of an attribution.
pub fn spans(a: &Analysis<'_>, found: &Found) -> AttributedSpan {
    let span = |[start, end]: [usize; 2]| a.span_between(start, end);
    let content: Vec<[usize; 2]> = runs(a.s, &found.content).into_iter().map(span).collect();
    let source = runs(a.s, &found.source).into_iter().next().map(|run| span(with_comma(a.s, run)));
    AttributedSpan { source, cue: span(found.cue), content }
}

/// "Quina Jones, 25," and "the minister, a soldier by trade,": the comma that closes an apposition belongs to it.
fn with_comma(s: &Sentence, [start, end]: [usize; 2]) -> [usize; 2] {
    let comma = |t: usize| s.tokens.get(t).is_some_and(|t| t.form == ",");
    let opened = (start..end).any(comma);
    [start, if opened && comma(end) { end + 1 } else { end }]
}

/// The tokens as runs of neighbours: punctuation between two of them joins, at an end it falls off.
fn runs(s: &Sentence, tokens: &[usize]) -> Vec<[usize; 2]> {
    let mut tokens = tokens.to_vec();
    tokens.sort_unstable();
    tokens.dedup();
    let mut runs: Vec<[usize; 2]> = Vec::new();
    for t in tokens {
        match runs.last_mut() {
            Some(run) if (run[1]..t).all(|between| s.tokens[between].upos == "PUNCT") => run[1] = t + 1,
            _ => runs.push([t, t + 1]),
        }
    }
    runs.into_iter().filter_map(|run| trimmed(s, run)).collect()
}

/// The run without punctuation at its ends, except what belongs to a word inside: a closing bracket, a quotation mark.
fn trimmed(s: &Sentence, [mut start, mut end]: [usize; 2]) -> Option<[usize; 2]> {
    let text = |t: usize| s.tokens[t].form.as_str();
    let opens = |from: usize, to: usize, mark: fn(&str) -> bool| (from..to).filter(|&t| mark(text(t))).count();
    loop {
        if start >= end {
            return None;
        }
        let quotes = opens(start, end, is_quote);
        let brackets = opens(start, end, |t| t == "(") as isize - opens(start, end, |t| t == ")") as isize;
        if s.tokens[start].upos == "PUNCT" && !(is_quote(text(start)) && quotes % 2 == 0) && text(start) != "(" {
            start += 1;
        } else if s.tokens[end - 1].upos == "PUNCT"
            && !(is_quote(text(end - 1)) && quotes % 2 == 0)
            && !(text(end - 1) == ")" && brackets == 0)
        {
            end -= 1;
        } else {
            return Some([start, end]);
        }
    }
}

fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "''" | "``")
}
