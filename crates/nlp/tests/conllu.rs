//! CoNLL-U out and in again, and what is said of a file that is none.

mod common;

use detente_nlp::conllu::{read_conllu, write_conllu};
use detente_nlp::score::{Scores, paragraphs};
use detente_nlp::segment;

const TEXT: &str = "Belmark's envoy didn't stay. \"We can't talk,\" he said.";

fn written() -> String {
    let mut out = String::new();
    write_conllu(&mut out, TEXT, "report", &common::model().parse(&segment(TEXT)));
    out
}

#[test]
fn what_is_written_is_read_again() {
    let sentences = common::model().parse(&segment(TEXT));
    let read = read_conllu(&written()).expect("own CoNLL-U is sound");
    assert_eq!(read.len(), 2);
    assert_eq!((read[0].id.as_str(), read[0].text.as_str()), ("report-1", "Belmark's envoy didn't stay."));
    assert!(read[0].begins_paragraph && !read[1].begins_paragraph);
    for (sentence, read) in sentences.iter().zip(&read) {
        for (token, word) in sentence.tokens.iter().zip(&read.words) {
            let own = (&*token.form, &*token.lemma, token.upos, token.xpos, token.deprel, token.begins_token);
            assert_eq!(own, (&*word.form, &*word.lemma, &*word.upos, &*word.xpos, &*word.deprel, word.begins_token));
            assert_eq!(token.head.map_or(0, |h| h + 1), word.head);
        }
    }
    let [paragraph] = &paragraphs(&read)[..] else { panic!("one paragraph") };
    assert_eq!(paragraph.text, TEXT);
    let mut scores = Scores::default();
    paragraph.score(&sentences, &mut scores);
    assert_eq!((scores.las.f1(), scores.tokens.f1(), scores.sentences.f1()), (100.0, 100.0, 100.0));
    assert_eq!((scores.words.gold, scores.tokens.gold), (17, 14));
}

#[test]
fn surface_tokens_have_their_lines() {
    let out = written();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines[..4],
        ["# newpar", "# sent_id = report-1", "# text = Belmark's envoy didn't stay.", "1-2\tBelmark's\t_\t_\t_\t_\t_\t_\t_\t_",]
    );
    assert!(lines.iter().any(|l| l.starts_with("6\tstay\t") && l.ends_with("SpaceAfter=No")), "{out}");
}

#[test]
fn errors_name_the_line() {
    let message = |file: &str| read_conllu(file).expect_err("this is no CoNLL-U").to_string();
    assert_eq!(message("# text = a\n1\ta\n\n"), "line 2: 2 columns, expected 10");
    assert_eq!(message("1\ta\ta\tX\tX\t_\tone\tdep\t_\t_\n"), "line 1: HEAD is `one`, expected a whole number");
    assert_eq!(message("2\ta\ta\tX\tX\t_\t0\tdep\t_\t_\n"), "line 1: ID is `2`, expected 1");
    assert_eq!(message("1\ta\ta\tX\tX\t_\t5\tdep\t_\t_\n\n"), "line 2: HEAD is `5`, expected at most 1");
}
