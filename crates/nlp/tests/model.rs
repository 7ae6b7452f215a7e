//! What holds of every model and every input: batches don't matter, any length is read, damage is an error.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test may read files and use threads")]

mod common;

use detente_nlp::{Model, ModelBytes, ModelError, segment};

const REPORT: &str = include_str!("texts/report.txt");

#[test]
fn a_sentence_reads_the_same_alone_and_in_company() {
    let model = common::model();
    let segments: Vec<_> = REPORT.lines().flat_map(segment).collect();
    let together = model.parse(&segments);
    let mut reversed: Vec<_> = segments.clone();
    reversed.reverse();
    let mut backwards = model.parse(&reversed);
    backwards.reverse();
    assert_eq!(together, backwards);
    for (segment, sentence) in segments.iter().zip(&together) {
        assert_eq!(&model.parse(std::slice::from_ref(segment))[0], sentence);
    }
}

#[test]
fn a_plain_sentence_is_read() {
    let segments = segment("Iran's army struck two villages on Tuesday.");
    let sentence = common::model().parse(&segments).remove(0);
    let shown: Vec<String> = sentence
        .tokens
        .iter()
        .map(|t| {
            let head = t.head.map_or("ROOT", |h| &sentence.tokens[h].form);
            format!("{} {} {} {} {head}", t.form, t.lemma, t.upos, t.deprel)
        })
        .collect();
    let expected = [
        "Iran Iran PROPN nmod:poss army",
        "'s 's PART case Iran",
        "army army NOUN nsubj struck",
        "struck strike VERB root ROOT",
        "two two NUM nummod villages",
        "villages village NOUN obj struck",
        "on on ADP case Tuesday",
        "Tuesday Tuesday PROPN obl struck",
        ". . PUNCT punct struck",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn any_length_gives_one_tree() {
    let model = common::model();
    assert_eq!(model.parse(&[]), []);
    let empty = common::segment_of::<&str>(&[]);
    assert!(model.parse(std::slice::from_ref(&empty))[0].tokens.is_empty());
    assert!(model.encode(std::slice::from_ref(&empty))[0].is_empty());
    let long = |count: usize| common::segment_of(&["missiles", "hit", "Kest", "and"].repeat(count / 4));
    let segments = [long(4), empty, long(520), long(1400), long(8)];
    for (segment, sentence) in segments.iter().zip(model.parse(&segments)) {
        assert_eq!(sentence.tokens.len(), segment.words.len());
        let roots = sentence.tokens.iter().filter(|t| t.head.is_none()).count();
        assert_eq!(roots, usize::from(!segment.words.is_empty()));
        if let Some(root) = sentence.root() {
            assert_eq!(sentence.subtree(root).len(), segment.words.len());
        }
    }
    assert_eq!(model.parse(&segments)[0], model.parse(&segments[..1])[0]);
    assert_eq!(model.encode(&segments)[3].len(), 1400);
}

#[test]
fn threads_share_a_model() {
    let model = common::model();
    let segments: Vec<_> = REPORT.lines().take(3).flat_map(segment).collect();
    let expected = model.parse(&segments);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(model.parse(&segments), expected));
        }
    });
}

fn error(change: impl FnOnce(&mut ModelBytes)) -> String {
    let mut bytes = common::bytes();
    change(&mut bytes);
    match Model::from_bytes(bytes) {
        Ok(_) => panic!("damaged bytes were taken for a model"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn damage_is_an_error_that_names_the_field() {
    let weights = common::file("weights.safetensors");
    for length in [0, 7, 8, 100, 5_000, weights.len() / 2, weights.len() - 1] {
        let message = error(|b| b.weights = weights[..length].to_vec().into());
        assert!(message.starts_with("weights: "), "{length}: {message}");
    }
    let mut infinite = weights.clone();
    let end = infinite.len();
    infinite[end - 2..].copy_from_slice(&0x7c00u16.to_le_bytes());
    assert!(error(|b| b.weights = infinite.into()).contains("not finite"));

    let labels = String::from_utf8(common::file("labels.json")).expect("labels are text");
    let changed = |from: &str, to: &str| {
        assert!(labels.contains(from), "{from}");
        error(|b| b.labels = labels.replacen(from, to, 1).into_bytes().into())
    };
    assert_eq!(changed("detente.model/1", "detente.model/9"), "labels: format: found detente.model/9, expected detente.model/1");
    assert_eq!(changed("\"heads\": 12", "\"heads\": 7"), "labels: config.heads: found 7, expected a divisor of config.hidden");
    assert!(changed("\"hidden\": 384", "\"hidden\": 396").contains("has shape"));
    assert!(changed("\"layers\": 6", "\"layers\": 7").contains("is missing"));
    assert!(changed("\"layers\": 6", "\"layers\": 18446744073709551615").starts_with("weights: "));
    assert!(changed("\"deprels\"", "\"deplers\"").starts_with("labels: missing field"));
    assert!(error(|b| b.labels = b"{".to_vec().into()).starts_with("labels: "));

    assert_eq!(error(|b| b.vocab = vec![b'a', 0xff].into()), "vocab: not UTF-8 after byte 1");
    assert_eq!(error(|b| b.vocab = b"[CLS]\n".to_vec().into()), "vocab: number of lines: found 1, expected 30522");
    let vocab = String::from_utf8(common::file("vocab.txt")).expect("the vocabulary is text");
    let message = error(|b| b.vocab = vocab.replacen("[SEP]", "[sep]", 1).into_bytes().into());
    assert_eq!(message, "vocab: found no [SEP], expected a line with it");
}

#[test]
fn a_flipped_byte_never_panics() {
    let weights = common::file("weights.safetensors");
    let segments = segment("Belmark's army shelled Kest on Tuesday.");
    for step in 0..24 {
        let mut damaged = weights.clone();
        let at = step * 173 + if step % 2 == 0 { 0 } else { 20_000_000 };
        damaged[at] ^= 0x40;
        let mut bytes = common::bytes();
        bytes.weights = damaged.into();
        match Model::from_bytes(bytes) {
            Ok(model) => assert_eq!(model.parse(&segments).len(), 1),
            Err(ModelError::Weights(_) | ModelError::MissingTensor { .. } | ModelError::TensorShape { .. }) => {}
            Err(ModelError::TensorType { .. } | ModelError::NotFinite { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
}
