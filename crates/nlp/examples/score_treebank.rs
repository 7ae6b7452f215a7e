//! Scores the reader against treebanks, counted as CoNLL 2018 counts.
//!
//! `cargo run --release -p detente-nlp --example score_treebank -- models/en [--raw|--gold|--cut] FILE.conllu…`
//!
//! `--gold` reads the treebank's own words and sentences, `--raw` its text, `--cut` shows where the segmenter's words
//! and sentences differ from the treebank's, most frequent first, and reads nothing.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a command of its own: it reads files, prints and takes the time")]

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use detente_nlp::conllu::read_conllu;
use detente_nlp::score::{Paragraph, Scores, paragraphs};
use detente_nlp::{Model, ModelBytes, Segment, Sentence, Token};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (flags, plain): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let [folder, files @ ..] = plain.as_slice() else {
        return Err("usage: score_treebank MODEL_FOLDER [--raw|--gold|--cut] FILE.conllu…".into());
    };
    let (raw, cut) = (flags.iter().any(|f| f == "--raw"), flags.iter().any(|f| f == "--cut"));
    let start = Instant::now();
    let model = if cut { None } else { Some(read_model(Path::new(folder))?) };
    println!("model read in {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    for file in files {
        let sentences = read_conllu(&std::fs::read_to_string(file)?)?;
        let mut scores = Scores::default();
        let (mut seconds, mut count, mut differences) = (0.0, 0, HashMap::new());
        for paragraph in paragraphs(&sentences) {
            let segments = if raw || cut { paragraph.segments() } else { paragraph.gold_segments() };
            let start = Instant::now();
            let read = match &model {
                Some(model) => model.parse(&segments),
                None => segments.iter().map(unread).collect(),
            };
            seconds += start.elapsed().as_secs_f64();
            count += read.len();
            paragraph.score(&read, &mut scores);
            if cut {
                differ(&paragraph, &segments, &mut differences);
            }
        }
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        println!("{name:22} {scores}  {:.0} sentences/s", f64::from(count as u32) / seconds);
        let mut sorted: Vec<_> = differences.into_iter().collect();
        sorted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        for (difference, n) in sorted.iter().take(400) {
            println!("{n:5} {difference}");
        }
    }
    Ok(())
}

fn read_model(folder: &Path) -> Result<Model, Box<dyn std::error::Error>> {
    let read = |name: &str| std::fs::read(folder.join(name));
    let (weights, vocab, labels) = (read("weights.safetensors")?, read("vocab.txt")?, read("labels.json")?);
    let bytes = ModelBytes { weights: weights.into(), vocab: vocab.into(), labels: labels.into() };
    Ok(Model::from_bytes(bytes)?.with_lemmas(read("lemmas.tsv")?.into())?)
}

/// A sentence without a reading, to score words and sentences alone.
fn unread(segment: &Segment) -> Sentence {
    let tokens = segment.words.iter().enumerate().map(|(i, word)| Token {
        form: word.form.clone(),
        span: word.span,
        begins_token: word.begins_token,
        lemma: String::new(),
        upos: "",
        xpos: "",
        head: i.checked_sub(1),
        deprel: "",
        mention: None,
    });
    Sentence::new(segment.span, tokens.collect())
}

/// Counts the places where words or sentences are cut otherwise than in the treebank.
fn differ(paragraph: &Paragraph<'_>, segments: &[Segment], found: &mut HashMap<String, usize>) {
    let gold = paragraph.gold_segments();
    let text = &paragraph.text;
    let cuts = |side: &[Segment]| {
        let mut cuts: HashMap<usize, char> = HashMap::new();
        for segment in side {
            for (i, word) in segment.words.iter().enumerate() {
                cuts.insert(
                    word.span.start,
                    if i == 0 {
                        '‖'
                    } else if word.begins_token {
                        '|'
                    } else {
                        '¦'
                    },
                );
            }
        }
        cuts
    };
    let (gold, own) = (cuts(&gold), cuts(segments));
    let mut places: Vec<usize> = gold.keys().chain(own.keys()).copied().collect();
    places.sort_unstable();
    places.dedup();
    for place in places {
        let (g, o) = (gold.get(&place).unwrap_or(&'+'), own.get(&place).unwrap_or(&'+'));
        if g == o {
            continue;
        }
        let before: Vec<&str> = text[..place].split_inclusive(' ').collect();
        let before = before[before.len().saturating_sub(2)..].concat();
        let after: Vec<&str> = text[place..].split(' ').take(2).collect();
        *found.entry(format!("gold {g} own {o}   {before}<{g}>{}", after.join(" "))).or_default() += 1;
    }
}
