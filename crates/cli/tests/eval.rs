//! `detente eval`: gold files in, scores out, by the real binary.

mod common;

use common::{Run, detente, root};
use serde_json::Value;
use std::path::Path;

const KEPT: &str = "crates/eval/tests/agreement";

/// Writes a gold file into a folder of its own and evaluates it.
fn eval(kind: &str, name: &str, gold: &str, flags: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    std::fs::write(&file, gold).expect("a file");
    detente(&[&["eval", kind, path(&file)], flags].concat())
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a plain name")
}

fn figure(report: &Value, name: &str) -> f64 {
    let figures = report["figures"].as_array().expect("figures");
    let found = figures.iter().find(|f| f["name"] == name).unwrap_or_else(|| panic!("no figure `{name}` in {report}"));
    found["value"].as_f64().unwrap_or_else(|| panic!("`{name}` has no value"))
}

#[test]
fn kept_events_are_scored_with_intervals_and_errors() {
    let events = format!("{KEPT}/events.jsonl");
    let run = detente(&["eval", "cases", KEPT, "--events", &events, "--errors"]).ends_with(0);
    assert!(run.out.starts_with("cases: 3 reports; in brackets 95 % of 1000 resamples of the reports\n"), "{}", run.out);
    assert!(run.out.contains("  dyad F1             0.800  ["), "{}", run.out);
    assert!(run.out.contains("09-saravan-labourers:") && run.out.contains(": missed: "), "{}", run.out);
    let again = detente(&["eval", "cases", KEPT, "--events", &events, "--errors", "--threads", "1"]);
    assert_eq!(run.out, again.out);
}

#[test]
fn a_single_case_finds_its_report_and_json_gives_every_figure() {
    let one = format!("{KEPT}/01-strikes-panjgur.json");
    let report = &detente(&["eval", "cases", &one, "--json"]).ends_with(0).json()[0];
    assert_eq!((&report["kind"], &report["units"], &report["errors"]), (&"cases".into(), &1.into(), &Value::Array(Vec::new())));
    assert_eq!(report["schema"], "detente.eval/1");
    assert!(figure(report, "dyad F1") > 0.3, "{report}");
    assert_eq!(report["figures"][0]["low"], Value::Null);
}

#[test]
fn pairs_are_asked_even_where_only_one_side_is_marked() {
    let gold = "marked_sentence\tsource\ttarget\tgold_penta\tgold_root\n\
                <s>Iran</s> accused <t>Iraq</t> of shelling a village.\tIran\tIraq\t3\tACCUSE\n\
                <s>Iran</s> condemned the shelling of a village.\tIran\t\t3\tACCUSE\n";
    let report = &eval("plv", "pairs.tsv", gold, &["--json", "--resamples", "0"]).ends_with(0).json()[0];
    assert_eq!((figure(report, "root accuracy"), figure(report, "root macro-F1")), (1.0, 1.0));
}

#[test]
fn a_treebank_is_read_by_its_words_and_by_its_text() {
    let gold = "# text = Iran accused Iraq.\n\
                1\tIran\tIran\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\taccused\taccuse\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                3\tIraq\tIraq\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
    for flags in [&["--json"][..], &["--json", "--raw"]] {
        let report = &eval("syntax", "tiny.conllu", gold, flags).ends_with(0).json()[0];
        assert_eq!((figure(report, "words F1"), figure(report, "LAS F1")), (100.0, 100.0));
    }
}

#[test]
fn toponyms_are_scored() {
    let gold = "<articles><article docid='a'><text>Talks were held in Vienna on Monday.</text><toponyms><toponym><start>19</start>\
                <end>25</end><phrase>Vienna</phrase></toponym></toponyms></article></articles>";
    let report = &eval("geoparsing", "a.xml", gold, &["--json"]).ends_with(0).json()[0];
    assert_eq!(report["units"], 1);
    let found = figure(report, "exact span recall");
    assert!([0.0, 1.0].contains(&found), "{found}");
}

#[test]
fn attributions_are_scored_in_the_folders_of_the_set() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("text/envoys.txt", "The ministry said that two envoys were expelled.\n"),
        (
            "attributions/envoys_1a.ann",
            "T1\tSource 0 12\tThe ministry\nT2\tCue 13 17\tsaid\nT3\tContent 18 47\tthat two envoys were expelled\n\
             E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n",
        ),
    ] {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
    for place in [folder.path().to_owned(), folder.path().join("attributions/envoys_1a.ann")] {
        let report = &detente(&["eval", "attribution", path(&place), "--json"]).ends_with(0).json()[0];
        let exact = ["source, exact F1", "cue, exact F1", "content, exact F1"].map(|name| figure(report, name));
        assert_eq!(exact, [1.0, 1.0, 1.0]);
    }
}

#[test]
fn degrees_of_factuality_are_scored() {
    let gold = r#"{"text": "Envoys met on Monday .", "targets": [{"span1": [1, 2], "label": 3.0}]}
{"text": "Envoys did not meet on Monday .", "targets": [{"span1": [3, 4], "label": -3.0}]}
"#;
    let report = &eval("factuality", "degrees.jsonl", gold, &["--json"]).ends_with(0).json()[0];
    assert_eq!((figure(report, "Pearson's r"), figure(report, "targets found")), (1.0, 1.0));
}

