//! What holds for any text in the place of a pattern.

use detente_frames::{Role, WordLists, parse_pattern};
use proptest::prelude::*;

/// What patterns are made of.
const PIECES: &[&str] = &[
    "S",
    "T",
    "S+T",
    "T:S",
    "bomb",
    "attack|raid",
    "carry_out",
    "air_strike.n",
    "responsible.a",
    "$weapon",
    "$none",
    "on|against:T",
    "between:S+T",
    "to:T",
    "[sanction]",
    "[sanction on:T]",
    "with:[knife|axe]",
    "T@person",
    "T@MIL",
    "T[base|hideout]",
    "<withdraw from:[land]>",
    "<#087>",
    "<T #087>",
    "<#19 T>",
    "[#07 T]",
    "on:[#07]",
    "not:negotiate",
    "of|poss:T",
    "any:T@actor",
    "any:[car_bomb]",
    "[",
    "]",
    "<",
    ">",
    "|",
    ":",
    "@",
    "#",
    "$",
    "_",
    ".n",
    ".",
    "é",
    "\u{0}",
    " ",
];

fn lists() -> WordLists {
    WordLists::from([("weapon".to_owned(), vec!["rocket".to_owned(), "car bomb".to_owned()])])
}

/// A text is read, or refused with the text and a reason.
fn check(text: &str) {
    let lists = lists();
    match parse_pattern(text, &lists) {
        Ok(pattern) => {
            assert!(!pattern.words.is_empty(), "a trigger without a word: {text}");
            assert_eq!(parse_pattern(text, &lists).as_ref(), Ok(&pattern));
            let _ = (pattern.refers_to_codes(), pattern.mentions(Role::Source), pattern.mentions(Role::Both));
        }
        Err(e) => assert!(e.pattern == text && !e.reason.is_empty(), "{e}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_of_items_are_read_or_refused(items in prop::collection::vec(prop::sample::select(PIECES), 0..8)) {
        check(&items.join(" "));
    }

    #[test]
    fn items_run_together_are_read_or_refused(items in prop::collection::vec(prop::sample::select(PIECES), 0..8)) {
        check(&items.concat());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        check(&text);
    }
}

#[test]
fn deep_nesting_does_not_end_the_process() {
    check(&format!("S bomb {}T{}", "[x ".repeat(100_000), "]".repeat(100_000)));
    check(&"<".repeat(100_000));
}
