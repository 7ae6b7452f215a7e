//! What leaves a store and what is asked of it: Parquet, CoNLL-U, changes, problems, filters, courses, with the real binary.

mod common;

use common::{FOLDER, Run, detente, root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A store of the ten example reports, which no test changes.
fn examples() -> &'static str {
    static STORE: OnceLock<(tempfile::TempDir, String)> = OnceLock::new();
    let (_, db) = STORE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let db = folder.path().join("crisis.db").display().to_string();
        detente(&["ingest", FOLDER, "--db", &db]);
        (folder, db)
    });
    db
}

fn run(db: &str, arguments: &[&str]) -> Run {
    detente(&[arguments, &["--db", db]].concat())
}

fn lines(db: &str, command: &str, more: &[&str]) -> Vec<Value> {
    run(db, &[&[command, "--format", "jsonl"], more].concat()).ends_with(0).json()
}

fn ids(records: &[Value]) -> BTreeSet<String> {
    records.iter().filter_map(|r| r["id"].as_str().map(str::to_owned)).collect()
}

/// Holds that a record has what its schema requires.
fn has_what_the_schema_requires(record: &Value, name: &str) {
    let path = root().join(format!("docs/schema/{name}.schema.json"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the schema")).expect("JSON");
    let names = |v: &Value| v.as_object().expect("an object").keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(record), names(&schema["properties"]), "fields of {name}");
    assert_eq!(record["schema"], schema["title"]);
}

#[test]
fn parquet_is_the_same_in_a_file_and_in_a_pipe() {
    let folder = tempfile::tempdir().expect("a folder");
    for more in [&[][..], &["--incidents"]] {
        let file = folder.path().join("records.parquet");
        let export = [&["export", "--as", "parquet", "-o", file.to_str().expect("a path")], more].concat();
        run(examples(), &export).ends_with(0).prints_nothing();
        let bytes = std::fs::read(&file).expect("the file");
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_detente"));
        let piped = command.args(["export", "--as", "parquet", "--db", examples()]).args(more).output().expect("it runs");
        assert!(piped.stdout == bytes, "{} bytes in the pipe, {} in the file", piped.stdout.len(), bytes.len());
    }
}

#[test]
fn an_option_that_a_layout_does_not_know_is_refused() {
    for (arguments, words) in [
        (&["export", "--as", "spss"][..], "there is no export format `spss`; there are acled,"),
        (&["export", "--as", "spss"], "ucdp, conllu, parquet"),
        (&["export", "--as", "csv", "--whole"], "--whole with `csv`; only conllu has sentences"),
        (&["export", "--as", "conllu", "--incidents"], "--incidents with `conllu`"),
        (&["export", "--as", "parquet", "--coarse-dates"], "--coarse-dates with `parquet`"),
    ] {
        run(examples(), arguments).ends_with(1).says(words).prints_nothing();
    }
}

/// A sentence of a CoNLL-U file: its comments, and the columns of its words.
struct Tree {
    comments: Vec<(String, String)>,
    words: Vec<Vec<String>>,
}

impl Tree {
    fn comment<'t>(&'t self, key: &'t str) -> impl Iterator<Item = &'t str> {
        self.comments.iter().filter(move |(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    fn feature<'t>(word: &'t [String], key: &str) -> Option<&'t str> {
        word[9].split('|').find_map(|f| f.strip_prefix(key)?.strip_prefix('='))
    }
}

fn trees(file: &str) -> Vec<Tree> {
    file.split("\n\n")
        .filter(|block| !block.trim().is_empty())
        .map(|block| {
            let comment = |l: &str| l.strip_prefix("# ").and_then(|c| c.split_once(" = ")).map(|(k, v)| (k.to_owned(), v.to_owned()));
            let words = block.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').map(str::to_owned).collect());
            Tree { comments: block.lines().filter_map(comment).collect(), words: words.collect() }
        })
        .collect()
}

#[test]
fn trees_are_sound_and_lie_where_the_text_has_their_words() {
    let exported = run(examples(), &["export", "--as", "conllu"]).ends_with(0);
    let told: BTreeMap<String, Value> =
        lines(examples(), "events", &[]).into_iter().map(|e| (e["id"].as_str().expect("an id").to_owned(), e)).collect();
    let mut seen = BTreeSet::new();
    let mut text: Vec<char> = Vec::new();
    for tree in trees(&exported.out) {
        if let Some(id) = tree.comment("newdoc id").next() {
            text = std::fs::read_to_string(root().join(format!("{id}.txt"))).expect("the report").chars().collect();
        }
        let cut = |range: &str| -> String {
            let (from, to) = range.split_once(':').expect("two numbers");
            text[from.parse().expect("a number")..to.parse().expect("a number")].iter().collect()
        };
        let single: Vec<&Vec<String>> = tree.words.iter().filter(|w| !w[0].contains('-')).collect();
        assert!(tree.words.iter().all(|w| w.len() == 10), "ten columns");
        assert!(single.iter().enumerate().all(|(i, w)| w[0] == (i + 1).to_string()), "words are numbered from 1");
        assert_eq!(single.iter().filter(|w| w[6] == "0").count(), 1, "one root");
        assert!(single.iter().all(|w| w[6].parse::<usize>().is_ok_and(|head| head <= single.len())), "heads are words");
        for word in &single {
            let range = Tree::feature(word, "TokenRange").expect("its place");
            assert_eq!(cut(range).replace('’', "'"), word[1], "{range}");
        }
        for event in tree.comment("detente_event") {
            let event: Value = serde_json::from_str(event).expect("JSON");
            let id = event["id"].as_str().expect("an id");
            let record = &told[id];
            assert_eq!((&event["cameo"], &event["sentence"]), (&record["cameo"], &record["sentence"]));
            let marked = |w: &&&Vec<String>| Tree::feature(w, "EventTrigger").is_some_and(|ids| ids.split(',').any(|i| i == id));
            let marked: Vec<u64> = single.iter().filter(marked).map(|w| w[0].parse().expect("a number")).collect();
            let numbers: Vec<u64> = event["trigger"].as_array().expect("numbers").iter().filter_map(Value::as_u64).collect();
            assert!(numbers.iter().all(|n| marked.contains(n)), "of {numbers:?} only {marked:?} are marked");
            let words: Vec<&str> = numbers.iter().map(|n| single[*n as usize - 1][1].as_str()).collect();
            let trigger = record["trigger"]["text"].as_str().expect("a trigger");
            assert!(words.iter().all(|w| trigger.contains(w)) && !words.is_empty(), "{words:?} are not `{trigger}`");
            assert!(seen.insert(id.to_owned()), "{id} stands once");
        }
    }
    assert_eq!(seen, told.into_keys().collect(), "every event has its sentence");
}

#[test]
fn the_filters_choose_the_sentences_and_whole_gives_the_reports() {
    let count = |more: &[&str]| trees(&run(examples(), &[&["export", "--as", "conllu"], more].concat()).ends_with(0).out).len();
    let (some, all) = (count(&["--type", "ASSAULT"]), count(&[]));
    let whole = count(&["--whole"]);
    assert!(0 < some && some < all && all < whole, "{some} {all} {whole}");
}

#[test]
fn reports_without_a_text_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (coded, db) = (folder.path().join("events.jsonl"), folder.path().join("a.db").display().to_string());
    std::fs::write(&coded, detente(&["code", common::REPORT, "--format", "jsonl"]).out).expect("written");
    run(&db, &["ingest", coded.to_str().expect("a path")]).ends_with(0);
    run(&db, &["export", "--as", "conllu"]).ends_with(3).says("left out: 1 reports of which the store has no text").prints_nothing();
}

/// Two reports, coded by the built-in lexicon and then by one with a group of its own; gives the store.
fn coded_twice(folder: &Path) -> String {
    let db = folder.join("crisis.db").display().to_string();
    let reports = folder.join("reports");
    let actors = folder.join("lexicon/actors");
    std::fs::create_dir_all(&reports).expect("a folder");
    std::fs::create_dir_all(&actors).expect("a folder");
    let report = "OSLO, May 3, 2024 (Border Wire) - Fighters of the Sarovian Front attacked an army post in Pakistan on Thursday.\n";
    std::fs::write(reports.join("front.txt"), report).expect("written");
    std::fs::write(reports.join("talks.txt"), "OSLO, May 3, 2024 (Border Wire) - Iran and Pakistan held talks in Oslo on Thursday.\n")
        .expect("written");
    let path = reports.display().to_string();
    run(&db, &["ingest", &path]).ends_with(0);
    let entry = "[[group]]\nid = \"sarovian-front\"\nname = \"Sarovian Front\"\nkind = \"armed\"\ncountry = \"PAK\"\nsectors = [\"REB\"]\nsource = \"made up for a test\"\n";
    std::fs::write(actors.join("front.toml"), entry).expect("written");
    let lexicon = folder.join("lexicon").display().to_string();
    let again = run(&db, &["ingest", &path, "--lexicon", &lexicon]);
    assert!(again.err.contains("2 coded anew"), "{}", again.err);
    db
}

#[test]
fn changes_show_what_another_lexicon_makes_of_a_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = coded_twice(folder.path());
    let changes = lines(&db, "changes", &[]);
    assert_eq!(changes.len(), 2, "each report was coded twice");
    changes.iter().for_each(|c| has_what_the_schema_requires(c, "changes-1"));
    let of = |name: &str| changes.iter().find(|c| c["document"]["id"].as_str().is_some_and(|id| id.ends_with(name))).expect("it is there");
    assert_eq!(
        (&of("talks")["changed"], &of("talks")["gone"], &of("talks")["new"]),
        (&Value::from(vec![(); 0]), &Value::from(vec![(); 0]), &Value::from(vec![(); 0]))
    );
    let front = of("front");
    assert_ne!(front["before"], front["after"]);
    assert_eq!(front["text_changed"], false);
    let changed = &front["changed"][0];
    assert!(changed["fields"].as_array().expect("fields").contains(&"source".into()), "{changed}");
    assert_eq!(changed["after"]["source"][0]["id"], "sarovian-front");
    let table = run(&db, &["changes", "--source-id", "sarovian-front"]).ends_with(0).out;
    assert!(table.contains("    source: ") && !table.contains("talks"), "{table}");
    let rows = run(&db, &["changes", "--format", "csv"]).ends_with(0).out;
    assert!(rows.lines().any(|l| l.contains(",changed,") && l.contains(",source,")), "{rows}");
    run(&db, &["changes", "--document", "nowhere"]).ends_with(1).says("no report `nowhere` in the store");
    assert_eq!(run(examples(), &["changes"]).ends_with(0).out, "no report of these was coded more than once\n");
}