#[test]
fn time_expressions_are_scored_against_the_day_of_publication() {
    let gold = r#"<TimeML><DCT><TIMEX3 type="DATE" value="2024-01-29">29 January 2024</TIMEX3></DCT><TEXT>
Envoys met in Oslo on <TIMEX3 type="DATE" value="2024-01-26">Friday</TIMEX3> and signed a treaty.</TEXT></TimeML>"#;
    let report = &eval("timex", "a.tml", gold, &["--json"]).ends_with(0).json()[0];
    assert_eq!((figure(report, "exact span F1"), figure(report, "value F1")), (1.0, 1.0));
}

#[test]
fn incidents_of_reports_in_capitals_are_scored() {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = "TST-MUC9-0001 (WIRE)\n\n   LIMA, 3 MAR 90 -- [TEXT] REBELS KIDNAPPED THE MAYOR ON 2 MARCH.\n";
    let key = "0.  MESSAGE: ID                     TST-MUC9-0001 (WIRE)\n1.  MESSAGE: TEMPLATE               1\n\
               2.  INCIDENT: DATE                  02 MAR 90\n4.  INCIDENT: TYPE                  KIDNAPPING\n\
               9.  PERP: INDIVIDUAL ID             \"REBELS\"\n19. HUM TGT: DESCRIPTION            \"MAYOR\"\n";
    std::fs::write(folder.path().join("reports"), reports).expect("a file");
    std::fs::write(folder.path().join("key.muc4"), key).expect("a file");
    let report = &detente(&["eval", "muc", path(folder.path()), "--json"]).ends_with(0).json()[0];
    let told = ["incident F1", "perpetrator F1", "target F1", "type, of incidents told"].map(|name| figure(report, name));
    assert_eq!(told, [1.0; 4]);
}

#[test]
fn events_across_reports_are_scored_beside_baselines() {
    let folder = tempfile::tempdir().expect("a folder");
    let xml = |words: &str, mentions: &[(usize, &str)]| {
        let tokens: String = words
            .split(' ')
            .enumerate()
            .map(|(i, word)| format!("<token t_id=\"{i}\" sentence=\"{}\">{word}</token>", if i < 2 { 0 } else { 2 }))
            .collect();
        let (mut markables, mut relations) = (String::new(), String::new());
        for (word, instance) in mentions {
            markables += &format!("<EVENT_MENTION m_id=\"{word}\"><token_anchor t_id=\"{word}\"/></EVENT_MENTION>");
            markables += &format!("<EVENT m_id=\"9{word}\" instance_id=\"{instance}\"/>");
            relations += &format!("<REFERS_TO><source m_id=\"{word}\"/><target m_id=\"9{word}\"/></REFERS_TO>");
        }
        let created = "<TIMEX3 m_id=\"800\" type=\"DATE\" value=\"2024-01-17\" functionInDocument=\"CREATION_TIME\"/>";
        format!("<Document>{tokens}<Markables>{created}{markables}</Markables><Relations>{relations}</Relations></Document>")
    };
    let reports = [
        ("1_strikes.xml", "Town bombed Iran bombed a town in Pakistan on January 16 and sales rose .", vec![(3, "OTH1"), (12, "OTH2")]),
        ("2_strikes.xml", "Strikes follow On January 16 Iran bombed a town in Pakistan .", vec![(6, "OTH1")]),
    ];
    std::fs::create_dir(folder.path().join("border")).expect("a folder");
    for (name, words, mentions) in reports {
        std::fs::write(folder.path().join("border").join(name), xml(words, &mentions)).expect("a file");
    }
    let report = &detente(&["eval", "meantime", path(folder.path()), "--json"]).ends_with(0).json()[0];
    assert_eq!((&report["kind"], &report["units"]), (&"meantime".into(), &2.into()));
    assert!((figure(report, "mentions coded") - 2.0 / 3.0).abs() < 1e-9, "{report}");
    assert_eq!((figure(report, "B-cubed F1"), figure(report, "B-cubed F1 gained on the same lemma")), (1.0, 0.0));
    let labels: Vec<&Value> = report["tables"][0]["rows"].as_array().expect("rows").iter().map(|row| &row["label"]).collect();
    assert_eq!(labels, ["all apart", "same lemma in a topic", "detente"]);
}

#[test]
fn bad_gold_ends_the_run_with_the_place_and_what_was_expected() {
    let says = |kind: &str, name: &str, gold: &str, words: &str| {
        eval(kind, name, gold, &[]).ends_with(1).prints_nothing().says(name).says(words);
    };
    says("plv", "x.tsv", "a\tb\n", ":1: found `a, b`, expected a column marked_sentence");
    says("syntax", "x.conllu", "1\tIran\n", ":1: found 2 columns, expected 10 columns of CoNLL-U");
    says("geoparsing", "x.xml", "<articles>", "expected well-formed XML");
    says("muc", "x.muc4", "A DAY\n", "found no key, expected templates");
    says("timex", "x.tml", "<a/>", "expected <TimeML> with <DCT> and <TEXT>");
    says("meantime", "x.xml", "<a/>", "expected <Document> of <token>, <Markables> and <Relations>");
    says("attribution", "x.ann", "", "no text to it, expected one in");
    says("factuality", "x.jsonl", "{}\n", ":1: found missing field `text`");
    says("cases", "x.json", "{}", "no report to it, expected one in");
    detente(&["eval", "plv", "no-such-file.tsv"]).ends_with(1).says("no-such-file.tsv: no such file or folder");
    let empty = tempfile::tempdir().expect("a folder");
    detente(&["eval", "cases", path(empty.path())]).ends_with(1).says("no .json or .txt file below this folder");
    detente(&["eval", "poetry", path(&root())]).ends_with(2);
}
