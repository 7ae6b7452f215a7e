//! CoNLL-U, the exchange format of treebanks: written for parsed sentences, read for evaluation.

use std::fmt::Write as _;

use crate::tree::Sentence;

/// A sentence as a CoNLL-U file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConlluSentence {
    /// Value of `# sent_id`, or empty.
    pub id: String,
    /// Whether a paragraph (or document) begins here.
    pub begins_paragraph: bool,
    /// Value of `# text`, or the tokens put together.
    pub text: String,
    /// The syntactic words; empty nodes are left out.
    pub words: Vec<ConlluWord>,
}

/// A syntactic word with its annotation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConlluWord {
    /// The word as written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Language's own tag.
    pub xpos: String,
    /// Number of the head from 1; 0 for the root.
    pub head: usize,
    /// Relation with subtype.
    pub deprel: String,
    /// The column of further features.
    pub misc: String,
    /// Whether it begins a surface token.
    pub begins_token: bool,
    /// Whether white space follows its surface token.
    pub space_after: bool,
}

/// What is wrong in a CoNLL-U file, and in which line (from 1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConlluError {
    /// A line with another number of columns.
    #[error("line {line}: {found} columns, expected 10")]
    Columns {
        /// The line.
        line: usize,
        /// Number of columns found.
        found: usize,
    },
    /// A column with a value it can't have.
    #[error("line {line}: {column} is `{found}`, expected {expected}")]
    Value {
        /// The line.
        line: usize,
        /// The column's name.
        column: &'static str,
        /// The value found.
        found: String,
        /// What would have been right.
        expected: String,
    },
}

/// What a file says of a sentence besides its tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    /// Comments before the words, each `# key = value`; no value may hold a line's end.
    pub comments: Vec<(&'static str, String)>,
    /// For each word its further features of the last column, each `Key=value`; missing words have none.
    pub misc: Vec<Vec<String>>,
}

/// Writes parsed sentences of one block whose clean text is `text`; their ids are `prefix-1`, `prefix-2`, …
///
/// The first sentence begins a paragraph. A mention's type stands in the last column as `Mention=person`.
pub fn write_conllu(out: &mut String, text: &str, prefix: &str, sentences: &[Sentence]) {
    for (number, sentence) in sentences.iter().enumerate() {
        let id = format!("{prefix}-{}", number + 1);
        write_sentence(out, text, &id, number == 0, sentence, &Notes::default());
    }
}

/// Writes one parsed sentence of a block whose clean text is `text`; one without words is left out.
pub fn write_sentence(out: &mut String, text: &str, id: &str, begins_paragraph: bool, sentence: &Sentence, notes: &Notes) {
    if sentence.tokens.is_empty() {
        return;
    }
    if begins_paragraph {
        out.push_str("# newpar\n");
    }
    let shown: Vec<&str> = text[sentence.span.range()].split_whitespace().collect();
    let _ = writeln!(out, "# sent_id = {id}\n# text = {}", shown.join(" "));
    for (key, value) in &notes.comments {
        let _ = writeln!(out, "# {key} = {value}");
    }
    write_words(out, text, sentence, notes);
    out.push('\n');
}

fn write_words(out: &mut String, text: &str, sentence: &Sentence, notes: &Notes) {
    let tokens = &sentence.tokens;
    for (i, token) in tokens.iter().enumerate() {
        let last = (i + 1..tokens.len()).take_while(|&j| !tokens[j].begins_token).last().unwrap_or(i);
        let many = token.begins_token && last > i;
        let glued = |at: usize| text[tokens[at].span.end..].starts_with(|c: char| !c.is_whitespace());
        if many {
            let form = &text[token.span.start..tokens[last].span.end];
            let misc = if glued(last) { "SpaceAfter=No" } else { "_" };
            let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", i + 1, last + 1);
        }
        let mut misc = notes.misc.get(i).cloned().unwrap_or_default();
        if let Some(mention) = token.mention {
            misc.push(format!("Mention={mention}"));
        }
        if !many && token.begins_token && glued(i) {
            misc.push("SpaceAfter=No".to_owned());
        }
        let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
        let head = token.head.map_or(0, |head| head + 1);
        let (form, lemma, upos, xpos, deprel) = (&token.form, &token.lemma, token.upos, token.xpos, token.deprel);
        let _ = writeln!(out, "{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t{misc}", i + 1);
    }
}

