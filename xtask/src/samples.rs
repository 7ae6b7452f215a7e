//! What the word classifier learns from: our own sentences, parsed, with the words that stand for an event.
//!
//! Two sources: `corpora/marked/`, where somebody marked every event of a sentence, and the examples in the frame files,
//! as far as the frames code them as they should. A sample is one sentence; each word that carries no label is no event.

use anyhow::{Context, Result, bail, ensure};
use detente::{Detente, Hints, Ontology, Options, Sentence};
use detente_text::{ByteSpan, Document};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The type of a word that looks like an event and is none.
const NONE: &str = "NONE";

/// One sentence for the trainer.
#[derive(Debug, Serialize)]
struct Sample<'a> {
    /// The file it comes from: samples of one file stay on one side when a part is held back.
    group: &'a str,
    words: Vec<&'a str>,
    lemmas: Vec<&'a str>,
    upos: Vec<&'a str>,
    xpos: Vec<&'a str>,
    /// 0-based heads; null for the root.
    heads: Vec<Option<usize>>,
    relations: Vec<&'a str>,
    /// The type of the mention that a word heads, if it heads one.
    mentions: Vec<Option<&'a str>>,
    labels: Vec<Label>,
}

/// A word that stands for an event, with the heads of the phrases that name its parties.
#[derive(Debug, Serialize)]
struct Label {
    word: usize,
    event_type: String,
    cameo: String,
    /// The code that the classifier answers with: the root's plain one where it has the same type.
    class: String,
    source: Option<usize>,
    target: Option<usize>,
}

/// A label before its spans are tokens: code points `[start, end)` of the sentence without marks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Marked {
    event_type: String,
    cameo: String,
    trigger: [usize; 2],
    source: Option<[usize; 2]>,
    target: Option<[usize; 2]>,
}

/// The labels of each text of one file.
type Texts = BTreeMap<String, Vec<Marked>>;

/// Writes the samples as JSON Lines to `out`.
pub fn write(marked: &Path, out: &Path) -> Result<()> {
    let detente = Detente::new(&Options::default())?;
    let ontology = &detente.compiled().ontology;
    let mut file = std::io::BufWriter::new(std::fs::File::create(out).with_context(|| out.display().to_string())?);
    let (mut sentences, mut labels, mut lost) = (0, 0, 0);
    let mut put = |group: &str, text: &str, marks: &[Marked]| -> Result<()> {
        let document = Detente::paragraph(text, &Hints::default());
        let mut found = 0;
        for s in detente.parse_text(document.blocks[0].text.as_str()) {
            let sample = sample(group, &document, &s, marks, ontology);
            (sentences, found) = (sentences + 1, found + sample.labels.len());
            serde_json::to_writer(&mut file, &sample)?;
            file.write_all(b"\n")?;
        }
        labels += found;
        lost += marks.iter().filter(|m| m.event_type != NONE).count().saturating_sub(found);
        Ok(())
    };
    for path in marked_files(marked)? {
        let group = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (text, marks) in read(&path, ontology)? {
            put(&group, &text, &marks)?;
        }
    }
    for frame in &detente.entries().frames {
        for (text, marks) in coded(&detente, frame) {
            put(&frame.file, &text, &marks)?;
        }
    }
    println!("{sentences} sentences with {labels} labels; {lost} labels whose words could not be found");
    Ok(())
}

/// The files of marked sentences, in order of their names.
pub fn marked_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<PathBuf> = entries.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "tsv"));
    files.sort();
    Ok(files)
}

/// Reads one file of marked sentences; lines of the same sentence are put together.
fn read(path: &Path, ontology: &Ontology) -> Result<Texts> {
    let content = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut texts = Texts::new();
    for (number, line) in content.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (text, marked) = read_line(line, ontology).with_context(|| format!("{}:{}", path.display(), number + 1))?;
        texts.entry(text).or_default().push(marked);
    }
    Ok(texts)
}

/// `TYPE, CAMEO code, sentence with [trigger] {source} <target>`, by tabs.
fn read_line(line: &str, ontology: &Ontology) -> Result<(String, Marked)> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [event_type, cameo, sentence] = columns[..] else {
        bail!("{} columns by tabs; expected 3: type, CAMEO code, marked sentence", columns.len())
    };
    if event_type == NONE {
        ensure!(cameo == "-", "the code of NONE is `{cameo}`; expected `-`");
    } else {
        let Some(code) = ontology.code(cameo) else { bail!("`{cameo}` is no CAMEO code") };
        let mapped = code.plover.as_deref().unwrap_or("a plain statement");
        ensure!(mapped == event_type, "{cameo} is {mapped}; the line says {event_type}");
    }
    let mut text = String::new();
    let mut spans: [Option<[usize; 2]>; 3] = [None; 3];
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    for c in sentence.chars() {
        match ("[{<".find(c), "]}>".find(c)) {
            (Some(mark), _) => {
                ensure!(open.is_none(), "`{c}` within another mark");
                open = Some((mark, at));
            }
            (_, Some(mark)) => {
                let Some((opened, start)) = open.take().filter(|(opened, _)| *opened == mark) else { bail!("`{c}` closes nothing") };
                ensure!(spans[opened].replace([start, at]).is_none(), "a second mark of the kind `{c}`");
                ensure!(start < at, "an empty mark");
            }
            _ => {
                text.push(c);
                at += 1;
            }
        }
    }
    ensure!(open.is_none(), "a mark is not closed");
    let Some(trigger) = spans[0] else { bail!("no trigger; expected one in [ ]") };
    let marked = Marked { event_type: event_type.to_owned(), cameo: cameo.to_owned(), trigger, source: spans[1], target: spans[2] };
    Ok((text, marked))
}