#[test]
fn problems_are_found_by_line_and_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("crisis.db").display().to_string();
    let report = folder.path().join("yearless.txt");
    std::fs::write(&report, "Talks held\n\nOSLO, May 3 (Border Wire) - Iran and Pakistan held talks in Oslo on Thursday.\n")
        .expect("written");
    let told = run(&db, &["ingest", &report.display().to_string()]).ends_with(3);
    let problems = lines(&db, "problems", &[]);
    assert_eq!(problems.len(), told.err.lines().filter(|l| l.contains("yearless")).count(), "{}", told.err);
    assert!(!problems.is_empty());
    let text: Vec<char> = std::fs::read_to_string(&report).expect("the report").chars().collect();
    for p in &problems {
        has_what_the_schema_requires(p, "problem-1");
        if let (Some(from), Some(to)) = (p["span"][0].as_u64(), p["span"][1].as_u64()) {
            let line = text[..from as usize].iter().filter(|c| **c == '\n').count() + 1;
            assert_eq!(p["line"], line);
            assert_eq!(p["words"], text[from as usize..to as usize].iter().collect::<String>());
        }
    }
    assert_eq!((&problems[0]["line"], &problems[0]["column"], &problems[0]["words"]), (&3.into(), &7.into(), &"May 3".into()));
    let table = run(&db, &["problems"]).ends_with(0).out;
    assert!(table.contains("yearless:3:7: ") && table.contains("    “May 3”"), "{table}");
    assert!(problems.iter().all(|p| table.contains(p["message"].as_str().expect("words"))), "{table}");
    let rows = run(&db, &["problems", "--format", "csv"]).ends_with(0).out;
    assert_eq!(rows.lines().next(), Some("document,publisher,published,line,column,start,end,words,message,version"));
    assert_eq!(run(&db, &["problems", "--message", "nothing like it"]).ends_with(0).out, "no problems\n");
    run(&db, &["problems", "--document", "nowhere"]).ends_with(1).says("no report `nowhere` in the store");
}

