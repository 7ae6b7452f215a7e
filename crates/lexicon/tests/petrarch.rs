//! Dictionaries of PETRARCH in small: each construct read, each damaged line named, and no bytes that end the process.

use detente_lexicon::{Entries, FolderRead, Knowledge, Lexicon, Owner, Severity, SourceFile, read_files, read_folder};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static BASE: LazyLock<Entries> = LazyLock::new(|| {
    let files = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicons")).expect("the lexicon is there");
    Entries::read(&files).0
});

fn base_of(form: &str) -> Option<String> {
    (form == "killed").then(|| "kill".to_owned())
}

fn read(files: &[(&str, &str)]) -> FolderRead {
    let files: Vec<SourceFile> =
        files.iter().map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect();
    read_files(&files, Knowledge { base: &BASE, verb: &base_of })
}

/// The problems as lines, without the file's name.
fn problems(read: &FolderRead) -> Vec<String> {
    let name = |severity| if severity == Severity::Error { "error" } else { "warning" };
    read.problems.iter().map(|p| format!("{} {}: {}", p.line, name(p.severity), p.reason)).collect()
}

/// Holds that one problem with these words stands at this line.
#[track_caller]
fn says(read: &FolderRead, line: usize, severity: Severity, words: &str) {
    let found = read.problems.iter().any(|p| p.line == line && p.severity == severity && p.reason.contains(words));
    assert!(found, "no {severity:?} at line {line} with `{words}`: {:#?}", problems(read));
}

const ACTORS: &str = "\
# states
IRAN_  [IRN]
+PERSIA_
+IRANIAN_
+TEHRAN_ # the capital
+ISFAHAN_
<!-- not
this -->
DARIUS_FARROKHZAD_  ; a minister
+FOREIGN_MINISTER_FARROKHZAD_
\t[IRNGOVMED 970803-20050803]
\t[IRNGOV >130803]
\t[IRNELI]
MIRA_VASHTI_
\t[IGOUNO 20070101-20161231] [IRNEDU <20061231]
THE_GREY_LANTERNS_(GLF)_ [KENREB]
LANTERN_RADIO_ [KENMED]
LANTERN_HOSPITAL_ [KENHLH]
UNION_OF_LAMPLIGHTERS_ [IGOUNO]
LANTERN_OIL_ [MNCROMBUS]
LANTERN_MONKS_ [CHR]
";

#[test]
fn names_of_a_state_are_told_apart_by_what_the_built_in_state_knows() {
    let read = read(&[("my.txt", ACTORS)]);
    assert_eq!(read.files[0].kind, "PETRARCH actors");
    let iran = read.dictionaries.states.iter().find(|s| s.id == "IRN").expect("Iran");
    assert_eq!((iran.name.as_str(), iran.capital.as_deref(), iran.iso2.as_deref()), ("Iran", Some("Tehran"), Some("IR")));
    assert_eq!((iran.names.join(" "), iran.adjectives.join(" ")), ("Persia Isfahan".to_owned(), "Iranian".to_owned()));
    assert!(iran.metonyms.iter().any(|m| m.name == "Tehran"));
}

#[test]
fn dated_codes_become_terms_of_office() {
    let read = read(&[("my.txt", ACTORS)]);
    let mut terms = Vec::new();
    for o in &read.dictionaries.offices {
        let owner = match &o.owner {
            Owner::Country(c) => c,
            Owner::Group(g) => g,
            Owner::Nobody => "-",
        };
        for h in &o.holders {
            let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
            terms.push(format!("{}: {}, {owner} {}, {} to {}", h.origin.line, h.name, o.sectors.join(" "), day(h.from), day(h.to)));
        }
    }
    let expected = [
        "11: Darius Farrokhzad, IRN GOV JRN, 1997-08-03 to 2005-08-03",
        "12: Darius Farrokhzad, IRN GOV, 2013-08-03 to ",
        "15: Mira Vashti, - IGO, 2007-01-01 to 2016-12-31",
        "15: Mira Vashti, IRN EDU,  to 2006-12-31",
    ];
    assert_eq!(terms, expected);
    let also: Vec<&String> = read.dictionaries.offices.iter().flat_map(|o| &o.holders).flat_map(|h| &h.also).collect();
    assert_eq!(also[0], "Foreign Minister Farrokhzad");
}

