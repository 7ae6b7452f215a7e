//! What holds for any input at all.

mod common;

use common::check_invariants;
use detente_ingest::Hints;
use jiff::civil::date;
use proptest::prelude::*;

/// Pieces that reports are made of, and that the rules look for.
const PIECES: &[&str] = &[
    "KABUL",
    "Kabul",
    "Jan 29",
    "29/01/2024",
    "2024-01-29",
    "February, 23, 2024",
    "(Reuters)",
    "(CNN)",
    " - ",
    " — ",
    "--",
    ":",
    ",",
    ".",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u{c}",
    "- ",
    "1. ",
    "• ",
    "By A. Author",
    "by",
    "Envoys met.",
    "Envoys Meet in the Old Town",
    "he said",
    "govern-\nment",
    "&amp;",
    "&nbsp;",
    "&#8217;",
    "&",
    ";",
    "“",
    "’",
    "``",
    "''",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{fffd}",
    "\u{0}",
    "\u{85}",
    "\u{92}",
    "ﬁ",
    "…",
    "e\u{301}",
    "â€™",
    "Â\u{a0}",
    "/TASS/",
    "/",
    "[TEXT]",
    "|",
    "Read more: ",
    "© 2024",
    "(Reporting by A. Author)",
    "a@b.example",
    "Kestrel International",
    "Updated",
    "Published",
    "10:15",
    "GMT",
    "Monday",
    "12 JAN 90",
    "ß",
    "İ",
    "字",
    "2024年",
    "🙂",
    "(",
    ")",
    "[",
    "]",
    "'",
    "\"",
    "-",
    "T",
    "+",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_document(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_invariants(&bytes, &Hints::default());
    }

    #[test]
    fn any_text_is_a_document(text in "\\PC{0,200}", lines in "[ -~\n\r]{0,300}") {
        check_invariants(text.as_bytes(), &Hints::default());
        check_invariants(lines.as_bytes(), &Hints::default());
    }

    #[test]
    fn any_mixture_of_what_reports_hold_is_a_document(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        dated in any::<bool>(),
    ) {
        let published = dated.then(|| date(2024, 1, 29));
        check_invariants(pieces.concat().as_bytes(), &Hints { published, ..Hints::default() });
    }
}