/// Whether any element of a list has a field with this value.
fn any(list: &Value, field: &str, value: &str) -> bool {
    list.as_array().is_some_and(|all| all.iter().any(|v| v[field] == value))
}

#[test]
fn each_filter_on_events_finds_what_the_records_have() {
    let all = lines(examples(), "events", &[]);
    let some_id = all[0]["source"][0]["id"].as_str().or(all[0]["target"][0]["id"].as_str()).expect("an actor with an id").to_owned();
    let publisher = all.iter().find_map(|e| e["document"]["publisher"].as_str()).expect("a publisher").to_owned();
    type Wanted<'a> = Box<dyn Fn(&Value) -> bool + 'a>;
    let sides = |e: &Value, field: &str, value: &str| any(&e["source"], field, value) || any(&e["target"], field, value);
    let has_sector = |list: &Value, s: &str| {
        list.as_array().is_some_and(|a| a.iter().any(|x| x["sectors"].as_array().is_some_and(|v| v.contains(&s.into()))))
    };
    let cases: Vec<(Vec<&str>, Wanted<'_>)> = vec![
        (vec!["--context", "military"], Box::new(|e| e["contexts"].as_array().is_some_and(|c| c.contains(&"military".into())))),
        (vec!["--actor-id", &some_id], Box::new(|e| sides(e, "id", &some_id))),
        (vec!["--sector", "mil"], Box::new(|e| has_sector(&e["source"], "MIL") || has_sector(&e["target"], "MIL"))),
        (vec!["--stance", "denies"], Box::new(|e| any(&e["attribution"], "stance", "denies"))),
        (
            vec!["--stance", "denies", "--stance", "asserts"],
            Box::new(|e| ["denies", "asserts"].iter().any(|s| any(&e["attribution"], "stance", s))),
        ),
        (vec!["--own-voice"], Box::new(|e| e["attribution"].as_array().is_some_and(Vec::is_empty))),
        (
            vec!["--speaker", "pak"],
            Box::new(|e| e["attribution"].as_array().is_some_and(|a| a.iter().any(|a| a["speaker"]["country"] == "PAK"))),
        ),
        (vec!["--precision", "adm1"], Box::new(|e| e["place"]["precision"] == "adm1")),
        (
            vec!["--precision", "adm1", "--precision", "city"],
            Box::new(|e| e["place"]["precision"] == "adm1" || e["place"]["precision"] == "city"),
        ),
        (vec!["--granularity", "day"], Box::new(|e| e["date"]["granularity"] == "day")),
        (vec!["--place-name", "BALOCH"], Box::new(|e| e["place"]["name"].as_str().is_some_and(|n| n.to_lowercase().contains("baloch")))),
        (vec!["--killed", "2"], Box::new(|e| e["casualties"]["killed"]["low"].as_u64() >= Some(2))),
        (vec!["--injured", "1"], Box::new(|e| e["casualties"]["injured"]["low"].as_u64() >= Some(1))),
        (vec!["--publisher", &publisher], Box::new(|e| e["document"]["publisher"] == publisher.as_str())),
        (vec!["--published-from", "2024-01-18"], Box::new(|e| e["document"]["published"].as_str() >= Some("2024-01-18"))),
        (vec!["--published-to", "2024-01-18"], Box::new(|e| e["document"]["published"].as_str().is_some_and(|d| d <= "2024-01-18"))),
        (vec!["--frame", "classifier"], Box::new(|e| e["derivation"]["frame"].as_str().is_some_and(|f| f.starts_with("classifier")))),
        (vec!["--confidence", "0.8"], Box::new(|e| e["confidence"].as_f64() >= Some(0.8))),
        // A word of the record's own that no sentence has.
        (vec!["--text", "goldstein"], Box::new(|_| false)),
    ];
    for (arguments, wanted) in cases {
        let found = ids(&lines(examples(), "events", &arguments));
        let expected: BTreeSet<String> = ids(&all.iter().filter(|e| wanted(e)).cloned().collect::<Vec<_>>());
        assert_eq!(found, expected, "{arguments:?}");
    }
}

