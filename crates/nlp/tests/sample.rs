//! The reader against the answers that the trainer wrote down with the weights.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test may read files and use threads")]

mod common;

use serde::Deserialize;

#[derive(Deserialize)]
struct Sample {
    format: String,
    sentences: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    words: Vec<String>,
    upos: Vec<String>,
    xpos: Vec<String>,
    lemma: Vec<String>,
    head: Vec<usize>,
    deprel: Vec<String>,
    mention: Vec<String>,
    vectors: Option<Vec<Vec<f32>>>,
}

fn sample() -> Sample {
    let bytes = std::fs::read(common::model_folder().join("sample/sample.json")).expect("the sample is in the repository");
    serde_json::from_slice(&bytes).expect("the sample is JSON of the shape above")
}

#[test]
fn every_answer_of_the_sample_is_given_again() {
    let model = common::model();
    let sample = sample();
    assert_eq!(sample.format, "detente.model-sample/1");
    let segments: Vec<_> = sample.sentences.iter().map(|s| common::segment_of(&s.words)).collect();
    let together = model.parse(&segments);
    for ((expected, segment), read) in sample.sentences.iter().zip(&segments).zip(&together) {
        let alone = model.parse(std::slice::from_ref(segment)).remove(0);
        for sentence in [&alone, read] {
            let text = expected.words.join(" ");
            let column = |of: fn(&detente_nlp::Token) -> String| sentence.tokens.iter().map(of).collect::<Vec<_>>();
            assert_eq!(column(|t| t.upos.to_owned()), expected.upos, "UPOS of {text}");
            assert_eq!(column(|t| t.xpos.to_owned()), expected.xpos, "XPOS of {text}");
            assert_eq!(column(|t| t.lemma.clone()), expected.lemma, "lemmas of {text}");
            assert_eq!(column(|t| t.deprel.to_owned()), expected.deprel, "relations of {text}");
            assert_eq!(column(|t| t.mention.unwrap_or("none").to_owned()), expected.mention, "mentions of {text}");
            let heads: Vec<usize> = sentence.tokens.iter().map(|t| t.head.map_or(0, |h| h + 1)).collect();
            assert_eq!(heads, expected.head, "heads of {text}");
        }
    }
}

#[test]
fn word_vectors_are_the_trainers() {
    let model = common::model();
    for expected in sample().sentences {
        let Some(vectors) = expected.vectors else {
            continue;
        };
        let found = model.encode(&[common::segment_of(&expected.words)]).remove(0);
        let all = std::iter::once(found.root()).chain((0..found.len()).map(|i| found.word(i)));
        assert_eq!(found.len() + 1, vectors.len());
        for (own, theirs) in all.zip(&vectors) {
            for (a, b) in own.iter().zip(theirs) {
                assert!((a - b).abs() < 1e-3, "{a} for {b}");
            }
        }
    }
}
