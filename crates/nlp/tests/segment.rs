//! The segmenter on what news is made of, and on any text at all.

use detente_nlp::segment;
use proptest::prelude::*;

/// Words parted by `|`, sentences by ` ‖ `; a word that doesn't begin a surface token is parted by `¦`.
fn shown(text: &str) -> String {
    let sentences = segment(text).into_iter().map(|s| {
        let mut shown = String::new();
        for (i, word) in s.words.iter().enumerate() {
            if i > 0 {
                shown.push(if word.begins_token { '|' } else { '¦' });
            }
            shown.push_str(&word.form);
        }
        shown
    });
    sentences.collect::<Vec<_>>().join(" ‖ ")
}

#[test]
fn words_and_sentences() {
    let table = [
        // contractions and possessives
        ("They don't, can't and won't.", "They|do¦n't|,|ca¦n't|and|wo¦n't|."),
        ("Pakistan’s envoys’ cars cannot move.", "Pakistan¦’s|envoys¦’|cars|can¦not|move|."),
        // hyphens
        ("tit-for-tat strikes", "tit|-|for|-|tat|strikes"),
        ("Iran-Pakistan talks, pro-Iran groups", "Iran|-|Pakistan|talks|,|pro-Iran|groups"),
        ("an anti-tank F-16", "an|anti-tank|F|-|16"),
        // figures
        ("at 10:30 on Jan. 16, 2024", "at|10:30|on|Jan.|16|,|2024"),
        ("$3.5bn, 40% or 1,200 of them", "$|3.5|bn|,|40|%|or|1,200|of|them"),
        ("No. 3 said no. Then he left.", "No.|3|said|no|. ‖ Then|he|left|."),
        // abbreviations
        ("Gen. Asim Munir met U.S. President Joe Biden.", "Gen.|Asim|Munir|met|U.S.|President|Joe|Biden|."),
        ("He left the U.S. The army stayed.", "He|left|the|U.S. ‖ The|army|stayed|."),
        ("J. K. Rao and Lt. Col. Ali arrived at 5 p.m. on Monday.", "J.|K.|Rao|and|Lt.|Col.|Ali|arrived|at|5|p.m.|on|Monday|."),
        ("Mr. A. B. Khan of the U.N. Security Council", "Mr.|A.|B.|Khan|of|the|U.N.|Security|Council"),
        (
            "It was sold to Acme Inc. for Rs. 500. Acme Inc. Chairman Li left.",
            "It|was|sold|to|Acme|Inc.|for|Rs.|500|. ‖ Acme|Inc.|Chairman|Li|left|.",
        ),
        ("Born in Washington, D.C. The family moved.", "Born|in|Washington|,|D.C. ‖ The|family|moved|."),
        ("guns, shells, etc. They fled on Jan. 5.", "guns|,|shells|,|etc|. ‖ They|fled|on|Jan.|5|."),
        ("U.S.-led forces and anti-U.S. protests", "U.S.|-|led|forces|and|anti-U.S.|protests"),
        // quotes
        ("'They came,' he said. 'We ran.'", "'|They|came|,|'|he|said|. ‖ '|We|ran|.|'"),
        ("the Joneses' house in the '90s", "the|Joneses¦'|house|in|the|'90s"),
        ("\"Is it over?\" asked Gen. Smith. [12] He left.", "\"|Is|it|over|?|\"|asked|Gen.|Smith|.|[|12|] ‖ He|left|."),
        ("\"We will respond.\" He left.", "\"|We|will|respond|.|\" ‖ He|left|."),
        ("“Enough!” said the minister. ‘No,’ he said.", "“|Enough|!|”|said|the|minister|. ‖ ‘|No|,|’|he|said|."),
        ("(It was late.) They left.", "(|It|was|late|.|) ‖ They|left|."),
        // dashes, dots, marks
        ("talks – or a truce – failed...", "talks|–|or|a|truce|–|failed|..."),
        ("It ended.The army left.", "It|ended|. ‖ The|army|left|."),
        ("Really?! Yes.", "Really|?! ‖ Yes|."),
        ("see https://example.org/a.html, or mail a@b.org.", "see|https://example.org/a.html|,|or|mail|a@b.org|."),
        ("and/or on 9/11", "and|/|or|on|9/11"),
        ("IRAN STRIKES BACK. U.S. WARNS.", "IRAN|STRIKES|BACK|. ‖ U.S.|WARNS|."),
    ];
    for (text, expected) in table {
        assert_eq!(shown(text), expected, "{text}");
    }
}

fn check(text: &str) {
    let mut covered = vec![0u8; text.len()];
    let mut at = 0;
    for segment in segment(text) {
        assert!(!segment.words.is_empty());
        assert_eq!(segment.span.start, segment.words[0].span.start);
        assert_eq!(segment.span.end, segment.words[segment.words.len() - 1].span.end);
        for word in &segment.words {
            assert!(word.span.start >= at && !word.span.is_empty(), "{word:?} after {at} in {text:?}");
            at = word.span.end;
            assert_eq!(&text[word.span.range()], word.form);
            covered[word.span.range()].fill(1);
        }
    }
    for (i, c) in text.char_indices() {
        assert_eq!(covered[i] == 1, !c.is_whitespace(), "{c:?} at {i} of {text:?}");
    }
}

#[test]
fn long_stretches_without_space_are_covered() {
    for unit in ["a-", "\"", "(", "x.Y", "'s", "a/", "…é"] {
        check(&unit.repeat(20_000));
    }
}

proptest! {
    #[test]
    fn any_text_is_covered(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_text_of_words_and_marks_is_covered(text in "([a-zA-Z]{0,3}|[0-9]|[-.,:;!?'\"’“”()/$%…—<>@#*= ]){0,40}") {
        check(&text);
    }
}