#[test]
fn each_filter_on_incidents_finds_what_the_records_have() {
    let all = lines(examples(), "incidents", &[]);
    type Wanted<'a> = Box<dyn Fn(&Value) -> bool + 'a>;
    let account =
        |i: &Value, wanted: &dyn Fn(&Value) -> bool| i["accounts"].as_array().is_some_and(|a| a.iter().any(|a| wanted(&a["event"])));
    let cases: Vec<(Vec<&str>, Wanted<'_>)> = vec![
        (vec!["--flag", "single_origin"], Box::new(|i| any(&i["flags"], "kind", "single_origin"))),
        (
            vec!["--flag", "parties_only", "--flag", "reposted"],
            Box::new(|i| any(&i["flags"], "kind", "parties_only") || any(&i["flags"], "kind", "reposted")),
        ),
        (vec!["--disputed", "target"], Box::new(|i| any(&i["disputes"], "about", "target"))),
        (
            vec!["--disputed", "happened", "--disputed", "source"],
            Box::new(|i| any(&i["disputes"], "about", "happened") || any(&i["disputes"], "about", "source")),
        ),
        (vec!["--origins", "2"], Box::new(|i| i["origins"].as_u64() >= Some(2))),
        (vec!["--reports", "3"], Box::new(|i| i["reports"].as_u64() >= Some(3))),
        (vec!["--killed", "2"], Box::new(|i| i["killed"]["best"].as_u64() >= Some(2))),
        (vec!["--precision", "adm1"], Box::new(|i| i["place"]["precision"] == "adm1")),
        (vec!["--stance", "denies"], Box::new(|i| account(i, &|e| any(&e["attribution"], "stance", "denies")))),
        (vec!["--confidence", "0.9"], Box::new(|i| account(i, &|e| e["confidence"].as_f64() >= Some(0.9)))),
    ];
    for (arguments, wanted) in cases {
        let expected: BTreeSet<String> = ids(&all.iter().filter(|i| wanted(i)).cloned().collect::<Vec<_>>());
        assert_eq!(ids(&lines(examples(), "incidents", &arguments)), expected, "{arguments:?}");
        // The same asked of events finds those of these incidents, where only an incident can answer.
        if ["--flag", "--disputed", "--origins", "--reports"].contains(&arguments[0]) {
            let of = all.iter().filter(|i| wanted(i)).flat_map(|i| i["accounts"].as_array().expect("accounts"));
            let expected: BTreeSet<String> = of.map(|a| a["event"]["id"].as_str().expect("an id").to_owned()).collect();
            assert_eq!(ids(&lines(examples(), "events", &arguments)), expected, "events {arguments:?}");
        }
    }
    let disputed = lines(examples(), "disputes", &["--disputed", "target"]);
    assert!(!disputed.is_empty());
    assert_eq!(ids(&disputed), ids(&all.iter().filter(|i| any(&i["disputes"], "about", "target")).cloned().collect::<Vec<_>>()));
}