/// Reads a CoNLL-U file.
///
/// # Errors
/// When a line has not ten columns, or a number is none; the error names the line.
pub fn read_conllu(file: &str) -> Result<Vec<ConlluSentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut sentence = ConlluSentence::default();
    let mut token: Option<(usize, usize, bool)> = None; // first and last word of a surface token, space after it
    for (number, line) in file.lines().enumerate().map(|(i, line)| (i + 1, line)) {
        if line.is_empty() {
            finish(&mut sentence, &mut sentences, number)?;
            token = None;
        } else if let Some(comment) = line.strip_prefix('#') {
            read_comment(comment.trim(), &mut sentence);
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() != 10 {
                return Err(ConlluError::Columns { line: number, found: columns.len() });
            }
            let spaced = !columns[9].split('|').any(|f| f == "SpaceAfter=No");
            if let Some((first, last)) = columns[0].split_once('-') {
                token = Some((whole(first, "ID", number)?, whole(last, "ID", number)?, spaced));
            } else if !columns[0].contains('.') {
                let id = whole(columns[0], "ID", number)?;
                if id != sentence.words.len() + 1 {
                    return Err(value("ID", columns[0], (sentence.words.len() + 1).to_string(), number));
                }
                let inside = token.filter(|t| (t.0..=t.1).contains(&id));
                sentence.words.push(ConlluWord {
                    form: columns[1].to_owned(),
                    lemma: columns[2].to_owned(),
                    upos: columns[3].to_owned(),
                    xpos: columns[4].to_owned(),
                    head: whole(columns[6], "HEAD", number)?,
                    deprel: columns[7].to_owned(),
                    misc: columns[9].to_owned(),
                    begins_token: inside.is_none_or(|t| t.0 == id),
                    space_after: inside.map_or(spaced, |t| t.1 == id && t.2),
                });
            }
        }
    }
    finish(&mut sentence, &mut sentences, file.lines().count())?;
    Ok(sentences)
}

fn read_comment(comment: &str, sentence: &mut ConlluSentence) {
    let (key, value) = comment.split_once('=').map_or((comment, ""), |(k, v)| (k.trim(), v.trim()));
    match key {
        "sent_id" => value.clone_into(&mut sentence.id),
        "text" => value.clone_into(&mut sentence.text),
        _ if key.starts_with("newpar") && !key.starts_with("newpar_block") || key.starts_with("newdoc") => {
            sentence.begins_paragraph = true;
        }
        _ => {}
    }
}

fn finish(sentence: &mut ConlluSentence, sentences: &mut Vec<ConlluSentence>, line: usize) -> Result<(), ConlluError> {
    if sentence.words.is_empty() {
        return Ok(());
    }
    let mut found = std::mem::take(sentence);
    if let Some(word) = found.words.iter().find(|w| w.head > found.words.len()) {
        let most = format!("at most {}", found.words.len());
        return Err(value("HEAD", &word.head.to_string(), most, line));
    }
    if found.text.is_empty() {
        let spaced = |w: &ConlluWord| {
            if w.space_after { format!("{} ", w.form) } else { w.form.clone() }
        };
        found.text = found.words.iter().map(spaced).collect::<String>().trim_end().to_owned();
    }
    sentences.push(found);
    Ok(())
}

fn whole(text: &str, column: &'static str, line: usize) -> Result<usize, ConlluError> {
    text.parse().map_err(|_| value(column, text, "a whole number".to_owned(), line))
}

fn value(column: &'static str, found: &str, expected: String, line: usize) -> ConlluError {
    ConlluError::Value { line, column, found: found.to_owned(), expected }
}