/// A frame file's examples that are coded with its code, and its counter-examples, each with all that is coded in it.
fn coded(detente: &Detente, frame: &detente_lexicon::FrameFile) -> Texts {
    let mut texts = Texts::new();
    let examples = frame.examples.iter().map(|e| (&e.text, true)).chain(frame.counterexamples.iter().map(|e| (&e.text, false)));
    for (text, expected) in examples {
        let (coded, _) = detente.code(&Detente::paragraph(text, &Hints::default()));
        if coded.events.iter().any(|e| e.cameo == frame.code) != expected {
            continue;
        }
        let marks = coded.events.iter().map(|e| Marked {
            event_type: e.event_type.clone(),
            cameo: e.cameo.clone(),
            trigger: e.trigger.span,
            source: e.source.first().map(|a| a.span),
            target: e.target.first().map(|a| a.span),
        });
        texts.insert(text.clone(), marks.collect());
    }
    texts
}

/// The plain code of the root ("19" + "0") if it is of the same PLOVER type, else the first three digits, else the code.
fn class(m: &Marked, ontology: &Ontology) -> String {
    let same = |code: &&str| ontology.code(code).is_some_and(|c| c.plover.as_deref() == Some(m.event_type.as_str()));
    let (plain, three) = (format!("{}0", &m.cameo[..2]), &m.cameo[..m.cameo.len().min(3)]);
    [plain.as_str(), three].into_iter().find(same).unwrap_or(&m.cameo).to_owned()
}

fn sample<'a>(group: &'a str, document: &Document, s: &'a Sentence, marks: &[Marked], ontology: &Ontology) -> Sample<'a> {
    let spans: Vec<[usize; 2]> = s
        .tokens
        .iter()
        .map(|t| document.blocks[0].text.original(ByteSpan::new(t.span.start, t.span.end)))
        .map(|span| [span.start, span.end])
        .collect();
    let head = |span: [usize; 2]| -> Option<usize> {
        let within = |t: usize| spans[t][0] < span[1] && span[0] < spans[t][1];
        (0..s.tokens.len()).find(|&t| within(t) && s.tokens[t].head.is_none_or(|h| !within(h)))
    };
    let labels = marks.iter().filter(|m| m.event_type != NONE).filter_map(|m| {
        let word = head(m.trigger)?;
        let (source, target) = (m.source.and_then(head), m.target.and_then(head));
        Some(Label { word, event_type: m.event_type.clone(), cameo: m.cameo.clone(), class: class(m, ontology), source, target })
    });
    Sample {
        group,
        words: s.tokens.iter().map(|t| t.form.as_str()).collect(),
        lemmas: s.tokens.iter().map(|t| t.lemma.as_str()).collect(),
        upos: s.tokens.iter().map(|t| t.upos).collect(),
        xpos: s.tokens.iter().map(|t| t.xpos).collect(),
        heads: s.tokens.iter().map(|t| t.head).collect(),
        relations: s.tokens.iter().map(|t| t.deprel).collect(),
        mentions: s.tokens.iter().map(|t| t.mention).collect(),
        labels: labels.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ontology() -> Ontology {
        let read =
            |name: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../lexicons/ontology").join(name)).unwrap();
        Ontology::parse(&read("plover.toml"), &read("cameo.toml")).unwrap()
    }

    #[test]
    fn marks_become_spans_of_the_plain_sentence() {
        let (text, marked) = read_line("ASSAULT\t190\t{Drones} [pounded] <rebel camps>.", &ontology()).unwrap();
        assert_eq!(text, "Drones pounded rebel camps.");
        assert_eq!((marked.source, marked.trigger, marked.target), (Some([0, 6]), [7, 14], Some([15, 26])));
        assert_eq!(class(&marked, &ontology()), "190");
    }

    #[test]
    fn a_class_is_the_plain_code_of_its_own_type() {
        let of = |line: &str| class(&read_line(line, &ontology()).unwrap().1, &ontology());
        assert_eq!(of("ASSAULT\t1822\t<She> was [tortured]."), "180");
        // 080 is CONCEDE; taking down a blockade is RETREAT.
        assert_eq!(of("RETREAT\t0872\t{They} [lifted] the siege."), "087");
    }

    #[test]
    fn a_wrong_line_says_what_is_wrong() {
        let error = |line: &str| read_line(line, &ontology()).unwrap_err().to_string();
        assert_eq!(error("ASSAULT\t190"), "2 columns by tabs; expected 3: type, CAMEO code, marked sentence");
        assert_eq!(error("ASSAULT\t999\t[x]"), "`999` is no CAMEO code");
        assert_eq!(error("ASSAULT\t100\t[x]"), "100 is REQUEST; the line says ASSAULT");
        assert_eq!(error("NONE\t190\t[x]"), "the code of NONE is `190`; expected `-`");
        assert_eq!(error("NONE\t-\tno mark"), "no trigger; expected one in [ ]");
        assert_eq!(error("NONE\t-\t[a {b} c]"), "`{` within another mark");
        assert_eq!(error("NONE\t-\t[a} b"), "`}` closes nothing");
        assert_eq!(error("NONE\t-\t[a] [b]"), "a second mark of the kind `]`");
    }

    #[test]
    fn every_marked_sentence_can_be_read() {
        let files = marked_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpora/marked")).unwrap();
        let ontology = ontology();
        let count: usize = files.iter().map(|f| read(f, &ontology).unwrap().len()).sum();
        assert!(count > 3000, "{count} sentences");
    }
}