#[test]
fn a_word_that_no_filter_knows_is_refused_with_those_there_are() {
    for (flag, known) in [("--flag", "single_origin"), ("--disputed", "killed"), ("--stance", "denies"), ("--precision", "adm1")] {
        run(examples(), &["incidents", flag, "other"]).ends_with(2).says(known);
    }
}

/// A file of another program with one act of Iran on Pakistan.
fn icews(folder: &Path) -> PathBuf {
    let columns = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t\
                   Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude";
    let event = "1\t2024-01-16\tIran\t\tIran\tUse conventional military force\t190\t-10.0\tPakistan\t\tPakistan\t1\t1\tWire\t\t\t\tPakistan\t30.0\t70.0";
    let file = folder.join("icews.tab");
    std::fs::write(&file, format!("{columns}\n{event}\n")).expect("written");
    file
}

#[test]
fn other_programs_courses_stand_in_the_lines_and_rows_of_a_dyad() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("crisis.db").display().to_string();
    std::fs::copy(examples(), &db).expect("a copy");
    let file = icews(folder.path());
    run(&db, &["import", "--from-layout", "icews", file.to_str().expect("a path")]).ends_with(0);
    let steps = run(&db, &["dyad", "IRN", "PAK", "--by", "day", "--format", "jsonl"]).ends_with(0).json();
    steps.iter().for_each(|s| has_what_the_schema_requires(s, "course-1"));
    let of = |program: &str| steps.iter().filter(|s| s["program"] == program).cloned().collect::<Vec<_>>();
    let (own, other) = (of("detente"), of("icews"));
    assert_eq!(own.len(), other.len(), "both have the same days");
    assert_eq!(own.len() + other.len(), steps.len());
    let day = other.iter().find(|s| s["start"] == "2024-01-16").expect("the day");
    assert_eq!((&day["events"], &day["quads"][3], &day["goldstein_sum"]), (&1.into(), &1.into(), &(-10.0).into()));
    assert_eq!((&day["intensity"], &day["phase"], &day["direction"]), (&Value::Null, &Value::Null, &"undirected".into()));
    assert!(own.iter().all(|s| s["phase"].is_string() && s["intensity"].is_number()));
    let rows = run(&db, &["dyad", "IRN", "PAK", "--by", "day", "--format", "csv"]).ends_with(0).out;
    assert!(rows.lines().any(|l| l == "2024-01-16,0,0,0,1,1,-10,-10,,,icews,IRN,PAK,undirected"), "{rows}");
    assert_eq!(rows.lines().count(), steps.len() + 1);
    // Without files of others there is detente's own course alone.
    let alone = run(examples(), &["dyad", "IRN", "PAK", "--by", "day", "--format", "jsonl"]).ends_with(0).json();
    assert_eq!(alone, own);
}