#[test]
fn other_codes_become_groups_with_sectors_of_plover() {
    let read = read(&[("my.txt", ACTORS)]);
    let groups: Vec<String> = read
        .dictionaries
        .groups
        .iter()
        .map(|g| format!("{} {} {} {}", g.id, g.kind, g.country.as_deref().unwrap_or("-"), g.sectors.join("+")))
        .collect();
    let expected = [
        "the-grey-lanterns armed KEN REB",
        "lantern-radio media KEN JRN",
        "lantern-hospital agency KEN MED",
        "union-of-lamplighters igo - IGO",
        "lantern-oil company ROU MNC+BUS",
        "lantern-monks faith - REL",
    ];
    assert_eq!(groups, expected);
    assert_eq!(read.dictionaries.groups[0].names, ["GLF"]);
    says(&read, 15, Severity::Warning, "`UNO`");
}

#[test]
fn damaged_actors_are_named_by_line() {
    let text = "\t[IRNGOV]\nA_NAME_\nB_NAME_ [irngov]\nC_NAME_ [IRNGOV 20200230-20210101]\nD_NAME_ [IRNGOV 2004017-20061201]\n\
                E_NAME_ [IRNGOV 20100101-20090101]\nF_NAME_ [QQQREB]\nG_NAME_ [IRNREB\nH_NAME_ [---]\nI_NAME_ [IRNREB] [KENREB]\n\
                J\u{fffd}_NAME_ [IRNREB]\nK_ [IRNREB]\nL_NAME_ [IRNREB]\n+M_\n";
    let read = read(&[("damaged.actors.txt", text)]);
    says(&read, 1, Severity::Error, "before the first name");
    says(&read, 2, Severity::Error, "`A_NAME_` has no code");
    says(&read, 3, Severity::Error, "`irngov` is no code");
    says(&read, 4, Severity::Error, "no day of the calendar");
    says(&read, 5, Severity::Error, "`2004017` is no date");
    says(&read, 6, Severity::Error, "before");
    says(&read, 7, Severity::Warning, "`QQQ` in QQQREB");
    says(&read, 8, Severity::Warning, "not closed");
    says(&read, 9, Severity::Warning, "null code");
    says(&read, 10, Severity::Warning, "further one");
    says(&read, 11, Severity::Warning, "damaged character");
    says(&read, 12, Severity::Error, "fewer than two letters");
    says(&read, 14, Severity::Warning, "fewer than two letters");
    assert_eq!(read.files[0].reported, 13);
}

#[test]
fn agents_become_roles() {
    let text = "!PERSON! = MAN, MEN, WOMAN\nHERDS!PERSON! [~AGR]\nATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOVJUD]\nRELIEF_BODY [NGO~]\n\
                PRESS_CREW {} [~MED}\nNURSE [~HLH]\nODD!NONE! [~GOV]\nNOTHING\nRADICAL [~RAD]\nHEAD OF_HERDS [~AGR]\n";
    let read = read(&[("my.agents.txt", text)]);
    let nouns = |sectors: &[&str]| {
        let found = read.dictionaries.roles.iter().find(|r| r.sectors == sectors);
        found.map(|r| r.nouns.join(", ")).unwrap_or_default()
    };
    assert_eq!(nouns(&["AGR"]), "herdsman, herdsmen, herdswoman, head of herds");
    assert_eq!(nouns(&["GOV", "JUD"]), "attorney general, attorneys general");
    assert_eq!(nouns(&["NGO"]), "relief body");
    assert_eq!(nouns(&["JRN"]), "press crew");
    assert_eq!(nouns(&["MED"]), "nurse");
    says(&read, 5, Severity::Warning, "not closed");
    says(&read, 7, Severity::Error, "`!NONE!`");
    says(&read, 8, Severity::Error, "no code");
    says(&read, 9, Severity::Error, "no PLOVER sector");
    says(&read, 10, Severity::Warning, "consecutive");
}

const VERBS: &str = "\
####### SYNONYM SETS #######

&ROCKET
+ROCKET
+CAR_BOMB_

####### VERB PATTERNS #######

---  LOB   [190]  ---
LOB
+HURL_DOWN {+HURLED_DOWN }
RE_+LOB
CHUCK [180]
+KILLED_AND {}
- &ROCKET *                    [195]   # LOB
- EARTHQUAKE *                 [---]
- * {GREY PACT} (WITH +)       [057:057]
- * (IN COURT)                 [:173]
- * OFF (TO)                   [042:043]
- * HINTS                      [012]

---  MUTTER   [010]  ---
MUTTER
- * TALKS                      [046]