#[test]
fn a_dyads_course_and_alerts_take_filters() {
    let events = |more: &[&str]| -> u64 {
        let steps = run(examples(), &[&["dyad", "IRN", "PAK", "--format", "jsonl"], more].concat()).ends_with(0).json();
        steps.iter().map(|s| s["events"].as_u64().expect("a number")).sum()
    };
    let (all, assaults) = (events(&[]), events(&["--type", "ASSAULT"]));
    assert!(0 < assaults && assaults < all, "{assaults} of {all}");
    run(examples(), &["dyad", "--type", "ASSAULT"]).ends_with(1).says("filters, but no countries");
    let busiest = run(examples(), &["dyad", "--format", "jsonl"]).ends_with(0).json();
    assert_eq!(busiest[0]["dyad"], serde_json::json!(["IRN", "PAK"]));
    let folder = tempfile::tempdir().expect("a folder");
    let rules = folder.path().join("rules.toml");
    std::fs::write(&rules, "[[rule]]\nname = \"violence\"\nkind = \"first\"\ndays = 30\nquad = [4]\n").expect("written");
    let rules = rules.display().to_string();
    let alerts =
        |more: &[&str]| run(examples(), &[&["alerts", &rules, "--dry-run", "--format", "jsonl"], more].concat()).ends_with(0).json();
    assert!(!alerts(&[]).is_empty());
    assert!(alerts(&["--type", "CONSULT"]).is_empty(), "talks are no violence");
    assert!(alerts(&["--to", "2000-01-01"]).is_empty());
    run(examples(), &["alerts", &rules, "--dry-run", "--rule", "peace"]).ends_with(1).says("no rule `peace`; there are violence");
    let rows = run(examples(), &["alerts", &rules, "--dry-run", "--format", "csv"]).ends_with(0).out;
    assert!(rows.starts_with("day,rule,about,message,events\n") && rows.contains(",violence,"), "{rows}");
}