######## TRANSFORMATIONS ##########
~ a (b . LOB) CHUCK = a b 112
~ a (a b LOB) MUTTER = a b 015
";

#[test]
fn verbs_become_patterns_that_compile() {
    let read = read(&[("my.verbs.txt", VERBS)]);
    assert_eq!(read.files[0].kind, "PETRARCH verbs");
    let d = &read.dictionaries;
    let mut patterns = Vec::new();
    for f in &d.frames {
        for p in &f.patterns {
            patterns.push(format!("{}#{} {}{}", f.code, p.id, p.text, if p.veto { " veto" } else { "" }));
        }
    }
    let expected = [
        "042#my.verbs:19 S $petrarch_verbs_9_lob any:[off] to:T@actor",
        "046#my.verbs:24 S $petrarch_verbs_22_mutter any:[talks] any:T@actor",
        "057#my.verbs:17 S $petrarch_verbs_9_lob any:[grey_pact] with:T",
        "057#my.verbs:17b S+T $petrarch_verbs_9_lob any:[grey_pact]",
        "112#my.verbs:27 S $petrarch_verbs_of_180 <T #190>",
        "173#my.verbs:18 T $petrarch_verbs_9_lob in:[court] any:S@actor",
        "180#my.verbs:13 S $petrarch_verbs_13_coded_180 any:T@actor",
        "190#my.verbs:9 S $petrarch_verbs_9_coded_190 any:T@actor",
        "190#my.verbs:16 S[earthquake] $petrarch_verbs_9_lob any:T@actor veto",
        "190#my.verbs:20 S $petrarch_verbs_9_lob any:[hints] any:T@actor veto",
        "195#my.verbs:15 S[$petrarch_rocket] $petrarch_verbs_9_lob any:T@actor",
    ];
    assert_eq!(patterns, expected);
    assert_eq!(d.lists["petrarch_verbs_9_lob"], ["lob", "hurl down", "re-lob", "relob", "chuck", "kill and"]);
    assert_eq!(d.lists["petrarch_rocket"], ["rocket", "car bomb"]);
    assert_eq!(d.frames.iter().find(|f| f.code == "057").map(|f| f.patterns[0].reciprocal), Some(true));
    says(&read, 19, Severity::Warning, "answering code 043");
    says(&read, 20, Severity::Warning, "012 is a statement");
    says(&read, 28, Severity::Warning, "attribution");

    let mut entries = BASE.clone();
    entries.merge(read.dictionaries);
    let (_, wrong) = Lexicon::compile(&entries).expect("a sound ontology");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn damaged_verbs_are_named_by_line() {
    let text = "--- LOB [190] ---\nLOB\n- * &NONE [190]\n- * (IN [190]\n- * X\n- X [190]\n- * X [19A]\n- * X [299]\nL|B\nA_+B_C\n\
                ~ nonsense\n--- BAD [190\nX\n";
    let read = read(&[("bad.verbs.txt", text)]);
    for (line, words) in [
        (3, "`&NONE` is not defined"),
        (4, "not closed"),
        (5, "no code"),
        (6, "no `*`"),
        (7, "`19A` is no CAMEO code"),
        (8, "299 stands not in CAMEO"),
        (9, "character `|`"),
        (10, "neither at the first nor at the last"),
        (11, "transformation"),
        (12, "not closed"),
    ] {
        says(&read, line, Severity::Error, words);
    }
}

#[test]
fn discards_and_issues_are_read() {
    let discards = "# sports\n+WORLD CUP # all of it\nBADMINTON\nGROUP C_\n!!!\n";
    let issues = "<ISSUE CATEGORY=\"EDUCATION\">\nn:teacher [TEACHERS]\npre+school [SCHOOLS]\n~school of fish\nno label\n</ISSUE>\n";
    let read = read(&[("my.discards.txt", discards), ("my.issues.txt", issues)]);
    let found: Vec<(&str, bool, bool)> = read.dictionaries.discards.iter().map(|d| (d.phrase.as_str(), d.whole, d.report)).collect();
    assert_eq!(found, [("world cup", false, true), ("badminton", false, false), ("group c", true, false)]);
    says(&read, 5, Severity::Error, "no letter");
    says(&read, 5, Severity::Error, "no label");
    says(&read, 1, Severity::Warning, "no field for issues (2 phrases, 2 labels)");
    assert_eq!(read.files[1].counts["exclusions"], 1);
}

#[test]
fn what_is_no_dictionary_is_named_and_own_files_may_stand_beside() {
    let own = "[[group]]\nid = \"a\"\nname = \"A Group\"\nkind = \"armed\"\n";
    let read = read(&[("LICENSE", "Do as you like.\n"), ("actors/own.toml", own), ("x.actors.txt", "B_GROUP_ [KENREB]\n")]);
    assert_eq!(problems(&read).len(), 1, "{:#?}", problems(&read));
    says(&read, 1, Severity::Warning, "no dictionary");
    assert_eq!((read.own.groups.len(), read.dictionaries.groups.len()), (1, 1));
    let kinds: Vec<&str> = read.files.iter().map(|f| f.kind).collect();
    assert_eq!(kinds, ["no dictionary", "lexicon file", "PETRARCH actors"]);
}

#[test]
fn merging_keeps_what_is_known_and_takes_the_dictionary_s_code() {
    let read = read(&[("my.actors.txt", "IRAN_ [IRN]\n+LAND_OF_ROSES_\nHAMAS_ [KENREB]\n+ROSE_GROUP_\n")]);
    let mut entries = BASE.clone();
    let (states, groups) = (entries.states.len(), entries.groups.len());
    entries.merge(read.dictionaries);
    assert_eq!((entries.states.len(), entries.groups.len()), (states, groups));
    let iran = entries.states.iter().find(|s| s.id == "IRN").expect("Iran");
    assert!(iran.names.iter().any(|n| n == "Land of Roses") && iran.adjectives.iter().any(|a| a == "Iranian"));
    let hamas = entries.groups.iter().find(|g| g.id == "hamas").expect("Hamas");
    assert_eq!((hamas.country.as_deref(), hamas.sectors.join(" ")), (Some("KEN"), "REB".to_owned()));
    assert!(hamas.names.iter().any(|n| n == "Rose Group"));
}

/// What dictionaries are made of.
const PIECES: &[&str] = &[
    "---  LOB   [190]  ---",
    "---",
    "&ROCKET",
    "+ROCKET",
    "+A_B_",
    "LOB",
    "RE_+LOB {X}",
    "- ",
    "*",
    "{A B}",
    "(IN",
    "(IN A)",
    ")",
    "}",
    "+",
    "$",
    "^",
    "%",
    "&ROCKET *",
    " [190]",
    " [042:043]",
    " [:173]",
    "[---]",
    "[",
    "]",
    "\n",
    "\n",
    "\n",
    "~ a (b . LOB) LOB = a b 112",
    "~",
    "IRAN_ [IRN]",
    "\t[IRNGOV 970101-061231]",
    "\t[IRNGOV >20070101]",
    "A_B_ [KENREB]",
    "!P! = A, B",
    "X!P! [~GOV]",
    "{}",
    "[~",
    "<ISSUE CATEGORY=\"A\">",
    "</ISSUE>",
    "n:x [Y]",
    "#",
    ";",
    "<!--",
    "-->",
    "é",
    "\u{0}",
    "\u{fffd}",
    "_",
    " ",
];

const PATHS: [&str; 5] = ["a.actors.txt", "a.agents.txt", "a.verbs.txt", "a.discards.txt", "a.issues.txt"];

/// Whatever the text: every problem names a line that the file has, and what is read compiles.
fn check(path: &str, text: &str) {
    let read = read(&[(path, text)]);
    let lines = text.split('\n').count();
    assert!(read.problems.iter().all(|p| (1..=lines).contains(&p.line)), "{:#?}", problems(&read));
    let mut entries = Entries { plover: BASE.plover.clone(), cameo: BASE.cameo.clone(), ..Entries::default() };
    entries.merge(read.dictionaries);
    let (_, wrong) = Lexicon::compile(&entries).expect("a sound ontology");
    assert!(wrong.is_empty(), "{text:?}: {wrong:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_of_pieces_are_read_or_named(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24), path in prop::sample::select(&PATHS[..])) {
        check(path, &pieces.concat());
    }

    #[test]
    fn any_bytes_are_read_or_named(bytes in prop::collection::vec(any::<u8>(), 0..200), path in prop::sample::select(&PATHS[..])) {
        check(path, &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn damaged_dictionaries_are_read_or_named(which in 0usize..2, at in any::<prop::sample::Index>(), with in prop::sample::select(PIECES)) {
        let (path, text) = [("a.actors.txt", ACTORS), ("a.verbs.txt", VERBS)][which];
        let places: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        let cut = places[at.index(places.len())];
        check(path, &format!("{}{with}{}", &text[..cut], &text[cut..]));
        check(path, &text[..cut]);
    }
}
